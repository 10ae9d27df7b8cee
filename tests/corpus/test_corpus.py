"""The shipped corpus keeps its promises: spans that fit, complete front matter, short quotations, visible copies."""

from __future__ import annotations

import difflib
import hashlib
import itertools
import json
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.model import CompatibleReason, DiscrepancyKind, Kind, Role

CORPUS = Path(__file__).parents[2] / "corpus"
ARTICLES = CORPUS / "articles"
GOLD = CORPUS / "gold"
ORIGINALS = os.environ.get("KB_ORIGINALS", "")
LAYERS = ("statements", "claims", "discrepancies", "compatible", "origins", "times")
DIGESTS = sorted(path.name for path in ARTICLES.glob("*.md"))
DIPLOMAT, NEWSWEEK = "2021-10-01-the-diplomat.md", "2021-09-30-newsweek.md"
QUOTED = re.compile(r"“([^“”]*)”|\"([^\"\n]*)\"")
WORD = re.compile(r"[\w’']+")
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
KINDS = {str(kind) for kind in Kind if kind is not Kind.NARRATOR}
ROLES = {str(role) for role in Role if role is not Role.OUTLET}

needs_originals = pytest.mark.skipif(not ORIGINALS, reason="KB_ORIGINALS does not name the folder of the originals")
both_sets = pytest.mark.parametrize(
    ("folder", "texts"),
    [
        pytest.param("digests", ARTICLES, id="digests"),
        pytest.param("originals", Path(ORIGINALS), id="originals", marks=needs_originals),
    ],
)


def lines_of(folder: str, layer: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / folder / f"{layer}.jsonl").read_text(encoding="utf-8").splitlines()]


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def front_matter_of(name: str) -> dict[str, Any]:
    _, front, _ = text_of(ARTICLES / name).split("---\n", 2)
    stated: dict[str, Any] = yaml.safe_load(front)
    return stated


def body_of(name: str) -> str:
    return text_of(ARTICLES / name).split("---\n", 2)[2]


def spans_in(folder: str) -> Iterator[tuple[str, str, int, int]]:
    """Give every span of a set as layer, document, start, end."""
    for layer in LAYERS:
        for line in lines_of(folder, layer):
            for part in ("source", "cue", "content"):
                yield from ((layer, line["doc"], start, end) for start, end in line.get(part, ()))
            for part in ("mentions", "sides", "passages"):
                yield from ((layer, one["doc"], one["start"], one["end"]) for one in line.get(part, ()))
            if layer == "times":
                yield layer, line["doc"], line["start"], line["end"]


@both_sets
def test_every_annotated_span_is_a_trimmed_stretch_of_its_text(folder: str, texts: Path) -> None:
    bodies = {path.name: text_of(path) for path in texts.iterdir() if path.suffix in {".md", ".txt"}}

    spans = list(spans_in(folder))

    assert len(spans) > 500
    for layer, doc, start, end in spans:
        exact = bodies[doc][start:end]
        assert 0 <= start < end <= len(bodies[doc]), (layer, doc, start, end)
        assert exact == exact.strip(), (layer, doc, start, exact)
        assert "\n" not in exact, (layer, doc, start, exact)


@both_sets
def test_no_annotated_span_cuts_a_word(folder: str, texts: Path) -> None:
    bodies = {path.name: text_of(path) for path in texts.iterdir() if path.suffix in {".md", ".txt"}}
    glued_heading = re.compile(r"[a-z][A-Z]")  # one original has lost a line break before a paragraph

    cut = [
        (layer, doc, bodies[doc][start - 8 : end])
        for layer, doc, start, end in spans_in(folder)
        for at in (start, end)
        if re.fullmatch(r"\w\w", bodies[doc][max(0, at - 1) : at + 1])
        and not glued_heading.fullmatch(bodies[doc][max(0, at - 1) : at + 1])
    ]

    assert cut == []


@pytest.mark.parametrize("folder", ["digests", "originals"])
def test_source_cue_and_content_never_overlap(folder: str) -> None:
    for line in lines_of(folder, "statements"):
        spans = sorted(span for part in ("source", "cue", "content") for span in line[part])

        assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans)), line


@pytest.mark.parametrize("folder", ["digests", "originals"])
def test_a_statement_lies_inside_the_content_of_its_parent(folder: str) -> None:
    lines = lines_of(folder, "statements")

    nested = [(line, lines[line["parent"]]) for line in lines if line["parent"] is not None]

    assert len(nested) > 20
    for inner, outer in nested:
        assert inner["doc"] == outer["doc"]
        for start, end in inner["cue"] + inner["content"]:
            assert any(first <= start and end <= last for first, last in outer["content"]), (inner, outer)


@pytest.mark.parametrize("folder", ["digests", "originals"])
def test_every_statement_has_a_cue_a_known_kind_and_a_chain_that_ends_in_its_speaker(folder: str) -> None:
    for line in lines_of(folder, "statements"):
        assert line["cue"], line
        assert line["content"], line
        assert line["kind"] in KINDS, line
        assert {hop.partition(":")[0] for hop in line["chain"]} <= ROLES, line
        if line["speaker"]:
            assert line["chain"][-1].partition(":")[2] == line["speaker"], line
        if not line["source"]:
            assert line["speaker"] is None, line


@both_sets
def test_directly_quoted_contents_begin_and_end_with_their_marks(folder: str, texts: Path) -> None:
    direct = [line for line in lines_of(folder, "statements") if line["kind"] == "direct"]

    assert direct
    for line in direct:
        body = text_of(texts / line["doc"])
        assert all(body[start] in '“"' and body[end - 1] in '”"' for start, end in line["content"]), line


@pytest.mark.parametrize("folder", ["digests", "originals"])
def test_annotations_hold_no_text_beyond_short_values(folder: str) -> None:
    for layer in LAYERS:
        for line in lines_of(folder, layer):
            for text in strings_in(line):
                assert len(WORD.findall(text)) <= 8, (layer, text)


def strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings_in(one)


@pytest.mark.parametrize("folder", ["digests", "originals"])
def test_differences_and_look_alikes_have_a_known_label_and_two_sides_or_more(folder: str) -> None:
    differences, alike = lines_of(folder, "discrepancies"), lines_of(folder, "compatible")

    assert {line["kind"] for line in differences} <= set(DiscrepancyKind)
    assert {line["reason"] for line in alike} <= set(CompatibleReason)
    for line in [*differences, *alike]:
        assert len(line["sides"]) >= 2, line
    for line in differences:
        assert len({side["value"] for side in line["sides"]}) >= 2, line


@pytest.mark.parametrize("folder", ["digests", "originals"])
def test_the_bounds_of_a_time_are_days_in_order(folder: str) -> None:
    for line in lines_of(folder, "times"):
        first, last = (line[end] and date.fromisoformat(line[end]) for end in ("earliest", "latest"))

        assert line["type"] in {"DATE", "TIME", "DURATION", "SET"}, line
        assert line["mode"] in {"throughout", "within"}, line
        assert not (first and last) or first <= last, line


def test_the_wrong_august_stands_alone_against_the_other_two_articles() -> None:
    (dates,) = (line for line in lines_of("digests", "discrepancies") if line["kind"] == "date")

    words = {(text_of(ARTICLES / side["doc"])[side["start"] : side["end"]], side["value"]) for side in dates["sides"]}

    assert words == {("August 2021", "2021-08"), ("last August", "2022-08"), ("August 2022", "2022-08")}


def test_the_misprinted_verb_survives_in_one_quotation_of_one_speaker() -> None:
    (verbs,) = (line for line in lines_of("digests", "discrepancies") if line["kind"] == "quotation")

    around = [text_of(ARTICLES / side["doc"])[side["start"] - 26 : side["end"] + 14] for side in verbs["sides"]]

    assert around[0] == around[1].replace("broke ", "brook ")


@pytest.mark.parametrize("name", DIGESTS)
def test_front_matter_says_what_the_digest_digests_and_how_its_day_is_known(name: str) -> None:
    front = front_matter_of(name)

    assert {"title", "outlet", "published", "published_ground", "language", "licence", "digest_of"} <= set(front)
    assert {"outlet", "published", "file", "digest"} <= set(front["digest_of"])
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", front["digest_of"]["digest"])
    assert front["language"] == "en"
    assert isinstance(front["published"], date)
    assert name.startswith(front["published"].isoformat())


def test_a_wire_credit_stands_in_one_front_matter_only() -> None:
    stated = {name: front_matter_of(name).get("credit") for name in DIGESTS}

    assert {name: credit for name, credit in stated.items() if credit} == {NEWSWEEK: "Associated Press"}
    assert "Associated Press" not in body_of(DIPLOMAT)
    assert "Associated Press" in body_of(NEWSWEEK)


@needs_originals
@pytest.mark.parametrize("name", DIGESTS)
def test_the_original_named_has_the_digest_that_the_front_matter_gives(name: str) -> None:
    of = front_matter_of(name)["digest_of"]

    digest = hashlib.sha256((Path(ORIGINALS) / of["file"]).read_bytes()).hexdigest()

    assert of["digest"] == f"sha256:{digest}"


@pytest.mark.parametrize("name", DIGESTS)
def test_no_quoted_fragment_is_longer_than_eight_words(name: str) -> None:
    quoted = [first or second for first, second in QUOTED.findall(body_of(name))]

    assert len(quoted) >= 8
    assert [words for words in quoted if len(WORD.findall(words)) > 8] == []


@needs_originals
@pytest.mark.parametrize("name", DIGESTS)
def test_every_quoted_fragment_stands_in_the_original_word_for_word(name: str) -> None:
    original = text_of(Path(ORIGINALS) / front_matter_of(name)["digest_of"]["file"])
    printed = f" {' '.join(WORD.findall(original.translate(STRAIGHT).lower()))} "

    quoted = [first or second for first, second in QUOTED.findall(body_of(name))]

    words = [" ".join(WORD.findall(fragment.translate(STRAIGHT).lower())) for fragment in quoted]
    assert [fragment for fragment in words if f" {fragment} " not in printed] == []


@pytest.mark.parametrize("name", DIGESTS)
def test_a_digest_is_as_long_as_a_short_article(name: str) -> None:
    assert 350 <= len(body_of(name).split()) <= 700


def test_the_manifest_lists_the_digests_as_their_front_matter_does() -> None:
    entries = [json.loads(line) for line in (CORPUS / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]

    assert [entry["doc"] for entry in entries] == [f"articles/{name}" for name in DIGESTS]
    for entry in entries:
        front = front_matter_of(Path(entry["doc"]).name)
        stated = {key: str(front[key]) for key in ("outlet", "published", "credit", "language") if key in front}
        assert entry == {"doc": entry["doc"]} | stated


def test_what_two_outlets_took_from_the_agency_reads_alike_in_both_digests() -> None:
    (wire,) = (line for line in lines_of("digests", "origins") if len(line["docs"]) == 2 and line["kind"] == "agency")

    passages: dict[str, list[str]] = {DIPLOMAT: [], NEWSWEEK: []}
    for one in wire["passages"]:
        text = text_of(ARTICLES / one["doc"])[one["start"] : one["end"]]
        passages[one["doc"]].append(text.translate(STRAIGHT))

    assert wire["credited"] == [NEWSWEEK]
    assert len(passages[DIPLOMAT]) == len(passages[NEWSWEEK]) >= 10
    assert len(set(passages[DIPLOMAT]) & set(passages[NEWSWEEK])) >= 8
    for passage in passages[DIPLOMAT]:
        nearest = max(difflib.SequenceMatcher(None, passage, other).ratio() for other in passages[NEWSWEEK])
        assert nearest > 0.93, passage


def test_the_two_day_talks_are_told_in_the_same_words_by_both_outlets() -> None:
    told = "The two-day talks were held by secure video link on Tuesday and Wednesday."

    assert told in body_of(DIPLOMAT)
    assert told in body_of(NEWSWEEK)


def test_the_readme_counts_what_the_gold_files_hold() -> None:
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")

    for layer in LAYERS:
        (row,) = (line for line in readme.splitlines() if line.startswith(f"| `{layer}.jsonl` |"))
        for folder, cell in zip(("digests", "originals"), row.strip("|").split("|")[2:], strict=True):
            lines = lines_of(folder, layer)
            optional = sum(bool(line.get("optional")) for line in lines)
            assert cell.strip() == (f"{len(lines)} ({optional} optional)" if optional else f"{len(lines)}"), row
