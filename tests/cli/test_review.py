"""``kb review``: what waits for a person, what people decide, and what a check says of it until when."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from commands import Command, Outcome

from kb.config import Settings
from kb.pipeline import exchanging, judging
from kb.pipeline.library import Library
from kb.pipeline.stores import opened

POST = (
    "“We will dredge the narrow channel before the winter storms come back,” said Marta Olsen, the chair of the board.\n\n"
    "“Nobody in this town has ever asked us for a second crane,” said Tomas Reyes, the harbour master.\n"
)
DOCKER = POST.replace("come back", "come black").replace("second crane", "second crate")


def page(text: str, outlet: str, day: str) -> str:
    return f"---\noutlet: {outlet}\npublished: {day}\n---\n{text}"


@pytest.fixture
def told(kb: Command, tmp_path: Path) -> Command:
    """Give the command line on a store of two papers that print two quotations differently."""
    (tmp_path / "post.md").write_text(page(POST, "Harbour Post", "2024-05-06"), encoding="utf-8")
    (tmp_path / "docker.md").write_text(page(DOCKER, "The Docker", "2024-05-07"), encoding="utf-8")
    (tmp_path / "kb.toml").write_text('extractor = "rules"\nreviewer = "Ines Park"\n', encoding="utf-8")
    done = kb("ingest", "post.md", "docker.md", "--quiet")
    assert done.code == 0, done.err
    return kb


def rows(done: Outcome) -> list[dict[str, Any]]:
    assert done.code == 0, done.err
    return json.loads(done.out)


def waiting(kb: Command, *options: str) -> list[dict[str, Any]]:
    return rows(kb("review", "list", "--kind", "quotation", "--format", "json", *options))


def ids(kb: Command) -> list[str]:
    return [row["id"] for row in waiting(kb)]


def report(kb: Command, *options: str) -> dict[str, Any]:
    return json.loads(kb("validate", "--format", "json", *options).out)


def focuses(kb: Command) -> set[str]:
    return {one["focus"].partition("/id/")[2] for one in report(kb)["findings"]}


def exported(kb: Command) -> str:
    return kb("export", "--format", "nquads", "--with-text").out


def but_reviews(nquads: str) -> set[str]:
    aside = ("/graph/reviews> .", "/graph/history> .", "/graph/runs> .", "/graph/report> .")
    return {line for line in nquads.splitlines() if not line.endswith(aside)}


def at(day: str) -> Callable[[], datetime]:
    return lambda: datetime.fromisoformat(day).replace(tzinfo=UTC)


def test_what_nobody_decided_about_waits_with_its_weight(told: Command) -> None:
    first, second = waiting(told)

    assert {(one["sort"], one["kind"], one["weight"], one["state"]) for one in (first, second)} == {
        ("discrepancy", "quotation", "warning", "open")
    }
    assert "back" in first["text"] + second["text"]
    assert len(waiting(told, "--limit", "1")) == 1
    assert told("review", "list", "--kind", "link").out.startswith("id ")
    assert "Nothing waits for a person." in told("review", "list", "--kind", "doubt").err


def test_an_unknown_kind_is_refused_with_the_known_ones(told: Command) -> None:
    done = told("review", "list", "--kind", "weather")

    assert done.code == 2
    assert "discrepancy, link, doubt, date" in done.err


def test_show_lays_the_sides_beside_each_other(told: Command) -> None:
    name = ids(told)[0]

    (found,) = rows(told("review", "show", name, "--format", "json"))
    printed = told("review", "show", name).out

    assert {one["doc"] for one in found["evidence"]} == {"post.md", "docker.md"}
    assert [one["side"] for one in found["evidence"]] == [1, 2]
    assert all(one["quote"] for one in found["evidence"])
    assert f"{name}: quotation discrepancy, warning, open (waits)" in printed
    assert "side 2" in printed
    assert "(The Docker)" in printed


def test_an_accepted_discrepancy_stays_a_finding_and_waits_no_more(told: Command) -> None:
    name = ids(told)[0]

    done = told("review", "accept", name, "--reason", "both misprints stand", "--format", "json")

    (review,) = rows(done)
    assert (review["decision"], review["kind"], review["by"]) == ("accept", "quotation", "Ines Park")
    assert name in review["about"]
    assert name not in ids(told)
    assert name in focuses(told)
    assert next(one for one in waiting(told, "--all") if one["id"] == name)["state"] == "accepted"


def test_a_rejected_discrepancy_is_no_finding_and_stays_in_the_graph_with_its_reason(told: Command) -> None:
    name, other = ids(told)

    told("review", "reject", name, "--reason", "two speeches")

    found = report(told)
    assert name not in focuses(told)
    assert other in focuses(told)
    assert (found["rejected"], found["waived"]) == (1, 0)
    (settled,) = found["settled"]
    assert (settled["verdict"], settled["reason"], settled["by"]) == ("rejected", "two speeches", "Ines Park")
    assert settled["focus"].endswith(name)
    assert settled["doc"]
    answers = rows(told("query", "run", "discrepancies", "--format", "json"))
    assert {one["verdict"] for one in answers if one["discrepancy"].endswith(name)} == {"rejected"}


def test_several_are_decided_in_one_command_or_none(told: Command) -> None:
    first, second = ids(told)

    failed = told("review", "reject", first, "discrepancy/zzz", "--reason", "two speeches")
    assert failed.code == 2
    assert ids(told) == [first, second]

    assert len(rows(told("review", "reject", first, second, "--reason", "two speeches", "--format", "json"))) == 2
    assert ids(told) == []


def test_a_waiver_silences_until_its_last_day_and_no_longer(told: Command, tmp_path: Path) -> None:
    name = ids(told)[0]
    chosen = Settings(store=str(tmp_path / "kb.store"), reviewer="Ines Park")

    judging.waive(chosen, [name], "a correction is promised", "2024-06-30", clock=at("2024-06-01"))

    on, after = (exchanging.validated([], None, chosen, clock=at(day)) for day in ("2024-06-30", "2024-07-01"))
    assert [one.finding.focus.endswith(name) for one in on.settled] == [True]
    assert not any(finding.focus.endswith(name) for finding in on.findings)
    assert any(finding.focus.endswith(name) for finding in after.findings)
    assert not after.settled
    assert name not in {one.id for one in judging.waiting(chosen, clock=at("2024-06-30"))}
    assert name in {one.id for one in judging.waiting(chosen, clock=at("2024-07-01"))}


def test_the_report_says_in_every_format_what_is_silenced(told: Command) -> None:
    waived, rejected = ids(told)
    told("review", "waive", waived, "--until", "2999-12-31", "--reason", "a correction is promised")
    told("review", "reject", rejected, "--reason", "two speeches")

    table, listed = told("validate"), told("validate", "--settled")
    assert "1 rejected, 1 waived by reviews" in table.out
    assert "--settled" in table.err
    assert "a correction is promised" not in table.out
    assert "until 2999-12-31, Ines Park: a correction is promised" in listed.out
    assert "Ines Park: two speeches" in listed.out
    assert "Settled by reviews" in told("validate", "--format", "html").out
    assert "waived: " in told("validate", "--format", "junit").out
    turtle = told("validate", "--format", "turtle").out
    assert f"<https://kb.example/id/{waived}>\n    kb:verdict kb:Waived" in turtle
    assert f"sh:focusNode <https://kb.example/id/{waived}>" not in turtle


def test_findings_that_reviews_settle_do_not_fail_a_build(told: Command) -> None:
    assert told("validate", "--fail-on", "warning").code == 1
    for row in rows(told("review", "list", "--kind", "discrepancy", "--format", "json")):
        told("review", "reject", row["id"], "--reason", "two speeches")

    assert told("validate", "--fail-on", "info").code == 0


def test_undo_brings_back_what_held_before_and_leaves_no_trace_but_the_record(told: Command) -> None:
    before, name = exported(told), ids(told)[0]
    (rejected,) = rows(told("review", "reject", name, "--reason", "two speeches", "--format", "json"))

    done = told("review", "undo", rejected["review"], "--reason", "one speech after all", "--format", "json")

    (review,) = rows(done)
    assert (review["decision"], review["withdraws"]) == ("withdraw", rejected["review"])
    assert but_reviews(exported(told)) == but_reviews(before)
    (found,) = rows(told("review", "show", name, "--format", "json"))
    assert [(one["decision"], one["withdrawn"]) for one in found["reviews"]] == [("reject", True), ("withdraw", False)]


def test_undo_takes_the_decision_in_force_where_its_node_is_named(told: Command) -> None:
    name = ids(told)[0]
    told("review", "accept", name, "--reason", "so it is")
    told("review", "reject", name, "--reason", "or rather not")

    told("review", "undo", name, "--reason", "so it is, after all")

    assert next(one for one in waiting(told, "--all") if one["id"] == name)["state"] == "accepted"
    told("review", "undo", name, "--reason", "let others decide")
    assert "nothing changed" in told("review", "undo", name, "--reason", "let others decide").err
    assert name in ids(told)


def test_the_same_decision_twice_changes_nothing(told: Command) -> None:
    name = ids(told)[0]
    told("review", "reject", name, "--reason", "two speeches")
    before = exported(told)

    done = told("review", "reject", name, "--reason", "two speeches")

    assert done.code == 0
    assert "nothing changed" in done.err
    assert exported(told) == before


def test_a_beginning_that_one_thing_has_is_enough_and_others_list_their_candidates(told: Command) -> None:
    first, second = ids(told)

    assert told("review", "show", first.partition("/")[2][:12]).code == 0
    assert told("review", "show", f"https://kb.example/id/{first}").code == 0
    ambiguous, unknown = told("review", "show", "discrepancy/"), told("review", "show", f"{first}0")
    assert ambiguous.code == unknown.code == 2
    assert first in ambiguous.err
    assert second in ambiguous.err
    assert f"Did you mean {first}" in unknown.err


def test_a_waiver_needs_a_day_to_come(told: Command) -> None:
    name = ids(told)[0]

    assert told("review", "waive", name, "--reason", "later").code == 2
    for until, why in (("soon", "is no day"), ("2001-01-01", "is past")):
        done = told("review", "waive", name, "--until", until, "--reason", "later")
        assert done.code == 2
        assert why in done.err


def test_a_decision_needs_a_reason(told: Command) -> None:
    done = told("review", "accept", ids(told)[0], "--reason", " ")

    assert done.code == 2
    assert "needs a reason" in done.err


def test_merges_of_agents_are_taken_back_where_they_are_made(told: Command) -> None:
    merged = told("agents", "merge", "Marta Olsen", "Tomas Reyes", "--reason", "a test", "--format", "json")
    (review,) = rows(merged)

    done = told("review", "undo", review["review"], "--reason", "two people")

    assert done.code == 2
    assert "kb agents split" in done.err


def test_a_decision_stays_attached_when_another_paper_repeats_a_side(told: Command, tmp_path: Path) -> None:
    for name in ids(told):
        told("review", "reject", name, "--reason", "two speeches")

    (tmp_path / "echo.md").write_text(page(DOCKER, "Quay Echo", "2024-05-08"), encoding="utf-8")
    assert told("ingest", "echo.md", "--quiet").code == 0

    assert ids(told) == []
    assert {one["state"] for one in waiting(told, "--all")} == {"rejected"}


def test_a_decision_writes_what_deriving_everything_anew_would_write(told: Command, tmp_path: Path) -> None:
    first, second = ids(told)
    told("review", "reject", first, "--reason", "two speeches")
    told("review", "waive", second, "--until", "2999-12-31", "--reason", "a correction is promised")
    told("review", "undo", first, "--reason", "one speech after all")
    quick = exported(told)

    chosen = Settings(store=str(tmp_path / "kb.store"))
    with opened(chosen, writing=True, creating=False) as store:
        Library(store, chosen, at("2999-01-01")).review(())

    assert exported(told) == quick


def test_reviews_survive_export_and_import(told: Command) -> None:
    name, other = ids(told)
    told("review", "waive", name, "--until", "2999-12-31", "--reason", "a correction is promised")
    told("review", "reject", other, "--reason", "two speeches")
    for form in ("nquads", "trig"):
        told("export", "--format", form, "--out", f"all.{form[:4]}", "--with-text")
    (Path("all.nqua")).rename("all.nq")

    for file in ("all.nq", "all.trig"):
        store = f"{file}.store"
        assert told("import", file, "--store", store).code == 0
        again = told("export", "--format", "nquads", "--with-text", "--store", store).out
        assert again == exported(told)
        assert report(told, "--store", store)["waived"] == 1
    assert report(told, "all.nq")["rejected"] == 1


def test_a_decision_holds_after_a_new_reading_of_the_articles(told: Command) -> None:
    name = ids(told)[0]
    told("review", "reject", name, "--reason", "two speeches")

    assert told("ingest", "post.md", "docker.md", "--quiet").code == 0

    assert name not in ids(told)
    assert [one["state"] for one in waiting(told, "--all") if one["id"] == name] == ["rejected"]


def test_a_day_is_written_with_year_month_and_day(told: Command) -> None:
    for until in ("29990101", "2999-W01-1", "2999-1-1", "२९९९-०१-०१"):
        done = told("review", "waive", ids(told)[0], "--until", until, "--reason", "later")

        assert done.code == 2
        assert "is no day" in done.err


def test_a_few_characters_are_no_name(told: Command) -> None:
    name = ids(told)[0]
    told("review", "reject", ids(told)[1], "--reason", "two speeches")

    done = told("review", "accept", name.partition("/")[2][:3], "--reason", "the third row")

    assert done.code == 2
    assert "too little" in done.err
    assert name in ids(told)


def test_a_link_that_was_rejected_is_listed_and_can_be_accepted_or_taken_back(told: Command, tmp_path: Path) -> None:
    (tmp_path / "echo.md").write_text(page(POST, "Quay Echo", "2024-05-08"), encoding="utf-8")
    assert told("ingest", "echo.md", "--quiet").code == 0
    every = rows(told("review", "list", "--all", "--kind", "same", "--format", "json"))
    link = next(one["id"] for one in every if one["state"] == "asserted")
    claims = len(rows(told("query", "run", "corroboration", "--format", "json")))

    told("review", "reject", link, "--reason", "another year")
    (row,) = [one for one in rows(told("review", "list", "--all", "--format", "json")) if one["id"] == link]
    again = told("review", "reject", link, "--reason", "another year")
    parted = len(rows(told("query", "run", "corroboration", "--format", "json")))
    accepted = told("review", "accept", link, "--reason", "the same year", "--format", "json")

    assert row["state"] == "rejected (gone)"
    assert "nothing changed" in again.err
    assert parted == claims + 1
    assert rows(accepted)[0]["decision"] == "accept"
    assert len(rows(told("query", "run", "corroboration", "--format", "json"))) == claims
    told("review", "undo", link, "--reason", "both of us were wrong")
    told("review", "undo", link, "--reason", "both of us were wrong")
    (row,) = [one for one in rows(told("review", "list", "--all", "--format", "json")) if one["id"] == link]
    assert row["state"] == "asserted"


def test_a_discrepancy_that_is_gone_is_told_as_such_and_no_other_is_suggested(told: Command, tmp_path: Path) -> None:
    name = ids(told)[0]
    told("review", "reject", name, "--reason", "two speeches")
    (tmp_path / "docker.md").write_text(page("Nothing happened.\n", "The Docker", "2024-05-07"), encoding="utf-8")
    assert told("ingest", "docker.md", "--quiet").code == 0

    done = told("review", "accept", name, "--reason", "one speech")

    assert done.code == 2
    assert "not in the store any more" in done.err
    assert "kb review undo" in done.err
    (row,) = waiting(told, "--all")
    assert (row["id"], row["state"]) == (name, "rejected (gone)")
    assert waiting(told) == []


def test_who_takes_a_withdrawal_back_is_told_what_holds_again(told: Command) -> None:
    name = ids(told)[0]
    told("review", "reject", name, "--reason", "two speeches")
    (withdrawn,) = rows(told("review", "undo", name, "--reason", "one speech", "--format", "json"))

    told("review", "undo", withdrawn["review"], "--reason", "two, I was right")

    shown = told("review", "show", name).out
    assert f"holds again: {name} (quotation), it is not so" in shown
    assert "taken back: taken back" not in shown
    assert "…." not in shown
    assert next(one for one in waiting(told, "--all") if one["id"] == name)["state"] == "rejected"
