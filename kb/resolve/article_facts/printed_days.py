"""Days that a page prints to say when it was published or changed: labelled lines, bylines, datelines, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kb.model import Article, Fact, FactKind, Interval, RegionKind, TimeExpression
from kb.resolve.article_facts.bounds import Bound
from kb.resolve.article_facts.datelines import dateline_bounds
from kb.resolve.article_facts.signs import Line, addresses_of
from kb.resolve.dates import times_in
from kb.resolve.dates.lexicon import MONTHS

_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)|\b\d{1,2}[./]\d{1,2}[./]\d\d(?:\d\d)?\b")
_PUBLISHED = re.compile(
    r"\b(?:first\s+published|published|posted|publication\s+date|date\s+of\s+publication|date(?:d)?\s*:|issued\s*:"
    r"|released\s*:|print(?:ed)?\s+(?:in|on)\s)\W*(?:on|at|in)?\W*",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:(?:last\s+)?(?:updated?|modified|revised|amended|corrected))\b\W*(?:on|at)?\W*", re.IGNORECASE
)
# The day of a correction stands right behind its label; further on in the note are the days that it speaks of.
_CORRECTED = re.compile(
    r"^\W*(?:corrections?|clarifications?|corrigendum|updated?)\b\W*(?:(?:issued|added|made|posted|appended|dated)\b\s*)?(?:on\s+)?$",
    re.IGNORECASE,
)
_NOTE_GOES_ON = re.compile(r"\s*(?:[.:;)\]|—–-]|$)")
LONGEST = 300  # characters of a line about the article; of a longer note, those at its beginning count
_LABEL_REACH = 48  # characters from a label to its date: a place, a weekday and a time may stand between
_BYLINE = re.compile(r"^\W*(?:by|BY|By)\s+[^.!?]{2,80}?[|,–—•·-]\s*\W*$")
_FEW_WORDS = 4  # beside a date that stands alone: a section, a zone of time
_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(
    r"\b\d{1,2}(?::\d\d)+\s*(?:[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\.?\b|\b(?:at|on|(?-i:[A-Z]{2,4})|GMT[+-]\d+)\b",
    re.IGNORECASE,
)
_PATH_DAY = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d{1,2}|[a-z]{3})(?:[/-](?P<d>\d{1,2}))?(?=[/_.-]|$)", re.IGNORECASE
)
_NAME_DAY = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[-_.]?)(?P<m>\d\d)(?P=s)(?P<d>\d\d)(?!\d)")
_COPYRIGHT = re.compile(r"(?:\bcopyright|©|\(c\)).{0,12}?(?P<year>(?:19|20)\d\d)(?!\s*[-–]\s*\d)", re.IGNORECASE)


def printed_bounds(article: Article, lines: Sequence[Line]) -> tuple[list[Bound], list[Fact], list[str]]:
    """Give what lines about the article and its address say of the day; days of changes; and dates that are none."""
    datelines, problems, dispatches = dateline_bounds(lines)
    bounds: list[Bound] = [*_addresses(article), *datelines]
    updates: list[Fact] = []
    for line in lines:
        if line.kind is RegionKind.CAPTION or not line.outer or line.start in dispatches:
            continue
        if len(line.text) > LONGEST and line.kind is not RegionKind.NOTICE:
            continue
        copyright_ = _COPYRIGHT.search(line.text)
        if copyright_:
            year = int(copyright_["year"])
            bounds.append(
                Bound(
                    Interval(None, date(year, 12, 31)), "copyright line", 0.7, line.span(*copyright_.span()),
                    f"the copyright is of {year}", firm=False,
                )
            )  # fmt: skip
        elif _YEAR.search(line.text):
            _labelled(line, bounds, updates, problems)
    return bounds, updates, problems


def _labelled(line: Line, bounds: list[Bound], updates: list[Fact], problems: list[str]) -> None:
    for time in times_in(line.text[:LONGEST], None):
        if time.grain not in {"day", "hour"} or not _YEAR.search(time.span.exact):
            continue
        before = line.text[max(0, time.span.start - _LABEL_REACH - 24) : time.span.start]
        label = _label(before, line, time)
        if not label:
            continue
        words = line.span(time.span.start, time.span.end)
        if time.rule == "impossible-date":
            problems.append(f"{time.span.exact} is printed as its date, and is no day of the calendar")
            continue
        days = _either(time)
        if not days.earliest or not days.latest:
            continue
        if label == "updated":
            reason = f"a line says that it was changed on {time.span.exact}"
            updates.append(Fact(FactKind.UPDATED, str(days), "update line", 0.9, (words,), reason, days))
            bounds.append(Bound(Interval(None, days.latest), "update line", 0.9, words, reason))
        else:
            confidence = {"published": 0.95, "byline": 0.95}.get(label, 0.85)
            ground = {"published": "publication line", "byline": "byline"}.get(label, "date line")
            reason = f"the {ground} gives {time.span.exact}"
            bounds.append(Bound(days, ground, confidence, words, reason, stated=True))


def _label(before: str, line: Line, time: TimeExpression) -> str:
    """Tell what a date in a line is there for: ``published``, ``updated``, ``byline``, ``alone``, or nothing."""
    corrected = _CORRECTED.match(line.text[: time.span.start])
    if corrected and _NOTE_GOES_ON.match(line.text, time.span.end):
        return "updated"
    published = max((match.end() for match in _PUBLISHED.finditer(before)), default=-1)
    updated = max((match.end() for match in _UPDATED.finditer(before)), default=-1)
    nearest = max(published, updated)
    if nearest >= 0 and len(before) - nearest <= _LABEL_REACH and len(_WORD.findall(before[nearest:])) <= _FEW_WORDS:
        prose = line.kind is RegionKind.BODY and len(_WORD.findall(line.text)) > 14
        return "" if prose else "published" if published >= updated else "updated"
    if corrected:
        return ""
    if _BYLINE.match(line.text[: time.span.start]):
        return "byline"
    rest = _CLOCK.sub(" ", line.text[: time.span.start] + line.text[time.span.end :])
    alone = len(_WORD.findall(rest)) <= _FEW_WORDS and not re.search(r"[.!?]\s*$|[“\"]", rest)
    return "alone" if alone and line.before < 6 else ""


def _either(time: TimeExpression) -> Interval:
    """Give the days of a date; of "03/04/2021" those of both readings and all between."""
    days = [day for each in (*time.candidates, time.value) if (day := _iso_day(each))]
    return Interval(min(days), max(days)) if days else time.interval


def _iso_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None


def _addresses(article: Article) -> Iterator[Bound]:
    """Give the days in a web address, where papers file by day, and in a file name, which may be of another day."""
    for address in addresses_of(article):
        for match in _PATH_DAY.finditer(address.path):
            days = _days(match["y"], match["m"], match["d"])
            if days:
                yield Bound(days, "address", 0.9, None, f"the address is filed under {days}", stated=True)
                break
    if "://" not in article.doc:
        found = _NAME_DAY.search(article.doc)
        days = _days(found["y"], found["m"], found["d"]) if found else None
        if days:
            yield Bound(days, "file name", 0.65, None, f"the file is named after {days}", firm=False, stated=True)


def _days(year: str, month: str, day: str | None) -> Interval | None:
    number = int(month) if month.isdigit() else _month(month)
    try:
        first = date(int(year), number or 0, int(day or 1))
    except ValueError:
        return None
    if day:
        return Interval(first, first)
    return Interval(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def _month(name: str) -> int | None:
    return MONTHS.get(name.lower()) or MONTHS.get(name[:3].lower())
