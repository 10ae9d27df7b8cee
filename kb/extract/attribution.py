"""One attribution, as found on the parse of a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kb.extract.fragments import Range

BESIDE = (
    "beside"  # shape of what was heard in a sentence that the outlet says itself, too: "her council voted to close it"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, a cue and a content, as offsets in the paragraph (later: in the article).

    Attributes:
        source: Ranges of the whole source phrase; empty when nobody is named.
        cue: Ranges of the reporting words.
        content: Ranges of what is said; empty while it is still to come (``X said:`` before a new paragraph).
        shape: Way of taking the content (``clause``, ``quote``, ``according``, …), as in ``cues.toml``.
        confidence: Probability that a careful reader would mark it.
        outermost: Inside what somebody else says it is no statement of its own.
    """

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    shape: str
    confidence: float
    outermost: bool = False

    @property
    def place(self) -> Range:
        """Where it is made: its first cue; without a cue its source, and without either what is said."""
        return (*self.cue, *self.source, *self.content)[0]

    @property
    def length(self) -> int:
        """Number of characters of the content."""
        return sum(end - start for start, end in self.content)

    def moved(self, by: int) -> Attribution:
        """Give the same attribution with all offsets shifted."""

        def shifted(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
            return tuple((start + by, end + by) for start, end in ranges)

        return replace(self, source=shifted(self.source), cue=shifted(self.cue), content=shifted(self.content))
