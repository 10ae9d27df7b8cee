"""How the time to compare grows with the number of articles: seconds per size, and the exponent between them."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

from kb.bench.synthetic.corpus import corpus, write
from kb.bench.synthetic.scoring import records_in
from kb.config import Settings
from kb.pipeline.deriving import Known, comparison_of


@dataclass(frozen=True, slots=True)
class Growth:
    """One size.

    Attributes:
        articles, propositions: What was compared.
        reading: Seconds to read the articles; ``comparing``: to compare them all.
        exponent: Slope of comparing between the size before and this one, on logarithmic axes: 1 is linear, 2 is all
            pairs. ``None`` for the first.
    """

    articles: int
    propositions: int
    reading: float
    comparing: float
    exponent: float | None = None

    def row(self) -> tuple[str, ...]:
        """Give it as a line of :data:`COLUMNS`."""
        slope = "–" if self.exponent is None else f"{self.exponent:.2f}"
        return (str(self.articles), str(self.propositions), f"{self.reading:.1f}", f"{self.comparing:.2f}", slope)


COLUMNS = ("articles", "propositions", "reading, s", "comparing, s", "exponent")


def growth(seed: str, sizes: Sequence[int], chosen: Settings) -> Iterator[Growth]:
    """Measure one size after the other; a corpus begins with the smaller one, which is read but once.

    Args:
        seed: Of the corpus.
        sizes: Articles, ascending.
        chosen: Which extractor.
    """
    stories = list(corpus(seed, max(sizes)))
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), iter(stories))
        started = time.perf_counter()
        records = sorted(records_in(Path(folder), chosen), key=lambda record: record.article.doc)
        each = (time.perf_counter() - started) / len(records)
    before: Growth | None = None
    for size in sizes:
        some = records[:size]
        gc.collect()
        started = time.perf_counter()
        comparison_of(some, Known(), chosen)
        comparing = time.perf_counter() - started
        clauses = sum(len(one.propositions) for record in some for one in record.statements)
        slope = log(comparing / before.comparing) / log(len(some) / before.articles) if before else None
        before = Growth(len(some), clauses, each * len(some), comparing, slope)
        yield before
