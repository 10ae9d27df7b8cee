"""Interested parties: whose interest a body has when it speaks.

Two ministries of one government, its embassy and its navy are one party: what all of them say has been said by one side
only. A parliament, a court, a political party, a town or a university speaks for itself, and so does whoever is part of
nothing that is known. Nothing is judged here; only what the registry and the articles state counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from kb.model import Agent
from kb.resolve.registry.lookup import Registry

_GOVERNING = frozenset({"government", "ministry", "military", "command", "embassy", "agency-of-state"})
_GOVERNING_NOUN = re.compile(
    r"\b(?:ministry|department|government|cabinet|embassy|consulate|mission|navy|army|air force|armed forces|military"
    r"|coast guard|border guard|treasury|chancellery|presidency)\b",
    re.IGNORECASE,
)


def parties(registry: Registry) -> Callable[[str, Mapping[str, Agent]], str]:
    """Give a function that names the party of an agent: a state for bodies of its government, else its largest whole.

    It takes an identifier, and the agents that the article refers to, by identifier.
    """
    return partial(_party, registry)


def _party(registry: Registry, agent: str, known: Mapping[str, Agent]) -> str:
    seen: list[str] = []
    while agent not in seen:
        seen.append(agent)
        entry = registry.entry(agent)
        if entry is None:
            agent = _whole(registry, agent, known)
        elif entry.offices:
            bodies = {office.body for office in entry.offices if office.body}
            found = {_party(registry, body, known) for body in bodies - {agent}}
            return found.pop() if len(found) == 1 else agent
        elif entry.kind in _GOVERNING:
            return registry.state_of(agent) or agent
    return agent


def _whole(registry: Registry, agent: str, known: Mapping[str, Agent]) -> str:
    """Give what an agent that no registry knows is part of, or itself; a state where it is a body of its government."""
    about = known.get(agent)
    for whole in sorted(about.part_of if about else ()):
        if registry.kind(whole) != "state" or (about and _GOVERNING_NOUN.search(about.name)):
            return whole
    return agent
