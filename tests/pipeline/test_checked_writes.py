"""A store keeps the report of itself through everything that is done to it; `kb validate` reads what `--full` finds."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from builders import an_article
from pyoxigraph import NamedNode, Quad

from kb.check.compiled.neighbours import Neighbours, Place
from kb.check.maintained import Maintained
from kb.check.report import Report
from kb.config import Settings
from kb.model import Article, Verdict
from kb.pipeline import checking, curating, exchanging, judging, library
from kb.pipeline.checking import CheckedWrites
from kb.pipeline.library import Library
from kb.pipeline.stores import opened
from kb.pipeline.unseen import Unseen
from kb.query.matters import Sort, matters
from kb.state.disk import StateFile
from kb.vocab import KB, PROV, RDF, SCHEMA, TIME

AT = datetime(2024, 7, 1, 9, tzinfo=UTC)
MAY = "The council bought the ferry in May 2023, Mayor Ruth Olsen said. The ferry cost 4 million crowns."
JUNE = "The council bought the ferry in June 2023, Mayor Ruth Olsen said. Nobody asked the crew."


def settings(folder: Path) -> Settings:
    return Settings(store=str(folder / "kb.store"), extractor="rules", reviewer="Ines Park")


def take_in(chosen: Settings, *articles: Article) -> None:
    with opened(chosen, writing=True) as store, Library(store, chosen, lambda: AT) as taking:
        for article in articles:
            taking.add(article)
        taking.flush()


def article(doc: str, body: str, outlet: str) -> Article:
    return an_article(body, doc=doc, outlet=outlet, published="2024-06-03")


def both(chosen: Settings) -> tuple[Report, Report]:
    """Give the report that the store keeps, and the one of checking everything."""
    with opened(chosen) as store:
        assert Maintained(store, Path(chosen.shapes) if chosen.shapes else None).is_current()
    own = Path(chosen.shapes) if chosen.shapes else None
    kept, full = (exchanging.validated([], own, chosen, full=full, clock=lambda: AT) for full in (False, True))
    return kept, full


@pytest.fixture
def chosen(tmp_path: Path) -> Settings:
    found = settings(tmp_path)
    take_in(found, article("a.txt", MAY, "The Tide"))
    take_in(found, article("b.txt", JUNE, "Ledger"))
    return found


def test_a_store_on_disk_is_checked_as_one_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places: list[Place] = []
    begin = Neighbours.__init__

    def noted(self: Neighbours, *args: object, place: Place = Place.ELSEWHERE) -> None:
        places.append(place)
        begin(self, *args, place=place)

    monkeypatch.setattr(Neighbours, "__init__", noted)
    take_in(settings(tmp_path), article("a.txt", MAY, "The Tide"))
    assert Place.DISK in places

    places.clear()
    exchanging.validated([], None, settings(tmp_path), full=True, clock=lambda: AT)
    assert places == [Place.DISK]


def test_the_report_follows_articles_that_join(chosen: Settings) -> None:
    kept, full = both(chosen)

    assert kept == full
    assert kept.conforms
    assert any("June" in finding.message for finding in kept.findings)


def test_the_report_follows_an_article_that_is_replaced(chosen: Settings) -> None:
    take_in(chosen, article("b.txt", MAY, "Ledger"))

    kept, full = both(chosen)

    assert kept == full
    assert not any("June" in finding.message for finding in kept.findings)


def test_the_report_follows_metadata_that_is_corrected(chosen: Settings) -> None:
    take_in(chosen, article("b.txt", JUNE, "The Tide"))

    kept, full = both(chosen)

    assert kept == full


def test_the_report_follows_a_review(chosen: Settings) -> None:
    with opened(chosen) as store:
        found = [one.id for one in matters(store, [Sort.DISCREPANCY])]
    assert found

    judging.reject(chosen, found, "Two ferries.", clock=lambda: AT)

    kept, full = both(chosen)
    assert kept == full
    assert kept.settled_as(Verdict.REJECTED)


def polarity_in(chosen: Settings) -> Quad:
    with opened(chosen) as store:
        return min((quad for quad in store.quads() if quad.predicate.value == KB.polarity), key=str)


def test_a_fault_is_found_when_it_is_written(chosen: Settings) -> None:
    gone = polarity_in(chosen)
    with opened(chosen, writing=True) as store:
        CheckedWrites(store, chosen).update(remove=[gone])

    kept, full = both(chosen)

    assert kept == full
    assert not kept.conforms


@pytest.fixture
def refreshed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, bool]]:
    """How many quads each refreshing of a report looks at, and whether the report was current before."""
    found: list[tuple[int, bool]] = []
    inner = Maintained.refresh

    def refresh(self: Maintained, added: frozenset[Quad], removed: frozenset[Quad], *, was_current: bool) -> None:
        found.append((len(added) + len(removed), was_current))
        inner(self, added, removed, was_current=was_current)

    monkeypatch.setattr(Maintained, "refresh", refresh)
    return found


def test_what_changes_is_kept_only_for_a_report_that_is_current(
    tmp_path: Path, refreshed: list[tuple[int, bool]]
) -> None:
    chosen = settings(tmp_path)

    take_in(chosen, article("a.txt", MAY, "The Tide"))
    take_in(chosen, article("b.txt", JUNE, "Ledger"))

    (whole, was_current), (changed, is_current) = refreshed
    assert (whole, was_current, is_current) == (0, False, True)
    assert changed > 100


def written_in_three(chosen: Settings, gone: Quad) -> None:
    with opened(chosen, writing=True) as store:
        writes = CheckedWrites(store, chosen)
        for change in ({"remove": [gone]}, {"add": [gone]}, {"remove": [gone]}):
            writes.write(**change)
            writes.look()
        writes.settle()


def test_no_more_is_kept_than_fits_and_what_it_touches_is_looked_at_on_the_way(
    chosen: Settings, refreshed: list[tuple[int, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = polarity_in(chosen)
    monkeypatch.setattr(checking, "_MOST", 0)
    written_in_three(chosen, gone)

    kept, full = both(chosen)

    assert refreshed == [(1, True)] * 3
    assert kept == full
    assert not kept.conforms


@pytest.mark.parametrize(
    ("whole", "looks"), [(10**9, [(1, True), (0, False)]), (100, [(1, True)] * 3)], ids=["in the end", "vast: never"]
)
def test_of_more_than_fits_in_a_store_that_is_no_larger_everything_is_looked_at_in_the_end_unless_it_is_vast(
    chosen: Settings,
    refreshed: list[tuple[int, bool]],
    monkeypatch: pytest.MonkeyPatch,
    whole: int,
    looks: list[tuple[int, bool]],
) -> None:
    gone = polarity_in(chosen)
    monkeypatch.setattr(checking, "_MOST", 0)
    monkeypatch.setattr(checking, "_WHOLE", whole)
    monkeypatch.setattr(Maintained, "is_large", lambda _, number: number > 1)
    written_in_three(chosen, gone)

    kept, full = both(chosen)

    assert refreshed == looks
    assert kept == full
    assert not kept.conforms


@pytest.mark.parametrize("steps", ["-+-", "+-+-", "+-"])
def test_what_comes_and_goes_between_two_looks_is_what_it_was_last(chosen: Settings, steps: str) -> None:
    quad = polarity_in(chosen)
    with opened(chosen, writing=True) as store:
        writes = CheckedWrites(store, chosen)
        for step in steps:
            writes.write(**{"+": {"add": [quad]}, "-": {"remove": [quad]}}[step])
        writes.settle()

    kept, full = both(chosen)

    assert kept == full
    assert not kept.conforms


def test_a_store_that_grows_vast_is_looked_at_once_and_then_only_what_changes(
    tmp_path: Path, refreshed: list[tuple[int, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_WHOLE", 200)
    monkeypatch.setattr(checking, "_MOST", 100)
    monkeypatch.setattr(Maintained, "is_large", lambda *_: False)
    found = settings(tmp_path)
    with opened(found, writing=True) as store, Library(store, found, lambda: AT) as taking:
        for number, body in enumerate((MAY, JUNE, MAY, JUNE)):
            taking.add(article(f"{number}.txt", body, f"Paper {number}"))
            taking.flush(more_follow=True)
        taking.flush()

    kept, full = both(found)

    (first, *others) = refreshed
    assert first == (0, False)
    assert len(others) > 1
    assert all(is_current for _, is_current in others)
    assert kept == full


THREE = [
    article(f"{number}.txt", body, f"Paper {number}") for number, body in enumerate((MAY, JUNE, JUNE + " It rained."))
]


def broken_off(chosen: Settings, *articles: Article) -> None:
    """Take articles in one by one, and end without a look at what that touches."""
    with opened(chosen, writing=True) as store, Library(store, chosen, lambda: AT) as taking:
        for one in articles:
            taking.add(one)
            taking.flush(more_follow=True)
    with opened(chosen) as store:
        assert not Maintained(store).is_current()


def unseen(chosen: Settings) -> Unseen:
    """Give what lies beside a store that nobody looked at."""
    return Unseen(StateFile(Path(chosen.store) / "comparison" / "state.sqlite").table("unseen"), "")


def seen_by_the_next(chosen: Settings, refreshed: list[tuple[int, bool]], *articles: Article) -> list[tuple[int, bool]]:
    """Take articles in, see that the report is right then, and give what was looked at for that."""
    refreshed.clear()
    take_in(chosen, *articles)
    looks = [*refreshed]
    kept, full = both(chosen)
    assert kept == full
    return looks


@pytest.mark.parametrize("more", [(), (article("d.txt", MAY, "Courier"),)], ids=["nothing new", "one more article"])
def test_where_a_command_broke_off_the_next_one_looks_at_what_that_wrote(
    chosen: Settings, refreshed: list[tuple[int, bool]], more: tuple[Article, ...]
) -> None:
    broken_off(chosen, *THREE)
    assert unseen(chosen)

    ((number, was_current),) = seen_by_the_next(chosen, refreshed, *more)

    assert was_current
    assert number > 300
    assert not unseen(chosen)


def test_what_the_next_command_looks_at_is_what_the_one_that_broke_off_would_have(
    chosen: Settings, tmp_path: Path, refreshed: list[tuple[int, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[tuple[frozenset[Quad], frozenset[Quad]]] = []
    inner = Maintained.refresh

    def refresh(self: Maintained, added: frozenset[Quad], removed: frozenset[Quad], **others: bool) -> None:
        looked_at.append((frozenset(added), frozenset(removed)))
        inner(self, added, removed, **others)

    other = replace(chosen, store=str(tmp_path / "other.store"))
    shutil.copytree(chosen.store, other.store)
    broken_off(chosen, *THREE)
    monkeypatch.setattr(Maintained, "refresh", refresh)

    seen_by_the_next(chosen, refreshed)
    with opened(other, writing=True) as store, Library(store, other, lambda: AT) as taking:
        for one in THREE:
            taking.add(one)
            taking.flush(more_follow=True)
        taking.flush()

    (by_the_next, by_itself) = looked_at
    assert by_the_next[1] == by_itself[1] != frozenset()
    assert by_the_next[0] >= by_itself[0] != frozenset()


def test_a_command_that_ends_in_its_look_leaves_what_is_remembered_right_and_the_look_to_the_next(
    chosen: Settings, refreshed: list[tuple[int, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Maintained, "refresh", killed)
        with pytest.raises(KeyboardInterrupt):
            take_in(chosen, *THREE)
    monkeypatch.setattr(library, "Holdings", None)  # nothing is made again from all articles

    ((number, was_current),) = seen_by_the_next(chosen, refreshed)

    assert was_current
    assert number > 300


def test_a_command_that_breaks_off_after_another_did_leaves_both_to_the_next(
    chosen: Settings, refreshed: list[tuple[int, bool]]
) -> None:
    broken_off(chosen, *THREE[:2])
    broken_off(chosen, THREE[2])

    ((number, was_current),) = seen_by_the_next(chosen, refreshed)

    assert was_current
    assert number > 300


def verdict(chosen: Settings) -> None:
    """Settle a discrepancy, which looks at everything, as no library is there to tell what was written."""
    with opened(chosen) as store:
        found = [one.id for one in matters(store, [Sort.DISCREPANCY])][:1]
    judging.reject(chosen, found, "Two ferries.", clock=lambda: AT)


def half_a_verdict(chosen: Settings) -> None:
    """Settle a discrepancy, and break off before a look at that."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(CheckedWrites, "settle", lambda _: None)
        verdict(chosen)


def with_shape(chosen: Settings, target: str, rule: str) -> Settings:
    """Give settings with one more shape: of a class, one property, and what is asked of it."""
    folder = Path(chosen.store).with_name("shapes")
    folder.mkdir()
    (folder / "mine.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> ."
        f"<urn:x:mine> a sh:NodeShape ; sh:targetClass <{target}> ; sh:property [ {rule} ] ."
    )
    return replace(chosen, shapes=str(folder))


def lost_state(chosen: Settings) -> None:
    (Path(chosen.store) / "comparison" / "state.sqlite").unlink()


@pytest.mark.parametrize("meanwhile", [half_a_verdict, lost_state])
def test_where_something_else_was_written_since_everything_is_looked_at(
    chosen: Settings, refreshed: list[tuple[int, bool]], meanwhile: Callable[[Settings], None]
) -> None:
    broken_off(chosen, *THREE)
    meanwhile(chosen)

    looks = seen_by_the_next(chosen, refreshed, article("d.txt", MAY, "Courier"))

    assert looks == [(0, False)]


def test_by_other_shapes_everything_is_looked_at(chosen: Settings, refreshed: list[tuple[int, bool]]) -> None:
    broken_off(chosen, *THREE)
    stricter = with_shape(chosen, SCHEMA.NewsArticle, f"sh:path <{SCHEMA.author}> ; sh:minCount 1")

    looks = seen_by_the_next(stricter, refreshed, article("d.txt", MAY, "Courier"))

    assert looks == [(0, False)]


def test_a_node_that_an_edition_shared_with_the_one_before_is_looked_at_where_nobody_saw_that_one(
    chosen: Settings, refreshed: list[tuple[int, bool]]
) -> None:
    chosen = with_shape(chosen, TIME.Interval, "sh:path <urn:x:p> ; sh:minCount 1")
    take_in(chosen, article("c.txt", "It rained in Oslo.", "Courier"))
    sold = "The council sold the old bridge in August 2019, Mayor Ruth Olsen said."
    broken_off(chosen, article("d.txt", f"{sold} Snow fell.", "Courier"))

    looks = seen_by_the_next(chosen, refreshed, article("d.txt", f"{sold} Rain fell on it.", "Courier"))

    assert [was_current for _, was_current in looks] == [True]


def test_what_came_in_one_graph_and_stands_in_another_is_looked_at(chosen: Settings) -> None:
    chosen = with_shape(chosen, "urn:x:C", "sh:path <urn:x:p> ; sh:minCount 1")
    take_in(chosen)
    node, kind = NamedNode("urn:x:node"), NamedNode("urn:x:C")
    with opened(chosen, writing=True) as store:
        before, after = (
            Quad(node, NamedNode(RDF.type), kind, NamedNode(f"{store.base_iri}graph/{name}")) for name in ("a", "b")
        )
        writes = CheckedWrites(store, chosen)
        writes.update(add=[Quad(NamedNode("urn:x:other"), before.predicate, before.predicate, before.graph_name)])
        writes.write(add=[before])
        writes.write(add=[after], remove=[before])
        writes.settle()

    kept, full = both(chosen)

    assert kept == full
    assert any("urn:x:node" in str(finding) for finding in kept.findings)


def test_a_look_that_failed_within_a_command_that_goes_on_leaves_everything_to_the_next(
    chosen: Settings, refreshed: list[tuple[int, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError

    chosen = with_shape(chosen, SCHEMA.NewsArticle, f"sh:path <{SCHEMA.author}> ; sh:maxCount 0")
    take_in(chosen, *THREE)
    with opened(chosen, writing=True) as store, Library(store, chosen, lambda: AT) as taking:
        taking.add(article("d.txt", "It rained in Oslo.", "Courier"))
        with monkeypatch.context() as patched:
            patched.setattr(Maintained, "refresh", failing)
            with pytest.raises(OSError):  # noqa: PT011
                taking.flush()
        taking.add(an_article(MAY, doc="0.txt", outlet="Paper 0", published="2024-06-03", author="Ann Lee"))
        taking.flush(more_follow=True)

    ((_, was_current),) = seen_by_the_next(chosen, refreshed, article("e.txt", JUNE, "Courier"))

    assert not was_current


def test_a_review_after_a_command_that_broke_off_leaves_the_changes_of_both_to_the_next(
    chosen: Settings, refreshed: list[tuple[int, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    take_in(chosen, article("e.txt", "Anna Berg sold a ship in May 2023, Mayor Ruth Olsen said.", "Courier"))
    broken_off(chosen, *THREE)
    with monkeypatch.context() as patched:
        patched.setattr(Maintained, "refresh", killed)
        with pytest.raises(KeyboardInterrupt):
            curating.merge(chosen, ["agent/anna-berg", "agent/ruth-olsen"], None, "One.", force=True, clock=lambda: AT)

    ((number, was_current),) = seen_by_the_next(chosen, refreshed)

    assert was_current
    assert number > 300


DAMAGED, LOST = "UPDATE entry SET row = CAST(substr(row, 1, 40) || 'x' AS BLOB)", "DELETE FROM entry"


@pytest.mark.parametrize("harm", [DAMAGED, LOST], ids=["damaged", "lost"])
@pytest.mark.parametrize("key", ["change 0", "change 2", "up to"])
def test_changes_that_are_damaged_or_lost_tell_nothing(
    chosen: Settings, refreshed: list[tuple[int, bool]], key: str, harm: str
) -> None:
    broken_off(chosen, *THREE)
    with sqlite3.connect(Path(chosen.store) / "comparison" / "state.sqlite") as db:
        damaged = db.execute(
            f"{harm} WHERE key = CAST(? AS BLOB) AND number = (SELECT number FROM named WHERE name = 'unseen')",
            [key],
        )
        assert damaged.rowcount == 1
    db.close()

    ((_, was_current),) = seen_by_the_next(chosen, refreshed, article("d.txt", MAY, "Courier"))

    assert not was_current
    broken_off(chosen, article("e.txt", JUNE, "Courier"))
    ((_, was_current),) = seen_by_the_next(chosen, refreshed)
    assert was_current


def test_what_somebody_looked_at_in_between_is_not_looked_at_again(
    chosen: Settings, refreshed: list[tuple[int, bool]]
) -> None:
    broken_off(chosen, *THREE)
    verdict(chosen)
    assert refreshed[-1] == (0, False)

    ((number, was_current),) = seen_by_the_next(chosen, refreshed, article("d.txt", "It rained in Oslo.", "Courier"))

    assert was_current
    assert number < 300


def test_what_is_known_of_software_is_not_written_again(chosen: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Quad] = []
    inner = CheckedWrites.write

    def write(self: CheckedWrites, *, add: list[Quad], **others: object) -> None:
        written.extend(add)
        inner(self, add=add, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(CheckedWrites, "write", write)
    take_in(chosen, article("c.txt", MAY, "Courier"))
    take_in(chosen, article("a.txt", JUNE, "The Tide"))
    take_in(replace(chosen, store=chosen.store + ".other"), article("c.txt", MAY, "Courier"))

    told = [quad for quad in written if "/software/" in str(quad.subject)]
    assert len([quad for quad in told if quad.predicate.value == RDF.type]) == 1  # in the other store
    runs = [quad.subject for quad in written if quad.predicate.value == PROV.wasAssociatedWith]
    assert len(runs) == 3
    with opened(chosen) as store:
        (row,) = store.query(f"SELECT (COUNT(*) AS ?n) {{ ?run <{PROV.wasAssociatedWith}>/a <{PROV.SoftwareAgent}> }}")  # type: ignore[misc]
    assert int(row["n"].value) >= 3


def test_what_somebody_else_wrote_is_found_in_full_only(chosen: Settings) -> None:
    gone = polarity_in(chosen)
    with opened(chosen, writing=True) as store:
        store.update(remove=[gone])

    kept, full = both(chosen)

    assert kept.conforms
    assert not full.conforms


def test_shapes_that_cannot_be_read_do_not_stop_a_write(tmp_path: Path) -> None:
    found = replace(settings(tmp_path), shapes=str(tmp_path / "none"))

    take_in(found, article("a.txt", MAY, "The Tide"))

    kept, full = both(replace(found, shapes=""))
    assert kept == full
