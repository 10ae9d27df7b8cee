"""Every exporter: the same bytes for the same content, and nothing lost on the way."""

from __future__ import annotations

import io
import json
import os
import random
from collections.abc import Iterable
from pathlib import Path
from threading import Event, Timer

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kb import plugins
from kb.errors import StoreError
from kb.export.lines import lines_by_graph
from kb.export.selection import Selection
from kb.export.terms import Names
from kb.ports import Exporter, Store
from kb.store.loading import import_file
from kb.store.memory import MemoryStore
from kb.vocab import KB, SCHEMA, XSD

BASE = "https://kb.example/id/"
GOLDEN = Path(__file__).parent / "golden"
STORY = Path(__file__).parents[1] / "queries" / "story.trig"
NAMES = ["csv", "jsonl", "jsonld", "nquads", "trig", "turtle"]
REOPENING = f"{BASE}claim/7d2cfb7ef3f5752dc261"


@pytest.fixture(scope="module")
def story() -> Store:
    store = MemoryStore(BASE)
    import_file(STORY, store)
    return store


def exported(name: str, store: Store, *, with_text: bool = False) -> bytes:
    exporter: Exporter = plugins.backend("kb.exporters", name)()
    out = io.BytesIO()
    exporter.write(store, out, with_text=with_text)
    return out.getvalue()


def holding(quads: Iterable[Quad], archive: Iterable[Quad] = (), base: str = BASE) -> Store:
    store = MemoryStore(base)
    store.update(add=quads, archive=archive)
    return store


@pytest.mark.parametrize("name", NAMES)
def test_every_exporter_is_registered_and_says_what_it_writes(name: str) -> None:
    exporter = plugins.backend("kb.exporters", name)()

    assert isinstance(exporter, Exporter)
    assert "/" in exporter.media_type


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_insertion_leaves_no_trace(name: str, seed: int, story: Store) -> None:
    quads, archive = list(story.quads()), list(story.archived())
    random.Random(seed).shuffle(quads)
    random.Random(seed).shuffle(archive)

    shuffled = holding(quads, archive)

    assert exported(name, shuffled) == exported(name, story)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_store_gives_a_well_formed_file(name: str) -> None:
    content = exported(name, holding([]))

    assert content.endswith(b"\n") or name in ("nquads", "jsonl")


@pytest.mark.parametrize("name", NAMES)
def test_articles_stay_out_unless_asked_for(name: str, story: Store) -> None:
    body = next(quad.object.value for quad in story.quads() if quad.predicate.value == SCHEMA.articleBody)  # type: ignore[union-attr]

    without = exported(name, story).decode()
    assert body not in without
    assert name == "jsonld" or "articleBody" not in without  # the context names every term
    if name not in ("csv", "jsonl"):
        assert body in exported(name, story, with_text=True).decode()


@pytest.mark.parametrize(
    ("golden", "name", "selected"),
    [
        ("claim.ttl", "turtle", True),
        ("claim.jsonld", "jsonld", True),
        ("story.csv", "csv", False),
        ("story.jsonl", "jsonl", False),
    ],
)
def test_an_export_is_the_golden_file(golden: str, name: str, selected: bool, story: Store) -> None:
    store = Selection(story, [REOPENING]) if selected else story

    if os.environ.get("KB_GOLDEN") == "rewrite":
        (GOLDEN / golden).write_bytes(exported(name, store))
    if golden.endswith("jsonld"):  # its context grows with the ontology; what it says must not change
        assert triples_in(exported(name, store), "json-ld") == triples_in((GOLDEN / golden).read_bytes(), "json-ld")
    else:
        assert exported(name, store).decode() == (GOLDEN / golden).read_text(encoding="utf-8")


def test_the_story_is_its_own_trig_export(story: Store) -> None:
    assert exported("trig", story, with_text=True) == STORY.read_bytes()


def as_written(term: object) -> tuple[str, ...]:
    if not isinstance(term, rdflib.Literal):
        return ("iri", str(term))
    return ("literal", str(term), str(term.datatype or (not term.language and XSD.string)), str(term.language or ""))


def triples_in(content: bytes, form: str) -> set[tuple[str, ...]]:
    """Read with another library, and compare what terms are rather than how that library normalises them."""
    rdflib.NORMALIZE_LITERALS = False
    try:
        dataset = rdflib.Dataset()
        dataset.parse(data=content, format=form)
        return {(str(s), str(p), *as_written(o)) for s, p, o, _ in dataset.quads()}
    finally:
        rdflib.NORMALIZE_LITERALS = True


@pytest.mark.parametrize(("name", "form"), [("turtle", "turtle"), ("trig", "trig"), ("jsonld", "json-ld")])
def test_rdflib_reads_the_same_triples_from_every_format(name: str, form: str, story: Store) -> None:
    current = "".join(f"{quad} .\n" for quad in story.quads() if quad.predicate.value != SCHEMA.articleBody)
    if name == "trig":
        current += "".join(f"{quad} .\n" for quad in story.archived() if quad.predicate.value != SCHEMA.articleBody)

    assert triples_in(exported(name, story), form) == triples_in(current.encode(), "nquads")


ODD_WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        '"',
        "\\",
        '"""',
        "\\u0041",
        "a\nb\r\tc",
        "\x00\x1b\x7f\x85",
        "\ufeff\u202e\u2028",
        "\ufffe\U0010ffff",
        "👩‍👩‍👧",
        "é",
        "'''\\",
    ]
)
ODD_IRIS = st.sampled_from(
    [
        *(
            BASE + local
            for local in ("claim/1", "", "a//b", "a/../b", ".", "x:y", "a?b#c", "ü/1", "hop/1/", "%20", "a.b", "-")
        ),
        *(
            "http://schema.org/",
            "http://schema.org/a/b",
            "http://schema.org/1a",
            "http://schema.org/a-b",
            "http://schema.org/a.b",
        ),
        *("urn:x:'()*", "https://w3id.org/claimgraph/terms#Mixed", "http://a.example/?q=~!$&,;=@", "mailto:a@b"),
    ]
).map(NamedNode)
ODD_LITERALS = st.one_of(
    st.builds(Literal, ODD_WORDS),
    st.builds(
        lambda words, tag: Literal(words, language=tag), ODD_WORDS, st.sampled_from(["en", "en-gb", "zh-hant-tw"])
    ),
    st.builds(
        lambda words, datatype: Literal(words, datatype=NamedNode(datatype)),
        st.sampled_from(
            ["1", "-0", "+7", "0.50", ".5", "5.", "1e3", "-.5E-7", "true", "1", "2024-02-30", "x", "", "INF", '"']
        )
        | ODD_WORDS,
        st.sampled_from([XSD.integer, XSD.decimal, XSD.boolean, XSD.date, XSD.anyURI, XSD.string, "urn:x:type"])
        | st.just(XSD.decimal.replace("decimal", "double")),
    ),
)
ODD_QUADS = st.builds(Quad, ODD_IRIS, ODD_IRIS, ODD_IRIS | ODD_LITERALS, st.just(NamedNode(BASE + "graph/claims")))


@given(st.lists(ODD_QUADS, max_size=5))
@settings(max_examples=150, deadline=None)
def test_no_term_is_too_odd_for_turtle(quads: list[Quad]) -> None:
    store = holding(quads)

    read = {quad.triple for quad in parse(exported("turtle", store, with_text=True), format=RdfFormat.TURTLE)}
    trig = {
        (quad.triple, quad.graph_name) for quad in parse(exported("trig", store, with_text=True), format=RdfFormat.TRIG)
    }

    assert read == {quad.triple for quad in store.quads()}
    assert trig == {(quad.triple, quad.graph_name) for quad in store.quads()}


@given(st.lists(ODD_QUADS, max_size=4))
@settings(max_examples=60, deadline=None)
def test_rdflib_agrees_about_odd_terms(quads: list[Quad]) -> None:
    store = holding(quads)

    expected = triples_in("".join(f"{quad} .\n" for quad in store.quads()).encode(), "nquads")

    assert triples_in(exported("turtle", store, with_text=True), "turtle") == expected


@given(st.lists(ODD_QUADS, max_size=4))
@settings(max_examples=100, deadline=None)
def test_no_term_is_too_odd_for_json_ld(quads: list[Quad]) -> None:
    store = holding(quads)

    read = list(parse(exported("jsonld", store, with_text=True), format=RdfFormat.JSON_LD))

    assert set(holding(read).quads()) == set(store.quads())


@pytest.mark.parametrize("base", ["https://kb.example/id#", "urn:kb:", "https://kb.example/a/b/"])
def test_any_sort_of_base_comes_back_as_it_was(base: str) -> None:
    store = holding(
        [
            Quad(
                NamedNode(base + "claim/1"),
                NamedNode(KB.side),
                NamedNode(base + "claim/2"),
                NamedNode(base + "graph/claims"),
            )
        ],
        base=base,
    )

    for name, form in (("turtle", RdfFormat.TURTLE), ("trig", RdfFormat.TRIG), ("jsonld", RdfFormat.JSON_LD)):
        assert {quad.triple for quad in parse(exported(name, store), format=form)} == {
            quad.triple for quad in store.quads()
        }


def test_turtle_reads_in_the_order_of_the_nouns(story: Store) -> None:
    headings = [line for line in exported("turtle", story).decode().splitlines() if line.startswith("# ")]

    assert headings[:5] == ["# Articles", "# Facts", "# Regions", "# Statements", "# Propositions"]
    assert headings.index("# Spans") < headings.index("# Claims") < headings.index("# Discrepancies")


def test_hops_and_spans_stand_in_numerical_order() -> None:
    nodes = [f"statement/a/hop/{number}" for number in (10, 9, 1, 2)]
    store = holding(
        [
            Quad(NamedNode(BASE + node), NamedNode(KB.value), Literal("x"), NamedNode(BASE + "graph/claims"))
            for node in nodes
        ]
    )

    lines = [line.split()[0] for line in exported("turtle", store).decode().splitlines() if line.startswith("<")]

    assert lines == [f"<statement/a/hop/{number}>" for number in (1, 2, 9, 10)]


def test_invisible_characters_are_written_as_escapes() -> None:
    assert Names(BASE).term('"a\u202eb\x1b"') == '"a\\u202Eb\\u001B"'


def test_a_selection_holds_the_claim_and_no_link_out_of_it(story: Store) -> None:
    chosen = Selection(story, [REOPENING])
    subjects = {quad.subject.value for quad in chosen.quads()}  # type: ignore[union-attr]
    targets = {quad.object.value for quad in chosen.quads() if isinstance(quad.object, NamedNode)}

    assert {one for one in subjects if one.startswith(BASE + "claim/")} == {REOPENING}
    assert len({one for one in subjects if one.startswith(BASE + "article/")}) == 2  # one announces it, one denies it
    assert any(one.startswith(BASE + "run/") for one in subjects)
    assert any(one.startswith(BASE + "origin/") for one in subjects)
    assert {one for one in targets if one.startswith(BASE)} <= subjects


@pytest.mark.parametrize(("name", "form"), [("nquads", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG)])
def test_a_selection_keeps_the_names_of_its_graphs(name: str, form: RdfFormat, story: Store) -> None:
    chosen = Selection(story, [REOPENING])

    read = set(parse(exported(name, chosen, with_text=True), format=form))

    assert read == set(chosen.quads())
    assert len({quad.graph_name for quad in read}) > 2


def test_nquads_are_the_lines_of_the_quads_each_once_and_sorted(story: Store) -> None:
    lines = {f"{quad} .\n" for quad in (*story.quads(), *story.archived())}

    assert exported("nquads", story, with_text=True).decode() == "".join(sorted(lines))


@given(st.lists(ODD_QUADS, max_size=5))
@settings(max_examples=100, deadline=None)
def test_no_term_is_too_odd_for_nquads(quads: list[Quad]) -> None:
    store = holding(quads)

    lines = {f"{quad} .\n".encode() for quad in store.quads()}

    assert exported("nquads", store, with_text=True) == b"".join(sorted(lines))


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        *(
            ("1e5", "double"),
            ("-.5E-3", "double"),
            ("INF", "double"),
            ("007", "integer"),
            ("+1", "integer"),
            ("-0", "integer"),
        ),
        *((".5", "decimal"), ("1.0", "decimal"), ("true", "boolean"), ("1" * 80, "integer")),
    ],
)
def test_a_number_keeps_its_kind_in_nquads(number: str, kind: str) -> None:
    said = Literal(number, datatype=NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}"))
    graph = NamedNode(BASE + "graph/claims")
    store = holding([Quad(NamedNode(BASE + "claim/1"), NamedNode(KB.value), said, graph)])

    (quad,) = store.quads()

    assert exported("nquads", store, with_text=True).decode() == f"{quad} .\n"


def test_what_stands_in_two_graphs_is_written_once_in_turtle_and_twice_in_trig() -> None:
    said = (NamedNode(BASE + "claim/1"), NamedNode(KB.value), Literal("x"))
    store = holding(Quad(*said, NamedNode(f"{BASE}graph/{name}")) for name in ("claims", "origins"))

    assert exported("turtle", store).count(b"<claim/1>") == 1
    assert exported("trig", store).count(b"<claim/1>") == 2


def test_a_store_that_breaks_while_it_is_read_is_told_as_such() -> None:
    store = MemoryStore(BASE)

    class Broken:
        def __getattr__(self, name: str) -> object:
            return getattr(store, name)

        def query(self, sparql: str) -> object:
            found = store.query(sparql)
            return found if "DISTINCT" in sparql else BrokenAnswer()

    store.update(add=[Quad(*[NamedNode(KB.value)] * 3, NamedNode(BASE + "graph/claims"))])
    with pytest.raises(StoreError, match="cannot be read: bad block"):
        exported("nquads", Broken())  # type: ignore[arg-type]


def test_an_export_that_is_broken_off_begins_nothing_more() -> None:
    graphs = [NamedNode(f"{BASE}graph/{number}") for number in range(10)]
    store = holding(Quad(NamedNode(KB.value), NamedNode(KB.value), NamedNode(KB.value), graph) for graph in graphs)
    begun, gate = list[str](), Event()

    class Slow:
        def query(self, sparql: str) -> object:
            if "DISTINCT" not in sparql:
                begun.append(sparql)
                if len(begun) > 1:
                    gate.wait(10)
            return store.query(sparql)

    parts = lines_by_graph(Slow(), with_text=True)  # type: ignore[arg-type]
    next(parts)
    Timer(0.5, gate.set).start()
    parts.close()  # type: ignore[attr-defined]

    assert len(begun) <= 3, "the first, and what two threads were at"


class BrokenAnswer:
    """An answer that cannot be read to its end."""

    def serialize(self, **_: object) -> bytes:
        raise OSError("bad block")


def test_a_selection_has_every_statement_of_its_claims(story: Store) -> None:
    cables = f"{BASE}claim/03f279426b202cfbea40"

    chosen = exported("csv", Selection(story, [cables, REOPENING])).decode().splitlines()
    whole = exported("csv", story).decode().splitlines()

    assert chosen[1:] == [row for row in whole[1:] if row.startswith((cables, REOPENING))]


def test_statement_records_have_the_fields_of_the_contract(story: Store) -> None:
    records = [json.loads(line) for line in exported("jsonl", story).decode().splitlines()]
    mixed = next(record for record in records if record["kind"] == "mixed")

    assert list(mixed) == [
        *("doc", "id", "parent", "kind", "source", "cue", "content", "speaker", "chain", "times", "quantities"),
        *("entities", "propositions", "confidence"),
    ]
    assert mixed["content"] == [[119, 147], [152, 172]]
    assert mixed["speaker"] == {"name": "Dana Okoye", "iri": BASE + "agent/dana-okoye", "type": "person"}
    assert [hop["role"] for hop in mixed["chain"]] == ["outlet", "speaker"]
    assert (mixed["times"][0]["earliest"], mixed["times"][0]["latest"]) == ("2024-05-01", "2024-05-31")
    assert mixed["propositions"][0]["claim"] == REOPENING
