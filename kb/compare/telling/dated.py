"""Times as accounts give them: how much of the date is printed, and how much room the words leave."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from kb.model import Interval, Proposition, TimeExpression, TimeOf

_FUZZY = re.compile(
    r"\b(?:about|almost|around|circa|early|earlier|late|later|mid|more than|nearly|over|roughly|some|less than)\b",
    re.IGNORECASE,
)
_PART_OF_DAY = re.compile(r"\b(?:early|earlier|late|later)(?=\s+\w)", re.IGNORECASE)  # and not "two days later"
_EARLY = re.compile(r"\b(?:early|small hours)\b", re.IGNORECASE)
_AT_NIGHT = re.compile(r"\b(?:late|midnight|night|overnight)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:\.|\b|[a-z]{2,})")
_STAMP = re.compile(r"\b(?:last\s+)?(?:modified|posted|published|updated)(?:\s+(?:at|on))?:?\s*$", re.IGNORECASE)
_LONGEST = 370  # days of a time that can date an event


@dataclass(frozen=True, slots=True)
class Dated:
    """A time as an account gives it.

    ``interval`` is as the text has it; ``room`` also allows for words such as "nearly", or "late" in "late May". A part
    of a day ("late on Monday") is vague by hours only.
    """

    expression: TimeExpression
    interval: Interval
    room: Interval

    @property
    def text(self) -> str:
        """Give the printed words."""
        return " ".join(self.expression.span.exact.split())

    def meets(self, other: Dated) -> bool:
        """Tell whether both can be of one day, a night being of two: "late on Monday", "early on Tuesday"."""
        return self.room.overlaps(other.room) or self.runs_into(other) or other.runs_into(self)

    def runs_into(self, other: Dated) -> bool:
        """Tell whether this is a night, and the other one the early hours of the day that follows."""
        last, first = self.interval.latest, other.interval.earliest
        if not (last and first and _AT_NIGHT.search(self.text) and _EARLY.search(other.text)):
            return False
        return first - last == timedelta(days=1) and last == self.interval.earliest

    @property
    def has_year(self) -> bool:
        """Tell whether the year is printed."""
        return bool(_YEAR.search(self.text))

    @property
    def counted(self) -> bool:
        """Tell whether the day is told by counting from the day of speaking: "tonight", "two weeks ago"."""
        return not (_MONTH.search(self.text) or _YEAR.search(self.text))

    @property
    def has_day(self) -> bool:
        """Tell whether a day of a month is printed, and not only a weekday or "today"."""
        return bool(_MONTH.search(self.text) or any(map(str.isdigit, self.text)))

    @property
    def day_of_year(self) -> str:
        """Give ``10-30`` for a day, with or without its year; empty for anything longer."""
        if self.expression.value.startswith("XXXX-"):
            return self.expression.value[5:10] if len(self.expression.value) >= 10 else ""
        first = self.interval.earliest
        return first.isoformat()[5:] if first and first == self.interval.latest else ""

    @property
    def value(self) -> str:
        """Give ``2022``, ``2022-08`` or ``2022-08-02`` where the interval is one of these, else its bounds."""
        first, last = self.interval.earliest, self.interval.latest
        if not (first and last) or first == last:
            return str(self.interval) if first or last else self.expression.value
        after = last + timedelta(days=1)
        if (first.day, after.day) == (1, 1) and (last - first).days <= 31:
            return first.isoformat()[:7]
        if (first.month, first.day, after.month, after.day) == (1, 1, 1, 1) and first.year == last.year:
            return first.isoformat()[:4]
        return str(self.interval)


def dated_in(proposition: Proposition) -> tuple[Dated, ...]:
    """Give the times of a clause that can date an event, in text order; not the one at which the text was posted."""
    return tuple(dated for dated in dated_among(proposition.times) if not _stamped(dated, proposition))


def dated_among(times: Iterable[TimeExpression]) -> tuple[Dated, ...]:
    """Give the times that can date an event, in text order."""
    found = []
    for time in times:
        interval = time.interval
        bounded = interval.earliest and interval.latest and (interval.latest - interval.earliest).days <= _LONGEST
        if time.of is TimeOf.CONTENT and (bounded or time.value.startswith("XXXX-")):
            found.append(Dated(time, interval, _with_room(time)))
    return tuple(sorted(found, key=lambda dated: dated.expression.span))


def _with_room(time: TimeExpression) -> Interval:
    first, last = time.interval.earliest, time.interval.latest
    exact = time.span.exact
    words = _PART_OF_DAY.sub("", exact) if first == last else exact
    if not (first and last and _FUZZY.search(words)):
        return time.interval
    coarse = any(unit in exact.casefold() for unit in ("month", "year", "decade"))
    room = timedelta(days=max(10, (last - first).days, 62 if coarse else 0))
    return Interval(first - room, last + room)


def _stamped(dated: Dated, proposition: Proposition) -> bool:
    """Tell whether a time says when the text itself came out."""
    time = dated.expression.span
    return any(
        span.covers(time) and _STAMP.search(span.exact[: time.start - span.start]) is not None
        for span in proposition.span
    )
