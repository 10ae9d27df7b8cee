"""One story: the articles that several outlets print about the same days, read without a language model.

The records are what reading would give. Some outlets print an agency's dispatch, and not all of those say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from kb import ids
from kb.bench.claim_graphs import cast
from kb.bench.claim_graphs.printing import Printed, printed
from kb.bench.claim_graphs.sheet import Sheet
from kb.bench.claim_graphs.tellings import Point, Telling, point, telling
from kb.model import (
    Agent,
    Article,
    Credit,
    Fact,
    FactKind,
    Interval,
    Record,
    RegionKind,
    Run,
    Span,
    Statement,
)

_BEGINNING = date(2022, 1, 3)
_DAYS = 900  # on which stories begin
_EXTRACTOR, _VERSION, _CONFIGURATION = "templates", "1", "{}"


@dataclass(frozen=True, slots=True)
class Report:
    """One article of a story.

    Attributes:
        printed: Its sentences, with the statements read in them, in text order.
        copied: What it has of the dispatch, from first to last sentence; ``None`` where it has nothing of it.
        credit: Whom it credits for that, and where.
    """

    record: Record
    printed: tuple[tuple[Printed, Statement], ...]
    copied: Span | None
    credit: Credit | None


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about the same points.

    Attributes:
        key: What tells it from all other stories.
        agency: Whose dispatch some of them print.
    """

    key: str
    points: tuple[Point, ...]
    reports: tuple[Report, ...]
    agency: Agent


def story(seed: str, number: int) -> Story:
    """Tell the story of a number; each is a function of seed and number alone."""
    key = f"{seed}/{number}"
    random = Random(key)  # noqa: S311 - no secret
    begun = _BEGINNING + timedelta(random.randrange(_DAYS))
    points = tuple(point(random, place, begun) for place in range(random.randint(5, 9)))
    agency = cast.agency(random.randrange(cast.AGENCIES))
    outlets = random.sample(range(cast.OUTLETS), random.randint(3, 6))
    dispatch = tuple(telling(random, each) for each in points[: random.randint(2, 3)])
    copies = random.randint(0, len(outlets) - 1)
    reports = []
    for place, outlet in enumerate(outlets):
        own = random.sample(points[2:], random.randint(3, len(points) - 2))
        first = place <= copies and copies > 0
        tellings = [*((each, True) for each in dispatch * first), *((telling(random, each), False) for each in own)]
        day = begun if first else begun + timedelta(random.randrange(7))
        reports.append(_report(random, key, place, cast.outlet(outlet), day, tellings, agency if first else None))
    return Story(key, points, tuple(reports), agency)


def _report(
    random: Random,
    key: str,
    place: int,
    outlet: Agent,
    day: date,
    tellings: Sequence[tuple[Telling, bool]],
    agency: Agent | None,
) -> Report:
    """Print an article, and read it.

    Args:
        random: Where choices come from.
        key: Of the story.
        place: Which of its articles it is.
        outlet: Who prints it; one in thirty articles does not tell.
        day: When; one in ten tells no more than that it was one of three days.
        tellings: What it tells, and whether that is copied.
        agency: Whose text is copied.
    """
    sheet = Sheet()
    lead = tellings[0][0].point
    title = sheet.write(f"{lead.deed.base.capitalize()} {lead.deed.many}? {lead.where.name} waits").exact
    sheet.end(RegionKind.HEADLINE)
    sentences = printed(sheet, tellings, day)
    in_text = agency is not None and (place == 0 or random.random() < 0.5)
    in_data = agency is not None and not in_text and random.random() < 0.5
    mark = _credit_line(sheet, agency) if agency and in_text else None
    body, doc = sheet.text, f"{key}/{place}.txt"
    digest = ids.digest_of(body)
    published = Interval(day - timedelta(2 * (random.random() < 0.1)), day)
    named = outlet if random.random() < 0.97 else None
    article = Article(
        ids.article(doc, digest),
        doc,
        digest,
        body,
        outlet=named.name if named else "",
        published=published,
        url=f"https://news.example/{doc}",
        credit=agency.name if agency and in_data else "",
        title=title,
        regions=tuple(sheet.regions),
        grounds={"published": "manifest"} | ({"outlet": "manifest"} if named else {}),
        facts=tuple(_facts(named, published)),
    )
    pairs = tuple((each, each.statement(article.id, named, day)) for each in sentences)
    copied = [each.whole for each in sentences if each.copied]
    return Report(
        _record(article, pairs, named, random),
        pairs,
        Span.of(body, copied[0].start, copied[-1].end) if copied else None,
        Credit(article.id, agency.id, mark) if agency and (in_text or in_data) else None,
    )


def _credit_line(sheet: Sheet, agency: Agent) -> Span:
    sheet.write("(")
    found = sheet.write(agency.name)
    sheet.write(")")
    sheet.end(RegionKind.CREDIT)
    return found


def _facts(outlet: Agent | None, published: Interval) -> Iterable[Fact]:
    yield Fact(
        FactKind.PUBLISHED, str(published), "manifest", 1.0, reason="The manifest says so.", days=published, used=True
    )
    if outlet:
        yield Fact(FactKind.OUTLET, outlet.name, "manifest", 1.0, reason="The manifest says so.", used=True)
    else:
        yield Fact(FactKind.OUTLET, "", reason="Nothing tells who printed it.")


def _record(
    article: Article, pairs: Iterable[tuple[Printed, Statement]], outlet: Agent | None, random: Random
) -> Record:
    pairs = tuple(pairs)
    began = datetime(2025, 1, 6, 8, tzinfo=UTC) + timedelta(milliseconds=random.randrange(10**9))
    mentions = {mention for _, said in pairs for mention in said.mentions}
    tenures = {held for sentence, _ in pairs for held in sentence.said.tenures}
    return Record(
        article,
        tuple(said for _, said in pairs),
        tuple(sorted(mentions, key=lambda mention: mention.span)),
        tuple(_agents([outlet] if outlet else [], (sentence.telling.point for sentence, _ in pairs))),
        Run(
            ids.run(article.id, _EXTRACTOR, _VERSION, _CONFIGURATION),
            article.id,
            _EXTRACTOR,
            _VERSION,
            _CONFIGURATION,
            began,
            began + timedelta(milliseconds=40 + 30 * len(pairs)),
        ),
        tenures=tuple(sorted(tenures, key=lambda held: (held.span, held.office))),
    )


def _agents(outlets: Iterable[Agent], points: Iterable[Point]) -> list[Agent]:
    """Give all agents that articles on these points may name, each once, by identifier."""
    found = {agent.id: agent for agent in (*outlets, *map(cast.agency, range(cast.AGENCIES)))}
    for each in points:
        for agent in (each.doer, each.where, each.witness, cast.employer(each.speaker)):
            found[agent.id] = agent
    return [found[name] for name in sorted(found)]
