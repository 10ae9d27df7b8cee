"""What a person rejected stays in the list of discrepancies, with the verdict, and is no answer to other questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from kb.query.rows import answer
from kb.query.stored import catalogue
from kb.store.loading import import_file
from kb.store.memory import MemoryStore
from kb.vocab import KB

BASE = "https://kb.example/id/"
CATALOGUE = catalogue()


@pytest.fixture
def story() -> MemoryStore:
    store = MemoryStore(BASE)
    import_file(Path(__file__).parent / "story.trig", store)
    return store


def rows(store: MemoryStore, name: str) -> list[dict[str, object]]:
    return list(answer(store, CATALOGUE.query(name), {}).plain())


def reject(store: MemoryStore, kind: str) -> str:
    (node,) = {quad.subject for quad in store.quads() if quad.object == NamedNode(kind) and "discrepancy/" in str(quad)}
    store.update(
        add=[Quad(node, NamedNode(KB.verdict), NamedNode(KB.Rejected), NamedNode(f"{BASE}graph/discrepancies"))]
    )
    return node.value


@pytest.mark.parametrize(
    ("query", "kind", "column"),
    [
        ("refutations", KB.RefutationDiscrepancy, "discrepancy"),
        ("paraphrase-inflation", KB.InflationDiscrepancy, "discrepancy"),
        ("who-disagrees-with-whom", KB.RefutationDiscrepancy, "matter"),
    ],
)
def test_a_rejected_discrepancy_answers_no_question_but_that_for_discrepancies(
    story: MemoryStore, query: str, kind: str, column: str
) -> None:
    assert any("/discrepancy/" in str(row[column]) for row in rows(story, query))

    name = reject(story, kind)

    assert not any(row[column] == name for row in rows(story, query))
    assert {row["verdict"] for row in rows(story, "discrepancies") if row["discrepancy"] == name} == {"rejected"}


def test_a_polarity_discrepancy_within_one_claim_is_one_disagreement_and_not_two(story: MemoryStore) -> None:
    between = [row for row in rows(story, "who-disagrees-with-whom") if row["kind"] == "polarity"]

    assert {(row["one"], row["other"]) for row in between} == {("Dana Okoye", "Lena Brandt")}
    assert all("/claim/" in str(row["matter"]) for row in between)


def test_who_says_more_does_not_omit_the_less(story: MemoryStore) -> None:
    shut = [row for row in rows(story, "coverage") if row["text"] == "The council shut the bridge in March."]

    assert {row["outlet"]: row["voice"] for row in shut} == {"Evening Herald": "asserts", "The Courier": "omits"}
