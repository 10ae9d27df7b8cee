"""A reconciliation service on loopback: speaks version 0.2 of the protocol, refuses what it refuses, and misbehaves on demand."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs

from kb.config import ReconcileSettings

Query = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What the service sends: raw bytes in place of results, or a misbehaviour.

    Attributes:
        hang: ``before`` sends nothing, ``within`` half of the body, until the test is over.
    """

    body: bytes = b"{}"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    hang: str = ""


def item(identifier: str, name: str, score: float = 50, **more: Any) -> dict[str, Any]:
    """Give a candidate as the protocol has it."""
    return {"id": identifier, "name": name, "score": score, "match": False, "type": [], **more}


class ReconciliationServer:
    """A service, what it was asked, and what it will say: first what is queued, then what it knows."""

    def __init__(self, knows: Callable[[Query], list[dict[str, Any]]]) -> None:
        self.knows = knows
        self.queue: deque[Answer] = deque()
        self.asked: list[dict[str, Query]] = []
        self.forms: list[dict[str, list[str]]] = []
        self.paths: list[str] = []
        self.over = Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True

    @property
    def address(self) -> str:
        """The address for ``--service``."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/en/api"

    def settings(self, **more: Any) -> ReconcileSettings:
        """Give settings that ask this service and never wait long."""
        return ReconcileSettings(**{"service": self.address, "timeout": 30.0, **more})

    def answer_to(self, form: dict[str, list[str]]) -> Answer:
        """Answer one request as a service would."""
        self.forms.append(form)
        if self.queue:
            return self.queue.popleft()
        queries = json.loads(form["queries"][0])
        self.asked.append(queries)
        results = {name: {"result": self.knows(query)} for name, query in queries.items()}
        return Answer(json.dumps(results, ensure_ascii=False).encode())


@contextmanager
def reconciling(knows: Callable[[Query], list[dict[str, Any]]] = lambda _: []) -> Iterator[ReconciliationServer]:
    """Run a service until the test is over."""
    server = ReconciliationServer(knows)
    thread = Thread(target=server._http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server._http.shutdown()
        server._http.server_close()
        thread.join()


def _handler(server: ReconciliationServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            server.paths.append(self.path)
            form = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
            assert self.headers["Content-Type"] == "application/x-www-form-urlencoded"
            answer = server.answer_to(parse_qs(form, strict_parsing=True))
            if answer.hang == "before":
                server.over.wait()
                return
            self.send_response(answer.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if answer.hang == "within":
                self.wfile.write(answer.body[: len(answer.body) // 2])
                self.wfile.flush()
                server.over.wait()
                return
            try:
                self.wfile.write(answer.body)
            except OSError:  # the client has heard enough
                return

        def do_GET(self) -> None:
            server.paths.append(f"GET {self.path}")
            self.send_error(405)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    return Handler
