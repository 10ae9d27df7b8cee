"""What pages state of their articles in meta elements and in linked data, and what hostile ones do not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.config import Settings
from kb.ingest.html import article_in
from kb.ingest.linked_data import linked_statements
from kb.ingest.page_metadata import meta_statements
from kb.model import Article
from kb.pipeline.informing import conflicts_in, informed

STORY = (
    "<p>The ferry to the island will stop on Monday, the harbour board said in a note to the passengers. It gave no "
    "reason for it, and named no day on which it would be back.</p>"
)
META = (
    '<meta property="article:published_time" content="2022-03-01T23:30-05:00"><meta name="author" content="By Nora Falk">'
    '<meta property="og:site_name" content="The Kestrel Herald">'
)
LINKED: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "datePublished": "2022-03-02",
    "author": {"@type": "Person", "name": "Otto Berg"},
    "publisher": {"@type": "Organization", "name": "Kestrel Herald"},
}
STATED = {"outlet": "Kestrel Herald", "published": "2022-03-02", "author": "Otto Berg"}
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8) | st.sampled_from(["Article", "NewsArticle"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@type", "@id", "@graph", "@value", "name", "author", "publisher", "datePublished"]), inner
        )
    ),
    max_leaves=12,
)


def page(*linked: object, meta: str = "") -> Article:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in linked)
    head = f"<head><title>Ferry to stop</title>{meta}{scripts}</head>"
    raw = (
        f'<!doctype html><html lang="en">{head}<body><article><h1>Ferry to stop</h1>{STORY * 3}</article></body></html>'
    )
    return informed(article_in(raw.encode(), "a.html", "a.html"), Settings())


def test_linked_data_state_outlet_day_and_author_where_no_meta_element_does() -> None:
    article = page(LINKED)

    assert (article.outlet, str(article.published), article.author) == ("Kestrel Herald", "2022-03-02", "Otto Berg")
    assert {article.grounds[key] for key in ("outlet", "published", "author")} == {"json-ld"}
    assert not list(conflicts_in(article))


def test_meta_elements_win_and_linked_data_that_contradict_them_are_kept_and_reported() -> None:
    other = {**LINKED, "datePublished": "2022-03-09", "publisher": "Daily Gull"}

    article = page(other, meta=META)

    assert (article.outlet, str(article.published), article.author) == ("The Kestrel Herald", "2022-03-01", "Nora Falk")
    assert {article.grounds[key] for key in ("outlet", "published", "author")} == {"meta"}
    contested = {
        (fact.kind.value, fact.value, fact.ground) for fact in article.facts if fact.conflict and not fact.used
    }
    assert contested == {
        ("outlet", "Daily Gull", "json-ld"),
        ("published", "2022-03-09", "json-ld"),
        ("author", "Otto Berg", "json-ld"),
    }
    assert all(fact.conflict for fact in article.facts if fact.used and fact.kind in ("outlet", "published", "author"))
    assert len(list(conflicts_in(article))) == 3


def test_the_day_is_the_printed_one_and_neither_zone_nor_article_makes_a_conflict() -> None:
    article = page({**LINKED, "author": "NORA FALK"}, meta=META)

    assert str(article.published) == "2022-03-01"
    assert not any(fact.conflict for fact in article.facts)


def test_a_graph_is_followed_to_the_nodes_that_it_names() -> None:
    graph = {
        "@graph": [
            {"@type": "WebPage", "name": "Ferry to stop"},
            {"@type": ["ReportageNewsArticle"], "datePublished": "2022-03-05", "author": [{"@id": "#p"}, "Per Aas"],
             "publisher": {"@id": "#o"}},
            {"@id": "#o", "@type": "NewsMediaOrganization", "name": "Gull &amp; Co. News"},
            {"@id": "#p", "@type": "Person", "name": "Ida Lund"},
        ]
    }  # fmt: skip

    found = linked_statements([json.dumps(graph)])

    assert found == {"outlet": "Gull & Co. News", "published": "2022-03-05", "author": "Ida Lund, Per Aas"}


@pytest.mark.parametrize(
    "script",
    [
        json.dumps([[LINKED]]),
        json.dumps({"@type": "WebPage", "mainEntity": LINKED}),
        json.dumps({**LINKED, "@type": "https://schema.org/Article"}),
        json.dumps({**LINKED, "datePublished": {"@type": "Date", "@value": "2022-03-02"}}),
        f"<!--//--><![CDATA[\n{json.dumps(LINKED)}\n//]]>;",
    ],
)
def test_linked_data_are_read_in_every_form_that_pages_give_them(script: str) -> None:
    assert linked_statements([script]) == STATED


def test_a_body_is_an_author_only_where_no_person_is_and_where_it_is_not_the_outlet() -> None:
    wire = {"@type": "Organization", "name": "Northwire"}
    own = {"@type": "Organization", "name": "Kestrel Herald"}

    both = linked_statements([json.dumps({**LINKED, "author": [wire, {"@type": "Person", "name": "Otto Berg"}]})])
    alone = linked_statements([json.dumps({**LINKED, "author": wire})])
    outlet = linked_statements([json.dumps({**LINKED, "author": own})])

    assert (both["author"], alone["author"], "author" in outlet) == ("Otto Berg", "Northwire", False)


@pytest.mark.parametrize(
    "script",
    [
        "{not json",
        "[" * 200_000,
        "",
        json.dumps({**LINKED, "@type": "Product"}),
        json.dumps({"@type": "Article", "author": [1, {"name": []}, None], "publisher": [[]], "datePublished": 5}),
        '{"@type": "Article", "author": "\\ud83c", "publisher": {"name": "K\\u0000"}}',
        json.dumps({"@type": "Article", "author": "https://kestrel.example/falk", "publisher": "x" * 5000}),
        json.dumps({**LINKED, "articleBody": "x" * 1_000_001}),
        '{"@type": "Article", "position": ' + "9" * 10_000 + ', "author": "Otto Berg"}',
    ],
)
def test_linked_data_that_are_broken_huge_or_of_wrong_types_state_nothing(script: str) -> None:
    assert linked_statements([script]) == {}


def test_a_broken_script_does_not_silence_the_next() -> None:
    assert linked_statements(["{not json", json.dumps(LINKED)]) == STATED


def test_a_page_with_hostile_linked_data_is_read_all_the_same() -> None:
    article = page({"@type": "Article", "datePublished": "0001-01-01T00:00:00Z", "author": "\ud83c"}, meta=META)

    assert (article.author, str(article.published)) == ("Nora Falk", "2022-03-01")
    assert not any(fact.conflict for fact in article.facts)


def test_a_meta_element_whose_date_is_none_gives_way_to_the_next() -> None:
    found = meta_statements(
        [("article:published_time", "yesterday"), ("dc.date", "2022-03-01"), ("date", "2022-03-07")]
    )

    assert found == {"published": "2022-03-01"}


def test_several_authors_in_meta_elements_are_all_named_and_addresses_are_not() -> None:
    metas = [("author", "https://kestrel.example/falk"), ("author", "Nora Falk"), ("author", "Per Aas")]

    assert meta_statements(metas) == {"author": "Nora Falk, Per Aas"}


@given(st.lists(JSON, max_size=3))
def test_whatever_stands_in_linked_data_only_texts_that_can_be_written_come_out(values: list[object]) -> None:
    found = linked_statements([json.dumps(value) for value in values])

    assert set(found) <= {"outlet", "published", "author"}
    assert all(text and text.encode() for text in found.values())
