"""Every shipped query over one story: three papers on a closed bridge, and one on a cup.

The Ledger prints Northwire and says so; City Gazette prints the same text without saying so, misprints a quoted
word, and is vaguer about the day; Valley Observer has its own reporting, hedges, gives another day and a denial.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
import yaml
from serving import oxigraph_server

from kb.ports import Store
from kb.query.formats import write_rows
from kb.query.rows import answer, number_of_rows
from kb.query.stored import catalogue
from kb.store.loading import import_file
from kb.store.memory import MemoryStore
from kb.store.opening import open_store
from kb.store.remote import open_server
from kb.store.snapshot import snapshot

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


@pytest.fixture(scope="module", params=["memory", "oxigraph", "server", "in memory for reading"])
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with ExitStack() as stack:
        store: Store
        match request.param:
            case "oxigraph":
                store = open_store(tmp_path_factory.mktemp("story") / "kb.store", create=True)
            case "server":
                store = open_server(stack.enter_context(oxigraph_server()), create=True)
            case _:
                store = MemoryStore()
        stack.callback(store.close)
        import_file(HERE / "story.trig", store)
        yield snapshot(store) if "reading" in request.param else store


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
    assert (
        number_of_rows(story, query, parameters_of(expected)) == len(list(csv.reader(io.StringIO(out.getvalue())))) - 1
    )


@pytest.mark.parametrize("case", CASES)
def test_the_order_of_an_answer_leaves_no_two_rows_in_one_place(case: str) -> None:
    query = CATALOGUE.query((HERE / case).parent.name)
    *_, order = re.findall(r"^ORDER BY (.*)$", query.sparql, re.MULTILINE)  # the last one is that of the whole answer
    keys = [name for name in re.findall(r"\?(\w+)", order) if name in {column.name for column in query.columns}]

    rows = list(csv.DictReader(io.StringIO((HERE / case).read_text(encoding="utf-8"))))

    assert len({tuple(row[key] for key in keys) for row in rows}) == len(rows)


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
