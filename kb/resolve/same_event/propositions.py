"""Propositions of resolved articles → what the same-event layer wants to know of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kb.model import Article, Interval, Proposition, Record, TimeOf
from kb.resolve.same_event.evidence import word_lists
from kb.resolve.same_event.told import Bag, Told, Words
from kb.wording import CALENDAR, FUNCTION_WORDS, folded_lemmas, name_words, words_in


def told_in(records: Sequence[Record]) -> tuple[Told, ...]:
    """Give a mention for every proposition that says what happens, by the proposition's identifier.

    What merely is ("the bridge is old") happens at no time, and is nobody's event.
    """
    found = {
        proposition.id: _told(record.article, proposition)
        for record in records
        for statement in record.statements
        for proposition in statement.propositions
        if proposition.relation and proposition.relation not in word_lists()["empty"]
    }
    return tuple(found[key] for key in sorted(found))


def words_of(records: Sequence[Record]) -> tuple[Words, ...]:
    """Give the words of each article; of one whose text is absent, those of its propositions."""
    return tuple(_words(record) for record in sorted(records, key=lambda record: record.article.id))


def _told(article: Article, proposition: Proposition) -> Told:
    relation = proposition.relation.casefold().replace("_", " ")
    naming = frozenset(relation.split())
    return Told(
        id=proposition.id,
        article=article.id,
        head=relation,
        relations=frozenset({relation}),
        words=naming - FUNCTION_WORDS or naming,
        subject=_argument(proposition.subject_agent, proposition.subject),
        object=_argument(proposition.object_agent, proposition.object),
        figures=frozenset(_figures(proposition)),
        days=_days(proposition),
    )


def _argument(agent: str, words: str) -> Bag:
    """Give the words of an agent's name, where one is linked, else those of the phrase."""
    return name_words(agent) if agent else frozenset(word.text for word in words_in(words)) - FUNCTION_WORDS


def _figures(proposition: Proposition) -> Iterator[str]:
    yield from (time.value for time in proposition.times if time.of is TimeOf.CONTENT)
    yield from (f"{number.low}..{number.high} {number.unit}" for number in proposition.quantities)


def _days(proposition: Proposition) -> Interval | None:
    """Give the one time that the clause dates its event by; of several, nobody says which."""
    times = {time.interval for time in proposition.times if time.of is TimeOf.CONTENT}
    return next(iter(times)) if len(times) == 1 else None


def _words(record: Record) -> Words:
    known = {word for agent in record.agents for word in name_words(agent.id)}
    common: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for word in _printed(record):
        if word in known or word[0].isdigit():
            names[word] += 1
        elif word not in FUNCTION_WORDS | CALENDAR:
            common[word] += 1
    return Words(record.article.id, common, names)


def _printed(record: Record) -> Iterator[str]:
    if record.article.body:
        yield from (word.text for word in words_in(record.article.body))
        return
    for statement in record.statements:
        for proposition in statement.propositions:
            yield from folded_lemmas(proposition.words)
