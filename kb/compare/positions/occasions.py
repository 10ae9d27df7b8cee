"""Occasions: what an article tells of as having been, on days that are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from kb.compare.positions.sorts import lists, roots_of
from kb.compare.positions.stance.alignment import is_telling
from kb.compare.positions.stance.lexicon import forms
from kb.compare.positions.states import dating_of, ends_something
from kb.compare.source import Source
from kb.compare.telling.accounts import Account, Name, accounts_of
from kb.model import Certainty, Interval, Polarity, TimeExpression
from kb.wording import words_in

_LONGEST = timedelta(days=31)  # of a time that says on which day something was
_CALLED = frozenset({"for", "off", "on", "out", "up"})  # behind "call", which then is no call
_BEEN = frozenset({"has", "have", "had", "having"})


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that was, on days that are known.

    Attributes:
        account: The clause.
        time: What dates it.
        days: Those within which it was.
        roots: Roots of the words of its clause.
        names: Whom its sentence names.
    """

    account: Account
    time: TimeExpression
    days: Interval
    roots: frozenset[str]
    names: frozenset[Name]


def occasions_of(source: Source) -> Iterator[Occasion]:
    """Give the dated events that an article tells of as having been."""
    for account in source.once(accounts_of).values():
        proposition = account.proposition
        if proposition.polarity is Polarity.NEGATIVE or proposition.certainty is not Certainty.CERTAIN:
            continue
        words = [word.text for word in words_in(account.text)]
        time = dating_of(account)
        if time is None or time.interval.latest is None or proposition.tense == "future" or ends_something(words):
            continue
        days = time.interval
        denied = lists().universal & {*words} & {"no", "without", "nobody", "never", "none"}
        if denied or days.latest - days.earliest > _LONGEST:  # type: ignore[operator]
            continue
        roots = {root for at, word in enumerate(words) if is_telling(word) for root in _event_roots(words, at)}
        roots |= {root for word in account.words for root in forms(word)}
        yield Occasion(account, time, days, frozenset(roots), account.names)


def _event_roots(words: list[str], at: int) -> frozenset[str]:
    """Give the roots of a word; who has beaten somebody was not beaten, and who called for something, called nobody."""
    if "call" in forms(words[at]) and not _CALLED.isdisjoint(words[at + 1 : at + 2]):
        return frozenset()
    won = words[at] == "beaten" and not _BEEN.isdisjoint(words[max(0, at - 3) : at])
    return roots_of(words[at]) - (frozenset({"sort defeat"}) if won else frozenset())


def brings_back(occasion: Occasion) -> bool:
    """Tell whether an event is told as the return of what had ended ("resumed", "the first since")."""
    words = {word.text for word in words_in(occasion.account.text)}
    return any(not forms(word).isdisjoint(lists().resuming) for word in words)
