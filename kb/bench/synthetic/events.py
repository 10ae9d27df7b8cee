"""Kinds of events: what happens, and the sentences that tell it, as ``events/*.toml`` has them.

A sentence names its *facts* by the field that it stands in. Within a fact all sentences say the same in other grammar;
``yes`` and ``no`` are one fact and its denial. ``{town}`` and the like are slots; the slots of a kind are listed with
what fills them: a sort of name, ``money``, or the bounds of a number.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Parties:
    """Who and what else belongs to a kind of event.

    Attributes:
        measured: Its figure measures (months, dollars), and is not the size of a set.
        critic: Office of somebody who contradicts the officer.
        other_office: An office that nobody holds together with the officer's.
        mishap: Something for which somebody is to blame; ``mishap_else``: something else.
        culprits: Who may be.
    """

    measured: bool
    critic: str
    other_office: str
    mishap: str
    mishap_else: str
    culprits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventKind:
    """One kind of event.

    Attributes:
        domain: What it belongs to ("court"); the name of its file.
        office: What the person who speaks about it is; ``body``: whose officer.
        headline: Headlines.
        main: What happened, with a day and a place; ``figure``: how many, or how much.
        yes, no: What one outlet may deny.
        said: First halves of what the officer said: as a quotation, and in words of three reporters.
        official: What the body announced, as a clause.
        scope_a, scope_b: Two firsts that both hold, of different scope.
        earlier: Another event of the kind, in another year and with another figure.
        background: What else an outlet may print.
        slots: Slot → what fills it.
        parties: Who and what takes part beside the officer.
        tellings: Fact → sentences, for what differs between two accounts: ``sure`` and ``unsure``, ``reach_all`` and
            ``reach_part`` and so on.
        state: Whose the office is, printed beside it where it is not of the place where it happened.
    """

    domain: str
    office: str
    body: str
    headline: tuple[str, ...]
    main: tuple[str, ...]
    figure: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    said: tuple[tuple[str, ...], ...]
    official: tuple[str, ...]
    scope_a: tuple[str, ...]
    scope_b: tuple[str, ...]
    earlier: tuple[str, ...]
    background: tuple[str, ...]
    slots: Mapping[str, str]
    parties: Parties
    tellings: Mapping[str, tuple[str, ...]]
    state: str = ""

    @property
    def amount(self) -> str:
        """Give the slot that holds its figure."""
        return "sum" if "sum" in self.slots else "count"

    def told(self, fact: str) -> tuple[str, ...]:
        """Give the sentences that tell a fact."""
        tellings: tuple[str, ...] = self.tellings[fact] if fact in self.tellings else getattr(self, fact)
        return tellings


@dataclass(frozen=True, slots=True)
class End:
    """The second half of a quotation.

    Attributes:
        text: Its words, with ``{key}`` and ``{image}``.
        key, wrong: That word, and one that a hasty reporter may print.
        reported: The same in words of three reporters.
    """

    text: str
    key: str
    wrong: str
    reported: tuple[str, ...]


@cache
def ends() -> tuple[End, ...]:
    """Give the second halves of quotations."""
    return tuple(End(**_tuples(one)) for one in _quotes()["ends"])


@cache
def images() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give adjectives and things, of which a quotation has a pair."""
    return tuple(_quotes()["adjectives"].split()), tuple(_quotes()["things"].split())


@cache
def _quotes() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("quotes.toml").read_text(encoding="utf-8"))


@cache
def event_kinds() -> tuple[EventKind, ...]:
    """Give all kinds, by name of their file."""
    return tuple(_read(path) for path in sorted(Path(__file__).with_name("events").glob("*.toml")))


def _read(path: Path) -> EventKind:
    found: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    found["said"] = [tuple(pair) for pair in found["said"]]
    found["tellings"] = _tuples(found["tellings"])
    found["parties"] = Parties(**_tuples(found["parties"]))
    return EventKind(**_tuples(found))


def _tuples(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
