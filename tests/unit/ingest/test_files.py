from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kb.errors import InputError
from kb.ingest.files import Inputs
from kb.model import Article


def the_articles(inputs: Inputs) -> list[Article]:
    return [one for one in inputs.articles() if isinstance(one, Article)]


def the_problems(inputs: Inputs) -> list[str]:
    return [str(one) for one in inputs.articles() if not isinstance(one, Article)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news" / "deep").mkdir(parents=True)
    (tmp_path / "news" / "a.txt").write_text("It rained.", encoding="utf-8")
    (tmp_path / "news" / "deep" / "b.md").write_text("It snowed.", encoding="utf-8")
    (tmp_path / "news" / "README.md").write_text("About these files.", encoding="utf-8")
    (tmp_path / "news" / ".hidden.txt").write_text("Secret.", encoding="utf-8")
    (tmp_path / "news" / "c.pdf").write_bytes(b"%PDF")
    return tmp_path / "news"


def test_a_folder_gives_its_articles_by_relative_path_without_readme_and_hidden_files(folder: Path) -> None:
    assert [article.doc for article in the_articles(Inputs([str(folder)]))] == ["a.txt", "deep/b.md"]


def test_a_folder_is_read_in_the_order_of_its_paths_part_by_part_and_no_link_leads_out_of_it(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / "elsewhere").symlink_to(folder / "deep", target_is_directory=True)
    (folder / "deep" / "around").symlink_to(folder, target_is_directory=True)
    (folder / "linked.txt").symlink_to(folder / "a.txt")
    for name in (".git/c.txt", "deep-sea.txt", "deep/A.txt"):
        (folder / name).write_text(f"It rained on {name}.", encoding="utf-8")

    inputs = Inputs([str(folder)])

    assert [one.doc for one in inputs.files] == ["a.txt", "deep/A.txt", "deep/b.md", "deep-sea.txt", "linked.txt"]
    assert [one.path.read_bytes()[:2] for one in inputs.files] == [b"It"] * 5


def test_a_lone_file_is_called_by_its_name_and_a_glob_gives_many(folder: Path) -> None:
    assert [one.doc for one in the_articles(Inputs([str(folder / "a.txt")]))] == ["a.txt"]
    assert [one.doc for one in the_articles(Inputs([str(folder / "**" / "*.md")]))] == ["README.md", "b.md"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("manifest.jsonl", '{"doc": "a.txt", "outlet": "Harbour News", "published": "2024-05-03", "credit": "AP"}\n'),
        ("manifest.csv", "doc,outlet,published,credit\na.txt,Harbour News,2024-05-03,AP\n"),
    ],
)
def test_a_manifest_states_facts_and_what_it_does_not_name_is_skipped(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")

    inputs = Inputs([str(folder)])

    (article,) = the_articles(inputs)
    assert (article.outlet, str(article.published), article.credit) == ("Harbour News", "2024-05-03", "AP")
    assert article.grounds["outlet"] == "manifest"
    assert [notice.split("/")[-1] for notice in inputs.notices] == [
        "README.md is not in the manifest: skipped.",
        "b.md is not in the manifest: skipped.",
    ]


def test_a_manifest_wins_over_front_matter(folder: Path) -> None:
    (folder / "a.md").write_text("---\noutlet: Daily Gull\nauthor: Kim Lee\n---\nIt rained.", encoding="utf-8")
    manifest = folder / "m.jsonl"
    manifest.write_text('{"doc": "a.md", "outlet": "Harbour News"}', encoding="utf-8")

    (article,) = the_articles(Inputs([str(folder / "a.md")], manifest))

    assert (article.outlet, article.author) == ("Harbour News", "Kim Lee")
    assert article.grounds == {"language": "text", "outlet": "manifest", "author": "front matter"}


def test_a_file_that_only_the_manifest_knows_is_reported_with_its_line(folder: Path) -> None:
    (folder / "manifest.jsonl").write_text('{"doc": "a.txt"}\n{"doc": "gone.txt"}\n', encoding="utf-8")

    (problem,) = the_problems(Inputs([str(folder)]))

    assert "manifest.jsonl:2 names 'gone.txt', and there is no such file." in problem


def test_two_files_of_one_name_are_not_taken_for_revisions_of_each_other(folder: Path) -> None:
    (folder / "deep" / "a.txt").write_text("It hailed.", encoding="utf-8")

    inputs = Inputs([str(folder / "a.txt"), str(folder / "deep" / "a.txt"), str(folder / "a.txt")])

    assert [article.body for article in the_articles(inputs)] == ["It rained."]
    assert ["has the name 'a.txt' of" in problem for problem in the_problems(inputs)] == [True]


def test_a_pipe_is_refused_rather_than_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")

    (problem,) = the_problems(Inputs([str(folder / "pipe.txt")]))

    assert "neither a file nor a folder" in problem


@pytest.mark.parametrize("depth", range(900, 1000, 3))  # some of these can be read, but not told
def test_a_value_of_very_many_brackets_is_the_fault_of_its_line(folder: Path, depth: int) -> None:
    manifest = folder / "manifest.jsonl"
    manifest.write_text(f'{{"doc": "a.txt", "author": {"[" * depth + "]" * depth}}}', encoding="utf-8")

    def further_in(frames: int, inputs: Inputs) -> list[str]:
        return further_in(frames - 1, inputs) if frames else the_problems(inputs)

    try:
        problems = further_in(30, Inputs([str(folder)]))
    except InputError as refusal:
        problems = [str(refusal)]

    assert ["manifest.jsonl:1" in problem for problem in problems] == [True]


def test_a_lone_file_does_not_miss_its_neighbours_in_the_manifest(folder: Path) -> None:
    (folder / "manifest.jsonl").write_text('{"doc": "a.txt", "outlet": "Gull"}\n{"doc": "c.pdf"}\n', encoding="utf-8")

    alone = Inputs([str(folder / "a.txt")], folder / "manifest.jsonl")
    whole = Inputs([str(folder)])

    assert the_problems(alone) == []
    assert [article.outlet for article in the_articles(alone)] == ["Gull"]
    assert ["a file of a kind that nobody reads" in problem for problem in the_problems(whole)] == [True]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"doc": "a.txt", "published": "2021-02-29"}', "no date"),
        ('{"doc": "a.txt", "publisher": "x"}', "unknown key 'publisher'"),
        ('{"outlet": "x"}', "names no doc"),
        ('{"doc": "a.txt"}\n{"doc": "a.txt"}', "again"),
        ("{", "no JSON"),
        ("[]", "no JSON object"),
    ],
)
def test_a_bad_manifest_is_refused_whole(folder: Path, line: str, reason: str) -> None:
    manifest = folder / "m.jsonl"
    manifest.write_text(line, encoding="utf-8")

    with pytest.raises(InputError, match=reason) as refusal:
        Inputs([str(folder)], manifest)

    assert "m.jsonl:" in refusal.value.problem


def test_what_cannot_be_used_is_reported_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "big.txt").write_bytes(b"a" * 101)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x00\x01")
    (folder / "dangling.txt").symlink_to(folder / "nowhere")

    inputs = Inputs([str(folder), "nowhere.txt", str(folder / "c.pdf")], max_bytes=100)

    problems = the_problems(inputs)
    assert [article.doc for article in the_articles(inputs)] == ["a.txt", "deep/b.md"]
    reasons = ("does not exist", "101 bytes", "is binary", "is empty", "kind that nobody reads")
    assert [next(reason for reason in reasons if reason in problem) for problem in problems] == list(reasons)
    assert all("Fix: " in problem for problem in problems)


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = {"/a.txt": ("text/plain", b"It rained."), "/a.pdf": ("application/pdf", b"%PDF")}.get(self.path)
        self.send_response(200 if found else 404)
        kind, body = found or ("text/plain", b"")
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_address_is_fetched_and_keeps_its_url(site: str) -> None:
    (article,) = the_articles(Inputs([f"{site}/a.txt"]))

    assert (article.doc, article.url, article.body) == (f"{site}/a.txt", f"{site}/a.txt", "It rained.")


@pytest.mark.parametrize(("path", "reason"), [("/gone", "cannot be fetched"), ("/a.pdf", "is application/pdf")])
def test_an_address_that_gives_no_article_is_reported(site: str, path: str, reason: str) -> None:
    (problem,) = the_problems(Inputs([site + path]))

    assert reason in problem
