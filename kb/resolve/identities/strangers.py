"""Two agents that cannot be one, and why."""

from __future__ import annotations

from kb.model import Agent, AgentType

_A = {
    AgentType.PERSON: "a person",
    AgentType.ORGANIZATION: "an organization",
    AgentType.PLACE: "a place",
    AgentType.GROUP: "a group",
}


def difference_between(one: Agent, other: Agent) -> str:
    """Tell what speaks against two agents being one, or nothing.

    A person is nothing else; two entries elsewhere, or in the registry, are two. Bodies, places and groups may be one:
    a state is a place, and its government is that state.

    >>> ruiz, bank = Agent("agent/a", "Ana Ruiz", AgentType.PERSON), Agent("agent/b", "Bay Bank", AgentType.GROUP)
    >>> difference_between(ruiz, bank)
    'Ana Ruiz is a person and Bay Bank is a group'
    """
    kinds = {one.type, other.type} - {AgentType.UNKNOWN}
    if AgentType.PERSON in kinds and len(kinds) > 1:
        return " and ".join(f"{each.name} is {_A[each.type]}" for each in (one, other))
    if one.same_as and other.same_as and one.same_as != other.same_as:
        return f"{one.name} is {one.same_as} and {other.name} is {other.same_as}"
    if one.registered and other.registered:
        return f"the registry tells {one.name} and {other.name} apart"
    return ""
