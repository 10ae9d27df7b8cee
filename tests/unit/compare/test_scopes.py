"""Firsts of different scope, however they are told."""

from __future__ import annotations

import pytest
from finding import found_by
from records import Said, a_clause, a_record, told

from kb.compare.events.scopes import SCOPES
from kb.model import CompatiblePair, CompatibleReason

OPENING = told(
    "A landslide buried the railway between Kelby and Marrow Ferry, and the signalman Oswin Tarr warned the train.",
    a_clause("A landslide buried the railway between Kelby and Marrow Ferry", "landslide", "bury"),
)


def pairs(left: str, right: str, days: tuple[str, str] = ("2021-05-05", "2021-05-06")) -> list[CompatiblePair]:
    def said(text: str) -> Said:
        return told(f"{text}.", a_clause(text, "", "be"))

    records = (
        a_record(OPENING, said(left), outlet="Morning Post", published=days[0]),
        a_record(OPENING, said(right), outlet="Evening Star", published=days[1]),
    )
    return [one for one in found_by(SCOPES, *records) if isinstance(one, CompatiblePair)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("It was the first landslide in Kelby", "It was the first landslide in Norrland since 1996"),
        ("Kelby had never seen a landslide before", "No landslide had hit Norrland since 1996"),
        ("It was the first landslide in Kelby", "Norrland had seen no landslide since 1996"),
        ("No railway of Kelby had ever been buried", "Railways in Norrland had not been buried since 1996"),
        ("It was the first pact between Kelby and Marrow", "It was the first pact that Kelby signed since 1996"),
        (
            "Tarr was the first signalman of Kelby to be fined for a delay",
            "No stoker in Norrland had been fined since 1996",
        ),
    ],
)
def test_what_is_first_in_the_town_and_since_a_year_can_both_be(left: str, right: str) -> None:
    (pair,) = pairs(left, right)

    assert pair.reason is CompatibleReason.OTHER_SCOPE
    assert pair.explanation.startswith("Each is the first within another scope")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("It was the first landslide since 1996", "It was the first landslide since 2003"),
        ("It was the first landslide in Kelby", "It was the first theatre in Norrland since 1996"),
        ("It was the first landslide in Kelby", "It was the first landslide in Kelby"),
        ("The first half of the concert in Kelby was short", "It was the first concert in Norrland since 1996"),
        ("Tarr had made no plans since taking office", "It was the first office in Norrland since 1996"),
    ],
    ids=["two years are at odds", "two sorts of things", "one scope", "a series", "since then is no scope"],
)
def test_what_only_has_the_words_of_a_first_is_none(left: str, right: str) -> None:
    assert pairs(left, right) == []


@pytest.mark.parametrize(
    "left", ["Oswin Tarr was the first signalman of Kelby", "No signalman of Kelby had gone to sea before Oswin Tarr"]
)
def test_who_is_the_first_in_one_scope_can_be_the_first_in_another(left: str) -> None:
    def said(text: str) -> Said:
        subject = "Oswin Tarr" if text.startswith("Oswin") else "signalman"
        return told(f"{text}.", a_clause(text, subject, "be", names=("Oswin Tarr",)))

    records = (
        a_record(OPENING, said(left), outlet="Morning Post", published="2021-05-05"),
        a_record(
            OPENING,
            said("Oswin Tarr was the first deputy in Norrland since 1996"),
            outlet="Evening Star",
            published="2021-05-06",
        ),
    )

    (pair,) = (one for one in found_by(SCOPES, *records) if isinstance(one, CompatiblePair))

    assert pair.reason is CompatibleReason.OTHER_SCOPE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The last inspection of the Aurora was short", "The last inspection of the Marlin was long"),
        ("It was the first landslide under the Tarr government", "It was the first landslide since Tarr took office"),
    ],
    ids=["the latest of two things", "one stretch of time"],
)
def test_what_only_seems_to_be_of_two_scopes_is_none(left: str, right: str) -> None:
    assert pairs(left, right) == []


def test_weeks_later_there_may_be_another_first() -> None:
    first = ("It was the first landslide in Kelby", "It was the first landslide in Norrland since 1996")

    assert pairs(*first, days=("2021-05-05", "2021-08-06")) == []


def test_firsts_of_two_towns_of_which_neither_text_names_both_are_of_two_stories() -> None:
    def said(town: str) -> Said:
        text = f"The clerks say it was the first landslide in {town}"
        return told(f"{text}.", a_clause(text, "", "be"))

    named = told(
        "Wexcombe Bay and Thrane Hill lent their pumps.", a_clause("Wexcombe Bay and Thrane Hill lent their pumps")
    )

    def found(*more: Said) -> int:
        records = (
            a_record(OPENING, said("Wexcombe"), *more, outlet="Morning Post", published="2021-05-05"),
            a_record(OPENING, said("Thrane"), outlet="Evening Star", published="2021-05-06"),
        )
        return len([one for one in found_by(SCOPES, *records) if isinstance(one, CompatiblePair)])

    assert found() == 0
    assert found(named) == 1
