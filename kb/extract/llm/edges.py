"""Where a named stretch really begins and ends: on whole words, with its quotation marks, without outer punctuation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kb.extract.attribution import Attribution
from kb.extract.fragments import Range, fragments, ranges
from kb.extract.parse import Paragraph
from kb.extract.quotations import quotations_in


def trimmed(attribution: Attribution, paragraphs: Sequence[Paragraph]) -> Attribution:
    """Give an attribution whose ranges end where the rules would end them, paragraph by paragraph.

    Models leave quotation marks away, and take commas and full stops with them; neither should part two readings.

    Args:
        attribution: Offsets in the article.
        paragraphs: Those that it stands in, in order.
    """
    return replace(
        attribution,
        source=tuple(_ranges(attribution.source, paragraphs, quoting=False)),
        cue=tuple(_ranges(attribution.cue, paragraphs, quoting=False)),
        content=tuple(_ranges(attribution.content, paragraphs, quoting=True)),
    )


def _ranges(found: Sequence[Range], paragraphs: Sequence[Paragraph], *, quoting: bool) -> Iterator[Range]:
    for start, end in found:
        for paragraph in paragraphs:
            left, right = start - paragraph.start, end - paragraph.start
            if left < len(paragraph.text) and right > 0:
                whole = _with_marks(paragraph.text, left, right) if quoting else (left, right)
                yield from _moved(_on_words(paragraph, *whole), paragraph.start)


def _on_words(paragraph: Paragraph, left: int, right: int) -> tuple[Range, ...]:
    touched = [token.i for token in paragraph.doc if token.idx < right and left < token.idx + len(token)]
    return fragments(paragraph, touched) or ranges(paragraph, touched)  # a colon may be a cue


def _moved(found: Sequence[Range], by: int) -> Iterator[Range]:
    return ((start + by, end + by) for start, end in found)


def _with_marks(text: str, left: int, right: int) -> Range:
    """Take in the marks of each quotation all of whose words lie in the range."""
    for quoted in quotations_in(text):
        letters = [at for at in range(quoted.start, quoted.end) if text[at].isalnum()]
        if letters and left <= letters[0] and letters[-1] < right:
            left, right = min(left, quoted.start), max(right, quoted.end)
    return left, right
