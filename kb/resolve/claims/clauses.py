"""Clauses: what of a proposition counts when one asks whether two of them say the same.

Speaker, certainty and polarity are no part of a claim (they make its voices), so a clause leaves
them out, with one exception: in "I will resign" the speaker is the subject.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from kb.resolve.claims.context import Context
from kb.resolve.claims.lazy import once
from kb.resolve.claims.setting import Setting
from kb.resolve.claims.words import heft, signs
from kb.wording import content_words

_WEEK = 7  # days
_LITTLE = 1.0  # heft of two common words: "made clear"
_A_DAY = 0.5  # heft that a day adds: one common word beside it tells what happened then
SHORT = 5
"""Content words, below which an undated clause ("Shares rose") may be about any occasion."""

_FUTURE = "going"  # to do something
_DUTY = frozenset({"must", "should", "shouldn't", "ought", "mustn't"})
_TO_COME = frozenset({"will", "would", "shall", "won't", "wouldn't"})

FAR_APART = 60
"""Days between two publications, beyond which it is about another one."""

TELLING = 8  # content words that no two speakers choose alike

_WHERE = frozenset({"id", "setting", "bounds", "text"})

Name = frozenset[str]
"""The words of an agent's name; two names agree when one holds the other (Xie, Xie Feng)."""


@dataclass(frozen=True, slots=True)
class When:
    """One time of a clause: its days (open bounds are ``None``), the TIMEX3 value, and the words.

    Attributes:
        earliest, latest: Both included.
        value: ``XXXX-10-30`` where only month and day are known; else empty.
        words: As printed, folded.
        leaning: Which day it is follows from the day of publication: "tonight", "on Friday", "last year".
    """

    earliest: date | None
    latest: date | None
    value: str
    words: str = ""
    leaning: bool = False

    @property
    def yearless(self) -> str:
        """Give ``10-30`` where only month and day are known, else nothing."""
        return self.value[5:10] if self.value.startswith("XXXX-") else ""

    @property
    def is_day(self) -> bool:
        """Tell whether it is a day or a few, be it without the year."""
        if self.earliest is None or self.latest is None:
            return bool(self.yearless)
        return (self.latest - self.earliest).days < _WEEK

    @property
    def days(self) -> tuple[date | None, date | None, str]:
        """Give what two times share that are the same, however printed."""
        return self.earliest, self.latest, self.value


LENGTH = "long"
"""Unit of a length of time, whose number is its TIMEX3 value (``P51M``)."""


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """A number: its bounds as canonical decimal strings (empty where open), and its unit where that matters."""

    low: str
    high: str
    unit: str = ""
    approximate: bool = False

    @property
    def telling(self) -> bool:
        """Tell whether two clauses will hardly have it by chance: a sum, a length, a large number or a broken one."""
        digits = "".join(filter(str.isdigit, self.low or self.high))
        return bool(self.unit) or len(digits) > 1

    def __str__(self) -> str:
        """Give ``46``, ``40..50 USD``."""
        number = self.low if self.low == self.high else f"{self.low}..{self.high}"
        return f"{number} {self.unit}".strip()


@dataclass(frozen=True, eq=False)
class Clause:
    """A proposition stripped to what identifies a claim.

    Attributes:
        id: The proposition's identifier.
        setting: The article it stands in.
        bounds: Its first and last offset.
        text: Its words as printed.
        tokens: All words, folded, in order.
        words: Content words (lemmas where the reader gave them), names among them; without times, numbers, hedges and
            negation.
        asides: Those of occasions, purposes and comments, which another telling may leave out.
        relation: What it says of its arguments, as the reader names it.
        subject, object: Names or words of the arguments.
        agents: Identifiers of the agents and places named in it.
        named: Agent → the words of its name.
        people: Those agents that are persons.
        naming: Word of a printed name, or of the titles beside it → the agent that it belongs to.
        unlinked: Names in it that stand for no known agent, told by their capitals.
        times: Times of what is said; "in future" and the like, which only say "from now on", are left out.
        figures: Numbers in it, dates left out, lengths of time included.
        scope: What makes it hold of one among many: "first", "only", "largest".
        reach: Whether it holds of ``all``, ``some`` or ``most`` of them, where it says so.
        ranks: Ordinals in it beyond the first.
        deixis: Whom "I" or "we" stand for; empty where nobody says so.
        loose: Its subject is a pronoun that nobody resolved.
        speaker: Who says it, or empty.
        quoted: Its words are those of the speaker.
        reported: Somebody is said to have said it.
        negative: It denies what its words name.
        places: Names of where it happened; ``around``: of all that these lie in, or on whose coast.
        tense: ``past``, ``present`` or ``future``, or empty.
        lone: Nouns that "a", "an" or "one" stands before; ``counted``: numbers of things that are counted.
        opening: Those words that stand before its verb.
        context: What it leans on.
        joined, parted: Propositions that reviews hold to be the same claim, or another one.
    """

    id: str
    setting: Setting
    bounds: tuple[int, int]
    text: str
    tokens: tuple[str, ...]
    words: frozenset[str]
    relation: str
    subject: Name
    object: Name
    agents: frozenset[str]
    naming: Mapping[str, str]
    unlinked: frozenset[Name]
    times: tuple[When, ...]
    figures: frozenset[Figure]
    scope: frozenset[str]
    reach: frozenset[str] = frozenset()
    ranks: frozenset[str] = frozenset()
    deixis: str = ""
    loose: bool = False
    speaker: str = ""
    quoted: bool = False
    reported: bool = False
    negative: bool = False
    places: frozenset[Name] = frozenset()
    around: frozenset[Name] = frozenset()
    tense: str = ""
    lone: frozenset[str] = frozenset()
    counted: Mapping[str, str] = field(default_factory=dict)
    joined: frozenset[str] = frozenset()
    parted: frozenset[str] = frozenset()
    named: Mapping[str, Name] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    asides: Mapping[str, frozenset[str]] = field(default_factory=dict)
    opening: frozenset[str] = frozenset()
    context: Context = field(default_factory=Context)

    @once
    def heft(self) -> float:
        """Give how much its words say."""
        return heft(self.words)

    @once
    def signs(self) -> frozenset[str]:
        """Give what its words share with those that can stand for them."""
        return frozenset().union(*map(signs, self.words))

    @once
    def length(self) -> int:
        """Give how many words it has, names that are only understood among them: "… and visited Lyon"."""
        return len(self.words.union(*self.named.values()))

    @once
    def singular(self) -> bool:
        """Tell whether its very words, printed elsewhere, are the same claim: it is long, or has a name or a day.

        "When the light failed" is said of many evenings.
        """
        days = any(time.is_day for time in self.times)
        anchors = bool(self.agents or self.unlinked) + days + bool(self.figures)
        return len(self.words) >= TELLING or anchors + (self.length >= SHORT) > 1

    @property
    def fleeting(self) -> bool:
        """Tell whether it tells what happened, or is to happen, without a time: it may do so again another year.

        "Then-speaker Olsen visited" is known to lie further back, whenever it is printed.
        """
        if self.times or self.tense not in ("past", "future") or self.setting.published is None:
            return False
        return not any(token.startswith("then-") for token in self.tokens)

    @once
    def mood(self) -> str:
        """Tell whether a deed is ``done``, ``to come``, or somebody's ``duty``; empty where that is open."""
        if not _DUTY.isdisjoint(self.tokens):
            return "duty"
        if not _TO_COME.isdisjoint(self.tokens) or self.tense == "future":
            return "to come"
        if any(f"{have} to" in f" {' '.join(self.tokens)} " for have in (" have", " has", " had")):
            return ""  # who had to leave has left
        perfect = "had" in self.tokens and self.relation != "have"
        return "done" if self.tense == "past" or perfect else ""

    @once
    def trivial(self) -> bool:
        """Tell whether it says too little to be compared by its words; a day helps: "the calls were held on Monday"."""
        dated = _A_DAY if any(time.is_day for time in self.times) else 0.0
        return len(self.words) < 2 or self.heft + dated < _LITTLE

    @once
    def saying(self) -> str:
        """Give what a short clause shares with the same words of one speaker: "we will try", "they are going to try".

        Empty where nobody is named for it, or it is long enough to be compared by its words.
        """
        if not (self.speaker and self.trivial):
            return ""
        words = [word for word in content_words(self.tokens) if word != _FUTURE and "'" not in word]  # "we're"
        return "\0".join((self.speaker, *words)) if len(words) > 1 else ""

    @once
    def spelled(self) -> frozenset[str]:
        """Give all words that may stand for a name: those printed, and those of the agents' full names."""
        printed = {token.removesuffix("'s") for token in self.tokens}
        return frozenset(printed).union(self.subject, self.object, *self.named.values())

    @once
    def signature(self) -> tuple[Hashable, ...]:
        """Give what two clauses share when they are word for word, and fact for fact, the same."""
        return (
            self.tokens,
            tuple(sorted(self.subject)),
            tuple(sorted(map(repr, (time.days for time in self.times)))),
            tuple(sorted(self.figures)),
            self.deixis,
            self._referent,
        )

    @once
    def profile(self) -> tuple[Hashable, ...]:
        """Give all that is looked at when it is compared, but for the place where it stands and the words around it."""
        told = (getattr(self, one.name) for one in fields(self) if one.name not in _WHERE)
        plain = (tuple(sorted(value.items())) if isinstance(value, Mapping) else value for value in told)
        return self.setting.published, *plain

    @property
    def _referent(self) -> str:
        """Tell what its "it" may stand for: in a long sentence printed twice, the same for the same speaker."""
        if self.context.answers:
            return f"to {self.speaker}"
        if not self.loose:
            return ""
        return f"of {self.speaker}" if len(self.words) >= TELLING else self.id
