from __future__ import annotations

import numpy as np
import pytest
import torch
from tiny import SIZES, shrink

from kb.extract.tagger.decoding import TAGS
from kb.extract.tagger.linking import Links
from kb.extract.tagger.words import COLUMNS
from kb.train.exporting import _arrays
from kb.train.network import _NAMES, Tagger, load_encoder

CUES, SPANS = [(3, 4), (9, 11)], [(0, 2), (5, 8), (12, 13)]


@pytest.fixture
def tagger(monkeypatch: pytest.MonkeyPatch) -> Tagger:
    shrink(monkeypatch)
    torch.manual_seed(5)
    made = Tagger([4] * len(COLUMNS))
    for parameter in made.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    return made.eval()


def given(tagger: Tagger, pieces: list[int], padding: int = 0) -> torch.Tensor:
    numbers = torch.tensor([pieces + [0] * padding])
    told = torch.ones(*numbers.shape, len(COLUMNS), dtype=torch.long)
    there = torch.tensor([[True] * len(pieces) + [False] * padding])
    return tagger.states(numbers, told, there)


def test_every_piece_has_a_score_for_every_tag(tagger: Tagger) -> None:
    states = given(tagger, [1, 5, 6, 7, 2])

    assert states.shape == (1, 5, SIZES["HIDDEN"])
    assert tagger.scores(states).shape == (1, 5, len(TAGS))


def test_padding_changes_nothing(tagger: Tagger) -> None:
    alone, padded = given(tagger, [1, 5, 6, 2]), given(tagger, [1, 5, 6, 2], padding=7)

    assert torch.allclose(alone, padded[:, :4], atol=1e-5)


def test_a_word_is_read_in_its_context(tagger: Tagger) -> None:
    one, other = given(tagger, [1, 5, 6, 2]), given(tagger, [1, 5, 9, 2])

    assert not torch.allclose(one[:, 1], other[:, 1], atol=1e-4)


def test_what_is_told_changes_nothing_before_it_is_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    shrink(monkeypatch)
    tagger = Tagger([4] * len(COLUMNS)).eval()
    pieces, there = torch.tensor([[1, 5, 2]]), torch.ones(1, 3, dtype=torch.bool)
    told = torch.ones(1, 3, len(COLUMNS), dtype=torch.long)

    assert torch.equal(tagger.states(pieces, told, there), tagger.states(pieces, 2 * told, there))


def test_dropout_changes_states_in_training_alone(tagger: Tagger) -> None:
    assert torch.equal(given(tagger, [1, 5, 2]), given(tagger, [1, 5, 2]))

    tagger.train()

    assert not torch.equal(given(tagger, [1, 5, 2]), given(tagger, [1, 5, 2]))


@torch.no_grad()
@pytest.mark.parametrize("role", ["source", "content"])
def test_links_are_scored_alike_with_and_without_torch(tagger: Tagger, role: str) -> None:
    states = torch.randn(14, SIZES["HIDDEN"])
    links = Links({name: np.asarray(array) for name, array in _arrays(tagger).items()})

    trained = tagger.link_scores(states, CUES, SPANS, role).numpy()
    shipped = links._scores(states.numpy(), CUES, SPANS, role, among=CUES)

    assert shipped == pytest.approx(trained, abs=1e-4)


@torch.no_grad()
def test_the_choice_of_a_source_is_the_trained_one(tagger: Tagger) -> None:
    states = torch.randn(14, SIZES["HIDDEN"])
    links = Links({name: np.asarray(array) for name, array in _arrays(tagger).items()})

    scores = torch.cat([tagger.none_scores(states, CUES), tagger.link_scores(states, CUES, SPANS, "source")], 1)
    chosen = links.sources(states.numpy(), CUES, SPANS)

    assert [at for at, _ in chosen] == (scores.argmax(1) - 1).tolist()
    assert [share for _, share in chosen] == pytest.approx(scores.softmax(1).amax(1).tolist(), abs=1e-4)


def test_published_weights_go_where_their_names_say(tagger: Tagger) -> None:
    width, inner = SIZES["HIDDEN"], SIZES["INNER"]
    shapes = {"inner": (inner, width), "outer": (width, inner)}
    weights = {
        "embeddings.word_embeddings.weight": torch.randn(SIZES["PIECES"], width),
        "embeddings.position_embeddings.weight": torch.randn(SIZES["LONGEST"], width),
        "embeddings.token_type_embeddings.weight": torch.randn(2, width),
        "embeddings.LayerNorm.weight": torch.randn(width),
        "embeddings.LayerNorm.bias": torch.randn(width),
    }
    for part, name in _NAMES.items():
        shape = (width,) if "norm" in part else shapes.get(part, (width, width))
        weights[f"encoder.layer.0.{name}.weight"] = torch.randn(shape)
        weights[f"encoder.layer.0.{name}.bias"] = torch.randn(shape[:1])

    load_encoder(tagger, weights)

    assert torch.equal(tagger.segment, weights["embeddings.token_type_embeddings.weight"][0])
    assert torch.equal(tagger.layers[0].value.weight, weights["encoder.layer.0.attention.self.value.weight"])
    assert torch.equal(tagger.layers[0].last_norm.bias, weights["encoder.layer.0.output.LayerNorm.bias"])
