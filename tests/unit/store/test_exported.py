from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize
from typer.testing import CliRunner

from kb.cli.app import app
from kb.errors import InputError, StoreError
from kb.export.nquads import NQuadsExporter
from kb.ports import Store
from kb.store.exported import open_export
from kb.store.files import quads_in
from kb.store.loading import import_file
from kb.store.memory import MemoryStore

BASE = "https://kb.example/id/"
STORY = Path(__file__).parents[2] / "queries" / "story.trig"
EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o }"


def asked(store: Store) -> set[tuple[str, ...]]:
    return {tuple(map(str, row)) for row in store.query(EVERYTHING)}  # type: ignore[union-attr]


def a_line(number: int, graph: str = "graph/claims", words: str = "Rain") -> str:
    return f'<{BASE}claim/{number}> <http://schema.org/text> "{words}"@en <{BASE}{graph}> .\n'


def written(folder: Path, text: str) -> Path:
    file = folder / "export.nq"
    file.write_text(text, encoding="utf-8", newline="")
    return file


@pytest.mark.parametrize("suffix", [".nq", ".trig"])
def test_an_export_answers_as_the_store_that_it_is_imported_into(suffix: str, tmp_path: Path) -> None:
    imported = MemoryStore()
    import_file(STORY, imported)
    file = tmp_path / f"story{suffix}"
    form = RdfFormat.N_QUADS if suffix == ".nq" else RdfFormat.TRIG
    file.write_bytes(serialize(quads_in(STORY), format=form) or b"")

    export = open_export(file)

    assert asked(export) == asked(imported)
    assert export.base_iri == imported.base_iri
    assert len(export) == len(imported)
    assert set(export.quads()) == set(imported.quads())
    assert set(export.archived()) == set(imported.archived())


LINES = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=8)


@given(texts=LINES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_are_read_as_the_parser_reads_them(texts: list[str], tmp_path: Path) -> None:
    quads = [
        Quad(
            NamedNode(f"{BASE}a"), NamedNode("http://schema.org/text"), Literal(words), NamedNode(f"{BASE}graph/claims")
        )
        for words in ["first", *texts, f"> . <{BASE}graph/archive/1> .", " <", '" <x> ."']
    ]
    file = tmp_path / "export.nq"
    file.write_bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")

    export = open_export(file)

    assert asked(export) == {tuple(map(str, quad.triple)) for quad in quads}


def test_lines_that_others_write_in_their_own_way_are_read_too(tmp_path: Path) -> None:
    lines = [
        "\ufeff# by hand\n",
        "\n",
        a_line(1).replace(" .", "   .  # why not"),
        a_line(2).replace("> <", ">\t<"),
        a_line(3).replace("\n", "\r\n"),
        a_line(4, words="\\u0052ain"),
        a_line(5).removesuffix("\n"),
    ]

    export = open_export(written(tmp_path, "".join(lines)))

    assert {row[2] for row in asked(export)} == {'"Rain"@en'}
    assert len(export) == 5


def test_the_archive_of_an_export_is_not_seen(tmp_path: Path) -> None:
    text = a_line(1, "graph/archive/1") + a_line(2, "graph/archive-text/1") + a_line(3)

    assert {row[0] for row in asked(open_export(written(tmp_path, text)))} == {f"<{BASE}claim/3>"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no export"),
        (f'<{BASE}a> <urn:x:b> "no graph" .\n', "no export"),
        (a_line(1) + f'<{BASE}a> <urn:x:b> "no graph" .\n', "outside any named graph"),
        (a_line(1) + f"<{BASE}a> <urn:x:b> <urn:x:c> .\n", "outside any named graph"),
        (a_line(1) + a_line(2).replace(BASE, "https://other.example/"), "not under"),
        (a_line(1) + f"_:b <urn:x:b> <urn:x:c> <{BASE}graph/claims> .\n", "without an IRI"),
        (a_line(1) + a_line(2) + f"<urn:x:a> <urn:x:b> _:c <{BASE}graph/claims> .\n", "without an IRI"),
        (a_line(1) + f"<urn:x:a> <urn:x:b> <<( <urn:x:a> <urn:x:b> 'c' )>> <{BASE}graph/claims> .\n", "line 2"),
        (a_line(1) + a_line(2) + "<cut", "line 3"),
        (a_line(1) + a_line(2).replace('"Rain"', '"Rain'), "line 2"),
        (a_line(1) + a_line(2).replace("Rain", "\\x"), "line 2"),
    ],
)
def test_what_is_no_export_is_refused_with_the_place(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=said) as error:
        open_export(written(tmp_path, text))

    assert error.value.hint


def test_an_export_has_named_graphs_and_can_be_exported_again(tmp_path: Path) -> None:
    file = written(tmp_path, a_line(1) + a_line(1, "graph/origins") + a_line(2, "graph/archive/2"))

    export = open_export(file)
    again = io.BytesIO()
    NQuadsExporter().write(export, again, with_text=True)

    named = export.query("SELECT ?g { ?s ?p ?o . GRAPH ?g { ?s ?p ?o } }")
    assert sorted(row["g"].value for row in named) == [f"{BASE}graph/{name}" for name in ("claims", "origins")]  # type: ignore[union-attr]
    assert again.getvalue() == file.read_bytes()


def test_commands_that_ask_take_an_export_for_a_store_and_others_do_not(tmp_path: Path) -> None:
    file = tmp_path / "story.nq"
    file.write_bytes(serialize(quads_in(STORY), format=RdfFormat.N_QUADS) or b"")

    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, [*arguments, "--store", str(file)])
        return done.exit_code, done.stdout

    stored = run("query", "run", "claims-by-speaker", "--param", "speaker=Lena Brandt", "--format", "csv")
    typed = run("query", "sparql", "SELECT (COUNT(*) AS ?n) { ?s a kb:Claim ; schema:text ?t }", "--format", "csv")

    assert stored[0] == typed[0] == 0
    assert len(io.StringIO(stored[1]).readlines()) > 2
    assert int(typed[1].splitlines()[1]) > 5
    assert isinstance(CliRunner().invoke(app, ["import", str(file), "--store", str(file)]).exception, StoreError)
