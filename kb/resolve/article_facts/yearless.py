"""Days without a year that narrow the day of publication: "on Thursday, July 13", "last month" for June."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from kb.model import Interval, RegionKind
from kb.resolve.article_facts.bounds import Bound
from kb.resolve.article_facts.signs import Line
from kb.resolve.article_facts.told_days import LOOKING_BACK
from kb.resolve.dates.lexicon import MONTHS
from kb.resolve.dates.tense import heading_at

_MONTHS = [name.capitalize() for name in list(MONTHS)[:12]]  # the full names come first
_MONTH = "|".join(_MONTHS)
_SHORT = r"(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\."
_WEEKDAYS = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_WEEKDAY_DAY = re.compile(
    rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)})day,?\s+(?:(?P<month>{_MONTH}|{_SHORT})\s+(?P<day>\d{{1,2}})"
    rf"|(?P<day2>\d{{1,2}})\s+(?P<month2>{_MONTH}))\b(?!,?\s+\d{{4}}|\d)"
)
_NAMED = re.compile(rf"\b(?P<month>{_MONTH})(?!\s+\d|,?\s+(?:19|20)\d\d|\w)")
_RELATIVE = re.compile(r"\b(?P<which>last|this|earlier\s+this|next)\s+month\b", re.IGNORECASE)
_SHIFT = {"last": 1, "this": 0, "earlier this": 0, "next": -1}
_CLAUSE = 90  # characters before and after within which words name the same event
_NOUN = re.compile(r"[A-Za-z][a-z]{3,}")
_COMMON = re.compile(
    r"(?:that|this|with|from|have|been|were|would|will|said|says|their|there|they|after|before|during"
    r"|following|last|next|month|months|early|late|when|which|while|about|into|also|than|then|more|most"
    r"|some|year|years|week|weeks|first|earlier|since|over|under|other|others|president|minister|official"
    r"|officials|government|country|issue|issues)",
    re.IGNORECASE,
)
_SHARED = 2  # words that two mentions of one event have in common, at least


def yearless_bounds(lines: Sequence[Line]) -> Iterator[Bound]:
    """Give what days and months without a year say of the day of publication."""
    prose = [line for line in lines if line.kind is RegionKind.BODY]
    for line in prose:
        yield from _weekdays(line)
    yield from _relative_months(prose)


def _weekdays(line: Line) -> Iterator[Bound]:
    """A year-less day told as past is the last such day; its weekday leaves one year in six or so."""
    for found in _WEEKDAY_DAY.finditer(line.text):
        name = found["month"] or found["month2"]
        month = next(place for place, full in enumerate(_MONTHS, 1) if full.startswith(name[:3]))
        day = int(found["day"] or found["day2"])
        if day > 31 or heading_at(line.text, *found.span()) not in LOOKING_BACK:
            continue
        reason = f"it tells of {found[0]} as the last such day"
        rule = _since(month, day, _WEEKDAYS.index(found["weekday"]))
        words = line.span(*found.span())
        yield Bound(Interval(None, None), "weekday and day", 0.75, words, reason, firm=False, allows=rule)


def _since(month: int, day: int, weekday: int) -> Callable[[date], bool]:
    def allows(published: date) -> bool:
        past = [there for there in (_day(published.year - back, month, day) for back in (0, 1)) if there]
        last = next((there for there in past if there <= published), None)
        return last is not None and last.weekday() == weekday

    return allows


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _relative_months(prose: Sequence[Line]) -> Iterator[Bound]:
    """Where "last month" and a named month date one event, the article is of the month after the named one.

    It is one event when the clauses around both share a name and another word that says something.
    """
    relative = [(line, match) for line in prose for match in _RELATIVE.finditer(line.text)]
    if not relative:
        return
    named = [(line, match) for line in prose for match in _NAMED.finditer(line.text)]
    for line, match in relative:
        around = _words_around(line, match)
        for other_line, other in named:
            shared = around & _words_around(other_line, other)
            if len(shared) < _SHARED or not any(word[0].isupper() for word in shared):
                continue
            shift = _SHIFT[" ".join(match["which"].lower().split())]
            month = (_MONTHS.index(other["month"]) + shift) % 12 + 1
            reason = f"“{match[0]}” and “{other[0]}” date one event ({', '.join(sorted(shared))})"
            words = line.span(*match.span())
            yield Bound(Interval(None, None), "relative month", 0.7, words, reason, firm=False, allows=_in(month))


def _words_around(line: Line, match: re.Match[str]) -> frozenset[str]:
    """Give the words about a time that can name an event; sentence ends bound them."""
    before = re.split(r"[.!?]\s", line.text[max(0, match.start() - _CLAUSE) : match.start()])[-1]
    after = re.split(r"[.!?](?:\s|$)", line.text[match.end() : match.end() + _CLAUSE])[0]
    words = _NOUN.findall(before) + _NOUN.findall(after)
    return frozenset(word for word in words if not _COMMON.fullmatch(word) and word not in _MONTHS)


def _in(month: int) -> Callable[[date], bool]:
    return lambda published: published.month == month
