"""Times counted from the day of publication or from a day spoken of before; lengths and repetitions."""

from __future__ import annotations

from datetime import date

import pytest

from kb.model import Interval, Mode, TimeExpression
from kb.resolve.dates import times_in

WEDNESDAY = date(2019, 5, 15)


def read(text: str, day: date | None = WEDNESDAY) -> tuple[TimeExpression, ...]:
    return times_in(text, Interval(day, day) if day else None)


def the_last(text: str, day: date | None = WEDNESDAY) -> TimeExpression:
    *_, found = read(text, day)
    return found


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("The bank closed on Monday.", "2019-05-13", "weekday-nearest-past"),
        ("The bank closed on Wednesday.", "2019-05-15", "weekday-nearest-past"),
        ("The bank closed on Thursday.", "2019-05-09", "weekday-nearest-past"),
        ("The bank will close on Thursday.", "2019-05-16", "weekday-nearest-future"),
        ("The bank plans to close on Monday.", "2019-05-20", "weekday-nearest-future"),
        ("The bank closed last Monday.", "2019-05-13", "weekday-last"),
        ("The bank closed last Wednesday.", "2019-05-08", "weekday-last"),
        ("The bank closes next Wednesday.", "2019-05-22", "weekday-next"),
        ("The bank closes this Friday.", "2019-05-17", "weekday-this-week"),
        ("The bank closes this coming Friday.", "2019-05-17", "weekday-nearest-future"),
        ("On Friday, the bank will close.", "2019-05-17", "weekday-nearest-future"),
        ("The bank would appeal Friday's ruling.", "2019-05-10", "weekday-nearest-past"),
        ("Crowds gathered ahead of Friday's vote.", "2019-05-17", "weekday-nearest-future"),
        ("The bank on Friday announced it will close.", "2019-05-10", "weekday-nearest-past"),
        ("The bank could not be reached on Friday.", "2019-05-10", "weekday-nearest-past"),
        ("Nobody at the bank could be reached on Friday.", "2019-05-10", "weekday-nearest-past"),
        ("The bank could be closed on Friday.", "2019-05-17", "weekday-nearest-future"),
        ("The bank is widely expected to close on Friday.", "2019-05-17", "weekday-nearest-future"),
        ("The bank should have closed on Friday.", "2019-05-10", "weekday-nearest-past"),
        ("United States banks closed on Friday.", "2019-05-10", "weekday-nearest-past"),
        ("Banks next to the United Nations closed. On Friday, nobody came.", "2019-05-10", "weekday-nearest-past"),
        ("The bank FRIDAY said no.", "2019-05-10", "weekday-nearest-past"),
    ],
)
def test_a_weekday_is_the_nearest_where_the_verb_looks(text: str, value: str, rule: str) -> None:
    found = the_last(text)

    assert (found.value, found.rule, found.anchor) == (value, rule, "2019-05-15")
    assert (found.grain, found.mode) == ("day", Mode.THROUGHOUT)


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("Talks were held Monday and Tuesday in Oslo.", "Monday and Tuesday", "2019-05-13/2019-05-14"),
        ("Talks were held Wednesday and Thursday in Oslo.", "Wednesday and Thursday", "2019-05-08/2019-05-09"),
        ("Talks were held on Saturday and Sunday in Oslo.", "Saturday and Sunday", "2019-05-11/2019-05-12"),
        ("Talks were held from Friday to Monday.", "Friday to Monday", "2019-05-10/2019-05-13"),
        ("Talks will be held from Friday through Monday.", "Friday through Monday", "2019-05-17/2019-05-20"),
        ("Talks will be held Sunday and Monday.", "Sunday and Monday", "2019-05-19/2019-05-20"),
    ],
)
def test_days_in_a_row_are_one_stretch_that_the_event_filled(text: str, words: str, days: str) -> None:
    found = the_last(text)

    assert (found.span.exact, str(found.interval), found.mode) == (words, days, Mode.THROUGHOUT)


def test_days_apart_are_two_times() -> None:
    first, last = read("Talks were held Friday and Monday in Oslo.")

    assert (first.value, last.value) == ("2019-05-10", "2019-05-13")


@pytest.mark.parametrize(
    ("words", "value", "days"),
    [
        ("today", "2019-05-15", "2019-05-15"),
        ("yesterday", "2019-05-14", "2019-05-14"),
        ("tomorrow", "2019-05-16", "2019-05-16"),
        ("the day before yesterday", "2019-05-13", "2019-05-13"),
        ("this week", "2019-W20", "2019-05-13/2019-05-19"),
        ("last week", "2019-W19", "2019-05-06/2019-05-12"),
        ("next week", "2019-W21", "2019-05-20/2019-05-26"),
        ("last weekend", "2019-W19-WE", "2019-05-11/2019-05-12"),
        ("last month", "2019-04", "2019-04-01/2019-04-30"),
        ("next month", "2019-06", "2019-06-01/2019-06-30"),
        ("last quarter", "2019-Q1", "2019-01-01/2019-03-31"),
        ("last year", "2018", "2018-01-01/2018-12-31"),
        ("this year", "2019", "2019-01-01/2019-12-31"),
        ("this decade", "201X", "2010-01-01/2019-12-31"),
        ("this century", "20", "2000-01-01/2099-12-31"),
        ("last summer", "2018-SU", "2018-06-01/2018-08-31"),
        ("last winter", "2018-WI", "2018-12-01/2019-02-28"),
        ("this summer", "2019-SU", "2019-06-01/2019-08-31"),
        ("last Christmas", "2018-12-25", "2018-12-25"),
        ("10 days ago", "2019-05-05", "2019-05-05"),
        ("six weeks ago", "2019-W14", "2019-04-01/2019-04-07"),
        ("five months ago", "2018-12", "2018-12-01/2018-12-31"),
        ("nearly a year ago", "2018", "2018-05-15/2018-11-15"),
        ("more than a decade ago", "2009", "../2009-05-15"),
        ("two and a half years ago", "2016-11", "2016-11-01/2016-11-30"),
        ("a couple of weeks ago", "2019-W18", "2019-04-29/2019-05-05"),
        ("three weeks from now", "2019-W23", "2019-06-03/2019-06-09"),
        ("the week of March 6", "2019-W10", "2019-03-04/2019-03-10"),
        ("the day after Christmas", "2018-12-26", "2018-12-26"),
    ],
)
def test_a_relative_time_is_counted_from_the_day_of_publication(words: str, value: str, days: str) -> None:
    found = the_last(f"The firm moved {words}.")

    assert (found.span.exact, found.value, str(found.interval)) == (words, value, days)
    assert found.anchor == "2019-05-15"


@pytest.mark.parametrize(
    ("words", "value", "days"),
    [
        ("now", "PRESENT_REF", "2019-05-15"),
        ("currently", "PRESENT_REF", "2019-05-15"),
        ("recently", "PAST_REF", "../2019-05-15"),
        ("several years ago", "PAST_REF", "../2019-05-15"),
        ("some time ago", "PAST_REF", "../2019-05-15"),
        ("the other day", "PAST_REF", "../2019-05-15"),
        ("in the near future", "FUTURE_REF", "2019-05-15/.."),
    ],
)
def test_a_vague_reference_keeps_its_open_end(words: str, value: str, days: str) -> None:
    found = the_last(f"The firm grew {words}.")

    assert (found.value, str(found.interval)) == (value, days)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It has been shut since April.", "2019-04-01/.."),
        ("It has been shut since 2017.", "2017-01-01/.."),
        ("It will be shut until Friday.", "../2019-05-17"),
        ("It will be shut by the end of 2026.", "../2026-12-31"),
        ("It was shut before April 2018.", "../2018-03-31"),
        ("It was shut after April 2018.", "2018-04-01/.."),
        ("It was shut after April's vote.", "2019-04-01/2019-04-30"),
        ("It was shut earlier this week.", "2019-05-13/2019-05-15"),
        ("It will shut later this month.", "2019-05-15/2019-05-31"),
    ],
)
def test_a_small_word_before_a_time_moves_its_bounds(text: str, days: str) -> None:
    assert str(the_last(text).interval) == days


@pytest.mark.parametrize(
    ("text", "words", "type_", "value", "day"),
    [
        ("They met Friday night.", "Friday night", "TIME", "2019-05-10TNI", "2019-05-10"),
        ("They met early Friday.", "early Friday", "DATE", "2019-05-10", "2019-05-10"),
        ("They met early on Friday morning.", "early on Friday morning", "TIME", "2019-05-10TMO", "2019-05-10"),
        ("They met on the night of April 2.", "the night of April 2", "TIME", "2019-04-02TNI", "2019-04-02"),
        ("They met at 10 p.m. Friday.", "10 p.m. Friday", "TIME", "2019-05-10T22:00", "2019-05-10"),
        ("They met on Friday at noon.", "Friday at noon", "TIME", "2019-05-10T12:00", "2019-05-10"),
        ("They met at 9:15 a.m. EST on Friday.", "9:15 a.m. EST on Friday", "TIME", "2019-05-10T09:15", "2019-05-10"),
        ("They met at 12 a.m. on April 2, 2018.", "12 a.m. on April 2, 2018", "TIME", "2018-04-02T00:00", "2018-04-02"),
        ("They met last night.", "last night", "TIME", "2019-05-14TNI", "2019-05-14"),
        ("They met this morning.", "this morning", "TIME", "2019-05-15TMO", "2019-05-15"),
        ("They meet tonight.", "tonight", "TIME", "2019-05-15TNI", "2019-05-15"),
    ],
)
def test_a_time_of_day_lies_within_its_day(text: str, words: str, type_: str, value: str, day: str) -> None:
    found = the_last(text)

    assert (found.span.exact, found.type, found.value, str(found.interval)) == (words, type_, value, day)
    assert found.mode is Mode.WITHIN


def test_a_clock_time_takes_the_day_spoken_of_before() -> None:
    assert the_last("They met on April 2, 2018. At 10 p.m. they left.").value == "2018-04-02T22:00"


def test_a_clock_time_without_any_day_is_left_open() -> None:
    found = the_last("At 10 p.m. they left.")

    assert (found.value, found.interval) == ("XXXX-XX-XXT22:00", Interval(None, None))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He arrived on May 22, 1995, and the following year he left.", "1996"),
        ("He arrived on May 22, 1995. The next day he left.", "1995-05-23"),
        ("He arrived in 1995; two years later he left.", "1997"),
        ("He arrived on May 22, 1995. That day he left.", "1995-05-22"),
        ("He arrived on May 22, 1995. A week earlier he had left.", "1995-W20"),
    ],
)
def test_a_time_counted_from_another_takes_the_last_one_mentioned(text: str, value: str) -> None:
    assert the_last(text).value == value


def test_a_time_counted_from_nothing_is_left_open() -> None:
    found = the_last("The following year he left.")

    assert (found.interval, found.rule) == (Interval(None, None), "no-mention-before")


@pytest.mark.parametrize(
    ("text", "words", "value", "rule"),
    [
        ("It took two days.", "two days", "P2D", "duration"),
        ("A 35-minute call helped.", "35-minute", "PT35M", "duration"),
        ("A two-day meeting helped.", "two-day", "P2D", "duration"),
        ("It took more than a year.", "more than a year", "P1Y", "duration-more"),
        ("It took nearly forty years.", "nearly forty years", "P40Y", "duration-near"),
        ("It took up to 180 days.", "up to 180 days", "P180D", "duration-less"),
        ("It took 2 1/2 years.", "2 1/2 years", "P2Y6M", "duration"),
        ("It took an hour and a half.", "an hour and a half", "PT1H30M", "duration"),
        ("It took two decades.", "two decades", "P20Y", "duration"),
        ("It took several weeks.", "several weeks", "PXW", "duration"),
        ("It was shut for decades.", "decades", "PXDE", "duration"),
        ("It took three consecutive months.", "three consecutive months", "P3M", "duration"),
    ],
)
def test_a_length_has_no_days(text: str, words: str, value: str, rule: str) -> None:
    found = the_last(text)

    assert (found.span.exact, found.value, found.rule) == (words, value, rule)
    assert (found.type, found.interval) == ("DURATION", Interval(None, None))


@pytest.mark.parametrize(
    ("words", "value", "days"),
    [
        ("the past three months", "P3M", "2019-02-15/2019-05-15"),
        ("the last two weeks", "P2W", "2019-05-01/2019-05-15"),
        ("the next ten days", "P10D", "2019-05-15/2019-05-25"),
        ("the past year", "P1Y", "2018-05-15/2019-05-15"),
        ("recent weeks", "PXW", "../2019-05-15"),
        ("coming months", "PXM", "2019-05-15/.."),
    ],
)
def test_a_length_up_to_now_has_the_days_it_covers(words: str, value: str, days: str) -> None:
    found = the_last(f"It happened over {words}.")

    assert (found.span.exact, found.type, found.value, str(found.interval)) == (words, "DURATION", value, days)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They meet every Thursday.", "every Thursday", "XXXX-WXX-4"),
        ("They meet on Tuesdays.", "Tuesdays", "XXXX-WXX-2"),
        ("They meet each July.", "each July", "XXXX-07"),
        ("They meet daily.", "daily", "P1D"),
        ("They meet three times a week.", "a week", "P1W"),
        ("They earn 20 euros a day.", "a day", "P1D"),
        ("They meet on Friday nights.", "Friday nights", "XXXX-WXX-5TNI"),
    ],
)
def test_what_repeats_is_a_set(text: str, words: str, value: str) -> None:
    found = the_last(text)

    assert (found.span.exact, found.type, found.value) == (words, "SET", value)


@pytest.mark.parametrize(
    ("words", "value"),
    [("yesterday", "XXXX-XX-XX"), ("Monday", "XXXX-WXX-1"), ("last month", "XXXX-XX"), ("two years ago", "XXXX")],
)
def test_without_an_anchor_a_relative_time_is_left_open_and_says_so(words: str, value: str) -> None:
    found = the_last(f"The firm moved {words}.", None)

    assert (found.value, found.interval, found.candidates, found.anchor) == (value, Interval(None, None), (), "")
    assert found.rule.endswith("-without-anchor")


def test_an_uncertain_day_of_publication_gives_all_the_days_that_may_be_meant() -> None:
    anchor = Interval(date(2019, 5, 8), date(2019, 5, 15))

    (monday,) = times_in("The bank closed on Monday.", anchor)

    assert str(monday.interval) == "2019-05-06/2019-05-13"
    assert monday.candidates == ("2019-05-06", "2019-05-13")
    assert (monday.value, monday.anchor) == ("2019-05-XX", "2019-05-08/2019-05-15")


def test_an_uncertain_day_does_not_matter_where_every_day_gives_the_same() -> None:
    anchor = Interval(date(2019, 5, 14), date(2019, 5, 15))

    (month,) = times_in("The bank closed last month.", anchor)

    assert (month.value, str(month.interval), month.candidates) == ("2019-04", "2019-04-01/2019-04-30", ())


def test_a_year_of_possible_days_is_bounded_by_its_ends() -> None:
    anchor = Interval(date(2018, 1, 1), date(2018, 12, 31))

    (year,) = times_in("The bank closed last year.", anchor)

    assert (year.value, str(year.interval)) == ("2017", "2017-01-01/2017-12-31")


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "It rained on Monday. It will snow on Friday. It froze in May."
    start, end = text.index("It will"), text.index(" It froze")

    (found,) = times_in(text, Interval(WEDNESDAY, WEDNESDAY), start=start, end=end)

    assert (found.span.exact, found.span.start, found.value) == ("Friday", text.index("Friday"), "2019-05-17")


def test_an_expression_may_run_over_a_line_but_not_over_a_paragraph() -> None:
    wrapped = read("It closed in\nMay\n2018.")
    apart = read("It closed in May\n\n2018 was better.")

    assert [time.value for time in wrapped] == ["2018-05"]
    assert [time.value for time in apart] == ["2019-05", "2018"]


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("They travel to Bergen on Saturday.", "2019-05-18", "weekday-nearest-future"),
        ("Vik plays Norden on Sunday.", "2019-05-19", "weekday-nearest-future"),
        ("She will be fit for Saturday's derby.", "2019-05-18", "weekday-nearest-future"),
        ("Riders may have to wait until next week.", "2019-W21", "not-until-next-week"),
        ("The pier stays shut until next week.", "2019-W21", "until-next-week"),
        ("It will reopen in the near future.", "FUTURE_REF", "future"),
    ],
)
def test_scheduled_events_lie_ahead(text: str, value: str, rule: str) -> None:
    found = the_last(text)

    assert (found.value, found.rule) == (value, rule)


def test_the_future_of_a_thing_is_no_time() -> None:
    assert read("Talk about the future of the mill ended.") == ()


def test_the_verb_behind_a_long_subject_tells_where_a_time_before_it_looks() -> None:
    subject = "the oldest of the wooden bridges over the upper weir between the two quarrelling villages of the valley"
    opening = f"In July, with the worst of the long drought behind them, {subject}"

    over, coming = (the_last(f"{opening} {verb}.") for verb in ("collapsed", "will open"))

    assert (over.value, coming.value) == ("2018-07", "2019-07")
