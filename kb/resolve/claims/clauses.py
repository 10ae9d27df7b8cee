"""Clauses: what of a proposition counts when one asks whether two of them say the same.

Speaker, certainty and polarity are no part of a claim (they make its voices), so a clause leaves
them out, with one exception: in "I will resign" the speaker is the subject.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kb.model import AgentType, Article, Proposition, Record, Statement, TimeExpression, TimeOf
from kb.wording import CALENDAR, FUNCTION_WORDS, content_words, folded_lemmas, name_words, says_where, weight, words_in

_FIRST_PERSON = frozenset(
    {"i", "me", "my", "mine", "we", "our", "ours", "i'm", "i've", "i'll", "we're", "we've", "we'll"}
)
_TELLING = 8  # content words that no two speakers choose alike
_DEGREES = re.compile(r"(?<=\d)[cf]$")  # 8C is 8 degrees
_PRONOUNS = _FIRST_PERSON | {
    "he",
    "she",
    "it",
    "they",
    "this",
    "that",
    "these",
    "those",
    "his",
    "her",
    "its",
    "their",
    "you",
}

Around = Callable[[str], Iterable[str]]
"""Gives the places in which, or on whose coast, a place lies, by identifier."""

Name = frozenset[str]
"""The words of an agent's name; two names agree when one holds the other (Xie, Xie Feng)."""


def nowhere(_: str) -> tuple[str, ...]:
    """Say of no place what it lies in."""
    return ()


@dataclass(frozen=True, slots=True)
class When:
    """One time of a clause: its days (open bounds are ``None``) and the TIMEX3 value."""

    earliest: date | None
    latest: date | None
    value: str

    @property
    def yearless(self) -> str:
        """Give ``10-30`` where only month and day are known, else nothing."""
        return self.value[5:10] if self.value.startswith("XXXX-") else ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A proposition stripped to what identifies a claim.

    Attributes:
        id: The proposition's identifier.
        article: The article it stands in, and its days of publication.
        bounds: Its first and last offset.
        text: Its words as printed.
        tokens: All words, folded, in order.
        words: Content words (lemmas where the reader gave them), without times, hedges and negation.
        relations: The relation's lemma, with and without its particle.
        subject, object: Names or words of the arguments.
        names: One set of name words per agent or place in it.
        persons: Those of ``names`` that are persons.
        unlinked: Names in it that stand for no known agent, told by their capitals.
        times: Times of what is said; "in future" and the like, which only say "from now on", are left out.
        figures: Numbers in it, dates left out, with their unit where it matters (``5 USD``).
        deixis: Whom "I" or "we" stand for; empty where nobody says so.
        loose: Its subject is a pronoun that nobody resolved.
        speaker: Who says it, or empty.
        places: Names of where it happened; ``around``: of all that these lie in, or on whose coast.
    """

    id: str
    article: str
    published: date | None
    bounds: tuple[int, int]
    text: str
    tokens: tuple[str, ...]
    words: frozenset[str]
    relations: frozenset[str]
    subject: Name
    object: Name
    names: frozenset[Name]
    persons: frozenset[Name]
    times: tuple[When, ...]
    figures: frozenset[str]
    deixis: str
    loose: bool
    speaker: str = ""
    unlinked: frozenset[Name] = frozenset()
    places: frozenset[Name] = frozenset()
    around: frozenset[Name] = frozenset()

    @property
    def trivial(self) -> bool:
        """Tell whether it says too little to be compared by its words."""
        return weight(self.words) < 2

    @property
    def signature(self) -> tuple[Hashable, ...]:
        """Give what two clauses share when they are word for word, and fact for fact, the same."""
        return (
            self.tokens,
            self.subject,
            self.times,
            tuple(sorted(self.figures)),
            self.deixis,
            self._referent,
        )

    @property
    def _referent(self) -> str:
        """Tell what its "it" may stand for: in a long sentence printed twice, the same for the same speaker."""
        if not self.loose:
            return ""
        return f"of {self.speaker}" if len(self.words) >= _TELLING else self.id


def clauses_of(records: Sequence[Record], around: Around = nowhere) -> tuple[Clause, ...]:
    """Give the clause of every proposition, by the proposition's identifier."""
    found: dict[str, Clause] = {}
    for record in records:
        persons = frozenset(name_words(agent.id) for agent in record.agents if agent.type is AgentType.PERSON)
        for statement in record.statements:
            for proposition in statement.propositions:
                found[proposition.id] = _clause(record.article, statement, proposition, persons, around)
    return tuple(found[key] for key in sorted(found))


def _clause(
    article: Article, statement: Statement, proposition: Proposition, persons: frozenset[Name], around: Around
) -> Clause:
    text = " […] ".join(span.exact for span in proposition.span)
    tokens = tuple(word.text for span in proposition.span for word in words_in(span.exact))
    times = tuple(time for time in proposition.times if time.of is TimeOf.CONTENT)
    dated = _date_words(statement, proposition)
    relation = proposition.relation.casefold().replace("_", " ")
    lemmas = tuple(_DEGREES.sub("", word) for word in folded_lemmas(proposition.words) or tokens)
    agents = frozenset(filter(None, (name_words(agent) for agent in proposition.participants)))
    subject = name_words(proposition.subject_agent) if proposition.subject_agent else _argument(proposition.subject)
    places = _places(statement, proposition)
    first_person = not proposition.subject_agent and not _FIRST_PERSON.isdisjoint(tokens)
    return Clause(
        id=proposition.id,
        article=article.id,
        published=article.day,
        bounds=(proposition.span[0].start, proposition.span[-1].end),
        text=text,
        tokens=tokens,
        words=frozenset(content_words(tuple(word for word in lemmas if word not in dated and word not in CALENDAR))),
        relations=frozenset(filter(None, (relation, relation.split(" ")[0]))),
        subject=subject,
        object=name_words(proposition.object_agent) if proposition.object_agent else _argument(proposition.object),
        names=agents,
        persons=agents & persons,
        times=tuple(sorted(set(_whens(times, article)), key=repr)),
        figures=_figures(proposition, tokens, dated),
        deixis=statement.speaker or statement.id if first_person else "",
        speaker=statement.speaker,
        places=frozenset(map(name_words, places)),
        around=frozenset(name_words(wider) for place in places for wider in around(place)),
        loose=not proposition.subject_agent and not first_person and _leads_with_pronoun(proposition, tokens),
        unlinked=frozenset(_unlinked(proposition, frozenset(word for name in agents for word in name) | dated)),
    )


def _unlinked(proposition: Proposition, known: frozenset[str]) -> Iterable[Name]:
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
            if at and high[at] and not printed.isupper() and text not in CALENDAR | FUNCTION_WORDS:
                run.add(text)
                continue
            if run and known.isdisjoint(run):
                yield frozenset(run)
            run = set()
        if run and known.isdisjoint(run):
            yield frozenset(run)


def _places(statement: Statement, proposition: Proposition) -> tuple[str, ...]:
    """Give the places that a clause says something happened at: "in Lyon", and not "the mayor of Lyon"."""
    return tuple(
        mention.agent
        for mention in statement.mentions
        if mention.type is AgentType.PLACE and mention.agent and mention.name
        for span in proposition.span
        if span.covers(mention.span) and says_where(span.exact[: mention.span.start - span.start])
    )


def _argument(words: str) -> Name:
    return frozenset(word.text for word in words_in(words)) - FUNCTION_WORDS


def _leads_with_pronoun(proposition: Proposition, tokens: tuple[str, ...]) -> bool:
    subject = tuple(word.text for word in words_in(proposition.subject)) or tokens[:1]
    return len(subject) == 1 and subject[0] in _PRONOUNS


def _date_words(statement: Statement, proposition: Proposition) -> set[str]:
    """Give the words of dates in the clause, of those too that date another clause inside it.

    In "he agreed to meet her on 14 June 2016", the day is the meeting's, and 14 no figure of the agreement.
    """
    inside = {
        time.span: time
        for time in (*proposition.times, *statement.times)
        if time.of is TimeOf.CONTENT
        and any(span.start <= time.span.start and time.span.end <= span.end for span in proposition.span)
    }
    inside |= {time.span: time for time in proposition.times if time.of is TimeOf.CONTENT}
    return {word.text for span in inside for word in words_in(span.exact)}


def _from_now_on(time: TimeExpression, article: Article) -> bool:
    """Tell whether the only bound is the day of publication: "in future", "so far", "until now"."""
    bounds = [day for day in (time.interval.earliest, time.interval.latest) if day]
    published = article.published
    days = [day for day in (published.earliest, published.latest) if day] if published else []
    return len(bounds) == 1 and any(abs((bounds[0] - day).days) <= 1 for day in days)


def _whens(times: Iterable[TimeExpression], article: Article) -> Iterable[When]:
    for time in times:
        if _from_now_on(time, article):
            continue
        if time.interval.earliest or time.interval.latest or time.value.startswith("XXXX-"):
            value = time.value if time.value.startswith("XXXX-") else ""
            yield When(time.interval.earliest, time.interval.latest, value)


def _figures(proposition: Proposition, tokens: tuple[str, ...], dated: set[str]) -> frozenset[str]:
    figures, counted = set(), set(dated)
    for quantity in proposition.quantities:
        counted |= {word.text for word in words_in(quantity.span.exact)}
        unit = quantity.unit if quantity.kind in ("money", "percent") else ""
        bounds = quantity.low if quantity.low == quantity.high else f"{quantity.low}..{quantity.high}"
        if quantity.kind != "ordinal":
            figures.add(f"{bounds} {unit}".strip())
    plain = (token for token in tokens if token not in counted and any(map(str.isdigit, token)))
    return frozenset(figures) | frozenset(_DEGREES.sub("", token) for token in plain)
