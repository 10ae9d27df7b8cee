from __future__ import annotations

import io
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kb.errors import InputError
from kb.ports import Store
from kb.store.loading import import_file
from kb.store.memory import MemoryStore
from kb.store.opening import open_store

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
