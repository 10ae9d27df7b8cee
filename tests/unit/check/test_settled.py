"""What reviews settle is no finding and never hidden; all else that is wrong of a node is reported as before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kb.check.report import Report
from kb.check.validation import report_on
from kb.model import Severity, Verdict

EXAMPLE = Path(__file__).parents[2] / "shapes" / "discrepancy" / "valid" / "Discrepancy-none-to-weigh.ttl"
REJECTED = EXAMPLE.read_text("utf-8")
WAIVED = (
    REJECTED.replace("kb:verdict kb:Rejected", "kb:verdict kb:Waived")
    .replace("kb:decision kb:Reject", "kb:decision kb:Waive")
    .replace("<review/1> a kb:Review ;", '<review/1> a kb:Review ; schema:validThrough "2024-06-30"^^xsd:date ;')
)


def checked(text: str, day: str = "2024-06-01") -> Report:
    return report_on(parse(text.encode(), format=RdfFormat.TURTLE), today=date.fromisoformat(day))


def shapes(report: Report) -> list[str]:
    return [finding.shape.rpartition("#")[2] for finding in report.findings]


def test_a_rejected_discrepancy_is_counted_and_no_finding() -> None:
    report = checked(REJECTED)

    assert shapes(report) == []
    (one,) = report.settled
    assert (one.verdict, one.reason, one.by, one.until) == (Verdict.REJECTED, "Two ferries.", "Ana Ruiz", None)
    assert (one.finding.severity, one.finding.message) == (Severity.WARNING, "One outlet says May, the other June.")


@pytest.mark.parametrize(("day", "found"), [("2024-06-30", []), ("2024-07-01", ["Discrepancy-none-to-weigh"])])
def test_a_waiver_holds_on_its_last_day_and_is_over_on_the_next(day: str, found: list[str]) -> None:
    report = checked(WAIVED, day)

    assert shapes(report) == found
    assert report.settled_as(Verdict.WAIVED) == (not found)


def test_today_is_told_where_nobody_says_a_day() -> None:
    forever = WAIVED.replace("2024-06-30", "2999-12-31")

    report = report_on(parse(forever.encode(), format=RdfFormat.TURTLE))

    assert report.settled_as(Verdict.WAIVED) == 1


@pytest.mark.parametrize("lacking", ['schema:validThrough "2024-06-30"^^xsd:date ;', "prov:wasInfluencedBy <review/1>"])
def test_a_waiver_without_a_day_or_a_review_silences_nothing(lacking: str) -> None:
    report = checked(WAIVED.replace(lacking, "" if lacking.endswith(";") else "prov:wasInfluencedBy <review/2>"))

    assert "Discrepancy-none-to-weigh" in shapes(report)
    assert not report.settled


def test_a_waiver_covers_the_difference_and_no_fault_of_the_node() -> None:
    report = checked(WAIVED.replace("kb:kind kb:DateDiscrepancy", "kb:kind kb:Mixed"))

    assert shapes(report) == ["Discrepancy-kind-is-known"]
    assert report.settled_as(Verdict.WAIVED) == 1


def test_an_accepted_discrepancy_is_a_finding() -> None:
    accepted = REJECTED.replace("kb:verdict kb:Rejected", "kb:verdict kb:Accepted").replace("kb:Reject ", "kb:Accept ")

    assert shapes(checked(accepted)) == ["Discrepancy-none-to-weigh"]
