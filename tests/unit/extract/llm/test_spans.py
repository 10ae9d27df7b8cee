"""Every named piece is looked up: found where it stands, at the place that is meant, or refused."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kb.extract.llm.answers import Named
from kb.extract.llm.haystack import Haystack
from kb.extract.llm.spans import Located, located

TEXT = "“Snow is no\n excuse,” said Ivo Lind. The mayor’s office ''welcomed'' it. Later Lind said more."


def words(found: Located, text: str = TEXT) -> tuple[list[str], ...]:
    return tuple([text[start:end] for start, end in ranges] for ranges in (found.source, found.cue, found.content))


def look_up(named: Named, text: str = TEXT) -> Located:
    return located(named, Haystack([(0, text)]))


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("“Snow is no\n excuse,”", "“Snow is no\n excuse,”"),
        ('"Snow is no excuse,"', "“Snow is no\n excuse,”"),
        ("«Snow  is\tno excuse,»", "“Snow is no\n excuse,”"),
        ("The mayor's office", "The mayor’s office"),
        ('office "welcomed" it', "office ''welcomed'' it"),
        (" Later Lind ", "Later Lind"),
    ],
)
def test_white_space_and_quotation_marks_may_differ(said: str, stands: str) -> None:
    ((start, end),) = Haystack([(0, TEXT)]).places(said)

    assert TEXT[start:end] == stands


@pytest.mark.parametrize(
    "invented",
    ["snow is no excuse", "Snow was no excuse", "Snow is no excuse!", "Snow … excuse", "ind said", "exc", " "],
)
def test_what_is_not_there_word_for_word_has_no_place(invented: str) -> None:
    assert Haystack([(0, TEXT)]).places(invented) == ()


def test_pieces_of_an_article_are_one_text_with_offsets_of_the_article() -> None:
    haystack = Haystack([(10, "He spoke."), (40, "She left.")])

    assert haystack.places("spoke. She") == ((13, 43),)
    assert haystack.places("left.") == ((44, 49),)


def test_an_invented_content_leaves_nothing_and_is_counted() -> None:
    found = look_up(Named(("Ivo Lind",), ("said",), ("Rain is no excuse",)))

    assert (found.refused, found.complete, found.content) == (1, False, ())


def test_an_invented_source_is_not_passed_over_as_if_nobody_were_named() -> None:
    found = look_up(Named(("Eva Lind",), ("said",), ("“Snow is no excuse,”",)))

    assert (found.refused, found.complete) == (1, False)


def test_an_attribution_to_nobody_is_whole_without_a_source() -> None:
    assert look_up(Named((), ("welcomed",), ("it",))).complete
    assert not look_up(Named((), (), ("it",))).complete


def test_one_invented_piece_of_several_is_refused_and_the_others_stay() -> None:
    found = look_up(Named(("Ivo Lind",), ("said",), ("“Snow is no excuse,”", "“and ice neither.”")))

    assert (found.refused, found.complete) == (1, True)
    assert words(found)[2] == ["“Snow is no\n excuse,”"]


@pytest.mark.parametrize(("content", "cue_at"), [("“Snow is no excuse,”", 22), ("more", 84)])
def test_words_that_occur_twice_stand_beside_their_siblings(content: str, cue_at: int) -> None:
    found = look_up(Named(("Lind",), ("said",), (content,)))

    assert found.cue == ((cue_at, cue_at + 4),)
    assert abs(found.source[0][0] - cue_at) < 10


def test_the_same_sentence_is_nearer_than_the_next_word() -> None:
    text = "They met, Berg said. “No roads will close this week,” Ruiz said."

    found = look_up(Named(("Ruiz",), ("said",), ("“No roads will close this week,”",)), text)

    assert text[found.cue[0][0] - 5 : found.cue[0][1]] == "Ruiz said"


def test_a_cue_inside_the_content_is_somebody_elses() -> None:
    text = "Berg said that Ruiz said nothing."

    found = look_up(Named(("Berg",), ("said",), ("that Ruiz said nothing",)), text)

    assert found.cue == ((5, 9),)


def test_a_piece_that_fits_only_where_another_stands_is_refused() -> None:
    found = look_up(Named((), ("welcomed",), ("''welcomed'' it",)))

    assert (found.refused, found.complete) == (1, False)


def test_a_text_of_one_word_over_and_over_is_searched_in_passable_time() -> None:
    found = look_up(Named(("a",), ("a",), ("a a", "a a a")), "a " * 1_500)

    assert (found.complete, found.refused) == (True, 0)


def test_an_answer_in_hundreds_of_pieces_is_not_followed_through() -> None:
    found = look_up(Named((), ("a",), tuple("a " * number + "a" for number in range(1, 400))), "a " * 1_500)

    assert found.refused > 300


@given(st.text(st.characters(exclude_categories=("Cs",))), st.data())
def test_every_stretch_of_whole_words_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    stretch = text[start:end].strip()
    left = start + len(text[start:end]) - len(text[start:end].lstrip())
    right = left + len(stretch)
    assume(stretch)
    assume(not any(0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for at in (left, right)))
    assume(
        "''" not in text[left - 1 if left else 0 : right + 1] and "``" not in text[left - 1 if left else 0 : right + 1]
    )

    assert (left, right) in Haystack([(0, text)]).places(stretch)


@given(
    st.text("ab .“”"),
    st.lists(st.text("ab .“”", max_size=4), max_size=3),
    st.lists(st.text("ab .“”", max_size=4), max_size=3),
)
def test_what_is_located_stands_in_the_text_and_never_overlaps(text: str, cue: list[str], content: list[str]) -> None:
    found = look_up(Named((), tuple(cue), tuple(content)), text)

    places = sorted((*found.cue, *found.content))
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(places))
    assert all(0 <= start < end <= len(text) for start, end in places)
