"""The one answer a model may give: attributions as lists of words, and nothing that could do anything else."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

ROLES = ("source", "cue", "content")
MOST = 300  # attributions of one answer; no chunk of news has a tenth of it
_FENCED = re.compile(r"\s*```(?:json)?\s*\n(.*)\n\s*```\s*", re.DOTALL | re.IGNORECASE)


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    """Give the schema of an object with exactly these properties, as strict structured output wants it."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


SCHEMA = MappingProxyType(
    _object(
        {
            "attributions": {
                "type": "array",
                "items": _object({role: {"type": "array", "items": {"type": "string"}} for role in ROLES}),
            }
        }
    )
)
RESPONSE_FORMAT = MappingProxyType(
    {
        "type": "json_schema",
        "json_schema": {"name": "attributions", "strict": True, "schema": dict(SCHEMA)},
    }
)


class UnusableAnswer(Exception):  # noqa: N818 - it never leaves this package
    """An answer that is not what was asked for; its text says why."""


@dataclass(frozen=True, slots=True)
class Named:
    """An attribution in the model's words: pieces of the text, it is hoped, each to be looked up."""

    source: tuple[str, ...]
    cue: tuple[str, ...]
    content: tuple[str, ...]


def named_in(answer: str) -> tuple[Named, ...]:
    """Give the attributions that an answer names.

    Models without structured output like to put JSON into a fenced block: that is allowed for, and nothing else is.
    Blank pieces count as not given.

    Raises:
        UnusableAnswer: it is no JSON, or not of the schema.

    >>> named_in('{"attributions": [{"source": ["Holt"], "cue": ["said"], "content": ["“No,”"]}]}')
    (Named(source=('Holt',), cue=('said',), content=('“No,”',)),)
    """
    fenced = _FENCED.fullmatch(answer)
    try:
        found = json.loads(fenced.group(1) if fenced else answer)
    except (ValueError, RecursionError) as error:
        raise UnusableAnswer(f"it is no JSON ({error})") from error
    listed = _only(found, ("attributions",), "the answer")["attributions"]
    if not isinstance(listed, list):
        raise UnusableAnswer("'attributions' is no list")
    if len(listed) > MOST:
        raise UnusableAnswer(f"it names {len(listed)} attributions, more than {MOST}")
    return tuple(_named(one) for one in listed)


def _named(found: object) -> Named:
    parts = _only(found, ROLES, "an attribution")
    return Named(**{role: _pieces(role, parts[role]) for role in ROLES})


def _only(found: object, keys: tuple[str, ...], what: str) -> dict[str, Any]:
    if not isinstance(found, dict) or set(found) != set(keys):
        raise UnusableAnswer(f"{what} is no object of {', '.join(keys)}")
    return found


def _pieces(role: str, found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(piece, str) for piece in found):
        raise UnusableAnswer(f"'{role}' is no list of texts")
    return tuple(piece for piece in found if piece.strip())
