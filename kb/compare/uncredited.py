"""Copies without a credit, named carefully: what is said is that none was found in this text.

What a speaker said, quoted or reported, any outlet may have heard: such words alone show no copy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kb import ids
from kb.compare.outlets import outlet_of
from kb.model import (
    Credit,
    Discrepancy,
    DiscrepancyKind,
    Evidence,
    Kind,
    Record,
    Reuse,
    Severity,
    Side,
    Span,
    Statement,
)

_NARRATED = 60  # characters, about a dozen words, that the narrator of both texts has in common


def missing_credits(
    records: Sequence[Record], reuses: Sequence[Reuse], credits_: Sequence[Credit], names: Mapping[str, str]
) -> tuple[Discrepancy, ...]:
    """Give articles that share text with one that credits an agency, and credit that agency nowhere; sorted.

    Args:
        records: In any order.
        reuses: Text that articles share.
        credits_: Agencies that articles credit.
        names: Identifier of an agent → its name.

    Returns:
        Discrepancies of severity *info*, one for each such article and agency. The agency's own
        article needs no credit.
    """
    by_article = {record.article.id: record for record in records}
    credited: dict[str, dict[str, Credit]] = defaultdict(dict)
    for credit in credits_:
        credited[credit.article].setdefault(credit.agency, credit)
    shared: dict[tuple[str, str, str], list[tuple[Span, Span]]] = defaultdict(list)
    for reuse in reuses:
        sides = ((reuse.left_article, reuse.left), (reuse.right_article, reuse.right))
        for (silent, ours), (open_, theirs) in (sides, sides[::-1]):
            if silent not in by_article or open_ not in by_article:
                continue
            for agency in credited.get(open_, {}):
                if agency not in credited.get(silent, {}) and outlet_of(by_article[silent])[0] != agency:
                    shared[silent, agency, open_].append((ours, theirs))
    found = [
        _discrepancy(by_article[silent], by_article[open_], credited[open_][agency], names, stretches)
        for (silent, agency, open_), stretches in sorted(shared.items())
        if min(
            sum(_narrated(by_article[silent], ours) for ours, _ in stretches),
            sum(_narrated(by_article[open_], theirs) for _, theirs in stretches),
        )
        >= _NARRATED
    ]
    return tuple(sorted((one for one in found if one), key=lambda one: one.id))


def _narrated(record: Record, stretch: Span) -> int:
    """Count the characters of a stretch that the narrator tells."""
    told = [span for one in record.statements if one.kind is Kind.NARRATOR for span in one.content]
    return sum(max(0, min(span.end, stretch.end) - max(span.start, stretch.start)) for span in told)


def _discrepancy(
    silent: Record, open_: Record, credit: Credit, names: Mapping[str, str], stretches: Sequence[tuple[Span, Span]]
) -> Discrepancy | None:
    ours, theirs = max(stretches, key=lambda pair: (pair[0].end - pair[0].start, pair[0]))
    copy, source = _statement_in(silent, ours), _statement_in(open_, theirs)
    if copy is None or source is None:
        return None
    agency = names.get(credit.agency, credit.agency.removeprefix("agent/"))
    length = sum(one.end - one.start for one, _ in stretches)  # words may be absent
    text = (
        f"{_label(silent)} shares {length:,} characters in {len(stretches)} passages with {_label(open_)}, which"
        f" credits {agency}. No credit to {agency} was found in this text; one may stand elsewhere on the page."
    )
    return Discrepancy(
        id=ids.derived(
            "discrepancy", DiscrepancyKind.MISSING_CREDIT.value, silent.article.id, open_.article.id, credit.agency
        ),
        kind=DiscrepancyKind.MISSING_CREDIT,
        severity=Severity.INFO,
        sides=(
            Side(f"credits {agency}", (_evidence(open_, credit, source),)),
            Side("no credit in this text", (Evidence(copy.id, copy.content[0]),)),
        ),
        explanation=text,
    )


def _evidence(record: Record, credit: Credit, copied: Statement) -> Evidence:
    """Give the words of the credit, with the statement that holds them, else the one whose words they are about."""
    for statement in sorted(record.statements, key=lambda one: one.id):
        parts = (*statement.source, *statement.cue, *statement.content)
        if credit.span and any(part.overlaps(credit.span) for part in parts):
            return Evidence(statement.id, credit.span)
    return Evidence(copied.id, credit.span or copied.content[0])


def _statement_in(record: Record, stretch: Span) -> Statement | None:
    """Give the statement that has most words in common with a stretch."""

    def shared(statement: Statement) -> int:
        return sum(max(0, min(span.end, stretch.end) - max(span.start, stretch.start)) for span in statement.content)

    inside = [statement for statement in record.statements if shared(statement)]
    return min(inside, key=lambda statement: (-shared(statement), statement.id), default=None)


def _label(record: Record) -> str:
    name = outlet_of(record)[1] or record.article.doc
    return f"{name} ({record.article.published})" if record.article.published else name
