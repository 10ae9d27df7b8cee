"""Look-alikes of scope: two "firsts" that are first among different things.

"The first meeting under this government" and "the first for more than a year" can both be first. What never was before,
and what had not been since a year, are told as firsts too: "Ashford had never seen a flood", "no flood since 1996".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.compare.events.events import shared_names
from kb.compare.finder import Difference, Finder
from kb.compare.source import Source
from kb.compare.telling.accounts import Account, Name, accounts_of
from kb.compare.telling.rarity import rarest
from kb.compare.telling.sides import Stand, compatible_pair, told
from kb.compare.telling.stories import like_story
from kb.groups import Groups
from kb.model import CompatibleReason, Span
from kb.neighbours import Key, Matching, Pair
from kb.wording import FUNCTION_WORDS, LIGHT, NEGATORS, alike, event_classes, words_in

_CHAR = r"(?:[^.;:,“”\"()\n]|(?<=\b[A-Z])\.|\.(?=\w))"  # the dots of "U.S." end nothing
_STOP = r"(?=[;:,“”\"()\n]|(?<!\b[A-Z])\.(?!\w)|\s(?:and|as|but|when|which|while|who)\b|$)"
_VERB = r"(?:are|be|had|has|have|is|was|were|will|would)"  # behind these, something else is said
_RANK = (
    r"(?:\b(?:the|its|their|his|her)|(?P<whose>\b[\w-]+)[’']s?)\s+"
    r"(?P<rank>first|only|last|biggest|largest|highest|lowest|worst|best|longest|deadliest)\s+"
    rf"(?P<what>(?:(?!\b{_VERB}\b){_CHAR}){{3,110}}?\s+|)(?P<scope>(?:PREPOSITIONS)\s+{_CHAR}{{3,60}}?){_STOP}"
)
_SUPERLATIVES = tuple(
    re.compile(_RANK.replace("PREPOSITIONS", prepositions), re.IGNORECASE)
    for prepositions in (
        "under|since|in|for|of|this|during|among|outside|within|on|at|that",
        "between|with",  # where nothing else tells the scope
    )
)
_SINCE = r"since\s+(?:at\s+least\s+)?(?-i:(?:early|its|last|late|mid|that|the|then|their)\b|[A-Z]|\d)[\w-]*"
_NEVER = re.compile(
    rf"(?:{_CHAR}{{3,80}}\s)?(?:(?:has|have|had)\s+never\b|never\s+(?:before\s+)?(?:has|have|had)\b){_CHAR}{{3,110}}{_STOP}"
    rf"|\b(?:no|nobody|none|nothing)\b{_CHAR}{{3,110}}\b(?:has|have|had)\b{_CHAR}{{0,80}}\b(?:before|ever|{_SINCE})\b{_CHAR}{{0,60}}"
    rf"|(?:{_CHAR}{{3,80}}\s)(?:has|have|had)\s+(?:not\b|[a-z]+\s+no\b){_CHAR}{{3,110}}\b{_SINCE}\b{_CHAR}{{0,40}}",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:never|no|nobody|none|not|nothing)\b.*\b(?:before|ever|since)\b|\bnever\b", re.I | re.DOTALL)
_SERIES = re.compile(  # the first of several that follow on each other, and no rank
    r"(?:ballot|chapter|class|day|days|degree|edition|floor|few|half|hour|hours|innings?|instalment|lady|leg|minutes?|month"
    r"|months|name|night|part|period|phase|place|quarter|round|season|semester|set|stage|step|term|three|time|two|week|weeks"
    r"|year|years)\b",
    re.IGNORECASE,
)
_LATEST = re.compile(r"of\b(?:.*\s)?[A-Z]")  # "the last inspection of the Aurora" is but the latest
_DOING = re.compile(r"\s+to\s+(?!(?:an?|the|its|their|his|her|this|that|these|those)\b)(?=[a-z])")
_BY = re.compile(r"\s*(?:by|for|of)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_TIME = re.compile(r"\b(?:since|under)\b(?P<time>.*)", re.IGNORECASE)
_TENURE = frozenset(  # "under the Roe government", "since President Roe took office": one stretch of time
    {"administration", "came", "chancellor", "government", "leadership", "minister", "office", "power", "premier"}
    | {"presidency", "president", "prime", "rule", "term", "took"}
)
_EMPTY = frozenset({"ever", "known", "recorded"})  # beside "first"
_BEING = frozenset({"be", "become"})
_WORDS = 8  # under which a rank meets those of its story


@dataclass(frozen=True, slots=True)
class Rank:
    """Words that give something a rank within a scope.

    Attributes:
        account: The clause, or the first one of the statement, that they stand in.
        rank: ``first`` for what never was before.
        what: Words for what is ranked; of what never was, the words of the whole stretch.
        scope: Words for within what.
        negated: It is told by saying what never was.
        elided: The noun is left out: "the first by Acme since 2019".
        bearer: Name of who is said to be it: "Ann Roe was the first …", "no … before Ann Roe".
        span: The words.
    """

    account: Account
    rank: str
    what: frozenset[str]
    scope: frozenset[str]
    negated: bool
    elided: bool
    bearer: Name
    span: Span

    @property
    def value(self) -> str:
        """Give the words on one line."""
        return " ".join(self.span.exact.split())


def _items(source: Source) -> dict[str, Rank]:
    found: dict[str, Rank] = {}
    first: dict[str, Account] = {}  # one account for each statement
    for account in sorted(source.once(accounts_of).values(), key=lambda one: (one.proposition.span[0], one.id)):
        first.setdefault(account.statement.id, account)
    for statement in sorted(first):
        for rank in _ranks(first[statement]):
            found.setdefault(f"{rank.account.article}:{rank.span.start:09d}", rank)
    return found


def _ranks(account: Account) -> Iterator[Rank]:
    for fragment in account.statement.content:
        for match in _superlatives(fragment.exact):
            latest = match["rank"].casefold() == "last" and _LATEST.match(match["scope"])
            if latest or _SERIES.match(match["what"] or match["scope"]):
                continue
            span = _cut(fragment, match.start("rank"), match.end())
            within, *doing = _DOING.split(match["scope"], maxsplit=1)  # "the first clerk in Ayr [to be fined]"
            what = _telling(" ".join([match["whose"] or "", match["what"], *doing]))
            elided = not match["what"].strip() or bool(_BY.match(match["what"]))
            yield Rank(account, match["rank"].casefold(), what, _telling(within), False, elided, _bearer(account), span)
        for match in _NEVER.finditer(fragment.exact) if _DENIED.search(fragment.exact) else ():
            span = _cut(fragment, match.start(), match.end())
            names = account.traits.unusual.union(*account.names)
            scope = _named(span.exact, names)
            what = _telling(span.exact) | {account.proposition.relation.casefold()}
            what -= scope | NEGATORS | {"since", "be", "see", ""}
            yield Rank(account, "first", what, scope, True, False, _last_named(span.exact, account), span)


def _bearer(account: Account) -> Name:
    """Give the name of who is said to be something; of who does something, what is ranked is another."""
    return account.subject if account.subject_known and account.proposition.relation in _BEING else frozenset()


def _last_named(text: str, account: Account) -> Name:
    """Give the name behind "before": "nobody had done it before Ann Roe"."""
    behind = {word.text for word in words_in(text.rpartition(" before ")[2])} if " before " in text else set()
    return max(
        (name for name in account.names if name <= behind),
        key=lambda name: (len(name), sorted(name)),
        default=frozenset(),
    )


def _superlatives(text: str) -> Iterator[re.Match[str]]:
    """Give the superlatives of a text with their scopes, each once."""
    seen: set[int] = set()
    for pattern in _SUPERLATIVES:
        for match in pattern.finditer(text):
            if match.start("rank") not in seen:
                seen.add(match.start("rank"))
                yield match


def _cut(fragment: Span, start: int, end: int) -> Span:
    exact = fragment.exact[start:end]
    start += len(exact) - len(exact.lstrip())
    return Span(fragment.start + start, fragment.start + start + len(exact.strip()), exact.strip())


def _telling(text: str) -> frozenset[str]:
    return frozenset(word.text for word in words_in(text)) - FUNCTION_WORDS - _EMPTY


def _named(text: str, names: frozenset[str]) -> frozenset[str]:
    """Give the words that name what something never was in, or since: names and years."""
    return frozenset(
        word.text
        for word in words_in(text)
        if (text[word.start].isupper() and (word.start or word.text in names)) or _YEAR.fullmatch(word.text)
    ) - (FUNCTION_WORDS | NEGATORS)


def _keys(one: Rank) -> Iterator[Key]:
    names = sorted({word for name in one.account.names for word in name})
    for word in sorted(one.what - LIGHT):
        yield from ((one.rank, word, name) for name in names)
    for bucket in one.account.traits.buckets:
        yield from ((one.rank, bucket, "is", name) for name in sorted(one.bearer))
        yield from ((one.rank, bucket, min(_doings(word), default=word)) for word in rarest(one.what - LIGHT, _WORDS))
    yield from ((one.rank, name) for name in one.account.traits.met_by)


def _link(one: Rank, other: Rank) -> bool | None:
    return True if _two_scopes(one, other) else None


def _two_scopes(one: Rank, other: Rank) -> bool:
    """The same sort of thing and the same parties in scopes that differ.

    In one story a single noun shows the sort ("first win"), or the parties where both leave it out, or who is said to
    be the first. Elsewhere the scopes must share no word.
    """
    if one.account.article == other.account.article or not _scopes_differ(one.scope, other.scope):
        return False
    if _one_tenure(one, other) or (_is_strange(one, other) and _is_strange(other, one)):
        return False
    sorts = [(left, right) for left in one.what - LIGHT for right in other.what - LIGHT]
    one_sort = one.elided == other.elided and any(left == right or _kin(left, right) for left, right in sorts)
    one_bearer = one.bearer and other.bearer and (one.bearer <= other.bearer or other.bearer <= one.bearer)
    if (one_sort or one_bearer) and like_story(one.account.traits, other.account.traits):
        return True
    if one.negated or other.negated or one.scope & other.scope:
        return False
    common = (one.what & other.what) - LIGHT
    kin = any(alike(left, right) for left in one.what - common for right in other.what - common)
    return bool(common) and (len(common) >= 2 or kin) and len(shared_names(one.account, other.account)) >= 2


def _is_strange(one: Rank, other: Rank) -> bool:
    """Tell whether a scope has names, and the other article none of them: firsts of two towns are of two stories."""
    named, there = one.scope & one.account.traits.unusual, other.account.traits
    return bool(named) and named.isdisjoint(there.unusual.union(*there.names))


def _scopes_differ(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether each scope has a word that the other lacks; two years alone are at odds, and no two scopes."""
    more = ours - theirs, theirs - ours
    return all(more) and not all(_YEAR.fullmatch(word) for words in more for word in words)


def _one_tenure(one: Rank, other: Rank) -> bool:
    """Tell whether both scopes are the time of one person in office."""
    ours, theirs = (
        _telling(match["time"]) if (match := _TIME.search(rank.value)) else frozenset[str]() for rank in (one, other)
    )
    return bool(ours and theirs) and not ours.isdisjoint(theirs) and ours ^ theirs <= _TENURE


def _kin(one: str, other: str) -> bool:
    """Tell whether two words can tell of one doing, in whatever form: "robbed", "robbery"."""
    return alike(one, other) or not _doings(one).isdisjoint(_doings(other))


def _doings(word: str) -> frozenset[str]:
    """Give the classes of relations that a word names, or would without its ending."""
    bare = [word, *(word.removesuffix(ending) for ending in ("s", "es", "d", "ed", "ing") if word.endswith(ending))]
    bare += [form[:-1] for form in bare[1:] if form[-1:] == form[-2:-1]]  # "robb" → "rob"
    return frozenset().union(*map(event_classes, bare))


def _outcome(ranks: Mapping[str, Rank], links: Mapping[Pair, bool]) -> Iterator[Difference]:
    """The first meeting "under this government", and the first "for more than a year": both can be first."""
    for pair in links:
        stands: list[Stand] = [(ranks[one].value, ranks[one].account, ranks[one].span) for one in pair]
        text = f"Each is the {ranks[pair[0]].rank} within another scope, so both can hold. {told(stands)}."
        yield compatible_pair(CompatibleReason.OTHER_SCOPE, stands, text)


SCOPES = Finder("scopes", _items, lambda: Groups(Matching(_keys, _link), _outcome))
