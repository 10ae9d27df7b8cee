"""Settings: what an article says around a figure, by which figures of one story are told from one another.

Whether the article has no other figure of the sort; whom it opens with, and so need not name again; and which of
several like things the sentence is about: "line 14" is not "line 22".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.compare.positions.stance.alignment import is_telling
from kb.compare.positions.stance.lexicon import forms
from kb.compare.telling.accounts import Account, Name
from kb.compare.telling.wordings import one_word
from kb.model import Quantity
from kb.wording import CALENDAR, LIGHT, NUMERALS, words_in

_DESIGNATED = re.compile(
    r"\b(?P<what>article|berth|block|boat|bridge|building|bus|car|carriage|case|chapter|clause|court|district|dock|exit|ferry|flight"
    r"|gate|group|hall|highway|house|junction|lane|line|lot|mine|motorway|number|pier|plant|platform|pool|reactor|road|room|route"
    r"|runway|school|section|sector|shaft|shed|stand|station|terminal|tower|train|tram|truck|tunnel|unit|ward|warehouse|well|zone)s?"
    r"\s+(?:no\.?\s*|number\s+)?(?P<which>\d{1,4}[A-Za-z]?|[A-Z](?![\w.’'-]))(?![\d,.]*\d|\s*(?:%|percent|per\s+cent|million|billion))",
    re.IGNORECASE,
)
_AS_ONE, _FEWEST = 0.75, 2  # share and number of telling words that two figures of one thing have in common
_BEARING = frozenset({"face", "report", "suffer", "undergo"})  # verbs that only say that it was so
_PLACING = frozenset(
    {
        "above",
        "across",
        "against",
        "along",
        "among",
        "behind",
        "below",
        "between",
        "during",
        "near",
        "under",
        "within",
        "without",
    }
)
_FORMS = frozenset({"A", "I"})  # a lone capital that is a word


def designations_in(text: str) -> frozenset[tuple[str, str]]:
    """Give which of several like things a sentence names by a number or a letter.

    >>> sorted(designations_in("Bus line 14 was closed, and Gate B; the line carried 900 people."))
    [('gate', 'B'), ('line', '14')]
    """
    found = ((match["what"].casefold(), match["which"]) for match in _DESIGNATED.finditer(text))
    return frozenset((what, which) for what, which in found if which not in _FORMS and which[0] == which[0].upper())


def designated_otherwise(ours: frozenset[tuple[str, str]], theirs: frozenset[tuple[str, str]]) -> bool:
    """Tell whether two sentences name different ones of like things."""
    sorts = {what for what, _ in ours} & {what for what, _ in theirs}
    return any(
        {which for what, which in ours if what == sort}.isdisjoint(which for what, which in theirs if what == sort)
        for sort in sorts
    )


def own_words(doing: Iterable[str], account: Account, quantity: Quantity) -> frozenset[str]:
    """Give what the words around a figure tell of it: no names, days, numerals, nor that somebody said so."""
    cues = {word.text for span in account.statement.cue for word in words_in(span.exact)}
    figure = {word.text for word in words_in(quantity.span.exact)}
    names = {word for name in account.names for word in name}
    apart = CALENDAR | LIGHT | NUMERALS | cues | figure | names | _PLACING
    parts = (part for word in doing for part in word.removesuffix("'s").split("-"))
    telling = (part for part in parts if part not in apart and part[:1].isalpha() and is_telling(part))
    return frozenset(part for part in telling if forms(part).isdisjoint(_BEARING))


def told_as_one(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether most of what is told of one figure is told of the other one too, be it in other forms."""
    fewer, more = sorted((ours, theirs), key=lambda words: (len(words), sorted(words)))
    common = [word for word in fewer if any(one_word(word, other) for other in more)]
    return len(common) >= _FEWEST and len(common) >= _AS_ONE * len(fewer) and len(more) <= 2 * len(common) + 1


def besides(words: frozenset[str], fields: Iterable[str]) -> frozenset[str]:
    """Leave out words that only show what sort of figure it is."""
    known = {part for phrase in fields for part in phrase.split()}
    return frozenset(word for word in words if forms(word).isdisjoint(known))


def names_opening(accounts: Iterable[Account]) -> frozenset[Name]:
    """Give whom an article names up to its first sentence."""
    return frozenset(name for one in accounts if one.sentence <= 0 for name in one.names)
