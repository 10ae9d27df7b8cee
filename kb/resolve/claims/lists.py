"""The word lists that clauses are compared by; they stand in ``lists.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

_LISTS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


def _pairs(name: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split()) for pair in _LISTS[name])


FIRST_PERSON = _words("first_person")
PRONOUNS = FIRST_PERSON | _words("pronouns")
LEANING = _words("leaning")
SCOPE = _words("scope")
POINTING = _words("pointing")
CONVERSES = _pairs("converses")
NEAR = _pairs("near")
SYMMETRIC = _words("symmetric")
EMPTY = _words("empty")
PHASES = _words("phases")
TURNING_POINTS = _words("turning_points")
UNDONE = _words("undone")
LASTING = _words("lasting")
ACCUSATIONS = _words("accusations")
STUDIES = _words("studies")
OTHER_STUDIES = _words("other_studies")
BEGINNING = _words("beginning")
CARRYING = _words("carrying")
WIRES = _words("wires")
OF_WIRES = WIRES | _words("of_wires")
PLACE_KINDS = _words("place_kinds")
TOOLS = _words("tools")
CARRIERS = _words("carriers")
ASKED = _words("asked")
NO_PARTICIPLES = _words("no_participles")
BESIDE_A_NOUN = EMPTY | _words("beside_a_noun")
REACH = {word: name for name, words in _LISTS["reach"].items() for word in words.split()}
