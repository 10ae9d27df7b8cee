"""Paragraphs, sentences, quotation marks and appositions around a place."""

import pytest
from builders import span_of
from hypothesis import given
from hypothesis import strategies as st

from kb.resolve.agents.passages import apposition, is_quoted, paragraph, sentence


def test_a_line_that_goes_on_in_lower_case_belongs_to_its_paragraph() -> None:
    body = "The rain fell\non the hills.\nThen it stopped."

    start, end = paragraph(body, body.index("hills"))

    assert body[start:end] == "The rain fell\non the hills."


@pytest.mark.parametrize(
    ("body", "word", "expected"),
    [
        ("It rained. Lt. Gen. Haddad said so. It stopped.", "said", "Lt. Gen. Haddad said so."),
        ("The U.S. Navy sailed. Nobody saw it.", "sailed", "The U.S. Navy sailed."),
        ("“It rains.” She went. He stayed.", "went", "She went."),
        ("Why? Nobody knew!", "knew", "Nobody knew!"),
    ],
)
def test_a_sentence_ends_at_its_own_full_stop_only(body: str, word: str, expected: str) -> None:
    where = span_of(body, word)

    start, end = sentence(body, where.start, where.end)

    assert body[start:end].strip() == expected


@pytest.mark.parametrize(
    ("body", "quoted"),
    [
        ("“It rains here,” she said.", True),
        ('"It rains here," she said.', True),
        ("“Yes.” It rains here.", False),
        ("„It rains here“, sagte sie.", True),
        ("«It rains here», dit-elle.", True),
        ("An open “quote.\n\nIt rains here.", False),
    ],
)
def test_a_place_is_quoted_between_marks_of_its_paragraph(body: str, *, quoted: bool) -> None:
    assert is_quoted(body, body.index("rains")) is quoted


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("Ana Ruiz, a surgeon at the clinic, spoke.", "a surgeon at the clinic"),
        ("Ana Ruiz, head of the clinic, spoke.", "head of the clinic"),
        ("Ana Ruiz, mayor of Lund.", "mayor of Lund"),
        ("Ana Ruiz, tired and wet, spoke.", ""),
        ("Ana Ruiz, Sam Opoku and others spoke.", ""),
        ("Ana Ruiz spoke.", ""),
    ],
)
def test_only_a_role_between_commas_is_an_apposition(body: str, role: str) -> None:
    assert apposition(body, len("Ana Ruiz")) == role


@given(st.text(alphabet="ab. \n“”A", max_size=60), st.integers(min_value=0, max_value=59))
def test_every_place_lies_in_its_paragraph_and_sentence(body: str, at: int) -> None:
    at = min(at, max(0, len(body) - 1))

    start, end = paragraph(body, at)
    left, right = sentence(body, at, at)

    assert 0 <= start <= end <= len(body)
    assert start <= left <= right <= end
