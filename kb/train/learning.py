"""The training loop: cross-entropy of tags and of links, AdamW, one cycle or several."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

import torch
from torch import Tensor, nn
from torch.nn import functional

from kb.extract.tagger.wordpieces import WordPieces
from kb.train.batches import Batch, Coded, Links, epoch
from kb.train.network import Tagger


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the tagger is trained; all of it stands in the model card.

    Attributes:
        epochs: Times that the corpus is read.
        rate: Highest learning rate of the encoder.
        head_rate: The same of the tag layer and the linker.
        told_rate: The same of what is told of words.
        batch: Windows in a batch.
        longest: Most pieces of a window.
        overlap: Most pieces that two windows share when a text is read.
        linking: Weight of the loss of links.
        warming: Share of the steps in which the rate rises.
        averaged: Decay of the running mean of the weights, which is what is kept.
        seed: Of all randomness.
    """

    epochs: int = 8
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    told_rate: float = 5e-4
    batch: int = 8
    longest: int = 256
    overlap: int = 96
    linking: float = 0.2
    warming: float = 0.06
    averaged: float = 0.998
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Progress:
    """Where training stands.

    Attributes:
        step, steps: Batches seen, and in all.
        tags, links: Mean losses since the last report.
        done: Epochs that are complete, when one has just ended; else 0.
    """

    step: int
    steps: int
    tags: float
    links: float
    done: int


def trained(
    tagger: Tagger, examples: Sequence[Coded], pieces: WordPieces, recipe: Recipe, every: int = 50
) -> Iterator[tuple[Progress, Tagger]]:
    """Train a tagger in place; give it, as its weights' running mean, now and then.

    Args:
        tagger: The network, its encoder filled.
        examples: The training part.
        pieces: The vocabulary.
        recipe: How.
        every: Steps between two reports; one comes at the end of each epoch too.
    """
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)  # noqa: S311 - no secret
    tagger.pieces.weight.requires_grad_(False)  # rare words keep what they meant
    optimizer = torch.optim.AdamW(_groups(tagger, recipe), betas=(0.9, 0.98), eps=1e-6)
    rates = [float(group["lr"]) for group in optimizer.param_groups]
    batches = list(epoch(examples, pieces, recipe.longest, recipe.batch, chance))
    steps = len(batches) * recipe.epochs  # a few more or less: each epoch cuts its windows elsewhere
    mean = _Mean(tagger, recipe.averaged)
    step = 0
    for number in range(1, recipe.epochs + 1):
        tags, links = [], []
        for at, batch in enumerate(batches, 1):
            tagger.train()
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * scheduled(min(step / steps, 1.0), recipe.warming)
            of_tags, of_links = losses(tagger, batch)
            (of_tags + recipe.linking * of_links).backward()
            nn.utils.clip_grad_norm_([each for each in tagger.parameters() if each.requires_grad], 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            mean.add(tagger, step)
            step += 1
            tags.append(of_tags.item())
            links.append(of_links.item())
            if len(tags) == every or at == len(batches):
                ended = number if at == len(batches) else 0
                yield Progress(step, steps, fmean(tags), fmean(links), ended), mean.tagger
                tags, links = [], []
        batches = list(epoch(examples, pieces, recipe.longest, recipe.batch, chance))


def scheduled(share: float, warming: float) -> float:
    """Give the share of the highest rate after a share of the steps: up in a line, then down in a line.

    >>> [scheduled(share, 0.1) for share in (0.05, 0.1, 1.0)]
    [0.5, 1.0, 0.0]
    """
    return share / warming if share < warming else (1 - share) / (1 - warming)


def losses(tagger: Tagger, batch: Batch) -> tuple[Tensor, Tensor]:
    """Give the mean loss of a word's tag, and that of a link."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = tagger.states(batch.pieces, batch.told, batch.there)
    states = states.float().gather(1, batch.first[..., None].expand(-1, -1, states.shape[-1]))
    tags = functional.cross_entropy(tagger.scores(states)[batch.words], batch.tags[batch.words])
    found = [link_loss(tagger, states[number], links) for number, links in enumerate(batch.links) if links.cues]
    return tags, torch.stack(found).mean() if found else torch.zeros(())


def link_loss(tagger: Tagger, states: Tensor, links: Links) -> Tensor:
    """Give the mean loss of the links of one window that has cues."""
    parts: list[Tensor] = []
    if links.sources:
        scores = tagger.link_scores(states, links.cues, links.sources, "source")
        choices = torch.cat([tagger.none_scores(states, links.cues), scores], 1)
        parts.append(functional.cross_entropy(choices, torch.tensor(links.source_of) + 1, reduction="none"))
    if links.contents:
        scores = tagger.link_scores(states, links.cues, links.contents, "content")
        parts.append(functional.cross_entropy(scores.T, torch.tensor(links.cue_of), reduction="none"))
    return torch.cat(parts).mean() if parts else torch.zeros(())


def _groups(tagger: Tagger, recipe: Recipe) -> list[dict[str, object]]:
    """Give the parameters by learning rate; only matrices of the encoder decay."""
    told = set(tagger.told.parameters())
    heads = {each for part in (tagger.tags, tagger.links, tagger.none, tagger.near) for each in part.parameters()}
    encoder = [each for each in tagger.parameters() if each.requires_grad and each not in told | heads]
    return [
        {"params": [each for each in encoder if each.ndim > 1], "lr": recipe.rate, "weight_decay": 0.01},
        {"params": [each for each in encoder if each.ndim <= 1], "lr": recipe.rate, "weight_decay": 0.0},
        {
            "params": [each for each in tagger.parameters() if each in heads],
            "lr": recipe.head_rate,
            "weight_decay": 0.0,
        },
        {"params": list(tagger.told.parameters()), "lr": recipe.told_rate, "weight_decay": 0.0},
    ]


class _Mean:
    """The running mean of a network's weights: steadier than any single step's.

    Source: Polyak and Juditsky, Acceleration of stochastic approximation by averaging (1992).
    """

    def __init__(self, tagger: Tagger, decay: float) -> None:
        self.tagger, self._decay = copy.deepcopy(tagger).eval(), decay

    @torch.no_grad()
    def add(self, tagger: Tagger, step: int) -> None:
        decay = min(self._decay, (1 + step) / (10 + step))  # the first steps are soon forgotten
        for kept, each in zip(self.tagger.parameters(), tagger.parameters(), strict=True):
            if each.requires_grad:
                kept.lerp_(each, 1 - decay)
