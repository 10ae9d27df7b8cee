"""The lines in which papers speak of themselves, as patterns: each with its sort, and how often it is right.

The figures are judgements of editors' habits, not measurements: a copyright or contact line is hardly ever another
paper's, while sources also tell other papers things.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.resolve.article_facts.publishers import NAME


@dataclass(frozen=True, slots=True)
class Form:
    """A sort of sign.

    Attributes:
        ground: What it is called.
        confidence: How often such a sign is right.
        marks: Letters one of which its words hold: lines without them need no closer look.
        pattern: Its words; the name stands behind them in group ``name`` unless ``follows`` is false.
        outer: It counts in the furniture of a page and near the ends of a text alone.
        follows: The name comes after the words, rather than before.
    """

    ground: str
    confidence: float
    marks: tuple[str, ...]
    pattern: re.Pattern[str]
    outer: bool = True
    follows: bool = True


def _named(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{pattern}(?P<name>{NAME})")


_COMMENT = "request for comment"
FORMS = (
    Form(
        "copyright line",
        0.85,
        ("opyright", "©", "(c)", "(C)"),
        _named(r"(?:\b[Cc]opyright|©|\([cC]\))(?:\s*(?:©|\([cC]\)))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s+)?(?:by\s+)?"),
    ),
    Form(
        "biography line",
        0.85,
        ("reporter", "correspondent", "editor", "columnist", "writer", "journalist", "chief", "contributor"),
        _named(
            r"\b(?:is|are|was)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,4}(?:reporter|correspondent|editor|columnist|writer"
            r"|journalist|bureau\s+chief|contributor)s?\s+(?:at|for|with|to|of)\s+"
        ),
    ),
    Form(
        "biography line",
        0.85,
        ("writes", "reports", "covers"),
        _named(r"\b(?:writes|reports|covers)\s+(?:[\w-]+\s+){1,6}?for\s+"),
    ),
    Form(
        "byline",
        0.8,
        ("By ", "by ", "BY "),
        _named(r"^\W*(?:[Bb]y|BY)\s+[^,|–—]{3,60}?(?:\s*[,|–—]\s*|\s+(?:[Ff]or|FOR)\s+)"),
    ),
    Form(
        "byline",
        0.8,
        ("taff",),
        re.compile(r"^.{0,60}?\s+[Ss]taff(?:\s+[Ww]riter|\s+[Rr]eporter)?s?\W*$"),
        follows=False,
    ),
    Form(
        "house line",
        0.8,
        ("ubscribe", "ign up", "ollow", "upport", "ownload", "Join", "join"),
        _named(r"\b(?:[Ss]ubscribe\s+to|[Ss]ign\s+up\s+(?:for|to)|[Ff]ollow|[Ss]upport|[Dd]ownload|[Jj]oin)\s+"),
    ),
    Form("house line", 0.85, ("view",), _named(r"\bviews?\s+(?:or\s+(?:position|policy)\s+)?of\s+")),
    Form(
        _COMMENT,
        0.85,
        ("for comment", "for further", "for additional", "for information", "for a "),
        re.compile(
            r"\b(?:contacted|reached\s+out\s+to|approached|asked|e-?mailed)\b[^.]{2,120}?\bfor\s+(?:further\s+"
            r"|additional\s+)?(?:comment|information|a\s+(?:response|statement))"
        ),
        outer=False,
        follows=False,
    ),
    Form(
        _COMMENT,
        0.85,
        ("espond", "eply", "eplied"),
        _named(
            r"(?:\b[Rr]espond(?:ed)?|\b[Rr]epl(?:y|ied))\s+(?:immediately\s+)?to\s+(?:(?:an?|several|repeated)\s+)?"
            r"(?:requests?\s+for\s+comment\s+from\s+)?"
            r"(?=[^.]{3,60}(?:[’']s?\s+(?:requests?|questions?|inquir|enquir|e-?mail|calls?)|\.))"
        ),
        outer=False,
    ),
    Form(
        "told",
        0.5,
        ("told", "tell", "spoke", "speaking", "mail to", "statement to"),
        _named(r"\b(?:told|telling|tells|(?:spoke|speaking)\s+(?:to|with)|(?:e-?mail|statement)\s+to)\s+"),
        outer=False,
    ),
)
FOREIGN = frozenset((_COMMENT, "told", "house photo"))  # sorts that lose their force when others cite the paper
HOME = frozenset(("contact line", "address", "house line", "copyright line"))  # an agency's text lacks them elsewhere
BEFORE = re.compile(rf"(?P<name>{NAME})\s*(?:\s(?:has|have|had|also))*\s*$")

CONTACT = re.compile(
    r"\bcan\s+be\s+(?:reached|contacted)\b|\b(?:contact|e-?mail|write\s+to|reach)\s+the\s+(?:author|writer|reporter|editor"
    r"|newsroom)|^\W*(?:contact|e-?mail|reach)\s|^\W*\S+@\S+\W*$",
    re.IGNORECASE,
)
PICTURE = re.compile(
    rf"\((?P<name>{NAME})\s+(?:[Pp]hoto|PHOTO)\b|(?:(?<=[a-z]/)|(?<=[a-z]\s/\s))(?P<name2>{NAME})(?=\W*$)"
)
FROM_AFAR = re.compile(r"\bvia\b|[Gg]etty|[Hh]andout|[Cc]ourtesy")
ELSEWHERE = re.compile(
    r"\b(?:article|story|report|piece|column|essay|post)\s+(?:was\s+|has\s+been\s+|is\s+)?(?:(?:first|originally"
    r"|previously)\s+(?:appeared|published|printed|ran)|re(?:published|printed))\s+(?:in|on|by|at|with|from)\s+"
    rf"(?P<name>{NAME})|\b(?:[Rr]epublished|[Rr]eprinted|[Ss]yndicated)\s+(?:\w+\s+){{0,2}}?(?:from|by)\s+(?P<name2>{NAME})"
)


def cited(name: str) -> re.Pattern[str]:
    """Give the pattern of an attribution to a paper, which papers seldom make to themselves."""
    paper = rf"(?:[Tt]he\s+)?{re.escape(name.removeprefix('The '))}"
    return re.compile(
        rf"\b(?:[Aa]ccording\s+to|[Rr]eported\s+(?:by|in)|[Cc]iting|[Qq]uoted\s+by|[Pp]ublished\s+(?:by|in))\s+(?:an?\s+)?{paper}\b"
        rf"|\b{paper}\s+(?:first\s+|has\s+|had\s+|previously\s+|also\s+)*(?:reported|reports|writes|wrote)\b"
        rf"|\b(?:an?|the)\s+{paper}\s+(?:report|interview|investigation|article|story|poll)\b"
    )
