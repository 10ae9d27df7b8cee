"""Who is blamed for what: the ways in which a sentence says so, read off the print.

Each way (``blame.toml``) is a core, "was caused by" or "held … responsible for", with the party on one side and the
mishap on the other. Sentences that leave it open, deny it or ask are passed over, and so are mere causes of what is no
mishap: somebody responsible for the parks is not to blame for them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kb.compare.positions.stance.alignment import is_telling
from kb.compare.telling.wordings import lemmas
from kb.wording import words_in

_OWN_FAULT = re.compile(
    r"\b(?:is|was|are|were)\s+(?P<party>[^,;:.!?]+?)[’']s?\s+(?:own\s+)?(?:fault|doing)\b", re.IGNORECASE
)
_HINT = re.compile(  # a sentence without these is of no use; it saves time to know
    r"blam|fault|a(?:ttribut|scrib|ccus|nswerable)|h(?:o|e)ld|responsib|liab|caus|trigger|spark|provok|start|ignit|prompt"
    r"|br(?:ought|ing)|sets?\soff|touched|le(?:d|ads)\sto|behind|due\sto|down\sto|owing|result|stem|arose|doing|door",
    re.IGNORECASE,
)
_MOST = 14  # words of a party or a mishap
_BOUNDARY = re.compile(
    r"[,;:.!?“”\"()\[\]—–]|\s-\s|\b(?:that|said|says|saying|told|and(?=\s+(?:the|a|an|its|his|her|their|has|had|was|were|is|are)\b)|but|while|when|after|before|as"
    r"|because|although|though|which|who|where|since|amid|during|according|adding)\b"
    r"|\bon\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:last|this|next)\s+(?:week|month|year|night)\b|\b(?:yesterday|today)\b",
    re.IGNORECASE,
)
_HANGING = re.compile(
    r"\s+(?:of|in|at|on|between|with|to|for|by|from|near|over|off|under|outside|inside|around|against|about|into|along|aboard"
    r"|imposed|made|built|caused|operated|owned|run|led)\b",
    re.IGNORECASE,
)
_EDGES = frozenset(
    {"has", "have", "had", "also", "again", "later", "then", "and", "in", "having", "publicly", "directly", "itself"}
)


@dataclass(frozen=True, slots=True)
class Accusation:
    """Somebody or something blamed in a sentence; offsets into it.

    ``who`` is who blames, where the sentence says so by its verb; else the sentence itself says it, unless it is
    ``unnamed`` whose word that is ("was blamed for").
    """

    party: tuple[int, int]
    mishap: tuple[int, int]
    who: tuple[int, int] | None = None
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class _Way:
    """A way of ``blame.toml``: a core, what stands left and right of it, and what divides the right."""

    core: re.Pattern[str]
    left: str
    right: tuple[str, ...]
    inside: re.Pattern[str] | None
    plain: bool
    unnamed: bool


@cache
def _ways() -> tuple[_Way, ...]:
    table = _table()
    pieces: dict[str, str] = {}
    for name, pattern in table["pieces"].items():
        pieces[name] = _filled(pattern, pieces)

    def compiled(pattern: str, before: str) -> re.Pattern[str]:
        return re.compile(before + _filled(pattern, pieces).replace(" ", r"\s+") + r"\s+", re.IGNORECASE)

    return tuple(
        _Way(
            compiled(way["core"], r"\b"),
            way.get("left", ""),
            tuple(way["right"]),
            compiled(way["inside"], r"\s+") if "inside" in way else None,
            way.get("plain", False),
            way.get("unnamed", False),
        )
        for way in table["ways"]
    )


def _filled(pattern: str, pieces: Mapping[str, str]) -> str:
    for name, piece in pieces.items():
        pattern = pattern.replace(f"{{{name}}}", piece)
    return pattern


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("blame.toml").read_text(encoding="utf-8"))


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(_table()[name].split())


def is_mishap(phrase: str) -> bool:
    """Tell whether a noun phrase is for something that somebody is to blame for.

    >>> is_mishap("the crashes in Lund"), is_mishap("the slow count"), is_mishap("the parks department")
    (True, True, False)
    """
    words = [word.text for word in words_in(_HANGING.split(phrase, maxsplit=1)[0])]
    return not lemmas(head_of(phrase)).isdisjoint(_list("mishaps")) or any(word in _list("bad") for word in words)


def is_vague(phrase: str) -> bool:
    """Tell whether a noun phrase names nobody in particular: a pronoun, or "the company".

    >>> is_vague("the company"), is_vague("they"), is_vague("the water company of Lund")
    (True, True, False)
    """
    head = head_of(phrase)
    if head in _list("pronouns"):
        return True
    telling = [word.text for word in words_in(phrase) if is_telling(word.text)]
    return len(telling) < 2 and not lemmas(head).isdisjoint(_list("vague"))


def accusations_in(sentence: str) -> Iterator[Accusation]:
    """Give who is blamed for what in a sentence, at most once for each party.

    >>> [(one.party, one.mishap) for one in accusations_in("The fire was caused by a tram, police said.")]
    [((23, 29), (0, 8))]
    """
    if not _HINT.search(sentence):
        return
    seen: set[tuple[int, int]] = set()
    for way in _ways():
        for core in way.core.finditer(sentence):
            found = _read(way, core, sentence)
            if found and found.party not in seen and not any(_overlap(found.party, one) for one in seen):
                seen.add(found.party)
                yield found
    for core in _OWN_FAULT.finditer(sentence):
        party, mishap = core.span("party"), _before(sentence, core.start())
        if party not in seen and mishap and not _left_open(sentence, mishap[0], core.end()):
            yield Accusation(party, mishap)


def _read(way: _Way, core: re.Match[str], sentence: str) -> Accusation | None:
    places: dict[str, tuple[int, int] | None] = {}
    if way.left:
        places[way.left] = _before(sentence, core.start())
    if way.inside is None:
        places[way.right[0]] = _after(sentence, core.end())
    else:
        divide = way.inside.search(sentence, core.end())
        if divide is None or _BOUNDARY.search(sentence, core.end(), divide.start()):
            return None
        places[way.right[0]] = _trimmed(sentence, core.end(), divide.start())
        places[way.right[1]] = _after(sentence, divide.end())
    party, mishap, who = (places.get(name) for name in ("party", "mishap", "who"))
    if party is None or mishap is None:
        return None
    start = min(place[0] for place in (party, mishap, who) if place)
    if _left_open(sentence, start, max(core.end(), mishap[0], party[0])):
        return None
    if way.plain and not is_mishap(sentence[slice(*mishap)]):
        return None
    return Accusation(party, mishap, who, way.unnamed)


def head_of(phrase: str) -> str:
    """Give the noun that a noun phrase is about: the last word before what hangs on it.

    >>> head_of("the late arrival of ambulances in Lund"), head_of("the ferry's pilot")
    ('arrival', 'pilot')
    """
    words = [word.text.removesuffix("'s") for word in words_in(_HANGING.split(phrase, maxsplit=1)[0])]
    return words[-1] if words else ""


def _left_open(sentence: str, start: int, end: int) -> bool:
    """Tell whether words of doubt or denial stand in what is said, or shortly before it."""
    words = [word.text for word in words_in(sentence, 0, end)]
    inside = len(words_in(sentence, start, end))
    return any(word in _list("open") for word in words[max(0, len(words) - inside - 3) :])


def _before(sentence: str, end: int) -> tuple[int, int] | None:
    start = max((one.end() for one in _BOUNDARY.finditer(sentence, 0, end)), default=0)
    return _trimmed(sentence, start, end)


def _after(sentence: str, start: int) -> tuple[int, int] | None:
    boundary = _BOUNDARY.search(sentence, start)
    return _trimmed(sentence, start, boundary.start() if boundary else len(sentence))


def _trimmed(sentence: str, start: int, end: int) -> tuple[int, int] | None:
    """Leave out auxiliaries and adverbs at the edges; ``None`` where nothing, or too much for a name, is left."""
    words = list(words_in(sentence, start, end))
    while words and words[-1].text in _EDGES:
        words.pop()
    while words and words[0].text in _EDGES:
        words.pop(0)
    return (words[0].start, words[-1].end) if words and len(words) <= _MOST else None


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
