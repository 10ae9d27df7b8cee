"""Sixteen articles on other subjects than the shipped ones, from text to answers.

Business, an accident, a trial, sport, science, a town council, a find; told by outlets that copy, misprint, round,
deny and hedge; with curly, straight, British single, German and angle quotation marks; as text, hard-wrapped text
with CRLF, text with a byte order mark, Markdown, a page, a transcript. All persons, outlets and firms are invented.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from commands import Command
from pipeline.annotated import (
    ARTICLES,
    EXPECTED,
    MANIFEST,
    Row,
    annotated_statements,
    claims_at,
    grouped,
    needed,
    shows,
    touch,
)

from kb.bench.matching import Score, add_document, overlap
from kb.config import Settings
from kb.errors import KBError
from kb.pipeline import asking, exchanging
from kb.pipeline.ingesting import Summary, ingest
from kb.pipeline.reading import Extraction, extraction
from kb.pipeline.stores import opened

DOCS = sorted(path.name for path in ARTICLES.iterdir() if path != MANIFEST)
Ask = Callable[[str], list[dict[str, Any]]]


class Strict:
    """A listener that no story may give cause to."""

    def note(self, text: str) -> None:
        pytest.fail(text)

    def problem(self, error: KBError) -> None:
        raise error


def taken_in(store: Path, docs: Sequence[str]) -> Summary:
    """Ingest some stories in the order given, with the lines of the manifest that name them."""
    lines = MANIFEST.read_text(encoding="utf-8").splitlines(keepends=True)
    manifest = store.parent / "manifest.jsonl"
    manifest.write_text("".join(line for line in lines if json.loads(line)["doc"] in docs), encoding="utf-8")
    names = [str(ARTICLES / doc) for doc in docs]
    return ingest(names, manifest, Settings(store=str(store)), Strict())


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ingest all stories once; for reading only."""
    store = tmp_path_factory.mktemp("stories") / "kb.store"
    taken_in(store, DOCS)
    return store


@pytest.fixture(scope="session")
def ask(stories: Path) -> Iterator[Ask]:
    """Answer stored queries about the stories."""
    chosen = Settings(store=str(stories))
    with opened(chosen) as store:
        yield lambda name: list(asking.answered(store, chosen, name, {}, None).plain())


@pytest.fixture(scope="session")
def read() -> dict[str, Extraction]:
    """Read all stories once, without a store."""
    found = extraction([str(ARTICLES)], None, Settings())
    return {one.doc: one for one in found if isinstance(one, Extraction)}


def score_of(read: dict[str, Extraction], *docs: str) -> Score:
    score, gold = Score(), annotated_statements()
    for doc in docs:
        rows = read[doc].layer("statements")
        add_document(score, gold[doc], [row for row in rows if row["kind"] != "narrator"])
    return score


def words_of(rows: Sequence[Row], read: dict[str, Extraction]) -> list[str]:
    """Give the contents of some statements, for the message of a failure."""
    return [f"{row['doc']}: {read[row['doc']].quote(row)}" for row in rows]


# Statements.


def test_nine_of_ten_attributed_statements_are_found(read: dict[str, Extraction]) -> None:
    score = score_of(read, *DOCS)

    assert score.rates()["recall"] >= 0.9, words_of(score.missed, read)


def test_what_is_found_are_statements(read: dict[str, Extraction]) -> None:
    score = score_of(read, *DOCS)

    assert score.rates()["precision"] >= 0.85, words_of(score.wrong, read)


def test_nine_of_ten_statements_have_the_right_speaker(read: dict[str, Extraction]) -> None:
    score = score_of(read, *DOCS)

    assert score.rates()["speaker"] >= 0.9, [(one["speaker"], found["speaker"]) for one, found in score.misnamed]


@pytest.mark.parametrize("doc", DOCS)
def test_no_kind_of_article_is_read_badly(doc: str, read: dict[str, Extraction]) -> None:
    rates = score_of(read, doc).rates()

    assert min(rates["recall"], rates["precision"]) >= 0.75, rates


@pytest.mark.parametrize("doc", DOCS)
def test_in_no_kind_of_article_do_speakers_get_lost(doc: str, read: dict[str, Extraction]) -> None:
    score = score_of(read, doc)

    lost = [(one["speaker"], (found["speaker"] or {}).get("name")) for one, found in score.misnamed]

    assert score.rates()["speaker"] >= 0.7, lost


def test_contents_are_cut_where_a_reader_would_cut_them(read: dict[str, Extraction]) -> None:
    shares = []
    for doc, wanted in annotated_statements().items():
        rows = read[doc].layer("statements")
        shares += [
            max(overlap(one["content"], row["content"]) for row in rows) for one in wanted if not one.get("optional")
        ]

    assert sum(share >= 0.8 for share in shares) >= 0.9 * len(shares)


def test_nine_of_ten_reporting_chains_have_all_their_hops(read: dict[str, Extraction]) -> None:
    short = {}
    relayed = [one for rows in annotated_statements().values() for one in rows if roles_of(one) - {"speaker"}]
    for one in relayed:
        rows = read[one["doc"]].layer("statements")
        found = max(rows, key=lambda row, wanted=one: overlap(wanted["content"], row["content"]))
        hops = {hop["role"] for hop in found["chain"] if hop["source"]}
        if not roles_of(one) <= hops:
            short[read[one["doc"]].quote(one)] = (one["chain"], sorted(hops))

    assert len(short) <= 0.1 * len(relayed), short


def roles_of(one: Row) -> set[str]:
    return {hop.split(":")[0] for hop in one["chain"]}


def test_what_an_outlet_says_itself_is_a_narrators_statement(read: dict[str, Extraction]) -> None:
    missing = []
    for place in EXPECTED["narrated"]:
        told = [row for row in read[place["doc"]].layer("statements") if row["kind"] == "narrator"]
        wanted = range(place["start"], place["end"])
        narrated = {position for row in told for start, end in row["content"] for position in range(start, end)}
        if sum(position in narrated for position in wanted) < 0.8 * len(wanted):
            missing.append((place["doc"], place["words"]))

    assert not missing


def test_nine_of_ten_dates_are_resolved_to_the_right_days(read: dict[str, Extraction]) -> None:
    wrong = {}
    for place in needed("times"):
        found = [row for row in read[place["doc"]].layer("times") if touch(row, place)]
        days = {(row["earliest"], row["latest"]) for row in found}
        if (place["earliest"], place["latest"]) not in days:
            wrong[place["doc"], place["words"]] = days

    assert len(wrong) <= 0.1 * len(needed("times")), wrong


@pytest.mark.parametrize("doc", DOCS)
def test_every_span_points_at_its_words(doc: str, read: dict[str, Extraction]) -> None:
    record = read[doc].record

    spans = [span for one in record.statements for span in (*one.source, *one.cue, *one.content)]
    spans += [span for one in record.statements for clause in one.propositions for span in clause.span]
    spans += [time.span for one in record.statements for time in one.times]
    spans += [mention.span for mention in record.mentions]

    assert spans
    assert all(record.article.body[span.start : span.end] == span.exact for span in spans)


@pytest.mark.parametrize(
    ("doc", "words"),
    [
        ("glacier-daily-compass.html", "A stream leaves the Sarn glacier"),
        ("glacier-daily-compass.html", "Ten walks for a wet weekend"),
        ("glacier-daily-compass.html", "All rights reserved"),
        ("harwick-daily-beacon.txt", "By Kit Marlin"),
        ("harwick-daily-beacon.txt", "BIG CHEESE"),
        ("derailment-coastal-courier.txt", "By The Associated Press"),
        ("library-tarn-valley-news.md", "outlet: Tarn Valley News"),
        ("library-tarn-valley-news.md", "What was decided"),
        ("trial-marlow-chronicle.txt", "court hears"),
    ],
)
def test_furniture_makes_no_statement(doc: str, words: str, read: dict[str, Extraction]) -> None:
    rows = read[doc].layer("statements")

    assert not [row for row in rows if words in read[doc].quote(row)]


# Comparison.


def pair_of(row: Row) -> tuple[str, ...]:
    return tuple(sorted((str(row["doc_a"]), str(row["doc_b"]))))


@pytest.mark.parametrize("copy", needed("wire_copy"), ids=lambda copy: copy["origin"])
def test_wire_copy_is_found_with_its_origin_and_who_credits_it(copy: Row, ask: Ask) -> None:
    rows = [row for row in ask("wire-copy") if pair_of(row) == tuple(sorted(copy["docs"]))]

    assert rows
    assert {row["origin"] for row in rows} == {copy["origin"]}
    credited = {row[f"doc_{side}"] for row in rows for side in "ab" if row[f"credited_{side}"]}
    assert credited == set(copy["credited"])


def test_outlets_that_quote_the_same_words_are_not_taken_for_copies(ask: Ask) -> None:
    allowed = {tuple(sorted(copy["docs"])) for copy in EXPECTED["wire_copy"]}

    assert {pair_of(row) for row in ask("wire-copy")} <= allowed


@pytest.mark.parametrize("wanted", needed("discrepancies"), ids=lambda one: f"{one['kind']}: {one['about']}")
def test_a_discrepancy_is_shown(wanted: Row, ask: Ask) -> None:
    rows = [row for row in ask("discrepancies") if row["kind"] == wanted["kind"]]

    assert any(shows(found, wanted["sides"]) for found in grouped(rows, "discrepancy").values())


def test_no_other_discrepancy_is_shown(ask: Ask) -> None:
    others = [
        [(row["kind"], row["doc"], row["quote"], row["value"]) for row in found]
        for found in grouped(ask("discrepancies"), "discrepancy").values()
        if not any(one["kind"] == found[0]["kind"] and shows(found, one["sides"]) for one in EXPECTED["discrepancies"])
    ]

    assert not others


@pytest.mark.parametrize("look_alike", EXPECTED["apart"], ids=lambda one: one["because"])
def test_a_look_alike_is_no_discrepancy(look_alike: Row, ask: Ask) -> None:
    for found in grouped(ask("discrepancies"), "discrepancy").values():
        met = [any(touch(row, place) for row in found) for place in look_alike["places"]]
        assert not all(met), [(row["kind"], row["quote"]) for row in found]


@pytest.mark.parametrize(
    "wanted",
    needed("compatible"),
    ids=lambda one: f"{one['reason']}: {one['sides'][0]['value']}, {one['sides'][-1]['value']}",
)
def test_a_look_alike_is_recorded_with_the_reason(wanted: Row, ask: Ask) -> None:
    rows = [row for row in ask("compatible-pairs") if row["reason"] == wanted["reason"]]

    assert any(shows(found, wanted["sides"]) for found in grouped(rows, "pair").values())


@pytest.mark.parametrize(("query", "key"), [("compatible-pairs", "pair"), ("discrepancies", "discrepancy")])
def test_articles_on_different_events_are_not_held_against_each_other(query: str, key: str, ask: Ask) -> None:
    event_of = {doc: number for number, docs in enumerate(EXPECTED["events"]) for doc in docs}

    across = [
        [(row["doc"], row["quote"]) for row in found]
        for found in grouped(ask(query), key).values()
        if len({event_of[row["doc"]] for row in found}) > 1
    ]

    assert not across


@pytest.mark.parametrize("claim", needed("claims"), ids=lambda one: one["mentions"][0]["words"][:40])
def test_what_outlets_say_alike_is_one_claim_counted_by_origin(claim: Row, ask: Ask) -> None:
    mentions = ask("claim-mentions")

    shared = set.intersection(*(claims_at(mentions, place) for place in claim["mentions"]))
    counts = [row for row in ask("corroboration") if row["claim"] in shared]

    assert shared
    assert claim["outlets"] in {row["outlets"] for row in counts}
    assert claim["origins"] is None or claim["origins"] in {row["origins"] for row in counts}


@pytest.mark.parametrize(
    "place",
    [place for claim in needed("claims") for place in claim["mentions"] if "voice" in place],
    ids=lambda place: place["voice"],
)
def test_an_outlet_that_hedges_and_one_that_relays_keep_their_voices(place: Row, ask: Ask) -> None:
    voices = {row["voice"] for row in ask("claim-mentions") if touch(row, place)}

    assert place["voice"] in voices


# The store.


def test_the_stories_conform_to_the_shapes(stories: Path, kb: Command) -> None:
    outcome = kb("validate", "--store", stories, "--quiet")

    assert outcome.code == 0, outcome.out


def test_doing_it_again_changes_nothing(stories: Path) -> None:
    before = exported(stories, "nquads")

    summary = taken_in(stories, DOCS)

    assert summary.counts() == {"new": 0, "revised": 0, "unchanged": len(DOCS), "not extracted": 0, "not used": 0}
    assert exported(stories, "nquads") == before


ORDERS = {
    "backwards": [DOCS[::-1]],
    "every third": [DOCS[2::3] + DOCS[::3] + DOCS[1::3]],
    "in three instalments": [DOCS[9:12], DOCS[:9], DOCS[12:]],
}


@pytest.mark.parametrize("order", ORDERS)
def test_the_order_of_ingestion_leaves_no_trace(order: str, stories: Path, tmp_path: Path) -> None:
    for instalment in ORDERS[order]:
        taken_in(tmp_path / "kb.store", instalment)

    assert read_again(tmp_path / "kb.store") == read_again(stories)


def exported(store: Path, form: str) -> bytes:
    out = io.BytesIO()
    with opened(Settings(store=str(store))) as found:
        exchanging.exporter(form).write(found, out, with_text=False)
    return out.getvalue()


def read_again(store: Path) -> list[str]:
    """Give an export without what tells of times of day: runs and history."""
    lines = exported(store, "nquads").decode().splitlines()
    return [line for line in lines if not line.endswith(("/graph/runs> .", "/graph/history> ."))]
