"""The reference: pySHACL, for shapes that are not compiled, and to compare with. No inference, no network."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from pyshacl import validate
from pyshacl.errors import ReportableRuntimeError
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as Value
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import Node

from kb.check.compiled.shapes import Handed, Message
from kb.check.compiled.terms import Term
from kb.check.graphs import graph_of, quiet
from kb.check.hoisting import TARGETS, hoisted
from kb.check.paths import path_text
from kb.check.results import Result, chosen, without_message
from kb.errors import InputError
from kb.model import Severity

_SEVERITIES = {SH.Violation: Severity.VIOLATION, SH.Warning: Severity.WARNING, SH.Info: Severity.INFO}
_FAILURES = (  # what pySHACL and rdflib raise over shapes that are wrong in ways they do not foresee
    ReportableRuntimeError,
    re.error,
    RecursionError,
    NotImplementedError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


def results_of(quads: Iterable[Quad], shapes: Graph, only: Collection[Handed] | None = None) -> Iterator[Result]:
    """Run pySHACL; it is given graphs only, for it would fetch what looks like an address.

    Args:
        quads: What to check; the union of all graphs counts.
        shapes: The shapes, as written.
        only: The shapes whose targets count; all by default.

    Raises:
        InputError: the shapes cannot be applied, or the quads are no RDF 1.1.
    """
    applied = shapes if only is None else without_other_targets(shapes, {_node(one.node) for one in only})
    graph = graph_of(quads)
    try:
        with quiet():
            _, results, text = validate(graph, shacl_graph=hoisted(applied), inference="none", inplace=True)
    except _FAILURES as error:
        raise unusable(str(error) or type(error).__name__) from error
    if not isinstance(results, Graph):
        raise unusable(str(text))
    for result in results.subjects(RDF.type, SH.ValidationResult):
        if (None, SH.detail, result) not in results:
            yield _result(results, result, shapes)


def without_other_targets(shapes: Graph, kept: set[Node]) -> Graph:
    """Give the shapes with the targets of all but some taken away; what they refer to stays."""
    classes = {RDFS.Class, OWL.Class, *shapes.subjects(RDFS.subClassOf, RDFS.Class)}
    rest = Graph(bind_namespaces="none")
    for subject, predicate, value in shapes:
        is_target = predicate in TARGETS or (predicate == RDF.type and value in classes)
        if subject in kept or not is_target:
            rest.add((subject, predicate, value))
    return rest


def unusable(problem: str) -> InputError:
    """Give the error to raise for shapes that cannot be applied."""
    return InputError(
        f"The shapes cannot be applied: {problem}",
        hint="Correct the shapes of your own folder; the shipped ones are tested.",
        see="https://www.w3.org/TR/shacl/",
    )


def _result(results: Graph, result: Node, shapes: Graph) -> Result:
    focus, value, shape, component = (
        results.value(result, term) for term in (SH.focusNode, SH.value, SH.sourceShape, SH.sourceConstraintComponent)
    )
    severity = results.value(result, SH.resultSeverity)
    return Result(
        severity=_SEVERITIES.get(severity, Severity.VIOLATION) if isinstance(severity, URIRef) else Severity.VIOLATION,
        shape=_name(shapes, shape),
        focus=_term(focus or Value("")),
        path=path_text(shapes, shapes.value(shape, SH.path)) if shape else "",
        value=None if value is None or value == focus else _term(value),
        component=str(component),
        message=_message(results, result, shapes, shape, str(component)),
    )


def _message(results: Graph, result: Node, shapes: Graph, shape: Node | None, component: str) -> str:
    """Give the message; pySHACL's own, where a shape has none, lists sets in no fixed order and is replaced."""
    if component != str(SH.SPARQLConstraintComponent) and (shape, SH.message, None) not in shapes:
        return without_message(component)
    said = (term for term in results.objects(result, SH.resultMessage) if isinstance(term, Value))
    return chosen(Message(str(term), term.language or "") for term in said)


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


def _term(node: Node) -> Term:
    if isinstance(node, Value):
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype)) if node.datatype else None)
    return BlankNode(str(node)) if isinstance(node, BNode) else NamedNode(str(node))


def _node(term: Term) -> Node:
    return BNode(term.value) if isinstance(term, BlankNode) else URIRef(term.value)
