"""What two accounts of one matter may differ in: whether it is so, how sure it is, how far it reaches, who did it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from kb.bench.synthetic.drafts import SPOKEN, Draft, disagree, set_line
from kb.bench.synthetic.scenes import Line, Person, Scene, Value
from kb.bench.synthetic.styles import ordinal

_BLAMED = (
    "{culprit} caused {mishap}.",
    "{mishap} was caused by {culprit}.",
    "{culprit} was responsible for {mishap}.",
    "responsibility for {mishap} lies with {culprit}.",
    "{mishap} was the fault of {culprit}.",
    "{culprit} was to blame for {mishap}.",
)
_ACCUSED = (
    "{who} blamed {culprit} for {mishap}.",
    "{who} blamed {mishap} on {culprit}.",
    "according to {who}, {culprit} was to blame for {mishap}.",
    "{who} held {culprit} responsible for {mishap}.",
    "{who} said that {mishap} was the fault of {culprit}.",
    "{who} accused {culprit} of causing {mishap}.",
)
_VISITED = (
    "{holder}, the {office} of {body}, visited families in {quarter} {day}.",
    "families in {quarter} were visited by {holder}, the {office} of {body}, {day}.",
    "{day}, the {office} of {body}, {holder}, called on families in {quarter}.",
    "the {office} of {body}, {holder}, paid a visit to families in {quarter} {day}.",
)


def _denied(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    for draft in drafts[:-1]:
        set_line(draft, scene.line("yes", random))
    set_line(drafts[-1], scene.line("no", random))
    if random.random() < SPOKEN:
        disagree("yes-or-no", drafts, random)


def _less_sure(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    """The doubt is of a day on which the others had it as so: what "may close" a day before has since closed."""
    for draft in drafts[:-1]:
        set_line(draft, scene.line("sure", random))
    set_line(drafts[-1], scene.line("unsure", random))
    drafts[-1].day = max(draft.day for draft in drafts)


def _of_other_reach(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    for draft in drafts[:-1]:
        set_line(draft, scene.line("reach_all", random))
    set_line(drafts[-1], replace(scene.line("reach_part", random), says="part"))


def _miscounted(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    fact = random.choice(("nth", "members"))
    right = scene.values[fact]
    wrong: Value
    if isinstance(right, int):
        wrong = right + random.choice((1, 2))
    else:
        wrong = random.choice([rank for rank in map(ordinal, range(2, 10)) if rank != right])
    for draft in drafts[:-1]:
        set_line(draft, scene.line(fact, random))
    set_line(drafts[-1], replace(scene.line(fact, random), changed={fact: wrong}, says=str(wrong)))


def _of_other_office(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    """One person with two offices, or one office with two persons."""
    if random.random() < 0.5:
        chief = scene.values["chief"]
        assert isinstance(chief, Person)
        for draft in drafts[:-1]:
            set_line(draft, scene.quotation("direct"))
        other = replace(chief, office=scene.kind.parties.other_office)
        set_line(drafts[-1], replace(scene.quotation("direct"), changed={"chief": other}))
        return
    set_line(drafts[0], visit(scene, str(scene.values["chief"]), scene.kind.office, random))
    set_line(drafts[-1], visit(scene, str(scene.values["stranger"]), scene.kind.office, random))


def visit(scene: Scene, who: str, office: str, random: Random) -> Line:
    """Give a line on what the holder of an office did on the day."""
    at = random.randrange(len(_VISITED))
    changed = {"holder": who, "office": office, "day": scene.values["day"]}
    return Line("visit", _VISITED[at], f"visit/{at}", _VISITED, changed, says=who)


def _by_others(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    if random.random() < SPOKEN:
        frames = random.sample(_ACCUSED, 2)
        for draft, who, slot, frame in zip(
            (drafts[0], drafts[-1]), ("body", "critic"), ("culprit", "culprit_else"), frames, strict=True
        ):
            template = frame.replace("{who}", f"{{{who}}}")
            culprit = scene.values[slot]
            line = Line("blame", template, f"accused/{_ACCUSED.index(frame)}", (template,), {"culprit": culprit})
            set_line(draft, replace(line, says=str(culprit), witness=f"said by {who}"))
        return
    for draft in drafts[:-1]:
        set_line(draft, blame(scene, "culprit", random))
    set_line(drafts[-1], blame(scene, "culprit_else", random))


def blame(scene: Scene, slot: str, random: Random, mishap: str = "mishap") -> Line:
    """Give a line in the outlet's own voice on who is to blame for what."""
    at = random.randrange(len(_BLAMED))
    culprit = scene.values[slot]
    changed = {"culprit": culprit, "mishap": scene.values[mishap]}
    return Line("blame", _BLAMED[at], f"blamed/{at}", _BLAMED, changed, says=f"{culprit}/{mishap}")


CHANGES = {
    "polarity": _denied,
    "modality": _less_sure,
    "scope": _of_other_reach,
    "count": _miscounted,
    "role": _of_other_office,
    "blame": _by_others,
}
