"""Direct, mixed or indirect: how much of a content stands in quotation marks."""

from __future__ import annotations

from collections.abc import Iterable

from kb.extract.attribution import Attribution
from kb.extract.fragments import Range
from kb.model import Kind


def kind_of(body: str, attribution: Attribution, quoted: Iterable[Range]) -> Kind:
    """Tell how an attribution is printed.

    Args:
        body: The text of the article.
        attribution: Offsets in the article.
        quoted: Ranges of the quotations around and in the content, marks included. A quotation that the cue itself
            stands in is somebody else's, and does not count.
    """
    place = attribution.place[0]
    own = [
        (start, end) for start, end in quoted if not start <= place < end and _touch(start, end, attribution.content)
    ]
    if not own:
        return Kind.INDIRECT
    letters = [
        any(start <= at < end for start, end in own)
        for left, right in attribution.content
        for at in range(left, right)
        if body[at].isalnum()
    ]
    if letters and all(letters):
        return Kind.DIRECT
    return Kind.MIXED if any(letters) else Kind.INDIRECT


def _touch(start: int, end: int, content: Iterable[Range]) -> bool:
    return any(start < right and left < end for left, right in content)
