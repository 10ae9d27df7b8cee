"""The scores on the shipped digests do not fall below their floors; `make gold` checks the rest."""

from __future__ import annotations

import json

import pytest

from kb.bench.beneath import LAYERS, layers_on, rates_of
from kb.bench.gold import ATTRIBUTION, CORPORA, DEFAULT, EXTRACTORS, below, on_annotations, synthetic_figures
from kb.bench.matching import Score, add_document
from kb.bench.synthetic.plants import DISCREPANCIES, LOOK_ALIKES
from kb.config import Settings
from kb.resources import resource

FLOORS = json.loads(resource("tests", "bench", "gold.json").read_text("utf-8"))


@pytest.mark.parametrize("extractor", sorted({name for row in FLOORS["digests"].values() for name in row}))
def test_the_digests_are_read_as_well_as_ever(extractor: str) -> None:
    chosen = Settings(extractor=extractor)

    found = on_annotations(resource("corpus", "gold", "digests"), resource("corpus", "articles"), None, chosen)

    table = {("digests", figure): {extractor: value} for figure, value in found.rates().items()}
    assert below(table, FLOORS) == []


def test_who_when_and_how_many_are_read_as_well_as_ever_on_the_digests() -> None:
    scores = layers_on(resource("corpus", "gold", "digests"), resource("corpus", "articles"), None, Settings())

    table = {("digests", figure): {DEFAULT: value} for figure, value in rates_of(scores).items()}
    assert len(table) >= 4
    assert below(table, FLOORS) == []


def test_what_is_the_same_and_what_differs_is_found_as_well_as_ever_in_an_invented_corpus() -> None:
    table = {("synthetic", figure): {"rules": value} for figure, value in synthetic_figures().items()}

    assert {figure for _, figure in table} >= set(FLOORS["synthetic"])
    assert below(table, FLOORS) == []


def test_every_floor_is_one_of_a_figure_that_is_measured() -> None:
    figures = {"attribution dev": {*ATTRIBUTION.figures, "calibration error (lower is better)"}}
    figures |= {name: set(corpus.figures) for name, corpus in CORPORA.items()}
    beneath = {figure for layer in LAYERS.values() for figure in layer.figures}
    sorts = ("same claims", "origins", "discrepancies", "look-alikes")
    beside = {"same claims F1", *(f"{sort} {rate}" for sort in sorts for rate in ("precision", "recall"))}
    figures |= {name: {*Score().rates(), *beneath, *beside} for name in ("digests", "originals")}

    kinds = ("claims", "origins", "copies", *DISCREPANCIES, *LOOK_ALIKES)
    figures["synthetic"] = {f"{kind} {rate}" for kind in kinds for rate in ("precision", "recall")}

    assert set(FLOORS) <= set(figures)
    assert all(set(FLOORS[corpus]) <= figures[corpus] for corpus in FLOORS)
    assert {name for corpus in FLOORS.values() for row in corpus.values() for name in row} <= set(EXTRACTORS)


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
