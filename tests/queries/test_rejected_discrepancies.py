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
    (between,) = [row for row in rows(story, "who-disagrees-with-whom") if row["text"] == "The cables are worn"]

    assert (between["one"], between["other"]) == ("Dana Okoye", "Dana Okoye; Lena Brandt")
    assert "/claim/" in str(between["matter"])


def test_whoever_rejects_a_polarity_discrepancy_rejects_the_disagreement_on_its_claim(story: MemoryStore) -> None:
    reject(story, KB.PolarityDiscrepancy)

    assert not [row for row in rows(story, "who-disagrees-with-whom") if row["text"] == "The cables are worn"]


def test_an_outlet_that_denies_in_its_own_voice_is_a_party(story: MemoryStore) -> None:
    parties = {(row["one"], row["other"]) for row in rows(story, "who-disagrees-with-whom")}

    assert ("Dana Okoye", "The Courier") in parties


def test_words_beside_what_a_speaker_says_are_the_outlets(story: MemoryStore) -> None:
    (before,) = [row for row in rows(story, "who-disagrees-with-whom") if row["kind"] == "refutation"]
    said = [quad for quad in story.quads() if quad.predicate == NamedNode(KB.content)]

    story.update(remove=said)  # so that the words at odds are no part of what anybody is quoted with

    (after,) = [row for row in rows(story, "who-disagrees-with-whom") if row["kind"] == "refutation"]
    assert (before["one"], before["other"]) == ("Lena Brandt", "Police")
    assert (after["one"], after["other"]) == ("The Courier", "Evening Herald")


def test_who_says_more_does_not_omit_the_less(story: MemoryStore) -> None:
    shut = [row for row in rows(story, "coverage") if row["text"] == "The council shut the bridge in March."]

    assert {row["outlet"]: row["voice"] for row in shut} == {"Evening Herald": "asserts", "The Courier": "omits"}


def test_the_forms_of_a_quotation_that_is_given_to_two_people_name_each_of_them(story: MemoryStore) -> None:
    form = rows(story, "quote-variants")[0]
    statement, graph = NamedNode(str(form["statement"])), NamedNode(f"{BASE}graph/article/x")
    spoken = [quad for quad in story.quads() if (quad.subject, quad.predicate) == (statement, NamedNode(KB.speaker))]

    story.update(remove=spoken, add=[Quad(statement, NamedNode(KB.speaker), NamedNode(f"{BASE}agent/police"), graph)])

    speakers = [row["speaker"] for row in rows(story, "quote-variants") if row["quotation"] == form["quotation"]]
    assert spoken
    assert {"Police", str(form["speaker"])} == set(speakers)


def test_a_question_beside_a_certain_report_is_no_drift(story: MemoryStore) -> None:
    drifting = {row["claim"] for row in rows(story, "hedge-drift")}
    degrees = [quad for quad in story.quads() if quad.predicate == NamedNode(KB.certainty)]
    hedged = [quad for quad in degrees if quad.object in (NamedNode(KB.Probable), NamedNode(KB.Possible))]

    asked = [Quad(one.subject, one.predicate, NamedNode(KB.Underspecified), one.graph_name) for one in hedged]
    story.update(remove=hedged, add=asked)

    assert drifting
    assert not rows(story, "hedge-drift")


def test_a_later_report_that_is_about_no_time_is_no_outcome(story: MemoryStore) -> None:
    told = [row for row in rows(story, "predictions-and-outcomes") if row["by"]]
    later = {row["outcome_proposition"] for row in told}
    timed = (NamedNode(KB.tense), NamedNode(KB.occursDuring))

    story.update(remove=[quad for quad in story.quads() if quad.predicate in timed and quad.subject.value in later])

    assert told
    assert not [row for row in rows(story, "predictions-and-outcomes") if row["outcome_proposition"] in later]
