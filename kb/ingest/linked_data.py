"""What the linked data of a page (JSON-LD, schema.org) state of its article: outlet, day, authors.

Anybody can write anything there. What is no JSON, too large, too deep, or of another type than schema.org gives it
states nothing; the rest of the page counts all the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

ARTICLES = frozenset(
    (
        "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "Report",
        "OpinionNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "BlogPosting", "LiveBlogPosting",
    )
)  # fmt: skip
LONGEST_NAME = 200  # characters; longer ones are prose that went astray
MOST_CHARACTERS = 1_000_000  # of all scripts of a page
MOST_NODES = 2_000
_BODIES = ("Organization", "Corporation", "NewsMediaOrganization")
_WRAPPING = re.compile(r"^[^{\[]*\[CDATA\[|\]\]>[^\]}]*$")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")


def linked_statements(scripts: Iterable[str]) -> dict[str, str]:
    """Give what the first article of a page's JSON-LD says of itself.

    Args:
        scripts: The contents of the elements ``<script type="application/ld+json">``, in order.

    Returns:
        Some of ``outlet``, ``published`` (as written) and ``author`` (several joined by commas).

    Source: https://schema.org/NewsArticle, https://www.w3.org/TR/json-ld11/
    """
    nodes = list(_nodes(scripts))
    known = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and "name" in node}
    for node in nodes:
        if not _types(node) & ARTICLES:
            continue
        outlet = next((name for one in _each(node.get("publisher"), known) if (name := _name(one))), "")
        stated = {"outlet": outlet, "published": _written(node.get("datePublished"))}
        stated["author"] = ", ".join(_authors(node, known, outlet))
        if any(stated.values()):
            return {key: value for key, value in stated.items() if value}
    return {}


def name_in(value: object) -> str:
    """Give a text as a name: on one line, without entities; empty where it is none (an address, half a character)."""
    if not isinstance(value, str) or len(value) > 2 * LONGEST_NAME:
        return ""
    name = " ".join(unescape(value).split())
    try:
        name.encode()
    except UnicodeEncodeError:
        return ""
    return name if len(name) <= LONGEST_NAME and "://" not in name and name.isprintable() else ""


def _nodes(scripts: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    """Give the objects at the top of each script, in its graph, and what a page is said to be about."""
    left, number = MOST_CHARACTERS, 0
    for script in scripts:
        left -= len(script)
        if left < 0:
            return
        waiting = [_parsed(script)]
        while waiting and number < MOST_NODES:
            number += 1
            one = waiting.pop()
            if isinstance(one, list):
                waiting += reversed(one)
            elif isinstance(one, dict):
                yield one
                waiting += [one[key] for key in reversed(_INSIDE) if isinstance(one.get(key), (list, dict))]


def _parsed(script: str) -> object:
    """Read a script; comment marks and semicolons around the JSON, which pages have for old browsers, do no harm."""
    script = _WRAPPING.sub("", script)
    begin = min((at for mark in "{[" if (at := script.find(mark)) >= 0), default=0)
    end = max(script.rfind(mark) for mark in "}]") + 1
    try:
        return json.loads(script[begin:end], strict=False)
    except (ValueError, RecursionError):
        return None


def _types(node: Mapping[str, Any]) -> frozenset[str]:
    """Give the types of a node by their bare names: "https://schema.org/Article" and "schema:Article" are "Article"."""
    stated = node.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return frozenset(name.replace(":", "/").rsplit("/", 1)[-1] for name in names if isinstance(name, str))


def _each(value: object, known: Mapping[str, Mapping[str, Any]]) -> Iterator[object]:
    """Give the values of a property one by one; what only names a node of the graph is looked up there."""
    for one in value if isinstance(value, list) else [value]:
        named = one.get("@id") if isinstance(one, dict) and "name" not in one else None
        yield known.get(named, one) if isinstance(named, str) else one


def _name(one: object) -> str:
    if isinstance(one, dict):
        names = one.get("name", one.get("@value"))
        return next(filter(None, map(name_in, names if isinstance(names, list) else [names])), "")
    return name_in(one)


def _authors(node: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]], outlet: str) -> list[str]:
    """Give who wrote it: people, and bodies where no people are named, but for the outlet itself."""
    people: dict[str, bool] = {}
    for one in _each(node.get("author"), known):
        name = _name(one)
        if name and name.casefold() != outlet.casefold():
            people[name] = isinstance(one, dict) and not _types(one).isdisjoint(_BODIES)
    return [name for name, body in people.items() if not body] or list(people)


def _written(value: object) -> str:
    one = next(iter(value), None) if isinstance(value, list) else value
    one = one.get("@value") if isinstance(one, dict) else one
    return name_in(one)
