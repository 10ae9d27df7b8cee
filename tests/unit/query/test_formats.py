from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kb.cells import guarded
from kb.errors import UsageError
from kb.query.formats import FORMATS, write_rows
from kb.query.rows import Cell, Rows

BASE = "https://kb.example/id/"


def shown(form: str, *rows: tuple[Cell, ...], columns: tuple[str, ...] = ("claim", "text", "number")) -> str:
    out = io.StringIO()
    write_rows(Rows(columns, rows), form, out, base_iri=BASE)
    return out.getvalue()


ROW: tuple[Cell, ...] = (NamedNode(BASE + "claim/1"), Literal("Rain, then “sun”"), Literal(3))


def test_a_table_lines_up_and_shortens_our_iris() -> None:
    assert shown("table", ROW).splitlines() == [
        "claim     text               number",
        "───────────────────────────────────",
        "claim/1   Rain, then “sun”        3",
    ]


def test_csv_json_and_jsonl_keep_iris_whole_and_numbers_as_numbers() -> None:
    assert shown("csv", ROW) == 'claim,text,number\nhttps://kb.example/id/claim/1,"Rain, then “sun”",3\n'
    assert json.loads(shown("json", ROW)) == [{"claim": BASE + "claim/1", "text": "Rain, then “sun”", "number": 3}]
    assert json.loads(shown("jsonl", ROW))["number"] == 3


def test_empty_cells_stay_empty_and_null() -> None:
    row: tuple[Cell, ...] = (None, Literal(""), None)

    assert shown("csv", row) == "claim,text,number\n,,\n"
    assert json.loads(shown("jsonl", row)) == {"claim": None, "text": "", "number": None}


@pytest.mark.parametrize("form", FORMATS)
def test_no_rows_give_a_well_formed_answer(form: str) -> None:
    text = shown(form)

    if form in ("json", "jsonl"):
        assert text == {"json": "[]\n", "jsonl": ""}[form]
    else:
        assert text.endswith("\n")
        assert "number" in text


def test_tsv_keeps_one_line_per_row() -> None:
    text = shown("tsv", (Literal("a\tb\nc\\"), Literal("x"), Literal(1)))

    assert text == "claim\ttext\tnumber\na\\tb\\nc\\\\\tx\t1\n"


def test_markdown_escapes_what_would_be_markup() -> None:
    text = shown("md", (Literal("a|b"), Literal("<script>*x*"), Literal(1)))

    assert text.splitlines()[-1] == "| a\\|b | &lt;script&gt;\\*x\\* | 1 |"


@pytest.mark.parametrize("form", ["table", "md"])
def test_control_characters_never_reach_a_terminal(form: str) -> None:
    text = shown(form, (Literal("red \x1b[31m \x9b \u202e [/b]"), Literal("x"), Literal(1)))

    assert not set(text) & set("\x1b\x9b\u202e")
    assert "[/b]" in text


def test_turtle_of_rows_parses_and_holds_every_cell() -> None:
    triples = list(parse(shown("turtle", ROW, ROW), format=RdfFormat.TURTLE))

    assert sum(triple.predicate.value.endswith("#binding") for triple in triples) == 6
    assert sum(triple.predicate.value.endswith("#solution") for triple in triples) == 2


def test_turtle_of_triples_is_the_triples() -> None:
    triple = (NamedNode(BASE + "claim/1"), NamedNode("http://schema.org/text"), Literal("x", language="en"))
    out = io.StringIO()

    write_rows(Rows(("subject", "predicate", "object"), [triple, triple], triples=True), "turtle", out)

    assert [quad.triple for quad in parse(out.getvalue(), format=RdfFormat.TURTLE)] == [Triple(*triple)]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+SUM(A1)", "-2+3", "@x", "\t=1", "\r=1", "＝1", "＋1", "－1+1", "＠x", "\ufeff=1", "\n=1"]
)
def test_no_cell_is_a_formula(cell: str) -> None:
    (_, row) = csv.reader(io.StringIO(shown("csv", (Literal(cell),), columns=("text",)), newline=""))

    assert row == ["'" + cell]


@pytest.mark.parametrize("cell", ["-5", "+5.25", "plain", "a=b", ""])
def test_numbers_and_plain_words_stay(cell: str) -> None:
    assert guarded(cell) == cell


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), min_size=1, max_size=3))
def test_csv_gives_back_any_words(words: list[str]) -> None:
    text = shown("csv", tuple(map(Literal, words)), columns=tuple(f"c{number}" for number in range(len(words))))

    (_, row) = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert [cell.removeprefix("'") if cell != word else cell for cell, word in zip(row, words, strict=True)] == words


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match="docx") as refusal:
        shown("docx", ROW)

    assert "table, csv, tsv, json, jsonl, md, turtle" in refusal.value.hint


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl", "md"])
def test_formats_of_lines_write_a_row_before_they_ask_for_the_next(form: str) -> None:
    out = io.StringIO()
    written: list[bool] = []

    def cells() -> Iterator[tuple[Cell, ...]]:
        for number in range(3):
            yield (Literal(f"row {number}"),)
            written.append(f"row {number}" in out.getvalue())

    write_rows(Rows(("one",), cells()), form, out)

    assert written == [True, True, True]
