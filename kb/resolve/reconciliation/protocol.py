"""What is asked and what is answered: queries as a form, candidates as JSON, neither trusted."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any
from urllib.parse import urlencode

from kb.errors import EndpointError
from kb.model import Agent, AgentType

TYPES: Mapping[AgentType, str] = {
    AgentType.PERSON: "Q5",  # human
    AgentType.ORGANIZATION: "Q43229",  # organization
    AgentType.PLACE: "Q2221906",  # geographic location
    AgentType.GROUP: "Q16334295",  # group of humans
}
"""The Wikidata class that each type of agent is asked for; an unknown type asks for none."""
AT_ONCE = 10  # queries in one request; what a public service answers in a few seconds
_LONGEST = 300  # characters of a name or description that are kept


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that a service proposes.

    ``score`` has no common scale: it only ranks the candidates of one answer. ``match`` is the service's own opinion.
    """

    id: str
    name: str
    score: float
    match: bool = False
    description: str = ""
    types: tuple[str, ...] = ()


def form_of(agents: Sequence[Agent], limit: int) -> bytes:
    """Give the body of a request: one query per agent, its name and its type.

    >>> form_of([Agent("agent/a", "Ana Ruiz", AgentType.PERSON)], 1)
    b'queries=%7B%22q0%22%3A%7B%22query%22%3A%22Ana+Ruiz%22%2C%22limit%22%3A1%2C%22type%22%3A%22Q5%22%7D%7D'
    """
    queries = {
        f"q{number}": {"query": agent.name, "limit": limit}
        | ({"type": TYPES[agent.type]} if agent.type in TYPES else {})
        for number, agent in enumerate(agents)
    }
    written = json.dumps(queries, ensure_ascii=False, separators=(",", ":"))
    return urlencode({"queries": written}).encode("ascii")


def candidates_in(raw: bytes, number: int, limit: int) -> tuple[tuple[Candidate, ...], ...]:
    """Read the candidates of each query from an answer, best first; one without an answer has none.

    Raises:
        EndpointError: it is no answer to a reconciliation query.
    """
    try:
        answer = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise _no_answer("no JSON") from error
    if not isinstance(answer, dict):
        raise _no_answer("no object")
    if answer and "q0" not in answer:
        raise _no_answer(f"no results: {str(answer.get('message') or answer.get('error') or sorted(answer))[:100]}")
    return tuple(_candidates(answer.get(f"q{query}", {}), limit) for query in range(number))


def _candidates(found: Any, limit: int) -> tuple[Candidate, ...]:
    results = found.get("result", []) if isinstance(found, dict) else None
    if not isinstance(results, list):
        raise _no_answer("no list of results")
    read = [_candidate(one) for one in results]
    return tuple(sorted(read, key=lambda one: (-one.score, one.id))[:limit])


def _candidate(found: Any) -> Candidate:
    if not (isinstance(found, dict) and isinstance(found.get("id"), str) and isinstance(found.get("name"), str)):
        raise _no_answer("a candidate without id or name")
    score = found.get("score", 0)
    if isinstance(score, bool) or not isinstance(score, int | float) or not isfinite(score):
        raise _no_answer("a candidate whose score is no number")
    types = found.get("type") or []
    named = (
        [one.get("name") or one.get("id") if isinstance(one, dict) else one for one in types if one]
        if isinstance(types, list)
        else []
    )
    return Candidate(
        id=found["id"][:_LONGEST],
        name=found["name"][:_LONGEST],
        score=float(score),
        match=found.get("match") is True,
        description=str(found.get("description") or "")[:_LONGEST],
        types=tuple(str(one)[:_LONGEST] for one in named),
    )


def _no_answer(what: str) -> EndpointError:
    return EndpointError(
        f"The reconciliation service gave no answer that can be read: {what}.",
        hint="Check its address: [reconcile] service in kb.toml, or --service.",
        see="docs/howto/registry.md",
    )
