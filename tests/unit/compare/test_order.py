"""What is found does not depend on the order in which articles come, nor on whether they come all at once."""

from __future__ import annotations

import pytest
from finding import found_by, found_one_by_one
from hypothesis import given, settings
from hypothesis import strategies as st
from records import Said, a_clause, a_record, told

from kb.compare.events.occurrences import OCCURRENCES
from kb.compare.events.other_events import OTHER_EVENTS
from kb.compare.events.reach import REACH
from kb.compare.events.scopes import SCOPES
from kb.compare.finder import Difference, Finder
from kb.compare.finders import FINDERS
from kb.compare.people.namesakes import NAMESAKES
from kb.compare.people.posts import POSTS
from kb.compare.people.roles import OFFICES

MINE = (NAMESAKES, OCCURRENCES, OFFICES, OTHER_EVENTS, POSTS, REACH, SCOPES)
MAY_4 = ("on May 4, 2021", "2021-05-04", "2021-05-04")
MAY_2 = ("on May 2, 2021", "2021-05-02", "2021-05-02")
IN_MAY = ("in May 2021", "2021-05-01", "2021-05-31")


def rammed(when: tuple[str, str, str], where: str = "in Selwick") -> Said:
    text = f"The ferry Marlin rammed a granite quay {where} {when[0]}"
    return told(f"{text}.", a_clause(text, "ferry Marlin", "hit", "quay", times=(when,)))


def plain(text: str, *titles: str, noun: str = "", times: tuple[tuple[str, str, str], ...] = ()) -> Said:
    clause = a_clause(text, "", "close", noun, times=times)
    return told(f"{text}.", clause, titles=tuple((name, "") for name in titles))


ALL = plain("All ferries from Kelby were closed to cars", noun="ferries")
SOME = plain("Most ferries from Kelby were closed to cars", noun="ferries")
FIRST = plain("It was the first collision of a ferry in Selwick")
SINCE = plain("No collision of a ferry had been seen in Norrland since 1996")
EARLIER = plain("In 1996, another ferry had hit the quay", times=(("In 1996", "1996-01-01", "1996-12-31"),))
MASTER = plain("Mara Lund, the harbour master of the Selwick Harbour Office, closed the quay", "Mara Lund")
TAMM = plain("Ida Tamm, the harbour master of the Selwick Harbour Office, closed the quay", "Ida Tamm")
CAPTAIN = plain("Mara Lund, the police chief, closed the quay", "Mara Lund")
CELLIST = plain("The cellist Mara Lund closed the festival of Oakford with a suite", "Mara Lund")
RECORDS = [
    a_record(rammed(MAY_4), ALL, FIRST, MASTER, outlet="Morning Post", published="2021-05-05"),
    a_record(rammed(MAY_2), SOME, SINCE, TAMM, EARLIER, outlet="Evening Star", published="2021-05-05"),
    a_record(rammed(IN_MAY), ALL, SINCE, CAPTAIN, outlet="Weekly", published="2021-05-06"),
    a_record(rammed(MAY_4, "in the Ropewalk district of Selwick"), SOME, outlet="Herald", published="2021-05-06"),
    a_record(CELLIST, outlet="Oakford Echo", published="2021-05-07"),
]


def kinds(found: list[Difference]) -> set[str]:
    return {str(getattr(one, "kind", getattr(one, "reason", "event"))) for one in found}


def test_the_records_have_something_for_every_finder() -> None:
    found = [kinds(found_by(finder, *RECORDS)) for finder in MINE]

    assert found == [
        {"other-referent"},
        {"event", "date", "less-precise", "part-of"},
        {"role"},
        {"other-event"},
        {"role"},
        {"scope"},
        {"other-scope"},
    ]


@pytest.mark.parametrize("finder", FINDERS, ids=lambda finder: str(finder.name))
@settings(max_examples=15, deadline=None)
@given(order=st.permutations(RECORDS))
def test_one_by_one_in_any_order_gives_what_all_at_once_gives(finder: Finder, order: list[object]) -> None:
    expected = found_by(finder, *RECORDS)

    assert sorted(map(repr, found_one_by_one(finder, order))) == sorted(map(repr, expected))  # type: ignore[arg-type]


@pytest.mark.parametrize("finder", MINE, ids=lambda finder: str(finder.name))
@given(gone=st.sampled_from(range(len(RECORDS))))
@settings(max_examples=5, deadline=None)
def test_an_article_that_goes_leaves_nothing_behind(finder: Finder, gone: int) -> None:
    from kb.compare.source import Source

    groups = finder.groups()
    items = [finder.items(Source(record, {})) for record in RECORDS]
    for one in items:
        groups.update(come=one)

    groups.update(gone=items[gone])

    kept = [record for at, record in enumerate(RECORDS) if at != gone]
    assert sorted(map(repr, groups.outcomes())) == sorted(map(repr, found_by(finder, *kept)))
