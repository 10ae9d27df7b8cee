"""Store → what people want to see of agents before they decide: lists, one agent in full, proposals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kb import ids
from kb.config import Settings
from kb.graph.review import GRAPH, reviews_from
from kb.model import Agent, AgentType, Interval, Review
from kb.pipeline.stores import opened
from kb.ports import Store
from kb.query.naming import agent_named
from kb.query.portrait import portrait
from kb.query.roster import roster
from kb.resolve.identities.standing import Identities
from kb.resolve.reconciliation.protocol import Candidate
from kb.resolve.reconciliation.service import Service
from kb.resolve.registry import Registry


def shown(chosen: Settings, name: str) -> dict[str, Any]:
    """Give everything about one agent: what the store says, offices of registry and texts, reviews.

    Raises:
        QueryError: nobody has that name, or several do.
    """
    registry = Registry.load(Path(chosen.registry) if chosen.registry else None)
    with opened(chosen) as store:
        iri = agent_named(store, name)
        agent = iri.removeprefix(store.base_iri)
        reviews = _reviews(store)
        identities = Identities(reviews)
        members = set(identities.members(agent))
        entry = registry.entry(agent)
        surviving = {one.id for one in identities.surviving}
        concerned = [one for one in reviews if members & {*one.about, one.into}]
        found = portrait(store, iri)
        known = [
            {"role": one.name, "hold": "", "body": one.body, "days": _days(one.days)}
            for one in (entry.offices if entry else ())
        ]
        return found | {
            "roles": [*known, *found["roles"]],
            "merged": sorted(members - {agent}),
            "split_from": identities.origin(agent),
            "split_off": [{"agent": one.into, "docs": list(one.docs)} for one in identities.split_from(agent)],
            "reviews": [_row(one, one.id in surviving) for one in concerned],
        }


def proposals(
    chosen: Settings, names: Sequence[str], service: Service, limit: int
) -> Iterator[tuple[Agent, tuple[Candidate, ...]]]:
    """Give agents with the items that a service proposes for them; nothing is stored.

    Args:
        chosen: Which store.
        names: The agents; by default those without an entry elsewhere, the most mentioned first.
        service: Who proposes.
        limit: Most agents where none is named.

    Raises:
        QueryError: nobody has a name, or several do.
        EndpointError: the service does not answer.
    """
    with opened(chosen) as store:
        wanted = [agent_named(store, name) for name in dict.fromkeys(names)] or _without_entry(store)[:limit]
        known = {str(row["agent"]): row for row in roster(store).plain()}
        agents = [
            Agent(iri.removeprefix(store.base_iri), str(known[iri]["name"]), AgentType(str(known[iri]["type"])))
            for iri in wanted
        ]
    yield from service.proposals(agents)


def _without_entry(store: Store) -> list[str]:
    identified = {
        row["agent"].value
        for row in store.query("SELECT ?agent { ?agent <http://schema.org/sameAs> ?entry }")  # type: ignore[union-attr]
    }
    return [str(row["agent"]) for row in roster(store).plain() if row["agent"] not in identified]


def _reviews(store: Store) -> tuple[Review, ...]:
    return reviews_from(store.quads(store.base_iri + ids.graph(GRAPH)), store.base_iri)


def _row(review: Review, holds: bool) -> dict[str, Any]:
    return {
        "review": review.id,
        "decision": review.decision.value,
        "summary": review.summary,
        "reason": review.reason,
        "by": review.by,
        "at": review.at.isoformat(),
        "withdrawn": not holds,
    }


def _days(days: Interval) -> str:
    bounds = [day.isoformat() if day else "" for day in (days.earliest, days.latest)]
    return "/".join(bounds) if any(bounds) else ""
