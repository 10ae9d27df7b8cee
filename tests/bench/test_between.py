"""What lies between annotated articles: which pairs count, which count neither way, and how a mention is read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kb.bench.between import Annotated, agreement, between, figures_of
from kb.config import Settings
from kb.model import (
    Claim,
    Comparison,
    CompatiblePair,
    CompatibleReason,
    Discrepancy,
    DiscrepancyKind,
    Evidence,
    Origin,
    Polarity,
    Record,
    Severity,
    Side,
    Span,
)
from kb.pipeline.reading import Extraction, extraction
from kb.resources import resource

RULES = Settings(extractor="rules")
TEXTS = {
    "a.md": "---\noutlet: The Fenwick Gazette\npublished: 2031-05-07\n---\nThe mayor opened a bridge on May 6, 2031. Twelve geese crossed it.\n",
    "b.md": "---\noutlet: The Coldby Herald\npublished: 2031-05-08\n---\nA bridge was opened by the mayor on May 6, 2031. Twenty geese crossed it.\n",
}
OPENED = ("The mayor opened a bridge on May 6, 2031", "A bridge was opened by the mayor on May 6, 2031")
GEESE = ("Twelve geese crossed it", "Twenty geese crossed it")


def at(doc: str, words: str, **more: object) -> dict[str, Any]:
    start = TEXTS[doc].index(words)
    return {"doc": doc, "start": start, "end": start + len(words), **more}


def both(words: tuple[str, str], **more: object) -> list[dict[str, Any]]:
    return [at(doc, each, **more) for doc, each in zip(TEXTS, words, strict=True)]


def annotate(folder: Path, **files: list[dict[str, Any]]) -> Annotated:
    """Write the texts and annotations into a folder, and read these."""
    for doc, text in TEXTS.items():
        (folder / doc).write_text(text, encoding="utf-8")
    for name, rows in files.items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return Annotated.read(folder)


def records_in(folder: Path) -> list[Record]:
    found = extraction([str(folder / doc) for doc in TEXTS], None, RULES)
    return [one.record for one in found if isinstance(one, Extraction)]


def compared(records: list[Record], *together: tuple[str, str], one_origin: bool = False) -> Comparison:
    """Give a comparison that holds clauses with these words for one claim, and all others for one each."""
    clauses = {
        clause.span[0].exact: (clause.id, statement.id)
        for record in records
        for statement in record.statements
        for clause in statement.propositions
    }
    groups = [tuple(sorted(clauses[found][0] for found in clauses if found.startswith(words))) for words in together]
    merged = {key for group in groups for key in group}
    groups += [(key,) for key, _ in clauses.values() if key not in merged]
    statements = tuple(sorted({statement for _, statement in clauses.values()}))
    shared = [statements] if one_origin else [(each,) for each in statements]
    return Comparison(
        claims=tuple(Claim(group[0], "", Polarity.POSITIVE, group) for group in groups),
        origins=tuple(Origin(group[0], "outlet", "", "", (), group) for group in shared),
    )


def test_a_pair_is_right_when_both_mentions_are_read_as_one_claim(tmp_path: Path) -> None:
    gold = annotate(
        tmp_path, claims=[{"cluster": 0, "mentions": both(OPENED)}, {"cluster": 1, "mentions": both(GEESE)}]
    )
    records = records_in(tmp_path)

    found = agreement(gold, records, compared(records, OPENED))

    assert (found["same claims"].right, found["same claims"].wrong, found["same claims"].missed) == (1, 0, 1)
    assert figures_of(found)["same claims F1"] == pytest.approx(2 / 3)


def test_a_merge_of_two_clusters_is_wrong(tmp_path: Path) -> None:
    rows = [{"cluster": number, "mentions": [mention]} for number, mention in enumerate(both(GEESE))]
    gold = annotate(tmp_path, claims=rows)
    records = records_in(tmp_path)

    found = agreement(gold, records, compared(records, GEESE))["same claims"]

    assert (found.right, found.wrong, found.missed) == (0, 1, 0)


@pytest.mark.parametrize("merged", [(), (OPENED,)])
@pytest.mark.parametrize("where", ["cluster", "mention"])
def test_an_arguable_pair_counts_neither_way(tmp_path: Path, where: str, merged: tuple[tuple[str, str], ...]) -> None:
    doubt = {"optional": True}
    mentions = both(OPENED, **(doubt if where == "mention" else {}))
    gold = annotate(tmp_path, claims=[{"cluster": 0, "mentions": mentions, **(doubt if where == "cluster" else {})}])
    records = records_in(tmp_path)

    found = agreement(gold, records, compared(records, *merged))["same claims"]

    assert (found.right, found.wrong, found.missed) == (0, 0, 0)


def test_a_pair_that_one_cluster_has_for_certain_is_not_arguable(tmp_path: Path) -> None:
    rows = [{"cluster": 0, "mentions": both(OPENED)}, {"cluster": 1, "mentions": both(OPENED), "optional": True}]

    gold = annotate(tmp_path, claims=rows)

    assert len(gold.same) == 1
    assert not gold.open


def test_mentions_under_one_origin_are_one_witness_and_others_two(tmp_path: Path) -> None:
    claims = [{"cluster": 0, "mentions": both(OPENED)}, {"cluster": 1, "mentions": both(GEESE)}]
    origins = [{"origin": "Wire", "passages": both(OPENED)}]
    gold = annotate(tmp_path, claims=claims, origins=origins)
    records = records_in(tmp_path)

    apart, together = (
        agreement(gold, records, compared(records, one_origin=shared))["origins"] for shared in (False, True)
    )

    assert (apart.right, apart.wrong, apart.missed) == (0, 0, 1)
    assert (together.right, together.wrong, together.missed) == (1, 1, 0)


def test_what_may_come_from_one_origin_or_from_its_own_outlet_counts_neither_way(tmp_path: Path) -> None:
    rows = [{"origin": "Wire", "passages": both(OPENED)[:1]}, {"origin": "Wire", "passages": both(OPENED)[1:]}]
    gold = annotate(
        tmp_path, claims=[{"cluster": 0, "mentions": both(OPENED)}], origins=[rows[0], {**rows[1], "optional": True}]
    )
    records = records_in(tmp_path)

    found = [agreement(gold, records, compared(records, one_origin=shared))["origins"] for shared in (False, True)]

    assert [(one.right, one.wrong, one.missed) for one in found] == [(0, 0, 0)] * 2


def test_discrepancies_and_look_alikes_are_found_by_their_kind_and_two_of_their_sides(tmp_path: Path) -> None:
    sides = [{**side, "value": value} for side, value in zip(both(("Twelve", "Twenty")), ("12", "20"), strict=True)]
    gold = annotate(
        tmp_path,
        claims=[],
        discrepancies=[{"kind": "number", "sides": sides}],
        compatible=[{"reason": "other-event", "sides": sides, "optional": True}],
    )
    records = records_in(tmp_path)
    told = tuple(
        Side(side["value"], (Evidence(record.statements[-1].id, Span(side["start"], side["end"], "Twelve")),))
        for side, record in zip(sides, records, strict=True)
    )
    number = Discrepancy("d", DiscrepancyKind.NUMBER, Severity.WARNING, told, "twelve or twenty")
    event = CompatiblePair("p", CompatibleReason.OTHER_EVENT, told, "two crossings")

    found = agreement(gold, records, Comparison(discrepancies=(number,), compatible=(event,)))
    other = agreement(gold, records, Comparison(discrepancies=(replace(number, kind=DiscrepancyKind.DATE),)))

    assert (found["discrepancies"].right, found["discrepancies"].wrong) == (1, 0)
    assert (found["look-alikes"].again, found["look-alikes"].missed) == (1, 0)
    assert (other["discrepancies"].wrong, other["discrepancies"].missed) == (1, 1)
    assert ("wrong", "date: twelve or twenty") in other["discrepancies"].examples


def test_sides_of_one_value_are_one_side_unless_all_have_it(tmp_path: Path) -> None:
    days = [{**side, "value": value} for side, value in zip(both(OPENED), ("2031-05-06", "2031-05-06"), strict=True)]
    third = {**at("b.md", "Twenty"), "value": "2031-05-07"}

    gold = annotate(
        tmp_path,
        compatible=[{"reason": "year-missing", "sides": days}],
        discrepancies=[{"kind": "date", "sides": [*days, third]}],
    )

    date, year = gold.planted
    assert [len(places) for _, places in date.sides] == [2, 1]
    assert [len(places) for _, places in year.sides] == [1, 1]


def test_a_folder_is_read_compared_and_scored(tmp_path: Path) -> None:
    annotate(tmp_path, claims=[{"cluster": 0, "mentions": both(OPENED)}])

    found = between(tmp_path, tmp_path, None, RULES)

    assert found["same claims"].right + found["same claims"].missed == 1


@pytest.mark.parametrize("folder", ["digests", "originals"])
def test_our_annotations_are_enough_to_be_scored(folder: str) -> None:
    gold = Annotated.read(resource("corpus", "gold", folder))

    assert len(gold.same) >= 40
    assert not gold.same & gold.open
    assert all(len(one.sides) > 1 for one in gold.planted)
    assert sum(not one.optional for one in gold.planted) >= 14


def test_annotated_spans_of_the_digests_begin_and_end_with_words() -> None:
    gold = Annotated.read(resource("corpus", "gold", "digests"))
    bodies = {doc: resource("corpus", "articles", doc).read_bytes().decode("utf-8") for doc in gold.docs}
    places = [place for mention in gold.mentions for place in mention.places]
    places += [place for one in gold.planted for _, some in one.sides for place in some]

    assert all(bodies[doc][start:end] == bodies[doc][start:end].strip() for doc, start, end in places)
    assert all(start == 0 or not bodies[doc][start - 1].isalnum() for doc, start, _ in places)
    assert all(not bodies[doc][end].isalnum() for doc, _, end in places)
