"""What differs on purpose: changes to the drafts of one story."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from kb.bench.synthetic import decoys, disputes, revisions
from kb.bench.synthetic.drafts import (
    SPOKEN,
    Draft,
    disagree,
    main_line,
    other_amount,
    rounded,
    set_line,
    without_weekdays,
)
from kb.bench.synthetic.scenes import Day, Person, Scene

DISCREPANCIES = (
    "date",
    "number",
    "polarity",
    "modality",
    "scope",
    "count",
    "role",
    "quotation",
    "attribution",
    "blame",
    "supersession",
    "inflation",
    "missing-credit",
    "refutation",
)
LOOK_ALIKES = (
    "year-missing",
    "less-precise",
    "role-changed",
    "part-of",
    "other-referent",
    "other-scope",
    "other-event",
    "same-utterance",
)
DECOYS = tuple(decoys.CHANGES)
GROUPS = (  # of these, a story has one: they change the same line, or name another person in the same sense
    ("date", "year-missing", "less-precise", "part-of"),
    ("number", "less-precise", "supersession", "forecast"),
    ("polarity", "supersession"),
    ("modality", "plan-and-deed"),
    ("scope", "other-set"),
    ("count", "other-count", "other-scope"),
    ("role", "other-office", "quotation", "attribution", "same-utterance"),
    ("role", "other-office", "attribution", "role-changed", "other-referent"),
    ("role", "other-office", "inflation", "faithful", "supersession"),
    ("blame", "other-mishap", "supersession"),  # an outlet that names another culprit a day later contradicts no other
    ("inflation", "faithful"),
    ("refutation", "before-the-state"),
)


Change = Callable[[Scene, Sequence[Draft], Random], None]


def plant(kind: str, scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    """Change the drafts of an outlet's own reporting so that they differ in one respect; the first stays as it is.

    Kinds that concern copies, or articles of their own, change nothing here.
    """
    if kind in _CHANGES:
        _CHANGES[kind](scene, drafts, random)


def _wrong_date(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    wrong = scene.day + timedelta(days=random.choice((-9, -6, -5, -3, -2, -30, -365)))
    odd = drafts[-1]
    line = main_line(odd)
    set_line(odd, replace(line, changed={**line.changed, "day": Day(wrong)}, says=wrong.isoformat()))
    without_weekdays(drafts)


def _wrong_number(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    slot = scene.kind.amount
    wrong = other_amount(scene, random)
    for draft in drafts[:-1]:
        set_line(draft, scene.line("figure", random))
    set_line(drafts[-1], replace(scene.line("figure", random), changed={slot: wrong}, says=str(wrong)))
    if random.random() < SPOKEN:
        disagree("figure", drafts, random)


def _misquoted(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    for draft in drafts[:-1]:
        set_line(draft, scene.quotation("direct"))
    line = scene.quotation(random.choice(("direct", "direct", "partial")))
    set_line(drafts[-1], replace(line, changed={"key": scene.end.wrong}, loose=True))


def _misattributed(scene: Scene, drafts: Sequence[Draft], _: Random) -> None:
    for draft in drafts[:-1]:
        set_line(draft, scene.quotation("direct"))
    set_line(drafts[-1], replace(scene.quotation("direct"), changed={"chief": scene.values["deputy"]}))


def _without_year(scene: Scene, drafts: Sequence[Draft], _: Random) -> None:
    odd = drafts[-1]
    line = main_line(odd)
    changed = {**line.changed, "day": Day(scene.day, "yearless")}
    set_line(odd, replace(line, changed=changed, form=f"{line.form}/yearless"))
    odd.told = False
    without_weekdays(drafts)


def _less_precise(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    """The month alone, or a round figure."""
    odd = drafts[-1]
    if random.random() < 0.5:
        for draft in drafts[:-1]:
            set_line(draft, scene.line("figure", random))
        changed = {scene.kind.amount: rounded(scene, random)}
        set_line(odd, replace(scene.line("figure", random), changed=changed, loose=True))
        return
    line = main_line(odd)
    set_line(odd, replace(line, changed={**line.changed, "day": Day(scene.day, "month")}, loose=True))
    without_weekdays(drafts)


def _in_a_part(scene: Scene, drafts: Sequence[Draft], _: Random) -> None:
    odd = drafts[-1]
    line = main_line(odd)
    place = f"in the {scene.values['quarter']} district of {scene.values['town']}"
    set_line(odd, replace(line, changed={**line.changed, "place": place}, loose=True))


def _other_scope(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    set_line(drafts[0], scene.line("scope_a", random))
    set_line(drafts[-1], scene.line("scope_b", random))


def _earlier_event(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    set_line(drafts[-1], scene.line("earlier", random))
    without_weekdays(drafts)


def _both_reported(scene: Scene, drafts: Sequence[Draft], _: Random) -> None:
    set_line(drafts[0], scene.quotation("partial"))
    set_line(drafts[-1], scene.quotation("reported"))


def newcomer(scene: Scene, name: str, *, namesake: bool) -> Person:
    """Give the successor of the officer, or a namesake with another trade."""
    chief = scene.values["chief"]
    assert isinstance(chief, Person)
    return Person(chief.name, "cellist") if namesake else Person(name, chief.office, chief.state)


_CHANGES: Mapping[str, Change] = {
    "date": _wrong_date,
    "number": _wrong_number,
    "quotation": _misquoted,
    "attribution": _misattributed,
    "year-missing": _without_year,
    "less-precise": _less_precise,
    "part-of": _in_a_part,
    "other-scope": _other_scope,
    "other-event": _earlier_event,
    "same-utterance": _both_reported,
    **disputes.CHANGES,
    **revisions.CHANGES,
    **decoys.CHANGES,
}
