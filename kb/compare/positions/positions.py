"""Positions: pairs of clauses of one matter of which one denies the other, or leaves open what the other prints as so.

What one outlet denies in its own voice and another asserts in its own is a warning; speakers who do so disagree, which
is news and no fault of the reporting. Outlets that are sure and unsure of one thing contradict each other in nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from kb.compare.finder import Difference, Finder
from kb.compare.positions.certainty import Doubt, doubt_between, doubts_told
from kb.compare.positions.denials import Denial, denial_between, denials_told
from kb.compare.positions.matters import at_odds, matter_of, matter_within
from kb.compare.positions.stance.alignment import is_telling
from kb.compare.positions.stance.lexicon import forms
from kb.compare.positions.tellings import Telling, tellings_of
from kb.compare.source import Source
from kb.compare.telling.meeting import Key, story_keys
from kb.compare.telling.rarity import RAREST, rank, rarest
from kb.compare.telling.stories import WITHIN, are_apart, like_story, numbered
from kb.groups import Groups
from kb.model import Discrepancy, Polarity
from kb.neighbours import Glance, Matching, Pair

_NAMES = 4  # rarest words of names in its sentence
_WORDS = 4  # rarest words of a clause, of which two of one matter share one

_RECALLED, _DENIED, _MARKED, _SURE, _HEDGED = "rdmsh"
"""Marks of a glance."""

Position = Denial | Doubt


def _items(source: Source) -> Mapping[str, Telling]:
    return source.once(tellings_of)


def _keys(telling: Telling) -> Iterator[Key]:
    """Give a rare word of the clause with a name of its sentence; where that names nobody, with one of the story.

    Names in the clause itself come first: of what two speakers say, the sentences name each one of them.
    """
    traits = telling.account.traits
    words = {min(forms(word), key=lambda form: (len(form), form)) for word in telling.line.words if is_telling(word)}
    named = telling.named | {word for word in words if rank(word) == RAREST}
    told = rarest(words, _WORDS)
    if named:
        own = rarest(telling.named.intersection(telling.line.words), _NAMES)
        beside = (*own, *rarest(named.difference(own), _NAMES))[:_NAMES]
        yield from (
            (day, "name", name, word) for day in (*traits.buckets, "any day") for name in beside for word in told
        )
    else:
        yield from ((*key, word) for key in story_keys(traits) for word in told)
    if telling.account.claim:
        yield ("claim", telling.account.claim)


def _order(telling: Telling) -> str:
    """Set clauses of like words beside each other; in one text, which sorts as its words do, and is shorter."""
    return "\0".join(sorted(telling.account.words))


def _link(left: Telling, right: Telling) -> Position | None:
    if left.account.article == right.account.article or left.recalled is not right.recalled:
        return None
    if not _may_be_of_one_matter(left, right):
        return None
    if like_story(left.account.traits, right.account.traits) and None in (
        left.account.published,
        right.account.published,
    ):
        matter = matter_within(left, right)
        undated = True
    else:
        matter, undated = matter_of(left, right), False
    if undated and matter is None:
        return None
    return denial_between(left, right, matter, undated=undated) or (
        doubt_between(left, right, matter) if matter else None
    )


def _may_be_of_one_matter(left: Telling, right: Telling) -> bool:
    """Tell whether two clauses are of one story, or one claim with a "not" on one side; no others are looked at."""
    if like_story(left.account.traits, right.account.traits):
        return True
    one_claim = left.account.claim and left.account.claim == right.account.claim
    return bool(one_claim) and left.account.proposition.polarity is not right.account.proposition.polarity


def _glance(telling: Telling) -> Glance:
    """Give how a clause says it, of which claim it is, when it was printed, and words it may say the opposite of."""
    manner = (
        (_RECALLED, telling.recalled),
        (_DENIED, telling.account.proposition.polarity is Polarity.NEGATIVE),
        (_MARKED, telling.marked),
        (_SURE, telling.sure),
        (_HEDGED, telling.hedged),
    )
    marks, account = "".join(mark for mark, is_so in manner if is_so), telling.account
    return (marks, account.claim, numbered(account.traits.day), *sorted(telling.lemmas))


def _may_differ(left: Glance, right: Glance) -> bool:
    """Tell whether anything in two clauses could set them apart; of most it shows at a glance that nothing does.

    What an earlier study found is at odds in nothing with what a later one did; and only denials of one claim are of
    one matter when they were printed long after it.
    """
    (ours, claim, day), (theirs, other_claim, other_day) = left[:3], right[:3]
    if (_RECALLED in ours) is not (_RECALLED in theirs):
        return False
    is_denied = (_DENIED in ours) is not (_DENIED in theirs)
    denies_claim = is_denied and bool(claim) and claim == other_claim
    if not denies_claim and are_apart(day, other_day, by_more_than=WITHIN):
        return False
    if is_denied or _MARKED in ours or _MARKED in theirs:
        return True
    if (_SURE in ours and _HEDGED in theirs) or (_SURE in theirs and _HEDGED in ours):
        return True
    return at_odds(frozenset(left[3:]), frozenset(right[3:]))


def _outcome(tellings: Mapping[str, Telling], links: Mapping[Pair, Position]) -> Iterator[Discrepancy]:
    accounts = {one: telling.account for one, telling in tellings.items()}
    denials = {pair: link for pair, link in links.items() if isinstance(link, Denial)}
    doubts = {pair: link for pair, link in links.items() if isinstance(link, Doubt)}
    yield from chain(denials_told(accounts, denials), doubts_told(accounts, doubts))


def _groups() -> Groups[Telling, Position, Difference]:
    return Groups(
        Matching(keys=_keys, link=_link, order=_order, glance=_glance, may_link=_may_differ),
        _outcome,
    )


POSITIONS = Finder("positions", _items, _groups)
