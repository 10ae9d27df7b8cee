from __future__ import annotations

from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path

import pytest

from kb.errors import InputError, PluginError
from kb.train import encoder


def test_a_missing_package_is_reported_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "find_spec", lambda _: None)

    with pytest.raises(PluginError, match="not installed") as caught:
        encoder.published()

    assert "make train" in caught.value.hint


def test_other_weights_than_the_published_ones_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.safetensors").write_bytes(b"other")
    found = ModuleSpec(encoder.PACKAGE, None, origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(encoder, "find_spec", lambda _: found)

    with pytest.raises(InputError, match="digest"):
        encoder.published()


@pytest.mark.skipif(find_spec(encoder.PACKAGE) is None, reason="the published encoder is not installed")
def test_the_published_encoder_is_the_one_that_we_know() -> None:
    pieces, vocabulary, weights = encoder.published()

    assert len(pieces) == len(vocabulary) == weights["embeddings.word_embeddings.weight"].shape[0]
    assert vocabulary[pieces.begin] == "[CLS]"
    assert vocabulary[pieces.of("Unseaworthy")[0]].startswith("un")
