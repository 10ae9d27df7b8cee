"""Finders: each kind of difference is found by one of these.

To add a kind, write a module with an item (what is compared), its keys (under which items meet), a link (what shows
that two of them are about one thing), an outcome (what a group of linked items gives); and name its finder in
:mod:`kb.compare.finders`. The rest (only looking at what a new article touches, in whatever order) follows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kb.compare.source import Source
from kb.groups import Groups
from kb.model import CompatiblePair, Discrepancy, Event, Quotation

Difference = Discrepancy | CompatiblePair | Quotation | Event


@dataclass(frozen=True, slots=True)
class Finder:
    """What one kind of difference is found by.

    Attributes:
        name: For people who look for what takes time.
        items: What of an article is compared, by identifier; a function of the source alone.
        groups: Makes an empty set of groups of such items.
    """

    name: str
    items: Callable[[Source], Mapping[str, Any]]
    groups: Callable[[], Groups[Any, Any, Difference]]
