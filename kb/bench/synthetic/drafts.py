"""Articles before they are printed, and how one line takes the place of another in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from random import Random

from kb.bench.synthetic.scenes import Line, Round, Scene
from kb.bench.synthetic.styles import HouseStyle

SPOKEN = 0.4  # share of disputes that are between speakers, not between outlets
_STEPS = (1000, 500, 100, 50, 10, 5, 1)  # what round numbers are multiples of, the roundest first
_CLOSE = 0.1  # how far they are off at most, as a share
_FRAMES = (
    "{who} said that [{words}].",
    "{who} told reporters that [{words}].",
    "according to {who}, [{words}].",
    "[{words}], {who} said.",
    "{who} maintained that [{words}].",
    "{who} insisted that [{words}].",
)


@dataclass(slots=True)
class Draft:
    """An article before it is printed.

    Attributes:
        outlet, day, style: Whose, when, and how.
        lines: Sentences in order.
        told: The manifest has the day.
        credit: Agency that the text credits, or empty; ``credit_form`` is how.
        mode: What sort of copy it is; ``agency``: whose dispatch it prints.
    """

    outlet: str
    day: date
    style: HouseStyle
    lines: list[Line]
    told: bool = True
    credit: str = ""
    credit_form: str = ""
    mode: str = ""
    agency: str = ""


def set_line(draft: Draft, line: Line) -> None:
    """Put a line in place of the one that tells its fact, or at the end."""
    for at, old in enumerate(draft.lines):
        if old.fact == line.fact:
            draft.lines[at] = line
            return
    draft.lines.append(line)


def drop_fact(drafts: Iterable[Draft], fact: str) -> None:
    """Leave a fact out of all drafts."""
    for draft in drafts:
        draft.lines[:] = [line for line in draft.lines if line.fact != fact]


def main_line(draft: Draft) -> Line:
    """Give the line that tells what happened."""
    return next(line for line in draft.lines if line.fact == "main")


def without_weekdays(drafts: Iterable[Draft]) -> None:
    """Have days printed in full: a weekday alone is understood by the day of the article."""
    for draft in drafts:
        if draft.style.days == "weekday":
            draft.style = replace(draft.style, days="us")


def disagree(fact: str, drafts: Sequence[Draft], random: Random) -> None:
    """Have the first draft report a fact from the officer, the last from a critic, and those between not at all."""
    drop_fact(drafts[1:-1], fact)
    frames = random.sample(_FRAMES, 2)
    for draft, who, frame in ((drafts[0], "{chief}", frames[0]), (drafts[-1], "{critic}", frames[1])):
        line = next(line for line in draft.lines if line.fact == fact)
        set_line(draft, replace(line, frame=frame.replace("{who}", who), witness=f"said by {who.strip('{}')}"))


def other_amount(scene: Scene, random: Random) -> int | float:
    """Give a number of passengers, or a sum, that is not the right one."""
    right = scene.values[scene.kind.amount]
    if isinstance(right, float):
        return round(right * random.choice((0.5, 1.3, 2, 10)), 1)
    assert isinstance(right, int)
    return right + random.choice((-7, -4, 5, 9)) * (1 if right < 100 else 10)


def rounded(scene: Scene, random: Random) -> Round:
    """Give the number of passengers, or the sum, as somebody puts it who does not count to the last one."""
    right = scene.values[scene.kind.amount]
    assert isinstance(right, int | float)
    word = random.choice(("about", "some", "nearly", "more than"))
    close = (near for near in (_near(right, step, word) for step in _STEPS) if abs(near - right) <= _CLOSE * right)
    near = next(close, ceil(right))
    return Round(near if isinstance(right, int) else float(near), word)


def _near(right: float, step: int, word: str) -> int:
    """Give a multiple of the step: above what "nearly" reaches, below what "more than" exceeds."""
    if word == "nearly":
        return (int(right // step) + 1) * step
    if word == "more than":
        return (ceil(right / step) - 1) * step
    return round(right / step) * step
