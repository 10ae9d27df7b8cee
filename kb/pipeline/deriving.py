"""Records → everything derived from all of them together: claims, origins, discrepancies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kb.compare.sources.unregistered import printed_name
from kb.config import Settings
from kb.model import Agent, AgentType, Comparison, Record
from kb.pipeline.comparing import Comparing, Decided
from kb.pipeline.known import Known
from kb.resolve.registry import Registry


def comparing(chosen: Settings, decided: Decided | None = None, known: Known | None = None) -> Comparing:
    """Begin to compare, without records.

    Args:
        chosen: Which registry names the agencies.
        decided: What people decided; nothing by default.
        known: What was found earlier in texts that are not at hand.
    """
    return Comparing(_registry(chosen), decided, known)


def comparison_of(records: Sequence[Record], chosen: Settings) -> Comparison:
    """Compare articles all at once; a function of the set of records, whatever their order."""
    state = comparing(chosen)
    state.update(come=records)
    return state.comparison()


def _registry(chosen: Settings) -> Registry:
    return Registry.load(Path(chosen.registry) if chosen.registry else None)


def agents_of(records: Sequence[Record], comparison: Comparison, chosen: Settings) -> tuple[Agent, ...]:
    """Give all agents that the records and what was derived from them refer to; one may come several times.

    The type of an agent that no registry knows is the one that most articles give its mentions. It is counted anew
    from the mentions each time: the merged type of an earlier count must not vote again, or order would matter.
    """
    registry = _registry(chosen)
    named = {credit.agency for credit in comparison.credits} | {origin.agent for origin in comparison.origins}
    named |= {origin.party for origin in comparison.origins}
    known = [agent for agent in (registry.agent(name) for name in sorted(named)) if agent]
    printed = sorted({(one.agency, printed_name(one)) for one in comparison.credits if not registry.agent(one.agency)})
    known += [Agent(agency, name, AgentType.ORGANIZATION) for agency, name in printed if name]
    votes: dict[str, Counter[AgentType]] = {}
    for record in records:
        for agent, kind in sorted({(one.agent, one.type) for one in record.mentions if one.agent}):
            votes.setdefault(agent, Counter())[kind] += 1
    types = {agent: min(counted, key=lambda kind: (-counted[kind], kind)) for agent, counted in votes.items()}
    found = (agent for record in records for agent in record.agents)
    return (*(one if one.registered else replace(one, type=types.get(one.id, one.type)) for one in found), *known)
