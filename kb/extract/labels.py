"""Speakers named by a label before their words, as in transcripts and pull quotes: "RUIZ: Rates will fall."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.extract.attribution import Attribution
from kb.extract.parse import Paragraph

_CAPITALS = re.compile(r"(?P<who>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,4}(?:, [^:]{3,40})?)(?P<cue>:)\s+(?=\S)")
_NAME = re.compile(r"(?P<who>(?:[A-Z][\w.'’-]+ ){1,4}[A-Z][\w’'-]+)(?P<cue>:)\s+(?=[“\"„«])")
_CONFIDENCE = 0.9
_FEWEST_WORDS = 3  # after "WATCH: " and the like come a word or two


def label_attributions(paragraph: Paragraph) -> Iterator[Attribution]:
    """Give the attribution that a label at the start of a paragraph makes (offsets in the paragraph)."""
    text = paragraph.text
    match = _CAPITALS.match(text) or _NAME.match(text)
    content = text[match.end() :].rstrip() if match else ""
    if match is None or len(content.split()) < _FEWEST_WORDS or (content[0].isalpha() and not content[0].isupper()):
        return
    yield Attribution(
        source=(match.span("who"),),
        cue=(match.span("cue"),),
        content=((match.end(), match.end() + len(content)),),
        shape="label",
        confidence=_CONFIDENCE,
    )
