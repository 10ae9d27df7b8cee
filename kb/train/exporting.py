"""A trained network → the folder that :class:`kb.extract.tagger.network.Network` reads, without torch."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from kb.extract.tagger.decoding import NEVER, TAGS, may_follow
from kb.extract.tagger.words import COLUMNS
from kb.train.network import HIDDEN, Tagger

_OPERATORS = 17  # version of the ONNX operator set: old enough for every supported ONNX Runtime


class _Exported(nn.Module):
    """The part that runs as ONNX: one window, unpadded."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, pieces: Tensor, told: Tensor) -> tuple[Tensor, Tensor]:
        states = self.tagger.states(pieces, told, torch.ones_like(pieces, dtype=torch.bool))
        return self.tagger.scores(states), states


def write(
    tagger: Tagger, folder: Path, card: Mapping[str, Any], vocabulary: Sequence[str], *, whole: bool = False
) -> None:
    """Write the folder.

    Args:
        tagger: The trained network.
        folder: Where to; made if missing.
        card: What ``tagger.json`` shall say beside tags and width.
        vocabulary: The pieces, in order.
        whole: Keep 32-bit weights in place of 8-bit ones: four times as large, half as fast, a little better.
    """
    folder.mkdir(parents=True, exist_ok=True)
    exported = _Exported(tagger).eval()
    given = (torch.ones(1, 16, dtype=torch.long), torch.zeros(1, 16, len(COLUMNS), dtype=torch.long))
    with tempfile.TemporaryDirectory() as scratch:
        first = Path(scratch) / "tagger.onnx"
        torch.onnx.export(
            exported,
            given,
            str(first),
            input_names=["pieces", "told"],
            output_names=["scores", "states"],
            dynamic_axes={name: {1: "length"} for name in ("pieces", "told", "scores", "states")},
            opset_version=_OPERATORS,
            dynamo=False,
        )
        if whole:
            (folder / "tagger.onnx").write_bytes(first.read_bytes())
        else:
            quantize_dynamic(str(first), str(folder / "tagger.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    arrays: dict[str, Any] = {name: np.asarray(array, np.float32) for name, array in _arrays(tagger).items()}
    np.savez(folder / "links.npz", **arrays)
    (folder / "vocabulary.txt").write_text("".join(f"{piece}\n" for piece in vocabulary), encoding="utf-8")
    told = {**card, "tags": list(TAGS), "width": HIDDEN}
    (folder / "tagger.json").write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _arrays(tagger: Tagger) -> dict[str, Any]:
    """Give what ONNX does not hold, under the names of :class:`kb.extract.tagger.linking.Links`."""
    found = {f"{name}_{part}": value for name, link in tagger.links.items() for part, value in link.named_parameters()}
    found |= dict(tagger.near.items())
    found |= {f"none_{part}": value for part, value in tagger.none.named_parameters()}
    transitions = [[0.0 if may_follow(before, after) else NEVER for after in TAGS] for before in TAGS]
    return {name: value.detach().numpy() for name, value in found.items()} | {"transitions": transitions}
