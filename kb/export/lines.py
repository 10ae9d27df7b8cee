"""The triples of a store as N-Triples lines: written by the engine, in threads, while we sort what came before.

Most of an export's time goes into looking up terms. The engine looks them up and writes them without holding Python's
lock, so a second thread helps; and of triples that share a predicate or a graph it need not look that up at all.

The triples of one graph come as a table: what a CONSTRUCT gives, the engine holds against all that it gave before,
which takes as long as looking up a term. A table has numbers bare and control characters as they are, all else as
N-Triples have it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

from pyoxigraph import QueryResultsFormat, RdfFormat, serialize

from kb.errors import StoreError
from kb.ports import Store
from kb.remembering import remembered
from kb.vocab import PREFIXES, SCHEMA

_THREADS = 2
_AHEAD = 6  # answers that may wait; more would fill the memory where the reader is slower
_END = b" .\n"
_TEXT = f"<{SCHEMA.articleBody}>"
_SPACED = bytes.maketrans(b"\t", b" ")  # a tab within a term is escaped
_ESCAPED = bytes({*range(0x20), 0x7F} - set(b"\t\n"))  # N-Triples have them as escapes, a table as they are;
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())  # these, too; both begin with …
_RARE = b"\xef"  # … what hardly any text has
_SHORT = 64  # bytes of a number that is remembered
_BARE = re.compile(rb"\t([^<\"_\n][^\n]*)\n")  # no IRI, literal in quotation marks, or blank node

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
    """Give the names of the current graphs, as N-Triples writes them, short ones first.

    Those of what was derived are the shortest, and these graphs are large: who asks for them first is not left with one
    of them while a thread has nothing to do. An engine need not look at a quad to name its graphs; one that gives none
    is asked for the graphs of its quads.
    """
    for pattern in ("", "?s ?p ?o"):
        rows = store.query(f"SELECT DISTINCT ?graph {{ GRAPH ?graph {{ {pattern} }} }}")
        if named := [str(row["graph"]) for row in rows if row["graph"] is not None]:  # type: ignore[union-attr]
            return sorted(named, key=lambda graph: (len(graph), graph))
    return []


def lines_by_graph(store: Store, *, with_text: bool) -> Iterator[bytes]:
    """Give the quads of each current graph as N-Quads, in no order."""
    for _, lines in _in_threads(lambda one: _lines_of(store, one), graphs(store)):
        yield lines if with_text else _without_text(lines)


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
    threads = ThreadPoolExecutor(_THREADS)
    try:
        for part in islice(left, _AHEAD):
            waiting.append((part, threads.submit(answered, part)))
        while waiting:
            part, answer = waiting.popleft()
            lines = answer.result()
            waiting.extend((one, threads.submit(answered, one)) for one in islice(left, 1))
            yield part, lines
    finally:
        threads.shutdown(cancel_futures=True)  # whoever is interrupted waits for what was begun, and not for the rest


def _lines_of(store: Store, graph: str) -> bytes:
    """Give the quads of one graph as N-Quads.

    Raises:
        StoreError: the store cannot be read.
    """
    where, end = f"GRAPH {graph} {{ ?s ?p ?o }}", b" " + graph.encode() + _END
    table = _written(store, f"SELECT ?s ?p ?o {{ {where} }}", QueryResultsFormat.TSV)
    rows = _BARE.sub(_typed, table[table.index(b"\n") + 1 :])  # without the names of the columns
    triples = rows.translate(_SPACED, _ESCAPED)
    if len(triples) < len(rows) or (_RARE in rows and any(one in rows for one in _NONCHARACTERS)):
        return _answer(store, "?s ?p ?o", where).replace(_END, end)  # a line end within a term is escaped
    return triples.replace(b"\n", end)


def _typed(found: re.Match[bytes]) -> bytes:
    """Write a number or truth value with its datatype, as any other literal."""
    bare = found[1]
    return _quoted(bare) if len(bare) < _SHORT else _quoted.__wrapped__(bare)


@remembered
def _quoted(bare: bytes) -> bytes:
    if bare in {b"true", b"false"}:
        kind = "boolean"
    elif b"e" in bare or b"E" in bare:
        kind = "double"
    else:
        kind = "decimal" if b"." in bare else "integer"
    return b'\t"%b"^^<%b%b>\n' % (bare, PREFIXES["xsd"].encode(), kind.encode())


def _answer(store: Store, pattern: str, where: str = "") -> bytes:
    """Give the triples of a pattern, found where it says, as N-Triples; the engine drops what comes twice.

    Raises:
        StoreError: the store cannot be read.
    """
    return _written(store, f"CONSTRUCT {{ {pattern} }} WHERE {{ {where or pattern} }}", RdfFormat.N_TRIPLES)


def _written(store: Store, sparql: str, form: RdfFormat | QueryResultsFormat) -> bytes:
    """Give what a query finds as the engine writes it.

    Raises:
        StoreError: the store cannot be read.
    """
    try:
        written: bytes = store.query(sparql).serialize(format=form)  # type: ignore[assignment, arg-type]
    except (OSError, RuntimeError) as error:
        raise StoreError(f"The store cannot be read: {error}.", hint="Bring back a backup if it stays so.") from error
    return written


def _without_text(lines: bytes) -> bytes:
    mark = f" {_TEXT} ".encode()
    if mark not in lines:
        return lines
    kept = (line for line in lines.splitlines(keepends=True) if line.split(b" ", 2)[1] != mark.strip())
    return b"".join(kept)
