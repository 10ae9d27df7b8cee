"""Two lines → the attitude of the second to the first: it asserts, relays, hedges or denies it, and why.

First match, as for the voices of statements: turned round → denies; asked or hedged → hedges; said by somebody else →
relays; else asserts. Who confirms a thing takes it for true, so a confirmation asserts it, whoever confirms.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kb.compare.positions.stance.alignment import is_telling, share, shared
from kb.compare.positions.stance.conflicts import conflict
from kb.compare.positions.stance.lines import Line
from kb.compare.positions.stance.reading import Reading, Said, reading_of
from kb.model import Voice


class Stance(StrEnum):
    """Which side a line takes: that of the claim, the other one, or none."""

    FOR = "for"
    AGAINST = "against"
    OBSERVING = "observing"


@dataclass(frozen=True, slots=True)
class Attitude:
    """How a line stands to a claim.

    Attributes:
        voice: What it does with the claim.
        reasons: What shows it, in prose; empty for a plain assertion.
        common: Share of the claim's telling words that the line has, 0 to 1; near 0 it may be about something else.
    """

    voice: Voice
    reasons: tuple[str, ...]
    common: float

    @property
    def stance(self) -> Stance:
        """Give the side taken: what is relayed or hedged takes none."""
        return _STANCES[self.voice]


_PLAIN = Said()
_STANCES = {
    Voice.ASSERTS: Stance.FOR,
    Voice.RELAYS: Stance.OBSERVING,
    Voice.HEDGES: Stance.OBSERVING,
    Voice.DENIES: Stance.AGAINST,
}


def nobody(_name: str) -> bool:
    """Tell that a name stands for nobody who can speak: for lines whose names nobody looked up."""
    return False


def attitude(
    claim: str, text: str, *, held: Said = _PLAIN, said: Said = _PLAIN, speaks: Callable[[str], bool] = nobody
) -> Attitude:
    """Tell how a headline or clause stands to a claim that it is about.

    Args:
        claim: A clause that claims something.
        text: A headline or clause.
        held: What is known of the claim's clause beyond its words.
        said: What is known of the text beyond its words.
        speaks: Tells of a name before a colon whether it is somebody who can say things, rather than a place.

    >>> attitude("A shark swam through the mall", "Photo of shark in mall is a hoax").stance.value
    'against'
    >>> attitude("The mill will close in June", "Mill to close in June, union says").voice.value
    'relays'
    """
    ours, theirs = Line.of(claim), Line.of(text)
    claimed = reading_of(ours, theirs, held, speaks, is_claim=True)
    found = reading_of(theirs, ours, said, speaks)
    voice, reasons = _decided(claimed, found, conflict(ours, theirs))
    return Attitude(voice, reasons, _common(ours, theirs))


def _decided(claimed: Reading, found: Reading, clash: str) -> tuple[Voice, tuple[str, ...]]:
    if found.asking and not found.turning:  # a denial beside a question answers it
        return Voice.HEDGES, tuple(f"“{words}” is asked" for words in found.asking)
    if bool(found.turning) != bool(claimed.turning):
        where = "turns it round" if found.turning else "stands in the claim alone"
        return Voice.DENIES, tuple(f"“{words}” {where}" for words in found.turning or claimed.turning)
    hedging = () if claimed.hedging else found.hedging  # a chance that the claim itself speaks of is what it claims
    reporting = () if claimed.reporting or found.confirming else found.reporting
    voice = Voice.of(opposed=bool(clash), sure=not hedging, sourced=bool(reporting))
    return voice, {
        Voice.DENIES: (clash,),
        Voice.HEDGES: tuple(f"“{words}” leaves it open" for words in hedging),
        Voice.RELAYS: tuple(f"“{words}”: somebody else says it" for words in reporting),
        Voice.ASSERTS: tuple(f"“{words}” takes it for true" for words in found.confirming),
    }[voice]


def _common(ours: Line, theirs: Line) -> float:
    met, told = (
        sum(share(ours, places, part) for part in ours.parts)
        for places in (shared(ours, theirs), tuple(map(is_telling, ours.words)))
    )
    return met / told if told else 0.0
