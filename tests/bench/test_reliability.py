from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.bench.reliability import diagram, expected_calibration_error, judged

JUDGEMENTS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40)
GOLD = [{"doc_id": "a", "attributions": [{"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 20], [30, 40]]}]}]


def a_row(**parts: object) -> dict[str, object]:
    return {
        "doc_id": "a", "source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 40]], "confidence": 0.7
    } | parts  # fmt: skip


def right(*rows: dict[str, object], gold: list[dict[str, object]] = GOLD) -> list[bool]:
    return [hit for _, hit in judged(gold, rows)]


def test_what_shares_a_character_in_each_part_is_right() -> None:
    assert list(judged(GOLD, [a_row(content=[[39, 50]])])) == [(0.7, True)]


@pytest.mark.parametrize("part", ["source", "cue", "content"])
@pytest.mark.parametrize("place", [[[90, 95]], []])
def test_a_part_that_meets_nothing_makes_it_wrong(part: str, place: list[list[int]]) -> None:
    assert right(a_row(**{part: place})) == [False]


def test_neighbours_share_nothing() -> None:
    assert right(a_row(source=[[5, 6]]), a_row(cue=[[10, 11]])) == [False, False]


def test_no_source_wants_no_source() -> None:
    nobody = [{"doc_id": "a", "attributions": [{"source": [], "cue": [[6, 10]], "content": [[11, 20]]}]}]

    assert right(a_row(source=[]), a_row(), gold=nobody) == [True, False]


def test_parts_must_meet_those_of_one_attribution() -> None:
    other = {"source": [[50, 55]], "cue": [[56, 60]], "content": [[61, 70]]}
    both = [{"doc_id": "a", "attributions": [*GOLD[0]["attributions"], other]}]

    assert right(a_row(cue=[[56, 60]]), a_row(**other), gold=both) == [False, True]


def test_another_document_has_other_attributions() -> None:
    assert right(a_row(doc_id="b")) == [False]


@given(JUDGEMENTS, st.integers(1, 20))
def test_every_prediction_is_in_the_bin_of_its_confidence(judgements: list[tuple[float, bool]], bins: int) -> None:
    found = diagram(judgements, bins)

    assert sum(each.count for each in found) == len(judgements)
    assert [each.low for each in found] == sorted({each.low for each in found})
    for each in found:
        held = [one for one, _ in judgements if each.low <= one < each.high or one == each.high == 1]
        assert each.count == len(held) >= 1
        assert each.confidence == pytest.approx(sum(held) / len(held))
        assert 0 <= each.right <= 1


@given(JUDGEMENTS)
def test_the_error_is_a_share(judgements: list[tuple[float, bool]]) -> None:
    assert 0 <= expected_calibration_error(diagram(judgements)) <= 1


@given(st.lists(st.booleans(), max_size=30))
def test_who_is_sure_and_right_has_no_error(hits: list[bool]) -> None:
    assert expected_calibration_error(diagram([(float(hit), hit) for hit in hits])) == 0


@given(st.integers(1, 19))
def test_eight_in_ten_at_eight_tenths_is_no_error(hits: int) -> None:
    judgements = [(hits / 20, number < hits) for number in range(20)]

    assert expected_calibration_error(diagram(judgements)) == pytest.approx(0)


def test_who_is_sure_and_wrong_has_all_of_it() -> None:
    assert expected_calibration_error(diagram([(1.0, False), (0.0, True)])) == 1


def test_bins_count_by_how_many_they_hold() -> None:
    found = diagram([(0.95, True)] * 3 + [(0.55, False)])

    assert expected_calibration_error(found) == pytest.approx((3 * 0.05 + 0.55) / 4)
