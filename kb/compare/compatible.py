"""Compatible look-alikes: accounts that seem at odds and are not, with the reason why.

Recorded only where a reader who sets the two side by side could take them for a contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from kb.compare.accounts import Account, Dated
from kb.compare.events import SameEvent
from kb.compare.groups import groups_of
from kb.compare.places import Around, nowhere, parts_of_places
from kb.compare.roles import changed_roles
from kb.compare.scopes import other_events, other_scopes
from kb.compare.sides import Stand, compatible_pair, outlets, told
from kb.compare.stories import Stories
from kb.model import CompatiblePair, CompatibleReason, Kind, Record, Span
from kb.wording import LIGHT, aligned_share, quoted_stretches, unmatched, words_in

_ALIKE = 0.6  # share of words that two tellings of one thing have in common
_CROWD = 60
_ONE_UTTERANCE = 7  # days


def compatible_pairs(
    records: Sequence[Record],
    accounts: Sequence[Account],
    events: Sequence[SameEvent],
    stories: Stories,
    around: Around = nowhere,
) -> tuple[CompatiblePair, ...]:
    """Give the look-alikes among accounts of different articles, each once, sorted."""
    tellings = _tellings(accounts, events, stories)
    found = [
        *_years_missing(tellings),
        *_less_precise(tellings),
        *_same_utterances(accounts),
        *other_scopes(accounts, stories),
        *other_events(accounts),
        *parts_of_places(accounts, events, around),
        *changed_roles(records),
    ]
    return tuple(sorted(set(found), key=lambda pair: (pair.reason, pair.id)))


def _tellings(
    accounts: Sequence[Account], events: Sequence[SameEvent], stories: Stories
) -> list[tuple[Account, Account]]:
    """Give pairs of accounts that tell one thing: one claim, one event, or a day of the year and most of the rest."""
    pairs = {(event.left.id, event.right.id): (event.left, event.right) for event in events}
    index: dict[tuple[str, str], list[Account]] = defaultdict(list)
    for account in accounts:
        if account.times and account.claim:
            index["claim", account.claim].append(account)
        for day in {time.day_of_year for time in account.times if time.day_of_year}:
            index["day", day].append(account)
    for (kind, _), members in index.items():
        for one, other in combinations(members[:_CROWD], 2):
            alike = kind == "claim" or aligned_share(one.words, other.words) >= _ALIKE
            if one.article != other.article and (alike or _same_doing(one, other, stories)):
                left, right = sorted((one, other), key=lambda account: account.id)
                pairs[left.id, right.id] = (left, right)
    return [pairs[key] for key in sorted(pairs)]


def _same_doing(one: Account, other: Account, stories: Stories) -> bool:
    """One story tells on one day of the same doing by the same subject: "the owners, who will vote on April 18"."""
    subjects = (one.subject & other.subject) - LIGHT
    return bool(subjects and one.classes & other.classes) and stories.shared(one.article, other.article)


def _years_missing(tellings: Sequence[tuple[Account, Account]]) -> list[CompatiblePair]:
    """October 30 in one text, October 30, 2020 in the other; one side per way of printing the days."""
    times: dict[str, set[Dated]] = defaultdict(set)
    members: dict[str, Account] = {}
    links: list[tuple[str, str]] = []
    for left, right in tellings:
        for one, other in ((left, right), (right, left)):
            short = [time for time in one.times if time.day_of_year and time.has_day and not time.has_year]
            full = {time.day_of_year: time for time in other.times if time.day_of_year and time.has_year}
            if short and all(time.day_of_year in full for time in short):
                links.append((one.id, other.id))
                members |= {one.id: one, other.id: other}
                times[one.id].update(short)
                times[other.id].update(full[time.day_of_year] for time in short)
    found: dict[tuple[tuple[str, Span], ...], CompatiblePair] = {}  # by the printed days: a clause may hold another
    for group in groups_of(sorted(members), links):
        stands: list[Stand] = []
        for key in group:
            printed = sorted(times[key], key=lambda time: time.expression.span)
            value = "; ".join(time.text for time in printed)
            stands += [(value, members[key], time.expression.span) for time in printed]
        text = (
            f"The same days, printed with the year and without. {told(stands)}."
            " The shorter form leaves the year to the reader; the two do not differ."
        )
        days = tuple(sorted({(account.article, span) for _, account, span in stands}))
        found.setdefault(days, compatible_pair(CompatibleReason.YEAR_MISSING, stands, text))
    return list(found.values())


def _less_precise(tellings: Sequence[tuple[Account, Account]]) -> list[CompatiblePair]:
    """One text names the month, the other the day in it."""
    found = []
    for left, right in tellings:
        if len(left.times) != 1 or len(right.times) != 1:
            continue
        ours, theirs = left.times[0], right.times[0]
        known = ours.interval.earliest and theirs.interval.earliest
        if not known or ours.interval == theirs.interval or not ours.room.overlaps(theirs.room):
            continue
        values = [time.text if "/" in time.value else time.value for time in (ours, theirs)]  # "spring 2025"
        stands = [
            (value, account, time.expression.span)
            for value, account, time in zip(values, (left, right), (ours, theirs), strict=True)
        ]
        if stands[0][0] == stands[1][0]:
            continue
        exact = ours.interval.covers(theirs.interval) or theirs.interval.covers(ours.interval)
        how = "one lies within the other" if exact else "the vaguer one leaves room for the other"
        text = f"Two dates of one event, one less precise. {told(stands)}: {how}, so both can hold."
        found.append(compatible_pair(CompatibleReason.LESS_PRECISE, stands, text))
    return found


def _same_utterances(accounts: Sequence[Account]) -> list[CompatiblePair]:
    """Two reports of one utterance in words that differ: the reporters', where no quotation marks vouch for them."""
    index: dict[tuple[str, str], list[Account]] = defaultdict(list)
    for account in accounts:
        statement = account.statement
        if statement.speaker and account.claim and statement.kind in (Kind.INDIRECT, Kind.MIXED):
            index[account.claim, statement.speaker].append(account)
    found = []
    for key in sorted(index):
        for one, other in combinations(index[key][:_CROWD], 2):
            apart = one.days_from(other)
            ours, theirs = unmatched(one.words, other.words)
            if one.article == other.article or not (ours or theirs) or (apart or 0) > 5 * _ONE_UTTERANCE:
                continue
            if _reported(one) == _reported(other):
                continue  # what differs stands between quotation marks, which is no matter of wording
            stands = [
                (" ".join(span.exact.split()), account, span)
                for account in (one, other)
                for span in account.proposition.span[:1]
            ]
            text = (
                f"{outlets((one, other))} report one utterance of one speaker in their own words;"
                f" what differs ({', '.join(sorted(ours | theirs)[:4])}) is the reporters' wording."
            )
            found.append(compatible_pair(CompatibleReason.SAME_UTTERANCE, stands, text))
    return found


def _reported(account: Account) -> tuple[str, ...]:
    """Give the words of the clause that stand outside quotation marks."""
    found: list[str] = []
    for span in account.proposition.span:
        quoted = quoted_stretches(span.exact)
        found += [
            word.text for word in words_in(span.exact) if not any(start <= word.start < end for start, end in quoted)
        ]
    return tuple(found)
