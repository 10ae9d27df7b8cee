"""Words quoted directly stand in quotation marks; the ways in which newspapers print them are all let pass."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import RdfFormat, parse

from kb.check.validation import report_on
from kb.vocab import PREFIXES

SHAPE = PREFIXES["kbsh"] + "Statement-direct-words-stand-in-quotation-marks"


def flagged(before: str, exact: str, after: str) -> bool:
    graph = f"""
    PREFIX kb: <{PREFIXES["kb"]}> PREFIX oa: <{PREFIXES["oa"]}> PREFIX prov: <{PREFIXES["prov"]}>
    <urn:s> kb:kind kb:Direct ; prov:wasQuotedFrom <urn:a> ; kb:content <urn:c> .
    <urn:c> oa:hasSelector <urn:q> .
    <urn:q> oa:exact {json.dumps(exact)} ; oa:prefix {json.dumps(before)} ; oa:suffix {json.dumps(after)} ."""
    findings = report_on(parse(graph, RdfFormat.TURTLE)).findings
    return any(finding.shape == SHAPE and finding.value == "<urn:c>" for finding in findings)


@pytest.mark.parametrize(
    ("before", "exact", "after"),
    [
        ("", "“We will not move.”", " Ana Ruiz said."),
        ("Ana Ruiz said: ", '"We will not move."', "\n"),
        ("", "„Wir gehen nicht“", ", sagte Ruiz."),
        ("", "« Nous restons »", ", dit Ruiz."),
        ("She said ‘no’. ", "‘We will not move’", ""),
        ("said.\n\n", "“First of all, no.", "\n\n“Secondly, never.”"),
        ("First of all, no.\n\n", "“Secondly, never.”", " She left."),
        ("First, no.\r\n\r\n", "and so on, until the end.”", "\r\n"),
        ("", "“We will", ""),
    ],
)
def test_a_quotation_as_newspapers_print_it_passes(before: str, exact: str, after: str) -> None:
    assert not flagged(before, exact, after)


@pytest.mark.parametrize(
    ("before", "exact", "after"),
    [
        ("Ana Ruiz said ", "they would not move", ". She left."),
        ("Ana Ruiz said ", "they “would not move”", " soon."),
        ("said ", "“would not move” at all", " that day."),
    ],
)
def test_words_outside_of_marks_are_found(before: str, exact: str, after: str) -> None:
    assert flagged(before, exact, after)
