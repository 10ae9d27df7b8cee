"""Wordings: what two stretches of text have in common when they may be paraphrases of one another.

A paraphrase keeps names, figures and unusual words, and changes the rest: the voice, the order, nouns for verbs. So
words count by how rare they are in English, in any form and derivation, and a name of three words counts as one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.compare.positions.stance.alignment import derived, is_telling
from kb.compare.positions.stance.lexicon import forms, lexicon
from kb.compare.source import Source
from kb.compare.telling.rarity import RAREST, rank
from kb.model import Mention, Span
from kb.remembering import remembered
from kb.wording import LIGHT, house_form, name_words, relation_classes, words_in

Name = frozenset[str]

_COMMON = 1000  # rank up to which a word says less of what is meant
_WEIGHTS = (0.4, 0.7, 1.0)  # of a light word, a common one, any other


@dataclass(frozen=True, slots=True)
class Wording:
    """The telling words of a stretch of text, and whom it names; the words of names are no words of their own.

    ``row`` has both in the order of the text, each once, a name as its words joined by hyphens.
    """

    words: tuple[str, ...]
    names: frozenset[Name]
    row: tuple[str, ...] = ()

    @classmethod
    def of(cls, span: Span, inside: Sequence[Mention], without: Iterable[tuple[int, int]] = ()) -> Wording:
        """Read a stretch.

        Args:
            span: The stretch.
            inside: Who is named in it, as :func:`named_in` gives them.
            without: Ranges of the article that are left out.
        """
        cut = tuple(without)
        taken = (*((one.span.start, one.span.end) for one in inside), *cut)
        found = [
            (span.start + word.start, word.text.removesuffix("'s"))
            for word in words_in(span.exact)
            if is_telling(word.text) and not _lies_in(span.start + word.start, taken)
        ]
        named = [(one.span.start, name_words(one.agent)) for one in inside if not _lies_in(one.span.start, cut)]
        row = sorted([*found, *((at, "-".join(sorted(name))) for at, name in named)])
        return cls(
            tuple(dict.fromkeys(word for _, word in found)),
            frozenset(name for _, name in named) - {frozenset()},
            tuple(dict.fromkeys(word for _, word in row if word)),
        )

    def keys(self, number: int, but: frozenset[Name]) -> list[str]:
        """Give names, then the rarest words, each as what any form of it begins with."""
        named = sorted("-".join(sorted(name)) for name in _others(self.names, but))
        words = sorted(self.words, key=lambda word: (-rank(word), word))
        return [*named, *dict.fromkeys(_beginning(word) for word in words)][:number]


def named_in(source: Source, span: Span) -> list[Mention]:
    """Give the mentions by name that begin in a stretch, in order."""
    starts, mentions = source.once(_named)
    return mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


def _named(source: Source) -> tuple[list[int], list[Mention]]:
    named = sorted((one for one in source.record.mentions if one.agent and one.name), key=lambda one: one.span)
    return [one.span.start for one in named], named


@dataclass(frozen=True, slots=True)
class Alignment:
    """How much of two wordings agrees.

    Attributes:
        weight: Of what they have in common.
        coverage: Its share of all that the one with less to say says, 0 to 1; ``breadth`` of the one with more.
        told: Weight of the words alone that they have in common; names are in every sentence of a story.
        rare: How many of these words stand in no list of common ones.
        words: Words of the left one that have a counterpart.
        left, right: Words without a counterpart.
    """

    weight: float
    coverage: float
    breadth: float
    told: float
    rare: int
    words: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]


def aligned(left: Wording, right: Wording, but: frozenset[Name] = frozenset()) -> Alignment:
    """Set two wordings side by side; names in ``but`` (of who speaks) count neither way."""
    unlinked = _spelled(left, right) | _spelled(right, left)  # names of one that are mere words of the other
    spelled = frozenset(word for name in unlinked for word in name)
    mine, yours = ([word for word in one.words if word not in spelled] for one in (left, right))
    ours = [word for word in mine if any(one_word(word, other) for other in yours)]
    theirs = [word for word in yours if any(one_word(word, other) for other in mine)]
    names, others = _others(left.names | unlinked, but), _others(right.names | unlinked, but)
    named = [name for name in names if _one_of(name, others)]
    told = min(_weight(ours), _weight(theirs))
    common = len(named) + told
    less, more = sorted((len(names) + _weight(mine), len(others) + _weight(yours)))
    return Alignment(
        common,
        min(1.0, common / less) if less else 0.0,
        min(1.0, common / more) if more else 0.0,
        told,
        sum(all(rank(form) == RAREST for form in lemmas(word)) for word in ours),
        tuple(ours),
        tuple(word for word in mine if word not in ours),
        tuple(word for word in yours if word not in theirs),
    )


def in_one_order(left: Wording, right: Wording) -> bool:
    """Tell whether what two wordings have in common stands in the same order."""
    known = _places(left, right)
    return known == sorted(known)


def inserted(shorter: Wording, longer: Wording, among: Collection[str]) -> tuple[str, ...]:
    """Give words of the longer one that stand between those that both have; whoever stops early leaves nothing out."""
    known = _places(shorter, longer)
    inside = range(min(known), max(known)) if known else ()
    return tuple(longer.row[at] for at in inside if at not in known and longer.row[at] in among)


def _places(left: Wording, right: Wording) -> list[int]:
    """Give where words of one stand in the row of the other."""
    places = (next((at for at, other in enumerate(right.row) if one_word(word, other)), None) for word in left.row)
    return [at for at in places if at is not None]


@remembered
def one_word(one: str, other: str) -> bool:
    """Tell whether two words are forms of one, derived from one another, or can report one thing.

    >>> one_word("closed", "closure"), one_word("hire", "appointed"), one_word("two", "2"), one_word("bell", "bill")
    (True, True, True, False)
    """
    if one == other or house_form(one) == house_form(other):
        return True
    ours, theirs = lemmas(one), lemmas(other)
    if not ours.isdisjoint(theirs):
        return True
    if not _families(ours).isdisjoint(_families(theirs)):
        return True
    return any(derived(here, there) for here in ours for there in theirs)


@remembered
def lemmas(word: str) -> frozenset[str]:
    """Give a word and what it may be a form of, irregular ones too.

    >>> "rebuild" in lemmas("rebuilt"), "man" in lemmas("men")
    (True, True)
    """
    return forms(word) | {_irregular()[word]} if word in _irregular() else forms(word)


@cache
def _irregular() -> dict[str, str]:
    lines = Path(__file__).with_name("irregular.txt").read_text(encoding="utf-8").splitlines()
    return {form: line.split()[0] for line in lines if not line.startswith("#") for form in line.split()[1:]}


def _families(own: frozenset[str]) -> frozenset[str]:
    known = lexicon().families
    classes = {name for lemma in own for name in relation_classes(lemma)}
    return frozenset(classes | {f"family {known[lemma]}" for lemma in own if lemma in known})


def _weight(words: Iterable[str]) -> float:
    return sum(map(_word_weight, words))


@remembered
def _word_weight(word: str) -> float:
    light, common, rare = _WEIGHTS
    own = lemmas(word)
    if own & LIGHT:
        return light
    return common if min((rank(form) for form in own), default=RAREST) < _COMMON else rare


def _beginning(word: str) -> str:
    return min(lemmas(word), key=lambda form: (len(form), form))[:5]


def _spelled(left: Wording, right: Wording) -> frozenset[Name]:
    return frozenset(name for name in left.names - right.names if name <= frozenset(right.words))


def _others(names: Iterable[Name], but: frozenset[Name]) -> list[Name]:
    """Leave out some names; the town of "Harbour Board of Lund" is not the board."""
    return [name for name in names if not any(name >= one for one in but)]


def _one_of(name: Name, names: Iterable[Name]) -> bool:
    return any(name <= other or other <= name for other in names)


def _lies_in(offset: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in ranges)
