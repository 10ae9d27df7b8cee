"""Whom "he", "her", "it" and "they" mean.

Persons: who acted last in the paragraph comes first, then who acted before, then who was only named; a pronoun that is
an object means none of its own clause, and one in somebody's quoted words not the speaker. Whoever is named need not be
meant: where the last to act has no name, or the sex of a name is not known and two paragraphs lie between, the pronoun
stays open. Bodies and places: "it" means what its clause, or the one around it, is about, if that has a name.

Sources: Hobbs, Resolving pronoun references (1978); Lappin and Leass, An algorithm for pronominal anaphora resolution
(1994), for the order of subjects before others and of the near before the far.
"""

from __future__ import annotations

from kb.model import AgentType, Mention, Span, Statement
from kb.resolve.agents.cast import Cast
from kb.resolve.agents.clauses import Clauses
from kb.resolve.agents.memory import NOBODY, Memory, Seen
from kb.resolve.agents.passages import is_quoted, paragraph, sentence
from kb.resolve.agents.principals import owner_of

_REACH, _NEAR = 3, 1  # paragraphs back that a pronoun reaches: where the sex fits, and where it is not known
_BODIES = (AgentType.ORGANIZATION, AgentType.PLACE)


class Pronouns:
    """Settles the pronouns of one article as it is read."""

    def __init__(self, cast: Cast, memory: Memory, clauses: Clauses) -> None:
        """Take who appears in it, what has been read, and its parse."""
        self._cast, self._memory, self._clauses = cast, memory, clauses

    def person(self, mention: Mention, sex: str, *, possessive: bool = False) -> str:
        """Give whom a "he" or "her" means, or nothing."""
        memory, at = self._memory, mention.span.start
        sourcing = memory.sourcing(mention.span)
        around = memory.around(mention.span, sourcing)
        quoted = is_quoted(memory.body, at)
        if around and (principal := self.principal(around[0])) and self._fits(principal, sex):
            return principal  # "his lawyer said he would appeal"
        later = "" if quoted else self._announced(mention, around, sex)
        if later:
            return later
        barred = set() if possessive else {self._agent_at(span) for span in self._clauses.barred(mention.span)}
        if quoted:
            barred |= {self._agent_at(span) for each in around for span in each.source}
        recent = [seen for seen in self._in_mind(at, sex) if seen.agent not in barred - {NOBODY}]
        here, _ = paragraph(memory.body, at)
        if quoted:
            return self._only_one(recent)
        chosen = self._foremost(recent, here, around, sourcing)
        if chosen is None:
            behind = self._clauses.subject_behind(mention.span)
            agent = self._agent_at(behind) if behind else ""
            return agent if agent and self._fits(agent, sex) else ""
        if chosen.agent == NOBODY:
            return ""
        if chosen.at >= here and len({seen.agent for seen in recent if seen.at >= here}) == 1:
            figure = self._cast.figures[chosen.agent]
            figure.gender = figure.gender or sex  # nobody else was there to be "she"
        return chosen.agent

    def thing(self, mention: Mention) -> str:
        """Give the body or place that an "it" means, or nothing."""
        sourcing = self._memory.sourcing(mention.span)
        speaker = self._speaker_going_on(mention, _BODIES) if sourcing or not self._clauses else ""
        if speaker or not self._clauses:
            return speaker
        if (
            not mention.subject
            or self._clauses.is_empty(mention.span)
            or is_quoted(self._memory.body, mention.span.start)
        ):
            return ""
        barred = self._clauses.barred(mention.span)
        for head in self._clauses.subjects_before(mention.span):
            agent = self._agent_at(head)
            figure = self._cast.figures.get(agent)
            if head in barred or (figure and figure.agent.type is AgentType.PERSON):
                continue
            if figure and figure.agent.type in _BODIES:
                state = self._cast.registry.agent(self._cast.registry.governed(agent)) if mention.subject else None
                return self._cast.add(state) if state else agent  # a capital that does something is its state
            if self._clauses.is_singular(head) and not figure:
                return ""  # a thing without a name
        return ""

    def several(self, mention: Mention) -> str:
        """Give the group that a "they" goes on for, or nothing."""
        quoted = is_quoted(self._memory.body, mention.span.start)
        return "" if quoted else self._speaker_going_on(mention, (AgentType.GROUP,))

    def principal(self, statement: Statement) -> str:
        """Give the person for whom the source of a statement speaks ("his lawyer"), or nothing."""
        owner = owner_of(statement)
        if owner is None:
            return ""
        if not owner.is_pronoun:
            found = [self._cast.links[span] for span in self._cast.links.touching(owner.span.start, owner.span.end)]
            return next((agent for agent in found if self._fits(agent, "")), "")
        seen = [each for each in self._in_mind(owner.span.start, owner.sex) if each.agent != NOBODY]
        return next((each.agent for each in seen if each.strong), seen[0].agent if seen else "")

    def _in_mind(self, at: int, sex: str) -> list[Seen]:
        """Give the persons who may be meant, latest first; those without a name among them."""
        near = self._memory.paragraphs_back(at, _NEAR)
        return [seen for seen in self._memory.back_from(at, _REACH) if self._fits(seen.agent, sex, sure=seen.at < near)]

    def _foremost(
        self, recent: list[Seen], here: int, around: list[Statement], sourcing: list[Statement]
    ) -> Seen | None:
        foremost = [seen for seen in recent if seen.strong and (around or not seen.reported)]
        near = [seen for seen in recent if seen.at >= here]
        aside = [seen for seen in near if seen.aside] if sourcing and not any(seen.strong for seen in near) else []
        for subset in (
            [seen for seen in near if seen in foremost],
            aside,  # "According to Ruiz, the lake is clean. It was drained twice, she said."
            foremost,
            [seen for seen in recent if seen.strong],
            recent,
        ):
            if subset:
                return subset[0]
        return None

    @staticmethod
    def _only_one(recent: list[Seen]) -> str:
        """Give the one person in mind: inside quoted words the order of the text tells little."""
        agents = {seen.agent for seen in recent}
        return agents.pop() if len(agents) == 1 else ""

    def _announced(self, mention: Mention, around: list[Statement], sex: str) -> str:
        """Give the named speaker who only comes after the words ("He was never asked, Mr. Ruiz said"), or nothing."""
        for statement in around:
            for source in statement.source:
                for span in self._cast.links.touching(source.start, source.end):
                    if source.covers(span) and span.start > mention.span.end:
                        agent = self._cast.links[span]
                        return agent if self._fits(agent, sex) else ""
        return ""

    def _fits(self, agent: str, sex: str, *, sure: bool = False) -> bool:
        """Tell whether a person may be meant; ``sure``: only one whose sex is known."""
        if agent == NOBODY:
            return not sure
        figure = self._cast.figures[agent]
        if figure.agent.type is not AgentType.PERSON or (sure and not figure.sex):
            return False
        return not (sex and figure.sex and figure.sex != sex)

    def _speaker_going_on(self, mention: Mention, kinds: tuple[AgentType, ...]) -> str:
        """Give the body or group that a pronoun goes on for: as a source, or as the first subject of its words.

        "The union said it would strike. It added …" are read; "the strike, which it …" is left open.
        """
        memory, at = self._memory, mention.span.start
        heard = memory.speakers[-1] if memory.speakers else (-1, "")
        sourcing = bool(memory.sourcing(mention.span))
        first = mention.subject and not memory.acted_after(heard[0])
        if not sourcing and not (first and memory.around(mention.span, []) and self._one_sentence(heard[0], at)):
            return ""
        speaker = self._cast.figures.get(heard[1] if not sourcing else memory.last_speaker(at))
        return speaker.agent.id if speaker and speaker.agent.type in kinds else ""

    def _one_sentence(self, left: int, right: int) -> bool:
        body = self._memory.body
        return left >= 0 and sentence(body, left, left) == sentence(body, right, right)

    def _agent_at(self, span: Span) -> str:
        """Give the agent of the mention that a word stands in, the shortest one, or nothing."""
        over = self._cast.links.touching(span.start, span.end)
        return self._cast.links[min(over, key=lambda each: each.end - each.start)] if over else ""
