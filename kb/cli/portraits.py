"""One agent on a terminal: section by section, empty ones left out."""

from __future__ import annotations

from typing import Any

from kb.terminal import safe

SHOWN = 10
"""Statements that are printed unless all are wanted."""


def print_portrait(found: dict[str, Any], *, everything: bool) -> None:
    """Print an agent section by section; empty sections are left out."""
    known = "registered" if found["registered"] else "minted from its mentions"
    lines = [f"{found['name']} ({found['agent']}): {found['type']}, {known}"]
    lines += [f"  the same as    {found['same_as']}"] if found["same_as"] else []
    sections: list[tuple[str, list[str]]] = [
        ("names", [f"{one['name']} ×{one['number']}" if one["number"] else str(one["name"]) for one in found["names"]]),
        ("titles", [f"{one['title']} ×{one['number']}{_between(one)}" for one in found["titles"]]),
        ("roles", [_role(one) for one in found["roles"]]),
        ("not the same", [f"{one['other']} ({one['kind']}): {one['reason']}" for one in found["doubts"]]),
        ("part of", [f"{one['name']} ({one['whole']})" for one in found["part_of"]]),
        ("has parts", [f"{one['name']} ({one['part']})" for one in found["parts"]]),
        ("merged", found["merged"]),
        ("split from", [found["split_from"]] if found["split_from"] else []),
        ("split off", [f"{one['agent']} in {', '.join(one['docs'])}" for one in found["split_off"]]),
        ("articles", [_article(one) for one in found["articles"]]),
        ("statements", [f"{one['doc']}:{one['start']}-{one['end']}  {one['quote']}" for one in found["statements"]]),
        ("reviews", [_review(one) for one in found["reviews"]]),
    ]
    for name, entries in sections:
        kept = entries if everything or name != "statements" else entries[:SHOWN]
        for number, entry in enumerate(kept):
            lines.append(f"  {name if not number else '':<14} {entry}")
    print("\n".join(map(safe, lines)))


def _between(title: dict[str, Any]) -> str:
    days = sorted({title.get("first", ""), title.get("last", "")} - {""})
    return f" ({' to '.join(days)})" if days else ""


def _role(one: dict[str, Any]) -> str:
    """Say an office: the registry's with its days, a text's with where and when it was printed."""
    held = f"{one['hold']} " if one["hold"] not in ("", "held") else ""
    told = ", ".join(one.get("docs", ())) + _between(one)
    return " · ".join(filter(None, (held + one["role"], one["body"], one.get("days", ""), told)))


def _article(one: dict[str, Any]) -> str:
    mentions = f"{one['mentions']} mention{'' if one['mentions'] == 1 else 's'}"
    return "  ".join(filter(None, (one["doc"], one.get("outlet"), one.get("published"), mentions)))


def _review(one: dict[str, Any]) -> str:
    withdrawn = " [withdrawn]" if one["withdrawn"] else ""
    return (
        f"{one['at']}  {one['decision']}{withdrawn}: {one['summary']}. {one['by']}: {one['reason']} ({one['review']})"
    )
