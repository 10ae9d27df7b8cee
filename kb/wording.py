"""What matching needs to know about words: folding, quotation marks, and which English words go together.

Two stages compare wording, one to find the claims and one to find what differs; both must fold a
word in the same way. The word lists stand in ``wording.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Indel

from kb.remembering import remembered

_LISTS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

LIGHT: frozenset[str] = frozenset(_LISTS["light"].split())
HEDGES: frozenset[str] = frozenset(_LISTS["hedges"].split())
NEGATORS: frozenset[str] = frozenset(_LISTS["negators"].split())
FUNCTION_WORDS: frozenset[str] = frozenset(_LISTS["function"].split())
CALENDAR: frozenset[str] = frozenset(_LISTS["calendar"].split())
NUMERALS: frozenset[str] = frozenset(_LISTS["numerals"].split())
_EMPTY = FUNCTION_WORDS | HEDGES | NEGATORS
ONCE: frozenset[str] = frozenset(_LISTS["once"]["relations"])

_PUNCTUATION = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "\u00a0": " "}
)
_WORD = re.compile(r"\d+(?:[.,:]\d+)*(?:[^\W\d_]+)?|[^\W_]+(?:[.'’ʼ‐‑-][^\W_]+)*(?:(?<=\.[^\W\d_])\.)?|[%$£€&]")
_OPENING, _CLOSING = "“«„", "”»"
_MARK = re.compile(f'[{_OPENING}{_CLOSING}"\n]')  # of those that a quotation begins or ends with
_NEGATING_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "non-", "anti", "anti-", "de", "mis", "over", "under")
_ARTICLE_KEY = re.compile(r"-[0-9a-f]{20}$")
_MISPRINT = 0.79  # one letter in five changed is .8
_LIGHT_WEIGHT = 0.4
_WHERE = re.compile(
    r"\b(?:in|off|at|near|outside|inside|around|over|across)\s+"
    r"(?:the\s+(?:[a-z]+\s+)?(?:city|coast|coasts|port|shore|shores|town|village|waters)\s+of\s+)?(?:the\s+)?$"
)
_NEAR = 40  # characters before a place


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded, and where it stands (code points, half-open)."""

    text: str
    start: int
    end: int


def folded(text: str) -> str:
    """Give a text in lower case with straight marks and plain hyphens; the length may change.

    >>> folded("The “U.S.–led” talks")
    'the "u.s.-led" talks'
    """
    return re.sub("[“”«»„]", '"', text.translate(_PUNCTUATION)).casefold()


def words_in(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """Give the words between two offsets; ``U.S.`` folds to ``us``, and marks around words fall away.

    >>> [word.text for word in words_in("The U.S. Navy’s 1,200 sailors")]
    ['the', 'us', "navy's", '1200', 'sailors']
    """
    stop = len(text) if end is None else end
    words = _words if stop - start <= _SHORT else _words.__wrapped__  # a whole body is asked for once, and is large
    return words(text, start, stop)


_SHORT = 2_000  # characters of a clause or paragraph


@lru_cache(maxsize=1 << 12)  # those of some hundred articles: each of their clauses is asked for again and again
def _words(text: str, start: int, end: int) -> tuple[Word, ...]:
    return tuple(Word(_fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text, start, end))


@remembered
def _fold(word: str) -> str:
    plain = word.translate(_PUNCTUATION).casefold()
    if plain[0].isdigit():
        return plain.replace(",", "")
    return plain.replace(".", "")


def quoted_stretches(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """Give what stands inside double quotation marks, without the marks, paragraph by paragraph.

    Curly marks tell their direction; a straight mark opens when nothing or a blank precedes it, and
    closes otherwise. A mark left open closes with its paragraph, so that a stray one does no harm.
    """
    stop = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for match in _MARK.finditer(text, start, stop):
        at, mark = match.start(), match[0]
        if mark == "\n" and opened is not None:
            found.append((opened, at))
            opened = None
        elif mark in _OPENING or (mark == '"' and opened is None and _opens(text, at)):
            opened = at + 1
        elif (mark in _CLOSING or mark == '"') and opened is not None:
            found.append((opened, at))
            opened = None
    if opened is not None:
        found.append((opened, stop))
    return tuple((first, last) for first, last in found if last > first)


def _opens(text: str, at: int) -> bool:
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in ".,!?;:'’)…")


@cache
def _classes() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for name, members in _LISTS["relations"].items():
        for member in (*members, name):
            classes.setdefault(member, set()).add(name)
    return {member: frozenset(names) for member, names in classes.items()}


@remembered
def relation_classes(lemma: str) -> frozenset[str]:
    """Give the classes of events that a verb or noun can report; none when it stands in no class.

    >>> sorted(relation_classes("suspend"))
    ['cease']
    """
    return _classes().get(lemma.casefold(), frozenset())


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    """Read the lexicon of relations: class → its verbs, with their particles, and its event nouns."""
    with Path(__file__).with_name("extract").joinpath("relations.toml").open("rb") as file:
        table = tomllib.load(file)["class"]
    return {name: (name, *entry.get("verbs", ()), *entry.get("nouns", ())) for name, entry in table.items()}


@cache
def _event_classes() -> dict[str, frozenset[str]]:
    """Give the words that name a class of relations by themselves; one may stand in several classes."""
    classes: dict[str, set[str]] = {}
    for name, entries in _lexicon().items():
        for word in entries:
            classes.setdefault(word.removesuffix(" -"), set()).add(name)
    return {word: frozenset(names) for word, names in classes.items() if " " not in word}


def event_classes(word: str) -> frozenset[str]:
    """Give the classes of relations that a verb or noun can name by itself, as propositions name them.

    >>> sorted(event_classes("conviction")), sorted(event_classes("lamp"))
    (['convict'], [])
    """
    return _event_classes().get(word, frozenset())


@remembered
def relation_words(relation: str) -> frozenset[str]:
    """Give all words that may stand in the naming of a relation: *turn* and *down* for ``reject``."""
    return frozenset(word for entry in _lexicon().get(relation, ()) for word in entry.split())


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _LISTS["opposites"]["pairs"]:
        left, right = line.split()
        found.setdefault(left, set()).add(right)
        found.setdefault(right, set()).add(left)
    return {word: frozenset(others) for word, others in found.items()}


def opposed(left: str, right: str) -> bool:
    """Tell whether two words turn a clause round: listed opposites, or one with a negating prefix.

    >>> opposed("rise", "fall"), opposed("legal", "illegal"), opposed("brook", "broke")
    (True, True, False)
    """
    return right in _turned(left) or left in _turned(right)


def opposites_among(left: frozenset[str], right: frozenset[str]) -> bool:
    """Tell whether a word that only one set has is the opposite of one that only the other has."""
    ours, theirs = left - right, right - left
    return any(not _turned(word).isdisjoint(theirs) for word in ours) or any(
        not _turned(word).isdisjoint(ours) for word in theirs
    )


@remembered
def _turned(word: str) -> frozenset[str]:
    return _opposites().get(word, frozenset()) | {prefix + word for prefix in _NEGATING_PREFIXES}


def misprint(left: str, right: str) -> bool:
    """Tell whether two words differ as a slip of the pen does: a letter or two, and not in sense.

    Words of three letters or fewer, words with digits, and opposites are never slips.
    """
    if min(len(left), len(right)) < 4 or Indel.normalized_similarity(left, right, score_cutoff=_MISPRINT) < _MISPRINT:
        return False
    return left.isalpha() and right.isalpha() and not opposed(left, right)


@cache
def _house_style() -> dict[str, str]:
    return {form: name for name, forms in _LISTS["house_style"].items() for form in forms}


def house_form(words: str) -> str:
    """Give the long form of what house styles print in several ways, else the words themselves.

    >>> house_form("lt"), house_form("per cent"), house_form("ten")
    ('lieutenant', 'percent', '10')
    """
    return _house_style().get(words, words)


def content_words(words: Iterator[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Leave out function words, hedges and negators, which are no part of what a claim says."""
    return tuple(word for word in words if word not in _EMPTY and len(word.strip("'-")) > 1)


def folded_lemmas(lemmas: tuple[str, ...]) -> tuple[str, ...]:
    """Fold lemmas as :func:`words_in` folds the words of a text.

    >>> folded_lemmas(("U.S.", "navy"))
    ('us', 'navy')
    """
    return tuple(_fold(lemma) for lemma in lemmas if lemma)


@remembered
def name_words(agent: str) -> frozenset[str]:
    """Give the words of an agent's identifier, without the article that a bare surname is bound to.

    Two names agree when one holds the other.

    >>> sorted(name_words("agent/xie-feng")), sorted(name_words("agent/xie-0123456789abcdef0123"))
    (['feng', 'xie'], ['xie'])
    """
    slug = _ARTICLE_KEY.sub("", agent.removeprefix("agent/"))
    return frozenset(slug.split("-")) - {"the", "of", "and", "for", ""}


def aligned_share(left: frozenset[str], right: frozenset[str]) -> float:
    """Give the weighted share of words that two sets have in common (Jaccard; light words count for less).

    Slips of the pen, and verbs and nouns of one class, count as the same word.

    >>> aligned_share(frozenset({"acme", "buy", "bolt"}), frozenset({"acme", "purchase", "bolt"}))
    1.0
    """
    ours, theirs = unmatched(left, right)
    shared = (weight(left - ours) + weight(right - theirs)) / 2
    return shared / (shared + weight(ours) + weight(theirs)) if shared else 0.0


def unmatched(left: frozenset[str], right: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Give the words of each set that have no counterpart in the other."""
    ours, theirs = left - right, right - left
    pairs = [(one, other) for one in ours for other in theirs if alike(one, other)]
    return ours - {one for one, _ in pairs}, theirs - {other for _, other in pairs}


@remembered
def alike(one: str, other: str) -> bool:
    """Tell whether two words are slips of each other, or can report one event."""
    return misprint(one, other) or not relation_classes(one).isdisjoint(relation_classes(other))


def weight(words: frozenset[str]) -> float:
    """Give how much a set of words says; a light word counts for two fifths."""
    return len(words) - (1 - _LIGHT_WEIGHT) * len(words & LIGHT)


def says_where(before: str) -> bool:
    """Tell whether the words before a place say that something happened there: "in", "off the coast of".

    >>> says_where("It sank off the coast of "), says_where("It sank in the "), says_where("the mayor of ")
    (True, True, False)
    """
    return _WHERE.search(before[-_NEAR:]) is not None
