"""Text of foreign origin, made safe to show on a terminal, in a log or in an error."""

from __future__ import annotations

import re

# C0 and C1 controls can move the cursor, recolour or retitle a terminal; bidi controls reorder what is read;
# lone surrogates cannot be encoded at all.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BLANK = re.compile(r"[\t\n\r\u2028\u2029]+")


def safe(text: str) -> str:
    r"""Give the text on one line, with every control character shown as its escape.

    >>> safe("a\n\x1b[31mb")
    'a \\x1b[31mb'
    """
    return _UNSAFE.sub(lambda found: found[0].encode("unicode_escape").decode(), _BLANK.sub(" ", text))


def shortened(text: str, length: int = 100) -> str:
    """Give safe text of at most ``length`` characters, cut with an ellipsis."""
    clean = safe(text)
    return clean if len(clean) <= length else clean[: length - 1].rstrip() + "…"
