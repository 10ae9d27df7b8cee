"""An article being written: text that grows, and the places of what stands in it."""

from __future__ import annotations

from datetime import date, timedelta

from kb.model import Bearing, Interval, Mode, Region, RegionKind, Span, TimeExpression, TimeOf

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Sheet:
    """Text with regions.

    Attributes:
        regions: What was written so far.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._parts: list[str] = []
        self._length = self._begun = 0
        self.regions: list[Region] = []

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    @property
    def at(self) -> int:
        """Where the next word will stand."""
        return self._length

    def write(self, words: str) -> Span:
        """Write words, and give their place."""
        start = self._length
        self._parts.append(words)
        self._length += len(words)
        return Span(start, self._length, words)

    def end(self, kind: RegionKind) -> None:
        """End a paragraph, which is a region of a kind."""
        self.regions.append(Region(self._begun, self._length, kind))
        self.write("\n\n")
        self._begun = self._length

    def since(self, start: int) -> Span:
        """Give the place of all that was written from somewhere on."""
        return Span(start, self._length, self.text[start:])


def in_words(day: date, month: bool = False) -> str:
    """Give a day, or its month, as it is printed.

    >>> in_words(date(2023, 3, 6)), in_words(date(2023, 3, 6), month=True)
    ('6 March 2023', 'March 2023')
    """
    whole = f"{_MONTHS[day.month - 1]} {day.year}"
    return whole if month else f"{day.day} {whole}"


def time_at(where: Span, day: date, word: Span, *, month: bool = False, said: bool = False) -> TimeExpression:
    """Give the time that words denote, and the word whose time it is.

    Args:
        where: The words.
        day: The day that they mean, or one in the month.
        word: The verb, or the cue.
        month: They name the month only.
        said: It is when somebody spoke.
    """
    first = day.replace(day=1) if month else day
    last = (first + timedelta(31)).replace(day=1) - timedelta(1) if month else day
    return TimeExpression(
        where,
        "DATE",
        first.isoformat()[:7] if month else first.isoformat(),
        Interval(first, last),
        Mode.WITHIN if month else Mode.THROUGHOUT,
        "month" if month else "day",
        rule="written in full",
        of=TimeOf.SPEECH if said else TimeOf.CONTENT,
        event=word,
        bearing=Bearing.SAYING if said else Bearing.EVENT,
    )
