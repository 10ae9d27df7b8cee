"""Earlier events of the kind that news recalls."""

from __future__ import annotations

import pytest
from finding import found_by
from records import a_clause, a_record, told

from kb.compare.events.other_events import OTHER_EVENTS
from kb.model import CompatiblePair, CompatibleReason, Record

NEWS = "Avalanche guns failed above Gletsch, and an avalanche closed the Furka pass road on May 4, 2021"
REST = "The keeper Reto Imhof of the Furka hostel had warned the road office of Gletsch for weeks"


def a_paper(recalled: str, year: str = "", outlet: str = "Morning Post", published: str = "2021-05-06") -> Record:
    news = a_clause(NEWS, "avalanche", "close", times=(("on May 4, 2021", "2021-05-04", "2021-05-04"),))
    sentences = [told(f"{NEWS}.", news), told(f"{REST}.", a_clause(REST, "keeper", "warn"))]
    if recalled:
        times = ((year, f"{year[-4:]}-01-01", f"{year[-4:]}-12-31"),)
        sentences.append(told(f"{recalled}.", a_clause(recalled, "", "close", times=times)))
    return a_record(*sentences, outlet=outlet, published=published)


def pairs(recalled: str, year: str, published: str = "2021-05-06") -> list[CompatiblePair]:
    records = (a_paper(""), a_paper(recalled, year, "Evening Star", published))
    return [one for one in found_by(OTHER_EVENTS, *records) if isinstance(one, CompatiblePair)]


@pytest.mark.parametrize(
    ("recalled", "year"),
    [
        ("In 1996, another avalanche had closed the pass for a month", "In 1996"),
        ("An earlier avalanche closed the tunnel in 1996", "in 1996"),
        ("The avalanche of 1996 tore down two barns", "1996"),
    ],
)
def test_an_earlier_event_of_the_kind_has_another_date(recalled: str, year: str) -> None:
    (pair,) = pairs(recalled, year)

    assert pair.reason is CompatibleReason.OTHER_EVENT
    assert {side.value for side in pair.sides} == {"1996", "2021-05-04"}


@pytest.mark.parametrize(
    ("recalled", "year"),
    [
        ("The hostel was painted by students in 1996", "in 1996"),
        ("Another choir sang in the village in 1996", "in 1996"),
        ("Another avalanche came in 2021", "in 2021"),
    ],
    ids=["nothing says that it is another", "another kind", "the same year"],
)
def test_other_years_need_another_event_of_the_kind(recalled: str, year: str) -> None:
    assert pairs(recalled, year) == []


def test_another_story_recalls_its_own_events() -> None:
    assert pairs("In 1996, another avalanche had closed the pass", "In 1996", published="2022-01-09") == []
