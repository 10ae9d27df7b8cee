"""Numbers, ranks, denials, hedges, corrections and refutations between texts, from text to difference.

The texts (``disagreements.txt``) are invented: accidents, takeovers, courts, sport, science, town halls. Half of them
only seem to differ.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from finding import found_by, found_one_by_one
from records import a_clause, a_record, told

from kb.compare.events.coming import COMING
from kb.compare.finder import Difference, Finder
from kb.compare.numbers.ages import AGES
from kb.compare.numbers.corrections import CORRECTIONS
from kb.compare.numbers.figures import NUMBERS
from kb.compare.numbers.ranks import RANKS
from kb.compare.numbers.scores import SCORES
from kb.compare.numbers.superlatives import SUPERLATIVES
from kb.compare.positions.denials import denial_between
from kb.compare.positions.positions import POSITIONS
from kb.compare.positions.refutations import REFUTATIONS
from kb.compare.positions.reversals import REVERSALS
from kb.compare.positions.tellings import tellings_of
from kb.compare.source import Source
from kb.config import Settings
from kb.model import Discrepancy, DiscrepancyKind, Record, Severity
from kb.pipeline.reading import Extraction, extraction

MINE = (
    AGES,
    COMING,
    CORRECTIONS,
    NUMBERS,
    RANKS,
    POSITIONS,
    REVERSALS,
    REFUTATIONS,
    SCORES,
    SUPERLATIVES,
)
CASES = {
    name.strip(): (
        sorted({*kinds.split()} - {"-"}),
        re.findall(r"^--- (.+?) \| (.+)\n((?:(?!---).*\n?)*)", texts, re.M),
    )
    for name, kinds, texts in re.findall(
        r"^=== (.+?) \|(.*)\n((?:(?!===).*\n?)*)",
        Path(__file__).with_name("disagreements.txt").read_text(encoding="utf-8"),
        re.M,
    )
}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Sequence[Record]]:
    """All articles, read once; by case."""
    folder = tmp_path_factory.mktemp("disagreements")
    lines = []
    for number, (_, articles) in enumerate(CASES.values()):
        for at, (outlet, day, text) in enumerate(articles):
            doc = f"{number:03d}-{at}.txt"
            (folder / doc).write_text(f"Notes of the day\n\n{text}", encoding="utf-8")
            lines.append(json.dumps({"doc": doc, "outlet": outlet} | ({"published": day} if day != "-" else {})))
    (folder / "manifest.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found: dict[str, list[Record]] = {name: [] for name in CASES}
    names = list(CASES)
    for one in extraction([str(folder)], folder / "manifest.jsonl", Settings(extractor="rules")):
        assert isinstance(one, Extraction)
        found[names[int(one.record.article.doc[:3])]].append(one.record)
    return found


def differences(records: Sequence[Record]) -> list[Discrepancy]:
    found: list[Difference] = list(chain.from_iterable(found_by(finder, *records) for finder in MINE))
    return [one for one in found if isinstance(one, Discrepancy)]


@pytest.mark.parametrize("case", CASES)
def test_what_differs_is_told_from_what_only_seems_to(case: str, records: Mapping[str, Sequence[Record]]) -> None:
    found = differences(records[case])

    assert sorted(one.kind.value for one in found) == CASES[case][0], [one.explanation for one in found]


@pytest.mark.parametrize("case", [name for name, (kinds, _) in CASES.items() if kinds])
def test_a_difference_names_its_clauses_and_what_was_shown(case: str, records: Mapping[str, Sequence[Record]]) -> None:
    for one in differences(records[case]):
        assert one.shown
        assert len(one.sides) > 1
        assert all(evidence.proposition for side in one.sides for evidence in side.evidence)


def test_only_what_outlets_cannot_both_print_is_a_warning(records: Mapping[str, Sequence[Record]]) -> None:
    hedged, spoken, printed = (
        differences(records[case])
        for case in ("a fact and a rumour", "two speakers with two numbers", "an inspection failed and passed")
    )

    assert [one.severity for one in (*hedged, *spoken)] == [Severity.INFO, Severity.INFO]
    assert "speakers disagree" in spoken[0].explanation
    assert [one.severity for one in printed] == [Severity.WARNING]


def test_what_somebody_unnamed_claims_against_a_dated_count_is_for_information(
    records: Mapping[str, Sequence[Record]],
) -> None:
    (found,) = differences(records["guards that died on a day, and those that some claim"])

    assert found.severity is Severity.INFO


def test_a_correction_has_the_outlets_earlier_article_as_evidence(records: Mapping[str, Sequence[Record]]) -> None:
    (found,) = differences(records["a number corrected by a later article"])

    earlier = next(side for side in found.sides if side.value.startswith("40"))
    assert len({evidence.statement for evidence in earlier.evidence}) == 2


def test_a_refutation_tells_both_triples_and_the_time(records: Mapping[str, Sequence[Record]]) -> None:
    (found,) = differences(records["a meeting after all talks had ended"])

    assert found.kind is DiscrepancyKind.REFUTATION
    assert {side.value for side in found.sides} == {"2022-05", "2022-06-20"}
    assert any("2022-06-20 lies between 2022-05-31" in words for words in found.shown)
    assert sum(" – " in words for words in found.shown) == 2


def test_a_denial_is_of_the_time_of_its_sentence(records: Mapping[str, Sequence[Record]]) -> None:
    case = records["a choir not chosen one year, and chosen in another"]
    claims = {clause.id: "claim/cup" for one in case for said in one.statements for clause in said.propositions}
    lost, won = (
        next(
            one
            for one in tellings_of(Source(record, claims)).values()
            if "win it" in one.line.text or " won " in one.line.text
        )
        for record in case
    )

    assert denial_between(lost, won, None) is None
    assert denial_between(replace(lost, dates=won.dates), won, None)


def test_a_bare_name_is_no_position() -> None:
    heard = a_record(
        told("Norrland backs the pact.", a_clause("Norrland", relation="back"), a_clause("Norrland backs the pact")),
        outlet="Harbour Post",
    )

    positions = tellings_of(Source(heard, {}))

    assert [one.account.text for one in positions.values()] == ["Norrland backs the pact"]


def test_a_surer_text_of_a_later_day_is_told_to_be_one(records: Mapping[str, Sequence[Record]]) -> None:
    (later,) = differences(records["what may come, and what a paper of the next day has as done"])
    (at_once,) = differences(records["a fact and a rumour"])

    assert "of a later day" in later.explanation
    assert later.severity is Severity.INFO
    assert "of a later day" not in at_once.explanation


def test_a_figure_of_an_unknown_day_is_for_information(records: Mapping[str, Sequence[Record]]) -> None:
    (found,) = differences(records["a price in an article of no known day"])

    assert found.severity is Severity.INFO
    assert "day of one text is not known" in found.explanation


@pytest.mark.parametrize("finder", MINE, ids=lambda finder: finder.name)
def test_the_order_in_which_articles_come_makes_no_difference(
    finder: Finder, records: Mapping[str, Sequence[Record]]
) -> None:
    everything = [record for some in records.values() for record in some]
    expected = found_by(finder, *everything)

    for seed in range(3):
        shuffled = random.Random(seed).sample(everything, len(everything))
        assert sorted(map(repr, found_one_by_one(finder, shuffled))) == sorted(map(repr, expected))
