from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from taggers import a_network, parsed, plain

from kb.extract.attribution import Attribution
from kb.extract.tagger.decoding import TAGS
from kb.extract.tagger.reading import EAGER, SHAPE, calibrated, linked, tagged_attributions
from kb.extract.tagger.words import words_of

PROBABILITIES = st.floats(0, 1)
SLOPES = st.floats(0.01, 1e6)
OFFSETS = st.floats(-1e6, 1e6)


def read(folder: Path, tagged: str, body: str = "", **card: object) -> tuple[str, list[Attribution]]:
    body = body or plain(tagged)
    return body, list(tagged_attributions(parsed(body), a_network(folder, tagged, **card)))


def printed(body: str, found: Attribution) -> tuple[list[str], list[str], list[str]]:
    source, cue, content = (
        [body[start:end] for start, end in part] for part in (found.source, found.cue, found.content)
    )
    return source, cue, content


def test_source_cue_and_content_are_put_together(tmp_path: Path) -> None:
    tagged = "Ana/B-source Ruiz/E-source said/S-cue the/B-content dam/I-content held/E-content ."

    body, (found,) = read(tmp_path, tagged)

    assert printed(body, found) == (["Ana Ruiz"], ["said"], ["the dam held"])
    assert found.shape == SHAPE
    assert 0 < found.confidence < 1


def test_a_content_in_pieces_has_one_cue(tmp_path: Path) -> None:
    tagged = (
        "rain/B-content fell/E-content , Lee/S-source said/S-cue , and/B-content nobody/I-content drowned/E-content ."
    )

    body, (found,) = read(tmp_path, tagged)

    assert printed(body, found) == (["Lee"], ["said"], ["rain fell", "and nobody drowned"])


def test_each_cue_takes_what_is_near_it_in_order(tmp_path: Path) -> None:
    tagged = "Lee/S-source said/S-cue rain/S-content . Kim/S-source denied/S-cue snow/S-content ."

    body, found = read(tmp_path, tagged, "Lee said rain. Kim denied snow.")

    assert [printed(body, each) for each in found] == [
        (["Lee"], ["said"], ["rain"]),
        (["Kim"], ["denied"], ["snow"]),
    ]


def test_a_cue_that_brings_no_content_is_none(tmp_path: Path) -> None:
    tagged = "Lee/S-source spoke/S-cue . Kim/S-source said/S-cue snow/S-content ."

    body, found = read(tmp_path, tagged)

    assert [printed(body, each)[1] for each in found] == [["said"]]


@pytest.mark.parametrize(
    "tagged", ["Nobody came .", "Lee/S-source said/S-cue nothing .", "Lee/S-source snow/S-content ."]
)
def test_without_cue_or_content_nothing_is_attributed(tmp_path: Path, tagged: str) -> None:
    assert read(tmp_path, tagged)[1] == []


def test_a_text_without_words_has_no_attributions(tmp_path: Path) -> None:
    assert read(tmp_path, "said/S-cue", "\n\n")[1] == []


def test_a_cue_without_a_source_names_nobody(tmp_path: Path) -> None:
    _, (found,) = read(tmp_path, "Reportedly/S-cue snow/B-content fell/E-content .")

    assert found.source == ()


def test_places_count_in_the_article_not_in_the_paragraph(tmp_path: Path) -> None:
    body = "Nothing happened.\n\nLee said snow fell."

    _, (found,) = read(tmp_path, "Lee/S-source said/S-cue snow/B-content fell/E-content", body)

    assert printed(body, found) == (["Lee"], ["said"], ["snow fell"])


def test_the_certainty_is_a_probability_that_a_source_can_only_lower(tmp_path: Path) -> None:
    tagged = "Lee/S-source said/S-cue snow/B-content fell/E-content ."
    network = a_network(tmp_path, tagged)

    (named,) = linked(network.read(words_of(parsed("Lee said snow fell."))), network)
    (nobody,) = linked(network.read(words_of(parsed("Said snow fell."))), network)

    assert 0 < named.certainty < nobody.certainty <= 1
    assert nobody.source is None


def test_the_confidence_is_calibrated_as_the_card_says(tmp_path: Path) -> None:
    tagged = "Lee/S-source said/S-cue snow/B-content fell/E-content ."
    for name in "ab":
        (tmp_path / name).mkdir()

    _, (straight,) = read(tmp_path / "a", tagged)
    _, (lowered,) = read(tmp_path / "b", tagged, calibration=[1.0, -3.0])

    assert lowered.confidence < straight.confidence


@given(PROBABILITIES, PROBABILITIES, SLOPES, OFFSETS)
def test_the_surer_the_tagger_the_surer_the_reader(one: float, other: float, slope: float, offset: float) -> None:
    low, high = sorted((one, other))

    assert 0 <= calibrated(low, slope, offset) <= calibrated(high, slope, offset) <= 1


@given(PROBABILITIES)
def test_with_slope_one_and_offset_zero_nothing_is_changed(certainty: float) -> None:
    assert calibrated(certainty, 1.0, 0.0) == pytest.approx(certainty, abs=1e-4)


def test_a_scrap_of_another_sentence_is_no_part_of_what_is_said(tmp_path: Path) -> None:
    tagged = "Lee/S-source said/S-cue snow/B-content fell/E-content . Three/B-content cars/E-content stood there ."

    body, (found,) = read(tmp_path, tagged)

    assert printed(body, found)[2] == ["snow fell"]


def test_a_quotation_or_a_clause_of_another_sentence_is(tmp_path: Path) -> None:
    quoted = "Lee/S-source said/S-cue snow/B-content fell/E-content . “ Three/B-content cars/E-content ” stood there ."
    clause = "Lee/S-source said/S-cue snow/B-content fell/E-content . Three/B-content cars/I-content stood/E-content ."

    for name, tagged, rest in (("a", quoted, "Three cars"), ("b", clause, "Three cars stood")):
        (tmp_path / name).mkdir()
        body, (found,) = read(tmp_path / name, tagged)
        assert rest in printed(body, found)[2][1]


def test_a_part_that_is_nearly_told_from_none_is_taken(tmp_path: Path) -> None:
    network = a_network(tmp_path, "Lee/S-source said/S-cue snow/S-content")
    words = words_of(parsed("Lee said snow"))
    seen = network.read(words)
    scores = seen.scores.copy()
    scores[1, TAGS.index("O")] = scores[1].max() + EAGER / 2

    found = list(linked(replace(seen, scores=scores), network))

    assert [each.cue for each in found] == [(1, 2)]


def test_a_piece_that_the_tagger_doubts_is_left_out_beside_a_surer_one(tmp_path: Path) -> None:
    network = a_network(tmp_path, "Lee/S-source said/S-cue snow/S-content and ice/S-content")
    seen = network.read(words_of(parsed("Lee said snow and ice")))
    scores = seen.scores.copy()
    scores[4] = 0.0
    scores[4, TAGS.index("S-content")] = EAGER

    (found,) = linked(replace(seen, scores=scores), network)

    assert found.contents == ((2, 3),)


def test_words_end_with_their_paragraph_and_only_quotations_go_on_in_the_next(tmp_path: Path) -> None:
    tagged = "Lee/S-source said/S-cue snow/B-content fell/I-content ice/I-content came/E-content"
    network = a_network(tmp_path, tagged)

    def content(body: str) -> list[str]:
        (found,) = tagged_attributions(parsed(body), network)
        return printed(body, found)[2]

    assert content("Lee said snow fell\n\nice came") == ["snow fell"]
    assert content("Lee said snow fell\n\n“ice came”") == ["snow fell", "“ice came”"]


def test_without_a_word_in_its_own_paragraph_a_cue_brings_nothing(tmp_path: Path) -> None:
    network = a_network(tmp_path, "Lee/S-source said/S-cue ice/B-content came/E-content")

    assert list(tagged_attributions(parsed("Lee said.\n\nice came"), network)) == []
