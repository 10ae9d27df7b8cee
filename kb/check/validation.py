"""A graph → a report: compiled shapes find results, pySHACL those that are not compiled; then all are looked up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from pyoxigraph import Literal, Quad, Triple

from kb.check.compiled.cells import Query
from kb.check.compiled.literals import Incomparable
from kb.check.compiled.neighbours import Neighbours, Place
from kb.check.compiled.running import faults_in
from kb.check.compiled.shapes import Compiled, Handed, Targets
from kb.check.compiled.targets import found_by
from kb.check.compiled.terms import loaded
from kb.check.places import Places
from kb.check.report import Report, in_order
from kb.check.results import Result, result_of
from kb.check.settled import settled_apart
from kb.check.shapes import Rules, rules_in
from kb.errors import InputError
from kb.model import Finding
from kb.vocab import SCHEMA, SKOS, compact

_NAMED = 3  # shapes that an error names
_NEEDED = {SCHEMA.articleBody: ("the text", "articles")}


class Engine(StrEnum):
    """What applies the shapes."""

    COMPILED = "compiled"
    PYSHACL = "pyshacl"


@dataclass(frozen=True, slots=True)
class Checked:
    """A graph that is checked.

    Attributes:
        beside: Looks up what stands beside a node in it.
        quads: Gives its quads, for pySHACL.
        altered: Some literals are kept under a datatype of their own, which queries of shapes do not know.
    """

    beside: Neighbours
    quads: Callable[[], Iterable[Quad]]
    altered: bool = False


def report_on(
    quads: Iterable[Quad], shapes: Path | None = None, *, today: date | None = None, engine: Engine = Engine.COMPILED
) -> Report:
    """Check quads against the shipped shapes, and against those of a folder.

    Args:
        quads: What to check; the union of all graphs counts, names are dropped.
        shapes: A folder with more shapes, or none.
        today: The day by which waivers hold or are over; the current one, in UTC, by default.
        engine: What applies the shapes.

    Raises:
        InputError: the folder's shapes cannot be read or applied, or the quads are no RDF 1.1.
    """
    rules = rules_in(shapes)
    graph = graph_of_files(quads)
    return reported(results_in(graph, rules, engine), graph, rules, today)


def report_on_store(
    query: Query,
    quads: Callable[[], Iterable[Quad]],
    shapes: Path | None = None,
    *,
    today: date | None = None,
    engine: Engine = Engine.COMPILED,
    place: Place = Place.ELSEWHERE,
) -> Report:
    """Check what a store holds where it is, without writing it out first.

    Args:
        query: Answers queries over the union of the current graphs.
        quads: Gives all current quads; only asked for by pySHACL.
        shapes: A folder with more shapes, or none.
        today: The day by which waivers hold or are over; the current one, in UTC, by default.
        engine: What applies the shapes.
        place: Where the store is.

    Raises:
        InputError: see :func:`report_on`.
    """
    rules = rules_in(shapes)
    graph = graph_of_store(query, quads, place)
    return reported(results_in(graph, rules, engine), graph, rules, today)


def graph_of_files(quads: Iterable[Quad]) -> Checked:
    """Load quads of any origin into memory.

    Raises:
        InputError: a quad holds a triple as a term, which RDF 1.1 does not have.
    """
    held = list(quads)
    for quad in held:
        for term in (quad.subject, quad.object):
            if isinstance(term, Triple):
                raise InputError(
                    f"A triple stands where a node or literal belongs: {str(term)[:200]}",
                    hint="Only RDF 1.1 is read; write the triple's subject, predicate and object as own nodes.",
                )
    database, altered = loaded(held)
    return Checked(Neighbours(database.query, database, place=Place.MEMORY), lambda: held, altered)


def graph_of_store(query: Query, quads: Callable[[], Iterable[Quad]], place: Place = Place.ELSEWHERE) -> Checked:
    """Take a store as it is; see :func:`report_on_store`."""
    return Checked(Neighbours(query, place=place), quads)


def results_in(graph: Checked, rules: Rules, engine: Engine = Engine.COMPILED) -> set[Result]:
    """Give what the shapes find in a graph.

    Raises:
        InputError: the shapes cannot be applied.
    """
    if engine is Engine.PYSHACL:
        return by_pyshacl(graph, rules)
    compiled = compiled_for(graph, rules.compiled)
    try:
        found = {result_of(fault) for fault in faults_in(graph.beside, compiled.units)}
    except Incomparable:
        return by_pyshacl(graph, rules)  # which says what it cannot do, or that it can
    return found | by_pyshacl(graph, rules, compiled.handed) if compiled.handed else found


def compiled_for(graph: Checked, compiled: Compiled) -> Compiled:
    """Give the shapes as far as they are compiled for a graph: queries know no literals but the store's own."""
    if not graph.altered:
        return compiled
    reason = "it has a query, and the files have literals that rdflib and the store take for two things"
    asking = [unit for unit in compiled.units if unit.shape.asks]
    handed = dict.fromkeys(Handed(unit.owner, unit.shape.name, reason) for unit in asking)
    owners = {unit.owner for unit in asking}
    kept = tuple(unit for unit in compiled.units if unit.owner not in owners)
    return Compiled(kept, (*compiled.handed, *handed), compiled.targets)


def by_pyshacl(graph: Checked, rules: Rules, only: Collection[Handed] | None = None) -> set[Result]:
    """Give what pySHACL finds by all shapes, or by some.

    Raises:
        InputError: the shapes cannot be applied.
    """
    from kb.check.reference import results_of  # noqa: PLC0415 - half a second that most checks do not need

    try:
        return set(results_of(graph.quads(), rules.graph, only))
    except InputError as error:
        if not rules.compiled.handed:
            raise
        # What is malformed is among the shapes that are not compiled; pySHACL seldom tells of which it speaks.
        hint = f"{error.hint} Look first at {_suspects(rules)}."
        raise InputError(error.problem, hint=hint, see=error.see) from error


def _suspects(rules: Rules) -> str:
    """Name the shapes that are not compiled, a few at most, each with the reason."""
    handed = rules.compiled.handed
    named = [f"{compact(one.name) or 'a shape without a name'} ({one.reason})" for one in handed[:_NAMED]]
    more = len(handed) - len(named)
    return " or ".join([*named, *([f"{more} more"] if more else [])])


def reported(
    results: Iterable[Result],
    graph: Checked,
    rules: Rules,
    today: date | None = None,
    engine: Engine = Engine.COMPILED,
) -> Report:
    """Look results up in articles, and tell them from what people have settled."""
    results = list(results)
    beside = graph.beside
    places = Places(beside)
    places.prepare(term for result in results for term in (result.focus, result.value) if term is not None)
    findings = [_finding(result, beside, places) for result in results]
    kept, settled = settled_apart(findings, beside, places, today or datetime.now(UTC).date())
    handed = compiled_for(graph, rules.compiled).handed if engine is Engine.COMPILED else ()
    return Report(
        in_order(kept),
        tuple(_not_checked(beside, rules)),
        rules.names,
        tuple(settled),
        tuple(f"{compact(one.name)}: {one.reason}" for one in handed),
        is_foreign=not (kept or settled or rules.compiled.handed) and not _has_focus(beside, rules),
    )


def _has_focus(beside: Neighbours, rules: Rules) -> bool:
    """Tell whether any node of a graph is one that a shape looks at; a node that a shape names has to be in it."""
    for targets in dict.fromkeys(unit.targets for unit in rules.compiled.units):
        kinds = replace(targets, nodes=())
        patterns = [found_by(kinds, beside)] if kinds else []
        patterns += [f"VALUES ?this {{ {' '.join(map(str, targets.nodes))} }} ?this ?p ?o"] if targets.nodes else []
        if any(True for one in patterns for _ in beside.rows(f"SELECT ?this WHERE {{ {one} }} LIMIT 1")):
            return True
    return False


def _finding(result: Result, beside: Neighbours, places: Places) -> Finding:
    focus, value = result.focus, result.value
    # A query that asks about an article answers with the node at fault; elsewhere that is the focus node.
    asked = result.component.endswith("#SPARQLConstraintComponent")
    place = places.of(value, focus) if asked else places.of(focus, value)
    notes = sorted(note.value for note in beside.objects(focus, SKOS.note) if isinstance(note, Literal))
    return Finding(
        severity=result.severity,
        shape=result.shape,
        focus=focus.value if str(focus).startswith("<") else str(focus),
        message=" ".join([*notes, *filter(None, [result.message])]),
        path=result.path,
        value="" if value is None else str(value),
        component=result.component,
        doc=place.doc,
        start=place.start,
        end=place.end,
    )


def _counted(beside: Neighbours, targets: Targets, needed: str) -> tuple[int, int]:
    """Count the focus nodes of targets, and those of them of which the graph does not say something."""
    focus = f"{{ {found_by(targets, beside)} }}"
    if beside.at_hand:
        nodes = {row["this"] for row in beside.rows(f"SELECT ?this WHERE {focus}")}
        return len(nodes), sum(not beside.objects(node, needed) for node in nodes)
    having = f"?this <{needed}> ?_value"  # values may be long: nobody wants them, and the engine need not read them
    counts = (
        next(iter(beside.rows(f"SELECT (COUNT(DISTINCT ?this) AS ?n) WHERE {{ {focus} {also} }}")))
        for also in ("", having)
    )
    total, held = (int(row["n"].value) for row in counts)
    return total, max(0, total - held)  # a server may have been written to in between


def _not_checked(beside: Neighbours, rules: Rules) -> Iterable[str]:
    """Say which shapes could not speak, because what they read is not in the graph."""
    counted: dict[tuple[object, str], tuple[int, int]] = {}
    for shape, properties in rules.needs.items():
        targets = rules.compiled.targets.get(shape)
        if targets is None:
            continue
        for needed in properties:
            if (targets, needed) not in counted:
                counted[targets, needed] = _counted(beside, targets, needed)
            total, lacking = counted[targets, needed]
            if lacking:
                what, nodes = _NEEDED.get(needed, (compact(needed), "nodes"))
                yield f"{compact(shape)}: {what} of {lacking} of {total} {nodes} is not in the graph"
