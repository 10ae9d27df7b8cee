"""Text that articles share."""

from __future__ import annotations

from itertools import permutations

from builders import an_article
from records import body_regions

from kb.compare.reuse import reuses_between
from kb.model import Article

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


def test_a_dispatch_printed_by_many_is_linked_to_the_earliest() -> None:
    articles = [article(DISPATCH, f"Paper {number}", f"2021-10-{number:02d}") for number in range(1, 16)]

    found = reuses_between(articles)

    assert len(found) == 14
    assert all(articles[0].id in (reuse.left_article, reuse.right_article) for reuse in found)


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
