"""Whether two clauses say the same: aligned evidence, and anything at odds ends it.

Similar wording alone decides nothing: "in August 2021" and "in August 2022" are nearly one string.
First every fact that both clauses state must agree (times, numbers, names, who does what to whom);
only then does the wording decide, and the less the facts support it, the closer it must be. The
weights of words are fixed, so that the answer for two clauses depends on these two and on no
other article.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from rapidfuzz.distance import Indel, Levenshtein

from kb.resolve.claims.clauses import Clause, Name, When
from kb.wording import FUNCTION_WORDS, LIGHT, aligned_share, alike, misprint, opposites_among, unmatched, weight

LINK = 0.5
"""Least share of aligned words (weighted Jaccard) that two clauses of one claim have."""

SHORT = 5
"""Content words, below which an undated clause ("Shares rose") may be about any occasion."""

FAR_APART = 60
"""Days between two publications, beyond which it is about another one."""

_COPIED = 0.85  # share of words kept in order, from which on one clause is a copy of the other
_CLOSE = 0.8  # aligned words that support a fact which only one clause states
_PLAIN = 0.72  # aligned words that suffice when relation and names agree
_STEM = 4  # letters that the forms of one name have in common
_NESTED = 0.9  # share of the shorter clause inside the longer one (partial quotation)


class Fit(Enum):
    """How two sets of facts compare."""

    SAME = "same"
    PARTIAL = "partial"  # one side says more
    CLASH = "clash"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well two clauses agree (0 to 1), and on what."""

    score: float
    reasons: tuple[str, ...]


def agreement(left: Clause, right: Clause) -> Agreement | None:
    """Give the evidence that two clauses say the same, or ``None``.

    It is symmetric, and a function of the two clauses alone.
    """
    if left.places and right.places and left.places != right.places:
        left, right = _without_places(left, right)
    if left.trivial or right.trivial or left.loose or right.loose or _too_few_shared(left, right):
        return None
    if not facts_compatible(left, right):
        return None
    aligned = aligned_share(left.words, right.words)
    copied = _copied(left, right)
    one_sided = Fit.PARTIAL in (_times(left, right), _figures(left, right))
    support = max(aligned, copied if copied >= _COPIED else 0.0)
    if one_sided and support < _CLOSE:
        return None
    if _far_apart(left, right) and (support < _CLOSE or min(len(left.words), len(right.words)) < SHORT):
        return None
    if not _wording_suffices(left, right, aligned, copied):
        return None
    return Agreement(support, _reasons(left, right, copied))


def _without_places(left: Clause, right: Clause) -> tuple[Clause, Clause]:
    """Leave the words of two places out where one lies in the other: off Iceland, in the Atlantic."""
    if left.places.isdisjoint(right.around) and right.places.isdisjoint(left.around):
        return left, right
    apart = frozenset(word for name in (*left.places, *right.places) for word in name)
    return replace(left, words=left.words - apart), replace(right, words=right.words - apart)


def _too_few_shared(left: Clause, right: Clause) -> bool:
    """Tell at little cost that slips of the pen and verbs of one class will not make up for what is missing."""
    shared = weight(left.words & right.words)
    return shared < LINK / 2 * (weight(left.words) + weight(right.words) - shared)


def facts_compatible(left: Clause, right: Clause) -> bool:
    """Tell whether no time, number, name, argument or opposite word keeps two clauses apart."""
    if left.article == right.article and _overlap(left.bounds, right.bounds) and left.tokens != right.tokens:
        return False  # a clause and a part of it say two things
    if left.deixis and right.deixis and left.deixis != right.deixis:
        return False
    if Fit.CLASH in (_times(left, right), _figures(left, right)):
        return False
    return not (_names_clash(left, right) or _swapped(left, right) or opposites_among(left.words, right.words))


def _overlap(left: tuple[int, int], right: tuple[int, int]) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _far_apart(left: Clause, right: Clause) -> bool:
    if left.times or right.times or not (left.published and right.published):
        return False
    return abs((left.published - right.published).days) > FAR_APART


def _wording_suffices(left: Clause, right: Clause, aligned: float, copied: float) -> bool:
    related = _related(left, right) or (_anchors(left, right) >= 3 and _mentions_relation(left, right))
    if copied >= _COPIED and aligned >= LINK and (related or copied >= 0.95):
        return True
    if not related or aligned < LINK:
        return False
    if aligned >= _PLAIN and not _substituted(left, right):
        return True
    if aligned >= _CLOSE:
        return True
    nested = _nested(left, right) >= _NESTED and _arguments_agree(left, right)
    anchored = _anchors(left, right) >= 2 and _arguments_agree(left, right)
    return nested or anchored


# -- facts ------------------------------------------------------------------------------------------------------------


def _times(left: Clause, right: Clause) -> Fit:
    ours, theirs = set(left.times), set(right.times)
    if ours == theirs:
        return Fit.SAME
    if not ours or not theirs or ours < theirs or theirs < ours:
        return Fit.PARTIAL
    if _hull(ours) == _hull(theirs) and None not in _hull(ours):
        return Fit.SAME  # "Tuesday and Wednesday" read as one interval, or as two
    only_ours, only_theirs = ours - theirs, theirs - ours
    if all(any(_year_missing(one, other) for other in only_theirs) for one in only_ours):
        return Fit.PARTIAL
    return Fit.CLASH


def _hull(times: Iterable[When]) -> tuple[object, object]:
    starts, ends = [time.earliest for time in times], [time.latest for time in times]
    first = min(day for day in starts if day) if all(starts) else None
    last = max(day for day in ends if day) if all(ends) else None
    return first, last


def _year_missing(one: When, other: When) -> bool:
    for short, full in ((one, other), (other, one)):
        if short.yearless and full.earliest and full.earliest == full.latest:
            return full.earliest.isoformat()[5:] == short.yearless
    return bool(one.yearless) and one.yearless == other.yearless


def _figures(left: Clause, right: Clause) -> Fit:
    if left.figures == right.figures:
        return Fit.SAME
    if left.figures - right.figures and right.figures - left.figures:
        return Fit.CLASH
    return Fit.PARTIAL


def _names_clash(left: Clause, right: Clause) -> bool:
    """Each clause names somebody whom the other does not, or two names begin alike and end in different words."""
    if _missing(left, right, unlinked=True) and _missing(right, left, unlinked=True):
        return True
    return any(_namesakes(one, left, other, right) for one in left.names for other in right.names)


def _missing(one: Clause, other: Clause, *, unlinked: bool = False) -> list[Name]:
    """Names of one clause of which the other has no word; on demand also those that stand for no known agent."""
    present = {word for name in other.names for word in name} | set(other.tokens) | other.subject | other.object
    present |= {token.removesuffix("'s") for token in other.tokens}
    wider = one.places & other.around  # what happened off Iceland may be told to have happened in the Atlantic
    missing = [name for name in one.names - wider if (name - FUNCTION_WORDS).isdisjoint(present)]
    if unlinked:
        missing += [
            name for name in one.unlinked if not any(_one_stem(word, some) for word in name for some in present)
        ]
    return missing


def _one_stem(word: str, other: str) -> bool:
    """Italy and Italian, Parisians and Paris, and slips of the pen."""
    return word[:_STEM] == other[:_STEM] or misprint(word, other)


def _namesakes(one: Name, left: Clause, other: Name, right: Clause) -> bool:
    """Tell whether two names of one length differ in their last word alone: Saint Anne, Saint Mark."""
    if len(one) != len(other) or len(one - other) != 1 or len(one) < 2:
        return False
    (ours,), (theirs,) = one - other, other - one
    if _one_stem(ours, theirs) or ours in right.tokens or theirs in left.tokens:
        return False
    return _ends(one, ours, left.tokens) and _ends(other, theirs, right.tokens)


def _ends(name: Name, last: str, tokens: tuple[str, ...]) -> bool:
    """Tell whether a name is printed in full, with this word at its end."""
    tokens = tuple(token.removesuffix("'s") for token in tokens)
    places = (at for at, token in enumerate(tokens) if token == last)
    return any(set(tokens[max(0, at + 1 - len(name)) : at + 1]) == name for at in places)


def _swapped(left: Clause, right: Clause) -> bool:
    """A beat B against B beat A."""
    if not (left.subject and left.object and left.subject != left.object and left.relations & right.relations):
        return False
    return left.subject == right.object and left.object == right.subject


# -- wording ----------------------------------------------------------------------------------------------------------


def _copied(left: Clause, right: Clause) -> float:
    """Give the share of words kept in order, slips of the pen taken as kept."""
    edits = Levenshtein.opcodes(left.tokens, right.tokens)
    slips = sum(
        misprint(one, other)
        for edit in edits
        if edit.tag == "replace"
        for one, other in zip(
            left.tokens[edit.src_start : edit.src_end], right.tokens[edit.dest_start : edit.dest_end], strict=False
        )
    )
    length = len(left.tokens) + len(right.tokens)
    return min(1.0, Indel.normalized_similarity(left.tokens, right.tokens) + 2 * slips / length) if length else 0.0


def _nested(left: Clause, right: Clause) -> float:
    ours, theirs = unmatched(left.words, right.words)
    return max(1 - weight(ours) / weight(left.words), 1 - weight(theirs) / weight(right.words))


def _substituted(left: Clause, right: Clause) -> bool:
    """Each clause has telling words that the other lacks: one thing may stand for another."""
    return all(one - LIGHT for one in unmatched(left.words, right.words))


def _related(left: Clause, right: Clause) -> bool:
    """The relations are one, of one class, a slip of the pen, or each stands among the other's words."""
    if not left.relations or not right.relations or left.relations & right.relations:
        return True
    if any(alike(one, other) for one in left.relations for other in right.relations):
        return True
    return bool(left.relations & right.words) and bool(right.relations & left.words)


def _mentions_relation(left: Clause, right: Clause) -> bool:
    return bool(left.relations & right.words) or bool(right.relations & left.words)


def _arguments_agree(left: Clause, right: Clause) -> bool:
    """Subjects share a word, or one of them stands elsewhere in the other clause (passive voice)."""
    if not left.subject or not right.subject or left.subject & right.subject:
        return True
    return bool(left.subject & _all_words(right)) and bool(right.subject & _all_words(left))


def _all_words(clause: Clause) -> frozenset[str]:
    return clause.words | clause.subject | clause.object | frozenset(word for name in clause.names for word in name)


def _anchors(left: Clause, right: Clause) -> int:
    """Count facts that two unrelated clauses would hardly share: a date, a number, each person."""
    persons = sum(any(one <= other or other <= one for other in right.persons) for one in left.persons)
    return bool(set(left.times) & set(right.times)) + bool(left.figures & right.figures) + persons


def _reasons(left: Clause, right: Clause, copied: float) -> tuple[str, ...]:
    same_names = bool(left.names) and not _missing(left, right) and not _missing(right, left)
    tests = (
        ("same wording", left.tokens == right.tokens),
        ("nearly the same wording", left.tokens != right.tokens and copied >= _COPIED),
        ("aligned words", copied < _COPIED),
        ("same relation", bool(left.relations & right.relations)),
        ("same names", same_names),
        ("same time", bool(left.times) and _times(left, right) is Fit.SAME),
        ("same numbers", bool(left.figures) and left.figures == right.figures),
    )
    return tuple(reason for reason, holds in tests if holds)
