"""One suite for every reader, registered under ``kb.readers``."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb import plugins
from kb.errors import InputError
from kb.model import Article, RegionKind
from kb.ports import Reader

STORY = "Board to dredge channel\n\nThe harbour board met on Friday. “We will dredge,” said Marta Olsen, its chair.\n"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Board to dredge channel</title>
<meta property="og:site_name" content="Harbour News"><meta property="article:published_time" content="2024-05-03T08:00:00Z">
<meta name="author" content="Kim Lee"></head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article>
<h1>Board to dredge channel</h1><p>The harbour board met on Friday. “We will dredge,” said Marta Olsen, its chair.</p>
<p>The work is to begin in May and to end before the winter storms, according to the plan that the board published.</p>
<p>Fishermen in the outer harbour fear for their catch and have asked for another survey of the bed.</p></article>
<script>alert("no")</script><footer>© Harbour News</footer></body></html>"""
FILES = {
    "plain": ("a.txt", STORY),
    "markdown": ("a.md", f"---\noutlet: Harbour News\npublished: 2024-05-03\n---\n# {STORY}"),
    "html": ("a.html", PAGE),
    "jsonl": (
        "a.jsonl",
        '{"id": "1", "text": "The harbour board met on Friday. It voted.", "outlet": "Harbour News"}\n',
    ),
}


@pytest.fixture(params=sorted(plugins.registered("kb.readers")))
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Reader, Path]:
    name, content = FILES[request.param]
    path = tmp_path / name
    path.write_bytes(content.encode())
    return plugins.backend("kb.readers", request.param)(), path


def test_a_reader_gives_one_article_with_body_text_and_regions(case: tuple[Reader, Path]) -> None:
    reader, path = case

    (article,) = reader.articles(path, path.name)

    assert isinstance(reader, Reader)
    assert isinstance(article, Article)
    assert "harbour board met on Friday" in article.body
    assert any(region.kind is RegionKind.BODY for region in article.regions)
    assert article.digest.startswith("sha256:")
    assert article.language == "en"


def test_a_reader_is_a_function_of_name_and_bytes(case: tuple[Reader, Path]) -> None:
    reader, path = case

    once, again = list(reader.articles(path, "x")), list(reader.articles(path, "x"))
    (renamed,) = reader.articles(path, "y")

    assert once == again
    assert isinstance(renamed, Article)
    assert isinstance(once[0], Article)
    assert renamed.id != once[0].id


def test_a_reader_refuses_an_empty_file_with_a_remedy(case: tuple[Reader, Path]) -> None:
    reader, path = case
    path.write_bytes(b"")

    with pytest.raises(InputError) as refusal:
        list(reader.articles(path, path.name))

    assert "is empty" in refusal.value.problem
    assert refusal.value.hint


def test_plain_text_keeps_every_character_so_that_offsets_address_the_decoded_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "One.\r\n\u00a0Two – “three”.\r".encode())

    (article,) = plugins.backend("kb.readers", "plain")().articles(path, "a.txt")

    assert article.body == "One.\r\n\u00a0Two – “three”.\r"


def test_front_matter_counts_in_offsets_and_states_facts(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    digest = "sha256:" + "0" * 64
    path.write_text(
        f"---\noutlet: Harbour News\npublished: 2024-05-02/2024-05-03\ncredit: AP\ndigest_of:\n  outlet: Daily Gull\n"
        f"  digest: {digest}\n---\n\n## Tides\n\nIt rained.\n",
        encoding="utf-8",
    )

    (article,) = plugins.backend("kb.readers", "markdown")().articles(path, "a.md")

    assert (article.outlet, str(article.published), article.credit) == ("Harbour News", "2024-05-02/2024-05-03", "AP")
    assert article.grounds["published"] == "front matter"
    assert article.derived_from.digest == digest
    assert article.body.startswith("---\noutlet")
    assert [region.kind.value for region in article.regions] == ["front-matter", "heading", "body"]


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("published: 2024-02-30", "no date"),
        ("published: soon", "no date"),
        ("outlet: [1, 2]", "outlet is"),
        ("title: Talks: a start", "line 2 is no YAML"),
        ("- just\n- a list", "no list of key: value"),
        ("a: &a [x]\nb: *a", "aliases are not allowed"),
        ("digest_of: {outlet: Daily Gull}", "no SHA-256"),
    ],
)
def test_bad_front_matter_is_refused_by_what_and_where(tmp_path: Path, front: str, reason: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\n{front}\n---\nIt rained.\n", encoding="utf-8")

    with pytest.raises(InputError, match=reason) as refusal:
        list(plugins.backend("kb.readers", "markdown")().articles(path, "a.md"))

    assert "front matter" in refusal.value.problem


def test_a_page_states_its_outlet_day_and_author_and_leaves_scripts_out(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")

    (article,) = plugins.backend("kb.readers", "html")().articles(path, "a.html")

    assert (article.outlet, str(article.published), article.author) == ("Harbour News", "2024-05-03", "Kim Lee")
    assert article.grounds["published"] == "meta"
    assert "alert" not in article.body
    assert "Sport" not in article.body


@pytest.mark.parametrize(("size", "reason"), [(5_000_001, "bytes of HTML"), (10, "no article")])
def test_a_page_too_large_or_without_an_article_is_refused(tmp_path: Path, size: int, reason: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<p></p>".ljust(size))

    with pytest.raises(InputError, match=reason):
        list(plugins.backend("kb.readers", "html")().articles(path, "a.html"))


def test_a_bad_line_of_jsonl_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"id": "1", "text": "It rained."}\nnot json\n{"id": "2"}\n{"id": "1", "text": "Again."}\n\n{"text": "It snowed."}\n',
        encoding="utf-8",
    )

    found = list(plugins.backend("kb.readers", "jsonl")().articles(path, "a.jsonl"))

    assert [one.doc for one in found if isinstance(one, Article)] == ["a.jsonl#1", "a.jsonl#6"]
    assert [str(one).split("\n")[0].removeprefix(str(path)) for one in found if isinstance(one, InputError)] == [
        ":2 is no JSON: Expecting value: line 1 column 1 (char 0).",
        ":3 has no text.",
        ":4 has the id '1' of an earlier line.",
    ]
