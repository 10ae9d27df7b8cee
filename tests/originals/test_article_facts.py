"""What the originals tell of themselves when nobody states it: offsets and values, never a guess."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kb.config import Settings
from kb.ingest.files import Inputs
from kb.model import Article, Fact
from kb.pipeline.informing import informed
from kb.resources import resource

FOLDER = Path(os.environ.get("KB_ORIGINALS") or "absent").resolve()
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="KB_ORIGINALS names no folder with the originals")
GOLD = resource("corpus", "gold", "originals").joinpath("facts.jsonl")


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Article]:
    folder = tmp_path_factory.mktemp("bare")
    for path in FOLDER.glob("*.txt"):
        shutil.copy(path, folder)
    found = {one.doc: one for one in Inputs([str(folder)]).articles() if isinstance(one, Article)}
    return {doc: informed(article, Settings()) for doc, article in sorted(found.items())}


@pytest.fixture(scope="module")
def stated() -> dict[str, dict[str, str]]:
    rows = map(json.loads, (FOLDER / "manifest.jsonl").read_text("utf-8").splitlines())
    return {row["doc"]: row for row in rows}


def gold() -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(str(GOLD)).read_text("utf-8").splitlines()]


def of(article: Article, kind: str) -> list[Fact]:
    return [fact for fact in article.facts if fact.kind == kind]


def test_the_outlet_is_right_where_the_text_shows_it_and_unknown_elsewhere(articles: Any, stated: Any) -> None:
    named = {doc: article.outlet for doc, article in articles.items() if article.outlet}

    assert set(named) == {row["doc"] for row in gold() if row["outlet"]}
    assert all(outlet == stated[doc]["outlet"] for doc, outlet in named.items())
    for doc in set(articles) - set(named):
        assert of(articles[doc], "outlet")[-1].value == ""
        assert of(articles[doc], "outlet")[-1].reason


def test_the_true_day_lies_in_what_is_known_of_it(articles: Any, stated: Any) -> None:
    for doc, article in articles.items():
        (found,) = of(article, "published")
        day = date.fromisoformat(stated[doc]["published"])
        assert found.days, found.reason
        assert (found.days.earliest or day) <= day <= (found.days.latest or day)
        assert found.ground
        assert found.spans


def test_the_days_known_are_these(articles: Any) -> None:
    assert {
        doc[:3]: (str(article.published), of(article, "published")[0].value) for doc, article in articles.items()
    } == {
        "000": ("None", "2021-01-22/2022-10-31"),
        "001": ("2023-10-01/2024-05-31", "2023-10-01/2024-05-31"),
        "002": ("2021-09-30/2021-10-04", "2021-09-30/2021-10-04"),
        "003": ("2023-07-01/2023-07-31", "2023-07-01/2023-07-31"),
        "004": ("2023-03-12/2023-10-24", "2023-03-12/2023-10-24"),
    }


def test_authors_credits_and_corrections_are_those_of_the_annotation(articles: Any) -> None:
    for row in gold():
        article = articles[row["doc"]]
        pictures = of(article, "photo-credit")

        assert (article.author or None) == row["author"]
        assert {fact.value for fact in of(article, "credit")} == ({row["credit"]} if row["credit"] else set())
        assert [fact.value for fact in of(article, "correction")] == row["corrections"]
        assert sorted(fact.value for fact in pictures) == (row["photo_credit"] or [])
        assert sorted([span.start, span.end] for fact in pictures for span in fact.spans) == row["photo_evidence"]
        assert article.language == row["language"]


def test_what_outlet_and_author_rest_on_covers_the_annotated_words(articles: Any) -> None:
    for row in gold():
        for kind, key in (("outlet", "outlet_evidence"), ("author", "author_evidence")):
            used = [fact for fact in of(articles[row["doc"]], kind) if fact.used]
            spans = [span for fact in used for span in fact.spans]
            for start, end in row[key] if used else []:
                assert any(span.start <= start and end <= span.end for span in spans), (row["doc"], kind, start)


def test_stated_outlets_and_days_contradict_nothing(stated: Any) -> None:
    inputs = Inputs([str(FOLDER)])

    for article in (informed(one, Settings()) for one in inputs.articles() if isinstance(one, Article)):
        assert not any(fact.conflict for fact in article.facts), article.doc
        assert article.outlet == stated[article.doc]["outlet"]
