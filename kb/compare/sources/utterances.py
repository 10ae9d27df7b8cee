"""Utterances: relays of what one speaker said once, by whatever outlets.

Reports are of one utterance when they are of one speaker, within days, and make one claim, or tell it in mostly the
same words. The very same words within days are one utterance too, even if one report names nobody or somebody else.
Where two outlets share a text and a third heard the same words itself, all three have them from the speaker; where
all have them from one text, that text stays their origin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from zlib import crc32

from kb.compare.groups import groups_of
from kb.compare.sources.pages import Key
from kb.groups import Groups
from kb.neighbours import Matching, Pair

_ONE_UTTERANCE = 7  # days between reports of one utterance; later, the speaker may have said it again
_ONE_TELLING = 3  # days between reports that are known by their words alone
# Words that two reports have in common at least, and the share of the shorter one's words that these are:
_OF_ONE = 4, 0.4  # of one speaker
_OF_SOMEBODY = 5, 0.5  # where one names nobody
_OF_TWO = 6, 0.8  # where they name two
_SAMPLE, _FEW = 8, 4  # words by which reports of one speaker meet, and those of which pairs join others


@dataclass(frozen=True, slots=True)
class Relay:
    """A statement that somebody said something.

    Attributes:
        source: Whose text it is so far, or ``None`` where that is the outlet's own.
        speaker: Who said it; empty when nobody knows.
        name: Of the speaker.
    """

    id: str
    outlet: Key
    day: date | None
    claims: frozenset[str]
    speaker: str
    name: str
    words: frozenset[str]
    source: Key | None


Spoken = tuple[str, Key]
"""A statement, and the utterance that it relays."""


def utterances() -> Groups[Relay, bool, Spoken]:
    """Give an empty set of utterances."""
    matching = Matching(keys=_keys, link=_linked, order=lambda relay: relay.day or date.max)
    return Groups(matching, _outcome)


def _keys(relay: Relay) -> Iterator[tuple[object, ...]]:
    for claim in relay.claims:
        if relay.speaker:
            yield "spoken", relay.speaker, claim
        if relay.source:
            yield "copied", relay.source, claim
    if relay.day:
        week = relay.day.toordinal() // 7
        sample = sorted(relay.words, key=lambda word: (crc32(word.encode()), word))[:_SAMPLE]
        for near in (week, week + 1):
            if relay.speaker:
                yield from ((relay.speaker, word, near) for word in sample)
            if len(relay.words) >= _OF_SOMEBODY[0]:
                yield from ((one, other, near) for one, other in combinations(sorted(sample[:_FEW]), 2))


def _linked(one: Relay, other: Relay) -> bool | None:
    """Link reports of one utterance (``True``), and copies of one text that make one claim (``False``)."""
    apart = abs((one.day - other.day).days) if one.day and other.day else 0
    if apart > _ONE_UTTERANCE:
        return None
    one_claim = not one.claims.isdisjoint(other.claims)
    one_speaker = bool(one.speaker) and one.speaker == other.speaker
    if one_speaker and one_claim:
        return True
    if apart <= _ONE_TELLING and one.day and other.day:
        least, part = _OF_ONE if one_speaker else _OF_TWO if one.speaker and other.speaker else _OF_SOMEBODY
        shared = len(one.words & other.words)
        if shared >= least and shared >= part * min(len(one.words), len(other.words)):
            return True
    return False if one_claim and one.source and one.source == other.source else None


def _outcome(relays: Mapping[str, Relay], links: Mapping[Pair, bool]) -> Iterator[Spoken]:
    for group in _apart(relays, links):
        members = [relays[one] for one in group]
        speakers = Counter((one.speaker, one.name) for one in members if one.speaker)
        before = {one.source for one in members}
        if len({one.outlet for one in members}) > 1 and (len(before) > 1 or None in before) and speakers:
            speaker, name = min(speakers, key=lambda one: (-speakers[one], one))
            yield from ((one, Key("utterance", speaker, group[0], name)) for one in group)


def _apart(relays: Mapping[str, Relay], links: Mapping[Pair, bool]) -> tuple[tuple[str, ...], ...]:
    """Part a group where only reports without a day join reports of different weeks: these stay with the latest."""
    dated = groups_of([key for key, relay in relays.items() if relay.day], links)
    undated = sorted(key for key, relay in relays.items() if not relay.day)
    if len(dated) < 2 or not undated:
        return (tuple(relays),)
    latest = max(dated, key=lambda group: (max(relays[one].day or date.min for one in group), group))
    return tuple(tuple(sorted((*group, *undated))) if group == latest else group for group in dated)
