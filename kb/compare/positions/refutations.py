"""Refutations: an event of a day on which, by another article, there was nothing of the kind.

"All talks with the pilots were cut off in May" and "the pilots met the airline on 3 June" cannot both hold, though
neither mentions the other. Both must be of one sort of event and one place or party, and the day must lie within the
state: after the last day on which it can have begun, and before the article told it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kb.compare.finder import Difference, Finder
from kb.compare.positions.occasions import Occasion, brings_back, occasions_of
from kb.compare.positions.states import State, states_of, unlinked
from kb.compare.source import Source
from kb.compare.telling.accounts import Account
from kb.compare.telling.dated import Dated
from kb.compare.telling.meeting import Key, labelled
from kb.compare.telling.rarity import RAREST, rank
from kb.compare.telling.sides import Stand, disagreement, discrepancy, told
from kb.groups import Groups
from kb.model import Discrepancy, DiscrepancyKind, Interval, Polarity, Severity
from kb.neighbours import Glance, Matching, Pair
from kb.wording import words_in

_NAMES = 6
_MUTUAL = frozenset({"sort contact", "sort convene"})  # either party may be named as the one that does it
_DEFEAT, _VICTORY = "sort defeat", "sort victory"
_LOSERS = re.compile(r"\b(?:against|at|beat|beaten|beating|beats|over)\b(?P<who>.*)", re.IGNORECASE | re.DOTALL)
_HIRE = "sort hire"
_STARTS = re.compile(r"\bjoin(?:ed|s)?\b(?P<whom>.*?)\bas\b", re.IGNORECASE | re.DOTALL)  # "joined the yard as a clerk"

Told = State | Occasion


@dataclass(frozen=True, slots=True)
class Refuted:
    """A state and an event within it: what was shown to be one."""

    shown: tuple[str, ...]


def _items(source: Source) -> Mapping[str, Told]:
    states: dict[str, Told] = {f"state {one.account.id}": one for one in states_of(source)}
    events: dict[str, Told] = {f"event {one.account.id}": one for one in occasions_of(source)}
    return states | events


def _keys(one: Told) -> Iterator[Key]:
    """A state meets under its rarest name, an event under each of its names, both with a root of what is told."""
    named = {word for name in one.names for word in name} | unlinked(one.account)
    words = sorted(named, key=lambda word: (-rank(word), word))
    if isinstance(one, State):
        roots = one.kind[0] if one.kind else frozenset()
        words = words[:1]
    else:
        roots = one.roots | ({_DEFEAT} if _VICTORY in one.roots else set()) | _taken_on(one)
        words = words[: 2 * _NAMES]
    yield from (("refuting", word, root) for word in words for root in sorted(roots))


def _glance(one: Told) -> Glance:
    return ("state" if isinstance(one, State) else "occasion",)


def _may_link(left: Glance, right: Glance) -> bool:
    """Tell whether one tells a state and the other an occasion."""
    return left != right


def _link(left: Told, right: Told) -> Refuted | None:
    if isinstance(left, State) and isinstance(right, Occasion):
        return _refuted(left, right)
    if isinstance(right, State) and isinstance(left, Occasion):
        return _refuted(right, left)
    return None


def _refuted(state: State, event: Occasion) -> Refuted | None:
    if state.account.article == event.account.article or not _within(state, event):
        return None
    if not state.lasting and brings_back(event):
        return None
    if not all(_named(name, state, event) for name in state.names) or not state.names or _of_others(state, event):
        return None
    given = event.roots | _lost_to(state, event) | _taken_on(event)
    met = [roots for roots in state.kind if roots & given]
    beside = [roots for roots in state.rest if roots & given]
    if len(met) < len(state.kind) or len(state.rest) - len(beside) > 1 or (state.rest and len(met) + len(beside) < 2):
        return None
    kinds = sorted({min(roots & given, key=lambda root: (" " in root, len(root), root)) for roots in (*met, *beside)})
    kinds = [kind.removeprefix("sort ").removeprefix("class ") for kind in kinds]
    return Refuted(
        (
            f"the sort of event ({', '.join(kinds)})",
            f"the names ({'; '.join(labelled(state.names, state.account))})",
            f"the time ({_days(event.days)} lies {_span(state)})",
        )
    )


def _lost_to(state: State, event: Occasion) -> frozenset[str]:
    """Give the sort of a defeat where the one of whom the state tells is the one that others won against."""
    told = state.account
    unbeaten = told.subject if told.subject_known else told.object if told.object_known else frozenset()
    if _VICTORY not in event.roots or not unbeaten:
        return frozenset()
    behind = _LOSERS.search(event.account.text)
    losers = {word.text for word in words_in(behind["who"])} if behind else set()
    return frozenset({_DEFEAT}) if unbeaten <= losers else frozenset()


def _taken_on(event: Occasion) -> frozenset[str]:
    """Give the sort of a hiring where somebody begins to work: "joined the shipyard as a clerk"."""
    return frozenset({_HIRE}) if _STARTS.search(event.account.text) else frozenset()


def _within(state: State, event: Occasion) -> bool:
    first, last = event.days.earliest, event.days.latest
    return first is not None and last is not None and state.first < first and last < state.last


def _named(name: frozenset[str], state: State, event: Occasion) -> bool:
    """Tell whether the event's sentence has a name, or a rare word of it: towns lend theirs to clubs and councils.

    The last word of a longer name says what sort of thing bears it: many clubs are Wanderers.
    """
    if any(name <= other or other <= name for other in event.names) or name <= event.account.around:
        return True
    known = event.account.around | event.roots | {word for other in event.names for word in other}
    printed = [word.text for word in words_in(state.account.labels.get(name, ""))]
    telling = name - set(printed[-1:]) if len(name) > 1 else name
    return any(word in known and rank(word) == RAREST for word in telling)


def _of_others(state: State, event: Occasion) -> bool:
    """Tell whether somebody else does it; to talks there are two parties."""
    one, other = state.account, event.account
    if not (one.subject_known and other.subject_known) or one.subject <= other.subject or other.subject <= one.subject:
        return False
    return not any(roots & _MUTUAL for roots in (*state.kind, *state.rest))


def _span(state: State) -> str:
    if state.first.year == date(1000, 1, 1).year:
        return f"before {state.last}"
    return f"between {state.first} and {state.last}"


def _days(days: Interval) -> str:
    """Put a time into words: ``2021-05-04``, ``2021-05-04 to 2021-05-06``, ``since 2021-05-04``."""
    if days.earliest and days.latest:
        return str(days.earliest) if days.earliest == days.latest else f"{days.earliest} to {days.latest}"
    return f"since {days.earliest}" if days.earliest else f"until {days.latest}"


def _outcome(told_of: Mapping[str, Told], links: Mapping[Pair, Refuted]) -> Iterator[Discrepancy]:
    """Give one discrepancy for states and the events that refute them."""
    if not links:
        return
    stands: list[Stand] = []
    states: list[Account] = []
    events: list[Account] = []
    readings: dict[str, str] = {}
    for name in sorted({one for pair in links for one in pair}):
        one = told_of[name]
        account = one.account
        if isinstance(one, State):
            value = Dated(one.time, one.time.interval, one.time.interval).value if one.time else "never"
            readings[value] = f"nothing of the kind, {_span(one)}"
            states.append(account)
        else:
            value = Dated(one.time, one.days, one.days).value
            events.append(account)
        stands.append((value, account, account.proposition.span[0]))
    first = links[min(links)]
    shown = (*first.shown, *sorted({_triple(account) for account in (*states, *events)}))
    lasting = all(one.lasting for one in told_of.values() if isinstance(one, State))
    until = "" if lasting else " What had ended may have been taken up again in between, but neither text says so."
    halves = (
        (name, account, account.proposition.span[0])
        for name, half in (("", states), ("event", events))
        for account in half
    )
    disagree = disagreement(halves)
    who = f"{disagree} One says" if disagree else "One text says"
    text = (
        f"{who} that there was nothing of the kind when another tells of it. "
        f"{told(stands, readings)}. Shown to be the same: {', '.join(first.shown)}.{until}"
    )
    severity = Severity.INFO if disagree else Severity.WARNING
    yield discrepancy(DiscrepancyKind.REFUTATION, severity, stands, text, shown)


def _triple(account: Account) -> str:
    proposition = account.proposition
    parts = (proposition.subject, proposition.relation, proposition.object)
    times = ", ".join(_days(time.interval) for time in proposition.times)
    told_as = " – ".join(" ".join(part.split()) or "…" for part in parts)
    denied = "; denied" if proposition.polarity is Polarity.NEGATIVE else ""
    return f"{account.label}: {told_as} ({times or 'undated'}{denied})"


def _groups() -> Groups[Told, Refuted, Difference]:
    def order(one: Told) -> tuple[date, str]:
        return (one.first if isinstance(one, State) else one.days.earliest or date.min, one.account.id)

    return Groups(Matching(keys=_keys, link=_link, order=order, glance=_glance, may_link=_may_link), _outcome)


REFUTATIONS = Finder("refutations", _items, _groups)
