"""Quads → a report, by pySHACL: no inference, no network, nothing altered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from pyoxigraph import Quad
from pyshacl import validate
from pyshacl.errors import ReportableRuntimeError
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as Value
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kb.check.graphs import graph_of, quiet, written
from kb.check.paths import path_text
from kb.check.places import Places
from kb.check.report import Report, in_order
from kb.check.settled import settled_apart
from kb.check.shapes import Rules, rules_in
from kb.errors import InputError
from kb.model import Finding, Severity
from kb.vocab import SCHEMA, SKOS, compact

_SEVERITIES = {SH.Violation: Severity.VIOLATION, SH.Warning: Severity.WARNING, SH.Info: Severity.INFO}
_NEEDED = {SCHEMA.articleBody: ("the text", "articles")}
_FAILURES = (  # what pySHACL and rdflib raise over shapes that are wrong in ways they do not foresee
    ReportableRuntimeError,
    re.error,
    RecursionError,
    NotImplementedError,
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
)


def report_on(quads: Iterable[Quad], shapes: Path | None = None, *, today: date | None = None) -> Report:
    """Check quads against the shipped shapes, and against those of a folder.

    Args:
        quads: What to check; the union of all graphs counts, names are dropped.
        shapes: A folder with more shapes, or none.
        today: The day by which waivers hold or are over; the current one, in UTC, by default.

    Raises:
        InputError: the folder's shapes cannot be read or applied, or the quads are no RDF 1.1.
    """
    rules = rules_in(shapes)
    graph = graph_of(quads)
    results = _results(graph, rules.lifted)
    places = Places(graph)
    findings = [
        _finding(results, result, rules.graph, graph, places)
        for result in results.subjects(RDF.type, SH.ValidationResult)
        if (None, SH.detail, result) not in results
    ]
    kept, settled = settled_apart(findings, graph, places, today or datetime.now(UTC).date())
    return Report(in_order(kept), tuple(_not_checked(graph, rules)), rules.names, tuple(settled))


def _results(graph: Graph, shapes: Graph) -> Graph:
    """Run pySHACL; it is given graphs only, for it would fetch what looks like an address."""
    try:
        with quiet():
            _, results, text = validate(graph, shacl_graph=shapes, inference="none", inplace=True)
    except _FAILURES as error:
        raise _unusable(str(error) or type(error).__name__) from error
    if not isinstance(results, Graph):
        raise _unusable(str(text))
    return results


def _unusable(problem: str) -> InputError:
    return InputError(
        f"The shapes cannot be applied: {problem}",
        hint="Correct the shapes of your own folder; the shipped ones are tested.",
        see="https://www.w3.org/TR/shacl/",
    )


def _finding(results: Graph, result: Node, rules: Graph, graph: Graph, places: Places) -> Finding:
    focus, value, shape, component = (
        results.value(result, term) for term in (SH.focusNode, SH.value, SH.sourceShape, SH.sourceConstraintComponent)
    )
    # A query that asks about an article answers with the node at fault; elsewhere that is the focus node.
    place = places.of(value, focus) if component == SH.SPARQLConstraintComponent else places.of(focus, value)
    severity = results.value(result, SH.resultSeverity)
    return Finding(
        severity=_SEVERITIES.get(severity, Severity.VIOLATION) if isinstance(severity, URIRef) else Severity.VIOLATION,
        shape=_name(rules, shape),
        focus=str(focus) if isinstance(focus, URIRef) else written(focus or Value("")),
        message=_message(results, result, graph, focus),
        path=path_text(rules, rules.value(shape, SH.path)) if shape else "",
        value="" if value is None or value == focus else written(value),
        component=str(component),
        doc=place.doc,
        start=place.start,
        end=place.end,
    )


def _name(rules: Graph, shape: Node | None) -> str:
    """Give a shape's IRI, or that of the nearest shape around one without a name."""
    waiting, seen = [shape], set[Node]()
    while waiting:
        here = waiting.pop(0)
        if isinstance(here, URIRef):
            return str(here)
        if here is not None and here not in seen:
            seen.add(here)
            waiting += sorted(rules.subjects(None, here), key=lambda node: (isinstance(node, BNode), str(node)))
    return ""


def _message(results: Graph, result: Node, graph: Graph, focus: Node | None) -> str:
    """Give the English message, or the first; a note that the node itself carries goes before it."""
    messages = sorted(
        (term for term in results.objects(result, SH.resultMessage) if isinstance(term, Value)),
        key=lambda term: (not (term.language or "en").startswith("en"), term.language or "", str(term)),
    )
    notes = sorted(str(note) for note in graph.objects(focus, URIRef(SKOS.note)))
    return " ".join([*notes, *map(str, messages[:1])])


def _not_checked(graph: Graph, rules: Rules) -> Iterable[str]:
    """Say which shapes could not speak, because what they read is not in the graph."""
    for shape, properties in rules.needs.items():
        for needed in properties:
            focus_nodes = _focus_nodes(graph, rules.graph, shape)
            lacking = sum((node, needed, None) not in graph for node in focus_nodes)
            if lacking:
                what, nodes = _NEEDED.get(str(needed), (compact(str(needed)), "nodes"))
                share = f"{lacking} of {len(focus_nodes)} {nodes}"
                yield f"{compact(str(shape))}: {what} of {share} is not in the graph"


def _focus_nodes(graph: Graph, rules: Graph, shape: URIRef) -> set[Node]:
    nodes: set[Node] = set(rules.objects(shape, SH.targetNode))
    for class_ in rules.objects(shape, SH.targetClass):
        nodes.update(graph.subjects(RDF.type, class_))
    for predicate in rules.objects(shape, SH.targetSubjectsOf):
        nodes.update(graph.subjects(predicate))
    for predicate in rules.objects(shape, SH.targetObjectsOf):
        nodes.update(graph.objects(None, predicate))
    return nodes
