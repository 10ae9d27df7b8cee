"""Every verb: help with an example, results on stdout, messages on stderr, exit codes of the contract."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
import typer
from commands import Command

from kb.cli.app import app
from kb.resources import resource

STORY = (
    "The harbour board met on Friday.\n\n“We will dredge the channel,” said Marta Olsen, the chair of the board.\n\n"
    "The union said that it opposed the plan.\n"
)


def verbs(command: Any, name: str = "") -> list[tuple[str, Any]]:
    children = getattr(command, "commands", {})
    return (
        [(name, command)]
        if not children
        else [leaf for key in sorted(children) for leaf in verbs(children[key], f"{name} {key}")]
    )


VERBS = verbs(typer.main.get_command(app))


@pytest.mark.parametrize(("name", "command"), VERBS, ids=[name for name, _ in VERBS])
def test_every_verb_has_help_an_example_and_the_common_options(name: str, command: Any) -> None:
    options = {option for parameter in command.params for option in parameter.opts}

    assert command.help
    assert (command.epilog or "").startswith(f"Example: kb{name} ")
    assert {"--quiet", "--verbose"} <= options
    assert ("--format" in options) == (name not in (" import", " bench graph"))  # one prints nothing, one N-Quads


def test_version_and_help_are_printed_without_a_store(kb: Command) -> None:
    assert kb("--version").out.startswith("claimgraph ")
    assert "Usage: kb" in kb("--help").out


def test_extract_prints_statement_records_whose_spans_reslice(kb: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")

    done = kb("extract", "a.txt", "--format", "jsonl")

    rows = [json.loads(line) for line in done.out.splitlines()]
    (quoted,) = [row for row in rows if row["kind"] == "direct"]
    assert done.code == 0
    assert [STORY[start:end] for start, end in quoted["content"]] == ["“We will dredge the channel,”"]
    assert [STORY[start:end] for start, end in quoted["cue"]] == ["said"]
    assert quoted["speaker"]["name"] == "Marta Olsen"
    assert [hop["role"] for hop in quoted["chain"]] == ["outlet", "speaker"]
    assert all(
        {"doc", "id", "parent", "kind", "source", "cue", "content", "propositions", "confidence"} <= set(row)
        for row in rows
    )
    assert not (tmp_path / "kb.store").exists()


@pytest.mark.parametrize(
    ("layer", "line"),
    [
        ("times", "DATE         03/04/2021  2021-XX-XX  2021-03-04 or 2021-04-03  (ambiguous-day-and-month)"),
        ("times", "DATE         yesterday  XXXX-XX-XX  open  (last-day-without-anchor)"),
        ("times", "DATE         May 2021  2021-05  2021-05-01/2021-05-31"),
        ("times", "DATE         June 1, 2021  2021-06-01"),
        ("quantities", "cardinal     at least 40 ships  >= 40 ship"),
        ("quantities", "money        $3-5 million  3000000–5000000 USD"),
        ("quantities", "cardinal     about 12 crews  about 12 crew"),
    ],
)
def test_the_table_tells_what_a_time_or_number_means_and_what_is_open(
    kb: Command, tmp_path: Path, layer: str, line: str
) -> None:
    (tmp_path / "a.txt").write_text(
        "It denied on 03/04/2021 what it had said yesterday. In May 2021 at least 40 ships and about 12 crews sailed.\n"
        "The deal of June 1, 2021 cost $3-5 million.\n",
        encoding="utf-8",
    )

    done = kb("extract", "a.txt", "--layer", layer)

    assert line in [row.split("  ", 1)[1] for row in done.out.splitlines()]


@pytest.mark.parametrize(
    ("layer", "text"), [("times", "Friday"), ("quantities", "66 jets"), ("entities", "Marta Olsen")]
)
def test_extract_prints_other_layers_with_the_doc(kb: Command, tmp_path: Path, layer: str, text: str) -> None:
    (tmp_path / "a.txt").write_text(f"Marta Olsen ordered 66 jets on Friday. {STORY}", encoding="utf-8")

    done = kb("extract", "a.txt", "--layer", layer, "--format", "jsonl")

    rows = [json.loads(line) for line in done.out.splitlines()]
    assert text in [row["text"] for row in rows]
    assert {row["doc"] for row in rows} == {"a.txt"}


def test_ingest_reports_progress_on_stderr_and_counts_on_stdout_and_repeating_it_changes_nothing(
    kb: Command, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")

    first = kb("ingest", "a.txt", "--format", "json")
    before = kb("export", "--format", "nquads").out
    second = kb("ingest", "a.txt", "--format", "json", "--quiet")

    assert (first.code, second.code) == (0, 0)
    assert "[1/1] a.txt: new" in first.err
    assert json.loads(first.out)[0]["new"] == 1
    assert json.loads(second.out)[0]["unchanged"] == 1
    assert second.err == ""
    assert kb("export", "--format", "nquads").out == before


def test_a_changed_article_becomes_a_revision_and_the_old_one_moves_to_the_archive(kb: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    kb("ingest", "a.txt")
    (tmp_path / "a.txt").write_text(STORY.replace("opposed", "welcomed"), encoding="utf-8")

    done = kb("ingest", "a.txt", "--format", "json")

    exported = kb("export", "--format", "nquads").out
    current = kb("export", "--format", "turtle").out
    assert json.loads(done.out)[0]["revised"] == 1
    assert "wasRevisionOf" in exported
    assert "/id/graph/archive/" in exported
    assert "opposed the plan" in exported
    assert "opposed the plan" not in current


def test_an_article_in_another_language_is_stored_and_reported_as_not_extracted(kb: Command, tmp_path: Path) -> None:
    text = (
        "Der Minister sagte, dass der Plan nicht fertig sei und dass er im Frühjahr auf den Tisch des Hauses komme.\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")

    done = kb("ingest", "a.txt")

    assert done.code == 0
    assert "not extracted (language 'de')" in done.err
    assert json.loads(kb("status", "--format", "json").out)[0]["articles"] == 1
    assert json.loads(kb("status", "--format", "json").out)[0]["statements"] == 0


def test_bad_inputs_are_reported_with_a_remedy_and_the_rest_is_stored(kb: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02")

    done = kb("ingest", ".", "nowhere.txt", "--format", "json")

    assert done.code == 3
    assert json.loads(done.out)[0] == {"new": 1, "revised": 0, "unchanged": 0, "not extracted": 0, "not used": 3}
    for reason in ("empty.txt is empty", "binary.txt is binary", "nowhere.txt does not exist"):
        assert reason in done.err
    assert done.err.count("Fix: ") == 3
    assert "Traceback" not in done.err


def test_status_counts_what_the_store_holds(kb: Command, shipped_store: Path) -> None:
    (counts,) = json.loads(kb("status", "--store", shipped_store, "--format", "json").out)

    assert counts["articles"] == 5
    assert counts["statements"] > 100
    assert counts["discrepancies"] >= 2
    assert counts["bytes on disk"] > 0


def test_search_finds_what_contains_a_text_before_what_resembles_it(kb: Command, shipped_store: Path) -> None:
    done = kb("search", "difference and oppose coercion", "--store", shipped_store, "--format", "jsonl")
    exact = kb("search", "differences and oppose coercion", "--store", shipped_store, "--format", "jsonl")

    scores = [int(json.loads(line)["score"]) for line in done.out.splitlines()]
    assert scores == sorted(scores, reverse=True)
    assert 70 <= scores[0] < 100
    assert json.loads(exact.out.splitlines()[0])["score"] == "100"


def test_query_run_prints_rows_in_every_format(kb: Command, shipped_store: Path) -> None:
    def printed(form: str) -> str:
        done = kb("query", "run", "wire-copy", "--store", shipped_store, "--format", form)
        assert done.code == 0
        return done.out

    rows = list(csv.DictReader(io.StringIO(printed("csv"))))
    assert rows
    assert json.loads(printed("json"))[0]["doc_a"] == rows[0]["doc_a"]
    assert json.loads(printed("jsonl").splitlines()[0])["doc_a"] == rows[0]["doc_a"]
    assert printed("tsv").split("\t")[0] == "doc_a"
    assert printed("md").startswith("| doc")
    assert "ResultSet" in printed("turtle")
    assert rows[0]["doc_a"] in printed("table")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["run", "nonsense"], "no query called 'nonsense'"),
        (["run", "claims-by-speaker"], "needs the parameter speaker"),
        (["run", "corroboration", "--param", "x=1"], "has no parameter 'x'"),
        (["run", "claims-about", "--param", "entity=China", "--param", "from=soon"], "from"),
        (["run", "claims-by-speaker", "--param", "speaker=Nobody At All"], "Nobody At All"),
        (["run", "corroboration", "--param", "nonsense"], "no k=v"),
        (["run", "corroboration", "--format", "xml"], "no format 'xml'"),
        (["show", "nonsense"], "no query called 'nonsense'"),
        (["sparql", "SELECT"], "parse"),
        (["sparql", "DELETE WHERE { ?s ?p ?o }"], ""),
        (["sparql", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], "SERVICE"),
        (["sparql"], "Give a query"),
    ],
)
def test_a_wrong_question_gets_exit_code_2_and_a_remedy(
    kb: Command, shipped_store: Path, arguments: list[str], problem: str
) -> None:
    store = [] if arguments[0] == "show" else ["--store", str(shipped_store)]

    done = kb("query", *arguments, *store)

    assert done.code == 2
    assert problem in done.err
    assert "Fix: " in done.err
    assert done.out == ""


def test_an_ad_hoc_query_answers_and_gives_up_at_its_row_limit(kb: Command, shipped_store: Path) -> None:
    query = "SELECT ?s WHERE { ?s a <https://w3id.org/claimgraph/terms#Statement> } ORDER BY ?s"

    done = kb("query", "sparql", query, "--store", shipped_store, "--limit", "3", "--format", "csv")

    assert done.code in {0, 5}
    assert len(done.out.splitlines()) <= 4


@pytest.mark.parametrize("verb", ["status", "search words", "query run corroboration", "export", "validate"])
def test_a_folder_that_is_no_store_gets_exit_code_4_and_stays_as_it_was(kb: Command, tmp_path: Path, verb: str) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")

    foreign = kb(*verb.split(), "--store", folder)
    missing = kb(*verb.split(), "--store", tmp_path / "nowhere")

    assert (foreign.code, missing.code) == (4, 4)
    assert "is not a store" in foreign.err
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]
    assert not (tmp_path / "nowhere").exists()


def test_a_store_of_another_version_is_refused_and_left_alone(kb: Command, own_store: Path) -> None:
    marker = own_store / "claimgraph.json"
    marker.write_text(marker.read_text("utf-8").replace('"format": 1', '"format": 99'), encoding="utf-8")

    done = kb("ingest", resource("corpus", "articles"), "--store", own_store)

    assert done.code == 4
    assert "format 99" in done.err


def test_export_and_import_give_a_store_with_the_same_bytes(kb: Command, shipped_store: Path, tmp_path: Path) -> None:
    exported = kb("export", "--format", "nquads", "--store", shipped_store)
    (tmp_path / "all.nq").write_text(exported.out, encoding="utf-8")

    imported = kb("import", "all.nq", "--store", "copy.store")

    assert imported.code == 0
    assert kb("export", "--format", "nquads", "--store", "copy.store").out == exported.out


def test_validate_accepts_the_shipped_corpus_and_reports_discrepancies_as_warnings(
    kb: Command, shipped_store: Path
) -> None:
    done = kb("validate", "--store", shipped_store, "--format", "json")

    strict = kb("validate", "--store", shipped_store, "--format", "json", "--fail-on", "warning")

    assert (done.code, strict.code) == (0, 1)
    assert json.loads(done.out)["conforms"] is True


@pytest.mark.parametrize(
    ("pattern", "fault", "shape"),
    [
        (r'(oa:exact "[^"]*)and oppose coercion', r"\1and oppose coersion", "digest"),
        (r"(oa:TextPositionSelector[^.]*?oa:start )(\d)", r"\1-\2", "counts-from-zero"),
    ],
)
def test_a_planted_fault_in_an_export_is_found_named_and_located(
    kb: Command, shipped_store: Path, tmp_path: Path, pattern: str, fault: str, shape: str
) -> None:
    turtle = kb("export", "--store", shipped_store).out
    (tmp_path / "sound.ttl").write_text(turtle, encoding="utf-8")
    (tmp_path / "faulty.ttl").write_text(re.sub(pattern, fault, turtle, count=1), encoding="utf-8")

    sound, faulty = kb("validate", "sound.ttl"), kb("validate", "faulty.ttl", "--format", "json")

    violations = [one for one in json.loads(faulty.out)["findings"] if one["severity"] == "violation"]
    assert sound.code == 0
    assert "Not checked" in sound.err
    assert faulty.code == 1
    assert any(shape in one["shape"].lower() for one in violations)
    assert all(one["focus"] for one in violations)


def test_a_statement_without_its_run_is_found(kb: Command, shipped_store: Path, tmp_path: Path) -> None:
    lines = kb("export", "--format", "nquads", "--store", shipped_store).out.splitlines(keepends=True)
    lines.remove(next(line for line in lines if "/statement/" in line and "wasGeneratedBy" in line))
    (tmp_path / "faulty.nq").write_text("".join(lines), encoding="utf-8")

    done = kb("validate", "faulty.nq", "--format", "json")

    assert done.code == 1
    assert any("run" in one["shape"].lower() for one in json.loads(done.out)["findings"])


def test_foreign_control_characters_never_reach_the_terminal(kb: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“We \x1b[31mwin\u202e now,” said Marta\x07 Olsen.\n", encoding="utf-8")

    for arguments in (["extract", "a.txt"], ["ingest", "a.txt"], ["search", "win"], ["query", "run", "claim-mentions"]):
        done = kb(*arguments)

        assert not set("\x1b\u202e\x07") & set(done.out + done.err)


def test_interrupting_leaves_exit_code_130(kb: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kb.pipeline.taking.record_of", interrupted)

    done = kb("ingest", "a.txt")

    assert done.code == 130
    assert json.loads(kb("status", "--format", "json").out)[0]["articles"] == 0


def test_kb_toml_sets_the_store_and_a_wrong_one_is_explained(kb: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "kb.toml").write_text('store = "elsewhere"\nbase_iri = "https://news.example/id/"\n', encoding="utf-8")

    kb("ingest", "a.txt")

    assert (tmp_path / "elsewhere" / "claimgraph.json").is_file()
    assert "https://news.example/id/" in kb("export").out
    (tmp_path / "kb.toml").write_text("stor = 1\n", encoding="utf-8")
    refused = kb("status")
    assert refused.code == 3
    assert "sets 'stor', which means nothing" in refused.err
