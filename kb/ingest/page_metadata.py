"""What a page states of its article, by where it stands: in meta elements, or in linked data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kb.ingest.linked_data import linked_statements, name_in
from kb.ingest.stamps import same_day, stamp_of

# Names of meta elements, the surest first: Open Graph, Dublin Core, then what publishing systems write.
_NAMES = {
    "outlet": ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher"),
    "published": (
        "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued",
        "dcterms.created", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date", "publish-date",
        "publish_date", "publishdate", "pubdate", "date",
    ),
    "author": (
        "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl",
    ),
}  # fmt: skip
_BY = re.compile(r"^by(?::\s*|\s+)(?=[A-Z])", re.IGNORECASE)


def page_statements(tree: Any) -> dict[str, dict[str, str]]:
    """Give outlet, day (ISO) and authors of a parsed page (an element of lxml) under the grounds ``json-ld``, ``meta``.

    The day is the one that is printed, whatever the zone. Where both state a time that is one day in one zone, the
    linked data's is left out: they agree.
    """
    metas = [
        (str(one.get("property") or one.get("name") or one.get("itemprop") or "").casefold(), one.get("content"))
        for one in tree.iter("meta")
    ]
    scripts = [
        one.text or ""
        for one in tree.iter("script")
        if str(one.get("type") or "").strip().casefold().startswith("application/ld+json")
    ]
    return _compared(linked_statements(scripts), meta_statements(metas))


def meta_statements(metas: Iterable[tuple[str, object]]) -> dict[str, str]:
    """Give what meta elements state, each as its name in small letters and its content."""
    by_name: dict[str, list[str]] = {}
    for key, content in metas:
        name = name_in(content)
        if name and name not in by_name.setdefault(key, []):
            by_name[key].append(name)
    found = {}
    for key, names in _NAMES.items():
        stated = next((by_name[name] for name in names if by_name.get(name) and _fits(key, by_name[name][0])), [])
        if stated:
            found[key] = ", ".join(stated) if key == "author" else stated[0]
    return found


def _fits(key: str, value: str) -> bool:
    return key != "published" or stamp_of(value) is not None


def _compared(linked: Mapping[str, str], meta: Mapping[str, str]) -> dict[str, dict[str, str]]:
    stamps = [stamp_of(stated.get("published", "")) for stated in (linked, meta)]
    if stamps[0] and stamps[1] and same_day(stamps[0], stamps[1]):
        stamps[0] = None
    found = {}
    for ground, stated, stamp in (("json-ld", linked, stamps[0]), ("meta", meta, stamps[1])):
        found[ground] = {key: _BY.sub("", value) for key, value in stated.items() if key != "published"}
        if stamp:
            found[ground]["published"] = stamp.day.isoformat()
    return found
