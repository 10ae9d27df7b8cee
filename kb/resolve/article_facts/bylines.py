"""Who wrote it: bylines, contact lines, and the agencies' lines of reporters and editors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.model import Fact, FactKind, RegionKind
from kb.resolve.article_facts.publishers import is_agency, publisher_named
from kb.resolve.article_facts.signs import Line, Sign, fact_of, matches
from kb.resolve.registry import Registry

ENOUGH = 0.6
_PERSON = (
    r"(?:(?:[A-Z][\w’'-]+|[A-Z]\.(?:\s?[A-Z]\.)*)\s+)"
    r"(?:(?:[A-Z][\w’'-]*\.?|de|da|di|del|della|der|den|van|von|la|le|el|al|bin|ibn|ten|ter|dos)\s+){0,4}"
    r"[A-Z][\w’'-]+(?:,?\s+(?:Jr|Sr)\.?)?"
)
_PEOPLE = rf"{_PERSON}(?:(?:\s*,\s*and\s+|\s*,\s*|\s+and\s+|\s+&\s+){_PERSON})*"
_BY = re.compile(
    rf"^\W*(?:(?:[Ss]tory|[Ww]ords|[Tt]ext|[Ww]ritten|[Rr]eport(?:ed)?)\s+)?(?:[Bb]y|BY)\s*:?\s+(?P<people>{_PEOPLE})"
    r"(?=\s*(?:$|[|,–—•·/\n-]|\(|\s(?:in|for|[Ff]or|at|with)\s|\s+@))"
)
_REPORTING = re.compile(
    rf"^\W*[Rr]eporting\s+by\s+(?P<people>{_PEOPLE})(?=\s*(?:$|[;,.)]|\sin\s|\sand\s).{{0,200}}?(?:[Ee]diting|[Ww]riting|$))"
)
_REACHED = re.compile(
    rf"^\W*(?P<people>{_PEOPLE})\s+(?:can\s+be\s+(?:reached|contacted)|is\s+(?:an?\s+)?(?:[\w-]+\s+){{0,3}}"
    r"(?:reporter|correspondent|columnist|writer|journalist)\b)"
)
_FORMS = ((_BY, "byline", 0.95), (_REPORTING, "reporting line", 0.9), (_REACHED, "contact line", 0.85))
_SPLIT = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s+&\s+")
_NOBODY = re.compile(
    r"\b(?:[Ss]taff|STAFF|[Ee]ditors?|[Dd]esk|[Aa]gencies|[Rr]eporters?|[Ww]riters?|[Cc]orrespondents?|[Bb]ureau|[Tt]eam"
    r"|[Nn]ews|NEWS|[Oo]nline|[Ss]ervices?|[Ww]ire|[Cc]ontributors?|Jr|Sr)\b"
)


def byline_facts(lines: Sequence[Line], registry: Registry) -> tuple[Fact, ...]:
    """Give the authors that the lines about the article name, the surest line first.

    Lines of one sort add up; those of different sorts that share nobody contradict one another.
    """
    found = []
    lines = [line for line in lines if line.outer and line.kind is not RegionKind.CAPTION and len(line.text) < 400]
    for pattern, ground, confidence in _FORMS:
        signs = list(_signs(lines, pattern, ground, confidence, registry))
        people = list(dict.fromkeys(sign.value for sign in signs))
        if people:
            found.append(fact_of(FactKind.AUTHOR, ", ".join(people), signs, confidence))
    return tuple(found)


def share_somebody(left: str, right: str) -> bool:
    """Tell whether two lists of authors have a name in common, capitals aside.

    >>> share_somebody("Ana Ruiz, Tom Okoye", "ANA RUIZ"), share_somebody("Ana Ruiz", "Kim Lee")
    (True, False)
    """
    sets = [{name.casefold() for name in _SPLIT.split(names.strip()) if name} for names in (left, right)]
    return bool(sets[0] & sets[1])


def _signs(
    lines: Sequence[Line], pattern: re.Pattern[str], ground: str, confidence: float, registry: Registry
) -> Iterator[Sign]:
    for line, match in matches(lines, pattern):
        for name in _SPLIT.split(match["people"]):
            if name and not _NOBODY.search(name) and not _is_medium(name, registry):
                spelled = name.title() if name.isupper() else name
                at = match["people"].index(name) + match.start("people")
                yield Sign(spelled, ground, confidence, line.span(at, at + len(name)), f"the {ground} names {spelled}")


def _is_medium(name: str, registry: Registry) -> bool:
    return bool(publisher_named(name, registry)) or is_agency(name, registry)
