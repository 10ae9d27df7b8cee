"""What reviews change, beside what was read, so that each can be had from the other.

The graph of an article links words to whom they mean *after* the reviews: every query, whoever wrote it, follows them
without knowing of them, and at no cost. What was read instead stands in ``graph/identities``, in terms of RDF itself:
a statement for every replaced link, and the description of every agent that nobody is any more. The graph is derived:
it follows from the articles as read and from the reviews.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, Quad

from kb import ids
from kb.graph.agents import CLASSES
from kb.graph.lines import Lines
from kb.graph.page import Page
from kb.graph.record import record_lines
from kb.graph.terms import Term, boolean, iri, literal, string, strings
from kb.model import Agent, AgentType, Record
from kb.vocab import DCTERMS, KB, PROV, RDF, RDFS, SCHEMA, SKOS

GRAPH = "identities"
_TYPES = {kind.value: name for kind, name in CLASSES.items()}
Values = dict[tuple[str, str], set[NamedNode | Literal]]
Terms = dict[tuple[str, str], dict[Term, None]]


@dataclass(frozen=True, slots=True)
class Replaced:
    """An agent that nobody is any more: how it was read, who took its place, and which reviews say so."""

    agent: Agent
    by: tuple[str, ...]
    reviews: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gained:
    """What an agent has from those that are the same: names, an entry elsewhere, a class."""

    agent: str
    names: tuple[str, ...] = ()
    same_as: str = ""
    type: AgentType = AgentType.UNKNOWN
    replaces: tuple[str, ...] = ()


def link_lines(read: Record, curated: Record, behind: Mapping[str, Sequence[str]], base: str) -> Lines:
    """Write, for every property of an article's graph that reviews changed, what was read.

    Args:
        read: The record as read.
        curated: The same after the reviews.
        behind: Reviews by the agent that they give another identity in this article.
        base: What stands before every identifier.
    """
    page = Page(GRAPH, base)
    before, after = (_terms(record_lines(one, base)) for one in differing(read, curated))
    agents = {literal(one.name): one.id for one in read.agents if one.id in behind}
    agents |= {page.node(agent): agent for agent in behind}
    for (subject, predicate), values in before.items():
        if predicate == SCHEMA.mentions or values == after.get((subject, predicate)):
            continue  # whom a statement mentions follows from its mentions
        for value in values:
            kept = value in after.get((subject, predicate), ())
            reviews = () if kept else behind.get(agents.get(value, ""), ())
            _link(page, subject.removeprefix(base), predicate, value, reviews)
    return page.lines


def differing(left: Record, right: Record) -> tuple[Record, Record]:
    """Give two records of one article without what both have in common: most statements, in most articles.

    Written as quads, they differ as the whole ones do, in a fraction of the time.
    """
    ours, theirs = ({said.id: said for said in one.statements} for one in (left, right))
    named, other = frozenset(left.mentions), frozenset(right.mentions)
    return (
        replace(
            left,
            article=replace(left.article, regions=(), body=""),
            statements=tuple(said for said in left.statements if theirs.get(said.id) != said),
            mentions=tuple(one for one in left.mentions if one not in other),
            tenures=tuple(one for one in left.tenures if one not in right.tenures),
        ),
        replace(
            right,
            article=replace(right.article, regions=(), body=""),
            statements=tuple(said for said in right.statements if ours.get(said.id) != said),
            mentions=tuple(one for one in right.mentions if one not in named),
            tenures=tuple(one for one in right.tenures if one not in left.tenures),
        ),
    )


def described_otherwise(read: Agent, standing: Agent, base: str) -> Lines:
    """Write what an agent was part of, and the same as, where that differs from what it is now."""
    page = Page(GRAPH, base)
    if read.part_of != standing.part_of:
        for whole in read.part_of:
            _link(page, read.id, DCTERMS.isPartOf, page.node(whole), ())
    if read.same_as not in ("", standing.same_as):
        _link(page, read.id, SCHEMA.sameAs, iri(read.same_as), ())
    return page.lines


def identity_lines(replaced: Iterable[Replaced], gained: Iterable[Gained], base: str) -> Lines:
    """Write the agents that nobody is any more, and what those that they are have from them."""
    page = Page(GRAPH, base)
    for one in replaced:
        page.describe(  # of no class, so that no query takes it for somebody
            one.agent.id,
            known={
                RDFS.label: string(one.agent.name),
                SKOS.altLabel: strings(one.agent.aliases),
                DCTERMS.type: string(one.agent.type),
                DCTERMS.isPartOf: page.nodes(one.agent.part_of),
                SKOS.exactMatch: iri(one.agent.same_as) if one.agent.same_as else None,
                KB.registered: boolean(one.agent.registered),
                DCTERMS.isReplacedBy: page.nodes(one.by),
                PROV.wasInvalidatedBy: page.nodes(one.reviews),
            },
        )
    for more in gained:
        page.describe(
            more.agent,
            *([CLASSES[more.type]] if more.type in CLASSES else []),
            known={
                SKOS.altLabel: strings(more.names),
                SCHEMA.sameAs: iri(more.same_as) if more.same_as else None,
                PROV.wasRevisionOf: page.nodes(more.replaces),
            },
        )
    return page.lines


class Unreviewed:
    """Gives the quads of a store as if nobody had reviewed anything: what :mod:`kb.graph.reader` reads records from."""

    def __init__(self, identities: Iterable[Quad], base: str) -> None:
        """Take what reviews and doubts replaced from the graph of identities."""
        self._known, self._base = tuple(identities), base
        self._links = _links_in(self._known)

    def __bool__(self) -> bool:
        """Tell whether anything was replaced."""
        return bool(self._known)

    def links(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """Give quads with links as they were read; those of the identities are left out."""
        graph = NamedNode(self._base + ids.graph(GRAPH))
        given: set[tuple[str, str]] = set()
        for quad in quads:
            place = (quad.subject.value, quad.predicate.value)  # type: ignore[union-attr]
            if quad.graph_name == graph:
                continue
            if place not in self._links or _is_elsewhere(quad, self._base):
                yield quad
            elif place not in given:
                given.add(place)
                yield from (Quad(quad.subject, quad.predicate, value, quad.graph_name) for value in self._links[place])

    def agents(self) -> Iterator[Quad]:
        """Give the agents that were replaced, as quads of the graph of agents."""
        return iter(_returning(self._known, NamedNode(self._base + ids.graph("agents"))))


def as_read(quads: Sequence[Quad], base: str) -> list[Quad]:
    """Give the quads of a store as if nobody had reviewed anything, agents that were replaced among them."""
    graph = NamedNode(base + ids.graph(GRAPH))
    before = Unreviewed((quad for quad in quads if quad.graph_name == graph), base)
    return list(dict.fromkeys((*before.agents(), *before.links(quads)))) if before else list(quads)


def _link(page: Page, subject: str, predicate: str, value: Term, reviews: Iterable[str]) -> None:
    page.describe(
        ids.link(subject, predicate, value.replace(page.base, "")),
        RDF.Statement,
        known={
            RDF.subject: page.node(subject),
            RDF.predicate: iri(predicate),
            RDF.object: value,
            PROV.wasInvalidatedBy: page.nodes(reviews),
        },
    )


def _terms(lines: Lines) -> Terms:
    """Sort the lines of one graph by subject and predicate."""
    found: Terms = {}
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        value, _, _ = rest.rpartition(" ")
        found.setdefault((subject[1:-1], predicate[1:-1]), {})[Term(value)] = None
    return found


def _links_in(quads: Iterable[Quad]) -> Values:
    nodes: dict[str, dict[str, NamedNode | Literal]] = {}
    for quad in quads:
        nodes.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object  # type: ignore[union-attr, assignment]
    found: Values = {}
    for node in nodes.values():
        if RDF.subject in node:
            place = (node[RDF.subject].value, node[RDF.predicate].value)
            found.setdefault(place, set()).add(node[RDF.object])
    return found


def _returning(quads: Iterable[Quad], agents: NamedNode) -> Iterable[Quad]:
    """Give the descriptions of replaced agents as quads of the graph of agents."""
    replaced = {quad.subject for quad in quads if quad.predicate.value == DCTERMS.type}
    kept = (RDFS.label, SKOS.altLabel, DCTERMS.isPartOf, KB.registered)
    for quad in quads:
        if quad.subject not in replaced:
            continue
        if quad.predicate.value == DCTERMS.type and (kind := _TYPES.get(quad.object.value)):  # type: ignore[union-attr]
            yield Quad(quad.subject, NamedNode(RDF.type), NamedNode(kind), agents)
        if quad.predicate.value == SKOS.exactMatch:
            yield Quad(quad.subject, NamedNode(SCHEMA.sameAs), quad.object, agents)
        if quad.predicate.value in kept:
            yield Quad(quad.subject, quad.predicate, quad.object, agents)


def _is_elsewhere(quad: Quad, base: str) -> bool:
    """Tell whether a quad stands in a graph that is derived anew whatever was read."""
    name = quad.graph_name.value.removeprefix(base)  # type: ignore[union-attr]
    return not name.startswith(("graph/article/", "graph/agents"))
