"""What two lines have in common: words in any form, words derived from one another, words for the same thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from kb.compare.positions.stance.lexicon import forms, lexicon
from kb.compare.positions.stance.lines import Line, Part
from kb.remembering import remembered
from kb.wording import CALENDAR, FUNCTION_WORDS, HEDGES, LIGHT, NEGATORS, relation_classes

_EMPTY = FUNCTION_WORDS | HEDGES | NEGATORS
_STEM = 5  # letters that derived words begin with alike, at least
_SUFFIX, _LONG_SUFFIX = 3, 5  # letters that may follow a stem of that length, and a longer one
_LIGHT_WEIGHT = 0.4  # of a word such as "report" or "man", as in kb.wording


def shared(line: Line, other: Line) -> tuple[bool, ...]:
    """Tell of every word of a line whether the other has any form of it, or a word for the same thing."""
    lemmas, families, beginnings = _vocabulary(other.words)

    def has_counterpart(word: str) -> bool:
        own = forms(word)
        if not own.isdisjoint(lemmas) or not _families_of(word).isdisjoint(families):
            return True
        return any(derived(form, lemma) for form in own for lemma in beginnings.get(form[:_STEM], ()))

    return tuple(is_telling(word) and has_counterpart(word) for word in line.words)


@lru_cache(maxsize=1 << 12)
def _vocabulary(words: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str], Mapping[str, Sequence[str]]]:
    """Give the lemmas of telling words, the things and events that they can name, and the lemmas by their beginning."""
    lemmas = frozenset(form for word in words if is_telling(word) for form in forms(word))
    beginnings: dict[str, list[str]] = {}
    for lemma in lemmas:
        beginnings.setdefault(lemma[:_STEM], []).append(lemma)
    return lemmas, _families(lemmas), beginnings


@remembered
def _families_of(word: str) -> frozenset[str]:
    return _families(forms(word))


def _families(lemmas: frozenset[str]) -> frozenset[str]:
    known = lexicon().families
    classes = {name for lemma in lemmas for name in relation_classes(lemma)}
    return frozenset(classes | {f"family {known[lemma]}" for lemma in lemmas if lemma in known})


def derived(one: str, other: str) -> bool:
    """Tell whether two words look derived from each other: "bribes" and "bribery", "abdicate" and "abdication"."""
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    shorter, longer = sorted((len(one) - alike, len(other) - alike))
    return (alike >= _STEM and shorter <= 1 and longer <= _SUFFIX) or (alike > _STEM and longer <= _LONG_SUFFIX)


@remembered
def is_telling(word: str) -> bool:
    """Tell whether a word says something: it only holds no sentence together, hedges nothing and denies nothing."""
    return forms(word).isdisjoint(_EMPTY) and len(word.strip("'-")) > 1


def aims_elsewhere(line: Line, part: Part, end: int, common: Sequence[bool]) -> bool:
    """Tell whether what a cue that ends at a place governs is something else than the claim.

    So it is in a part without a word of the claim ("…, denies negligence", but "…, officials deny it"), and behind
    a preposition ("accused of fraud"): what stands there is neither of the claim nor a word for it ("these reports").
    """
    linked = end < part.end and line.words[end] in lexicon().linking
    if any(common[part.start : part.end]) and not linked:
        return False
    objects = [at for at in range(end, part.end) if is_telling(line.words[at]) and line.words[at] not in CALENDAR]
    if linked:  # its noun, and those that hang on it: "doubts over [the age of the shroud]"
        tied = [at for at in objects if at + 1 < part.end and line.words[at + 1] in lexicon().linking]
        objects = objects[: next((place for place, at in enumerate(objects) if at not in tied), len(objects)) + 1]
    return bool(objects) and not any(common[at] or forms(line.words[at]) & lexicon().telling for at in objects)


def share(line: Line, places: Sequence[bool], part: Part) -> float:
    """Give the weight of a part's words that have a counterpart."""
    return sum(_weight(line.words[at]) for at in range(part.start, part.end) if places[at])


def _weight(word: str) -> float:
    return _LIGHT_WEIGHT if forms(word) & LIGHT else 1.0
