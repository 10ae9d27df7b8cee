"""Quads → records: what each article contributed, as the other stages know it.

What comes back gives the same quads when it is written again. Not kept are the order of spans and times (they come in
text order) and whether a mention is a subject (which only the linking of pronouns needs). Where the store has no
text, bodies are empty and quotes lose their context.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from pyoxigraph import Quad

from kb.concepts import TOKENS
from kb.errors import SpanError, StoreError
from kb.graph.agents import CLASSES
from kb.graph.article_reader import ArticleReader
from kb.graph.sheaf import OBJECT_AGENT, SUBJECT_AGENT, Node, Nodes, Sheaf, first, only, sheaf_of
from kb.model import Agent, AgentType, Credit, Record, Reuse, ReuseMode, Run, Span
from kb.vocab import DCTERMS, KB, OA, PROV, RDF, RDFS, SCHEMA, SKOS

_TYPES = {iri: kind for kind, iri in CLASSES.items()}
_REFERENCES = (  # schema:mentions repeats, after the reviews, what mentions link to
    SCHEMA.publisher,
    KB.speaker,
    KB.agent,
    KB.literally,
    KB.mayMean,
    KB.participant,
    KB.credits,
    SUBJECT_AGENT,
    OBJECT_AGENT,
    SCHEMA.memberOf,
)
UNREADABLE = "\ufffd"
"""Stands for every character of a stretch whose text is not in the store."""


def records_from(quads: Iterable[Quad], base: str) -> tuple[Record, ...]:
    """Rebuild the records of all current articles, sorted by ``doc``.

    Args:
        quads: Those of a whole store, in any order; the archive is passed over.
        base: What stands before every identifier.

    Raises:
        StoreError: something that every record has is missing or unreadable.
    """
    sheaf = sheaf_of(quads, base)
    runs = _runs_by_article(sheaf)
    records = (_readable(sheaf, key, runs) for key in sheaf.articles)
    return tuple(sorted(records, key=lambda record: (record.article.doc, record.article.id)))


class RecordReader:
    """Reads records one by one, so that no more than one article's quads are in memory at a time."""

    def __init__(self, shared: Iterable[Quad], base: str) -> None:
        """Read what articles share.

        Args:
            shared: The graphs of agents, origins and runs.
            base: What stands before every identifier.
        """
        self._base, self._shared = base, sheaf_of(shared, base)
        self._runs = _runs_by_article(self._shared)

    def record(self, quads: Iterable[Quad]) -> Record:
        """Rebuild the record of an article.

        Args:
            quads: Its graph, and that of its text.

        Raises:
            StoreError: as :func:`records_from`.
        """
        sheaf = sheaf_of(quads, self._base)
        sheaf.shared = self._shared.shared
        (key,) = sheaf.articles
        return _readable(sheaf, key, self._runs)


def _readable(sheaf: Sheaf, key: str, runs: dict[str, list[Run]]) -> Record:
    try:
        return _record(sheaf, f"article/{key}", sheaf.articles[key], runs)
    except (KeyError, ValueError, SpanError) as error:
        raise StoreError(
            f"What the store holds of article/{key} cannot be read: {error}",
            hint="`kb validate` names the faulty node; import a sound export, or ingest the article again.",
        ) from error


def reuses_from(quads: Iterable[Quad], base: str) -> tuple[Reuse, ...]:
    """Rebuild the known pairs of reused text, sorted by identifier.

    Where a text is absent its span holds ``UNREADABLE`` characters, and the digest tells what the words were.
    """
    sheaf = sheaf_of(quads, base)
    nodes = sheaf.shared.get("origins", {})
    return tuple(
        _reuse(sheaf, nodes, identifier)
        for identifier in sorted(nodes)
        if KB.TextReuse in nodes[identifier].get(RDF.type, ())
    )


def credits_from(quads: Iterable[Quad], base: str) -> tuple[Credit, ...]:
    """Rebuild the printed credits, sorted: an agency of an article goes with each stretch that names it.

    A stretch that names none of them goes with all: the two are stored beside each other, not in pairs.
    """
    sheaf = sheaf_of(quads, base)
    origins, agents = sheaf.shared.get("origins", {}), sheaf.shared.get("agents", {})
    found = []
    for article, node in sorted(origins.items()):
        for place in sorted(node.get(KB.creditSpan, ())):
            selectors = [origins[name] for name in origins[place][OA.hasSelector]]
            start, exact = (
                next(only(one, term, place) for one in selectors if term in one) for term in (OA.start, OA.exact)
            )
            span = Span(int(start), int(start) + len(exact), exact)
            agencies = sorted(node.get(KB.credits, ()))
            named = [agency for agency in agencies if _is_named(agents.get(agency, {}), exact)]
            found += [Credit(article, agency, span) for agency in named or agencies]
    return tuple(found)


def _is_named(agent: Node, words: str) -> bool:
    names = (*agent.get(RDFS.label, ()), *agent.get(SKOS.altLabel, ()))
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) for name in names)


def _record(sheaf: Sheaf, article_id: str, nodes: Nodes, runs: dict[str, list[Run]]) -> Record:
    agents = _agents_of(sheaf, article_id, nodes)
    reader = ArticleReader(article_id, nodes, sheaf.texts.get(article_id, ""), {agent.id: agent for agent in agents})
    named = {run for node in nodes.values() for run in node.get(PROV.wasGeneratedBy, ())}
    candidates = runs.get(article_id, [])
    candidates = [run for run in candidates if run.id in named] or candidates
    if not candidates:
        raise StoreError(
            f"The run that read {article_id} is not in the store.",
            hint="Import an export that holds the graph of runs, or ingest the article again.",
        )
    return Record(
        article=reader.article(),
        statements=reader.statements(),
        mentions=reader.mentions(),
        agents=agents,
        run=max(candidates, key=lambda run: (run.started_at, run.id)),
        revises=first(nodes[article_id], PROV.wasRevisionOf),
        tenures=reader.tenures(),
    )


def _runs_by_article(sheaf: Sheaf) -> dict[str, list[Run]]:
    nodes = sheaf.shared.get("runs", {})
    runs: dict[str, list[Run]] = {}
    for identifier, node in nodes.items():
        if PROV.used not in node:
            continue
        article = first(node, PROV.used)
        software = nodes.get(only(node, PROV.wasAssociatedWith, identifier), {})
        run = Run(
            id=identifier,
            article=article,
            extractor=first(software, RDFS.label),
            version=first(software, SCHEMA.softwareVersion),
            configuration=first(node, KB.configuration),
            started_at=datetime.fromisoformat(only(node, PROV.startedAtTime, identifier)),
            ended_at=datetime.fromisoformat(only(node, PROV.endedAtTime, identifier)),
        )
        runs.setdefault(article, []).append(run)
    return runs


def _agents_of(sheaf: Sheaf, article_id: str, nodes: Nodes) -> tuple[Agent, ...]:
    """Give the agents that an article refers to, and what they are part of.

    Whom it credits counts only where its text is absent: else the credit is found in the text, and no part of it.
    """
    known = sheaf.shared.get("agents", {})
    credit = {} if article_id in sheaf.texts else sheaf.shared.get("origins", {}).get(article_id, {})
    waiting = {agent for node in (*nodes.values(), credit) for term in _REFERENCES for agent in node.get(term, ())}
    found: dict[str, Agent] = {}
    while waiting:
        identifier = waiting.pop()
        if identifier in known and identifier not in found:
            found[identifier] = _agent(identifier, known[identifier])
            waiting.update(found[identifier].part_of)
    return tuple(found[identifier] for identifier in sorted(found))


def _agent(identifier: str, node: Node) -> Agent:
    kinds = sorted(_TYPES[iri] for iri in node.get(RDF.type, ()) if iri in _TYPES)
    return Agent(
        id=identifier,
        name=only(node, RDFS.label, identifier),
        type=kinds[0] if kinds else AgentType.UNKNOWN,
        aliases=tuple(sorted(node.get(SKOS.altLabel, ()))),
        same_as=first(node, SCHEMA.sameAs),
        part_of=tuple(sorted(node.get(DCTERMS.isPartOf, ()))),
        registered=first(node, KB.registered) == "true",
    )


def _reuse(sheaf: Sheaf, nodes: Nodes, identifier: str) -> Reuse:
    node = nodes[identifier]
    left_article, left, left_digest = _stretch(sheaf, nodes, only(node, KB.left, identifier))
    right_article, right, right_digest = _stretch(sheaf, nodes, only(node, KB.right, identifier))
    return Reuse(
        id=identifier,
        left_article=left_article,
        left=left,
        right_article=right_article,
        right=right,
        similarity=float(only(node, KB.similarity, identifier)),
        left_digest=left_digest,
        right_digest=right_digest,
        mode=ReuseMode(TOKENS[mode]) if (mode := first(node, KB.reuseMode)) else ReuseMode.VERBATIM,
        earlier=first(node, KB.earlier),
        because=first(node, KB.because),
    )


def _stretch(sheaf: Sheaf, nodes: Nodes, identifier: str) -> tuple[str, Span, str]:
    """Read an article, a span of it, and the span's digest if the article's text is absent."""
    node = nodes[identifier]
    article = only(node, OA.hasSource, identifier)
    position = next(nodes[name] for name in node[OA.hasSelector] if OA.start in nodes[name])
    start, end = int(only(position, OA.start, identifier)), int(only(position, OA.end, identifier))
    if body := sheaf.texts.get(article, ""):
        return article, Span.of(body, start, end), ""
    return article, Span(start, end, UNREADABLE * (end - start)), only(node, KB.digest, identifier)
