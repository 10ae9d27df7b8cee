"""Which propositions tell an annotated mention, and which pairs of mentions a claim joins."""

from __future__ import annotations

from records import a_clause, a_record, told

from kb.bench.mentions import mentions_told, pairs_joined
from kb.bench.synthetic.truth import Mention
from kb.model import Claim, Comparison, Polarity, Record

SENTENCE = "The ferry sank off the reef after the crew had left it in the dark"
SANK, LEFT = "The ferry sank off the reef", "the crew had left it in the dark"


def mention(record: Record, words: str, doc: str = "a") -> Mention:
    start = record.article.body.index(words)
    return Mention(doc, ((start, start + len(words)),), "", "", "")


def told_of(clauses: tuple[str, ...], annotated: tuple[str, ...]) -> list[set[int]]:
    """Give the mentions that each clause of the sentence tells."""
    record = a_record(told(SENTENCE + ".", *(a_clause(words) for words in clauses)))
    keys = [one.id for one in record.statements[0].propositions]
    comparison = Comparison(claims=tuple(Claim(key, "", Polarity.POSITIVE, (key,)) for key in keys))
    mentions = [mention(record, words) for words in annotated]
    found = mentions_told(mentions, [record], comparison, {record.article.id: "a"})
    return [{*found[key][key]} if key in found else set() for key in keys]


def test_a_clause_that_was_read_twice_tells_its_mention_twice() -> None:
    assert told_of((SANK, "ferry sank off the reef"), (SANK,)) == [{0}, {0}]


def test_a_part_tells_its_mention_from_a_third_on() -> None:
    assert told_of(("sank off", "ferry sank off"), (SANK,)) == [set(), {0}]


def test_a_clause_read_with_its_neighbour_tells_both_and_nothing_that_stands_within_one() -> None:
    assert told_of((SENTENCE,), (SANK, LEFT)) == [{0, 1}]
    assert told_of((SENTENCE,), (SENTENCE, LEFT)) == [{0}]


def test_two_readings_in_one_claim_join_their_mentions() -> None:
    told = {"claim": {"p": frozenset({0}), "q": frozenset({2})}, "other": {"r": frozenset({1})}}

    assert pairs_joined(told, frozenset()) == {(0, 2)}


def test_of_a_clause_read_with_its_neighbour_only_what_is_the_same_is_joined() -> None:
    told = {"claim": {"p": frozenset({0, 1}), "q": frozenset({2})}}

    assert pairs_joined(told, frozenset({(1, 2)})) == {(1, 2)}
    assert pairs_joined(told, frozenset()) == {(0, 2), (1, 2)}


def test_what_one_reading_tells_was_never_joined() -> None:
    told = {"claim": {"p": frozenset({0, 1}), "q": frozenset({0, 1})}}

    assert pairs_joined(told, frozenset()) == frozenset()
