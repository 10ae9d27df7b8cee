"""What arrives from outside with no good intent, or by bad luck: names, encodings, bombs, injected RDF and escapes.

Whatever it is: the exit code of the contract, a reason with a remedy, no traceback, no raw control character, nothing
half-written, and the article beside it stored as if it were alone.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from commands import Command, Outcome

from kb.cli import ingesting

STORY = (
    "The harbour board met on Friday.\n\n“We will dredge the channel,” said Marta Olsen, the chair of the board.\n\n"
    "The union said that it opposed the plan.\n"
)
PAGE = f"<html lang='en'><body><article>{''.join(f'<p>{line}</p>' for line in STORY.split(chr(10)) * 3)}</article></body></html>"
INJECTION = (
    '“We\x1b[31m will\x1b]0;owned\x07”""" . <http://evil.example/s> <http://evil.example/p> """dredge\'\'\' \\u0022 \\",” said '
    'Marta "> . <http://evil.example/x> Olsen, INSERT DATA { <a:b> <a:b> <a:b> }.\n\n'
    "The union said that “it \\\\ opposed” ?x }} ; DROP ALL # the plan <!-- --> ${HOME} `id` %00 \x9b31m \u202e {{7*7}} = .\n"
)
CONTROLS = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069"} - {"\n"}  # fmt: skip


def is_clean(done: Outcome) -> bool:
    """Tell whether a person could read what was printed, and nothing of ours broke."""
    said = done.out + done.err
    return not CONTROLS & set(said) and "Traceback" not in said and "inside kb" not in said


def counted(done: Outcome) -> dict[str, int]:
    (counts,) = json.loads(done.out)
    return {outcome: number for outcome, number in counts.items() if number}


def jsonl(*rows: object) -> bytes:
    return "".join(f"{json.dumps(row)}\n" for row in rows).encode()


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.html", PAGE)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "raw",
    [STORY.encode("utf-16"), STORY.encode("cp1252"), STORY.encode("utf-8-sig"), STORY.encode("utf-32")],
    ids=["UTF-16", "Windows-1252", "byte order mark", "UTF-32"],
)
def test_offsets_count_characters_whatever_the_encoding(kb: Command, tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(raw)

    done = kb("extract", "a.txt", "--format", "jsonl")

    rows = [json.loads(line) for line in done.out.splitlines()]
    quoted = [STORY[start:end] for row in rows for start, end in row["content"] if row["kind"] == "direct"]
    assert (done.code, quoted) == (0, ["“We will dredge the channel,”"])


TRAPS: dict[str, tuple[str, bytes, str]] = {  # name of the file, its bytes, what is said of it
    "cut UTF-8": ("b.txt", ("Zoé Dürr said no. " * 9).encode() + b"\xc3", "is UTF-8 up to byte 180 and not there"),
    "damaged UTF-8": ("b.txt", "“No,” said Zoé.".encode().replace(b"said", b"s\x9did"), "is UTF-8 up to byte 11"),
    "cut UTF-16": ("b.txt", STORY.encode("utf-16")[:-1], "announces utf-16-le and breaks it"),
    "binary": ("b.txt", bytes(range(256)) * 40, "is binary"),
    "one line of 20 MB": ("b.txt", b"x" * 20_000_001, "20000000 are allowed"),
    "a record of 10 MB": ("b.jsonl", jsonl({"text": "no " * 3_400_000}), "b.jsonl:1 is longer than"),
    "half a character": ("b.jsonl", jsonl({"text": "It \ud83d rained."}), "its text holds half a character"),
    "half an outlet": ("b.jsonl", jsonl({"text": "It rained.", "outlet": "\udc00"}), "its outlet holds half"),
    "half an author": ("b.md", b'---\nauthor: "\\uD800"\n---\nIt rained.\n', "its author holds half"),
    "an id that is a list": ("b.jsonl", jsonl({"id": [1], "text": "It rained."}), "neither a text nor a number"),
    "a number of 5,000 digits": ("b.jsonl", b'{"id": ' + b"9" * 5_000 + b', "text": "No."}\n', "is no JSON"),
    "nested brackets": ("b.jsonl", b"[" * 100_000, "is no JSON"),
    "no language": ("b.jsonl", jsonl({"text": "It rained.", "language": "e n\n@"}), "which is no tag"),
    "nested front matter": ("b.md", b"---\na: " + b"[" * 5_000 + b"\n---\nNo.\n", "is no YAML"),
    "code in front matter": ("b.md", b"---\na: !!python/object/apply:os.system [ls]\n---\nNo.\n", "is no YAML"),
    "a zip called a page": ("b.html", zipped(), "is binary"),
    "10,000 nested tags": ("b.html", b"<div>" * 10_000 + b"No.", "has no article in it"),
    "a name that is no UTF-8": ("b\udce9.txt", STORY.encode(), "its name holds half a character"),
}


@pytest.mark.parametrize(("name", "raw", "reason"), TRAPS.values(), ids=TRAPS)
def test_what_cannot_be_used_is_reported_and_its_neighbours_are_stored(
    kb: Command, tmp_path: Path, name: str, raw: bytes, reason: str
) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "news" / name).write_bytes(raw)
    (tmp_path / "news" / "c.txt").write_text(STORY.replace("Friday", "Monday"), encoding="utf-8")

    done = kb("ingest", "news", "--format", "json")

    assert (done.code, counted(done)) == (3, {"new": 2, "not used": 1})
    assert reason in done.err
    assert done.err.count("Fix: ") == 1
    assert is_clean(done)
    assert len(done.err) < 1_500


def test_one_bad_record_or_one_bad_line_about_it_leaves_the_other_records_alone(kb: Command, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl(*({"id": key, "text": f"{STORY} Part {key}."} for key in "1234")))
    (tmp_path / "m.jsonl").write_bytes(
        jsonl(
            {"doc": "a.jsonl#1", "outlet": {"name": "Gull"}},
            {"doc": "a.jsonl#2", "outlet": "Gull"},
            {"doc": "a.jsonl#3", "outlet": "\ud800"},
            {"doc": "a.jsonl#4", "language": 5},
        )
    )

    done = kb("ingest", "a.jsonl", "--manifest", "m.jsonl", "--format", "json")

    assert (done.code, counted(done)) == (3, {"new": 1, "not used": 3})
    assert all(reason in done.err for reason in ("outlet is {'name'", "its outlet holds half", "language is 5"))
    assert is_clean(done)


def unreadable(path: Path) -> None:
    path.symlink_to("/proc/self/mem")  # gives an I/O error to whoever reads it, root included


def looped(path: Path) -> None:
    path.with_name("other").symlink_to(path)
    path.symlink_to(path.with_name("other"))


@pytest.mark.parametrize(
    ("trap", "reason"),
    [
        pytest.param(
            unreadable,
            "cannot be read: ",
            marks=pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="there is no /proc"),
        ),
        (looped, "is a link that leads to no file"),
        (lambda path: path.symlink_to("nowhere"), "is a link that leads to no file"),
        (os.mkfifo, "is neither a file nor a folder"),
        (lambda path: path.mkdir(), "holds no articles"),
    ],
    ids=["unreadable", "loop of links", "dangling link", "pipe", "folder"],
)
def test_a_path_that_leads_to_nothing_readable_is_reported_by_its_name(
    kb: Command, tmp_path: Path, trap: Callable[[Path], None], reason: str
) -> None:
    trap(tmp_path / "b.txt")

    done = kb("extract", "b.txt")

    assert done.code == 3
    assert f"b.txt {reason}" in done.err
    assert "Fix: " in done.err
    assert is_clean(done)


@pytest.mark.parametrize("name", ["", "x" * 5_000, STORY * 50, "\x1b[2J\n.txt", "no/such/\u202efile.txt", "[" * 99])
def test_a_name_that_no_file_can_have_is_reported_on_one_short_line(kb: Command, name: str) -> None:
    done = kb("ingest", name)

    assert done.code == 3
    assert "Fix: " in done.err
    assert is_clean(done)
    assert len(done.err) < 400


def test_a_folder_of_loops_pipes_and_odd_names_gives_its_articles_once(kb: Command, tmp_path: Path) -> None:
    news = tmp_path / "news"
    (news / "deep").mkdir(parents=True)
    (news / "deep" / "up").symlink_to(news)
    looped(news / "loop.txt")
    os.mkfifo(news / "pipe.txt")
    (news / "manifest.jsonl").mkdir()
    (news / "a\n\x1b]0;owned\x07b.txt").write_text(STORY, encoding="utf-8")
    (news / "deep" / "'\"$(id)`; *.txt").write_text(STORY.replace("Friday", "Monday"), encoding="utf-8")

    done = kb("ingest", "news", "--format", "json")

    shown = [kb("query", "run", "claim-mentions"), kb("extract", "news"), kb("validate")]
    assert (done.code, counted(done)) == (0, {"new": 2})
    assert is_clean(done)
    assert [(each.code, is_clean(each)) for each in shown] == [(0, True)] * 3


@pytest.mark.parametrize(
    "line",
    [
        b'{"doc": 5}',
        b'{"doc": ["a.txt"]}',
        b'{"doc": null}',
        b'{"doc": "a.txt", "outlet": {"name": "Gull"}}',
        b'{"doc": "a.txt", "outlet": true}',
        b'{"doc": "a.txt", "author": [1, 2]}',
        b'{"doc": "a.txt", "published": ["2021-10-01"]}',
        b'{"doc": "a.txt", "published": {}, "outlet": "Gull"}',
        b'{"doc": "a.txt", "published": 1e999}',
        b'{"doc": "a.txt", "language": ["en", "de"]}',
        b'{"doc": "a.txt", "language": "English, more or less"}',
        b'{"doc": "a.txt", "credit": NaN, "title": {}}',
        b'{"doc": "' + b"a" * 5_000 + b'"}',
        b'{"doc": "a\\u0000\\u001b[31m.txt"}',
        b'"a.txt"',
        b"[" * 100_000,
        b"\xff\xfe\x00",
    ],
    ids=lambda line: line.decode("latin-1")[:40],
)
def test_a_manifest_with_wrong_types_is_named_with_its_line_and_stores_nothing(
    kb: Command, tmp_path: Path, line: bytes
) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "m.jsonl").write_bytes(line)

    done = kb("ingest", "news", "--manifest", "m.jsonl")

    assert done.code == 3
    assert "m.jsonl" in done.err
    assert "Fix: " in done.err
    assert is_clean(done)
    state = kb("status", "--format", "json")
    assert state.code == 4 or json.loads(state.out)[0]["articles"] == 0


@pytest.mark.parametrize(
    "content",
    [b'doc,outlet\n"a.txt,Gull\n', b"doc,outlet\na.txt," + b"x" * 200_000, b",\na.txt,\n", b"doc,outlet\na.txt\n"],
    ids=["open mark", "long cell", "no header", "short line"],
)
def test_a_broken_table_of_facts_is_refused_with_its_line(kb: Command, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "m.csv").write_bytes(content)

    done = kb("ingest", "a.txt", "--manifest", "m.csv")

    assert done.code == 3
    assert "m.csv:" in done.err
    assert is_clean(done)


def hostile_page() -> str:
    meta = '<meta property="og:site_name" content="&quot;&gt; . &lt;http://evil.example/o&gt; \x1b[31m">'
    meta += '<meta property="article:published_time" content="2024-99-99T99"><meta name="author" content="\x1b]0;x">'
    meta += '<link rel="canonical" href="javascript:alert(1)"><title>\x1b[2J&quot;&quot;&quot; .</title>'
    return PAGE.replace("lang='en'", "lang='x y&quot;@'").replace("<body>", f"<head>{meta}</head><body>")


HOSTILE_ARTICLES = {
    "a.txt": INJECTION.encode(),
    "b.md": (
        '---\noutlet: \'"> . <http://evil.example/o>\'\nauthor: "\\e[31m\\x9b \\"\\"\\" ."\nurl: "http://x/ <> \\n"\n'
        f"credit: \"'''@en\"\n---\n# \"> . <http://evil.example/h>\n\n{INJECTION}"
    ).encode(),
    "c.html": hostile_page().encode(),
    "d.jsonl": jsonl(
        {
            "id": '<>\n"> . <http://evil.example/i>',
            "text": INJECTION + "No.",
            "url": 'http://a b">< .',
            "title": "\x00",
        },
        {"id": "nul", "text": "“We \x00 will,” said Marta\x00 Olsen. \x01\x1f\x7f\ufffe\uffff\ufdd0 It rained."},
    ),
}


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ingest the hostile articles once; for reading only."""
    from kb.config import Settings
    from kb.pipeline.ingesting import ingest

    class Strict:
        def note(self, text: str) -> None:
            pytest.fail(text)

        def problem(self, error: Exception) -> None:
            raise error

    folder = tmp_path_factory.mktemp("hostile")
    (folder / "news").mkdir()
    for name, raw in HOSTILE_ARTICLES.items():
        (folder / "news" / name).write_bytes(raw)
    summary = ingest([str(folder / "news")], None, Settings(store=str(folder / "kb.store")), Strict())
    assert summary.new == 5
    return folder / "kb.store"


@pytest.fixture
def small_store(hostile_store: Path, tmp_path: Path) -> Path:
    """Give a copy of it that a test may change."""
    return Path(shutil.copytree(hostile_store, tmp_path / "small.store"))


@pytest.mark.parametrize(
    ("form", "syntax"), [("turtle", "turtle"), ("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")]
)
def test_injected_syntax_stays_text_in_every_export_that_rdflib_reads(
    kb: Command, hostile_store: Path, tmp_path: Path, form: str, syntax: str
) -> None:
    done = kb("export", "--format", form, "--with-text", "--store", hostile_store, "--out", "all.rdf")

    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=(tmp_path / "all.rdf").read_bytes(), format=syntax)
    texts = {str(text) for text in graph.objects(None, rdflib.URIRef("http://schema.org/articleBody"))}
    terms = {term for quad in graph.quads() for term in quad if isinstance(term, rdflib.URIRef)}
    assert done.code == 0
    assert {INJECTION, INJECTION + "No.", HOSTILE_ARTICLES["b.md"].decode()} <= texts
    assert [term for term in terms if "evil.example" in term or term.startswith("a:")] == []


def test_an_export_of_hostile_articles_comes_back_with_the_same_bytes(
    kb: Command, hostile_store: Path, tmp_path: Path
) -> None:
    kb("export", "--format", "nquads", "--with-text", "--store", hostile_store, "--out", "all.nq")

    imported = kb("import", "all.nq", "--store", "copy.store")

    kb("export", "--format", "nquads", "--with-text", "--store", "copy.store", "--out", "again.nq")
    assert imported.code == 0
    assert (tmp_path / "all.nq").read_bytes() == (tmp_path / "again.nq").read_bytes()


@pytest.mark.parametrize(
    "command",
    [
        "status",
        "search opposed",
        "query run claim-mentions",
        "query run outlets-by-claim",
        "query run provenance --param claim=x",
        "validate",
    ],
)
def test_no_escape_of_a_hostile_article_reaches_the_terminal(kb: Command, hostile_store: Path, command: str) -> None:
    done = kb(*command.split(), "--store", hostile_store)

    assert is_clean(done)
    assert done.code == (2 if "param" in command else 0)


@pytest.mark.parametrize(
    "speaker",
    ['"> } ; DROP ALL #', '""" . } INSERT DATA { <a:b> <a:b> <a:b> }', "\\u0022", "http://a b", "\x1b[31m", ""],
)
def test_an_injected_parameter_names_nobody_and_changes_nothing(kb: Command, small_store: Path, speaker: str) -> None:
    before = kb("status", "--store", small_store, "--format", "json").out

    done = kb("query", "run", "claims-by-speaker", "--param", f"speaker={speaker}", "--store", small_store)

    assert done.code == 2
    assert is_clean(done)
    assert kb("status", "--store", small_store, "--format", "json").out == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw + b"<http://a.example/s> <http://a.example/p> _:b .\n",
        lambda raw: raw.replace(b"oa#", b"oa #", 1),
        lambda raw: raw + b"\x00\xff",
        lambda raw: raw.decode().encode("utf-16"),
    ],
    ids=["cut", "foreign", "broken IRI", "binary", "UTF-16"],
)
def test_a_spoilt_export_is_imported_not_at_all(
    kb: Command, small_store: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    kb("export", "--format", "nquads", "--store", small_store, "--out", "all.nq")
    (tmp_path / "spoilt.nq").write_bytes(spoil((tmp_path / "all.nq").read_bytes()))

    into_new = kb("import", "spoilt.nq", "--store", "new.store")
    into_own = kb("import", "spoilt.nq", "--store", small_store)

    kb("export", "--format", "nquads", "--store", small_store, "--out", "after.nq")
    assert (into_new.code, into_own.code) == (3, 3)
    assert "spoilt.nq" in into_new.err
    assert is_clean(into_new)
    assert json.loads(kb("status", "--store", "new.store", "--format", "json").out)[0]["articles"] == 0
    assert (tmp_path / "all.nq").read_bytes() == (tmp_path / "after.nq").read_bytes()


@pytest.mark.parametrize("option", ["--jobs", "--shards"])
def test_more_processes_than_there_is_memory_for_are_not_started(
    kb: Command, tmp_path: Path, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingesting, "memory", lambda: 8_000_000_000)
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")

    done = kb("ingest", "a.txt", "--store", "st", option, "1000000")

    assert done.code == 2
    assert f"{option} 1000000: so many processes take some 300,000.0 GB of memory; there are 8.0." in done.err
    assert "Ask for 26 at most" in done.err
    assert is_clean(done)
    assert not (tmp_path / "st").exists()
