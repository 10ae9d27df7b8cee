"""Propositions of resolved articles → clauses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kb.model import (
    AgentType,
    Kind,
    Mention,
    Polarity,
    Proposition,
    Quantity,
    Record,
    Statement,
    TimeExpression,
    TimeOf,
)
from kb.remembering import remembered
from kb.resolve.claims.asides import asides_in
from kb.resolve.claims.clauses import LENGTH, Clause, Figure, Name, When
from kb.resolve.claims.context import context_of
from kb.resolve.claims.lists import FIRST_PERSON, LEANING, POINTING, PRONOUNS
from kb.resolve.claims.names import is_designation
from kb.resolve.claims.scope import opening_of, reach_of, scope_of
from kb.resolve.claims.setting import Setting
from kb.resolve.same_event.propositions import words_of
from kb.resolve.same_event.stories import vector_of
from kb.resolve.same_event.told import Words
from kb.wording import (
    CALENDAR,
    FUNCTION_WORDS,
    NUMERALS,
    content_words,
    folded_lemmas,
    name_words,
    says_where,
    words_in,
)

_ONE = frozenset({"a", "an", "one"})
_NO_NAMES = CALENDAR | FUNCTION_WORDS

Around = Callable[[str], Iterable[str]]
"""Gives the places in which, or on whose coast, a place lies, by identifier."""

_DEGREES = re.compile(r"(?<=\d)[cf]$")  # 8C is 8 degrees
_LENGTH = re.compile(r"P(?:T?\d+(?:\.\d+)?[A-Z])+")


def nowhere(_: str) -> tuple[str, ...]:
    """Say of no place what it lies in."""
    return ()


def clauses_in(record: Record, around: Around = nowhere) -> Mapping[str, Clause]:
    """Give the clause of every proposition of an article, by the proposition's identifier."""
    (words,) = words_of([record])
    article = record.article
    setting = Setting.of(article.id, article.day, vector_of(words), _marks(record, words), lacking=not article.body)
    published = record.article.published
    days = frozenset(day for day in (published.earliest, published.latest) if day) if published else frozenset[date]()
    people = frozenset(agent.id for agent in record.agents if agent.type is AgentType.PERSON)
    about = _About(setting, days, people, around)
    return {
        proposition.id: _clause(about, statement, proposition)
        for statement in record.statements
        for proposition in statement.propositions
    }


def _marks(record: Record, words: Words) -> Iterator[str]:
    """Give the words of names, linked or not, and the numbers of an article."""
    yield from words.names
    for statement in record.statements:
        for proposition in statement.propositions:
            yield from (word for name in _unlinked(proposition, frozenset()) for word in name)


@dataclass(frozen=True, slots=True)
class _About:
    """What is known of the article: its setting, days of publication and persons; and what places lie in."""

    setting: Setting
    days: frozenset[date]
    people: frozenset[str]
    around: Around


def _clause(about: _About, statement: Statement, proposition: Proposition) -> Clause:
    tokens = tuple(word.text for span in proposition.span for word in words_in(span.exact))
    inside = _times_inside(statement, proposition)
    dated = {word.text for time in inside for word in words_in(time.span.exact)}
    dated |= {part for word in dated if "-" in word for part in word.split("-")}
    counted = _counted(proposition) | dated
    lemmas = tuple(_DEGREES.sub("", word) for word in folded_lemmas(proposition.words) or tokens)
    naming = _naming(statement, proposition)
    named = {agent: words for agent in proposition.participants if (words := name_words(agent))}
    known = frozenset(word for words in named.values() for word in words) | naming.keys()
    places = _places(statement, proposition)
    words = frozenset(content_words(tuple(word for word in lemmas if word not in counted and word not in CALENDAR)))
    relation = proposition.relation.casefold().replace("_", " ")
    first_person = not proposition.subject_agent and not FIRST_PERSON.isdisjoint(tokens)
    return Clause(
        id=proposition.id,
        setting=about.setting,
        bounds=(proposition.span[0].start, proposition.span[-1].end),
        text=" […] ".join(span.exact for span in proposition.span),
        tokens=tokens,
        words=words,
        relation=relation,
        subject=_argument(proposition.subject_agent, proposition.subject),
        object=_argument(proposition.object_agent, proposition.object),
        agents=frozenset(proposition.participants),
        naming=naming,
        named=named,
        people=about.people.intersection(named),
        opening=opening_of(lemmas, relation) & words,
        context=context_of(statement, proposition, tokens),
        asides=asides_in((span.exact for span in proposition.span), words),
        unlinked=frozenset(_unlinked(proposition, known | dated)),
        times=tuple(sorted(set(_whens(proposition, about.days)), key=repr)),
        figures=frozenset(_figures(proposition, inside, tokens, dated)),
        scope=scope_of(tuple(token for token in tokens if token not in dated), lemmas),
        reach=reach_of(tokens),
        ranks=frozenset(number.low for number in proposition.quantities if number.kind == "ordinal") - {"1"},
        deixis=statement.speaker or statement.id if first_person else "",
        loose=not proposition.subject_agent and not first_person and _leads_with_pronoun(proposition, tokens),
        tense=proposition.tense,
        lone=frozenset(_lone(tokens)),
        counted=_several(proposition),
        speaker=statement.speaker,
        quoted=statement.kind in (Kind.DIRECT, Kind.MIXED),
        negative=proposition.polarity is Polarity.NEGATIVE,
        reported=statement.kind is not Kind.NARRATOR,
        places=frozenset(map(name_words, places)),
        around=frozenset(name_words(wider) for place in places for wider in about.around(place)),
    )


# -- names ------------------------------------------------------------------------------------------------------------


def _mentions(statement: Statement, proposition: Proposition) -> Iterator[Mention]:
    for mention in statement.mentions:
        if mention.agent and mention.name and any(span.covers(mention.span) for span in proposition.span):
            yield mention


def _naming(statement: Statement, proposition: Proposition) -> dict[str, str]:
    """Give the words of the printed names, and of the titles beside them, and whose they are."""
    return {
        part.removesuffix("'s"): mention.agent
        for mention in _mentions(statement, proposition)
        for word in words_in(f"{mention.titles} {mention.name}")
        for part in (word.text, *word.text.split("-"))
        if part not in FUNCTION_WORDS
    }


def _unlinked(proposition: Proposition, known: frozenset[str] | set[str]) -> Iterator[Name]:
    """Give runs of capitalised words that no agent's name has; none where, as in a headline, most words have capitals.

    The first word of a clause has a capital wherever it begins a sentence, and initials may stand for a name that
    the other text prints in full: neither is taken for a name.
    """
    for span in proposition.span:
        words = words_in(span.exact)
        high = [span.exact[word.start].isupper() for word in words]
        if sum(high[1:]) * 2 > sum(word.text not in FUNCTION_WORDS for word in words[1:]):
            continue
        run: set[str] = set()
        for at, word in enumerate(words):
            printed = span.exact[word.start : word.end]
            text = word.text.removesuffix("'s")
            initials = printed.isupper() and not is_designation(text)
            if at and high[at] and not initials and text not in _NO_NAMES:
                run.add(text)
                continue
            if run and run.isdisjoint(known):
                yield frozenset(run)
            run = set()
        if run and run.isdisjoint(known):
            yield frozenset(run)


def _places(statement: Statement, proposition: Proposition) -> tuple[str, ...]:
    """Give the places that a clause says something happened at: "in Lyon", and not "the mayor of Lyon"."""
    return tuple(
        mention.agent
        for mention in _mentions(statement, proposition)
        if mention.type is AgentType.PLACE
        for span in proposition.span
        if span.covers(mention.span) and says_where(span.exact[: mention.span.start - span.start])
    )


def _argument(agent: str, words: str) -> Name:
    return name_words(agent) if agent else frozenset(word.text for word in words_in(words)) - FUNCTION_WORDS


def _leads_with_pronoun(proposition: Proposition, tokens: tuple[str, ...]) -> bool:
    subject = tuple(word.text for word in words_in(proposition.subject)) or tokens[:1]
    return len(subject) == 1 and subject[0] in PRONOUNS and not _cleft(tokens)


def _cleft(tokens: tuple[str, ...]) -> bool:
    """Tell whether "it" stands for nothing: "it was on Friday that"."""
    return tokens[:1] == ("it",) and tokens[1:2] in (("is",), ("was",)) and not {"that", "who"}.isdisjoint(tokens[2:])


# -- times and numbers ------------------------------------------------------------------------------------------------


def _times_inside(statement: Statement, proposition: Proposition) -> tuple[TimeExpression, ...]:
    """Give the times in the words of a clause, those too that date another clause inside it.

    In "he agreed to meet her on 14 June 2016", the day is the meeting's, and 14 no figure of the agreement.
    """
    found = {
        time.span: time
        for time in (*proposition.times, *statement.times)
        if time.of is TimeOf.CONTENT and any(span.covers(time.span) for span in proposition.span)
    }
    found |= {time.span: time for time in proposition.times if time.of is TimeOf.CONTENT}
    return tuple(found[span] for span in sorted(found))


def _whens(proposition: Proposition, days: frozenset[date]) -> Iterator[When]:
    for time in proposition.times:
        first, last = time.interval.earliest, time.interval.latest
        if time.of is not TimeOf.CONTENT or _from_now_on(time, days):
            continue
        yearless = time.value.startswith("XXXX-")
        if first or last or yearless:
            words = tuple(word.text for word in words_in(time.span.exact))
            leaning = not LEANING.isdisjoint(words) or not any(map(str.isdigit, time.span.exact))
            yield When(first, last, time.value if yearless else "", " ".join(words), leaning)


def _from_now_on(time: TimeExpression, days: frozenset[date]) -> bool:
    """Tell whether the only bound is the day of publication: "in future", "so far", "until now"."""
    bounds = [day for day in (time.interval.earliest, time.interval.latest) if day]
    return len(bounds) == 1 and any(abs((bounds[0] - day).days) <= 1 for day in days)


def _counted(proposition: Proposition) -> set[str]:
    """Give the words of numbers; of sums and shares those of the unit too, which is printed in several ways."""
    found: set[str] = set()
    for quantity in proposition.quantities:
        words = {word.text for word in words_in(quantity.span.exact)}
        if quantity.kind in ("money", "percent"):
            found |= words | {word.removesuffix("s") for word in words}
        found |= {part for word in words if _numeral(word) for part in (word, *word.split("-"))}
    return found


@remembered
def _numeral(word: str) -> bool:
    return any(map(str.isdigit, word)) or not NUMERALS.isdisjoint(word.split("-"))


def _figures(
    proposition: Proposition, times: tuple[TimeExpression, ...], tokens: tuple[str, ...], dated: set[str]
) -> Iterator[Figure]:
    counted = set(dated)
    for quantity in proposition.quantities:
        counted |= {word.text for word in words_in(quantity.span.exact)}
        if quantity.kind != "ordinal" and not _known_of(proposition, quantity):
            unit = quantity.unit if quantity.kind in ("money", "percent") else ""
            yield Figure(quantity.low, quantity.high, unit, quantity.approximate)
    for time in times:
        if time.type == "DURATION" and _LENGTH.fullmatch(time.value):
            yield Figure(time.value, time.value, LENGTH)
    for token in tokens:
        if token not in counted and any(map(str.isdigit, token)) and not is_designation(token):
            plain = _DEGREES.sub("", token)
            yield Figure(plain, plain)


def _lone(tokens: tuple[str, ...]) -> Iterator[str]:
    """Give the words that "a", "an" or "one" stands right before: "a guard"."""
    return (word for before, word in pairwise(tokens) if before in _ONE)


def _several(proposition: Proposition) -> dict[str, str]:
    """Give the things of which a clause counts two or more, in the singular, with their exact number."""
    return {
        number.unit.casefold(): number.low
        for number in proposition.quantities
        if number.kind == "cardinal" and number.unit and number.low == number.high and number.low not in ("", "0", "1")
    }


def _known_of(proposition: Proposition, quantity: Quantity) -> bool:
    """Tell whether a number only points back: "the two sides" counts nobody."""
    if quantity.kind != "cardinal":
        return False
    around = next((span for span in proposition.span if span.covers(quantity.span)), None)
    before = around.exact[: quantity.span.start - around.start].casefold().split()[-1:] if around else []
    return not POINTING.isdisjoint(before)
