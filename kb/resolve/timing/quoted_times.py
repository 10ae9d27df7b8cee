"""Times inside a quotation count from the day it was said: "“We close tomorrow,” she said on Monday"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kb.model import Interval, Kind, Span, Statement, TimeExpression
from kb.resolve.agents.passages import is_quoted
from kb.resolve.dates import times_in
from kb.resolve.timing.shelf import Shelf

_AS_SAID = (Kind.DIRECT, Kind.MIXED)  # reported speech counts from the reporter's day: "she said she would come today"


def quoted_times(
    body: str, statements: Sequence[Statement], times: Shelf[TimeExpression], said: Mapping[str, TimeExpression]
) -> Mapping[Span, TimeExpression]:
    """Give the relative times of quotations, by their span, resolved against the time of the saying.

    Args:
        body: The text.
        statements: All statements of the article.
        times: Its times, resolved against the day of publication.
        said: The time of the saying of statements, by identifier, where it is known.

    Returns:
        Those that come out otherwise; a quotation within another counts from the inner saying.
    """
    found: dict[Span, TimeExpression] = {}
    for statement in sorted(statements, key=_length, reverse=True):  # what is quoted inside comes later, and wins
        day = said.get(statement.id)
        if day is not None and statement.kind in _AS_SAID and day.interval.earliest and day.interval.latest:
            for time in times.within(statement.content):
                counts_from_print = time.anchor and "last-mention" not in time.rule
                if counts_from_print and is_quoted(body, time.span.start):
                    found.update(_resolved(body, time, day.interval))
    return found


def _resolved(body: str, time: TimeExpression, said: Interval) -> Iterator[tuple[Span, TimeExpression]]:
    again = times_in(body, said, start=time.span.start, end=time.span.end)
    if len(again) == 1 and again[0].span == time.span:
        yield time.span, replace(again[0], event=time.event, bearing=time.bearing)


def _length(statement: Statement) -> int:
    return sum(span.end - span.start for span in statement.content)
