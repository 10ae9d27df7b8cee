"""Everybody and everything that an article names, found by any form of their names without asking all of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kb.model import Agent, AgentType, Span
from kb.remembering import remembered
from kb.resolve.agents.names import answers_to, folded, initials, key, plain, same_person, usual_gender, without_article

_TAIL = re.compile(r"\s(?:of|for|on|in|against)\s")
_BODIES = (AgentType.ORGANIZATION, AgentType.GROUP)


@dataclass(slots=True)
class Figure:
    """Somebody or something that an article names: its agent, and what the article tells of it."""

    agent: Agent
    titles: frozenset[str] = frozenset()
    gender: str = ""
    former: frozenset[str] = frozenset()
    seen: list[Span] = field(default_factory=list)
    number: int = 0  # in the order in which they were settled

    @property
    def sex(self) -> str:
        """``m`` or ``f`` as titles, roles or the registry tell; else as the first name does; else nothing."""
        return self.gender or usual_gender(self.agent.name)

    @property
    def words(self) -> frozenset[str]:
        """The words of the name and the aliases, in key form."""
        return _words(self.names)

    @property
    def heads(self) -> frozenset[str]:
        """The nouns that the name and the aliases are built on, in key form."""
        return _heads(self.names)

    @property
    def names(self) -> tuple[str, ...]:
        """The name, and the aliases."""
        return (self.agent.name, *self.agent.aliases)


@remembered
def _heads(names: tuple[str, ...]) -> frozenset[str]:
    """Give the nouns that names are built on: "Bank of Spain" is a bank, "Spanish Bank Commission" is none."""
    plain_names = (_TAIL.split(key(name), maxsplit=1)[0].split() for name in names)
    return frozenset(words[-1] for words in plain_names if words)


@remembered
def _words(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in key(name).split())


class Figures(Mapping[str, Figure]):
    """The figures of an article by identifier, in the order in which they were settled."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._figures: dict[str, Figure] = {}
        self._called: dict[str, list[str]] = defaultdict(list)
        self._persons: dict[str, list[Figure]] = defaultdict(list)  # by each word of a name
        self._bodies: dict[str, list[Agent]] = defaultdict(list)  # by first word, last word and initials

    def __getitem__(self, identifier: str) -> Figure:
        return self._figures[identifier]

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)

    def settle(self, figure: Figure) -> Figure:
        """Take in somebody new."""
        agent = figure.agent
        figure.number = len(self._figures)
        self._figures[agent.id] = figure
        for name in dict.fromkeys(key(without_article(name)) for name in figure.names):
            self._called[name].append(agent.id)
        if agent.type is AgentType.PERSON:
            printed = (word.strip(",") for name in figure.names for word in plain(name).split())
            for word in dict.fromkeys(folded(key(word)) for word in printed):
                self._persons[word].append(figure)
        if agent.type in _BODIES:
            words = key(agent.name).split()
            for form in dict.fromkeys((words[0], words[-1], initials(agent.name)) if words else ()):
                self._bodies[form].append(agent)
        return figure

    def called(self, name: str) -> list[str]:
        """Give the identifiers of those who have a name, or an alias, in full."""
        return self._called.get(key(without_article(plain(name))), [])

    def same_person(self, name: str) -> Figure | None:
        """Give the first person whose name may be another printing of a full name."""
        return next((each for each in self._near(name) if any(same_person(name, known) for known in each.names)), None)

    def answering(self, word: str, used_alone: frozenset[str] = frozenset()) -> list[Figure]:
        """Give the persons that a single name may stand for (see :func:`answers_to`)."""
        return [each for each in self._near(word) if answers_to(each.agent.name, word, used_alone)]

    def bodies(self, form: str) -> list[Agent]:
        """Give the bodies and groups whose names begin or end with a word in key form, or have such initials."""
        return self._bodies.get(form, [])

    def _near(self, name: str) -> list[Figure]:
        """Give the persons that share a word with a name, in the order in which they were settled."""
        words = dict.fromkeys(folded(key(word.strip(","))) for word in plain(name).split())
        found = [self._persons[word] for word in words if word in self._persons]
        if len(found) == 1:
            return found[0]
        shared = {figure.number: figure for figures in found for figure in figures}
        return [shared[number] for number in sorted(shared)]
