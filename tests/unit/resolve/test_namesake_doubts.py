"""One name in several articles, and what speaks against one person."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations

import pytest
from builders import an_article

from kb.extract.rules import RuleExtractor
from kb.model import Record, Run
from kb.resolve.agents.linking import linked
from kb.resolve.agents.namesake_doubts import doubts
from kb.resolve.registry import Registry

DAY = datetime(2020, 1, 1, tzinfo=UTC)


def a_record(text: str, doc: str, year: int = 2020) -> Record:
    article = an_article(text, doc=doc, outlet="", published=f"{year}-05-01")
    statements, mentions, agents = linked(article, RuleExtractor().read(article), Registry.load())
    return Record(article, statements, mentions, agents, Run("run/x", article.id, "rules", "1", "{}", DAY, DAY))


def reasons(*records: Record) -> list[tuple[str, tuple[str, str]]]:
    return [(each.reason, each.told) for each in doubts(records, Registry.load())]


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("Sheriff Sam Moss spoke.", "Banker Sam Moss spoke.", "trade"),
        ("Mr. Sam Moss spoke.", "Mrs. Sam Moss spoke.", "sex"),
        ("Dutch minister Sam Moss spoke.", "Peruvian minister Sam Moss spoke.", "state"),
    ],
)
def test_words_that_do_not_go_together_are_told(left: str, right: str, reason: str) -> None:
    found = reasons(a_record(left, "a.txt"), a_record(right, "b.txt"))

    assert [each for each, _ in found] == [reason]


def test_two_generations_are_hardly_one_person() -> None:
    found = reasons(a_record("Sam Moss spoke.", "a.txt", 1905), a_record("Sam Moss spoke.", "b.txt", 1999))

    assert sorted(found) in ([("time", ("1905", "1999"))], [("time", ("1999", "1905"))])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Sheriff Sam Moss spoke.", "Sam Moss spoke."),
        ("Sheriff Sam Moss spoke.", "Former sheriff Sam Moss spoke."),
        ("Sheriff Sam Moss spoke.", "Sheriff Ana Moss spoke."),
        ("President Joe Biden spoke.", "Senator Joe Biden spoke."),
    ],
)
def test_nothing_is_told_where_nothing_speaks_against_it(left: str, right: str) -> None:
    assert reasons(a_record(left, "a.txt"), a_record(right, "b.txt")) == []


def test_the_order_of_articles_does_not_matter() -> None:
    texts = ("Sheriff Sam Moss spoke.", "Banker Sam Moss spoke.", "Dutch minister Sam Moss spoke.")
    records = [a_record(text, f"{at}.txt") for at, text in enumerate(texts)]

    assert len({doubts(order, Registry.load()) for order in permutations(records)}) == 1
