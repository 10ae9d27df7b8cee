"""Where in an article something stands: its paragraph, its sentence, inside a quotation or not."""

from __future__ import annotations

import re

from kb.resolve.names import is_role_noun

_BREAK = re.compile(r"(?:\r\n?|\n)(?![a-z])")  # a line that goes on in lower case was wrapped
_STOP = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[•]?[A-Z0-9])")
_SHORTENED = re.compile(r"(?:\b(?:[A-Z]|[A-Z][a-z]{1,3}|No|vs|etc|approx)|\b(?:[A-Za-z]\.)+[A-Za-z])\.?$")
_APPOSITION = re.compile(
    r",\s+((?:an?|the|one|[a-z][\w’'-]*|[Rr]etired|[Ff]ormer)\s[^.;“\"”—]{3,160}?)(?=,\s|[.;—]|\s+(?:who|which)\s|$)"
)


def paragraph(body: str, at: int) -> tuple[int, int]:
    """Give the bounds of the paragraph that a character stands in."""
    start = max((found.end() for found in _BREAK.finditer(body, 0, at)), default=0)
    found = _BREAK.search(body, at)
    return start, found.start() if found else len(body)


def sentence(body: str, start: int, end: int) -> tuple[int, int]:
    """Give the bounds of the sentence that a stretch begins in, within its paragraph.

    Full stops after initials and short titles ("Lt.", "U.S.") end no sentence.
    """
    left, right = paragraph(body, start)
    for found in _STOP.finditer(body, left, right):
        if found.group().startswith(".") and _SHORTENED.search(body, left, found.start() + 1):
            continue
        if found.end() <= start:
            left = found.end()
        elif found.end() >= end:
            right = found.end()
            break
    return left, right


def is_quoted(body: str, at: int) -> bool:
    """Tell whether a character stands inside double quotation marks of its paragraph.

    Curly marks have a direction; straight ones alternate within the paragraph.
    """
    start, _ = paragraph(body, at)
    before = body[start:at]
    opened = max(before.rfind("“"), before.rfind("„"), before.rfind("«"))
    return opened > max(before.rfind("”"), before.rfind("»")) or before.count('"') % 2 == 1


def apposition(body: str, end: int) -> str:
    """Give the role that follows a name between commas: ``, a professor of law at Lund,``; nothing if there is none."""
    found = _APPOSITION.match(body, end, min(len(body), end + 240))
    if not found:
        return ""
    head = re.split(r"\s(?:at|of|for|in|with|to|from|who)\s", found[1], maxsplit=1)[0]
    return found[1] if any(is_role_noun(word) for word in head.split()) else ""
