"""What was made of the same before is not made again."""

from __future__ import annotations

from kb.compare.sources.memo import Memo


def test_a_result_is_made_once_for_what_it_follows_from() -> None:
    made: list[int] = []
    memo = Memo()

    results = [memo.of("a", "doubled", lambda number: made.append(number) or 2 * number, given) for given in (2, 2, 3)]  # type: ignore[func-returns-value]

    assert (results, made) == ([4, 4, 6], [2, 3])


def test_what_is_forgotten_is_made_again() -> None:
    made: list[int] = []
    memo = Memo()

    for _ in range(2):
        memo.of("a", "noted", made.append, 1)
        memo.forget("a")

    assert made == [1, 1]
