"""Answers that are fetched before somebody asks for them, in the order in which that will be."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor

_AT_ONCE = 2  # the engine reads without holding Python's lock; more readers than cores only wait for each other
_NEXT = 4  # answers that are under way, so that nobody waits for whoever asks to come back
_READY = 2**26  # bytes of answers that lie ready, from which on no other is begun


class Ahead:
    """Fetches what is expected in the background; what was not expected, when it is asked for."""

    def __init__(self, fetch: Callable[[str], bytes]) -> None:
        """Take what fetches an answer; it may be called by several threads."""
        self._fetch = fetch
        self._threads: ThreadPoolExecutor | None = None
        self._expected: deque[str] = deque()
        self._under_way: dict[str, Future[bytes]] = {}

    def expect(self, asked: Iterable[str]) -> None:
        """Fetch answers from now on, which will be asked for in this order; one that is not lies ready to the end."""
        self._expected.extend(dict.fromkeys(asked))
        self._go_on()

    def get(self, asked: str) -> bytes:
        """Give an answer.

        Raises:
            Exception: what fetching it raises.
        """
        found = self._under_way.pop(asked, None)
        if found is None and asked in self._expected:
            self._expected.remove(asked)
        self._go_on()
        answer = self._fetch(asked) if found is None else found.result()
        self._go_on()
        return answer

    def close(self) -> None:
        """Forget what is expected, and end the threads, which begin anew if something else is."""
        self._expected.clear()
        self._under_way.clear()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
            self._threads = None

    def _go_on(self) -> None:
        """Begin with what is next, unless enough is under way or lies ready."""
        while self._expected and self._has_room():
            self._threads = self._threads or ThreadPoolExecutor(_AT_ONCE)
            asked = self._expected.popleft()
            self._under_way[asked] = self._threads.submit(self._fetch, asked)

    def _has_room(self) -> bool:
        done = [one for one in self._under_way.values() if one.done()]
        ready = sum(len(one.result()) for one in done if one.exception() is None)
        return len(self._under_way) - len(done) < _NEXT and ready < _READY
