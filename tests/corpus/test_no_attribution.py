"""Recipes, scores, listings, code, poems: texts in which nobody says anything, and a reader should hear nobody.

Each sample was written for this purpose and is full of words that elsewhere report speech: *claim* and *report* as nouns,
*state* and *note* as orders, quotation marks around titles, marks for inches, labels with a colon.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import words

from kb.config import Settings
from kb.errors import KBError
from kb.model import Article, Kind, Statement
from kb.pipeline.reading import extraction

SAMPLES = sorted((Path(__file__).parent / "no_attribution").glob("*.txt"))
FALSE_PER_1000_WORDS = 1
REPORT = "The mayor told the council on Monday that the bridge would close in May."


def read(path: Path) -> tuple[Article, list[Statement]]:
    """Give an article and its attributed statements, as the default settings read them."""
    (found,) = extraction([str(path)], None, Settings())
    assert not isinstance(found, KBError)
    statements = found.record.statements
    return found.record.article, [each for each in statements if each.kind is not Kind.NARRATOR]


def test_there_are_twenty_samples_or_more_of_a_page_each() -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").split()) for path in SAMPLES}

    assert len(lengths) >= 20
    assert {name: length for name, length in lengths.items() if not 150 <= length <= 400} == {}


def test_texts_in_which_nobody_says_anything_give_at_most_one_false_statement_in_a_thousand_words() -> None:
    heard: list[tuple[str, ...]] = []
    length = 0

    for path in SAMPLES:
        article, statements = read(path)
        length += len(article.body.split())
        heard += [(path.name, *words(each.source, each.cue, each.content)) for each in statements]

    assert len(heard) * 1000 <= length * FALSE_PER_1000_WORDS, "\n".join(map(str, heard))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_somebody_who_speaks_below_such_a_text_is_heard(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_text(f"{path.read_text(encoding='utf-8')}\n{REPORT}\n", encoding="utf-8")

    article, statements = read(copy)

    below = [each for each in statements if each.cue[0].start >= article.body.index(REPORT)]
    assert article.language == "en"
    assert [words(each.source, each.cue, each.content)[:2] for each in below] == [("The mayor", "told")]
    assert "the bridge would close in May" in words(below[0].content)[0]
