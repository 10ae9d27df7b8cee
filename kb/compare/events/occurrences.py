"""Occurrences: accounts that are about one event, brought together; and what differs, or seems to, between them.

Accounts meet under keys of their own (a kind of doing with two names; a claim; a day of the year; within days of each
other their words) and are linked on the grounds of :mod:`kb.compare.events.events`. A connected group is an event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kb import ids
from kb.compare.events.dates import date_discrepancies
from kb.compare.events.events import Shown, same_event
from kb.compare.events.places import Located, located, parts_of_places, parts_told
from kb.compare.events.vagueness import less_precise, years_missing
from kb.compare.finder import Difference, Finder
from kb.compare.source import Source
from kb.compare.telling.accounts import Account, accounts_of
from kb.compare.telling.rarity import rarest
from kb.groups import Groups
from kb.model import Event
from kb.neighbours import Key, Matching, Pair
from kb.wording import LIGHT, relation_classes

_NAMES = 10  # words of names that are paired
_RAREST = 3  # words of a clause under which it meets others of the same days
_OPENING = 6  # … and of an opening
_GROUNDS = 5


@dataclass(frozen=True, slots=True)
class Told:
    """An account, and where it says that something happened."""

    account: Account
    where: tuple[Located, ...]


def _items(source: Source) -> Mapping[str, Told]:
    """Give the accounts that date or place something."""
    parts = parts_told(source.record.article.body)
    found = {}
    for one, account in source.once(accounts_of).items():
        where = located(account, source.around, parts)
        if account.classes and (account.times or where):
            found[one] = Told(account, where)
    return found


def _keys(told: Told) -> Iterator[Key]:
    account = told.account
    if account.claim:
        yield "claim", account.claim
    if not account.times:
        return
    named = sorted({word for name in account.names for word in name})[:_NAMES]
    for relation in sorted(account.classes):
        yield from ((relation, *pair) for pair in combinations(named, 2))
    words = sorted(account.words - LIGHT)
    for day in sorted({time.day_of_year for time in account.times if time.day_of_year}):
        yield from (("day", day, word) for word in words)
    for bucket in account.traits.buckets:
        yield from ((bucket, word) for word in rarest(map(_class_of, words), _RAREST))
        if not account.sentence:
            yield from (("opening", bucket, word) for word in rarest(words, _OPENING))


def _class_of(word: str) -> str:
    """Give the first class of a word that can tell of a doing, so that "bought" meets "purchase"; else the word."""
    return min(relation_classes(word), default=word)


def _order(told: Told) -> tuple[tuple[str, ...], str]:
    account = told.account
    return tuple(sorted(account.words - LIGHT)), account.published.isoformat() if account.published else ""


def _link(left: Told, right: Told) -> Shown | None:
    return same_event(left.account, right.account)


def _outcome(group: Mapping[str, Told], links: Mapping[Pair, Shown]) -> Iterator[Difference]:
    if not links:
        return
    accounts = {one: told.account for one, told in group.items()}
    grounds = tuple(sorted({shown.ground for shown in links.values()})[:_GROUNDS])
    yield Event(ids.derived("event", min(group)), tuple(sorted(group)), grounds)
    yield from date_discrepancies(accounts, links)
    yield from years_missing(accounts, links)
    yield from less_precise(accounts, links)
    yield from parts_of_places(accounts, {one: told.where for one, told in group.items()}, links)


MATCHING: Matching[Told, Shown] = Matching(_keys, _link, _order)
OCCURRENCES = Finder("occurrences", _items, lambda: Groups(MATCHING, _outcome))
