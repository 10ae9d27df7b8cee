"""Article → record: extract, link agents, resolve times and quantities, bind them."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kb import ids
from kb.config import Settings
from kb.errors import KBError, ReadingError
from kb.export import layers
from kb.ingest.files import Inputs
from kb.ingest.regions import regions_of
from kb.model import (
    Agent,
    AgentType,
    Article,
    Interval,
    Mention,
    Quantity,
    Reading,
    Record,
    RegionKind,
    Run,
    Span,
    Statement,
    TimeExpression,
)
from kb.pipeline.clock import Clock, now
from kb.pipeline.extractors import extractor_for
from kb.pipeline.informing import informed

_AT_ONCE = 256  # statements written as quads together; each has a few hundred of them


def planned_run(article: Article, chosen: Settings) -> tuple[str, str, str, str]:
    """Give what a run would be: its identifier, the extractor's name and version, the configuration."""
    if not is_english(article):
        configuration = json.dumps({"language": article.language})
        name, release = "none", version("claimgraph")
    else:
        extractor = extractor_for(chosen)
        name, release, configuration = extractor.name, extractor.version, extractor.configuration
    return ids.run(article.id, name, release, configuration), name, release, configuration


def is_english(article: Article) -> bool:
    """Tell whether the extractors can read an article."""
    return article.language.lower().split("-")[0] == "en"


def record_of(article: Article, chosen: Settings, *, revises: str = "", clock: Clock = now) -> Record:
    """Read one article: what it states, and what it says of whom, when and how many.

    An article in another language gives a record without statements, of a run called ``none``.
    """
    return _read(article, chosen, revises, clock)[0]


def _read(
    article: Article, chosen: Settings, revises: str = "", clock: Clock = now
) -> tuple[Record, tuple[TimeExpression, ...]]:
    """Give the record of an article, and all its times, also those in no statement."""
    from kb.resolve.agents.linking import linked
    from kb.resolve.agents.tenures import tenures_in
    from kb.resolve.registry import Registry
    from kb.resolve.timing.binding import bound

    started = clock()
    identifier, name, release, configuration = planned_run(article, chosen)
    registry = Registry.load(Path(chosen.registry) if chosen.registry else None)
    statements: tuple[Statement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    agents: tuple[Agent, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    if name != "none":
        times = times_of(article)
        reading = _without_times(extractor_for(chosen).read(article), times)
        statements, mentions, agents = _typed_alike(*linked(article, reading, registry))
        all_bound = bound(article, statements, times, quantities_of(article, times), reading.syntax)
        statements, times = all_bound.statements, all_bound.times
    named = [name for name in (article.outlet, article.derived_from.outlet if article.derived_from else "") if name]
    outlets = [registry.outlet(name) for name in named]
    run = Run(identifier, article.id, name, release, configuration, started, clock())
    tenures = tenures_in(article, mentions, agents, registry)
    bodies = {whole for one in tenures for whole in (one.body, *registry.wholes(one.body))}
    known = [agent for body in sorted(bodies) if (agent := registry.agent(body))]
    return Record(article, statements, mentions, _distinct([*known, *agents, *outlets]), run, revises, tenures), times


def _without_times(reading: Reading, times: Sequence[TimeExpression]) -> Reading:
    """Leave out mentions that are times, such as "Q4"; a person of that name stays."""
    ends = {time.span.start: time.span.end for time in times}
    starts = sorted(ends)

    def is_time(mention: Mention) -> bool:
        at = bisect_right(starts, mention.span.start) - 1
        covered = at >= 0 and mention.span.end <= ends[starts[at]]
        return covered and mention.type is not AgentType.PERSON

    return replace(reading, mentions=tuple(one for one in reading.mentions if not is_time(one)))


def _typed_alike(
    statements: tuple[Statement, ...], mentions: tuple[Mention, ...], agents: tuple[Agent, ...]
) -> tuple[tuple[Statement, ...], tuple[Mention, ...], tuple[Agent, ...]]:
    """Give every mention the type of its agent: linking knows more than a glance at the words did."""
    types = {agent.id: agent.type for agent in agents if agent.type is not AgentType.UNKNOWN}

    def typed(found: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return tuple(replace(one, type=types.get(one.agent, one.type)) for one in found)

    return tuple(replace(one, mentions=typed(one.mentions)) for one in statements), typed(mentions), agents


def times_of(article: Article) -> tuple[TimeExpression, ...]:
    """Find the time expressions of an article's body; "that day" may look back over paragraphs."""
    from kb.resolve.dates import times_in

    in_body = _in_body(article)
    return tuple(time for time in times_in(article.body, article.published) if in_body(time.span))


def quantities_of(article: Article, times: Sequence[TimeExpression]) -> tuple[Quantity, ...]:
    """Find the quantities of an article's body, but for those that its times are."""
    from kb.resolve.numbers.quantities import quantities_in

    known, in_body = [time.span for time in times], _in_body(article)
    return tuple(number for number in quantities_in(article.body, times=known) if in_body(number.span))


def _in_body(article: Article) -> Callable[[Span], bool]:
    """Give what tells whether a span lies in the body of an article."""
    ends = {region.start: region.end for region in article.stretches(RegionKind.BODY)}
    starts = sorted(ends)

    def told(span: Span) -> bool:
        at = bisect_right(starts, span.start) - 1
        return at >= 0 and span.end <= ends[starts[at]]

    return told


def _distinct(agents: Sequence[Agent]) -> tuple[Agent, ...]:
    by_id = {agent.id: agent for agent in reversed(agents)}
    return tuple(by_id[identifier] for identifier in sorted(by_id))


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read in one article, in the layers that ``kb extract`` prints."""

    record: Record
    chosen: Settings
    times: tuple[TimeExpression, ...] = ()  # all of the text, also those in no statement

    @classmethod
    def of(cls, article: Article, chosen: Settings) -> Extraction:
        """Read an article."""
        record, times = _read(article, chosen)
        return cls(record, chosen, times)

    @property
    def doc(self) -> str:
        """Name of the article."""
        return self.record.article.doc

    def layer(self, name: str) -> list[dict[str, Any]]:
        """Give one row a statement, time expression, quantity or entity mention, in text order; or one a fact."""
        return list(self.rows(name))

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """Give the rows of a layer one by one: those of a long text fill more memory than the text a hundred times."""
        if name == "statements":
            yield from self._statements()
            return
        layer = {"times": self._times, "quantities": self._quantities, "entities": self._entities, "facts": self._facts}
        rows = layer[name]()
        for row in rows:
            yield {"doc": self.doc, **row}

    def quote(self, row: Mapping[str, Any]) -> str:
        """Give the words of a row: of a statement's content, fragments joined."""
        fragments = row.get("content") or row.get("spans") or [[row["start"], row["end"]]]
        return " […] ".join(self.record.article.body[start:end] for start, end in fragments)

    def _statements(self) -> Iterator[dict[str, Any]]:
        """Give what an export would say of them, so that the two never differ; a few at a time, in the same order."""
        from pyoxigraph import NamedNode

        from kb.export.index import Index
        from kb.export.records import statement_records
        from kb.graph.agents import agent_quads
        from kb.graph.record import record_quads

        base = self.chosen.base_iri
        agents = {f"{base}{agent.id}": agent for agent in self.record.agents}
        article = replace(self.record.article, regions=(), facts=())  # no statement speaks of them
        ordered = sorted(self.record.statements, key=lambda one: (one.content[:1], one.id))
        for first in range(0, len(ordered), _AT_ONCE):
            some = tuple(ordered[first : first + _AT_ONCE])
            quads = record_quads(replace(self.record, article=article, statements=some, mentions=()), base)
            named = {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}
            known = [agents[node] for node in sorted(named & agents.keys())]
            yield from statement_records(Index((*quads, *agent_quads(known, [article], base))))

    def _times(self) -> list[dict[str, Any]]:
        return [layers.time_row(time) for time in self.times]

    def _quantities(self) -> list[dict[str, Any]]:
        if not is_english(self.record.article):
            return []
        return [
            layers.quantity_row(number) for number in quantities_of(self.record.article, times_of(self.record.article))
        ]

    def _facts(self) -> list[dict[str, Any]]:
        return [layers.fact_row(fact) for fact in self.record.article.facts]

    def _entities(self) -> list[dict[str, Any]]:
        return [
            layers.entity_row(mention, self.chosen.base_iri)
            for mention in sorted(self.record.mentions, key=lambda one: one.span)
        ]


def extraction(
    names: Sequence[str], manifest: Path | None, chosen: Settings, note: Callable[[str], None] = lambda _: None
) -> Iterator[Extraction | KBError]:
    """Read files without a store; what cannot be used comes as an error in its place."""
    inputs = Inputs(names, manifest, max_bytes=chosen.max_file_bytes)
    for notice in inputs.notices:
        note(notice)
    for article in inputs.articles():
        if not isinstance(article, Article):
            yield article
            continue
        if not is_english(article):
            note(f"{article.doc} is in language {article.language!r}: not extracted.")
        try:
            found = Extraction.of(informed(article, chosen), chosen)
        except ReadingError as error:
            yield error
            continue
        yield found


def article_of(text: str, doc: str, published: str | None = None) -> Article:
    """Make an article of a bare text whose every line counts, as evaluation corpora have them.

    Args:
        text: The text that offsets address.
        doc: Its name.
        published: ISO date, if known.
    """
    digest = ids.digest_of(text)
    day = datetime.fromisoformat(published).date() if published else None
    days = Interval(day, day) if day else None
    return Article(ids.article(doc, digest), doc, digest, text, published=days, regions=regions_of(text))
