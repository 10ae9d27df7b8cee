"""Places that act: "Madrid said no", "talks with Madrid". The state is meant, and the city is still what is printed.

A capital stands for its state as a subject, as a source, as what somebody accuses or presses, and behind words of
dealing ("against", "pressure on", "sold to"); it is a city behind words of place and motion ("in", "flew to", "the
streets of"). Both readings are kept. A building that bears the name of who works there ("the Pentagon") likewise.

Source: Markert and Nissim, SemEval-2007 Task 08: Metonymy resolution (2007), for the classes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from kb.model import Mention, Span, Statement, Syntax
from kb.resolve.agents.cast import Cast
from kb.resolve.agents.clauses import Clauses
from kb.resolve.agents.names import is_role_noun, key

_LISTS: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_PARTY = re.compile(r"\b(?:with|between|against|by|toward|towards|between (?:the )?[\w.’' -]{1,30} and)\s+$")
_WHERE = re.compile(
    r"\b(?:in|at|near|around|outside|inside|across|through|via|into|throughout|within|of)\s+(?:the\s+)?$"
)
_DATELINE = re.compile(  # "PARIS, July 5", "SEOUL (Reuters) -", "LYON, France —"
    r"(?:,\s+[A-Z][\w.’' ]{2,20})??"
    r"(?:,\s+(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}\b"
    r"|\s*\([A-Z][\w. ]{1,20}\)\s*[-–—]|\s+(?:--|[–—])\s)"
)
_OBJECTS = frozenset({"dobj", "dative"})
_DEALING, _MOVING, _FROM_WHOM, _VISITED, _OF_A_CITY, _OF_WHOM = (
    frozenset(_LISTS[name].split())
    for name in ("dealing_with", "moving", "given_and_sent", "visited", "of_a_city", "of_whom")
)


def read_twice(
    cast: Cast, mentions: Iterable[Mention], statements: Iterable[Statement], syntax: Syntax | None = None
) -> Mapping[Span, str]:
    """Let capitals that act mean their states.

    Args:
        cast: Who is who; its links are changed.
        mentions: All mentions.
        statements: All statements, for their sources.
        syntax: The parse; without one only subjects, sources and "with", "against", "by" tell.

    Returns:
        The place that is literally printed, for each mention that means somebody else by it.
    """
    ends = {span.end for each in statements for span in each.source}
    clauses = Clauses(cast.article.body, syntax)
    literal: dict[Span, str] = {}
    for each in mentions:
        place = cast.links.get(each.span, "")
        state = cast.registry.agent(cast.registry.governed(place)) if place else None
        if state:
            if (
                each.name
                and not _opens_text(cast.article.body, each.span)
                and _acts(cast.article.body, each, clauses, speaks=each.span.end in ends)
            ):
                cast.links[each.span] = cast.add(state)
                literal[each.span] = place
        elif place and each.name:
            building = cast.registry.building(place, key(each.name))
            if building:
                cast.add(building)
                literal[each.span] = building.id
    return literal


def _opens_text(body: str, place: Span) -> bool:
    """Tell whether a place is that of a dateline: it starts a line, or is in capitals, and a day or credit follows."""
    line = body.rfind("\n", 0, place.start) + 1
    starts = place.exact.isupper() or not body[line : place.start].strip()
    return starts and _DATELINE.match(body, place.end) is not None


def _acts(body: str, mention: Mention, clauses: Clauses, *, speaks: bool) -> bool:
    """Tell whether a capital stands for its state in its place."""
    before = body[max(0, mention.span.start - 40) : mention.span.start]
    if mention.subject or (speaks and not _WHERE.search(before)) or _PARTY.search(before):
        return True
    relation, above, higher = clauses.governors(mention.span)
    if relation == "pobj" and higher:
        return _deals(above, higher)
    return (relation == "poss" and above not in _OF_A_CITY) or (relation in _OBJECTS and above not in _VISITED)


def _deals(preposition: str, above: tuple[str, ...]) -> bool:
    """Tell whether a preposition, behind a noun or verb, deals with a state: "pressure on", "sold to", "allies of"."""
    noun = above[0]
    if preposition == "from":
        return not _FROM_WHOM.isdisjoint(above)  # "the purchase of jets from"
    if preposition == "of":
        return noun in _OF_WHOM or is_role_noun(noun)
    return (preposition == "to" or preposition in _DEALING) and noun not in _MOVING
