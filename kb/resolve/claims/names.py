"""Names of two clauses: whether each names somebody whom the other does not."""

from __future__ import annotations

from itertools import takewhile

from kb.resolve.claims.clauses import Clause, Name
from kb.resolve.claims.facets import Facet, Fit
from kb.resolve.same_event.telling import telling
from kb.wording import FUNCTION_WORDS, misprint

_ENDING = 4  # letters that make another word of a name: Italy, Italian; Peru, Peruvian
_ROOT = 4  # letters that such forms have in common at least


def names_of(left: Clause, right: Clause) -> Facet:
    """Compare who and what is named.

    A name has a counterpart where the other clause has the agent, or a telling word of the name. Each clause
    with a name of its own: these are two matters, or two accounts that differ in the name.
    """
    if not (left.agents or left.unlinked) and not (right.agents or right.unlinked):
        return Facet(Fit.ABSENT)
    ours, theirs = missing(left, right), missing(right, left)
    if any(one is None or other is None or one is other for one in ours.values() for other in theirs.values()):
        return Facet(Fit.CLASH, "other names")
    if ours and theirs:
        return Facet(Fit.OPEN, "")
    if ours or theirs:
        return Facet(Fit.LEFT if ours else Fit.RIGHT, "one gives more names")
    return Facet(Fit.SAME, "same names")


def missing(one: Clause, other: Clause) -> dict[Name, bool | None]:
    """Give the names of one clause that have no counterpart in the other, and whether each is a person's.

    A person can be told by the country or body that she acts for; two persons, or two bodies, are two.
    """
    wider = one.places & other.around  # what happened off Iceland may be told to have happened in the Atlantic
    found: dict[Name, bool | None] = {
        words: agent in one.people
        for agent, words in one.named.items()
        if agent not in other.agents and words not in wider and _absent(words, other)
    }
    unlinked = (name for name in one.unlinked if not any(_stands(word, other) for word in name))
    return found | dict.fromkeys(unlinked)


def _absent(name: Name, other: Clause) -> bool:
    """Tell whether the words of a name that tell it from others are not in the other clause."""
    words = name - FUNCTION_WORDS
    lacking = {word for word in words if not _stands(word, other)}
    if not lacking:
        return False
    present = words - lacking
    return any(map(_distinct, lacking)) or not any(map(_distinct, present))


def _distinct(word: str) -> bool:
    """Tell whether a word is a name by itself, and no common word such as "council"."""
    return telling(word) == 1.0


def _stands(word: str, other: Clause) -> bool:
    return word in other.spelled or any(one_stem(word, some) for some in other.spelled if some[:1] == word[:1])


def one_stem(word: str, other: str) -> bool:
    """Tell forms of one name, and slips of the pen: Italy and Italian, Parisians and Paris; not Blackstead, Blackfleet.

    >>> one_stem("italy", "italian"), one_stem("blackstead", "blackfleet")
    (True, False)
    """
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
    rest = len(word) - shared, len(other) - shared
    if shared >= _ROOT and min(rest) <= 1 and max(rest) <= _ENDING:
        return True
    return misprint(word, other) and word[0] == other[0]
