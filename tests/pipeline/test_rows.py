"""The rows of a text, written a few statements at a time."""

from __future__ import annotations

import pytest

from kb.config import Settings
from kb.export.index import Index
from kb.export.records import statement_records
from kb.graph.agents import agent_quads
from kb.graph.record import record_quads
from kb.pipeline import reading

TEXT = """The harbour board met on Friday.

“We will dredge the channel in May,” said Marta Olsen, its chair. “It costs 9 million crowns.”

Jonas Berg told members that Ms. Olsen had said the union agreed. The union denied it on Saturday.

According to Berg, forty jobs are at risk, because the ferry stopped in 2019.
"""


@pytest.mark.parametrize("at_once", [1, 2, 1_000])
def test_rows_written_in_parts_are_those_of_the_whole_graph(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(reading, "_AT_ONCE", at_once)
    chosen = Settings(extractor="rules")
    article = reading.article_of(TEXT, "a.txt", "2021-10-03")
    record = reading.record_of(article, chosen)

    rows = list(reading.Extraction(record, chosen).rows("statements"))

    whole = (*record_quads(record, chosen.base_iri), *agent_quads(record.agents, [article], chosen.base_iri))
    assert len(rows) > 4
    assert rows == list(statement_records(Index(whole)))
