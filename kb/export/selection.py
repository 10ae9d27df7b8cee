"""Some claims with what they rest on, as a store that every exporter can write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples
from pyoxigraph import Store as Database

from kb.errors import StoreError
from kb.ports import Store
from kb.vocab import KB, PROV, RDF, SCHEMA

# Links that lead from what a claim rests on to other claims, statements and articles.
_LEADING_AWAY: Mapping[str, frozenset[str]] = {
    KB.Statement: frozenset([KB.proposition, KB.parent]),
    KB.Proposition: frozenset([KB.expresses, KB.aboutEvent]),
    KB.Origin: frozenset([KB.reusedIn, KB.evidence]),
    SCHEMA.NewsArticle: frozenset([KB.region, PROV.wasRevisionOf]),
    KB.Claim: frozenset([PROV.wasRevisionOf, KB.refines, KB.mayRefine, KB.maySayTheSameAs]),
}


class Selection:
    """A read-only view of a store: the named claims with all their statements, and what these point at.

    That is propositions, spans, times, articles without their regions, agents, origins and runs. A link to
    anything else (another claim of the same statement, another article of the same origin) is left out with
    it, so that no link leads nowhere.
    """

    def __init__(self, store: Store, claims: Iterable[str]) -> None:
        """Choose.

        Args:
            store: Where the claims are.
            claims: Their absolute IRIs.

        Raises:
            StoreError: the store cannot be read.
        """
        self.base_iri = store.base_iri
        everything = list(store.quads())
        chosen = _reached(everything, frozenset(claims))
        self._quads = [
            quad
            for quad in everything
            if quad.subject.value in chosen and _leads_within(quad, chosen, self.base_iri)  # type: ignore[union-attr]
        ]

    def update(self, *, add: Iterable[Quad] = (), remove: Iterable[Quad] = (), archive: Iterable[Quad] = ()) -> None:
        """Refuse: a selection is for reading."""
        del add, remove, archive
        raise StoreError("A selection of claims cannot be written.", hint="Write to the store it was taken from.")

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Give the chosen quads, or those of one graph."""
        return (quad for quad in self._quads if graph in (None, quad.graph_name.value))  # type: ignore[union-attr]

    def archived(self) -> Iterator[Quad]:
        """Give nothing: no current claim rests on the archive."""
        return iter(())

    def query(self, sparql: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer a query over the chosen quads; as in a store, the default graph is the union of all."""
        return self._database.query(sparql)

    @cached_property
    def _database(self) -> Database:
        database = Database()
        database.extend(self._quads)
        database.extend(Quad(*quad.triple) for quad in self._quads)
        return database

    def __len__(self) -> int:
        """Count the chosen quads."""
        return len(self._quads)

    def size(self) -> int:
        """Give 0: nothing is on disk."""
        return 0

    def close(self) -> None:
        """Do nothing: the store is closed by whoever opened it."""


def _reached(quads: Iterable[Quad], claims: frozenset[str]) -> frozenset[str]:
    """Give the nodes to describe: what the claims' statements and propositions point at, however far."""
    links: dict[str, list[tuple[str, str]]] = {}
    classes: dict[str, set[str]] = {}
    makers: dict[str, list[str]] = {}  # claim → its propositions, proposition → its statement
    for quad in quads:
        subject, predicate = quad.subject.value, quad.predicate.value  # type: ignore[union-attr]
        if not isinstance(quad.object, NamedNode):
            continue
        if predicate == RDF.type:
            classes.setdefault(subject, set()).add(quad.object.value)
            continue
        links.setdefault(subject, []).append((predicate, quad.object.value))
        if predicate in (KB.expresses, KB.proposition):
            maker, made = (subject, quad.object.value)
            makers.setdefault(made, []).append(maker)
    propositions = {maker for claim in claims for maker in makers.get(claim, ())}
    statements = {maker for proposition in propositions for maker in makers.get(proposition, ())}
    pending = [*claims, *propositions, *statements]
    reached: set[str] = set()
    while pending:
        node = pending.pop()
        if node in reached:
            continue
        reached.add(node)
        away = frozenset[str]().union(*(_LEADING_AWAY.get(one, ()) for one in classes.get(node, ())))
        pending += [target for predicate, target in links.get(node, ()) if predicate not in away]
    return frozenset(reached)


def _leads_within(quad: Quad, chosen: frozenset[str], base: str) -> bool:
    """Tell whether a quad is about chosen nodes only; concepts and other foreign IRIs are always there."""
    target = quad.object
    return not isinstance(target, NamedNode) or not target.value.startswith(base) or target.value in chosen
