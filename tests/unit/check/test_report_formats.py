"""A report in five formats, safe whatever the graph holds."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, parse

from kb.check.formats import FORMATS, rendering
from kb.check.report import Report, in_order
from kb.errors import UsageError
from kb.model import Finding, Severity
from kb.vocab import RDF, SH

FAULT = Finding(
    severity=Severity.VIOLATION,
    shape="https://w3id.org/claimgraph/shapes#Quote-matches-its-digest",
    focus="https://kb.example/id/article/a",
    message="The words hash to the digest; restore them.",
    path="oa:exact",
    value='"<b>\\u001B[31m"',
    component="http://www.w3.org/ns/shacl#SPARQLConstraintComponent",
    doc="a.txt",
    start=3,
    end=9,
)
DOUBT = replace(
    FAULT,
    severity=Severity.WARNING,
    shape="urn:own:Shape",
    path="^kb:hop",
    value="<urn:v>",
    doc="",
    start=None,
    end=None,
)
REPORT = Report(
    in_order([DOUBT, FAULT]),
    ("kbsh:Quote-stands-in-the-text: the text of 1 of 1 nodes is not in the graph",),
    (FAULT.shape, "https://w3id.org/claimgraph/shapes#Quote-stands-in-the-text"),
)
HOSTILE = replace(FAULT, doc="\x1b[2J\u202e[/b]<script>&\x00.txt", message="\x9b31m ]]> <img src=x> \"'", focus="_:b0")
ALL = [*FORMATS, "junit"]


def test_the_table_tells_what_is_wrong_where_and_what_was_not_checked() -> None:
    written = rendering(REPORT, "table")

    assert written.splitlines()[0] == "violation  a.txt 3–9  kbsh:Quote-matches-its-digest"
    assert "restore them" in written
    assert "not checked: kbsh:Quote-stands-in-the-text" in written
    assert written.splitlines()[-1] == "The graph does not conform: 1 violation, 1 warning; 2 shapes applied."


def test_a_report_without_findings_says_so() -> None:
    assert rendering(Report((), (), ("urn:s",)), "table") == "The graph conforms: no findings; 1 shape applied.\n"


def test_json_gives_each_finding_with_its_place() -> None:
    content = json.loads(rendering(REPORT, "json"))

    assert (content["conforms"], content["violations"], content["warnings"], content["infos"]) == (False, 1, 1, 0)
    assert (content["findings"][0]["doc"], content["findings"][0]["start"]) == ("a.txt", 3)
    assert content["findings"][1]["start"] is None
    assert len(content["not_checked"]) == 1


def test_turtle_is_a_standard_report_without_blank_nodes() -> None:
    quads = list(parse(rendering(REPORT, "turtle"), RdfFormat.TURTLE))

    (report,) = [quad.subject for quad in quads if quad.object == NamedNode(SH.ValidationReport)]
    results = {quad.object for quad in quads if quad.subject == report and quad.predicate.value == SH.result}
    assert results == {quad.subject for quad in quads if quad.object == NamedNode(SH.ValidationResult)}
    assert len(results) == 2
    assert {quad.object.value for quad in quads if quad.predicate.value == SH.conforms} == {"false"}
    assert {quad.object.value for quad in quads if quad.predicate.value == SH.resultPath} == {
        "http://www.w3.org/ns/oa#exact"
    }
    assert all(isinstance(term, NamedNode) for quad in quads for term in (quad.subject, quad.predicate))


def test_a_warning_alone_conforms_for_us_and_not_for_the_standard() -> None:
    report = Report((DOUBT,))

    assert json.loads(rendering(report, "json"))["conforms"] is True
    assert "sh:conforms false" in rendering(report, "turtle")
    assert "sh:conforms true" in rendering(Report(()), "turtle")


def test_html_is_one_page_that_loads_nothing() -> None:
    page = rendering(REPORT, "html")

    assert page.startswith("<!DOCTYPE html>")
    assert "<script" not in page
    assert "src=" not in page
    assert "href=" not in page
    assert "&lt;b&gt;" in page


@pytest.mark.parametrize(
    ("fail_on", "failures"), [(Severity.VIOLATION, 1), (Severity.WARNING, 2), (Severity.INFO, 2), (None, 0)]
)
def test_junit_fails_what_is_at_least_as_severe_as_asked(fail_on: Severity | None, failures: int) -> None:
    suite = ET.fromstring(rendering(REPORT, "junit", fail_on))

    assert suite.get("failures") == str(failures) == str(len(suite.findall("testcase/failure")))
    assert suite.get("tests") == str(len(suite)) == "3"
    assert len(suite.findall("testcase/skipped")) == 1


@pytest.mark.parametrize("form", ["table", "html", "junit"])
def test_foreign_text_cannot_steer_a_terminal_or_break_a_page(form: str) -> None:
    written = rendering(Report((HOSTILE,), (HOSTILE.message,), (HOSTILE.shape,)), form)

    assert not {"\x1b", "\x9b", "\u202e", "\x00"} & set(written)
    if form == "html":
        assert "<script>" not in written
        assert "<img" not in written
    if form == "junit":
        ET.fromstring(written)


@given(st.text(), st.text(st.characters(exclude_categories=["Cs"])))
def test_junit_is_well_formed_and_turtle_parses_whatever_is_said(doc: str, message: str) -> None:
    report = Report((replace(FAULT, doc=doc, message=message),))

    ET.fromstring(rendering(report, "junit"))
    assert message in {quad.object.value for quad in parse(rendering(report, "turtle"), RdfFormat.TURTLE)}


@pytest.mark.parametrize("form", ALL)
def test_the_same_findings_in_another_order_are_written_the_same(form: str) -> None:
    other = replace(REPORT, findings=in_order([FAULT, DOUBT, FAULT]))

    assert rendering(other, form) == rendering(REPORT, form)


def test_a_format_that_is_not_there_lists_those_that_are() -> None:
    with pytest.raises(UsageError) as caught:
        rendering(REPORT, "pdf")

    assert all(form in caught.value.hint for form in ALL)


def test_turtle_types_its_nodes() -> None:
    types = {
        quad.object.value
        for quad in parse(rendering(REPORT, "turtle"), RdfFormat.TURTLE)
        if quad.predicate.value == RDF.type
    }

    assert types == {SH.ValidationReport, SH.ValidationResult}
