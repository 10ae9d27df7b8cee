"""Records → everything derived from all of them together: claims, origins, discrepancies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kb.config import Settings
from kb.model import Comparison, Record
from kb.pipeline.comparing import Comparing, Decided
from kb.pipeline.known import Known
from kb.pipeline.looking import Here
from kb.pipeline.sharing import Crew, Shards
from kb.resolve.registry import Registry
from kb.tables import Tables, in_memory


def comparing(
    chosen: Settings,
    decided: Decided | None = None,
    known: Known | None = None,
    tables: Tables = in_memory,
    crew: Crew | None = None,
) -> Comparing:
    """Begin to compare, with the records that the tables hold.

    Args:
        chosen: Which registry names the agencies.
        decided: What people decided; nothing by default.
        known: What was found earlier in texts that are not at hand.
        tables: In memory, and empty, by default.
        crew: Shares the work; nobody by default.
    """
    registry = registry_of(chosen)
    looker = Here(registry.around)
    return Comparing(registry, decided, known, tables, looker if crew is None else Shards(crew, looker))


def comparison_of(records: Sequence[Record], chosen: Settings) -> Comparison:
    """Compare articles all at once; a function of the set of records, whatever their order."""
    state = comparing(chosen)
    state.update(come=records)
    return state.comparison()


def registry_of(chosen: Settings) -> Registry:
    """Give the registry that the settings name, or ours."""
    return Registry.load(Path(chosen.registry) if chosen.registry else None)
