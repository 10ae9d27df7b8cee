from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.extract.quotations import opens_with_quotation, quotations_in


def quoted(text: str, *, depth: int = 0, reopened: bool = False) -> list[str]:
    return [text[q.start : q.end] for q in quotations_in(text, reopened=reopened) if q.depth == depth]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Rates fall,” she said. “Soon.”", ["“Rates fall,”", "“Soon.”"]),
        ('"Rates fall," she said. "Soon."', ['"Rates fall,"', '"Soon."']),
        ("‘Rates fall,’ she said. ‘Soon.’", ["‘Rates fall,’", "‘Soon.’"]),
        ("'Rates fall,' she said. 'Soon.'", ["'Rates fall,'", "'Soon.'"]),
        ("''Rates fall,'' she said. ''Soon.''", ["''Rates fall,''", "''Soon.''"]),
        ("« Les taux baissent », dit-elle.", ["« Les taux baissent »"]),
        ("»Die Zinsen fallen«, sagte sie.", ["»Die Zinsen fallen«"]),
        ("„Die Zinsen fallen“, sagte sie.", ["„Die Zinsen fallen“"]),
        ("“Yes”—“no”", ["“Yes”", "“no”"]),
    ],
)
def test_marks_of_each_style_pair_by_the_way_they_face(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“She told me, ‘Nobody said “never” to the plan,’ and left,” he said.",
        '"She told me, \'Nobody said "never" to the plan,\' and left," he said.',
        "‘She told me, “Nobody said ‘never’ to the plan,” and left,’ he said.",
    ],
    ids=["curled", "straight", "British"],
)
def test_a_quotation_within_a_quotation_within_a_quotation_leaves_the_outer_ones_whole(text: str) -> None:
    outermost = text[: -len(" he said.")]

    assert quoted(text) == [outermost]
    assert len(quoted(text, depth=1)) == len(quoted(text, depth=2)) == 1
    assert quoted(text, depth=2)[0].strip('“”‘’"') == "never"


def test_a_second_mark_of_one_shape_with_nothing_between_shows_that_the_first_was_stray() -> None:
    assert quoted("The “board met. “We will dredge,” said Olsen.") == ["“We will dredge,”"]


@pytest.mark.parametrize("stray", ['"', "”", "“", "'"])
def test_a_stray_mark_does_not_turn_what_follows_inside_out(stray: str) -> None:
    text = f"The 5{stray} pipe burst. “Water everywhere,” said the plumber. “Buckets too.”"

    assert quoted(text) == ["“Water everywhere,”", "“Buckets too.”"]


def test_a_stray_straight_mark_leaves_later_straight_pairs_alone() -> None:
    assert quoted('A 12" record, "rare and dear", sold for "a song".') == ['"rare and dear"', '"a song"']


@pytest.mark.parametrize("text", ["The miners' pay isn't what O'Neill's was.", "Rock ’n’ roll of the ’90s got 'em."])
def test_apostrophes_are_no_quotation_marks(text: str) -> None:
    assert quotations_in(text) == ()


def test_a_plural_possessive_does_not_end_a_single_quotation() -> None:
    assert quoted("'The miners' pay is late,' he said.") == ["'The miners' pay is late,'"]


def test_a_quotation_within_a_quotation_has_depth_one() -> None:
    text = "“She told me ‘never again’ twice,” he said."

    assert quoted(text) == ["“She told me ‘never again’ twice,”"]
    assert quoted(text, depth=1) == ["‘never again’"]


def test_a_quotation_that_the_next_paragraph_reopens_runs_to_the_end() -> None:
    text = "He began: “The dam held. It will hold."

    (found,) = quotations_in(text, reopened=True)

    assert (text[found.start : found.end], found.closed) == ("“The dam held. It will hold.", False)


def test_an_unclosed_mark_in_mid_paragraph_is_stray_when_nothing_reopens_it() -> None:
    assert quotations_in("He began: “The dam held. It will hold.") == ()


@pytest.mark.parametrize(
    ("text", "expected"), [("“And so", True), ("  ''And", True), ("He said “so”", False), ("", False)]
)
def test_a_paragraph_opens_with_a_quotation_only_at_its_first_mark(text: str, expected: bool) -> None:
    assert opens_with_quotation(text) is expected


@given(st.text(alphabet="ab .,'\"“”‘’«»„`\n", max_size=60), st.booleans())
def test_quotations_lie_in_the_text_nested_or_apart(text: str, reopened: bool) -> None:
    found = quotations_in(text, reopened=reopened)

    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        for other in found:
            apart = one.end <= other.start or other.end <= one.start
            inside = one.start <= other.start and other.end <= one.end
            around = other.start <= one.start and one.end <= other.end
            assert apart or inside or around
