"""Times or quantities in the order of the text, to be looked up by place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from kb.model import Quantity, Span, TimeExpression

Found = TypeVar("Found", TimeExpression, Quantity)


class Shelf(Generic[Found]):
    """Expressions in the order of the text, to be looked up by place: their own, or that of the word they belong to."""

    def __init__(
        self, found: Iterable[Found], place: Callable[[Found], Span] = lambda expression: expression.span
    ) -> None:
        placed = sorted(((place(expression), expression.span, at, expression) for at, expression in enumerate(found)))
        self._found: list[Found] = [expression for *_, expression in placed]
        self._ends: list[int] = [where.end for where, *_ in placed]
        self._starts: list[int] = [where.start for where, *_ in placed]

    def between(self, start: int, end: int) -> Iterator[Found]:
        """Give the expressions that lie wholly between two offsets."""
        for at in range(bisect_left(self._starts, start), len(self._found)):
            if self._starts[at] >= end:
                return
            if self._ends[at] <= end:
                yield self._found[at]

    def within(self, spans: Sequence[Span]) -> Iterator[Found]:
        """Give the expressions that lie wholly in one of the spans."""
        for span in sorted(spans):
            yield from self.between(span.start, span.end)
