"""Time expressions of a text, each with its days, its anchor and the rule that resolved it."""

from __future__ import annotations

from datetime import date, timedelta

from kb.model import Interval, Span, TimeExpression
from kb.resolve.dates.ago import Ago
from kb.resolve.dates.composed import TimeOfDay
from kb.resolve.dates.found import pieces_in
from kb.resolve.dates.lengths import Every, Lately, Length, LengthRange
from kb.resolve.dates.meaning import Heading, Meaning, Reading, Setting, masked
from kb.resolve.dates.pattern import Piece
from kb.resolve.dates.periods import Century, Decade, EraYear
from kb.resolve.dates.points import Point
from kb.resolve.dates.relative import Shift
from kb.resolve.dates.signals import signalled
from kb.resolve.dates.tense import heading_at
from kb.resolve.dates.zones import without_offsets

_SAME_FOR_ALL_VERBS = (Century, Decade, EraYear, Length, LengthRange, Lately, Every, Shift, Ago)
_DAYS_TRIED = 62  # days of an uncertain publication that are tried one by one; beyond that its ends are


def times_in(
    text: str,
    anchor: Interval | None,
    *,
    start: int = 0,
    end: int | None = None,
    ranges: bool = True,
    zones: bool = True,
) -> tuple[TimeExpression, ...]:
    """Give the time expressions of a text in order.

    Args:
        text: Any text; offsets of the result point into it.
        anchor: Days of publication, usually one; ``None``, or open ends, where they are not known.
        start: First character looked at; what stands before is still read as context.
        end: One past the last character looked at; the end of the text when ``None``.
        ranges: Whether "1994 to 1997" is one expression. TIMEX3 knows no ranges: to it each end is one, and then
            both carry the days of the whole.
        zones: Whether "8 p.m. EDT" is ``T20:00-04:00``. Corpora of TIMEX3 write the clock alone.

    Returns:
        Expressions that do not overlap. What the text does not settle has an open interval, X in
        its value, and a rule that says why.

    >>> (found,) = times_in("It rained on Tuesday and Wednesday.", Interval(date(2021, 9, 30), date(2021, 9, 30)))
    >>> found.span.exact, str(found.interval), found.mode.value
    ('Tuesday and Wednesday', '2021-09-28/2021-09-29', 'throughout')
    """
    stop = len(text) if end is None else min(end, len(text))
    mentioned: Interval | None = None
    found = []
    for piece in pieces_in(text, max(start, 0), stop):
        heading = heading_at(text, piece.start, piece.end) if _needs_verb(piece.reading) else Heading.UNKNOWN
        meaning = _meaning(piece, anchor, heading, mentioned)
        if meaning.interval.earliest and meaning.interval.latest and meaning.type in {"DATE", "TIME"}:
            mentioned = meaning.interval
        meaning = signalled(text, piece, meaning, anchor)
        meaning = meaning if zones else meaning.but(value=without_offsets(meaning.value))
        parts = [(piece, meaning)] if ranges or not piece.ends else _taken_apart(piece, meaning)
        found += [_expression(text, part, sense, anchor) for part, sense in parts]
    return tuple(found)


def _needs_verb(reading: Reading) -> bool:
    """Tell whether the verb decides what a reading means: that of a date with its year, or of a length, it does not."""
    if isinstance(reading, TimeOfDay):
        return reading.of is not None and _needs_verb(reading.of)
    if isinstance(reading, Point):
        return reading.year is None
    return not isinstance(reading, _SAME_FOR_ALL_VERBS)


def _taken_apart(piece: Piece, meaning: Meaning) -> list[tuple[Piece, Meaning]]:
    values = meaning.value.split("/")
    return [
        (Piece(start, end, piece.reading), meaning.but(value=value))
        for (start, end), value in zip(piece.ends, values, strict=False)
    ]


def _days_of(anchor: Interval | None) -> list[date | None]:
    """Give the days of publication to try: all of a short interval, the ends of a long one."""
    if anchor is None or anchor.earliest is None or anchor.latest is None:
        return [None]
    length = (anchor.latest - anchor.earliest).days
    if length <= _DAYS_TRIED:
        return [anchor.earliest + timedelta(days=shift) for shift in range(length + 1)]
    return [anchor.earliest, anchor.latest]


def _meaning(piece: Piece, anchor: Interval | None, heading: Heading, mentioned: Interval | None) -> Meaning:
    """Resolve for every day the article may have been published, and put what comes out together."""
    days = _days_of(anchor)
    meanings = [piece.reading.meaning(Setting(day, heading, mentioned)) for day in days]
    values = list(dict.fromkeys(meaning.value for meaning in meanings))
    first, last = meanings[0], meanings[-1]
    if len(values) == 1 and first.interval == last.interval:
        return first
    begins = [meaning.interval.earliest for meaning in meanings if meaning.interval.earliest]
    ends = [meaning.interval.latest for meaning in meanings if meaning.interval.latest]
    begin = min(begins) if len(begins) == len(meanings) else None
    end = max(ends) if len(ends) == len(meanings) else None
    return first.but(
        value=values[0] if len(values) == 1 else masked(values),
        interval=Interval(begin, end),
        rule=f"{first.rule}-of-uncertain-day",
        candidates=_candidates(days, values) or first.candidates,
    )


def _candidates(days: list[date | None], values: list[str]) -> tuple[str, ...]:
    """Give the values as rivals, unless days in between, which may give others, were not tried."""
    apart = len(days) == 2 and days[0] and days[1] and (days[1] - days[0]).days > 1
    return tuple(values) if len(values) > 1 and not apart else ()


def _expression(text: str, piece: Piece, meaning: Meaning, anchor: Interval | None) -> TimeExpression:
    return TimeExpression(
        span=Span.of(text, piece.start, piece.end),
        type=meaning.type,
        value=meaning.value,
        interval=meaning.interval,
        mode=meaning.mode,
        grain=meaning.grain,
        anchor=str(meaning.told or (anchor if meaning.anchored and anchor else "")),
        rule=meaning.rule,
        candidates=meaning.candidates,
    )
