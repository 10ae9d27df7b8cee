"""An agency that no registry knows, from the dateline to the queries."""

from __future__ import annotations

import json
from pathlib import Path

from commands import Command

STORY = (
    "A court in Larsk closed the toll bridge on Tuesday after engineers found cracks in six of its piers, and told the"
    " owner to pay for a ferry. The bridge carried half of the traffic to the islands.\n"
)


def test_the_agency_of_a_dateline_is_the_origin_and_the_paper_without_it_is_not(kb: Command, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for name, outlet, opening in (("x", "Harbour Post", "LARSK (Northwire) - "), ("y", "The Docker", "")):
        page = f"---\noutlet: {outlet}\npublished: 2024-05-06\n---\n{opening}{STORY}"
        (news / f"{name}.md").write_text(page, encoding="utf-8")

    kb("ingest", news, "--store", "n.store")

    def rows(query: str) -> list[dict[str, object]]:
        printed = kb("query", "run", query, "--store", "n.store", "--format", "jsonl").out
        return [json.loads(line) for line in printed.splitlines()]

    (copy,) = rows("wire-copy")
    assert copy["origin"] == "Northwire"
    assert {row["origin_names"] for row in rows("corroboration") if row["outlets"] == 2} == {"Northwire"}
    missing = [row for row in rows("discrepancies") if row["kind"] == "missing-credit"]
    assert [(row["doc"], row["value"]) for row in missing] == [
        ("x.md", "credits Northwire"),
        ("y.md", "no credit in this text"),
    ]
    assert kb("validate", "--store", "n.store").code == 0
