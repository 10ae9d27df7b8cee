"""Names of two clauses: whether each names somebody whom the other does not."""

from __future__ import annotations

import re
from enum import Enum
from itertools import takewhile

from kb.remembering import remembered
from kb.resolve.claims.clauses import Clause, Name
from kb.resolve.claims.facets import Facet, Fit
from kb.resolve.claims.setting import ONE_STORY, likeness
from kb.resolve.same_event.telling import telling
from kb.wording import FUNCTION_WORDS, house_form, misprint

_ENDING = 4  # letters that make another word of a name: Italy, Italian; Peru, Peruvian
_DESIGNATION = re.compile(r"[a-z]{1,4}-?\d{1,4}[a-z]?")
_ROOT = 4  # letters that such forms have in common at least


class Bearer(Enum):
    """Whose name it is; ``MODEL`` that of a machine or a road."""

    PERSON = "person"
    BODY = "body"
    MODEL = "model"
    UNKNOWN = "unknown"


def names_of(left: Clause, right: Clause) -> Facet:
    """Compare who and what is named.

    A name has a counterpart where the other clause has the agent, or a telling word of the name. Each clause
    with a name of its own: these are two matters, or two accounts that differ in the name.
    """
    if not (left.agents or left.unlinked) and not (right.agents or right.unlinked):
        return Facet(Fit.ABSENT)
    strangers = likeness(left.setting, right.setting) < ONE_STORY
    ours = missing(left, right)
    if (strangers and ours) or ((theirs := missing(right, left)) and strangers):
        return Facet(Fit.CLASH, "other names, in other stories")
    if any(_alternatives(one, two) for one in ours.values() for two in theirs.values()) or _namesakes(left, right):
        return Facet(Fit.CLASH, "other names")
    if ours and theirs:
        return Facet(Fit.OPEN, "")
    if ours or theirs:
        return Facet(Fit.LEFT if ours else Fit.RIGHT, "one gives more names")
    return Facet(Fit.SAME, "same names")


def _alternatives(one: Bearer, other: Bearer) -> bool:
    return one is other or (Bearer.UNKNOWN in (one, other) and Bearer.MODEL not in (one, other))


def missing(one: Clause, other: Clause) -> dict[Name, Bearer]:
    """Give the names of one clause that have no counterpart in the other, and whose they are.

    A person can be told by the country or body that she acts for, and a pilot by the plane; two persons, or two bodies,
    are two. What is named in an aside (a purpose, an occasion) may be left out.
    """
    beside = aside_words(one, other)
    wider = one.places & other.around  # what happened off Iceland may be told to have happened in the Atlantic
    strangers = likeness(one.setting, other.setting) < ONE_STORY
    found = {
        words: Bearer.PERSON if agent in one.people else Bearer.BODY
        for agent, words in one.named.items()
        if agent not in other.agents and words not in wider and _absent(words, other, strictly=strangers)
    }
    found |= {
        name: Bearer.MODEL if any(map(is_designation, name)) else Bearer.UNKNOWN
        for name in one.unlinked
        if not (name <= other.spelled if strangers else any(_stands(word, other) for word in name))
    }
    return {name: bearer for name, bearer in found.items() if not name <= beside}


def aside_words(one: Clause, other: Clause) -> frozenset[str]:
    """Give the words of asides of one clause such as the other has none of."""
    if not one.asides:
        return frozenset()
    return frozenset[str]().union(*(words for kind, words in one.asides.items() if kind not in other.asides))


@remembered
def is_designation(word: str) -> bool:
    """Tell a name with a number in it, as of a model or a road, from a number: "a B-52", "the A14"."""
    return _DESIGNATION.fullmatch(word) is not None


def _absent(name: Name, other: Clause, *, strictly: bool) -> bool:
    """Tell whether the words of a name that tell it from others are not in the other clause; strictly, any of them.

    Within one story Winden may be Great Winden; in two stories these are two towns.
    """
    words = name - FUNCTION_WORDS
    if strictly:
        return not words <= other.spelled
    lacking = {word for word in words if not _stands(word, other)}
    if not lacking:
        return False
    present = words - lacking
    return any(map(_distinct, lacking)) or not any(map(_distinct, present))


def _namesakes(left: Clause, right: Clause) -> bool:
    """Tell whether two names share a word, and each has another that the other clause lacks: Saint Anne, Saint Mark."""
    ours = [*(name for agent, name in left.named.items() if agent not in right.agents), *left.unlinked]
    theirs = [*(name for agent, name in right.named.items() if agent not in left.agents), *right.unlinked]
    return any(
        one & other and _any_lacking(one - other, right) and _any_lacking(other - one, left)
        for one in ours
        for other in theirs
    )


def _any_lacking(words: Name, other: Clause) -> bool:
    """Tell whether the other clause lacks a word of a name, in every form that house styles give it (St, Saint)."""
    return any(not (_stands(word, other) or _stands(house_form(word), other)) for word in words)


def _distinct(word: str) -> bool:
    """Tell whether a word is a name by itself, and no common word such as "council"."""
    return telling(word) == 1.0


def _stands(word: str, other: Clause) -> bool:
    if word in other.spelled:
        return True
    return any(one_stem(word, some) for some in other.spelled if some[:1] == word[:1])


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
