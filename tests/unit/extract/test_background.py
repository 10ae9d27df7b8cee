"""What a report takes for granted is told by the outlet, not by whoever the report is from."""

from __future__ import annotations

import pytest
from heard import read

from kb.model import Kind


def told(text: str) -> list[tuple[str, str]]:
    """Give the kind of the statement and the wording of each clause."""
    return [
        (str(each.kind), " … ".join(span.exact for span in clause.span))
        for each in read(text).statements
        for clause in each.propositions
    ]


def test_a_clause_that_identifies_the_subject_of_a_report_is_the_outlets() -> None:
    found = told("The bus that overturned near Harl on Tuesday had been repaired in May, the operator said.")

    assert found == [
        ("indirect", "The bus … had been repaired in May"),
        ("narrator", "that overturned near Harl on Tuesday"),
    ]


def test_a_report_in_part_quoted_takes_its_subject_for_granted_too() -> None:
    found = told("The dam that burst on Monday was “never inspected”, according to the farmers' union.")

    assert ("narrator", "that burst on Monday") in found


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge that we built in 1990 is safe,” the engineer said.",  # the speaker's own words
        "Police said they had found a man who had been shot twice.",  # new, and behind the verb
        "The pilot, who had flown for 12 hours, was not to blame, investigators said.",  # behind a comma
        "All ferries that left on Monday were late, the company said.",  # identifies none
        "The tram that leaves at nine is always full, the driver said.",  # nothing that happened
    ],
)
def test_other_relative_clauses_stay_with_whoever_is_reported(text: str) -> None:
    assert all(kind != str(Kind.NARRATOR) for kind, _ in told(text))


def test_the_content_of_the_report_keeps_all_its_words() -> None:
    (said, *_) = read("The bus that overturned on Tuesday had been repaired in May, the operator said.").statements

    assert [span.exact for span in said.content] == ["The bus that overturned on Tuesday had been repaired in May"]
