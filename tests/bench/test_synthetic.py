"""Invented corpora: the same for the same seed, with spans that point at what they claim to; and how they are scored."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from commands import Command
from hypothesis import given
from hypothesis import strategies as st

from kb.bench.synthetic import scenes
from kb.bench.synthetic.corpus import corpus, write
from kb.bench.synthetic.events import ends, event_kinds
from kb.bench.synthetic.markup import rendered
from kb.bench.synthetic.matching import Ground, differences_matched, filed
from kb.bench.synthetic.names import Names
from kb.bench.synthetic.plants import DECOYS, DISCREPANCIES, GROUPS, LOOK_ALIKES
from kb.bench.synthetic.scoring import records_in, tallies
from kb.bench.synthetic.styles import HouseStyle, Printed, spelled
from kb.bench.synthetic.tally import examples_of, figures, rows_of
from kb.bench.synthetic.truth import Mention, Planted, Story
from kb.config import Settings
from kb.errors import InputError
from kb.model import (
    Comparison,
    CompatiblePair,
    CompatibleReason,
    Discrepancy,
    DiscrepancyKind,
    Evidence,
    Record,
    Severity,
    Side,
    Span,
)
from kb.pipeline.deriving import comparison_of

RULES = Settings(extractor="rules")
SEEDS = st.text(max_size=8)
PLAIN = HouseStyle(days="us", words=False, dollars="sign", curly=True, title_first=True)


_WITH_TWO_SIDES = (
    "polarity",
    "number",
    "quotation",
    "attribution",
    "modality",
    "scope",
    "count",
    "role",
    "blame",
    "supersession",
    "inflation",
    "refutation",
)


@cache
def stories() -> tuple[Story, ...]:
    return tuple(corpus("tests", 120))


def texts(found: tuple[Story, ...]) -> dict[str, str]:
    return {page.doc: page.text for story in found for page in story.pages}


# -- what is written --------------------------------------------------------------------------------------------------


def test_one_seed_gives_one_corpus_in_every_process() -> None:
    program = (
        "import hashlib\nfrom kb.bench.synthetic.corpus import corpus\n"
        "print(hashlib.sha256(repr(list(corpus('spring', 30))).encode()).hexdigest())"
    )

    digests = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True, text=True
        ).stdout
        for seed in ("1", "2")
    }

    assert len(digests) == 1


@given(SEEDS)
def test_a_longer_corpus_begins_with_the_shorter_one(seed: str) -> None:
    short, long = list(corpus(seed, 10)), list(corpus(seed, 25))

    assert long[: len(short)] == short
    assert sum(len(story.pages) for story in short) >= 10


def test_two_seeds_give_two_corpora() -> None:
    assert list(corpus("one", 5)) != list(corpus("two", 5))


@given(SEEDS)
def test_every_place_of_the_truth_points_into_its_article(seed: str) -> None:
    found = tuple(corpus(seed, 12))
    bodies = texts(found)

    for story in found:
        places = [place for one in (*story.planted, *story.decoys) for _, some in one.sides for place in some]
        places += [place for mention in story.mentions for place in mention.places]
        assert all(0 <= start < end <= len(bodies[doc]) for doc, start, end in places)
        assert all(bodies[doc][start:end].strip() == bodies[doc][start:end] for doc, start, end in places)


def test_values_are_printed_where_the_truth_says() -> None:
    bodies = texts(stories())

    for mention in (mention for story in stories() for mention in story.mentions):
        for slot in ("town", "vessel", "accused", "club", "image"):
            value, places = mention.values.get(slot, ("", ()))
            assert all(bodies[doc][start:end].casefold() == value.casefold() for doc, start, end in places)


def test_no_article_holds_an_unfilled_slot_or_a_mark() -> None:
    assert not [doc for doc, text in texts(stories()).items() if set("{}[]|") & set(text)]


def test_every_kind_is_planted_and_a_day_that_is_wrong_has_two_sides() -> None:
    planted = [one for story in stories() for one in story.planted]

    assert {one.kind for one in planted} == {*DISCREPANCIES, *LOOK_ALIKES}
    assert {one.kind for story in stories() for one in story.decoys} == set(DECOYS)
    assert all(len(one.sides) == 2 for one in planted if one.kind in _WITH_TWO_SIDES)
    assert all(len(one.sides) > 1 for one in planted)


def test_all_kinds_are_planted_equally_often() -> None:
    often = Counter(one.kind for story in corpus("often", 500) for one in story.planted if not one.optional)

    dealt = [often[kind] for kind in (*DISCREPANCIES, *LOOK_ALIKES) if kind not in ("missing-credit", "same-utterance")]

    assert max(dealt) - min(dealt) <= 2
    assert min(dealt) >= 8


def test_no_story_has_two_plants_that_change_the_same_line() -> None:
    for story in stories():
        kinds = {one.kind for one in (*story.planted, *story.decoys) if not one.optional}
        kinds -= {"same-utterance"}  # found wherever two report what was said

        assert all(len(kinds & set(group)) < 2 for group in GROUPS)
        assert len(story.decoys) <= 1


def test_outlets_of_a_story_share_no_sentence_of_their_own_but_what_an_officer_said() -> None:
    for story in stories():
        copied = {one.doc for one in story.copies} | {one.source for one in story.copies}
        words: dict[str, set[str]] = defaultdict(set)
        bodies = {page.doc: page.text for page in story.pages}
        for mention in story.mentions:
            if mention.doc not in copied and not (
                mention.form.startswith("direct") or "“" in words_at(bodies, mention)
            ):
                words[mention.doc] |= {bodies[doc][start:end] for doc, start, end in mention.places}
        assert all(one.isdisjoint(other) for one, other in combinations(words.values(), 2))


def words_at(bodies: dict[str, str], mention: Mention) -> str:
    """Give the clause with the mark before it, which tells whether it is quoted."""
    return " … ".join(bodies[doc][max(0, start - 1) : end] for doc, start, end in mention.places).replace('"', "“")


def places_of(kind: str, some: tuple[Story, ...]) -> list[tuple[str, str]]:
    """Give value and words of all places of a planted kind."""
    bodies = texts(some)
    return [
        (value, bodies[doc][start:end])
        for story in some
        for one in (*story.planted, *story.decoys)
        if one.kind == kind and not one.optional
        for value, places in one.sides
        for doc, start, end in places
    ]


def test_the_sides_of_what_is_planted_hold_their_values() -> None:
    some = tuple(corpus("sides", 400))

    assert all(value in (words, counted(words)) for value, words in places_of("count", some))
    assert all(value.casefold() in words.casefold() for value, words in places_of("role", some))
    assert all(value.casefold() in words.casefold() for value, words in places_of("blame", some))
    assert all(hedged(words) is (value == "unsure") for value, words in places_of("modality", some))
    assert all(whole(words) is (value == "reach_all") for value, words in places_of("scope", some))
    assert all(
        value == "reversal" or "reversal" in value or counted(words) for value, words in places_of("supersession", some)
    )


def counted(words: str) -> str:
    """Give a number below a hundred in digits, however it is spelled."""
    found = [str(number) for number in range(100) if spelled(number) == words.casefold()]
    return found[0] if found else words.replace(",", "")


def hedged(words: str) -> bool:
    marks = "may |could |possib|suspect|alleged|reported|believed|said to|thought|rumoured|perhaps|feared|considering|weighing"
    return bool(re.search(marks, words))


def whole(words: str) -> bool:
    return bool(re.search(r"\b(all|every|no|without exception)\b", words.casefold()))


def test_an_event_refutes_a_state_that_began_before_it_and_no_other() -> None:
    for story in corpus("refuted", 400):
        days = dict(pair for one in story.mentions for pair in spans_of_state(one))
        kinds = {one.kind for one in (*story.planted, *story.decoys)}
        if "refutation" in kinds:
            assert days["since"][:7] < days["then"][:7]
        if "before-the-state" in kinds:
            assert days["then"][:7] < days["since"][:7]


def spans_of_state(mention: Mention) -> list[tuple[str, str]]:
    facts = {"state": ("since", "cut"), "refuting": ("then",)}
    slots = facts.get(mention.matter.rsplit("/", maxsplit=1)[-1], ())
    return [
        ("then" if slot == "then" else "since", mention.values[slot][0]) for slot in slots if slot in mention.values
    ]


def test_what_is_planned_is_reported_before_the_day_and_what_was_done_after_it() -> None:
    days = {page.doc: page.published for story in stories() for page in story.pages}
    errands = [one for story in stories() for one in story.mentions if one.matter.endswith("/errand")]

    assert {one.form.split("/")[0] for one in errands} == {"plan", "deed"}
    for one in errands:
        published = days[one.doc]
        then = date.fromisoformat(one.values["then"][0])
        assert published is None or (published < then) is one.form.startswith("plan")


def test_a_doubt_is_of_no_day_before_those_who_are_sure() -> None:
    """What may close on Monday, and has closed on Tuesday, is no difference."""
    days = {page.doc: page.published for story in corpus("doubts", 400) for page in story.pages}
    doubts = [one for story in corpus("doubts", 400) for one in story.planted if one.kind == "modality"]

    assert len([one for one in doubts if not one.optional]) >= 5
    for one in doubts:
        printed = {form: [days[doc] for doc, *_ in places] for form, places in one.sides}
        sure, unsure = (
            [day for form, some in printed.items() if form.startswith(sort) for day in some if day]
            for sort in ("sure", "unsure")
        )
        assert not (sure and unsure) or max(sure) <= min(unsure) or one.optional


def test_what_only_articles_without_a_day_say_may_be_of_another_time() -> None:
    found = list(corpus("undated", 1500))
    undated = {page.doc for story in found for page in story.pages if page.published is None}

    optional = [
        (one.optional, any(all(doc in undated for doc, *_ in places) for _, places in one.sides))
        for story in found
        for one in story.planted
        if one.kind in ("polarity", "modality")
    ]

    assert (True, True) in optional
    assert (False, True) not in optional


def test_an_office_of_a_state_is_printed_with_its_state() -> None:
    ministers = [
        text
        for story in corpus("ministers", 300)
        for text in (page.text for page in story.pages)
        if re.search("foreign minister", text, re.IGNORECASE)
    ]

    assert ministers
    assert all(re.search(r"[’']s (?:Acting |Deputy )?Foreign Minister|foreign minister of", text) for text in ministers)


def test_a_correction_stands_in_the_article_of_the_outlet_that_erred() -> None:
    some = tuple(corpus("superseded", 400))
    superseded = [one for story in some for one in story.planted if one.kind == "supersession"]
    outlets = {page.doc: page.outlet for story in some for page in story.pages}

    assert len(superseded) > 5
    for one in superseded:
        first, last = ({outlets[doc] for doc, _, _ in places} for _, places in one.sides)
        assert first & last


def test_a_verbatim_copy_has_the_words_of_its_source() -> None:
    bodies = texts(stories())
    copies = [one for story in stories() for one in story.copies if one.mode == "verbatim"]

    assert copies
    for copy in copies:
        theirs, ours = (
            [bodies[doc][first:last] for one in told_in(doc) for first, last in one.spans]
            for doc in (copy.source, copy.doc)
        )
        assert ours == theirs[: len(ours)]


def told_in(doc: str) -> list[Mention]:
    return [mention for story in stories() for mention in story.mentions if mention.doc == doc]


def test_a_claim_has_one_value_for_its_day_and_its_figure() -> None:
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mention in (mention for story in stories() for mention in story.mentions if not mention.loose):
        for slot in ("day", "count", "sum"):
            if slot in mention.values:
                values[mention.claim, slot].add(mention.values[slot][0])

    assert all(len(some) == 1 for some in values.values())


def test_stories_share_no_town_and_no_person() -> None:
    names = Counter(
        name
        for story in stories()
        for name in {one.values[slot][0] for one in story.mentions for slot in ("town", "chief") if slot in one.values}
    )
    aside = {one.values["newcomer"][0] for story in stories() for one in story.mentions if "newcomer" in one.values}

    assert not [name for name, times in names.items() if times > 1 and name not in aside]


def test_writing_gives_articles_a_manifest_and_the_truth(tmp_path: Path) -> None:
    number = write(tmp_path, corpus("written", 60))

    manifest = [json.loads(line) for line in (tmp_path / "manifest.jsonl").read_text("utf-8").splitlines()]
    truth = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text("utf-8").splitlines()]
    assert number == len(manifest) == len(list((tmp_path / "articles").iterdir()))
    assert {row["type"] for row in truth} == {"claim", "origin", "copy", "discrepancy", "compatible", "decoy"}
    assert all((tmp_path / row["doc"]).is_file() for row in manifest)


# -- parts ------------------------------------------------------------------------------------------------------------


def test_there_are_a_dozen_kinds_of_events_each_told_in_many_ways() -> None:
    kinds = event_kinds()

    assert len({kind.domain for kind in kinds}) >= 12
    assert all(min(len(kind.main), len(kind.figure), len(kind.background)) >= 4 for kind in kinds)
    assert all(min(len(kind.yes), len(kind.no), len(kind.official)) >= 3 for kind in kinds)
    assert all(
        "{image}" in one.text and "{key}" in one.text and all("{key}" in told for told in one.reported)
        for one in ends()
    )
    assert all(len(one.reported) == 3 for one in ends())
    assert all(len(said) == 4 for kind in kinds for said in kind.said)
    assert all(
        len(kind.tellings[fact]) >= 3 for kind in kinds for fact in ("sure", "unsure", "state", "refuting", "nth")
    )
    assert all(len(set(kind.parties.culprits)) >= 4 for kind in kinds)


def test_every_sentence_names_somebody_or_something_of_its_story() -> None:
    """Else two stories could have one sentence, and nobody could tell whether it is one claim."""
    for kind in event_kinds():
        named = {
            "town",
            "quarter",
            "region",
            "place",
            "body",
            *(slot for slot, sort in kind.slots.items() if "-" not in sort),
        }
        fields = (kind.main, kind.figure, kind.yes, kind.no, kind.official, kind.scope_a, kind.scope_b, kind.earlier)
        sentences = [*kind.background, *(one for some in (*fields, *kind.tellings.values()) for one in some)]
        sentences += [kind.parties.mishap, kind.parties.mishap_else, *kind.parties.culprits]

        slots = {sentence: set(re.findall(r"\{(\w+)\}", sentence)) - {"sum", "lesser"} for sentence in sentences}

        assert not [sentence for sentence, some in slots.items() if some.isdisjoint(named)]


@pytest.mark.parametrize(
    ("days", "form", "printed"),
    [
        ("us", "", "on October 3, 2021"),
        ("uk", "", "on 3 October 2021"),
        ("short", "", "on Oct. 3, 2021"),
        ("long", "", "on Sunday, October 3, 2021"),
        ("weekday", "", "on Sunday"),
        ("uk", "yearless", "on 3 October"),
        ("us", "month", "in October 2021"),
    ],
)
def test_a_house_prints_days_in_its_way(days: str, form: str, printed: str) -> None:
    found = replace(PLAIN, days=days).day(date(2021, 10, 3), form)

    assert (found.text, found.text[found.skip :]) == (printed, printed[3:])


def test_a_name_has_its_office_before_or_behind_it_and_only_the_name_is_the_value() -> None:
    first, behind = (replace(PLAIN, title_first=first).person("Ana Ruiz", "harbour master") for first in (True, False))

    assert (first.text, first.text[first.skip :]) == ("Harbour Master Ana Ruiz", "Ana Ruiz")
    assert (behind.text, behind.text[: behind.size]) == ("Ana Ruiz, the harbour master,", "Ana Ruiz")


@pytest.mark.parametrize(("number", "words"), [(7, "seven"), (13, "thirteen"), (40, "forty"), (81, "eighty-one")])
def test_numbers_below_a_hundred_are_spelled(number: int, words: str) -> None:
    assert spelled(number) == words


def test_a_sentence_begins_with_a_capital_and_marks_fragments() -> None:
    found = rendered("[{what}] fell, {who} said, [and it broke].", lambda slot, _: Printed(f"the {slot}", 4))

    assert found.text == "The what fell, the who said, and it broke."
    assert [found.text[first:last] for first, last in found.clause] == ["The what", "and it broke"]
    assert [found.text[first:last] for first, last in found.slots["who"]] == ["who"]


def test_names_do_not_run_out() -> None:
    names = Names(Random(1))

    firms = [names.of("firm") for _ in range(900)]

    assert len(set(firms)) == 900


def test_images_do_not_run_out(monkeypatch: pytest.MonkeyPatch) -> None:
    of_two_words = (("rusty", "tiny", "velvet"), ("anchor",))
    monkeypatch.setattr(scenes, "images", lambda: of_two_words)
    tries = iter(range(20_000))  # it takes fewer, unless there is no end to it
    monkeypatch.setattr(scenes, "ends", lambda: (next(tries), ends())[1])
    kind, random = event_kinds()[0], Random(1)
    names = Names(random)

    drawn = [scenes.Scene.drawn(kind, names, random) for _ in range(80)]

    assert len({(scene.values["image"], scene.end.key) for scene in drawn}) == 80 > 3 * len(ends())


# -- scores -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[Story, ...], list[Record], Comparison]:
    folder, some = tmp_path_factory.mktemp("corpus"), tuple(corpus("scores", 25))
    write(folder, iter(some))
    records = records_in(folder, RULES)
    return some, records, comparison_of(records, RULES)


Read = tuple[tuple[Story, ...], list[Record], Comparison]


def planted_as_found(read: Read) -> Comparison:
    """Give the comparison that finds exactly what was planted."""
    some, records, comparison = read
    by_doc = {record.article.doc: record for record in records}

    def side(value: str, places: tuple[tuple[str, int, int], ...]) -> Side:
        return Side(
            value,
            tuple(
                Evidence(by_doc[doc].statements[0].id, Span(start, end, by_doc[doc].article.body[start:end]))
                for doc, start, end in places
            ),
        )

    planted = [one for story in some for one in story.planted]
    sides = [tuple(side(*one) for one in plant.sides) for plant in planted]
    return replace(
        comparison,
        discrepancies=tuple(
            Discrepancy(f"d{at}", DiscrepancyKind(one.kind), Severity.INFO, sides[at], "")
            for at, one in enumerate(planted)
            if not one.compatible
        ),
        compatible=tuple(
            CompatiblePair(f"p{at}", CompatibleReason(one.kind), sides[at], "")
            for at, one in enumerate(planted)
            if one.compatible
        ),
    )


def test_who_finds_what_was_planted_scores_one(read: Read) -> None:
    some, records, _ = read

    found = tallies(some, records, planted_as_found(read))

    rates = {
        figure: value for figure, value in figures(found).items() if figure.split()[0] in (*DISCREPANCIES, *LOOK_ALIKES)
    }
    assert rates
    assert set(rates.values()) == {1.0}


def test_who_finds_nothing_has_no_recall_and_no_precision(read: Read) -> None:
    some, records, comparison = read

    found = tallies(some, records, replace(comparison, discrepancies=(), compatible=()))

    assert figures(found)["same-utterance recall"] == 0.0
    assert "same-utterance precision" not in figures(found)


def test_one_claim_for_everything_is_punished_in_precision(read: Read) -> None:
    some, records, comparison = read
    everything = tuple(key for claim in comparison.claims for key in claim.propositions)
    merged = (replace(comparison.claims[0], propositions=everything),)

    before, after = (
        tallies(some, records, replace(comparison, claims=claims))["claims"].rates()
        for claims in (comparison.claims, merged)
    )

    assert after["precision"] < 0.2 < before["precision"]
    assert after["recall"] > before["recall"]


def test_a_discrepancy_between_unplanted_words_is_wrong(read: Read) -> None:
    some, records, comparison = read
    one, other = (record.statements[0] for record in records[:2])
    false = Discrepancy(
        "d",
        DiscrepancyKind.NUMBER,
        Severity.WARNING,
        tuple(Side("x", (Evidence(it.id, it.content[0]),)) for it in (one, other)),
        "why",
    )

    found = tallies(some, records, replace(comparison, discrepancies=(false,)))["number"]

    assert (found.right, found.wrong) == (0, 1)
    assert ("number", "wrong", "why") in list(examples_of({"number": found}, 3))


def test_a_number_of_people_may_be_filed_under_count_as_well() -> None:
    side = (("3", (("a", 0, 5),)), ("4", (("b", 0, 5),)))
    people = Planted("number", compatible=False, sides=side, also=("count",))
    things = replace(people, also=())
    told = Discrepancy("d", DiscrepancyKind.COUNT, Severity.WARNING, (side_at("s"), side_at("t")), "why")

    as_people, as_things = (filed([("count", told)], [plant], {"s": "a", "t": "b"}) for plant in (people, things))

    assert as_people == [("number", told)]
    assert as_things == [("count", told)]


def side_at(statement: str) -> Side:
    return Side("x", (Evidence(statement, Span(0, 5, "three")),))


def test_what_stands_on_a_decoy_is_wrong_and_said_to_stand_there() -> None:
    decoy = Planted("plan-and-deed", compatible=False, sides=(("plan", (("a", 0, 5),)), ("deed", (("b", 0, 5),))))
    docs = {"s": "a", "t": "b"}
    told = Discrepancy("d", DiscrepancyKind.MODALITY, Severity.WARNING, (side_at("s"), side_at("t")), "why")

    found = differences_matched([], [told], docs, Ground.of([decoy], docs))

    assert (found.right, found.wrong, found.examples) == (0, 1, [("wrong", "[plan-and-deed] why")])


def test_the_table_has_a_row_for_each_kind(read: Read) -> None:
    some, records, comparison = read

    rows = list(rows_of(tallies(some, records, comparison)))

    assert [row[0] for row in rows[:3]] == ["claims", "origins", "copies"]
    assert {len(row) for row in rows} == {6}


def test_what_cannot_be_read_ends_the_scoring(tmp_path: Path) -> None:
    write(tmp_path, corpus("gone", 1))
    (tmp_path / "articles" / "s00000-0.txt").unlink()

    with pytest.raises(InputError, match="no such file"):
        records_in(tmp_path, RULES)


# -- the command ------------------------------------------------------------------------------------------------------


def test_the_command_writes_a_corpus_that_can_be_read_in(kb: Command, tmp_path: Path) -> None:
    written = kb("bench", "corpus", "--articles", "3", "--seed", "s", "--out", str(tmp_path / "invented"))

    assert (written.code, written.out) == (0, "")
    assert "Wrote" in written.err
    assert kb("extract", str(tmp_path / "invented"), "--extractor", "rules", "--quiet").code == 0


def test_the_command_says_where_it_cannot_write(kb: Command, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")

    refused = kb("bench", "corpus", "--articles", "1", "--out", str(tmp_path / "taken"))

    assert refused.code == 3
    assert "Fix: " in refused.err


def test_the_command_prints_scores_with_examples(kb: Command) -> None:
    scores = kb("bench", "corpus", "--extractor", "rules", "--seed", "s", "--articles", "4", "--examples", "1")

    assert scores.code == 0
    assert "claims" in scores.out
    assert "missed" in scores.out
