"""A report as text: for people, programs, browsers and build servers. The same report gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from xml.etree import ElementTree as ET

from kb.check.report import Report
from kb.check.settled import Settled
from kb.check.turtle import turtle
from kb.errors import UsageError
from kb.model import Finding, Severity, Verdict
from kb.terminal import safe, shortened
from kb.vocab import compact

_FOREIGN = "nothing in it is of a kind that the shapes check"


def rendering(
    report: Report, form: str, fail_on: Severity | None = Severity.VIOLATION, *, settled: bool = False
) -> str:
    """Write a report in a format.

    Args:
        report: What to write.
        form: ``table``, ``json``, ``turtle``, ``html`` or ``junit``.
        fail_on: Findings at least as severe are failures to a build server; ``None`` for never.
        settled: Whether a table lists what reviews waive or reject; the other formats always do.

    Raises:
        UsageError: there is no such format.
    """
    if form == "junit":
        return junit(report, fail_on)
    if form == "table":
        return table(report, settled=settled)
    if form not in FORMATS:
        raise UsageError(f"There is no report format {form!r}.", hint=f"Choose one of: {', '.join(FORMATS)}, junit.")
    return FORMATS[form](report)


def table(report: Report, *, settled: bool = False) -> str:
    """Write for a terminal: per finding what is wrong, where, and how to put it right; on request what is settled."""
    lines: list[str] = []
    for finding in report.findings:
        lines += [
            f"{finding.severity:<9}  {_where(finding)}{safe(compact(finding.shape))}",
            f"    {safe(finding.message)}",
            f"    {_node(finding)}",
            "",
        ]
    for one in report.settled if settled else ():
        lines += [
            f"{one.verdict:<9}  {_where(one.finding)}{one.finding.severity} {safe(compact(one.finding.shape))}",
            f"    {safe(one.finding.message)}",
            f"    {safe(_by(one))}",
            f"    {_node(one.finding)}",
            "",
        ]
    lines += [f"not checked: {safe(reason)}" for reason in report.not_checked]
    lines += [f"by pySHACL: {safe(reason)}" for reason in report.handed]
    lines += [_summary(report)]
    return "\n".join(lines) + "\n"


def as_json(report: Report) -> str:
    """Write for programs; ``value`` is an N-Triples term, ``start`` and ``end`` are code points or null."""
    settled = [
        _as_object(one.finding)
        | {
            "verdict": one.verdict,
            "until": one.until.isoformat() if one.until else None,
            "reason": one.reason,
            "by": one.by,
            "review": one.review,
        }
        for one in report.settled
    ]
    content = {
        "conforms": report.conforms,
        "violations": report.count(Severity.VIOLATION),
        "warnings": report.count(Severity.WARNING),
        "infos": report.count(Severity.INFO),
        "waived": report.settled_as(Verdict.WAIVED),
        "rejected": report.settled_as(Verdict.REJECTED),
        "findings": [_as_object(finding) for finding in report.findings],
        "settled": settled,
        "not_checked": report.not_checked,
        "by_pyshacl": report.handed,
        "note": _FOREIGN if report.is_foreign else None,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _as_object(finding: Finding) -> dict[str, object]:
    return {
        "severity": finding.severity,
        "shape": finding.shape,
        "message": finding.message,
        "focus": finding.focus,
        "path": finding.path,
        "value": finding.value,
        "component": finding.component,
        "doc": finding.doc,
        "start": finding.start,
        "end": finding.end,
    }


def html(report: Report) -> str:
    """Write one page that needs nothing else: no script, no address to fetch, all text escaped."""
    rows = "\n".join(
        f'<tr class="{finding.severity}"><td>{finding.severity}</td><td>{_cell(_where(finding))}</td>'
        f"<td>{_cell(finding.message)}<br><small>{_cell(_node(finding))}</small></td>"
        f"<td>{_cell(compact(finding.shape))}</td></tr>"
        for finding in report.findings
    )
    settled = "".join(
        f"<li>{one.verdict}: {_cell(_where(one.finding))}{_cell(one.finding.message)}<br>"
        f"<small>{_cell(_by(one))}<br>{_cell(_node(one.finding))}</small></li>\n"
        for one in report.settled
    )
    unchecked = "".join(f"<li>{_cell(reason)}</li>" for reason in report.not_checked)
    return _PAGE.format(
        summary=_cell(_summary(report)),
        rows=rows,
        settled=f"<h2>Settled by reviews</h2>\n<ul>\n{settled}</ul>" if settled else "",
        unchecked=f"<h2>Not checked</h2>\n<ul>{unchecked}</ul>" if unchecked else "",
    )


def junit(report: Report, fail_on: Severity | None) -> str:
    """Write for build servers: one test per shape; what was not checked is skipped, lesser findings are output."""
    suite = ET.Element("testsuite", name="kb validate")
    skipped = {reason.split(": ", 1)[0]: reason for reason in report.not_checked}
    failures = 0
    for shape in sorted({*report.checked, *(finding.shape for finding in report.findings)}):
        name = compact(shape)
        case = ET.SubElement(suite, "testcase", classname="kb.validate", name=safe(name))
        found = [finding for finding in report.findings if finding.shape == shape]
        failing = [finding for finding in found if fail_on and Report((finding,)).reaches(fail_on)]
        failures += bool(failing)
        if failing:
            message = safe(failing[0].message)
            failure = ET.SubElement(case, "failure", type=failing[0].severity.value, message=message)
            failure.text = "\n".join(f"{_where(finding)}{_node(finding)}" for finding in failing)
        elif name in skipped:
            ET.SubElement(case, "skipped", message=safe(skipped[name]))
        lesser = [
            f"{finding.severity}: {_where(finding)}{safe(finding.message)}"
            for finding in found
            if finding not in failing
        ]
        lesser += [
            f"{one.verdict}: {_where(one.finding)}{safe(one.finding.message)} {safe(_by(one))}"
            for one in report.settled
            if one.finding.shape == shape
        ]
        if lesser:
            ET.SubElement(case, "system-out").text = "\n".join(lesser)
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(failures))
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    ET.indent(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suite, encoding="unicode") + "\n"


FORMATS: Mapping[str, Callable[[Report], str]] = {"table": table, "json": as_json, "turtle": turtle, "html": html}


def _where(finding: Finding) -> str:
    if not finding.doc:
        return ""
    offsets = f" {finding.start}–{finding.end}" if finding.start is not None else ""
    return f"{safe(finding.doc)}{offsets}  "


def _node(finding: Finding) -> str:
    parts = (finding.focus, finding.path, shortened(finding.value, 200))
    return safe("  ".join(part for part in parts if part))


def _by(one: Settled) -> str:
    until = f"until {one.until}, " if one.until else ""
    return f"{until}{one.by}: {one.reason} ({one.review})"


def _summary(report: Report) -> str:
    counts = [
        f"{number} {name if number == 1 else name + 's'}"
        for severity, name in (
            (Severity.VIOLATION, "violation"),
            (Severity.WARNING, "warning"),
            (Severity.INFO, "info"),
        )
        if (number := report.count(severity))
    ]
    verdict = "The graph conforms" if report.conforms else "The graph does not conform"
    applied = f"{len(report.checked)} shape{'' if len(report.checked) == 1 else 's'} applied"
    settled = [f"{number} {kind}" for kind in Verdict if (number := report.settled_as(kind))]
    apart = f"; {', '.join(settled)} by reviews" if settled else ""
    found = f", but {_FOREIGN}" if report.is_foreign else f": {', '.join(counts) or 'no findings'}"
    return f"{verdict}{found}{apart}; {applied}."


def _cell(text: str) -> str:
    return escape(safe(text))


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Validation report</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }}
table {{ border-collapse: collapse; width: 100%; }}
td, th {{ border-bottom: 1px solid #ccc; padding: .4rem; text-align: left; vertical-align: top; }}
td {{ overflow-wrap: anywhere; }}
td:nth-child(2), td:nth-child(4) {{ min-width: 13rem; }}
.scroll {{ overflow-x: auto; }}
.violation td:first-child {{ color: #a00; }}
.warning td:first-child {{ color: #850; }}
</style>
</head>
<body>
<h1>Validation report</h1>
<p>{summary}</p>
<div class="scroll">
<table>
<thead><tr><th>Severity</th><th>Where</th><th>What</th><th>Shape</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</div>
{settled}{unchecked}
</body>
</html>
"""
