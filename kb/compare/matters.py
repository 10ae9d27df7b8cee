"""Matters: whether clauses of two articles say yes or no, surely or perhaps, to one and the same thing.

The words decide, as between headlines (:mod:`kb.compare.stance`), but more strictly: nearly every telling word of each
clause must have a counterpart, an opposite included; and neither may name somebody, count something or date it as the
other does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kb.compare.accounts import Account
from kb.compare.stance.alignment import is_telling, shared
from kb.compare.stance.lexicon import forms, lexicon, phrase_at
from kb.compare.stance.lines import Line
from kb.compare.stories import one_story
from kb.model import Span, TimeOf
from kb.wording import CALENDAR, LIGHT, opposed, words_in

_LEAST, _MOST = 0.4, 1.0  # weight of words that may lack a counterpart, in one clause and in the other
_FEWEST = 1.4  # weight of words that two clauses have in common, names aside
_LIGHT_WEIGHT = 0.4
_SCOPES = frozenset(
    "all any both each either every few fewer first half last least less many more most much nearly only other part partly "
    "second several some third whole".split()
)


@dataclass(frozen=True, slots=True)
class Matter:
    """What two clauses have in common.

    Attributes:
        names: Words of names that both have.
        words: Other telling words of the left clause that the right one has as well, or the opposite of.
    """

    names: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def shown(self) -> tuple[str, ...]:
        """Put it into words, for an explanation."""
        named = f"the names ({', '.join(self.names)})" if self.names else ""
        return tuple(one for one in ("the story", named, f"the matter ({', '.join(self.words)})") if one)


def matter_of(left: Account, right: Account) -> Matter | None:
    """Give what two clauses of one story have in common, or nothing where they may be about two things."""
    if not one_story(left.traits, right.traits) or _on_other_days(left, right) or _counting_apart(left, right):
        return None
    if {left.proposition.tense, right.proposition.tense} == {"past", "future"}:
        return None
    ours, theirs = line_of(left), line_of(right)
    if _scopes(ours) != _scopes(theirs):
        return None
    common, common_theirs = _common(ours, theirs), _common(theirs, ours)
    named, named_theirs = _name_words(left), _name_words(right)
    spare = _spare(ours, common, right.around), _spare(theirs, common_theirs, left.around)
    if any(not known.isdisjoint(words) for known, words in zip((named, named_theirs), spare, strict=True)):
        return None
    weights = sorted(sum(map(_weight, words)) for words in spare)
    if weights[0] > _LEAST or weights[1] > _MOST:
        return None
    met = [word for word, known in zip(ours.words, common, strict=True) if known]
    dates = CALENDAR | {word.text for time in (*left.times, *right.times) for word in words_in(time.text)}
    words = tuple(dict.fromkeys(word for word in met if word not in named | named_theirs | dates))
    if sum(map(_weight, words)) < _FEWEST:
        return None
    return Matter(tuple(sorted({word for word in met if word in named and word in named_theirs})), words)


def line_of(account: Account) -> Line:
    """Give the words of a clause, without those that only name who says it."""
    saying = (*account.statement.source, *account.statement.cue)
    return _line(" ".join(" ".join(_without(span, saying)) for span in account.proposition.span))


def _without(span: Span, others: tuple[Span, ...]) -> Iterator[str]:
    """Give the words of a span that lie outside others."""
    start = span.start
    for other in sorted(others):
        if start <= other.start < span.end:
            yield span.exact[start - span.start : other.start - span.start]
            start = max(start, other.end)
    yield span.exact[min(start, span.end) - span.start :]


@lru_cache(maxsize=1 << 14)
def _line(text: str) -> Line:
    """Divide a clause, once for all clauses that it is compared with."""
    return Line.of(text)


def _common(line: Line, other: Line) -> tuple[bool, ...]:
    """Tell of every word whether the other line has it in any form, a word for the same, or its opposite."""
    known = shared(line, other)
    theirs = _lemmas(other)
    return tuple(
        found or (is_telling(word) and any(_exclude(form, lemma) for form in forms(word) for lemma in theirs))
        for word, found in zip(line.words, known, strict=True)
    )


def at_odds(left: Line, right: Line) -> bool:
    """Tell whether a word of one line is the opposite of a word of the other."""
    return any(_exclude(one, other) for one in _lemmas(left) for other in _lemmas(right))


@lru_cache(maxsize=1 << 14)
def _lemmas(line: Line) -> frozenset[str]:
    return frozenset(form for word in line.words if is_telling(word) for form in forms(word))


@lru_cache(maxsize=1 << 16)
def _exclude(one: str, other: str) -> bool:
    return opposed(one, other) or (one, other) in lexicon().opposites


def _spare(line: Line, common: tuple[bool, ...], around: frozenset[str]) -> frozenset[str]:
    """Give the telling words of a clause that neither the other clause nor its sentence has.

    A part between marks that has nothing in common with the other clause is an aside: ", the fire chief,".
    """
    denying = {at + more for at in range(len(line.words)) for more in range(phrase_at(line.words, at, lexicon().negator))}
    return frozenset(
        line.words[at]
        for part in line.parts
        if any(common[part.start : part.end])
        for at in range(part.start, part.end)
        if is_telling(line.words[at])
        and at not in denying
        and not common[at]
        and not _hedging(line.words[at])
        and not line.words[at][0].isdigit()
        and forms(line.words[at]).isdisjoint(around)
    )


def _hedging(word: str) -> bool:
    """Tell the words that only say how sure a clause is; they are no part of what it says."""
    return any((form,) in lexicon().open.get(form, ()) for form in forms(word))


def _weight(word: str) -> float:
    return _LIGHT_WEIGHT if not forms(word).isdisjoint(LIGHT) else 1.0


def _name_words(account: Account) -> frozenset[str]:
    return frozenset(word for name in account.names for word in name)


def _scopes(line: Line) -> frozenset[str]:
    return frozenset(line.words) & _SCOPES


def _on_other_days(left: Account, right: Account) -> bool:
    """Tell whether clauses are dated apart, or one of them tells a state "since" or "until" some day.

    How an event stands to such a state is for :mod:`kb.compare.refutations` to say.
    """
    for account in (left, right):
        intervals = [time.interval for time in account.proposition.times if time.of is TimeOf.CONTENT]
        if any((one.earliest is None) is not (one.latest is None) for one in intervals):
            return True
    ours, theirs = left.times, right.times
    return bool(ours and theirs) and not any(day.room.overlaps(night.room) for day in ours for night in theirs)


def _counting_apart(left: Account, right: Account) -> bool:
    ours, theirs = (
        {(one.kind, one.low, one.high) for one in account.proposition.quantities} for account in (left, right)
    )
    return bool(ours) and bool(theirs) and ours != theirs
