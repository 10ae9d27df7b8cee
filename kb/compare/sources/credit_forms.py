"""Forms of credits: which words around an agency's name say that a text is the agency's.

Each form is what stands before a name in its line and what stands behind it. The name itself is no part of it, so the
forms are the same for every registry, and they are compiled once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PHOTO = re.compile(
    r"photo|picture|image|video|\bfile\b|getty|illustration|graphic|^\W*credits?\s*:|\bvia\b|\bpool\b|epa-efe|/epa\b"
    r"|handout|screengrab|footage|^\W*(?:©|\(c\))(?!\s*\d{4})",
    re.IGNORECASE,
)
"""Words of a picture's credit, which says nothing about the text."""

_ITEM = r"(?:[Tt]he\s+)?[\w.&’'-]+(?:\s+[\w.&’'-]+){0,3}"  # another name in a list
_LIST = rf"(?:{_ITEM}\s*(?:,|/|;|&|\band\b|\bwith\b|,\s*and\b)\s*)*"
_MORE = rf"(?:\s*(?:,|/|;|&|\band\b|,\s*and\b)\s*{_ITEM})*"
_THE = r"(?:the\s+)?"
_DASH = r"(?:--?|[–—])"
_TEXT = r"(?:report|story|article|reporting|dispatch|piece|copy|text)"
_STUFF = rf"(?:material|reporting|reports?|files?|inputs?|information|contributions?|dispatches|{_TEXT})"
_PARTLY = r"(?:in\s+(?:large\s+)?part\s+|partly\s+|partially\s+|largely\s+|mainly\s+)?"
_THIS = rf"(?:\bthis\s+{_TEXT}\s+(?:is\s+|was\s+|has\s+been\s+)?|\A\W*)"
_WIRES = r"(?:(?:news|wire|press)\s+(?:agenc(?:y|ies)|services?)|agenc(?:y|ies)|wires?)"


@dataclass(frozen=True, slots=True)
class Form:
    """Words before and behind a name that together make a credit; a group ``own`` is what of them belongs to it."""

    before: re.Pattern[str]
    after: re.Pattern[str]


def _form(before: str, after: str = r"(?:)") -> Form:
    return Form(re.compile(rf"(?:{before})\Z", re.IGNORECASE), re.compile(rf"(?:{after})", re.IGNORECASE))


FORMS: tuple[Form, ...] = (
    # LONDON (Reuters) - … · BEIJING, Oct. 1 (Xinhua) -- … · PARIS (AP/AFP) — …
    _form(rf"[(\[]{_LIST}", rf"(?P<own>{_MORE}[)\]])\s*(?:{_DASH}|:)"),
    # MOSCOW, October 1. /TASS/. … · OSLO, Oct 1 /Xinhua/ -- …
    _form(r"(?:\A[^/]{0,60}\s|\A)(?P<own>/)", rf"(?P<own>/)\s*(?:\.\s|{_DASH}|\Z)"),
    # (Reuters) in front of a paragraph, or on a line of its own
    _form(rf"\A\s*[(\[]{_LIST}", rf"{_MORE}[)\]]"),
    # … on Friday. (AFP) · … on Friday. [Reuters] · … he said. (AP, Reuters)
    _form(rf"[.!?…”\"’]\s*(?P<own>[(\[]{_LIST})", rf"(?P<own>{_MORE}[)\]])\W*\Z"),
    # … on Friday. — Reuters · -- ANI
    _form(rf"(?:\A|[.!?…”\"’)])\s*(?P<own>{_DASH}\s*{_LIST}{_THE})", rf"(?P<own>{_MORE})\W*\Z"),
    # Reuters and Mara Lund contributed to this report
    _form(
        _THE,
        rf"(?:(?:\s*,)?\s+(?:and\s+)?[\w.’' ]+?|{_MORE})?\s+(?:also\s+)?contributed\s+"
        rf"(?:(?:additional\s+)?(?:reporting|material)\s+)?to\s+(?:this|the)\s+{_TEXT}",
    ),
    _form(_THE, rf"{_MORE}\s+(?:also\s+)?contributed\s+(?:additional\s+)?(?:reporting|material|information)\b"),
    # with material from AFP · with inputs from PTI · with files from The Canadian Press
    _form(rf"\bwith\s+(?:additional\s+|some\s+|further\s+)?(?:\w+\s+)?{_STUFF}\s+(?:from|by|of)\s+{_LIST}{_THE}"),
    # more reporting from the Associated Press
    _form(
        r"\b(?:more|additional|further|original)\s+(?:[\w-]+\s+){0,2}(?:reporting|coverage|material|information)\s+"
        rf"(?:from|by)\s+{_LIST}{_THE}"
    ),
    # this story is based in part on reports by Reuters · compiled from dispatches of the AP
    _form(
        rf"{_THIS}(?:based|drawn|compiled|adapted)\s+{_PARTLY}(?:on|from)\s+"
        rf"(?:an?\s+|the\s+)?(?:\w+\s+)?{_STUFF}\s+(?:from|by|of)\s+{_LIST}{_THE}"
    ),
    # this article was originally published by The Conversation · this story was provided by AFP
    _form(
        rf"{_THIS}(?:first\s+|originally\s+|also\s+)*"
        r"(?:published|provided|produced|distributed|supplied|written|syndicated|released)\s+(?:by|on|in|at)\s+"
        rf"{_LIST}{_THE}"
    ),
    _form(rf"{_THIS}(?:originally|first)\s+(?:appeared|ran)\s+(?:on|in|at)\s+{_THE}"),
    _form(
        r"\brepublished\s+(?:here\s+)?(?:(?:with\s+(?:the\s+)?permission\s+(?:of|from)|from|courtesy\s+of|by\s+arrangement\s+with)\s+)"
        rf"{_THE}"
    ),
    _form(r"\b(?:syndicated|wire|news)\s+feed\s*(?:\(|from\s+|by\s+|of\s+|:\s*)(?:the\s+)?"),
    # from a Reuters feed
    _form(
        r"\b(?:published|generated|sourced|taken)\s+(?:\w+\s+){0,3}?(?:from|by|via)\s+(?:an?\s+|the\s+)?",
        r"\s+(?:syndicated\s+|wire\s+|news\s+)?feed\b",
    ),
    # © 2024 Reuters: without a year it may be the picture's
    _form(rf"(?:©|\(c\)|\bcopyright(?:\s+(?:©|\(c\)))?)\s*\d{{4}}\s*,?\s*(?:by\s+)?{_THE}"),
    # By Reuters · Reuters · Staff and AP: a line of its own
    _form(
        rf"\A\W*(?:by\s+|source\s*:\s*)?(?:staff\s+(?:writers?\s+|reporters?\s+)?(?:and|with|,|/)\s+)?{_LIST}{_THE}",
        rf"{_MORE}\W*\Z",
    ),
)
OPENING = _form(
    rf"(?<=[,”\"])\s+{_THE}",
    r"(?:\s+news\s+agency)?\s+(?:has\s+|have\s+|had\s+|first\s+)?(?:reported|reports)\b(?!\s+that\b)",
)
"""…, the Associated Press reported: of the whole story, where it stands in the first paragraph."""

OF_A_PICTURE = _form(
    r"(?:/|\||[(\[]|\s[–—-]|©|\(c\)|\bvia\b)\s*(?:the\s+)?"
    r"|\b(?:credits?|photo(?:graph)?s?|pictures?|images?)\b\s*(?::|by\b|from\b|courtesy\s+of\b)[^.:;()]{0,40}",
    r"\s*(?:/|\bphoto|\bpicture|\bimage|\bfile\b|\bvia\b)",
)
"""(AP Photo/Mara Lund) · Mara Lund/Associated Press · Photo by Mara Lund, AFP: either side is enough."""

UNNAMED: tuple[re.Pattern[str], ...] = tuple(
    re.compile(form, re.IGNORECASE | re.MULTILINE)
    for form in (
        # Agencies · Staff and agencies · From our wire services
        rf"^\W*(?:by\s+)?(?:from\s+)?(?:our\s+)?(?:(?:staff|correspondents?|reporters?)(?:\s+writers?)?\s*(?:and|with|,|/|&)\s*)?"
        rf"(?:our\s+)?{_WIRES}(?:\s+reports?)?\W*$",
        rf"(?:\bthis\s+{_TEXT}\s+(?:is\s+|was\s+)?|^\W*)(?:based|drawn|compiled|adapted)\s+{_PARTLY}"
        rf"(?:on|from)\s+(?:\w+\s+)?{_WIRES}\s+(?:reports?|material|copy)",
        rf"\bwith\s+(?:additional\s+)?(?:{_WIRES}\s+)(?:inputs?|reports?|material|reporting)\b",
        rf"\bwith\s+(?:inputs?|reports?|material|reporting|files)\s+from\s+(?:the\s+|our\s+|news\s+)?{_WIRES}\b",
        rf"^\W*{_WIRES}\s+contributed\s+to\s+this\s+{_TEXT}",
        r"\bfrom\s+(?:our\s+|a\s+)?(?:syndicated|wire)\s+(?:feeds?|services?)\b",
    )
)
"""What says that a text is from agencies and names none."""
