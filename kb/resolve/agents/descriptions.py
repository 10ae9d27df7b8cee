"""Whom "the secretary", "the ministry" and "China's ambassador" mean: somebody whom the words describe."""

from __future__ import annotations

import re

from kb.model import AgentType, Mention
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
from kb.resolve.agents.passages import is_quoted
from kb.resolve.registry import MEDIA

_DEFINITE = re.compile(r"(?:the|this|that)\s+", re.IGNORECASE)
_TAIL = re.compile(r"\s(?:of|for|at|in|from|on|to|with|who|which|that)\s|,")
_OWNER = re.compile(r"(.+?)[’']s?\s+(.+)")
_AGED = re.compile(r"([1-9]\d)-year-old")
_QUALIFIERS = frozenset(  # words that tell one office from another of its kind
    {"prime", "foreign", "defense", "defence", "finance", "interior", "trade", "health", "education", "justice", "vice"}
    | {"deputy", "assistant", "press", "treasury", "first", "home", "police", "fire", "party", "opposition", "managing"}
    | {"executive", "attorney", "surgeon", "chief", "crown", "lieutenant", "major", "brigadier"}
)
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


class Descriptions:
    """Settles the role nouns of one article as it is read."""

    def __init__(self, cast: Cast, memory: Memory, clauses: Clauses) -> None:
        """Take who appears in it, what has been read, and its parse."""
        self._cast, self._memory, self._clauses = cast, memory, clauses

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
            return self._holder(_DEFINITE.sub("", words, count=1), quoted=quoted)
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

    def _holder(self, words: str, *, quoted: bool = False) -> str:
        """Give the latest figure that "the …" describes by its office, its kind, its age, or a word of its name.

        Of several bodies that fit, one must have acted ("the union said"); else the words are left open.
        """
        *before, head = _TAIL.split(words, maxsplit=1)[0].split() or [""]
        if aged := next(filter(None, map(_AGED.fullmatch, (*before, head))), None):
            return self._aged(aged[1])
        state = next((found.id for word in before if (found := self._cast.registry.demonym(word))), "")
        proper = {key(word) for word in before if word[:1].isupper() and not self._cast.registry.demonym(word)}
        qualified = title_words(" ".join(before)) & _QUALIFIERS
        described = {word for word in before if word.islower()}
        role = is_role_noun(head) and not quoted  # whom a speaker calls "the minister" need not be of the article
        fitting = {
            agent
            for agent in self._memory.in_mind()
            if (figure := self._cast.figures[agent]).agent.type is not AgentType.PERSON or role
            if self._described(figure, head.casefold(), proper, qualified, described) and self._belongs(agent, state)
        }
        plain_ones = {agent for agent in fitting if qualified or not self._cast.figures[agent].titles & _LESSER}
        return self._likeliest(plain_ones or fitting)

    def _likeliest(self, fitting: set[str]) -> str:
        """Give the person who acted last, or the body: the only one, the last to act lately, or the one named most."""
        memory, figures = self._memory, self._cast.figures
        acted = fitting & memory.acted.keys()
        bodies = {agent for agent in fitting if figures[agent].agent.type is not AgentType.PERSON}
        if len(bodies) > 1 and bodies == fitting:
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
        qualified = title_words(" ".join(before)) & _QUALIFIERS
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

    def _described(
        self, figure: Figure, head: str, proper: set[str], qualified: frozenset[str], described: set[str]
    ) -> bool:
        """Tell whether a noun, with the names, offices and other words before it, may describe a figure."""
        agent, kind = figure.agent, self._cast.registry.kind(figure.agent.id)
        if agent.type is AgentType.PERSON:
            held = figure.titles | ({"envoy"} if "ambassador" in figure.titles else set())
            return bool(title_words(head) & held) and qualified <= held and proper <= figure.words | figure.titles
        if not proper <= figure.words or not described <= figure.words | _OF_BODIES:
            return False
        if head in MEDIA_NOUNS and kind in MEDIA:
            return kind == MEDIA_NOUNS[head]
        if head in FIRM_NOUNS:
            return agent.type is AgentType.ORGANIZATION and not kind
        if head in PLACE_NOUNS:
            return agent.type is AgentType.PLACE and (head in figure.heads or head == kind)
        body = agent.type is not AgentType.GROUP  # spokespeople of the council are not the council
        return body and head in BODY_NOUNS and (head in figure.heads or head == kind)

    def _belongs(self, agent: str, state: str) -> bool:
        """Tell whether an agent may belong to a state; a person of whom nothing is known may, a body may not."""
        known = self._states(agent)
        unknown = not known and self._cast.figures[agent].agent.type is AgentType.PERSON
        return not state or unknown or state in known
