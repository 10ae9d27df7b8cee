"""Results ↔ the quads of a store's report graph, in the standard's own terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kb import ids
from kb.check.compiled.terms import Term
from kb.check.results import Result
from kb.concepts import CONCEPTS, TOKENS
from kb.model import Severity
from kb.vocab import RDF, SH


def result_quads(result: Result, base: str) -> Iterator[Quad]:
    """Write a result, and that the report has it."""
    graph = NamedNode(base + ids.graph("report"))
    parts = (
        result.severity,
        result.shape,
        str(result.focus),
        str(result.value or ""),
        result.component,
        result.message,
    )
    node = NamedNode(base + ids.derived("result", *parts))
    known: list[tuple[str, Term]] = [
        (RDF.type, NamedNode(SH.ValidationResult)),
        (SH.resultSeverity, NamedNode(CONCEPTS["severity"][result.severity])),
        (SH.sourceShape, NamedNode(result.shape)),
        (SH.focusNode, result.focus),
        (SH.sourceConstraintComponent, NamedNode(result.component)),
        (SH.resultMessage, Literal(result.message)),
        *([(SH.value, result.value)] if result.value is not None else []),
    ]
    yield Quad(NamedNode(base + "report"), NamedNode(SH.result), node, graph)
    for predicate, value in known:
        yield Quad(node, NamedNode(predicate), value, graph)


def results_from(triples: Iterable[tuple[Term, str, Term]], paths: Mapping[str, str]) -> Iterator[Result]:
    """Read results back.

    Args:
        triples: Subject, predicate and object of what the graph says of them.
        paths: The path of each shape, as in a query; it is not stored, for the shape has it.
    """
    about: dict[Term, dict[str, Term]] = {}
    for subject, predicate, value in triples:
        about.setdefault(subject, {})[predicate] = value
    for known in about.values():
        if known.get(RDF.type) == NamedNode(SH.ValidationResult):
            shape = known[SH.sourceShape].value
            yield Result(
                Severity(TOKENS[known[SH.resultSeverity].value]),
                shape,
                known[SH.focusNode],
                paths.get(shape, ""),
                known.get(SH.value),
                known[SH.sourceConstraintComponent].value,
                known[SH.resultMessage].value,
            )
