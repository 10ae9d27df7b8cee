"""A store that was imported without texts goes on as the original would."""

from __future__ import annotations

import json
from pathlib import Path

from commands import Command


def answers(kb: Command, store: Path | str, query: str) -> list[dict[str, object]]:
    return [
        json.loads(line) for line in kb("query", "run", query, "--store", store, "--format", "jsonl").out.splitlines()
    ]


def test_origins_and_credits_survive_an_import_without_texts_and_the_next_article(
    kb: Command, shipped_store: Path, tmp_path: Path
) -> None:
    (tmp_path / "all.nq").write_text(kb("export", "--format", "nquads", "--store", shipped_store).out, encoding="utf-8")
    (tmp_path / "new.txt").write_text("The harbour board met on Friday. It voted for the plan.\n", encoding="utf-8")
    kb("import", "all.nq", "--store", "copy.store")

    done = kb("ingest", "new.txt", "--store", "copy.store")

    assert done.code == 0
    for query in ("wire-copy", "discrepancies", "quote-variants"):
        assert answers(kb, "copy.store", query) == answers(kb, shipped_store, query)
    origins = {(row["text"], row["origin_names"]) for row in answers(kb, "copy.store", "corroboration")}
    assert {(row["text"], row["origin_names"]) for row in answers(kb, shipped_store, "corroboration")} <= origins
