"""Seconds of repeated runs, what they come to, and a limit on a run that does not end."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from types import FrameType


@dataclass(frozen=True, slots=True)
class Timing:
    """How long the repetitions of one job took.

    Attributes:
        seconds: Wall-clock time of each, in the order they ran; at least one.
    """

    seconds: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse a timing of nothing."""
        if not self.seconds:
            raise ValueError("a timing needs at least one run")

    @property
    def median(self) -> float:
        """The run in the middle, which one interruption does not move."""
        return median(self.seconds)

    @property
    def least(self) -> float:
        """The shortest run."""
        return min(self.seconds)

    @property
    def most(self) -> float:
        """The longest run."""
        return max(self.seconds)

    def beside(self, other: Timing) -> float:
        """Give how many times as long as another this took, by the medians; below 1 is faster.

        >>> Timing((1.0, 2.0, 9.0)).beside(Timing((4.0,)))
        0.5
        """
        return self.median / other.median

    def without(self, part: Timing) -> Timing:
        """Take off what was timed apart, run by run; never below nothing.

        >>> Timing((3.0, 5.0)).without(Timing((1.0, 2.0))).seconds
        (2.0, 3.0)
        """
        pairs = zip(self.seconds, part.seconds, strict=True)
        return Timing(tuple(max(0.0, whole - less) for whole, less in pairs))


class TooSlowError(Exception):
    """A run went over its limit."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Interrupt what runs longer, in the main thread of a Unix process.

    The alarm is repeated every second: a library that catches everything may swallow the first.

    Raises:
        TooSlowError: the limit was reached.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlowError(f"over {seconds:g} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
