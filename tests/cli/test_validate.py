"""`kb validate`: two engines and one answer; what is handed over is said; the store's own report and a full check agree."""

from __future__ import annotations

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
