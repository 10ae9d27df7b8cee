"""Yes and no: one matter that some assert and others deny.

Two outlets that contradict each other in their own voices are a warning; two speakers who do, each through
another outlet, disagree, which is news and no fault of the reporting.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.compare.people.likenesses import may_name_one
from kb.compare.positions.matters import Matter, matter_of, of_one_reach, on_other_days, opposites_between
from kb.compare.positions.stance.accounts import attitude_between, is_deed
from kb.compare.positions.stance.lexicon import forms, lexicon
from kb.compare.positions.stance.lines import Line
from kb.compare.positions.tellings import Telling, line_of
from kb.compare.telling.accounts import Account
from kb.compare.telling.dated import Dated
from kb.compare.telling.sides import Stand, discrepancy, told
from kb.compare.telling.stories import one_story
from kb.model import Certainty, Discrepancy, DiscrepancyKind, Kind, Polarity, Severity, Voice
from kb.neighbours import Pair
from kb.wording import name_words, words_in

_SHOWING = frozenset({"show", "prove", "reveal", "demonstrate", "confirm", "establish"})
_NEXT = 1  # days between issues of a daily
_PLAIN_NOT = re.compile(r"\b(?:cannot|never|not)\b|n[’']t\b", re.IGNORECASE)
_FRESH = 7  # days between two publications in which nothing undated can have changed
_ANY = re.compile(
    r",?\s+n?or\s+(?:\w+\s+)?any\s+others?(?:\s+\w+)?(?=\W*$)|\bany\s+(?!(?:further|longer|more|other|others|such)\b)",
    re.IGNORECASE,
)
_OUGHT = frozenset({"must", "ought", "should"})
_STANCES = frozenset({"accept", "approve", "back", "endorse", "favor", "favour", "oppose", "reject", "support"})
_NOW = re.compile(r"\b(?:am|are|do|does|is|remains?|stays?)\b", re.IGNORECASE)
_SOFAR = re.compile(
    r"\b(?:yet|so far|still|until now|(?:has|have) (?:not|no|never)|(?:has|have)n[’']t)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Denial:
    """Of two clauses of one matter, one says the opposite of the other.

    Attributes:
        shown: What was shown to be the same.
        since: The denial is of what had not been "yet" in the earlier text; things may have changed since.
        undated: The day of one text is not known; neither is which of them is the earlier one.
    """

    shown: tuple[str, ...]
    since: bool = False
    undated: bool = False


def denial_between(one: Telling, other: Telling, matter: Matter | None, *, undated: bool = False) -> Denial | None:
    """Tell whether one of two clauses denies the other, each being sure of it and denied in so many words.

    Args:
        one: A clause.
        other: A clause of another article.
        matter: What they have in common.
        undated: The day of one text is not known: then what is so now, or has not been yet, may have changed.
    """
    left, right = one.account, other.account
    if not (one.firm and other.firm and one.plain and other.plain):
        return None
    wide, wider = _of_this_one(one), _of_this_one(other)
    if matter is None and (wide, wider) != (one, other):
        one, other = wide, wider
        matter = matter_of(one, other)
    if not _may_be_at_odds(one, other) or (undated and _may_change(one, other)):
        return None
    opposed = left.proposition.polarity is not right.proposition.polarity
    if (
        not undated
        and left.claim
        and left.claim == right.claim
        and opposed
        and (matter or left.classes & right.classes)
    ):
        shown = matter.shown if matter else (f"the claim ({left.text})",)
        return Denial(shown, _may_have_changed(left, right)) if _at_one_time(one, other) else None
    if (
        matter is None
        or not (opposed or _turned_by_words(one, other))
        or (not opposed and _counting_apart(left, right))
    ):
        return None
    if any(way.voice is not Voice.DENIES for way in (attitude_between(left, right), attitude_between(right, left))):
        return None
    return Denial(matter.shown, _may_have_changed(left, right), undated)


def _may_change(one: Telling, other: Telling) -> bool:
    """Tell whether either clause is of what was so up to its day, or both are of what is so on theirs.

    What can be told with another word each time ("passed" one inspection, "failed" the next) may be two occasions; how
    somebody stands to a thing ("backed the sale", "opposed the sale") is asked once.
    """
    left, right = one.account, other.account
    if left.proposition.polarity is right.proposition.polarity and not opposites_between(one, other) & _STANCES:
        return True
    sofar = any(_SOFAR.search(account.text) for account in (left, right))
    return sofar or all(_NOW.search(account.text) for account in (left, right))


def _counting_apart(left: Account, right: Account) -> bool:
    """Tell whether both count, and not alike: "killing 12" is another number than "killing 31", and no denial of it."""
    ours, theirs = (
        {
            (quantity.kind, quantity.low, quantity.high)
            for quantity in account.statement.quantities
            if any(span.covers(quantity.span) for span in account.proposition.span)
        }
        for account in (left, right)
    )
    return bool(ours) and bool(theirs) and ours != theirs


def _of_this_one(telling: Telling) -> Telling:
    """Give a denial of any as one of the thing in question: "not at that meeting or at any other", "not any guard".

    "Not any other guard" leaves this one out, and "not any more" is of a time.
    """
    text = _ANY.sub("", telling.line.text) if telling.turned else telling.line.text
    return telling if text == telling.line.text else replace(telling, line=Line.of(text))


def _may_be_at_odds(one: Telling, other: Telling) -> bool:
    """Tell whether two clauses are of one reach and of the same days, and do not say one thing in two ways.

    "Without oxygen it lives" and "it needs no oxygen" are at odds in nothing, nor are "not open" and "closed".
    """
    left, right = one.account, other.account
    opposed = left.proposition.polarity is not right.proposition.polarity
    if not _OUGHT.isdisjoint({*one.line.words} ^ {*other.line.words}):
        return False  # "must withdraw" and "would not withdraw" can both be so
    if (one.turned and other.turned) or (opposed and opposites_between(one, other)):
        return False
    return of_one_reach(one, other) and not on_other_days(left, right)


def _turned_by_words(one: Telling, other: Telling) -> bool:
    """Tell whether words other than "not" may turn one clause round, as "failed" does "passed".

    Opposites may tell one thing of two parties, of whom one won and the other was beaten; and two clauses with a "not"
    each are at odds in nothing that their words show.
    """
    opposites = opposites_between(one, other)
    converse = bool(opposites) and opposites <= lexicon().converse
    denied = all(telling.account.proposition.polarity is Polarity.NEGATIVE for telling in (one, other))
    return not converse and not denied


def _at_one_time(one: Telling, other: Telling) -> bool:
    """Dated alike, or published so close together that nothing will have changed.

    A clause without a time has those of its sentence: "was named in 2019 but did not win" is of that year. Where there
    is none either, and no year, it is of the day of print, as the other one must be then, and of the same story.
    """
    left, right = one.account, other.account
    apart = left.days_from(right)
    fresh = apart is not None and apart <= _FRESH
    if left.times and right.times:
        return any(ours.interval == theirs.interval for ours in left.times for theirs in right.times)
    if not (left.times or right.times):
        return fresh
    dated, undated = (one, other) if left.times else (other, one)
    if undated.dates:
        return fresh and any(ours.meets(theirs) for ours in dated.account.times for theirs in undated.dates)
    in_print = any(_near_print(time, dated.account) for time in dated.account.times)
    return fresh and in_print and not undated.years and one_story(left.traits, right.traits)


def _near_print(time: Dated, account: Account) -> bool:
    first, last, day = time.interval.earliest, time.interval.latest, account.published
    return first is not None and day is not None and first == last and abs((day - first).days) <= _FRESH


def _may_have_changed(left: Account, right: Account) -> bool:
    """Tell whether the earlier text only says that something had not happened by then."""
    if left.published is None or right.published is None or left.published == right.published:
        return False
    earlier = min(left, right, key=lambda one: (one.published, one.id))
    return bool(_SOFAR.search(earlier.text)) and not (left.times and right.times)


def denials_told(accounts: Mapping[str, Account], links: Mapping[Pair, Denial]) -> Iterator[Discrepancy]:
    """Give what outlets contradict each other on, and what speakers do.

    Of a speaker reported both ways the outlets contradict each other; such a one disagrees with nobody else.
    """
    sorts: dict[tuple[str, str], dict[Pair, Denial]] = defaultdict(dict)  # by a speaker, where it is of one
    both_ways = _wavering(accounts, links)
    for pair, link in links.items():
        one, other = (accounts[name] for name in pair)
        if _own(one) and _own(other):
            if one.outlet != other.outlet:
                sorts["outlets", ""][pair] = link
        elif _of_one_speaker(one, other):
            if one.outlet != other.outlet and _one_says_not(one, other):
                sorts["reports", one.statement.speaker][pair] = link
        elif _known(one, other) and both_ways.isdisjoint((one.statement.speaker, other.statement.speaker)):
            sorts["speakers", ""][pair] = link
    for sort in sorted(sorts):
        yield from _told(sort[0], accounts, sorts[sort])


def _own(account: Account) -> bool:
    """Tell whether an outlet says it itself, or lets the evidence say it: "tests showed that …"."""
    cue = (word.text for span in account.statement.cue for word in words_in(span.exact))
    shown = any(not forms(word).isdisjoint(_SHOWING) for word in cue)
    certain = account.proposition.certainty is Certainty.CERTAIN
    if is_deed(account):
        return certain
    return account.own_voice or (shown and certain and not account.statement.speaker)


def _known(one: Account, other: Account) -> bool:
    """Tell whether two known speakers say it, and not one, misprinted or by surname; an outlet is no speaker."""
    speakers = {account.statement.speaker for account in (one, other) if account.statement.kind is not Kind.NARRATOR}
    return "" not in speakers and len(speakers) == 2 and not may_name_one(*map(name_words, speakers))


def _of_one_speaker(one: Account, other: Account) -> bool:
    """Tell whether both report what one known speaker said."""
    reported = Kind.NARRATOR not in (one.statement.kind, other.statement.kind)
    return reported and bool(one.statement.speaker) and one.statement.speaker == other.statement.speaker


def _one_says_not(one: Account, other: Account) -> bool:
    """Tell whether one report has a plain "not", and the other none: what else denies may be how it was read."""
    return bool(_PLAIN_NOT.search(one.text)) is not bool(_PLAIN_NOT.search(other.text))


def _wavering(accounts: Mapping[str, Account], links: Mapping[Pair, Denial]) -> frozenset[str]:
    """Give the speakers who are reported both ways."""
    pairs = ((accounts[one].statement.speaker, accounts[other].statement.speaker) for one, other in links)
    return frozenset(one for one, other in pairs if one and one == other)


def _told(sort: str, accounts: Mapping[str, Account], links: Mapping[Pair, Denial]) -> Iterator[Discrepancy]:
    sides = _sides(accounts, links)
    if sides is None:
        return
    yes, no = sides
    if sort == "reports" and not {one.article for one in yes}.isdisjoint(one.article for one in no):
        return  # a text that has both tells of a word taken back
    values = {account.id: value for members, value in zip(sides, _values(yes, no), strict=True) for account in members}
    stands: list[Stand] = [(values[one.id], one, one.proposition.span[0]) for one in (*yes, *no)]
    first = links[min(links)]
    texts = {
        "outlets": "One text asserts in its own voice what another denies in its own.",
        "speakers": f"The speakers disagree: {_names(yes)} affirms what {_names(no)} denies. "
        "No outlet says either itself.",
        "reports": f"One text reports of {_names(yes)} what another reports the opposite of.",
    }
    later = " Things may have changed between the two texts." if all(one.since for one in links.values()) else ""
    if all(one.undated for one in links.values()):
        later = " The day of one text is not known, so things may have changed between the two."
    if sort == "reports" and not later and all(_days_apart(accounts, pair) for pair in links):
        later = " The speaker may have changed position between the two."
    severity = Severity.WARNING if sort != "speakers" and not later else Severity.INFO
    readings = {Polarity.POSITIVE.value: "asserted", Polarity.NEGATIVE.value: "denied"}
    text = f"{texts[sort]} {told(stands, readings)}. Shown to be the same: {', '.join(first.shown)}.{later}"
    yield discrepancy(DiscrepancyKind.POLARITY, severity, stands, text, first.shown)


def _days_apart(accounts: Mapping[str, Account], pair: Pair) -> bool:
    """Tell whether two texts came out with more than a night between them."""
    apart = accounts[pair[0]].days_from(accounts[pair[1]])
    return apart is None or apart > _NEXT


def _sides(accounts: Mapping[str, Account], links: Mapping[Pair, Denial]) -> tuple[list[Account], list[Account]] | None:
    """Divide clauses so that those that deny each other stand on different sides; nothing where that is impossible."""
    beside: dict[str, set[str]] = defaultdict(set)
    for one, other in links:
        beside[one].add(other)
        beside[other].add(one)
    side: dict[str, int] = {}
    for first in sorted(beside):
        waiting = [(first, 0)] if first not in side else []
        while waiting:
            one, number = waiting.pop()
            if side.setdefault(one, number) != number:
                return None
            waiting += [(other, 1 - number) for other in sorted(beside[one]) if other not in side]
            if any(side.get(other) == number for other in beside[one]):
                return None
    halves = [[accounts[one] for one in sorted(side) if side[one] == number] for number in (0, 1)]
    halves.sort(key=lambda half: (sum(_negative(one) for one in half) / len(half), half[0].id))
    return halves[0], halves[1]


def _negative(account: Account) -> bool:
    return account.proposition.polarity is Polarity.NEGATIVE


def _values(yes: Sequence[Account], no: Sequence[Account]) -> tuple[str, str]:
    """Name the sides: positive and negative, or what each says where no "not" tells them apart ("passed", "failed")."""
    if any(map(_negative, no)) and not any(map(_negative, yes)):
        return Polarity.POSITIVE.value, Polarity.NEGATIVE.value
    return tuple(min(" ".join(line_of(one).text.split()) for one in half) for half in (yes, no))  # type: ignore[return-value]


def _names(accounts: Sequence[Account]) -> str:
    return " and ".join(sorted({account.speaker for account in accounts}))
