"""Times and quantities bound to the statements and clauses that they belong to.

A time inside a statement's content dates what is said; one beside its cue, in the same sentence, dates the saying.
Which word a time belongs to is told by the parse (:mod:`kb.resolve.timing.ties`), and the smallest clause around that
word is the one it dates. Without a parse it is the smallest clause around the time, unless the time only names a thing
(:mod:`kb.resolve.timing.attributive`). A clause without a time of its own gets none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kb.model import Article, Bearing, Proposition, Quantity, Span, Statement, Syntax, TimeExpression, TimeOf
from kb.resolve.timing.attributive import dates_clause
from kb.resolve.timing.quoted_times import quoted_times
from kb.resolve.timing.shelf import Found, Shelf
from kb.resolve.timing.speech_times import is_ahead, said_before, speech_times
from kb.resolve.timing.ties import Tie, ties_of


@dataclass(frozen=True, slots=True)
class Bound:
    """What binding gives: the statements with what belongs to them, and every time with the word that it belongs to."""

    statements: tuple[Statement, ...]
    times: tuple[TimeExpression, ...]


def bound(
    article: Article,
    statements: tuple[Statement, ...],
    times: tuple[TimeExpression, ...],
    quantities: tuple[Quantity, ...],
    syntax: Syntax | None = None,
) -> Bound:
    """Bind times and quantities to statements, and to their propositions.

    Args:
        article: The text they were read in.
        statements: All statements of the article, nested ones among them.
        times: All time expressions of the article.
        quantities: All quantities of the article.
        syntax: The parse of the text; without one, places and neighbouring words decide, and no event is named.

    Returns:
        The same statements and times, each in the same order. A nested statement's times are content to the statement
        around it; its clauses keep them for themselves. A time of several statements is ``of`` speech if it is that of
        one.
    """
    body, quantities_in = article.body, Shelf(quantities)
    ties = ties_of(body, syntax, statements, times)
    said = speech_times(body, statements, Shelf(times), ties)
    ahead = {one.id for one in statements if one.id in said and is_ahead(body, one)}
    said = {one: time if one in ahead else said_before(time, article.published) for one, time in said.items()}
    meanings = {time.span: time for time in said.values()}  # one expression has one meaning, wherever it counts
    meanings = {**quoted_times(body, statements, Shelf(times), said), **meanings}
    saying = frozenset(time.span for time in said.values())
    known = tuple(_tied(meanings.get(time.span, time), ties, saying) for time in times)
    by_span = {time.span: time for time in known}
    contents = _contents(statements, known)
    dated = _dated(body, statements, contents, ties)
    counted = _by_clause([clause for statement in statements for clause in statement.propositions], quantities_in)

    def with_its_own(clause: Proposition) -> Proposition:
        own = tuple(replace(time, of=TimeOf.CONTENT) for time in dated.get(clause.id, ()))
        numbers = tuple(counted.get(clause.id, ()))
        return replace(clause, times=own, quantities=numbers) if own or numbers else clause

    def with_its_times(statement: Statement) -> Statement:
        content = [replace(time, of=TimeOf.CONTENT) for time in contents[statement.id]]
        speech = [replace(by_span[said[statement.id].span], of=TimeOf.SPEECH)] if statement.id in said else []
        return replace(
            statement,
            times=tuple(sorted([*content, *speech], key=lambda time: time.span)),
            quantities=tuple(quantities_in.within(statement.content)),
            propositions=tuple(with_its_own(clause) for clause in statement.propositions),
        )

    return Bound(tuple(with_its_times(statement) for statement in statements), known)


def _tied(time: TimeExpression, ties: Mapping[Span, Tie], saying: frozenset[Span]) -> TimeExpression:
    """Give a time with the word that it belongs to."""
    of, tie = TimeOf.SPEECH if time.span in saying else TimeOf.CONTENT, ties.get(time.span)
    if tie is None:
        return replace(time, of=of)
    return replace(time, of=of, event=tie.event, bearing=Bearing.SAYING if of is TimeOf.SPEECH else tie.bearing)


def _contents(
    statements: Sequence[Statement], times: Sequence[TimeExpression]
) -> Mapping[str, Sequence[TimeExpression]]:
    """Give each statement, by identifier, the times of what is said: those in its content, and those of a word in it.

    An extractor may leave the last words of a clause out of the content: "is said to be leaving [tomorrow]".
    """
    in_place = Shelf(times)
    by_word = Shelf([time for time in times if time.event], place=lambda time: time.event or time.span)
    return {
        one.id: sorted(
            {time.span: time for shelf in (by_word, in_place) for time in shelf.within(one.content)}.values(),
            key=lambda time: time.span,
        )
        for one in statements
    }


def _dated(
    body: str,
    statements: Sequence[Statement],
    contents: Mapping[str, Sequence[TimeExpression]],
    ties: Mapping[Span, Tie],
) -> Mapping[str, list[TimeExpression]]:
    """Give each clause, by identifier, the times that date it, in the order of the text.

    Of the clauses of all statements that a time belongs to, it dates the smallest around each of its words.
    """
    rivals: dict[tuple[Span, Span], list[tuple[Proposition, Span]]] = defaultdict(list)
    known: dict[Span, TimeExpression] = {}
    for statement in statements:
        for time in contents[statement.id]:
            known[time.span] = time
            for word in ties[time.span].dates if time.span in ties else (time.span,):
                around = ((clause, span) for clause in statement.propositions for span in clause.span)
                rivals[time.span, word] += [(clause, span) for clause, span in around if span.covers(word)]
    owned: dict[str, dict[Span, TimeExpression]] = defaultdict(dict)
    for (where, _), clauses in sorted(rivals.items(), key=lambda rival: rival[0]):
        least = min((_length(clause) for clause, _ in clauses), default=0)
        for clause, span in clauses:
            if _length(clause) == least and (where in ties or dates_clause(body, known[where], span)):
                owned[clause.id][where] = known[where]
    return {clause: [own[where] for where in sorted(own)] for clause, own in owned.items()}


def _by_clause(clauses: Sequence[Proposition], shelf: Shelf[Found]) -> Mapping[str, list[Found]]:
    """Give each clause what no smaller clause around the same words claims."""
    claims: dict[Span, list[tuple[int, str, Found]]] = defaultdict(list)
    for clause in clauses:
        for span in clause.span:
            for found in shelf.between(span.start, span.end):
                claims[found.span].append((_length(clause), clause.id, found))
    owned: dict[str, list[Found]] = defaultdict(list)
    for where in sorted(claims):
        least = min(length for length, *_ in claims[where])
        for length, clause_id, found in claims[where]:
            if length == least:
                owned[clause_id].append(found)
    return owned


def _length(clause: Proposition) -> int:
    return sum(span.end - span.start for span in clause.span)
