"""Passives: "it was reported that …", "he is believed to …", "she was accused of …"; nobody need be named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.clausal import clause_around, is_set_off
from kb.extract.content import Content
from kb.extract.extents import run_before, run_from
from kb.extract.grammar import (
    child,
    children,
    extent,
    has_infinitive_marker,
    is_finite,
)
from kb.extract.reporting import ReportingVerb

if TYPE_CHECKING:
    pass


def passive_clause(verb: ReportingVerb) -> Content | None:
    """It was reported that the pact failed; they were told that it had."""
    subject = child(verb.token, "nsubjpass")
    complement = next((c for c in children(verb.token, "ccomp") if c.i > verb.token.i and is_finite(c)), None)
    if complement is None or not (
        subject is None or subject.lower_ == "it" or verb.form in ("tell", "inform", "assure")
    ):
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
    for prep in children(verb.token, "prep"):
        if prep.i > verb.token.i and prep.lower_ in ("of", "for", "as") and prep.lower_ in verb.frames:
            return Content("passive", (*extent(subject), *extent(prep)))
    return None
