"""The report that a store keeps of itself: after any change it is the one that checking everything gives."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from example_records import BASE
from graphs import harbour
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions

from kb.check import maintained
from kb.check.maintained import Maintained
from kb.check.shapes import rules_in
from kb.check.validation import graph_of_store, report_on_store, results_in
from kb.store.memory import MemoryStore
from kb.vocab import DCTERMS, KB, PREFIXES, PROV, RDF, SCHEMA, XSD

TODAY = date(2024, 6, 1)
GRAPH = NamedNode(BASE + "graph/report")


@pytest.fixture(autouse=True)
def only_what_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at what a change touches, although it takes less time to look at all of so small a store."""
    monkeypatch.setattr(maintained, "_DEARER", 0)
    monkeypatch.setattr(maintained, "_FEW", maintained._FEW)  # a test may set it, and leaves it as it was


QUADS = harbour()
GRAPHS = sorted({quad.graph_name.value for quad in QUADS})


def a_store(quads: list[Quad] = QUADS) -> MemoryStore:
    store = MemoryStore()
    store.update(add=quads)
    Maintained(store).refresh()
    return store


def write(store: MemoryStore, add: list[Quad] = (), remove: list[Quad] = (), shapes: Path | None = None) -> Maintained:
    """Write as the pipeline does."""
    report = Maintained(store, shapes)
    was_current = report.is_current()
    store.update(add=add, remove=[*remove, *report.mark()])
    report.refresh(add, remove, was_current=was_current)
    return report


def is_exact(store: MemoryStore, report: Maintained) -> bool:
    everything = results_in(graph_of_store(store.query, store.quads), rules_in())
    return report.is_current() and report.results() == everything


def _with(quad: Quad, other: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, other.object, quad.graph_name)


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["graph", "some", "borrowed"]),
        st.integers(0, len(GRAPHS) - 1),
        st.lists(st.integers(0, len(QUADS) - 1), min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("few", [0, 10_000], ids=["as of many articles", "as of few"])
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(changes=CHANGES)
def test_the_kept_report_is_exact_after_any_sequence_of_changes(
    few: int, changes: list[tuple[str, int, list[int]]]
) -> None:
    store = a_store()
    maintained._FEW = few

    for kind, graph, places in changes:
        chosen = [quad for quad in QUADS if quad.graph_name.value == GRAPHS[graph]] if kind == "graph" else []
        chosen += [QUADS[place] for place in places] if kind == "some" else []
        held = set(store.quads())
        gone = [quad for quad in chosen if quad in held]
        come = [quad for quad in chosen if quad not in held]
        if kind == "borrowed":
            pairs = zip(places, places[1:] + places[:1], strict=True)
            come = [_with(QUADS[one], QUADS[other]) for one, other in pairs]

        report = write(store, come, gone)

        assert is_exact(store, report)


@pytest.mark.parametrize("graph", GRAPHS)
def test_a_graph_that_goes_and_comes_back_leaves_the_report_as_it_was(graph: str) -> None:
    store = a_store()
    before = sorted(map(str, store.quads(GRAPH.value)))
    quads = list(store.quads(graph))

    gone = write(store, remove=quads)

    assert is_exact(store, gone)
    write(store, add=quads)
    assert sorted(map(str, store.quads(GRAPH.value))) == before


@pytest.mark.parametrize("graph", GRAPHS)
def test_a_change_that_is_large_for_its_store_gives_the_same_report(
    graph: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = a_store()
    quads = list(store.quads(graph))
    monkeypatch.setattr(maintained, "_DEARER", len(QUADS))

    assert is_exact(store, write(store, remove=quads))
    assert is_exact(store, write(store, add=quads))


@pytest.mark.parametrize("words", ["“", "”"], ids=["sound", "with a fault"])
def test_one_more_quote_of_an_article_is_looked_at_without_its_other_quotes(words: str) -> None:
    first = next(quad.subject.value for quad in QUADS if quad.predicate.value == PREFIXES["oa"] + "hasSource")
    graph, store = NamedNode(BASE + "graph/discrepancies"), a_store()
    asked: list[str] = []

    def renamed(term: object) -> object:
        return NamedNode(term.value.replace(first, f"{first}-more")) if isinstance(term, NamedNode) else term

    more = [
        Quad(renamed(one.subject), one.predicate, renamed(one.object), graph)  # type: ignore[arg-type]
        for one in QUADS
        if one.subject.value in {first, f"{first}/quote", f"{first}/position"}
    ]
    said = next(one for one in more if one.predicate.value == PREFIXES["oa"] + "exact")
    more[more.index(said)] = Quad(said.subject, said.predicate, Literal(words), graph)
    report = Maintained(store)
    was_current, query = report.is_current(), store.query
    store.update(add=more, remove=report.mark())
    store.query = lambda sparql: asked.append(sparql) or query(sparql)  # type: ignore[method-assign, func-returns-value]
    report.refresh(more, was_current=was_current)
    store.query = query  # type: ignore[method-assign]

    named = {name for sparql in asked for name in re.findall(rf"<{BASE}span/[^>]*>", sparql)}
    assert named
    assert all(name.startswith(f"<{first}-more") for name in named)
    assert is_exact(store, report)
    digests = [one for one in report.results() if one.shape.endswith("Quote-matches-its-digest")]
    assert [one.value for one in digests] == ([NamedNode(f"{first}-more/quote")] if words == "”" else [])


def test_a_class_below_another_changes_who_is_looked_at() -> None:
    store = a_store()
    below = PREFIXES["rdfs"] + "subClassOf"
    graph = NamedNode(BASE + "graph/claims")

    report = write(store, [Quad(NamedNode(KB.Hop), NamedNode(below), NamedNode(KB.Statement), graph)])

    assert report.results()
    assert is_exact(store, report)


def test_what_another_graph_says_already_touches_nothing() -> None:
    store = a_store()
    before = set(store.quads(GRAPH.value))
    again = [Quad(*quad.triple, NamedNode(BASE + "graph/article/copy")) for quad in QUADS]

    report = write(store, again)

    assert is_exact(store, report)
    assert set(store.quads(GRAPH.value)) == before


def test_the_report_read_from_the_store_is_the_one_made_anew() -> None:
    store = a_store()
    span = next(quad for quad in QUADS if quad.predicate.value == KB.span)
    report = write(store, remove=[span])

    kept, full = report.report(TODAY), report_on_store(store.query, store.quads, today=TODAY)

    assert kept == full
    assert any(finding.shape.endswith("-a-span") or "span" in finding.message for finding in kept.findings)


@pytest.mark.parametrize(("predicate", "value"), [(PROV.used, "article"), (RDF.type, KB.Review)])
def test_a_report_is_not_current_after_a_write_that_knows_nothing_of_it(predicate: str, value: str) -> None:
    store = a_store()
    article = next(quad.subject for quad in QUADS if quad.predicate.value == DCTERMS.identifier)
    node, graph = NamedNode(BASE + "run/other"), NamedNode(BASE + "graph/runs")

    store.update(add=[Quad(node, NamedNode(predicate), article if value == "article" else NamedNode(value), graph)])

    assert not Maintained(store).is_current()


def test_a_report_is_not_current_without_the_texts_it_was_made_with() -> None:
    store = a_store()

    store.update(remove=[quad for quad in QUADS if quad.predicate.value == SCHEMA.articleBody])

    assert not Maintained(store).is_current()


def test_a_crash_between_write_and_report_leaves_no_mark_and_the_next_write_checks_everything() -> None:
    store = a_store()
    report = Maintained(store)
    store.update(remove=[QUADS[0], *report.mark()])

    assert not report.is_current()
    assert is_exact(store, write(store, remove=[QUADS[1]]))


def test_two_reports_in_one_store_are_not_current() -> None:
    store = a_store()
    (mark,) = Maintained(store).mark()

    store.update(add=[Quad(mark.subject, mark.predicate, Literal("sha256:other"), mark.graph_name)])

    assert not Maintained(store).is_current()


def test_how_much_a_store_holds_is_not_counted_again_for_fewer() -> None:
    asked: list[str] = []

    class Watched(MemoryStore):
        def query(self, sparql: str) -> QuerySolutions:
            asked.append(sparql)
            return super().query(sparql)  # type: ignore[return-value]

    store = Watched()
    store.update(add=QUADS)
    report = Maintained(store)
    size = len({quad.triple for quad in QUADS})
    asked.clear()

    assert report.holds_more_than(size - 1)
    assert report.holds_more_than(3)
    assert len(asked) == 1
    assert not report.holds_more_than(size)
    assert len(asked) == 2


class Foreign(MemoryStore):
    """A store of somebody else, whose answers are rows and not tables."""

    def query(self, sparql: str) -> object:
        found = super().query(sparql)
        return list(found) if isinstance(found, QuerySolutions) else found


def test_where_answers_cannot_be_had_as_text_everything_is_looked_at() -> None:
    store = Foreign()
    store.update(add=QUADS)
    Maintained(store).refresh()
    span = next(quad for quad in QUADS if quad.predicate.value == KB.span)

    report = write(store, remove=[span])

    assert is_exact(store, report)
    assert report.results()


def test_a_value_that_the_store_writes_otherwise_is_read_from_it() -> None:
    store = a_store()
    (*_, quad) = (quad for quad in QUADS if quad.predicate.value == PREFIXES["oa"] + "start")
    odd = Quad(quad.subject, quad.predicate, Literal("007", datatype=NamedNode(XSD.integer)), quad.graph_name)

    report = write(store, [odd], [quad])

    assert is_exact(store, report)


OWN = """PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX kb: <https://w3id.org/claimgraph/terms#> PREFIX ex: <urn:ex:>
ex:Statement-is-short a sh:PropertyShape ; sh:targetClass kb:Statement ; sh:path kb:hop ; sh:maxCount 0 .
ex:Statement-recurs a sh:NodeShape ; sh:targetClass kb:Statement ; sh:node ex:Statement-recurs .
[] sh:targetClass kb:Statement ; sh:property [ sh:path kb:hop ; sh:property [ sh:path kb:position ; sh:maxCount 0 ] ] .
"""


def test_shapes_whose_results_are_not_kept_are_applied_each_time(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(OWN, "utf-8")
    store = a_store()

    report = write(store, remove=[QUADS[0]], shapes=tmp_path)

    assert report.is_current()
    assert not Maintained(store).is_current()
    kept, full = report.report(TODAY), report_on_store(store.query, store.quads, tmp_path, today=TODAY)
    assert kept == full
    assert {"urn:ex:Statement-is-short", ""} <= {finding.shape for finding in kept.findings}
    assert [note.split(":")[2] for note in kept.handed] == ["Statement-recurs"]
