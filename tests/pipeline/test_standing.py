"""Who is who follows from the articles that are there and from the reviews, whatever came and went before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from builders import an_article, span_of
from pyoxigraph import Quad

from kb import ids
from kb.config import Settings
from kb.model import Agent, AgentType, Decision, Mention, Record, Review, Run
from kb.pipeline.derived import DerivedGraphs
from kb.pipeline.known import Known
from kb.pipeline.memory import SHARED
from kb.state.disk import StateFile
from kb.tables import in_memory

RULES = Settings(extractor="rules")
AT = datetime(2024, 7, 1, 9, tzinfo=UTC)
PEOPLE = {
    "agent/jane-doe": ["Jane Doe", "JANE DOE", "Jane Doé"],
    "agent/max-roe": ["Max Roe", "MAX ROE"],
    "agent/ana-ruiz": ["Ana Ruiz"],
}
BODIES = {"agent/harbour-union": ["Harbour Union", "HARBOUR UNION"], "agent/coast": ["Coast", "COAST"]}
NAMES = PEOPLE | BODIES | {"agent/the-tide": ["The Tide"]}
TITLES = ["Senator", "Mr.", "Mrs.", "Judge", "French President", "German President", "Professor", "actress", ""]
DOCS = [f"{number}.txt" for number in range(8)]


def a_record(random: Random, doc: str) -> Record:
    """Give an article that names some, with titles that may contradict those of other articles."""
    who = random.sample(sorted(NAMES), k=random.randint(1, 4))
    body = f"{doc} " + " ".join(NAMES[one][0] for one in who)
    agents, mentions = [], []
    for one in who:
        kind = AgentType.PERSON if one in PEOPLE else AgentType.ORGANIZATION
        if random.random() < 0.25:
            kind = random.choice([AgentType.UNKNOWN, AgentType.PLACE, AgentType.PERSON])
        whole = tuple({random.choice(sorted(BODIES))} - {one}) if random.random() < 0.3 else ()
        agents.append(Agent(one, random.choice(NAMES[one]), kind, part_of=whole))
        title = random.choice(TITLES) if one in PEOPLE else ""
        mentions.append(Mention(span_of(body, NAMES[one][0]), kind, NAMES[one][0], titles=title, agent=one))
    published = random.choice(["2021-10-01", "2021-10-03", "1931-10-03"])
    article = an_article(body, doc=doc, outlet=random.choice(["The Tide", "Coast"]), published=published)
    run = Run(f"run/{doc}", article.id, "rules", "1", "{}", AT, AT)
    return Record(article, (), tuple(mentions), tuple(sorted(agents, key=lambda one: one.id)), run)


def some_reviews(random: Random) -> tuple[Review, ...]:
    """Give merges, splits and identities, each about what the ones before may have made."""
    found: list[Review] = []
    known = sorted(NAMES)
    for number in range(random.choice((0, 0, 1, 2, 3))):
        match random.choice(("merge", "split", "identify")):
            case "merge":
                one, into = random.sample(known, 2)
                found.append(a_review(number, Decision.MERGE, one, into))
            case "split":
                one, docs = random.choice(known), tuple(sorted(random.sample(DOCS, k=random.randint(1, 2))))
                known.append(ids.split_agent(one, docs))
                found.append(a_review(number, Decision.SPLIT, one, known[-1], docs))
            case _:
                found.append(
                    a_review(number, Decision.IDENTIFY, random.choice(known), "http://www.wikidata.org/entity/Q4")
                )
    return tuple(found)


def a_review(number: int, decision: Decision, about: str, into: str, docs: tuple[str, ...] = ()) -> Review:
    at = AT + timedelta(seconds=number)
    return Review(f"review/{number}", decision, (about,), into, docs, (), "both read", "Ines Park", at)


def at_once(records: Iterable[Record], reviews: tuple[Review, ...]) -> tuple[frozenset[Quad], DerivedGraphs]:
    derived = DerivedGraphs(RULES, Known(), reviews)
    return derived.update(come=list(records)).come, derived


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("place", ["in memory", "on disk"])
def test_articles_that_come_and_go_leave_everybody_as_those_that_are_there_say(
    tmp_path: Path, place: str, seed: int
) -> None:
    random, current, graph = Random(f"{place} {seed}"), dict[str, Record](), frozenset[Quad]()
    reviews = some_reviews(random)
    file = StateFile(tmp_path / "state.sqlite", SHARED)
    derived = DerivedGraphs(RULES, Known(), reviews, file.table if place == "on disk" else in_memory)

    for _ in range(8):
        if place == "on disk" and random.random() < 0.5:
            file.commit()
            file.close()
            file = StateFile(tmp_path / "state.sqlite", SHARED)
            derived = DerivedGraphs(RULES, Known(), reviews, file.table)
        docs = random.sample(DOCS, k=random.choice((1, 1, 2, 4)))
        gone = [doc for doc in docs if doc in current and random.random() < 0.4]
        come = {doc: a_record(random, doc) for doc in docs if doc not in gone}
        current = {doc: record for doc, record in current.items() if doc not in gone} | come
        found = derived.update(gone, come.values())

        assert found.gone <= graph
        assert not found.come & graph
        graph = (graph - found.gone) | found.come
        whole, fresh = at_once(current.values(), reviews)
        assert graph == whole
        assert {doc: derived.standing[doc] for doc in current} == {doc: fresh.standing[doc] for doc in current}
    file.close()
