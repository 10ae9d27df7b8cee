"""A scene: one event with everything in it named and counted, and the lines that tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from kb.bench.synthetic.events import End, EventKind, ends, images
from kb.bench.synthetic.markup import Rendered, rendered
from kb.bench.synthetic.names import Names
from kb.bench.synthetic.styles import HouseStyle, Printed

_FIRST_DAY = date(2015, 2, 1)
_DAYS = 3500
_BARE = ("{firm}", "{club}")  # bodies that are called by their names, without an article
_ROUND = 1000  # numbers from here on end in a zero

_DIRECT = (
    "“[{first}], and [{last}],” {chief} said.",
    "“[{first}], and [{last}],” said {chief}.",
    "{chief} said: “[{first}], and [{last}].”",
    "{chief} told reporters: “[{first}], and [{last}].”",
    "“[{first}],” {chief} said, “and [{last}].”",
)
_SAID = (
    "{chief} said [{first}] and {last}.",
    "{chief} told reporters that [{first}] and {last}.",
    "according to {chief}, [{first}] and {last}.",
)
_AFTER = "[{first}] and {last}, {chief} said."
_STATED = (
    "{body} said in a statement that [{words}].",
    "in a statement, {body} said [{words}].",
    "{body} announced that [{words}].",
    "[{words}], according to {body}.",
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person with an office; the name alone at the second mention."""

    name: str
    office: str

    def __str__(self) -> str:
        """Give the name."""
        return self.name

    @property
    def surname(self) -> str:
        """Give the last word of the name."""
        return self.name.rsplit(" ", maxsplit=1)[-1]


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and in which form it is printed where not in that of the house."""

    day: date
    form: str = ""

    def __str__(self) -> str:
        """Give the day, or the month where only that is told."""
        return self.day.isoformat()[:7] if self.form == "month" else self.day.isoformat()


Value = str | int | float | Day | Person


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence to be printed.

    Attributes:
        fact: Which fact of the scene it tells.
        template: In the markup of :mod:`kb.bench.synthetic.markup`.
        form: Name of the telling, for the analysis of misses.
        others: Tellings of the same content, for a copy that is rewritten.
        changed: Slots that have another value here.
        says: What tells its claim from others of the fact, where it says another thing.
        loose: See :class:`kb.bench.synthetic.truth.Mention`; of a quotation, it is the second half that is.
        witness: Whence it comes, where not from the article's own reporting.
    """

    fact: str
    template: str
    form: str
    others: tuple[str, ...] = ()
    changed: Mapping[str, Value] = field(default_factory=dict)
    says: str = ""
    loose: bool = False
    witness: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """One event.

    Attributes:
        kind: What sort of event.
        day: When it was.
        values: What fills the slots of its kind.
        said, end: What the officer said about it: first half, direct and reported, and second half.
    """

    kind: EventKind
    day: date
    values: Mapping[str, Value]
    said: tuple[str, str]
    end: End

    @classmethod
    def drawn(cls, kind: EventKind, names: Names, random: Random) -> Scene:
        """Draw a scene with names of its own."""
        day = _FIRST_DAY + timedelta(days=random.randrange(_DAYS))
        values: dict[str, Value] = {
            sort: names.of("town" if sort == "quarter" else sort) for sort in ("town", "quarter", "region")
        }
        for slot, sort in kind.slots.items():
            values[slot] = _drawn(sort, names, random)
        if "count" in values:
            values["fewer"] = max(2, int(values["count"] * random.uniform(0.2, 0.7)))  # type: ignore[operator]
        values["earlier"] = day.year - random.randint(3, 30)
        values["day"] = Day(day)
        values["place"] = f"in {values['town']}"
        end = random.choice(ends())
        values["key"] = end.key
        values["image"] = " ".join(map(random.choice, images()))
        values["chief"] = Person(names.of("person"), kind.office)
        values["deputy"] = Person(names.of("person"), f"deputy {kind.office}")
        body = kind.body.format_map({slot: str(value) for slot, value in values.items()})
        values["body"] = body if kind.body in _BARE else f"the {body}"
        return cls(kind, day, values, random.choice(kind.said), end)

    def line(self, fact: str, random: Random) -> Line:
        """Give a telling of a fact: ``main``, ``figure``, ``yes``, ``no``, ``official``, ``scope_a`` and the like."""
        tellings: tuple[str, ...] = getattr(self.kind, fact)
        at = random.randrange(len(tellings))
        if fact != "official":
            matter = {"yes": "yes-or-no", "no": "yes-or-no"}.get(fact, fact)
            return Line(matter, tellings[at], f"{fact}/{at}", tellings)
        frames = tuple(frame.replace("{words}", tellings[at]) for frame in _STATED)
        frame = random.randrange(len(frames))
        return Line(fact, frames[frame], f"official/{at}/{frame}", frames)

    def quotation(self, form: str, random: Random) -> Line:
        """Give a telling of what the officer said: ``direct``, ``partial`` or ``reported``."""
        first, told = self.said
        frames: tuple[str, ...]
        if form == "direct":
            frames, halves = _DIRECT, (first, self.end.text)
        elif form == "partial":
            frames, halves = _SAID, (told, f"“[{self.end.text}]”")
        else:
            frames, halves = (*_SAID, _AFTER), (told, f"[{self.end.reported}]")
        words = tuple(frame.replace("{first}", halves[0]).replace("{last}", halves[1]) for frame in frames)
        at = random.randrange(len(words))
        return Line("quote", words[at], f"{form}/{at}", words, loose=form == "reported")

    def printed(self, line: Line, style: HouseStyle, seen: set[str]) -> Rendered:
        """Print a line in a house style; ``seen`` holds who was introduced before, and gains whom this line does."""

        def fill(slot: str, opening: bool) -> Printed:
            value = {**self.values, **line.changed}[slot]
            if isinstance(value, Person):
                known = value.name in seen
                seen.add(value.name)
                return Printed(value.surname) if known else style.person(value.name, value.office)
            if isinstance(value, Day):
                return style.day(value.day, value.form)
            if slot == "earlier":
                return Printed(str(value))
            if isinstance(value, float):
                return style.money(value, opening=opening)
            if isinstance(value, int):
                return style.number(value, opening=opening)
            return Printed(value, 3 if slot == "place" else 0)

        return rendered(style.quoted(line.template), fill)

    def value(self, line: Line, slot: str) -> str:
        """Give what a slot of a line means, however it is printed."""
        return str({**self.values, **line.changed}[slot])


def retold(line: Line, random: Random) -> Line:
    """Give the same content in another telling, where there is one."""
    others = [other for other in line.others if other != line.template]
    return replace(line, template=random.choice(others), form=f"{line.form}*") if others else line


def _drawn(sort: str, names: Names, random: Random) -> Value:
    if sort == "money":
        return random.randint(12, 980) / 10
    low, dash, high = sort.partition("-")
    if dash and low.isdigit():
        number = random.randint(int(low), int(high))
        return number if number < _ROUND else number // 10 * 10
    return names.of(sort)
