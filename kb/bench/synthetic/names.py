"""Invented names, and values of every other sort that a story needs; each name is given out once.

Stems and endings combine, so that thousands of stories share no name. Nobody and nothing is called
so on purpose; where a combination meets a real name, it means nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

TRIES = 40
"""Draws, after which a name gets one more part."""


@cache
def _lists() -> dict[str, list[str]]:
    found = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
    return {name: words.split() for name, words in found.items()}


@dataclass(slots=True)
class Names:
    """A source of names for one corpus.

    Attributes:
        random: Where all choices come from.
        taken: What was given out.
    """

    random: Random
    taken: set[str] = field(default_factory=set)

    def of(self, sort: str) -> str:
        """Give a new name.

        Args:
            sort: ``person``, ``town``, ``region``, ``firm``, ``ship``, ``club``, ``hospital``, ``river`` or ``outlet``.

        Raises:
            KeyError: there is no such sort.
        """
        sorts: dict[str, Callable[[], str]] = {
            "person": lambda: f"{self._one('given')} {self._one('surname_stems')}{self._one('surname_endings')}",
            "town": self._town,
            "region": lambda: self._one("region_stems") + self._one("region_endings"),
            "firm": lambda: f"{self._one('firm_stems')} {self._one('firm_endings')}",
            "ship": lambda: f"{self._one('ship_stems')} {self._one('ship_endings')}",
            "club": lambda: f"{self._town()} {self._one('club_endings')}",
            "hospital": lambda: f"Saint {self._one('given')}",
            "river": lambda: self._one("town_stems") + self._one("surname_endings"),
            "outlet": lambda: f"The {self._one('outlet_stems')} {self._one('outlet_endings')}",
        }
        for _ in range(TRIES):
            name = sorts[sort]()
            if name not in self.taken:
                break
        while name in self.taken:  # few firms, many stories: "Kelso Mining of Elmworth"
            name = f"{self._one('surname_stems')} {name.removeprefix('The ')}"
        self.taken.add(name)
        return name

    def take(self, name: str) -> bool:
        """Take a name that was made elsewhere; tell whether it was free."""
        free = name not in self.taken
        self.taken.add(name)
        return free

    def _town(self) -> str:
        plain = re.sub(r"(.)\1\1", r"\1\1", self._one("town_stems") + self._one("town_endings"))
        return f"{self._one('town_prefixes')} {plain}" if self.random.random() < 0.25 else plain

    def _one(self, name: str) -> str:
        return self.random.choice(_lists()[name])
