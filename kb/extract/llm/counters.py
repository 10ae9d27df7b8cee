"""What an extraction by a language model cost, and how much of what it said was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from threading import Lock

REQUESTS = "requests"  # sent over the network, repeated ones included
REPEATED = "requests repeated"  # after an error, a full queue or an answer of no use
CACHED = "answers from the cache"
PROMPT = "prompt tokens"  # as the endpoint counts them; cached answers cost none
COMPLETION = "completion tokens"
REFUSED = "spans refused"  # named by the model, absent from the text
DROPPED = "attributions dropped"  # for want of a cue, a content, or a source that was named

_ALL = (REQUESTS, REPEATED, CACHED, PROMPT, COMPLETION, REFUSED, DROPPED)


class Counters:
    """Sums that several threads add to."""

    def __init__(self) -> None:
        """Begin at nought."""
        self._lock = Lock()
        self._sums: Counter[str] = Counter()

    def add(self, name: str, number: int = 1) -> None:
        """Add to one of the sums."""
        with self._lock:
            self._sums[name] += number

    def read(self) -> Mapping[str, int]:
        """Give every sum by its name, always in the same order."""
        with self._lock:
            return {name: self._sums[name] for name in _ALL}
