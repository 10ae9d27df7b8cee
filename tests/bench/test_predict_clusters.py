"""``kb bench predict clusters``: mentions of one event share a cluster, whatever the file says of topics and clusters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Command

MORNING = (
    "A footbridge over the Orla collapsed in Veltin on Sunday, killing three hikers. "
    "Mayor Tilda Renk said that the Veltin footbridge had been inspected in May."
)
EVENING = (
    "Three hikers died when the Veltin footbridge over the river Orla collapsed. "
    "The engineer Bo Hask said that rust had eaten the Orla bridge's cables."
)
ELSEWHERE = "The price of cocoa collapsed in Abidjan after the Ivorian growers' council Kadoa sold its stocks."


def a_document(doc: str, text: str, *words: str, **more: Any) -> dict[str, Any]:
    mentions = [{"start": text.index(word), "end": text.index(word) + len(word)} for word in words]
    return {"doc_id": doc, "text": text, "mentions": [one | more for one in mentions]}


def clusters(kb: Command, folder: Path, *documents: dict[str, Any]) -> dict[tuple[str, int], str]:
    path = folder / "dev.jsonl"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in documents), "utf-8")
    done = kb("bench", "predict", "clusters", path, "--out", "out.jsonl")
    assert (done.code, done.out) == (0, "")
    rows = [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]
    return {(row["doc_id"], row["start"]): row["cluster"] for row in rows}


def test_one_collapse_told_twice_is_one_cluster_and_another_one_is_not(kb: Command, tmp_path: Path) -> None:
    documents = (
        a_document("morning", MORNING, "collapsed", "said"),
        a_document("evening", EVENING, "collapsed", "said"),
        a_document("elsewhere", ELSEWHERE, "collapsed"),
    )

    found = clusters(kb, tmp_path, *documents)

    bridge = found["morning", MORNING.index("collapsed")]
    assert found["evening", EVENING.index("collapsed")] == bridge
    assert found["elsewhere", ELSEWHERE.index("collapsed")] != bridge
    assert found["morning", MORNING.index("said")] != found["evening", EVENING.index("said")]


def test_neither_the_annotations_nor_the_order_of_the_file_change_the_clusters(kb: Command, tmp_path: Path) -> None:
    plain = [a_document("morning", MORNING, "collapsed"), a_document("evening", EVENING, "collapsed")]
    annotated = [
        a_document("evening", EVENING, "collapsed", cluster="A", head_lemma="fall") | {"topic": "1", "subtopic": "x"},
        a_document("morning", MORNING, "collapsed", cluster="B", head_lemma="rise") | {"topic": "2", "subtopic": "y"},
    ]

    first, second = clusters(kb, tmp_path, *plain), clusters(kb, tmp_path, *annotated)

    assert len(set(first.values())) == len(set(second.values())) == 1


def test_somebody_is_no_event(kb: Command, tmp_path: Path) -> None:
    text = "The guide met a visitor in Veltin. The visitor thanked the guide for the visit."
    visitor = a_document("a", text, "visitor", type="ACTOR")
    visit = [{"start": text.rindex("visit."), "end": len(text) - 1, "type": "EVENT"}]

    found = clusters(kb, tmp_path, visitor | {"mentions": visitor["mentions"] + visit})

    assert len(set(found.values())) == 2


@pytest.mark.parametrize(
    ("mentions", "told"),
    [
        (None, "'mentions' is missing or no list"),
        ([{"start": 0}], "mention 0 has no start and end"),
        ([{"start": 0, "end": 3}, {"start": 5, "end": 900}], "mention 1, 5:900, names no word"),
        ([{"start": 1, "end": 2}], "mention 0, 1:2, names no word"),
        (["collapsed"], "mention 0 has no start and end"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_by_its_number(
    kb: Command, tmp_path: Path, mentions: Any, told: str
) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps({"doc_id": "a", "text": "A footbridge fell.", "mentions": mentions}), "utf-8")

    done = kb("bench", "predict", "clusters", path, "--out", "out.jsonl")

    assert done.code == 3
    assert told in done.err
    assert "dev.jsonl:1" in done.err
