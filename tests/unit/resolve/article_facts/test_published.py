"""When it was published: lines that say so, and what the story lets one infer; never a guess dressed as a fact."""

from __future__ import annotations

from datetime import date

import pytest
from facts_of import facts, informed_text, published

from kb.model import Interval
from kb.pipeline.informing import conflicts_in

PROSE = "The harbour board met on Friday. It agreed to dredge the channel, and to pay for it with a fee on every ship."


@pytest.mark.parametrize(
    ("line", "days", "ground"),
    [
        ("Published: Jan. 3, 2020", "2020-01-03", "publication line"),
        ("Published 3 January 2020 at 10:15 GMT", "2020-01-03", "publication line"),
        ("Posted on Friday, January 3, 2020", "2020-01-03", "publication line"),
        ("First published on 2020-01-03T10:15Z", "2020-01-03", "publication line"),
        ("By Ana Ruiz | Jan. 3, 2020", "2020-01-03", "byline"),
        ("Friday, January 3, 2020", "2020-01-03", "date line"),
        ("January 3, 2020 10:15 a.m. ET", "2020-01-03", "date line"),
        ("Politics | 3 January 2020", "2020-01-03", "date line"),
        ("Published: 03/04/2021", "2021-03-04/2021-04-03", "publication line"),
    ],
)
def test_a_line_above_the_story_gives_the_day(line: str, days: str, ground: str) -> None:
    found = published(f"Board to dredge channel\n\n{line}\n\n{PROSE}\n\n{PROSE}\n")

    assert (found.value, found.ground, found.used) == (days, ground, True)
    assert found.confidence >= 0.85
    assert found.spans


def test_a_line_below_the_story_gives_the_day_too() -> None:
    found = published(f"{PROSE}\n\n{PROSE}\n\nPublished: May 4, 2022\n")

    assert (found.value, found.used) == ("2022-05-04", True)


def test_an_update_is_another_fact_and_an_upper_bound() -> None:
    text = f"Board to dredge channel\n\nLast updated: May 6, 2022\n\n{PROSE}\n"

    found, (updated,) = published(text), facts(text, "updated")

    assert (found.value, found.used) == ("../2022-05-06", False)
    assert (updated.value, updated.ground) == ("2022-05-06", "update line")
    assert "an end is open" in found.reason


def test_published_and_updated_on_one_line_are_told_apart() -> None:
    text = f"Board to dredge channel\n\nPublished: May 4, 2022 | Updated: May 6, 2022\n\n{PROSE}\n"

    assert published(text).value == "2022-05-04"
    assert [fact.value for fact in facts(text, "updated")] == ["2022-05-06"]


@pytest.mark.parametrize(
    "note",
    [
        "Correction: March 12, 2022.",
        "Correction (12 March 2022): An earlier version said that the board was founded on May 9, 2021.",
        "Clarification, March 12, 2022: The chair is no relation of the mayor.",
        "Update, March 12, 2022: The fee is now law, and every ship that calls at the port of the town has to pay it.",
    ],
)
def test_a_dated_correction_is_a_change_and_an_upper_bound(note: str) -> None:
    text = f"{PROSE}\n\n{PROSE}\n\n{note}\n"

    (updated,) = facts(text, "updated")

    assert published(text).value == "../2022-03-12"
    assert (updated.value, updated.ground) == ("2022-03-12", "update line")


@pytest.mark.parametrize(
    "note",
    [
        "Correction: The board was founded on March 12, 2022, not on May 9.",
        "Correction: March 12, 2022 was the day of the strike.",
    ],
)
def test_a_day_that_a_correction_speaks_of_is_not_its_own(note: str) -> None:
    assert not facts(f"{PROSE}\n\n{PROSE}\n\n{note}\n", "updated")


@pytest.mark.parametrize("line", ["Published: 31 June 2021", "Posted: February 29, 2021"])
def test_a_day_that_no_calendar_has_is_told_and_not_used(line: str) -> None:
    found = published(f"Board to dredge channel\n\n{line}\n\n{PROSE}\n")

    assert (found.value, found.used, found.confidence) == ("", False, 0.0)
    assert "no day of the calendar" in found.reason


def test_a_date_inside_the_prose_is_no_publication_line() -> None:
    found = published(f"{PROSE}\n\nThe report was published on May 4, 2022 by the board, and says little of the fee.\n")

    assert found.value == "2022-05-04/.."
    assert not found.used


@pytest.mark.parametrize(
    ("doc", "url", "days", "used"),
    [
        ("a.txt", "https://ledger.example/2021/10/01/dredging", "2021-10-01", True),
        ("a.txt", "https://ledger.example/world/2021/oct/01/dredging", "2021-10-01", True),
        ("a.txt", "https://ledger.example/2021/10/dredging", "2021-10-01/2021-10-31", True),
        ("2021-10-01-dredging.txt", "", "2021-10-01", True),
        ("20211001_dredging.txt", "", "2021-10-01", True),
        ("a.txt", "https://ledger.example/2021/13/45/dredging", "", False),
        ("2021-02-30-dredging.txt", "", "", False),
        ("part-2021.txt", "", "", False),
    ],
)
def test_addresses_and_file_names_are_filed_by_day(doc: str, url: str, days: str, used: bool) -> None:
    found = published(PROSE, doc=doc, url=url)

    assert (found.value, found.used) == (days, used)


def test_a_dateline_narrows_the_year_that_something_else_gives() -> None:
    text = f"LARSK, July 13 (Reuters) - {PROSE}\n\nThe board was founded in 2019, its chair said.\n\nCopyright 2022 Reuters.\n"

    found = published(text)

    assert found.value == "2019-07-13/2022-07-14"
    assert not found.used


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("The court jailed him on March 5, 2021.", "2021-03-05/.."),
        ("She won her first title in 2018.", "2018-01-01/.."),
        ("The plant has run at half its power since 2019.", "2019-01-01/.."),
        ("The two met on May 4, 2020 and June 8, 2021.", "2021-06-08/.."),
        ("The telescope broke down in March 2017, and was mended in 2020.", "2020-01-01/.."),
        ("The line will open in 2031.", "../2031-12-31"),
        ("They plan to sell the shipyard by 2027.", "../2027-12-31"),
    ],
)
def test_the_story_lies_after_what_it_tells_as_past_and_before_what_lies_ahead(sentence: str, days: str) -> None:
    found = published(f"{PROSE}\n\n{sentence}\n\n{PROSE}")

    assert (found.value, found.used) == (days, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "The council expected growth of two percent in 2031.",
        "Larsk was chosen to hold the games in 2032.",
        "The contract ran until 2035.",
        "He wrote a novel set in 2060.",
        "The board signed the Vision 2040 plan.",
        "Larsk won the 2036 games.",
        "“We will be on Mars by 1980,” the engineer said.",
        "In 2050, half of them will be old, the study said.",
        "The bill cost 2021 crowns.",
    ],
)
def test_forecasts_plans_names_and_sums_bound_nothing(sentence: str) -> None:
    assert published(f"{PROSE}\n\n{sentence}\n\n{PROSE}").value == ""


def test_a_picture_bounds_the_day_and_one_that_is_not_from_the_files_is_of_the_week() -> None:
    caption = "Dredgers at work in Larsk on Thursday, May 5, 2022. (AP Photo/Kim Lee{})"

    fresh = published(f"{PROSE}\n\n{caption.format('')}\n\n{PROSE}")
    old = published(f"{PROSE}\n\n{caption.format(', File')}\n\n{PROSE}")

    assert (fresh.value, fresh.used, fresh.ground) == ("2022-05-05/2022-05-11", True, "recent picture")
    assert (old.value, old.used, old.ground) == ("2022-05-05/..", False, "caption")


def test_weekdays_that_run_up_to_the_picture_come_round_once() -> None:
    text = (
        "The board met on Tuesday and Wednesday.\n\n“It is late,” Olsen said on Tuesday.\n\n"
        "Dredgers at work in Larsk, Norway, on May 5, 2022. (AP Photo/Kim Lee)\n"
    )

    assert published(text).value == "2022-05-05/2022-05-09"


def test_a_stock_picture_is_of_any_age() -> None:
    text = f"{PROSE}\n\nA dredger in the port of Larsk on May 5, 2022. (Photo by Kim Lee/Getty Images)\n\n{PROSE}"

    assert published(text).value == "2022-05-05/.."


def test_a_weekday_finds_the_year_of_a_day() -> None:
    text = (
        "The board met on Thursday, July 13.\n\nIt was founded in 2019.\n\n"
        "The new lock will open in 2026, its chair said.\n"
    )

    found = published(text)

    assert found.days == Interval(date(2023, 7, 13), date(2024, 7, 12))
    assert found.used


def test_last_month_and_a_named_month_of_one_event_give_the_month() -> None:
    text = (
        "Minister Okoye raised the fee during the late June visit to Larsk.\n\n“It is late,” he said after the visit to "
        "Larsk last month.\n\nThe board was founded in 2019.\n\nThe lock will open in 2026.\n"
    )

    assert published(text).days == Interval(date(2019, 7, 1), date(2026, 7, 31))


def test_last_month_of_another_event_gives_nothing() -> None:
    text = (
        "Minister Okoye raised the fee in June.\n\nThe strike ended last month.\n\nThe board was founded in 2019.\n\n"
        "The lock will open in 2026.\n"
    )

    assert published(text).days == Interval(date(2019, 1, 1), date(2026, 12, 31))


def test_offices_of_two_people_bound_the_day_by_the_registry() -> None:
    text = (
        f"Secretary of State Antony Blinken met Chinese Defense Minister Li Shangfu on Friday.\n\n{PROSE}\n\n"
        "Then-House Speaker Nancy Pelosi was in town as well.\n"
    )

    found = published(text)

    assert (found.value, found.ground, found.used) == ("2023-03-12/2023-10-24", "office", True)
    assert "registry" in found.reason


@pytest.mark.parametrize(
    "sentence",
    [
        "Chinese Defense Minister Li Shangfu spoke on Friday.",  # one alone may be called by an office of old
        "Years ago, Secretary of State Hillary Clinton met President Barack Obama.",
        "She ran against a President Donald Trump and a President Joe Biden in her novel.",
        "President George W. Bush and President Barack Obama differed.",  # they followed one another
        "Antony Blinken met Li Shangfu.",
    ],
)
def test_titles_of_the_past_of_one_person_or_of_nobody_bound_nothing(sentence: str) -> None:
    assert published(f"{PROSE}\n\n{sentence}\n\n{PROSE}").value == ""


def test_an_article_that_contradicts_itself_is_of_no_day() -> None:
    text = f"Board to dredge channel\n\nPublished: Jan. 3, 2020\n\nThe court jailed him on March 5, 2021.\n\n{PROSE}\n"

    found = published(text)

    assert (found.value, found.used, found.conflict) == ("", False, True)
    assert "Jan. 3, 2020" in found.reason
    assert "March 5, 2021" in found.reason
    assert {span.exact for span in found.spans} == {"Jan. 3, 2020", "March 5, 2021"}


def test_a_file_name_that_does_not_fit_is_not_used_and_told() -> None:
    text = f"{PROSE}\n\nThe court jailed him on March 5, 2021.\n\n{PROSE}"

    article = informed_text(text, doc="2020-01-03-court.txt")

    found, dropped = [fact for fact in article.facts if fact.kind == "published"]
    (said,) = conflicts_in(article)
    assert "is not known" in said
    assert "but the file is named after 2020-01-03" in said

    assert (found.value, found.used, found.conflict) == ("2021-03-05/..", False, True)
    assert (dropped.value, dropped.ground, dropped.used, dropped.conflict) == ("2020-01-03", "file name", False, True)


def test_a_stated_day_wins_and_a_contradiction_is_marked() -> None:
    day = date(2020, 1, 3)
    text = f"{PROSE}\n\nThe court jailed him on March 5, 2021.\n\n{PROSE}"

    article = informed_text(text, published=Interval(day, day), grounds={"published": "manifest"})

    stated, inferred = [fact for fact in article.facts if fact.kind == "published"]
    assert article.published == Interval(day, day)
    assert (stated.used, stated.conflict) == (True, True)
    assert (inferred.value, inferred.used, inferred.conflict) == ("2021-03-05/..", False, True)


@pytest.mark.parametrize("year", [1905, 1999, 2035])
def test_articles_of_any_time_give_a_clear_result(year: int) -> None:
    text = f"By Ana Ruiz | May 4, {year}\n\n{PROSE}\n\nThe board was founded in {year - 20}.\n"

    assert (published(text).value, published(text).used) == (f"{year}-05-04", True)


def test_a_text_without_any_date_is_of_an_unknown_day() -> None:
    found = published("“It is late,” Olsen said yesterday.")

    assert (found.value, found.confidence) == ("", 0.0)
    assert found.reason == "no line states the day, and no dated event bounds it"


def test_inferred_days_anchor_the_times_of_the_story_and_the_anchor_shows_it() -> None:
    article = informed_text(
        f"{PROSE}\n\nDredgers in Larsk on May 5, 2022. (AP Photo/Kim Lee)\n\nOlsen spoke on Monday.\n"
    )

    assert article.grounds["published"] == "inferred (recent picture)"
    assert str(article.published) == "2022-05-05/2022-05-11"
