from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kb.errors import StoreError
from kb.store.memory import MemoryStore
from kb.store.opening import open_store
from kb.store.snapshot import Snapshot, snapshot

BASE = "https://kb.example/id/"


def a_quad(number: int = 1, graph: str = "graph/article/1") -> Quad:
    return Quad(
        NamedNode(f"{BASE}article/{number}"),
        NamedNode("http://schema.org/text"),
        Literal("“é”\n"),
        NamedNode(BASE + graph),
    )


def count(store: MemoryStore | Snapshot) -> int:
    return len(list(store.query("SELECT ?s { ?s ?p ?o }")))  # type: ignore[arg-type]


def test_a_copy_answers_as_the_store_did_when_it_was_taken(tmp_path: Path) -> None:
    with open_store(tmp_path / "kb.store", create=True) as store:
        store.update(add=[a_quad(number) for number in range(5_000)], archive=[a_quad(0, "graph/archive/1")])
        store.update(add=[a_quad(1, "graph/article/2")])

        copy = snapshot(store)
        store.update(remove=[a_quad(1), a_quad(1, "graph/article/2")])

    assert count(copy) == 5_000
    assert copy.base_iri == BASE
    copy.close()


def test_a_copy_of_nothing_is_empty() -> None:
    assert count(snapshot(MemoryStore())) == 0


def test_a_copy_refuses_all_but_questions() -> None:
    copy = snapshot(MemoryStore())

    for refused in (
        lambda: copy.update(add=[a_quad()]),
        lambda: copy.load([a_quad()]),
        copy.quads,
        copy.archived,
    ):
        with pytest.raises(StoreError):
            refused()
    assert copy.size() == 0


class Broken:
    """A store whose disk fails in the middle of a line."""

    base_iri = BASE

    def dump(self, out: BinaryIO) -> None:
        out.write(b"<urn:x:a> <urn:x:b> <urn:x:c> .\n<urn:x:a> <urn")
        raise StoreError("The disk is gone.", hint="Find it.")


class Cut(Broken):
    """A store whose disk fails at the end of a line."""

    def dump(self, out: BinaryIO) -> None:
        out.write(b"<urn:x:a> <urn:x:b> <urn:x:c> .\n")
        raise OSError("input/output error")


@pytest.mark.parametrize(("store", "said"), [(Broken(), "The disk is gone"), (Cut(), "input/output error")])
def test_half_a_copy_is_never_given(store: Broken, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        snapshot(store)
