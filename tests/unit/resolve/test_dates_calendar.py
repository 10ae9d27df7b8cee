"""Dates with a calendar name: printed in full, without a year, impossible, or only looking like dates."""

from __future__ import annotations

from datetime import date

import pytest

from kb.model import Interval, Mode, TimeExpression
from kb.resolve.dates import times_in

WEDNESDAY = date(2019, 5, 15)


def read(text: str, day: date | None = WEDNESDAY) -> tuple[TimeExpression, ...]:
    return times_in(text, Interval(day, day) if day else None)


def the_one(text: str, day: date | None = WEDNESDAY) -> TimeExpression:
    (found,) = read(text, day)
    return found


@pytest.mark.parametrize(
    ("text", "words", "value", "days"),
    [
        ("It opened on March 3, 2016.", "March 3, 2016", "2016-03-03", "2016-03-03"),
        ("It opened on 3 March 2016.", "3 March 2016", "2016-03-03", "2016-03-03"),
        ("It opened on the 3rd of March, 2016.", "the 3rd of March, 2016", "2016-03-03", "2016-03-03"),
        ("It opened on Thursday, March 3, 2016.", "Thursday, March 3, 2016", "2016-03-03", "2016-03-03"),
        ("It opened on 2016-03-03 at last.", "2016-03-03", "2016-03-03", "2016-03-03"),
        ("It opened on 12/31/2016.", "12/31/2016", "2016-12-31", "2016-12-31"),
        ("It opened on 31/12/2016.", "31/12/2016", "2016-12-31", "2016-12-31"),
        ("It opened on 31.12.2016 in Bonn.", "31.12.2016", "2016-12-31", "2016-12-31"),
        ("It opened in February 2016.", "February 2016", "2016-02", "2016-02-01/2016-02-29"),
        ("It opened in Feb. 2015.", "Feb. 2015", "2015-02", "2015-02-01/2015-02-28"),
        ("It opened in 1848 in Paris.", "1848", "1848", "1848-01-01/1848-12-31"),
        ("A bridge of the 1990s collapsed.", "the 1990s", "199X", "1990-01-01/1999-12-31"),
        ("A bridge of the '80s collapsed.", "the '80s", "198X", "1980-01-01/1989-12-31"),
        ("A 19th-century bridge collapsed.", "19th-century", "18", "1800-01-01/1899-12-31"),
        ("A vase of the 5th century BC cracked.", "the 5th century BC", "BC04", "../.."),
        ("A vase of the 1st century B.C. cracked.", "the 1st century B.C.", "BC00", "../.."),
        ("A vase of the 3rd century A.D. cracked.", "the 3rd century A.D.", "02", "0200-01-01/0299-12-31"),
        ("The drought of the 1170s BC emptied it.", "the 1170s BC", "BC117X", "../.."),
        ("It was built in 9,500 BC or so.", "9,500 BC", "BC9500", "../.."),
        ("It was built in 12000 BCE or so.", "12000 BCE", "BC12000", "../.."),
        ("It was built from 1190 to 1155 BC.", "1190 to 1155 BC", "BC1190/BC1155", "../.."),
        ("Sales fell in the third quarter of 2018.", "the third quarter of 2018", "2018-Q3", "2018-07-01/2018-09-30"),
        ("Sales fell in Q4 2018.", "Q4 2018", "2018-Q4", "2018-10-01/2018-12-31"),
        ("Sales fell in the first half of 2018.", "the first half of 2018", "2018-H1", "2018-01-01/2018-06-30"),
        ("It rained in the summer of 2017.", "the summer of 2017", "2017-SU", "2017-06-01/2017-08-31"),
        ("It rained in winter 2017.", "winter 2017", "2017-WI", "2017-12-01/2018-02-28"),
        ("In nineteen ninety-one the firm moved.", "nineteen ninety-one", "1991", "1991-01-01/1991-12-31"),
        ("They met on Christmas Eve 2015.", "Christmas Eve 2015", "2015-12-24", "2015-12-24"),
        ("They met on Thanksgiving 2018.", "Thanksgiving 2018", "2018-11-22", "2018-11-22"),
        ("They met on Good Friday, 2018.", "Good Friday, 2018", "2018-03-30", "2018-03-30"),
    ],
)
def test_a_printed_date_has_its_days_and_needs_no_anchor(text: str, words: str, value: str, days: str) -> None:
    found = the_one(text)

    assert (found.span.exact, found.value, str(found.interval)) == (words, value, days)
    assert found.anchor == "" or "80s" in words
    assert found.type == "DATE"


@pytest.mark.parametrize(
    ("text", "words", "value", "days"),
    [
        ("The fair ran March 3-5, 2016.", "March 3-5, 2016", "2016-03-03/2016-03-05", "2016-03-03/2016-03-05"),
        ("The fair ran from 3 to 5 March 2016.", "3 to 5 March 2016", "2016-03-03/2016-03-05", "2016-03-03/2016-03-05"),
        (
            "The fair ran Feb. 27 – March 2, 2016.",
            "Feb. 27 – March 2, 2016",
            "2016-02-27/2016-03-02",
            "2016-02-27/2016-03-02",
        ),
        ("He taught from 1994 to 1997.", "1994 to 1997", "1994/1997", "1994-01-01/1997-12-31"),
        ("Between 2011 and 2013 it rained.", "2011 and 2013", "2011/2013", "2011-01-01/2013-12-31"),
        ("The 2017-18 season was poor.", "2017-18", "2017/2018", "2017-01-01/2018-12-31"),
        ("It lasted from June to August 2016.", "June to August 2016", "2016-06/2016-08", "2016-06-01/2016-08-31"),
        (
            "It lasted from December 2016 to March.",
            "December 2016 to March",
            "2016-12/2017-03",
            "2016-12-01/2017-03-31",
        ),
    ],
)
def test_a_range_is_one_expression_with_all_its_days(text: str, words: str, value: str, days: str) -> None:
    found = the_one(text)

    assert (found.span.exact, found.value, str(found.interval)) == (words, value, days)


def test_each_end_of_a_range_is_an_expression_where_timex3_is_wanted() -> None:
    first, last = times_in("He taught from 1994 to 1997.", None, ranges=False)

    assert [(first.span.exact, first.value), (last.span.exact, last.value)] == [("1994", "1994"), ("1997", "1997")]
    assert first.interval == last.interval == Interval(date(1994, 1, 1), date(1997, 12, 31))


def test_two_dates_joined_by_and_stay_two() -> None:
    first, last = read("Envoys met on June 30, 2017 and January 8, 2018.")

    assert (first.value, last.value) == ("2017-06-30", "2018-01-08")


@pytest.mark.parametrize(
    "text",
    [
        "It is due on the fifth Monday of February 2021.",
        "It is due on 2021-02-29.",
        "It was on February 30.",
        "It was on 31 June.",
        "It was on February 29, 1900.",
    ],
)
def test_a_day_that_no_calendar_has_is_found_and_left_open(text: str) -> None:
    found = the_one(text)

    assert found.rule == "impossible-date"
    assert found.interval == Interval(None, None)


def test_both_of_two_centuries_share_the_era() -> None:
    first, last = read("It was built in the 6th\nand 5th centuries BC.")

    assert [(one.span.exact, one.value) for one in (first, last)] == [
        ("the 6th", "BC05"),
        ("5th centuries BC", "BC04"),
    ]


@pytest.mark.parametrize(
    ("printed", "value", "candidates"),
    [
        ("2021-13-01", "2021-XX-XX", ("2021-01-13",)),
        ("2021-14-40", "2021-XX-XX", ()),
        ("2021-00-10", "2021-XX-XX", ()),
        ("2021-05-00", "2021-05-XX", ()),
        ("2021-05-32", "2021-05-XX", ()),
        ("2021-04-31", "2021-04-XX", ("2021-04-30", "2021-05-01")),
        ("2021/13/01", "2021-XX-XX", ("2021-01-13",)),
    ],
)
def test_figures_that_are_no_date_are_no_year_either(printed: str, value: str, candidates: tuple[str, ...]) -> None:
    found = the_one(f"The form gives {printed} as the day.")

    assert (found.span.exact, found.value, found.rule) == (printed, value, "impossible-date")
    assert (found.interval, found.candidates) == (Interval(None, None), candidates)


@pytest.mark.parametrize(
    ("printed", "candidates"),
    [
        ("Friday, March 3, 2021", ("2021-03-03", "2021-03-05")),
        ("Monday, March 3, 2021", ("2021-03-03", "2021-03-01")),
        ("Thursday, 2021-03-03", ("2021-03-03", "2021-03-04")),
    ],
)
def test_a_date_that_is_no_such_weekday_is_kept_and_says_so(printed: str, candidates: tuple[str, ...]) -> None:
    found = the_one(f"The tower opened on {printed}.")

    assert (found.value, str(found.interval), found.rule) == ("2021-03-03", "2021-03-03", "weekday-disagrees")
    assert found.candidates == candidates


def test_a_date_without_its_year_that_is_no_such_weekday_in_any_near_year_says_so() -> None:
    found = the_one("The tower opened on Tuesday, Feb. 29.")

    assert (found.value, found.rule) == ("2016-02-29", "weekday-disagrees")
    assert found.candidates == ("2016-02-29", "2016-03-01")


@pytest.mark.parametrize(("printed", "value"), [("Friday, 3/5/2021", "2021-03-05"), ("Monday, 3/5/2021", "2021-05-03")])
def test_a_weekday_tells_month_from_day_in_figures(printed: str, value: str) -> None:
    found = the_one(f"The tower opened on {printed}.")

    assert (found.value, found.rule, found.candidates) == (value, "weekday-tells-order", ())


def test_a_leap_day_without_a_year_falls_in_a_leap_year() -> None:
    assert the_one("The race began on Feb. 29.").value == "2016-02-29"


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("The court ruled on October 2.", "2018-10-02", "yearless-day-past"),
        ("The court will rule on October 2.", "2019-10-02", "yearless-day-future"),
        ("The court is scheduled to rule on April 2.", "2020-04-02", "yearless-day-future"),
        ("The court had ruled on May 2.", "2019-05-02", "yearless-day-past"),
        ("The court called the May 28 hearing a formality.", "2019-05-28", "yearless-day-nearest"),
        ("The court reopens July 1.", "2019-07-01", "yearless-day-nearest"),
        ("Sales rose in May.", "2019-05", "month-past"),
        ("Sales rose in June.", "2018-06", "month-past"),
        ("Sales rose for the June fair.", "2019-06", "month-nearest"),
        ("Sales rose in November.", "2018-11", "month-past"),
        ("Sales will rise in November.", "2019-11", "month-future"),
        ("Sales rose last May.", "2018-05", "month-last"),
        ("Sales rose last November.", "2018-11", "month-last"),
        ("Sales should rise this November.", "2019-11", "month-this"),
        ("Sales should rise next April.", "2020-04", "month-next"),
        ("The team won on Friday, April 12.", "2019-04-12", "weekday-fixes-year"),
        ("The team won on Thursday, April 12.", "2018-04-12", "weekday-fixes-year"),
        ("He was elected in '98.", "1998", "short-year"),
        ("She spoke in June last year.", "2018-06", "month-of-last-year"),
    ],
)
def test_a_date_without_its_year_goes_where_the_clause_looks(text: str, value: str, rule: str) -> None:
    found = the_one(text)

    assert (found.value, found.rule, found.anchor) == (value, rule, "2019-05-15")


def test_the_other_reading_of_a_date_without_a_year_is_kept() -> None:
    assert the_one("The court ruled on October 2.").candidates == ("2018-10-02", "2019-10-02")


def test_a_date_that_americans_and_others_read_differently_keeps_both_readings() -> None:
    found = the_one("Dated 03/04/2018, the letter is short.")

    assert found.candidates == ("2018-03-04", "2018-04-03")
    assert found.rule == "ambiguous-day-and-month"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The court ruled on October 2.", "XXXX-10-02"),
        ("Sales rose in June.", "XXXX-06"),
        ("It rained last summer.", "XXXX-SU"),
        ("He was elected in '98.", "XX98"),
        ("They met on Easter Sunday.", "XXXX-XX-XX"),
    ],
)
def test_without_an_anchor_a_date_without_its_year_stays_open(text: str, value: str) -> None:
    found = the_one(text, None)

    assert (found.value, found.interval, found.candidates, found.anchor) == (value, Interval(None, None), (), "")
    assert found.rule.endswith("-without-anchor")


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("It closed in early June 2018.", "early June 2018", "2018-06-01/2018-06-15"),
        ("It closed in late June 2018.", "late June 2018", "2018-06-16/2018-06-30"),
        ("It closed in mid-June 2018.", "mid-June 2018", "2018-06-08/2018-06-23"),
        ("It closed at the end of 2018.", "the end of 2018", "2018-10-01/2018-12-31"),
        ("It closed in the late 1970s.", "the late 1970s", "1975-01-01/1979-12-31"),
    ],
)
def test_a_vague_part_of_a_period_lies_within_its_days(text: str, words: str, days: str) -> None:
    found = the_one(text)

    assert found.span.exact == words
    assert found.mode is Mode.WITHIN
    assert _about(str(found.interval), days)


def _about(got: str, wanted: str) -> bool:
    """Compare intervals with a day's tolerance at either end: halves and quarters of odd lengths."""
    pairs = zip(got.split("/"), wanted.split("/"), strict=True)
    return all(abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= 1 for one, other in pairs)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He may march on the capital in august company.", ()),
        ("Theresa May said so.", ()),
        ("April Jones won.", ()),
        ("August Wilson wrote plays.", ()),
        ("The March on Rome began.", ()),
        ("A 35-year-old man fell.", ()),
        ("The mayor, 52 years old, fell.", ()),
        ("The woman, aged 40 years, fell.", ()),
        ("Flight 1999 landed.", ()),
        ("It cost $2000 then.", ()),
        ("Some 2000 soldiers marched.", ()),
        ("The Sunday Times wrote of it.", ()),
        ("Black Friday sales were poor.", ()),
        ("The Good Friday Agreement holds.", ()),
        ("USA Today wrote of it.", ()),
        ("He was on 60 Minutes.", ()),
        ("It was a second attempt.", ()),
        ("Three quarters of voters agreed.", ()),
        ("Prices will fall to dust.", ()),
        ("The plan led in the second half.", ()),
        ("They came as soon as they could.", ()),
        ("May spoke in May.", ("May",)),
    ],
)
def test_words_that_only_look_like_times_are_left_alone(text: str, words: tuple[str, ...]) -> None:
    found = read(text)

    assert tuple(time.span.exact for time in found) == words


@pytest.mark.parametrize("year", [1905, 1999, 2035])
def test_no_century_is_built_in(year: int) -> None:
    day = date(year, 6, 15)

    last_month, august = read("Prices fell last month, and the harvest failed in August.", day)

    assert last_month.value == f"{year}-05"
    assert august.value == f"{year - 1}-08"
