"""Decisions about links and doubts: which reviews they make, on a store whose nodes were written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kb.config import Settings
from kb.errors import QueryError, UsageError
from kb.graph.review import review_quads
from kb.model import Decision, Review
from kb.pipeline import judging
from kb.pipeline.stores import opened
from kb.query.matters import Sort, matters, name_meant
from kb.store.loading import import_file
from kb.store.memory import MemoryStore
from kb.store.opening import open_store
from kb.verdicts import decided_pairs
from kb.vocab import KB, RDF, SKOS

STORY = Path(__file__).parents[1] / "queries" / "story.trig"
BASE = "https://kb.example/id/"
AT = datetime(2024, 7, 1, 9, tzinfo=UTC)


class RecordingLibrary:
    """Writes the reviews alone: what follows from them is not this test's matter."""

    def __init__(self, store, chosen, clock) -> None:
        self._store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def review(self, reviews: Sequence[Review]) -> None:
        self._store.update(add=review_quads(reviews, BASE))


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    settings = Settings(store=str(tmp_path / "kb.store"), reviewer="Ines Park")
    store = open_store(settings.store, create=True)
    import_file(STORY, store)
    store.update(
        add=[
            Quad(NamedNode(BASE + "doubt/1"), NamedNode(term), value, NamedNode(BASE + "graph/identities"))
            for term, value in (
                (RDF.type, NamedNode(KB.Doubt)),
                (KB.doubtKind, Literal("trade")),
                (SKOS.note, Literal("one is an engineer, the other one a judge")),
            )
        ]
    )
    store.close()
    monkeypatch.setattr(judging, "Library", RecordingLibrary)
    return settings


def the_link(chosen: Settings) -> str:
    (link,) = judging.waiting(chosen, ["link"], clock=lambda: AT)
    return link.id


def test_suggested_links_wait_and_asserted_ones_do_not(chosen: Settings) -> None:
    waiting = judging.waiting(chosen, ["link"], clock=lambda: AT)
    everything = judging.waiting(chosen, ["link"], everything=True, clock=lambda: AT)

    assert [(one.kind, one.weight, one.status) for one in waiting] == [("same", "0.62", "suggested")]
    assert "“Cars took the river road.”" in waiting[0].text
    assert [one.weight for one in everything] == ["0.95", "0.9", "0.62"]


def test_the_gravest_come_first_and_a_limit_cuts_behind_them(chosen: Settings) -> None:
    found = judging.waiting(chosen, clock=lambda: AT)

    assert [(one.sort, one.weight) for one in found] == [
        (Sort.DISCREPANCY, "warning"),
        (Sort.DISCREPANCY, "warning"),
        (Sort.DISCREPANCY, "info"),
        (Sort.LINK, "0.62"),
        (Sort.DOUBT, ""),
    ]
    assert judging.waiting(chosen, limit=2, clock=lambda: AT) == found[:2]


def test_accepting_a_link_joins_its_propositions(chosen: Settings) -> None:
    link = the_link(chosen)

    (review,) = judging.accept(chosen, [link], "both tell of the detour", clock=lambda: AT).reviews

    assert (review.decision, review.kind) == (Decision.ACCEPT, "same")
    joined, parted = decided_pairs([review])
    assert len(joined) == 2
    assert set(joined) | {link} == set(review.about)
    assert not parted
    assert "says the same as" in review.summary


def test_a_link_has_nothing_to_waive_and_a_doubt_is_overruled_by_a_merge(chosen: Settings) -> None:
    with pytest.raises(UsageError, match="is no finding"):
        judging.waive(chosen, [the_link(chosen)], "later", "2999-01-01", clock=lambda: AT)
    with pytest.raises(UsageError, match="makes the two agents one"):
        judging.reject(chosen, ["doubt/1"], "one person", clock=lambda: AT)


def test_an_accepted_doubt_waits_no_more_and_waits_again_once_that_is_taken_back(chosen: Settings) -> None:
    judging.accept(chosen, ["doubt/1"], "two women", clock=lambda: AT)
    assert not judging.waiting(chosen, ["doubt"], clock=lambda: AT)
    assert judging.examined(chosen, "doubt/1", clock=lambda: AT)["verdict"] == "accepted"

    judging.undo(chosen, ["doubt/1"], "not sure any more", clock=lambda: AT)

    assert [one.id for one in judging.waiting(chosen, ["trade"], clock=lambda: AT)] == ["doubt/1"]


def test_a_later_word_is_later_though_the_clock_stands_still(chosen: Settings) -> None:
    name = judging.waiting(chosen, ["refutation"], clock=lambda: AT)[0].id

    judging.accept(chosen, [name], "so it is", clock=lambda: AT)
    (second,) = judging.reject(chosen, [name], "or not", clock=lambda: AT).reviews

    assert second.at > AT


def test_what_is_gone_still_shows_what_was_decided_about_it(chosen: Settings) -> None:
    link = the_link(chosen)
    judging.reject(chosen, [link], "two detours", clock=lambda: AT)
    with opened(chosen, writing=True, creating=False) as store:
        about = [quad for quad in store.quads() if quad.subject == NamedNode(BASE + link)]
        store.update(remove=about)

    found = judging.examined(chosen, link, clock=lambda: AT)

    assert [one["decision"] for one in found["reviews"]] == ["reject"]
    assert "evidence" not in found
    (undone,) = judging.undo(chosen, [link], "one detour", clock=lambda: AT).reviews
    assert undone.decision is Decision.WITHDRAW


def test_a_discrepancys_reviews_name_the_words_of_all_sides(chosen: Settings) -> None:
    name = judging.waiting(chosen, ["refutation"], clock=lambda: AT)[0].id

    (review,) = judging.accept(chosen, [name], "so it is", clock=lambda: AT).reviews

    assert sum(one.startswith("span/") for one in review.about) == 2


def test_no_name_means_nothing() -> None:
    store = MemoryStore(BASE)
    import_file(STORY, store)

    for wrong in ("", " ", "agent/dana-okoye"):
        with pytest.raises(QueryError):
            name_meant(store, wrong)
    assert {one.sort for one in matters(store, [Sort.LINK])} == {Sort.LINK}
