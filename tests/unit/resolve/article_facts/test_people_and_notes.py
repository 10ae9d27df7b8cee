"""Who wrote it, whose pictures it prints, what was corrected; and what the command line says of all that."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Command
from facts_of import facts, informed_text

PROSE = "The harbour board met on Friday. It agreed to dredge the channel, and to pay for it with a fee on every ship."


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ana Ruiz", "Ana Ruiz"),
        ("BY ANA RUIZ", "Ana Ruiz"),
        ("By Ana Ruiz and Tom Okoye", "Ana Ruiz, Tom Okoye"),
        ("By Ana Ruiz, Tom Okoye and Kim Lee", "Ana Ruiz, Tom Okoye, Kim Lee"),
        ("By Ana de la Cruz | Jan. 3, 2020", "Ana de la Cruz"),
        ("By Ana Ruiz, The Boston Globe", "Ana Ruiz"),
        ("Words by Ana Ruiz", "Ana Ruiz"),
        ("By Associated Press", ""),
        ("By Staff Reporter", ""),
        ("By the harbour, ships wait.", ""),
        ("By Friday the ships had left.", ""),
    ],
)
def test_a_byline_names_people(line: str, authors: str) -> None:
    assert informed_text(f"Board to dredge channel\n\n{line}\n\n{PROSE}\n").author == authors


@pytest.mark.parametrize(
    ("line", "author", "ground"),
    [
        ("• Tom Okoye can be reached at t.okoye@ledger.example.", "Tom Okoye", "contact line"),
        ("Reporting by Tom Okoye; Editing by Kim Lee", "Tom Okoye", "reporting line"),
        ("Tom Okoye is a correspondent for the Larsk Ledger.", "Tom Okoye", "contact line"),
    ],
)
def test_lines_at_the_end_name_people_too(line: str, author: str, ground: str) -> None:
    (found,) = facts(f"{PROSE}\n\n{PROSE}\n\n{line}\n", "author")

    assert (found.value, found.ground, found.used) == (author, ground, True)
    assert found.spans[0].exact == author


def test_bylines_that_contradict_one_another_are_marked_and_the_surer_is_used() -> None:
    text = f"By Ana Ruiz\n\n{PROSE}\n\n{PROSE}\n\nTom Okoye can be reached at t.okoye@ledger.example.\n"

    first, second = facts(text, "author")

    assert (first.value, first.used, first.conflict) == ("Ana Ruiz", True, True)
    assert (second.value, second.used, second.conflict) == ("Tom Okoye", False, True)


def test_a_source_who_can_be_reached_in_the_prose_is_no_author() -> None:
    text = "\n\n".join([PROSE, PROSE, PROSE, PROSE, "The union's Kim Lee can be reached at any time.", *[PROSE] * 4])

    assert informed_text(text).author == ""


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("A dredger at work in Larsk in 2019. (AP Photo/Kim Lee)", "AP Photo/Kim Lee"),
        ("A dredger at work in Larsk. Kim Lee/Reuters", "Kim Lee/Reuters"),
        ("Photo: Kim Lee", "Kim Lee"),
        ("Credit: Larsk Port photo by Kim Lee", "Larsk Port photo by Kim Lee"),
        ("Dredger Larsk Photo:VCG", "VCG"),
    ],
)
def test_a_picture_is_credited_apart_from_the_text(line: str, credit: str) -> None:
    text = f"{PROSE}\n\n{line}\n\n{PROSE}"

    assert [fact.value for fact in facts(text, "photo-credit")] == [credit]
    assert facts(text, "credit") == []


@pytest.mark.parametrize(
    "line",
    [
        "Correction: An earlier version of this article gave the wrong depth of the channel.",
        "Editor's note: The name of the board's chair was misspelled.",
        "This story has been updated with the board's reply.",
        "An earlier version of this story misstated the fee.",
        "(Corrects name of chair in second paragraph)",
        "Clarification, May 5: The fee is paid once a year.",
    ],
)
def test_a_note_of_a_correction_is_a_fact_and_no_statement(line: str) -> None:
    text = f"{PROSE}\n\n{PROSE}\n\n{line}\n"

    article = informed_text(text)

    (found,) = [fact for fact in article.facts if fact.kind == "correction"]
    assert found.spans[0].exact == line.strip()
    assert next(region.kind for region in article.regions if region.start == text.index(line)) == "notice"


def test_prose_about_corrections_is_none() -> None:
    text = "\n\n".join([PROSE, PROSE, "The ministry said an earlier version of the report was wrong.", PROSE, PROSE])

    assert facts(text, "correction") == []


def test_the_language_is_a_fact_and_a_statement_against_it_is_told() -> None:
    (found,) = facts(PROSE, "language", grounds={"language": "text"})

    assert (found.value, found.ground, found.used) == ("en", "text", True)


def test_every_span_is_what_the_text_has_there_and_informing_twice_changes_nothing() -> None:
    text = (
        f"Board to dredge channel\n\nBy Ana Ruiz | May 4, 2022\n\n{PROSE}\n\nA dredger in May 2021. (AP Photo/Kim Lee)\n\n"
        f"{PROSE} (AP)\n\nCorrection: The fee is paid once.\n\nAna Ruiz can be reached at ana@politico.com.\n"
    )

    article = informed_text(text)

    assert {fact.kind for fact in article.facts} >= {
        "outlet", "published", "author", "language", "photo-credit", "correction",
    }  # fmt: skip
    assert all(text[span.start : span.end] == span.exact for fact in article.facts for span in fact.spans)
    assert informed_text(text) == article


def test_the_facts_layer_prints_one_row_a_fact(kb: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"By Ana Ruiz | May 4, 2022\n\n{PROSE}\n", encoding="utf-8")

    rows = [
        json.loads(line) for line in kb("extract", "a.txt", "--layer", "facts", "--format", "jsonl").out.splitlines()
    ]
    table = kb("extract", "a.txt", "--layer", "facts").out

    by_kind = {row["fact"]: row for row in rows}
    assert list(rows[0])[:9] == ["doc", "fact", "value", "ground", "confidence", "start", "end", "reason", "used"]
    assert by_kind["published"]["value"] == by_kind["published"]["earliest"] == "2022-05-04"
    assert by_kind["author"]["value"] == "Ana Ruiz"
    assert by_kind["outlet"]["value"] is None
    assert "unknown" in table
    assert "used" in table


def test_ingesting_tells_of_contradictions_and_repeating_it_changes_nothing(kb: Command, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(
        f"{PROSE}\n\nDredgers on May 5, 2022. (AP Photo/Kim Lee)\n\n{PROSE}\n", encoding="utf-8"
    )
    (tmp_path / "in" / "manifest.jsonl").write_text(
        '{"doc": "a.txt", "published": "2020-01-03", "outlet": "Politico"}\n'
    )

    first = kb("ingest", "in", "--store", "s", "--format", "json")
    before = kb("export", "--format", "nquads", "--store", "s").out
    again = kb("ingest", "in", "--store", "s", "--format", "json")

    assert "2020-01-03 (manifest), but also 2022-05-05/2022-05-11" in first.err
    assert json.loads(again.out)[0]["unchanged"] == 1
    assert kb("export", "--format", "nquads", "--store", "s").out == before
    assert kb("validate", "--store", "s").code == 0


def test_facts_survive_export_and_import(kb: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        f"By Ana Ruiz | May 4, 2022\n\n{PROSE}\n\nThe court jailed him on March 5, 2021.\n\n{PROSE} (AP)\n",
        encoding="utf-8",
    )
    kb("ingest", "a.txt", "--store", "s")
    (tmp_path / "all.nq").write_text(kb("export", "--format", "nquads", "--store", "s").out, encoding="utf-8")

    kb("import", "all.nq", "--store", "t")

    asked = [kb("query", "run", "article-facts", "--store", store, "--format", "csv").out for store in ("s", "t")]
    assert asked[0] == asked[1]
    assert "published,2022-05-04,byline" in asked[0]
    assert kb("export", "--format", "nquads", "--store", "t").out == (tmp_path / "all.nq").read_text("utf-8")
    again = [json.loads(kb("ingest", "a.txt", "--store", "t", "--format", "json").out)[0] for _ in range(2)]
    assert [one["unchanged"] for one in again] == [0, 1]  # the export had no text; the first of the two brought it


def test_a_manifest_overrules_the_page_and_both_are_told(kb: Command, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    front = "---\noutlet: Politico\npublished: 2022-05-04\nlanguage: en-GB\n---\n\n"
    (tmp_path / "in" / "a.md").write_text(f"{front}{PROSE}\n", encoding="utf-8")
    (tmp_path / "in" / "b.md").write_text(f"{front}{PROSE}\n", encoding="utf-8")
    (tmp_path / "in" / "manifest.jsonl").write_text(
        '{"doc": "a.md", "outlet": "Newsweek", "published": "2022-05-09"}\n{"doc": "b.md", "outlet": "POLITICO"}\n',
        encoding="utf-8",
    )

    done = kb("ingest", "in", "--store", "s")

    notes = [line for line in done.err.splitlines() if "but also" in line]
    assert len(notes) == 2
    assert "outlet is Newsweek (manifest), but also Politico (front matter)" in notes[0]
    assert "published is 2022-05-09 (manifest), but also 2022-05-04 (front matter)" in notes[1]
