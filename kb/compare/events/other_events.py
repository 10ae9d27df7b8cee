"""Look-alikes of time: two years of which one is that of another event, or belongs to a name.

"Another ferry hit the pier in 1996" does not contradict "the ferry hit the pier on May 4, 2021"; sanctions "imposed in
2018" and "imposed under the 2017 … Act" do not differ, for the second year is the statute's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.compare.events.events import shared_names
from kb.compare.finder import Difference, Finder
from kb.compare.source import Source
from kb.compare.telling.accounts import Account, accounts_of
from kb.compare.telling.dated import Dated, dated_among
from kb.compare.telling.rarity import RAREST, rank, rarest
from kb.compare.telling.sides import Stand, compatible_pair, told
from kb.compare.telling.stories import like_story
from kb.groups import Groups
from kb.model import CompatibleReason, Span
from kb.neighbours import Glance, Key, Matching, Pair
from kb.wording import CALENDAR, LIGHT, alike, relation_classes

_NAMED_YEAR = re.compile(
    r"\b(?P<year>(?:1[89]|20)\d\d)\s+(?P<name>(?:[A-Z][\w’'&-]*\s+(?:(?:of|the|and|for|on|to|through|against|in)\s+)*){0,9}"
    r"(?:Act|Accords?|Agreement|Amendment|Bill|Code|Championships?|Constitution|Convention|Cup|Decree|Directive|Election"
    r"|Games|Law|Olympics|Pact|Protocol|Regulations?|Resolution|Statute|Treaty))\b"
)
_EARLIER = re.compile(
    r"\b(?:another|earlier|other|previous|former|last|similar)\b|\bhad\s+(?:[a-z]+ly\s+)?(?:been\s+)?[a-z]+"
    r"|\b[a-z]+\s+of\s+(?:1[5-9]|20)\d\d\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"\b(?:another|other|earlier|previous)\b", re.IGNORECASE)
_OTHERS = frozenset({"another", "earlier", "previous"})
_LONG_AGO = 300  # days between an earlier event and the paper that recalls it
_WORDS = 8


@dataclass(frozen=True, slots=True)
class Recalled:
    """A clause that dates something, or names something by a year.

    Attributes:
        account: The clause.
        named: Years that belong to a name, as ``(words, year, name)``.
        time: The only time of the clause, with its year and both bounds known.
        earlier: It recalls an event of long before the paper came out, and says that it is another one.
        news: Its article opens with it, and it happened shortly before.
    """

    account: Account
    named: tuple[tuple[Span, str, str], ...]
    time: Dated | None
    earlier: bool
    news: bool

    @property
    def years(self) -> range:
        """Give the years of its time."""
        if not self.time or not (self.time.interval.earliest and self.time.interval.latest):
            return range(0)
        return range(self.time.interval.earliest.year, self.time.interval.latest.year + 1)


def _items(source: Source) -> dict[str, Recalled]:
    found = {}
    for one, account in source.once(accounts_of).items():
        named = tuple(_named_years(account))
        time = _only_time(account)
        if named or time:
            found[one] = Recalled(account, named, time, _is_earlier(account, time), _is_news(account, time))
    return found


def _named_years(account: Account) -> Iterator[tuple[Span, str, str]]:
    for span in account.proposition.span:
        for match in _NAMED_YEAR.finditer(span.exact):
            where = Span(span.start + match.start(), span.start + match.end(), match[0])
            yield where, match["year"], " ".join(match["name"].split())


def _only_time(account: Account) -> Dated | None:
    """Give the one time of a clause, be it that of a noun only: "the pact of 1992"."""
    inside = [
        time for time in account.statement.times if any(span.covers(time.span) for span in account.proposition.span)
    ]
    times = account.times or dated_among(inside)
    if len(times) != 1:
        return None
    time = times[0]
    return time if time.interval.earliest and time.interval.latest else None


def _is_earlier(account: Account, time: Dated | None) -> bool:
    if not time or not time.has_year or not time.interval.latest or not account.sentence:
        return False
    if account.published is None:
        return bool(_ANOTHER.search(account.text))
    ago = (account.published - time.interval.latest).days
    return ago > _LONG_AGO and bool(_EARLIER.search(account.text) or _OTHERS & account.around)


def _is_news(account: Account, time: Dated | None) -> bool:
    if not time or account.sentence or not time.interval.earliest:
        return False
    return account.published is None or (account.published - time.interval.earliest).days <= _LONG_AGO


def _telling(account: Account) -> frozenset[str]:
    return account.words - LIGHT - CALENDAR


def _keys(one: Recalled) -> Iterator[Key]:
    account = one.account
    if one.earlier or one.news:
        yield from (("recalled", name) for name in account.traits.met_by)
        for bucket in account.traits.buckets:
            yield from ((bucket, word) for word in rarest(account.around - LIGHT - CALENDAR, _WORDS))
    if one.named or (one.time and one.time.has_year):
        words = sorted(_telling(account))
        yield from ((doing, word) for doing in words if relation_classes(doing) for word in words if word != doing)


def _order(one: Recalled) -> str:
    return str(one.account.published or "")


_BY_YEAR, _DATED, _RECALLED, _NEW = "ydrn"
"""Marks of a glance."""


def _glance(one: Recalled) -> Glance:
    """Give what a clause can be to another: named by a year, dated, an earlier event, or the news."""
    dated = one.time is not None and one.time.has_year
    marks = ((_BY_YEAR, one.named), (_DATED, dated), (_RECALLED, one.earlier), (_NEW, one.news))
    return ("".join(mark for mark, is_so in marks if is_so),)


def _may_link(left: Glance, right: Glance) -> bool:
    """Tell whether the year that names one may be held against the other's date, or one looks back from the other."""
    return any(
        (_BY_YEAR in one and _DATED in other) or (_RECALLED in one and _NEW in other)
        for (one,), (other,) in ((left, right), (right, left))
    )


def _link(left: Recalled, right: Recalled) -> str | None:
    """Name the reason for which the years are of two things: ``name`` or ``event``."""
    if left.account.article == right.account.article:
        return None
    for one, other in ((left, right), (right, left)):
        if any(_named_apart(one.account, other, int(year)) for _, year, _ in one.named):
            return "name"
        if one.earlier and other.news and _another_of_its_kind(one, other):
            return "event"
    return None


def _named_apart(account: Account, other: Recalled, year: int) -> bool:
    """The same doing to the same thing, named by two words at least, in another printed year."""
    if not other.time or not other.time.has_year or year in other.years:
        return False
    common = (account.words & other.account.words) - LIGHT
    return len(common) >= 2 and any(map(relation_classes, common)) and bool(shared_names(account, other.account))


def _another_of_its_kind(one: Recalled, other: Recalled) -> bool:
    """In one story, an earlier event that has a word for its kind in common with the news, or the same doer."""
    earlier, news = one.account, other.account
    if not like_story(earlier.traits, news.traits) or max(one.years) >= min(other.years):
        return False
    names = {word for account in (earlier, news) for name in account.names for word in name}
    proper = {word for word in names if rank(word) == RAREST}  # "the river Wine" is a river
    kind = earlier.around - LIGHT - CALENDAR - proper  # "12 were hurt when another ferry hit the pier"
    if any(word == other_word or alike(word, other_word) for word in kind for other_word in _telling(news) - proper):
        return True
    doers = names & earlier.words & news.words
    return bool(doers) and bool(_ANOTHER.search(earlier.text))


def _outcome(clauses: Mapping[str, Recalled], links: Mapping[Pair, str]) -> Iterator[Difference]:
    yield from _of_names(clauses, [pair for pair in links if links[pair] == "name"])
    recalled: dict[str, list[str]] = {}
    for pair in links:
        if links[pair] == "event":
            earlier, news = sorted(pair, key=lambda one: not clauses[one].earlier)
            recalled.setdefault(earlier, []).append(news)
    for earlier, told_of in sorted(recalled.items()):
        stands = list(_stands(clauses, [earlier, *told_of]))
        text = (
            f"Two events of one kind, at two times. {told(stands)}: the earlier one is recalled as another event, so"
            " the dates do not differ."
        )
        yield compatible_pair(CompatibleReason.OTHER_EVENT, stands, text)


def _stands(clauses: Mapping[str, Recalled], chosen: Iterable[str]) -> Iterator[Stand]:
    for one in chosen:
        time = clauses[one].time
        if time:
            yield time.value, clauses[one].account, time.expression.span


def _of_names(clauses: Mapping[str, Recalled], pairs: Iterable[Pair]) -> Iterator[Difference]:
    """One pair for each two statements, the least clauses of them."""
    seen: set[tuple[str, str]] = set()
    for pair in pairs:
        for one, other in (pair, pair[::-1]):
            statements = (clauses[one].account.statement.id, clauses[other].account.statement.id)
            for span, year, name in clauses[one].named:
                if statements in seen or not _named_apart(clauses[one].account, clauses[other], int(year)):
                    continue
                seen.add(statements)
                stands: list[Stand] = [(year, clauses[one].account, span), *_stands(clauses, [other])]
                text = (
                    f"Two years, of two things. {told(stands)}: {year} belongs to the name “{name}” and dates nothing."
                )
                yield compatible_pair(CompatibleReason.OTHER_EVENT, stands, text)


def _groups() -> Groups[Recalled, str, Difference]:
    return Groups(Matching(keys=_keys, link=_link, order=_order, glance=_glance, may_link=_may_link), _outcome)


OTHER_EVENTS = Finder("other events", _items, _groups)
