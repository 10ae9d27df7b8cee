"""Facets of two clauses: times, numbers, names, roles, relation and scope, each compared by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import Clause as Written
from records import a_clause, a_record, told

from kb.resolve.claims.alignment import AlignedClauses
from kb.resolve.claims.clauses import Clause, Figure, When
from kb.resolve.claims.facets import Facet, Fit
from kb.resolve.claims.figures import figures_of
from kb.resolve.claims.keys import keys, order
from kb.resolve.claims.names import one_stem
from kb.resolve.claims.odds import odds_between
from kb.resolve.claims.reading import clauses_in
from kb.resolve.claims.scope import reach_of, scope_of
from kb.resolve.claims.times import times_of


def clause_of(written: Written, outlet: str = "Morning Post", published: str = "2021-10-02") -> Clause:
    record = a_record(told(written.text, written), outlet=outlet, published=published)
    return clauses_in(record)[record.statements[0].propositions[0].id]


def aligned(left: Written, right: Written) -> AlignedClauses:
    return AlignedClauses(clause_of(left), clause_of(right, "Evening Star"))


def on(*days: tuple[str, str, str]) -> Written:
    return a_clause(
        "The tram line to the docks opened " + " and ".join(words for words, *_ in days), "tram", "open", times=days
    )


MARCH = ("in March 2021", "2021-03-01", "2021-03-31")
TWELFTH = ("on 12 March 2021", "2021-03-12", "2021-03-12")
THIRTEENTH = ("on 13 March 2021", "2021-03-13", "2021-03-13")
YEARLESS = ("on 12 March", "--03-12", "")


@pytest.mark.parametrize(
    ("left", "right", "fit"),
    [
        ((TWELFTH,), (TWELFTH,), Fit.SAME),
        ((TWELFTH,), (THIRTEENTH,), Fit.CLASH),
        ((TWELFTH,), (MARCH,), Fit.LEFT),
        ((MARCH,), (TWELFTH,), Fit.RIGHT),
        ((TWELFTH,), (), Fit.LEFT),
        ((TWELFTH,), (YEARLESS,), Fit.SAME),
        ((THIRTEENTH,), (YEARLESS,), Fit.CLASH),
        ((), (), Fit.ABSENT),
    ],
)
def test_times_fit_by_their_days(
    left: tuple[tuple[str, str, str], ...], right: tuple[tuple[str, str, str], ...], fit: Fit
) -> None:
    assert aligned(on(*left), on(*right)).times.fit is fit


@pytest.mark.parametrize(
    ("left", "right", "fit"),
    [
        (Figure("40", "40"), Figure("40", "40"), Fit.SAME),
        (Figure("40", "40"), Figure("41", "41"), Fit.CLASH),
        (Figure("40", "40", "USD"), Figure("40", "40", "EUR"), Fit.CLASH),
        (Figure("340", "340"), Figure("300", ""), Fit.LEFT),
        (Figure("300", ""), Figure("340", "340"), Fit.RIGHT),
        (Figure("48", "48"), Figure("50", "50", approximate=True), Fit.LEFT),
        (Figure("30", "30"), Figure("50", "50", approximate=True), Fit.CLASH),
        (Figure("P2D", "P2D", "long"), Figure("P3D", "P3D", "long"), Fit.CLASH),
    ],
)
def test_numbers_fit_by_their_bounds(left: Figure, right: Figure, fit: Fit) -> None:
    plain = clause_of(a_clause("Divers saw whales off the cape", "Divers", "see", "whales"))

    found = figures_of(replace(plain, figures=frozenset({left})), replace(plain, figures=frozenset({right})))

    assert found.fit is fit


def test_a_number_that_points_back_counts_nobody() -> None:
    text = "The two sides signed the harbour treaty"
    clause = clause_of(a_clause(text, "sides", "sign", "treaty", numbers=(("two sides", "2", "side"),)))

    assert clause.figures == frozenset()


def test_forms_of_one_name_have_one_stem_and_like_names_do_not() -> None:
    assert one_stem("italy", "italian")
    assert one_stem("parisians", "paris")
    assert not one_stem("blackstead", "blackfleet")
    assert not one_stem("belamora", "belashire")


@given(st.text("abcdefghij", min_size=1, max_size=9), st.text("abcdefghij", min_size=1, max_size=9))
def test_a_stem_is_shared_both_ways(one: str, other: str) -> None:
    assert one_stem(one, other) == one_stem(other, one)


def test_each_with_a_name_of_its_own_is_at_odds_and_one_name_more_is_not() -> None:
    anne = a_clause("Nurses of Saint Anne went on strike", "Nurses", "strike", names=("Saint Anne",))
    mark = a_clause("Nurses of Saint Mark went on strike", "Nurses", "strike", names=("Saint Mark",))
    both = a_clause(
        "Nurses of Saint Anne in Ardenby went on strike", "Nurses", "strike", names=("Saint Anne", "Ardenby")
    )

    assert aligned(anne, mark).names == Facet(Fit.CLASH, "other names")
    assert aligned(both, anne).names.fit is Fit.LEFT
    assert aligned(anne, anne).names.fit is Fit.SAME


@pytest.mark.parametrize(
    ("left", "right", "fit"),
    [
        (("sell", "Acme sold the mill"), ("acquire", "Bolt bought the mill"), Fit.SAME),
        (("arrest", "Police held the driver"), ("convict", "Judges convicted the driver"), Fit.CLASH),
        (("come", "The conviction of the driver came late"), ("convict", "Judges convicted the driver"), Fit.SAME),
        (("hit", "The ferry struck a pier"), ("crash", "The ferry collided with a pier"), Fit.OPEN),
        (("frobnicate", "The ferry frobnicated"), ("crash", "The ferry crashed"), Fit.OPEN),
        (("be", "The driver was tired"), ("convict", "Judges convicted the driver"), Fit.RIGHT),
    ],
)
def test_relations_fit_by_class_by_noun_and_from_either_side(
    left: tuple[str, str], right: tuple[str, str], fit: Fit
) -> None:
    found = aligned(
        a_clause(left[1], left[1].split()[1] if left[0] != "sell" else "Acme", left[0]),
        a_clause(right[1], right[1].split()[0], right[0]),
    )

    assert found.relation.fit is fit


def test_who_changes_places_is_at_odds_unless_the_deed_is_mutual() -> None:
    beat = [
        a_clause(f"{one} beat {two} at chess", one, "beat", two, names=(two,))
        for one, two in (("Acme", "Bolt"), ("Bolt", "Acme"))
    ]
    met = [
        a_clause(f"{one} met {two} for talks", one, "talk", two, names=(two,))
        for one, two in (("Acme", "Bolt"), ("Bolt", "Acme"))
    ]

    assert odds_between(aligned(*beat)) == "roles changed places"
    assert not odds_between(aligned(*met))


def scope(text: str) -> frozenset[str]:
    words = tuple(text.casefold().split())
    return scope_of(words, tuple(word.replace("longest", "long") for word in words))


def test_ranks_superlatives_and_never_before_are_scope() -> None:
    assert scope("the first woman to sail") == {"first"}
    assert scope("the sole witness") == scope("the only witness") == {"only"}
    assert scope("the longest river") == {"longest"}
    assert scope("drivers had never struck before") == {"first"}
    assert scope("the bridge opened at last") == frozenset()
    assert scope("a forest of interest") == frozenset()


def test_all_some_and_most_are_at_odds_with_each_other() -> None:
    every = a_clause("All schools along the river were closed", "schools", "close")
    some = a_clause("Some schools along the river were closed", "schools", "close")
    primary = a_clause("Primary schools along the river were closed", "primary schools", "close")
    plain = a_clause("Schools along the river were closed", "schools", "close")

    assert reach_of(("every", "school")) == {"all"}
    assert odds_between(aligned(every, some)) == "all, some or most"
    assert odds_between(aligned(every, primary)) == "all, or those of a kind"
    assert not odds_between(aligned(every, plain))


def test_clauses_of_one_deed_meet_under_a_key_however_they_are_told() -> None:
    verb = clause_of(
        a_clause("Judges convicted the banker Mara Lund of fraud", "Judges", "convict", "banker", names=("Mara Lund",))
    )
    noun = clause_of(
        a_clause("The conviction of Mara Lund for fraud came late", "conviction", "come", names=("Mara Lund",))
    )
    other = clause_of(a_clause("Growers near Ardenby picked plums", "Growers", "pick", "plums", names=("Ardenby",)))

    assert {*keys(verb)} & {*keys(noun)}
    assert not {*keys(verb)} & {*keys(other)}


def test_keys_are_few_and_the_order_sorts() -> None:
    long = clause_of(
        a_clause(" ".join(f"Harbour{at} warden{at} mended lantern{at} near jetty{at}" for at in range(12)))
    )

    assert len({*keys(long)}) <= 29
    assert sorted([order(long), order(long)]) == [order(long)] * 2


def test_days_that_something_lasts_until_are_compared() -> None:
    thursday, friday = (
        replace(clause_of(on()), reported=True, times=(When(None, date(2021, 10, day), "", words, leaning=True),))
        for day, words in ((7, "thursday"), (8, "friday"))
    )

    assert times_of(thursday, friday).fit is Fit.CLASH


def test_since_april_is_not_the_same_time_as_in_april() -> None:
    within, since = (
        replace(
            clause_of(on()),
            reported=True,
            times=(When(date(2021, 4, 1), last, "", "april", leaning=True),),
        )
        for last in (date(2021, 4, 30), None)
    )

    assert times_of(within, since).fit is not Fit.SAME
    assert times_of(since, since).fit is Fit.SAME
