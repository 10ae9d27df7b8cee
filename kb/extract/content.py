"""What a verb is found to report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Content:
    """What is said, as token positions.

    Attributes:
        shape: Way of taking it, a key of the verb's frames.
        positions: Its tokens; none while the quotation is still to come ("X said:").
        cue: Tokens that belong to the cue beside the verb, such as a preposition.
    """

    shape: str
    positions: tuple[int, ...]
    cue: tuple[int, ...] = ()
