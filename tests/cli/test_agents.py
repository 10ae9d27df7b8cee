"""``kb agents``: who is who, decided by people, on record, and taken back without a trace in what was read."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from commands import Command, Outcome
from reconciliation_server import Answer, item, reconciling

TERMS = "PREFIX kb: <https://w3id.org/claimgraph/terms#>"
BOARD = (
    "The harbour board met on Friday.\n\n“We will dredge the channel,” said Marta Olsen, the chair of the board.\n\n"
    "Olsen said the work would begin in May.\n"
)
UNION = (
    "Ms. Martha Olsen, who chairs the board, said the channel would be dredged.\n\nThe dock union opposed the plan.\n"
)
COURT = "John Smith was fined on Monday.\n\n“I did not see the sign,” said John Smith, a driver from Leeds.\n"
MATCH = "John Smith scored twice on Sunday.\n\n“We never gave up,” said John Smith, the striker.\n"


def page(text: str, outlet: str, day: str = "2024-05-06") -> str:
    return f"---\noutlet: {outlet}\npublished: {day}\n---\n{text}"


@pytest.fixture
def told(kb: Command, tmp_path: Path) -> Command:
    """Give the command line on a store of four stories, two about one chair, two about two men of one name."""
    stories = {
        "board.md": page(BOARD, "Harbour Post"),
        "union.md": page(UNION, "The Docker", "2024-05-07"),
        "court.md": page(COURT, "Harbour Post", "2024-05-08"),
        "match.md": page(MATCH, "Sunday Whistle", "2024-05-09"),
    }
    for name, text in stories.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "kb.toml").write_text('extractor = "rules"\nreviewer = "Ines Park"\n', encoding="utf-8")
    done = kb("ingest", *stories, "--quiet")
    assert done.code == 0, done.err
    return kb


def rows(done: Outcome) -> list[dict[str, Any]]:
    assert done.code == 0, done.err
    return json.loads(done.out)


def agents(kb: Command, *options: object) -> dict[str, dict[str, Any]]:
    listed = rows(kb("agents", "list", "--format", "json", *options))
    return {row["agent"].rpartition("/")[2]: row for row in listed}


def exported(kb: Command) -> str:
    return kb("export", "--format", "nquads", "--with-text").out


def as_read(nquads: str) -> set[str]:
    """Leave out what a review adds for good: itself, the memory of claims that came and went, and the report on all of it."""
    aside = ("/graph/reviews> .", "/graph/history> .", "/graph/runs> .", "/graph/report> .")
    return {line for line in nquads.splitlines() if not line.endswith(aside)}


def outlines(kb: Command, query: str, *options: object) -> list[dict[str, Any]]:
    return rows(kb("query", "run", query, "--format", "json", *options))


def test_list_counts_mentions_articles_and_outlets_and_filters(told: Command) -> None:
    everyone = agents(told)

    assert everyone["john-smith"] | {"agent": ""} == {
        "agent": "",
        "name": "John Smith",
        "type": "person",
        "registered": False,
        "mentions": everyone["john-smith"]["mentions"],
        "articles": 2,
        "outlets": 2,
        "doubts": 0,
    }
    assert {row["type"] for row in agents(told, "--type", "person").values()} == {"person"}
    assert not any(row["registered"] for row in agents(told, "--unregistered").values())
    assert len(agents(told, "--limit", "2")) == 2


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "jsonl", "md"])
def test_list_prints_every_format(told: Command, form: str) -> None:
    done = told("agents", "list", "--format", form)

    assert done.code == 0
    assert "John Smith" in done.out


def test_show_tells_names_titles_articles_and_statements(told: Command) -> None:
    (found,) = rows(told("agents", "show", "Marta Olsen", "--format", "json"))

    assert (found["agent"], found["type"], found["registered"]) == ("agent/marta-olsen", "person", False)
    assert "Marta Olsen" in {one["name"] for one in found["names"] if one["number"]}
    assert [one["doc"] for one in found["articles"]] == ["board.md"]
    assert "“We will dredge the channel,”" in {one["quote"] for one in found["statements"]}
    assert "Marta Olsen (agent/marta-olsen): person" in told("agents", "show", "marta-olsen").out


def test_a_title_keeps_its_days_when_an_article_without_a_day_has_it_too(told: Command, tmp_path: Path) -> None:
    (tmp_path / "later.md").write_text(page(UNION, "The Docker", "2024-06-07"), encoding="utf-8")
    (tmp_path / "undated.md").write_text(f"---\noutlet: The Docker\n---\n{UNION}", encoding="utf-8")
    assert told("ingest", "later.md", "undated.md", "--quiet").code == 0

    (found,) = rows(told("agents", "show", "Martha Olsen", "--format", "json"))

    assert [(one["title"], one["number"], one["first"], one["last"]) for one in found["titles"]] == [
        ("Ms.", 3, "2024-05-07", "2024-06-07")
    ]


def test_a_merge_makes_two_agents_one_in_every_answer(told: Command) -> None:
    done = told("agents", "merge", "Martha Olsen", "Marta Olsen", "--into", "marta-olsen", "--reason", "one chair")

    assert done.code == 0, done.err
    assert "martha-olsen" not in agents(told)
    assert agents(told)["marta-olsen"]["articles"] == 2
    said = outlines(told, "claims-by-speaker", "--param", "speaker=Martha Olsen")
    assert {row["doc"] for row in said} == {"board.md", "union.md"}
    assert said == outlines(told, "claims-by-speaker", "--param", "speaker=agent/marta-olsen")
    count = f"{TERMS} SELECT ?s {{ ?s kb:speaker <https://kb.example/id/agent/martha-olsen> }}"
    assert rows(told("query", "sparql", count, "--format", "json")) == []


def test_an_old_identifier_leads_to_whom_it_was_merged_into(told: Command) -> None:
    told("agents", "merge", "martha-olsen", "marta-olsen", "--into", "marta-olsen", "--reason", "one chair")

    for name in ("martha-olsen", "agent/martha-olsen", "https://kb.example/id/agent/martha-olsen", "Martha Olsen"):
        (found,) = rows(told("agents", "show", name, "--format", "json"))
        assert found["agent"] == "agent/marta-olsen"
    assert found["merged"] == ["agent/martha-olsen"]
    (review,) = found["reviews"]
    assert (review["decision"], review["reason"], review["by"]) == ("merge", "one chair", "Ines Park")


def test_merged_outlets_count_as_one_and_their_articles_stay_unchanged_when_read_again(told: Command) -> None:
    told("agents", "merge", "The Docker", "Harbour Post", "--into", "Harbour Post", "--reason", "one publisher")
    before = exported(told)

    done = told("ingest", ".", "--format", "json", "--quiet")

    assert {row["outlet"] for row in outlines(told, "outlets-by-claim")} == {"Harbour Post", "Sunday Whistle"}
    assert rows(done)[0]["unchanged"] == 4
    assert exported(told) == before


def test_merging_twice_changes_nothing_and_says_so(told: Command) -> None:
    told("agents", "merge", "martha-olsen", "marta-olsen", "--reason", "one chair")
    before = exported(told)

    again = told("agents", "merge", "martha-olsen", "marta-olsen", "--reason", "one chair")

    assert again.code == 0
    assert "nothing changed" in again.err
    assert exported(told) == before


def test_a_split_of_merged_agents_restores_what_was_read_to_the_byte(told: Command) -> None:
    before = exported(told)
    told("agents", "merge", "martha-olsen", "marta-olsen", "--into", "marta-olsen", "--reason", "one chair")
    changed = exported(told)

    done = told("agents", "split", "Marta Olsen", "Martha Olsen", "--reason", "two after all")

    assert done.code == 0, done.err
    assert as_read(changed) != as_read(before)
    assert as_read(exported(told)) == as_read(before)
    (found,) = rows(told("agents", "show", "marta-olsen", "--format", "json"))
    assert [(one["decision"], one["withdrawn"]) for one in found["reviews"]] == [("merge", True), ("undo", False)]


def test_a_split_by_article_gives_its_mentions_an_agent_of_their_own(told: Command) -> None:
    done = told("agents", "split", "John Smith", "--article", "court.md", "--reason", "a driver, not the striker")

    assert done.code == 0, done.err
    (other,) = [name for name in agents(told) if name.startswith("john-smith-")]
    assert {row["doc"] for row in outlines(told, "claims-by-speaker", "--param", "speaker=agent/john-smith")} == {
        "match.md"
    }
    assert {row["doc"] for row in outlines(told, "claims-by-speaker", "--param", f"speaker=agent/{other}")} == {
        "court.md"
    }
    ambiguous = told("agents", "show", "John Smith")
    assert ambiguous.code == 2
    assert f"agent/{other}" in ambiguous.err


def test_a_split_is_kept_when_its_article_is_revised_and_when_others_arrive(told: Command, tmp_path: Path) -> None:
    told("agents", "split", "John Smith", "--article", "court.md", "--reason", "a driver")
    (tmp_path / "court.md").write_text(page(COURT.replace("the sign", "the red sign"), "Harbour Post"), "utf-8")
    (tmp_path / "cup.md").write_text(page(MATCH.replace("twice", "once"), "The Docker"), "utf-8")

    told("ingest", ".", "--quiet")

    (other,) = [name for name in agents(told) if name.startswith("john-smith-")]
    assert agents(told)["john-smith"]["articles"] == 2
    assert agents(told)[other]["articles"] == 1


def test_what_was_split_off_everywhere_still_leads_somewhere(told: Command) -> None:
    told("agents", "split", "Marta Olsen", "--article", "board.md", "--reason", "another one")

    (found,) = rows(told("agents", "show", "agent/marta-olsen", "--format", "json"))

    assert found["agent"].startswith("agent/marta-olsen-")
    assert found["split_from"] == "agent/marta-olsen"


def test_a_split_that_was_merged_back_can_be_split_again(told: Command) -> None:
    before = as_read(exported(told))
    split = ("agents", "split", "agent/john-smith", "--article", "court.md", "--reason", "a driver")
    told(*split)
    parted = as_read(exported(told))
    (other,) = [name for name in agents(told) if name.startswith("john-smith-")]

    merged = told("agents", "merge", other, "john-smith", "--into", "john-smith", "--reason", "the striker drives")
    back = exported(told)
    again = told(*split)

    assert (merged.code, again.code) == (0, 0)
    assert as_read(back) >= {line for line in before if "/graph/article/" in line}
    assert as_read(exported(told)) == parted
    assert "nothing changed" in told(*split).err


def test_a_review_respects_articles_that_come_later(told: Command, tmp_path: Path) -> None:
    told("agents", "merge", "martha-olsen", "marta-olsen", "--into", "marta-olsen", "--reason", "one chair")
    (tmp_path / "later.md").write_text(page(UNION.replace("dredged", "deepened"), "Sunday Whistle"), "utf-8")

    told("ingest", "later.md", "--quiet")

    assert "martha-olsen" not in agents(told)
    assert agents(told)["marta-olsen"]["articles"] == 3


def test_the_outcome_does_not_depend_on_whether_the_review_or_the_article_came_first(
    told: Command, tmp_path: Path
) -> None:
    (tmp_path / "later.md").write_text(page(UNION.replace("dredged", "deepened"), "Sunday Whistle"), "utf-8")
    merge = ("agents", "merge", "martha-olsen", "marta-olsen", "--into", "marta-olsen", "--reason", "one chair")
    told(*merge)
    told("ingest", "later.md", "--quiet")
    first = as_read(exported(told))

    told("ingest", "board.md", "union.md", "court.md", "match.md", "later.md", "--store", "other.store", "--quiet")
    told(*merge, "--store", "other.store")
    second = as_read(told("export", "--format", "nquads", "--with-text", "--store", "other.store").out)

    def timeless(lines: set[str]) -> set[str]:
        return {line for line in lines if "/review/" not in line}  # a review's identifier holds its time

    assert timeless(first) == timeless(second)


@pytest.mark.parametrize("form", ["nquads", "trig"])
def test_reviews_survive_export_and_import_to_the_byte_and_go_on_as_before(told: Command, form: str) -> None:
    told("agents", "merge", "martha-olsen", "marta-olsen", "--into", "marta-olsen", "--reason", "one chair")
    told("agents", "split", "John Smith", "--article", "court.md", "--reason", "a driver")
    name = {"nquads": "all.nq", "trig": "all.trig"}[form]
    told("export", "--format", form, "--with-text", "--out", name)

    told("import", name, "--store", "copy.store")

    copy = told("export", "--format", "nquads", "--with-text", "--store", "copy.store").out
    assert copy == exported(told)
    told("agents", "split", "marta-olsen", "martha-olsen", "--reason", "two", "--store", "copy.store")
    assert told("agents", "show", "martha-olsen", "--store", "copy.store").code == 0


def test_an_import_without_texts_can_be_reviewed_and_the_review_undone(told: Command) -> None:
    told("export", "--format", "nquads", "--out", "all.nq")
    told("import", "all.nq", "--store", "bare.store")
    bare = ("export", "--format", "nquads", "--store", "bare.store")
    before = told(*bare).out
    told("agents", "merge", "martha-olsen", "marta-olsen", "--reason", "one chair", "--store", "bare.store")

    told("agents", "split", "marta-olsen", "martha-olsen", "--reason", "two", "--store", "bare.store")

    def told_without_texts(lines: set[str]) -> set[str]:
        """Leave out what surrounds words in absent texts: a pair that a merge ended comes back without it."""
        return {line for line in lines if "oa#prefix>" not in line and "oa#suffix>" not in line}

    assert told_without_texts(as_read(told(*bare).out)) == told_without_texts(as_read(before))


def test_a_reviewed_store_conforms_to_its_shapes(told: Command) -> None:
    told("agents", "merge", "martha-olsen", "marta-olsen", "--reason", "one chair")
    told("agents", "split", "John Smith", "--article", "court.md", "--reason", "a driver")
    told("agents", "reconcile", "--accept", "marta-olsen=Q42")

    done = told("validate", "--format", "json")

    assert done.code == 0, done.out


def test_who_reviews_is_told_by_option_then_environment_then_settings(
    told: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by(*options: str) -> str:
        merge = ("agents", "merge", "martha-olsen", "marta-olsen", "--reason", "one", "--format", "json", *options)
        (review,) = rows(told(*merge))
        told("agents", "split", "marta-olsen", "martha-olsen", "--reason", "two")
        return review["by"]

    assert by() == "Ines Park"
    monkeypatch.setenv("KB_REVIEWER", "Jo Brandt")
    assert by() == "Jo Brandt"
    assert by("--by", "Lea  Wu") == "Lea Wu"


def test_without_a_name_for_the_reviewer_nothing_is_recorded(
    told: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kb.toml").unlink()
    monkeypatch.setattr("getpass.getuser", lambda: (_ for _ in ()).throw(OSError("no name")))

    done = told("agents", "merge", "martha-olsen", "marta-olsen", "--reason", "one chair")

    assert done.code == 2
    assert "--by NAME" in done.err


@pytest.mark.parametrize(
    ("arguments", "code", "told_of"),
    [
        (("merge", "nobody-at-all", "marta-olsen", "--reason", "x"), 2, "Nothing in the store is the agent"),
        (("merge", "marta-olsen", "marta-olsen", "--reason", "x"), 2, "cannot be merged with itself"),
        (("merge", "marta-olsen", "--reason", "x"), 2, "cannot be merged with itself"),
        (("merge", "marta-olsen", "martha-olsen", "--reason", "  "), 2, "needs a reason"),
        (("merge", "marta-olsen", "martha-olsen"), 2, "--reason"),
        (("merge", "marta-olsen", "Harbour Post", "--reason", "x"), 2, "is a person"),
        (("split", "marta-olsen", "martha-olsen", "--reason", "x"), 2, "No review made"),
        (("split", "marta-olsen", "--reason", "x"), 2, "either the agents"),
        (("split", "marta-olsen", "martha-olsen", "--article", "board.md", "--reason", "x"), 2, "either the agents"),
        (("split", "marta-olsen", "--article", "court.md", "--reason", "x"), 2, "does not mention"),
        (
            ("split", "marta-olsen", "--article", "nowhere.md", "--reason", "x"),
            2,
            "Nothing in the store is the article",
        ),
        (("reconcile", "--accept", "marta-olsen=42"), 2, "is no Wikidata item"),
        (("reconcile", "--accept", "marta-olsen"), 2, "is no AGENT=QID"),
        (("show", "nobody-at-all"), 2, "Nothing in the store is the agent"),
        (("list", "--format", "xml"), 2, "There is no format"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_remedy_and_changes_nothing(
    told: Command, arguments: tuple[str, ...], code: int, told_of: str
) -> None:
    before = exported(told)

    done = told("agents", *arguments)

    assert done.code == code
    assert told_of in done.err
    assert "Traceback" not in done.err
    assert exported(told) == before


def test_force_merges_what_types_tell_apart(told: Command) -> None:
    done = told("agents", "merge", "marta-olsen", "Harbour Post", "--reason", "a pen name of the desk", "--force")

    assert done.code == 0, done.err


def test_hostile_words_of_a_reason_are_kept_as_they_are_and_shown_harmlessly(told: Command) -> None:
    reason = 'one\x1b[31m “chair” """ <http://evil.example/s> } ; DROP ALL # \\u0022'

    done = told("agents", "merge", "martha-olsen", "marta-olsen", "--reason", reason, "--by", "Eve <script>")
    seen = told("agents", "show", "marta-olsen")

    assert (done.code, seen.code) == (0, 0)
    assert "\x1b" not in seen.out
    assert "DROP ALL" in seen.out
    assert told("status").code == 0


def test_a_store_that_is_not_there_is_not_made(kb: Command, tmp_path: Path) -> None:
    done = kb("agents", "merge", "a", "b", "--reason", "x", "--by", "Ines Park", "--store", "none.store")

    assert done.code == 4
    assert not (tmp_path / "none.store").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_store_that_cannot_be_written_is_told(told: Command, tmp_path: Path) -> None:
    quads = tmp_path / "kb.store" / "quads"
    quads.chmod(stat.S_IRUSR | stat.S_IXUSR)

    done = told("agents", "merge", "martha-olsen", "marta-olsen", "--reason", "x")
    quads.chmod(stat.S_IRWXU)

    assert done.code == 4


def test_a_write_that_fails_leaves_everything_as_it_was(told: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    from kb.errors import StoreError
    from kb.store.engine import QuadStore

    before = exported(told)
    with monkeypatch.context() as broken:
        broken.setattr(QuadStore, "update", lambda *_, **__: (_ for _ in ()).throw(StoreError("The disk is full.")))
        done = told("agents", "merge", "martha-olsen", "marta-olsen", "--reason", "x")

    assert done.code == 4
    assert exported(told) == before
    assert told("agents", "merge", "martha-olsen", "marta-olsen", "--reason", "x").code == 0


def test_a_name_that_means_two_is_never_guessed(told: Command) -> None:
    told("agents", "split", "John Smith", "--article", "court.md", "--reason", "a driver")
    before = exported(told)

    for arguments in (("merge", "John Smith", "marta-olsen"), ("split", "John Smith", "--article", "match.md")):
        done = told("agents", *arguments, "--reason", "x")
        assert done.code == 2
        assert "may be any of 2: agent/john-smith, agent/john-smith-" in done.err
    assert exported(told) == before


def test_a_merge_into_somebody_of_the_registry_whom_no_article_names(told: Command) -> None:
    done = told("agents", "merge", "marta-olsen", "wu-qian", "--into", "wu-qian", "--reason", "a pen name")

    (found,) = rows(told("agents", "show", "Marta Olsen", "--format", "json"))
    assert done.code == 0, done.err
    assert (found["agent"], found["registered"]) == ("agent/wu-qian", True)
    assert "Marta Olsen" in {one["name"] for one in found["names"]}


def test_a_store_in_use_is_told(told: Command) -> None:
    from kb.store.opening import open_store

    with open_store("kb.store"):
        done = told("agents", "merge", "martha-olsen", "marta-olsen", "--reason", "x")

    assert done.code == 4
    assert "in use" in done.err


def test_an_accepted_item_is_recorded_found_and_not_given_twice(told: Command) -> None:
    done = told("agents", "reconcile", "--accept", "Marta Olsen=Q42", "--reason", "same chair, same port")

    assert done.code == 0, done.err
    (found,) = rows(told("agents", "show", "http://www.wikidata.org/entity/Q42", "--format", "json"))
    assert (found["agent"], found["same_as"]) == ("agent/marta-olsen", "http://www.wikidata.org/entity/Q42")
    assert "known already" in told("agents", "reconcile", "--accept", "marta-olsen=Q42").err
    taken = told("agents", "reconcile", "--accept", "martha-olsen=Q42")
    assert (taken.code, "kb agents merge agent/martha-olsen agent/marta-olsen" in taken.err) == (2, True)
    other = told("agents", "reconcile", "--accept", "marta-olsen=Q43")
    assert (other.code, "is http://www.wikidata.org/entity/Q42 already" in other.err) == (2, True)
    assert told("agents", "reconcile", "--accept", "marta-olsen=Q43", "--force").code == 0
    (found,) = rows(told("agents", "show", "marta-olsen", "--format", "json"))
    assert found["same_as"] == "http://www.wikidata.org/entity/Q43"


def test_an_item_goes_along_with_a_merge_and_stays_behind_after_a_split(told: Command) -> None:
    told("agents", "reconcile", "--accept", "martha-olsen=Q42")
    told("agents", "merge", "martha-olsen", "marta-olsen", "--into", "marta-olsen", "--reason", "one chair")
    (merged,) = rows(told("agents", "show", "marta-olsen", "--format", "json"))

    told("agents", "split", "marta-olsen", "martha-olsen", "--reason", "two")

    (found,) = rows(told("agents", "show", "marta-olsen", "--format", "json"))
    assert (merged["same_as"], found["same_as"]) == ("http://www.wikidata.org/entity/Q42", None)


def test_every_review_stands_in_a_graph_of_its_own_in_standard_terms(told: Command) -> None:
    told("agents", "merge", "martha-olsen", "marta-olsen", "--into", "marta-olsen", "--reason", "one chair")

    asked = (
        f"{TERMS} PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
        "SELECT ?about ?into ?why ?who ?when { GRAPH <https://kb.example/id/graph/reviews> { ?review a kb:Review ; "
        "kb:decision kb:MergeAgents ; prov:used ?about ; kb:into ?into ; skos:note ?why ; prov:startedAtTime ?when ; "
        "prov:wasAssociatedWith/<http://www.w3.org/2000/01/rdf-schema#label> ?who } }"
    )

    (row,) = csv.DictReader(io.StringIO(told("query", "sparql", asked, "--format", "csv").out))
    assert row["about"].endswith("/martha-olsen")
    assert row["into"].endswith("/marta-olsen")
    assert (row["why"], row["who"]) == ("one chair", "Ines Park")
    assert row["when"].endswith("Z")


def test_the_union_graph_says_what_was_read_and_which_review_replaced_it(told: Command) -> None:
    told("agents", "merge", "martha-olsen", "marta-olsen", "--into", "marta-olsen", "--reason", "one chair")

    asked = (
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX prov: <http://www.w3.org/ns/prov#> "
        f"{TERMS} SELECT ?review {{ ?link a rdf:Statement ; rdf:predicate kb:speaker ; "
        "rdf:object <https://kb.example/id/agent/martha-olsen> ; prov:wasInvalidatedBy ?review . ?review a kb:Review }"
    )

    assert rows(told("query", "sparql", asked, "--format", "json"))


def test_a_registry_of_ones_own_that_would_link_wrongly_is_refused_at_first_use(kb: Command, tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(
        "@prefix agent: <https://kb.example/id/agent/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        'agent:ana-ruiz rdfs:label "Ana Ruiz" ; skos:altLabel "Ruiz" . agent:leo-ruiz rdfs:label "Leo Ruiz" ; '
        'skos:altLabel "Ruiz" .\n',
        encoding="utf-8",
    )
    (tmp_path / "kb.toml").write_text('registry = "own.ttl"\nextractor = "rules"\n', encoding="utf-8")
    (tmp_path / "a.txt").write_text(BOARD, encoding="utf-8")

    done = kb("extract", "a.txt")

    assert done.code == 3
    assert "'ruiz' names both agent/ana-ruiz and agent/leo-ruiz" in done.err
    assert "kb validate own.ttl" in done.err


def test_reconcile_proposes_and_stores_nothing(told: Command) -> None:
    before = exported(told)

    with reconciling(lambda query: [item("Q42", query["query"], 87.5, match=True)]) as server:
        done = told("agents", "reconcile", "Marta Olsen", "--service", server.address, "--format", "json")

    assert rows(done) == [
        {
            "agent": "agent/marta-olsen",
            "name": "Marta Olsen",
            "item": "Q42",
            "label": "Marta Olsen",
            "description": "",
            "score": "87.5",
            "match": "true",
            "types": "",
        }
    ]
    assert server.asked == [{"q0": {"query": "Marta Olsen", "limit": 3, "type": "Q5"}}]
    assert "Nothing is stored" in done.err
    assert exported(told) == before


def test_reconcile_asks_the_configured_service_for_all_that_have_no_item_yet(told: Command, tmp_path: Path) -> None:
    told("agents", "reconcile", "--accept", "marta-olsen=Q42")

    with reconciling() as server:
        with (tmp_path / "kb.toml").open("a", encoding="utf-8") as file:
            file.write(f'[reconcile]\nservice = "{server.address}"\nlimit = 5\n')
        done = told("agents", "reconcile", "--limit", "4")

    (queries,) = server.asked
    assert (done.code, len(queries)) == (0, 4)
    assert "Marta Olsen" not in {query["query"] for query in queries.values()}
    assert {query["limit"] for query in queries.values()} == {5}
    assert "Nothing proposed for 4" in done.err


def test_reconcile_sends_nothing_unless_a_service_is_named(told: Command) -> None:
    done = told("agents", "reconcile", "Marta Olsen")

    assert done.code == 2
    assert "nothing is sent unless one is" in done.err


def test_a_hostile_service_is_one_clear_error_and_its_words_are_harmless(told: Command) -> None:
    with reconciling(lambda _: [item("Q1\x1b[31m", "\u202eowned\x07", 1, description="a\nb")]) as server:
        shown = told("agents", "reconcile", "Marta Olsen", "--service", server.address)
        server.queue += [Answer(body=b"<html>")]
        failed = told("agents", "reconcile", "Marta Olsen", "--service", server.address)

    assert shown.code == 0
    assert not {"\x1b", "\u202e", "\x07"} & set(shown.out)
    assert failed.code == 3
    assert "no answer that can be read" in failed.err
    assert "Traceback" not in failed.err


@pytest.mark.parametrize(
    ("table", "told_of"),
    [
        ('reconcile = "x"', "It is a table: [reconcile]"),
        ("[reconcile]\nservices = 1", "Known: reconcile.service"),
        ("[reconcile]\nlimit = 0", "Give a number from 1 up"),
        ('[reconcile]\ntimeout = "long"', "It has to be a number"),
        ("reviewer = 7", "It has to be a text"),
    ],
)
def test_a_setting_that_means_nothing_is_refused(kb: Command, tmp_path: Path, table: str, told_of: str) -> None:
    (tmp_path / "kb.toml").write_text(f"{table}\n", encoding="utf-8")

    done = kb("agents", "reconcile", "Marta Olsen")

    assert done.code == 3
    assert told_of in done.err


JUDGE = "Judge Una Frey closed the hearing on Monday.\n\n“The fine stands,” said Judge Una Frey.\n"
KEEPER = "Goalkeeper Una Frey saved a penalty on Sunday.\n\n“We were lucky,” said goalkeeper Una Frey.\n"
BARE = "Una Frey signed books on Friday.\n\n“I am tired,” said Una Frey.\n"
ONE_NAME = {
    "judge.md": page(JUDGE, "Harbour Post", "2024-05-08"),
    "keeper.md": page(KEEPER, "Sunday Whistle", "2024-05-09"),
    "bare.md": page(BARE, "The Docker", "2024-05-10"),
}


def freys(kb: Command, *options: object) -> dict[str, set[str]]:
    """Give the articles of every Una Frey."""
    found = {}
    for name in agents(kb, *options):
        if name.startswith("una-frey"):
            (one,) = rows(kb("agents", "show", f"agent/{name}", "--format", "json"))
            found[name] = {article["doc"] for article in one["articles"]}
    return found


@pytest.fixture
def namesakes(kb: Command, tmp_path: Path) -> Command:
    """Give the command line on a store of three stories that name Una Frey: a judge, a goalkeeper, and nobody knows."""
    for name, text in ONE_NAME.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "kb.toml").write_text('extractor = "rules"\nreviewer = "Ines Park"\n', encoding="utf-8")
    done = kb("ingest", *ONE_NAME, "--quiet")
    assert done.code == 0, done.err
    return kb


def test_people_of_one_name_are_kept_apart_and_the_reason_is_shown(namesakes: Command) -> None:
    found = freys(namesakes)

    assert sorted(found.values(), key=sorted) == [{"bare.md"}, {"judge.md"}, {"keeper.md"}]
    assert found["una-frey"] == {"judge.md"}
    (judge,) = rows(namesakes("agents", "show", "agent/una-frey", "--format", "json"))
    assert {one["kind"] for one in judge["doubts"]} == {"trade", "unclear"}
    assert "not the same" in namesakes("agents", "show", "agent/una-frey").out
    assert set(agents(namesakes, "--doubtful")) == set(found)
    assert all(row["doubts"] == 2 for row in agents(namesakes, "--doubtful").values())
    said = outlines(namesakes, "claims-by-speaker", "--param", "speaker=agent/una-frey")
    assert {row["doc"] for row in said} == {"judge.md"}
    assert namesakes("validate", "--format", "json").code == 0


def test_the_order_of_ingestion_does_not_decide_who_is_who(namesakes: Command) -> None:
    for at, order in enumerate(permutations(ONE_NAME)):
        for name in order:  # each in an update of its own, so that what is stored moves when doubt comes up
            assert namesakes("ingest", name, "--store", f"{at}.store", "--quiet").code == 0

    wholes = {
        frozenset(as_read(namesakes("export", "--format", "nquads", "--with-text", "--store", f"{at}.store").out))
        for at in range(6)
    }
    assert wholes == {frozenset(as_read(exported(namesakes)))}


def test_a_merge_goes_before_the_doubt_and_taking_it_back_brings_the_doubt_back(namesakes: Command) -> None:
    before = exported(namesakes)
    (keeper,) = (name for name, docs in freys(namesakes).items() if docs == {"keeper.md"})

    merged = namesakes("agents", "merge", keeper, "una-frey", "--into", "una-frey", "--reason", "she does both")

    assert merged.code == 0, merged.err
    assert freys(namesakes) == {"una-frey": set(ONE_NAME)}
    assert agents(namesakes, "--doubtful") == {}
    (found,) = rows(namesakes("agents", "show", f"agent/{keeper}", "--format", "json"))
    assert found["agent"] == "agent/una-frey"
    taken_back = namesakes("agents", "split", "agent/una-frey", f"agent/{keeper}", "--reason", "two after all")
    assert taken_back.code == 0, taken_back.err
    assert as_read(exported(namesakes)) == as_read(before)


def test_a_split_says_whom_an_article_means_whatever_evidence_says(namesakes: Command, tmp_path: Path) -> None:
    (tmp_path / "again.md").write_text(page(JUDGE.replace("Monday", "Tuesday"), "The Docker", "2024-05-11"), "utf-8")
    namesakes("ingest", "again.md", "--quiet")
    assert {"judge.md", "again.md"} in freys(namesakes).values()

    done = namesakes("agents", "split", "agent/una-frey", "--article", "again.md", "--reason", "of another court")

    assert done.code == 0, done.err
    assert {"again.md"} in freys(namesakes).values()
    assert freys(namesakes)["una-frey"] == {"judge.md"}


def test_doubts_survive_export_and_import_and_go_when_the_article_is_corrected(
    namesakes: Command, tmp_path: Path
) -> None:
    namesakes("export", "--format", "nquads", "--with-text", "--out", "all.nq")
    namesakes("import", "all.nq", "--store", "copy.store")
    assert namesakes("export", "--format", "nquads", "--with-text", "--store", "copy.store").out == exported(namesakes)

    (tmp_path / "keeper.md").write_text(page(JUDGE.replace("fine", "rule"), "Sunday Whistle", "2024-05-09"), "utf-8")
    namesakes("ingest", "keeper.md", "--quiet", "--store", "copy.store")

    listed = rows(namesakes("agents", "list", "--doubtful", "--format", "json", "--store", "copy.store"))
    assert listed == []


def test_show_lists_the_offices_of_texts_with_days_and_articles(told: Command, tmp_path: Path) -> None:
    text = "Arno Quill, a former mayor of Leeds, spoke on Monday.\n\n“No,” said Harbour Minister Wim Sarto.\n"
    (tmp_path / "first.md").write_text(page(text, "Harbour Post", "2024-05-01"), "utf-8")
    (tmp_path / "second.md").write_text(page(text.replace("spoke", "sang"), "The Docker", "2024-06-01"), "utf-8")
    told("ingest", "first.md", "second.md", "--quiet")

    (quill,) = rows(told("agents", "show", "Arno Quill", "--format", "json"))
    (sarto,) = rows(told("agents", "show", "Wim Sarto", "--format", "json"))

    (mayor,) = quill["roles"]
    assert (mayor["role"], mayor["hold"], mayor["first"], mayor["last"]) == (
        "mayor",
        "former",
        "2024-05-01",
        "2024-06-01",
    )
    assert mayor["docs"] == ["first.md", "second.md"]
    assert [(one["role"], one["hold"]) for one in sarto["roles"]] == [("harbour minister", "held")]
    shown = told("agents", "show", "Arno Quill").out
    assert "former mayor" in shown
    assert "first.md, second.md (2024-05-01 to 2024-06-01)" in shown
