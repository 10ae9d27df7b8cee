"""What the stages of reading know of one another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.config import Settings
from kb.pipeline.reading import Extraction, article_of, record_of

RULES = Settings(extractor="rules")


def test_a_time_is_no_agent_and_a_person_of_its_name_is() -> None:
    text = "Turnover fell in Q4 of 1998, Theresa May said. May added that the Harwick Bank would wait until May.\n"

    record = record_of(article_of(text, "a.txt", "1999-03-05"), RULES)

    assert "Q4" not in {one.span.exact for one in record.mentions}
    assert {one.agent for one in record.mentions if one.span.exact.endswith("May")} == {"agent/theresa-may"}
    assert "Harwick Bank" in {one.name for one in record.mentions}


@pytest.mark.parametrize("layer", ["statements", "times", "quantities", "entities"])
def test_an_article_in_another_language_has_no_rows_but_facts(layer: str) -> None:
    text = "El alcalde de Larsk dijo el 3 de mayo que 40 barcos no pagaron los 500 euros de la tasa.\n"

    found = Extraction.of(replace(article_of(text, "es.txt", "2022-05-03"), language="es"), RULES)

    assert found.layer(layer) == []
