"""The commands on a store that a server holds give what they give on a folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import oxigraph_server
from typer.testing import CliRunner

from kb.cli.app import app

STORY = Path(__file__).parents[1] / "queries" / "story.trig"


@pytest.fixture(scope="module", autouse=True)
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Give a folder and an address that hold the same story."""
    folder = str(tmp_path_factory.mktemp("served") / "kb.store")
    with oxigraph_server() as address:
        for store in (folder, address):
            printed(store, "import", str(STORY))
        yield folder, f"sparql+{address}"


def printed(store: str, *arguments: str) -> str:
    done = CliRunner().invoke(app, [*arguments, "--store", store])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "run", "claims-by-speaker", "--param", "speaker=Lena Brandt", "--format", "csv"],
        ["query", "run", "coverage", "--limit", "5", "--offset", "2", "--format", "jsonl"],
        [
            "query",
            "sparql",
            "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
            "--format",
            "csv",
        ],
        ["query", "sparql", "CONSTRUCT { ?s rdfs:label ?l } { ?s rdfs:label ?l }", "--format", "turtle"],
        ["query", "sparql", "ASK { ?s a kb:Claim }", "--format", "json"],
        ["search", "bridge", "--format", "jsonl"],
        ["agents", "list", "--format", "jsonl"],
        ["export", "--format", "nquads", "--with-text"],
        ["validate", "--full", "--format", "json", "--fail-on", "never"],
    ],
    ids=lambda arguments: " ".join(arguments[:3])[:40],
)
def test_a_command_gives_the_same_on_a_server_as_on_a_folder(arguments: list[str], stores: tuple[str, str]) -> None:
    on_disk, on_server = (printed(store, *arguments) for store in stores)

    assert on_server == on_disk
    assert on_disk.strip()


def test_status_says_that_the_size_is_unknown(stores: tuple[str, str]) -> None:
    (on_disk,), (on_server,) = (json.loads(printed(store, "status", "--format", "json")) for store in stores)

    assert on_server.pop("bytes on disk") == "unknown"
    assert on_disk.pop("bytes on disk") > 0
    assert on_server == on_disk


@pytest.mark.parametrize(
    "text", ["DROP ALL", "SELECT * FROM <urn:x:a> { ?s ?p ?o }", "SELECT * { SERVICE <http://x/> {} }"]
)
def test_an_ad_hoc_query_cannot_leave_the_store(text: str, stores: tuple[str, str]) -> None:
    done = CliRunner().invoke(app, ["query", "sparql", text, "--store", stores[1]])

    assert done.exit_code != 0


def test_articles_that_are_ingested_and_revised_give_the_same_graph(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "post.txt").write_text(
        '"We will sell the mill in June," Mara Linde said on Monday.\n', encoding="utf-8"
    )
    (articles / "news.txt").write_text("The mill will be sold in June, Mara Linde said.\n", encoding="utf-8")
    folder = str(tmp_path / "kb.store")

    with oxigraph_server() as address:
        for store in (folder, address):
            printed(store, "ingest", str(articles), "--extractor", "rules", "--quiet")
        (articles / "post.txt").write_text('"We will keep the mill," Mara Linde said on Monday.\n', encoding="utf-8")
        for store in (folder, address):
            printed(store, "ingest", str(articles), "--extractor", "rules", "--quiet")
        exports = [
            printed(store, "export", "--format", "nquads", "--with-text").splitlines() for store in (folder, address)
        ]

    on_disk, on_server = ([line for line in lines if not _is_dated(line)] for lines in exports)
    assert on_server == on_disk
    assert any("keep the mill" in line for line in on_server)
    assert any("/graph/archive-text/" in line and "sell the mill" in line for line in on_server)


def _is_dated(line: str) -> bool:
    """Tell whether a line has the time of day, which differs from one run to the next."""
    return "XMLSchema#dateTime>" in line
