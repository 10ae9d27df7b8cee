"""What the engine would never end is ended: questions to a damaged database.

An aggregate, a join or a sort that meets a damaged block gets the error again and again, for ever, and some keep each
one until the memory is full. The engine cannot be stopped from within, and does not even let a signal through. So a
thread looks at the process while questions are answered (the engine lets go of Python's lock); where one takes long, or
memory grows fast, it reads the database from end to end in ways that stop at the first error. If there is one, the
process tells it and ends.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from math import inf
from threading import Lock, Thread
from time import monotonic, sleep
from types import TracebackType
from typing import NoReturn

from kb.errors import KBError, LimitError
from kb.room import memory

try:
    import resource
except ImportError:  # not on every platform; nobody watches there
    resource = None  # type: ignore[assignment]

_PAUSE = 0.25  # seconds between two looks
_SOON, _MUCH = 1.0, 1024**3  # seconds after which somebody wonders why a question took so many bytes …
_LATE = 5.0  # … or why it takes so long at all
_SHARE = 0.9  # of the memory that there is; no question gets more
_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in which the system tells how much was held at most


class Watch:
    """Looks at this process while a database answers; used as a context around each question."""

    def __init__(self, prove: Callable[[Callable[[], bool]], object]) -> None:
        """Watch nothing yet.

        Args:
            prove: Reads the database from end to end for as long as what it is given says so; raises what is to be told
                where it is damaged, and nothing where it cannot be read for another reason.
        """
        self._prove = prove
        self._lock, self._proving = Lock(), Lock()
        self._asked = self._turn = self._held = 0
        self._since = 0.0
        self._is_there = self._is_doubted = False

    def __enter__(self) -> None:
        """A question begins."""
        with self._lock:
            if not self._asked:
                self._turn, self._since, self._held = self._turn + 1, monotonic(), held()
            self._asked += 1
            if not self._is_there and resource is not None:
                self._is_there = _begun(self._look)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """It ends."""
        with self._lock:
            self._asked -= 1

    def close(self) -> None:
        """Wait for a proof that is under way and no longer wanted: the database must outlive it."""
        with self._proving:
            pass

    def _look(self) -> None:
        """Look again and again for as long as there are questions; the next one begins it anew."""
        while True:
            sleep(_PAUSE)
            with self._lock:
                if not self._asked:
                    self._is_there = False
                    return
            waited, took = monotonic() - self._since, held() - self._held
            if took > _MUCH and self._held + took > _SHARE * (memory() or inf):
                _end(
                    LimitError(
                        f"A question took {took >> 20} MiB, and there is hardly any memory left; it was stopped.",
                        hint="Ask for less, or on a machine with more memory.",
                    )
                )
            elif not self._is_doubted and (waited > _LATE or (waited > _SOON and took > _MUCH)):
                self._is_doubted = True
                if not _begun(self._doubt):
                    self._is_doubted = False

    def _doubt(self) -> None:
        """End the process where the database is damaged; where it was read to its end, nobody doubts it again."""
        turn = self._turn

        def is_wanted() -> bool:
            return self._asked > 0 and self._turn == turn

        with self._proving:
            try:
                if is_wanted():
                    self._prove(is_wanted)
            except KBError as error:
                _end(error)
            self._is_doubted = is_wanted()  # else the question came to its end, and so did the proof


def _begun(work: Callable[[], None]) -> bool:
    """Begin something in a thread; tell whether there was one left: the question matters more."""
    try:
        Thread(target=work, name="watch", daemon=True).start()
    except RuntimeError:
        return False
    return True


def held() -> int:
    """Give the most bytes that this process held in memory so far; 0 where nobody can tell."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT if resource else 0


def _end(error: KBError) -> NoReturn:
    """Tell what is the matter and leave: the thread that asks is within the engine, and cannot be reached."""
    try:
        sys.stderr.write(f"{error}\n")
        sys.stderr.flush()
    finally:
        os._exit(error.exit_code)
