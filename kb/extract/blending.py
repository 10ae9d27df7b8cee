"""What the tagger and the rules found → one list of attributions.

The tagger decides who said what: it was trained on far more text than the rules were made on, and where both heard the
same cue its bounds are better, but for the verb beside a quotation, which the parse bounds. The rules add what it
cannot know, attributions inside others' words, which no training corpus marks, and plain ones that it missed. What the
tagger alone heard, and is unsure of, is dropped; most of the rest are attitudes and acts, which the outlet tells in its
own voice, too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kb.extract.attribution import BESIDE, Attribution
from kb.extract.fragments import Range
from kb.extract.tagger.reading import calibrated

LEAST = 0.35  # confidence below which a finding of the tagger alone costs more precision than it brings recall
LONELY = 0.65  # the same where the two agree on nothing: the tagger learned from news, and this may be a recipe…
TELLING = 0.75  # …unless the tagger is as sure as this of something
UNSURE = 0.4  # confidence of the tagger below which the bounds of a plain finding of the rules are better
PLAIN = 0.8  # confidence from which a finding of the rules alone is kept
SURE = 0.9  # the same where the tagger gave some of its words to another cue
RULES_ALONE = 0.5  # factor: the share of such findings that readers mark too, measured beside that of all the rules'


def blended(
    tagged: Iterable[Attribution], ruled: Iterable[Attribution], calibration: Mapping[str, Sequence[float]]
) -> Iterator[Attribution]:
    """Give the attributions of an article, in no order.

    Args:
        tagged: What the tagger found; none lies inside another.
        ruled: What the rules found, those inside others' words too.
        calibration: Slope and offset of :func:`~kb.extract.tagger.reading.calibrated`, for the confidence of what the
            rules found too (``agreed``) and of what the tagger found ``alone``.
    """
    rules = tuple(ruled)
    heard = {place: each for each in rules for place in each.cue}
    cues = Places(heard)
    turns = Places(place for each in rules if each.shape == "label" for place in each.content)
    both: list[Attribution] = []
    alone: list[Attribution] = []
    for each in tagged:
        if len(set(turns.touching(each.content))) > 1:
            continue  # nobody's words run over the turns of two speakers
        rule = next((heard[place] for place in cues.touching(each.cue)), None)
        if rule:
            both.append(_agreed(_recalibrated(each, calibration["agreed"]), rule))
        else:
            alone.append(_recalibrated(replace(each, shape=BESIDE), calibration["alone"]))
    reporting = both or any(each.confidence >= TELLING for each in alone)
    least, said = LEAST if reporting else LONELY, Places(place for each in both for place in each.content)
    kept = (*both, *(each for each in alone if each.confidence >= least and not said.touch(each.cue)))
    yield from kept
    yield from _added(kept, rules)


def _agreed(tagged: Attribution, rule: Attribution) -> Attribution:
    """Give what both heard: as the tagger has it, but for what the rules know better."""
    if tagged.confidence < UNSURE and rule.confidence >= PLAIN:
        return replace(rule, confidence=tagged.confidence)
    return replace(tagged, cue=rule.cue) if rule.shape == "quote" else tagged


def _added(kept: Sequence[Attribution], rules: Sequence[Attribution]) -> Iterator[Attribution]:
    """Give what the rules alone found, and what is worth adding to what is kept of the tagger's."""
    cues = Places(place for each in kept for place in each.cue)
    sources = Places(place for each in kept for place in each.source)
    contents = Places(place for each in kept for place in each.content)
    for each in rules:
        if cues.touch(each.cue):
            continue
        if each.cue and contents.hold(each.cue):
            if contents.hold(each.content) and contents.longest_around(each.cue) > each.length:
                yield each  # somebody is quoted as quoting somebody
        elif sources.touch(each.cue):
            if sources.hold((*each.cue, *each.content)):
                yield each  # "Mr. Berg, who called it a mistake, said …"
        elif each.confidence >= (SURE if contents.touch(each.content) else PLAIN):
            factor = 1.0 if each.shape == "label" else RULES_ALONE  # no corpus of news tells of transcripts
            yield replace(each, confidence=round(each.confidence * factor, 4))


def _recalibrated(attribution: Attribution, line: Sequence[float]) -> Attribution:
    slope, offset = line
    return replace(attribution, confidence=calibrated(attribution.confidence, slope, offset))


class Places:
    """Ranges of a text, found by place."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        """Take ranges in any order."""
        self._ranges = sorted(set(ranges))
        self._starts = [start for start, _ in self._ranges]
        self._longest = max((end - start for start, end in self._ranges), default=0)

    def _near(self, place: Range) -> Sequence[Range]:
        low = bisect_left(self._starts, place[0] - self._longest)
        return self._ranges[low : bisect_right(self._starts, place[1])]

    def touching(self, places: Iterable[Range]) -> Iterator[Range]:
        """Give the ranges that share a character with any of some places."""
        return (one for place in places for one in self._near(place) if one[0] < place[1] and place[0] < one[1])

    def touch(self, places: Iterable[Range]) -> bool:
        """Tell whether any of some places shares a character with a range."""
        return any(self.touching(places))

    def hold(self, places: Iterable[Range]) -> bool:
        """Tell whether each of some places lies in a range."""
        return all(any(start <= place[0] and place[1] <= end for start, end in self._near(place)) for place in places)

    def longest_around(self, places: Iterable[Range]) -> int:
        """Give the length of the longest range around any of some places, 0 for none."""
        around = (
            end - start for place in places for start, end in self._near(place) if start <= place[0] and place[1] <= end
        )
        return max(around, default=0)
