"""What replaced what, and when: the identifiers of superseded claims and articles keep resolving."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from pyoxigraph import NamedNode, Quad

from kb.graph.terms import Page, moment
from kb.model import Claim
from kb.vocab import KB, PROV


def partition_in(quads: Iterable[Quad], base: str) -> dict[str, frozenset[str]]:
    """Read which propositions express which claim: claim to propositions, both as identifiers."""
    found: dict[str, set[str]] = {}
    for quad in quads:
        if quad.predicate.value == KB.expresses and isinstance(quad.object, NamedNode):
            clause = str(quad.subject.value).removeprefix(base)  # type: ignore[union-attr]
            found.setdefault(quad.object.value.removeprefix(base), set()).add(clause)
    return {claim: frozenset(clauses) for claim, clauses in sorted(found.items())}


def superseded(before: Mapping[str, Iterable[str]], after: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    """Give each claim that is gone with the claims that its propositions moved to.

    Args:
        before: Claim to propositions, as :func:`partition_in` reads them.
        after: All current claims.

    Returns:
        Old identifier to new ones, sorted; to none where all its propositions were withdrawn.
    """
    current = tuple(after)
    living = {claim.id for claim in current}
    claim_of = {clause: claim.id for claim in current for clause in claim.propositions}
    return {
        old: tuple(sorted({claim_of[clause] for clause in clauses if clause in claim_of}))
        for old, clauses in sorted(before.items())
        if old not in living
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


def revived_quads(history: Iterable[Quad], claims: Iterable[Claim], base: str) -> frozenset[Quad]:
    """Give the quads of the history that call a current claim superseded.

    A claim's identifier is that of its least proposition, so a partition that returns brings its identifier back; the
    note of its end must then go, while the revisions stay.
    """
    living = {base + claim.id for claim in claims}
    return frozenset(
        quad
        for quad in history
        if quad.predicate.value == PROV.invalidatedAtTime and getattr(quad.subject, "value", "") in living
    )
