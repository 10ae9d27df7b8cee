"""A language model on loopback: speaks the protocol of OpenAI-compatible endpoints, and refuses what they refuse."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

from builders import an_article

from kb.config import LlmSettings
from kb.extract.rules import RuleExtractor
from kb.model import Kind

MODEL = "test-model"
Attributed = tuple[Sequence[str], Sequence[str], Sequence[str]]  # source, cue, content: pieces of each


@dataclass(frozen=True)
class Reply:
    """What the server sends.

    Attributes:
        body: The bytes; a chat completion of ``content`` if there are none.
        content: What the model wrote.
        hang: ``before`` sends nothing, ``within`` half of the body, until the test is over.
        drop: The connection is closed without an answer.
    """

    content: str = ""
    status: int = 200
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    finish: str = "stop"
    refusal: str | None = None
    hang: str = ""
    drop: bool = False


def naming(*attributed: Attributed, **more: Any) -> Reply:
    """Give the reply of a model that names attributions."""
    listed = [{"source": list(one[0]), "cue": list(one[1]), "content": list(one[2])} for one in attributed]
    return Reply(json.dumps({"attributions": listed}, ensure_ascii=False), **more)


def failing(status: int, message: str = "", **headers: str) -> Reply:
    """Give an error in the shape that endpoints give it."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    error = {"error": {"message": message, "type": "error", "param": None, "code": None}}
    return Reply(status=status, body=json.dumps(error).encode(), headers=named)


def reading_by_rules(text: str) -> Reply:
    """Give what an able and honest model would name: what the rules find."""
    found = [one for one in RuleExtractor().read(an_article(text)).statements if one.kind is not Kind.NARRATOR]
    return naming(*(tuple([span.exact for span in spans] for spans in (s.source, s.cue, s.content)) for s in found))


class ModelServer:
    """An endpoint, what it was asked, and what it will say: first what is queued, then what its mind makes of a text."""

    def __init__(self, mind: Callable[[str], Reply], *, key: str = "") -> None:
        self.mind, self.key = mind, key
        self.queue: deque[Reply] = deque()
        self.bodies: list[dict[str, Any]] = []
        self.texts: list[str] = []
        self.over = Event()
        self._lock = Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True

    @property
    def endpoint(self) -> str:
        """The address for ``kb.toml``."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def settings(self, **more: Any) -> LlmSettings:
        """Give settings that ask this server, keep nothing, and never wait long."""
        return LlmSettings(**{"endpoint": self.endpoint, "model": MODEL, "cache": "", "timeout": 30.0, **more})

    def table(self, **more: Any) -> str:
        """Give the same as text for ``kb.toml``."""
        values = {"endpoint": self.endpoint, "model": MODEL, **more}
        return "[llm]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())

    def reply_to(self, path: str, headers: Mapping[str, str], raw: bytes) -> Reply:
        """Answer one request as an endpoint would."""
        if path != "/v1/chat/completions":
            return failing(404, f"Invalid URL (POST {path})")
        if self.key and headers.get("Authorization") != f"Bearer {self.key}":
            return failing(401, f"Incorrect API key provided: {headers.get('Authorization', 'none')}.")
        try:
            body = json.loads(raw)
            text = _text_in(body)
        except (ValueError, LookupError, TypeError, AssertionError) as error:
            return failing(400, f"Invalid request: {error!r}")
        with self._lock:
            self.bodies.append(body)
            self.texts.append(text)
            queued = self.queue.popleft() if self.queue else None
        if body["model"] != MODEL:
            return failing(404, f"The model {body['model']!r} does not exist")
        return queued or self.mind(text)


@contextmanager
def serving(mind: Callable[[str], Reply] = reading_by_rules, *, key: str = "") -> Iterator[ModelServer]:
    """Run a server until the test is over."""
    server = ModelServer(mind, key=key)
    thread = Thread(target=server._http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server._http.shutdown()
        server._http.server_close()
        thread.join()


def _text_in(body: Any) -> str:
    """Give the text of a request between its fences; whatever the protocol asks for has to be there."""
    system, user = body["messages"]
    assert (system["role"], user["role"]) == ("system", "user")
    described = body["response_format"]
    assert described["type"] == "json_schema"
    assert described["json_schema"]["strict"] is True
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", described["json_schema"]["name"])
    _check_strict(described["json_schema"]["schema"])
    found = re.search(r"<(text-[0-9a-f]+)>\n(.*)\n</\1>", user["content"], re.DOTALL)
    assert found
    return found.group(2)


def _check_strict(schema: Any) -> None:
    """Refuse a schema that strict structured output refuses."""
    if schema["type"] == "object":
        assert schema["additionalProperties"] is False
        assert sorted(schema["required"]) == sorted(schema["properties"])
        for each in schema["properties"].values():
            _check_strict(each)
    elif schema["type"] == "array":
        _check_strict(schema["items"])


def _completion(reply: Reply, body: bytes) -> bytes:
    message = {"role": "assistant", "content": None if reply.refusal else reply.content, "refusal": reply.refusal}
    counted = {"prompt_tokens": len(body.split()), "completion_tokens": len(reply.content.split())}
    return json.dumps(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 0,
            "model": MODEL,
            "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": reply.finish}],
            "usage": {**counted, "total_tokens": sum(counted.values())},
        }
    ).encode()


def _handler(server: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            reply = server.reply_to(self.path, dict(self.headers), raw)
            if reply.drop:
                self.close_connection = True
                return
            if reply.hang == "before":
                server.over.wait()
                self.close_connection = True
                return
            body = _completion(reply, raw) if reply.body is None else reply.body
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if reply.hang == "within":
                self.wfile.write(body[: len(body) // 2])
                server.over.wait()
                self.close_connection = True
                return
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    return Handler
