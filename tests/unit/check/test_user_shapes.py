"""Shapes from a folder of the user's own: applied, or refused with file, line and remedy; never run astray."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from kb.check.report import Report
from kb.check.validation import report_on, report_on_store
from kb.errors import InputError
from kb.model import Severity

HEADER = """
PREFIX ex: <urn:ex:>
PREFIX schema: <http://schema.org/>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
DATA = "<urn:a> a <http://schema.org/Person> ; <http://schema.org/age> 200 ; <http://schema.org/knows> [ a <urn:ex:Ghost> ] ."


def reported(folder: Path, shapes: str, data: str = DATA) -> Report:
    (folder / "own.ttl").write_text(HEADER + shapes, "utf-8")
    return report_on(parse(data, RdfFormat.TURTLE), folder)


def test_a_folder_of_shapes_is_applied_beside_the_shipped_ones(tmp_path: Path) -> None:
    report = reported(
        tmp_path,
        """ex:Person-is-mortal a sh:PropertyShape ; sh:targetClass schema:Person ; sh:path schema:age ;
           sh:maxInclusive 130 ; sh:severity sh:Info ; sh:message "Too old; check the age."@en .""",
    )

    (finding,) = report.findings
    assert (finding.shape, finding.severity, finding.focus) == ("urn:ex:Person-is-mortal", Severity.INFO, "urn:a")
    assert finding.value == '"200"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert "urn:ex:Person-is-mortal" in report.checked


def test_a_shape_without_a_name_is_named_after_the_one_around_it(tmp_path: Path) -> None:
    report = reported(
        tmp_path,
        """ex:Person a sh:NodeShape ; sh:targetClass schema:Person ;
           sh:property [ sh:path schema:name ; sh:minCount 1 ] .""",
    )

    (finding,) = report.findings
    assert (finding.shape, finding.path) == ("urn:ex:Person", "schema:name")


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("[ sh:inversePath schema:knows ]", "^schema:knows"),
        ("( schema:knows schema:name )", "schema:knows/schema:name"),
        ("[ sh:alternativePath ( schema:name schema:alternateName ) ]", "schema:name|schema:alternateName"),
        ("( [ sh:inversePath schema:knows ] [ sh:zeroOrMorePath schema:name ] )", "(^schema:knows)/(schema:name*)"),
        ("<urn:ex:name>", "<urn:ex:name>"),
    ],
)
def test_a_path_is_written_as_in_a_query(tmp_path: Path, path: str, written: str) -> None:
    report = reported(
        tmp_path, f"ex:Person-has a sh:PropertyShape ; sh:targetClass schema:Person ; sh:path {path} ; sh:minCount 9 ."
    )

    assert [finding.path for finding in report.findings] == [written]


def test_a_property_of_a_shape_that_others_refer_to_counts_for_them_too(tmp_path: Path) -> None:
    report = reported(
        tmp_path,
        """ex:Named a sh:NodeShape ; sh:targetClass ex:Ghost ; sh:property ex:Named-has-a-name .
           ex:Named-has-a-name a sh:PropertyShape ; sh:path schema:name ; sh:minCount 1 .
           ex:Person-is-named a sh:NodeShape ; sh:targetClass schema:Person ; sh:node ex:Named .""",
    )

    assert {finding.shape for finding in report.findings} == {"urn:ex:Named-has-a-name", "urn:ex:Person-is-named"}


def test_a_file_that_does_not_parse_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        reported(tmp_path, "ex:Person a sh:NodeShape ;\n sh:targetClass ;")

    assert "own.ttl, line 7" in caught.value.problem


@pytest.mark.parametrize("name", ["none", "."])
def test_a_folder_without_shapes_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="no folder with shapes"):
        report_on([], tmp_path / name)


@pytest.mark.parametrize(
    "clause",
    [
        "SERVICE <https://elsewhere.example/> { ?s ?p ?o }",
        "OPTIONAL { SERVICE <https://elsewhere.example/> { ?s ?p ?o } }",
    ],
)
def test_a_query_that_asks_elsewhere_is_refused(tmp_path: Path, clause: str) -> None:
    with pytest.raises(InputError, match=r"(?i)service"):
        reported(
            tmp_path,
            f'ex:Person-asks a sh:NodeShape ; sh:targetClass schema:Person ; sh:sparql [ sh:select "SELECT $this WHERE {{ $this ?p ?v . {clause} }}" ] .',
        )


def test_a_query_that_reads_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="FROM"):
        reported(
            tmp_path,
            'ex:Person-asks a sh:NodeShape ; sh:targetClass schema:Person ; sh:sparql [ sh:select "SELECT $this FROM <file:///etc/hostname> WHERE { $this ?p ?v }" ] .',
        )


@pytest.mark.parametrize(
    "shapes",
    [
        "ex:P a sh:NodeShape ; sh:targetClass schema:Person ; sh:property ex:Missing .",
        'ex:P a sh:PropertyShape ; sh:targetClass schema:Person ; sh:path schema:age ; sh:pattern "(" .',
        "ex:P a sh:PropertyShape ; sh:targetClass schema:Person ; sh:path schema:age ; sh:minCount 1, 2 .",
        'ex:P a sh:NodeShape ; sh:targetClass schema:Person ; sh:sparql [ sh:select "SELECT nonsense" ] .',
        'ex:P a sh:NodeShape ; sh:targetClass schema:Person ; sh:sparql [ sh:message "no query" ] .',
        "ex:P a sh:NodeShape, sh:PropertyShape ; sh:targetClass schema:Person .",
    ],
)
def test_shapes_that_cannot_be_applied_are_refused_with_advice(tmp_path: Path, shapes: str) -> None:
    with pytest.raises(InputError) as caught:
        reported(tmp_path, shapes)

    assert caught.value.hint


def test_the_shapes_folder_is_named_in_the_reports_not_checked_lines(tmp_path: Path) -> None:
    report = reported(
        tmp_path,
        """PREFIX kb: <https://w3id.org/claimgraph/terms#>
           ex:Person-is-adult a sh:PropertyShape ; sh:targetClass schema:Person ; sh:path schema:age ;
           sh:minInclusive 18 ; kb:checkNeeds schema:birthDate .""",
    )

    assert report.not_checked == ("urn:ex:Person-is-adult: schema:birthDate of 1 of 1 nodes is not in the graph",)


@pytest.mark.parametrize(
    ("query", "at_fault"),
    [
        ("$this schema:age ?age . FILTER(?age > 130)", ["urn:a", "urn:b"]),
        ("$this schema:age ?age . ?value schema:age* ?other . FILTER(?other = <urn:nobody>)", ["urn:a", "urn:b"]),
        ("$this ?link ?value . FILTER(isIRI(?value) && ?link != <urn:type>)", ["urn:a"]),
        ("$this schema:knows+ ?value .", ["urn:a"]),
    ],
    ids=["one predicate", "no step at all", "any predicate", "some steps"],
)
def test_the_query_of_a_shape_finds_what_its_path_leads_to(tmp_path: Path, query: str, at_fault: list[str]) -> None:
    store = Store()
    store.bulk_load(
        b"""PREFIX schema: <http://schema.org/>
        <urn:a> schema:age 200 ; schema:knows <urn:nobody> . <urn:b> schema:age 131 .""",
        RdfFormat.TURTLE,
    )
    select = f"SELECT DISTINCT $this WHERE {{ {query} }}"
    shape = f'ex:Age a sh:NodeShape ; sh:targetSubjectsOf schema:age ; sh:sparql [ sh:select "{select}" ] .'
    (tmp_path / "own.ttl").write_text(HEADER + shape, "utf-8")

    report = report_on_store(store.query, lambda: store, tmp_path)

    assert sorted(finding.focus for finding in report.findings) == at_fault
    assert report.handed == ()
