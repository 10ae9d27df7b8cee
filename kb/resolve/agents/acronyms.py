"""Capitals in parentheses behind a name: its acronym, or only a credit such as "Boston (AP)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kb.model import AgentType, Mention, Span
from kb.resolve.agents.figures import Figure
from kb.resolve.agents.names import is_acronym, plain
from kb.resolve.registry import Registry

_IN_PARENTHESES = re.compile(r"[’']?s?\s*\(\s*(?:the\s+)?([A-Z][A-Za-z&/.-]{1,9})\s*\)")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_WORD = re.compile(r"[^\W\d_]+")
_OWNED = re.compile(r"['’]s\b")
_THE = re.compile(r"\b[Tt]he\s")
_SMALL_WORDS = frozenset({"of", "for", "the", "and", "to", "in", "at", "on", "a", "an", "de", "against", "with"})
_TWO = 2  # letters: two words of any name may begin like an agency


def acronym_behind(body: str, mention: Mention, name: str, figure: Figure, registry: Registry) -> str:
    """Give the acronym that stands in parentheses behind a name, or nothing.

    What the registry gives to somebody else is theirs, unless it spells the name of a body in full: "the Alder Farming
    Party (AFP)". Letters that spell nothing may be an acronym in another language: of a body alone, with its article,
    where the text goes on using it.

    Args:
        body: The article's text.
        mention: Where the name stands.
        name: The name, without what is no part of it.
        figure: Whom it names.
        registry: Whose the capitals are.
    """
    found = _IN_PARENTHESES.match(body, mention.span.end)
    if not found:
        return ""
    fits = _is_short_for(found[1], name, figure, registry) or (
        _may_be_foreign(found[1], name, figure, registry) and _is_used(found[1], body, mention.span)
    )
    return found[1] if fits else ""


def _is_short_for(printed: str, name: str, figure: Figure, registry: Registry) -> bool:
    owners = {each.id for each in registry.lookup(printed)}
    is_body = figure.agent.type is AgentType.ORGANIZATION
    if figure.agent.id in owners:
        return True
    spelt = any(spells(printed, each) for each in (name, *figure.names))
    return spelt and (not owners or (is_body and len(printed) > _TWO))


def _may_be_foreign(printed: str, name: str, figure: Figure, registry: Registry) -> bool:
    """Tell whether capitals that nobody is known by may be those of a body that nobody knows either."""
    known = registry.lookup(printed) or registry.ambiguous(printed) or registry.kind(figure.agent.id)
    return not known and is_acronym(printed) and figure.agent.type is AgentType.ORGANIZATION and " " in name


def _is_used(printed: str, body: str, place: Span) -> bool:
    """Tell whether a name has its article, and the text goes on with the acronym."""
    used = re.compile(rf"(?<![\w(]){re.escape(printed)}(?![\w)])")
    return bool(_THE.search(body, max(0, place.start - 5), place.start + 4) and used.search(body, place.end))


@lru_cache(maxsize=1 << 12)
def spells(acronym: str, name: str) -> bool:
    """Tell whether the letters of an acronym are those that the words of a name begin with, in order.

    Small words may be left out, and so may what leads the name (a state); a word may give more than its first letter.

    >>> spells("MoH", "Ministry of Health"), spells("FDA", "U.S. Food and Drug Administration")
    (True, True)
    >>> spells("CENTCOM", "Central Command"), spells("CNN", "Rome")
    (True, False)
    """
    letters = "".join(filter(str.isalpha, acronym)).casefold()
    words = [word.casefold() for word in _WORD.findall(_OWNED.sub("", _DOTTED.sub("", plain(name))))]
    return any(_spelt(letters, words[start:]) for start in range(len(words) - 1))


def _spelt(letters: str, words: Sequence[str]) -> bool:
    if not words or not letters:
        return not letters and not words
    if words[0] in _SMALL_WORDS and _spelt(letters, words[1:]):
        return True
    given = range(1, min(len(letters), len(words[0])) + 1)
    return any(letters[:n] == words[0][:n] and _spelt(letters[n:], words[1:]) for n in given)
