"""Validation: compiled shapes beside pySHACL, and alone on what pySHACL cannot finish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.bench.engine.prepared import Bench, Prepared
from kb.bench.engine.storing import DISK, KB
from kb.bench.race import Race, Runner
from kb.check.compiled.neighbours import Place
from kb.check.compiled.touched import Change
from kb.check.maintained import Maintained
from kb.check.shapes import Rules, rules_in
from kb.check.stamp import Stamp
from kb.check.validation import graph_of_store, report_on_store, reported, results_in
from kb.ports import Store
from kb.vocab import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph

VALIDATION, TOUCHED = "validation", "validation of a change"
CORE, ALL = "core shapes", "all shapes"
PYSHACL, REARRANGED = "pySHACL", "pySHACL, shapes rearranged by us"
ONE_MORE = "one article more"
_SPARQL = PREFIXES["sh"] + "sparql"


def validation(bench: Bench) -> Iterator[Race]:
    """All shapes on the small graph and core shapes on the medium one beside pySHACL; all shapes on all graphs."""
    core = Rules(tuple(quad for quad in rules_in().quads if quad.predicate.value != _SPARQL))
    for job, rules, graph in ((ALL, rules_in(), bench.small), (CORE, core, bench.medium)):
        runners: dict[str, Runner] = {
            KB: _reported(graph, rules),
            PYSHACL: _by_pyshacl(graph.graph, rules.graph),
            REARRANGED: _by_pyshacl(graph.graph, rules.lifted),
        }
        name = f"{job}, {bench.scale.quads(graph.quads)}"
        yield Race(VALIDATION, name, runners, PYSHACL, at_most=bench.scale.repetitions)
    for graph in (bench.medium, bench.large):
        job = f"{ALL}, {bench.scale.quads(graph.quads)}"
        yield Race(VALIDATION, job, {DISK: _of_store(graph)}, at_most=bench.scale.repetitions)


def one_more(bench: Bench) -> Iterator[Race]:
    """One article into each graph on disk: what the report that the store keeps takes to be brought up to date."""
    for graph in (bench.small, bench.medium, bench.large):
        added = graph.with_room_for(bench.scale.repetitions)
        stamp = Stamp(added.store.query)

        def stamped(stamp: Stamp = stamp) -> Stamp:
            return stamp

        maintained = Maintained(added.store, stamped=stamped)
        maintained.refresh()
        waiting, here = iter(added.changes), list[Change]()

        def write(
            store: Store = added.store,
            stamp: Stamp = stamp,
            waiting: Iterator[Change] = waiting,
            here: list[Change] = here,
        ) -> None:
            here[:] = [next(waiting)]
            with stamp.following((*here[0].added, *here[0].removed)):
                store.update(add=here[0].added, remove=here[0].removed)

        def check(maintained: Maintained = maintained, here: list[Change] = here) -> None:
            maintained.refresh(here[0].added, here[0].removed, was_current=True)

        job = f"{ONE_MORE}, {bench.scale.quads(graph.quads)}"
        yield Race(TOUCHED, job, {DISK: check}, at_most=bench.scale.repetitions, before={DISK: write})
        added.store.close()


def _reported(graph: Prepared, rules: Rules) -> Runner:
    def run() -> int:
        checked = graph_of_store(graph.memory.query, graph.memory.quads, Place.MEMORY)
        results = results_in(checked, rules)
        reported(results, checked, rules)
        return len(results)

    return run


def _of_store(graph: Prepared) -> Runner:
    store = graph.disk
    return lambda: len(report_on_store(store.query, store.quads, place=Place.DISK).findings)


def _by_pyshacl(graph: Graph, shapes: Graph) -> Runner:
    from pyshacl import validate
    from rdflib.namespace import RDF, SH

    def run() -> int:
        _, results, _ = validate(graph, shacl_graph=shapes, inference="none", inplace=True)
        found = results.subjects(RDF.type, SH.ValidationResult)
        return sum((None, SH.detail, one) not in results for one in found)

    return run
