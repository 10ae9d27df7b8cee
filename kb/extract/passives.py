"""Passives: "it was reported that …", "he is believed to …", "she was accused of …"; nobody need be named."""

from __future__ import annotations

from kb.extract.clausal import clause_around, is_question, is_set_off
from kb.extract.content import Content
from kb.extract.cues import lexicon
from kb.extract.extents import run_before, run_from
from kb.extract.grammar import (
    agent_of,
    child,
    children,
    extent,
    has_infinitive_marker,
    is_finite,
)
from kb.extract.reporting import ReportingVerb

_HEARERS = frozenset({"tell", "inform", "assure", "ask", "remind", "warn", "notify"})  # their subject hears the content


def passive_clause(verb: ReportingVerb) -> Content | None:
    """It was reported that the pact failed; they were told that it had."""
    subject = child(verb.token, "nsubjpass")
    clauses = (*children(verb.token, "ccomp"), *(c for c in children(verb.token, "advcl") if is_question(verb, c)))
    complement = next((c for c in clauses if c.i > verb.token.i and is_finite(c)), None)
    if complement is None or not (subject is None or subject.lower_ == "it" or verb.form in _HEARERS):
        return None
    return Content("passive" if "passive" in verb.frames else "clause", run_from(verb, complement))


def passive_aside(verb: ReportingVerb) -> Content | None:
    """Sales fell, it was announced yesterday: the clause before "it" is what was announced."""
    subject = child(verb.token, "nsubjpass", "nsubj")
    if subject is None or subject.lower_ != "it":
        return None
    if is_set_off(verb) and any(c.i < subject.i and is_finite(c) for c in children(verb.token, "ccomp")):
        return Content("passive" if "passive" in verb.frames else "clause", run_before(verb))
    return clause_around(verb)


def passive_subject(verb: ReportingVerb) -> Content | None:
    """He is believed to …; she was accused of …: subject and complement together are the content."""
    subject = child(verb.token, "nsubjpass")
    if subject is None or "passive" not in verb.frames:
        return None
    complement = next(
        (c for c in children(verb.token, "xcomp") if c.i > verb.token.i and has_infinitive_marker(c)), None
    )
    if complement is not None:
        return Content("passive", (*extent(subject), *run_from(verb, complement)))
    named = next((c for c in children(verb.token, "oprd", "acomp", "attr") if c.i > verb.token.i), None)
    if named is not None and "name" in verb.frames:
        return Content("passive", (*extent(subject), *run_from(verb, named)))
    for prep in children(verb.token, "prep"):
        if next(prep.children, None) is None:  # a move that "was called for" was needed
            continue
        if prep.i > verb.token.i and prep.lower_ in ("of", "for", "as", "with") and prep.lower_ in verb.frames:
            if verb.form in lexicon().nouns["naming"]:  # "known as" is one cue
                return Content("passive", (*extent(subject), *(i for i in extent(prep) if i != prep.i)), (prep.i,))
            return Content("passive", (*extent(subject), *extent(prep)))
    return None


def passive_matter(verb: ReportingVerb) -> Content | None:
    """She was asked about the bill: the subject hears the question, and its matter follows the preposition."""
    if verb.form not in _HEARERS or "passive" not in verb.frames:
        return None
    for prep in children(verb.token, "prep"):
        if prep.i > verb.token.i and prep.lower_ == "about" and child(prep, "pobj", "pcomp") is not None:
            return Content("passive", tuple(range(prep.i + 1, prep.right_edge.i + 1)), (prep.i,))
    return None


def thing_made_known(verb: ReportingVerb) -> Content | None:
    """A ruling is expected in May; the merger was announced: the thing itself is what people say."""
    subject = child(verb.token, "nsubjpass")
    if subject is None or subject.lower_ == "it" or verb.form not in lexicon().nouns["made_known"]:
        return None
    ahead = verb.form == "expect"  # when it is to happen is part of what is expected, when it was told is not
    later = [c for c in children(verb.token, "prep", "npadvmod") if c.i > verb.token.i] if ahead else []
    return Content("passive", (*extent(subject), *(i for each in later for i in extent(each))))


def as_reported(verb: ReportingVerb) -> Content | None:
    """As reported by the daily, sales fell: the clause around it is what was reported."""
    mark, head = child(verb.token, "mark", "advmod"), verb.token.head
    if verb.token.dep_ != "advcl" or mark is None or mark.lower_ != "as" or head.pos_ not in ("VERB", "AUX"):
        return None
    if child(verb.token, "nsubjpass", "nsubj") is not None or agent_of(verb.token) is None:
        return None
    own, within = extent(verb.token), verb.unit.tokens
    return Content("clause", tuple(i for i in extent(head) if i not in own and within.start <= i < within.end))


def named_by_participle(verb: ReportingVerb) -> Content | None:
    """A rule known as the guillotine: the noun and its name are the content; those who call it so are left out."""
    noun = verb.token.head
    if verb.token.dep_ != "acl" or noun.i > verb.token.i:
        return None
    name = next((c for c in children(verb.token, "oprd", "prep") if c.dep_ == "oprd" or c.lower_ == "as"), None)
    if name is None:
        return None
    own = extent(verb.token)
    joint = (name.i,) if name.dep_ == "prep" else ()
    phrase = (i for i in extent(noun) if i not in own and i < verb.token.i)
    return Content("passive", (*phrase, *(i for i in extent(name) if i not in joint)), joint)
