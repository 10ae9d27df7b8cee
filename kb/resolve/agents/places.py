"""Where mentions stand: those in a stretch of the text are found without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, MutableMapping, Sequence

from kb.model import Mention, Span


class Places:
    """The places of mentions in order of the text; an answer is a list of positions in that order."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        """Take mentions in order of the text."""
        self._starts = [each.span.start for each in mentions]
        self._ends = [each.span.end for each in mentions]
        self._longest = max((len(each.span.exact) for each in mentions), default=0)

    def within(self, spans: Iterable[Span]) -> list[int]:
        """Give the mentions that lie in some spans."""
        found: set[int] = set()
        for span in spans:
            near = range(bisect_left(self._starts, span.start), self.before(span.end))
            found |= {at for at in near if self._ends[at] <= span.end}
        return sorted(found)

    def touching(self, start: int, end: int) -> list[int]:
        """Give the mentions that share a character with ``[start, end)``."""
        near = range(bisect_left(self._starts, start - self._longest), self.before(end))
        return [at for at in near if self._ends[at] > start]

    def beginning(self, start: int, end: int) -> range:
        """Give the mentions that begin in ``[start, end)``."""
        return range(self.before(start), self.before(end))

    def before(self, end: int) -> int:
        """Count the mentions that begin before a place."""
        return bisect_left(self._starts, end)


class Links(MutableMapping[Span, str]):
    """Which stretch of an article means which agent; also found by place, while more become known."""

    def __init__(self) -> None:
        """Begin without any."""
        self._agents: dict[tuple[int, int], str] = {}  # by start and end, which say all of a stretch of one text
        self._spans: list[Span] = []  # in order of the text
        self._starts: list[int] = []
        self._longest = 0

    def __getitem__(self, span: Span) -> str:
        return self._agents[span.start, span.end]

    def __contains__(self, span: object) -> bool:
        return isinstance(span, Span) and (span.start, span.end) in self._agents

    def __setitem__(self, span: Span, agent: str) -> None:
        if span not in self:
            at = bisect_right(self._starts, span.start)
            while at and self._starts[at - 1] == span.start and self._spans[at - 1].end > span.end:
                at -= 1
            self._spans.insert(at, span)
            self._starts.insert(at, span.start)
            self._longest = max(self._longest, span.end - span.start)
        self._agents[span.start, span.end] = agent

    def __delitem__(self, span: Span) -> None:
        at = self._spans.index(span)
        del self._spans[at], self._starts[at], self._agents[span.start, span.end]

    def __iter__(self) -> Iterator[Span]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)

    def touching(self, start: int, end: int) -> list[Span]:
        """Give the stretches that share a character with ``[start, end)``, in order of the text."""
        first = bisect_left(self._starts, start - self._longest)
        return [span for span in self._spans[first : bisect_left(self._starts, end)] if span.end > start]
