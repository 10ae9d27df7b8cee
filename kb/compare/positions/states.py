"""States: what an article says has not been for some time.

A state is told in one of three ways: nothing of a kind has been since a day ("no ferry has called since May"), or in
some time; something ended on a day and has not been since; or all of it ended ("all talks were cut off in May").
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kb.compare.positions.sorts import lists, roots_of
from kb.compare.positions.stance.alignment import is_telling
from kb.compare.positions.stance.lexicon import forms, holds_any, lexicon, phrase_at
from kb.compare.source import Source
from kb.compare.telling.accounts import Account, Name, accounts_of
from kb.compare.telling.rarity import RAREST, rank
from kb.model import Certainty, Polarity, TimeExpression, TimeOf
from kb.wording import CALENDAR, words_in

_SHORTEST = timedelta(days=6)  # of a time in which nothing of a kind was
_LASTING = timedelta(days=92)  # what ended may have been taken up again after that, unless the text says it was not
_BEGINNING = date(1000, 1, 1)
_PART = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2}))?")
_NOUN = 3  # words behind "no" or "all" among which its noun stands
_NEVER = re.compile(r"\b(?:has|have|[’']s|[’']ve)\s+(?:[a-z]+ly\s+)?never\b", re.IGNORECASE)
_BY_THEN = re.compile(
    r"\bhad\b(?!.*\b(?:has|have)\b)|[’']d\b", re.IGNORECASE
)  # until what the text tells of, and no longer
_STILL = re.compile(r"\bsince\b|\bno longer\b|\bstill\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class State:
    """Nothing of a kind, for some time.

    Attributes:
        account: The clause.
        time: What dates it; ``None`` of what has never been.
        first, last: Days in which nothing of the kind was, both included.
        kind: Roots of the words that say of what; one of each must be met.
        rest: Roots of other words of the clause, of which one may be missing.
        names: Whom and where it is about.
        lasting: The text says that it lasts, and not only that something ended.
    """

    account: Account
    time: TimeExpression | None
    first: date
    last: date
    kind: tuple[frozenset[str], ...]
    rest: tuple[frozenset[str], ...]
    names: frozenset[Name]
    lasting: bool


def states_of(source: Source) -> Iterator[State]:
    """Give the states that an article tells of, up to its day."""
    accounts = sorted(source.once(accounts_of).values(), key=lambda one: (one.proposition.span[0].start, one.id))
    if source.record.article.day is None:
        return
    for at, account in enumerate(accounts):
        if account.proposition.certainty is Certainty.CERTAIN:
            behind = [one for one in accounts[at + 1 : at + 3] if one.sentence == account.sentence]
            state = _state(account, behind, source.record.article.day)
            if state:
                yield state


def _state(account: Account, behind: Iterable[Account], told: date) -> State | None:
    words = [word.text for word in words_in(account.text)]
    time = dating_of(account)
    if _BY_THEN.search(account.text) or account.proposition.tense == "future":
        return None
    still = any(_negative(one) and _STILL.search(one.text) for one in behind) or bool(_STILL.search(account.text))
    if ends_something(words):
        span = _after_end(account, words, time, told, still=still)
    elif _denied(account, words):
        span = _without(account, words, time, told, still=still)
    else:
        return None
    kind, rest = _matters(account, words)
    if not (span and kind):
        return None
    return State(account, time, span.first, span.last, kind, rest, _named(account), span.lasting)


@dataclass(frozen=True, slots=True)
class _Time:
    """Days in which nothing of a kind was, and whether the text says that it lasts."""

    first: date
    last: date
    lasting: bool


def _after_end(
    account: Account, words: list[str], time: TimeExpression | None, told: date, *, still: bool
) -> _Time | None:
    """Give the time after something ended: until the text, where it says so; else for a while, if all of it ended."""
    if time is None or _negative(account) or not (still or lists().universal & {*words}):
        return None
    ended = _end_of(time)
    return _Time(ended, told if still else min(told, ended + _LASTING), still)


def _without(
    account: Account, words: list[str], time: TimeExpression | None, told: date, *, still: bool
) -> _Time | None:
    """Give the time without something: since a day, in some time, or ever."""
    if time is None:
        ever = _NEVER.search(account.text) and "before" not in words and not account.proposition.times
        return _Time(_BEGINNING, told, lasting=True) if ever else None
    first, last = time.interval.earliest, time.interval.latest
    if last is None or still:
        return _Time(_end_of(time), told, lasting=True)
    return _Time(first, last, lasting=False) if first and last - first >= _SHORTEST else None


def _denied(account: Account, words: list[str]) -> bool:
    """Tell whether a clause says that something was not: by a "not", a "without", or a word such as "unbeaten"."""
    return _negative(account) or "without" in words or any(word in lists().absence for word in words)


def _negative(account: Account) -> bool:
    return account.proposition.polarity is Polarity.NEGATIVE


def ends_something(words: list[str]) -> bool:
    """Tell whether words tell of an end."""
    return holds_any(words, lists().ending)


def dating_of(account: Account) -> TimeExpression | None:
    """Give the one time of a clause that says since when, or in which time."""
    inside = (
        one
        for one in account.statement.times
        if any(span.start <= one.span.start and one.span.end <= span.end for span in account.proposition.span)
    )
    times = {one for one in account.proposition.times or inside if one.of is TimeOf.CONTENT and one.interval.earliest}
    return times.pop() if len(times) == 1 else None


def _end_of(time: TimeExpression) -> date:
    """Give the last day on which what is told can have begun: "since May 2019" may mean the end of May."""
    first, last = time.interval.earliest, time.interval.latest
    assert first is not None
    if last is not None:
        return last
    part = _PART.match(time.value)
    if time.grain == "day" or not part or len(time.value) >= len("2019-05-01"):
        return first
    month = int(part["month"] or 12)
    return date(first.year, month, calendar.monthrange(first.year, month)[1])


def _matters(account: Account, words: list[str]) -> tuple[tuple[frozenset[str], ...], tuple[frozenset[str], ...]]:
    """Give the roots of the words that say what has not been, and of the others."""
    names = {word for name in account.names for word in name} | unlinked(account)
    apart = {word.text for time in account.proposition.times for word in words_in(time.span.exact)} | CALENDAR
    kind: list[frozenset[str]] = []
    rest: list[frozenset[str]] = []
    near = _nouns(words)
    relation = forms(account.proposition.relation.casefold())
    arguments = {
        word.text for part in (account.proposition.subject, account.proposition.object) for word in words_in(part)
    }
    for at, word in enumerate(words):
        lemmas = forms(word)
        if not is_telling(word) or word[0].isdigit() or word in apart or lemmas & names or lemmas & lists().existing:
            continue
        if word in lists().universal or phrase_at(words, at, lists().ending) or word == "since":
            continue
        if phrase_at(words, at, lexicon().negator):
            continue
        needed = at in near if near else bool(lemmas & arguments) or word in arguments
        (kind if needed or lemmas & relation else rest).append(roots_of(word))
    return (tuple(kind), tuple(rest)) if kind else (tuple(rest), ())


def _nouns(words: list[str]) -> frozenset[int]:
    """Give the places of the words that "no", "all" or "without" governs: "no passenger ferry"."""
    found = set()
    for at, word in enumerate(words):
        if word in lists().universal:
            for place in range(at + 1, min(at + 1 + _NOUN, len(words))):
                if not is_telling(words[place]) and words[place] not in ("a", "an", "any", "the"):
                    break
                found.add(place)
    return frozenset(found)


def _named(account: Account) -> frozenset[Name]:
    """Give the names that stand in the clause itself, those that nothing links included."""
    words = {word.text for word in words_in(account.text)} | account.words
    lemmas = frozenset(form for word in words for form in forms(word))
    known = {name for name in account.names if name & lemmas or name in (account.subject, account.object)}
    linked = {word for name in known for word in name}
    return frozenset(known | {frozenset({word}) for word in unlinked(account) if word not in linked})


def unlinked(account: Account) -> frozenset[str]:
    """Give the rare words of a clause that are names, though nothing links them.

    A capital shows it, but for the first word; there it is a name if the arguments keep the capital, and no plural.
    """
    text = account.text
    arguments = f"{account.proposition.subject} {account.proposition.object}"
    return frozenset(
        word.text
        for word in words_in(text)
        if text[word.start].isupper()
        and (word.start or (text[word.start : word.end] in arguments and not word.text.endswith("s")))
        and all(rank(form) == RAREST for form in forms(word.text))
        and word.text not in CALENDAR
    )
