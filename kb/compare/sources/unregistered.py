"""Agencies that no registry knows, credited in a form that leaves no doubt that it is an agency.

What stands in brackets between a place and a dash is an agency, "LARSK (Northwire) - …", unless it is something that is
printed there too: what the place lies in, a day, a genre, a party or ticker in capitals, a reporter. So a dateline
counts by itself where its place is in capitals and the name is one word that is none of these, or tells that it is a
news service's; else the name must be signed below the text as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb import ids
from kb.model import Article, Credit, RegionKind, Span
from kb.wording import CALENDAR

_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'&]*"
_NAME = rf"(?P<name>{_WORD}(?:\s{_WORD}){{0,2}})"
_DASH = r"(?:--?|[–—])"
_DATELINE = re.compile(
    r"\s*(?P<place>[A-ZÀ-ÖØ-Þ][\w.’'-]*(?:\s[A-ZÀ-ÖØ-Þ][\w.’'-]*){0,3})"
    r"(?P<more>(?:,\s[A-Z][\w.]*(?:\s[A-Z][\w.]*)?|,?\s[A-Z][a-z]{2,8}\.?\s\d{1,2}|,?\s\d{1,2}\s[A-Z][a-z]{2,8}|,?\s\d{4}){0,3})"
    rf"\s\({_NAME}\)\s?{_DASH}(?:\s+(?=[A-ZÀ-ÖØ-Þ\"“‘'])|\s*\Z)"
)
_SIGNED = re.compile(rf"\s*{_DASH}\s*{_NAME}\s*\.?\s*\Z")
_REPORTED = re.compile(
    rf"\s*\(?(?:Additional\s+)?[Rr]eporting\s+by\s+[^;\n]{{3,80}};(?:[^;\n]*;)*\s*{_NAME}\s*\)?\.?\s*\Z"
)

_TRADE = re.compile(r"agence|agency|agentur|media|news(?:wire)?|presse?|service|telegraph|wire")
_OF_TRADE = re.compile(rf"{_TRADE.pattern}|.{{2,}}(?:wire|presse?|news|media)")  # Northwire, Larskpress
_DAYS = CALENDAR | {word[:length] for word in CALENDAR for length in (3, 4)}
_LAND = re.compile(
    r"north|south|east|west|(?:north|south|east|west)ern|central|upper|lower|county|valley|province|islands?|isle|republic"
    r"|states?|district|coast|bay|lake|region|city|town|village|borough|territory"
)
_GENRE = re.compile(
    r"advisory|agencies|analysis|breaking|by|comment(?:ary)?|conference|correct(?:ed|ion)|correspondent|editorial|exclusive"
    r"|feature|file|from|graphic|interview|live|opinion|photo|picture|profile|release|reporter|satire|special|sponsored"
    r"|staff|statement|updated?|video|wires|writer"
)
_ACRONYM = 5  # letters up to which a name in capitals is printed so everywhere

Known = Callable[[str], bool]
"""Tells whether the registry knows a name, whatever it is the name of."""


@dataclass(frozen=True, slots=True)
class _Dateline:
    name: Span
    place: str
    dated: bool


def unregistered_credits_in(article: Article, is_known: Known) -> tuple[Credit, ...]:
    """Give the agency that an article credits beyond doubt though no registry knows it.

    Args:
        article: With regions.
        is_known: What the registry knows is none of these: an agency is found by its name, or it is something else.

    Returns:
        One credit per place where the name is printed, the name being its span; to an agent made of that name.
    """
    lines = list(_lines(article))
    datelines = [each for at, line in lines if (each := _dateline(at, line))]
    signed = [found for at, line in lines if (found := _named(_SIGNED, at, line))]
    reported = [found for at, line in lines if (found := _named(_REPORTED, at, line))]
    candidates: list[Span] = []
    opening = datelines[0] if datelines and len({_key(one.name.exact) for one in datelines}) == 1 else None
    if opening and opening.name.start < _prose_ends(article):
        below = [one for one in (*signed, *reported) if _key(one.exact) == _key(opening.name.exact)]
        if below or _says_itself(opening):
            candidates = [opening.name, *below]
    if not candidates and not datelines:
        candidates = [one for one in reported if _is_of_trade(one.exact)]
    fitting = (one for one in candidates if _may_be_agency(one.exact, article.outlet) and not is_known(one.exact))
    return tuple(Credit(article.id, ids.agent(one.exact), one) for one in sorted(set(fitting)))


def printed_name(credit: Credit) -> str:
    """Give the name of which the agent of a credit was made; empty where a registry, or a review, named it."""
    name = credit.span.exact if credit.span else ""
    if not name or ids.agent(name) != credit.agency:
        return ""
    return name.title() if name.isupper() and len(name) > _ACRONYM else name  # one name, whatever the house style


def _lines(article: Article) -> Iterator[tuple[int, str]]:
    for region in article.regions:
        if region.kind in (RegionKind.CAPTION, RegionKind.HEADLINE):
            continue
        at = region.start
        for line in article.body[region.start : region.end].split("\n"):
            yield at, line
            at += len(line) + 1


def _prose_ends(article: Article) -> int:
    """Give the end of the first line of prose: a dateline opens the text."""
    for region in article.stretches(RegionKind.BODY):
        text = article.body[region.start : region.end]
        start = region.start + len(text) - len(text.lstrip())
        end = article.body.find("\n", start, region.end)
        return region.end if end < 0 else end
    return 0


def _dateline(at: int, line: str) -> _Dateline | None:
    found = _DATELINE.match(line)
    if not found or _key(found["place"]) == _key(found["name"]):
        return None
    dated = any(character.isdigit() for character in found["more"])
    return _Dateline(_span(at, found), found["place"], dated)


def _named(form: re.Pattern[str], at: int, line: str) -> Span | None:
    found = form.match(line)
    return _span(at, found) if found else None


def _span(at: int, found: re.Match[str]) -> Span:
    return Span(at + found.start("name"), at + found.end("name"), found["name"])


def _says_itself(dateline: _Dateline) -> bool:
    """Tell whether a dateline alone leaves no doubt that the name is an agency's."""
    name = dateline.name.exact
    if not dateline.place.isupper():
        return False
    if _is_of_trade(name):
        return True
    return " " not in name and len(name) > 2 and (dateline.dated or not name.isupper())


def _is_of_trade(name: str) -> bool:
    words = name.casefold().split()
    return any(_OF_TRADE.fullmatch(word) for word in words) and not all(_TRADE.fullmatch(word) for word in words)


def _may_be_agency(name: str, outlet: str) -> bool:
    """Tell whether a name is no day, genre or region, and not the outlet's own."""
    words = name.casefold().split()
    if any(word in _DAYS or _GENRE.fullmatch(word) for word in words) or all(map(_TRADE.fullmatch, words)):
        return False
    if {*words} <= {*outlet.casefold().split()}:
        return False
    return _is_of_trade(name) or not any(map(_LAND.fullmatch, words))


def _key(name: str) -> str:
    return ids.slug(name)
