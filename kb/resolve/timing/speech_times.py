"""The time of a saying: "Wu said on Thursday", "in a statement early Thursday, the embassy said"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from kb.model import Bearing, Interval, Kind, Span, Statement, TimeExpression
from kb.resolve.dates.tense import is_to_come, sentence_around
from kb.resolve.timing.attributive import names_a_thing
from kb.resolve.timing.shelf import Shelf
from kb.resolve.timing.ties import Tie

_SENTENCE = 1500  # characters either side of a cue within which its sentence is looked for
_BESIDE = 80  # characters between a cue or source and the time of the saying
_OTHER_EVENT = re.compile(r"\b(?:following|after|before|since|ahead of|amid|despite|over|during)\b", re.IGNORECASE)
_CLAUSE = re.compile(r",|\b(?:who|which|that|whose|where|when)\b", re.IGNORECASE)
_LIMITS = ("since-", "until-", "by-", "before-", "after-")  # rules of times that say when not, rather than when


def speech_times(
    body: str, statements: Sequence[Statement], times: Shelf[TimeExpression], ties: Mapping[Span, Tie] | None = None
) -> Mapping[str, TimeExpression]:
    """Give attributed statements, by identifier, the time that dates their saying.

    It stands in the sentence of the cue, outside what is said there. Where several statements could
    have it, the nearest cue or source does; a statement has one such time at most.

    Args:
        body: The text.
        statements: All statements of the article.
        times: Its times.
        ties: The words that they belong to, as far as a parse tells: the time of a cue is that of the saying, and the
            time of a clause beside it is not. Where nothing is told, the words between the two decide.
    """
    rivals: dict[Span, list[tuple[int, str, TimeExpression]]] = defaultdict(list)
    for distance, statement_id, time in _candidates(body, statements, times, ties or {}):
        rivals[time.span].append((distance, statement_id, time))
    won: dict[str, tuple[int, TimeExpression]] = {}
    for where in sorted(rivals):
        least = min(distance for distance, *_ in rivals[where])
        for distance, statement_id, time in rivals[where]:
            if distance == least and (statement_id not in won or distance < won[statement_id][0]):
                won[statement_id] = (distance, time)
    return {statement_id: time for statement_id, (_, time) in won.items()}


def is_ahead(body: str, statement: Statement) -> bool:
    """Tell whether the cue of a statement itself looks ahead: "plans to meet", "is expected to rule", "will announce".

    The day beside it is then that of what is planned, or of an announcement that has not been made.
    """
    return any(is_to_come(body, span.start, span.end) for span in statement.cue)


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
    body: str, statements: Sequence[Statement], times: Shelf[TimeExpression], ties: Mapping[Span, Tie]
) -> Iterator[tuple[int, str, TimeExpression]]:
    """Give every statement with every time that may date it, and how far apart they are."""
    by_id = {statement.id: statement for statement in statements}
    said_in = _holders(((statement.id, statement.content) for statement in statements), times)
    named_in = _holders(((statement.id, statement.source) for statement in statements), times)
    for statement in statements:
        place = statement.cue or statement.source
        if statement.kind is Kind.NARRATOR or not place:
            continue
        around = _surroundings(statement, by_id)
        near: list[tuple[int, TimeExpression]] = []
        for time in times.between(place[0].start - _SENTENCE, place[-1].end + _SENTENCE):
            inner = said_in[time.span] <= around and (not statement.parent or statement.parent in said_in[time.span])
            ours = not named_in[time.span] or statement.id in named_in[time.span]
            if inner and ours and _tells_when(time):
                distance = _distance_of(body, time, statement, ties.get(time.span))
                near += [] if distance is None else [(distance, time)]
        if near:  # only now is it worth looking for the ends of the sentence
            start, end = sentence_around(body, place[0].start, place[-1].end, before=_SENTENCE, after=_SENTENCE)
            for distance, time in near:
                if start <= time.span.start and time.span.end <= end:
                    yield distance, statement.id, time


def _holders(places: Iterable[tuple[str, Sequence[Span]]], times: Shelf[TimeExpression]) -> defaultdict[Span, set[str]]:
    """Give each time the statements in whose content, or source, it lies."""
    found: defaultdict[Span, set[str]] = defaultdict(set)
    for statement_id, spans in places:
        for time in times.within(spans):
            found[time.span].add(statement_id)
    return found


def _surroundings(statement: Statement, statements: Mapping[str, Statement]) -> set[str]:
    """Give the statements in whose content this one was made."""
    around: set[str] = set()
    parent = statement.parent
    while parent in statements and parent not in around:
        around.add(parent)
        parent = statements[parent].parent
    return around


def _distance_of(body: str, time: TimeExpression, statement: Statement, tie: Tie | None) -> int | None:
    """Count the characters between a time and the cue or source that it may date; none where the parse joins them."""
    if tie is not None and _is_of(tie, statement):
        return 0
    distance = _distance(time.span, [*statement.cue, *statement.source])
    beside = distance <= _BESIDE and not _is_apart(tie, statement) and _may_date(body, time, statement)
    return max(distance, 1) if beside else None


def _tells_when(time: TimeExpression) -> bool:
    return time.type in {"DATE", "TIME"} and not time.rule.startswith(_LIMITS)


def _is_of(tie: Tie, statement: Statement) -> bool:
    """Tell whether the word of a time is one of the cue, or the noun that says what speaks ("a report on Monday")."""
    cued = any(span.overlaps(word) for span in statement.cue for word in (tie.event, *tie.dates))
    return cued or (tie.bearing is Bearing.SAYING and any(span.overlaps(tie.event) for span in statement.source))


def _is_apart(tie: Tie | None, statement: Statement) -> bool:
    """Tell whether the word of a time is known, and stands in another clause or in what is said."""
    return tie is not None and (tie.apart or any(span.overlaps(tie.event) for span in statement.content))


def _may_date(body: str, time: TimeExpression, statement: Statement) -> bool:
    """Tell whether a time beside a cue is that of the saying.

    What stands after "following the vote" is the time of the vote, and a clause within the source
    ("Ruiz, who took over in 2019") dates something else.
    """
    if names_a_thing(body, time):
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
