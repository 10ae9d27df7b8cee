"""The stamp of a store: the same for the same content however it came, another for other runs, reviews or texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kb.check.stamp import Stamp
from kb.store.memory import MemoryStore
from kb.vocab import DCTERMS, KB, PROV, RDF, SCHEMA

BASE = "https://kb.example/id/"
GRAPHS = [NamedNode(f"{BASE}graph/{name}") for name in ("one", "two")]


def a_quad(subject: str, predicate: str, value: str, graph: int = 0) -> Quad:
    object_ = NamedNode(value) if value.startswith("http") else Literal(value)
    return Quad(NamedNode(BASE + subject), NamedNode(predicate), object_, GRAPHS[graph])


RUN, IDENTIFIED = a_quad("run/1", PROV.used, BASE + "article/1"), a_quad("article/1", DCTERMS.identifier, "a.txt")
REVIEW, TEXT = a_quad("review/1", RDF.type, KB.Review), a_quad("article/1", SCHEMA.articleBody, "It rained.")
QUADS = [
    *(RUN, IDENTIFIED, REVIEW, TEXT),
    *(Quad(*quad.triple, GRAPHS[1]) for quad in (RUN, IDENTIFIED, REVIEW, TEXT)),
    a_quad("run/1", PROV.used, BASE + "article/2"),
    a_quad("run/2", PROV.used, BASE + "article/2"),
    a_quad("article/2", DCTERMS.identifier, "b.txt"),
    a_quad("article/1", SCHEMA.articleBody, "It snowed."),
    a_quad("review/1", RDF.type, PROV.Activity),
    a_quad("run/2", SCHEMA.name, "no part of it"),
    a_quad("run/1", PROV.endedAtTime, "2024-05-06T07:08:09Z"),
    a_quad("run/1", PROV.endedAtTime, "2024-05-06T07:08:10Z"),
]


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.sets(st.sampled_from(QUADS)), st.sets(st.sampled_from(QUADS))), max_size=5))
def test_a_stamp_that_follows_writes_is_the_one_made_anew(writes: list[tuple[set[Quad], set[Quad]]]) -> None:
    store = MemoryStore()
    stamp = Stamp(store.query)

    for come, gone in writes:
        with stamp.following([*come, *gone]):
            store.update(add=come, remove=gone)

        anew = Stamp(store.query)
        assert (str(stamp), stamp.of_articles, stamp.runs) == (str(anew), anew.of_articles, anew.runs)


@pytest.mark.parametrize("lost", [RUN, IDENTIFIED, REVIEW, TEXT], ids=["run", "article", "review", "text"])
def test_the_stamp_tells_a_store_from_one_that_lacks_something(lost: Quad) -> None:
    store = MemoryStore()
    store.update(add=[RUN, IDENTIFIED, REVIEW, TEXT])
    whole = str(Stamp(store.query))

    store.update(remove=[lost])

    assert str(Stamp(store.query)) != whole


def test_an_article_read_again_at_another_time_is_told_and_a_review_is_not() -> None:
    store, times = MemoryStore(), [a_quad("run/1", PROV.endedAtTime, f"2024-05-0{day}T07:08:09Z") for day in (6, 7)]
    store.update(add=[RUN, IDENTIFIED, TEXT, times[0]])
    before = Stamp(store.query)

    store.update(add=[REVIEW])
    reviewed = Stamp(store.query)
    store.update(add=[times[1]], remove=[times[0]])
    again = Stamp(store.query)

    assert reviewed.of_articles == before.of_articles != again.of_articles
    assert str(reviewed) == str(again) != str(before)
    assert before.runs == again.runs == 1


def test_a_stamp_that_begins_with_what_was_kept_is_that_of_a_look_and_follows_writes() -> None:
    store = MemoryStore()
    store.update(add=[RUN, IDENTIFIED, REVIEW, TEXT])
    looked = Stamp(store.query)

    stamp = Stamp(refuse_to_answer, looked.kept)
    assert (str(stamp), stamp.of_articles, stamp.runs) == (str(looked), looked.of_articles, looked.runs)

    stamp = Stamp(store.query, looked.kept)
    with stamp.following([REVIEW]):
        store.update(remove=[REVIEW])
    assert stamp.kept == Stamp(store.query).kept != looked.kept


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: (),
        lambda kept: kept[:-1],
        lambda kept: ("another release", *kept[1:]),
        lambda kept: (*kept[:-1], "one 1f"),
        lambda kept: (*kept[:-1], "1"),
    ],
    ids=["nothing", "too little", "of another rule", "no number", "no sum"],
)
def test_what_is_no_stamp_is_of_no_use(spoil: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
    store = MemoryStore()
    store.update(add=[RUN, IDENTIFIED, TEXT])
    whole = Stamp(store.query)

    assert Stamp(store.query, spoil(whole.kept)).kept == whole.kept


@pytest.mark.parametrize("changed", [[RUN], [RUN] * 60], ids=["few", "many"])
def test_nothing_is_kept_while_a_write_goes_on_or_where_it_did_not_end(changed: list[Quad]) -> None:
    store = MemoryStore()
    store.update(add=[RUN, IDENTIFIED, TEXT])
    stamp = Stamp(store.query)

    def write() -> None:
        with stamp.following(changed):
            assert stamp.kept == ()
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        write()

    assert stamp.kept == ()
    assert not stamp.is_known


def refuse_to_answer(sparql: str) -> object:
    raise AssertionError(f"the store was asked {sparql}")


def test_a_stamp_that_is_kept_has_one_form_until_its_number_is_raised() -> None:
    store = MemoryStore()
    store.update(add=[RUN, IDENTIFIED, REVIEW, TEXT])

    assert Stamp(store.query).kept == (
        "da0fbf4c5de77ced4156c2320beee7e6c611771b9dbca7e2e4994dd90bc82633",
        "1 b792169d5dcab7c97a9ab2b12694b6930700bf013d575e7e9f8495183e4cf6b6",
        "1 57383560220f924aa75767dd28ee4aee56b2cb638547d01a8459cb3156ed9b5f",
        "1 aea5d21077a723f62aed6470e25d67ad8ffc950e6421385ec1524067c788dd7f",
        "0 0000000000000000000000000000000000000000000000000000000000000000",
    )
