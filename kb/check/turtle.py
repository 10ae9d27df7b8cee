"""A report in the standard's own terms: an ``sh:ValidationReport`` in Turtle.

Nodes are named by what they say (UUIDs of version 5), so there are no blank nodes and the same report gives the same
bytes. Paths of more than one step are left out: they could only be written with blank nodes, and the shape has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from uuid import NAMESPACE_URL, uuid5

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from kb.check.report import Report
from kb.check.settled import Settled
from kb.concepts import CONCEPTS
from kb.model import Finding
from kb.vocab import KB, PREFIXES, PROV, RDF, SH, SHAPES, XSD, compact

Term = NamedNode | BlankNode | Literal
_PREFIXED = re.compile(r"[a-z]+:[A-Za-z][A-Za-z0-9_-]*")


def turtle(report: Report) -> str:
    """Write a report; ``sh:conforms`` is false as soon as there is any result, as the standard has it."""
    described = {_named(finding): tuple(_described(finding)) for finding in report.findings}
    known: list[tuple[str, Term]] = [
        (RDF.type, NamedNode(SH.ValidationReport)),
        (SH.conforms, Literal("false" if described else "true", datatype=NamedNode(XSD.boolean))),
        *((SH.result, NamedNode(name)) for name in described),
    ]
    blocks = [_block(_node("report", *sorted(described)), known)]
    blocks += [_block(NamedNode(name), properties) for name, properties in described.items()]
    blocks += [_block(NamedNode(one.finding.focus), _decided(one)) for one in report.settled]
    body = "\n".join(blocks)
    used = [prefix for prefix in PREFIXES if re.search(rf"(?m)(^| ){prefix}:", body)]
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used) + "\n" + body


def _block(subject: NamedNode, known: Iterable[tuple[str, Term]]) -> str:
    properties = [f"{'a' if term == RDF.type else compact(term)} {_short(value)}" for term, value in known]
    return f"{subject}\n    " + " ;\n    ".join(properties) + " .\n"


def _short(term: Term) -> str:
    """Write a term, an IRI of a known vocabulary by its prefix."""
    if isinstance(term, Literal) and term.datatype.value == XSD.boolean:
        return term.value
    short = compact(term.value) if isinstance(term, NamedNode) else term.value
    return short if short != term.value and _PREFIXED.fullmatch(short) else str(term)


def _described(finding: Finding) -> Iterator[tuple[str, Term]]:
    yield RDF.type, NamedNode(SH.ValidationResult)
    yield SH.resultSeverity, NamedNode(CONCEPTS["severity"][finding.severity])
    yield SH.focusNode, _term(finding.focus) if finding.focus.startswith(("_:", '"')) else NamedNode(finding.focus)
    if path := _predicate(finding.path):
        yield SH.resultPath, path
    if finding.value:
        yield SH.value, _term(finding.value)
    yield SH.resultMessage, Literal(finding.message, language="en")
    yield SH.sourceConstraintComponent, NamedNode(finding.component)
    yield SH.sourceShape, NamedNode(finding.shape or SHAPES)


def _decided(one: Settled) -> list[tuple[str, Term]]:
    """Say what is no result because of a review."""
    verdict = NamedNode(CONCEPTS["verdict"][one.verdict])
    return [(KB.verdict, verdict), *([(PROV.wasInfluencedBy, NamedNode(one.review))] if one.review else [])]


def _named(finding: Finding) -> str:
    values = (finding.shape, finding.focus, finding.path, finding.value, finding.component, finding.message)
    return _node("result", finding.severity, *values).value


def _node(*values: str) -> NamedNode:
    return NamedNode(f"urn:uuid:{uuid5(NAMESPACE_URL, chr(0x1F).join((SHAPES, *values)))}")


def _term(text: str) -> Term:
    """Read an N-Triples term."""
    (quad,) = parse(f"<urn:s> <urn:p> {text} .", RdfFormat.N_TRIPLES)
    term: Term = quad.object
    return term


def _predicate(path: str) -> NamedNode | None:
    """Read a path of one step, as ``kb.check.paths`` writes it."""
    if re.fullmatch(r"<[^<>]+>", path):
        return NamedNode(path[1:-1])
    prefix, _, local = path.partition(":")
    return NamedNode(PREFIXES[prefix] + local) if prefix in PREFIXES and _PREFIXED.fullmatch(path) else None
