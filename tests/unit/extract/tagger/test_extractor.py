from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders import an_article, words
from taggers import a_network

from kb.config import Settings
from kb.errors import PluginError
from kb.extract.blended import BlendedExtractor
from kb.extract.tagger import extractor
from kb.extract.tagger.extractor import TaggerExtractor
from kb.model import Kind, Reading

TAGGED = "Kim/B-source Holm/E-source claims/S-cue ##claims snow/B-content fell/I-content on/I-content Monday/E-content"
BODY = "Kim Holm claims snow fell on Monday. The mayor said the roads are open."


@pytest.fixture(autouse=True)
def scripted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extractor, "Network", lambda: a_network(tmp_path, TAGGED))


def attributed(reading: Reading) -> list[tuple[str, ...]]:
    return [words(each.source, each.cue, each.content) for each in reading.statements if each.kind is not Kind.NARRATOR]


def test_the_tagger_alone_reads_what_its_network_tags() -> None:
    reading = TaggerExtractor().read(an_article(BODY))

    assert attributed(reading) == [("Kim Holm", "claims", "snow fell on Monday")]
    assert any(each.kind is Kind.NARRATOR for each in reading.statements)


def test_with_the_rules_what_the_network_missed_is_read_too() -> None:
    reading = BlendedExtractor().read(an_article(BODY))

    assert attributed(reading) == [
        ("Kim Holm", "claims", "snow fell on Monday"),
        ("The mayor", "said", "the roads are open"),
    ]


@pytest.mark.parametrize("backend", [TaggerExtractor, BlendedExtractor])
def test_all_that_changes_the_result_stands_in_the_configuration(
    backend: type[TaggerExtractor] | type[BlendedExtractor],
) -> None:
    told = json.loads(backend.configured(Settings()).configuration)

    assert told["weights"].startswith("test@")
    assert told["model"] == Settings().model
    assert told["model_version"]


@pytest.mark.parametrize("backend", [TaggerExtractor, BlendedExtractor])
@pytest.mark.parametrize("body", ["", "\n\n", "—", "7"])
def test_a_text_without_words_to_attribute_has_no_attributions(
    backend: type[TaggerExtractor] | type[BlendedExtractor], body: str
) -> None:
    assert attributed(backend().read(an_article(body, regions=()))) == []


@pytest.mark.parametrize("backend", [TaggerExtractor, BlendedExtractor])
def test_one_text_is_read_alike_twice(backend: type[TaggerExtractor] | type[BlendedExtractor]) -> None:
    assert backend().read(an_article(BODY)) == backend().read(an_article(BODY))


@pytest.mark.parametrize("backend", [TaggerExtractor, BlendedExtractor])
def test_a_language_model_that_is_not_installed_is_reported(
    backend: type[TaggerExtractor] | type[BlendedExtractor],
) -> None:
    with pytest.raises(PluginError, match="not installed"):
        backend("en_core_web_none").read(an_article(BODY))
