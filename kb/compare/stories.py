"""Stories: which articles are about one piece of news.

"The branch will close on June 30" names nobody; which branch it is, the article tells and not the clause. Two
articles that came out within days of each other and share several names and a good part of their words have one
story, and in one story the same words mean the same thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kb.model import Article, Record
from kb.wording import CALENDAR, LIGHT, content_words, name_words, words_in

WITHIN = 4
"""Days between the publications of one story; later, the same people may be in the news again."""

_NAMES = 3  # shared agents, of which …
_FULL = 2  # … as many have a name of two words or more ("Harbour Union", not "Harbour")
_WORDS = 0.12  # share of the shorter text's telling words that both have


class Stories:
    """Tells whether two articles have one story; a function of these two articles alone."""

    def __init__(self, records: Sequence[Record]) -> None:
        """Take note of names, words and days of all articles."""
        self._days = {record.article.id: _day(record.article) for record in records}
        self._names = {record.article.id: _names(record) for record in records}
        self._words = {record.article.id: _words(record) for record in records}
        self._known: dict[tuple[str, str], bool] = {}

    def shared(self, one: str, other: str) -> bool:
        """Tell it of two article identifiers; an article has no story in common with itself."""
        key = (min(one, other), max(one, other))
        if key not in self._known:
            self._known[key] = self._shared(*key)
        return self._known[key]

    def _shared(self, one: str, other: str) -> bool:
        first, second = self._days[one], self._days[other]
        if one == other or not (first and second) or abs((first - second).days) > WITHIN:
            return False
        ours, theirs = self._names[one], self._names[other]
        names = {min(left, right, key=len) for left in ours for right in theirs if left <= right or right <= left}
        if len(names) < _NAMES or sum(len(name) > 1 for name in names) < _FULL:
            return False
        words = self._words[one], self._words[other]
        return len(words[0] & words[1]) >= _WORDS * min(map(len, words))


def _day(article: Article) -> date | None:
    return article.day


def _names(record: Record) -> frozenset[frozenset[str]]:
    return frozenset(filter(None, (name_words(agent.id) for agent in record.agents)))


def _words(record: Record) -> frozenset[str]:
    """Give the telling words of the text, or of what was read in it where the text is absent."""
    printed = record.article.body or " ".join(
        word for statement in record.statements for one in statement.propositions for word in one.words
    )
    return frozenset(content_words(tuple(word.text for word in words_in(printed)))) - LIGHT - CALENDAR
