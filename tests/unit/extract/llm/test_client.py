"""The protocol on a real connection: retries, patience, and every failure with its own error."""

from __future__ import annotations

import json
import socket
import sys
from itertools import count
from typing import Any

import pytest
from model_server import MODEL, ModelServer, Reply, failing, naming, serving

from kb.config import LlmSettings
from kb.errors import EndpointError, InputError, KBError, LimitError, PluginError
from kb.extract.llm.answers import RESPONSE_FORMAT, UnusableAnswer
from kb.extract.llm.client import Client
from kb.extract.llm.completions import Completion
from kb.extract.llm.counters import Counters
from kb.extract.llm.prompt import messages_for

REQUEST = {"model": MODEL, "messages": messages_for("Snow fell."), "response_format": dict(RESPONSE_FORMAT)}
GOOD = naming()


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KB_LLM_API_KEY", raising=False)


class Asked:
    """One request made through a client, the pauses that it took, and what was counted."""

    def __init__(self, chosen: LlmSettings) -> None:
        self.pauses: list[float] = []
        self.counters = Counters()
        self._chosen = chosen

    def completion(self, request: dict[str, Any] = REQUEST) -> Completion:
        with Client(self._chosen, self.counters, sleep=self.pauses.append) as client:
            return client.completion(request)

    def refused(self, kind: type[Exception], request: dict[str, Any] = REQUEST) -> Any:
        with pytest.raises(kind) as caught:
            self.completion(request)
        assert type(caught.value) is kind
        return caught.value

    def counted(self) -> tuple[int, int]:
        sums = self.counters.read()
        return sums["requests"], sums["requests repeated"]


def asking(server: ModelServer, *replies: Reply, **more: Any) -> Asked:
    server.queue.extend(replies)
    return Asked(server.settings(**more))


def test_an_answer_comes_with_what_it_cost() -> None:
    with serving() as server:
        asked = asking(server, GOOD)

        completion = asked.completion()

    assert completion.answer == GOOD.content
    assert not completion.cut
    assert asked.counters.read()["prompt tokens"] == completion.prompt_tokens > 0
    assert asked.counters.read()["completion tokens"] == completion.completion_tokens > 0
    assert asked.counted() == (1, 0)


def test_the_key_is_sent_and_a_wrong_one_turns_us_away_without_being_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(key="right-key-123") as server:
        monkeypatch.setenv("KB_LLM_API_KEY", "right-key-123")
        assert asking(server, GOOD).completion().answer == GOOD.content

        monkeypatch.setenv("KB_LLM_API_KEY", "wrong-key-456")
        asked = asking(server)
        error = asked.refused(EndpointError)

    assert "HTTP 401 Incorrect API key" in str(error)
    assert "KB_LLM_API_KEY" in error.hint
    assert "wrong-key-456" not in str(error)
    assert asked.counted() == (1, 0)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 529])
def test_what_fails_in_passing_is_asked_again_after_a_growing_pause(status: int) -> None:
    with serving() as server:
        asked = asking(server, failing(status), failing(status), GOOD)

        assert asked.completion().answer == GOOD.content

    assert asked.pauses == [0.5, 1.0]
    assert asked.counted() == (3, 2)


def test_the_endpoint_says_how_long_to_wait() -> None:
    with serving() as server:
        asked = asking(server, failing(429, Retry_After="7"), GOOD)

        assert asked.completion().answer == GOOD.content

    assert asked.pauses == [7.0]


def test_who_asks_for_an_hour_is_not_waited_for() -> None:
    with serving() as server:
        asked = asking(server, failing(429, "You exceeded your quota", Retry_After="3600"))
        error = asked.refused(LimitError)

    assert "You exceeded your quota" in error.problem
    assert asked.pauses == []


@pytest.mark.parametrize(
    ("reply", "kind", "said"),
    [
        (failing(429, "Slow down"), LimitError, "HTTP 429 Slow down"),
        (failing(500, "CUDA out of memory"), InputError, "HTTP 500 CUDA out of memory"),
        (Reply(status=503, body=b"<html>busy</html>"), InputError, "HTTP 503."),
        (Reply(drop=True), InputError, "broke off"),
    ],
    ids=["429", "500", "503", "drop"],
)
def test_patience_ends_after_the_retries_that_were_set(reply: Reply, kind: type[KBError], said: str) -> None:
    with serving() as server:
        asked = asking(server, reply, reply, reply, retries=2)
        error = asked.refused(kind)

    assert said in error.problem
    assert error.hint
    assert asked.counted() == (3, 2)


@pytest.mark.parametrize("hang", ["before", "within"])
def test_a_slow_answer_is_not_waited_for_and_asked_again(hang: str) -> None:
    with serving() as server:
        asked = asking(server, Reply(hang=hang), GOOD, timeout=0.2)

        assert asked.completion().answer == GOOD.content

    assert asked.counted() == (2, 1)


def test_answers_that_stay_slow_name_the_settings_that_help() -> None:
    with serving() as server:
        error = asking(server, Reply(hang="before"), timeout=0.1, retries=0).refused(InputError)

    assert "within 0.1 seconds" in error.problem
    assert "timeout" in error.hint


def test_an_answer_that_trickles_in_for_ever_is_cut_off() -> None:
    ticks = count(0, 40)
    with serving() as server:
        server.queue.append(GOOD)
        chosen = server.settings(timeout=30.0, retries=0)
        with (
            Client(chosen, Counters(), clock=lambda: next(ticks)) as client,
            pytest.raises(InputError, match="within 30 seconds"),
        ):
            client.completion(REQUEST)


def test_an_answer_that_has_run_away_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.extract.llm.client.MOST_BYTES", 100)
    with serving() as server:
        assert "more than 100 bytes" in asking(server, GOOD).refused(InputError).problem


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_LLM_API_KEY", "secret")
    with serving(key="secret") as server, serving() as thief:
        elsewhere = f"{thief.endpoint}/chat/completions"
        asking(server, Reply(status=status, body=b"", headers={"Location": elsewhere})).refused(EndpointError)

        assert thief.bodies == []


def test_an_unknown_model_or_address_turns_us_away() -> None:
    with serving() as server:
        unknown = asking(server).refused(EndpointError, {**REQUEST, "model": "no-such-model"})
        assert "'no-such-model' does not exist" in unknown.problem

        astray = Asked(server.settings(endpoint=server.endpoint.replace("/v1", "/v2"))).refused(EndpointError)
        assert "HTTP 404" in astray.problem


def test_a_request_that_is_refused_is_not_repeated() -> None:
    with serving() as server:
        asked = asking(server, failing(400, "maximum context length is 4096 tokens"))
        error = asked.refused(InputError)

    assert "maximum context length" in error.problem
    assert "chunk" in error.hint
    assert asked.counted() == (1, 0)


def test_a_long_complaint_is_shortened_and_set_on_one_line() -> None:
    with serving() as server:
        error = asking(server, failing(400, "too\nlong " * 500)).refused(InputError)

    assert "\n" not in error.problem
    assert len(error.problem) < 500


def test_nobody_at_the_address_is_an_error_for_the_whole_command() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        chosen = LlmSettings(f"http://127.0.0.1:{free.getsockname()[1]}/v1", MODEL, retries=2)
        asked = Asked(chosen)
        error = asked.refused(EndpointError)

    assert "cannot be reached" in error.problem
    assert "endpoint" in error.hint
    assert asked.counted() == (3, 2)


def cut_short(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def choices(**message: Any) -> bytes:
    return json.dumps({"choices": [{"message": message}]}).encode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"\xff",
        b"[" * 100_000,
        cut_short(choices(content="{}")),
        b'{"choices": []}',
        b'{"choices": [null]}',
        b'{"choices": [{"message": {"content": 1}}]}',
        b'{"choices": [{"message": {"content": null}}], "usage": []}',
        b'{"choices": [{"message": {"content": "{}"}}], "usage": "much"}',
    ],
)
def test_what_is_no_completion_is_no_answer(body: bytes) -> None:
    with serving() as server:
        asking(server, Reply(body=body)).refused(UnusableAnswer)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(refusal="I cannot help with that."), "I cannot help"),
        (Reply("{", finish="content_filter"), "filter"),
    ],
)
def test_a_refusal_or_a_filter_is_no_answer_and_says_so(reply: Reply, said: str) -> None:
    with serving() as server:
        assert said in str(asking(server, reply).refused(UnusableAnswer))


@pytest.mark.parametrize("usage", [{}, {"usage": None}, {"usage": {"prompt_tokens": -1, "completion_tokens": "9"}}])
def test_an_endpoint_that_does_not_count_costs_nothing_that_we_know_of(usage: dict[str, Any]) -> None:
    body = json.dumps({"choices": [{"message": {"content": "x"}}], **usage}).encode()
    with serving() as server:
        completion = asking(server, Reply(body=body)).completion()

    assert (completion.prompt_tokens, completion.completion_tokens) == (0, 0)


def test_an_endpoint_on_this_machine_is_asked_past_any_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving() as server:
        assert asking(server, GOOD, retries=0).completion().answer == GOOD.content


def test_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)

    with pytest.raises(PluginError) as refused:
        Client(LlmSettings("http://127.0.0.1/v1", MODEL), Counters())

    assert refused.value.hint == "pip install 'claimgraph[llm]'"
