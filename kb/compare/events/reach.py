"""Reach: one matter told by words of different reach, "all ferries were cancelled" and "most ferries were cancelled".

Neither is shown to be wrong: what was cut off wholly was cut off in part. But a reader should know how far either goes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

from kb.compare.events.events import names_at_odds, same_event
from kb.compare.events.quantified import Quantified, quantified_in
from kb.compare.finder import Difference, Finder
from kb.compare.groups import groups_of
from kb.compare.people.likenesses import may_name_one
from kb.compare.positions.matters import on_other_days
from kb.compare.positions.stance.lexicon import lexicon
from kb.compare.telling.sides import Stand, discrepancy, told
from kb.compare.telling.stories import like_story
from kb.groups import Groups
from kb.model import DiscrepancyKind, Severity
from kb.neighbours import Glance, Key, Matching, Pair
from kb.wording import alike, name_words, opposites_among, unmatched

_AGAINST, _FOR = re.compile(r"\bagainst\b", re.IGNORECASE), re.compile(r"\b(?:for|in favou?r of)\b", re.IGNORECASE)
_NAMES = 8
_SHARE = 0.5  # of what is said of the thing, that both say (Dice)


def _keys(one: Quantified) -> Iterator[Key]:
    account = one.account
    yield from ((bucket, one.head) for bucket in account.traits.buckets)
    yield from ((one.head, name) for name in account.traits.met_by)
    if not one.narrowed and account.times:
        named = sorted({word for name in account.names for word in name})[:_NAMES]
        for relation in sorted(account.classes):
            yield from ((relation, *pair) for pair in combinations(named, 2))


def _glance(one: Quantified) -> Glance:
    return ("whole" if one.whole else "part",)


def _may_link(left: Glance, right: Glance) -> bool:
    """Tell whether one is of all, and the other of a part."""
    return left != right


def _link(left: Quantified, right: Quantified) -> str | None:
    """Give what shows that both are about one matter, in words, where one says all of it and the other a part."""
    if left.account.article == right.account.article or left.whole is right.whole:
        return None
    if _by_surname(left, right):
        return None
    whole, part = (left, right) if left.whole else (right, left)
    alike_but_for_reach = (
        left.head == right.head
        and like_story(left.account.traits, right.account.traits)
        and not on_other_days(left.account, right.account)
        and _said_alike(whole, part)
        and (not part.narrowed or _narrows(whole, part))
    )
    if alike_but_for_reach:
        return f"the story, the thing ({left.head}), what is said of it ({', '.join(sorted(whole.said)[:3])})"
    if part.narrowed or not (left.head == right.head or alike(left.head, right.head)):
        return None
    event = same_event(left.account, right.account)
    return event.ground if event and event.strict else None


def _by_surname(left: Quantified, right: Quantified) -> bool:
    """Tell whether two speakers may be one whom a text calls by a part of the name: nobody is at odds with herself."""
    speakers = [one.account.statement.speaker for one in (left, right)]
    return speakers[0] != speakers[1] and may_name_one(name_words(speakers[0]), name_words(speakers[1]))


def _said_alike(whole: Quantified, part: Quantified) -> bool:
    if names_at_odds(whole.account, part.account):
        return False
    if whole.denied:  # "no school was open", and "most schools were closed"
        return _opposite(whole, part)
    relation = whole.account.proposition.relation
    if relation == part.account.proposition.relation and relation != "be":
        return True
    if whole.behind is not part.behind:  # "scored its goals from headers", and "goals came from headers"
        subject, object_ = (part, whole) if whole.behind else (whole, part)
        return _share(subject.said & subject.told, object_.told) >= _SHARE
    return _share(whole.said, part.said) >= _SHARE


def _share(ours: frozenset[str], theirs: frozenset[str]) -> float:
    alone, _ = unmatched(ours, theirs)
    return 2 * len(ours - alone) / (len(ours) + len(theirs)) if ours - alone else 0.0


def _opposite(whole: Quantified, part: Quantified) -> bool:
    """Tell whether what none does is the opposite of what a part does: open and closed, against and for."""
    said = [
        one.said.union(one.account.proposition.words, [one.account.proposition.relation.casefold()])
        for one in (whole, part)
    ]
    sides = [(bool(_AGAINST.search(one.text)), bool(_FOR.search(one.text))) for one in (whole, part)]
    exchanged = sides[0] == sides[1][::-1] and sides[0][0] is not sides[0][1]
    return exchanged or _excluded(*said)


def _excluded(ours: Collection[str], theirs: Collection[str]) -> bool:
    """Tell whether a word of one excludes a word of the other."""
    excluded = any((one, other) in lexicon().opposites for one in ours for other in theirs)
    return excluded or bool(opposites_among(frozenset(ours), frozenset(theirs)))


def _narrows(whole: Quantified, part: Quantified) -> bool:
    """Tell whether the noun has a word beside it that narrows it, and nothing else is told but what the whole tells."""
    if whole.behind is part.behind:
        fewer, more = unmatched(whole.near, part.near)
    else:  # the whole may have a verb of its own: "scored its goals"
        fewer, more = frozenset[str](), unmatched(whole.told, part.near & part.told)[1]
    _, besides = unmatched(whole.said | whole.near, part.said)
    if whole.denied:  # none was open, and some were closed
        besides = frozenset(word for word in besides if not _excluded(whole.said, {word}))
    return bool(more) and not fewer and not besides


def _outcome(clauses: Mapping[str, Quantified], links: Mapping[Pair, str]) -> Iterator[Difference]:
    for group in groups_of(sorted(clauses), links) if links else ():
        stands: list[Stand] = [
            (clauses[one].value, clauses[one].account, clauses[one].account.proposition.span[0]) for one in group
        ]
        readings = {one.value: "of all" if one.whole else "of a part" for one in clauses.values()}
        text = (
            f"One matter, told with different reach. {told(stands, readings)}. One takes in all of its kind, the other"
            " a part; which goes too far, the texts do not tell."
        )
        yield discrepancy(DiscrepancyKind.SCOPE, Severity.INFO, stands, text, (links[min(links)],))


def _groups() -> Groups[Quantified, str, Difference]:
    return Groups(Matching(keys=_keys, link=_link, glance=_glance, may_link=_may_link), _outcome)


REACH = Finder("reach", quantified_in, _groups)
