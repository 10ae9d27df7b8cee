"""Certainty: one text prints as so what another prints as possible, suspected or planned.

A hedge contradicts nothing, so this is for a reader's information. Nor is it a difference when a text from before an
event speaks of what may come, and one from after it of what came: that is so where the later one tells of a day on
which the earlier one was out already. Where both tell of the same days, one of them knew less, or dared less; that
the other came out later is said with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.compare.positions.matters import Matter, is_hedge
from kb.compare.positions.stance.accounts import attitude_between
from kb.compare.positions.tellings import Telling
from kb.compare.telling.accounts import Account
from kb.compare.telling.sides import Stand, discrepancy, told
from kb.model import Certainty, Discrepancy, DiscrepancyKind, Severity, Voice
from kb.neighbours import Pair
from kb.wording import LIGHT

_DONE = re.compile(r"\b(?:have|having|had|has|was|were|been)\b", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:can|could|may|might|shall|should|will|would|whether|to)\b", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:has|have)\b", re.IGNORECASE)
_NEXT = 1  # days between issues of a daily


@dataclass(frozen=True, slots=True)
class Doubt:
    """Of two clauses of one matter, one is sure and the other is not.

    Attributes:
        sure: Identifier of the one that is.
        shown: What was shown to be the same.
        later: The sure one came out on a later day.
    """

    sure: str
    shown: tuple[str, ...]
    later: bool = False


def doubt_between(left: Telling, right: Telling, matter: Matter) -> Doubt | None:
    """Tell whether one of two clauses leaves open what the other, in the outlet's own voice, prints as so."""
    for sure, unsure, parts in ((left, right, matter.parts[1]), (right, left, matter.parts[0])):
        if not sure.sure or not unsure.hedged or not ({-1} | parts).intersection(unsure.graded):
            continue
        if not _tell_alike(sure, unsure, matter):
            continue
        ways = attitude_between(sure.account, unsure.account), attitude_between(unsure.account, sure.account)
        if all(way.voice is not Voice.DENIES for way in ways) and not _comes_before(unsure, sure.account):
            return Doubt(sure.account.id, matter.shown, later=_is_later(sure.account, unsure.account))
    return None


def _tell_alike(one: Telling, other: Telling, matter: Matter) -> bool:
    """Tell whether both clauses have a verb, and not two different ones that say something.

    A verb that only grades ("is weighing whether to close") is none of what is told; and a verb whose words have a
    counterpart in the other clause is no different one ("brought down", "collapsed").
    """
    ours, theirs = one.account, other.account
    verbs = {ours.proposition.relation.casefold(), theirs.proposition.relation.casefold()}
    if "" in verbs:
        return False
    common = ours.classes & theirs.classes or verbs & (LIGHT | {"be"}) or verbs & (one.lemmas & other.lemmas)
    return bool(common) or any(map(is_hedge, verbs)) or verbs.isdisjoint(matter.spare)


def _comes_before(telling: Telling, sure: Account) -> bool:
    """Tell whether the one speaks of what may come, and the other of what came on a day on which the one was out.

    Where what came has no day of its own, the later text as a whole shows whether it tells of such days; and "has
    closed" tells the news of the day on which it is printed, or of the day before. What was planned is soon done.
    """
    unsure = telling.account
    future = _TO_COME.search(unsure.text) and not _DONE.search(unsure.text)
    if sure.proposition.tense != "past" or unsure.proposition.tense == "past" or not future:
        return False
    if unsure.published is None or sure.published is None:
        return True
    dated = [time.room.latest for time in sure.times if time.room.latest]
    if dated:
        return max(dated) >= unsure.published and unsure.published < sure.published
    apart = (sure.published - unsure.published).days
    if (apart > _NEXT and _PERFECT.search(sure.text)) or (apart > 0 and telling.planned):
        return True
    told = [day.earliest for day, _ in sure.traits.days if day.earliest and day.earliest <= sure.published]
    return apart > 0 and (not told or max(told) > unsure.published)


def _is_later(one: Account, other: Account) -> bool:
    return bool(one.published and other.published and one.published > other.published)


def doubts_told(accounts: Mapping[str, Account], links: Mapping[Pair, Doubt]) -> Iterator[Discrepancy]:
    """Give one discrepancy for all that are sure and unsure of one thing; a text that is both is left out."""
    texts: dict[str, set[str]] = {}
    for pair, link in links.items():
        for one in pair:
            texts.setdefault(accounts[one].article, set()).add("sure" if one == link.sure else "unsure")
    kept = {pair: link for pair, link in links.items() if all(len(texts[accounts[one].article]) == 1 for one in pair)}
    if not kept:
        return
    certain = {link.sure for link in kept.values()}
    members = sorted({one for pair in kept for one in pair})
    stands: list[Stand] = []
    for one in members:
        account = accounts[one]
        least = account.proposition.certainty
        open_ = Certainty.POSSIBLE.value if least is Certainty.CERTAIN else least.value
        stands.append((Certainty.CERTAIN.value if one in certain else open_, account, account.proposition.span[0]))
    first = kept[min(kept)]
    later = " The surer text is of a later day." if all(link.later for link in kept.values()) else ""
    readings = {value: "as so" if value == Certainty.CERTAIN.value else "left open" for value, _, _ in stands}
    text = (
        f"One text prints as so what another leaves open. {told(stands, readings)}. "
        f"Shown to be the same: {', '.join(first.shown)}.{later} A hedge contradicts nothing."
    )
    yield discrepancy(DiscrepancyKind.MODALITY, Severity.INFO, stands, text, first.shown)
