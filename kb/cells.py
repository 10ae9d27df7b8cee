"""Foreign text in spreadsheets: every cell stays one cell, and none becomes a formula.

Source: https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_EMPTY = '""'  # one empty cell; a blank line would be no row at all
_QUOTED = re.compile(r"[,\"\r\n]")
# Spreadsheets in East Asian locales read the full-width forms as operators, and skip marks of no width.
_FORMULA = re.compile(r"[\ufeff\u200b-\u200f\u2060]*[=+\-@\t\r\n＝＋－＠]")


def guarded(cell: str) -> str:
    """Give the cell with an apostrophe before what a spreadsheet would compute; numbers stay as they are.

    >>> guarded("=1+1"), guarded("-5.2"), guarded("- a dash"), guarded("plain")
    ("'=1+1", '-5.2', "'- a dash", 'plain')
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def csv_line(cells: Iterable[str]) -> str:
    r"""Give one line of CSV (RFC 4180, ended by a line feed).

    Python's own writer leaves a carriage return bare unless lines end in one, and cannot read it back.

    >>> csv_line(["plain", 'two "words", quoted', "a\rb"])
    'plain,"two ""words"", quoted","a\rb"\n'
    """
    line = ",".join(map(_quoted, cells))
    return f"{line or _EMPTY}\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell
