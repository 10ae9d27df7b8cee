"""Every shipped query over one story: three papers on a closed bridge, and one on a cup.

The Ledger prints Northwire and says so; City Gazette prints the same text without saying so, misprints a quoted
word, and is vaguer about the day; Valley Observer has its own reporting, hedges, gives another day and a denial.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from kb.ports import Store
from kb.query.formats import write_rows
from kb.query.rows import answer
from kb.query.stored import catalogue
from kb.store.loading import import_file
from kb.store.memory import MemoryStore
from kb.store.opening import open_store

HERE = Path(__file__).parent
CATALOGUE = catalogue()
CONTRACT = {
    "outlets-by-claim": ([], "claim, text, outlet, voice, doc, published"),
    "claims-by-outlet": (["outlet"], "claim, text, voice, doc, start, end"),
    "claims-by-speaker": (["speaker"], "claim, text, kind, outlet, doc, start, end"),
    "claims-about": (["entity", "from?", "to?"], "claim, text, earliest, latest, outlets, origins"),
    "claim-mentions": ([], "claim, doc, start, end, quote, outlet, voice"),
    "corroboration": ([], "claim, text, outlets, origins, origin_names, articles"),
    "coverage": ([], "claim, text, outlet, voice"),
    "single-origin-claims": ([], "claim, text, origin, outlets"),
    "discrepancies": ([], "discrepancy, kind, severity, side, doc, start, end, quote, value, explanation"),
    "compatible-pairs": ([], "pair, reason, doc, start, end, quote"),
    "quote-variants": ([], "claim, speaker, difference, doc, start, end, quote"),
    "wire-copy": ([], "doc_a, start_a, end_a, doc_b, start_b, end_b, similarity, origin, credited_a, credited_b"),
    "reporting-chain": (["claim"], "statement, position, role, name, doc, start, end"),
    "provenance": (["claim"], "statement, doc, start, end, quote, run, extractor, version, generated_at"),
    "timeline": ([], "earliest, latest, grain, claim, text, outlets"),
    "hedge-drift": ([], "claim, text, outlet, doc, published, certainty"),
    "unresolved-speakers": ([], "statement, doc, start, end, quote"),
}
CASES = sorted(str(path.relative_to(HERE)) for path in HERE.glob("*/expected*.csv"))


def parameters_of(case: Path) -> Mapping[str, str]:
    """Read the parameters that stand beside the expected rows."""
    beside = case.with_name(case.name.replace("expected", "parameters")).with_suffix(".yaml")
    return yaml.safe_load(beside.read_text(encoding="utf-8")) if beside.is_file() else {}


@pytest.fixture(scope="module", params=["memory", "oxigraph"])
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store: Store
    if request.param == "memory":
        store = MemoryStore()
    else:
        store = open_store(tmp_path_factory.mktemp("story") / "kb.store", create=True)
    import_file(HERE / "story.trig", store)
    yield store
    store.close()


def test_every_query_of_the_contract_is_there_with_its_parameters_and_first_columns() -> None:
    assert not CATALOGUE.problems
    for name, (parameters, columns) in CONTRACT.items():
        query = CATALOGUE.query(name)
        assert [one.name + "?" * one.optional for one in query.parameters] == parameters, name
        assert [column.name for column in query.columns][: len(columns.split(", "))] == columns.split(", "), name


@pytest.mark.parametrize("query", sorted(CATALOGUE.queries))
def test_every_query_is_documented_and_has_an_expected_answer(query: str) -> None:
    stored = CATALOGUE.query(query)

    assert "Problem." in stored.description
    assert "Reading." in stored.description
    assert stored.tags
    assert all(column.meaning for column in stored.columns)
    assert all(one.example for one in stored.parameters)
    assert (HERE / query / "expected.csv").is_file()


@pytest.mark.parametrize("case", CASES)
def test_a_stored_query_gives_the_expected_rows(case: str, story: Store) -> None:
    expected = HERE / case
    query = CATALOGUE.query(expected.parent.name)

    out = io.StringIO()
    write_rows(answer(story, query, parameters_of(expected)), "csv", out)

    if os.environ.get("KB_GOLDEN") == "rewrite":
        expected.write_text(out.getvalue(), encoding="utf-8")
    assert out.getvalue() == expected.read_text(encoding="utf-8")


def test_every_quote_of_every_answer_stands_at_its_address(story: Store) -> None:
    bodies = story.query(
        "SELECT ?doc ?body { ?a <http://schema.org/articleBody> ?body ; <http://purl.org/dc/terms/identifier> ?doc }"
    )
    body_of = {row["doc"].value: row["body"].value for row in bodies}  # type: ignore[union-attr]
    checked = 0

    for case in CASES:
        for row in csv.DictReader(io.StringIO((HERE / case).read_text(encoding="utf-8"))):
            if row.get("quote") and " […] " not in row["quote"]:
                assert body_of[row["doc"]][int(row["start"]) : int(row["end"])] == row["quote"]
                checked += 1

    assert checked > 20
