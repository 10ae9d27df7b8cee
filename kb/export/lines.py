"""The triples of a store as N-Triples lines: written by the engine, in threads, while we sort what came before.

Most of an export's time goes into looking up terms. The engine looks them up and writes them without holding Python's
lock, so a second thread helps; and of triples that share a predicate or a graph it need not look that up at all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

from pyoxigraph import RdfFormat, serialize

from kb.errors import StoreError
from kb.ports import Store
from kb.vocab import SCHEMA

_THREADS = 2
_AHEAD = 6  # answers that may wait; more would fill the memory where the reader is slower
_END = b" .\n"
_TEXT = f"<{SCHEMA.articleBody}>"

Part = TypeVar("Part")


def predicates(store: Store, *, with_text: bool) -> list[str]:
    """Give the predicates of the current graphs, as N-Triples writes them, in no order."""
    found = [str(row["predicate"]) for row in store.query("SELECT DISTINCT ?predicate { ?s ?predicate ?o }")]  # type: ignore[union-attr]
    return [predicate for predicate in found if with_text or predicate != _TEXT]


def pairs_by_predicate(store: Store, wanted: Iterable[str]) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    """Give each predicate with the subjects and objects that it joins in some current graph, each pair once."""
    for predicate, lines in _in_threads(lambda one: _answer(store, f"?s {one} ?o"), wanted):
        yield predicate, _pairs(lines, len(predicate))


def _pairs(lines: bytes, width: int) -> Iterator[tuple[str, str]]:
    """Give subject and object of each line of N-Triples; all predicates are as long as that."""
    for line in lines.decode().split(_END.decode()):
        if line:
            subject, _, rest = line.partition(" ")
            yield subject, rest[width + 1 :]


def graphs(store: Store) -> list[str]:
    """Give the names of the current graphs, as N-Triples writes them, in no order."""
    return [str(row["graph"]) for row in store.query("SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } }")]  # type: ignore[union-attr]


def lines_by_graph(store: Store, *, with_text: bool) -> Iterator[bytes]:
    """Give the quads of each current graph as N-Quads, in no order."""
    for graph, lines in _in_threads(lambda one: _answer(store, "?s ?p ?o", one), graphs(store)):
        yield _named(lines if with_text else _without_text(lines), graph)


def archived_lines(store: Store, *, with_text: bool) -> bytes:
    """Give the quads of the archive as N-Quads, in no order."""
    lines = serialize(store.archived(), format=RdfFormat.N_QUADS)
    assert lines is not None
    return lines if with_text else _without_text(lines)


def terms_of(lines: bytes) -> Iterator[tuple[str, str, str, str]]:
    """Give subject, predicate, object and graph of each line of N-Quads, as they are written there."""
    for line in lines.decode().split(_END.decode()):
        if line:
            subject, predicate, rest = line.split(" ", 2)
            term, _, graph = rest.rpartition(" ")
            yield subject, predicate, term, graph


def _in_threads(answered: Callable[[Part], bytes], parts: Iterable[Part]) -> Iterator[tuple[Part, bytes]]:
    """Answer for each part in threads, a few parts ahead of the reader; give the answers in the order of the parts."""
    left = iter(parts)
    waiting: deque[tuple[Part, Future[bytes]]] = deque()
    with ThreadPoolExecutor(_THREADS) as threads:
        for part in islice(left, _AHEAD):
            waiting.append((part, threads.submit(answered, part)))
        while waiting:
            part, answer = waiting.popleft()
            lines = answer.result()
            waiting.extend((one, threads.submit(answered, one)) for one in islice(left, 1))
            yield part, lines


def _answer(store: Store, pattern: str, graph: str = "") -> bytes:
    """Give the triples of a pattern, or those of one graph, as N-Triples; the engine drops what comes twice.

    Raises:
        StoreError: the store cannot be read.
    """
    where = f"GRAPH {graph} {{ {pattern} }}" if graph else pattern
    found = store.query(f"CONSTRUCT {{ {pattern} }} WHERE {{ {where} }}")
    try:
        lines: bytes = found.serialize(format=RdfFormat.N_TRIPLES)  # type: ignore[assignment, arg-type]
    except (OSError, RuntimeError) as error:
        raise StoreError(f"The store cannot be read: {error}.", hint="Bring back a backup if it stays so.") from error
    return lines


def _named(lines: bytes, graph: str) -> bytes:
    """Put the name of a graph on each line; no term has a line end in it, for these are written as escapes."""
    return lines.replace(_END, b" " + graph.encode() + _END)


def _without_text(lines: bytes) -> bytes:
    mark = f" {_TEXT} ".encode()
    if mark not in lines:
        return lines
    kept = (line for line in lines.splitlines(keepends=True) if line.split(b" ", 2)[1] != mark.strip())
    return b"".join(kept)
