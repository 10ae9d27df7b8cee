"""Whatever is printed on a day, that day lies in what is inferred from it."""

from __future__ import annotations

from datetime import date, timedelta

from facts_of import informed_text, published
from hypothesis import given, settings
from hypothesis import strategies as st

MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))
FILLERS = st.sampled_from(
    [
        "The harbour board agreed to dredge the channel, and to pay for it with a fee on every ship.",
        "“It is late,” said Olsen, who pilots the ferry.",
        "Shares of the shipyard fell by four percent.",
        "The telescope is to be mended soon, its keeper hopes.",
    ]
)


def american(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def british(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@st.composite
def lines(draw: st.DrawFn, day: date) -> str:
    """Draw a line as a paper of that day could print it."""
    past = day - timedelta(days=draw(st.integers(0, 9000)))
    recent = day - timedelta(days=draw(st.integers(0, 4)))
    within_a_year = day - timedelta(days=draw(st.integers(0, 360)))
    before = MONTHS[(day.month - 2) % 12]
    ahead = day.year + draw(st.integers(0, 30))
    yearless = f"{MONTHS[within_a_year.month - 1]} {within_a_year.day}"
    return draw(
        st.sampled_from(
            [
                f"The court jailed him on {american(past)}.",
                f"The bridge was closed on {british(past)} after a fire.",
                f"She won her first title in {past.year}.",
                f"The mine has lost money since {past.year}.",
                f"The lock will open in {ahead}, the board says.",
                f"They plan to sell the yard by {ahead}.",
                f"The two met on {WEEKDAYS[within_a_year.weekday()]}, {yearless}.",
                f"Dredgers at work in Larsk, Norway, on {american(past)}. (AP Photo/Kim Lee, File)",
                f"Dredgers at work in Larsk, Norway, on {american(recent)}. (AP Photo/Kim Lee)",
                f"Minister Okoye raised the fee during the late {before} visit to Larsk.",
                "“It is late,” he said after the visit to Larsk last month.",
            ]
        )
    )


@st.composite
def printed(draw: st.DrawFn) -> tuple[date, str]:
    """Draw a day, and an article of that day."""
    day = draw(DAYS)
    paragraphs = draw(st.lists(st.one_of(FILLERS, lines(day)), min_size=1, max_size=9))
    head = draw(
        st.sampled_from(
            [
                [],
                ["Board to dredge channel", f"Published: {american(day)}"],
                ["Board to dredge channel", f"By Ana Ruiz | {british(day)}"],
                ["Board to dredge channel", f"Updated: {american(day + timedelta(days=3))}"],
                [f"LARSK, {MONTHS[day.month - 1]} {day.day} (Reuters) - The board met. It adjourned at noon."],
            ]
        )
    )
    return day, "\n\n".join([*head, *paragraphs]) + "\n"


@settings(max_examples=300, deadline=None)
@given(printed())
def test_the_true_day_lies_in_what_is_inferred(case: tuple[date, str]) -> None:
    day, text = case

    found = published(text)

    assert not found.conflict
    if found.days:
        assert (found.days.earliest or day) <= day <= (found.days.latest or day)
    if f"Published: {american(day)}" in text:
        assert (found.days.earliest, found.days.latest, found.used) == (day, day, True)


@settings(max_examples=100, deadline=None)
@given(DAYS, st.integers(1, 4000))
def test_an_event_after_the_stated_day_is_always_told(day: date, later: int) -> None:
    text = f"Board to dredge channel\n\nPublished: {american(day)}\n\nHe was jailed on {british(day + timedelta(days=later))}.\n"

    found = published(text)

    assert (found.value, found.conflict, found.used) == ("", True, False)


PIECES = st.sampled_from(
    [
        "Published:", "Updated", "By Ana Ruiz", "Thursday,", "July 13", "31 June 2021", "Feb. 29, 2021", "2021-99-99", "00/00/2021",
        "© 2021", "(AP Photo/", "told The Hill", "can be reached at", "a@b.example", "President Joe Biden", "last month", "since 2021",
        "by 2031", "LARSK, May 99 (AP) -", "\n", "\n\n", ". ", "“", "”", "2021.", "9999", "1600", "Correction:", "//2021/13/", "İ", "\x0b",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=25), st.text(max_size=20))
def test_no_text_and_no_name_makes_it_fail_and_every_span_fits(pieces: list[str], name: str) -> None:
    text = " ".join(pieces)

    article = informed_text(text, doc=f"{name}.txt", url=f"http://{name}/2021/02/30/x")

    assert all(text[span.start : span.end] == span.exact for fact in article.facts for span in fact.spans)
    assert all(fact.reason for fact in article.facts)
    assert sum(fact.used and fact.kind in {"outlet", "published", "author"} for fact in article.facts) <= 3
