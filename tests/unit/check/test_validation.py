"""A sound graph conforms, and a planted fault is found, named and located."""

from __future__ import annotations

from dataclasses import replace

import pytest
from example_records import BASE, comparison_of, days, two_records
from graphs import comparison_quads
from pyoxigraph import Literal, NamedNode, Quad

from kb import ids
from kb.check.validation import report_on
from kb.errors import InputError
from kb.graph.history import history_quads
from kb.graph.record import record_quads
from kb.graph.run import run_quads
from kb.model import Finding, Mode, Record, Severity, TimeOf
from kb.vocab import KB, OA, PREFIXES, PROV, SCHEMA, XSD, compact


def quads_of(records: tuple[Record, ...]) -> list[Quad]:
    comparison = comparison_of(*records)
    articles = {record.article.id: record.article for record in records}
    statements = {said.id: said for record in records for said in record.statements}
    agents = [agent for record in records for agent in record.agents]
    own = [quad for record in records for quad in (*record_quads(record, BASE), *run_quads(record, BASE))]
    return sorted({*own, *comparison_quads(agents, comparison, articles, statements, BASE)}, key=str)


def without_text(quads: list[Quad]) -> list[Quad]:
    return [quad for quad in quads if quad.predicate.value != SCHEMA.articleBody]


def changed(quads: list[Quad], subject: str, predicate: str, value: str) -> list[Quad]:
    """Put another value wherever a subject has this predicate; a span may stand in two graphs."""
    old = [quad for quad in quads if (quad.subject.value, quad.predicate.value) == (BASE + subject, predicate)]
    assert old
    new = [
        Quad(quad.subject, quad.predicate, Literal(value, datatype=quad.object.datatype), quad.graph_name)
        for quad in old
    ]
    return [quad for quad in quads if quad not in old] + new


def violations(quads: list[Quad]) -> list[Finding]:
    return [finding for finding in report_on(quads).findings if finding.severity is Severity.VIOLATION]


@pytest.fixture(scope="module")
def records() -> tuple[Record, Record]:
    return two_records()


@pytest.fixture(scope="module")
def quads(records) -> list[Quad]:
    return quads_of(records)


def test_what_we_write_conforms_and_its_discrepancy_is_a_warning(quads) -> None:
    report = report_on(quads)

    assert report.conforms
    assert report.not_checked == ()
    (finding,) = report.findings
    assert (finding.severity, finding.doc, finding.start) == (Severity.WARNING, "tide.txt", 130)


def test_what_we_write_conforms_without_texts_and_says_what_was_not_checked(quads) -> None:
    report = report_on(without_text(quads))

    assert report.conforms
    assert [reason.split(":")[1] for reason in report.not_checked] == [
        "Quote-prefix-stands-in-the-text",
        "Quote-stands-in-the-text",
        "Quote-suffix-stands-in-the-text",
        "Span-matches-its-digest",
    ]
    assert all("the text of 2 of 2 articles" in reason for reason in report.not_checked)


def test_one_article_without_text_is_told_from_none(quads, records) -> None:
    gone = BASE + records[0].article.id
    some = [quad for quad in quads if (quad.subject.value, quad.predicate.value) != (gone, SCHEMA.articleBody)]

    report = report_on(some)

    assert report.not_checked
    assert all("1 of 2 articles" in reason for reason in report.not_checked)


def test_a_superseded_claim_in_the_history_does_not_disturb(quads, records) -> None:
    at = records[0].run.ended_at

    report = report_on([*quads, *history_quads({"claim/old": (comparison_of(*records).claims[0].id,)}, at, BASE)])

    assert report.conforms
    assert len(report.findings) == 1


def test_a_changed_character_in_a_quote_is_found_without_the_text(quads, records) -> None:
    tide = records[0]
    content = tide.statements[0].content[0]
    quote = ids.span(tide.article.id, content) + "/quote"

    (finding,) = violations(changed(without_text(quads), quote, OA.exact, content.exact.replace("still", "stall")))

    assert compact(finding.shape) == "kbsh:Quote-matches-its-digest"
    assert finding.value == f"<{BASE}{quote}>"
    assert (finding.doc, finding.start, finding.end) == ("tide.txt", content.start, content.end)


def test_a_changed_character_in_the_text_is_found(quads, records) -> None:
    tide = records[0]
    faulty = changed(
        quads,
        tide.article.id,
        SCHEMA.articleBody,
        tide.article.body.replace("port of Larsk closed", "port of Larsk clOsed"),
    )

    found = {(compact(finding.shape), finding.doc) for finding in violations(faulty)}

    assert ("kbsh:Quote-stands-in-the-text", "tide.txt") in found
    assert {doc for _, doc in found} == {"tide.txt"}


def test_a_statement_without_its_run_is_found_and_located(quads, records) -> None:
    said = records[0].statements[0]
    faulty = [
        quad
        for quad in without_text(quads)
        if (quad.subject.value, quad.predicate.value) != (BASE + said.id, PROV.wasGeneratedBy)
    ]

    (finding,) = violations(faulty)

    assert compact(finding.shape) == "kbsh:Statement-found-by-one-run"
    assert (finding.focus, finding.path) == (BASE + said.id, "prov:wasGeneratedBy")
    assert (finding.doc, finding.start, finding.end) == ("tide.txt", said.content[0].start, said.content[0].end)


@pytest.mark.parametrize(
    ("predicate", "value", "shape"),
    [
        (OA.start, "-5", "kbsh:Position-counts-from-zero"),
        (OA.end, "3", "kbsh:Position-starts-before-it-ends"),
        (OA.end, "9999", "kbsh:Quote-is-as-long-as-its-span"),
    ],
)
def test_an_impossible_span_is_found(quads, records, predicate: str, value: str, shape: str) -> None:
    tide = records[0]
    position = ids.span(tide.article.id, tide.statements[0].source[0]) + "/position"

    found = violations(changed(without_text(quads), position, predicate, value))

    assert shape in {compact(finding.shape) for finding in found}
    assert {finding.doc for finding in found} == {"tide.txt"}


def test_a_value_that_is_no_date_is_a_finding_and_nothing_on_stderr(quads, capfd: pytest.CaptureFixture[str]) -> None:
    bad = [
        Quad(quad.subject, quad.predicate, Literal("2022-13-45", datatype=NamedNode(XSD.date)), quad.graph_name)
        if quad.subject.value == f"{BASE}instant/2022-05-02"
        else quad
        for quad in quads
        if not (quad.subject.value == f"{BASE}instant/2022-05-02" and quad.predicate.value.endswith("type"))
    ]
    bad.append(
        Quad(
            NamedNode(f"{BASE}instant/2022-05-02"),
            NamedNode(PREFIXES["rdf"] + "type"),
            NamedNode(PREFIXES["time"] + "Instant"),
        )
    )

    found = violations(bad)

    assert "kbsh:Instant-is-one-day" in {compact(finding.shape) for finding in found}
    assert capfd.readouterr().err == ""


def test_a_saying_from_after_publication_is_doubted(records) -> None:
    tide, ledger = records
    said = tide.statements[0]
    later = tuple(
        replace(time, interval=days("2022-05-09"), mode=Mode.THROUGHOUT) if time.of is TimeOf.SPEECH else time
        for time in said.times
    )
    changed_record = replace(tide, statements=(replace(said, times=later), tide.statements[1]))

    report = report_on(quads_of((changed_record, ledger)))

    doubted = [
        finding
        for finding in report.findings
        if compact(finding.shape) == "kbsh:Statement-is-spoken-before-publication"
    ]
    assert [(finding.value, finding.severity) for finding in doubted] == [(f"<{BASE}{said.id}>", Severity.WARNING)]
    assert report.conforms


@pytest.mark.parametrize(("tense", "count"), [("past", 1), ("future", 0), ("", 0)])
def test_a_past_event_from_after_publication_is_doubted(records, tense: str, count: int) -> None:
    tide, ledger = records
    told = tide.statements[1]
    later = tuple(replace(time, interval=days("2022-06-01")) for time in told.times)
    clauses = tuple(replace(clause, times=later, tense=tense) for clause in told.propositions)
    changed_record = replace(tide, statements=(tide.statements[0], replace(told, times=later, propositions=clauses)))

    report = report_on(quads_of((changed_record, ledger)))

    assert (
        sum(compact(finding.shape) == "kbsh:Proposition-past-event-precedes-publication" for finding in report.findings)
        == count
    )


def test_a_report_is_the_same_in_any_order_of_quads(quads) -> None:
    faulty = [quad for quad in quads if quad.predicate.value != KB.polarity]

    assert report_on(faulty) == report_on(list(reversed(faulty)))


def test_a_report_tells_how_severe_it_is(quads) -> None:
    report = report_on(quads)

    assert [report.reaches(severity) for severity in Severity] == [False, True, True]
    assert [report.count(severity) for severity in Severity] == [0, 1, 0]


def test_an_empty_graph_conforms() -> None:
    report = report_on([])

    assert report.conforms
    assert report.not_checked == ()


def test_a_triple_as_a_term_is_refused() -> None:
    from pyoxigraph import Triple

    node = NamedNode("urn:a")

    with pytest.raises(InputError, match="triple"):
        report_on([Quad(node, node, Triple(node, node, node))])
