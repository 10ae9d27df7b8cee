"""Discrepancies that people settled: waived until a day, or rejected. No findings, and yet never left unmentioned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rdflib import Graph, URIRef
from rdflib.term import Node

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
    findings: Iterable[Finding], graph: Graph, places: Places, today: date
) -> tuple[list[Finding], list[Settled]]:
    """Tell findings from what reviews have settled.

    Args:
        findings: What the shapes found; they leave out what was rejected.
        graph: The graph that was checked, with its reviews.
        places: Where its nodes stand in articles.
        today: The day by which a waiver holds or is over.

    Returns:
        The findings that count, and what was waived or rejected.
    """
    kept: list[Finding] = []
    settled = list(_rejected(graph, places))
    for finding in findings:
        waiver = _waiver(graph, finding) if finding.shape in _REPORTING else None
        if waiver is None or waiver.until is None or waiver.until < today:
            kept.append(finding)
        else:
            settled.append(waiver)
    return kept, sorted(settled, key=lambda one: (one.verdict, one.finding.doc, one.finding.focus))


def _waiver(graph: Graph, finding: Finding) -> Settled | None:
    node = URIRef(finding.focus)
    if (node, URIRef(KB.verdict), URIRef(KB.Waived)) not in graph:
        return None
    return _by_review(graph, finding, Verdict.WAIVED)


def _rejected(graph: Graph, places: Places) -> Iterable[Settled]:
    for node in graph.subjects(URIRef(KB.verdict), URIRef(KB.Rejected)):
        severity = TOKENS.get(str(graph.value(node, URIRef(KB.severity))), "")
        shape = next((name for name, kind in _REPORTING.items() if kind == severity), "")
        if shape:  # links have a verdict too, and were never findings
            place = places.of(node)
            notes = _words(graph, node, SKOS.note)
            would_be = Finding(
                Severity(severity), shape, str(node), " ".join(notes), doc=place.doc, start=place.start, end=place.end
            )
            yield _by_review(graph, would_be, Verdict.REJECTED)


def _by_review(graph: Graph, finding: Finding, verdict: Verdict) -> Settled:
    review = graph.value(URIRef(finding.focus), URIRef(PROV.wasInfluencedBy))
    person = graph.value(review, URIRef(PROV.wasAssociatedWith)) if review else None
    return Settled(
        finding,
        verdict,
        str(review or ""),
        " ".join(_words(graph, review, SKOS.note)),
        " ".join(_words(graph, person, RDFS.label)),
        _day(_words(graph, review, SCHEMA.validThrough)) if verdict is Verdict.WAIVED else None,
    )


def _words(graph: Graph, node: Node | None, predicate: str) -> Sequence[str]:
    return sorted(str(term) for term in graph.objects(node, URIRef(predicate))) if node else []


def _day(days: Sequence[str]) -> date | None:
    try:
        return date.fromisoformat(days[0])
    except (IndexError, ValueError):
        return None  # a waiver without a day silences nothing
