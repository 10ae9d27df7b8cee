"""Whom "the secretary", "the ministry" and "China's ambassador" mean: somebody whom the words describe."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.model import AgentType, Mention, Span
from kb.resolve.agents.callings import is_shown
from kb.resolve.agents.cast import Cast
from kb.resolve.agents.clauses import Clauses
from kb.resolve.agents.figures import Figure
from kb.resolve.agents.memory import Memory
from kb.resolve.agents.names import (
    BODY_NOUNS,
    FIRM_NOUNS,
    MEDIA_NOUNS,
    PLACE_NOUNS,
    is_role_noun,
    key,
    plain,
    title_words,
    without_article,
)
from kb.resolve.agents.passages import is_quoted, sentence
from kb.resolve.agents.principals import tried_in
from kb.resolve.agents.tails import QUALIFIERS, Tail, contradicted, tail_at
from kb.resolve.registry import MEDIA

_DEFINITE = re.compile(r"(?:the|this|that)\s+", re.IGNORECASE)
_TAIL = re.compile(r"\s(?:of|for|at|in|from|on|to|with|who|which|that)\s|,")
_RIVALS = frozenset({"department", "ministry", "bureau", "agency"})  # nobody calls a department "the ministry"
_OWNER = re.compile(r"(.+?)[’']s?\s+(.+)")
_AGED = re.compile(r"([1-9]\d)-year-old")
_OF_BODIES = frozenset({"news", "state", "state-run", "official", "local", "national", "federal", "ruling", "company"})
_LESSER = frozenset({"press", "deputy", "assistant", "vice", "private"})  # "the secretary" is no press secretary
_ONE_HOLDER = frozenset(
    {
        "ambassador",
        "president",
        "premier",
        "minister",
        "chancellor",
        "king",
        "queen",
        "pope",
        "emperor",
        "envoy",
        "secretary",
    }
)


_TRIED = frozenset({"the defendant", "the accused"})
_BODY_WORDS = BODY_NOUNS | FIRM_NOUNS | PLACE_NOUNS | MEDIA_NOUNS.keys()


@dataclass(frozen=True, slots=True)
class _Told:
    """What a description says of whom it means.

    Attributes:
        head: Its noun, in small letters.
        offices: The noun as a title, where it may be one for a person.
        qualified: Words that tell its office from others of the kind: "foreign".
        proper: Names in it, in key form.
        described: All other words before the noun.
        tail: What stands behind it.
    """

    head: str
    offices: frozenset[str]
    qualified: frozenset[str]
    proper: frozenset[str]
    described: frozenset[str]
    tail: Tail

    @property
    def is_bare(self) -> bool:
        """It has nothing but its noun: "the ministry"."""
        return not (self.qualified or self.proper or self.described or self.tail.whose or self.tail.where)


class Descriptions:
    """Settles the role nouns of one article as it is read."""

    def __init__(self, cast: Cast, memory: Memory, clauses: Clauses) -> None:
        """Take who appears in it, what has been read, and its parse."""
        self._cast, self._memory, self._clauses = cast, memory, clauses
        self._strangers: dict[str, int] = {}  # by noun: when one was last described that fits nobody known

    def named(self, mention: Mention) -> str:
        """Give the agent that words with a name in them stand for: "the Dutch government", "the U.S. side"."""
        bare = without_article(mention.span.exact)
        if not any(map(str.isupper, bare if bare != mention.span.exact else bare[1:])):
            return ""
        return self._cast.named(mention.span.exact) or self._side(mention.span.exact)

    def meant(self, mention: Mention) -> str:
        """Give the figure that a description means, or nothing."""
        words = plain(mention.span.exact)
        quoted = is_quoted(self._memory.body, mention.span.start)
        if _DEFINITE.match(words):
            return self._holder(_DEFINITE.sub("", words, count=1), mention.span, quoted=quoted)
        return "" if quoted else self._officer(words)

    def compatriot(self, mention: Mention) -> str | None:
        """Give the person that a demonym in the singular stands for ("the American's request"); none may be near.

        ``None``: the word is no noun for a person, but qualifies one, or means a people.
        """
        registry = self._cast.registry
        state = registry.demonym(mention.name)
        many = registry.demonym(f"{mention.name}s")
        if state is None or many != state or not self._clauses.is_noun(mention.span):
            return None
        for seen in self._memory.back_from(mention.span.start, 1):
            figure = self._cast.figures.get(seen.agent)
            if figure and figure.agent.type is AgentType.PERSON and self._is_tied(figure, state.id):
                return figure.agent.id
        return ""

    def _side(self, text: str) -> str:
        """Give the state that "the Dutch side" is."""
        words = without_article(plain(text)).split()
        state = self._cast.registry.demonym(" ".join(words[:-1])) if words[-1].casefold() == "side" else None
        return self._cast.add(state) if state else ""

    def _holder(self, words: str, place: Span, *, quoted: bool = False) -> str:
        """Give the latest figure that "the …" describes by its office, its kind, its age, or a word of its name.

        Of several bodies that fit, the one just named is meant; else one must have acted ("the union said"); else the
        words are left open. So is "the ministry" behind a ministry that is none of those named.
        """
        *before, head = _TAIL.split(words, maxsplit=1)[0].split() or [""]
        if place.exact.casefold() in _TRIED and (tried := tried_in(self._cast)):
            return tried
        if aged := next(filter(None, map(_AGED.fullmatch, (*before, head))), None):
            return self._aged(aged[1])
        state = next((found.id for word in before if (found := self._cast.registry.demonym(word))), "")
        proper = {key(word) for word in before if word[:1].isupper() and not self._cast.registry.demonym(word)}
        qualified = title_words(" ".join(before)) & QUALIFIERS
        described = {word for word in before if word.islower()}
        # Whom a speaker calls "the minister" need not be of the article.
        offices = title_words(head.casefold()) if is_role_noun(head) and not quoted else frozenset()
        tail = tail_at(self._memory.body, place.end)
        told = _Told(head.casefold(), offices, qualified, frozenset(proper), frozenset(described), tail)
        if not offices and head.casefold() not in _BODY_WORDS:
            return ""
        if told.is_bare and not state and (shown := self._shown(told.head, place.start)):
            return shown
        figures, latest = self._cast.figures, self._memory.latest
        fitting = {
            agent
            for agent in self._memory.in_mind()
            if self._described(figures[agent], told)
            and self._belongs(agent, state)
            and not contradicted(figures[agent], told.head, tail, self._states(agent), self._cast.registry)
        }
        if told.is_bare and not state:
            fitting = {agent for agent in fitting if latest[agent] > self._strangers.get(told.head, -1)}
        elif not fitting:
            self._strangers[told.head] = next(reversed(latest.values()), -1)
        named_so = {agent for agent in fitting if told.head in figures[agent].heads}
        if not offices and head.casefold() in BODY_NOUNS:
            fitting = named_so or (fitting if len(fitting) == 1 else set())
        plain_ones = {agent for agent in fitting if qualified or not self._cast.figures[agent].titles & _LESSER}
        return self._likeliest(plain_ones or fitting, place.start)

    def _shown(self, noun: str, at: int) -> str:
        """Give the one body that only the words around its name show to be a firm or a club, or the one just named."""
        figures, body = self._cast.figures, self._memory.body
        found = {
            agent
            for agent in self._memory.in_mind()
            if figures[agent].agent.type is not AgentType.PERSON
            and not self._cast.registry.kind(agent)
            and is_shown(body, (figures[agent].agent.name, *(plain(span.exact) for span in figures[agent].seen)), noun)
        }
        return found.pop() if len(found) == 1 else self._just_named(found, at)

    def _just_named(self, fitting: set[str], at: int) -> str:
        """Give the only one that the sentence of a place, or the one before, has named or meant ahead of it."""
        body = self._memory.body
        start, _ = sentence(body, at, at)
        start, _ = sentence(body, last, last) if (last := len(body[:start].rstrip()) - 1) > 0 else (0, 0)
        seen = self._memory.back_from(at, 1)
        near = {each.agent for each in seen if each.at >= start and each.agent in fitting}
        return near.pop() if len(near) == 1 else ""

    def _likeliest(self, fitting: set[str], at: int) -> str:
        """Give the person who acted last, or the body: the only one, the one just named or named most, or who acted."""
        memory, figures = self._memory, self._cast.figures
        acted = fitting & memory.acted.keys()
        bodies = {agent for agent in fitting if figures[agent].agent.type is not AgentType.PERSON}
        if len(bodies) > 1 and bodies == fitting:
            if nearest := self._just_named(bodies, at):
                return nearest
            often = sorted(bodies, key=lambda agent: len(figures[agent].seen))
            if len(figures[often[-1]].seen) > len(figures[often[-2]].seen):
                return often[-1]
        if acted:
            return max(acted, key=memory.acted.__getitem__)
        if fitting and len(bodies) < 2:
            return max(fitting, key=memory.latest.__getitem__)
        return ""

    def _officer(self, words: str) -> str:
        """Give the one person of the article, named before or later, who holds an office of a state: "Peru's envoy"."""
        owned = _OWNER.fullmatch(_TAIL.split(words, maxsplit=1)[0])
        if not owned:
            return ""
        *before, head = owned[2].split()
        states = {found.id for found in self._cast.registry.lookup(owned[1])} & self._cast.figures.keys()
        wanted = title_words(head) & _ONE_HOLDER
        if len(states) != 1 or not wanted:
            return ""
        state = states.pop()
        qualified = title_words(" ".join(before)) & QUALIFIERS
        found = [
            figure.agent.id
            for figure in self._cast.figures.values()
            if figure.agent.type is AgentType.PERSON
            and wanted <= figure.titles
            and qualified <= figure.titles
            and not (figure.titles & {"prime", "vice", "deputy", "assistant"}) - qualified
            and self._is_tied(figure, state)
        ]
        return found[0] if len(found) == 1 else ""

    def _is_tied(self, figure: Figure, state: str) -> bool:
        """Tell whether offices or titles tie a person to a state: "Chinese Ambassador Xie"."""
        people = {found.id for word in figure.titles if (found := self._cast.registry.demonym(word.title()))}
        return state in people or (state in self._states(figure.agent.id))

    def _states(self, agent: str) -> set[str]:
        """Give the states that the registry ties an agent to."""
        entry = self._cast.registry.entry(agent)
        bodies = [agent, *(office.body for office in entry.offices)] if entry else []
        return {found for body in bodies if (found := self._cast.registry.state_of(body))}

    def _aged(self, age: str) -> str:
        """Give the person whose age the article has printed behind the name: "Ana Ruiz, 54,"."""
        printed = re.compile(rf"\s*[,(]\s*(?:aged\s+)?{age}\b")
        found = [
            agent
            for agent in self._memory.in_mind()
            if self._cast.figures[agent].agent.type is AgentType.PERSON
            and any(printed.match(self._memory.body, span.end) for span in self._cast.figures[agent].seen)
        ]
        return found[0] if len(found) == 1 else ""

    def _described(self, figure: Figure, told: _Told) -> bool:
        """Tell whether a description may be one of a figure."""
        if figure.agent.type is AgentType.PERSON:
            held = figure.titles | {"envoy"} if "ambassador" in figure.titles else figure.titles
            return (
                not told.offices.isdisjoint(held)
                and told.qualified <= held
                and (not told.proper or told.proper <= figure.words | figure.titles)
            )
        return (
            self._is_such_a_body(figure, told.head)
            and (not told.proper or told.proper <= figure.words)
            and (not told.described or told.described <= figure.words | _OF_BODIES)
        )

    def _is_such_a_body(self, figure: Figure, head: str) -> bool:
        """Tell whether a body or place is what a noun says: a paper, a bank, a river."""
        agent, kind = figure.agent, self._cast.registry.kind(figure.agent.id)
        if head in MEDIA_NOUNS and kind in MEDIA:
            return kind == MEDIA_NOUNS[head]
        if head in FIRM_NOUNS:
            return agent.type is AgentType.ORGANIZATION and not kind
        if head in PLACE_NOUNS:
            return agent.type is AgentType.PLACE and (head == kind or head in figure.heads)
        body = agent.type is not AgentType.GROUP  # spokespeople of the council are not the council
        of_kind = head == kind and figure.heads.isdisjoint(_RIVALS - {head})
        return body and head in BODY_NOUNS and (of_kind or head in figure.heads)

    def _belongs(self, agent: str, state: str) -> bool:
        """Tell whether an agent may belong to a state; a person of whom nothing is known may, a body may not."""
        known = self._states(agent)
        unknown = not known and self._cast.figures[agent].agent.type is AgentType.PERSON
        return not state or unknown or state in known
