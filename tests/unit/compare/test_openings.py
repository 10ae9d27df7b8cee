"""What articles of one story open with: one event, told in whatever grammar."""

from __future__ import annotations

from dataclasses import replace

import pytest
from finding import found_by
from records import Said, a_clause, a_record, told

from kb.compare.events.events import shared_names
from kb.compare.events.occurrences import OCCURRENCES
from kb.compare.source import Source
from kb.compare.telling.accounts import accounts_of
from kb.model import CompatiblePair, CompatibleReason, Discrepancy, DiscrepancyKind, Event, Record, Severity

MAY_4 = ("on May 4, 2021", "2021-05-04", "2021-05-04")
MAY_2 = ("on May 2, 2021", "2021-05-02", "2021-05-02")
MAY_6 = ("on May 6, 2021", "2021-05-06", "2021-05-06")
IN_MAY = ("in May 2021", "2021-05-01", "2021-05-31")
LAST_YEAR = ("on May 4, 2020", "2020-05-04", "2020-05-04")
REST = told(
    "Divers from Wexcombe searched the harbour of Selwick for the broken rudder of the Marlin until dusk.",
    a_clause("Divers from Wexcombe searched the harbour of Selwick", "divers", "search"),
)
Day = tuple[str, str, str]


def rammed(when: Day = MAY_4, more: str = "") -> Said:
    text = f"The ferry Marlin rammed the granite quay of Selwick{more} {when[0]}"
    return told(f"{text}.", a_clause(text, "ferry Marlin", "hit", "quay", times=(when,)))


def collided(when: Day = MAY_4) -> Said:
    text = f"The collision of the ferry Marlin with the granite quay of Selwick happened {when[0]}"
    return told(f"{text}.", a_clause(text, "", "crash", "ferry Marlin", times=(when,)))


def paper(opening: Said, *rest: Said, outlet: str = "Morning Post", published: str = "2021-05-05") -> Record:
    return a_record(opening, *rest, outlet=outlet, published=published)


def two(left: Said, right: Said, *rest: Said, days: tuple[str, str] = ("2021-05-05", "2021-05-05")) -> list[Record]:
    return [
        paper(left, REST, published=days[0]),
        paper(right, *(rest or (REST,)), outlet="Evening Star", published=days[1]),
    ]


def discrepancies(records: list[Record]) -> list[Discrepancy]:
    return [one for one in found_by(OCCURRENCES, *records) if isinstance(one, Discrepancy)]


def test_two_openings_are_one_event_and_say_on_what_grounds() -> None:
    records = two(rammed(), collided())

    (event,) = found_by(OCCURRENCES, *records)

    assert isinstance(event, Event)
    assert set(event.propositions) == {record.statements[0].propositions[0].id for record in records}
    assert any("the news that both articles open with" in ground for ground in event.grounds)


def test_openings_that_name_more_of_their_own_than_both_do_are_of_two_events() -> None:
    def closed(hospital: str, town: str, when: Day) -> Said:
        text = f"The hospital {hospital} in {town} closed its old maternity ward after infections {when[0]}"
        return told(f"{text}.", a_clause(text, f"hospital {hospital}", "close", "ward", times=(when,)))

    def found(hospital: str, town: str) -> list[Discrepancy]:
        rest = told("The ward is warm.", a_clause("The ward is warm", "ward", "be"))
        return discrepancies(
            [
                paper(closed("Saint Agnes", "Wexcombe", MAY_2), rest),
                paper(closed(hospital, town, MAY_4), rest, outlet="Evening Star"),
            ]
        )

    assert found("Saint Bruno", "Selwick") == []
    assert [one.kind for one in found("Saint Agnes", "Wexcombe")] == [DiscrepancyKind.DATE]


def test_two_days_for_the_news_of_one_story_are_a_discrepancy() -> None:
    (found,) = discrepancies(two(rammed(MAY_4), collided(MAY_2)))

    assert (found.kind, found.severity) == (DiscrepancyKind.DATE, Severity.WARNING)
    assert [side.value for side in found.sides] == ["2021-05-02", "2021-05-04"]
    assert all(evidence.proposition for side in found.sides for evidence in side.evidence)
    assert any(one.startswith("the relation") for one in found.shown)


def test_a_day_of_another_year_is_one_too_whatever_the_verb() -> None:
    text = f"The ferry Marlin scraped along the granite quay of Selwick {LAST_YEAR[0]}"
    scraped = told(f"{text}.", a_clause(text, "ferry Marlin", "scrape", "quay", times=(LAST_YEAR,)))

    (found,) = discrepancies(two(rammed(MAY_4), scraped))

    assert [side.value for side in found.sides] == ["2020-05-04", "2021-05-04"]


def test_verbs_of_two_doings_may_have_two_days() -> None:
    text = f"The ferry Marlin left the granite quay of Selwick {MAY_2[0]}"

    assert discrepancies(two(rammed(MAY_4), told(f"{text}.", a_clause(text, "Marlin", "leave", times=(MAY_2,))))) == []


@pytest.mark.parametrize(
    ("records", "why"),
    [
        (two(rammed(MAY_4), rammed(MAY_6), days=("2021-05-05", "2021-05-07")), "the first paper could not know"),
        (two(rammed(MAY_4), rammed(MAY_2, " again")), "it says that it happened again"),
        (two(rammed(MAY_4), collided(MAY_2), rammed(MAY_4)), "the second paper knows of both days"),
        (two(rammed(MAY_4), REST, rammed(MAY_2)), "the second paper does not open with it"),
        (two(rammed(MAY_4), rammed(MAY_2), days=("2021-06-15", "2021-06-15")), "it is no news any more"),
        (two(rammed(MAY_4), rammed(MAY_2), days=("2021-05-05", "")), "the day of a paper is unknown"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_news_may_go_on(records: list[Record], why: str) -> None:
    assert discrepancies(records) == [], why


def test_what_counts_otherwise_may_be_another_event() -> None:
    def recalled(number: str, when: Day) -> Said:
        text = f"Acme Motors recalled {number} vans with faulty brakes from dealers in Selwick {when[0]}"
        clause = a_clause(text, "Acme Motors", "recall", "vans", numbers=((number, number, "van"),), times=(when,))
        return told(f"{text}.", clause)

    assert len(discrepancies(two(recalled("300", MAY_4), recalled("300", MAY_2)))) == 1
    assert discrepancies(two(recalled("300", MAY_4), recalled("45", MAY_2))) == []


def test_parties_that_change_places_are_in_two_events() -> None:
    def beat(winner: str, loser: str, when: Day) -> Said:
        text = f"{winner} beat {loser} in the rowing final at Selwick {when[0]}"
        return told(f"{text}.", a_clause(text, winner, "beat", loser, names=(loser,), times=(when,)))

    first = beat("Rovers", "Harriers", MAY_4)

    assert discrepancies(two(first, beat("Harriers", "Rovers", MAY_2))) == []
    assert len(discrepancies(two(first, beat("Rovers", "Harriers", MAY_2)))) == 1


def test_a_month_beside_the_day_of_the_news_is_less_precise() -> None:
    found = [one for one in found_by(OCCURRENCES, *two(rammed(), collided(IN_MAY))) if isinstance(one, CompatiblePair)]

    assert [one.reason for one in found] == [CompatibleReason.LESS_PRECISE]
    assert [side.value for side in found[0].sides] == ["2021-05", "2021-05-04"]


def test_tonight_of_a_day_that_is_not_known_is_no_less_precise() -> None:
    known, vague = two(rammed(), collided(("tonight", "2021-05-01", "2021-05-31")))
    (opening, *rest), rule = vague.statements, "this-day-of-uncertain-day"
    (clause,) = opening.propositions
    told_so = replace(clause, times=tuple(replace(time, rule=rule) for time in clause.times))
    unsure = replace(vague, statements=(replace(opening, propositions=(told_so,)), *rest))

    assert any(isinstance(one, CompatiblePair) for one in found_by(OCCURRENCES, known, vague))
    assert not any(isinstance(one, CompatiblePair) for one in found_by(OCCURRENCES, known, unsure))


def test_one_vague_date_beside_one_day_in_many_papers_is_one_pair() -> None:
    records = [*two(rammed(), collided(IN_MAY)), paper(rammed(), REST, outlet="Weekly")]

    (pair,) = [one for one in found_by(OCCURRENCES, *records) if isinstance(one, CompatiblePair)]

    assert [len(side.evidence) for side in pair.sides] == [1, 2]


def test_when_a_page_was_posted_dates_nothing() -> None:
    text = "The ferry Marlin rammed the granite quay of Selwick. Posted on May 2, 2021"
    posted = told(f"{text}.", a_clause(text, "ferry Marlin", "hit", "quay", times=(("May 2, 2021", *MAY_2[1:]),)))

    assert discrepancies(two(rammed(MAY_4), posted)) == []


def test_an_occasion_that_was_and_one_that_is_to_come_are_two() -> None:
    def talks(when: Day, verb: str) -> Said:
        text = f"Mara Lund {verb} Ivo Petrak for talks on fishing quotas in Port Victoria {when[0]}"
        return told(
            f"{text}.", a_clause(text, "Mara Lund", "meet", names=("Ivo Petrak", "Port Victoria"), times=(when,))
        )

    def found(later: Day) -> list[Discrepancy]:
        days = ("2021-05-05", "2021-09-20")
        records = [
            a_record(talks(when, verb), outlet=outlet, published=day, people=("Mara Lund", "Ivo Petrak"))
            for when, verb, outlet, day in zip(
                (MAY_2, later), ("met", "will meet"), ("Morning Post", "Evening Star"), days, strict=True
            )
        ]
        return discrepancies(records)

    assert found(("on October 9, 2021", "2021-10-09", "2021-10-09")) == []


def sank(when: Day, subject: str = "The ferry Marlin", place: str = "off Selwick") -> Said:
    text = f"{subject} sank {place} {when[0]}, drowning nine passengers"
    return told(f"{text}.", a_clause(text, subject, "sink", times=(when,)))


MONDAY_EARLY = ("early on Monday", "2021-05-03", "2021-05-03")
MONDAY_LATE = ("late on Monday", "2021-05-03", "2021-05-03")
TUESDAY_EARLY = ("early on Tuesday", "2021-05-04", "2021-05-04")
TUESDAY_LATE = ("late on Tuesday", "2021-05-04", "2021-05-04")
WEDNESDAY_NIGHT = ("Wednesday night", "2021-05-05", "2021-05-05")


@pytest.mark.parametrize(
    ("left", "right"), [(MONDAY_EARLY, WEDNESDAY_NIGHT), (MONDAY_LATE, TUESDAY_LATE), (TUESDAY_EARLY, MONDAY_EARLY)]
)
def test_a_part_of_the_day_makes_a_day_vague_by_hours_only(left: Day, right: Day) -> None:
    found = found_by(OCCURRENCES, *two(sank(left), sank(right), days=("2021-05-05", "2021-05-07")))

    assert [one.kind for one in found if isinstance(one, Discrepancy)] == [DiscrepancyKind.DATE]
    assert not any(isinstance(one, CompatiblePair) for one in found)


def test_the_night_before_and_the_early_hours_can_be_one_time() -> None:
    found = found_by(OCCURRENCES, *two(sank(MONDAY_LATE), sank(TUESDAY_EARLY), days=("2021-05-05", "2021-05-07")))

    assert [one.reason for one in found if isinstance(one, CompatiblePair)] == [CompatibleReason.LESS_PRECISE]
    assert not any(isinstance(one, Discrepancy) for one in found)


@pytest.mark.parametrize("subject", ["A ferry", "A ferry from Marrow", "The two ferries near Kelby"])
def test_a_sinking_that_the_first_text_could_not_know_of_is_another_where_no_ship_is_named(subject: str) -> None:
    left, right = sank(MONDAY_EARLY, subject), sank(WEDNESDAY_NIGHT, subject)

    assert discrepancies(two(left, right, days=("2021-05-05", "2021-05-07"))) == []


def test_pieces_of_two_names_are_no_third_one() -> None:
    def bought(buyer: str, sold: str):  # type: ignore[no-untyped-def]
        text = f"{buyer} bought its rival {sold}"
        record = paper(told(f"{text}.", a_clause(text, buyer, "acquire", sold, names=(buyer, sold))))
        return next(iter(accounts_of(Source(record, {})).values()))

    acme_air = bought("Dorn Steel", "Acme Air")

    assert shared_names(bought("Acme Optics", "Polar Air"), acme_air) == []
    assert shared_names(bought("Acme Optics", "Acme Air"), acme_air) == [frozenset({"acme", "air"})]
