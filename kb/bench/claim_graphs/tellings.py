"""What happens in a story, and the ways in which an article may tell it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from kb.bench.claim_graphs import cast
from kb.model import Agent, Certainty, Polarity

_CHANGES = 0.3  # share of tellings that depart from what is so, or from the usual words
_HEDGED = {Certainty.PROBABLE: "probably ", Certainty.POSSIBLE: "perhaps "}


class Form(StrEnum):
    """Who says it, and how it is printed."""

    NARRATED = "narrated"
    INDIRECT = "indirect"
    DIRECT = "direct"
    MIXED = "mixed"
    UNNAMED = "unnamed"  # "officials said": a source that is nobody
    RELAYED = "relayed"  # through an agency
    DOCUMENT = "document"


_FORMS = (Form.NARRATED,) * 4 + (Form.INDIRECT,) * 3 + (Form.DIRECT,) * 3 + tuple(Form)[3:]


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb with what it is done to, in numbers: ``close``, ``closed`` … ``depots``."""

    base: str
    past: str
    many: str
    unit: str


DEEDS = tuple(
    Deed(*words.split("/"))
    for words in (
        "close/closed/depots/depot",
        "suspend/suspended/services/service",
        "hire/hired/inspectors/inspector",
        "inspect/inspected/bridges/bridge",
        "recall/recalled/lorries/lorry",
        "open/opened/shelters/shelter",
        "approve/approved/permits/permit",
        "repair/repaired/pumps/pump",
        "fine/fined/hauliers/haulier",
        "dismiss/dismissed/referees/referee",
        "sell/sold/barges/barge",
        "release/released/reports/report",
        "test/tested/vaccines/vaccine",
        "evacuate/evacuated/residents/resident",
    )
)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that happens in a story.

    Attributes:
        number: Its place in the story, from 0.
        doer, where: The body that does it, and the town.
        speaker: Number of the person who speaks of it.
    """

    number: int
    deed: Deed
    doer: Agent
    where: Agent
    amount: int
    day: date
    speaker: int

    @property
    def witness(self) -> Agent:
        """The person who speaks of it."""
        return cast.person(self.speaker)


@dataclass(frozen=True, slots=True)
class Telling:
    """How one article tells a point.

    Attributes:
        month: The day is told to the month only.
        last_word: The word of the quotation that outlets print differently.
        titled: The speaker's office is printed.
        spoken: The day of speaking is printed.
    """

    point: Point
    form: Form
    amount: int
    day: date
    month: bool = False
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    last_word: str = "final"
    titled: bool = False
    spoken: bool = False

    @property
    def meaning(self) -> tuple[int, int, date, bool]:
        """What it says, as claims are told apart: whatever the speaker, the polarity and the certainty."""
        return self.point.number, self.amount, self.day.replace(day=1) if self.month else self.day, self.month

    def verb(self, published: date) -> str:
        """Give the words of the verb in an article of a day: what lies ahead is told as such."""
        deed = self.point.deed
        negated = self.polarity is Polarity.NEGATIVE
        hedge = _HEDGED.get(self.certainty, "")
        if self.ahead(published):
            return f"will {'not ' * negated}{hedge}{deed.base}"
        return f"{hedge}did not {deed.base}" if negated else hedge + deed.past

    def ahead(self, published: date) -> bool:
        """Tell whether it lies ahead of an article of a day."""
        return self.day > published


def point(random: Random, number: int, begun: date) -> Point:
    """Draw what happens in a story."""
    return Point(
        number,
        random.choice(DEEDS),
        cast.body(cast.often_low(random, cast.BODIES)),
        cast.place(cast.often_low(random, cast.PLACES)),
        random.randint(3, 900),
        begun + timedelta(random.randint(-3, 6)),
        cast.often_low(random, cast.PEOPLE),
    )


def telling(random: Random, what: Point) -> Telling:
    """Draw how an article tells a point: mostly right and sure."""
    plain = Telling(
        what,
        random.choice(_FORMS),
        what.amount,
        what.day,
        titled=random.random() < 0.4,
        spoken=random.random() < 0.4,
    )
    if random.random() >= _CHANGES:
        return plain
    changes: tuple[dict[str, object], ...] = (
        {"amount": what.amount + 5},
        {"amount": what.amount * 10},
        {"day": what.day - timedelta(1)},
        {"month": True},
        {"polarity": Polarity.NEGATIVE},
        {"certainty": Certainty.PROBABLE},
        {"certainty": Certainty.POSSIBLE},
        {"form": Form.DIRECT, "last_word": "fatal"},
    )
    return replace(plain, **random.choice(changes))  # type: ignore[arg-type]
