"""Scores that cannot both hold: one match won 3-1 in one text, 3-2 in another.

Both texts must be of one story and name both sides, nobody else being named in both; a score at half-time, of an
earlier match or of one of several is another score. What somebody loses 1-3 is a 3-1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kb.compare.finder import Difference, Finder
from kb.compare.numbers.values import Given, Line, OneThing, clashes, lines_of
from kb.compare.source import Source
from kb.compare.telling.meeting import Key, labelled, shared, story_keys
from kb.compare.telling.stories import one_story
from kb.groups import Groups
from kb.model import DiscrepancyKind
from kb.neighbours import Matching
from kb.wording import words_in

_SCORE = re.compile(r"(?<![\w.,–-])(?P<one>\d{1,3})\s?[-–]\s?(?P<other>\d{1,3})(?![\w–-]|[.,]\d)")
_RESULT = re.compile(
    r"\b(?:beat(?:en|ing|s)?|defeat(?:ed|ing|s)?|dr[ae]w(?:n)?|edged|end(?:ed|ing)|final|los(?:e|es|t|ing)|overc[oa]me|result|score|thrash(?:ed|ing)?"
    r"|triumph(?:ed)?|victory|w[io]n(?:ning|s)?)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:aggregate|ago|ahead|break|deficit|down|earlier|equal(?:is|iz)ed|first\s+(?:half|leg|period|quarter|set)|half-?time"
    r"|in\s+front(?!\s+of)|interval|last\s+(?:month|season|week|year)|lead(?:ing)?|led|on\s+penalties|penalty\s+shoot-?out|previous(?:ly)?"
    r"|second\s+leg|series|shoot-?out|since|trail(?:ed|ing)|up)\b",
    re.IGNORECASE,
)
_SIDES = 2


def _scores(source: Source) -> Mapping[str, Given]:
    found = [one for line in source.once(lines_of) for one in _scores_in(line)]
    alone = (one for one in found if not any(_one_match(one, other) for other in found if other is not one))
    return {one.id: one for one in alone}  # of several scores of the same sides nobody knows which is meant


def _scores_in(line: Line) -> Iterator[Given]:
    """Give the score of a sentence that tells a result; a sentence with several tells of parts of a match."""
    matches = list(_SCORE.finditer(line.text))
    if len(matches) != 1 or not _RESULT.search(line.text) or _ANOTHER.search(line.text):
        return
    (match,) = matches
    value = "-".join(str(goals) for goals in sorted((int(match["one"]), int(match["other"])), reverse=True))
    span = line.span(*match.span())
    words = frozenset(word.text for word in words_in(line.text))
    if len(line.names) >= _SIDES:
        yield Given(line.account_at(span.start, span.end), value, span, line.names, words)


def _one_match(left: Given, right: Given) -> bool:
    return len(_common(left, right)) >= _SIDES


def _common(left: Given, right: Given) -> frozenset[frozenset[str]]:
    ours, theirs = shared(left.names, right.names, right.words), shared(right.names, left.names, left.words)
    return ours if len(ours) <= len(theirs) else theirs


def _keys(score: Given) -> Iterator[Key]:
    yield from ((*key, "score") for key in story_keys(score.account.traits))


def _link(left: Given, right: Given) -> OneThing | None:
    one, other = left.account, right.account
    if one.outlet == other.outlet or not one_story(one.traits, other.traits):
        return None
    ours, theirs = shared(left.names, right.names, right.words), shared(right.names, left.names, left.words)
    if left.names - ours and right.names - theirs:
        return None
    if one.times and other.times and not any(day.meets(night) for day in one.times for night in other.times):
        return None
    common = _common(left, right)
    if len(common) < _SIDES:
        return None
    shown = ("the story", f"the match ({'; '.join(labelled(common, one))})")
    return OneThing(shown, left.value != right.value)


def _groups() -> Groups[Given, OneThing, Difference]:
    return Groups(
        Matching(keys=_keys, link=_link, order=lambda score: (sorted(map(sorted, score.names)), score.account.printed)),
        clashes(DiscrepancyKind.NUMBER, "Different scores for one match."),
    )


SCORES = Finder("scores", _scores, _groups)
