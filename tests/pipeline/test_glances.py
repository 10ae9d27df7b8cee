"""A glance leaves out only pairs that are not linked: what finders look at, and what they would find, are the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest
from claims_at_once import claims_from
from records import Clause, a_clause, a_record, told

from kb.bench.synthetic.corpus import corpus, write
from kb.bench.synthetic.scoring import records_in
from kb.compare.finder import Finder
from kb.compare.finders import FINDERS
from kb.compare.source import Source
from kb.config import Settings
from kb.model import Interval, Record

GLANCING = [finder for finder in FINDERS if finder.groups().neighbours.matching.glance]

LATER = (0, 0, 0, 6, 0, 0, 400, 0, None)
"""Days."""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[Source]:
    """Give invented articles, some of which were printed days or a year later than their story, or nobody knows when."""
    folder = tmp_path_factory.mktemp("invented")
    write(folder, iter(list(corpus("glances", 60))))
    read = records_in(folder, Settings(extractor="rules"))
    records = [printed_later(record, LATER[number % len(LATER)]) for number, record in enumerate(read)]
    claims, _ = claims_from(records)
    claim_of = {key: claim.id for claim in claims for key in claim.propositions}
    return [Source(record, claim_of) for record in records]


def printed_later(record: Record, days: int | None) -> Record:
    printed = record.article.published
    if days is None or printed is None or printed.earliest is None:
        return replace(record, article=replace(record.article, published=None))
    day = printed.earliest + timedelta(days=days)
    return replace(record, article=replace(record.article, published=Interval(day, day)))


def test_there_are_finders_that_glance() -> None:
    assert {"positions", "numbers", "reach", "refutations", "other events"} <= {finder.name for finder in GLANCING}


@pytest.mark.parametrize("finder", GLANCING, ids=lambda finder: str(finder.name))
def test_no_linked_pair_is_left_out_at_a_glance(finder: Finder, sources: list[Source]) -> None:
    matching = finder.groups().neighbours.matching
    assert matching.glance is not None
    items: dict[str, Any] = {key: item for source in sources for key, item in finder.items(source).items()}
    glances = {key: matching.glance(item) for key, item in items.items()}

    left_out = [pair for pair in combinations(sorted(items), 2) if not matching.may_link(*map(glances.get, pair))]

    assert left_out
    assert [pair for pair in left_out if matching.link(items[pair[0]], items[pair[1]]) is not None] == []


@pytest.mark.parametrize("name", ["positions", "numbers"])
def test_most_of_what_was_printed_long_after_is_left_out_and_something_is_linked(
    name: str, sources: list[Source]
) -> None:
    (finder,) = (finder for finder in GLANCING if finder.name == name)
    matching = finder.groups().neighbours.matching
    assert matching.glance is not None
    items: dict[str, Any] = {key: item for source in sources for key, item in finder.items(source).items()}
    days = {key: item.account.published for key, item in items.items()}
    apart = [
        pair
        for pair in combinations(sorted(items), 2)
        if days[pair[0]] and days[pair[1]] and abs((days[pair[0]] - days[pair[1]]).days) > 7
    ]

    looked_at = [pair for pair in apart if matching.may_link(*(matching.glance(items[one]) for one in pair))]

    assert len(looked_at) * 20 < len(apart)
    assert any(matching.link(items[one], items[other]) for one, other in combinations(sorted(items), 2))


WIDE = a_clause("The northern mayor opposed the wide ferry pier", "mayor", "oppose", "pier")
BACKED = a_clause("The northern mayor backed the wide ferry pier", "mayor", "back", "pier")
NINE = a_clause("The harbour bought 9 ferries", "harbour", "buy", "ferries", numbers=(("9", "9", "ferry"),))


@pytest.mark.parametrize(
    ("name", "clauses", "days", "is_looked_at"),
    [
        ("positions", (WIDE, BACKED), 5, True),
        ("positions", (WIDE, BACKED), 6, False),
        ("numbers", (NINE, NINE), 7, True),
        ("numbers", (NINE, NINE), 8, False),
    ],
)
def test_two_items_are_looked_at_within_some_days(
    name: str, clauses: tuple[Clause, Clause], days: int, is_looked_at: bool
) -> None:
    (finder,) = (finder for finder in GLANCING if finder.name == name)
    matching = finder.groups().neighbours.matching
    assert matching.glance is not None
    printed = ("2022-03-01", f"2022-03-{1 + days:02}")
    records = [
        a_record(told(f"{clause.text}.", clause), outlet=f"Paper {day}", published=day)
        for clause, day in zip(clauses, printed, strict=True)
    ]

    (left,), (right,) = (finder.items(Source(record, {})).values() for record in records)

    assert matching.may_link(matching.glance(left), matching.glance(right)) is is_looked_at


def test_what_an_earlier_study_found_is_held_against_nothing_but_its_like() -> None:
    (positions,) = (finder for finder in GLANCING if finder.name == "positions")
    link = positions.groups().neighbours.matching.link
    raises = a_clause("the northern seaweed diet raises milk yields of dairy cows", "diet", "raise", "yields")
    lowers = a_clause(
        "the northern seaweed diet does not raise milk yields of dairy cows", "diet", "raise", negative=True
    )

    def told_by(lead: str, clause: Clause, outlet: str) -> Any:
        record = a_record(told(f"{lead}{clause.text}.", clause), outlet=outlet, published="2022-03-01")
        (item,) = positions.items(Source(record, {})).values()
        return replace(item, account=replace(item.account, claim="claim/1"))

    denied = told_by("It is clear that ", lowers, "Daily")

    assert link(told_by("It is clear that ", raises, "Weekly"), denied) is not None
    assert link(told_by("An earlier study found that ", raises, "Weekly"), denied) is None
