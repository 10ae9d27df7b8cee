"""The sides of what was planted, read off the mentions of a story: which values are printed where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from kb.bench.synthetic.markup import OFFICE
from kb.bench.synthetic.plants import LOOK_ALIKES
from kb.bench.synthetic.truth import Copy, Mention, Place, Planted

Side = tuple[str, Sequence[Place]]
Reader = Callable[[Mention], Side | None]

_SEPARATELY = ("less-precise", "missing-credit", "same-utterance", "role", "supersession")


def planted_in(
    kinds: Iterable[str],
    mentions: Sequence[Mention],
    copies: Sequence[Copy],
    *,
    a_set: bool,
    undated: Collection[str] = (),
) -> tuple[Planted, ...]:
    """Read the sides of everything planted off the mentions; ``same-utterance`` is looked for always.

    Args:
        kinds: What was planted.
        mentions: Of the story.
        copies: Of its dispatch.
        a_set: The figure of the story is the size of a set: a number to some readers, a count to others.
        undated: Articles whose day nobody is told; what they alone have may be of another time.
    """
    found = [_planted(kind, mentions, a_set=a_set) for kind in kinds if kind not in _SEPARATELY]
    found += [_less_precise(mentions)] if "less-precise" in kinds else []
    found += [_role(mentions)] if "role" in kinds else []
    found += [_supersession(mentions)] if "supersession" in kinds else []
    found += _missing_credits(copies, mentions)
    found += [_same_utterance(facts, mentions) for facts in (("quote", "quote-end"), ("official",))]
    found += [_same_utterance(("quote", "quote-end"), mentions, quoted=True)]
    found += [Planted(kind, kind in LOOK_ALIKES, _sides(mentions, reader), optional=True) for kind, reader in _ARGUABLE]
    if any(one.form.startswith("revised") for one in mentions):  # the figure of a first version, and of the next one
        found += [replace(_planted("number", mentions, a_set=a_set), optional=True)]
    return tuple(_dated(one, undated) for one in found if len(one.sides) > 1)


def _dated(planted: Planted, undated: Collection[str]) -> Planted:
    """Leave open whether readers tell two of one time, or of two, where all that print a side have no day."""
    no_day = any(all(doc in undated for doc, *_ in places) for _, places in planted.sides)
    return replace(planted, optional=True) if no_day and planted.kind in _OF_A_TIME else planted


def decoy_in(decoy: str, mentions: Sequence[Mention]) -> tuple[Planted, ...]:
    """Read the sides of what only seems to differ."""
    sides = _sides(mentions, _DECOYS[decoy])
    return (Planted(decoy, compatible=False, sides=sides),) if len(sides) > 1 else ()


def _planted(kind: str, mentions: Sequence[Mention], *, a_set: bool) -> Planted:
    also: tuple[str, ...] = ()
    if kind == "number" and a_set:
        also = ("count",)
    if kind == "count" and any(_fact(one) == "members" for one in mentions):
        also = ("number",)
    return Planted(kind, kind in LOOK_ALIKES, _sides(mentions, _READERS[kind]), also=also)


def _sides(mentions: Iterable[Mention], reader: Reader) -> tuple[tuple[str, tuple[Place, ...]], ...]:
    sides: dict[str, list[Place]] = defaultdict(list)
    for mention in mentions:
        if found := reader(mention):
            sides[found[0]] += found[1]
    return tuple((value, tuple(sides[value])) for value in sorted(sides))


def _by_form(fact: str) -> Reader:
    return lambda one: (one.form.split("/")[0], one.places) if _fact(one) == fact else None


def _by_fact(*facts: str) -> Reader:
    return lambda one: (_fact(one), one.places) if _fact(one) in facts else None


def _by_slot(slot: str, *facts: str) -> Reader:
    """Side by what a slot means; the place is the clause."""
    return lambda one: (one.values[slot][0], one.places) if _fact(one) in facts and slot in one.values else None


_OF_A_TIME = ("polarity", "modality", "role-changed")  # what may be so one day and not on another
_STRONGER = ("modality", "scope")  # in what an inflated paraphrase goes beyond the words spoken


_READERS: dict[str, Reader] = {
    "date": lambda one: _value(one, "main", "day"),
    "year-missing": lambda one: _value(one, "main", "day", by_form=True),
    "part-of": lambda one: _value(one, "main", "place"),
    "number": lambda one: _value(one, "figure", "count") or _value(one, "figure", "sum"),
    "polarity": _by_form("yes-or-no"),
    "modality": _by_form("modal"),
    "scope": _by_form("reach"),
    "count": lambda one: _value(one, "nth", "nth") or _value(one, "members", "members"),
    "blame": _by_slot("culprit", "blame"),
    "inflation": _by_form("hint"),
    "refutation": _by_fact("state", "refuting"),
    "quotation": lambda one: _value(one, "quote-end", "key") if not one.form.startswith("reported") else None,
    "attribution": lambda one: (
        (one.values["chief"][0], one.places) if _fact(one) == "quote" and one.form.startswith("direct") else None
    ),
    "other-scope": lambda one: (_fact(one), one.places) if _fact(one).startswith("scope_") else None,
    "other-event": lambda one: _value(one, "main", "day") or _value(one, "earlier", "earlier"),
    "role-changed": lambda one: _person(one, "office"),
    "other-referent": lambda one: _person(one, "namesake"),
}
_DECOYS: dict[str, Reader] = {
    "plan-and-deed": _by_form("errand"),
    "other-set": _by_fact("reach", "reach_else"),
    "other-count": _by_fact("nth", "nth_else", "members", "members_else"),
    "other-office": lambda one: _by_slot("office", "visit")(one) or _by_slot("chief with office", "quote")(one),
    "other-mishap": _by_slot("mishap", "blame"),
    "forecast": _by_fact("figure", "forecast"),
    "faithful": _by_form("hint"),
    "before-the-state": _by_fact("state", "refuting"),
}


_ARGUABLE: tuple[tuple[str, Reader], ...] = (  # what some readers would list, and others not
    ("other-scope", _by_fact("nth", "nth_else")),
    ("role-changed", _by_slot("office", "visit")),
    ("same-utterance", lambda one: _by_form("hint")(one) if not one.form.startswith("inflated") else None),
    *((kind, lambda one: _by_form("hint")(one) if not one.form.startswith("faithful") else None) for kind in _STRONGER),
)


def _less_precise(mentions: Sequence[Mention]) -> Planted:
    """The figure, if somebody rounds it, or else the day."""
    figures = _sides(mentions, lambda one: _value(one, "figure", "count") or _value(one, "figure", "sum"))
    days = _sides(mentions, lambda one: _value(one, "main", "day"))
    return Planted("less-precise", compatible=True, sides=figures if len(figures) > 1 else days)


def _role(mentions: Sequence[Mention]) -> Planted:
    """One office with two persons, or else one person with two offices."""
    sides = _sides(mentions, _by_slot("holder", "visit"))
    whole = f"chief{OFFICE}"
    return Planted("role", compatible=False, sides=sides or _sides(mentions, lambda one: one.values.get(whole)))


def _supersession(mentions: Sequence[Mention]) -> Planted:
    """Two clauses of second thoughts, or the figure before and after a correction, wherever it is printed."""
    thoughts = _sides(mentions, _by_fact("reversal", "reversal-end"))
    slots = ("old", "count", "sum")
    corrected = {
        one.values[slot][0]
        for one in mentions
        if one.form.startswith("revised")
        for slot in slots
        if slot in one.values
    }
    figures: dict[str, list[Place]] = defaultdict(list)
    for one in mentions:
        for slot in slots:
            if _fact(one) == "figure" and slot in one.values and one.values[slot][0] in corrected:
                figures[one.values[slot][0]] += one.values[slot][1]
    return Planted(
        "supersession",
        compatible=False,
        sides=thoughts or tuple((value, tuple(figures[value])) for value in sorted(figures)),
    )


def _fact(mention: Mention) -> str:
    return mention.matter.rsplit("/", maxsplit=1)[-1]


def _value(mention: Mention, fact: str, slot: str, *, by_form: bool = False) -> Side | None:
    if _fact(mention) != fact or slot not in mention.values:
        return None
    value, places = mention.values[slot]
    return ("without year" if by_form and mention.form.endswith("yearless") else value), places


def _person(mention: Mention, fact: str) -> Side | None:
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


def _same_utterance(facts: Sequence[str], mentions: Sequence[Mention], *, quoted: bool = False) -> Planted:
    """Tellings of one utterance that differ in the reporters' words; with ``quoted``, quotations of it are another."""
    sides: dict[str, list[Place]] = defaultdict(list)
    for one in mentions:
        if _fact(one) in facts and (quoted or not one.form.startswith("direct")):
            sides[_words_of(one)] += one.places
    told = tuple((form, tuple(sides[form])) for form in sorted(sides))
    return Planted("same-utterance", compatible=True, sides=told, optional=quoted)


def _words_of(mention: Mention) -> str:
    """Name the words of an utterance apart from how they are introduced: ``partial/1``, ``official/1``, ``direct``."""
    parts = mention.form.split("/")
    return parts[0] if parts[0] == "direct" else "/".join(parts[:2])
