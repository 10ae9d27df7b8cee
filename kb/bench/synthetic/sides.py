"""The sides of what was planted, read off the mentions of a story: which values are printed where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from kb.bench.synthetic.plants import LOOK_ALIKES
from kb.bench.synthetic.truth import Copy, Mention, Place, Planted


def planted_in(kinds: Iterable[str], mentions: Sequence[Mention], copies: Sequence[Copy]) -> tuple[Planted, ...]:
    """Read the sides of everything planted off the mentions; ``same-utterance`` is looked for always."""
    found = [_planted(kind, mentions) for kind in kinds if kind not in ("missing-credit", "same-utterance")]
    found += _missing_credits(copies, mentions)
    found += [_same_utterance(facts, mentions) for facts in (("quote", "quote-end"), ("official",))]
    return tuple(one for one in found if one and len(one.sides) > 1)


def _planted(kind: str, mentions: Sequence[Mention]) -> Planted:
    readers: dict[str, Callable[[Mention], tuple[str, Sequence[Place]] | None]] = {
        "date": lambda one: _value(one, "main", "day"),
        "year-missing": lambda one: _value(one, "main", "day", by_form=True),
        "less-precise": lambda one: _value(one, "main", "day"),
        "part-of": lambda one: _value(one, "main", "place"),
        "number": lambda one: _value(one, "figure", "count") or _value(one, "figure", "sum"),
        "polarity": lambda one: (one.form.split("/")[0], one.places) if _fact(one) == "yes-or-no" else None,
        "quotation": lambda one: _value(one, "quote-end", "key") if not one.form.startswith("reported") else None,
        "attribution": lambda one: (
            (one.values["chief"][0], one.places) if _fact(one) == "quote" and one.form.startswith("direct") else None
        ),
        "other-scope": lambda one: (_fact(one), one.places) if _fact(one).startswith("scope_") else None,
        "other-event": lambda one: _value(one, "main", "day") or _value(one, "earlier", "earlier"),
        "role-changed": lambda one: _person(one, "office"),
        "other-referent": lambda one: _person(one, "namesake"),
    }
    sides: dict[str, list[Place]] = defaultdict(list)
    for mention in mentions:
        found = readers[kind](mention)
        if found:
            sides[found[0]] += found[1]
    return Planted(kind, kind in LOOK_ALIKES, tuple((value, tuple(sides[value])) for value in sorted(sides)))


def _fact(mention: Mention) -> str:
    return mention.matter.rsplit("/", maxsplit=1)[-1]


def _value(mention: Mention, fact: str, slot: str, *, by_form: bool = False) -> tuple[str, Sequence[Place]] | None:
    if _fact(mention) != fact or slot not in mention.values:
        return None
    value, places = mention.values[slot]
    return ("without year" if by_form and mention.form.endswith("yearless") else value), places


def _person(mention: Mention, fact: str) -> tuple[str, Sequence[Place]] | None:
    """Tell the officer of the event from who holds the office, or has the name, in another article."""
    if "newcomer" in mention.values and _fact(mention) == fact:
        return f"other: {mention.values['newcomer'][0]}", mention.values["newcomer"][1]
    if "chief" in mention.values:
        return mention.values["chief"]
    return None


def _missing_credits(copies: Sequence[Copy], mentions: Sequence[Mention]) -> list[Planted]:
    """One for each copy that credits nobody; where it was rewritten, nobody is blamed for not seeing it."""
    credited = {copy.source for copy in copies} | {copy.doc for copy in copies if copy.credited}
    found = []
    for copy in copies:
        if not copy.credited:
            sides = (("credits", credited), ("no credit", {copy.doc}))
            found.append(
                Planted(
                    "missing-credit",
                    compatible=False,
                    optional=copy.mode == "rewritten",
                    sides=tuple(
                        (name, tuple(place for one in mentions if one.doc in docs for place in one.places))
                        for name, docs in sides
                    ),
                )
            )
    return found


def _same_utterance(facts: Sequence[str], mentions: Sequence[Mention]) -> Planted:
    """Tellings of one utterance that differ in the reporters' words."""
    sides: dict[str, list[Place]] = defaultdict(list)
    for one in mentions:
        if _fact(one) in facts and not one.form.startswith("direct"):
            sides[_words_of(one)] += one.places
    return Planted("same-utterance", compatible=True, sides=tuple((form, tuple(sides[form])) for form in sorted(sides)))


def _words_of(mention: Mention) -> str:
    """Name the words of an utterance apart from how they are introduced: ``partial``, ``official/1``."""
    parts = mention.form.split("/")
    return "/".join(parts[:2]) if parts[0] == "official" else parts[0]
