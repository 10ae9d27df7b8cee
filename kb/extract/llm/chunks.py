"""An article in pieces that a model can read at once: whole paragraphs, each piece with the paragraph before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.extract.parse import Paragraph


@dataclass(frozen=True, slots=True)
class Chunk:
    """Paragraphs that are read at once.

    Attributes:
        context: The paragraph before the first, if any: who "she" is, and whose quotation goes on.
        own: Those whose attributions are wanted.
    """

    context: tuple[Paragraph, ...]
    own: tuple[Paragraph, ...]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All of them, in order."""
        return (*self.context, *self.own)

    @property
    def start(self) -> int:
        """Offset in the article where its own paragraphs begin."""
        return self.own[0].start

    @property
    def text(self) -> str:
        """What the model is shown."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    def halves(self) -> tuple[Chunk, Chunk] | None:
        """Give the same paragraphs as two chunks, or nothing where there is but one."""
        middle = len(self.own) // 2
        if not middle:
            return None
        return Chunk(self.context, self.own[:middle]), Chunk(self.own[middle - 1 : middle], self.own[middle:])


def chunks_of(paragraphs: Sequence[Paragraph], longest: int) -> Iterator[Chunk]:
    """Cut an article into chunks; those without a letter or digit are left out.

    Args:
        paragraphs: The paragraphs of the article, in order.
        longest: Most characters of a chunk's own paragraphs; a longer paragraph is a chunk by itself.
    """
    left = 0
    while left < len(paragraphs):
        right, length = left + 1, len(paragraphs[left].text)
        while right < len(paragraphs) and length + len(paragraphs[right].text) <= longest:
            length += len(paragraphs[right].text)
            right += 1
        own = tuple(paragraphs[left:right])
        if any(sign.isalnum() for paragraph in own for sign in paragraph.text):
            yield Chunk(tuple(paragraphs[max(0, left - 1) : left]), own)
        left = right
