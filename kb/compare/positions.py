"""Positions: pairs of clauses of one matter of which one denies the other, or leaves open what the other prints as so.

What one outlet denies in its own voice and another asserts in its own is a warning; speakers who do so disagree, which
is news and no fault of the reporting. Outlets that are sure and unsure of one thing contradict each other in nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain

from kb.compare.accounts import Account, accounts_of
from kb.compare.certainty import Doubt, doubt_between, doubts_told
from kb.compare.denials import Denial, denial_between, denials_told
from kb.compare.finder import Finder
from kb.compare.matters import at_odds, line_of, matter_of
from kb.compare.meeting import Key, story_keys
from kb.compare.rarity import RAREST, rank, rarest
from kb.compare.source import Source
from kb.compare.stance.alignment import is_telling
from kb.compare.stance.lexicon import forms, lexicon, phrase_at
from kb.compare.stance.lines import Line
from kb.model import Discrepancy
from kb.neighbours import Groups, Matching, Pair

_NAMES = 5  # rarest words of names in its sentence
_WORDS = 5  # rarest words of a clause, of which two of one matter share one

Position = Denial | Doubt


def _items(source: Source) -> Mapping[str, Account]:
    """Give the clauses that say something of somebody; one without a telling word meets nobody."""
    return source.once(accounts_of)


def _keys(account: Account) -> Iterator[Key]:
    """Give a rare word of the clause with a name of its sentence; where that names nobody, with one of the story."""
    line = line_of(account)
    words = {min(forms(word), key=lambda form: (len(form), form)) for word in line.words if is_telling(word)}
    named = {word for name in account.names for word in name} | {word for word in words if rank(word) == RAREST}
    telling = rarest(words, _WORDS)
    if named:
        beside = rarest(named, _NAMES)
        yield from ((day, "name", name, word) for day in account.traits.buckets for name in beside for word in telling)
    else:
        yield from ((*key, word) for key in story_keys(account.traits) for word in telling)
    if account.claim:
        yield ("claim", account.claim)


def _link(left: Account, right: Account) -> Position | None:
    if left.article == right.article or not _may_differ(left, right):
        return None
    matter = matter_of(left, right)
    return denial_between(left, right, matter) or (doubt_between(left, right, matter) if matter else None)


def _may_differ(left: Account, right: Account) -> bool:
    """Tell whether anything in two clauses could set them apart; for most it is soon known that nothing does."""
    if left.proposition.polarity is not right.proposition.polarity:
        return True
    if left.proposition.certainty is not right.proposition.certainty:
        return True
    if left.statement.kind is not right.statement.kind and "" in (left.statement.speaker, right.statement.speaker):
        return True  # "reportedly" belongs to nobody
    lines = line_of(left), line_of(right)
    return any(map(_marked, lines)) or at_odds(*lines)


@lru_cache(maxsize=1 << 14)
def _marked(line: Line) -> bool:
    """Tell whether a line has words that can turn a claim round, or leave it open."""
    known = lexicon()
    cues = (known.negator, known.grading, *known.refuting.values())
    return any(phrase_at(line.words, at, one) for at in range(len(line.words)) for one in cues)


def _outcome(accounts: Mapping[str, Account], links: Mapping[Pair, Position]) -> Iterator[Discrepancy]:
    denials = {pair: link for pair, link in links.items() if isinstance(link, Denial)}
    doubts = {pair: link for pair, link in links.items() if isinstance(link, Doubt)}
    yield from chain(denials_told(accounts, denials), doubts_told(accounts, doubts))


def _groups() -> Groups[Account, Position, Discrepancy]:
    return Groups(Matching(keys=_keys, link=_link, order=lambda account: (sorted(account.words), account.id)), _outcome)


POSITIONS = Finder("positions", _items, _groups)
