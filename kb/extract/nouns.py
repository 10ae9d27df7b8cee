"""Attributions whose cue is a noun: "the claim that it leaks", "her criticism of the plan", "made the case that …".

A noun of saying takes what is said as its complement: a that-clause, a phrase after the preposition that goes with it,
or an infinitive. Beside a verb that has no meaning of its own ("issued a warning that") the two are one cue.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.extract.attribution import Attribution
from kb.extract.content import Content
from kb.extract.cues import lexicon
from kb.extract.fragments import fragments, ranges
from kb.extract.grammar import base, child, children, extent, has_infinitive_marker, is_verb
from kb.extract.sentences import Unit

if TYPE_CHECKING:
    from spacy.tokens import Token

_MAKERS = frozenset({"by", "from", "of", "among"})  # name who says it, before its that-clause


def noun_attribution(unit: Unit, token: Token) -> Attribution | None:
    """Give the attribution that a noun makes by itself (offsets in the paragraph)."""
    if token.pos_ != "NOUN" or _is_setting(token) or _is_light(token):
        return None
    for kind, complement, joint in _complements(token):
        owner = _owner(token, complement)
        if kind == "on" or (kind != "that" and not _stands_alone(token, owner)):
            continue  # "his position on trade" tells of one; "took a position on trade" reports it
        around = unit.quotation_at(token.idx)
        cue = (token.i, *((joint.i,) if joint is not None else ()))
        positions = [i for i in extent(complement) if joint is None or i > joint.i]
        return Attribution(
            source=fragments(unit.paragraph, _named(owner)) if owner is not None else (),
            cue=ranges(unit.paragraph, cue),
            content=fragments(unit.paragraph, positions, [q for q in unit.quotations if q is not around]),
            shape="noun",
            confidence=lexicon().phrases["noun" if kind == "that" else "noun phrase"],
            outermost=kind != "that",
        )
    return None


def light_content(verb: Token) -> Content | None:
    """Give what a verb without a meaning of its own and its noun report: "made the case that rates would fall"."""
    noun = child(verb, "dobj")
    if noun is None or noun.i < verb.i or verb.lemma_.lower() not in lexicon().nouns["light_verbs"]:
        return None
    if any(word.lower_ == "no" for word in children(noun, "det")):
        return None  # "made no comment on the deal" reports nothing
    found = next(iter(_complements(noun)), None) or _beside(verb, noun)
    if found is None:
        return None
    _, complement, joint = found
    first = joint.i + 1 if joint is not None else complement.left_edge.i
    last = max(complement.right_edge.i, joint.right_edge.i if joint is not None else 0)
    return Content("light", tuple(range(first, last + 1)), tuple(range(verb.i, first)))


def _complements(noun: Token) -> Iterator[tuple[str, Token, Token | None]]:
    """Give what a noun says: the kind of its complement, the complement's head, and the preposition before it."""
    listed, lemma = lexicon().nouns, noun.lemma_.lower()
    for word in noun.children:
        if word.i < noun.i:
            continue
        if word.dep_ in ("acl", "ccomp", "relcl", "xcomp"):
            mark = child(word, "mark")
            if mark is not None and mark.lower_ == "that" and lemma in listed["that"]:
                yield "that", word, None
            elif has_infinitive_marker(word) and word.dep_ != "relcl" and lemma in listed["infinitive"]:
                yield "infinitive", word, None
        elif word.dep_ == "prep" and lemma in listed.get(f"noun_{word.lower_}", ()):
            below = child(word, "pobj", "pcomp")
            if below is not None:
                yield word.lower_, word, word


def _beside(verb: Token, noun: Token) -> tuple[str, Token, Token | None] | None:
    """Give a complement that the parse has hung on the verb: "raised questions [about the deal]"."""
    listed, lemma, next_ = lexicon().nouns, noun.lemma_.lower(), noun.right_edge.i + 1
    for word in children(verb, "ccomp", "xcomp", "advcl", "prep"):
        if word.left_edge.i != next_:
            continue
        if word.dep_ == "prep":
            if lemma in listed.get(f"noun_{word.lower_}", ()) and child(word, "pobj", "pcomp") is not None:
                return word.lower_, word, word
        elif word.left_edge.lower_ == "that" and lemma in listed["that"]:
            return "that", word, None
        elif has_infinitive_marker(word) and lemma in listed["infinitive"]:
            return "infinitive", word, None
    return None


def _is_light(noun: Token) -> bool:
    """Tell whether the noun is the object of a verb that makes one cue with it, and has a complement."""
    verb = noun.head
    return noun.dep_ == "dobj" and is_verb(verb) and light_content(verb) is not None


def _stands_alone(noun: Token, owner: Token | None) -> bool:
    """Tell whether a noun reports without a verb: "concerns about the deal", but "attacks on" only as "his attacks"."""
    listed, lemma = lexicon().nouns, noun.lemma_.lower()
    if any(word.lower_ == "no" for word in children(noun, "det")):
        return False
    return lemma in listed["by_anybody"] or (owner is not None and lemma in listed["by_somebody"])


def _owner(noun: Token, complement: Token) -> Token | None:
    maker = next((w for w in children(noun, "prep") if w.lower_ in _MAKERS and w.i < complement.i), None)
    return child(noun, "poss") or (child(maker, "pobj") if maker is not None and maker is not complement else None)


def _named(owner: Token) -> list[int]:
    """Give the positions of who says it, without the possessive mark."""
    return [i for i in extent(owner) if owner.doc[i].tag_ != "POS"]


def _is_setting(noun: Token) -> bool:
    """Tell whether a noun only says where something was said: "said in a statement that …"."""
    prep = noun.head
    return bool(noun.dep_ == "pobj" and prep.lower_ in ("in", "at", "on") and base(prep.head) in lexicon().verbs)
