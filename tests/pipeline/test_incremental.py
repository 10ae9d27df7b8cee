"""Whatever became of its articles on the way, a store holds the quads that a fresh one of the same content holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from pyoxigraph import Quad

from kb.bench.synthetic.corpus import corpus, write
from kb.bench.synthetic.scoring import records_in
from kb.config import Settings
from kb.ingest.regions import regions_of
from kb.model import Article, Interval, Record, Review, Statement
from kb.pipeline import judging
from kb.pipeline.derived import DerivedGraphs
from kb.pipeline.known import Known
from kb.pipeline.library import Library
from kb.pipeline.stores import opened
from kb.query.matters import Sort, matters
from kb.vocab import PROV

RULES = Settings(extractor="rules", reviewer="Ines Park")
AT = datetime(2024, 7, 1, 9, tzinfo=UTC)
OTHER_OUTLETS = ("Coast News", "Daily Ledger")


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    folder = tmp_path_factory.mktemp("invented")
    write(folder, iter(list(corpus("incremental", 36))))
    return records_in(folder, RULES)


def fresh(records: Iterable[Record]) -> frozenset[Quad]:
    found = DerivedGraphs(RULES, Known(), ()).update(come=records)
    assert not found.gone
    return found.come


def otherwise(record: Record, random: Random) -> Record:
    """Give a record as another reading, other metadata or an import without texts would have left it."""
    article = record.article
    match random.choice(("outlet", "day", "credit", "text", "times", "statements")):
        case "outlet":
            return replace(record, article=replace(article, outlet=random.choice(OTHER_OUTLETS)))
        case "day" if article.published and article.published.earliest:
            day = article.published.earliest + timedelta(days=3)
            return replace(record, article=replace(article, published=Interval(day, day)))
        case "credit":
            return replace(record, article=replace(article, credit="Quayside News Service"))
        case "text":
            return replace(record, article=replace(article, body="", regions=()))
        case "times":
            return replace(record, statements=tuple(map(_later, record.statements)))
        case _:
            return replace(record, statements=record.statements[: len(record.statements) // 2])


def _later(said: Statement) -> Statement:
    """Date what is said some days later, as another day of publication would."""
    return replace(
        said,
        propositions=tuple(
            replace(clause, times=tuple(replace(time, interval=_after(time.interval)) for time in clause.times))
            for clause in said.propositions
        ),
    )


def _after(days: Interval) -> Interval:
    three = timedelta(days=3)
    return Interval(days.earliest and days.earliest + three, days.latest and days.latest + three)


@pytest.mark.parametrize("seed", ["north", "east"])
def test_derived_graphs_are_those_of_the_records_that_are_there(invented: list[Record], seed: str) -> None:
    random, current, graph = Random(seed), dict[str, Record](), frozenset[Quad]()
    state = DerivedGraphs(RULES, Known(), ())

    for step in range(24):
        gone, come = set[str](), dict[str, Record]()
        for record in random.sample(invented, k=random.choice((1, 2, 6))):
            name, chance = record.article.doc, random.random()
            if name in current and chance < 0.35:
                del current[name]
                gone.add(name)
            else:
                current[name] = come[name] = otherwise(record, random) if chance < 0.65 else record
        found = state.update(gone, come.values())
        added, removed = found.come, found.gone

        assert removed <= graph, "what was not there went away"
        assert not added & graph, "what was there came again"
        graph = (graph - removed) | added
        if step % 4 == 3:
            assert graph == fresh(current.values())


def edited(article: Article) -> Article:
    """Give the next edition of an article: its last paragraph is gone."""
    body = article.body.rstrip().rpartition("\n")[0].rstrip() + "\n"
    digest = f"sha256:{article.doc}-edited"
    return replace(article, id=f"{article.id}e", digest=digest, body=body, regions=regions_of(body), facts=())


def content_of(chosen: Settings) -> set[Quad]:
    """Give a store's quads, but for when what was done, and what was before."""
    aside = ("graph/history", "graph/runs")
    with opened(chosen) as store:
        return {quad for quad in store.quads() if not quad.graph_name.value.endswith(aside)}


def reviews_of(chosen: Settings) -> tuple[Review, ...]:
    with opened(chosen, writing=True) as store, Library(store, chosen, lambda: AT) as library:
        return library.reviews


def take_in(chosen: Settings, articles: Iterable[Article], reviews: Iterable[Review] = ()) -> None:
    with opened(chosen, writing=True) as store, Library(store, chosen, lambda: AT) as library:
        for article in articles:
            library.add(article)
        library.flush()
        if reviews:
            library.review(tuple(reviews))


def decide(chosen: Settings, random: Random) -> None:
    """Accept or reject something of each sort that there is."""
    with opened(chosen) as store:
        found = matters(store)
    for sort in (Sort.DISCREPANCY, Sort.LINK):
        names = [one.id for one in found if one.sort is sort]
        if names:
            judge = random.choice((judging.accept, judging.reject))
            judge(chosen, [random.choice(names)], "read both", clock=lambda: AT)


@pytest.mark.parametrize("seed", ["north", "south"])
def test_a_store_grown_by_articles_editions_and_reviews_is_that_of_its_content(
    invented: list[Record], tmp_path: Path, seed: str
) -> None:
    random = Random(seed)
    grown, new = (replace(RULES, store=str(tmp_path / name)) for name in ("grown.store", "new.store"))
    waiting = [record.article for record in invented[:16]]
    random.shuffle(waiting)
    current: dict[str, Article] = {}

    while waiting:
        coming = [waiting.pop() for _ in range(min(len(waiting), random.choice((1, 2, 4))))]
        if current and random.random() < 0.5:
            name = random.choice(sorted(current))
            coming.append(edited(current[name]) if not current[name].id.endswith("e") else current[name])
        take_in(grown, coming)
        current |= {article.doc: article for article in coming}
        if random.random() < 0.5:
            decide(grown, random)
    take_in(new, sorted(current.values(), key=lambda one: one.id), reviews_of(grown))

    assert but_marks(content_of(grown)) == but_marks(content_of(new))


def but_marks(quads: set[Quad]) -> set[Quad]:
    """Leave out what an article revised, and for which articles ever the report of the store was made."""
    return {
        quad
        for quad in quads
        if quad.predicate.value != PROV.wasRevisionOf and not quad.subject.value.endswith("/id/report")
    }
