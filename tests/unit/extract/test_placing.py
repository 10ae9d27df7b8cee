"""Attributions that come from elsewhere are put where the parse would have found them."""

from __future__ import annotations

from builders import an_article, span_of, words
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.extract.attribution import Attribution
from kb.extract.fragments import Range
from kb.extract.making import reading_made
from kb.extract.parse import paragraphs_of
from kb.extract.placing import placed
from kb.extract.rules import RuleExtractor
from kb.model import Article, Kind, Reading

TEXT = "Trains will run late, Mara Holt warned.\n\nThe line opened in May. “Snow is no excuse,” said Ivo Lind."


def _range(words_: str) -> Range:
    found = span_of(TEXT, words_)
    return found.start, found.end


def _attribution(source: str, cue: str, *content: str) -> Attribution:
    named, reported = ((_range(source),) if source else ()), ((_range(cue),) if cue else ())
    return Attribution(named, reported, tuple(_range(each) for each in content), "", 0.8)


def _reading(*attributions: Attribution, text: str = TEXT) -> Reading:
    article: Article = an_article(text)
    paragraphs = tuple(paragraphs_of(article, RuleExtractor().model))
    return reading_made(article, paragraphs, placed(paragraphs, attributions))


def _voices(reading: Reading) -> list[tuple[str, ...]]:
    return [
        (str(each.kind), *words(each.source, each.cue, each.content))
        for each in reading.statements
        if each.kind is not Kind.NARRATOR
    ]


def test_attributions_in_any_order_stand_in_the_order_of_the_text() -> None:
    late = _attribution("Ivo Lind", "said", "“Snow is no excuse,”")
    early = _attribution("Mara Holt", "warned", "Trains will run late")

    reading = _reading(late, early)

    assert _voices(reading) == [
        ("indirect", "Mara Holt", "warned", "Trains will run late"),
        ("direct", "Ivo Lind", "said", "“Snow is no excuse,”"),
    ]


def test_what_nobody_attributed_is_the_narrators() -> None:
    reading = _reading(_attribution("Ivo Lind", "said", "“Snow is no excuse,”"))

    narrated = [words(each.content)[0] for each in reading.statements if each.kind is Kind.NARRATOR]

    assert narrated == ["Trains will run late, Mara Holt warned", "The line opened in May"]


def test_a_content_that_crosses_paragraphs_is_cut_at_their_edges() -> None:
    across = (_range("warned")[0], _range("opened")[1])

    (voice,) = _voices(_reading(Attribution((_range("Mara Holt"),), (_range("Ivo"),), (across,), "", 0.8)))

    assert voice[-1] == "warned. […] The line opened"


def test_content_outside_the_body_gives_no_statement() -> None:
    text = "LONDON (Reuters) - Trains stopped on Monday, the operator said."

    reading = _reading(Attribution((), ((55, 59),), ((0, 16),), "", 0.8), text=text)

    assert _voices(reading) == []


def test_an_attribution_without_a_cue_is_made_where_its_source_stands() -> None:
    reading = _reading(_attribution("Ivo Lind", "", "“Snow is no excuse,”"))

    assert _voices(reading) == [("direct", "Ivo Lind", "", "“Snow is no excuse,”")]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))), min_size=1, max_size=4))
def test_ranges_anywhere_become_words_of_single_paragraphs(places: list[tuple[int, int]]) -> None:
    content = tuple((min(place), max(place)) for place in places)

    reading = _reading(Attribution((), (_range("warned"),), content, "", 0.8))

    said = [span.exact for each in reading.statements if each.cue for span in each.content]
    assert all(exact == exact.strip() != "" and "\n" not in exact for exact in said)
