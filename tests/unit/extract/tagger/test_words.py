from __future__ import annotations

import re

import pytest
from builders import an_article
from hypothesis import given, settings
from hypothesis import strategies as st
from taggers import MODEL, parsed

from kb.extract.parse import paragraphs_of
from kb.extract.tagger.words import COLUMNS, Words, case_of, words_of


def told(words: Words, column: str) -> list[str]:
    return [each[COLUMNS.index(column)] for each in words.told]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab Zé7_-.,“”\"'\n\u0301", max_size=80))
def test_the_words_are_all_that_is_printed_and_stand_where_they_say(body: str) -> None:
    paragraphs = tuple(paragraphs_of(an_article(body), MODEL))

    words = words_of(paragraphs)

    assert tuple(body[start:end] for start, end in words.places) == words.texts
    assert "".join(words.texts) == "".join(re.sub(r"\s", "", each.text) for each in paragraphs)
    assert list(words.places) == sorted(words.places)
    assert len(words) == len(words.told)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab. \n!", max_size=80))
def test_sentences_begin_at_the_first_word_and_ascend(body: str) -> None:
    words = words_of(parsed(body))

    assert words.sentences[:1] == ((0,) if len(words) else ())
    assert list(words.sentences) == sorted(set(words.sentences))
    assert [word for word, fresh in enumerate(told(words, "break")) if fresh] == list(words.sentences)
    assert {len(each) for each in words.told} <= {len(COLUMNS)}


def test_the_place_of_some_words_is_in_the_article_whatever_the_paragraph() -> None:
    body = "The vote was close.\n\nThe mayor, Lea Brandt, won it."
    words = words_of(parsed(body))
    first = words.texts.index("Lea")

    start, end = words.place(first, first + 2)

    assert body[start:end] == "Lea Brandt"


def test_lines_and_sentences_are_told_apart() -> None:
    words = words_of(parsed("The vote was close. The mayor won.\nThe council meets in May."))

    fresh = [(word, how) for word, how in zip(words.texts, told(words, "break"), strict=True) if how]

    assert fresh == [("The", "line"), ("The", "sentence"), ("The", "line")]


@pytest.mark.parametrize(
    ("word", "case"),
    [("Oslo", "Title"), ("A", "Title"), ("NATO", "UPPER"), ("sea", "lower"), ("McKay", "miXed"), ("2024", "number")],
)
def test_the_case_of_a_word_is_told(word: str, case: str) -> None:
    assert case_of(word) == case


@pytest.mark.parametrize("sign", ["-", "“", "%", "_", "\u0301"])
def test_what_is_neither_letter_nor_digit_is_a_sign(sign: str) -> None:
    assert case_of(sign) == "sign"


def test_words_in_quotation_marks_are_told_of_them() -> None:
    words = words_of(parsed("She said “the word ‘never’ was never used” on Monday."))

    quoted = dict(zip(words.texts, told(words, "quote"), strict=True))

    assert (quoted["said"], quoted["word"], quoted["never"], quoted["Monday"]) == ("", "quoted", "quoted", "")
    assert told(words, "quote")[words.texts.index("never")] == "within"


def test_a_quotation_that_the_next_paragraph_goes_on_with_is_open() -> None:
    words = words_of(parsed("The keeper said: “The dam holds.\n“It will hold next year too.”"))

    marks = told(words, "quote")

    assert marks[words.texts.index("dam")] == "open"
    assert marks[words.texts.index("next")] == "quoted"


def test_what_begins_and_ends_at_a_token_is_told_of_its_first_and_last_word() -> None:
    words = words_of(parsed("The U.S. court agreed that it was wrong."))
    first = words.texts.index("U")

    opens, closes = told(words, "opens"), told(words, "closes")

    assert words.texts[first : first + 4] == ("U", ".", "S", ".")
    assert opens[first + 1] == opens[first + 2] == opens[first + 3] == ""
    assert closes[first] == closes[first + 1] == closes[first + 2] == ""


def test_a_clause_opens_and_closes_where_it_does() -> None:
    words = words_of(parsed("The keeper said that the dam holds."))

    opens = dict(zip(words.texts, told(words, "opens"), strict=True))
    closes = dict(zip(words.texts, told(words, "closes"), strict=True))

    assert opens["that"] == closes["holds"] == "ccomp"


def test_a_text_without_words_has_none() -> None:
    words = words_of(parsed("  \n \n"))

    assert (len(words), words.sentences) == (0, ())
