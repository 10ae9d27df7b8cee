"""The extractor that a user's settings name, and what it counts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kb import plugins
from kb.config import Settings
from kb.ports import Configurable, Counting, Extractor


def extractor_for(chosen: Settings) -> Extractor:
    """Give the extractor, made once per process for the settings that concern extractors.

    Raises:
        UsageError: a setting that it needs is missing.
        PluginError: nobody registered the name, or its model or packages are not installed.
    """
    return _made(Settings(extractor=chosen.extractor, model=chosen.model, llm=chosen.llm))


@cache
def _made(chosen: Settings) -> Extractor:
    factory = plugins.backend("kb.extractors", chosen.extractor)
    made: Extractor = factory.configured(chosen) if isinstance(factory, Configurable) else factory()
    return made


class Tally:
    """What an extractor counts from now on; nothing for one that does not count."""

    def __init__(self, chosen: Settings) -> None:
        """Begin at nought.

        Raises:
            UsageError, PluginError: as :func:`extractor_for`.
        """
        self._extractor = extractor_for(chosen)
        self._before = self._sums()

    def read(self) -> dict[str, int]:
        """Give each sum by its name."""
        return {name: number - self._before.get(name, 0) for name, number in self._sums().items()}

    def in_words(self) -> str:
        """Give all sums on one line, or nothing."""
        counted = ", ".join(f"{name} {number:,}" for name, number in self.read().items())
        return f"{self._extractor.name}: {counted}" if counted else ""

    def _sums(self) -> Mapping[str, int]:
        return self._extractor.counts() if isinstance(self._extractor, Counting) else {}
