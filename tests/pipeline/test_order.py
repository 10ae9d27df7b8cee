"""Whatever the order in which articles come and go, they give the same claims, origins and discrepancies."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from kb.bench.synthetic.corpus import corpus, write
from kb.bench.synthetic.scoring import records_in
from kb.config import Settings
from kb.model import Comparison, Record
from kb.pipeline.comparing import Delta
from kb.pipeline.deriving import comparing
from kb.pipeline.reading import Extraction, extraction

RULES = Settings(extractor="rules")


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    folder = tmp_path_factory.mktemp("invented")
    write(folder, iter(list(corpus("order", 200))))
    return records_in(folder, RULES)


def at_once(records: list[Record]) -> Comparison:
    state = comparing(RULES)
    state.update(come=records)
    return state.comparison()


@pytest.mark.parametrize("seed", ["north", "south"])
def test_two_hundred_invented_articles_in_any_order_give_the_same(invented: list[Record], seed: str) -> None:
    shuffled = list(invented)
    Random(seed).shuffle(shuffled)
    state = comparing(RULES)

    for record in shuffled:
        state.update(come=[record])

    assert state.comparison() == at_once(invented)


def test_what_came_and_went_leaves_no_trace(invented: list[Record]) -> None:
    stay, visit = invented[:80], invented[80:120]
    state = comparing(RULES)
    state.update(come=stay[:50] + visit)

    for record in visit:
        state.update(gone=[record.article.id])
        if stay[50:]:
            state.update(come=[stay.pop()])
    state.update(come=stay)

    assert state.comparison() == at_once(invented[:80])


def test_the_changes_told_add_up_to_the_whole(invented: list[Record]) -> None:
    state = comparing(RULES)
    told = Comparison()

    for record in invented[:60]:
        told = added(told, state.update(come=[record]))

    assert told == state.comparison()


def added(before: Comparison, delta: Delta) -> Comparison:
    """Apply a change to a comparison, sort by sort."""
    whole = {}
    for name in (
        "claims",
        "credits",
        "reuses",
        "origins",
        "quotations",
        "discrepancies",
        "compatible",
        "links",
        "events",
    ):
        gone = set(getattr(delta.gone, name))
        assert gone <= set(getattr(before, name)), f"{name} that were not there went away"
        kept = [one for one in getattr(before, name) if one not in gone]
        whole[name] = tuple(sorted({*kept, *getattr(delta.come, name)}, key=order))
    voices = {key: voice for key, voice in before.voices.items() if key not in delta.gone.voices} | dict(
        delta.come.voices
    )
    return Comparison(**whole, voices={key: voices[key] for key in sorted(voices)})


def order(node: object) -> tuple[str, ...]:
    return tuple(str(getattr(node, name, "")) for name in ("id", "article", "agency", "span"))


@pytest.mark.skipif("KB_ORIGINALS" not in os.environ, reason="KB_ORIGINALS names no folder")
def test_the_originals_in_any_order_give_the_same() -> None:
    records = records_in_originals()
    whole = at_once(records)

    for seed in range(8):
        shuffled = list(records)
        Random(seed).shuffle(shuffled)
        state = comparing(Settings())
        for record in shuffled:
            state.update(come=[record])
        assert state.comparison() == whole


def records_in_originals() -> list[Record]:
    folder = os.environ["KB_ORIGINALS"]

    found = extraction([folder], Path(folder) / "manifest.jsonl", Settings())
    return [one.record for one in found if isinstance(one, Extraction)]
