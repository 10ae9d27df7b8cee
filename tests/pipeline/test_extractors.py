"""How an extractor is made from the settings, and what it counts."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kb import plugins
from kb.config import Settings
from kb.model import Article, Reading
from kb.pipeline.extractors import Tally, extractor_for


class Plain:
    """An extractor that wants no settings and counts nothing."""

    name, version, configuration = "plain", "1", "{}"

    def read(self, article: Article) -> Reading:
        return Reading(())


class Counted(Plain):
    """One that counts what it reads."""

    read_so_far = 3

    def counts(self) -> Mapping[str, int]:
        return {"articles read": self.read_so_far}


@pytest.fixture(autouse=True)
def ours(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"plain": Plain, "counted": Counted}
    backend = plugins.backend
    monkeypatch.setattr(
        "kb.plugins.backend", lambda group, name: known[name] if name in known else backend(group, name)
    )


def test_an_extractor_that_wants_no_settings_is_called_without(ours: None) -> None:
    assert isinstance(extractor_for(Settings(extractor="plain")), Plain)


def test_the_same_settings_give_the_same_extractor_and_others_that_concern_it_another() -> None:
    first = extractor_for(Settings(store="a.store"))

    assert extractor_for(Settings(store="b.store", base_iri="https://n.example/id/")) is first
    assert extractor_for(Settings(model="en_core_web_md")) is not first


def test_a_tally_counts_from_its_beginning() -> None:
    chosen = Settings(extractor="counted")
    extractor = extractor_for(chosen)
    assert isinstance(extractor, Counted)

    tally = Tally(chosen)
    extractor.read_so_far += 1_200

    assert tally.read() == {"articles read": 1_200}
    assert tally.in_words() == "plain: articles read 1,200"


def test_who_does_not_count_has_nothing_to_tell() -> None:
    tally = Tally(Settings(extractor="plain"))

    assert (tally.read(), tally.in_words()) == ({}, "")
