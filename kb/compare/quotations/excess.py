"""Excess: in what a paraphrase goes beyond the quoted words: surer, of more, or in stronger terms."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from kb.compare.positions.stance.alignment import is_telling
from kb.compare.positions.stance.lexicon import lexicon
from kb.compare.quotations.remarks import Remark
from kb.compare.quotations.reported import one_voice
from kb.compare.quotations.strength import Count, Sure, Sureness, of_one_noun
from kb.compare.telling.wordings import Alignment, aligned, lemmas, one_word
from kb.wording import LIGHT, NEGATORS

_WEIGHT, _COVERAGE = 1.0, 0.4  # of what two remarks have in common, to be about one matter
_RENDERED = 1.7  # the same, words on one scale included, for one to render the other
_MODALS = frozenset({"may", "might", "could"})
_CLAUSE = 3  # words of a clause by which it is known
_SAID = 5  # telling words behind a quantifier, of which one is what is said of the counted
_BESIDE = 2  # words beside a cue that are shown with it


@dataclass(frozen=True, slots=True)
class Excess:
    """A weak word of the speaker and a strong one of the reporter.

    Attributes:
        scale: On which they stand.
        weak, strong: As printed, with the words beside them.
        why: The excess in words.
        bonus: What standing on one scale adds to what the two remarks have in common.
    """

    scale: str
    weak: str
    strong: str
    why: str
    bonus: float


@dataclass(frozen=True, slots=True)
class Matter:
    """What a quoted remark and a paraphrase have in common, and the range of the remark's words where it stands."""

    alignment: Alignment
    start: int
    end: int

    @property
    def score(self) -> float:
        """Give how much the two have in common, and how little else one of them says."""
        return self.alignment.weight * self.alignment.coverage

    def has(self, place: int) -> bool:
        """Tell whether a word of the remark stands in the range."""
        return self.start <= place < self.end


def of_one_matter(quoted: Remark, told: Remark) -> Matter | None:
    """Align the part of a quotation that a paraphrase of the same speaker renders; ``None`` where it renders none."""
    voice = one_voice(quoted.piece, told.piece)
    found = max(
        (Matter(aligned(part, told.wording, voice), start, end) for start, end, part in quoted.parts if voice),
        key=lambda one: (one.score, -one.start),
        default=None,
    )
    known = found and found.alignment.weight >= _WEIGHT and found.alignment.coverage >= _COVERAGE
    return found if known else None


def excess_of(quoted: Remark, told: Remark, matter: Matter) -> Excess | None:
    """Give in what a paraphrase goes beyond a quoted remark; ``None`` where it does not, or renders another remark."""
    ways = (_of_more, _surer, _in_stronger_terms)
    found = next(filter(None, (way(quoted, told, matter) for way in ways)), None)
    return found if found and matter.alignment.weight + found.bonus >= _RENDERED else None


# -- of how many ------------------------------------------------------------------------------------------------------


def _of_more(quoted: Remark, told: Remark, matter: Matter) -> Excess | None:
    for weak, strong in product(quoted.strength.counts, told.strength.counts):
        exceeds = matter.has(weak.start) and _exceeds(strong, weak) and _of_one_thing(quoted, weak, told, strong)
        if exceeds and not any(
            other.orders == strong.orders and other.level >= strong.level and of_one_noun(other, strong)
            for other in quoted.strength.counts
        ):
            printed = _shown(quoted, weak.start, weak.end), _shown(told, strong.start, strong.end)
            return Excess("how many", *printed, f"“{strong.words}” goes beyond “{weak.words}”", 0.5)
    return None


def _of_one_thing(quoted: Remark, weak: Count, told: Remark, strong: Count) -> bool:
    """Tell whether the same is said of what two quantifiers count, where these say no more than "people"."""
    if strong.nouns and weak.nouns and one_word(strong.nouns[-1], weak.nouns[-1]):
        return True
    behind = [
        [word.text for word in remark.words[count.end :] if is_telling(word.text)][:_SAID]
        for remark, count in ((quoted, weak), (told, strong))
    ]
    return any(one_word(one, other) for one in behind[0] for other in behind[1])


def _exceeds(strong: Count, weak: Count) -> bool:
    """Half and most leave room for each other; some does not reach most, and nothing but all is all."""
    if strong.orders != weak.orders or not of_one_noun(strong, weak):
        return False
    least = 1 if strong.orders or strong.level == 4 else 2
    return strong.level - weak.level >= least


# -- how sure ---------------------------------------------------------------------------------------------------------


def _surer(quoted: Remark, told: Remark, matter: Matter) -> Excess | None:
    """A hedge gave way to its opposite, or is left out where the paraphrase renders what it stood before."""
    hedges = [cue for cue in quoted.strength.sure if cue.degree <= Sureness.PROBABLE and matter.has(cue.start)]
    if not hedges or told.strength.soft or told.cued.soft:
        return None
    if _denies(quoted) != _denies(told) and not any(_opposite(word, told) for word in quoted.wording.words):
        return None
    weak = min(hedges, key=lambda cue: (cue.degree, cue.start))
    certain = [cue for cue in told.strength.sure if cue.degree is Sureness.CERTAIN]
    if certain and not any(cue.degree is Sureness.CERTAIN for cue in quoted.strength.sure):
        strong = certain[0]
        printed = _shown(quoted, weak.start, weak.end), _shown(told, strong.start, strong.end)
        return Excess("how sure", *printed, f"“{strong.words}” goes beyond “{weak.words}”", 0.5)
    if weak.degree is Sureness.POSSIBLE and told.piece.asserted and _governs(quoted, weak, told):
        printed = _shown(quoted, weak.start, weak.end), " ".join(told.span.exact.split())
        return Excess("how sure", *printed, f"“{weak.words}” is left out", 0.0)
    return None


def _governs(quoted: Remark, cue: Sure, told: Remark) -> bool:
    """Tell whether a paraphrase renders what a hedge is about.

    Behind "may" that is the next word that says something ("may have to [close]"), of what stands before it ("one
    [bridge] may open"): neither "as our boats could, and" nor the opening of roads. "Perhaps" stands before a clause,
    of which two words of three must be there.
    """
    first, last = next(((start, end) for start, end, _ in quoted.parts if start <= cue.start < end), (0, 0))
    modal = cue.words in _MODALS
    governed = _telling(quoted, cue.end, last if modal else len(quoted.words))[: 1 if modal else _CLAUSE]
    borne = _telling(quoted, first, cue.start) if modal else []
    if borne and not any(_renders(told, word) for word in borne):
        return False
    rendered = [word for word in governed if _renders(told, word)]
    return 0 < len(governed) <= len(rendered) + (len(governed) == _CLAUSE)


def _telling(remark: Remark, start: int, end: int) -> list[str]:
    """Give the words between two places that say something and name nobody."""
    named = {word for name in remark.wording.names for word in name}
    printed = [(at, word, remark.span.exact[word.start - remark.span.start]) for at, word in enumerate(remark.words)]
    own = [word.text for at, word, first in printed[start:end] if not (at and first.isupper())]
    return [word for word in own if is_telling(word) and word not in named and not lemmas(word) & LIGHT]


def _renders(told: Remark, word: str) -> bool:
    """Tell whether a paraphrase has a word in any form, or denies its opposite: rested, not playing."""
    if any(one_word(word, other) for other in told.wording.words):
        return True
    return _denies(told) and _opposite(word, told)


def _opposite(word: str, remark: Remark) -> bool:
    return any(
        (one, theirs) in lexicon().opposites
        for one in lemmas(word)
        for other in remark.wording.words
        for theirs in lemmas(other)
    )


def _denies(remark: Remark) -> bool:
    """Tell whether a remark has a negator; that of "no doubt" belongs to another matter."""
    inside = {at for cue in remark.strength.sure for at in range(cue.start, cue.end)}
    return any(
        word.text in NEGATORS or word.text.endswith("n't") for at, word in enumerate(remark.words) if at not in inside
    )


# -- in how strong terms ----------------------------------------------------------------------------------------------


def _in_stronger_terms(quoted: Remark, told: Remark, matter: Matter) -> Excess | None:
    if any(cue.degree <= Sureness.PROBABLE for cue in told.strength.sure) or _denies(quoted) != _denies(told):
        return None
    theirs = [*told.strength.degrees, *told.cued.degrees]
    for weak in (one for one in quoted.strength.degrees if matter.has(one.start)):
        ours = [one.level for one in quoted.strength.degrees if one.scale == weak.scale]
        levels = [one.level for one in theirs if one.scale == weak.scale]
        if levels and min(levels) > max(ours):
            strong = max((one for one in theirs if one.scale == weak.scale), key=lambda one: (one.level, -one.start))
            why = f"“{strong.words}” is stronger than “{weak.words}” on the scale of {weak.scale}"
            return Excess(weak.scale, _shown(quoted, weak.start, weak.end), strong.words, why, 0.5)
    return None


def _shown(remark: Remark, start: int, end: int) -> str:
    """Give words as printed, with some beside them where these stand next to them in print."""
    first, last = max(0, start - _BESIDE), min(len(remark.words), end + _BESIDE)
    at, until = remark.words[first].start - remark.span.start, remark.words[last - 1].end - remark.span.start
    return " ".join(remark.span.exact[at:until].split())
