"""How large the graphs and corpora are that are measured."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes of one run.

    Attributes:
        small, medium, large: Quads of the three claim graphs, at least.
        few, many: Articles of the corpora that are ingested.
        repetitions: Runs of each job.
        most: Articles of a corpus that is ingested once, to see what one costs among so many; 0 for none.
    """

    small: int
    medium: int
    large: int
    few: int
    many: int
    repetitions: int
    most: int = 0

    def quads(self, number: int) -> str:
        """Give a size as the tables have it.

        >>> FULL.quads(1_000_000), FULL.quads(2_500)
        ('1M quads', '2.5k quads')
        """
        unit, size = ("M", 1_000_000) if number >= 1_000_000 else ("k", 1_000)
        return f"{number / size:g}{unit} quads"


FULL = Scale(10_000, 100_000, 1_000_000, 100, 1_000, 5)
"""What the goals are set for; about half an hour on two cores."""

LONG = replace(FULL, most=10_000)
"""With the largest corpus, which takes twenty minutes more."""

QUICK = Scale(3_000, 12_000, 20_000, 4, 8, 1, 12)
"""Whether everything can be measured; about a minute. Its figures mean nothing."""
