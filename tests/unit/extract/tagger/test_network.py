from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from taggers import STATES, SURE, a_network, parsed

from kb.errors import PluginError
from kb.extract.tagger.decoding import TAGS
from kb.extract.tagger.network import Network
from kb.extract.tagger.words import COLUMNS, words_of

TAGGED = "Ana/B-source Ruiz/E-source said/S-cue the/B-content dam/I-content held/E-content . Nobody was hurt"


def test_each_word_has_the_scores_of_its_first_piece(tmp_path: Path) -> None:
    network = a_network(tmp_path, TAGGED)
    words = words_of(parsed("Nobody said Ruiz held."))

    read = network.read(words)

    assert read.scores.shape == (len(words), len(TAGS))
    assert [TAGS[row.argmax()] for row in read.scores] == ["O", "S-cue", "E-source", "E-content", "O"]
    assert read.scores.max() == SURE


def test_pieces_of_a_word_count_for_the_word(tmp_path: Path) -> None:
    network = a_network(tmp_path, "down ##pour/S-cue ended/S-content")

    read = network.read(words_of(parsed("Downpour ended.")))

    (asked,) = network._session.asked
    assert asked["pieces"].shape == (1, 6)  # begin, down, ##pour, ended, unknown, end
    assert [TAGS[row.argmax()] for row in read.scores] == ["O", "S-content", "O"]
    assert list(read.states[:, 0]) == [1, 3, 4]


def test_begin_and_end_stand_around_a_window_and_are_told_of_nothing(tmp_path: Path) -> None:
    network = a_network(tmp_path, TAGGED)

    network.read(words_of(parsed("Nobody was hurt.")))

    (asked,) = network._session.asked
    assert (asked["pieces"][0, 0], asked["pieces"][0, -1]) == (network.pieces.begin, network.pieces.end)
    assert asked["told"].shape == (*asked["pieces"].shape, len(COLUMNS))
    assert not asked["told"][0, [0, -1]].any()


def test_what_is_told_is_numbered_from_one_and_the_unknown_is_zero(tmp_path: Path) -> None:
    values = {column: ["lower", "Title"] if column == "case" else [] for column in COLUMNS}
    network = a_network(tmp_path, TAGGED, values=values)

    codes = [network.coded((case, *([""] * (len(COLUMNS) - 1)))) for case in ("lower", "Title", "UPPER")]

    assert [code[0] for code in codes] == [1, 2, 0]


def test_a_long_text_is_read_in_windows_and_each_word_in_the_middle_of_one(tmp_path: Path) -> None:
    network = a_network(tmp_path, TAGGED, longest=12, overlap=4)
    words = words_of(parsed("Nobody was hurt. " * 9))

    read = network.read(words)

    sizes = [each["pieces"].shape[1] for each in network._session.asked]
    assert len(sizes) > 1
    assert max(sizes) <= 12
    # States count from the window's edge: of the words read twice, none may be the first but in the first window.
    assert list(read.states[:4, 0]) == [1, 2, 3, 4]
    assert read.states[4:, 0].min() > 2


def test_windows_change_nothing_for_a_network_that_looks_at_single_words(tmp_path: Path) -> None:
    words = words_of(parsed("Nobody was hurt. Ana Ruiz said the dam held. " * 5))
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    whole = a_network(tmp_path / "a", TAGGED).read(words)
    parts = a_network(tmp_path / "b", TAGGED, longest=14, overlap=5).read(words)

    assert np.array_equal(whole.scores, parts.scores)


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    network = a_network(tmp_path, TAGGED)

    assert network.transitions.shape == (len(TAGS), len(TAGS))
    assert network.transitions.dtype == np.float32
    assert network.version == "test"


@pytest.mark.parametrize("missing", ["tagger.json", "tagger.onnx", "links.npz", "vocabulary.txt"])
def test_a_folder_that_lacks_a_file_is_reported_with_a_remedy(tmp_path: Path, missing: str) -> None:
    a_network(tmp_path, TAGGED)
    (tmp_path / missing).unlink()

    with pytest.raises(PluginError, match="no trained tagger") as caught:
        Network(tmp_path)

    assert missing in caught.value.problem
    assert "rules" in caught.value.hint


@pytest.mark.parametrize("card", ["{", "[]", "{}", json.dumps({"values": {}}), json.dumps({"values": 3})])
def test_a_card_that_is_none_is_reported_with_a_remedy(tmp_path: Path, card: str) -> None:
    a_network(tmp_path, TAGGED)
    (tmp_path / "tagger.json").write_text(card, "utf-8")

    with pytest.raises(PluginError, match="no trained tagger"):
        Network(tmp_path)


def test_the_states_are_as_wide_as_the_card_says(tmp_path: Path) -> None:
    read = a_network(tmp_path, TAGGED).read(words_of(parsed("Nobody was hurt.")))

    assert read.states.shape == (4, STATES)


def test_other_weights_of_the_same_version_have_another_identity(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    one, other = (
        a_network(tmp_path / name, "Lee/S-source", overlap=overlap) for name, overlap in (("a", 96), ("b", 8))
    )

    assert one.version == other.version
    assert one.identity != other.identity
    assert one.identity.startswith(f"{one.version}@")
