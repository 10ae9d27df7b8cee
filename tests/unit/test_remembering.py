"""Functions that remember answers: as many as help, whatever the corpus."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from importlib import import_module
from inspect import signature
from typing import Any

import kb
from kb.remembering import MOST, remembered

_OF_WHAT_IS_SHIPPED_OR_CHOSEN = {  # their arguments come from no article
    "kb.compare.blame.blaming._list",
    "kb.extract.parse._annotator",
    "kb.extract.parse.pipeline",
    "kb.extract.words._known",
    "kb.ingest.regions._rules",
    "kb.pipeline.extractors._made",
    "kb.resolve.registry.lookup._loaded",
}
_OF_MORE = {"kb.pipeline.sharing._checksum"}  # whoever shares the work of comparing asks for the keys of a whole write
_NOT_OF_ARTICLES = ("kb.bench", "kb.train", "kb.docs", "kb.__main__")


def remembering() -> Iterator[tuple[str, Any]]:
    """Give the functions of modules and classes that remember answers, with their names."""
    for found in pkgutil.walk_packages(kb.__path__, "kb."):
        if found.name.startswith(_NOT_OF_ARTICLES):
            continue
        module = import_module(found.name)
        owners = [module, *(one for one in vars(module).values() if isinstance(one, type))]
        for one in (one for owner in owners for one in vars(owner).values()):
            inner = getattr(one, "__func__", one)  # of a class or static method
            if isinstance(inner, _lru_cache_wrapper) and inner.__module__ == found.name:
                yield f"{inner.__module__}.{inner.__qualname__}", inner


def test_no_function_of_words_remembers_without_end() -> None:
    found = dict(remembering())
    without_end = {
        name for name, one in found.items() if one.cache_parameters()["maxsize"] is None and signature(one).parameters
    }

    assert len(found) > 50
    assert without_end == _OF_WHAT_IS_SHIPPED_OR_CHOSEN
    assert {name for name, one in found.items() if (one.cache_parameters()["maxsize"] or 0) > MOST} == _OF_MORE


def test_what_was_asked_lately_is_not_worked_out_again() -> None:
    asked: list[int] = []

    @remembered
    def twice(number: int) -> int:
        asked.append(number)
        return 2 * number

    for number in (*range(MOST + 1), MOST, 0):
        assert twice(number) == 2 * number
    assert asked == [*range(MOST + 1), 0]
