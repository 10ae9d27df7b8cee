"""Records → everything derived from all of them together: claims, origins, discrepancies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from kb.compare.credits import credits_in
from kb.compare.discrepancies import differences
from kb.compare.origins import origins_of
from kb.compare.quotations import quotations_in
from kb.compare.reuse import reuses_between
from kb.compare.uncredited import missing_credits
from kb.config import Settings
from kb.model import Agent, AgentType, Comparison, CompatiblePair, Credit, Discrepancy, Record, Reuse
from kb.resolve.claims.same_claim import claims_from
from kb.resolve.identities.standing import Identities
from kb.resolve.registry import Registry

Difference = TypeVar("Difference", bound=Discrepancy | CompatiblePair)


@dataclass(frozen=True, slots=True)
class Known:
    """What was found in texts that are not at hand any more: an import without texts keeps its evidence."""

    reuses: tuple[Reuse, ...] = ()
    credits: tuple[Credit, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    compatible: tuple[CompatiblePair, ...] = ()

    @classmethod
    def of(cls, comparison: Comparison) -> Known:
        """Keep what the next comparison may need."""
        return cls(comparison.reuses, comparison.credits, comparison.discrepancies, comparison.compatible)


def comparison_of(
    records: Sequence[Record], known: Known, chosen: Settings, identities: Identities | None = None
) -> Comparison:
    """Compare all articles; a function of the set of records, whatever their order.

    Args:
        records: All current ones.
        known: Text reuse and credits found earlier, for articles whose text is not at hand.
        chosen: Which registry names the agencies.
        identities: What reviews decide about these; nothing by default.
    """
    registry = Registry.load(Path(chosen.registry) if chosen.registry else None)
    claims, voices = claims_from(records, registry.around)
    reuses = reuses_between([record.article for record in records], known.reuses)
    bodiless = {record.article.id for record in records if not record.article.body}
    credited = (
        *(credit for record in records for credit in credits_in(record.article, registry.agencies())),
        *(credit for credit in known.credits if credit.article in bodiless and credit.span),
    )
    credited = _as_reviewed(credited, records, identities or Identities())
    names = {agent.id: agent.name for record in records for agent in record.agents}
    names |= {entry.agent.id: entry.agent.name for entry in registry}
    quotations, misquotes = quotations_in(records, claims)
    discrepancies, compatible = differences(records, claims, registry.around)
    uncredited = missing_credits(records, reuses, credited, names)
    textless = {one.id for record in records if record.article.id in bodiless for one in record.statements}
    current = {one.id for record in records for one in record.statements}
    found = (*misquotes, *discrepancies, *uncredited)
    return Comparison(
        claims=claims,
        voices=voices,
        credits=credited,
        reuses=reuses,
        origins=origins_of(records, claims, reuses, credited, names),
        quotations=quotations,
        discrepancies=_with_known(found, known.discrepancies, current, textless),
        compatible=_with_known(compatible, known.compatible, current, textless),
    )


def _as_reviewed(found: Sequence[Credit], records: Sequence[Record], identities: Identities) -> tuple[Credit, ...]:
    """Give credits with every agency replaced by the agent that it is."""
    docs = {record.article.id: record.article.doc for record in records}
    return tuple(
        dict.fromkeys(replace(one, agency=identities.identity(one.agency, docs.get(one.article, ""))) for one in found)
    )


def _with_known(
    found: Sequence[Difference], known: Sequence[Difference], current: set[str], textless: set[str]
) -> tuple[Difference, ...]:
    """Add what rests on texts that are not at hand, unless it was found again, perhaps with more on its sides."""
    rests = [{given.statement for side in one.sides for given in side.evidence} for one in found]
    kept: list[Difference] = []
    for one in known:
        statements = {given.statement for side in one.sides for given in side.evidence}
        if statements <= current and statements & textless and not any(statements <= more for more in rests):
            kept.append(one)
    return tuple(sorted((*found, *kept), key=lambda one: one.id))


def agents_of(records: Sequence[Record], comparison: Comparison, chosen: Settings) -> tuple[Agent, ...]:
    """Give all agents that the records and what was derived from them refer to; one may come several times.

    The type of an agent that no registry knows is the one that most articles give its mentions. It is counted anew
    from the mentions each time: the merged type of an earlier count must not vote again, or order would matter.
    """
    registry = Registry.load(Path(chosen.registry) if chosen.registry else None)
    named = {credit.agency for credit in comparison.credits} | {origin.agent for origin in comparison.origins}
    known = [agent for agent in (registry.agent(name) for name in sorted(named)) if agent]
    votes: dict[str, Counter[AgentType]] = {}
    for record in records:
        for agent, kind in sorted({(one.agent, one.type) for one in record.mentions if one.agent}):
            votes.setdefault(agent, Counter())[kind] += 1
    types = {agent: min(counted, key=lambda kind: (-counted[kind], kind)) for agent, counted in votes.items()}
    found = (agent for record in records for agent in record.agents)
    return (*(one if one.registered else replace(one, type=types.get(one.id, one.type)) for one in found), *known)
