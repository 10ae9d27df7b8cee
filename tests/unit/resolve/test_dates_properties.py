"""What holds for the calendar, and for every text whatever stands in it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from types import SimpleNamespace
from typing import cast

import pytest
from dated import a_few, any_day
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.model import Interval, TimeExpression
from kb.resolve.dates import (
    clock_words,
    date_words,
    figure_words,
    length_words,
    period_words,
    relative_words,
    resolved,
    times_in,
    told_words,
    vague_words,
    year_words,
)
from kb.resolve.dates.almanac import easter, month_shifted, months, nth_weekday, quarter, week
from kb.resolve.dates.found import pieces_in
from kb.resolve.dates.meaning import Heading, Setting
from kb.resolve.dates.nearby import Nearby
from kb.resolve.dates.pattern import Pattern

GRAINS = {"hour", "day", "week", "month", "quarter", "season", "year", "decade", "century"}
TABLES = (
    clock_words, date_words, figure_words, length_words, period_words, relative_words, told_words, vague_words, year_words,
)  # fmt: skip
PATTERNS = tuple(pattern for table in TABLES for pattern in table.PATTERNS)
pieces = st.sampled_from(
    [
        "last", "next", "this", "the", "early", "late", "end of", "Monday", "Tuesday", "and", "to", "May", "June 31",
        "Feb. 29", "2021", "1905", "two", "a few", "years", "weeks ago", "since", "until", "between", "'98", "the 1990s",
        "10 p.m.", "on", "will", "said", ",", ".", "-", "\n", "Q3", "Christmas", "the following year", "that day",
        "99999999999", "from now", "half", "century", "every", "a day", "summer", "weekend", "9/11/2001", "of", "week",
        "3/4/2021", "fiscal", "quarter", "44 BC", "the 15th", "2021-13-01", "month", "before", "after", "nearly", "the turn of",
        "first", "days", "before last", "W53", "St Patrick's Day", "St. Patrick's Day", "year-end", "9:15", "GMT",
        "EST", "GMT+3", "2021-05-03T09:15Z", "the 5th and 4th centuries BC", "1200 to 1150", "B.C.", "Friday,",
    ]
)  # fmt: skip


def _faults(text: str, found: tuple[TimeExpression, ...]) -> list[str]:
    """Give what is wrong with the times of a text, whatever they are."""
    faults = []
    ends = [0, *(time.span.end for time in found)]
    for time, before in zip(found, ends, strict=False):
        printed = text[time.span.start : time.span.end]
        checks = {
            "points at its words": printed == time.span.exact,
            "begins and ends with a word": printed == printed.strip() != "",
            "overlaps no other": time.span.start >= before,
            "has a TIMEX3 type": time.type in {"DATE", "TIME", "DURATION", "SET"},
            "has a grain": time.grain in GRAINS,
            "has a value and a rule": bool(time.value and time.rule),
            "is open where its value is": time.value != "XXXX-XX-XX" or time.interval == Interval(None, None),
        }
        faults += [f"{printed!r}: {check}" for check, holds in checks.items() if not holds]
    return faults


@settings(max_examples=200)
@given(text=st.text(), day=st.none() | st.dates())
def test_any_text_gives_times_without_fault(text: str, day: date | None) -> None:
    found = times_in(text, Interval(day, day) if day else None)

    assert _faults(text, found) == []


@settings(max_examples=300)
@given(parts=st.lists(pieces, max_size=12), day=st.none() | st.dates(), ranges=st.booleans())
def test_any_heap_of_time_words_gives_times_without_fault(parts: list[str], day: date | None, ranges: bool) -> None:
    text = " ".join(parts)

    found = times_in(text, Interval(day, day) if day else None, ranges=ranges)

    assert _faults(text, found) == []


@settings(max_examples=150)
@given(parts=st.lists(pieces, max_size=12))
def test_patterns_are_tried_wherever_they_match(parts: list[str]) -> None:
    text = " ".join(parts)

    found = {(number, match.span()) for number, _, match in Nearby(PATTERNS).matches(text, 0, len(text))}

    every = [(number, one) for number, pattern in enumerate(PATTERNS) for one in pattern.expression.finditer(text)]
    assert {(number, one.span()) for number, one in every if _tells(PATTERNS[number], one[0])} <= found
    assert found <= {(number, one.span()) for number, one in every}


def _tells(pattern: Pattern, words: str) -> bool:
    """Tell whether a match has a telling word; without one it has no reading ("first quarter" as a fiscal one)."""
    shaped = re.sub("[0-9]", "#", words)
    return any(re.search(rf"(?<![A-Za-z#]){re.escape(word)}(?![A-Za-z#])", shaped, re.I) for word in pattern.words)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.expression.pattern[:40])
def test_every_pattern_names_the_words_that_its_matches_have(pattern: Pattern) -> None:
    assert pattern.words
    assert all(word.isalpha() or set(word) == {"#"} for word in pattern.words)


@pytest.mark.parametrize("unit", ["7 81 2031 6 ", "2031 ", "31 May 2031 and ", "9:15 GMT ", "the 1920s BC "])
def test_twice_the_text_is_twice_the_work(unit: str) -> None:
    text = unit * 400

    tried = [sum(_characters_tried(text * times)) for times in (1, 2)]

    assert tried[1] <= 2 * tried[0] + 500 * len(PATTERNS)
    assert tried[0] <= len(text) * len(PATTERNS)


def _characters_tried(text: str) -> list[int]:
    """Give how long the stretches are in which each pattern is tried."""
    lengths: list[int] = []

    class Counting:
        def __init__(self) -> None:
            self.last = 0

        def finditer(self, _: str, first: int, last: int) -> list[re.Match[str]]:
            assert first >= self.last, "a stretch is tried twice"
            self.last = last
            lengths.append(last - first)
            return []

    counted = [cast(Pattern, SimpleNamespace(words=one.words, expression=Counting())) for one in PATTERNS]
    assert list(Nearby(counted).matches(text, 0, len(text))) == []
    return lengths


def test_what_a_verb_cannot_change_asks_for_no_verb(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_heading(*_: object) -> Heading:
        raise AssertionError("the sentence was searched for a verb")

    monkeypatch.setattr(resolved, "heading_at", no_heading)

    found = times_in(
        "12 34 2021 5 on May 3, 2021, in the 1990s, for two years, at 9 a.m. on 2021-05-03, last year.", None
    )

    assert len(found) == 6


@pytest.mark.parametrize("heading", Heading)
def test_a_date_with_its_year_is_the_same_whatever_the_verb(heading: Heading) -> None:
    readings = [piece.reading for piece in pieces_in(_SETTLED, 0, len(_SETTLED))]
    plain, other = (Setting(date(2021, 5, 5), where) for where in (Heading.UNKNOWN, heading))

    assert len(readings) == 9
    assert [one.meaning(plain) for one in readings] == [one.meaning(other) for one in readings]


_SETTLED = "2021; May 3, 2021; the 1990s; two years; 9 a.m. on 2021-05-03; last year; three weeks ago; the 5th century; every week"


@given(parts=st.lists(pieces, max_size=8), before=st.text(alphabet="xyz \n", max_size=20))
def test_expressions_keep_pointing_at_their_words_whatever_comes_before(parts: list[str], before: str) -> None:
    text = f"{before}\n\nIt closed on March 3, 2016. " + " ".join(parts)

    first, *_ = times_in(text, None)

    assert first.span.exact == "March 3, 2016"
    assert text[first.span.start : first.span.end] == "March 3, 2016"


@given(parts=st.lists(pieces, max_size=8), day=any_day)
def test_the_same_text_gives_the_same_times(parts: list[str], day: date) -> None:
    text = " ".join(parts)

    assert times_in(text, Interval(day, day)) == times_in(text, Interval(day, day))


@pytest.mark.parametrize("number", [1, 2, 3, 4])
@a_few
@given(year=st.integers(1800, 2199))
def test_quarters_begin_and_end_where_their_months_do(number: int, year: int) -> None:
    days = quarter(year, number)

    assert days is not None
    assert days.earliest == date(year, 3 * number - 2, 1)
    assert days.latest == date(year, 3 * number, monthrange(year, 3 * number)[1])


@given(day=any_day, count=st.integers(-5000, 5000))
def test_shifting_by_months_stays_in_the_month_counted_to(day: date, count: int) -> None:
    there = month_shifted(day, count)

    assert there is not None
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


@given(day=st.dates(max_value=date(9999, 12, 26)))
def test_a_week_has_seven_days_and_holds_its_day(day: date) -> None:
    days = week(day)

    assert days is not None
    assert days.earliest
    assert days.latest
    assert days.earliest <= day <= days.latest
    assert (days.latest - days.earliest).days == 6


@given(year=st.integers(10, 9990), month=st.integers(-30, 40), count=st.integers(1, 30))
def test_a_run_of_months_ends_where_the_next_begins(year: int, month: int, count: int) -> None:
    run, following = months(year, month, count), months(year, month + count)

    assert run is not None
    assert following is not None
    assert run.latest
    assert run.latest + timedelta(days=1) == following.earliest
