"""Link an article's mentions to agents, and with them the speakers, chains and propositions of its statements.

Mentions of what the registry knows get its agents, whatever the article; new full names and bodies are minted under
their name alone, so that other articles can meet them; a family name without a full name is minted for its article
only, for no two articles need mean the same person by it. What cannot be decided stays unlinked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from kb.model import Agent, AgentType, Article, Mention, Proposition, Reading, Span, Statement
from kb.resolve.agents.cast import Cast, cast_of
from kb.resolve.agents.chains import chains_in
from kb.resolve.agents.introductions import introduced
from kb.resolve.agents.longest import longest
from kb.resolve.agents.metonyms import read_twice
from kb.resolve.agents.names import is_role_noun, key, plain, split_titles, without_article
from kb.resolve.agents.overlooked import overlooked
from kb.resolve.agents.places import Places
from kb.resolve.agents.principals import CLIENT, client_of
from kb.resolve.agents.references import PRONOUNS
from kb.resolve.agents.sources import Voiced
from kb.resolve.agents.speakers import speakers_in
from kb.resolve.registry import Registry

_FIRST_PERSON = frozenset({"i", "me", "myself"})
_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]*(?: (?:[^\W\d_a-z][\w.’'-]*|van|von|der|de|del|da|di|bin|al|la|le))*")
_NAME_OF = re.compile(r"(?:[Tt]he\s+)?[A-Z][\w’'-]+(?:\s+(?:of|for|the|de)|\s+[A-Z][\w’'-]+)*\s+[A-Z][\w’'-]+")
_INSIDE = re.compile(r"(?<=[\w,;]\s)[^\W\d_a-z][\w.’'-]*")
_UNTITLED = "\x1f"  # before the key of a person's name, which only words without titles match


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
    read_in = sorted(reading.mentions, key=_place)
    added = (*overlooked(article.body, reading.syntax, read_in, registry), *_unlisted(article.body, reading))
    mentions = tuple(sorted({each.span: each for each in (*added, *reading.mentions)}.values(), key=_place))
    read = introduced(article.body, mentions, registry)
    cast = cast_of(article, read, registry)
    voiced = speakers_in(cast, reading.statements, read, reading.syntax)
    literal = read_twice(cast, read, reading.statements, reading.syntax)
    chains = chains_in(cast, reading.statements, voiced)
    named = tuple(_with_agent(cast, each, literal) for each in mentions)
    listed = {each.span for each in reading.mentions}
    named = tuple(each for each in named if each.agent or each.span in listed)
    everyone, linked_ones = Places(named), _Linked([each for each in named if each.agent], cast)
    shown = [not _is_relative(each) for each in named]  # "who" only points back to a mention
    statements = tuple(
        replace(
            each,
            speaker=_speaker(voiced, each),
            chain=chains[each.id],
            mentions=tuple(named[at] for at in everyone.within((*each.source, *each.cue, *each.content)) if shown[at]),
            propositions=_all_bound(each, cast, linked_ones, _speaker(voiced, each), reading.statements),
        )
        for each in reading.statements
    )
    kept = tuple(longest(article.body, [named[at] for at, is_shown in enumerate(shown) if is_shown], registry))
    return statements, kept, _agents_of(cast, statements, kept)


def _is_relative(mention: Mention) -> bool:
    words = mention.span.exact
    return (
        bool(mention.name) and words.casefold() in ("who", "which", "that") and words != mention.name
    )  # "WHO" is a body


def _place(mention: Mention) -> tuple[int, int]:
    return mention.span.start, mention.span.end


def _unlisted(body: str, reading: Reading) -> Iterable[Mention]:
    """Give the sources that no mention touches, as mentions: a pronoun, a role noun, or a name the extractor missed."""
    listed = sorted(reading.mentions, key=_place)
    places = Places(listed)
    for span in sorted({span for each in reading.statements for span in each.source}):
        touching = [listed[at] for at in places.touching(span.start, span.end)]
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
    return word in _names_inside(body)


@lru_cache(maxsize=4)
def _names_inside(body: str) -> frozenset[str]:
    """Give the capitalised words that stand behind a word or comma."""
    return frozenset(plain(found).rstrip(".") for found in _INSIDE.findall(body))


def _speaker(voiced: Mapping[str, Voiced], statement: Statement) -> str:
    found = voiced.get(statement.id)
    return found.agent if found else ""


def _with_agent(cast: Cast, mention: Mention, literal: Mapping[Span, str]) -> Mention:
    agent = cast.links.get(mention.span, "")
    if not agent:
        candidates = cast.open.get(mention.span, ())
        return mention if candidates == mention.candidates else replace(mention, candidates=candidates)
    return replace(mention, agent=agent, type=cast.figures[agent].agent.type, literal=literal.get(mention.span, ""))


class _Linked:
    """The mentions that have an agent, found by their place and by the words that may mean them."""

    def __init__(self, mentions: Sequence[Mention], cast: Cast) -> None:
        self.mentions, self.places = mentions, Places(mentions)
        self._forms: list[frozenset[str]] = []
        self._at: dict[str, list[int]] = defaultdict(list)
        for at, each in enumerate(mentions):
            forms = _forms(each.span.exact, each.name, each.titles, _name(cast, each.agent), each.type)
            self._forms.append(forms)
            for form in forms:
                self._at[form].append(at)

    def meant(self, words: str, inside: Iterable[int], before: int) -> str:
        """Give the agent of the first mention inside a clause that some words mean, else of the last before its end."""
        forms = {key(without_article(plain(words))), _UNTITLED + key(split_titles(words)[1])}
        found = next((at for at in inside if not forms.isdisjoint(self._forms[at])), -1)
        if found < 0:
            known = (self._at.get(form, ()) for form in forms)
            found = max((at[count - 1] for at in known if (count := bisect_left(at, before))), default=-1)
        return self.mentions[found].agent if found >= 0 else ""


@lru_cache(maxsize=1 << 12)
def _forms(exact: str, name: str, titles: str, full: str, kind: AgentType) -> frozenset[str]:
    """Give the forms in key form that may mean a mention: as printed, and the full name of its agent."""
    forms = {key(without_article(plain(form))) for form in (exact, name, f"{titles} {name}", full)}
    return frozenset(forms | {_UNTITLED + key(name)} if kind is AgentType.PERSON else forms)


def _all_bound(
    statement: Statement, cast: Cast, linked_ones: _Linked, speaker: str, statements: tuple[Statement, ...]
) -> tuple[Proposition, ...]:
    """Link the clauses of a statement; whom its speaker calls a client, the article tells."""
    wanted = any(CLIENT in (one.subject, one.object) for one in statement.propositions)
    client = client_of(cast, statement, speaker, statements) if wanted else ""
    return tuple(_bound(one, cast, linked_ones, speaker, client) for one in statement.propositions)


def _bound(proposition: Proposition, cast: Cast, linked_ones: _Linked, speaker: str, client: str) -> Proposition:
    """Link the subject, the object and the participants of a clause."""
    inside = linked_ones.places.within(proposition.span)
    before = linked_ones.places.before(proposition.span[-1].end)

    def meant(words: str) -> str:
        wanted = key(without_article(plain(words)))
        if not wanted or wanted in _FIRST_PERSON:
            return speaker if wanted else ""  # "I" is whoever speaks
        if wanted == CLIENT and client:
            return client
        named = linked_ones.meant(words, inside, before)
        return named or (cast.named(words) if any(map(str.isupper, words)) else "")

    subject = meant(proposition.subject)
    subject = cast.registry.governed(subject) or subject
    target = meant(proposition.object)
    present = {linked_ones.mentions[at].agent for at in inside} | {subject, target} - {""}
    return replace(
        proposition,
        subject=_name(cast, subject) or proposition.subject,
        object=_name(cast, target) or proposition.object,
        subject_agent=subject,
        object_agent=target,
        participants=tuple(sorted(present - {""})),
    )


def _name(cast: Cast, agent: str) -> str:
    found = cast.figures.get(agent)
    if found:
        return found.agent.name
    known = cast.registry.agent(agent)
    return known.name if known else ""


def _agents_of(cast: Cast, statements: Iterable[Statement], mentions: Iterable[Mention]) -> tuple[Agent, ...]:
    """Give every agent that is referred to, and all that these are part of."""
    wanted = {agent for each in mentions for agent in (each.agent, each.literal, *each.candidates)}
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
