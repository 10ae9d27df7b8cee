"""Where a node stands: found alike one by one and for many at once, and then without another question."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from graphs import harbour
from pyoxigraph import NamedNode, Quad

from kb.check.compiled.neighbours import Neighbours
from kb.check.maintained import Maintained
from kb.check.places import NOWHERE, Places
from kb.check.validation import report_on_store
from kb.store.memory import MemoryStore
from kb.vocab import SCHEMA


class Asked:
    """A store that keeps what it is asked, and may be closed to questions."""

    def __init__(self, quads: list[Quad]) -> None:
        self.store = MemoryStore()
        self.store.update(add=quads)
        self.questions: list[str] = []
        self.is_open = True

    def query(self, sparql: str) -> Any:
        assert self.is_open, f"asked once more: {sparql}"
        self.questions.append(sparql)
        return self.store.query(sparql)


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return harbour()


def test_places_of_many_nodes_are_those_of_each_and_are_looked_up_at_once(quads: list[Quad]) -> None:
    nodes = sorted(
        {node for quad in quads for node in (quad.subject, quad.object) if isinstance(node, NamedNode)}, key=str
    )
    asked = Asked(quads)
    one_by_one = {node: Places(Neighbours(asked.query)).of(node) for node in nodes}
    singly, asked.questions = len(asked.questions), []

    places = Places(Neighbours(asked.query))
    places.prepare(nodes)
    asked.is_open = False

    assert {node: places.of(node) for node in nodes} == one_by_one
    assert len(asked.questions) < singly / 20
    with_words = [place for place in one_by_one.values() if place.start is not None]
    assert len(with_words) > 50
    assert NOWHERE in one_by_one.values()


def test_what_has_a_place_is_followed_no_further(quads: list[Quad]) -> None:
    asked = Asked(quads)
    spans = {quad.subject for quad in quads if "/span/" in quad.subject.value and quad.subject.value.count("/") == 5}

    places = Places(Neighbours(asked.query))
    places.prepare(spans)

    assert all(places.of(span).start is not None for span in spans)
    inverse = [question for question in asked.questions if question.endswith("?node }")]
    assert len(inverse) == 1, "the regions that spans make up, and nobody's owner"


@pytest.mark.parametrize("lacking", [0, 1, 2])
def test_a_kept_report_tells_as_a_full_one_of_how_many_articles_the_text_is_not_there(
    quads: list[Quad], lacking: int
) -> None:
    texts = sorted((quad for quad in quads if quad.predicate.value == SCHEMA.articleBody), key=str)
    store = MemoryStore()
    store.update(add=[quad for quad in quads if quad not in texts[:lacking]])
    kept = Maintained(store)
    kept.refresh()
    today = date(2024, 6, 1)

    told = kept.report(today).not_checked

    assert told == report_on_store(store.query, store.quads, today=today).not_checked
    assert len(told) == (4 if lacking else 0)
    assert all(f"the text of {lacking} of 2 articles" in line for line in told)
