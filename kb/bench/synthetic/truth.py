"""What is known of an invented corpus beforehand: where each claim is told, whence it is, what differs on purpose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

Place = tuple[str, int, int]
"""Name of an article, and a half-open range of characters in it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A clause of an article that tells something.

    Attributes:
        doc: Name of the article.
        spans: The clause, in fragments.
        matter: What it is about, of which accounts may differ.
        claim: What it says of it; mentions of one claim say the same.
        origin: Whence the article has it; mentions of one matter and origin are one witness.
        loose: It says so much more or less than others of its matter that whether they are one claim is left open.
        form: Which of the tellings it is, for the analysis of misses.
        values: Slot → value, as the writer means it, and its places in the article.
    """

    doc: str
    spans: tuple[tuple[int, int], ...]
    matter: str
    claim: str
    origin: str
    loose: bool = False
    form: str = ""
    values: dict[str, tuple[str, tuple[Place, ...]]] = field(default_factory=dict)

    @property
    def places(self) -> tuple[Place, ...]:
        """Give the clause as places."""
        return tuple((self.doc, start, end) for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class Copy:
    """An article made from a dispatch: ``verbatim``, ``edited`` or ``rewritten``; ``source`` is the first print."""

    doc: str
    source: str
    mode: str
    agency: str
    credited: bool


@dataclass(frozen=True, slots=True)
class Planted:
    """Something that differs, or seems to.

    Attributes:
        kind: A kind of discrepancy, or the reason why a look-alike is none (DESIGN's tokens).
        compatible: It is a look-alike.
        sides: Value → where it is printed.
        optional: Too hard to be missed by anybody; finding it is right.
        also: Kinds under which honest readers may file it as well.
    """

    kind: str
    compatible: bool
    sides: tuple[tuple[str, tuple[Place, ...]], ...]
    optional: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """An article: name, outlet, day (``None``: the manifest does not tell), text, and whom the manifest credits."""

    doc: str
    outlet: str
    published: date | None
    text: str
    credit: str = ""

    def entry(self) -> dict[str, str]:
        """Give its line of the manifest."""
        day = {"published": self.published.isoformat()} if self.published else {}
        return {
            "doc": self.doc,
            "outlet": self.outlet,
            **day,
            **({"credit": self.credit} if self.credit else {}),
            "language": "en",
        }


@dataclass(frozen=True, slots=True)
class Story:
    """One event as all outlets tell it, with the truth about it; ``decoys`` are what differs in no respect at all."""

    name: str
    pages: tuple[Page, ...]
    mentions: tuple[Mention, ...]
    copies: tuple[Copy, ...]
    planted: tuple[Planted, ...]
    decoys: tuple[Planted, ...] = ()

    def rows(self) -> Iterable[dict[str, Any]]:
        """Give the truth as JSON objects: claims, origins, copies, discrepancies, compatible look-alikes."""
        yield from _grouped("claim", ((one.claim, one) for one in self.mentions))
        yield from _grouped("origin", ((one.origin, one) for one in self.mentions))
        yield from ({"type": "copy", **asdict(one)} for one in self.copies)
        for one in (*self.planted, *self.decoys):
            named = ("compatible", "reason") if one.compatible else ("discrepancy", "kind")
            named = ("decoy", "decoy") if one in self.decoys else named
            sides = [{"value": value, "places": [_row(place) for place in places]} for value, places in one.sides]
            row = {"type": named[0], named[1]: one.kind, "story": self.name}
            also = {"also": list(one.also)} if one.also else {}
            yield {**row, **also, "optional": one.optional, "sides": sides}


def _grouped(name: str, pairs: Iterable[tuple[str, Mention]]) -> Iterable[dict[str, Any]]:
    groups: dict[str, list[Mention]] = {}
    for key, mention in pairs:
        groups.setdefault(key, []).append(mention)
    for key in sorted(groups):
        members = [
            {"doc": one.doc, "spans": [list(span) for span in one.spans], "form": one.form, "loose": one.loose}
            for one in groups[key]
        ]
        yield {"type": name, name: key, "mentions": members}


def _row(place: Place) -> dict[str, Any]:
    return {"doc": place[0], "start": place[1], "end": place[2]}
