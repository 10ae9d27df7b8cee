from __future__ import annotations

import pytest
from builders import an_article

from kb.errors import InputError
from kb.ingest.facts import encodable, is_tag, with_facts


@pytest.mark.parametrize(
    ("stated", "tag"), [("en", "en"), ("en_GB", "en-GB"), (" pt-BR ", "pt-BR"), ("zh-Hant-TW",) * 2]
)
def test_a_language_is_kept_as_a_tag(stated: str, tag: str) -> None:
    article = with_facts(an_article(), {"language": stated}, "manifest", "m.jsonl:1")

    assert article.language == tag
    assert is_tag(tag)


@pytest.mark.parametrize("stated", ["e", "e n", "en;q=1", "en-", "ünglisch", ["en", "de"], 5, False, {"a": 1}])
def test_what_is_no_tag_is_refused_by_the_place_where_it_stands(stated: object) -> None:
    with pytest.raises(InputError, match="no tag") as refusal:
        with_facts(an_article(), {"language": stated}, "manifest", "m.jsonl:7")

    assert "m.jsonl:7" in refusal.value.problem
    assert refusal.value.hint


@pytest.mark.parametrize("key", ["doc", "body", "outlet", "author", "title"])
def test_half_a_character_is_refused_wherever_it_stands(key: str) -> None:
    whole = an_article(**{"body": "It rained \U0001f327.", key: "A \U0001f327."})  # type: ignore[arg-type]
    half = an_article(**{"body": "It rained.", key: "A \ud83c."})  # type: ignore[arg-type]

    assert encodable(whole) is whole
    with pytest.raises(InputError, match="half a character"):
        encodable(half)
