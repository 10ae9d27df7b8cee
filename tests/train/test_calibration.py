from __future__ import annotations

import json
import math
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from taggers import MODEL, a_network

from kb.extract.tagger.reading import calibrated
from kb.train.calibration import fitted, judged_in, logistic, write
from kb.train.corpus import example_of

TAGGED = "Lee/S-source said/S-cue snow/B-content fell/E-content . Kim/S-source denied/S-cue it/S-content"
TEXT = "Lee said snow fell. Kim denied it."
JUDGEMENTS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=30)


def a_document(*attributions: tuple[str, str, str]) -> dict[str, object]:
    def span(words: str) -> list[list[int]]:
        return [[TEXT.index(words), TEXT.index(words) + len(words)]] if words else []

    annotated = [dict(zip(("source", "cue", "content"), map(span, parts), strict=True)) for parts in attributions]
    return {"doc_id": "a", "text": TEXT, "attributions": annotated}


def loss(judgements: list[tuple[float, bool]], slope: float, offset: float) -> float:
    shares = [min(max(calibrated(one, slope, offset), 1e-4), 1 - 1e-4) for one, _ in judgements]
    return -sum(math.log(share if hit else 1 - share) for share, (_, hit) in zip(shares, judgements, strict=True))


def drawn(slope: float, offset: float, count: int = 4000) -> list[tuple[float, bool]]:
    chance = random.Random(7)
    certainties = [chance.uniform(0.01, 0.99) for _ in range(count)]
    return [(one, chance.random() < calibrated(one, slope, offset)) for one in certainties]


@pytest.mark.parametrize(("slope", "offset"), [(1.0, 0.0), (0.4, -0.8), (2.0, 1.5)])
def test_the_line_that_made_the_judgements_is_found(slope: float, offset: float) -> None:
    judgements = drawn(slope, offset)

    found = logistic(judgements)

    assert found == pytest.approx((slope, offset), abs=0.2)


def test_no_line_nearby_fits_better() -> None:
    judgements = drawn(0.5, 0.5, 300)
    slope, offset = logistic(judgements)

    least = loss(judgements, slope, offset)

    for by in (-0.3, 0.3):
        assert loss(judgements, slope + by, offset) > least
        assert loss(judgements, slope, offset + by) > least


@settings(deadline=None)
@given(JUDGEMENTS)
def test_any_judgements_give_a_line_that_stays_within_reason(judgements: list[tuple[float, bool]]) -> None:
    slope, offset = logistic(judgements)

    assert math.isfinite(slope)
    assert math.isfinite(offset)
    assert all(0 <= calibrated(one, slope, offset) <= 1 for one, _ in judgements)


def test_without_judgements_nothing_is_changed() -> None:
    assert logistic([]) == (1.0, 0.0)


@pytest.mark.parametrize("hit", [True, False])
def test_a_clean_sample_makes_nothing_certain(hit: bool) -> None:
    slope, offset = logistic([(one, hit) for one in [0.6, 0.7, 0.9] * 3])

    assert 0 < calibrated(0.8, slope, offset) < 1
    assert (calibrated(0.8, slope, offset) > 0.5) is hit


def test_an_attribution_is_right_when_all_its_parts_meet_an_annotated_one(tmp_path: Path) -> None:
    network = a_network(tmp_path, TAGGED)
    example = example_of(a_document(("Lee", "said", "snow"), ("Kim", "denied", "Lee")), MODEL)

    judged = list(judged_in(example, network))

    assert [hit for _, hit in judged] == [True, False]
    assert all(0 < found.certainty <= 1 for found, _ in judged)


@pytest.mark.parametrize(("source", "right"), [("Lee", True), ("Kim", False), ("", False)])
def test_a_missing_or_another_source_is_wrong(tmp_path: Path, source: str, right: bool) -> None:
    network = a_network(tmp_path, TAGGED)
    example = example_of(a_document((source, "said", "snow fell")), MODEL)

    (_, hit), _ = judged_in(example, network)

    assert hit is right


def test_nobody_is_right_where_nobody_is_named(tmp_path: Path) -> None:
    network = a_network(tmp_path, TAGGED.replace("/S-source", ""))
    example = example_of(a_document(("", "said", "snow fell")), MODEL)

    (_, hit), _ = judged_in(example, network)

    assert hit


def test_a_tagger_that_is_always_right_is_believed_more_than_one_that_is_not(tmp_path: Path) -> None:
    a_network(tmp_path, TAGGED)
    right, wrong = a_document(("Lee", "said", "snow"), ("Kim", "denied", "it")), a_document()
    lines = {}
    for name, document in (("right", right), ("wrong", wrong)):
        path = tmp_path / f"{name}.jsonl"
        path.write_text((json.dumps(document) + "\n") * 5, encoding="utf-8")
        lines[name] = path

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kb.train.calibration.Network", lambda folder: a_network(folder, TAGGED))
        good, bad = (fitted(lines[name], tmp_path).tagger for name in ("right", "wrong"))

    assert calibrated(0.9, *good) > 0.8 > 0.2 > calibrated(0.9, *bad)


def test_the_lines_stand_in_the_tagger_s_own_description(tmp_path: Path) -> None:
    network = a_network(tmp_path, TAGGED)
    corpus = tmp_path / "dev.jsonl"
    corpus.write_text((json.dumps(a_document(("Lee", "said", "snow"))) + "\n") * 5, encoding="utf-8")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kb.train.calibration.Network", lambda folder: network)
        write(corpus, tmp_path)

    told = json.loads((tmp_path / "tagger.json").read_text("utf-8"))
    assert told["calibration"] != [1.0, 0.0]
    assert set(told["with_rules"]) == {"agreed", "alone"}
    assert told["version"] == network.version
