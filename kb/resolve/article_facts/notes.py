"""What stands beside the text: who took the pictures, and what was corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.model import Fact, FactKind, RegionKind
from kb.resolve.article_facts.signs import Line, matches

_LONGEST = 300  # characters of a note that are its value; the span has all of them
_LABELLED = re.compile(
    r"(?:^|(?<=\s))(?:(?:photo(?:graph)?|image|picture|video|illustration|graphic|credit)s?(?:\s+credit)?(?:\s*:|\s+by\b(?=[^.]*$)))\s*"
    r"(?P<who>\S[^\n]{0,80}?)\s*$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"\((?P<who>[^()]*\b(?:[Pp]hotos?|PHOTO|[Ii]mages?|[Pp]ool|[Hh]andout|REUTERS|AFP)\b[^()]*|[^()]{3,50}/[^()]{2,40})\)"
)
_NAME = r"(?:[A-Z]\.|[A-Z][\w’'-]+)"
_SLASHED = re.compile(
    rf"(?P<who>{_NAME}(?:\s+{_NAME}){{1,3}}\s?/\s?[A-Z][^/\n.]{{1,50}}|\bvia\s+[A-Z][\w\s]{{1,30}})\W*$"
)
_CORRECTED = re.compile(
    r"^\W*(?:corrections?|clarifications?|corrigendum|editor[’']?s[’']?\s+note|(?:this\s+)?update)\b[^:—–\n]{0,40}[:—–]"
    r"|\b(?:an?\s+)?(?:earlier|previous|original)\s+version\s+of\s+this\s+(?:article|story|report|post|page|headline)\b"
    r"|\bthis\s+(?:article|story|report|post|headline)\s+(?:has\s+been|was)\s+(?:\w+\s+)?(?:corrected|amended|updated"
    r"|clarified|edited)\b|^\W*\((?:corrects|updates|refiles|adds)\b",
    re.IGNORECASE,
)


def photo_credits(lines: Sequence[Line]) -> Iterator[Fact]:
    """Give the credits of pictures; what they name is no source of the text."""
    where = [line for line in lines if line.kind in (RegionKind.CAPTION, RegionKind.CREDIT)]
    for line in where:
        taken: list[tuple[int, int]] = []
        for pattern in (_BRACKETED, _LABELLED, _SLASHED):
            for _, match in matches([line], pattern):
                begin, end = match.span("who")
                if any(begin < other and first < end for first, other in taken):
                    continue
                taken.append((begin, end))
                yield Fact(
                    FactKind.PHOTO_CREDIT,
                    match["who"].strip(),
                    "photo credit",
                    0.9,
                    (line.span(begin, end),),
                    "it stands where a picture's credit stands, and is none for the text",
                )


def correction_notes(lines: Sequence[Line]) -> Iterator[Fact]:
    """Give notes that say that the article was changed after it first appeared."""
    for line in lines:
        if line.outer and len(line.text) < 2000 and _CORRECTED.search(line.text):
            value = " ".join(line.text.split())[:_LONGEST]
            yield Fact(
                FactKind.CORRECTION, value, "correction note", 0.9, (line.whole(),), "it says that the text was changed"
            )
