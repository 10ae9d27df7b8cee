"""A store keeps the report of itself through everything that is done to it; `kb validate` reads what `--full` finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from builders import an_article
from pyoxigraph import Quad

from kb.check.compiled.neighbours import Neighbours, Place
from kb.check.maintained import Maintained
from kb.check.report import Report
from kb.config import Settings
from kb.model import Article, Verdict
from kb.pipeline import checking, exchanging, judging
from kb.pipeline.checking import CheckedWrites
from kb.pipeline.library import Library
from kb.pipeline.stores import opened
from kb.query.matters import Sort, matters
from kb.vocab import KB, PROV, RDF

AT = datetime(2024, 7, 1, 9, tzinfo=UTC)
MAY = "The council bought the ferry in May 2023, Mayor Ruth Olsen said. The ferry cost 4 million crowns."
JUNE = "The council bought the ferry in June 2023, Mayor Ruth Olsen said. Nobody asked the crew."


def settings(folder: Path) -> Settings:
    return Settings(store=str(folder / "kb.store"), extractor="rules", reviewer="Ines Park")


def take_in(chosen: Settings, *articles: Article) -> None:
    with opened(chosen, writing=True) as store, Library(store, chosen, lambda: AT) as library:
        for article in articles:
            library.add(article)
        library.flush()


def article(doc: str, body: str, outlet: str) -> Article:
    return an_article(body, doc=doc, outlet=outlet, published="2024-06-03")


def both(chosen: Settings) -> tuple[Report, Report]:
    """Give the report that the store keeps, and the one of checking everything."""
    with opened(chosen) as store:
        assert Maintained(store).is_current()
    kept, full = (exchanging.validated([], None, chosen, full=full, clock=lambda: AT) for full in (False, True))
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
        writes.update(remove=[gone], more_follow=True)
        writes.update(add=[gone], more_follow=True)
        writes.update(remove=[gone])


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
        for number, step in enumerate(steps, start=1):
            writes.update(**{"+": {"add": [quad]}, "-": {"remove": [quad]}}[step], more_follow=number < len(steps))

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
    with opened(found, writing=True) as store, Library(store, found, lambda: AT) as library:
        for number, body in enumerate((MAY, JUNE, MAY, JUNE)):
            library.add(article(f"{number}.txt", body, f"Paper {number}"))
            library.flush(more_follow=True)
        library.flush()

    kept, full = both(found)

    (first, *others) = refreshed
    assert first == (0, False)
    assert len(others) > 1
    assert all(is_current for _, is_current in others)
    assert kept == full


def test_what_is_known_of_software_is_not_written_again(chosen: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Quad] = []
    inner = CheckedWrites.update

    def update(self: CheckedWrites, *, add: list[Quad], **others: object) -> None:
        written.extend(add)
        inner(self, add=add, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(CheckedWrites, "update", update)
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
