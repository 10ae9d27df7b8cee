"""What a library remembers beside its store is used where it follows from the store, and made again where not."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import PathDistribution
from pathlib import Path
from time import time_ns

import pytest
from builders import an_article
from pyoxigraph import Literal, Quad

from kb.config import Settings
from kb.errors import StoreError
from kb.export.nquads import NQuadsExporter
from kb.graph.review import reviews_from
from kb.model import Article
from kb.pipeline import curating, exchanging, judging, library, memory, rebuilding
from kb.pipeline.checking import CheckedWrites
from kb.pipeline.holdings import Holdings
from kb.pipeline.library import Library
from kb.pipeline.stores import opened
from kb.query.matters import Sort, matters
from kb.state import kept
from kb.state.disk import StateFile
from kb.vocab import PROV

AT = datetime(2024, 7, 1, 9, tzinfo=UTC)
MAY = "The council bought the ferry Maria in May 2023, Mayor Ruth Olsen said. The ferry cost 4 million crowns."
JUNE = "The council bought the ferry Maria in June 2023, Mayor Ruth Olsen said. Nobody asked the crew."
SPOON = "Keeper Ruth Olsen said the harbour of Hafnir opened in 1911. The ferry Maria cost 5 million crowns."


def article(doc: str, body: str, outlet: str = "The Tide") -> Article:
    return an_article(body, doc=doc, outlet=outlet, published="2024-06-03")


BOUGHT_IN_MAY = article("a.txt", MAY)
BOUGHT_IN_JUNE = article("b.txt", JUNE, "Ledger")
OF_THE_KEEPER = article("c.txt", SPOON, "Coast News")
MAY_AGAIN = article("d.txt", MAY, "Ledger")


@pytest.fixture
def chosen(tmp_path: Path) -> Settings:
    found = Settings(store=str(tmp_path / "kb.store"), extractor="rules", reviewer="Ines Park")
    take_in(found, BOUGHT_IN_MAY, BOUGHT_IN_JUNE)
    return found


def take_in(chosen: Settings, *articles: Article) -> None:
    with opened(chosen, writing=True) as store, Library(store, chosen, lambda: AT) as found:
        for one in articles:
            found.add(one)
        found.flush()


def quads_of(chosen: Settings) -> set[Quad]:
    aside = ("graph/history", "graph/runs", "graph/report")
    with opened(chosen) as store:
        return {
            quad
            for quad in store.quads()
            if not quad.graph_name.value.endswith(aside) and quad.predicate.value != PROV.wasRevisionOf
        }


def as_new(chosen: Settings, folder: Path, *articles: Article) -> set[Quad]:
    fresh = replace(chosen, store=str(folder / "fresh.store"))
    take_in(fresh, *articles)
    return quads_of(fresh)


def no_reading(*_: object) -> Holdings:
    raise AssertionError("the store was read")


def test_an_article_more_reads_no_other_one(chosen: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "Holdings", no_reading)

    take_in(chosen, OF_THE_KEEPER)

    with opened(chosen) as store:
        docs = {quad.graph_name for quad in store.quads() if "graph/article/" in quad.graph_name.value}
    assert len(docs) == 3


def test_what_is_written_from_memory_is_what_all_articles_give(
    chosen: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(library, "Holdings", no_reading)
        take_in(chosen, OF_THE_KEEPER)
        take_in(chosen, article("a.txt", JUNE))

    assert quads_of(chosen) == as_new(
        chosen,
        tmp_path,
        article("a.txt", JUNE),
        BOUGHT_IN_JUNE,
        OF_THE_KEEPER,
    )


def test_a_memory_that_is_emptied_after_each_write_gives_what_a_full_one_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = (BOUGHT_IN_MAY, BOUGHT_IN_JUNE, OF_THE_KEEPER, MAY_AGAIN)
    chosen = Settings(store=str(tmp_path / "kb.store"), extractor="rules")
    emptied: list[StateFile] = []
    inner = StateFile.let_go

    def let_go(file: StateFile) -> None:
        emptied.append(file)
        inner(file)

    with monkeypatch.context() as patched:
        patched.setattr(library, "_LATELY", 0)
        patched.setattr(StateFile, "let_go", let_go)
        with opened(chosen, writing=True) as store, Library(store, chosen, lambda: AT) as found:
            for one in articles:
                found.add(one)
                found.flush(more_follow=one is not articles[-1])

    assert len(emptied) == len(articles) + 1  # and once before everything is checked
    assert quads_of(chosen) == as_new(chosen, tmp_path, *articles)


def test_memory_is_emptied_before_everything_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = Settings(store=str(tmp_path / "kb.store"), extractor="rules")
    done: list[str] = []
    let_go, settle = StateFile.let_go, CheckedWrites.settle

    def emptied(file: StateFile) -> None:
        done.append("emptied")
        let_go(file)

    def checked(writes: CheckedWrites) -> None:
        done.append("checked" if writes.is_behind else "nothing to check")
        settle(writes)

    monkeypatch.setattr(StateFile, "let_go", emptied)
    monkeypatch.setattr(CheckedWrites, "settle", checked)
    monkeypatch.setattr(library, "give_back", lambda: done.append("given back"))
    with opened(chosen, writing=True) as store, Library(store, chosen, lambda: AT) as found:
        for one in (BOUGHT_IN_MAY, BOUGHT_IN_JUNE):
            found.add(one)
            found.flush(more_follow=True)
        found.flush()

    assert done == ["emptied", "given back", "checked", "given back"]


def state(chosen: Settings) -> Path:
    return Path(chosen.store) / "comparison" / "state.sqlite"


def lost(chosen: Settings) -> None:
    state(chosen).unlink()


def overwritten(chosen: Settings) -> None:
    state(chosen).write_bytes(b"no database" * 400)


def of_other_articles(chosen: Settings) -> None:
    with sqlite3.connect(state(chosen)) as db:
        db.execute("DELETE FROM entry WHERE number = (SELECT number FROM named WHERE name = 'about')")
    db.close()


def installed_in(folder: Path, body: str = "X = 1\n") -> tuple[Path, list[Path], PathDistribution]:
    """Lay a package down as an installer does: files first, then their record."""
    package, about = folder / "kb", folder / "claimgraph-0.1.0.dist-info"
    for one in (package, about):
        one.mkdir(parents=True)
    files = [package / "__init__.py", package / "rules.txt"]
    for file in files:
        file.write_text(body)
        os.utime(file, ns=(0, time_ns()))
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: claimgraph\nVersion: 0.1.0\n")
    digest = sha256(body.encode()).hexdigest()
    (about / "RECORD").write_text(
        "".join(f"kb/{file.name},sha256={digest},{len(body)}\n" for file in files) + "kb/x.so,,\n"
    )
    os.utime(about / "RECORD", ns=(0, time_ns() + 10**9))
    return package, files, PathDistribution(about)


def test_a_release_is_the_same_wherever_and_whenever_it_is_installed(tmp_path: Path) -> None:
    here, there = (memory._as_installed(*installed_in(tmp_path / name)) for name in ("here", "there"))
    other = memory._as_installed(*installed_in(tmp_path / "other", "X = 2\n"))

    assert len(here) == 2
    assert here == there != other


def test_of_files_that_somebody_wrote_since_no_record_tells(tmp_path: Path) -> None:
    package, files, installed = installed_in(tmp_path)

    os.utime(files[1], ns=(0, time_ns() + 10**10))

    assert memory._as_installed(package, files, installed) == []


def test_of_files_that_nobody_installed_no_record_tells(tmp_path: Path) -> None:
    package, files, installed = installed_in(tmp_path)
    more = package / "more.py"
    more.write_text("")
    os.utime(more, ns=(0, 0))

    assert memory._as_installed(package, [*files, more], installed) == []
    assert memory._as_installed(tmp_path / "elsewhere" / "kb", files, installed) == []


@pytest.mark.parametrize("line", ["kb/rules.txt,,", "kb/rules.txt,sha256=7d1c,999", ""], ids=["none", "other", "gone"])
def test_of_a_file_without_its_digest_and_size_no_record_tells(tmp_path: Path, line: str) -> None:
    package, files, installed = installed_in(tmp_path)
    record = tmp_path / "claimgraph-0.1.0.dist-info" / "RECORD"
    lines = record.read_text().splitlines()
    lines[1] = line

    record.write_text("\n".join(lines) + "\n")

    assert memory._as_installed(package, files, installed) == []


def of_other_code(_: Settings) -> None:
    memory._code.cache_clear()
    os.utime(memory.__file__)


@pytest.mark.parametrize("spoil", [lost, overwritten, of_other_articles, of_other_code])
def test_what_cannot_be_trusted_is_made_again(
    chosen: Settings, tmp_path: Path, spoil: Callable[[Settings], None]
) -> None:
    spoil(chosen)

    take_in(chosen, OF_THE_KEEPER)

    assert quads_of(chosen) == as_new(chosen, tmp_path, BOUGHT_IN_MAY, BOUGHT_IN_JUNE, OF_THE_KEEPER)


def test_what_is_made_again_in_parts_is_what_all_at_once_gives(
    chosen: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(chosen, OF_THE_KEEPER)
    lost(chosen)
    monkeypatch.setattr(rebuilding, "_AT_ONCE", 1)
    monkeypatch.setattr(library, "_LENGTHY", 3)
    told: list[str] = []

    with opened(chosen, writing=True) as store, Library(store, chosen, lambda: AT, told.append) as found:
        found.add(MAY_AGAIN)
        found.flush()

    assert told == ["What comparing must know is made again from the 3 articles of the store."]
    assert quads_of(chosen) == as_new(chosen, tmp_path, BOUGHT_IN_MAY, BOUGHT_IN_JUNE, OF_THE_KEEPER, MAY_AGAIN)


def test_a_derived_quad_that_somebody_added_or_took_away_is_put_right_when_all_is_made_again(
    chosen: Settings, tmp_path: Path
) -> None:
    with opened(chosen, writing=True) as store:
        gone = min((quad for quad in store.quads() if quad.graph_name.value.endswith("graph/claims")), key=str)
        store.update(add=[Quad(gone.subject, gone.predicate, Literal("no"), gone.graph_name)], remove=[gone])
    lost(chosen)

    take_in(chosen, MAY_AGAIN)

    assert quads_of(chosen) == as_new(chosen, tmp_path, BOUGHT_IN_MAY, BOUGHT_IN_JUNE, MAY_AGAIN)


def test_a_write_that_fails_leaves_memory_and_store_as_they_were(
    chosen: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = quads_of(chosen)
    with monkeypatch.context() as patched:
        patched.setattr(library.CheckedWrites, "write", failing)
        with pytest.raises(StoreError):
            take_in(chosen, OF_THE_KEEPER)
    assert quads_of(chosen) == before

    monkeypatch.setattr(library, "Holdings", no_reading)
    take_in(chosen, MAY_AGAIN)

    monkeypatch.undo()
    assert quads_of(chosen) == as_new(chosen, tmp_path, BOUGHT_IN_MAY, BOUGHT_IN_JUNE, MAY_AGAIN)


def test_a_library_whose_write_failed_writes_no_more(chosen: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    before = quads_of(chosen)
    with opened(chosen, writing=True) as store, Library(store, chosen, lambda: AT) as found:
        found.add(OF_THE_KEEPER)
        with monkeypatch.context() as patched:
            patched.setattr(library.CheckedWrites, "write", failing)
            with pytest.raises(StoreError):
                found.flush()

        with pytest.raises(StoreError):
            found.flush()

    assert quads_of(chosen) == before


def test_a_verdict_that_is_reviewed_through_the_library_is_written_beside_what_it_is_about(chosen: Settings) -> None:
    with opened(chosen) as store:
        (one,) = (found.id for found in matters(store, [Sort.DISCREPANCY]))
    other = replace(chosen, store=f"{chosen.store}.copy")
    shutil.copytree(chosen.store, other.store)
    judging.accept(chosen, [one], "Both read.", clock=lambda: AT)
    with opened(chosen) as store:
        reviews = reviews_from(store.quads(f"{store.base_iri}graph/reviews"), store.base_iri)

    with opened(other, writing=True) as store, Library(store, other, lambda: AT) as found:
        found.review(reviews)

    assert quads_of(other) == quads_of(chosen)


def test_an_older_export_of_the_same_articles_is_put_right_by_the_next_write(chosen: Settings, tmp_path: Path) -> None:
    exported = exported_from(chosen, tmp_path / "older.nq")
    curating.merge(
        chosen, ["agent/ledger", "agent/the-tide"], "agent/the-tide", "One paper.", force=True, clock=lambda: AT
    )
    merged = quads_of(chosen)
    with opened(chosen, writing=True) as store:
        exchanging.imported(exported, store)
    assert quads_of(chosen) != merged

    take_in(chosen, OF_THE_KEEPER)
    take_in(chosen, OF_THE_KEEPER)

    wrong = [quad for quad in quads_of(chosen) - merged if "graph/agents" in quad.graph_name.value]
    assert not [quad for quad in wrong if "agent/ledger" in quad.subject.value]


def test_making_again_reads_only_those_twice_that_a_review_moved(
    chosen: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    curating.merge(
        chosen, ["agent/ledger", "agent/the-tide"], "agent/the-tide", "One paper.", force=True, clock=lambda: AT
    )
    before, times, article_of = quads_of(chosen), Counter[str](), Holdings._article
    shutil.rmtree(Path(chosen.store) / "comparison")

    def counted(held: Holdings, name: str) -> Iterator[Quad]:
        times[name] += 1
        return article_of(held, name)

    monkeypatch.setattr(Holdings, "_article", counted)
    take_in(chosen)

    assert sorted(times.values()) == [1, 2]
    assert quads_of(chosen) == before


def test_another_version_of_an_article_that_is_imported_stays_whole(chosen: Settings, tmp_path: Path) -> None:
    other = replace(chosen, store=str(tmp_path / "other.store"))
    take_in(other, article("a.txt", SPOON, "Coast News"))
    with opened(chosen, writing=True) as store:
        exchanging.imported(exported_from(other, tmp_path / "other.nq"), store)
    before = articles_in(chosen)

    take_in(chosen, MAY_AGAIN)

    assert len(before) == 3
    assert articles_in(chosen).items() >= before.items()


def test_rows_that_are_damaged_are_told_and_all_is_made_again(chosen: Settings, tmp_path: Path) -> None:
    with sqlite3.connect(state(chosen)) as db:
        db.execute("UPDATE entry SET row = x'00' WHERE number IN (SELECT number FROM named WHERE name LIKE '%/items')")
    db.close()
    with pytest.raises(StoreError, match="cannot be used"):
        take_in(chosen, article("c.txt", JUNE, "Coast News"))

    take_in(chosen, article("c.txt", JUNE, "Coast News"))

    assert quads_of(chosen) == as_new(
        chosen, tmp_path, BOUGHT_IN_MAY, BOUGHT_IN_JUNE, article("c.txt", JUNE, "Coast News")
    )


def test_an_article_that_is_replaced_again_and_again_takes_no_more_room(
    chosen: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_FEW", 5)

    def after(turns: range) -> int:
        with opened(chosen, writing=True) as store, Library(store, chosen, lambda: AT) as found:
            for turn in turns:
                found.add(article("c.txt", f"The ferry Maria carried {40 + turn} people, Ruth Olsen said. {SPOON}"))
                found.flush()
        return state(chosen).stat().st_size

    first, last = after(range(4)), after(range(4, 16))

    assert last < first * 1.2
    take_in(chosen, OF_THE_KEEPER)
    assert quads_of(chosen) == as_new(chosen, tmp_path, BOUGHT_IN_MAY, BOUGHT_IN_JUNE, OF_THE_KEEPER)


def exported_from(chosen: Settings, file: Path) -> Path:
    with opened(chosen) as store, file.open("wb") as out:
        NQuadsExporter().write(store, out, with_text=True)
    return file


def articles_in(chosen: Settings) -> Counter[str]:
    return Counter(quad.graph_name.value for quad in quads_of(chosen) if "graph/article/" in quad.graph_name.value)


def failing(*_: object, **__: object) -> None:
    raise StoreError("The disk is full.", hint="Make room.")


def test_a_crash_between_the_two_writes_shows(
    chosen: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(memory.Memory, "commit", lambda _: None)
        take_in(chosen, OF_THE_KEEPER)

    take_in(chosen, MAY_AGAIN)

    assert quads_of(chosen) == as_new(chosen, tmp_path, BOUGHT_IN_MAY, BOUGHT_IN_JUNE, OF_THE_KEEPER, MAY_AGAIN)


def test_an_import_shows(chosen: Settings, tmp_path: Path) -> None:
    other = replace(chosen, store=str(tmp_path / "other.store"))
    take_in(other, OF_THE_KEEPER)
    with opened(chosen, writing=True) as store:
        exchanging.imported(exported_from(other, tmp_path / "other.nq"), store)

    take_in(chosen, MAY_AGAIN)

    assert quads_of(chosen) == as_new(chosen, tmp_path, BOUGHT_IN_MAY, BOUGHT_IN_JUNE, OF_THE_KEEPER, MAY_AGAIN)


def test_who_is_who_is_remembered_with_the_reviews(chosen: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    curating.merge(
        chosen, ["agent/ledger", "agent/the-tide"], "agent/the-tide", "One boat.", force=True, clock=lambda: AT
    )

    with monkeypatch.context() as patched:
        patched.setattr(library, "Holdings", no_reading)
        take_in(chosen, OF_THE_KEEPER)

    with_memory = quads_of(chosen)
    lost(chosen)
    take_in(chosen, MAY_AGAIN)
    take_in(chosen, article("d.txt", SPOON, "Ledger"))
    assert {quad for quad in with_memory if "graph/article/" in quad.graph_name.value} <= quads_of(chosen)
