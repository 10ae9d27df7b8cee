"""Years since which something is the first or the lowest: "the lowest turnout since 1998", "since 1994".

Both texts must call the same thing the same within one story. The year dates the one before, so what differs is a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kb.compare.finder import Difference, Finder
from kb.compare.numbers.values import Given, Line, OneThing, clashes, lines_of
from kb.compare.positions.stance.alignment import is_telling
from kb.compare.source import Source
from kb.compare.telling.meeting import Key, shared, story_keys
from kb.compare.telling.stories import one_story
from kb.compare.telling.wordings import one_word
from kb.groups import Groups
from kb.model import DiscrepancyKind
from kb.neighbours import Matching
from kb.wording import CALENDAR, LIGHT, NUMERALS, words_in

_SINCE = re.compile(
    r"\b(?P<most>best|fewest|first|last|least|lowest|most|worst|[a-z]{3,}[^aeiou]est|[a-z]{2,}iest)\b"
    r"(?P<what>[^.;:]{0,70}?)\bsince\s+(?:(?:about|around|at\s+least)\s+)?(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
)
_NOT = frozenset({"forest", "harvest", "interest", "protest", "request", "arrest", "contest", "honest", "modest"})


def _superlatives(source: Source) -> Mapping[str, Given]:
    found = [one for line in source.once(lines_of) for one in _superlatives_in(line)]
    return {one.id: one for one in found}


def _superlatives_in(line: Line) -> Iterator[Given]:
    for match in _SINCE.finditer(line.text):
        span = line.span(*match.span("year"))
        account = line.account_at(span.start, span.end)
        printed = (*words_in(match["what"]), *words_in(account.proposition.subject))
        names = {word for name in line.names for word in name}
        telling = (word.text.removesuffix("'s") for word in printed if is_telling(word.text))
        words = frozenset(telling) - LIGHT - CALENDAR - NUMERALS - names
        words |= {word for word in names if word in {part.text for part in printed} and word.islower()}
        if match["most"] not in _NOT and words:
            yield Given(account, match["year"], span, line.names, words, match["most"])


def _keys(one: Given) -> Iterator[Key]:
    yield from ((*key, "since", one.sort) for key in story_keys(one.account.traits))


def _link(left: Given, right: Given) -> OneThing | None:
    one, other = left.account, right.account
    if left.sort != right.sort or one.outlet == other.outlet or not one_story(one.traits, other.traits):
        return None
    common = sorted(word for word in left.words if any(one_word(word, theirs) for theirs in right.words))
    ours, theirs = shared(left.names, right.names, right.words), shared(right.names, left.names, left.words)
    if not common or (left.names - ours and right.names - theirs):
        return None
    return OneThing(("the story", f"what is told ({left.sort}; {', '.join(common)})"), left.value != right.value)


def _groups() -> Groups[Given, OneThing, Difference]:
    return Groups(
        Matching(keys=_keys, link=_link, order=lambda one: (one.sort, one.account.printed)),
        clashes(DiscrepancyKind.DATE, "Different years since which it is so."),
    )


SUPERLATIVES = Finder("superlatives", _superlatives, _groups)
