"""One thing to decide about on a terminal: what it says, side by side, and what was decided."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from kb.terminal import safe


def print_matter(found: dict[str, Any]) -> None:
    """Print a discrepancy, link, doubt or review as ``judging.examined`` gives it."""
    lines = [_headline(found)] if "sort" in found else [f"{found['id']}: in the store no more; what was decided:"]
    if found["id"].startswith("review/"):
        lines = [found["id"]]
    lines += [f"  {found['text']}"] if found.get("text") else []
    for _, entries in groupby(found.get("evidence", ()), key=lambda one: one["side"]):
        sides = list(entries)
        value = f": {sides[0]['value']}" if sides[0]["value"] else ""
        lines += ["", f"  side {sides[0]['side']}{value}"]
        lines += [f"    {_source(one)}  {one['quote']}" for one in sides]
    lines += [""] * bool(found.get("because"))
    lines += [f"  {'because' if not number else '':<8} {why}" for number, why in enumerate(found.get("because", ()))]
    lines += [""] * bool(found["reviews"])
    lines += [f"  {'reviews' if not number else '':<8} {_review(one)}" for number, one in enumerate(found["reviews"])]
    print("\n".join(map(safe, lines)))


def _headline(found: dict[str, Any]) -> str:
    until = f" until {found['until']}" if found["until"] else ""
    state = f"{found['verdict']}{until}" if found["verdict"] else found["status"] or "open"
    weight = {"link": f", score {found['weight']}", "discrepancy": f", {found['weight']}"}.get(found["sort"], "")
    return f"{found['id']}: {found['kind']} {found['sort']}{weight}, {state}{' (waits)' if found['waits'] else ''}"


def _source(one: dict[str, Any]) -> str:
    outlet = f" ({one['outlet']})" if one["outlet"] else ""
    return f"{one['doc']}:{one['start']}-{one['end']}{outlet}"


def _review(one: dict[str, Any]) -> str:
    withdrawn = " [withdrawn]" if one["withdrawn"] else ""
    stop = "" if one["summary"].endswith("…") else "."
    return (
        f"{one['at']}  {one['decision']}{withdrawn}: {one['summary']}{stop} "
        f"{one['by']}: {one['reason']} ({one['review']})"
    )
