"""What holds for every day, every anchor and every text."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.model import Interval, Mode, TimeExpression
from kb.resolve.dates import times_in
from kb.resolve.dates.almanac import easter, month_shifted, months, nth_weekday, quarter, week

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
days = st.dates(min_value=date(1800, 1, 1), max_value=date(2199, 12, 31))
pieces = st.sampled_from(
    [
        "last", "next", "this", "the", "early", "late", "end of", "Monday", "Tuesday", "and", "to", "May", "June 31",
        "Feb. 29", "2021", "1905", "two", "a few", "years", "weeks ago", "since", "until", "between", "'98", "the 1990s",
        "10 p.m.", "on", "will", "said", ",", ".", "-", "\n", "Q3", "Christmas", "the following year", "that day",
        "99999999999", "from now", "half", "century", "every", "a day", "summer", "weekend", "9/11/2001",
    ]
)  # fmt: skip


def the_one(text: str, day: date) -> TimeExpression:
    (found,) = times_in(text, Interval(day, day))
    return found


@given(day=days, weekday=st.integers(0, 6))
def test_a_weekday_in_a_report_is_at_most_six_days_back(day: date, weekday: int) -> None:
    found = the_one(f"The plant closed on {WEEKDAYS[weekday]}.", day)

    resolved = date.fromisoformat(found.value)
    assert resolved.weekday() == weekday
    assert 0 <= (day - resolved).days <= 6


@given(day=days, weekday=st.integers(0, 6))
def test_a_weekday_ahead_is_at_most_six_days_off(day: date, weekday: int) -> None:
    found = the_one(f"The plant will close on {WEEKDAYS[weekday]}.", day)

    resolved = date.fromisoformat(found.value)
    assert resolved.weekday() == weekday
    assert 0 <= (resolved - day).days <= 6


@given(day=days, weekday=st.integers(0, 6))
def test_last_and_next_weekday_never_are_today(day: date, weekday: int) -> None:
    before = the_one(f"The plant closed last {WEEKDAYS[weekday]}.", day)
    after = the_one(f"The plant closes next {WEEKDAYS[weekday]}.", day)

    assert before.interval.latest is not None
    assert before.interval.latest < day
    assert after.interval.earliest is not None
    assert after.interval.earliest > day


@given(day=days, weekday=st.integers(0, 6))
def test_two_weekdays_in_a_row_are_two_days_in_a_row(day: date, weekday: int) -> None:
    pair = f"{WEEKDAYS[weekday]} and {WEEKDAYS[(weekday + 1) % 7]}"

    found = the_one(f"Talks were held {pair}.", day)

    assert found.interval.earliest
    assert found.interval.latest
    assert (found.interval.latest - found.interval.earliest).days == 1
    assert found.interval.earliest.weekday() == weekday
    assert found.interval.latest <= day
    assert found.mode is Mode.THROUGHOUT


@given(day=days, printed=days)
def test_a_date_printed_in_full_is_itself_whatever_the_anchor(day: date, printed: date) -> None:
    found = the_one(f"It opened on {MONTHS[printed.month - 1]} {printed.day}, {printed.year}.", day)

    assert found.value == printed.isoformat()
    assert found.interval == Interval(printed, printed)


@given(day=days, month=st.integers(1, 12))
def test_last_month_by_name_is_over_and_less_than_thirteen_months_back(day: date, month: int) -> None:
    found = the_one(f"Prices fell last {MONTHS[month - 1]}.", day)

    assert found.interval.earliest
    assert found.interval.latest
    assert found.interval.latest < day
    assert found.interval.earliest.month == month
    back = (day.year - found.interval.earliest.year) * 12 + day.month - month
    assert 0 <= back <= 12


@given(day=days)
def test_days_weeks_months_and_years_are_counted_over_every_year_end(day: date) -> None:
    yesterday, last_week, last_month, last_year = times_in(
        "It was cold yesterday, last week, last month and last year.", Interval(day, day)
    )

    assert yesterday.interval == Interval(day - timedelta(days=1), day - timedelta(days=1))
    monday = day - timedelta(days=day.weekday() + 7)
    assert last_week.interval == Interval(monday, monday + timedelta(days=6))
    assert last_month.interval.latest == day.replace(day=1) - timedelta(days=1)
    assert last_year.value == f"{day.year - 1:04d}"


@given(day=days)
def test_the_iso_week_of_a_value_is_that_of_its_days(day: date) -> None:
    found = the_one("It was cold this week.", day)

    year, number = found.value.split("-W")
    assert found.interval.earliest == date.fromisocalendar(int(year), int(number), 1)


@given(year=st.integers(1800, 2199), number=st.integers(1, 4))
def test_quarters_begin_and_end_where_their_months_do(year: int, number: int) -> None:
    days_of = quarter(year, number)

    assert days_of is not None
    assert days_of.earliest == date(year, 3 * number - 2, 1)
    assert days_of.latest == date(year, 3 * number, monthrange(year, 3 * number)[1])


@given(year=st.integers(1800, 2199))
def test_february_29_exists_in_leap_years_alone(year: int) -> None:
    found = the_one(f"It opened on February 29, {year}.", date(2000, 1, 1))

    assert (found.interval.earliest is not None) == isleap(year)
    assert (found.rule == "impossible-date") == (not isleap(year))


@given(day=days)
def test_a_leap_day_without_a_year_is_a_real_day(day: date) -> None:
    found = the_one("It opened on February 29.", day)

    assert found.interval.earliest is not None
    assert isleap(found.interval.earliest.year)


@given(day=days, count=st.integers(-5000, 5000))
def test_shifting_by_months_stays_in_the_month_counted_to(day: date, count: int) -> None:
    there = month_shifted(day, count)

    if there is not None:
        assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == count
        assert there.day == min(day.day, monthrange(there.year, there.month)[1])


@given(year=st.integers(1583, 4099))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    sunday = easter(year)

    assert sunday is not None
    assert sunday.weekday() == 6
    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)


@given(year=st.integers(1800, 2199), month=st.integers(1, 12), weekday=st.integers(0, 6))
def test_the_last_weekday_of_a_month_has_no_other_after_it(year: int, month: int, weekday: int) -> None:
    last = nth_weekday(year, month, weekday, -1)

    assert last is not None
    assert (last.month, last.weekday()) == (month, weekday)
    assert (last + timedelta(days=7)).month != month


@given(day=st.dates())
def test_a_week_has_seven_days_and_holds_its_day(day: date) -> None:
    days_of = week(day)

    if days_of and days_of.earliest and days_of.latest:
        assert days_of.earliest <= day <= days_of.latest
        assert (days_of.latest - days_of.earliest).days == 6


@given(year=st.integers(1, 9999), month=st.integers(-30, 40), count=st.integers(1, 30))
def test_a_run_of_months_ends_where_the_next_begins(year: int, month: int, count: int) -> None:
    run, following = months(year, month, count), months(year, month + count)

    if run and following and run.latest:
        assert run.latest + timedelta(days=1) == following.earliest


@given(first=days, length=st.integers(0, 400), weekday=st.integers(0, 6))
def test_an_uncertain_anchor_covers_what_each_of_its_days_would_give(first: date, length: int, weekday: int) -> None:
    last = first + timedelta(days=length)
    text = f"The plant closed on {WEEKDAYS[weekday]}."

    (whole,) = times_in(text, Interval(first, last))

    for day in (first, last):
        assert whole.interval.covers(the_one(text, day).interval)


@settings(max_examples=200)
@given(text=st.text(), day=st.none() | st.dates())
def test_any_text_is_read_without_an_error(text: str, day: date | None) -> None:
    _check(text, times_in(text, Interval(day, day) if day else None))


@settings(max_examples=200)
@given(parts=st.lists(pieces, max_size=12), day=st.none() | st.dates())
def test_any_heap_of_time_words_is_read_without_an_error(parts: list[str], day: date | None) -> None:
    text = " ".join(parts)

    _check(text, times_in(text, Interval(day, day) if day else None))


def _check(text: str, found: tuple[TimeExpression, ...]) -> None:
    last = 0
    for time in found:
        assert text[time.span.start : time.span.end] == time.span.exact
        assert time.span.start >= last
        assert time.span.exact.strip() == time.span.exact
        assert time.type in {"DATE", "TIME", "DURATION", "SET"}
        assert time.value
        assert time.rule
        assert time.grain in {
            "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century",
        }  # fmt: skip
        last = time.span.end


@given(parts=st.lists(pieces, max_size=8), before=st.text(alphabet="xyz \n", max_size=20))
def test_expressions_keep_pointing_at_their_words_whatever_comes_before(parts: list[str], before: str) -> None:
    text = f"{before}\n\nIt closed on March 3, 2016. " + " ".join(parts)

    found = times_in(text, None)

    assert found[0].span.exact == "March 3, 2016"
    assert text[found[0].span.start : found[0].span.end] == "March 3, 2016"
