"""The network and its weights, run by ONNX Runtime on one thread."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from kb.errors import PluginError
from kb.extract.tagger.decoding import Floats
from kb.extract.tagger.linking import Links
from kb.extract.tagger.windows import Cutter, centrality
from kb.extract.tagger.wordpieces import WordPieces
from kb.extract.tagger.words import COLUMNS, Words

FOLDER = Path(__file__).with_name("weights")
_WEIGHTS = ("tagger.onnx", "links.npz", "vocabulary.txt")  # beside the card


@dataclass(frozen=True, slots=True)
class Read:
    """What the network makes of a text.

    Attributes:
        scores: For each word the score of each tag; shape (words, tags).
        states: For each word what linking compares; shape (words, h).
    """

    scores: Floats
    states: Floats


class Network:
    """A trained tagger in a folder: ``tagger.json``, ``tagger.onnx``, ``links.npz`` and ``vocabulary.txt``."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read the description; the weights are loaded when the first text is read.

        Raises:
            PluginError: the folder holds no tagger.
        """
        self.folder = folder
        try:
            self.card: Mapping[str, Any] = json.loads((folder / "tagger.json").read_text("utf-8"))
            self._codes = [
                {value: number for number, value in enumerate(self.card["values"][column], 1)} for column in COLUMNS
            ]  # 0 is any value not seen in training
            for name in _WEIGHTS:
                (folder / name).stat()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise PluginError(
                f"{folder} holds no trained tagger: {error}.",
                hint="Install claimgraph again, or choose the extractor 'rules'.",
            ) from error

    @property
    def version(self) -> str:
        """The version of the weights."""
        return str(self.card["version"])

    @cached_property
    def identity(self) -> str:
        """The version with the first digits of the SHA-256 of all files: other weights, another identity."""
        digest = hashlib.sha256()
        for name in ("tagger.json", *_WEIGHTS):
            digest.update((self.folder / name).read_bytes())
        return f"{self.version}@{digest.hexdigest()[:12]}"

    @cached_property
    def pieces(self) -> WordPieces:
        """The vocabulary."""
        return WordPieces(self.folder / "vocabulary.txt")

    @cached_property
    def links(self) -> Links:
        """The weights that link spans."""
        return Links(self._arrays)

    @cached_property
    def transitions(self) -> Floats:
        """Score of each tag right after each other one; shape (tags, tags)."""
        return self._arrays["transitions"]

    @cached_property
    def _arrays(self) -> Mapping[str, Floats]:
        with np.load(self.folder / "links.npz", allow_pickle=False) as stored:
            return {name: stored[name].astype(np.float32) for name in stored.files}

    @cached_property
    def _session(self) -> Any:
        import onnxruntime  # noqa: PLC0415 - a tenth of a second that only reading should cost

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # articles are read side by side, not words
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self.folder / "tagger.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def read(self, words: Words) -> Read:
        """Read a text, in windows; where two cover a word, the one in whose middle it stands counts."""
        pieces = [self.pieces.of(word) for word in words.texts]
        codes = [self.coded(told) for told in words.told]
        scores = np.zeros((len(words), len(self.card["tags"])), dtype=np.float32)
        states = np.zeros((len(words), int(self.card["width"])), dtype=np.float32)
        central = np.full(len(words), -1)
        cutter = Cutter(words.sentences, [len(each) for each in pieces], int(self.card["longest"]) - 2)
        for first, end in cutter.windows(overlap=int(self.card["overlap"])):
            found, made = self._window(pieces[first:end], codes[first:end])
            depth = np.array(centrality((first, end), len(words)))
            better = depth > central[first:end]
            scores[first:end][better], states[first:end][better] = found[better], made[better]
            central[first:end] = np.maximum(central[first:end], depth)
        return Read(scores, states)

    def coded(self, told: Sequence[str]) -> tuple[int, ...]:
        """Give the numbers of what is told of a word."""
        return tuple(codes.get(value, 0) for codes, value in zip(self._codes, told, strict=True))

    def _window(self, pieces: Sequence[Sequence[int]], codes: Sequence[tuple[int, ...]]) -> tuple[Floats, Floats]:
        """Give scores and states of the words of one window, read at each word's first piece."""
        none = (0,) * len(COLUMNS)
        numbers, told, first = [self.pieces.begin], [none], []
        for each, code in zip(pieces, codes, strict=True):
            first.append(len(numbers))
            numbers.extend(each)
            told.extend([code] * len(each))
        given = {"pieces": np.array([[*numbers, self.pieces.end]]), "told": np.array([[*told, none]])}
        scores, states = self._session.run(["scores", "states"], given)
        return scores[0, first], states[0, first]
