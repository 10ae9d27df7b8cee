"""Copies without a credit."""

from __future__ import annotations

from at_once import missing_credits, reuses_between
from records import a_clause, a_record, said, told

from kb.compare.sources.credits import credits_in
from kb.model import Discrepancy, DiscrepancyKind, Record, Severity

AGENCIES = {"ap": "agent/associated-press", "associated press": "agent/associated-press"}
NAMES = {"agent/associated-press": "Associated Press"}
LONG = (
    "The toolmaker Bolt will close its last factory in the valley next spring, ending a century of work at the site and leaving four"
    " hundred families without a wage."
)
CREDIT = told(
    "Staff was told on Friday, the Associated Press reported.", a_clause("Staff was told on Friday", "staff", "tell")
)


def found_in(*records: Record) -> tuple[Discrepancy, ...]:
    articles = [record.article for record in records]
    credited = [credit for article in articles for credit in credits_in(article, AGENCIES)]
    return missing_credits(records, reuses_between(articles), credited, NAMES)


def test_a_copy_that_credits_nobody_is_named_with_care() -> None:
    silent, open_ = a_record(told(LONG), outlet="Morning Post"), a_record(CREDIT, told(LONG), outlet="Evening Star")

    (discrepancy,) = found_in(silent, open_)

    assert (discrepancy.kind, discrepancy.severity) == (DiscrepancyKind.MISSING_CREDIT, Severity.INFO)
    assert [side.value for side in discrepancy.sides] == ["credits Associated Press", "no credit in this text"]
    assert discrepancy.sides[0].evidence[0].span.exact == "the Associated Press reported"
    assert discrepancy.sides[1].evidence[0].statement == silent.statements[0].id
    assert "Morning Post" in discrepancy.explanation
    assert found_in(open_, silent) == (discrepancy,)


def test_two_copies_that_both_credit_the_agency_are_in_order() -> None:
    both = [a_record(CREDIT, told(LONG), outlet=outlet) for outlet in ("Morning Post", "Evening Star")]

    assert found_in(*both) == ()


def test_the_agency_itself_needs_no_credit() -> None:
    assert (
        found_in(a_record(told(LONG), outlet="Associated Press"), a_record(CREDIT, told(LONG), outlet="Evening Star"))
        == ()
    )


def test_a_copy_of_which_nobody_credits_an_agency_is_no_matter() -> None:
    assert found_in(a_record(told(LONG), outlet="Morning Post"), a_record(told(LONG), outlet="Evening Star")) == ()


def test_what_a_speaker_was_heard_to_say_is_no_copy() -> None:
    words = LONG.rstrip(".")
    heard = said(f"According to Mara Lund, {words}.", "Mara Lund", words)

    silent = a_record(heard, outlet="Morning Post", people=("Mara Lund",))

    assert found_in(silent, a_record(CREDIT, heard, outlet="Evening Star", people=("Mara Lund",))) == ()
