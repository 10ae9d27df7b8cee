"""Credits: where an article says that its text, or part of it, is an agency's.

Three things look alike and mean different things. A *credit* is about the text ("(Reuters) -",
"contributed to this report"). An attribution is about one statement ("according to Reuters") and is
a hop of its chain. A photo credit is about a picture. Only the first is found here; an agency that
reports the whole story ("…, the Associated Press reported" in the opening paragraph) is a credit too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kb.model import Article, Credit, RegionKind, Span

_PHOTO = re.compile(r"photo|picture|image|video|file\b|getty|illustration|graphic", re.IGNORECASE)
_REPORTED = r"(?:has |have |had |first )?(?:reported|reports)"


def credits_in(article: Article, agencies: Mapping[str, str]) -> tuple[Credit, ...]:
    """Give the agencies that an article names as a source of its text.

    Args:
        article: With regions; captions are left out, since what they credit is a picture.
        agencies: Lower-cased name or alias of an agency → identifier of its agent.

    Returns:
        One credit per agency and place, in the order of the text, the metadata's first. "Wire
        service reports" name no agency and give no credit.
    """
    stated = [Credit(article.id, agency) for agency in _agencies_named(article.credit, agencies)]
    printed = sorted(set(_printed(article, agencies)), key=_place) if article.body and agencies else []
    return (*stated, *(credit for credit in printed if not any(_inside(credit, other) for other in printed)))


def _inside(credit: Credit, other: Credit) -> bool:
    """Tell whether a longer stretch gives the same credit."""
    if credit == other or credit.agency != other.agency or not (credit.span and other.span):
        return False
    return other.span.covers(credit.span)


def whole_text(credit: Credit) -> bool:
    """Tell whether a credit claims all of the text: metadata, or a tag "(AP)" in the dateline."""
    return credit.span is None or credit.span.exact.startswith("(")


def _place(credit: Credit) -> tuple[int, str]:
    return (credit.span.start if credit.span else -1, credit.agency)


def _agencies_named(text: str, agencies: Mapping[str, str]) -> list[str]:
    """Give the agencies named in a credit line, longest name first: "AFP" does not name the AP."""
    if not text or _PHOTO.search(text):
        return []
    found: dict[str, int] = {}
    for alias, agent in agencies.items():
        match = re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", text, re.IGNORECASE)
        if match:
            found[agent] = min(match.start(), found.get(agent, match.start()))
    return sorted(found, key=lambda agent: (found[agent], agent))


def _printed(article: Article, agencies: Mapping[str, str]) -> Iterator[Credit]:
    names = "|".join(re.escape(alias) for alias in sorted(agencies, key=lambda alias: (-len(alias), alias)))
    name = rf"(?:[Tt]he\s+)?(?P<name>{names})"
    opening, patterns = _opening(article), _patterns(name)
    for region in article.regions:
        if region.kind is RegionKind.CAPTION:
            continue
        for pattern in patterns:
            for match in pattern.finditer(article.body, region.start, region.end):
                yield from _credit(article, match, agencies)
        if region.kind in (RegionKind.CREDIT, RegionKind.BYLINE):
            yield from _credit_line(article, Span.of(article.body, region.start, region.end), agencies)
    reported = re.compile(rf"(?<=[,”\"]\s){name}\s+{_REPORTED}\b(?!\s+that\b)", re.IGNORECASE)
    for match in reported.finditer(article.body, *opening):
        yield from _credit(article, match, agencies)


def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """Give the forms of a credit in running text; compiled once a call, the names being the caller's."""
    forms = (
        rf"\({name}\)(?=\s*[-–—])",  # LONDON (Reuters) -
        rf"^\s*\({name}\)",
        rf"(?<=[.”\"]\s)\({name}\)\s*$",  # … on Friday. (AFP)
        rf"\b{name}(?:,?\s+(?:and\s+)?[\w.’' ]+){{0,4}}?\s+contributed\s+to\s+this\s+(?:report|story|article)",
        rf"\bwith\s+(?:additional\s+)?(?:material|reporting|reports|files|inputs?|information)\s+(?:from|by)\s+{name}\b",
        rf"\b(?:more|additional|further|original)\s+reporting\s+(?:from|by)\s+{name}\b",
        rf"\b(?:this\s+(?:story|article|report)\s+)?(?:is\s+)?based\s+(?:in\s+part\s+|partly\s+)?on\s+(?:reports?|reporting|material)\s+(?:from|by)\s+{name}\b",
        rf"\b(?:this\s+(?:story|article|report))\s+(?:was\s+)?(?:originally\s+|first\s+)?(?:published|provided|produced|distributed)\s+by\s+{name}\b",
        rf"^\s*by\s+{name}\s*$",
    )
    return tuple(re.compile(form, re.IGNORECASE | re.MULTILINE) for form in forms)


def _credit(article: Article, match: re.Match[str], agencies: Mapping[str, str]) -> Iterator[Credit]:
    words = match[0]
    start = match.start() + len(words) - len(words.lstrip())
    if not _PHOTO.search(words):
        end = match.start() + len(words.rstrip())
        yield Credit(article.id, agencies[match["name"].casefold()], article.span(start, end))


def _credit_line(article: Article, line: Span, agencies: Mapping[str, str]) -> Iterator[Credit]:
    for agency in _agencies_named(line.exact, agencies):
        yield Credit(article.id, agency, line)


def _opening(article: Article) -> tuple[int, int]:
    """Give the first paragraph of the body, where a story's main source is named."""
    for region in article.stretches(RegionKind.BODY):
        text = article.body[region.start : region.end]
        start = region.start + len(text) - len(text.lstrip())
        end = article.body.find("\n", start, region.end)
        return start, region.end if end < 0 else end
    return 0, 0
