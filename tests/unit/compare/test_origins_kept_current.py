"""Origins stay what they would be had all articles come at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from records import a_clause, a_record, said, told

from kb.compare.source import Source
from kb.compare.sources.credits import credits_in
from kb.compare.sources.origins import Cited, Origins, Sourced
from kb.compare.sources.pages import party_behind, whole_body
from kb.model import Kind, Origin, Record, Reuse, Tenure

AGENCIES = {"ap": "agent/associated-press", "reuters": "agent/reuters"}
NAMES = {"agent/associated-press": "Associated Press", "agent/reuters": "Reuters"}
LONG = (
    "The toolmaker Bolt will close its last factory in the valley next spring, ending a century of work at the site and leaving four"
    " hundred families without a wage."
)
SECOND = "Lorries carried the first presses away before dawn while union leaders warmed their hands over oil drums outside the gates."
QUOTE = "Every closure starts with a promise about new jobs in a better place"
SPOKEN = said(
    f"“{QUOTE},” said Mara Lund.", "Mara Lund", f"“{QUOTE},”", a_clause(QUOTE, "closure", "start"), kind=Kind.DIRECT
)
OWN = "Evening Star reporters saw three police cars parked behind the canteen on the morning of the announcement."


def pool() -> list[Record]:
    return [
        a_record(told(LONG), told(SECOND), outlet="Morning Post"),
        a_record(told(LONG), told(SECOND), SPOKEN, outlet="Evening Star", credit="AP"),
        a_record(told(LONG), told(SECOND), told(OWN), outlet="The Courier", published="2021-10-02"),
        a_record(told(OWN), SPOKEN, outlet="Weekly", published="2021-10-03"),
        a_record(SPOKEN, outlet="Harbour Times", published="2021-10-20"),
        a_record(told(LONG), told(SECOND), outlet="Valley News", published="2021-09-30", credit="Reuters"),
        a_record(told(OWN), outlet="Morning Post", published="2021-11-04"),
    ]


def cited(record: Record, claims: Mapping[str, str] | None = None) -> Cited:
    expressed = {one.id: f"claim/{one.span[0].exact}" for said in record.statements for one in said.propositions}
    return Cited(Source(record, expressed | dict(claims or {})), credits_in(record.article, AGENCIES))


def origins() -> Origins:
    return Origins(NAMES, AGENCIES.values())


def at_once(records: Iterable[Record]) -> tuple[tuple[Any, ...], ...]:
    found = origins()
    found.update(come=map(cited, records))
    return found.outcome()


def apply(standing: dict[str, Any], change: Sourced) -> None:
    for part in (change.origins, change.reuses, change.missing):
        for one in part.gone:
            assert standing.pop(one.id) == one
        for one in part.come:
            assert one.id not in standing
            standing[one.id] = one


def origin_of(record: Record, at: int, found: Origins) -> Origin:
    (origin,) = (one for one in found.outcome()[0] if record.statements[at].id in one.statements)
    return origin


def reuses(*records: Record) -> tuple[Reuse, ...]:
    return at_once(records)[1]


STEPS = st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=1, max_size=16)


@given(STEPS)
@settings(max_examples=40, deadline=None)
def test_whatever_came_and_went_the_outcome_is_that_of_what_is_there(steps: list[tuple[int, bool]]) -> None:
    records, present, standing, found = pool(), set[int](), dict[str, Any](), origins()

    for at, comes in steps:
        article = records[at].article.id
        apply(standing, found.update(come=[cited(records[at])]) if comes else found.update(gone=[article]))
        (present.add if comes else present.discard)(at)

    expected = at_once(records[at] for at in sorted(present))
    assert found.outcome() == expected
    assert standing == {one.id: one for part in expected for one in part}


def test_another_claim_makes_another_origin_and_nothing_else() -> None:
    market = told("The market opens at dawn.")
    one, other = (a_record(market, outlet="Morning Post", published=day) for day in ("2021-10-01", "2021-11-04"))
    found = origins()
    found.update(come=[cited(one), cited(other)])
    assert origin_of(one, 0, found) == origin_of(other, 0, found)

    clause = other.statements[0].propositions[0].id
    change = found.update(come=[cited(other, {clause: "claim/another"})])

    assert origin_of(one, 0, found) != origin_of(other, 0, found)
    assert len(change.origins.gone) == 1
    assert len(change.origins.come) == 2
    assert change.reuses.come == change.reuses.gone == ()


def test_a_credit_that_a_review_gives_to_another_agency_moves_the_origin() -> None:
    record = a_record(told(LONG), outlet="Morning Post", credit="AP")
    found = origins()
    found.update(come=[cited(record)])

    renamed = [replace(one, agency="agent/reuters") for one in credits_in(record.article, AGENCIES)]
    found.update(come=[replace(cited(record), credits=tuple(renamed))])

    assert origin_of(record, 0, found).name == "Reuters"


def test_an_article_that_changes_nothing_changes_nothing() -> None:
    found = origins()
    found.update(come=map(cited, pool()))

    change = found.update(come=map(cited, pool()))

    assert change == Sourced()


# -- direction --------------------------------------------------------------------------------------------------------


def test_of_two_uncredited_copies_the_earlier_is_told() -> None:
    first = a_record(told(LONG), outlet="Morning Post", published="2021-10-01")
    later = a_record(told(LONG), outlet="Evening Star", published="2021-10-03")

    (reuse,) = reuses(first, later)

    assert reuse.earlier == first.article.id
    assert "published before" in reuse.because


def test_of_two_copies_of_one_day_neither_is_the_earlier() -> None:
    (reuse,) = reuses(a_record(told(LONG), outlet="Morning Post"), a_record(told(LONG), outlet="Evening Star"))

    assert (reuse.earlier, reuse.because) == ("", "")


def test_who_credits_an_agency_has_the_text_from_there_and_not_from_another_paper() -> None:
    first = a_record(told(LONG), outlet="Morning Post", published="2021-10-01")
    credited = a_record(told(LONG), outlet="Evening Star", published="2021-10-03", credit="AP")

    (reuse,) = reuses(first, credited)

    assert reuse.earlier == ""
    assert "credits Associated Press" in reuse.because


def test_the_agencys_own_article_is_the_earlier_one_whatever_the_days() -> None:
    copy = a_record(told(LONG), outlet="Morning Post", published="2021-10-01", credit="Reuters")
    own = a_record(told(LONG), outlet="Reuters", published="2021-10-02")

    (reuse,) = reuses(copy, own)

    assert reuse.earlier == own.article.id
    assert {one.kind for one in at_once([copy, own])[0]} == {"agency"}


# -- families ---------------------------------------------------------------------------------------------------------


def test_a_credit_far_down_a_row_of_copies_counts_for_all_of_them() -> None:
    copies = [
        a_record(
            told(LONG),
            told(SECOND),
            outlet=f"Paper {day}",
            published=f"2021-10-{day:02d}",
            credit="AP" if day == 9 else "",
        )
        for day in range(1, 29)
    ]

    found, _, missing = at_once(copies)

    assert [(one.kind, one.name, len(one.articles)) for one in found] == [("agency", "Associated Press", 28)]
    assert len(missing) == 27


def test_who_says_that_it_has_wire_reports_is_not_charged_with_hiding_them() -> None:
    silent = a_record(told(LONG), told("This article is based partly on wire service reports."), outlet="Morning Post")
    credited = a_record(told(LONG), outlet="Evening Star", credit="AP")

    assert at_once([silent, credited])[2] == ()


# -- utterances -------------------------------------------------------------------------------------------------------


def test_reports_of_one_speaker_in_mostly_the_same_words_are_one_utterance_whatever_the_claims() -> None:
    one = said(
        "The flat in Brno will be sold to repay the town, Lund said.",
        "Lund",
        "The flat in Brno will be sold to repay the town",
    )
    other = said(
        "Lund said a sale of the Brno flat would repay the town.",
        "Lund",
        "a sale of the Brno flat would repay the town",
    )
    left, right = a_record(one, outlet="Morning Post"), a_record(other, outlet="Evening Star", published="2021-10-02")
    found = origins()

    found.update(come=[cited(left), cited(right)])

    assert origin_of(left, 0, found).kind == "utterance"
    assert origin_of(left, 0, found) == origin_of(right, 0, found)


def test_the_very_same_words_are_one_utterance_though_one_paper_names_somebody_else() -> None:
    left = a_record(SPOKEN, outlet="Morning Post")
    other = said(f"“{QUOTE},” said Petr Novak.", "Petr Novak", f"“{QUOTE},”", kind=Kind.DIRECT)
    right = a_record(other, outlet="Evening Star")
    found = origins()

    found.update(come=[cited(left), cited(right)])

    assert origin_of(left, 0, found) == origin_of(right, 0, found)


def test_one_speaker_who_says_two_things_in_a_week_makes_two_utterances() -> None:
    left = a_record(said("The bridge is safe, Lund said.", "Lund", "The bridge is safe"), outlet="Morning Post")
    right = a_record(
        said("Lund said the school needs a roof.", "Lund", "the school needs a roof"), outlet="Evening Star"
    )
    found = origins()

    found.update(come=[cited(left), cited(right)])

    assert origin_of(left, 0, found) != origin_of(right, 0, found)


# -- parties ----------------------------------------------------------------------------------------------------------


def test_an_utterance_is_of_the_party_that_its_speaker_belongs_to() -> None:
    words = "the harbour will be dredged before the winter storms come in"
    spoken = said(f"Olsen said {words}.", "Olsen", words)
    wholes = {"agent/olsen": "agent/bolt"}
    found = Origins(NAMES, AGENCIES.values(), lambda agent, _: wholes.get(agent, agent))

    records = [a_record(spoken, outlet=outlet) for outlet in ("Morning Post", "Evening Star")]
    found.update(come=map(cited, records))

    assert [(one.kind, one.party) for one in found.outcome()[0]] == [("utterance", "agent/bolt")]


def test_a_spokeswoman_is_of_the_party_of_the_body_that_she_speaks_for() -> None:
    spoken = said("Olsen said the harbour will be dredged.", "Olsen", "the harbour will be dredged")
    record = a_record(spoken, outlet="Morning Post")
    statement = record.statements[0]
    tenure = Tenure(statement.source[0], "agent/olsen", "spokeswoman", "agent/port-authority")

    wholes = {"agent/port-authority": "agent/bolt"}
    party = party_behind(statement, replace(record, tenures=(tenure,)), lambda agent, _: wholes.get(agent, agent))

    assert party == "agent/bolt"
    assert party_behind(statement, record, whole_body) == "agent/olsen"


def test_what_an_outlet_tells_itself_is_of_no_party() -> None:
    ((origin,), _, _) = at_once([a_record(told(OWN), SPOKEN, outlet="Morning Post")])

    assert (origin.kind, origin.party) == ("outlet", "")
