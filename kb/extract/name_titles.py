"""Titles around a name: what of a run of capitalised words is an office or an honour, and where it begins and ends."""

from __future__ import annotations

from kb.extract.name_parts import PARTICLES, Name, is_name_word
from kb.extract.roles import is_honorific, is_postnominal, is_role, is_trade, names_a_body, office_before
from kb.extract.words import Word, Words
from kb.model import AgentType


def with_titles(doc: Words, left: int, right: int, kind: AgentType, *, labelled: bool) -> Name | None:
    """Give a name with the titles inside and around it told apart, or None when it is a title alone."""
    stop = right
    while stop - 1 > left and is_postnominal(doc[stop - 1]):
        stop -= 1
        while doc[stop - 1].is_punct and stop - 1 > left:
            stop -= 1
    core = _after_titles(doc, left, stop)
    words = doc[core:stop]
    person = labelled and kind is AgentType.PERSON
    if all(is_honorific(token) or (len(words) > 1 and not person and is_role(token)) for token in words):
        return None  # a title alone: "Chief Executive"
    if stop - core == 1 and office_before(doc, core):
        return None  # "State" in "Secretary of State"
    while right < len(doc) and is_postnominal(doc[right]):
        right += 1
    if right + 1 < len(doc) and doc[right].text == "," and is_postnominal(doc[right + 1]):
        right += 2
    place = stop - core == 1 and kind in (AgentType.PLACE, AgentType.GROUP)  # "veteran Berlin diplomats"
    titled = not place or (core > 0 and is_honorific(doc[core - 1]))
    first = _title_start(doc, core, stop) if titled else core
    return Name(min(left, first), core, stop, right, kind, left, labelled)


def _after_titles(doc: Words, left: int, stop: int) -> int:
    """Give the position of the first word of a run that is part of the name proper.

    Titles end with the last honorific or role that a person's name can follow: "Deputy Governor | Ana Ruiz". A role
    before a single word is left alone ("Hunter Lee" has a first name), and so is what ends like a body ("General
    Electric", "Bishop Street Church").
    """
    for core in range(stop - 1, left, -1):
        title, rest = doc[core - 1], doc[core:stop]
        single = len(rest) == 1 and not title.text.islower()
        if is_role(rest[-1]) and rest[-1].tag_ in ("NNS", "NNPS"):
            continue  # "Democratic Candidates"
        titled = is_honorific(title) or office_before(doc, core - 1) or (is_role(title) and not single)
        named = all(_is_name_part(token) for token in rest) and rest[0].text[:1].isupper()
        if len(rest) == 1 and is_role(rest[0]) and not _is_short(title):
            continue  # "Chief Executive"
        if titled and named and not (names_a_body(rest[-1]) and not _is_short(title)):
            return core
    return left


def _is_name_part(token: Word) -> bool:
    return is_name_word(token.text) and (token.text[:1].isupper() or token.lower_ in PARTICLES)


def _is_short(title: Word) -> bool:
    """Tell the honorifics that go with nothing but persons: "Mr.", "Mrs", "Dr."."""
    return title.text.rstrip(".") in ("Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Sir", "Dame")


def _title_start(doc: Words, core: int, stop: int) -> int:
    """Give the position where the title words before a person's name begin: "Peru's Secretary of State Ana Ruiz".

    Titles are roles and honorifics; once one is found, the words that modify it belong to it.
    """
    left = core
    first = doc.root(core, stop).left_edge.i
    while left > 0:
        before = doc[left - 1]
        if (
            is_honorific(before)
            or _is_title_of(before, single=left == core == stop - 1)
            or (left == core and _is_trade_of(before, doc.root(core, stop)))
        ):
            left -= 1
        elif office_before(doc, left - 1):
            left -= 3
        elif left < core and left > first and (_modifies(before) or before.text == "-"):
            left -= 1
        elif left < core and left - 1 > first and before.tag_ == "POS" and doc[left - 2].pos_ == "PROPN":
            left -= 2
        else:
            break
    return _whole_word(doc, left)


def _modifies(word: Word) -> bool:
    """Tell what may modify an office: "Deputy", "naval", "Returning"."""
    return word.pos_ in ("PROPN", "NOUN", "ADJ") or (word.tag_ == "VBG" and word.text.istitle())


def _whole_word(doc: Words, left: int) -> int:
    """Begin no title with half a word: "then-chancellor"; a hyphen alone is left out."""
    if doc[left].text != "-":
        return left
    glued = left > 0 and doc[left - 1].end == doc[left].start and doc[left - 1].is_alpha
    return left - 1 if glued else left + 1


def _is_title_of(before: Word, *, single: bool) -> bool:
    """Tell whether a role before a name is a title; before a single word it must be one person's: "coach Ruiz"."""
    return is_role(before) and not (single and (before.text[:1].isupper() or before.tag_ in ("NNS", "NNPS")))


def _is_trade_of(before: Word, name: Word) -> bool:
    """Tell whether a common noun is the trade printed before a name: "glass-blower Ana Ruiz"."""
    return before.dep_ in ("compound", "nmod") and before.head.i == name.i and is_trade(before)
