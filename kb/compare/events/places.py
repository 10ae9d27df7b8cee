"""Look-alikes of place: one account names where something happened more narrowly than the other.

"Off South Carolina" and "in the Atlantic" are one place told twice; so are "in the Northgate district of Highrigg" and
"in Highrigg". "In Lyon" and "in Lille" are not. What lies in what, a registry knows, or the text itself says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.compare.source import Around, nowhere
from kb.compare.telling.accounts import Account
from kb.compare.telling.sides import Stand, compatible_pair, told
from kb.model import AgentType, CompatiblePair, CompatibleReason, Mention, Span
from kb.neighbours import Pair
from kb.wording import says_where

__all__ = ["Around", "Located", "located", "nowhere", "parts_of_places", "parts_told"]

_NAME = r"(?:the\s+)?(?P<{}>[A-Z][\w’'-]*(?:\s+(?:(?:of|upon|the|de|la)\s+)?[A-Z][\w’'-]*){{0,3}})"
_SORT = (
    r"(?:area|borough|commune|county|district|docks?|enclave|neighbou?rhood|parish|part|province|quarter|section|side|suburb"
    r"|village|ward)"
)
_PEOPLE = re.compile(r"\b(?:\w+(?:ese|ish|ian|iss|utch|ench))$")  # an adjective, and no name of a place
_SORTED = re.compile(rf"\s+{_SORT}$")
_OF = r"\s+(?:of|in)\s+"
_PARTS = tuple(
    re.compile(pattern)
    for pattern in (
        _NAME.format("part") + rf"\s+{_SORT}{_OF}" + _NAME.format("whole"),  # the Northgate district of Highrigg
        _NAME.format("part") + rf",\s+an?\s+(?:[a-z-]+\s+){{0,2}}{_SORT}{_OF}" + _NAME.format("whole"),
        rf"\b{_SORT}\s+of\s+" + _NAME.format("part") + r"\s+in\s+" + _NAME.format("whole"),  # the suburb of Elm in Ayr
        _NAME.format("part") + r",\s+(?:in\s+)?" + _NAME.format("whole"),  # in Soho, London
    )
)
_CAPITALS = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:(?:of|upon|the|de|la)\s+)?[A-Z][\w’'-]*){0,3}")
_LISTED = len(_PARTS) - 1  # the pattern that a mere list of names may fit too


@dataclass(frozen=True, slots=True)
class Located:
    """Where an account says that something happened.

    Attributes:
        place: Identifier of the place, or empty.
        name: As printed, without article.
        span: The words.
        wholes: Names of what it lies in, as its own article says; ``around``: identifiers, as a registry does.
    """

    place: str
    name: str
    span: Span
    wholes: frozenset[str]
    around: frozenset[str]


def parts_told(body: str) -> Mapping[str, frozenset[str]]:
    """Give what a text says lies in what: the name of a part → the names of what it is a part of.

    A mere comma ("in Soho, London") counts only where "in" or the like goes before it.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for number, pattern in enumerate(_PARTS):
        for match in pattern.finditer(body):
            if number < _LISTED or says_where(body[max(0, match.start() - 40) : match.start("part")]):
                part, whole = (" ".join(match[name].split()) for name in ("part", "whole"))
                if part != whole:
                    found[part].add(whole)
    return {part: frozenset(found[part]) for part in sorted(found)}


def located(account: Account, around: Around, parts: Mapping[str, frozenset[str]]) -> tuple[Located, ...]:
    """Give the places at which a clause says something happened, in text order.

    Args:
        account: One clause.
        around: What a place lies in.
        parts: What the article says lies in what.
    """
    found: dict[Span, Located] = {}
    for span in account.proposition.span:
        for mention in account.statement.mentions:
            if span.covers(mention.span) and says_where(span.exact[: mention.span.start - span.start]):
                one = _mentioned(mention, around, parts)
                if one:
                    found[one.span] = one
        for match in _CAPITALS.finditer(span.exact):  # what no registry knows may not have been read as a place
            where = Span(span.start + match.start(), span.start + match.end(), match[0])
            if says_where(span.exact[: match.start()]) and not any(one.overlaps(where) for one in found):
                found[where] = Located("", match[0], where, parts.get(match[0], frozenset()), frozenset())
    return tuple(found[where] for where in sorted(found))


def _mentioned(mention: Mention, around: Around, parts: Mapping[str, frozenset[str]]) -> Located | None:
    if mention.type is not AgentType.PLACE or not mention.agent or not mention.name:
        return None
    if _PEOPLE.search(mention.span.exact):  # "in Danish waters"
        return None
    known = frozenset(around(mention.agent))
    if part := _PARTS[0].fullmatch(mention.name):  # the whole phrase was read as one name
        return Located(mention.agent, part["part"], mention.span, frozenset({part["whole"]}), known)
    bare = _SORTED.sub("", mention.name)  # "the Northgate district" is Northgate
    wholes = parts.get(mention.name, frozenset()) | parts.get(bare, frozenset())
    return Located(mention.agent, bare if wholes else mention.name, mention.span, wholes, known)


def capitals_where(text: str) -> tuple[str, ...]:
    """Give the names at which a text says that something is or happened: "in Ashford", "at North Quay"; in order."""
    found = (match for match in _CAPITALS.finditer(text))
    return tuple(
        dict.fromkeys(match[0] for match in found if says_where(text[max(0, match.start() - 40) : match.start()]))
    )


def parts_of_places(
    accounts: Mapping[str, Account], where: Mapping[str, tuple[Located, ...]], pairs: Iterable[Pair]
) -> Iterator[CompatiblePair]:
    """Give the places of one event of which one lies in the other, one pair for each two names.

    Args:
        accounts: Of one event, by identifier.
        where: Where each says that it happened.
        pairs: Those of them that are about one event, sorted.
    """
    stands: dict[tuple[str, str], dict[tuple[str, Span], Stand]] = defaultdict(dict)
    for pair in pairs:
        for one, other in (pair, pair[::-1]):
            for part in where.get(one, ()):
                for whole in where.get(other, ()):
                    alone = len(where[one]) == len(where[other]) == 1  # of several nobody knows which is meant
                    known = whole.name in part.wholes or (alone and _around(part, whole))
                    if known and not any(_same(part, more) for more in where[other]):
                        for key, at in ((one, part), (other, whole)):
                            value = " ".join(at.span.exact.split())
                            stands[part.name, whole.name][key, at.span] = (value, accounts[key], at.span)
    for names in sorted(stands):
        given = [stands[names][place] for place in sorted(stands[names])]
        text = f"One place, told more and less narrowly. {told(given)}: one lies in the other or on its coast."
        yield compatible_pair(CompatibleReason.PART_OF, given, text)


def _around(part: Located, whole: Located) -> bool:
    return bool(whole.place) and whole.place != part.place and whole.place in part.around


def _same(one: Located, other: Located) -> bool:
    return one.name == other.name or (bool(one.place) and one.place == other.place)
