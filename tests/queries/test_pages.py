"""Answers as pages for people: valid, self-contained, escaped, with the sides of a difference beside one another."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kb.query.formats import write_rows
from kb.query.rows import Cell, Rows, answer
from kb.query.stored import catalogue
from kb.store.loading import import_file
from kb.store.memory import MemoryStore

BASE = "https://kb.example/id/"
SIDED = ("discrepancy", "kind", "severity", "side", "doc", "start", "end", "quote", "value", "explanation")
FULL = (*SIDED, "outlet", "verdict", "until", "published", "url", "context")
VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
STORY = Path(__file__).with_name("story.trig")


class Page(HTMLParser):
    """What a page has: tags with their attributes, and its text; complains of tags that do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def page(rows: Sequence[tuple[Cell, ...]], columns: tuple[str, ...] = FULL) -> Page:
    out = io.StringIO()
    write_rows(Rows(columns, rows), "html", out, base_iri=BASE)
    assert out.getvalue().startswith("<!DOCTYPE html>")
    return Page(out.getvalue())


def side(number: int, value: str, words: str, outlet: str, url: str = "", context: str = "") -> tuple[Cell, ...]:
    explanation = "Two numbers for one thing. 12 passengers or 15 passengers. Shown to be the same: the ferry."
    cells = ("number", "warning", number, f"{outlet.lower()}.txt", 3, 9, words, value, explanation, outlet)
    known: list[Cell] = [NamedNode(BASE + "discrepancy/1")]
    known += [
        Literal(str(cell), datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
        if isinstance(cell, int)
        else Literal(str(cell))
        for cell in cells
    ]
    return (*known, None, None, Literal("2024-02-03"), Literal(url) if url else None, Literal(context))


TWO = [
    side(1, "12 passengers", "12", "Post", "https://post.example/ferry?a=1&b=2", "The ferry took 12 passengers"),
    side(2, "15 passengers", "fifteen", "Star", "javascript:alert(1)", "fifteen passengers were aboard"),
]


def test_the_sides_of_a_difference_stand_beside_one_another_and_what_they_share_stands_once() -> None:
    shown = page(TWO)

    assert len(shown.all("article")) == 1
    assert len(shown.all("section")) == 2
    assert shown.text.count("Two numbers for one thing.") == 1
    for words in ("12 passengers", "15 passengers", "“The ferry took 12 passengers”", "Post", "Star", "2024-02-03"):
        assert words in shown.text
    assert shown.all("article")[0]["id"] == "discrepancy/1"


def test_only_addresses_on_the_web_become_links_and_lead_to_the_words() -> None:
    (link,) = page(TWO).all("a")

    assert link["href"] == "https://post.example/ferry?a=1&b=2#:~:text=The%20ferry%20took%2012%20passengers"


def test_a_page_needs_nothing_else() -> None:
    shown = page(TWO)

    assert {tag for tag, _ in shown.tags}.isdisjoint({"script", "link", "img", "iframe"})
    assert not any(name.startswith("on") or name == "src" for _, attributes in shown.tags for name in attributes)
    assert any("default-src 'none'" in one.get("content", "") for one in shown.all("meta"))


@given(st.text(), st.text(), st.text())
def test_whatever_a_text_says_is_text(words: str, value: str, around: str) -> None:
    shown = page([side(1, value, words, "<b>Post</b>", context=f"{around}{words}<script>x</script>")])

    assert {tag for tag, _ in shown.tags}.isdisjoint({"b", "script"})


def test_a_verdict_and_a_waiver_are_shown_with_the_difference() -> None:
    row = list(TWO[0])
    row[FULL.index("verdict")], row[FULL.index("until")] = Literal("waived"), Literal("2025-01-31")

    assert "waived until 2025-01-31" in page([tuple(row)]).text


def test_other_answers_are_tables_in_which_what_repeats_stands_once() -> None:
    claim = NamedNode(BASE + "claim/1")
    rows: list[tuple[Cell, ...]] = [
        (claim, Literal("The ferry sank"), Literal("Post")),
        (claim, Literal("The ferry sank"), Literal("Star")),
        (NamedNode(BASE + "claim/2"), Literal("The ferry sank"), Literal("Star")),
    ]

    shown = page(rows, ("claim", "text", "outlet"))

    assert [one.get("rowspan", "1") for one in shown.all("td")] == ["2", "2", "1", "1", "1", "1", "1"]
    assert "claim/1" in shown.text
    assert BASE not in shown.text


@pytest.mark.parametrize("query", ["discrepancies", "compatible-pairs", "coverage", "refutations"])
def test_stored_answers_are_pages_and_know_the_addresses_of_articles(query: str) -> None:
    store = MemoryStore()
    import_file(STORY, store)
    url, address = NamedNode("http://schema.org/url"), Literal("https://news.example/a")
    named = [quad for quad in store.quads() if quad.predicate.value == "http://purl.org/dc/terms/identifier"]
    store.update(add=[Quad(quad.subject, url, address, quad.graph_name) for quad in named])
    out = io.StringIO()

    write_rows(answer(store, catalogue().query(query), {}), "html", out, base_iri=BASE)

    shown = Page(out.getvalue())
    assert len(shown.all("article")) == {"discrepancies": 5, "compatible-pairs": 1, "refutations": 1}.get(query, 0)
    linked = [one["href"] for one in shown.all("a")]
    assert all(re.match(r"https://news\.example/a(#|$)", one) for one in linked)
    assert bool(linked) == (query in ("discrepancies", "compatible-pairs"))
