"""What one article has somebody say, and then say otherwise, where the reader did not see who spoke."""

from __future__ import annotations

import pytest
from finding import found_by
from records import Said, a_clause, a_record, said

from kb.compare.positions.reversals import REVERSALS
from kb.model import Discrepancy, DiscrepancyKind, Kind

CRACKED, WHOLE = "the bell of Selwick was cracked", "the bell of Selwick was not cracked"


def unseen(sentence: str, content: str) -> Said:
    """Give words of somebody whom the reader did not see."""
    clause = a_clause(content, "", "crack", "bell of Selwick", negative="not" in content)
    return Said(sentence, (clause,), content=content, kind=Kind.INDIRECT)


def taken_back(*sentences: Said) -> list[Discrepancy]:
    record = a_record(*sentences, outlet="Morning Post", people=("Orla Brandt",))
    return [one for one in found_by(REVERSALS, record) if isinstance(one, Discrepancy)]


@pytest.mark.parametrize(("first", "number"), [("Brandt", 1), ("Petrak", 0)])
def test_whom_the_lead_names_said_it(first: str, number: int) -> None:
    clause = a_clause(CRACKED, "", "crack", "bell of Selwick")

    found = taken_back(
        unseen(f"{first} at first maintained that {WHOLE}.", WHOLE),
        said(f"Later, Brandt said that {CRACKED}.", "Brandt", CRACKED, clause),
    )

    assert [one.kind for one in found] == [DiscrepancyKind.SUPERSESSION] * number
