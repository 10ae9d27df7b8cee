"""What differs on purpose: changes to the drafts of one story."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from kb.bench.synthetic.scenes import Day, Line, Person, Scene
from kb.bench.synthetic.styles import HouseStyle

DISCREPANCIES = ("date", "number", "polarity", "quotation", "attribution", "missing-credit")
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
GROUPS = (  # of these, a story has one: they change the same line, or name another person in the same sense
    ("date", "year-missing", "less-precise", "part-of"),
    ("quotation", "attribution", "same-utterance"),
    ("attribution", "role-changed", "other-referent"),
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


def plant(kind: str, scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    """Change the drafts of an outlet's own reporting so that they differ in one respect; the first stays as it is.

    Kinds that concern copies, or articles of their own, change nothing here.
    """
    changes: dict[str, Callable[[Scene, Sequence[Draft], Random], None]] = {
        "date": _wrong_date,
        "number": _wrong_number,
        "polarity": _denied,
        "quotation": _misquoted,
        "attribution": _misattributed,
        "year-missing": _without_year,
        "less-precise": _month_alone,
        "part-of": _in_a_part,
        "other-scope": _other_scope,
        "other-event": _earlier_event,
        "same-utterance": _both_reported,
    }
    if kind in changes:
        changes[kind](scene, drafts, random)


def set_line(draft: Draft, line: Line) -> None:
    """Put a line in place of the one that tells its fact, or at the end."""
    for at, old in enumerate(draft.lines):
        if old.fact == line.fact:
            draft.lines[at] = line
            return
    draft.lines.append(line)


def _main(draft: Draft) -> Line:
    return next(line for line in draft.lines if line.fact == "main")


def _without_weekdays(drafts: Iterable[Draft]) -> None:
    for draft in drafts:
        if draft.style.days == "weekday":
            draft.style = replace(draft.style, days="us")


def _wrong_date(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    wrong = scene.day + timedelta(days=random.choice((-9, -6, -5, -3, -2, -30, -365)))
    odd = drafts[-1]
    line = _main(odd)
    set_line(odd, replace(line, changed={**line.changed, "day": Day(wrong)}, says=wrong.isoformat()))
    _without_weekdays(drafts)


def _wrong_number(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    slot = scene.kind.amount
    right = scene.values[slot]
    wrong: int | float
    if isinstance(right, float):
        wrong = round(right * random.choice((0.5, 1.3, 2, 10)), 1)
    else:
        assert isinstance(right, int)
        wrong = right + random.choice((-7, -4, 5, 9)) * (1 if right < 100 else 10)
    for draft in drafts[:-1]:
        set_line(draft, scene.line("figure", random))
    set_line(drafts[-1], replace(scene.line("figure", random), changed={slot: wrong}, says=str(wrong)))


def _denied(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    for draft in drafts[:-1]:
        set_line(draft, scene.line("yes", random))
    set_line(drafts[-1], scene.line("no", random))


def _misquoted(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    for draft in drafts[:-1]:
        set_line(draft, scene.quotation("direct", random))
    line = scene.quotation(random.choice(("direct", "direct", "partial")), random)
    set_line(drafts[-1], replace(line, changed={"key": scene.end.wrong}, loose=True))


def _misattributed(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    for draft in drafts[:-1]:
        set_line(draft, scene.quotation("direct", random))
    set_line(drafts[-1], replace(scene.quotation("direct", random), changed={"chief": scene.values["deputy"]}))


def _without_year(scene: Scene, drafts: Sequence[Draft], _: Random) -> None:
    odd = drafts[-1]
    line = _main(odd)
    changed = {**line.changed, "day": Day(scene.day, "yearless")}
    set_line(odd, replace(line, changed=changed, form=f"{line.form}/yearless"))
    odd.told = False
    _without_weekdays(drafts)


def _month_alone(scene: Scene, drafts: Sequence[Draft], _: Random) -> None:
    odd = drafts[-1]
    line = _main(odd)
    set_line(odd, replace(line, changed={**line.changed, "day": Day(scene.day, "month")}, loose=True))
    _without_weekdays(drafts)


def _in_a_part(scene: Scene, drafts: Sequence[Draft], _: Random) -> None:
    odd = drafts[-1]
    line = _main(odd)
    place = f"in the {scene.values['quarter']} district of {scene.values['town']}"
    set_line(odd, replace(line, changed={**line.changed, "place": place}, loose=True))


def _other_scope(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    set_line(drafts[0], scene.line("scope_a", random))
    set_line(drafts[-1], scene.line("scope_b", random))


def _earlier_event(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    set_line(drafts[-1], scene.line("earlier", random))
    _without_weekdays(drafts)


def _both_reported(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    set_line(drafts[0], scene.quotation("partial", random))
    set_line(drafts[-1], scene.quotation("reported", random))


def newcomer(scene: Scene, name: str, *, namesake: bool) -> Person:
    """Give the successor of the officer, or a namesake with another trade."""
    chief = scene.values["chief"]
    assert isinstance(chief, Person)
    return Person(chief.name, "cellist") if namesake else Person(name, chief.office)
