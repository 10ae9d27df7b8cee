"""A scene: one event with everything in it named and counted, and the lines that tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from kb.bench.synthetic.events import End, EventKind, ends, images
from kb.bench.synthetic.markup import OFFICE, Rendered, rendered
from kb.bench.synthetic.names import TRIES, Names
from kb.bench.synthetic.styles import HouseStyle, Printed, ordinal

_FIRST_DAY = date(2015, 2, 1)
_DAYS = 3500
WORDINGS = 3  # in which reporters put an utterance
FRAMES = 5  # ways of introducing it
_BARE = ("{firm}", "{club}")  # bodies that are called by their names, without an article
_ROUND = 1000  # numbers from here on end in a zero

_MATTERS = {  # fact → what it is about, where others are about the same
    "yes": "yes-or-no",
    "no": "yes-or-no",
    "sure": "modal",
    "unsure": "modal",
    "plan": "errand",
    "deed": "errand",
    "reach_all": "reach",
    "reach_part": "reach",
}
_DIRECT = (
    "“[{first}], and [{last}],” {chief} said.",
    "“[{first}], and [{last}],” said {chief}.",
    "{chief} said: “[{first}], and [{last}].”",
    "{chief} told reporters: “[{first}], and [{last}].”",
    "“[{first}],” {chief} said, “and [{last}].”",
)
_SAID = (
    "{chief} said [{first}] and {last}.",
    "{chief} said on being asked that [{first}] and {last}.",
    "{chief} maintained that [{first}] and {last}.",
    "{chief} told reporters that [{first}] and {last}.",
    "according to {chief}, [{first}] and {last}.",
)
_AFTER = "[{first}] and {last}, {chief} said."
_STATED = (
    "{body} said in a statement that [{words}].",
    "in a statement, {body} said [{words}].",
    "{body} announced that [{words}].",
    "[{words}], according to {body}.",
    "[{words}], {body} said.",
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person with an office, of a ``state`` where it is that of one; the name alone at the second mention."""

    name: str
    office: str
    state: str = ""

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


@dataclass(frozen=True, slots=True)
class Round:
    """A number or sum that is only near the right one, and the word that says so."""

    near: int | float
    word: str

    def __str__(self) -> str:
        """Give the word and the number."""
        return f"{self.word} {self.near:g}"


Value = str | int | float | Day | Person | Round


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
        frame: Words around it, with ``{words}`` in its place: who says it.
        freely: Of a quotation, the first half is put in words far from those spoken.
    """

    fact: str
    template: str
    form: str
    others: tuple[str, ...] = ()
    changed: Mapping[str, Value] = field(default_factory=dict)
    says: str = ""
    loose: bool = False
    witness: str = ""
    frame: str = ""
    freely: bool = False

    @property
    def sentence(self) -> str:
        """Give the template, in the words of who says it."""
        return self.frame.replace("{words}", self.template.removesuffix(".")) if self.frame else self.template


@dataclass(frozen=True, slots=True)
class Scene:
    """One event.

    Attributes:
        kind: What sort of event.
        day: When it was.
        values: What fills the slots of its kind.
        said, end: What the officer said about it: first half, direct and reported thrice, and second half.
    """

    kind: EventKind
    day: date
    values: Mapping[str, Value]
    said: tuple[str, ...]
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
        end, values["image"] = _image(names, random)
        values["key"] = end.key
        named = {slot: str(value) for slot, value in values.items()}
        state = kind.state.format_map(named)
        values["chief"] = Person(names.of("person"), kind.office, state)
        values["deputy"] = Person(names.of("person"), f"deputy {kind.office}", state)
        values["critic"] = Person(names.of("person"), kind.parties.critic)
        values["stranger"] = Person(names.of("person"), kind.office, state)
        body = kind.body.format_map(named)
        values["body"] = body if kind.body in _BARE else f"the {body}"
        culprits = random.sample(kind.parties.culprits, 2)
        for slot, words in zip(("culprit", "culprit_else"), culprits, strict=True):
            values[slot] = words.format_map(named)
        for slot in ("mishap", "mishap_else"):
            values[slot] = getattr(kind.parties, slot).format_map(named)
        rank = random.randint(3, 8)
        values |= {"nth": ordinal(rank), "office": kind.office, "members": random.randint(2, 6)}
        return cls(kind, day, values, random.choice(kind.said), end)

    def line(self, fact: str, random: Random) -> Line:
        """Give a telling of a fact: ``main``, ``figure``, ``yes``, ``no``, ``scope_a`` and the like."""
        tellings = self.kind.told(fact)
        at = random.randrange(len(tellings))
        return Line(_MATTERS.get(fact, fact), tellings[at], f"{fact}/{at}", tellings)

    def announcement(self, wording: int, frame: int) -> Line:
        """Give a telling of what the body announced, in one of its :data:`WORDINGS`, introduced in a ``frame``."""
        words = self.kind.official[wording]
        frames = tuple(frame.replace("{words}", words) for frame in _STATED)
        frame %= len(frames)
        return Line("official", frames[frame], f"official/{wording}/{frame}", frames)

    def quotation(self, form: str, wording: int = 0, frame: int = 0) -> Line:
        """Give a telling of what the officer said.

        Args:
            form: ``direct``, ``partial`` or ``reported``.
            wording: Which reporter's, of :data:`WORDINGS`; the first keeps to the words spoken as far as it goes.
            frame: How it is introduced, in which order and with which verb.
        """
        first, told = self.said[0], self.said[1 + wording]
        frames: tuple[str, ...]
        if form == "direct":
            frames, halves = _DIRECT, (first, self.end.text)
        elif form == "partial":
            frames, halves = _SAID, (told, f"“[{self.end.text}]”")
        else:
            frames, halves = (*_SAID[1:], _AFTER), (told, f"[{self.end.reported[wording]}]")
        words = tuple(frame.replace("{first}", halves[0]).replace("{last}", halves[1]) for frame in frames)
        at = frame % len(words)
        name = form if form == "direct" else f"{form}/{wording}"
        freely = form != "direct" and wording > 0
        return Line("quote", words[at], f"{name}/{at}", words, loose=form == "reported", freely=freely)

    def printed(self, line: Line, style: HouseStyle, seen: set[str]) -> Rendered:
        """Print a line in a house style; ``seen`` holds who was introduced before, and gains whom this line does."""

        def fill(slot: str, opening: bool) -> Printed:
            value = {**self.values, **line.changed}[slot]
            if isinstance(value, Person):
                known = value.name in seen
                seen.add(value.name)
                return Printed(value.surname) if known else style.person(value.name, value.office, value.state)
            if isinstance(value, Day):
                return style.day(value.day, value.form)
            if slot == "earlier":
                return Printed(str(value))
            if isinstance(value, Round):
                near = style.money(value.near, opening=False) if isinstance(value.near, float) else None
                return Printed(f"{value.word} {(near or style.number(int(value.near), opening=False)).text}")
            if isinstance(value, float):
                return style.money(value, opening=opening)
            if isinstance(value, int):
                return style.number(value, opening=opening)
            return Printed(value, 3 if slot == "place" else 0)

        return rendered(style.quoted(line.sentence), fill)

    def value(self, line: Line, slot: str) -> str:
        """Give what a slot of a line means, however it is printed; of a person with an office, the office."""
        value = {**self.values, **line.changed}[slot.removesuffix(OFFICE)]
        return value.office if slot.endswith(OFFICE) and isinstance(value, Person) else str(value)


def _image(names: Names, random: Random) -> tuple[End, str]:
    """Draw the end of a quotation, with an image that no other story has in it.

    Where most are taken, an image has more adjectives: a corpus may be of any length.
    """
    adjectives, things = images()
    draws = 0
    while True:
        end, adjective, thing = random.choice(ends()), random.choice(adjectives), random.choice(things)
        others = [one for one in adjectives if one != adjective]
        image = " ".join((*random.sample(others, draws // TRIES), adjective, thing))
        if names.take(f"{image}, {end.key}"):
            return end, image
        draws += 1


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
