"""Times or quantities in the order of the text, to be looked up by place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from kb.model import Quantity, Span, TimeExpression

Found = TypeVar("Found", TimeExpression, Quantity)


class Shelf(Generic[Found]):
    """Expressions in the order of the text, to be looked up by place."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._found: list[Found] = sorted(found, key=lambda expression: expression.span)
        self._starts: list[int] = [expression.span.start for expression in self._found]

    def between(self, start: int, end: int) -> Iterator[Found]:
        """Give the expressions that lie wholly between two offsets."""
        for at in range(bisect_left(self._starts, start), len(self._found)):
            if self._starts[at] >= end:
                return
            if self._found[at].span.end <= end:
                yield self._found[at]

    def within(self, spans: Sequence[Span]) -> Iterator[Found]:
        """Give the expressions that lie wholly in one of the spans."""
        for span in sorted(spans):
            yield from self.between(span.start, span.end)
