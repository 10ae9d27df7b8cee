"""The reconciliation protocol, against a service of our own on loopback."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reconciliation_server import Answer, Query, ReconciliationServer, item, reconciling

from kb.config import ReconcileSettings
from kb.errors import EndpointError, UsageError
from kb.model import Agent, AgentType
from kb.resolve.reconciliation.protocol import Candidate, candidates_in
from kb.resolve.reconciliation.service import MOST_BYTES, Service

OLSEN = Agent("agent/marta-olsen", "Marta Olsen", AgentType.PERSON, ("Olsen",), part_of=("agent/harbour-board",))


def asked(server: ReconciliationServer, *agents: Agent, **settings: Any) -> list[tuple[Agent, tuple[Candidate, ...]]]:
    waited: list[float] = []
    service = Service(server.settings(**settings), sleep=waited.append)
    return list(service.proposals(agents or (OLSEN,)))


def failure(server: ReconciliationServer, **settings: Any) -> EndpointError:
    with pytest.raises(EndpointError) as caught:
        asked(server, **settings)
    return caught.value


def test_candidates_come_best_first_with_what_tells_them_apart() -> None:
    def knows(_: Query) -> list[dict[str, Any]]:
        return [
            item("Q7", "Marta Olsen", 41.5, description="skier", type=[{"id": "Q5", "name": "human"}]),
            item("Q8", "Marta Olsen", 97, match=True),
            item("Q9", "Olsen", 12),
        ]

    with reconciling(knows) as server:
        ((agent, found),) = asked(server, limit=2)

    assert agent is OLSEN
    assert found == (
        Candidate("Q8", "Marta Olsen", 97.0, match=True),
        Candidate("Q7", "Marta Olsen", 41.5, description="skier", types=("human",)),
    )


def test_only_names_types_and_a_limit_leave_the_machine() -> None:
    agents = [Agent(f"agent/{kind}", f"N {kind}", kind, ("Alias",), "", ("agent/whole",)) for kind in AgentType]

    with reconciling() as server:
        asked(server, *agents)

    assert [sorted(form) for form in server.forms] == [["queries"]]
    assert server.asked == [
        {
            "q0": {"query": "N person", "limit": 3, "type": "Q5"},
            "q1": {"query": "N organization", "limit": 3, "type": "Q43229"},
            "q2": {"query": "N place", "limit": 3, "type": "Q2221906"},
            "q3": {"query": "N group", "limit": 3, "type": "Q16334295"},
            "q4": {"query": "N unknown", "limit": 3},
        }
    ]


def test_ten_agents_are_asked_for_at_a_time_and_answers_stay_with_their_agents() -> None:
    agents = [Agent(f"agent/{n}", f'Name {n} & "quote" = Zoë', AgentType.PERSON) for n in range(23)]

    with reconciling(lambda query: [item("Q1", query["query"])]) as server:
        found = asked(server, *agents)

    assert [len(one) for one in server.asked] == [10, 10, 3]
    assert [candidates[0].name for _, candidates in found] == [agent.name for agent in agents]


def test_without_a_service_nothing_is_sent() -> None:
    with pytest.raises(UsageError, match="No reconciliation service is named"):
        Service(ReconcileSettings())


@pytest.mark.parametrize(
    "address",
    [
        "http://wikidata.example/api",
        "ftp://wikidata.example/api",
        "https://user:secret@wikidata.example/api",
        "https:///api",
        "https://wikidata.example:99999/api",
        "https://wikidata.example/api#part",
        "https://wikidata.example/a b",
        "file:///etc/passwd",
        "wikidata.example",
    ],
)
def test_an_address_that_is_not_plain_and_private_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(UsageError) as caught:
        Service(ReconcileSettings(service=address))

    assert "secret" not in str(caught.value)


def test_what_fails_in_passing_is_asked_again_and_no_longer_than_allowed() -> None:
    with reconciling(lambda _: [item("Q1", "Marta Olsen")]) as server:
        server.queue += [Answer(status=500), Answer(status=503, headers={"Retry-After": "1"})]
        ((_, found),) = asked(server, retries=2)
        server.queue += [Answer(status=500)] * 3
        failed = failure(server, retries=2)

    assert found[0].id == "Q1"
    assert len(server.paths) == 6
    assert "HTTP 500" in failed.problem


def test_a_service_that_asks_for_more_patience_than_anybody_has_is_left() -> None:
    with reconciling() as server:
        server.queue += [Answer(status=429, headers={"Retry-After": "3600"})]
        failed = failure(server, retries=5)

    assert len(server.paths) == 1
    assert "HTTP 429" in failed.problem


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 410])
def test_what_will_not_change_is_not_asked_again(status: int) -> None:
    with reconciling() as server:
        server.queue += [Answer(status=status)]
        failed = failure(server, retries=5)

    assert len(server.paths) == 1
    assert f"HTTP {status}" in failed.problem


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_reported_and_never_followed(status: int) -> None:
    with reconciling() as server, reconciling() as other:
        server.queue += [Answer(status=status, headers={"Location": other.address})]
        failed = failure(server)

    assert other.paths == []
    assert "sends us elsewhere" in failed.problem
    assert other.address in failed.hint


@pytest.mark.parametrize("hang", ["before", "within"])
def test_a_slow_service_is_given_up(hang: str) -> None:
    with reconciling() as server:
        server.queue += [Answer(body=b'{"q0": {"result": []}}', hang=hang)]
        failed = failure(server, timeout=0.2, retries=0)

    assert "gave no whole answer within 0.2 seconds" in failed.problem


def test_an_answer_that_trickles_in_is_cut_off_though_every_piece_comes_in_time() -> None:
    seconds = iter(range(0, 1000, 7))
    with reconciling(lambda _: [item("Q1", "x" * 50) for _ in range(9_000)]) as server:
        service = Service(server.settings(timeout=10, retries=0), clock=lambda: float(next(seconds)))
        with pytest.raises(EndpointError, match="gave no whole answer"):
            list(service.proposals([OLSEN]))


def test_a_huge_answer_is_cut_off() -> None:
    with reconciling() as server:
        server.queue += [Answer(body=b" " * (MOST_BYTES + 1) + b"{}")]
        failed = failure(server)

    assert f"more than {MOST_BYTES} bytes" in failed.problem


def test_a_service_that_is_not_there_is_told() -> None:
    with reconciling() as server:
        pass

    failed = failure(server, retries=0)

    assert "cannot be reached" in failed.problem


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"\xff\xfe",
        b"[]",
        b"7",
        b'{"status": "error", "message": "bad type"}',
        b'{"q0": []}',
        b'{"q0": {"result": {}}}',
        b'{"q0": {"result": [7]}}',
        b'{"q0": {"result": [{"id": "Q1"}]}}',
        b'{"q0": {"result": [{"id": 1, "name": "a", "score": 1}]}}',
        b'{"q0": {"result": [{"id": "Q1", "name": "a", "score": "high"}]}}',
        b'{"q0": {"result": [{"id": "Q1", "name": "a", "score": NaN}]}}',
        b'{"q0": {"result": [{"id": "Q1", "name": "a", "score": true}]}}',
        b"[" * 100_000,
    ],
)
def test_an_answer_that_is_none_is_refused_with_a_remedy(body: bytes) -> None:
    with reconciling() as server:
        server.queue += [Answer(body=body)]
        failed = failure(server)

    assert "no answer that can be read" in failed.problem
    assert failed.hint


@settings(max_examples=50)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["q0", "result", "id", "name", "score", "type", "match"]), inner)
        ),
    )
)
def test_whatever_json_comes_gives_candidates_or_the_error(answer: object) -> None:
    raw = json.dumps(answer).encode()

    try:
        (found,) = candidates_in(raw, 1, 3)
    except EndpointError:
        return

    assert all(isinstance(one, Candidate) for one in found)


def test_a_query_without_results_has_no_candidates() -> None:
    assert candidates_in(b'{"q0": {"result": []}}', 2, 3) == ((), ())
