"""Rows → a page for people: one file, without scripts, that opens in any browser and can be mailed.

Rows that tell the sides of one difference become one entry with the sides beside one another, each with its outlet,
day, and words, and a link to them where the address of the article is known. Other answers become a table in which
what leading cells repeat stands once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from html import escape
from itertools import groupby
from typing import TextIO
from urllib.parse import quote

from kb.query.rows import Plain, Rows
from kb.terminal import safe

_SIDED = frozenset({"side", "quote", "explanation", "doc"})
_OPENING = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“])")
_WEB = re.compile(r"https?://[^\s<>\"]+\Z", re.IGNORECASE)
_GAP = " […] "
_LONGEST = 120  # characters of a quotation by which a browser is sent to it
_TITLES = {"discrepancy": "Where articles differ", "pair": "What looks like a difference and is none"}

Row = Mapping[str, Plain]

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1a1a1a; }}
article {{ border-top: 1px solid #bbb; padding: .8rem 0 1.2rem; }}
h3 {{ font-size: 1rem; margin: 0 0 .6rem; }}
.sides {{ display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); }}
.side {{ background: #f6f6f4; padding: .6rem .8rem; }}
.side h4 {{ margin: 0 0 .4rem; font-size: 1.05rem; overflow-wrap: anywhere; }}
.side ul {{ list-style: none; margin: 0; padding: 0; }}
.side li + li {{ margin-top: .6rem; }}
blockquote {{ margin: 0; }}
mark {{ background: #ffe9a8; }}
.where, details, .id {{ color: #555; font-size: .875rem; }}
.tag {{ border: 1px solid #888; border-radius: .2rem; font-size: .8rem; font-weight: normal; padding: 0 .3rem; }}
.violation .tag:first-child, .warning .tag:first-child {{ background: #7a2e00; border-color: #7a2e00; color: #fff; }}
table {{ border-collapse: collapse; width: 100%; }}
td, th {{ border-bottom: 1px solid #ccc; padding: .4rem; text-align: left; vertical-align: top; }}
td {{ overflow-wrap: anywhere; }}
.scroll {{ overflow-x: auto; }}
@media print {{ article {{ break-inside: avoid; }} }}
</style>
</head>
<body>
<h1>{title}</h1>
"""
_TAIL = "</body>\n</html>\n"


def write_page(rows: Rows, out: TextIO, base_iri: str = "") -> None:
    """Write an answer as a page of HTML; rows are read once, entry by entry.

    Args:
        rows: The answer.
        out: Where to.
        base_iri: IRIs under it lose it.
    """
    matter = rows.columns[0] if rows.columns else ""
    out.write(_HEAD.format(title=escape(_TITLES.get(matter, "Answer"))))
    if matter in _TITLES and set(rows.columns) >= _SIDED:
        _write_entries(rows, matter, out, base_iri)
    else:
        _write_table(rows, out, base_iri)
    out.write(_TAIL)


# -- differences ------------------------------------------------------------------------------------------------------


def _write_entries(rows: Rows, matter: str, out: TextIO, base_iri: str) -> None:
    number = 0
    sort = "kind" if "kind" in rows.columns else "reason"
    for kind, of_kind in groupby(rows.plain(), key=lambda row: row.get(sort)):
        out.write(f"<h2>{_text(kind)}</h2>\n" if kind else "")
        for name, entry in groupby(of_kind, key=lambda row: row[matter]):
            number += 1
            out.write(_entry(_shown(name).removeprefix(base_iri), list(entry)))
    if not number:
        out.write(f"<p>Nothing was found. The answer would have: {escape(', '.join(rows.columns))}.</p>\n")


def _entry(name: str, rows: Sequence[Row]) -> str:
    """Write one difference: what it is, its sides beside one another, and how it was shown."""
    first = rows[0]
    opening, *rest = _OPENING.split(safe(_shown(first.get("explanation"))), maxsplit=1)
    severity = _shown(first.get("severity"))
    until = f" until {_shown(first.get('until'))}" if first.get("until") else ""
    tags = [severity, f"{_shown(first.get('verdict'))}{until}"]
    marks = "".join(f' <span class="tag">{escape(safe(tag))}</span>' for tag in tags if tag)
    sides = groupby(sorted(rows, key=lambda row: (_side(row), _shown(row.get("value")))), key=_side)
    boxes = "".join(_box(number, list(members)) for number, members in sides)
    told = f"<details><summary>In full</summary><p>{escape(rest[0])}</p></details>\n" if rest else ""
    return (
        f'<article id="{escape(safe(name))}" class="{escape(severity)}">\n'
        f"<h3>{escape(opening)}{marks}</h3>\n"
        f'<div class="sides">\n{boxes}</div>\n{told}<p class="id">{escape(safe(name))}</p>\n</article>\n'
    )


def _side(row: Row) -> int:
    return side if isinstance(side := row.get("side"), int) else 0


def _box(number: int, rows: Sequence[Row]) -> str:
    triple = " ".join(filter(None, (_shown(rows[0].get(name)) for name in ("subject", "relation", "object"))))
    heading = _shown(rows[0].get("value")) or triple or f"Side {number}"
    places = "".join(f"<li>{_place(row)}</li>\n" for row in rows)
    return f'<section class="side"><h4>{escape(safe(heading))}</h4>\n<ul>\n{places}</ul></section>\n'


def _place(row: Row) -> str:
    """Write the words in their clause, who printed them and when; a link leads to the words themselves."""
    words, doc = _shown(row.get("quote")), _shown(row.get("doc"))
    outlet, day, url = (_shown(row.get(name)) for name in ("outlet", "published", "url"))
    name = escape(safe(outlet or doc))
    context = _shown(row.get("context"))
    address = escape(_address(url, words, context))
    linked = f'<a href="{address}" rel="noreferrer">{name}</a>' if _WEB.match(url) else name
    dated = f', <time datetime="{escape(day)}">{escape(safe(day))}</time>' if day else ""
    place = f"{doc}:{_shown(row.get('start'))}–{_shown(row.get('end'))}"
    quoted = _in_context(words, context)
    return f'<blockquote>{quoted}</blockquote><p class="where">{linked}{dated} · {escape(safe(place))}</p>'


def _in_context(words: str, context: str) -> str:
    if not words or words not in context:
        return f"“{escape(safe(words))}”"
    before, _, behind = context.partition(words)
    marked = f"<mark>{escape(safe(words))}</mark>" if (before + behind).strip() else escape(safe(words))
    return f"“{escape(_within(before))}{marked}{escape(_within(behind))}”"


def _within(text: str) -> str:
    """Make a piece of a sentence safe, and keep the blanks at its ends."""
    left, right = " " * text[:1].isspace(), " " * (text[-1:].isspace() and bool(text.strip()))
    return f"{left}{safe(text.strip())}{right}"


def _address(url: str, words: str, context: str) -> str:
    """Give the address of the words: browsers that know text fragments scroll to them, others ignore the rest.

    A figure alone may stand at many places, so its clause is sought, where that is one stretch and not too long.
    """
    whole = context if _GAP not in context and words in context else words
    stretches = (" ".join(one.split(_GAP, maxsplit=1)[0].split()) for one in (whole, words))
    sought = next((one for one in stretches if 0 < len(one) <= _LONGEST), "")
    if "#" in url or not sought:
        return url
    return f"{url}#:~:text={quote(sought, safe='').replace('-', '%2D')}"


# -- tables -----------------------------------------------------------------------------------------------------------


def _write_table(rows: Rows, out: TextIO, base_iri: str) -> None:
    heads = "".join(f'<th scope="col">{escape(safe(name))}</th>' for name in rows.columns)
    out.write(f'<div class="scroll"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n')
    cells = ([_cell(value, base_iri) for value in row.values()] for row in rows.plain())
    for _, run in groupby(cells, key=lambda row: row[0] if row else ""):
        out.writelines(_merged(list(run)))
    out.write("</tbody>\n</table></div>\n")


def _merged(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Give the lines of a table whose first cells agree; what repeats the line above, up to a column, stands once."""
    heights = [[1] * len(row) for row in rows]
    for at in range(len(rows) - 2, -1, -1):  # a cell is as high as the run of lines below it that agree up to it
        for column, (ours, below) in enumerate(zip(rows[at], rows[at + 1], strict=True)):
            if ours != below:
                break
            heights[at][column] += heights[at + 1][column]
            heights[at + 1][column] = 0
    for row, height in zip(rows, heights, strict=True):
        cells = zip(row, height, strict=True)
        line = (f'<td rowspan="{high}">{cell}</td>' if high > 1 else f"<td>{cell}</td>" for cell, high in cells if high)
        yield f"<tr>{''.join(line)}</tr>\n"


def _cell(value: Plain, base_iri: str) -> str:
    text = _shown(value)
    short = text.removeprefix(base_iri) if base_iri else text
    if _WEB.match(text) and short == text and "w3id.org" not in text:
        return f'<a href="{escape(text)}" rel="noreferrer">{escape(safe(text))}</a>'
    return escape(safe(short))


def _text(value: Plain) -> str:
    return escape(safe(_shown(value)))


def _shown(value: Plain) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
