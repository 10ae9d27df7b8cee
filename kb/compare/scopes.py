"""Look-alikes of scope: two "firsts" that are first among different things, and a year that is part of a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from kb.compare.accounts import Account
from kb.compare.events import shared_names
from kb.compare.sides import Stand, compatible_pair, told
from kb.compare.stories import Stories
from kb.model import CompatiblePair, CompatibleReason, Span
from kb.wording import FUNCTION_WORDS, LIGHT, alike, relation_classes, words_in

_CHAR = r"(?:[^.;:,“”\"()\n]|(?<=\b[A-Z])\.|\.(?=\w))"  # the dots of "U.S." end nothing
_SUPERLATIVE = re.compile(
    r"(?:\b(?:the|its|their|his|her)|(?P<whose>\b[\w-]+)[’']s?)\s+"
    r"(?P<rank>first|only|last|biggest|largest|highest|lowest|worst|best|longest|deadliest)\s+"
    rf"(?P<what>{_CHAR}{{3,110}}?\s+|)(?P<scope>(?:under|since|in|for|of|this|during|among|outside|within|on)\s+{_CHAR}{{3,60}}?)"
    r"(?=[.;:,“”\"()\n]|\s(?:and|as|but|when|which|while|who)\b|$)",
    re.IGNORECASE,
)
_NAMED_YEAR = re.compile(
    r"\b(?P<year>(?:1[89]|20)\d\d)\s+(?P<name>(?:[A-Z][\w’'&-]*\s+(?:(?:of|the|and|for|on|to|through|against|in)\s+)*){0,9}"
    r"(?:Act|Accords?|Agreement|Amendment|Bill|Code|Championships?|Constitution|Convention|Cup|Decree|Directive|Election|Games|Law|Olympics|Pact|"
    r"Protocol|Regulations?|Resolution|Statute|Treaty))\b"
)
_BY = re.compile(r"\s*(?:by|for|of)\b", re.IGNORECASE)
_CROWD = 60


@dataclass(frozen=True, slots=True)
class _Rank:
    account: Account
    rank: str
    what: frozenset[str]
    scope: frozenset[str]
    elided: bool
    span: Span

    @property
    def value(self) -> str:
        return " ".join(self.span.exact.split())


def other_scopes(accounts: Sequence[Account], stories: Stories) -> list[CompatiblePair]:
    """The first meeting "under this government", and the first "for more than a year": both can be first."""
    index: dict[tuple[str, str], list[_Rank]] = defaultdict(list)
    for one in _ranks(accounts):
        for word in sorted(one.what):
            index[one.rank, word].append(one)
    found: dict[tuple[str, str], CompatiblePair] = {}
    for members in index.values():
        for one, other in combinations(members[:_CROWD], 2):
            if _two_scopes(one, other, stories):
                stands: list[Stand] = [(rank.value, rank.account, rank.span) for rank in (one, other)]
                text = f"Each is the {one.rank} within another scope, so both can hold. {told(stands)}."
                key = (min(one.account.id, other.account.id), max(one.account.id, other.account.id))
                found.setdefault(key, compatible_pair(CompatibleReason.OTHER_SCOPE, stands, text))
    return [found[key] for key in sorted(found)]


def _ranks(accounts: Sequence[Account]) -> list[_Rank]:
    found: dict[tuple[str, int], _Rank] = {}
    for account in accounts:
        for fragment in account.statement.content:
            for match in _SUPERLATIVE.finditer(fragment.exact):
                start = fragment.start + match.start("rank")
                exact = fragment.exact[match.start("rank") : match.end()].rstrip()
                rank = _Rank(
                    account,
                    match["rank"].casefold(),
                    _telling(f"{match['whose'] or ''} {match['what']}"),
                    _telling(match["scope"]),
                    _elided(match["what"]),
                    Span(start, start + len(exact), exact),
                )
                found.setdefault((account.article, start), rank)
    return [found[key] for key in sorted(found)]


def _telling(text: str) -> frozenset[str]:
    return frozenset(word.text for word in words_in(text)) - FUNCTION_WORDS


def _elided(what: str) -> bool:
    """Tell whether the noun is left out: "the first by Acme since 2019"."""
    return not what.strip() or bool(_BY.match(what))


def _two_scopes(one: _Rank, other: _Rank, stories: Stories) -> bool:
    """The same sort of thing and the same parties; the scopes share no word.

    In one story a single noun shows the sort ("first win"), or the parties where both leave it out.
    """
    if one.account.article == other.account.article or not one.scope or not other.scope or one.scope & other.scope:
        return False
    common = (one.what & other.what) - LIGHT
    if common and one.elided == other.elided and stories.shared(one.account.article, other.account.article):
        return True
    kin = any(alike(left, right) for left in one.what - common for right in other.what - common)
    parties = len(shared_names(one.account, other.account))
    return bool(common) and (len(common) >= 2 or kin) and parties >= 2


def other_events(accounts: Sequence[Account]) -> list[CompatiblePair]:
    """Sanctions "imposed in 2018" and "imposed under the 2017 … Act": the second year is the statute's."""
    index: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        if len(account.times) == 1:
            for word in sorted(account.words - LIGHT):
                index[word].append(account)
    found: dict[tuple[str, str], CompatiblePair] = {}
    for account in accounts:
        for span in account.proposition.span:
            for match in _NAMED_YEAR.finditer(span.exact):
                named = Span(span.start + match.start(), span.start + match.end(), match[0])
                words = sorted(word for word in account.words - LIGHT if len(index[word]) <= _CROWD)
                for other in {one.id: one for word in words for one in index[word]}.values():
                    if _other_year(account, other, match["year"]):
                        stands: list[Stand] = [
                            (match["year"], account, named),
                            (other.times[0].value, other, other.times[0].expression.span),
                        ]
                        pair = compatible_pair(CompatibleReason.OTHER_EVENT, stands, _of_a_name(stands, match))
                        found.setdefault((account.statement.id, other.statement.id), pair)
    return [found[key] for key in sorted(found)]


def _other_year(account: Account, other: Account, year: str) -> bool:
    """The same doing to the same thing, named by two words at least, in another printed year."""
    interval = other.times[0].interval
    if other.article == account.article or not (interval.earliest and interval.latest) or not other.times[0].has_year:
        return False
    if interval.earliest.year <= int(year) <= interval.latest.year:
        return False
    common = (account.words & other.words) - LIGHT
    return len(common) >= 2 and any(map(relation_classes, common)) and bool(shared_names(account, other))


def _of_a_name(stands: Sequence[Stand], match: re.Match[str]) -> str:
    name = " ".join(match["name"].split())
    return f"Two years, of two things. {told(stands)}: {match['year']} belongs to the name “{name}” and dates nothing."
