"""The default extractor: the trained tagger and the rules together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.extract.attributions import attributions_in
from kb.extract.blending import blended
from kb.extract.continuations import Read
from kb.extract.parse import Paragraph
from kb.extract.placing import placed
from kb.extract.tagger.extractor import TaggerExtractor
from kb.extract.tagger.reading import tagged_attributions


class BlendedExtractor(TaggerExtractor):
    """Reads statements with a trained network and with rules, on one spaCy parse: backend ``blended``."""

    name = "blended"
    version = "0.1.0"

    def attributed(self, paragraphs: Sequence[Paragraph]) -> Iterable[Read]:
        """Give each unit with the attributions that the network and the rules find in it."""
        ruled = (each for _, found in attributions_in(paragraphs) for each in found)
        tagged = tagged_attributions(paragraphs, self.network)
        return placed(paragraphs, blended(tagged, ruled, self.network.card["with_rules"]))
