"""How comparing grows with the number of articles: all of them at once, and one more.

Seconds per size, the exponent between them, and what one article costs that comes to so many. Reading is told apart.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import median

from kb.bench.synthetic.corpus import corpus, write
from kb.bench.synthetic.scoring import records_in
from kb.config import Settings
from kb.model import Record
from kb.pipeline.comparing import Comparing
from kb.pipeline.deriving import comparing

MORE = 21
"""Articles that come one by one to each size; the median of their times is told."""


@dataclass(frozen=True, slots=True)
class Growth:
    """One size.

    Attributes:
        articles, propositions: What was compared.
        reading: Seconds to read the articles; ``at_once``: to compare them all.
        one_more: Seconds to compare one more with them, median of :data:`MORE`; ``slowest``: the worst of these.
        exponent: Slope of comparing at once between the size before and this one, on logarithmic axes: 1 is linear,
            2 is all pairs. ``None`` for the first.
    """

    articles: int
    propositions: int
    reading: float
    at_once: float
    one_more: float
    slowest: float
    exponent: float | None = None

    def row(self) -> tuple[str, ...]:
        """Give it as a line of :data:`COLUMNS`."""
        slope = "–" if self.exponent is None else f"{self.exponent:.2f}"
        more = (f"{seconds * 1000:.0f}" for seconds in (self.one_more, self.slowest))
        return (str(self.articles), str(self.propositions), f"{self.reading:.1f}", f"{self.at_once:.2f}", slope, *more)


COLUMNS = (
    "articles",
    "propositions",
    "reading, s",
    "comparing, s",
    "exponent",
    "one more, ms",
    "slowest of these, ms",
)


def growth(seed: str, sizes: Sequence[int], chosen: Settings) -> Iterator[Growth]:
    """Measure one size after the other; a corpus begins with the smaller one, which is read but once.

    Args:
        seed: Of the corpus.
        sizes: Articles, ascending.
        chosen: Which extractor.
    """
    stories = list(corpus(seed, max(sizes) + MORE))
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), iter(stories))
        started = time.perf_counter()
        records = sorted(records_in(Path(folder), chosen), key=lambda record: record.article.doc)
        each = (time.perf_counter() - started) / len(records)
    before: Growth | None = None
    for size in sizes:
        some, more = records[:size], records[size : size + MORE]
        gc.collect()
        state = comparing(chosen)
        at_once = _seconds(state, some)
        ones = [_seconds(state, [one]) for one in more]
        clauses = sum(len(one.propositions) for record in some for one in record.statements)
        slope = log(at_once / before.at_once) / log(len(some) / before.articles) if before else None
        before = Growth(len(some), clauses, each * len(some), at_once, median(ones), max(ones), slope)
        yield before


def _seconds(state: Comparing, records: Sequence[Record]) -> float:
    started = time.perf_counter()
    state.update(come=records)
    return time.perf_counter() - started
