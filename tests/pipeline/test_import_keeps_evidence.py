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


def test_texts_that_come_later_complete_a_store_that_was_imported_without_them(kb: Command, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    quoted = "“We will dredge the narrow channel before the winter storms come back,” said Marta Olsen, the chair.\n"
    for outlet, text in (("Harbour Post", quoted), ("The Docker", quoted.replace("come back", "come black"))):
        page = f"---\noutlet: {outlet}\npublished: 2024-05-06\n---\n{text}\nThe board voted by nine to four.\n"
        (news / f"{outlet.split()[1].lower()}.md").write_text(page, encoding="utf-8")
    kb("ingest", news, "--store", "first.store")
    (tmp_path / "bare.nq").write_text(
        kb("export", "--format", "nquads", "--store", "first.store").out, encoding="utf-8"
    )
    kb("import", "bare.nq", "--store", "second.store")

    done = kb("ingest", news, "--store", "second.store", "--format", "json")

    assert json.loads(done.out)[0]["unchanged"] == 0
    exports = [
        kb("export", "--format", "nquads", "--with-text", "--store", name).out.splitlines()
        for name in ("first.store", "second.store")
    ]
    aside = ("/graph/history> .", "/graph/runs> .")
    first, second = ({line for line in lines if not line.endswith(aside)} for lines in exports)
    assert first == second
