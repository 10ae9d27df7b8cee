"""Claim graphs for benchmarks: the same for the same seed, real enough for every stored query, faulty as stated."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from commands import Command
from hypothesis import given
from hypothesis import settings as limited
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from kb.bench.claim_graphs.faults import SHAPES
from kb.bench.claim_graphs.graphs import Chapter, ClaimGraph, chapter
from kb.bench.claim_graphs.writing import written_to
from kb.check.validation import report_on
from kb.model import Severity
from kb.query.rows import answer
from kb.query.stored import catalogue
from kb.store.loading import import_file
from kb.store.memory import MemoryStore
from kb.vocab import KB, SCHEMA

TODAY = date(2025, 6, 1)
KINDS = 14  # of faults


@cache
def twenty_thousand() -> tuple[MemoryStore, ClaimGraph]:
    made = ClaimGraph("rows", 20_000)
    store = MemoryStore()
    store.update(add=made.quads())
    return store, made


def bytes_of(seed: str, quads: int) -> bytes:
    out = io.BytesIO()
    written_to(out, ClaimGraph(seed, quads))
    return out.getvalue()


def test_a_seed_gives_the_same_bytes_in_another_process() -> None:
    here = hashlib.sha256(bytes_of("twice", 3_000)).hexdigest()

    script = (
        "import hashlib, io\n"
        "from kb.bench.claim_graphs.graphs import ClaimGraph\n"
        "from kb.bench.claim_graphs.writing import written_to\n"
        "out = io.BytesIO()\n"
        "written_to(out, ClaimGraph('twice', 3_000))\n"
        "print(hashlib.sha256(out.getvalue()).hexdigest())\n"
    )
    there = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, env={"PYTHONHASHSEED": "77"}
    )

    assert there.stdout.strip() == here
    assert bytes_of("another", 3_000) != bytes_of("twice", 3_000)


def test_a_small_graph_is_part_of_a_larger_one() -> None:
    assert bytes_of("grows", 20_000).startswith(bytes_of("grows", 3_000))


def test_no_quad_comes_twice_and_the_size_is_at_least_what_was_asked_for() -> None:
    store, made = twenty_thousand()

    assert len(store) == made.size >= 20_000


def test_every_stored_query_has_rows() -> None:
    store, _ = twenty_thousand()
    example = {
        "entity": most_common(store, "?x kb:participant ?it"),
        "outlet": most_common(store, "?x schema:publisher ?it"),
        "speaker": most_common(store, "?x kb:speaker ?it"),
        "claim": most_common(store, "?x kb:expresses ?it"),
    }

    for query in catalogue().queries.values():
        given_values = {each.name: example[each.name] for each in query.parameters if each.name in example}
        assert any(True for _ in answer(store, query, given_values).cells), query.name


def most_common(store: MemoryStore, pattern: str) -> str:
    (row,) = store.query(  # type: ignore[misc]
        f"PREFIX kb: <{KB.Claim.removesuffix('Claim')}> PREFIX schema: <{SCHEMA.Claim.removesuffix('Claim')}> "
        f"SELECT ?it WHERE {{ {pattern} }} GROUP BY ?it ORDER BY DESC(COUNT(?x)) ?it LIMIT 1"
    )
    return str(row["it"].value)


def test_speakers_recur_and_claims_are_told_by_several_outlets() -> None:
    store, _ = twenty_thousand()

    rows = list(answer(store, catalogue().queries["corroboration"], {}).cells)

    counts = [(int(outlets.value), int(origins.value)) for _, _, outlets, origins, *_ in rows]  # type: ignore[union-attr]
    assert max(outlets for outlets, _ in counts) >= 3
    assert any(outlets > origins for outlets, origins in counts)  # a copied dispatch
    assert any(origins > 1 for _, origins in counts)


def test_the_shapes_find_the_planted_faults_and_no_other() -> None:
    made = ClaimGraph("faults", 5_000, planted=KINDS)

    report = report_on(made.quads(), today=TODAY)

    found = Counter((each.shape, each.focus) for each in report.findings if each.severity is Severity.VIOLATION)
    assert found == Counter((fault.shape, fault.focus) for fault in made.faults)
    assert len({fault.kind for fault in made.faults}) == KINDS
    others = {each.shape for each in report.findings if each.severity is not Severity.VIOLATION}
    assert others <= {f"{SHAPES}Discrepancy-none-to-weigh", f"{SHAPES}Discrepancy-none-to-note"}


@given(st.integers(0, 60), st.text(st.characters(codec="utf-8"), max_size=6))
@limited(max_examples=15, deadline=None)
def test_every_span_shows_the_words_of_its_article(number: int, seed: str) -> None:
    found = chapter(seed, number, planted=0)

    assert not found.faults
    assert words_astray(found) == []


def words_astray(found: Chapter) -> list[str]:
    """Give the quotes that do not stand at their offsets."""
    known: dict[str, dict[str, str]] = {}
    for quad in found.quads:
        known.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object.value  # type: ignore[union-attr]
    exact, start, end = (f"http://www.w3.org/ns/oa#{name}" for name in ("exact", "start", "end"))
    astray = []
    for name, said in known.items():
        if exact in said:
            span = name.removesuffix("/quote")
            body = known[known[span]["http://www.w3.org/ns/oa#hasSource"]][SCHEMA.articleBody]
            place = known[f"{span}/position"]
            if body[int(place[start]) : int(place[end])] != said[exact]:
                astray.append(name)
    return astray


def test_the_command_writes_what_import_reads(kb: Command, tmp_path: Path) -> None:
    graph, faults = tmp_path / "graph.nq", tmp_path / "faults.jsonl"

    done = kb("bench", "graph", "--quads", "2000", "--seed", "told", "--out", str(graph), "--faults", str(faults))

    assert done.code == 0
    store = MemoryStore()
    assert import_file(graph, store) == len(list(parse(graph.read_bytes(), format=RdfFormat.N_QUADS)))
    assert f"Wrote {len(store)} quads" in done.err
    assert [json.loads(line)["kind"] for line in faults.read_text().splitlines()]


@pytest.mark.parametrize("planted", [0, 3])
def test_as_many_faults_are_planted_as_asked_for(planted: int) -> None:
    made = ClaimGraph("count", 8_000, planted=planted)

    assert sum(1 for _ in made.quads()) == made.size
    assert len(made.faults) <= planted * made.chapters
    assert bool(made.faults) is bool(planted)


def test_one_more_article_adds_its_own_graph_and_changes_shared_ones() -> None:
    before, after = (chapter("more", 5, planted=0, articles=told) for told in (-1, None))

    added = set(after.quads) - set(before.quads)
    own = after.articles[-1].removeprefix("article/")
    assert after.articles[:-1] == before.articles
    assert {quad.graph_name.value for quad in added} >= {  # type: ignore[union-attr]
        f"https://kb.example/id/graph/{name}" for name in (f"article/{own}", f"text/{own}", "claims", "origins", "runs")
    }
    assert not [quad for quad in set(before.quads) - set(after.quads) if "/graph/article/" in quad.graph_name.value]  # type: ignore[union-attr]


def test_what_is_left_of_a_story_still_conforms() -> None:
    report = report_on(chapter("less", 7, planted=0, articles=-1).quads, today=TODAY)

    assert report.conforms
