"""Verbs that take an infinitive, a noun phrase, or a noun phrase and what it is said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.content import Content
from kb.extract.cues import PREPOSITIONS, lexicon
from kb.extract.extents import run_from
from kb.extract.grammar import (
    RELATIVES,
    child,
    children,
    has_infinitive_marker,
)
from kb.extract.reporting import ReportingVerb

if TYPE_CHECKING:
    from spacy.tokens import Token

_HEARERS = frozenset({"tell", "warn"})  # their object hears what is said and is no part of it


def infinitive(verb: ReportingVerb) -> Content | None:
    """To + verb, with the person it is asked of: "urged him to resign"."""
    for complement in children(verb.token, "xcomp", "ccomp"):
        if complement.i < verb.token.i or not has_infinitive_marker(complement):
            continue
        asked = child(verb.token, "dobj")
        if asked is None or not verb.token.i < asked.i < complement.i or verb.form in _HEARERS:
            asked = complement
        return Content("infinitive", run_from(verb, asked))
    return None


def characterization(verb: ReportingVerb) -> Content | None:
    """An object and what it is said to be: "described it as risky", "called it risky"."""
    token = verb.token
    thing = child(token, "dobj")
    moved = tuple(
        c.i for c in children(token, "dobj", "nsubj") if c.i < token.i and c.lower_ in ("which", "whom", "that")
    )
    links = (*children(token, "prep", "advcl"), *(children(thing, "prep") if thing is not None else ()))
    as_ = next((c for c in links if c.left_edge.lower_ == "as" and c.i > token.i), None)
    if as_ is not None and "as" in verb.frames:
        if thing is not None and token.i < thing.i < as_.i:
            return Content("as", run_from(verb, thing))
        if moved or as_.left_edge.i == token.i + 1:  # "which he sees as …"; "described as risky the plan"
            return Content("as", (*moved, *run_from(verb, as_)))
        return None
    said_to_be = next((c for c in children(token, "oprd", "ccomp", "xcomp", "acomp") if c.i > token.i), None)
    if said_to_be is None or has_infinitive_marker(said_to_be):
        return None
    first = thing if thing is not None and token.i < thing.i < said_to_be.i else said_to_be
    return Content("name", (*moved, *run_from(verb, first)))


def quoted_name(verb: ReportingVerb) -> Content | None:
    """An object and, in quotation marks, what it is called, whatever the parse: called the plan “a folly”."""
    thing = child(verb.token, "dobj")
    if "name" not in verb.frames or thing is None or thing.i < verb.token.i:
        return None
    for quoted in verb.quotations:
        inside = verb.positions_in(quoted)
        if inside and inside[0] == thing.i + 1:
            return Content("name", tuple(range(thing.left_edge.i, inside[-1] + 1)))
    return None


def estimate(verb: ReportingVerb) -> Content | None:
    """An object and the number it is put at: "put the price at £3 million, rising to £4 million"."""
    thing = child(verb.token, "dobj")
    at = next((prep for prep in children(verb.token, "prep") if prep.lower_ == "at"), None)
    if "at" not in verb.frames or thing is None or at is None or not verb.token.i < thing.i < at.i:
        return None
    number = child(at, "pobj")
    if number is None or not any(word.tag_ in ("CD", "$") for word in number.subtree):
        return None
    changes = [c.right_edge.i for c in children(verb.token, "advcl") if _changes(c, at)]
    return Content("at", tuple(range(thing.left_edge.i, max([at.right_edge.i, *changes]) + 1)))


def _changes(clause: Token, at: Token) -> bool:
    """Tell whether a participle right behind a number is about the number: ", rising to £4 million"."""
    behind = clause.left_edge.i in (at.right_edge.i + 1, at.right_edge.i + 2)
    return behind and clause.tag_ == "VBG" and any(prep.lower_ in ("to", "from") for prep in children(clause, "prep"))


def after_preposition(verb: ReportingVerb) -> Content | None:
    """A noun phrase or gerund after a preposition: "warned of delays", "accused them of theft"."""
    thing = child(verb.token, "dobj")
    for prep in children(verb.token, "prep"):
        if prep.i < verb.token.i or prep.lower_ not in PREPOSITIONS or prep.lower_ not in verb.frames:
            continue
        if thing is not None and verb.token.i < thing.i < prep.i and not _only_hears(verb, thing):
            return Content(prep.lower_, run_from(verb, thing))
        if child(prep, "pobj", "pcomp") is not None:
            return Content(prep.lower_, tuple(range(prep.i + 1, prep.right_edge.i + 1)), (prep.i,))
    asked = next(
        (c for c in children(verb.token, "advcl", "ccomp") if c.left_edge.lower_ == "for" and c.i > verb.token.i), None
    )
    if asked is not None and "for" in verb.frames:  # called for the board to resign
        mark = asked.left_edge.i
        return Content("for", tuple(i for i in run_from(verb, asked) if i > mark), (mark,))
    if verb.form in lexicon().nouns["ascribing"] and thing is not None and thing.i > verb.token.i:
        # The parse has hung "to the weather" on the object: "attributed its refusal to talk to the weather".
        return Content("to", run_from(verb, thing)) if "to" in (word.lower_ for word in thing.subtree) else None
    return None


def _only_hears(verb: ReportingVerb, thing: Token) -> bool:
    """Tell the "us" of "warned us about the ice": who is told a thing by that verb is no part of it."""
    return verb.form in _HEARERS and thing.pos_ == "PRON"


def noun_phrase(verb: ReportingVerb) -> Content | None:
    """An object: "denied the charge"."""
    thing = child(verb.token, "dobj")
    if thing is None or thing.i < verb.token.i or thing.lower_ in RELATIVES:
        return None
    return Content("object", run_from(verb, thing, close=True))
