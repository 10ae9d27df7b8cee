"""How far a long command is: a line for each article that is stored, and on a terminal the rate and the time left."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic

from kb.cli.output import Messages

_SETTLED = 2.0  # seconds before which a rate says nothing
_CLEAR = "\r\x1b[K"


class Progress:
    """Counts articles that are read, and those that are stored."""

    def __init__(
        self, messages: Messages, total: int, *, live: bool | None = None, clock: Callable[[], float] = monotonic
    ) -> None:
        """Begin at nought.

        Args:
            messages: Where the lines go.
            total: Articles to come, as far as they can be counted: a file may hold many.
            live: Keep a line under the others that tells what is being done; by default where stderr is a terminal.
            clock: Seconds from any point.
        """
        self._messages, self._total, self._clock = messages, total, clock
        self._live = (sys.stderr.isatty() if live is None else live) and not messages.quiet
        self._read = self._stored = 0
        self._began = clock()

    def stored(self, text: str) -> None:
        """Report one article that is stored."""
        self._stored += 1
        self._read = max(self._read, self._stored)
        self._clear()
        self._messages.note(f"[{self._stored}/{max(self._stored, self._total)}] {text}")
        self._show()

    def read(self, number: int = 1) -> None:
        """Count articles that were read and wait to be stored."""
        self._read += number
        self._show()

    def end(self) -> None:
        """Leave no line behind."""
        self._clear()

    def _show(self) -> None:
        if self._live:
            total = max(self._read, self._total)
            print(
                f"{_CLEAR}{self._read} of {total} read, {self._stored} stored{self._pace(total)}",
                end="",
                file=sys.stderr,
                flush=True,
            )

    def _clear(self) -> None:
        if self._live:
            print(_CLEAR, end="", file=sys.stderr, flush=True)

    def _pace(self, total: int) -> str:
        """Tell how many articles a second are read, and how long the rest will take at that rate."""
        passed = self._clock() - self._began
        if passed < _SETTLED or not self._read:
            return ""
        rate = self._read / passed
        left = round((total - self._read) / rate)
        hours, minutes, seconds = left // 3600, left // 60 % 60, left % 60
        return f"; {rate:.1f} a second, {f'{hours}:' if hours else ''}{minutes:02}:{seconds:02} left"
