"""How long to wait before a failed request is made again."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

FIRST_PAUSE = 0.5  # seconds; doubled each time
LONGEST_PAUSE = 20.0  # seconds, of our own choosing
MOST_PATIENCE = 60.0  # seconds; who asks for more is not waited for


def pause_before(attempt: int, retry_after: str, now: datetime) -> float:
    """Give the seconds to wait before a request is repeated.

    Args:
        attempt: How often it was repeated already.
        retry_after: The header ``Retry-After``: seconds, an HTTP date, or empty. What does not parse counts as empty.
        now: Time of day, aware, that a date is compared with.

    Returns:
        What the endpoint asks for, else a pause that doubles from half a second to twenty.

    Source: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after

    >>> [pause_before(attempt, "", datetime.now(UTC)) for attempt in (0, 1, 2, 9)]
    [0.5, 1.0, 2.0, 20.0]
    >>> pause_before(0, "7", datetime.now(UTC))
    7.0
    """
    asked = _asked(retry_after.strip(), now)
    return min(FIRST_PAUSE * 2**attempt, LONGEST_PAUSE) if asked is None else asked


def _asked(retry_after: str, now: datetime) -> float | None:
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((until - now).total_seconds(), 0.0)
