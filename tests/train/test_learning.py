from __future__ import annotations

from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from tiny import corpus, shrink, vocabulary

from kb.train.batches import Links
from kb.train.learning import Progress, Recipe, link_loss, scheduled, trained
from kb.train.network import Tagger

RECIPE = Recipe(epochs=30, rate=3e-3, head_rate=1e-2, told_rate=1e-2, batch=2, longest=80, averaged=0.9, seed=3)


def training(folder: Path, recipe: Recipe = RECIPE, every: int = 50) -> tuple[list[Progress], Tagger, Tagger]:
    pieces = vocabulary(folder)
    texts, values = corpus(pieces)
    torch.manual_seed(1)
    tagger = Tagger([len(values[column]) + 1 for column in values])
    told = list(trained(tagger, texts, pieces, recipe, every))
    return [progress for progress, _ in told], told[-1][1], tagger


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    shrink(monkeypatch)


def test_what_is_read_often_is_learned(tmp_path: Path) -> None:
    told, _, _ = training(tmp_path)

    assert told[-1].tags < told[0].tags / 3
    assert told[-1].links < told[0].links


def test_every_epoch_is_reported_and_the_last_step_is_the_last(tmp_path: Path) -> None:
    told, _, _ = training(tmp_path, Recipe(epochs=3, batch=2, longest=80), every=1)

    assert [each.done for each in told] == [0, 1, 0, 2, 0, 3]
    assert [each.step for each in told] == [1, 2, 3, 4, 5, 6]
    assert {each.steps for each in told} == {6}


def test_one_seed_gives_one_network(tmp_path: Path) -> None:
    short = Recipe(epochs=2, batch=2, longest=80, seed=4)

    _, one, _ = training(tmp_path, short)
    _, other, _ = training(tmp_path, short)

    assert all(torch.equal(*pair) for pair in zip(one.parameters(), other.parameters(), strict=True))


def test_the_letters_keep_what_they_meant_and_the_rest_moves(tmp_path: Path) -> None:
    pieces = vocabulary(tmp_path)
    texts, values = corpus(pieces)
    tagger = Tagger([len(values[column]) + 1 for column in values])
    before = {name: each.detach().clone() for name, each in tagger.named_parameters()}

    *_, (_, mean) = trained(tagger, texts, pieces, RECIPE)

    moved = {name for name, each in mean.named_parameters() if not torch.equal(each, before[name])}
    assert "pieces.weight" not in moved
    assert {"tags.weight", "none.weight", "layers.0.query.weight", "near.source_distance"} <= moved


def test_the_running_mean_lags_behind_the_last_step(tmp_path: Path) -> None:
    _, mean, last = training(tmp_path)

    assert not mean.training
    assert not torch.equal(mean.tags.weight, last.tags.weight)


@given(st.floats(0, 1), st.floats(0.01, 0.5))
def test_the_rate_is_a_share_of_the_highest(share: float, warming: float) -> None:
    assert 0 <= scheduled(share, warming) <= 1


@pytest.mark.parametrize(("share", "rate"), [(0.0, 0.0), (0.05, 0.5), (0.1, 1.0), (0.55, 0.5), (1.0, 0.0)])
def test_the_rate_rises_then_falls(share: float, rate: float) -> None:
    assert scheduled(share, 0.1) == pytest.approx(rate)


@pytest.mark.parametrize("links", [Links(((0, 1),), (), (-1,), (), ()), Links(((0, 1),), ((1, 2),), (0,), (), ())])
def test_a_window_without_contents_or_sources_has_a_loss_all_the_same(links: Links) -> None:
    tagger = Tagger([2] * 8)

    loss = link_loss(tagger, torch.randn(3, 24), links)

    assert loss.shape == ()
    assert loss >= 0
