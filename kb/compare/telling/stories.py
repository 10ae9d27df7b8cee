"""Stories: which articles are about one piece of news.

"The branch will close on June 30" names nobody; which branch it is, the article tells and not the clause. Two
articles that came out within days of each other and share several names and a good part of their words have one
story, and in one story the same words mean the same thing.

Of the pairs of articles of one event in the training part of ECB+ (Cybulska and Vossen, 2014), 83 in 100 share two
unusual words of names and a fifth of their words; of pairs of different topics one in a thousand, days aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kb.compare.source import Source
from kb.compare.telling.rarity import RAREST, rank
from kb.model import Interval, Record, TimeOf
from kb.wording import CALENDAR, LIGHT, content_words, name_words, relation_classes, words_in

WITHIN = 5
"""Days between the publications of one story, a working week; later, the same people may be in the news again."""

_NAMES = 3  # shared agents, of which …
_FULL = 2  # … as many have a name of two words or more ("Harbour Union", not "Harbour")
_WORDS = 0.12  # share of the shorter text's telling words that both have; or …
_UNUSUAL = ((2, 0.2), (1, 0.35))  # … unusual words of names, and of all words a greater share
_UNDATED = (2, 0.3)
_FEWEST = 5  # telling words besides, for in a short text two are a large share
_MONTHS = frozenset(["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"])
_INSIDE = re.compile(r"[^\s.!?:”\"—][ \u00a0]$")  # before a word inside a sentence
_DAY = 2  # days that a time may span and still name a day
_MET_BY = 64  # unusual names by which one is met; a text has more from some two thousand words on


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """What tells of an article whether it has one story with another one.

    Two are equal only when they are the same object, so that what was found out about a pair is quickly found again.

    Attributes:
        article: Identifier.
        day: Of publication, where known well enough to count days from.
        labels: How its agents are printed, by the words of their names.
        names: Name words of its agents.
        unusual: Words of names, linked or not, that are no common words of English.
        words: Telling words of its text.
        days: What its text dates to the day: the day, and the relation of the clause or a class of relations.
    """

    article: str
    day: date | None
    labels: Mapping[frozenset[str], str]
    names: frozenset[frozenset[str]]
    unusual: frozenset[str]
    words: frozenset[str]
    days: frozenset[tuple[Interval, str]]

    @classmethod
    def of(cls, record: Record) -> Traits:
        """Read them off a record."""
        labels = {name_words(agent.id): agent.name for agent in record.agents}
        names = frozenset(filter(None, labels))
        return cls(
            record.article.id,
            record.article.day,
            labels,
            names,
            frozenset(_unusual(record, names)),
            _words(record),
            frozenset(_days(record)),
        )

    @property
    def met_by(self) -> list[str]:
        """Give the unusual names under which an article meets others.

        Not all of a very long text: what it meets would grow with the square of its length. So it meets a short one by
        these only.
        """
        return sorted(self.unusual)[:_MET_BY]

    @property
    def buckets(self) -> tuple[int, ...]:
        """Give two numbers of which articles within days of each other share one at least; none of an unknown day."""
        if self.day is None:
            return ()
        number = self.day.toordinal() // WITHIN
        return number, number + 1


def traits_of(source: Source) -> Traits:
    """Give those of an article; ask for them through ``source.once(traits_of)``: two objects of them are not equal."""
    return Traits.of(source.record)


@lru_cache(maxsize=1 << 12)
def one_story(one: Traits, other: Traits) -> bool:
    """Tell whether two articles have one story; an article has no story in common with itself."""
    if one.article == other.article or not (one.day and other.day) or abs((one.day - other.day).days) > WITHIN:
        return False
    shared, least = len(one.words & other.words), min(len(one.words), len(other.words))
    unusual = len(one.unusual & other.unusual)
    enough = shared - unusual >= _FEWEST
    if enough and any(unusual >= number and shared >= share * least for number, share in _UNUSUAL):
        return True
    names = {min(left, right, key=len) for left in one.names for right in other.names if left <= right or right <= left}
    if len(names) < _NAMES or sum(len(name) > 1 for name in names) < _FULL:
        return False
    return shared >= _WORDS * least


@lru_cache(maxsize=1 << 12)
def like_story(one: Traits, other: Traits) -> bool:
    """Tell whether two articles have one story, or would have if the day of one were known.

    Enough for what only looks at odds; a year later, the same people may do the same again.
    """
    if one_story(one, other):
        return True
    if one.article == other.article or (one.day and other.day):
        return False
    shared, least = len(one.words & other.words), min(len(one.words), len(other.words))
    unusual = len(one.unusual & other.unusual)
    return shared - unusual >= _FEWEST and unusual >= _UNDATED[0] and shared >= _UNDATED[1] * least


def numbered(day: date | None) -> str:
    """Write a day as its number, for a glance; nothing for one that is not known."""
    return str(day.toordinal()) if day else ""


def are_apart(one: str, other: str, *, by_more_than: int) -> bool:
    """Tell whether two numbered days are known, and more than so many days lie between them, whichever is the later.

    >>> are_apart(numbered(date(2021, 5, 9)), numbered(date(2021, 5, 1)), by_more_than=7)
    True
    >>> are_apart(numbered(date(2021, 5, 9)), "", by_more_than=7)
    False
    """
    return bool(one and other) and abs(int(one) - int(other)) > by_more_than


def _unusual(record: Record, names: frozenset[frozenset[str]]) -> Iterator[str]:
    """Give words with a capital that no sentence begins with; where the text is absent, words of names."""
    body = record.article.body
    if not body:
        yield from (word for name in names for word in name if rank(word) == RAREST)
    for word in words_in(body):
        if body[word.start].isupper():
            plain = word.text.removesuffix("'s")
            unusual = rank(plain) == RAREST and plain not in CALENDAR and plain not in _MONTHS
            if unusual and _INSIDE.search(body, max(0, word.start - 2), word.start):
                yield plain


def _days(record: Record) -> Iterator[tuple[Interval, str]]:
    for statement in record.statements:
        for clause in statement.propositions:
            relation = clause.relation.casefold()
            doings = {relation}.union(*(relation_classes(word) for word in (relation, *clause.words)))
            for time in clause.times:
                first, last = time.interval.earliest, time.interval.latest
                if time.of is TimeOf.CONTENT and first and last and (last - first).days < _DAY:
                    yield from ((time.interval, doing) for doing in doings)


def _words(record: Record) -> frozenset[str]:
    """Give the telling words of the text, or of what was read in it where the text is absent."""
    printed = record.article.body or " ".join(
        word for statement in record.statements for one in statement.propositions for word in one.words
    )
    words = content_words(tuple(word.text for word in words_in(printed)))
    return frozenset(word for word in words if not word[0].isdigit()) - LIGHT - CALENDAR - _MONTHS
