"""Weights are fitted to pairs whose answer is known."""

from __future__ import annotations

from collections.abc import Iterator

from kb.resolve.same_event import Told
from kb.resolve.same_event.events import Weighed
from kb.resolve.same_event.evidence import NAMES, Setting, evidence
from kb.train.same_event import Story, fitted, held_out


def a_story(topic: str) -> Story:
    """Two articles: what happens in both is one event; what is said in both is not."""
    mentions = [
        Told(f"{topic}-{article}#{head}", f"{topic}-{article}", head, words=frozenset({head}))
        for article in "ab"
        for head in ("collapse", "rescue", "say")
    ]
    pairs = tuple(_pairs(mentions))
    same = tuple(pair.left.head == pair.right.head != "say" for pair in pairs)
    return Story(topic, tuple(sorted(one.id for one in mentions)), pairs, same)


def _pairs(mentions: list[Told]) -> Iterator[Weighed]:
    for left in mentions[:3]:
        for right in mentions[3:]:
            yield Weighed(left, right, evidence(left, right, Setting(0.5)))


STORIES = [a_story(topic) for topic in ("bridge", "mine", "harbour", "tunnel")]


def test_what_the_pairs_show_gets_weight() -> None:
    weights = fitted(STORIES, apart=0.1, least=0.4)

    values = dict(zip(NAMES, weights.values, strict=True))
    assert values["same word"] > 0 > values["act of speech"]
    assert values["same root"] == 0


def test_stories_are_grouped_by_weights_of_other_topics() -> None:
    clusters = held_out(STORIES, apart=0.1, least=0.4)

    assert clusters["bridge-a#collapse"] == clusters["bridge-b#collapse"]
    assert clusters["bridge-a#say"] != clusters["bridge-b#say"]
    assert len(clusters) == 24


def test_fitting_twice_gives_the_same_weights() -> None:
    assert fitted(STORIES, 0.1, 0.4) == fitted(STORIES, 0.1, 0.4)
