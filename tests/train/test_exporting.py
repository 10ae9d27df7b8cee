from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from builders import an_article
from taggers import MODEL
from tiny import TEXTS, corpus, shrink, vocabulary

from kb.extract.parse import paragraphs_of
from kb.extract.tagger.decoding import NEVER, TAGS
from kb.extract.tagger.network import Network
from kb.extract.tagger.words import words_of
from kb.train import exporting
from kb.train.batches import padded
from kb.train.network import Tagger

pytestmark = pytest.mark.filterwarnings("ignore")  # torch warns of its own exporter


def exported(tmp_path: Path, *, whole: bool) -> tuple[Tagger, Network]:
    pieces = vocabulary(tmp_path)
    _, values = corpus(pieces)
    torch.manual_seed(2)
    tagger = Tagger([len(values[column]) + 1 for column in values])
    for column in tagger.told:
        torch.nn.init.normal_(column.weight)
    names = (tmp_path / "vocabulary.txt").read_text("utf-8").split()
    card = {"version": "1", "values": values, "longest": 40, "overlap": 10, "calibration": [1.0, 0.0]}
    exporting.write(tagger, tmp_path / "weights", card, names, whole=whole)
    return tagger.eval(), Network(tmp_path / "weights")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    shrink(monkeypatch)


@torch.no_grad()
@pytest.mark.parametrize(("whole", "apart"), [(True, 1e-3), (False, 0.5)])
def test_what_is_shipped_reads_as_what_was_trained(tmp_path: Path, whole: bool, apart: float) -> None:
    tagger, network = exported(tmp_path, whole=whole)
    texts, _ = corpus(network.pieces)

    for text, (body, _) in zip(texts, TEXTS, strict=True):
        batch = padded([(text, (0, len(text.pieces)))], network.pieces)
        states = tagger.states(batch.pieces, batch.told, batch.there)[0, batch.first[0]]
        read = network.read(words_of(tuple(paragraphs_of(an_article(body), MODEL))))
        assert read.states == pytest.approx(states.numpy(), abs=apart)
        assert read.scores == pytest.approx(tagger.scores(states).numpy(), abs=apart)


def test_the_folder_tells_all_that_reading_needs(tmp_path: Path) -> None:
    _, network = exported(tmp_path, whole=True)

    assert network.card["tags"] == list(TAGS)
    assert network.card["width"] == 24
    assert len(network.pieces) == len(vocabulary(tmp_path))
    assert set(np.unique(network.transitions)) == {0.0, np.float32(NEVER)}


def test_one_network_is_written_alike_twice(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        exported(tmp_path / name, whole=False)

    one, other = ({path.name: path.read_bytes() for path in (tmp_path / name / "weights").iterdir()} for name in "ab")

    assert one == other
    assert json.loads(one["tagger.json"])["version"] == "1"
