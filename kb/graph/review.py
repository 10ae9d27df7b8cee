"""Reviews as quads, and back. They are source data: nothing derives them, and nothing but a person adds one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from pyoxigraph import Quad

from kb import ids
from kb.concepts import TOKENS
from kb.errors import StoreError
from kb.graph.page import Page
from kb.graph.sheaf import Node, first, only, sheaf_of
from kb.graph.terms import Term, concept, day, iri, moment, string, strings
from kb.model import Decision, LinkKind, Review
from kb.vocab import KB, PROV, RDF, RDFS, SCHEMA, SKOS

GRAPH = "reviews"


def review_quads(reviews: Iterable[Review], base: str) -> tuple[Quad, ...]:
    """Write reviews, and the people who made them, for the graph of reviews."""
    page = Page(GRAPH, base)
    for one in reviews:
        person = page.describe(ids.reviewer(one.by), PROV.Person, known={RDFS.label: string(one.by)})
        page.describe(
            one.id,
            KB.Review,
            known={
                RDFS.label: string(one.summary),
                KB.decision: concept("decision", one.decision),
                KB.kind: _kind(one.kind),
                PROV.used: page.nodes(one.about),
                KB.into: _into(page, one.into),
                KB.inDocument: strings(one.docs),
                KB.withdraws: page.nodes(one.withdraws),
                SCHEMA.validThrough: day(one.until) if one.until else None,
                SKOS.note: string(one.reason),
                PROV.wasAssociatedWith: person,
                PROV.startedAtTime: moment(one.at),
            },
        )
    return page.quads


def _kind(token: str) -> Term | None:
    """Give the concept of a kind of link or discrepancy; their tokens differ."""
    return concept("link" if token in tuple(LinkKind) else "discrepancy", token) if token else None


def _into(page: Page, into: str) -> Term | None:
    if "://" in into:
        return iri(into)
    return page.node(into) if into else None


def reviews_from(quads: Iterable[Quad], base: str) -> tuple[Review, ...]:
    """Read the reviews of a store, in order of time.

    Args:
        quads: Those of a store, or of its graph of reviews.
        base: What stands before every identifier.

    Raises:
        StoreError: a review lacks what every review has.
    """
    nodes = sheaf_of(quads, base).shared.get(GRAPH, {})
    found = [_review(name, node, nodes) for name, node in nodes.items() if KB.Review in node.get(RDF.type, ())]
    return tuple(sorted((one for one in found if one), key=lambda one: one.order))


def _review(name: str, node: Node, nodes: dict[str, Node]) -> Review | None:
    """Read one review; ``None`` for a decision that this version does not know."""
    token = TOKENS.get(only(node, KB.decision, name), "")
    if token not in tuple(Decision):
        return None
    try:
        return Review(
            id=name,
            decision=Decision(token),
            about=tuple(sorted(node.get(PROV.used, ()))),
            into=first(node, KB.into),
            docs=tuple(sorted(node.get(KB.inDocument, ()))),
            withdraws=tuple(sorted(node.get(KB.withdraws, ()))),
            reason=only(node, SKOS.note, name),
            by=first(nodes.get(only(node, PROV.wasAssociatedWith, name), {}), RDFS.label),
            at=datetime.fromisoformat(only(node, PROV.startedAtTime, name)),
            summary=first(node, RDFS.label),
            kind=TOKENS.get(first(node, KB.kind), ""),
            until=date.fromisoformat(until) if (until := first(node, SCHEMA.validThrough)) else None,
        )
    except ValueError as error:
        raise StoreError(
            f"The review {name} cannot be read: {error}.",
            hint="`kb validate` names what it lacks; import a sound export.",
        ) from error
