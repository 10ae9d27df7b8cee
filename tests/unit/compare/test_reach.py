"""All of them, and some."""

from __future__ import annotations

import pytest
from finding import found_by
from records import Said, a_clause, a_record, told

from kb.compare.events.reach import REACH
from kb.model import Discrepancy, DiscrepancyKind, Severity

OPENING = told(
    "A storm tore the copper roof off the covered market of Selwick, and trams between Kelby and Marrow stood still.",
    a_clause("A storm tore the copper roof off the covered market of Selwick", "storm", "tear"),
)


def said(text: str, noun: str, relation: str = "close", *, as_subject: bool = False, negative: bool = False) -> Said:
    subject, thing = (noun, "") if as_subject else ("", noun)
    return told(f"{text}.", a_clause(text, subject, relation, thing, negative=negative))


def discrepancies(left: Said, right: Said, day: str = "2021-05-06") -> list[Discrepancy]:
    records = (
        a_record(OPENING, left, outlet="Morning Post", published="2021-05-05"),
        a_record(OPENING, right, outlet="Evening Star", published=day),
    )
    return [one for one in found_by(REACH, *records) if isinstance(one, Discrepancy)]


ALL = said("All bakeries on the square were closed for a week", "bakeries")


@pytest.mark.parametrize(
    "part",
    [
        said("Most bakeries on the square were closed for a week", "bakeries"),
        said("Half of the bakeries on the square were closed for a week", "bakeries"),
        said("Bakeries with wood ovens on the square were closed for a week", "bakeries"),
    ],
    ids=["most", "half", "narrowed"],
)
def test_all_and_a_part_of_one_thing_differ_in_reach(part: Said) -> None:
    (found,) = discrepancies(ALL, part)

    assert (found.kind, found.severity) == (DiscrepancyKind.SCOPE, Severity.INFO)
    assert [side.value for side in found.sides] == ["all (bakery)", "part (bakery)"]


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        (
            said("The bakers sell their loaves from carts without exception", "", "sell"),
            said("Half of the loaves come from carts", "loaves", "come", as_subject=True),
        ),
        (
            said("The bakers sell their loaves from carts without exception", "", "sell"),
            said("Loaves of the second half of May come from carts", "loaves", "come", as_subject=True),
        ),
        (
            said("All clerks will keep their posts", "clerks", "keep", as_subject=True),
            said("Clerks overseas will keep their posts", "clerks", "keep", as_subject=True),
        ),
    ],
    ids=["subject and object", "narrowed, subject and object", "narrowed by an adverb"],
)
def test_a_part_told_in_another_way_differs_in_reach(whole: Said, part: Said) -> None:
    (found,) = discrepancies(whole, part)

    assert found.kind is DiscrepancyKind.SCOPE


def test_all_and_some_who_spoke_against_somebody_differ_in_reach() -> None:
    def spoke(who: str) -> Said:
        clause = a_clause("Oswin Tarr", "witnesses", "talk", "Oswin Tarr", names=("Oswin Tarr",))
        return Said(f"{who} spoke against Oswin Tarr.", (clause,), source=who, content="Oswin Tarr")

    (found,) = discrepancies(spoke("All witnesses"), spoke("Witnesses from the town hall"))

    assert found.kind is DiscrepancyKind.SCOPE


def test_an_explanation_tells_reach_in_words() -> None:
    (found,) = discrepancies(ALL, said("Most bakeries on the square were closed for a week", "bakeries"))

    assert "of all: Morning Post" in found.explanation


def test_none_will_lose_what_a_part_will_keep() -> None:
    none = said("No clerk will lose a post", "clerk", "lose", as_subject=True, negative=True)

    (found,) = discrepancies(none, said("Clerks overseas will keep their posts", "clerks", "keep", as_subject=True))

    assert found.kind is DiscrepancyKind.SCOPE


def test_none_was_open_is_told_of_all() -> None:
    none = said("No bakery on the square was open", "bakery", "be", as_subject=True, negative=True)

    (found,) = discrepancies(none, said("Most bakeries on the square were closed", "bakeries"))

    assert found.kind is DiscrepancyKind.SCOPE


@pytest.mark.parametrize(
    ("none", "part"),
    [
        (
            said("No bakery on the square was open", "bakery", "be", as_subject=True, negative=True),
            said("Rye bakeries on the square were closed", "bakeries"),
        ),
        (
            said("No smuggler from Kelby was kept in jail", "smuggler", "keep", negative=True),
            said("Half of the smugglers from Kelby were released", "smugglers", "release"),
        ),
        (
            said("No barge left the wharf of Kelby", "barge", "leave", as_subject=True, negative=True),
            said("Half of the barges from the wharf of Kelby were cancelled", "barges", "cancel"),
        ),
    ],
    ids=["a sort of them was closed", "half were released", "half were cancelled"],
)
def test_none_did_and_a_part_did_the_opposite(none: Said, part: Said) -> None:
    (found,) = discrepancies(none, part)

    assert found.kind is DiscrepancyKind.SCOPE


def test_all_of_one_month_and_some_of_another_are_of_two_times() -> None:
    def dated(text: str, relation: str, *time: str) -> Said:
        return told(f"{text}.", a_clause(text, "Kelby Ferries", relation, "talks", times=(time,)))

    all_talks = "Kelby Ferries held all talks with its pilots aboard in May 2021"
    whole = dated(all_talks, "hold", "May 2021", "2021-05-01", "2021-05-31")
    some_talks = "Kelby Ferries held some talks with its pilots aboard {}"
    before = dated(some_talks.format("on 3 March 2021"), "hold", "3 March 2021", "2021-03-03", "2021-03-03")
    within = dated(some_talks.format("on 3 May 2021"), "hold", "3 May 2021", "2021-05-03", "2021-05-03")

    assert discrepancies(whole, before) == []
    assert len(discrepancies(whole, within)) == 1


@pytest.mark.parametrize(
    "other",
    [
        said("Every bakery on the square was closed for a week", "bakery"),
        said("Most cinemas on the square were closed for a week", "cinemas"),
        said("Bakeries on the square were closed for a week", "bakeries"),
        said("Most bakeries on the square were not closed for a week", "bakeries", negative=True),
        said("Some bakeries on the square lent their ovens to the army", "bakeries", "lend", as_subject=True),
    ],
    ids=["all again", "another thing", "neither is said", "denied", "something else is said"],
)
def test_what_is_not_at_odds_in_reach(other: Said) -> None:
    assert discrepancies(ALL, other) == []


def test_a_month_later_there_may_be_other_closures() -> None:
    assert discrepancies(ALL, said("Most bakeries on the square were closed", "bakeries"), "2021-06-20") == []


def test_a_speaker_whom_one_text_calls_by_her_surname_is_not_at_odds_with_herself() -> None:
    def spoken(text: str, speaker: str) -> Said:
        return Said(f"{text}, said {speaker}.", (a_clause(text, "", "close", "bakeries"),), speaker, speaker, text)

    every, most = (
        "All bakeries on the square were closed for a week",
        "Most bakeries on the square were closed for a week",
    )

    assert discrepancies(spoken(every, "Orla Brandt"), spoken(most, "Brandt")) == []
    assert len(discrepancies(spoken(every, "Orla Brandt"), spoken(most, "Ivo Petrak"))) == 1
