from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.extract.tagger.wordpieces import WordPieces

LETTERS = "abceiou"
PIECES = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    *LETTERS,
    *(f"##{letter}" for letter in LETTERS),
    "cab",
    "##ab",
    "##abe",
    "-",
]


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> WordPieces:
    path = Path(tmp_path_factory.mktemp("vocabulary")) / "vocabulary.txt"
    path.write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    return WordPieces(path)


def named(numbers: tuple[int, ...]) -> list[str]:
    return [PIECES[number] for number in numbers]


def test_pieces_are_numbered_as_they_stand_in_the_file(pieces: WordPieces) -> None:
    assert (pieces.begin, pieces.end, len(pieces)) == (2, 3, len(PIECES))


def test_the_longest_piece_goes_first(pieces: WordPieces) -> None:
    assert named(pieces.of("cababe")) == ["cab", "##abe"]


def test_case_and_accents_do_not_count(pieces: WordPieces) -> None:
    assert pieces.of("Çäb") == pieces.of("cab")


@pytest.mark.parametrize("word", ["x", "cabx", "\u0301", "a" * 101])
def test_what_no_pieces_make_up_is_unknown_as_a_whole(pieces: WordPieces, word: str) -> None:
    assert named(pieces.of(word)) == ["[UNK]"]


def test_a_word_of_a_hundred_letters_is_still_one(pieces: WordPieces) -> None:
    assert len(pieces.of("a" * 100)) == 100


@given(word=st.text(alphabet=LETTERS + LETTERS.upper() + "éÄçîÓü", min_size=1, max_size=40))
def test_the_pieces_join_to_the_word_without_case_and_accents(pieces: WordPieces, word: str) -> None:
    found = named(pieces.of(word))

    bare = "".join(sign for sign in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(sign) != "Mn")
    assert "".join(piece.removeprefix("##") for piece in found) == bare
    assert [piece.startswith("##") for piece in found] == [False] + [True] * (len(found) - 1)
