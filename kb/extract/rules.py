"""The rule extractor: an article's statements, their propositions and mentions, from a dependency parse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.extract.attributions import attributions_in
from kb.extract.continuations import Read
from kb.extract.parse import Paragraph
from kb.extract.parsed import ParsedExtractor


class RuleExtractor(ParsedExtractor):
    """Reads statements with rules on a spaCy parse: backend ``rules`` of ``kb.extractors``."""

    name = "rules"
    version = "0.1.0"

    def attributed(self, paragraphs: Sequence[Paragraph]) -> Iterable[Read]:
        """Give each unit with the attributions that the rules find in it."""
        return attributions_in(paragraphs)
