"""Discrepancies that people settled: waived until a day, or rejected. No findings, and yet never left unmentioned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pyoxigraph import NamedNode

from kb.check.compiled.neighbours import Neighbours
from kb.check.compiled.terms import Term
from kb.check.places import Places
from kb.concepts import TOKENS
from kb.model import Finding, Severity, Verdict
from kb.vocab import KB, PREFIXES, PROV, RDFS, SCHEMA, SKOS

_REPORTING = {
    PREFIXES["kbsh"] + "Discrepancy-none-to-weigh": Severity.WARNING,
    PREFIXES["kbsh"] + "Discrepancy-none-to-note": Severity.INFO,
}
"""The shapes that report discrepancies; a review settles what these find, and nothing else that is wrong of a node."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What would be a finding, but for a review.

    Attributes:
        finding: What it would be.
        verdict: Rejected, or waived.
        review: IRI of the review.
        reason: Why, in the words of the person.
        by: Who decided.
        until: Last day of a waiver.
    """

    finding: Finding
    verdict: Verdict
    review: str
    reason: str
    by: str
    until: date | None = None


def settled_apart(
    findings: Iterable[Finding], beside: Neighbours, places: Places, today: date
) -> tuple[list[Finding], list[Settled]]:
    """Tell findings from what reviews have settled.

    Args:
        findings: What the shapes found; they leave out what was rejected.
        beside: The graph that was checked, with its reviews.
        places: Where its nodes stand in articles.
        today: The day by which a waiver holds or is over.

    Returns:
        The findings that count, and what was waived or rejected.
    """
    findings = list(findings)
    reporting = (one.focus for one in findings if one.shape in _REPORTING)
    beside.prepare((NamedNode(focus) for focus in reporting if not focus.startswith(("_:", '"'))), KB.verdict)
    kept: list[Finding] = []
    settled = list(_rejected(beside, places))
    for finding in findings:
        waiver = _waiver(beside, finding) if finding.shape in _REPORTING else None
        if waiver is None or waiver.until is None or waiver.until < today:
            kept.append(finding)
        else:
            settled.append(waiver)
    return kept, sorted(settled, key=lambda one: (one.verdict, one.finding.doc, one.finding.focus))


def _waiver(beside: Neighbours, finding: Finding) -> Settled | None:
    if not finding.focus.startswith(("_:", '"')):
        node = NamedNode(finding.focus)
        if NamedNode(KB.Waived) in beside.objects(node, KB.verdict):
            return _by_review(beside, finding, Verdict.WAIVED)
    return None


def _rejected(beside: Neighbours, places: Places) -> Iterable[Settled]:
    nodes = [node for node in beside.subjects(KB.verdict, NamedNode(KB.Rejected)) if isinstance(node, NamedNode)]
    beside.prepare(nodes, KB.severity)
    for node in nodes:
        severity = next((TOKENS.get(one.value, "") for one in beside.objects(node, KB.severity)), "")
        shape = next((name for name, kind in _REPORTING.items() if kind == severity), "")
        if shape:  # links have a verdict too, and were never findings
            place = places.of(node)
            notes = _words(beside, node, SKOS.note)
            would_be = Finding(
                Severity(severity), shape, node.value, " ".join(notes), doc=place.doc, start=place.start, end=place.end
            )
            yield _by_review(beside, would_be, Verdict.REJECTED)


def _by_review(beside: Neighbours, finding: Finding, verdict: Verdict) -> Settled:
    review = _only(beside, NamedNode(finding.focus), PROV.wasInfluencedBy)
    person = _only(beside, review, PROV.wasAssociatedWith) if review else None
    return Settled(
        finding,
        verdict,
        review.value if review else "",
        " ".join(_words(beside, review, SKOS.note)),
        " ".join(_words(beside, person, RDFS.label)),
        _day(_words(beside, review, SCHEMA.validThrough)) if verdict is Verdict.WAIVED else None,
    )


def _only(beside: Neighbours, node: Term, predicate: str) -> Term | None:
    """Give a value of a node, the least when there are several."""
    return min(beside.objects(node, predicate), key=str, default=None)


def _words(beside: Neighbours, node: Term | None, predicate: str) -> Sequence[str]:
    return sorted(term.value for term in beside.objects(node, predicate)) if node else []


def _day(days: Sequence[str]) -> date | None:
    try:
        return date.fromisoformat(days[0])
    except (IndexError, ValueError):
        return None  # a waiver without a day silences nothing
