"""Credits: where an article says that its text, or part of it, is an agency's.

Three things look alike and mean different things. A *credit* is about the text ("(Reuters) -",
"contributed to this report"). An attribution is about one statement ("according to Reuters") and is
a hop of its chain. A photo credit is about a picture. Only the first is found here; an agency that
reports the whole story ("…, the Associated Press reported" in the opening paragraph) is a credit too.

Names are found first, all in one pass; then the words around each one tell what it stands for
(:mod:`kb.compare.sources.credit_forms`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from kb.compare.sources.credit_forms import FORMS, OF_A_PICTURE, OPENING, PHOTO, UNNAMED, Form
from kb.model import Article, Credit, Region, RegionKind, Span

_SHORT = 3  # letters up to which a name must be printed in capitals: "PA" is an agency, "Pa" is not
_LABEL = 16  # characters before a credit in which it may be called a picture's
_AROUND = 160  # characters on either side that tell what a name stands for
_WIRE = re.compile(r"agenc(?:y|ies)\b|\bwires?\b|\b(?:wire|press|news)\s+services?\b|\bsyndicated\b", re.IGNORECASE)
_SMALL = frozenset({"dpa"})  # those that print themselves in small letters


def credits_in(article: Article, agencies: Mapping[str, str]) -> tuple[Credit, ...]:
    """Give the agencies that an article names as a source of its text.

    Args:
        article: With regions; captions are left out, since what they credit is a picture.
        agencies: Lower-cased name or alias of an agency → identifier of its agent; other publishers may stand
            among them.

    Returns:
        One credit per agency and place, in the order of the text, the metadata's first. "Wire
        service reports" name no agency and give no credit (:func:`unnamed_wires`).
    """
    if not agencies:
        return ()
    names = _names_of(tuple(sorted(agencies)))
    stated = [Credit(article.id, agency) for agency in _named_in(article.credit, names, agencies)]
    printed = sorted(set(_printed(article, names, agencies)), key=_place) if article.body else []
    return (*stated, *(credit for credit in printed if not any(_inside(credit, other) for other in printed)))


def picture_credits_in(article: Article, agencies: Mapping[str, str]) -> tuple[Credit, ...]:
    """Give the agencies to which captions credit their pictures.

    Such a credit is about the picture. It tells something of the words too, but of those of the caption alone: an
    agency sends its pictures with them.

    Args:
        article: With regions.
        agencies: As in :func:`credits_in`.

    Returns:
        One credit per agency and caption, the whole caption being its place.
    """
    captions = list(article.stretches(RegionKind.CAPTION)) if agencies and article.body else []
    if not captions:
        return ()
    names = _names_of(tuple(sorted(agencies)))
    found = []
    for region in captions:
        beside = (one for one in article.stretches(RegionKind.CREDIT) if one.start >= region.end)
        label = next((one for one in beside if not article.body[region.end : one.start].strip()), None)
        end = label.end if label else region.end
        whole = article.body[region.start : end]
        named = (
            agencies[name]
            for start, stop, name in _hits(whole, names)
            if OF_A_PICTURE.before.search(whole[:start]) or OF_A_PICTURE.after.match(whole[stop:])
        )
        found += [Credit(article.id, agency, article.span(region.start, region.end)) for agency in dict.fromkeys(named)]
    return tuple(found)


def unnamed_wires(article: Article) -> tuple[Span, ...]:
    """Give where an article says that its text is from agencies, without naming any: "Agencies", "wire reports".

    It declares a copy; whose, nobody can tell from this. So it is no origin that could be told from others.
    """
    found: list[Span] = []
    if not _WIRE.search(article.body):
        return ()
    for region in article.regions:
        if region.kind is RegionKind.CAPTION:
            continue
        for pattern in UNNAMED:
            found += [
                article.span(*_trimmed(match)) for match in pattern.finditer(article.body, region.start, region.end)
            ]
    return tuple(sorted(set(found)))


def whole_text(credit: Credit) -> bool:
    """Tell whether a credit claims all of the text: metadata, a tag "(AP)", a byline, a notice of republication."""
    return credit.span is None or is_from_outlet(credit) or _PART.search(credit.span.exact) is None


def is_from_outlet(credit: Credit) -> bool:
    """Tell whether the text first appeared with the one named, an agency or not."""
    return credit.span is not None and _REPUBLISHED.search(credit.span.exact) is not None


_REPUBLISHED = re.compile(r"\b(?:originally|first)\s+(?:published|appeared|ran)\b|\brepublished\b", re.IGNORECASE)
_PART = re.compile(
    r"\bcontribut|\breport(?:ed|s|ing)\b|\bwith\b|\bbased\b|\bcompiled\b|\bmaterial\b|\binformation\b|\bstaff\b",
    re.IGNORECASE,
)


def _inside(credit: Credit, other: Credit) -> bool:
    """Tell whether a longer stretch gives the same credit."""
    if credit == other or credit.agency != other.agency or not (credit.span and other.span):
        return False
    return other.span.covers(credit.span)


def _place(credit: Credit) -> tuple[int, str]:
    return (credit.span.start if credit.span else -1, credit.agency)


@lru_cache(maxsize=64)
def _names_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Give an expression for all names, the longest first: "AFP" does not name the AP; compiled once a registry."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")


def _hits(text: str, names: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Give where names stand, and their lower-case form."""
    lowered = text.lower()
    if len(lowered) != len(text):  # İ has two small letters
        lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    for match in names.finditer(lowered):
        printed = text[match.start() : match.end()]
        if len(printed) > _SHORT or printed.isupper() or printed in _SMALL:
            yield match.start(), match.end(), match[0]


def _named_in(text: str, names: re.Pattern[str], agencies: Mapping[str, str]) -> list[str]:
    """Give the agencies named in a credit line."""
    if not text or PHOTO.search(text):
        return []
    return list(dict.fromkeys(agencies[name] for _, _, name in _hits(text, names)))


def _printed(article: Article, names: re.Pattern[str], agencies: Mapping[str, str]) -> Iterator[Credit]:
    body, opening = article.body, _opening(article)
    hits = list(_hits(body, names))
    at = 0
    for region in article.regions:
        while at < len(hits) and hits[at][0] < region.start:
            at += 1
        inside = []
        while at < len(hits) and hits[at][0] < region.end:
            inside.append(hits[at])
            at += 1
        if region.kind is RegionKind.CAPTION:
            continue
        for start, end, name in inside:
            forms = (*FORMS, OPENING) if opening[0] <= start < opening[1] else FORMS
            line = _line(body, region, start, end)
            for form in forms:
                if where := _around(body, line, start, end, form):
                    yield Credit(article.id, agencies[name], article.span(*where))
        if inside and region.kind in (RegionKind.CREDIT, RegionKind.BYLINE):
            whole = Span.of(body, region.start, region.end)
            for agency in _named_in(whole.exact, names, agencies):
                yield Credit(article.id, agency, whole)


def _around(body: str, line: tuple[int, int], start: int, end: int, form: Form) -> tuple[int, int] | None:
    """Give the bounds of a credit where the words around a name in its line make one."""
    first = max(line[0], start - _AROUND)
    cut = "…" if first > line[0] else ""  # so that what is cut off is no beginning of a line
    before = form.before.search(cut + body[first:start])
    more = "…and more" if line[1] > end + _AROUND else ""
    after = form.after.match(body[end : min(line[1], end + _AROUND)] + more) if before else None
    if before is None or after is None:
        return None
    near = max(line[0], start - len(before[0]) - _LABEL)
    if PHOTO.search(body[near:start] + body[start:end] + after[0]):
        return None
    return start - len(_own(before).lstrip()), end + len(_own(after).rstrip())


def _own(match: re.Match[str]) -> str:
    """Give the words that belong to the credit; those beside them only show that it is one."""
    return str(match.groupdict().get("own", match[0]))


def _line(body: str, region: Region, start: int, end: int) -> tuple[int, int]:
    """Give the line of a region in which something stands."""
    first = max(region.start, body.rfind("\n", region.start, start) + 1)
    last = body.find("\n", end, region.end)
    return first, region.end if last < 0 else last


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    words = match[0]
    return match.start() + len(words) - len(words.lstrip()), match.start() + len(words.rstrip())


def _opening(article: Article) -> tuple[int, int]:
    """Give the first paragraph of the body, where a story's main source is named."""
    for region in article.stretches(RegionKind.BODY):
        text = article.body[region.start : region.end]
        start = region.start + len(text) - len(text.lstrip())
        end = article.body.find("\n", start, region.end)
        return start, region.end if end < 0 else end
    return 0, 0
