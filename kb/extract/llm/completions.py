"""What an endpoint sends back: an answer and what it cost, or an error in its own words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from kb.extract.llm.answers import UnusableAnswer

_LONGEST_MESSAGE = 300  # characters of an endpoint's own words that are passed on


@dataclass(frozen=True, slots=True)
class Completion:
    """One answer.

    Attributes:
        answer: What the model wrote.
        cut: It ran into the limit of its length.
        prompt_tokens: What was read, as the endpoint counts; 0 where it does not tell.
        completion_tokens: What was written, likewise.
    """

    answer: str
    cut: bool
    prompt_tokens: int
    completion_tokens: int


def completion_in(raw: bytes) -> Completion:
    """Read a ``chat.completion`` object.

    Raises:
        UnusableAnswer: it is none, or the model refused, or a filter took the answer away.

    Source: https://platform.openai.com/docs/api-reference/chat/object
    """
    try:
        found = json.loads(raw)
        choice = found["choices"][0]
        message, reason = choice["message"], choice.get("finish_reason")
        answer, refusal = message.get("content"), message.get("refusal")
        usage = found.get("usage") or {}
        prompt, written = usage.get("prompt_tokens"), usage.get("completion_tokens")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UnusableAnswer("it is no chat completion") from error
    if refusal:
        raise UnusableAnswer(f"the model refused: {_short(str(refusal))}")
    if reason == "content_filter":
        raise UnusableAnswer("the endpoint's filter took it away")
    if not isinstance(answer, str):
        raise UnusableAnswer("it has no text")
    return Completion(answer, reason == "length", _count(prompt), _count(written))


def complaint_in(raw: bytes) -> str:
    """Give an error in the endpoint's words, on one line and not too long; empty where it has none."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return ""
    error: Any = found.get("error", found) if isinstance(found, dict) else found
    message = error.get("message") if isinstance(error, dict) else error
    return _short(message) if isinstance(message, str) else ""


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_MESSAGE else words[: _LONGEST_MESSAGE - 1] + "…"


def _count(found: object) -> int:
    return found if isinstance(found, int) and found > 0 else 0
