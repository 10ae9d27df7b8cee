"""What replaced what, and when: the identifiers of superseded claims and articles keep resolving."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from pyoxigraph import NamedNode, Quad

from kb import ids
from kb.graph.page import Page
from kb.graph.terms import moment
from kb.vocab import KB, PROV

_AT_ONCE = 500  # claims in one question

Ask = Callable[[str], Any]


def partition_in(quads: Iterable[Quad], base: str) -> dict[str, frozenset[str]]:
    """Read which propositions express which claim: claim to propositions, both as identifiers."""
    found: dict[str, set[str]] = {}
    for quad in quads:
        if quad.predicate.value == KB.expresses and isinstance(quad.object, NamedNode):
            clause = str(quad.subject.value).removeprefix(base)  # type: ignore[union-attr]
            found.setdefault(quad.object.value.removeprefix(base), set()).add(clause)
    return {claim: frozenset(clauses) for claim, clauses in sorted(found.items())}


def superseded(
    before: Mapping[str, Iterable[str]], current: Container[str], claim_of: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Give each claim that is gone with the claims that its propositions moved to.

    Args:
        before: Claim to propositions, as :func:`partition_in` reads them.
        current: The claims that there are, by identifier.
        claim_of: The claim that each proposition expresses now.

    Returns:
        Old identifier to new ones, sorted; to none where all its propositions were withdrawn.
    """
    return {
        old: tuple(sorted({claim for clause in clauses if (claim := claim_of.get(clause))}))
        for old, clauses in sorted(before.items())
        if old not in current
    }


def history_quads(replaced: Mapping[str, Iterable[str]], at: datetime, base: str) -> frozenset[Quad]:
    """Record which claims and articles were superseded at a moment, and by which.

    Args:
        replaced: Old identifier to new ones, as :func:`superseded` gives them; ``{"article/old": ["article/new"]}``.
        at: When; an aware datetime.
        base: What stands before every identifier.
    """
    page = Page("history", base)
    for old, successors in replaced.items():
        node = page.describe(old, known={PROV.invalidatedAtTime: moment(at)})  # of no class: it is in force no more
        for new in successors:
            page.describe(new, known={PROV.wasRevisionOf: node})
    return frozenset(page.quads)


def revived_quads(query: Ask, claims: Iterable[str], base: str) -> Iterator[Quad]:
    """Give the quads of the history that call a current claim superseded.

    A claim's identifier is that of its least proposition, so a partition that returns brings its identifier back; the
    note of its end must then go, while the revisions stay.

    Args:
        query: Asks the store whose history it is.
        claims: Identifiers of claims that are current.
        base: What stands before every identifier.
    """
    graph, ended = NamedNode(base + ids.graph("history")), NamedNode(PROV.invalidatedAtTime)
    if not query(f"ASK {{ GRAPH {graph} {{ ?claim {ended} ?at }} }}"):
        return
    waiting = iter(sorted(claims))
    while some := [f"<{base}{claim}>" for claim in islice(waiting, _AT_ONCE)]:
        rows = query(
            f"SELECT ?claim ?at WHERE {{ VALUES ?claim {{ {' '.join(some)} }} GRAPH {graph} {{ ?claim {ended} ?at }} }}"
        )
        yield from (Quad(row["claim"], ended, row["at"], graph) for row in rows)
