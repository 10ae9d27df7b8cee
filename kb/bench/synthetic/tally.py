"""Counts of what was found rightly, wrongly, or not at all; the rates, tables and examples that follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """What was found rightly and wrongly, and what was missed, with examples of the latter two.

    Attributes:
        right, wrong, missed: Numbers; ``again``: right, but found before under another name.
        examples: ``(what, where)``: "missed" or "wrong", and words for a reader.
    """

    right: int = 0
    again: int = 0
    wrong: int = 0
    missed: int = 0
    examples: list[tuple[str, str]] = field(default_factory=list)

    def add(self, outcome: str, example: str) -> None:
        """Count one ``wrong`` or ``missed``."""
        setattr(self, outcome, getattr(self, outcome) + 1)
        self.examples.append((outcome, example))

    def rates(self) -> dict[str, float]:
        """Give precision and recall, each only where there is something to divide by."""
        found, wanted = self.right + self.again + self.wrong, self.right + self.missed
        rates = {"precision": (self.right + self.again) / found} if found else {}
        return rates | ({"recall": self.right / wanted} if wanted else {})


Tallies = dict[str, Tally]
COLUMNS = ("kind", "precision", "recall", "right", "wrong", "missed")


def figures(found: Mapping[str, Tally]) -> dict[str, float]:
    """Give ``claims precision`` and the like; what cannot be divided is left out."""
    return {f"{kind} {rate}": value for kind, tally in found.items() for rate, value in tally.rates().items()}


def rows_of(found: Mapping[str, Tally]) -> Iterator[tuple[str, ...]]:
    """Give the table: kind, precision, recall, and the numbers behind them; a dash where nothing can be divided."""
    for kind, tally in found.items():
        rates = tally.rates()
        shown = (f"{rates[name]:.3f}" if name in rates else "–" for name in ("precision", "recall"))
        yield (kind, *shown, str(tally.right), str(tally.wrong), str(tally.missed))


def examples_of(found: Mapping[str, Tally], number: int) -> Iterator[tuple[str, str, str]]:
    """Give the first errors of each kind and outcome."""
    for kind, tally in found.items():
        for outcome in ("wrong", "missed"):
            shown = [example for name, example in tally.examples if name == outcome][:number]
            yield from ((kind, outcome, example) for example in shown)
