"""Which articles report one set of events."""

from __future__ import annotations

from itertools import permutations

from kb.resolve.same_event import Words
from kb.resolve.same_event.stories import stories_of

_QUAKE = {"earthquake": 3, "magnitude": 2, "rubble": 1, "survivor": 1, "tremor": 1}


def an_article(name: str, *names: str, words: dict[str, int] | None = None) -> Words:
    return Words(name, _QUAKE if words is None else words, dict.fromkeys(names, 2))


KOLVA = an_article("kolva-1", "kolva", "brenn", "6.1"), an_article("kolva-2", "kolva", "brenn", "ostrel")
TARRE = an_article("tarre-1", "tarre", "quill", "7.4"), an_article("tarre-2", "tarre", "quill", "mendry")


def test_two_quakes_told_in_the_same_words_are_two_stories_by_their_names() -> None:
    found = stories_of((*KOLVA, *TARRE))

    assert found.members == (("kolva-1", "kolva-2"), ("tarre-1", "tarre-2"))


def test_the_order_of_the_articles_makes_no_difference() -> None:
    found = {stories_of(order).members for order in permutations((*KOLVA, *TARRE))}

    assert len(found) == 1


def test_likeness_is_the_same_both_ways_and_whole_with_itself() -> None:
    found = stories_of(KOLVA)

    assert 0 < found.alike("kolva-1", "kolva-2") == found.alike("kolva-2", "kolva-1") < 1
    assert found.alike("kolva-1", "kolva-1") == 1


def test_an_article_without_words_is_a_story_of_its_own() -> None:
    empty = Words("empty"), Words("void")

    assert stories_of((*empty, *KOLVA)).members == (("empty",), ("kolva-1", "kolva-2"), ("void",))


def test_a_word_that_every_paper_prints_links_less_than_a_rare_one() -> None:
    common = stories_of((an_article("a", "ulm", words={"school": 3}), an_article("b", "pesh", words={"school": 3})))
    rare = stories_of((an_article("a", "ulm", words={"cormorant": 3}), an_article("b", "pesh", words={"cormorant": 3})))

    assert common.alike("a", "b") < rare.alike("a", "b")


def test_a_name_that_a_crowd_shares_links_those_that_share_a_second_one() -> None:
    crowd = [Words(f"crowd-{n:03}", {f"matter{n}": 4}, {"president": 1, f"person{n}": 6}) for n in range(120)]
    pair = [Words(f"pair-{n}", {"matter": 1}, {"president": 4, "vela": 4}) for n in range(2)]
    many = [Words(f"vela-{n:03}", {f"other{n}": 4}, {"vela": 1, f"rider{n}": 6}) for n in range(120)]

    found = stories_of((*crowd, *pair, *many))

    assert ("pair-0", "pair-1") in found.members
