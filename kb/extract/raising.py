"""Verbs of appearance, whose subject belongs to what appears: "the firm seems to have lost the bid".

Somebody sees it so, and the writer leaves open who: subject and complement are the content, and nobody is its source.
"""

from __future__ import annotations

from kb.extract.content import Content
from kb.extract.extents import run_from
from kb.extract.grammar import child, children, extent, has_infinitive_marker, is_finite
from kb.extract.reporting import ReportingVerb


def raised_subject(verb: ReportingVerb) -> Content | None:
    """Give subject and complement of "seems": an infinitive, or a clause behind "it seems (that)"."""
    if "raising" not in verb.frames:
        return None
    subject = child(verb.token, "nsubj")
    complement = next((c for c in children(verb.token, "xcomp", "ccomp") if c.i > verb.token.i), None)
    if complement is None:
        return None
    if complement.dep_ == "ccomp" and is_finite(complement):
        return Content("raising", run_from(verb, complement))
    if subject is None or (complement.dep_ == "xcomp" and not has_infinitive_marker(complement)):
        return None
    return Content("raising", (*(i for i in extent(subject) if i < verb.token.i), *run_from(verb, complement)))
