"""Times placed in other times: "Friday of last week", "two years ago this month", "the first week of May"."""

from __future__ import annotations

from datetime import date

import pytest

from kb.model import Interval, Mode, TimeExpression
from kb.resolve.dates import times_in

WEDNESDAY = date(2019, 5, 15)


def the_last(text: str, day: date | None = WEDNESDAY) -> TimeExpression:
    *_, found = times_in(text, Interval(day, day) if day else None)
    return found


@pytest.mark.parametrize(
    ("words", "value", "days"),
    [
        ("on Tuesday last week", "2019-05-07", "2019-05-07"),
        ("last week, on Tuesday", "2019-05-07", "2019-05-07"),
        ("on Friday of last week", "2019-05-10", "2019-05-10"),
        ("on the Monday before last", "2019-05-06", "2019-05-06"),
        ("a week ago Monday", "2019-05-06", "2019-05-06"),
        ("two years ago this month", "2017-05", "2017-05-01/2017-05-31"),
        ("a year ago this week", "2018-W20", "2018-05-14/2018-05-20"),
        ("five years ago today", "2014-05-15", "2014-05-15"),
        ("this time last year", "2018-05", "2018-04-30/2018-05-30"),
        ("this time last week", "2019-05-08", "2019-05-08"),
        ("the summer before last", "2017-SU", "2017-06-01/2017-08-31"),
        ("on Christmas Day last year", "2018-12-25", "2018-12-25"),
        ("in the summer of last year", "2018-SU", "2018-06-01/2018-08-31"),
        ("in the last quarter of 2018", "2018-Q4", "2018-10-01/2018-12-31"),
        ("in the first half of this year", "2019-H1", "2019-01-01/2019-06-30"),
        ("in the first week of May", "2019-05", "2019-05-01/2019-05-07"),
        ("in the final week of June 2018", "2018-06", "2018-06-24/2018-06-30"),
        ("in the first days of March", "2019-03", "2019-03-01/2019-03-08"),
        ("on the last day of 2018", "2018-12-31", "2018-12-31"),
        ("on the first Monday in May", "2019-05-06", "2019-05-06"),
        ("on the 3rd of this month", "2019-05-03", "2019-05-03"),
        ("two days before Christmas", "2018-12-23", "2018-12-23"),
        ("three days after May 3, 2018", "2018-05-06", "2018-05-06"),
        ("two weeks after May 3, 2018", "2018-W20", "2018-05-14/2018-05-20"),
        ("a month and a half ago", "2019-XX-XX", "2019-03-15/2019-04-15"),
        ("at the turn of the year", "2018-12/2019-01", "2018-12-16/2019-01-15"),
        ("at the turn of the century", "1999/2000", "1995-01-01/2004-12-31"),
        ("in the winter of 2017-18", "2017-WI", "2017-12-01/2018-02-28"),
        ("in week 7 of 2018", "2018-W07", "2018-02-12/2018-02-18"),
        ("in 40 A.D.", "0040", "0040-01-01/0040-12-31"),
        ("at 20:15 on Friday", "2019-05-10T20:15", "2019-05-10"),
        ("at noon local time (1930 GMT Saturday)", "2019-05-11T19:30Z", "2019-05-11"),
        ("in the early morning hours of Sunday", "2019-05-12TMO", "2019-05-12"),
    ],
)
def test_a_time_placed_in_another_is_resolved_as_one(words: str, value: str, days: str) -> None:
    found = the_last(f"The firm moved {words}.")

    assert (found.value, str(found.interval)) == (value, days)
    assert found.span.exact in words


@pytest.mark.parametrize(
    ("text", "value", "days"),
    [
        ("It will open at the end of the month.", "2019-05", "2019-05-24/2019-05-31"),
        ("It opened earlier in the week.", "2019-W20", "2019-05-13/2019-05-15"),
        ("It opened later in the day.", "2019-05-15", "2019-05-15"),
        ("It opened on May 3, 2018, and burnt later in the day.", "2018-05-03", "2018-05-03"),
        ("Work began in March 2016. By the end of the year the pier stood.", "2016", "../2016-12-31"),
        ("Work began in March 2016. That summer the pier stood.", "2016-SU", "2016-06-01/2016-08-31"),
        ("Work began in March 2016. The following winter it fell.", "2016-WI", "2016-12-01/2017-02-28"),
        ("Work began in March 2016. The previous autumn it was sold.", "2015-FA", "2015-09-01/2015-11-30"),
    ],
)
def test_a_period_spoken_of_is_that_of_the_story_or_of_the_day(text: str, value: str, days: str) -> None:
    found = the_last(text)

    assert (found.value, str(found.interval)) == (value, days)


def test_the_end_of_a_year_told_of_keeps_the_present_one_as_a_candidate() -> None:
    found = the_last("Work began in March 2016. At the end of the year the pier stood.")

    assert found.candidates == ("2016", "2019")


@pytest.mark.parametrize("words", ["that summer", "the following spring", "the next day", "a week later"])
def test_what_is_counted_from_nothing_stays_open(words: str) -> None:
    found = the_last(f"The firm moved {words}.")

    assert (found.interval, found.rule) == (Interval(None, None), "no-mention-before")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("the fiscal third quarter of 2018", "FY2018-Q3"),
        ("the fourth quarter of fiscal 2018", "FY2018-Q4"),
        ("the second fiscal quarter of 2018", "FY2018-Q2"),
        ("fiscal 2018", "FY2018"),
        ("last fiscal year", "FY2018"),
    ],
)
def test_a_fiscal_period_is_known_to_a_year_either_side(words: str, value: str) -> None:
    found = the_last(f"Sales fell in {words}.")

    assert (found.span.exact, found.value, found.mode) == (words, value, Mode.WITHIN)
    assert str(found.interval) == "2017-01-01/2019-12-31"


def test_a_fiscal_quarter_without_its_year_stays_open() -> None:
    found = the_last("Sales fell in the fiscal third quarter.")

    assert (found.value, found.interval) == ("FYXXXX-Q3", Interval(None, None))


def test_a_year_before_christ_has_no_days_but_a_name() -> None:
    found = the_last("The wall was built in 44 B.C. by slaves.")

    assert (found.span.exact, found.value, found.interval) == ("44 B.C.", "BC0044", Interval(None, None))


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It takes two or three days.", "two or three days", "P2D/P3D"),
        ("It takes between five and six weeks.", "five and six weeks", "P5W/P6W"),
        ("It takes 10-15 minutes.", "10-15 minutes", "PT10M/PT15M"),
        ("An 8-month-old truce ended.", "8-month", "P8M"),
        ("They meet every two weeks.", "every two weeks", "P2W"),
        ("They meet every other day.", "every other day", "P2D"),
        ("They meet every few months.", "every few months", "PXM"),
        ("It took a quarter of a century.", "a quarter of a century", "P25Y"),
    ],
)
def test_lengths_and_repetitions_keep_all_their_numbers(text: str, words: str, value: str) -> None:
    found = the_last(text)

    assert (found.span.exact, found.value) == (words, value)


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("The show runs through Friday.", "2019-05-17", "until-weekday-nearest-future"),
        ("Envoys of Norden and Vik meet on Sunday.", "2019-05-19", "weekday-nearest-future"),
        ("The fair would still be held on Sunday.", "2019-05-19", "weekday-nearest-future"),
        ("Boats are due, according to a report on Friday.", "2019-05-10", "weekday-nearest-past"),
        ("He said that on Friday, the bank will close.", "2019-05-17", "weekday-nearest-future"),
        ("They asked her to testify before the panel on June 20.", "2019-06-20", "yearless-day-nearest"),
        ("They honored her on June 20.", "2018-06-20", "yearless-day-past"),
        ("She said in June that all was well.", "2018-06", "month-past"),
        ("She called the June 2 vote a farce.", "2019-06-02", "yearless-day-nearest"),
        ("The law takes effect on Jan. 1.", "2020-01-01", "yearless-day-future"),
    ],
)
def test_the_clause_of_a_time_tells_where_it_lies(text: str, value: str, rule: str) -> None:
    found = the_last(text)

    assert (found.value, found.rule) == (value, rule)


def test_a_month_that_is_just_over_may_not_be_the_last_one_meant() -> None:
    assert the_last("Prices fell last April.").candidates == ("2018-04", "2019-04")
    assert the_last("Prices fell last August.").candidates == ()


def test_a_today_that_may_mean_these_times_says_so() -> None:
    assert the_last("Prices today are high.").candidates == ("2019-05-15", "PRESENT_REF")
    assert the_last("Prices rose today.").candidates == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mercury rose into the 90s in the heat.", ()),
        ("He finished in 2:15 flat.", ()),
        ("It was a 3-4 win.", ()),
        ("He ran up to the gate.", ()),
        ("The day broke, and the year began.", ()),
        ("They stood on the 15th floor.", ()),
        ("The child, 2 to 3 years old, ran.", ()),
        ("An 8-month-old girl slept.", ()),
        ("He will be there soon enough.", ()),
    ],
)
def test_words_that_only_look_like_times_are_left_alone(text: str, words: tuple[str, ...]) -> None:
    assert tuple(time.span.exact for time in times_in(text, None)) == words


@pytest.mark.parametrize(
    ("words", "value", "anchor"),
    [
        ("The following year it burned.", "2017", "2016-03-03"),
        ("Later that day it burned.", "2016-03-03", "2016-03-03"),
        ("Three weeks later it burned.", "2016-W12", "2016-03-03"),
        ("It burned at the end of the month.", "2016-03", "2016-03-03"),
        ("It burned that summer.", "2016-SU", "2016-03-03"),
        ("At 9 p.m. it burned.", "2016-03-03T21:00", "2016-03-03"),
        ("It burned last month.", "2019-04", "2019-05-15"),
        ("It burned on May 3, 2018.", "2018-05-03", ""),
    ],
)
def test_the_anchor_is_the_day_counted_from_told_or_printed(words: str, value: str, anchor: str) -> None:
    found = the_last(f"The mill opened on March 3, 2016. {words}")

    assert (found.value, found.anchor) == (value, anchor)
