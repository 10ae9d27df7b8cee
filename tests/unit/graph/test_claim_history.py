"""What was superseded keeps resolving."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from example_records import BASE, comparison_of, two_records
from graphs import comparison_quads
from pyoxigraph import NamedNode

from kb.graph.history import history_quads, partition_in, revived_quads, superseded
from kb.model import Claim, Polarity
from kb.store.memory import MemoryStore
from kb.vocab import PROV

AT = datetime(2022, 5, 6, 12, tzinfo=UTC)


def a_claim(name: str, *propositions: str) -> Claim:
    return Claim(f"claim/{name}", name, Polarity.POSITIVE, propositions)


def test_the_partition_is_read_back_from_the_claims() -> None:
    records = two_records()
    comparison = comparison_of(*records)
    statements = {said.id: said for record in records for said in record.statements}
    articles = {record.article.id: record.article for record in records}

    quads = comparison_quads([], comparison, articles, statements, BASE)

    assert partition_in(quads, BASE) == {claim.id: frozenset(claim.propositions) for claim in comparison.claims}


def superseded_by(before: Mapping[str, list[str]], *claims: Claim) -> dict[str, tuple[str, ...]]:
    claim_of = {clause: claim.id for claim in claims for clause in claim.propositions}
    return superseded(before, {claim.id for claim in claims}, claim_of)


def test_a_merged_claim_leads_to_the_one_it_went_into() -> None:
    before = {"claim/a": ["proposition/1"], "claim/b": ["proposition/2"]}

    gone = superseded_by(before, a_claim("a", "proposition/1", "proposition/2"))

    assert gone == {"claim/b": ("claim/a",)}


def test_a_split_claim_leads_to_all_its_parts() -> None:
    before = {"claim/old": ["proposition/1", "proposition/2"]}

    gone = superseded_by(before, a_claim("y", "proposition/2"), a_claim("x", "proposition/1"))

    assert gone == {"claim/old": ("claim/x", "claim/y")}


def test_a_claim_whose_propositions_are_gone_leads_nowhere() -> None:
    assert superseded_by({"claim/old": ["proposition/1"]}) == {"claim/old": ()}


def test_history_records_what_ended_when_and_what_came_after() -> None:
    quads = history_quads({"claim/old": ("claim/x", "claim/y"), "article/old": ["article/new"]}, AT, BASE)

    written = {
        (quad.subject.value.removeprefix(BASE), quad.predicate.value, quad.object.value.removeprefix(BASE))
        for quad in quads
    }
    assert written == {
        ("claim/old", PROV.invalidatedAtTime, "2022-05-06T12:00:00Z"),
        ("claim/x", PROV.wasRevisionOf, "claim/old"),
        ("claim/y", PROV.wasRevisionOf, "claim/old"),
        ("article/old", PROV.invalidatedAtTime, "2022-05-06T12:00:00Z"),
        ("article/new", PROV.wasRevisionOf, "article/old"),
    }
    assert {quad.graph_name for quad in quads} == {NamedNode(f"{BASE}graph/history")}


def test_a_claim_that_returns_is_no_longer_called_superseded() -> None:
    history = history_quads({"claim/old": ("claim/x",), "claim/older": ()}, AT, BASE)

    store = MemoryStore(BASE)
    store.update(add=history)

    revived = revived_quads(store.query, ["claim/old", "claim/new"], BASE)

    assert [(quad.subject.value, quad.predicate.value) for quad in revived] == [
        (f"{BASE}claim/old", PROV.invalidatedAtTime)
    ]
