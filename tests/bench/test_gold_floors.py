"""The scores on the shipped digests do not fall below their floors; `make gold` checks the rest."""

from __future__ import annotations

import json

from kb.bench.gold import on_annotations
from kb.bench.matching import Score, add_document
from kb.config import Settings
from kb.resources import resource


def test_the_digests_are_read_as_well_as_ever() -> None:
    floors = json.loads(resource("tests", "bench", "gold.json").read_text("utf-8"))["digests"]

    found = on_annotations(resource("corpus", "gold", "digests"), resource("corpus", "articles"), None, Settings())

    assert {name: value for name, value in found.rates().items() if value < floors[name]} == {}


def test_a_match_is_one_to_one_and_optional_annotations_count_for_nobody() -> None:
    score = Score()
    gold = [
        {"content": [[0, 10]], "speaker": "Ana Ruiz"},
        {"content": [[20, 30]], "speaker": None},
        {"content": [[40, 50]], "speaker": None, "optional": True},
    ]
    found = [
        {"content": [[0, 9]], "speaker": {"name": "Ana Ruiz"}},
        {"content": [[5, 10]], "speaker": None},
        {"content": [[41, 50]], "speaker": None},
    ]

    add_document(score, gold, found)

    assert score.rates() == {"recall": 0.5, "precision": 0.5, "speaker": 1.0}
