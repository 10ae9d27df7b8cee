"""How long an endpoint is given before it is asked again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.extract.llm.waiting import pause_before

NOW = datetime(2024, 3, 1, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("0", 0.0),
        ("3", 3.0),
        (" 12 ", 12.0),
        ("Fri, 01 Mar 2024 12:00:30 GMT", 30.0),
        ("Fri, 01 Mar 2024 11:59:00 GMT", 0.0),
        ("Fri, 01 Mar 2024 12:00:30 -0000", 30.0),
    ],
)
def test_what_the_endpoint_asks_for_is_granted(asked: str, seconds: float) -> None:
    assert pause_before(3, asked, NOW) == seconds


@pytest.mark.parametrize("asked", ["", "soon", "-1", "1.5", "²", "Fri, 99 Mar 2024 12:00:30 GMT"])
def test_what_does_not_parse_counts_as_not_asked(asked: str) -> None:
    assert pause_before(1, asked, NOW) == 1.0


@given(st.integers(0, 1_000), st.text())
def test_a_pause_is_never_negative(attempt: int, asked: str) -> None:
    assert pause_before(attempt, asked, NOW) >= 0
