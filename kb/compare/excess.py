"""Excess: in what a paraphrase goes beyond the quoted words: surer, of more, or in stronger terms."""

from __future__ import annotations

from dataclasses import dataclass

from kb.compare.remarks import Remark
from kb.compare.reported import one_voice
from kb.compare.stance.lines import Line
from kb.compare.strength import Count, Sure, Sureness, of_one_noun
from kb.compare.wordings import Alignment, aligned, one_word
from kb.wording import NEGATORS

_WEIGHT, _COVERAGE = 1.0, 0.4  # of what two remarks have in common, to be about one matter
_RENDERED = 1.9  # the same, words on one scale included, for one to render the other
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


def of_one_matter(quoted: Remark, told: Remark) -> Alignment | None:
    """Align a quoted remark and a paraphrase of the same speaker; ``None`` where they hardly have a word in common."""
    voice = one_voice(quoted.piece, told.piece)
    found = aligned(quoted.wording, told.wording, voice) if voice else None
    return found if found and found.weight >= _WEIGHT and found.coverage >= _COVERAGE else None


def excess_of(quoted: Remark, told: Remark, matter: Alignment) -> Excess | None:
    """Give in what a paraphrase goes beyond a quoted remark; ``None`` where it does not, or renders another remark."""
    found = _beyond(quoted, told)
    return found if found and matter.weight + found.bonus >= _RENDERED else None


def _beyond(quoted: Remark, told: Remark) -> Excess | None:
    return _of_more(quoted, told) or _surer(quoted, told) or _in_stronger_terms(quoted, told)


# -- of how many ------------------------------------------------------------------------------------------------------


def _of_more(quoted: Remark, told: Remark) -> Excess | None:
    for weak in quoted.strength.counts:
        for strong in told.strength.counts:
            if _exceeds(strong, weak) and not any(
                other.orders == strong.orders and other.level >= strong.level and of_one_noun(other, strong)
                for other in quoted.strength.counts
            ):
                printed = _shown(quoted, weak.start, weak.end), _shown(told, strong.start, strong.end)
                return Excess("how many", *printed, f"“{strong.words}” goes beyond “{weak.words}”", 0.5)
    return None


def _exceeds(strong: Count, weak: Count) -> bool:
    """Half and most leave room for each other; some does not reach most, and nothing but all is all."""
    if strong.orders != weak.orders or not of_one_noun(strong, weak):
        return False
    least = 1 if strong.orders or strong.level == 4 else 2
    return strong.level - weak.level >= least


# -- how sure ---------------------------------------------------------------------------------------------------------


def _surer(quoted: Remark, told: Remark) -> Excess | None:
    hedges = [cue for cue in quoted.strength.sure if cue.degree <= Sureness.PROBABLE and _governs(quoted, cue, told)]
    if not hedges or told.strength.soft or told.cued.soft or _denies(quoted) != _denies(told):
        return None
    weak = min(hedges, key=lambda cue: (cue.degree, cue.start))
    certain = [cue for cue in told.strength.sure if cue.degree is Sureness.CERTAIN]
    if certain and not any(cue.degree is Sureness.CERTAIN for cue in quoted.strength.sure):
        strong = certain[0]
        printed = _shown(quoted, weak.start, weak.end), _shown(told, strong.start, strong.end)
        return Excess("how sure", *printed, f"“{strong.words}” goes beyond “{weak.words}”", 0.5)
    if weak.degree is Sureness.POSSIBLE and told.piece.asserted:
        printed = _shown(quoted, weak.start, weak.end), " ".join(told.span.exact.split())
        return Excess("how sure", *printed, f"“{weak.words}” is left out", 0.0)
    return None


def _governs(quoted: Remark, cue: Sure, told: Remark) -> bool:
    """Tell whether a hedge stands in a part of the sentence that the paraphrase renders."""
    line = Line.of(quoted.span.exact)
    rendered = [any(one_word(word, other) for other in told.wording.words) for word in line.words]
    parts = [part for part in line.parts if part.start <= cue.start < part.end]
    return any(any(rendered[part.start : part.end]) for part in parts)


def _denies(remark: Remark) -> bool:
    return any(word.text in NEGATORS or word.text.endswith("n't") for word in remark.words)


# -- in how strong terms ----------------------------------------------------------------------------------------------


def _in_stronger_terms(quoted: Remark, told: Remark) -> Excess | None:
    if any(cue.degree <= Sureness.PROBABLE for cue in told.strength.sure) or _denies(quoted) != _denies(told):
        return None
    theirs = [*told.strength.degrees, *told.cued.degrees]
    for weak in quoted.strength.degrees:
        ours = [one.level for one in quoted.strength.degrees if one.scale == weak.scale]
        levels = [one.level for one in theirs if one.scale == weak.scale]
        if levels and min(levels) > max(ours):
            strong = max((one for one in theirs if one.scale == weak.scale), key=lambda one: (one.level, -one.start))
            why = f"“{strong.words}” is stronger than “{weak.words}” on the scale of {weak.scale}"
            return Excess(weak.scale, _shown(quoted, weak.start, weak.end), strong.words, why, 1.0)
    return None


def _shown(remark: Remark, start: int, end: int) -> str:
    """Give words as printed, with some beside them where these stand next to them in print."""
    first, last = max(0, start - _BESIDE), min(len(remark.words), end + _BESIDE)
    at, until = remark.words[first].start - remark.span.start, remark.words[last - 1].end - remark.span.start
    return " ".join(remark.span.exact[at:until].split())
