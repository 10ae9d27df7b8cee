"""Statements as a store gives them back, without going there: fresh ones and stored ones must compare alike.

A graph holds sets: parts come back in text order, each once, and numbers in canonical form. Where two parts share a
node but differ, only the quads tell what becomes of them; then they are written, and read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from kb import ids
from kb.graph.lines import quads_of
from kb.graph.reader import records_from
from kb.graph.record import record_lines
from kb.graph.run import run_lines
from kb.graph.terms import canonical
from kb.model import Hop, Measure, Mention, Proposition, Quantity, Record, Span, Statement, TimeExpression, TimeOf

Part = TypeVar("Part", Mention, Quantity, TimeExpression)

_BASE = "https://kb.example/id/"  # any does: what comes back has none


def as_stored(record: Record) -> Record:
    """Give a record with its statements as they will be read back."""
    try:
        return replace(record, statements=_Statements(record).all())
    except _AmbiguousError:
        (again,) = records_from(quads_of((*record_lines(record, _BASE), *run_lines(record, _BASE))), _BASE)
        return replace(record, statements=again.statements)


class _AmbiguousError(Exception):
    """Two parts share a node, and differ."""


class _Statements:
    """The statements of a record; what comes back alike becomes one object."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._spans: dict[tuple[int, int], Span] = {}
        self._mentions: dict[Span, Mention] = {}
        self._quantities: dict[Span, Quantity] = {}
        self._times: dict[Span, TimeExpression] = {}
        self._relations: dict[str, str] = {}

    def all(self) -> tuple[Statement, ...]:
        """Give them in text order.

        Raises:
            _AmbiguousError: they cannot be told without writing them.
        """
        record = self._record
        names = [name for said in record.statements for name in (said.id, *(one.id for one in said.propositions))]
        if len({*names}) < len(names):
            raise _AmbiguousError
        for named in record.mentions:
            self._mention(named)
        found = [self._statement(said) for said in record.statements]
        return tuple(sorted(found, key=lambda said: (said.content[0].start, -said.content[-1].end, said.id)))

    def _statement(self, said: Statement) -> Statement:
        speech, content = (
            {one.span: replace(self._time(one), of=of) for one in said.times if one.of is of}
            for of in (TimeOf.SPEECH, TimeOf.CONTENT)
        )
        clauses = [self._proposition(one, speech) for one in said.propositions]
        return replace(
            said,
            article=self._record.article.id,
            content=self._in_order(said.content),
            cue=self._in_order(said.cue),
            source=self._in_order(said.source),
            chain=tuple(map(self._hop, said.chain)),
            propositions=tuple(sorted(clauses, key=lambda clause: (clause.span, clause.id))),
            times=_by_place((*speech.values(), *content.values())),
            quantities=_by_place({one.span: self._quantity(one) for one in said.quantities}.values()),
            mentions=_by_place({one.span: self._mention(one) for one in said.mentions}.values()),
            confidence=float(canonical(said.confidence)),
        )

    def _proposition(self, clause: Proposition, speech: Iterable[Span]) -> Proposition:
        times = {one.span: self._time(one) for one in clause.times}
        words = " ".join(clause.words)
        return replace(
            clause,
            span=self._in_order(clause.span),
            relation=self._relation(clause.relation) if clause.relation else "",
            participants=_sorted(clause.participants),
            words=tuple(words.split(" ")) if words else (),
            times=_by_place(replace(one, of=TimeOf.SPEECH) if one.span in speech else one for one in times.values()),
            quantities=_by_place({one.span: self._quantity(one) for one in clause.quantities}.values()),
        )

    def _hop(self, hop: Hop) -> Hop:
        return replace(hop, source=self._in_order(hop.source), cue=self._in_order(hop.cue))

    # -- parts that several may share ---------------------------------------------------------------------------------

    def _span(self, span: Span) -> Span:
        known = self._spans.setdefault((span.start, span.end), span)
        if known is not span and known != span:
            raise _AmbiguousError
        return known

    def _in_order(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(sorted({self._span(span) for span in spans}))

    def _mention(self, named: Mention) -> Mention:
        candidates = _sorted(named.candidates)
        return self._only(
            self._mentions, replace(named, span=self._span(named.span), subject=False, candidates=candidates)
        )

    def _quantity(self, number: Quantity) -> Quantity:
        base = number.base if number.base and number.base.unit else None
        return self._only(
            self._quantities,
            replace(
                number,
                span=self._span(number.span),
                low=_digits(number.low),
                high=_digits(number.high),
                base=Measure(_digits(base.low), _digits(base.high), base.unit) if base else None,
            ),
        )

    def _time(self, expression: TimeExpression) -> TimeExpression:
        """Give a time as if it dated what is said; whether it dates the saying, its statement tells."""
        return self._only(
            self._times,
            replace(
                expression,
                span=self._span(expression.span),
                of=TimeOf.CONTENT,
                candidates=_sorted(expression.candidates),
                event=self._span(expression.event) if expression.event else None,
            ),
        )

    def _only(self, known: dict[Span, Part], part: Part) -> Part:
        first = known.setdefault(part.span, part)
        if first != part:
            raise _AmbiguousError
        return first

    def _relation(self, name: str) -> str:
        if self._relations.setdefault(ids.relation(name), name) != name:
            raise _AmbiguousError
        return name


def _by_place(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda part: part.span))


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*names} - {""}))


def _digits(number: str) -> str:
    return canonical(number) if number else ""
