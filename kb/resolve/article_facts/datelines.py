"""Datelines: the place and day that open a dispatch, "LARSK, May 3, 2022 (Northwire) —".

A dispatch is dated on the day on which it is written, and printed on that day or the next. The first holds by logic:
what is dated the third was not published on the second. The second is a habit, which weeklies and reprints do not keep.
Most agencies print no year; then any will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kb.model import Interval, RegionKind
from kb.resolve.article_facts.bounds import Bound
from kb.resolve.article_facts.signs import Line
from kb.resolve.dates.lexicon import MONTHS

_SURE = 0.9
_MONTH = r"[A-Z][A-Za-z]{2,8}"
_DATELINE = re.compile(
    rf"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'/\s,-]+.{{0,40}}?,?\s+(?P<date>(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})"
    rf"|(?P<day2>\d{{1,2}})\s+(?P<month2>{_MONTH})\.?)(?:,?\s+(?P<year>(?:1[6-9]|20)\d\d))?)(?!\d)"
)
_DASH = re.compile(r"(?:[—–:]|-{1,2})$")


def dateline_bounds(lines: Sequence[Line]) -> tuple[list[Bound], list[str], frozenset[int]]:
    """Give what the datelines say of the day of publication.

    Of several with a year, as roundups have them, each tells that the article is not older, and the first how old it
    is.

    Returns:
        The bounds; dates that no calendar has; where the lines begin that datelines are.
    """
    bounds: list[Bound] = []
    problems: list[str] = []
    starts: set[int] = set()
    for line in lines:
        found = _DATELINE.match(line.text) if line.kind is RegionKind.CREDIT else None
        name = (found["month"] or found["month2"]).lower() if found else ""
        month = MONTHS.get(name)
        if not found or not month or not _DASH.search(line.text):
            continue
        starts.add(line.start)
        first = not any(bound.stated for bound in bounds)
        day = _day(int(found["year"] or 2000), month, int(found["day"] or found["day2"]))  # 2000 has every day
        if not day:
            problems.append(f"{found['date']} is printed as its date, and is no day of the calendar")
        elif found["year"]:
            bounds += _dated(line, found, day, first=first)
        else:
            bounds.append(_yearless(line, found, day))
    return bounds, problems, frozenset(starts)


def _dated(line: Line, found: re.Match[str], day: date, *, first: bool) -> Iterator[Bound]:
    words = line.span(*found.span())
    reason = f"the dateline is of {found['date']}"
    yield Bound(Interval(day, None), "dateline", _SURE, words, reason)
    if first:
        printed = Interval(day, day + timedelta(days=1))
        yield Bound(printed, "dateline", _SURE, words, reason, firm=False, stated=True)


def _yearless(line: Line, found: re.Match[str], day: date) -> Bound:
    def allows(published: date) -> bool:
        return any((there.month, there.day) == (day.month, day.day) for there in _days_before(published, 2))

    words = line.span(*found.span())
    reason = f"the dateline is of {found['date']}, and agencies print no year"
    return Bound(Interval(None, None), "dateline", _SURE, words, reason, allows=allows)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _days_before(last: date, count: int) -> list[date]:
    return [last - timedelta(days=back) for back in range(count) if last.toordinal() > back]
