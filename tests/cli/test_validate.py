"""`kb validate`: two engines and one answer; what is handed over is said; the store's own report and a full check agree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Command

SHAPES = Path(__file__).parents[1] / "shapes"
FAULTY = SHAPES / "span" / "invalid" / "Quote-has-one-digest.ttl"
OWN = """PREFIX ex: <urn:ex:> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX sh: <http://www.w3.org/ns/shacl#>
ex:Quote-recurs a sh:NodeShape ; sh:targetClass oa:TextQuoteSelector ; sh:node ex:Quote-recurs ;
    sh:property [ sh:path oa:exact ; sh:maxLength 1 ] .
"""


@pytest.mark.parametrize("form", ["table", "json", "turtle", "html", "junit"])
def test_both_engines_print_the_same(kb: Command, form: str) -> None:
    compiled, reference = (
        kb("validate", FAULTY, "--format", form, "--engine", engine) for engine in ("compiled", "pyshacl")
    )

    assert compiled.code == reference.code == 1
    assert compiled.out == reference.out


def test_a_shape_that_is_not_compiled_is_named_in_the_report_and_on_stderr(kb: Command, tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(OWN, "utf-8")

    done = kb("validate", FAULTY, "--shapes", tmp_path)

    assert "by pySHACL: urn:ex:Quote-recurs: it refers to itself" in done.out
    assert "Applied by pySHACL: urn:ex:Quote-recurs" in done.err
    assert "urn:ex:Quote-recurs\n" in done.out


def test_the_report_of_the_store_is_that_of_a_full_check(kb: Command, tmp_path: Path) -> None:
    page = "---\noutlet: Harbour Post\npublished: 2024-05-06\n---\n“We will dredge it,” said Marta Olsen, the chair.\n"
    (tmp_path / "a.md").write_text(page, encoding="utf-8")
    kb("ingest", tmp_path / "a.md")

    kept, full = kb("validate", "--format", "json"), kb("validate", "--full", "--format", "json")

    assert kept.code == full.code == 0
    assert kept.out == full.out


@pytest.mark.parametrize("content", ["", "<urn:ex:quay> <urn:ex:depth> 12 .\n"], ids=["empty", "foreign"])
def test_a_file_with_nothing_to_check_does_not_pass_for_a_sound_one(kb: Command, tmp_path: Path, content: str) -> None:
    (tmp_path / "other.ttl").write_text(content, "utf-8")

    table, listed = (kb("validate", tmp_path / "other.ttl", "--format", form) for form in ("table", "json"))

    assert table.code == listed.code == 0
    assert "conforms, but nothing in it is of a kind that the shapes check" in table.out
    assert json.loads(listed.out)["note"] == "nothing in it is of a kind that the shapes check"


@pytest.mark.parametrize("engine", ["compiled", "pyshacl"])
def test_a_sound_file_is_said_to_conform_without_a_but(kb: Command, engine: str) -> None:
    sound = SHAPES / "claim" / "valid" / "Claim-has-one-text.ttl"

    table, listed = (kb("validate", sound, "--format", form, "--engine", engine) for form in ("table", "json"))

    assert "conforms: no findings" in table.out
    assert json.loads(listed.out)["note"] is None


@pytest.mark.parametrize("engine", ["compiled", "pyshacl"])
def test_a_claim_is_checked_by_either_of_its_classes(kb: Command, tmp_path: Path, engine: str) -> None:
    (tmp_path / "claim.ttl").write_text(
        "PREFIX kb: <https://w3id.org/claimgraph/terms#> PREFIX schema: <http://schema.org/>\n"
        '<urn:ex:1> a kb:Claim ; schema:text "the quay is shut", "the quay is closed"@en .',
        "utf-8",
    )

    done = kb("validate", tmp_path / "claim.ttl", "--engine", engine, "--format", "json")
    shapes = [finding["shape"].rpartition("#")[2] for finding in json.loads(done.out)["findings"]]

    assert done.code == 1
    assert shapes.count("Claim-has-one-text") == 2, "two texts, and one without a language"
    assert shapes.count("Claim-is-one-of-ours") == 1, "it lacks schema:Claim"


def test_an_empty_name_is_refused_as_such(kb: Command) -> None:
    done = kb("validate", "")

    assert done.code == 2
    assert "The name of a file to validate is empty." in done.err


@pytest.mark.parametrize("engine", ["compiled", "pyshacl"])
def test_a_shape_that_cannot_be_applied_is_named(kb: Command, tmp_path: Path, engine: str) -> None:
    shape = OWN.replace("sh:node ex:Quote-recurs", "sh:nodeKind sh:IRI").replace("sh:maxLength 1", "sh:minCount 'many'")
    (tmp_path / "own.ttl").write_text(shape, "utf-8")

    done = kb("validate", FAULTY, "--shapes", tmp_path, "--engine", engine)

    assert done.code == 3
    assert "Look first at urn:ex:Quote-recurs (its sh:minCount is no whole number)." in done.err
    assert done.err.startswith("The shapes cannot be applied")
