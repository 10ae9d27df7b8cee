"""How the time to compare grows: every size is measured, and the slope between two of them."""

from __future__ import annotations

import json

from commands import Command

from kb.bench.synthetic.growth import COLUMNS, growth
from kb.config import Settings

RULES = Settings(extractor="rules")


def test_growth_measures_each_size_and_the_slope_between_them() -> None:
    first, second = growth("growth", (4, 8), RULES)

    assert (first.articles, second.articles) == (4, 8)
    assert first.exponent is None
    assert second.exponent is not None
    assert first.propositions < second.propositions
    assert dict(zip(COLUMNS, first.row(), strict=True))["exponent"] == "–"


def test_the_command_prints_times(kb: Command) -> None:
    asked = ("bench", "corpus", "--extractor", "rules", "--seed", "s", "--time", "4", "--time", "9")

    times = kb(*asked, "--format", "jsonl")

    assert times.code == 0
    assert [json.loads(line)["articles"] for line in times.out.splitlines()] == ["4", "9"]
