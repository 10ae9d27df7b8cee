"""Whatever shapes ask and whatever changes, the report that is kept is the one of everything; also on small graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat, parse_query_results, serialize

from kb.check import maintained
from kb.check.compiled import excerpt, running, touched
from kb.check.maintained import Maintained
from kb.check.shapes import Rules
from kb.store.memory import MemoryStore
from kb.vocab import RDF, XSD

BASE = "https://example.org/kb/"
HEAD = """PREFIX ex: <urn:ex:> PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
ex:prefixes sh:declare [ sh:prefix "ex" ; sh:namespace "urn:ex:"^^xsd:anyURI ] .
"""
PROPERTIES = [
    "sh:targetClass ex:Boat ; sh:path ex:p ; sh:minCount 2 ; sh:datatype xsd:integer",
    "sh:targetSubjectsOf ex:p ; sh:path ( ex:p ex:q ) ; sh:maxCount 1 ; sh:class ex:Boat",
    "sh:targetObjectsOf ex:p ; sh:path [ sh:inversePath ex:p ] ; sh:maxCount 1",
    "sh:targetNode ex:a ; sh:path [ sh:alternativePath ( ex:p [ sh:inversePath ex:q ] ) ] ; sh:nodeKind sh:IRI",
    "sh:targetClass ex:Boat ; sh:path [ sh:zeroOrMorePath ex:p ] ; sh:maxCount 3",
    "sh:targetSubjectsOf ex:q ; sh:path ex:q ; sh:equals ex:p",
    "sh:targetSubjectsOf ex:q ; sh:path ex:q ; sh:disjoint ex:r",
    "sh:targetSubjectsOf ex:r ; sh:path ex:r ; sh:lessThanOrEquals ex:p",
    "sh:targetClass ex:Boat ; sh:path ex:q ; sh:qualifiedValueShape [ sh:class ex:Boat ] ; sh:qualifiedMinCount 1",
    "sh:targetSubjectsOf ex:p ; sh:path ex:p ; sh:node [ sh:property [ sh:path ex:q ; sh:minCount 1 ] ]",
    "sh:targetSubjectsOf ex:p ; sh:path ex:p ; sh:not [ sh:path ex:r ; sh:hasValue ex:b ]",
]
NODES = [
    "sh:targetClass ex:Boat ; sh:closed true ; sh:ignoredProperties ( rdf:type ex:p )",
    "sh:targetNode ex:c ; sh:closed true",
]
QUERIES = [
    (
        "sh:targetSubjectsOf ex:kind",
        "$this ex:p|ex:q ?value . ?other ex:p|ex:q ?value ; ex:kind ?k . FILTER(?other != $this)",
    ),
    ("sh:targetSubjectsOf ex:kind", "$this ex:p/ex:q ?value . ?value ex:kind ?k ."),
    ("sh:targetClass ex:Boat", "$this ex:p/ex:q ?value ; ex:kind ?k ."),
    ("sh:targetObjectsOf ex:q", "?value ex:q $this ; ex:p ?x . FILTER NOT EXISTS { ?value ex:kind ?x }"),
    ("sh:targetClass ex:Boat", "$this ex:p ?z . ?x ex:q ?z . FILTER NOT EXISTS { ?x a $this }"),
    ("sh:targetClass ex:Boat", "$this ex:p ?value . OPTIONAL { ?value ex:q ?y . ?y ex:kind ?k } FILTER(!BOUND(?k))"),
    ("sh:targetNode ex:a", "$this ex:r ?value . ?value ex:kind ?k ."),
    ("sh:targetNode ex:a", "$this ex:r ?value ."),
    ("sh:targetNode ex:a, ex:b", "$this ex:kind ?k OPTIONAL { $this ex:q ?value }"),
    ("sh:targetSubjectsOf ex:r", "$this ex:r ?r ; ex:p ?p . FILTER(?r != ?p)"),
    ("sh:targetSubjectsOf ex:r", "?value ex:q $this ; ex:p ?p . $this ex:r ?r . FILTER(STR(?p) != STR(?r))"),
    ("sh:targetObjectsOf ex:q", "?value ex:q $this ; ex:p ?p . $this ex:r ?r . FILTER(STR(?p) != STR(?r))"),
    ("sh:targetObjectsOf ex:q", "OPTIONAL { ?value ex:kind ?k } ?value ex:q $this ."),
    ("sh:targetObjectsOf ex:q", "BIND(STR(?value) AS ?s) ?value ex:q $this . FILTER(!BOUND(?s))"),
    (
        "sh:targetObjectsOf ex:r",
        "?value ex:r $this . FILTER NOT EXISTS { ?x ex:p ?value } FILTER NOT EXISTS { ?x ex:q $this }",
    ),
    ("sh:targetSubjectsOf ex:p", "$this ex:p ?x . ?value ^ex:q ?x ."),
    (
        "sh:targetSubjectsOf ex:r",
        "$this ex:r ?y . FILTER NOT EXISTS { ?x ex:p $this } FILTER NOT EXISTS { ?x ex:q ?y }",
    ),
    (
        "sh:targetSubjectsOf ex:r",
        "$this ex:r ?value . ?value ex:r ?y . OPTIONAL { ?y ex:p ?l FILTER NOT EXISTS { ?l ex:q $this } } FILTER(!BOUND(?l))",
    ),
]
SHAPES = HEAD + "\n".join(
    (
        *(f"ex:P{n} a sh:PropertyShape ; {text} ." for n, text in enumerate(PROPERTIES)),
        *(f"ex:N{n} a sh:NodeShape ; {text} ." for n, text in enumerate(NODES)),
        *(
            f"ex:Q{n} a sh:NodeShape ; {target} ; sh:sparql [ sh:message 'm' ; sh:prefixes ex:prefixes ; "
            f"sh:select '''SELECT $this {'?value ' * ('?value' in where)}WHERE {{ {where} }}''' ] ."
            for n, (target, where) in enumerate(QUERIES)
        ),
    )
)
THINGS = [NamedNode(f"urn:ex:{name}") for name in "abcde"]
BOAT, KIND = NamedNode("urn:ex:Boat"), NamedNode("urn:ex:kind")
VALUES = [
    Literal("7"),
    Literal("7", language="en"),
    *(Literal(text, datatype=NamedNode(XSD.integer)) for text in ("7", "007", "8")),
    *(Literal(text, datatype=NamedNode(XSD.decimal)) for text in ("0.5", "0.50")),
]
GRAPHS = [NamedNode(f"{BASE}graph/article/{n}") for n in range(3)]
CHANGES = 10


class Served:
    """A server that keeps literals as they are written; its answers are read from JSON."""

    base_iri = BASE

    def __init__(self) -> None:
        self._quads: set[Quad] = set()

    def update(self, *, add: list[Quad] = (), remove: list[Quad] = ()) -> None:
        self._quads = (self._quads - set(remove)) | set(add)

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        return iter([quad for quad in self._quads if graph in (None, quad.graph_name.value)])

    def query(self, sparql: str) -> object:
        held = rdflib.Dataset(default_union=True)
        held.parse(data=serialize(self._quads, format=RdfFormat.N_QUADS), format="nquads")
        return parse_query_results(BytesIO(held.query(sparql).serialize(format="json")), QueryResultsFormat.JSON)


@pytest.fixture
def own_shapes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def use(shapes: str) -> None:
        (tmp_path / "own.ttl").write_text(shapes, "utf-8")
        rules = Rules.of([tmp_path / "own.ttl"])
        assert not rules.compiled.handed
        monkeypatch.setattr(maintained, "rules_in", lambda _: rules)

    monkeypatch.setattr(maintained, "_DEARER", 0)
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    return use


def a_quad(random: Random) -> Quad:
    subject, graph = random.choice(THINGS), random.choice(GRAPHS)
    if random.random() < 0.3:
        return Quad(subject, *random.choice([(NamedNode(RDF.type), BOAT), (KIND, THINGS[0])]), graph)
    value = random.choice(THINGS) if random.random() < 0.6 else random.choice(VALUES)
    return Quad(subject, NamedNode(f"urn:ex:{random.choice('pqr')}"), value, graph)


def write(store: MemoryStore | Served, add: list[Quad], remove: list[Quad]) -> Maintained:
    report = Maintained(store)  # type: ignore[arg-type]
    was_current = report.is_current()
    store.update(add=add, remove=[*remove, *report.mark()])
    report.refresh(add, remove, was_current=was_current)
    return report


@pytest.mark.parametrize("seed", range(40))
def test_the_kept_report_is_exact_by_shapes_of_all_kinds(
    seed: int, own_shapes: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    for module in (excerpt, touched):
        monkeypatch.setattr(module, "_AT_ONCE", random.choice([1, 3, 500]))
    monkeypatch.setattr(running, "_FEW", random.choice([1, 500]))
    monkeypatch.setattr(maintained, "_FEW", random.choice([0, 10, 10_000]))
    own_shapes(SHAPES)
    store = MemoryStore(BASE)
    write(store, [a_quad(random) for _ in range(random.randrange(30))], [])

    for _ in range(CHANGES):
        held = sorted((quad for quad in store.quads() if quad.graph_name in GRAPHS), key=str)
        gone = random.sample(held, min(len(held), random.randrange(6)))
        if gone and random.random() < 0.3:  # all that is said of a node
            gone = [quad for quad in held if quad.subject == gone[0].subject]
        come = [a_quad(random) for _ in range(random.randrange(5))]
        report = write(store, [quad for quad in come if quad not in gone], gone)

        assert report.is_current()
        assert report.results() == report._everything()


def test_a_node_that_lost_at_once_all_that_a_query_asks_of_it_had_it(own_shapes: Callable[[str], None]) -> None:
    own_shapes(SHAPES)
    named, kind = NamedNode("urn:ex:p"), THINGS[4]
    pairs = [[(named, Literal("Ann")), (KIND, kind)]] * 2
    one, other = ([Quad(node, *pair, GRAPHS[0]) for pair in said] for node, said in zip(THINGS, pairs, strict=False))
    store = MemoryStore(BASE)
    assert any(found.shape == "urn:ex:Q0" for found in write(store, [*one, *other], []).results())

    report = write(store, [], other)

    assert report.results() == report._everything()
    assert not any(found.shape == "urn:ex:Q0" for found in report.results())


ONE = "ex:S a sh:PropertyShape ; sh:targetSubjectsOf ex:p ; sh:message 'm' ; {} ."


@pytest.mark.parametrize("store", [MemoryStore, Served])
@pytest.mark.parametrize("form", ["0.50", "0.5"])
@pytest.mark.parametrize(
    "shape",
    [
        ONE.format("sh:path ex:p ; sh:minCount 2"),
        ONE.format("sh:path ex:p ; sh:equals ex:q"),
        ONE.format("sh:path ex:p ; sh:pattern '^0.5$'"),
        "ex:S a sh:PropertyShape ; sh:targetObjectsOf ex:p ; sh:path [ sh:inversePath ex:p ] ; sh:maxCount 0 .",
    ],
)
def test_a_value_may_be_kept_as_written_or_not(
    shape: str, form: str, store: type[MemoryStore | Served], own_shapes: Callable[[str], None]
) -> None:
    own_shapes(HEAD + shape)
    held = store(BASE) if store is MemoryStore else store()
    write(held, [Quad(THINGS[0], NamedNode("urn:ex:knows"), THINGS[1], GRAPHS[0])], [])
    value = Literal(form, datatype=NamedNode(XSD.decimal))

    report = write(held, [Quad(THINGS[0], NamedNode("urn:ex:p"), value, GRAPHS[0])], [])

    assert report.is_current()
    assert report.results() == report._everything()


def test_what_goes_in_another_form_is_not_taken_to_be_there(own_shapes: Callable[[str], None]) -> None:
    own_shapes(HEAD + ONE.format("sh:path ex:p ; sh:minCount 2"))
    store = MemoryStore(BASE)
    seven, padded, eight = (
        Quad(THINGS[0], NamedNode("urn:ex:p"), Literal(text, datatype=NamedNode(XSD.integer)), GRAPHS[0])
        for text in ("7", "007", "8")
    )
    report = write(store, [Quad(THINGS[0], NamedNode("urn:ex:knows"), THINGS[1], GRAPHS[0])], [])

    store.update(add=[seven, eight], remove=report.mark())
    store.update(remove=[padded])
    report.refresh([seven, eight], [padded], was_current=True)

    assert report.results() == report._everything()
    assert len(report.results()) == 1


def test_what_is_no_number_is_within_no_bound(own_shapes: Callable[[str], None]) -> None:
    own_shapes(HEAD + ONE.format("sh:path ex:p ; sh:minInclusive 1"))
    store = MemoryStore(BASE)
    write(store, [Quad(THINGS[0], NamedNode("urn:ex:knows"), THINGS[1], GRAPHS[0])], [])
    value = Literal("NaN", datatype=NamedNode(XSD.decimal))

    report = write(store, [Quad(THINGS[0], NamedNode("urn:ex:p"), value, GRAPHS[0])], [])

    assert report.results() == report._everything()
    assert len(report.results()) == 1
