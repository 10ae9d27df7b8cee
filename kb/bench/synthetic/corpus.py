"""Corpora: stories one after the other, the same for the same seed; written as articles, manifest and truth."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Generic, TypeVar

from kb.bench.synthetic.events import event_kinds
from kb.bench.synthetic.names import Names
from kb.bench.synthetic.plants import DECOYS, DISCREPANCIES, GROUPS, LOOK_ALIKES
from kb.bench.synthetic.stories import story
from kb.bench.synthetic.truth import Story

Card = TypeVar("Card")

_OUTLETS = 40
_PLANTS = 2  # in one story


def corpus(seed: str, articles: int) -> Iterator[Story]:
    """Write stories until they have enough articles; the last one is finished, so a few more may come.

    A story depends on the seed and on those before it: a longer corpus begins with the shorter one. No story is
    kept, so that the length is not limited by memory.

    Args:
        seed: Any text.
        articles: How many at least.
    """
    random = Random(seed)  # noqa: S311 - choices, no secrets; a text as seed is hashed alike everywhere
    names = Names(random)
    outlets = [names.of("outlet") for _ in range(_OUTLETS)]
    kinds, plants = _Deck(list(event_kinds()), random), _Deck([*DISCREPANCIES, *LOOK_ALIKES], random)
    decoys = _Deck(list(DECOYS), random)
    written = number = 0
    while written < articles:
        chosen = _plants(plants)
        barred = _barred(chosen)
        decoy = decoys.card(lambda one, barred=barred: one not in barred)  # type: ignore[misc]
        found = story(number, kinds.card(), chosen, decoy, outlets, names)
        written += len(found.pages)
        number += 1
        yield found


def write(folder: Path, stories: Iterator[Story]) -> int:
    """Write ``articles/``, ``manifest.jsonl`` and ``truth.jsonl`` into a folder, story by story.

    Args:
        folder: Made where it does not exist; what it holds under these names is replaced.
        stories: As :func:`corpus` gives them.

    Returns:
        Articles written.
    """
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    written = 0
    with (
        (folder / "manifest.jsonl").open("w", encoding="utf-8") as manifest,
        (folder / "truth.jsonl").open("w", encoding="utf-8") as truth,
    ):
        for one in stories:
            for page in one.pages:
                (folder / page.doc).write_text(page.text, encoding="utf-8", newline="")
                manifest.write(json.dumps(page.entry()) + "\n")
                written += 1
            truth.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in one.rows())
    return written


@dataclass(slots=True)
class _Deck(Generic[Card]):
    """Cards in a random order; all come before one comes again."""

    cards: Sequence[Card]
    random: Random
    left: list[Card] = field(default_factory=list)

    def card(self, fits: Callable[[Card], bool] = lambda _: True) -> Card:
        """Take the next card that fits."""
        while not any(map(fits, self.left)):
            self.left += self.random.sample(self.cards, len(self.cards))
        found = next(card for card in self.left if fits(card))
        self.left.remove(found)
        return found


def _plants(deck: _Deck[str]) -> tuple[str, ...]:
    found: list[str] = []
    for _ in range(_PLANTS):
        barred = _barred(found)
        found.append(deck.card(lambda one, barred=barred: one not in barred))  # type: ignore[misc]
    return tuple(found)


def _barred(found: Iterable[str]) -> set[str]:
    """Give what a story that has these cannot have besides."""
    return {*found, *(one for group in GROUPS if set(group) & set(found) for one in group)}
