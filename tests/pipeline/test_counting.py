"""What a store holds in numbers: kept by every write, and never other than what counting finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from builders import an_article
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kb.check import stamp
from kb.check.stamp import Stamp
from kb.config import Settings
from kb.errors import StoreError
from kb.model import Article
from kb.pipeline import asking, counting, exchanging, judging
from kb.pipeline.checking import CheckedWrites, report_of
from kb.pipeline.counting import KINDS, Counts, Tally, counted_anew, kept_numbers
from kb.pipeline.library import Library
from kb.pipeline.stores import opened
from kb.query.matters import Sort, matters
from kb.store.memory import MemoryStore
from kb.store.opening import open_store
from kb.vocab import KB, PROV, RDF, SCHEMA

AT = datetime(2024, 7, 1, 9, tzinfo=UTC)
BASE = "https://kb.example/id/"
MAY = "The council bought the ferry in May 2023, Mayor Ruth Olsen said. The ferry cost 4 million crowns."
JUNE = "The council bought the ferry in June 2023, Mayor Ruth Olsen said. Nobody asked the crew."

NODES = [NamedNode(f"{BASE}claim/{number}") for number in range(3)]
GRAPHS = [NamedNode(f"{BASE}graph/{name}") for name in ("claims", "article/1")]
SAID = [
    *((NamedNode(RDF.type), NamedNode(kind.type)) for kind in KINDS.values()),
    *((NamedNode(one), Literal(words)) for kind in KINDS.values() for one in sorted(kind.having) for words in "ab"),
    (NamedNode(KB.value), Literal("x")),
]
QUADS = st.builds(
    lambda node, said, graph: Quad(node, said[0], said[1], graph),
    st.sampled_from(NODES),
    st.sampled_from(SAID),
    st.sampled_from(GRAPHS),
)


def chosen_in(folder: Path) -> Settings:
    return Settings(store=str(folder / "kb.store"), extractor="rules", reviewer="Ines Park")


def article(doc: str, body: str, outlet: str) -> Article:
    return an_article(body, doc=doc, outlet=outlet, published="2024-06-03")


def take_in(chosen: Settings, *articles: Article) -> None:
    with opened(chosen, writing=True) as store, Library(store, chosen, lambda: AT) as library:
        for one in articles:
            library.add(one)
        library.flush()


def counts_in(chosen: Settings) -> Counts | None:
    kept = kept_numbers(Path(chosen.store))
    return kept.counts if kept else None


def stamp_in(chosen: Settings) -> tuple[str, ...]:
    kept = kept_numbers(Path(chosen.store))
    return kept.stamp if kept else ()


def stamp_anew(chosen: Settings) -> tuple[str, ...]:
    with opened(chosen) as store:
        return Stamp(store.query).kept


def anew(chosen: Settings) -> Counts:
    with opened(chosen) as store:
        return counted_anew(store)


def difference_in(chosen: Settings) -> list[str]:
    with opened(chosen) as store:
        return [one.id for one in matters(store, [Sort.DISCREPANCY])]


@pytest.fixture
def chosen(tmp_path: Path) -> Settings:
    found = chosen_in(tmp_path)
    take_in(found, article("a.txt", MAY, "The Tide"))
    return found


@pytest.fixture
def every_write_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count writes that are large beside these small stores, too."""
    monkeypatch.setattr(counting, "_DEARER", 0)


@pytest.mark.usefixtures("every_write_is_counted")
@given(st.lists(st.tuples(st.lists(QUADS, max_size=8), st.lists(QUADS, max_size=8)), max_size=6))
@limits(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_writes_leave_the_counts_that_counting_finds(writes: list[tuple[list[Quad], list[Quad]]]) -> None:
    store = MemoryStore(BASE)
    tally = Tally(store, counted_anew(store))

    for add, remove in writes:
        tally.update(add=add, remove=remove)

        assert tally.counts == counted_anew(store)


@pytest.mark.usefixtures("every_write_is_counted")
def test_articles_that_come_change_and_go_are_counted_by_what_they_change(
    chosen: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> Counts:
        raise AssertionError("the whole store was counted")

    for step in (
        lambda: take_in(chosen, article("b.txt", JUNE, "Ledger")),
        lambda: take_in(chosen, article("b.txt", MAY, "Ledger"), article("c.txt", JUNE, "The Docker")),
        lambda: judging.reject(chosen, difference_in(chosen), "Two ferries.", clock=lambda: AT),
        lambda: take_in(chosen, article("c.txt", MAY, "Ledger")),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(counting, "counted_anew", refuse)
            step()
            kept = counts_in(chosen)

        assert kept == anew(chosen)
        assert stamp_in(chosen) == stamp_anew(chosen)


def test_after_a_write_that_is_large_beside_the_store_this_is_counted_once(
    chosen: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = []
    monkeypatch.setattr(counting, "counted_anew", lambda store: counted.append(store) or counted_anew(store))

    take_in(chosen, article("b.txt", JUNE, "Ledger"), article("c.txt", JUNE, "The Docker"))

    assert len(counted) == 1
    assert counts_in(chosen) == anew(chosen)


def test_an_import_is_counted_when_it_has_ended(chosen: Settings, tmp_path: Path) -> None:
    export = tmp_path / "all.nq"
    with opened(chosen) as store, export.open("wb") as out:
        exchanging.exporter("nquads").write(store, out, with_text=True)
    other = replace(chosen, store=str(tmp_path / "other.store"))

    for _ in range(2):  # into an empty store, and into one that has it all
        with opened(other, writing=True) as store:
            exchanging.imported(export, store)

        assert counts_in(other) == anew(other) == anew(chosen)


def test_counts_of_another_moment_are_not_believed(chosen: Settings) -> None:
    with open_store(chosen.store) as store:  # by whoever does not count, or dies before it is written down
        store.update(add=[Quad(NODES[0], NamedNode(RDF.type), NamedNode(KB.Origin), GRAPHS[0])])

    assert kept_numbers(Path(chosen.store)) is None
    assert asking.status(chosen)["quads"] == anew(chosen)["quads"]


def test_a_write_that_fails_leaves_no_counts(chosen: Settings) -> None:
    with pytest.raises(StoreError), opened(chosen, writing=True) as store:
        counting.tallied(store).update(add=[Quad(NODES[0], NamedNode(KB.value), Literal("x"))])

    assert kept_numbers(Path(chosen.store)) is None


@pytest.mark.parametrize("words", ["", "[]", '{"files": "x", "counts": {}}', '{"counts": {"quads": "many"}}'])
def test_a_damaged_file_of_counts_is_none(chosen: Settings, words: str) -> None:
    (Path(chosen.store) / "counts.json").write_text(words)

    assert kept_numbers(Path(chosen.store)) is None
    assert asking.status(chosen)["articles"] == 1


@pytest.fixture
def nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forbid to look at a whole store for its stamp, also where a write is large beside it."""

    def refuse(_: Stamp) -> None:
        raise AssertionError("the whole store was looked at for its stamp")

    monkeypatch.setattr(stamp, "_DEARER", 10**6)
    monkeypatch.setattr(Stamp, "_look", refuse)


@pytest.mark.usefixtures("chosen", "nobody_looks")
def test_a_store_whose_stamp_is_kept_is_written_and_validated_without_a_look_at_all_of_it(chosen: Settings) -> None:
    take_in(chosen, article("b.txt", JUNE, "Ledger"))
    with opened(chosen) as store:
        report = report_of(store, None, AT.date())

    assert asking.status(chosen)["articles"] == 2
    assert report.conforms


def test_the_stamp_of_another_moment_is_not_believed(chosen: Settings) -> None:
    before = stamp_in(chosen)
    text = next(quad for quad in quads_of(chosen) if quad.predicate.value == SCHEMA.articleBody)
    with open_store(chosen.store) as store:
        store.update(remove=[text])

    assert stamp_in(chosen) == ()
    take_in(chosen, article("b.txt", JUNE, "Ledger"))
    assert before != stamp_in(chosen) == stamp_anew(chosen)


def test_nothing_is_kept_of_a_stamp_after_a_write_that_it_did_not_follow(chosen: Settings) -> None:
    run = next(quad for quad in quads_of(chosen) if quad.predicate.value == PROV.used)
    with opened(chosen, writing=True) as store:
        counting.tallied(store).update(add=[Quad(run.subject, NamedNode(KB.value), Literal("x"), run.graph_name)])
    assert stamp_in(chosen) == stamp_anew(chosen)  # no stamp rests on this

    for was_asked in (False, True):
        with opened(chosen, writing=True) as store:
            if was_asked:
                counting.stamp_of(store)
            counting.tallied(store).update(remove=[run])
        assert counts_in(chosen) == anew(chosen)
        assert stamp_in(chosen) == ()

    with opened(chosen, writing=True) as store:
        counting.stamp_of(store)
        counting.lose(store)
    assert stamp_in(chosen) == ()


def test_a_write_that_broke_off_leaves_no_stamp_and_the_next_one_looks(
    chosen: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(chosen, writing=True) as store, Library(store, chosen, lambda: AT) as library:
        library.add(article("b.txt", JUNE, "Ledger"))
        with monkeypatch.context() as patched:
            patched.setattr(counting, "refuse_foreign", raise_store_error)
            with pytest.raises(StoreError):
                library.flush()

    assert stamp_in(chosen) == ()
    take_in(chosen, article("b.txt", JUNE, "Ledger"))
    assert stamp_in(chosen) == stamp_anew(chosen)


def raise_store_error(_: object) -> None:
    raise StoreError("The disk is full.", hint="Make room.")


def quads_of(chosen: Settings) -> list[Quad]:
    with opened(chosen) as store:
        return list(store.quads())


def test_a_stamp_that_another_writer_lost_is_made_anew(chosen: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    run = next(quad for quad in quads_of(chosen) if quad.predicate.value == PROV.used)
    with opened(chosen, writing=True) as store:
        one, other = CheckedWrites(store, chosen), CheckedWrites(store, chosen)
        before = one.stamp().kept
        with monkeypatch.context() as patched:
            patched.setattr(counting, "refuse_foreign", raise_store_error)
            with pytest.raises(StoreError):
                other.write(remove=[run])

            with pytest.raises(StoreError):
                one.write(remove=[run])
        counting.tallied(store).update(remove=[run])

        assert one.stamp().kept == Stamp(store.query).kept != before
    assert stamp_in(chosen) == stamp_anew(chosen)


def test_a_stamp_that_was_broken_is_not_mended_by_the_next_write(chosen: Settings) -> None:
    run, other = [quad for quad in quads_of(chosen) if quad.predicate.value in {PROV.used, SCHEMA.articleBody}]
    with opened(chosen, writing=True) as store:
        followed = counting.stamp_of(store)
        store.update(remove=[run])
        followed.is_known = False
        with followed.following([other]):
            store.update(remove=[other])

        assert followed.kept == Stamp(store.query).kept


@pytest.mark.parametrize("was_asked", [False, True])
def test_a_stamp_is_made_anew_in_the_session_in_which_something_else_was_written(
    chosen: Settings, *, was_asked: bool
) -> None:
    run = next(quad for quad in quads_of(chosen) if quad.predicate.value == PROV.used)
    with opened(chosen, writing=True) as store:
        if was_asked:
            counting.stamp_of(store)
        counting.lose(store)
        store.update(remove=[run])

        assert counting.stamp_of(store).kept == Stamp(store.query).kept
    assert stamp_in(chosen) == ()


def test_numbers_that_cannot_be_written_down_are_let_go(tmp_path: Path) -> None:
    counting.keep_numbers(tmp_path / "nowhere", counting.Numbers({}), "an opening")

    assert kept_numbers(tmp_path / "nowhere") is None


def test_numbers_of_a_store_that_somebody_opened_since_are_not_kept(chosen: Settings) -> None:
    folder = Path(chosen.store)
    numbers, opening = kept_numbers(folder), counting.opening_of(folder)
    assert numbers is not None
    run = next(quad for quad in quads_of(chosen) if quad.predicate.value == PROV.used)
    with open_store(chosen.store) as store:
        store.update(remove=[run])

    counting.keep_numbers(folder, numbers, opening)

    assert kept_numbers(folder) is None


def test_numbers_that_went_before_the_store_was_opened_are_not_taken_up(chosen: Settings) -> None:
    folder = Path(chosen.store)
    kept = kept_numbers(folder)
    with opened(chosen, writing=True):
        assert counting.taken_up(folder, kept) is None  # who opened it took them; was he killed, there are none

    take_in(chosen, article("b.txt", JUNE, "Ledger"))
    assert counting.taken_up(folder, kept) is None  # he put down others
    assert kept_numbers(folder) is None
