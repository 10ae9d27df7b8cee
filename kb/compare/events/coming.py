"""Days of what is still to come that cannot both hold: "takes office on 1 May", "will be sworn in on 1 June".

What lies ahead of two texts of one story, done by one party in one way, comes once; what happened before may have
happened again and again, and needs the stricter grounds of :mod:`kb.compare.events.events`. A term ("by the end of
March") is held against terms only, since a day before its end is within it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kb.compare.events.events import same_event
from kb.compare.finder import Difference, Finder
from kb.compare.source import Source
from kb.compare.telling.accounts import Account, Name, accounts_of
from kb.compare.telling.meeting import Key, labelled, shared, story_keys
from kb.compare.telling.sides import Stand, disagreement, discrepancy, told
from kb.compare.telling.stories import one_story
from kb.compare.telling.wordings import one_word
from kb.groups import Groups
from kb.model import Discrepancy, DiscrepancyKind, Severity, Span, TimeOf
from kb.neighbours import Matching, Pair
from kb.wording import CALENDAR, LIGHT, opposites_among, relation_classes

_STATES = frozenset({"be", "do", "get", "have", "know", "say", "tell", "think", "want"})
_STARTING = frozenset({"begin", "commence", "launch", "open", "start"})
_TERM = re.compile(r"\bby\s+(?:(?:about|around|early|late|mid|the)[\s-]+)*$", re.IGNORECASE)
_NO_DAY = re.compile(r"\b(?:after|before|between|from|since|through|till|until)\s+(?:the\s+)?$", re.IGNORECASE)
_BEFORE = 16  # characters before a time that say how it is meant
_HALF = 0.5  # share of what is told besides that both tell
_MOST, _FEWEST = 0.6, 2  # share and number of words that two clauses of one coming event have in common
_MOVED = 1  # days between two texts in which a day is seldom moved


@dataclass(frozen=True, slots=True)
class Coming:
    """A clause about what is still to come.

    Attributes:
        account: The clause.
        first, last: The days that the time leaves room for.
        span: Its words.
        term: It is a last day: "by the end of March".
        words: What the clause tells, without names and time.
    """

    account: Account
    first: date
    last: date
    span: Span
    term: bool
    words: frozenset[str]

    @property
    def value(self) -> str:
        """Give the time as the value of a side."""
        if self.term:
            return f"by {self.last}"
        return str(self.first) if self.first == self.last else f"{self.first}/{self.last}"


@dataclass(frozen=True, slots=True)
class OneComing:
    """Two clauses of one coming event: what was shown, and whether their days exclude each other."""

    shown: tuple[str, ...]
    clash: bool


def _items(source: Source) -> Mapping[str, Coming]:
    found = {one: _coming(account) for one, account in source.once(accounts_of).items()}
    return {one: coming for one, coming in found.items() if coming}


def _coming(account: Account) -> Coming | None:
    """Read the one time of a clause, where it lies ahead of the text."""
    clause = account.proposition
    times = [time for time in clause.times if time.of is TimeOf.CONTENT and time.interval.latest]
    if len(times) != 1 or account.published is None or not account.classes - _STATES:
        return None
    (time,) = times
    first, last = time.interval.earliest, time.interval.latest
    part = next((span for span in clause.span if span.start <= time.span.start and time.span.end <= span.end), None)
    if part is None or last is None or last <= account.published:
        return None
    before = part.exact[: time.span.start - part.start][-_BEFORE:]
    term = bool(_TERM.search(before)) or first is None
    if _NO_DAY.search(before) or (first is not None and first <= account.published and not term):
        return None
    year = term and time.span.exact.isdigit()  # "by 2026" may be its first day or its last
    earliest = last - timedelta(days=366) if year else last if term else first
    named = {word for name in account.names for word in name}
    words = account.words - named - LIGHT - CALENDAR
    return Coming(account, earliest or last, last, time.span, term, words)


def _keys(one: Coming) -> Iterator[Key]:
    yield from ((*key, "coming", one.term) for key in story_keys(one.account.traits))


def _link(left: Coming, right: Coming) -> OneComing | None:
    one, other = left.account, right.account
    if left.term != right.term or one.outlet == other.outlet or not one_story(one.traits, other.traits):
        return None
    if one.proposition.polarity is not other.proposition.polarity or opposites_among(one.words, other.words):
        return None
    names = _parties(one, other)
    doing = _doing(left, right, names) if names is not None else ""
    if names is None or not doing:
        return None
    shown = same_event(one, other)
    if shown and shown.strict:  # those that are set against each other with all that has happened
        return None
    clash = left.last < right.first or right.last < left.first
    parties = "; ".join(labelled(names, one))
    return OneComing(("the story", f"what is to come ({doing})", *([f"the names ({parties})"] if names else [])), clash)


def _parties(one: Account, other: Account) -> frozenset[Name] | None:
    """Give the names that both sentences have; nothing where one names somebody whom the other article does not."""
    if one.subject_known and other.subject_known and not (one.subject <= other.subject or other.subject <= one.subject):
        return None
    for near, far in ((one, other), (other, one)):
        known = {word for name in far.traits.names for word in name} | far.traits.unusual | far.around
        if any(name.isdisjoint(known) for name in near.names):
            return None
    common = shared(one.names, other.names, other.around) | shared(other.names, one.names, one.around)
    return frozenset(common)


def _doing(left: Coming, right: Coming, names: frozenset[Name]) -> str:
    """Give what is done in both clauses, in words, where it is one thing; nothing else.

    A kind of doing is not enough: much is decided, opened and met about within days. Either something else than the
    doing is common to both, or two parties are, or there is nothing else in either.
    """
    classes = (left.account.classes & right.account.classes) - _STATES
    starting = not _STARTING.isdisjoint(left.account.classes) and not _STARTING.isdisjoint(right.account.classes)
    ours, theirs = _besides(left), _besides(right)
    common = sorted(word for word in ours if any(one_word(word, other) for other in theirs))
    fewer = min(len(ours), len(theirs))
    if common and (classes or starting) and len(common) >= _HALF * fewer:
        return ", ".join([*(sorted(classes)[:1] or ["begin"]), *common[:3]])
    parties = [name for name in names if not any(name < other for other in names)]
    if classes and (len(parties) >= _FEWEST or (parties and max(len(ours), len(theirs)) <= 1)):
        return ", ".join(sorted(classes)[:2])
    return ", ".join(common[:4]) if len(common) >= max(_FEWEST, _MOST * fewer) else ""


def _besides(one: Coming) -> frozenset[str]:
    """Give what a clause tells besides its doing."""
    doing = {part for word in one.account.classes for part in word.split("-")} | _STARTING
    return frozenset(word for word in one.words if word not in doing and relation_classes(word).isdisjoint(doing))


def _outcome(coming: Mapping[str, Coming], links: Mapping[Pair, OneComing]) -> Iterator[Discrepancy]:
    """Give one discrepancy for all days of one coming event of which some exclude each other."""
    clashing = [pair for pair in sorted(links) if links[pair].clash]
    if not clashing:
        return
    members = [coming[one] for one in sorted({one for pair in clashing for one in pair})]
    stands: list[Stand] = [(_side_of(one, members), one.account, one.span) for one in members]
    disagree = disagreement(stands)
    apart = max(coming[one].account.days_from(coming[other].account) or 0 for one, other in clashing)
    moved = " The day may have been moved since." if apart > _MOVED else ""
    shown = links[clashing[0]].shown
    heading = disagree or "Different days for one thing to come."
    text = f"{heading} {told(stands)}. Shown to be the same: {', '.join(shown)}.{moved}"
    severity = Severity.INFO if disagree or moved else Severity.WARNING
    yield discrepancy(DiscrepancyKind.DATE, severity, stands, text, shown)


def _side_of(one: Coming, members: Sequence[Coming]) -> str:
    """Give the narrowest time that this one has a day in common with: "in May" stands with "on 1 May"."""
    meeting = [other for other in members if one.first <= other.last and other.first <= one.last]
    return min(meeting, key=lambda other: (other.last - other.first, other.value)).value


def _groups() -> Groups[Coming, OneComing, Difference]:
    order = Matching(keys=_keys, link=_link, order=lambda one: (sorted(one.words), one.account.printed))
    return Groups(order, _outcome)


COMING = Finder("coming", _items, _groups)
