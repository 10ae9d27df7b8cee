"""What a hasty reader takes for a difference, and is none: whoever reports it is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from kb.bench.synthetic.disputes import blame, visit
from kb.bench.synthetic.drafts import Draft, drop_fact, other_amount, set_line, without_weekdays
from kb.bench.synthetic.revisions import hint, state
from kb.bench.synthetic.scenes import Day, Person, Scene
from kb.bench.synthetic.styles import ordinal


def _plan_and_deed(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    """A report before something was done, and one after it."""
    first, last = drafts[0], drafts[-1]
    first.day = scene.day + timedelta(days=1)
    then = first.day + timedelta(days=random.randint(2, 4))
    last.day = then + timedelta(days=1)
    for draft, fact in ((first, "plan"), (last, "deed")):
        set_line(draft, replace(scene.line(fact, random), changed={"then": Day(then)}, loose=True))
    without_weekdays((first, last))


def _other_set(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    """All of these, and some of those."""
    set_line(drafts[0], scene.line("reach_all", random))
    set_line(drafts[-1], scene.line("reach_else", random))


def _other_count(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    """So many of these, and so many of those; the third this year, and the ninth in all."""
    fact = random.choice(("nth", "members"))
    set_line(drafts[0], scene.line(fact, random))
    other = ordinal(9) if fact == "nth" else random.randint(7, 9)
    set_line(drafts[-1], replace(scene.line(f"{fact}_else", random), changed={fact: other}))


def _other_office(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    """Acting, former, deputy: another word beside the office."""
    word = random.choice(("acting", "former", "deputy"))
    if word == "acting":
        chief = scene.values["chief"]
        assert isinstance(chief, Person)
        for draft in drafts:
            set_line(draft, scene.quotation("direct"))
        acting = replace(chief, office=f"acting {chief.office}")
        drafts[-1].lines[:] = [
            replace(line, changed={"chief": acting}) if line.fact == "quote" else line for line in drafts[-1].lines
        ]
        return
    set_line(drafts[0], visit(scene, str(scene.values["chief"]), scene.kind.office, random))
    who = str(scene.values["deputy" if word == "deputy" else "stranger"])
    set_line(drafts[-1], visit(scene, who, f"{word} {scene.kind.office}", random))


def _other_mishap(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    """Two are to blame, for two things."""
    set_line(drafts[0], blame(scene, "culprit", random))
    set_line(drafts[-1], blame(scene, "culprit_else", random, "mishap_else"))


def _forecast(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    """What was expected, beside what came."""
    drop_fact(drafts[-1:], "figure")
    set_line(drafts[0], scene.line("figure", random))
    set_line(drafts[-1], replace(scene.line("forecast", random), changed={"old": other_amount(scene, random)}))


def _faithful(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    """A paraphrase that says what was said."""
    hint(scene, drafts, random, "faithful")


def _before_the_state(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    """What has not been for months was before them."""
    state(scene, drafts, random, random.uniform(-0.9, -0.3))


CHANGES = {
    "plan-and-deed": _plan_and_deed,
    "other-set": _other_set,
    "other-count": _other_count,
    "other-office": _other_office,
    "other-mishap": _other_mishap,
    "forecast": _forecast,
    "faithful": _faithful,
    "before-the-state": _before_the_state,
}
