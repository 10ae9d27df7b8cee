"""The time of a saying: "Wu said on Thursday", "in a statement early Thursday, the embassy said"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from kb.model import Interval, Kind, Span, Statement, TimeExpression
from kb.resolve.attributive import names_a_thing
from kb.resolve.dates.tense import sentence_around
from kb.resolve.shelf import Shelf

_SENTENCE = 1500  # characters either side of a cue within which its sentence is looked for
_BESIDE = 80  # characters between a cue or source and the time of the saying
_OTHER_EVENT = re.compile(r"\b(?:following|after|before|since|ahead of|amid|despite|over|during)\b", re.IGNORECASE)
_CLAUSE = re.compile(r",|\b(?:who|which|that|whose|where|when)\b", re.IGNORECASE)
_LIMITS = ("since-", "until-", "by-", "before-", "after-")  # rules of times that say when not, rather than when


def speech_times(
    body: str, statements: Sequence[Statement], times: Shelf[TimeExpression]
) -> Mapping[str, TimeExpression]:
    """Give attributed statements, by identifier, the time that dates their saying.

    It stands in the sentence of the cue, outside what is said there. Where several statements could
    have it, the nearest cue or source does; a statement has one such time at most.
    """
    rivals: dict[Span, list[tuple[int, str, TimeExpression]]] = defaultdict(list)
    for distance, statement_id, time in _candidates(body, statements, times):
        rivals[time.span].append((distance, statement_id, time))
    won: dict[str, tuple[int, TimeExpression]] = {}
    for where in sorted(rivals):
        least = min(distance for distance, *_ in rivals[where])
        for distance, statement_id, time in rivals[where]:
            if distance == least and (statement_id not in won or distance < won[statement_id][0]):
                won[statement_id] = (distance, time)
    return {statement_id: time for statement_id, (_, time) in won.items()}


def said_before(time: TimeExpression, published: Interval | None) -> TimeExpression:
    """Give the time of a saying as one that lies before publication: what is reported was said already.

    A verb about the future ("said on Thursday that jets were due") may have turned the weekday ahead.
    """
    first, last = time.interval.earliest, time.interval.latest
    printed = published.latest if published else None
    if not (first and last and printed) or first <= printed or not time.rule.startswith("weekday-nearest-future"):
        return time
    week = timedelta(days=7)
    days = Interval(first - week, last - week)
    value = time.value.replace(first.isoformat(), (first - week).isoformat())
    return replace(time, interval=days, value=value, rule="weekday-nearest-past")


def _candidates(
    body: str, statements: Sequence[Statement], times: Shelf[TimeExpression]
) -> Iterator[tuple[int, str, TimeExpression]]:
    """Give every statement with every time that may date it, and how far apart they are."""
    by_id = {statement.id: statement for statement in statements}
    said_in: dict[Span, set[str]] = defaultdict(set)  # time → the statements whose content it lies in
    named_in: dict[Span, set[str]] = defaultdict(set)  # time → the statements whose source it lies in
    for statement in statements:
        for time in times.within(statement.content):
            said_in[time.span].add(statement.id)
        for time in times.within(statement.source):
            named_in[time.span].add(statement.id)
    for statement in statements:
        place = statement.cue or statement.source
        if statement.kind is Kind.NARRATOR or not place:
            continue
        around = _surroundings(statement, by_id)
        start, end = sentence_around(body, place[0].start, place[-1].end, before=_SENTENCE, after=_SENTENCE)
        for time in times.between(start, end):
            inner = said_in[time.span] <= around and (not statement.parent or statement.parent in said_in[time.span])
            ours = not named_in[time.span] or statement.id in named_in[time.span]
            distance = _distance(time.span, [*statement.cue, *statement.source])
            if inner and ours and distance <= _BESIDE and _may_date(body, time, statement):
                yield distance, statement.id, time


def _surroundings(statement: Statement, statements: Mapping[str, Statement]) -> set[str]:
    """Give the statements in whose content this one was made."""
    around: set[str] = set()
    parent = statement.parent
    while parent in statements and parent not in around:
        around.add(parent)
        parent = statements[parent].parent
    return around


def _may_date(body: str, time: TimeExpression, statement: Statement) -> bool:
    """Tell whether a time beside a cue is that of the saying.

    What stands after "following the vote" is the time of the vote, and a clause within the source
    ("Ruiz, who took over in 2019") dates something else.
    """
    if time.type not in {"DATE", "TIME"} or time.rule.startswith(_LIMITS) or names_a_thing(body, time):
        return False
    before = [span for span in (*statement.cue, *statement.source) if span.start < time.span.start]
    between = body[max((min(span.end, time.span.start) for span in before), default=time.span.start) : time.span.start]
    inside = next((span for span in statement.source if span.covers(time.span)), None)
    if inside is not None:
        between = body[inside.start : time.span.start]
        return not _CLAUSE.search(between)
    return not _OTHER_EVENT.search(between)


def _distance(time: Span, place: Sequence[Span]) -> int:
    """Count the characters between a time and the nearest of some spans."""
    return min(max(span.start - time.end, time.start - span.end, 0) for span in place)
