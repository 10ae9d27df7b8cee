"""What ingestion tells is true at the moment when it is told."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from builders import an_article
from commands import Command

from kb.config import Settings
from kb.errors import KBError, StoreError
from kb.ingest.files import Inputs
from kb.pipeline import ingesting, library
from kb.pipeline.executors import Processes
from kb.pipeline.ingesting import ingest
from kb.pipeline.library import Library
from kb.pipeline.stores import opened
from kb.store.engine import QuadStore
from kb.vocab import DCTERMS, KB, PROV

RULES = Settings(extractor="rules")


class Watcher:
    """Hears what is told, and looks into nothing else."""

    def __init__(self, total: int = 0) -> None:
        self.told: list[str] = []

    def note(self, text: str) -> None:
        """Ignore it."""

    def problem(self, error: KBError) -> None:
        raise error

    def read(self, number: int = 1) -> None:
        """Ignore it."""

    def stored(self, text: str) -> None:
        self.told.append(text.partition(":")[0])

    def end(self) -> None:
        """Ignore it."""


def articles_in(folder: Path, number: int) -> Path:
    folder.mkdir()
    for one in range(number):
        (folder / f"{one}.txt").write_text(f"The board met {one} times. It voted for pier {one}.\n", encoding="utf-8")
    return folder


def test_only_what_is_written_is_told_though_the_disk_runs_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watcher, chosen, written = Watcher(), replace(RULES, store=str(tmp_path / "kb.store")), QuadStore.update
    calls: list[int] = []

    def until_full(self: QuadStore, **quads: object) -> None:
        calls.append(1)
        if len(calls) > 2:
            raise StoreError("The store has no room left on its disk.")
        written(self, **quads)

    monkeypatch.setattr(library, "_FEW", 2)
    monkeypatch.setattr(QuadStore, "update", until_full)
    with pytest.raises(StoreError):
        ingest([str(articles_in(tmp_path / "news", 9))], None, chosen, watcher, lambda _: watcher)

    with opened(chosen) as store:
        stored = [quad.object.value for quad in store.quads() if quad.predicate.value == DCTERMS.identifier]
    assert sorted(watcher.told) == sorted(stored)
    assert 0 < len(stored) < 9


def test_no_more_articles_wait_than_memory_holds_however_large_the_store_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watcher, chosen, waiting = Watcher(), replace(RULES, store=str(tmp_path / "kb.store")), list[int]()
    flush = Library.flush

    def flushed(self: Library, *, more_follow: bool = False) -> None:
        waiting.append(len(self._waiting))
        flush(self, more_follow=more_follow)

    monkeypatch.setattr(library, "_FEW", 1)
    monkeypatch.setattr(library, "_SHARE", 1)  # as many as are stored …
    monkeypatch.setattr(library, "_MANY", 3)  # … but no more than these
    monkeypatch.setattr(Library, "flush", flushed)
    ingest([str(articles_in(tmp_path / "news", 15))], None, chosen, watcher, lambda _: watcher)

    assert max(waiting) == 3


def test_what_did_not_change_is_told_at_once_and_kept_by_nobody(tmp_path: Path) -> None:
    class Counting(Watcher):
        held = most = 0

        def read(self, number: int = 1) -> None:
            self.held += number
            self.most = max(self.most, self.held)

        def stored(self, text: str) -> None:
            super().stored(text)
            self.held -= 1

    news, chosen = str(articles_in(tmp_path / "news", 60)), replace(RULES, store=str(tmp_path / "kb.store"))
    ingest([news], None, chosen, Watcher())

    again = Counting()
    summary = ingest([news], None, chosen, again, lambda _: again)

    assert (summary.unchanged, len(again.told)) == (60, 60)
    assert again.most <= 8  # one chunk


def test_what_another_release_derived_otherwise_is_put_right_though_no_article_is_new(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("The board met on May 3, 2021. It voted for a pier.\n", encoding="utf-8")
    chosen = replace(RULES, store=str(tmp_path / "kb.store"))
    ingest([str(tmp_path / "news")], None, chosen, Watcher())
    with opened(chosen, writing=True) as store:
        right = set(store.quads())
        days = [quad for quad in right if quad.predicate.value in (KB.earliest, KB.latest)]
        store.update(remove=days)
    shutil.rmtree(tmp_path / "kb.store" / "comparison")  # what that release remembered does not fit this one

    summary = ingest([str(tmp_path / "news")], None, chosen, Watcher())

    with opened(chosen) as store:
        assert set(store.quads()) == right
    assert (summary.unchanged, len(days)) == (1, 2)


def test_a_name_that_comes_twice_is_read_as_the_next_edition_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editions = [an_article(f"The board met {times}. It voted.\n", doc="news.html") for times in ("twice", "once")]
    chosen = replace(RULES, store=str(tmp_path / "kb.store"))

    class Twice(Inputs):
        def articles(self):
            return iter(editions)

    monkeypatch.setattr(ingesting, "Inputs", Twice)
    summary = ingest([], None, chosen, Watcher(), executor=Processes(1))

    assert (summary.new, summary.revised) == (1, 1)
    with opened(chosen) as store:
        revised = {quad.object.value for quad in store.quads() if quad.predicate.value == PROV.wasRevisionOf}
    assert {name for name in revised if "/article/" in name} == {store.base_iri + editions[0].id}


@pytest.mark.parametrize("options", [("--executor", "dask"), ("--scheduler", "tcp://127.0.0.1:8786")])
def test_a_cluster_needs_both_its_options(kb: Command, tmp_path: Path, options: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text("The board met.\n", encoding="utf-8")

    done = kb("ingest", "a.txt", *options)

    assert done.code == 2
    assert "Fix: " in done.err
    assert not (tmp_path / "kb.store").exists()
