"""Days that pictures tell: one was taken before it was printed, and one of the day's news in the week of its story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kb.model import Interval, RegionKind
from kb.resolve.article_facts.bounds import Bound
from kb.resolve.article_facts.signs import Line
from kb.resolve.article_facts.told_days import dated
from kb.resolve.dates.lexicon import WEEKDAYS

# Agencies mark pictures from their files; pictures of stock houses are of any age.
_FILE = re.compile(
    r"\bfiles?\b|\barchiv|\bcourtesy\b|\bhandout\b|\bundated\b|\bstock\b|\bgetty\b|\bin\s+this\b", re.IGNORECASE
)
_WIRE_PHOTO = re.compile(r"\(AP Photo/|\bREUTERS/|\(AFP\b|/AFP\)|/Associated Press\b|\(Reuters\b|/Reuters\b")
_FRESH = timedelta(days=6)
_RUN = 3  # days that a story takes, at most, for its weekdays to be taken for one run
_WEEKDAY = re.compile(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?!,?\s+(?:[A-Z][a-z]+\.?\s+)?\d)")


def picture_bounds(lines: Sequence[Line]) -> Iterator[Bound]:
    """Give what the dates in captions say of the day of publication."""
    recent: list[tuple[date, Bound]] = []
    for line in (line for line in lines if line.kind is RegionKind.CAPTION):
        fresh = _WIRE_PHOTO.search(line.text) and not _FILE.search(line.text)
        for time in dated(line):
            day, words = time.interval.earliest, line.span(time.span.start, time.span.end)
            if day is None or time.grain not in {"day", "month"}:
                continue
            reason = f"a picture was taken {'on' if time.grain == 'day' else 'in'} {time.span.exact}"
            yield Bound(Interval(day, None), "caption", 0.95, words, reason)
            if fresh and time.grain == "day":
                why = f"an agency's picture of {time.span.exact} is not marked as an old one: it is of the week"
                days = Interval(day, day + _week_after(day, lines))
                recent.append((day, Bound(days, "recent picture", 0.7, words, why, firm=False)))
    if recent:
        yield max(recent, key=lambda one: one[0])[1]


def _week_after(day: date, lines: Sequence[Line]) -> timedelta:
    """Give for how long after a picture of the story it may have been told.

    A week; but where the bare weekdays of the story run up to the picture ("Tuesday and Wednesday", and it is of a
    Thursday), the first of them has not come round again: on that day its name would mean another.
    """
    prose = (line.text for line in lines if line.kind is RegionKind.BODY)
    named = {WEEKDAYS[name.lower()] for text in prose for name in _WEEKDAY.findall(text)}
    back = sorted((day.weekday() - weekday) % 7 for weekday in named)
    runs_up = bool(back) and back[0] <= 1 and back[-1] <= _RUN and back == list(range(back[0], back[-1] + 1))
    return timedelta(days=6 - back[-1]) if runs_up else _FRESH
