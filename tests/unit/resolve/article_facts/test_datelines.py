"""What the place and day at the head of a dispatch say of the day of publication."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from facts_of import facts, informed_text, published
from hypothesis import given
from hypothesis import strategies as st

from kb.model import Interval
from kb.pipeline.informing import conflicts_in

PROSE = "The harbour board agreed to dredge the channel, and to pay for it with a fee on every ship."
MONTHS = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]


@pytest.mark.parametrize(
    "dateline",
    [
        "LARSK, May 3, 2022 —",
        "LARSK, May 3, 2022 (AP) —",
        "LARSK, N.H., May 3, 2022 (Northwire) –",
        "LARSK, Norway, May 3 2022 -",
        "LARSK, 3 May 2022 --",
        "LARSK, May 3, 2022:",
        "LARSK, Tuesday, May 3, 2022 –",
        "ST. LARS/OSLO, MAY 3, 2022 —",
        "ÅLESUND, May 3, 2022, (Northwire) —",
        "NEW LARSK, May 3, 2022 /Northwire/ --",
    ],
)
def test_a_dateline_with_a_year_is_of_the_day_of_publication_or_the_day_before(dateline: str) -> None:
    found = published(f"{dateline} {PROSE}\n\n{PROSE}\n")

    assert (found.value, found.ground, found.used) == ("2022-05-03/2022-05-04", "dateline", True)
    assert found.confidence == 0.9
    assert found.spans[0].exact.endswith("2022")


def test_a_dateline_without_a_year_alone_gives_no_day() -> None:
    assert published(f"LARSK, May 3 (Reuters) — {PROSE}").value == ""


@pytest.mark.parametrize(
    "line",
    [
        f"In Larsk, on May 3, 2022 — a Tuesday — nobody was at work. {PROSE}",
        f"UPDATE, May 3, 2022: {PROSE}",
        f"LARSK, May 3, 2022, was a good place to be. {PROSE}",
    ],
)
def test_what_only_resembles_a_dateline_is_none(line: str) -> None:
    assert "dateline" not in published(f"{line}\n\n{PROSE}").ground


def test_a_dateline_of_no_day_of_the_calendar_is_told_and_not_used() -> None:
    found = published(f"LARSK, Feb. 30, 2022 — {PROSE}")

    assert (found.value, found.used) == ("", False)
    assert "no day of the calendar" in found.reason


def test_a_dateline_wins_over_a_file_name_and_both_are_contested_and_reported() -> None:
    article = informed_text(f"LARSK, May 3, 2022 — {PROSE}", doc="2019-07-04-larsk.txt")

    used, other = [fact for fact in article.facts if fact.kind == "published"]
    assert (used.value, used.used, used.conflict) == ("2022-05-03/2022-05-04", True, True)
    assert (other.value, other.ground, other.used, other.conflict) == ("2019-07-04", "file name", False, True)
    (said,) = conflicts_in(article)
    assert "2022-05-03/2022-05-04 (dateline)" in said
    assert "2019-07-04 (file name)" in said


def test_a_file_name_of_the_day_after_the_dateline_agrees_and_narrows() -> None:
    article = informed_text(f"LARSK, May 3, 2022 — {PROSE}", doc="2022-05-04-larsk.txt")

    (found,) = [fact for fact in article.facts if fact.kind == "published"]
    assert (found.value, found.used, found.conflict) == ("2022-05-04", True, False)


def test_an_address_filed_before_the_dateline_contradicts_it_and_nobody_can_tell() -> None:
    url = "https://ledger.example/2022/04/30/dredging"

    article = informed_text(f"LARSK, May 3, 2022 — {PROSE}", url=url)

    (found,) = [fact for fact in article.facts if fact.kind == "published"]
    assert (found.value, found.used, found.conflict) == ("", False, True)
    assert any("contradicts itself" in said for said in conflicts_in(article))


def test_an_address_filed_days_after_the_dateline_is_used_and_the_dateline_contested() -> None:
    found, other = facts(f"LARSK, May 3, 2022 — {PROSE}", "published", url="https://ledger.example/2022/05/08/dredging")

    assert (found.value, found.ground, found.used, found.conflict) == ("2022-05-08", "address", True, True)
    assert (other.value, other.ground, other.conflict) == ("2022-05-03/2022-05-04", "dateline", True)


def test_what_is_stated_is_not_contested_by_a_file_name_that_the_dateline_refutes() -> None:
    day = date(2022, 5, 3)
    text = f"LARSK, May 3, 2022 — {PROSE}"

    article = informed_text(
        text, doc="2019-07-04-larsk.txt", published=Interval(day, day), grounds={"published": "manifest"}
    )

    assert not any(fact.conflict for fact in article.facts)
    assert not list(conflicts_in(article))


def test_of_several_datelines_the_first_dates_the_page_and_the_others_bound_it() -> None:
    text = f"LARSK, May 3, 2022 — {PROSE}\n\nOSLO, May 1, 2022 — {PROSE}\n"

    (found,) = facts(text, "published")

    assert (found.value, found.conflict) == ("2022-05-03/2022-05-04", False)


@given(st.dates(date(1900, 1, 1), date(2060, 12, 31)), st.integers(0, 1))
def test_whatever_day_a_dispatch_is_dated_its_publication_lies_in_what_is_inferred(day: date, later: int) -> None:
    found = published(f"LARSK, {MONTHS[day.month - 1]} {day.day}, {day.year} (Northwire) — {PROSE}")

    assert found.days == Interval(day, day + timedelta(days=1))
    assert found.days.overlaps(Interval(day + timedelta(days=later), None))
