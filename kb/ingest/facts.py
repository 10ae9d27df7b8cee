"""What a file states about itself: outlet, day, URL, author, credit, language, each with its ground."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from kb.errors import InputError
from kb.model import Article, Fact, FactKind, Interval, Source

KEYS = ("outlet", "published", "url", "author", "credit", "language", "title")
_KINDS = {key: FactKind(key) for key in ("outlet", "published", "author", "credit", "language")}
SURE = {
    "text": 0.9,
    "html": 0.9,
    "meta": 0.9,
    "json-ld": 0.9,
}  # grounds that machines read out of pages; what people state has 1
_OVERRULED = "something else is stated"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def interval_of(value: object, where: str) -> Interval:
    """Read ``2021-10-01``, a full ISO timestamp, or ``2021-09-30/2021-10-01``.

    Raises:
        InputError: it is none of these, or no day of the calendar.
    """
    if isinstance(value, datetime):
        return Interval(value.date(), value.date())
    if isinstance(value, date):
        return Interval(value, value)
    try:
        ends = [_day(part) for part in str(value).strip().split("/")]
        if len(ends) > 2:
            raise ValueError("more than two days")
        return Interval(ends[0], ends[-1])
    except ValueError as error:
        raise InputError(
            f"{where}: published is {str(value)[:60]!r}, which is no date ({error}).",
            hint="Write 2021-10-01, or 2021-09-30/2021-10-01 for an interval, or leave it out.",
        ) from error


def _day(text: str) -> date:
    text = text.strip()
    if _DAY.fullmatch(text):
        return date.fromisoformat(text)
    return datetime.fromisoformat(text).date()


def with_facts(article: Article, stated: Mapping[str, Any], ground: str, where: str) -> Article:
    """Give the article with what was stated; later calls win over earlier ones.

    Args:
        article: What is known so far.
        stated: Values under any of ``KEYS``; empty ones state nothing. Others are ignored.
        ground: Where they stand: ``manifest``, ``front matter``, ``meta``, ``json-ld``, ``html``, ``record``.
        where: File and line, for the error message.

    Raises:
        InputError: the date is none, the language no tag, or a value is not a text.
    """
    found: dict[str, Any] = {}
    for key in KEYS:
        value = stated.get(key)
        if value is None or value == "":
            continue
        if key == "published":
            found[key] = interval_of(value, where)
        elif key == "language":
            found[key] = _tag(value, where)
        elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
            found[key] = str(value).strip()
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            found[key] = ", ".join(value)
        else:
            raise InputError(f"{where}: {key} is {value!r}.", hint="Write it as a text.")
    if not found:
        return article
    return replace(
        article,
        **found,
        grounds={**article.grounds, **dict.fromkeys(found, ground)},
        facts=(*article.facts, *_overruled(article, found)),
    )


def _overruled(article: Article, found: Mapping[str, Any]) -> Iterator[Fact]:
    """Give what was known of an article before and is stated otherwise now; the language of its text among it."""
    for key, kind in _KINDS.items():
        before = getattr(article, key)
        if key not in found or key not in article.grounds or not before or _same(before, found[key]):
            continue
        ground = article.grounds[key]
        days = before if isinstance(before, Interval) else None
        yield Fact(kind, str(before), ground, SURE.get(ground, 1.0), (), _OVERRULED, days)


def _same(left: object, right: object) -> bool:
    if isinstance(left, Interval) and isinstance(right, Interval):
        return left.overlaps(right)
    one, other = (str(value).casefold().removeprefix("the ") for value in (left, right))
    return one == other or (len(one) >= 2 and other.startswith(f"{one}-"))  # "en" is "en-GB" seen from afar


def is_tag(text: str) -> bool:
    """Tell whether a text has the form of a language tag.

    Source: https://www.rfc-editor.org/info/bcp47
    """
    return _TAG.fullmatch(text) is not None


def _tag(value: object, where: str) -> str:
    """Read a language tag; ``en_GB``, as operating systems write it, is meant as ``en-GB``."""
    tag = value.strip().replace("_", "-") if isinstance(value, str) else ""
    if not is_tag(tag):
        raise InputError(
            f"{where}: language is {value!r}, which is no tag.", hint="Write one tag, such as en or pt-BR."
        )
    return tag


def encodable(article: Article) -> Article:
    """Give the article back when all its texts can be written down.

    JSON and YAML can spell half of a character, and a file name can hold bytes that are no UTF-8; Python keeps either
    as a lone surrogate, which no encoding can write.

    Raises:
        InputError: one of the texts holds such a half.
    """
    of = article.derived_from
    texts = {"name": article.doc, "text": article.body, **{key: getattr(article, key) for key in KEYS}}
    texts |= {"digest_of": f"{of.outlet}{of.author}{of.url}" if of else ""}
    for key, text in texts.items():
        try:
            str(text).encode()
        except UnicodeEncodeError as error:
            raise InputError(
                f"{article.doc}: its {key} holds half a character (a lone surrogate) at {error.start}.",
                hint="Rename the file, or the record, in UTF-8."
                if key == "name"
                else "Write the file anew from its source, as UTF-8.",
            ) from error
    return article


def source_of(stated: object, where: str) -> Source | None:
    """Read the work that a digest digests: ``{digest, outlet, published, author, url}``.

    Raises:
        InputError: it is no mapping, or the digest is no SHA-256.
    """
    if stated is None:
        return None
    if not isinstance(stated, Mapping):
        raise InputError(
            f"{where}: digest_of is no mapping.", hint="Give outlet, published, author and digest below it."
        )
    digest = str(stated.get("digest", ""))
    if not re.fullmatch(r"sha256:[0-9a-f]{64}", digest):
        raise InputError(
            f"{where}: digest_of has no SHA-256 digest.",
            hint="Write digest: sha256:… with the 64 hexadecimal digits of sha256sum.",
        )
    published = stated.get("published")
    return Source(
        digest=digest,
        outlet=str(stated.get("outlet") or ""),
        published=None if published is None else interval_of(published, where),
        author=str(stated.get("author") or ""),
        url=str(stated.get("url") or ""),
    )
