"""A firm and a person of one name."""

from readings import BODY, Page

LEAD = "Tansley Group will buy a mill. Its head, Ms. Ana Tansley, was pleased. "


def page_of(sentence: str, *, subject: bool = True, lead: str = LEAD) -> Page:
    page = Page(lead + sentence)
    for words, kind in (("Tansley Group", BODY), ("Ms. Ana Tansley", None)):
        if words in lead:
            page.name(words, kind, subject=True) if kind else page.name(words)
    page.name("Tansley", nth=lead.count("Tansley"), subject=subject)
    return page


def test_it_in_the_clause_makes_the_bare_name_the_firm() -> None:
    page = page_of("Tansley said it would hire.")
    page.says("Tansley", "said", "it would hire", nth=2)

    assert page.resolved().speakers() == ["Tansley Group"]


def test_she_in_the_clause_makes_it_the_person() -> None:
    page = page_of("Tansley said she would hire.")
    page.says("Tansley", "said", "she would hire", nth=2)

    assert page.resolved().speakers() == ["Ana Tansley"]


def test_profits_are_reported_by_firms() -> None:
    page = page_of("Tansley reported that annual profit fell.")
    page.says("Tansley", "reported", "that annual profit fell", nth=2)

    assert page.resolved().speakers() == ["Tansley Group"]


def test_where_nothing_tells_the_name_is_left_open() -> None:
    page = page_of("Tansley said no.")
    page.says("Tansley", "said", "no", nth=2)

    assert page.resolved().speakers() == [""]


def test_where_the_person_is_called_by_courtesy_title_the_bare_name_is_the_firm() -> None:
    page = page_of("Ms. Tansley smiled. Tansley said no.")
    page.mentions.pop()
    page.name("Ms. Tansley")
    page.name("Tansley", nth=3, subject=True)
    page.says("Tansley", "said", "no", nth=3)

    assert page.resolved().speakers() == ["Tansley Group"]


def test_what_one_place_tells_holds_for_the_others() -> None:
    page = page_of("Tansley, which makes paper, said no. Tansley said never.")
    page.says("Tansley", "said", "no", nth=2)
    page.name("Tansley", nth=3, subject=True)
    page.says("Tansley", "said", "never", nth=3, cue_nth=1)

    assert page.resolved().speakers()[1] == "Tansley Group"


def test_a_surname_without_a_firm_stays_the_person_s() -> None:
    page = page_of("Tansley said it would rain.", lead="Ms. Ana Tansley was pleased. ")
    page.says("Tansley", "said", "it would rain", nth=1)

    assert page.resolved().speakers() == ["Ana Tansley"]
