"""Link an article's mentions to agents, and with them the speakers, chains and propositions of its statements.

Mentions of what the registry knows get its agents, whatever the article; new full names and bodies are minted under
their name alone, so that other articles can meet them; a family name without a full name is minted for its article
only, for no two articles need mean the same person by it. What cannot be decided stays unlinked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kb.model import Agent, AgentType, Article, Mention, Proposition, Reading, Span, Statement
from kb.resolve.cast import Cast, cast_of
from kb.resolve.chains import chains_in
from kb.resolve.introductions import introduced
from kb.resolve.names import is_role_noun, key, plain, split_titles, without_article
from kb.resolve.references import PRONOUNS
from kb.resolve.registry import Registry
from kb.resolve.sources import Voiced
from kb.resolve.speakers import speakers_in

_FIRST_PERSON = frozenset({"i", "me", "myself"})
_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]*(?: (?:[^\W\d_a-z][\w.’'-]*|van|von|der|de|del|da|di|bin|al|la|le))*")
_NAME_OF = re.compile(r"(?:[Tt]he\s+)?[A-Z][\w’'-]+(?:\s+(?:of|for|the|de)|\s+[A-Z][\w’'-]+)*\s+[A-Z][\w’'-]+")
_PARTY = re.compile(r"\b(?:with|between|against|by|between (?:the )?[\w.’' -]{1,30} and)\s+$")


def linked(
    article: Article, reading: Reading, registry: Registry
) -> tuple[tuple[Statement, ...], tuple[Mention, ...], tuple[Agent, ...]]:
    """Say who is who in one article.

    Args:
        article: The article, for its text, outlet and date.
        reading: What the extractor read in it.
        registry: The agents known by name.

    Returns:
        The statements with speaker, chain, mentions and the agents of their propositions; the mentions with their
        agents, in order of the text; and every agent named by either, with those it is part of, sorted by identifier.
    """
    mentions = tuple(
        sorted(
            {each.span: each for each in (*_unlisted(article.body, reading), *reading.mentions)}.values(), key=_place
        )
    )
    read = introduced(article.body, mentions, registry)
    cast = cast_of(article, read, registry)
    voiced = speakers_in(cast, reading.statements, read)
    _act(cast, read, reading.statements)
    chains = chains_in(cast, reading.statements, voiced)
    named = tuple(_with_agent(cast, each) for each in mentions)
    listed = {each.span for each in reading.mentions}
    named = tuple(each for each in named if each.agent or each.span in listed)
    statements = tuple(
        replace(
            each,
            speaker=_speaker(voiced, each),
            chain=chains[each.id],
            mentions=_within(named, (*each.source, *each.cue, *each.content)),
            propositions=tuple(_bound(one, cast, named, _speaker(voiced, each)) for one in each.propositions),
        )
        for each in reading.statements
    )
    return statements, named, _agents_of(cast, statements, named)


def _place(mention: Mention) -> tuple[int, int]:
    return mention.span.start, mention.span.end


def _unlisted(body: str, reading: Reading) -> Iterable[Mention]:
    """Give the sources that no mention touches, as mentions: a pronoun, a role noun, or a name the extractor missed."""
    for span in sorted({span for each in reading.statements for span in each.source}):
        touching = [each for each in reading.mentions if span.overlaps(each.span)]
        if touching and _NAME_OF.fullmatch(span.exact) and all(_is_of(body, span, each) for each in touching):
            name = without_article(span.exact)  # "The Friends of Moss Lake", of which the lake was read alone
            if not is_role_noun(name.split()[0]):
                yield Mention(span, AgentType.ORGANIZATION, name=name, subject=True)
        if touching:
            continue
        titles, name = split_titles(without_article(span.exact))
        proper = _NAME.fullmatch(name) and not is_role_noun(name) and name.casefold() not in PRONOUNS
        proper = proper and (" " in name or bool(titles) or _stands_inside(body, name))
        kind = AgentType.PERSON if proper and titles else AgentType.UNKNOWN
        yield Mention(span, kind, name=name if proper else "", titles=titles if proper else "", subject=True)


def _is_of(body: str, source: Span, mention: Mention) -> bool:
    """Tell whether a mention is only what the last "of" or "for" of a source brings in."""
    inside = mention.span.start > source.start and mention.span.end == source.end
    return inside and bool(re.search(r"\s(?:of|for)\s+(?:the\s+)?$", body[source.start : mention.span.start]))


def _stands_inside(body: str, word: str) -> bool:
    """Tell whether a word is capitalised inside a sentence too, so that it is a name and no sentence's beginning."""
    return bool(re.search(rf"[\w,;]\s{re.escape(word)}\b", body))


def _speaker(voiced: Mapping[str, Voiced], statement: Statement) -> str:
    found = voiced.get(statement.id)
    return found.agent if found else ""


def _with_agent(cast: Cast, mention: Mention) -> Mention:
    agent = cast.links.get(mention.span, "")
    return replace(mention, agent=agent, type=cast.figures[agent].agent.type) if agent else mention


def _act(cast: Cast, mentions: tuple[Mention, ...], statements: tuple[Statement, ...]) -> None:
    """Let a capital stand for its state where it acts: as a source, a subject, or a party between states."""
    sources = [span for each in statements for span in each.source]
    for each in mentions:
        state = cast.registry.agent(cast.registry.governed(cast.links.get(each.span, "")))
        before = cast.article.body[max(0, each.span.start - 40) : each.span.start]
        if state and (each.subject or _PARTY.search(before) or any(span.overlaps(each.span) for span in sources)):
            cast.links[each.span] = cast.add(state)


def _within(mentions: Iterable[Mention], spans: Iterable[Span]) -> tuple[Mention, ...]:
    around = tuple(spans)
    return tuple(each for each in mentions if any(span.covers(each.span) for span in around))


def _bound(proposition: Proposition, cast: Cast, named: tuple[Mention, ...], speaker: str) -> Proposition:
    """Link the subject, the object and the participants of a clause."""
    linked_ones = [each for each in named if each.agent]
    inside = _within(linked_ones, proposition.span)
    nearby = (*inside, *reversed([each for each in linked_ones if each.span.start < proposition.span[-1].end]))
    subject = _meant(proposition.subject, nearby, cast, speaker)
    subject = cast.registry.governed(subject) or subject
    target = _meant(proposition.object, nearby, cast, speaker)
    present = {each.agent for each in inside} | {subject, target} - {""}
    return replace(
        proposition,
        subject=_name(cast, subject) or proposition.subject,
        object=_name(cast, target) or proposition.object,
        subject_agent=subject,
        object_agent=target,
        participants=tuple(sorted(present - {""})),
    )


def _meant(words: str, nearby: Iterable[Mention], cast: Cast, speaker: str) -> str:
    """Give the agent that the whole of a subject or object is, or nothing; "I" is whoever speaks."""
    wanted = key(without_article(plain(words)))
    if not wanted or wanted in _FIRST_PERSON:
        return speaker if wanted else ""
    untitled = key(split_titles(words)[1])
    for each in nearby:
        printed = (each.span.exact, each.name, f"{each.titles} {each.name}", _name(cast, each.agent))
        if each.type is AgentType.PERSON and untitled == key(each.name):
            return each.agent
        if wanted in {key(without_article(plain(form))) for form in printed}:
            return each.agent
    return cast.named(words) if any(map(str.isupper, words)) else ""


def _name(cast: Cast, agent: str) -> str:
    found = cast.figures.get(agent)
    if found:
        return found.agent.name
    known = cast.registry.agent(agent)
    return known.name if known else ""


def _agents_of(cast: Cast, statements: Iterable[Statement], mentions: Iterable[Mention]) -> tuple[Agent, ...]:
    """Give every agent that is referred to, and all that these are part of."""
    wanted = {each.agent for each in mentions}
    for each in statements:
        wanted |= {each.speaker, *(hop.agent for hop in each.chain)}
        wanted |= {agent for one in each.propositions for agent in one.participants}
    found: dict[str, Agent] = {}
    queue = sorted(wanted - {""})
    while queue:
        identifier = queue.pop()
        agent = cast.figures[identifier].agent if identifier in cast.figures else cast.registry.agent(identifier)
        if agent is not None and identifier not in found:
            found[identifier] = agent
            queue += agent.part_of
    return tuple(found[identifier] for identifier in sorted(found))
