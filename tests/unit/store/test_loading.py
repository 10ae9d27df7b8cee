from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kb.errors import InputError
from kb.ports import Store
from kb.store.files import Part, parts_in, quads_in
from kb.store.loading import import_file
from kb.store.memory import MemoryStore
from kb.store.opening import open_store
from kb.store.oxigraph import OxigraphStore

BASE = "https://kb.example/id/"
STORY = Path(__file__).parents[2] / "queries" / "story.trig"
GOOD = f'<{BASE}claim/1> <http://schema.org/text> "Rain"@en <{BASE}graph/claims> .\n'


def nquads(store: Store) -> bytes:
    out = io.BytesIO()
    for quad in sorted(f"{quad} ." for quads in (store.quads(), store.archived()) for quad in quads):
        out.write(quad.encode() + b"\n")
    return out.getvalue()


def exported(name: str, store: Store, *, with_text: bool) -> bytes:
    from kb import plugins

    out = io.BytesIO()
    plugins.backend("kb.exporters", name)().write(store, out, with_text=with_text)
    return out.getvalue()


@pytest.mark.parametrize("with_text", [True, False])
@pytest.mark.parametrize(("name", "suffix"), [("nquads", ".nq"), ("trig", ".trig")])
def test_an_export_that_is_imported_exports_as_the_same_bytes(
    tmp_path: Path, name: str, suffix: str, with_text: bool
) -> None:
    first = MemoryStore(BASE)
    import_file(STORY, first)
    file = tmp_path / f"export{suffix}"
    file.write_bytes(exported(name, first, with_text=with_text))

    second = open_store(tmp_path / "kb.store", create=True)
    import_file(file, second)

    assert exported("nquads", second, with_text=True) == exported("nquads", first, with_text=with_text)
    assert exported(name, second, with_text=True) == file.read_bytes()
    second.close()


def test_archive_graphs_go_to_the_archive_and_nothing_else_does() -> None:
    store = MemoryStore(BASE)

    number = import_file(STORY, store)

    assert number == len(store) + len(list(store.archived()))
    assert {quad.graph_name.value.split("/")[-2] for quad in store.archived()} == {"archive", "archive-text"}
    assert not any("/archive" in quad.graph_name.value for quad in store.quads())


def test_importing_twice_changes_nothing() -> None:
    store = MemoryStore(BASE)
    import_file(STORY, store)
    before = nquads(store)

    import_file(STORY, store)

    assert nquads(store) == before


def test_a_byte_order_mark_is_skipped(tmp_path: Path) -> None:
    file = tmp_path / "export.nq"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    store = MemoryStore(BASE)

    assert import_file(file, store) == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.nq", GOOD + "nonsense\n", "line 2"),
        ("x.nq", GOOD + f'<{BASE}a> <urn:p> "x" .\n', "outside any named graph"),
        ("x.nq", GOOD + "<urn:a> <urn:p> <urn:o> <https://other.example/graph/claims> .\n", "not under"),
        ("x.nq", GOOD + f"_:b <urn:p> <urn:o> <{BASE}graph/claims> .\n", "without an IRI"),
        ("x.nq", GOOD + f'<{BASE}a> <urn:p> "\xff" <{BASE}graph/claims> .\n', "line 2"),
        ("x.trig", f"<{BASE}graph/claims> {{ <{BASE}a> <urn:p> [] }}", "without an IRI"),
        ("x.trig", f"<{BASE}graph/claims> {{ <{BASE}a>", "line 1"),
        ("x.ttl", GOOD, "neither N-Quads nor TriG"),
        ("x.nq", b"\x00\x01\x02", "line 1"),
    ],
)
def test_a_bad_file_is_refused_whole_with_its_place(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode("latin-1"))
    store = MemoryStore(BASE)
    kept = Quad(NamedNode(BASE + "a"), NamedNode("urn:p"), Literal("kept"), NamedNode(BASE + "graph/claims"))
    store.update(add=[kept])

    with pytest.raises(InputError) as refusal:
        import_file(file, store)

    assert said in refusal.value.problem
    assert str(file) in refusal.value.problem
    assert refusal.value.hint
    assert list(store.quads()) == [kept]


@pytest.mark.parametrize("name", ["missing.nq", "folder.nq"])
def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.nq").mkdir()

    with pytest.raises(InputError, match="cannot be read"):
        import_file(tmp_path / name, MemoryStore(BASE))


def a_line(number: int, graph: str = "graph/claims") -> str:
    return f'<{BASE}claim/{number}> <http://schema.org/text> "Rain {number}"@en <{BASE}{graph}> .\n'


def test_a_file_that_breaks_off_leaves_an_empty_store_empty(tmp_path: Path) -> None:
    file = tmp_path / "cut.nq"
    file.write_text("".join(map(a_line, range(3_000))) + a_line(1, "graph/archive/1") + "<cut", encoding="utf-8")

    with open_store(tmp_path / "kb.store", create=True) as store:
        with pytest.raises(InputError, match="line 3002"):
            import_file(file, store)

        assert len(store) == 0
        assert not list(store.archived())


@pytest.fixture(params=["memory", "disk"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MemoryStore | OxigraphStore]:
    store = MemoryStore() if request.param == "memory" else open_store(tmp_path / "kb.store", create=True)
    yield store
    store.close()


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("<cut", "line 402"),
        (f'<{BASE}a> <urn:x:b> "no graph" .\n', "outside any named graph"),
        (f"<{BASE}a> <urn:x:b> <{BASE}graph/claims> .\n", "outside any named graph"),
        (f"<{BASE}a b> <urn:x:b> <urn:x:c> <{BASE}graph/claims> .\n", "line 402"),
        (f"<{BASE}a> <no-scheme> <urn:x:c> <{BASE}graph/claims> .\n", "line 402"),
        (f'<{BASE}a> <urn:x:b> "words"@- <{BASE}graph/claims> .\n', "line 402"),
        (f"<{BASE}a> <urn:x:b> _:c <{BASE}graph/claims> .\n", "without an IRI"),
        (f"<{BASE}a> <urn:x:b> <urn:x:c> <https://other.example/graph/claims> .\n", "not under"),
    ],
)
def test_steps_before_a_bad_line_are_taken_back(
    empty: MemoryStore | OxigraphStore, last: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(empty), "part_size", 2_000)
    file = tmp_path / "bad.nq"
    file.write_text(a_line(0, "graph/archive/1") + "".join(map(a_line, range(400))) + last, encoding="utf-8")

    with pytest.raises(InputError, match=said):
        import_file(file, empty)

    assert empty.is_blank()
    assert import_file(STORY, empty) > 0


def test_an_import_that_is_interrupted_leaves_an_empty_store_empty(
    empty: MemoryStore | OxigraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "all.nq"
    file.write_text("".join(map(a_line, range(400))), encoding="utf-8")

    def stopped(*_: object) -> Iterator[Part]:
        yield from islice(parts_in(file, BASE, 2_000), 3)
        raise KeyboardInterrupt

    monkeypatch.setattr("kb.store.loading.parts_in", stopped)
    with pytest.raises(KeyboardInterrupt):
        import_file(file, empty)

    assert empty.is_blank()


def test_a_triple_in_several_graphs_is_found_once_however_it_is_written(
    empty: MemoryStore | OxigraphStore, tmp_path: Path
) -> None:
    file = tmp_path / "all.nq"
    lines = [
        a_line(1),
        a_line(1, "graph/agents"),
        a_line(1, "graph/agents"),  # the same again
        a_line(1, "graph/origins").replace("Rain", "\\u0052ain"),
        a_line(1, "graph/reviews").replace("<http", " <http"),
        a_line(1, "graph/identities").replace("@en", "@EN"),
        a_line(1, "graph/archive/1"),
    ]
    numbers = [
        f'<{BASE}a> <urn:x:b> "{number}"^^<http://www.w3.org/2001/XMLSchema#integer> <{BASE}graph/{name}> .\n'
        for number, name in (("7", "claims"), ("07", "agents"))
    ]
    file.write_text("".join([*lines, *numbers]), encoding="utf-8")

    import_file(file, empty)

    assert len(empty) == 7
    assert len(list(empty.archived())) == 1
    assert len(list(empty.query("SELECT ?s { ?s ?p ?o }"))) == 2  # type: ignore[arg-type]
    assert len(list(empty.query("SELECT ?s { GRAPH ?g { ?s ?p ?o } }"))) == 7  # type: ignore[arg-type]


def test_an_import_after_one_that_stopped_at_the_archive_completes_it(tmp_path: Path) -> None:
    file = tmp_path / "all.nq"
    file.write_text("".join(map(a_line, range(10))) + a_line(1, "graph/archive/1"), encoding="utf-8")
    aside = Quad(
        NamedNode(f"{BASE}claim/1"),
        NamedNode("http://schema.org/text"),
        Literal("Rain 1", language="en"),
        NamedNode(f"{BASE}graph/archive/1"),
    )

    with open_store(tmp_path / "kb.store", create=True) as store:
        store.update(archive=[aside])
        number = import_file(file, store)

        assert number == 11
        assert len(store) == 10
        assert list(store.archived()) == [aside]


def test_a_second_file_is_added_to_what_the_first_one_brought(tmp_path: Path) -> None:
    first, second = tmp_path / "first.nq", tmp_path / "second.nq"
    first.write_text("".join(map(a_line, range(10))), encoding="utf-8")
    second.write_text("".join(map(a_line, range(5, 15))), encoding="utf-8")

    with open_store(tmp_path / "kb.store", create=True) as store:
        import_file(first, store)
        import_file(second, store)

        assert len(store) == 15
        assert len(list(store.query("SELECT ?s { ?s ?p ?o }"))) == 15  # type: ignore[arg-type]


def test_what_was_imported_at_once_outlives_the_process(tmp_path: Path) -> None:
    file = tmp_path / "all.nq"
    file.write_text("".join(map(a_line, range(2_000))), encoding="utf-8")
    with open_store(tmp_path / "kb.store", create=True) as store:
        import_file(file, store)

    with open_store(tmp_path / "kb.store", read_only=True) as again:
        assert len(again) == 2_000


def test_an_import_that_died_on_the_way_is_completed_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.store.engine._STEP", 10)
    file = tmp_path / "all.nq"
    file.write_text("".join(map(a_line, range(35))), encoding="utf-8")

    with open_store(tmp_path / "kb.store", create=True) as store:
        store.load(islice(quads_in(file), 20))  # two steps, then nothing
        number = import_file(file, store, at_once=True)

        assert number == 35
        assert len(store) == 35
