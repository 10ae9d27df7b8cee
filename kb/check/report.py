"""What a check has to say: findings, and what could not be checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.check.settled import Settled
from kb.model import Finding, Severity, Verdict

_ORDER = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one validation.

    Attributes:
        findings: Sorted by severity, then by place; each once. A finding's ``value`` is an N-Triples term.
        not_checked: Shapes that need what the graph does not hold, each with the reason; never to be read as passed.
        checked: Names of all shapes that were applied, sorted.
        settled: What would be findings, but for reviews that waive or reject them.
        handed: Shapes that pySHACL applied because they are not compiled, each with the reason.
        is_foreign: Nothing in the graph is of a kind that the shapes check, so that conforming means nothing.
    """

    findings: tuple[Finding, ...]
    not_checked: tuple[str, ...] = ()
    checked: tuple[str, ...] = ()
    settled: tuple[Settled, ...] = ()
    handed: tuple[str, ...] = ()
    is_foreign: bool = False

    @property
    def conforms(self) -> bool:
        """Tell whether nothing is a violation; discrepancies among outlets are warnings."""
        return not self.reaches(Severity.VIOLATION)

    def reaches(self, severity: Severity) -> bool:
        """Tell whether some finding is as severe as this, or more."""
        return any(_ORDER[finding.severity] <= _ORDER[severity] for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def settled_as(self, verdict: Verdict) -> int:
        """Count what people waived, or rejected."""
        return sum(one.verdict is verdict for one in self.settled)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by severity and place, and drop repetitions."""
    return tuple(sorted(set(findings), key=_place))


def _place(finding: Finding) -> tuple[object, ...]:
    return (
        _ORDER[finding.severity],
        finding.doc,
        -1 if finding.start is None else finding.start,
        -1 if finding.end is None else finding.end,
        finding.shape,
        finding.focus,
        finding.path,
        finding.value,
        finding.message,
        finding.component,
    )
