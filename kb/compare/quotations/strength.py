"""How strong the words of a remark are: how sure, of how many, in how strong terms (``strength.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import takewhile
from pathlib import Path

from kb.compare.positions.stance.alignment import is_telling
from kb.compare.positions.stance.lexicon import Phrases, forms, phrase_at, phrases_of
from kb.compare.telling.wordings import lemmas, one_word

_LEAD = 3  # words between a quantifier and what it counts: "some of our older schools"
_NOUNS = 3  # words of what it counts
_NEGATORS = frozenset({"not", "never", "no", "hardly"})
_MONTHS = frozenset(
    {"in", "of", "last", "next", "until", "by", "since", "early", "late", "mid", "from", "before", "after"}
)


class Sureness(IntEnum):
    """How far a remark stands in for what it says."""

    POSSIBLE = 1
    PROBABLE = 2
    PLAIN = 3
    CERTAIN = 4


@dataclass(frozen=True, slots=True)
class Sure:
    """How sure a remark is, and the words and their places that show it."""

    degree: Sureness
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Count:
    """A quantifier: its level, its words and their places, and the words among which its noun stands."""

    level: int
    words: str
    start: int
    end: int
    nouns: tuple[str, ...]
    orders: bool = False  # of magnitude


@dataclass(frozen=True, slots=True)
class Degree:
    """A word on a scale: "alarmed" on that of alarm."""

    scale: str
    level: int
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Strength:
    """What the words of one remark put how strongly; places are numbers of its words."""

    sure: tuple[Sure, ...]
    counts: tuple[Count, ...]
    degrees: tuple[Degree, ...]
    soft: bool


@dataclass(frozen=True, slots=True)
class _Lists:
    sure: tuple[tuple[Sureness, Phrases], ...]
    soft: Phrases
    certain: Phrases
    many: tuple[tuple[int, Phrases], ...]
    idle: frozenset[str]
    people: frozenset[str]
    collectives: dict[str, tuple[str, ...]]
    orders: tuple[Phrases, ...]
    degrees: tuple[tuple[str, tuple[Phrases, ...]], ...]


@cache
def _lists() -> _Lists:
    with Path(__file__).with_name("strength.toml").open("rb") as file:
        table = tomllib.load(file)
    sure, many = table["sure"], table["many"]
    return _Lists(
        sure=(
            (Sureness.POSSIBLE, phrases_of([*sure["possible"], *sure["planned"]])),
            (Sureness.PROBABLE, phrases_of(sure["probable"])),
            (Sureness.CERTAIN, phrases_of(sure["certain"])),
        ),
        soft=phrases_of([*sure["possible"], *sure["planned"], *sure["soft"]]),
        certain=phrases_of(sure["certain"]),
        many=tuple((level, phrases_of(many[name])) for level, name in enumerate(("some", "many", "most", "all"), 1)),
        idle=frozenset(many["idle"]),
        people=frozenset(many["people"]),
        collectives={member: tuple(groups) for member, groups in table["collectives"].items()},
        orders=tuple(map(phrases_of, table["orders"]["scale"])),
        degrees=tuple((one["name"], tuple(map(phrases_of, one["scale"]))) for one in table["degrees"]),
    )


def strength_of(words: Sequence[str]) -> Strength:
    """Grade the words of a remark.

    Args:
        words: Folded, in order.

    >>> found = strength_of("some bridges may stay shut".split())
    >>> [(one.degree.name, one.words) for one in found.sure], [(one.words, one.nouns[0]) for one in found.counts]
    ([('POSSIBLE', 'may')], [('some', 'bridges')])
    """
    lists, text = _lists(), _Text.of(words)
    return Strength(
        sure=tuple(
            Sure(degree, " ".join(words[start:end]), start, end)
            for degree, phrases in lists.sure
            for start, end in _found(text, phrases)
            if not _is_month(words, start) and not _turned(words, start, end, degree)
        ),
        counts=(
            *_counts(text, lists.many, orders=False),
            *_counts(text, tuple(enumerate(lists.orders, 1)), orders=True),
        ),
        degrees=tuple(
            Degree(scale, level, " ".join(words[start:end]), start, end)
            for scale, levels in lists.degrees
            for level, phrases in enumerate(levels, 1)
            for start, end in _found(text, phrases)
            if not (start and words[start - 1] in _NEGATORS)
        ),
        soft=any(
            not _is_month(words, start)
            and not any(first <= start < last for first, last in _found(text, lists.certain))
            for start, _ in _found(text, lists.soft)
        ),
    )


def of_one_noun(one: Count, other: Count) -> bool:
    """Tell whether two quantifiers count the same things; everybody counts people."""
    if any(one_word(here, there) or _collects(here, there) for here in one.nouns for there in other.nouns):
        return True
    return all(_of_people(count) for count in (one, other))


def _collects(one: str, other: str) -> bool:
    """Tell whether one word is for all of what the other is for one of: team and player."""
    groups = _lists().collectives
    return any(
        not lemmas(group).isdisjoint(groups.get(member, ()))
        for group, single in ((one, other), (other, one))
        for member in lemmas(single)
    )


def _of_people(count: Count) -> bool:
    people = _lists().people
    return count.words in people or any(one_word(noun, person) for noun in count.nouns[:1] for person in people)


@dataclass(frozen=True, slots=True)
class _Text:
    """Words, the places of those with which any phrase of the lists opens, and all forms of these."""

    words: Sequence[str]
    places: tuple[int, ...]
    opening: frozenset[str]

    @classmethod
    def of(cls, words: Sequence[str]) -> _Text:
        places = tuple(at for at, word in enumerate(words) if not forms(word).isdisjoint(_openings()))
        return cls(words, places, frozenset(form for at in places for form in forms(words[at])))


@cache
def _openings() -> frozenset[str]:
    lists = _lists()
    known = [lists.soft, lists.certain, *lists.orders, *(phrases for _, phrases in (*lists.sure, *lists.many))]
    return frozenset(
        word for phrases in (*known, *(one for _, levels in lists.degrees for one in levels)) for word in phrases
    )


def _found(text: _Text, phrases: Phrases) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    last = 0
    for at in () if text.opening.isdisjoint(phrases) else text.places:
        length = phrase_at(text.words, at, phrases) if at >= last else 0
        if length:
            last = at + length
            found.append((at, last))
    return found


def _counts(text: _Text, levels: Sequence[tuple[int, Phrases]], *, orders: bool) -> tuple[Count, ...]:
    words, found = text.words, dict[int, Count]()
    for level, phrases in levels:
        for start, end in _found(text, phrases):
            behind = _nouns(words[end:])
            idle = end < len(words) and words[end] in _lists().idle
            negated = start and words[start - 1] in _NEGATORS | {"at", "above", "of", "after"}
            longer = found.get(start) and found[start].end >= end
            if not (idle or negated or longer):
                found[start] = Count(level, " ".join(words[start:end]), start, end, behind, orders)
    inside = {at for one in found.values() for at in range(one.start + 1, one.end)}
    return tuple(found[start] for start in sorted(found) if start not in inside)


def _nouns(behind: Sequence[str]) -> tuple[str, ...]:
    """Give the words for what is counted: "older", "schools" in "of our older schools in Lund"."""
    first = next((at for at, word in enumerate(behind[: _LEAD + 1]) if is_telling(word)), None)
    return tuple(takewhile(is_telling, behind[first : first + _NOUNS])) if first is not None else ()


def _is_month(words: Sequence[str], at: int) -> bool:
    """Tell the month of May from the verb."""
    if words[at] != "may":
        return False
    digits = at + 1 < len(words) and words[at + 1][:1].isdigit()
    return digits or (at > 0 and (words[at - 1] in _MONTHS or words[at - 1][:1].isdigit()))


def _turned(words: Sequence[str], start: int, end: int, degree: Sureness) -> bool:
    """Tell that "not certain" is not sure, "no chance" leaves nothing open, and "could not" is a failure."""
    if start and words[start - 1] in _NEGATORS:
        return True
    return degree is Sureness.POSSIBLE and words[start] == "could" and end < len(words) and words[end] == "not"
