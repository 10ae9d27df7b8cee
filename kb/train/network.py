"""The network in torch: a small BERT that is told of case, quotation marks and parse, with a tag layer and a linker.

The encoder is MiniLM (six layers, width 384); :func:`load_encoder` fills it from the published weights. Names and
shapes of the linker are those of :class:`kb.extract.tagger.linking.Links`, which reads them back without torch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from kb.extract.tagger.decoding import TAGS
from kb.extract.tagger.decoding import Words as Stretch
from kb.extract.tagger.linking import BUCKETS, MOST_BETWEEN, WIDTH, apart

LAYERS, HIDDEN, HEADS, INNER, PIECES, LONGEST = 6, 384, 12, 1536, 30_522, 512
_DROPPED = 0.1


class _Drop(nn.Module):
    """Dropout with one mask for all texts of a batch: drawing random numbers is a fifth of a step otherwise."""

    def forward(self, states: Tensor) -> Tensor:
        """Drop a share of (texts, pieces, width) while training."""
        if not self.training:
            return states
        kept = torch.rand(states.shape[1:], dtype=torch.float32) >= _DROPPED
        return states * (kept.to(states.dtype) / (1 - _DROPPED))


class _Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.inner, self.outer = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.last_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = _Drop()

    def forward(self, states: Tensor, hidden: Tensor) -> Tensor:
        """Mix (texts, pieces, width); ``hidden`` is added to attention, very low where a text has no piece."""
        texts, pieces, _ = states.shape

        def parted(flat: Tensor) -> Tensor:
            return flat.view(texts, pieces, HEADS, HIDDEN // HEADS).transpose(1, 2)

        query, key, value = parted(self.query(states)), parted(self.key(states)), parted(self.value(states))
        # Plain products: the fused attention kernel has no fast path for bfloat16 with a mask on CPUs.
        weights = (query * (HIDDEN // HEADS) ** -0.5) @ key.transpose(-1, -2) + hidden.to(query.dtype)
        mixed = torch.softmax(weights, -1, dtype=query.dtype) @ value
        mixed = mixed.transpose(1, 2).reshape(texts, pieces, HIDDEN)
        states = self.norm(states + self.drop(self.output(mixed)))
        return self.last_norm(states + self.drop(self.outer(functional.gelu(self.inner(states)))))


class Tagger(nn.Module):
    """Pieces, and what is told of their words → scores of tags, states, and scores of links."""

    def __init__(self, values: Sequence[int]) -> None:
        """Make an untrained tagger.

        Args:
            values: How many values each column of what is told has, 0 (not seen) included.
        """
        super().__init__()
        self.pieces, self.places = nn.Embedding(PIECES, HIDDEN), nn.Embedding(LONGEST, HIDDEN)
        self.segment = nn.Parameter(torch.zeros(HIDDEN))
        self.told = nn.ModuleList(nn.Embedding(count, HIDDEN) for count in values)
        for column in self.told:
            nn.init.zeros_(column.weight)  # what is told changes nothing until it is learned
        self.norm, self.drop = nn.LayerNorm(HIDDEN, eps=1e-12), _Drop()
        self.layers = nn.ModuleList(_Layer() for _ in range(LAYERS))
        self.tags = nn.Linear(HIDDEN, len(TAGS))
        self.links = nn.ModuleDict(
            {
                f"{role}_{side}": nn.Linear(2 * HIDDEN, WIDTH)
                for role in ("source", "content")
                for side in ("cue", "span")
            }
        )
        self.none = nn.Linear(2 * HIDDEN, 1)
        self.near = nn.ParameterDict(
            {
                f"{role}_{kind}": nn.Parameter(torch.zeros(size))
                for role in ("source", "content")
                for kind, size in (("distance", 2 * (len(BUCKETS) + 1)), ("between", MOST_BETWEEN + 1))
            }
        )

    def states(self, pieces: Tensor, told: Tensor, there: Tensor) -> Tensor:
        """Give what the encoder makes of each piece.

        Args:
            pieces: Numbers of pieces; shape (texts, pieces).
            told: Numbers of what is told of each; shape (texts, pieces, columns).
            there: Whether there is a piece; shape (texts, pieces).

        Returns:
            Shape (texts, pieces, width).
        """
        states = self.pieces(pieces) + self.places.weight[: pieces.shape[1]] + self.segment
        for number, column in enumerate(self.told):
            states = states + column(told[..., number])
        states = self.drop(self.norm(states))
        hidden = torch.zeros(there.shape).masked_fill(~there, -1e4)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, hidden)
        return states

    def scores(self, states: Tensor) -> Tensor:
        """Give the scores of tags; shape (..., tags)."""
        return self.tags(self.drop(states))

    def link_scores(self, states: Tensor, cues: Sequence[Stretch], spans: Sequence[Stretch], role: str) -> Tensor:
        """Give scores of links between the cues and the spans of one text; shape (cues, spans)."""
        left = self.links[f"{role}_cue"](_ends(states, cues))
        right = self.links[f"{role}_span"](_ends(states, spans))
        buckets, between, _ = (torch.from_numpy(found) for found in apart(cues, spans))
        near = self.near[f"{role}_distance"][buckets] + self.near[f"{role}_between"][between]
        return left @ right.T / WIDTH**0.5 + near

    def none_scores(self, states: Tensor, cues: Sequence[Stretch]) -> Tensor:
        """Give the score of having no source for each cue; shape (cues, 1)."""
        return self.none(_ends(states, cues))


def _ends(states: Tensor, spans: Sequence[Stretch]) -> Tensor:
    return torch.cat([states[[first for first, _ in spans]], states[[end - 1 for _, end in spans]]], 1)


def load_encoder(tagger: Tagger, weights: Mapping[str, Tensor]) -> None:
    """Fill the encoder with the published weights of a BERT of this size, by the names that BERT gives them."""
    with torch.no_grad():
        tagger.pieces.weight.copy_(weights["embeddings.word_embeddings.weight"])
        tagger.places.weight.copy_(weights["embeddings.position_embeddings.weight"])
        tagger.segment.copy_(weights["embeddings.token_type_embeddings.weight"][0])
        _fill(tagger.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(tagger.layers):
            for part, name in _NAMES.items():
                _fill(getattr(layer, part), weights, f"encoder.layer.{number}.{name}")


_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "last_norm": "output.LayerNorm",
}


def _fill(part: nn.Module, weights: Mapping[str, Tensor], name: str) -> None:
    part.weight.copy_(weights[f"{name}.weight"])
    part.bias.copy_(weights[f"{name}.bias"])
