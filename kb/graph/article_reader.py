"""One article's graph → the objects it was written from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import TypeVar

from kb.concepts import TOKENS
from kb.graph.sheaf import OBJECT_AGENT, SUBJECT_AGENT, Node, Nodes, first, only
from kb.model import (
    Agent,
    AgentType,
    Article,
    Bearing,
    Certainty,
    Fact,
    FactKind,
    Hold,
    Hop,
    Interval,
    Kind,
    Measure,
    Mention,
    Mode,
    Polarity,
    Proposition,
    Quantity,
    Region,
    RegionKind,
    Role,
    Source,
    Span,
    Statement,
    Tenure,
    TimeExpression,
    TimeOf,
)
from kb.vocab import DCTERMS, KB, OA, PROV, RDF, RDFS, SCHEMA, TIME

T = TypeVar("T")


class ArticleReader:
    """Reads the nodes of one article's graph.

    Attributes:
        id: The article's identifier.
    """

    def __init__(self, article_id: str, nodes: Nodes, body: str, agents: Mapping[str, Agent]) -> None:
        """Take the nodes of the graph, the text (or an empty one), and the agents it refers to."""
        self.id = article_id
        self._nodes, self._body, self._agents = nodes, body, agents
        self._span = cache(self._read_span)  # a span is shared by a statement, its propositions and its hops
        self._interval = cache(self._read_interval)

    def article(self) -> Article:
        """Read the article itself."""
        node = self._nodes[self.id]
        originals = node.get(PROV.wasDerivedFrom, [])
        return Article(
            id=self.id,
            doc=only(node, DCTERMS.identifier, self.id),
            digest=only(node, KB.digest, self.id),
            body=self._body,
            language=first(node, SCHEMA.inLanguage),
            outlet=self._outlet(node),
            published=self._published(node),
            url=first(node, SCHEMA.url),
            author=first(node, SCHEMA.author),
            credit=first(node, SCHEMA.creditText),
            title=first(node, SCHEMA.headline),
            regions=tuple(sorted(self._region(name) for name in node.get(KB.region, ()))),
            grounds=dict(ground.split(": ", 1) for ground in sorted(node.get(KB.ground, ()))),
            derived_from=self._original(min(originals)) if originals else None,
            facts=tuple(sorted((self._fact(name) for name in node.get(KB.fact, ())), key=Fact.order)),
        )

    def statements(self) -> tuple[Statement, ...]:
        """Read all statements, in text order."""
        found = [
            self._statement(name, node) for name, node in self._nodes.items() if KB.Statement in node.get(RDF.type, ())
        ]
        return tuple(sorted(found, key=lambda said: (said.content[0].start, -said.content[-1].end, said.id)))

    def mentions(self) -> tuple[Mention, ...]:
        """Read all mentions, in text order."""
        found = [self._mention(name) for name, node in self._nodes.items() if KB.Mention in node.get(RDF.type, ())]
        return tuple(sorted(found, key=lambda named: named.span))

    def tenures(self) -> tuple[Tenure, ...]:
        """Read the offices that the text gives people, in text order."""
        found = [self._tenure(node) for node in self._nodes.values() if SCHEMA.Role in node.get(RDF.type, ())]
        return tuple(sorted(found, key=lambda held: (held.span, held.office)))

    def _statement(self, name: str, node: Node) -> Statement:
        speech = self._times(node, KB.speechTime, TimeOf.SPEECH)
        content = self._times(node, KB.contentTime, TimeOf.CONTENT)
        clauses = [self._proposition(clause, node.get(KB.speechTime, ())) for clause in node.get(KB.proposition, ())]
        return Statement(
            id=name,
            article=self.id,
            kind=Kind(TOKENS[only(node, KB.kind, name)]),
            content=self._spans(node, KB.content),
            cue=self._spans(node, KB.cue),
            source=self._spans(node, KB.source),
            parent=first(node, KB.parent),
            speaker=first(node, KB.speaker),
            chain=self._chain(node),
            propositions=tuple(sorted(clauses, key=lambda clause: (clause.span, clause.id))),
            times=_in_text_order((*speech, *content), lambda expression: expression.span),
            quantities=self._quantities(node),
            mentions=_in_text_order(map(self._mention, node.get(KB.mention, ())), lambda named: named.span),
            confidence=float(only(node, KB.confidence, name)),
        )

    def _proposition(self, name: str, speech: Iterable[str]) -> Proposition:
        node = self._nodes[name]
        subject_agent, object_agent = first(node, SUBJECT_AGENT), first(node, OBJECT_AGENT)
        times = [
            self._time(time, TimeOf.SPEECH if time in speech else TimeOf.CONTENT) for time in node.get(KB.time, ())
        ]
        return Proposition(
            id=name,
            span=self._spans(node, KB.span),
            subject=first(node, KB.subjectWords if subject_agent else KB.subject),
            relation=self._label(first(node, KB.relation)),
            object=first(node, KB.objectWords if object_agent else KB.object),
            subject_agent=subject_agent,
            object_agent=object_agent,
            participants=tuple(sorted(node.get(KB.participant, ()))),
            words=tuple(first(node, KB.words).split(" ")) if KB.words in node else (),
            times=_in_text_order(times, lambda expression: expression.span),
            quantities=self._quantities(node),
            polarity=Polarity(TOKENS[only(node, KB.polarity, name)]),
            certainty=Certainty(TOKENS[only(node, KB.certainty, name)]),
            tense=first(node, KB.tense),
        )

    def _chain(self, node: Node) -> tuple[Hop, ...]:
        hops = [(int(only(self._nodes[name], KB.position, name)), name) for name in node.get(KB.hop, ())]
        return tuple(self._hop(name) for _, name in sorted(hops))

    def _hop(self, name: str) -> Hop:
        node = self._nodes[name]
        return Hop(
            role=Role(TOKENS[only(node, KB.role, name)]),
            name=first(node, SCHEMA.name),
            agent=first(node, KB.agent),
            source=self._spans(node, KB.source),
            cue=self._spans(node, KB.cue),
        )

    def _mention(self, name: str) -> Mention:
        node = self._nodes[name]
        return Mention(
            span=self._span(only(node, KB.span, name)),
            type=AgentType(only(node, KB.mentionType, name)),
            name=first(node, SCHEMA.name),
            titles=first(node, KB.titles),
            agent=first(node, KB.agent),
            literal=first(node, KB.literally),
            candidates=tuple(sorted(node.get(KB.mayMean, ()))),
        )

    def _tenure(self, node: Node) -> Tenure:
        return Tenure(
            span=self._span(first(node, KB.span)),
            agent=first(node, KB.agent),
            office=first(node, SCHEMA.roleName),
            body=first(node, SCHEMA.memberOf),
            hold=Hold(first(node, KB.hold)),
        )

    def _times(self, node: Node, predicate: str, of: TimeOf) -> tuple[TimeExpression, ...]:
        found = (self._time(name, of) for name in node.get(predicate, ()))
        return _in_text_order(found, lambda expression: expression.span)

    def _time(self, name: str, of: TimeOf) -> TimeExpression:
        node = self._nodes[name]
        days, mode = self._interval(only(node, KB.interval, name))
        return TimeExpression(
            span=self._span(only(node, KB.span, name)),
            type=first(node, KB.timexType),
            value=first(node, KB.timexValue),
            interval=days,
            mode=mode,
            grain=first(node, KB.grain),
            anchor=first(node, KB.anchor),
            rule=first(node, KB.rule),
            of=of,
            candidates=tuple(sorted(node.get(KB.candidate, ()))),
            event=self._span(first(node, KB.eventWord)) if KB.eventWord in node else None,
            bearing=Bearing(first(node, KB.bearing)) if KB.bearing in node else None,
        )

    def _quantities(self, node: Node) -> tuple[Quantity, ...]:
        return _in_text_order(map(self._quantity, node.get(KB.quantity, ())), lambda number: number.span)

    def _quantity(self, name: str) -> Quantity:
        node = self._nodes[name]
        return Quantity(
            span=self._span(only(node, KB.span, name)),
            kind=only(node, KB.quantityKind, name),
            low=first(node, SCHEMA.minValue),
            high=first(node, SCHEMA.maxValue),
            unit=first(node, SCHEMA.unitText),
            approximate=first(node, KB.approximate) == "true",
            comparator=first(node, KB.comparator),
            base=_base(node),
        )

    def _spans(self, node: Node, predicate: str) -> tuple[Span, ...]:
        return tuple(sorted(self._span(name) for name in node.get(predicate, ())))

    def _read_span(self, name: str) -> Span:
        selectors = [self._nodes[selector] for selector in self._nodes[name].get(OA.hasSelector, ())]
        known = {predicate: values for selector in selectors for predicate, values in selector.items()}
        return Span(int(only(known, OA.start, name)), int(only(known, OA.end, name)), only(known, OA.exact, name))

    def _read_interval(self, name: str) -> tuple[Interval, Mode]:
        node = self._nodes[name]
        first_day, last_day = (
            date.fromisoformat(only(self._nodes[instant], TIME.inXSDDate, instant)) if instant else None
            for instant in (first(node, TIME.hasBeginning), first(node, TIME.hasEnd))
        )
        return Interval(first_day, last_day), Mode(TOKENS[only(node, KB.mode, name)])

    def _published(self, node: Node) -> Interval | None:
        days = first(node, KB.publishedDuring)
        return self._interval(days)[0] if days else None

    def _outlet(self, node: Node) -> str:
        """Give the publisher's name; where agents are not at hand its identifier, which leads to the same node."""
        identifier = first(node, SCHEMA.publisher)
        agent = self._agents.get(identifier)
        return agent.name if agent else identifier.removeprefix("agent/")

    def _original(self, name: str) -> Source:
        node = self._nodes[name]
        return Source(
            digest=only(node, KB.digest, name),
            outlet=self._outlet(node),
            published=self._published(node),
            author=first(node, SCHEMA.author),
            url=first(node, SCHEMA.url),
        )

    def _fact(self, name: str) -> Fact:
        node = self._nodes[name]
        days = first(node, KB.interval)
        return Fact(
            kind=FactKind(only(node, KB.factKind, name)),
            value=first(node, KB.value),
            ground=first(node, KB.ground),
            confidence=float(only(node, KB.confidence, name)),
            spans=self._spans(node, KB.span),
            reason=first(node, KB.because),
            days=self._interval(days)[0] if days else None,
            used=first(node, KB.adopted) == "true",
            conflict=first(node, KB.contested) == "true",
        )

    def _region(self, name: str) -> Region:
        node = self._nodes[name]
        start, end = int(only(node, OA.start, name)), int(only(node, OA.end, name))
        return Region(start, end, RegionKind(only(node, KB.regionKind, name)))

    def _label(self, name: str) -> str:
        return first(self._nodes.get(name, {}), RDFS.label)


def _base(node: Node) -> Measure | None:
    unit = first(node, KB.baseUnit)
    return Measure(first(node, KB.baseMinValue), first(node, KB.baseMaxValue), unit) if unit else None


def _in_text_order(found: Iterable[T], where: Callable[[T], Span]) -> tuple[T, ...]:
    return tuple(sorted(found, key=where))
