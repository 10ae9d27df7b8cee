"""The longest name counts: in "Chinese Foreign Ministry" and "Chinese Embassy in Washington" there is one mention each.

A parser may mark the state and the body apart. Where the words from one mention to the next are a name of one of the
two agents, they are one mention; and a demonym that only begins the description of a body ("the Chinese military") is
part of it. Groups keep theirs: "Chinese officials" are people of China.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kb.model import AgentType, Mention, Span
from kb.resolve.agents.names import without_article
from kb.resolve.registry import Registry

_WIDEST = 16  # characters between two mentions of one name: " of the ", " in "
_APART = re.compile("[,.;:\n“”\"()'’]")
_BODIES = (AgentType.ORGANIZATION,)


def longest(body: str, mentions: Sequence[Mention], registry: Registry) -> list[Mention]:
    """Give linked mentions with those that are one name made one, and without what stands inside names of bodies.

    Args:
        body: The article's text.
        mentions: Linked or not, in order of the text.
        registry: What names there are.
    """
    found: list[Mention] = []
    for each in mentions:
        before = next((one for one in reversed(found[-2:]) if one.span.end <= each.span.start), None)
        joined = _joined(body, before, each, registry) if before else None
        if before and joined:
            found[found.index(before)] = joined
        elif not _is_inside(found, each):
            found.append(each)
    return found


def _joined(body: str, left: Mention, right: Mention, registry: Registry) -> Mention | None:
    """Give the one mention that two are, or nothing."""
    gap = body[left.span.end : right.span.start]
    if not (left.agent and right.agent and left.name and right.name) or left.agent == right.agent:
        return None
    if len(gap) > _WIDEST or _APART.search(gap):
        return None
    span = Span.of(body, left.span.start, right.span.end)
    meant = [agent.id for agent in registry.lookup(span.exact)]
    whole, other = (left, right) if [left.agent] == meant else (right, left)
    if [whole.agent] != meant or whole.type not in _BODIES or other.type in _BODIES or whole.titles:
        return None
    return replace(whole, span=span, name=without_article(span.exact), subject=right.subject or left.subject)


def _is_inside(found: Sequence[Mention], inner: Mention) -> bool:
    """Tell whether a mention only begins the description of a body: "Chinese" in "the Chinese military"."""
    outer = next((one for one in reversed(found[-3:]) if one.span != inner.span and one.span.covers(inner.span)), None)
    if outer is None or not outer.agent or outer.type not in _BODIES or not inner.agent:
        return False
    begins = without_article(outer.span.exact).startswith(inner.span.exact) and not outer.span.exact.endswith(
        inner.span.exact
    )
    owned = without_article(outer.span.exact)[len(inner.span.exact) :].startswith(("'", "’"))
    return begins and not owned
