"""Times and quantities bound to the statements and clauses that they belong to.

A time inside a statement's content dates what is said; one beside its cue, in the same sentence,
dates the saying. Within the content it belongs to the smallest clause around it, unless it only
names a thing (:mod:`kb.resolve.attributive`). A clause without a time of its own gets none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kb.model import Article, Proposition, Quantity, Span, Statement, TimeExpression, TimeOf
from kb.resolve.attributive import dates_clause
from kb.resolve.shelf import Found, Shelf
from kb.resolve.speech_times import said_before, speech_times


def bound(
    article: Article,
    statements: tuple[Statement, ...],
    times: tuple[TimeExpression, ...],
    quantities: tuple[Quantity, ...],
) -> tuple[Statement, ...]:
    """Give the statements with their times and quantities, and those of their propositions.

    Args:
        article: The text they were read in.
        statements: All statements of the article, nested ones among them.
        times: All time expressions of the article.
        quantities: All quantities of the article.

    Returns:
        The same statements in the same order. A nested statement's times are content to the
        statement around it; its clauses keep them for themselves.
    """
    times_in, quantities_in = Shelf(times), Shelf(quantities)
    saying = speech_times(article.body, statements, times_in)
    past = {time.span: said_before(time, article.published) for time in saying.values()}
    times_in = Shelf(
        [past.get(time.span, time) for time in times]
    )  # one expression has one meaning, wherever it counts
    clauses = [clause for statement in statements for clause in statement.propositions]
    dated = _by_clause(clauses, times_in)
    counted = _by_clause(clauses, quantities_in)

    def with_its_own(clause: Proposition) -> Proposition:
        own = [
            replace(time, of=TimeOf.CONTENT)
            for where, time in dated.get(clause.id, ())
            if dates_clause(article.body, time, where)
        ]
        return replace(clause, times=tuple(own), quantities=tuple(found for _, found in counted.get(clause.id, ())))

    def with_its_times(statement: Statement) -> Statement:
        content = [replace(time, of=TimeOf.CONTENT) for time in times_in.within(statement.content)]
        speech = [replace(past[saying[statement.id].span], of=TimeOf.SPEECH)] if statement.id in saying else []
        return replace(
            statement,
            times=tuple(sorted([*content, *speech], key=lambda time: time.span)),
            quantities=tuple(quantities_in.within(statement.content)),
            propositions=tuple(with_its_own(clause) for clause in statement.propositions),
        )

    return tuple(with_its_times(statement) for statement in statements)


def _by_clause(clauses: Sequence[Proposition], shelf: Shelf[Found]) -> Mapping[str, list[tuple[Span, Found]]]:
    """Give each clause what no smaller clause around the same words claims, with the fragment it lies in."""
    claims: dict[Span, list[tuple[int, str, Span, Found]]] = defaultdict(list)
    for clause in clauses:
        length = sum(span.end - span.start for span in clause.span)
        for span in clause.span:
            for found in shelf.between(span.start, span.end):
                claims[found.span].append((length, clause.id, span, found))
    owned: dict[str, list[tuple[Span, Found]]] = defaultdict(list)
    for where in sorted(claims):
        least = min(length for length, *_ in claims[where])
        for length, clause_id, span, found in claims[where]:
            if length == least:
                owned[clause_id].append((span, found))
    return owned
