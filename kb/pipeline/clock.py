"""The time of day, which tests set themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def now() -> datetime:
    """Give the time of day, aware, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)
