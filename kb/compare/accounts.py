"""Accounts: what one article says of one event, with what is needed to tell whether another speaks of the same one.

A clause alone seldom names its event: "China suspended contact" does not, and the rest of the
sentence ("after X visited Y") does. So an account holds the clause, and the names and words of the
sentence around it, its occasion.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kb.compare.outlets import outlet_of
from kb.model import AgentType, Certainty, Claim, Interval, Kind, Proposition, Record, Statement, TimeExpression, TimeOf
from kb.wording import FUNCTION_WORDS, content_words, name_words, relation_classes, words_in

_FUZZY = re.compile(
    r"\b(?:about|almost|around|circa|early|earlier|late|later|mid|more than|nearly|over|roughly|some|less than)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_JOINED = re.compile(r"\b(?:after|following|when|over|upon|because|once|as)\b", re.IGNORECASE)
_LONGEST = 370  # days of a time that can date an event

Name = frozenset[str]


@dataclass(frozen=True, slots=True)
class Dated:
    """A time as an account gives it.

    ``interval`` is as the text has it; ``room`` also allows for words such as "nearly" or "late".
    """

    expression: TimeExpression
    interval: Interval
    room: Interval

    @property
    def text(self) -> str:
        """Give the printed words."""
        return " ".join(self.expression.span.exact.split())

    @property
    def has_year(self) -> bool:
        """Tell whether the year is printed."""
        return bool(_YEAR.search(self.text))

    @property
    def day_of_year(self) -> str:
        """Give ``10-30`` for a day, with or without its year; empty for anything longer."""
        if self.expression.value.startswith("XXXX-"):
            return self.expression.value[5:10] if len(self.expression.value) >= 10 else ""
        first = self.interval.earliest
        return first.isoformat()[5:] if first and first == self.interval.latest else ""

    @property
    def value(self) -> str:
        """Give ``2022``, ``2022-08`` or ``2022-08-02`` where the interval is one of these, else its bounds."""
        first, last = self.interval.earliest, self.interval.latest
        if not (first and last) or first == last:
            return str(self.interval) if first or last else self.expression.value
        after = last + timedelta(days=1)
        if (first.day, after.day) == (1, 1) and (last - first).days <= 31:
            return first.isoformat()[:7]
        if (first.month, first.day, after.month, after.day) == (1, 1, 1, 1) and first.year == last.year:
            return first.isoformat()[:4]
        return str(self.interval)


@dataclass(frozen=True, slots=True)
class Account:
    """One clause, its article, and its sentence.

    Attributes:
        classes: Relation and classes of relations that it may be told with.
        subject, object: Name or words of the arguments.
        subject_known, object_known: The argument was linked to an agent.
        names, persons, places: Name words of agents in the whole sentence.
        words: Content words of the clause; ``around``: of the whole sentence.
        times: Bounded times, or days without a year, of the clause or its occasion.
        claim: The claim that the clause expresses.
        own_voice: The outlet says it itself, and is certain.
    """

    article: str
    outlet: str
    published: date | None
    statement: Statement
    proposition: Proposition
    classes: frozenset[str]
    subject: Name
    object: Name
    subject_known: bool
    object_known: bool
    names: frozenset[Name]
    persons: frozenset[Name]
    places: frozenset[Name]
    words: frozenset[str]
    around: frozenset[str]
    times: tuple[Dated, ...]
    claim: str
    own_voice: bool
    labels: Mapping[Name, str]

    @property
    def id(self) -> str:
        """Name it by its proposition."""
        return self.proposition.id

    @property
    def label(self) -> str:
        """Name outlet and day, for an explanation."""
        return f"{self.outlet} ({self.published.isoformat()})" if self.published else self.outlet

    def days_from(self, other: Account) -> int | None:
        """Give the days between the two publications, or nothing where one is unknown."""
        return abs((self.published - other.published).days) if self.published and other.published else None


def accounts_in(records: Sequence[Record], claims: Sequence[Claim]) -> tuple[Account, ...]:
    """Give an account of every proposition, by the proposition's identifier."""
    claim_of = {key: claim.id for claim in claims for key in claim.propositions}
    found: dict[str, Account] = {}
    for record in records:
        outlet = outlet_of(record)[1] or record.article.doc
        labels = {name_words(agent.id): agent.name for agent in record.agents}
        persons = frozenset(name_words(agent.id) for agent in record.agents if agent.type is AgentType.PERSON)
        places = frozenset(name_words(agent.id) for agent in record.agents if agent.type is AgentType.PLACE)
        for statement in record.statements:
            names = _names(statement)
            around = frozenset(word for one in statement.propositions for word in _words(one))
            for proposition in statement.propositions:
                found[proposition.id] = Account(
                    article=record.article.id,
                    outlet=outlet,
                    published=record.article.published.earliest if record.article.published else None,
                    statement=statement,
                    proposition=proposition,
                    classes=_classes(proposition),
                    subject=_argument(proposition.subject_agent, proposition.subject),
                    object=_argument(proposition.object_agent, proposition.object),
                    subject_known=bool(proposition.subject_agent),
                    object_known=bool(proposition.object_agent),
                    names=names,
                    persons=names & persons,
                    places=names & places,
                    words=_words(proposition),
                    around=around,
                    times=_times(statement, proposition),
                    claim=claim_of.get(proposition.id, ""),
                    own_voice=statement.kind is Kind.NARRATOR and proposition.certainty is Certainty.CERTAIN,
                    labels=labels,
                )
    return tuple(found[key] for key in sorted(found))


def _names(statement: Statement) -> frozenset[Name]:
    agents = {agent for one in statement.propositions for agent in one.participants}
    agents |= {mention.agent for mention in statement.mentions if mention.agent}
    return frozenset(filter(None, map(name_words, agents)))


def _words(proposition: Proposition) -> frozenset[str]:
    dated = {word.text for time in proposition.times for word in words_in(time.span.exact)}
    counted = {
        word.text
        for quantity in proposition.quantities
        for word in words_in(quantity.span.exact)
        if word.text[0].isdigit()
    }
    lemmas = proposition.words or tuple(word.text for span in proposition.span for word in words_in(span.exact))
    return frozenset(content_words(tuple(word for word in lemmas if word not in dated | counted)))


def _classes(proposition: Proposition) -> frozenset[str]:
    relation = proposition.relation.casefold()
    if not relation:
        return frozenset()
    return frozenset({relation}) | relation_classes(relation)


def _argument(agent: str, words: str) -> Name:
    return name_words(agent) if agent else frozenset(word.text for word in words_in(words)) - FUNCTION_WORDS


def _times(statement: Statement, proposition: Proposition) -> tuple[Dated, ...]:
    """Give the clause's own times; where it has none, those of the clause behind it that tells its occasion.

    "… was halted after X visited Y in August 2022" dates the halt as well as the visit.
    """
    own = _dated(proposition)
    if own:
        return own
    end = proposition.span[-1].end
    following = sorted(
        (
            one
            for one in statement.propositions
            if one.span[0].start >= proposition.span[0].start and one.id != proposition.id and one.times
        ),
        key=lambda one: (one.span[0].start, one.id),
    )
    for one in following[:1]:
        gap = _between(statement, min(end, one.span[0].start), one.span[0].start + 12)
        if _JOINED.search(gap):
            return _dated(one)
    return ()


def _between(statement: Statement, start: int, end: int) -> str:
    return " ".join(span.exact[max(0, start - span.start) : max(0, end - span.start)] for span in statement.content)


def _dated(proposition: Proposition) -> tuple[Dated, ...]:
    found = []
    for time in proposition.times:
        interval = time.interval
        bounded = interval.earliest and interval.latest and (interval.latest - interval.earliest).days <= _LONGEST
        if time.of is TimeOf.CONTENT and (bounded or time.value.startswith("XXXX-")):
            found.append(Dated(time, interval, _with_room(time)))
    return tuple(sorted(found, key=lambda dated: dated.expression.span))


def _with_room(time: TimeExpression) -> Interval:
    first, last = time.interval.earliest, time.interval.latest
    if not (first and last and _FUZZY.search(time.span.exact)):
        return time.interval
    coarse = any(unit in time.span.exact.casefold() for unit in ("month", "year", "decade"))
    room = timedelta(days=max(10, (last - first).days, 62 if coarse else 0))
    return Interval(first - room, last + room)
