"""Who is asked, and with which key: checked before anything is sent."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from kb.config import LlmSettings
from kb.errors import UsageError

KEY = "KB_LLM_API_KEY"
SEE = "docs/howto/llm.md"
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def checked(chosen: LlmSettings) -> LlmSettings:
    """Give settings that name an endpoint and a model.

    Raises:
        UsageError: one is missing; or the endpoint is no plain address. Credentials in it would end up in every run.
    """
    if not chosen.endpoint or not chosen.model:
        missing = " and no ".join(name for name in ("endpoint", "model") if not getattr(chosen, name))
        raise UsageError(
            f"The extractor 'llm' has no {missing} to ask.",
            hint='Write [llm], endpoint = "http://127.0.0.1:11434/v1" and model = "…" into kb.toml.',
            see=SEE,
        )
    try:
        parts = urlsplit(chosen.endpoint)
        usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError(
            "The endpoint of the extractor 'llm' is no plain address.",  # not shown: it may hold a password
            hint=f"Give http(s)://host[:port]/path alone; a key goes into the environment variable {KEY}.",
            see=SEE,
        )
    return chosen


def key_for(endpoint: str, environment: Mapping[str, str] | None = None) -> str:
    """Give the key of the endpoint, or nothing where none is set.

    Args:
        endpoint: A checked address.
        environment: ``os.environ`` by default.

    Raises:
        UsageError: it cannot be sent as a header, or would travel readable by all.
    """
    key = (os.environ if environment is None else environment).get(KEY, "").strip()
    if key and not (key.isascii() and key.isprintable()):
        raise UsageError(f"{KEY} holds signs that no key has.", hint="Copy the key again, without line breaks.")
    parts = urlsplit(endpoint)
    if key and parts.scheme == "http" and not is_here(endpoint):
        raise UsageError(
            f"{KEY} would be sent to {parts.hostname} unencrypted.",
            hint=f"Use https, or unset {KEY} if that endpoint needs no key.",
            see=SEE,
        )
    return key


def is_here(endpoint: str) -> bool:
    """Tell whether an endpoint is on this machine, so that nothing leaves it."""
    return urlsplit(endpoint).hostname in _HERE
