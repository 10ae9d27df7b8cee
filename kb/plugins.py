"""Find a backend by its name. Ours come through the same entry points as anybody else's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kb.errors import PluginError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


def registered(group: str) -> Mapping[str, EntryPoint]:
    """Give the entry points of a group (``kb.extractors``) by name, sorted."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - reads mail headers, which most commands need not

    return {point.name: point for point in sorted(entry_points(group=group), key=lambda point: point.name)}


def backend(group: str, name: str) -> Any:
    """Import the class or function registered under a name.

    Raises:
        PluginError: nothing has that name, or its packages are not installed.
    """
    points = registered(group)
    if name not in points:
        kind = group.removeprefix("kb.").rstrip("s")
        raise PluginError(
            f"There is no {kind} called {name!r}.",
            hint=f"Choose one of: {', '.join(points) or 'none is installed'}.",
        )
    try:
        return points[name].load()
    except ImportError as error:
        raise PluginError(
            f"{name!r} needs a package that is not installed: {error.name or error}.",
            hint=f"pip install {error.name or 'the package named above'}",
        ) from error
