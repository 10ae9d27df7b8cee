"""Verbs that take a clause or a quotation: "she said rates would fall"; “Rates will fall,” she said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.content import Content
from kb.extract.cues import lexicon
from kb.extract.extents import before_according, run_before, run_from
from kb.extract.grammar import (
    RELATIVES,
    after_comma,
    child,
    children,
    extent,
    has_infinitive_marker,
    is_finite,
    is_verb,
    particle_of,
)
from kb.extract.quotations import Quotation
from kb.extract.reporting import ReportingVerb, has_own_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_JOINTS = (",", ":", "?", "!", "…", "—", "–", "-")  # end a quotation that goes on in "he said", or introduce one
_NEAR = 14  # tokens after the verb in which its "that" may stand: told reporters in the capital on Monday that
_PLAIN = 0.88  # share of clauses from which a verb is one of saying, plainly
_RELATIVE_WORDS = RELATIVES | {"where", "when", "whose"}
_OPENING_PREPOSITIONS = frozenset(
    {"before", "beyond", "between", "by", "despite", "for", "under", "until", "within", "without"}
)
_ASKING = frozenset({"ask", "wonder", "inquire", "enquire", "question", "doubt"})
_HEARERS = frozenset({"tell", "inform", "assure", "remind", "notify", "convince", "persuade", "warn", "ask", "promise"})


def quotation_put_first(verb: ReportingVerb) -> Content | None:
    """A quotation that ends in a comma right before "X said", whatever the parse makes of it."""
    quoted = verb.quoted_before
    if quoted is None or "quote" not in verb.frames or not is_finite(verb.token):
        return None
    if any(c.i > verb.token.i and child(c, "mark") is not None for c in children(verb.token, "ccomp")):
        return None  # “…,” and she said that …
    return Content("quote", tuple(sorted({*run_before(verb), *verb.positions_in(quoted)})))


def clause(verb: ReportingVerb) -> Content | None:
    """A finite clause, before or after the verb: "she said rates would fall"; "Rates would fall, she said"."""
    particle = particle_of(verb.token, verb.form)
    for complement in (
        *children(verb.token, "ccomp"),
        *(c for c in children(verb.token, "advcl") if is_question(verb, c)),
        *(children(particle, "ccomp", "advcl") if particle is not None else ()),
    ):
        if has_infinitive_marker(complement) or not (is_finite(complement) or has_own_subject(complement)):
            continue
        if complement == particle:
            continue  # "made clear our wish": what is made clear is a thing
        shape = "quote" if any(_holds(mark.start, complement, mark.end) for mark in verb.quotations) else "clause"
        if complement.i > verb.token.i:
            return Content(shape if shape in verb.frames else "clause", run_from(verb, _opening(verb, complement)))
        if is_set_off(verb):
            return Content(shape if shape in verb.frames else "clause", run_before(verb))
    return None


def is_question(verb: ReportingVerb, clause: Token) -> bool:
    """Tell whether a clause with "if" or "whether" is what is asked: "asked if the bridge was safe"."""
    mark = child(clause, "mark")
    asked = mark is not None and mark.lower_ in ("if", "whether") and clause.i > verb.token.i
    return asked and verb.form in _ASKING and not after_comma(clause)


def clause_of_relative(verb: ReportingVerb) -> Content | None:
    """A clause whose subject is the relative pronoun before "he said": "a rule which he said hurts trade"."""
    token = verb.token
    if token.dep_ != "relcl" or "clause" not in verb.frames or verb.subject is None:
        return None
    relative = next(
        (c for c in children(token, "nsubj", "dobj") if c.lower_ in ("which", "who", "that") and c.i < verb.subject.i),
        None,
    )
    clause = next((c for c in children(token, "xcomp", "ccomp") if c.i > token.i and is_finite(c)), None)
    if clause is None or has_infinitive_marker(clause) or has_own_subject(clause):
        return None
    moved = (relative.i,) if relative is not None else ()
    return Content("clause", (*moved, *run_from(verb, clause)))


def _opening(verb: ReportingVerb, complement: Token) -> Token:
    """Give the child of the verb that a clause behind it begins with.

    Behind "said", what a comma parts from the subject of the clause belongs to the clause: "she said [for two days],
    [the water must be boiled]"; but "in a statement" and "on Monday" tell of the saying. A clause without a
    subject has lost it to the reporting verb, of which the parse has made it the object: "she argued [the bill]
    [is dead]".
    """
    fronted = _fronted(verb, complement)
    if fronted is not None:
        return fronted
    if has_own_subject(complement) or verb.form in _HEARERS:
        return complement
    lost = child(verb.token, "dobj", "nsubj")
    if lost is not None and verb.token.i < lost.i and lost.right_edge.i == complement.left_edge.i - 1:
        return lost
    return complement


def _fronted(verb: ReportingVerb, complement: Token) -> Token | None:
    """Give the preposition of a phrase that opens the clause behind a verb, with a comma after it and none before.

    "In", "on", "at" and "after" may as well tell where, when and of what it was said.
    """
    for prep in children(verb.token, "prep"):
        comma = prep.right_edge.i + (prep.right_edge.text != ",")  # wherever the parse has hung it
        opening = complement.left_edge.i - (complement.left_edge.text != ",")
        beside = prep.i == verb.token.i + 1 and comma == opening and verb.doc[comma].text == ","
        if beside and prep.lower_ in _OPENING_PREPOSITIONS and not verb.doc[comma + 1].is_quote:
            return prep
    return None


def that_clause(verb: ReportingVerb) -> Content | None:
    """What follows "said that", where the parse has not seen a clause in it."""
    if "clause" not in verb.frames or not (is_finite(verb.token) or verb.token.tag_ == "VBG"):
        return None
    for word in verb.doc[verb.token.i + 1 : min(verb.token.i + _NEAR, verb.scope.stop)]:
        if word.lower_ == "that" and (word.tag_ == "IN" or _opens_clause(verb, word)):
            return Content("clause", tuple(range(word.i, before_according(verb, word.i, verb.scope.stop))))
        if is_verb(word):
            return None
    return None


def _opens_clause(verb: ReportingVerb, that: Token) -> bool:
    """Tell "maintained that credit belonged to others", where the parse has seen a mere noun: a tensed verb follows.

    A verb in the stretch, with no pronoun before it that would make it a relative clause, is that of the clause.
    """
    if that.i != verb.token.i + 1 or verb.frames.get("clause", 0.0) < _PLAIN:
        return False
    for word in verb.doc[that.i + 1 : verb.scope.stop]:
        if word.is_punct or word.lower_ in _RELATIVE_WORDS:
            return False
        if word.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return True
    return False


def gerund(verb: ReportingVerb) -> Content | None:
    """What was done, as a gerund: "admitted taking the money"."""
    complement = child(verb.token, "xcomp")
    if complement is None or complement.tag_ != "VBG" or complement.left_edge.i != verb.token.i + 1:
        return None
    return Content("clause", run_from(verb, complement))


def quotation_beside(verb: ReportingVerb) -> Content | None:
    """Quotations next to the verb that the parse has not tied to it: "X told reporters: “…”"."""
    if "quote" not in verb.frames or not (is_finite(verb.token) or verb.token.tag_ == "VBG"):
        return None
    chosen = [mark for mark in verb.quotations if verb.is_beside(mark) and _introduced(verb, mark)]
    own = extent(verb.token)
    if verb.token.dep_ == "parataxis" and not any(i in own for mark in chosen for i in verb.positions_in(mark)):
        return None  # "A cut, she said, “is near.”": the quotation is half a clause
    if not chosen:
        return None
    return Content("quote", tuple(i for mark in chosen for i in verb.positions_in(mark)))


def _introduced(verb: ReportingVerb, mark: Quotation) -> bool:
    """Tell quotations that are said from those that are part of an object: held “a frank discussion”."""
    if mark.start < verb.token.idx:
        inner = verb.unit.paragraph.text[mark.start : mark.end].rstrip("\"'”’»“ ")
        return bool(inner.endswith(_JOINTS) or verb.unit.paragraph.text[mark.end :].lstrip().startswith(_JOINTS))
    if verb.unit.paragraph.text[: mark.start].rstrip().endswith(_JOINTS):
        return True
    between = (token for token in verb.unit.tokens if verb.token.i < token.i and token.idx < mark.start)
    return lexicon().verbs[verb.form].bare and not any(token.dep_ == "prep" for token in between)


def clause_around(verb: ReportingVerb) -> Content | None:
    """The clause that "he said" was put into or behind: "The plan, he said, is bad"; "As he said, it is bad"."""
    token = verb.token
    if "clause" not in verb.frames or verb.subject is None or not is_finite(token):
        return None
    about = verb.subject.lower_ in RELATIVES  # a man, who said so: the main clause tells of him
    particle = particle_of(token, verb.form)
    object_of_both = particle is not None and child(particle, "pobj") is not None  # "called on families in May"
    held = children(token, "dobj", "ccomp", "xcomp", "oprd", "acomp", "attr")
    if about or object_of_both or any(c.i > token.i for c in held):
        return None
    mark = child(token, "mark", "advmod")
    as_he_said = token.dep_ == "advcl" and mark is not None and mark.lower_ == "as" and has_own_subject(token)
    if not (as_he_said or is_set_off(verb)):
        return None
    if token.dep_ in ("parataxis", "advcl", "ccomp", "conj", "dep") and token.head != token:
        own = extent(token)
        within = range(verb.unit.tokens.start, verb.unit.tokens.end)
        rest = tuple(i for i in extent(token.head) if i not in own and i in within)
        return Content("clause", rest) if rest else None
    rest = tuple(range(max(token.sent.start, verb.unit.tokens.start), verb.left))
    if any(c.left_edge.i in rest[:1] and c.right_edge.i >= verb.left - 2 for c in children(token, "advcl")):
        return None  # "As the daily reported, the dam held": what stands before belongs to the verb
    return Content("clause", rest) if len(rest) > 2 else None


def quotation_to_come(verb: ReportingVerb) -> Content | None:
    """No content in this sentence: it may stand in the next one ("X said:") or the last (“Why?” X asked.)."""
    if (
        verb.frames.get("quote", 0.0) < 0.9
        or verb.around is not None
        or verb.subject is None
        or not is_finite(verb.token)
    ):
        return None
    return Content("quote", ())


def _holds(start: int, token: Token, end: int) -> bool:
    return bool(start <= token.idx < end)


def is_set_off(verb: ReportingVerb) -> bool:
    """Tell whether "he said" stands behind a comma, a dash or a quotation."""
    first = verb.left
    if first <= verb.unit.tokens.start:
        return False
    before = verb.doc[first - 1]
    return before.text in (",", "—", "–", "--", "-", "?", "!") or any(
        mark.start < before.idx < mark.end for mark in verb.quotations
    )
