"""The reporting chain of a statement: outlet > agency > document > spokesperson > principal, outermost first.

A chain starts with the outlet. Then come the agencies and other outlets that the sentence credits ("according to
Reuters", "told CBS News"), and the sources of the statements that this one is nested in, from outside in; its own
source comes last. Every hop but the outlet says where its source and its cue stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from kb.model import AgentType, Hop, Role, Statement
from kb.resolve.agents.cast import Cast
from kb.resolve.agents.credits import PUBLISHERS, Credits, frames_sentence
from kb.resolve.agents.names import plain, without_article
from kb.resolve.agents.sources import Voiced
from kb.resolve.registry import MEDIA

UNKNOWN_OUTLET = "unknown"
_AUTHORITIES = ("embassy", "ministry", "government")


def chains_in(
    cast: Cast, statements: tuple[Statement, ...], voiced: Mapping[str, Voiced]
) -> Mapping[str, tuple[Hop, ...]]:
    """Give the chain of every statement of an article, by its identifier."""
    statements = _lifted(cast, statements, voiced)
    by_id = {each.id: each for each in statements}
    spokesmanship = {each.parent for each in statements if _lets_a_person_speak(cast, each, by_id, voiced)}
    own = {each.id: _own_hops(cast, each, voiced.get(each.id), each.id in spokesmanship) for each in statements}
    credited = Credits(cast, (span for each in statements for span in each.cue))
    chains = {}
    for each in statements:
        hops = [_outlet(cast)]
        for nested in _line_of(each, by_id):
            hops = _joined(hops, _credited(credited, nested, own[nested.id]) + own[nested.id])
        chains[each.id] = tuple(_with_principals(cast, hops))
    return chains


def _line_of(statement: Statement, by_id: Mapping[str, Statement]) -> list[Statement]:
    """Give the statements around one, outermost first, and itself."""
    line = [statement]
    while line[0].parent in by_id and by_id[line[0].parent] not in line:
        line.insert(0, by_id[line[0].parent])
    return line


def _lifted(cast: Cast, statements: tuple[Statement, ...], voiced: Mapping[str, Voiced]) -> tuple[Statement, ...]:
    """Put "…, according to Reuters" around the whole sentence that it frames, where a parser put it inside.

    Nobody but the outlet relays an agency in that place: the agency relays the others. Only chains see the change.
    """
    parents = {each.id: each.parent for each in statements}
    for each in statements:
        outer = parents[each.id]
        media = each.id in voiced and cast.kind(voiced[each.id].agent) in MEDIA
        if outer in parents and media and each.cue and each.cue[0].exact.casefold() == "according to":
            where = (*each.source, *each.cue)
            start, end = min(span.start for span in where), max(span.end for span in where)
            if frames_sentence(cast.article.body, start, end):
                inner = [child for child, parent in parents.items() if parent == each.id]
                parents |= dict.fromkeys(inner, outer)
                parents |= {each.id: parents[outer], outer: each.id}
    return tuple(
        each if each.parent == parents[each.id] else replace(each, parent=parents[each.id]) for each in statements
    )


def _outlet(cast: Cast) -> Hop:
    name = cast.article.outlet
    if not name:
        return Hop(Role.OUTLET, UNKNOWN_OUTLET)
    agent = cast.registry.outlet(name)
    return Hop(Role.OUTLET, agent.name, cast.add(agent))


def _own_hops(cast: Cast, statement: Statement, voice: Voiced | None, lets_speak: bool) -> list[Hop]:
    """Give the hops that a statement's own source makes."""
    if voice is None or not (statement.source and statement.cue):
        return []
    if voice.relay:
        relay = Hop(_role(cast, voice.relay, False), voice.relay.name, voice.relay.agent, statement.source, voice.cue)
        hop = Hop(_role(cast, voice, lets_speak), voice.name, voice.agent, voice.words, voice.said)
        return [relay, hop]
    hop = Hop(_role(cast, voice, lets_speak), voice.name, voice.agent, statement.source, statement.cue)
    hops = [hop]
    if voice.document and hop.role not in PUBLISHERS:
        words = without_article(plain(voice.document.exact))
        hops = [replace(hop, role=Role.DOCUMENT, name=words, agent="", source=(voice.document,))]
        if voice.agent:
            hops.append(replace(hop, role=Role.SPEAKER))
    if voice.behalf:
        principal = cast.figures[voice.speaks_for].agent
        hops.append(replace(hop, role=Role.PRINCIPAL, name=principal.name, agent=principal.id, source=(voice.behalf,)))
    return hops


def _role(cast: Cast, voice: Voiced, lets_speak: bool) -> Role:
    kind = cast.kind(voice.agent)
    if kind in MEDIA:
        return PUBLISHERS[MEDIA.index(kind)]
    return Role.SPOKESPERSON if voice.spokesperson or lets_speak else Role.SPEAKER


def _lets_a_person_speak(
    cast: Cast, statement: Statement, by_id: Mapping[str, Statement], voiced: Mapping[str, Voiced]
) -> bool:
    """Tell whether the body around a statement relays a person, as an embassy does its ambassador."""
    around = voiced.get(statement.parent) if statement.parent in by_id else None
    inner = voiced.get(statement.id)
    if not (around and inner and around.agent and inner.agent) or around.agent == inner.agent:
        return False
    person = cast.figures[inner.agent].agent.type is AgentType.PERSON
    return person and cast.registry.kind(around.agent) in _AUTHORITIES and _same_camp(cast, around.agent, inner.agent)


def _same_camp(cast: Cast, left: str, right: str) -> bool:
    """Tell whether two agents may belong together: nothing known ties them to different states."""
    ours, theirs = _states(cast, left), _states(cast, right)
    return not ours or not theirs or bool(ours & theirs)


def _states(cast: Cast, agent: str) -> set[str]:
    entry = cast.registry.entry(agent)
    bodies = [agent, *(office.body for office in entry.offices)] if entry else list(cast.figures[agent].agent.part_of)
    return {state for body in bodies if (state := cast.registry.state_of(body))}


def _credited(printed: Credits, statement: Statement, own: list[Hop]) -> list[Hop]:
    """Give the hops that the sentence credits beside the source, but for those that the source itself makes."""
    known = {hop.agent for hop in own if hop.agent}
    return [hop for hop in printed.beside(statement) if hop.agent not in known]


def _joined(hops: list[Hop], inner: list[Hop]) -> list[Hop]:
    """Append the inner hops; whoever is quoted inside the own words stays one hop, at the inner place."""
    for hop in inner:
        same = next((i for i, each in enumerate(hops) if hop.agent and each.agent == hop.agent), None)
        if same is None:
            hops = [*hops, hop]
        elif same == 0:  # the outlet cites itself
            hops = [*hops[:same], replace(hops[same], source=hop.source, cue=hop.cue), *hops[same + 1 :]]
        elif hops[same].role not in PUBLISHERS:
            keep = hop.role if hop.role is not Role.SPEAKER else hops[same].role
            hops = [*hops[:same], *hops[same + 1 :], replace(hop, role=keep)]
    return hops


def _with_principals(cast: Cast, hops: list[Hop]) -> list[Hop]:
    """Call the person whom a spokesperson relays the principal, unless the two belong to different states."""
    for i, (outer, inner) in enumerate(pairwise(hops)):
        relayed = outer.role is Role.SPOKESPERSON and inner.role is Role.SPEAKER and inner.agent
        if relayed and outer.agent and _same_camp(cast, outer.agent, inner.agent):
            hops = [*hops[: i + 1], replace(inner, role=Role.PRINCIPAL), *hops[i + 2 :]]
    return hops
