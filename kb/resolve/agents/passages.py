"""Where in an article something stands: its paragraph, its sentence, inside a quotation or not."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from kb.resolve.agents.names import is_role_noun

_BREAK = re.compile(r"(?:\r\n|\r(?!\n)|\n)(?![a-z])")  # a line that goes on in lower case was wrapped
_BLANK_LINE = re.compile(r"(?:\r?\n){2}")
_WRAPPED = range(55, 86)  # length in characters of a line that was wrapped by hand or by a terminal
_STOP = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[•]?[A-Z0-9])")
_SHORTENED = re.compile(r"(?:\b(?:[A-Z]|[A-Z][a-z]{1,3}|No|vs|etc|approx)|\b(?:[A-Za-z]\.)+[A-Za-z])\.?$")
_APPOSITION = re.compile(
    r",\s+((?:an?|the|one|[a-z][\w’'-]*|[Rr]etired|[Ff]ormer)\s[^.;“\"”—]{3,160}?)(?=,\s|[.;—]|\s+(?:who|which)\s|$)"
)

_A_VERB = re.compile(
    r"(?!(?:an?|the|one)\s)[a-z]+\s+(?:the|an?|his|her|its|their|him|them|it)\s"
)  # ", thanked the general"


def paragraph(body: str, at: int) -> tuple[int, int]:
    """Give the bounds of the paragraph that a character stands in."""
    starts, ends = _breaks(body)
    before, after = bisect_right(ends, at), bisect_left(starts, at)
    return ends[before - 1] if before else 0, starts[after] if after < len(starts) else len(body)


@lru_cache(maxsize=4)
def _breaks(body: str) -> tuple[list[int], list[int]]:
    """Give where the line breaks that part paragraphs start and end.

    In a text with blank lines, a line of full length that is followed by another one was wrapped.
    """
    spaced = bool(_BLANK_LINE.search(body))
    starts, ends = [], []
    for found in _BREAK.finditer(body):
        line = body.rfind("\n", 0, found.start()) + 1
        wrapped = spaced and found.start() - line in _WRAPPED and not body[found.end() : found.end() + 1].isspace()
        if not wrapped:
            starts.append(found.start())
            ends.append(found.end())
    return starts, ends


def sentence(body: str, start: int, end: int) -> tuple[int, int]:
    """Give the bounds of the sentence that a stretch begins in, within its paragraph.

    Full stops after initials and short titles ("Lt.", "U.S.") end no sentence.
    """
    left, right = paragraph(body, start)
    stops = _stops(body)
    before = bisect_right(stops, start)
    after = bisect_left(stops, end, before)
    return (
        max(left, stops[before - 1]) if before else left,
        min(right, stops[after]) if after < len(stops) else right,
    )


@lru_cache(maxsize=4)
def _stops(body: str) -> list[int]:
    """Give where the sentences inside the paragraphs end; that a paragraph ends its last one goes without saying."""
    starts, ends = _breaks(body)
    found = []
    for left, right in zip([0, *ends], [*starts, len(body)], strict=True):
        for stop in _STOP.finditer(body, left, right):
            at = stop.start()
            word = max(left, body.rfind(" ", left, at))
            if not (body[at] == "." and _SHORTENED.search(body, word, at + 1)):
                found.append(stop.end())
    return found


def is_quoted(body: str, at: int) -> bool:
    """Tell whether a character stands inside double quotation marks of its paragraph.

    Curly marks have a direction; straight ones alternate within the paragraph.
    """
    start, _ = paragraph(body, at)
    before = body[start:at]
    if "„" in before:  # German marks: what opens elsewhere closes here
        return before.rfind("„") > max(before.rfind("“"), before.rfind("”")) or before.count('"') % 2 == 1
    opened = max(before.rfind("“"), before.rfind("«"))
    return opened > max(before.rfind("”"), before.rfind("»")) or before.count('"') % 2 == 1


def apposition(body: str, end: int) -> str:
    """Give the role that follows a name between commas: ``, a professor of law at Lund,``; nothing if there is none."""
    found = _APPOSITION.match(body, end, min(len(body), end + 240))
    if not found or _A_VERB.match(found[1]):
        return ""
    return found[1] if any(is_role_noun(word) for word in role_head(found[1]).split()[-3:]) else ""


def role_head(role: str) -> str:
    """Give a role without what depends on it; only this part tells of the person.

    >>> role_head("the widow of a fisherman"), role_head("the song was written by the baker")
    ('the widow', 'the song was written')
    """
    return re.split(r"\s(?:at|of|for|in|with|to|from|who|by|on|near|under|after|before|since)\s", role, maxsplit=1)[0]
