"""Two people of one name."""

from __future__ import annotations

import pytest
from finding import found_by
from records import Said, a_clause, a_record, told

from kb.compare.people.namesakes import NAMESAKES
from kb.model import CompatiblePair, CompatibleReason, Record


def a_paper(title: str, doing: str, outlet: str, published: str, *names: str) -> Record:
    text = f"{title} Mara Lund{doing}"
    said: list[Said] = [told(f"{text}.", a_clause(text, "Mara Lund", names=names), titles=(("Mara Lund", ""),))]
    return a_record(*said, outlet=outlet, published=published)


def pairs(right: Record) -> list[CompatiblePair]:
    left = a_paper("The mayor,", ", opened the tram depot for Kelby Trams", "Morning Post", "2021-05-05", "Kelby Trams")
    return [one for one in found_by(NAMESAKES, left, right) if isinstance(one, CompatiblePair)]


@pytest.mark.parametrize("title", ["The cellist", "Cellist", "The surgeon"])
def test_one_name_with_trades_that_hardly_go_together_is_two_people(title: str) -> None:
    (pair,) = pairs(a_paper(title, " gave a lesson to pensioners in Oakford", "Evening Star", "2021-05-12"))

    assert pair.reason is CompatibleReason.OTHER_REFERENT
    assert len(pair.sides) == 2
    assert all(side.value.startswith("Mara Lund, ") for side in pair.sides)


@pytest.mark.parametrize(
    "other",
    [
        a_paper("The senator", " gave a lesson in Oakford", "Evening Star", "2021-05-12"),
        a_paper("The cellist", " played at Kelby Trams", "Evening Star", "2021-05-12", "Kelby Trams"),
        a_paper("The cellist", " gave a lesson in Oakford", "Evening Star", "2024-05-12"),
        a_paper("Old", " gave a lesson in Oakford", "Evening Star", "2021-05-12"),
    ],
    ids=["one field", "company in common", "years later", "no trade"],
)
def test_one_person_may_have_two_titles(other: Record) -> None:
    assert pairs(other) == []


def test_a_trade_beside_a_name_tells_a_person_though_nobody_was_read_there() -> None:
    text = "Three suites were played for pensioners in Oakford by Mara Lund, the cellist, on Friday"
    unread = a_record(told(f"{text}.", a_clause(text, "suites", "play")), outlet="Echo", published="2021-05-07")

    (pair,) = pairs(unread)

    assert [side.value for side in pair.sides] == ["Mara Lund, cellist", "Mara Lund, mayor"]
