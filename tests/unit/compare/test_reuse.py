"""Text that articles share."""

from __future__ import annotations

from itertools import permutations

from at_once import reuses_between
from builders import an_article
from records import a_record, body_regions, said, told

from kb.compare.groups import groups_of
from kb.compare.sources.credits import credits_in
from kb.compare.sources.reuse import TEXTS
from kb.compare.sources.texts import text_of
from kb.model import Article, Credit, Record, Reuse, ReuseMode
from kb.neighbours import Neighbours

DISPATCH = (
    "The toolmaker Bolt will close its last factory in the valley next spring, ending a century of work at the site and leaving four"
    " hundred families without a wage.\n\n"
    "Union leaders gathered outside the gates before dawn, warming their hands over oil drums while lorries carried the first presses away."
)
OTHER = (
    "Four hundred people are to lose their jobs when Bolt shuts the valley works, the company told staff.\n\n"
    "At the gates, a crowd of workers and relatives stood in the cold and watched machines being loaded."
)
QUOTE = "“This is the darkest day in the long history of our company and of everybody who has ever worked for it in this valley,” "


def article(body: str, outlet: str = "Morning Post", published: str = "2021-10-01", **more: object) -> Article:
    return an_article(body, doc=f"{outlet}-{published}.txt", outlet=outlet, published=published, **more)


def test_copied_paragraphs_are_found_with_their_spans() -> None:
    left, right = article(DISPATCH), article("Our own first line stands here.\n\n" + DISPATCH, "Evening Star")

    (reuse,) = reuses_between([left, right])

    assert reuse.left_article < reuse.right_article
    assert reuse.left.exact == reuse.right.exact == DISPATCH.rstrip(".")
    assert reuse.similarity == 1.0


def test_a_changed_word_does_not_break_a_stretch() -> None:
    edited = DISPATCH.replace("families", "households").replace("lorries", "trucks")

    (reuse,) = reuses_between([article(DISPATCH), article(edited, "Evening Star")])

    assert 0.9 < reuse.similarity < 1.0
    assert {reuse.left.exact.split()[0], reuse.left.exact.split()[-1]} == {"The", "away"}


def test_curly_and_straight_marks_are_the_same() -> None:
    curly = DISPATCH.replace("Bolt will", "Bolt’s owner “Acme” will")
    straight = curly.replace("’", "'").replace("“", '"').replace("”", '"').replace(" ", "\u00a0")

    (reuse,) = reuses_between([article(curly), article(straight, "Evening Star")])

    assert reuse.similarity == 1.0


def test_a_shared_quotation_alone_is_no_reuse() -> None:
    left = article(f"{OTHER}\n\n{QUOTE}said Mara Lund.\n\n{QUOTE}she said again.")
    right = article(f"Bolt gave no reason for the closure.\n\n{QUOTE}Lund told workers.", "Evening Star")

    assert reuses_between([left, right]) == ()


def test_a_quotation_counts_once_the_narrators_words_are_shared_too() -> None:
    left, right = (
        article(f"{DISPATCH}\n\nOne more line.\n\n{QUOTE}said Lund."),
        article(f"{QUOTE}Lund said.\n\nNothing.\n\n{DISPATCH}", "Evening Star"),
    )

    found = reuses_between([left, right])

    assert len(found) == 2
    assert any("darkest day" in reuse.left.exact for reuse in found)


def test_two_reports_of_one_event_share_no_text() -> None:
    assert reuses_between([article(DISPATCH), article(OTHER, "Evening Star")]) == ()


def test_captions_are_left_out() -> None:
    caption = DISPATCH.replace("\n\n", " ")
    left = article(DISPATCH)
    body = f"{OTHER}\n\n{caption}"
    right = article(body, "Evening Star", regions=body_regions(body, caption))

    assert reuses_between([left, right]) == ()


def test_known_reuse_stands_in_for_an_absent_text() -> None:
    left, right = article(DISPATCH), article(DISPATCH, "Evening Star")
    known = reuses_between([left, right])
    absent = [Article(one.id, one.doc, one.digest, "", outlet=one.outlet) for one in (left, right)]

    assert reuses_between(absent, known) == known
    assert reuses_between(absent) == ()
    assert reuses_between([left], known) == ()


def test_known_reuse_of_present_texts_is_found_anew() -> None:
    left, right = article(DISPATCH), article(OTHER, "Evening Star")
    stale = reuses_between([left, article(DISPATCH, "Evening Star")])

    assert reuses_between([left, right], stale) == ()


def test_a_dispatch_printed_by_many_hangs_together_by_those_next_in_time() -> None:
    articles = [article(DISPATCH, f"Paper {number}", f"2021-10-{number:02d}") for number in range(1, 31)]

    found = reuses_between(articles)

    pairs = [(one.left_article, one.right_article) for one in found]
    assert len(groups_of([one.id for one in articles], pairs)) == 1
    assert len(found) < 4 * len(articles)
    numbers = {one.id: number for number, one in enumerate(articles)}
    assert all(abs(numbers[left] - numbers[right]) <= 2 for left, right in pairs)


def test_a_dispatch_printed_by_a_few_is_aligned_in_all_pairs() -> None:
    articles = [article(DISPATCH, f"Paper {number}") for number in range(6)]

    assert len(reuses_between(articles)) == 15


def test_the_order_of_the_articles_makes_no_difference() -> None:
    articles = [
        article(DISPATCH),
        article(DISPATCH + "\n\n" + OTHER, "Evening Star"),
        article(OTHER, "The Courier"),
        article(QUOTE, "Weekly"),
    ]
    expected = reuses_between(articles)

    assert len(expected) == 2
    assert all(reuses_between(order) == expected for order in permutations(articles))


def test_text_with_other_names_in_it_is_a_copy_within_weeks_and_none_years_later() -> None:
    edited = DISPATCH.replace("Bolt", "Acme").replace("valley", "harbour").replace("century", "decade")
    weeks, years = (article(edited, "Evening Star", published=day) for day in ("2021-10-20", "2024-10-20"))

    assert reuses_between([article(DISPATCH), weeks])
    assert not reuses_between([article(DISPATCH), years])


def test_text_that_comes_again_unchanged_years_later_is_a_copy() -> None:
    assert reuses_between([article(DISPATCH), article(DISPATCH, "Evening Star", published="2024-10-20")])


# -- what records and credits tell ------------------------------------------------------------------------------------

CLOSING = "Four hundred people work in the halls behind the station."
CLOSED = "The halls behind the station have four hundred people at work."
PLANS = "A hotel with a view of the weir is planned where the foundry stood."
PLANNED = "Where the foundry stood, plans are for a hotel that has a view of the weir."


def shared(*records: Record, agency: str = "") -> tuple[Reuse, ...]:
    neighbours = Neighbours(TEXTS)
    found = {one.article.id: text_of(one, [Credit(one.article.id, agency)] if agency else []) for one in records}
    neighbours.update(come=found)
    return tuple(reuse for link in neighbours.links(sorted(found)).values() for reuse in link)


def test_the_same_reported_speech_is_no_copy() -> None:
    words = "the closure had been planned in spring and would hurt nobody who was ready to move to the coast for good"
    spoken = said(f"According to Mara Lund, {words}.", "Mara Lund", words)

    assert shared(a_record(spoken, outlet="Morning Post"), a_record(told(CLOSING), spoken, outlet="The Star")) == ()


def test_what_the_narrator_tells_in_the_same_words_is_one() -> None:
    left = a_record(told(DISPATCH.replace("\n\n", " ")), outlet="Morning Post")
    right = a_record(told(CLOSING), told(DISPATCH.replace("\n\n", " ")), outlet="The Star")

    (reuse,) = shared(left, right)

    assert reuse.mode is ReuseMode.VERBATIM


def test_a_changed_word_makes_a_stretch_an_edited_one() -> None:
    edited = DISPATCH.replace("families", "households")

    (reuse,) = reuses_between([article(DISPATCH), article(edited, "Evening Star")])

    assert reuse.mode is ReuseMode.EDITED


def test_sentences_in_another_order_are_a_copy() -> None:
    lines = [told(line) for line in (CLOSING, PLANS, "Owls have moved into the boiler room since the fire went out.")]

    left, right = a_record(*lines, outlet="Morning Post"), a_record(*reversed(lines), outlet="Evening Star")

    assert len(shared(left, right)) == 3


def test_one_short_sentence_is_a_copy_where_both_credit_one_agency() -> None:
    left = a_record(told(CLOSING), told(OTHER.split("\n", maxsplit=1)[0]), outlet="Morning Post")
    right = a_record(told(PLANS), told(CLOSING), outlet="Evening Star")

    assert shared(left, right) == ()
    assert len(shared(left, right, agency="agent/reuters")) == 1


def test_a_retold_dispatch_is_found_where_both_credit_it_and_marked_as_retold() -> None:
    left = a_record(told(CLOSING), told(PLANS), outlet="Morning Post")
    right = a_record(told(PLANNED), told(CLOSED), outlet="Evening Star")

    found = shared(left, right, agency="agent/reuters")

    assert [reuse.mode for reuse in found] == [ReuseMode.REWRITTEN, ReuseMode.REWRITTEN]
    assert shared(left, right) == ()


def test_two_reports_to_which_an_agency_contributed_are_not_held_to_be_one_retold() -> None:
    note = told("Reuters contributed to this report.")
    records = (
        a_record(told(CLOSING), told(PLANS), note, outlet="Morning Post"),
        a_record(told(PLANNED), told(CLOSED), note, outlet="Evening Star"),
    )
    texts = {one.article.id: text_of(one, credits_in(one.article, {"reuters": "agent/reuters"})) for one in records}
    neighbours = Neighbours(TEXTS)
    neighbours.update(come=texts)

    assert neighbours.links(sorted(texts)) == {}


def test_dispatches_of_one_agency_weeks_apart_are_not_held_to_be_one() -> None:
    left = a_record(told(CLOSING), told(PLANS), outlet="Morning Post")
    right = a_record(told(PLANNED), told(CLOSED), outlet="Evening Star", published="2021-10-20")

    assert shared(left, right, agency="agent/reuters") == ()


def test_a_set_phrase_about_others_is_no_copy() -> None:
    phrase = (
        "The council of {} has asked the ministry for money to mend the old bridge before the next flood comes down."
    )
    left = a_record(told(phrase.format("Brno")), told("The town band of Brno played all day."), outlet="Morning Post")
    right = a_record(told(phrase.format("Lund")), told("A choir sang in the market of Lund."), outlet="Evening Star")

    assert shared(left, right) == ()
