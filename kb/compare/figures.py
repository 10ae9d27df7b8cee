"""Figures that cannot both hold: two counts, prices or shares of one thing in texts of the same days.

What a figure counts is shown in one of two ways. The sentences are alike but for the figure; or, within one story,
the figure plays the same part in both: the people hurt that day, the price of one thing, the size of one crowd.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kb.compare.accounts import Account, Dated
from kb.compare.events import names_at_odds, told_alike
from kb.compare.groups import groups_of
from kb.compare.sides import discrepancy, told
from kb.compare.stories import Stories
from kb.model import Discrepancy, DiscrepancyKind, Interval, Measure, Quantity, Severity, TimeOf
from kb.wording import FUNCTION_WORDS, LIGHT, aligned_share, opposites_among, relation_classes, words_in

_FRESH = 7  # days between two publications in which nothing undated can have changed
_ALIKE = 0.75  # share of words, figures aside, that two counts of one thing have in common
_CROWD = 60
_DAY = 2  # days that a time may span and still say when an accident was

_SOFT = r"(?:(?:about|around|some|nearly|almost|roughly|over|at least|more than|up to|just)\s+)?"
_PEOPLE = r"(?:\s*(?:people|persons|others))?"
_OF = re.compile(rf"\b(?P<head>[^\W\d_]{{4,}})\s+of\s+{_SOFT}$", re.IGNORECASE)
_PLACED = re.compile(
    r"\s+(?:at|in|on|for|from|against|to)\s+(?P<where>[^.,;:()“”\"]{3,60}?)"
    r"(?=[.,;:()“”\"]|\s(?:and|but|as|when|which|who|after|before|at|in|on|for|from|by|to|with)\b|$)"
)
_DOING = re.compile(rf"(?P<verb>[^\W\d_]{{4,}})\s+{_SOFT}$")
_DONE = re.compile(
    rf"{_PEOPLE}\s+(?:(?:was|were|are|have been|had been)\s+)?(?:[a-z]+ly\s+)?(?P<verb>[^\W\d_]{{4,}})(?P<rest>.*)",
    re.DOTALL,
)
_ALL = re.compile(rf"{_PEOPLE}\s*(?:$|[.,;:)”\"]|(?:and|when|as|after|before|officials|police)\b)")
_CASUALTIES = frozenset({"arrest", "die", "injure", "kill"})  # a bare figure with such a verb counts people
_PAYING = re.compile(rf"\b(?:pay|pays|paid|paying|spend|spends|spent|spending)\s+{_SOFT}$", re.IGNORECASE)
_FOR = re.compile(rf"\bfor\s+{_SOFT}$", re.IGNORECASE)
_GOODS = re.compile(r"\s+(?:in\s+cash\s+)?for\s+(?P<goods>[^.,;:()“”\"]{2,60})")

Part = tuple[str, ...]
"""The part a figure plays, such as ``("price", "bolt")`` or ``("people", "injure")``."""


@dataclass(frozen=True, slots=True)
class _Clash:
    """Two figures that cannot both hold, the clauses that give them, and what shows that they count one thing."""

    sides: tuple[tuple[Account, Quantity], tuple[Account, Quantity]]
    ground: str
    apart: int  # days


def number_discrepancies(accounts: Sequence[Account], stories: Stories) -> list[Discrepancy]:
    """Give the figures of different articles that cannot both hold, all that clash with one figure together."""
    found = (_clash(one, other, stories) for one, other in _candidates(accounts))
    clashes: dict[tuple[str, str], list[_Clash]] = defaultdict(list)
    for one in found:
        if one:
            clashes[_place(one.sides[0]), _place(one.sides[1])].append(one)
    groups = groups_of(sorted({place for pair in clashes for place in pair}), clashes)
    return [
        _discrepancy([one for pair in sorted(clashes) if pair[0] in group for one in clashes[pair]]) for group in groups
    ]


def _place(side: tuple[Account, Quantity]) -> str:
    account, quantity = side
    return f"{account.id}:{quantity.span.start}"


def _candidates(accounts: Sequence[Account]) -> list[tuple[Account, Account]]:
    index: dict[tuple[object, ...], list[Account]] = defaultdict(list)
    for account in accounts:
        for key in sorted(_keys(account), key=repr):
            index[key].append(account)
    pairs = {
        tuple(sorted((one.id, other.id))): (one, other)
        for members in index.values()
        if len(members) <= _CROWD
        for one, other in combinations(members, 2)
        if one.article != other.article
    }
    return [pairs[key] for key in sorted(pairs)]


def _keys(account: Account) -> set[tuple[object, ...]]:
    keys: set[tuple[object, ...]] = set()
    week = account.published.toordinal() // _FRESH if account.published else 0
    for quantity in account.proposition.quantities:
        if quantity.kind == "ordinal":
            continue
        words = {word for name in account.names for word in name} | account.words
        for bucket in (week, week + 1):
            keys |= {(bucket, quantity.kind, _meant(quantity).unit, word) for word in words}
            keys |= {(bucket, part) for part in _parts(account, quantity)}
    return keys


def _clash(left: Account, right: Account, stories: Stories) -> _Clash | None:
    apart = left.days_from(right)
    if apart is None or apart > _FRESH:
        return None
    differing, ground = _in_like_sentences(left, right, stories), ""
    if differing:
        ground = f"the relation ({left.proposition.relation}), {_counted(differing[0])}the names and the other words"
    elif stories.shared(left.article, right.article):
        differing, ground = _in_one_part(left, right)
    return _Clash(((left, differing[0]), (right, differing[1])), ground, apart) if differing else None


def _discrepancy(clashes: Sequence[_Clash]) -> Discrepancy:
    sides = {_place(side): side for one in clashes for side in one.sides}
    stands = [
        (_amount(quantity), account, quantity.span) for account, quantity in (sides[key] for key in sorted(sides))
    ]
    later = any(one.apart > 1 for one in clashes)
    update = " The later text may bring the number up to date." if later else ""
    text = f"Different numbers for one thing. {told(stands)}. Shown to be the same: {clashes[0].ground}.{update}"
    return discrepancy(DiscrepancyKind.NUMBER, Severity.INFO if later else Severity.WARNING, stands, text)


def _counted(quantity: Quantity) -> str:
    return f"the unit ({quantity.unit}), " if quantity.unit else ""


# -- alike but for the figure -----------------------------------------------------------------------------------------


def _in_like_sentences(left: Account, right: Account, stories: Stories) -> tuple[Quantity, Quantity] | None:
    if not left.classes & right.classes or names_at_odds(left, right) or _at_odds(left, right):
        return None
    differing = _differing(left.proposition.quantities, right.proposition.quantities)
    if differing is None:
        return None
    named = left.names and right.names and differing[0].unit
    if named and len(left.words) >= 4 and aligned_share(left.words, right.words) >= _ALIKE:
        return differing
    alike = told_alike(left, right) and stories.shared(left.article, right.article)
    return differing if alike and bool(left.times) == bool(right.times) else None


def _at_odds(left: Account, right: Account) -> bool:
    """The clauses are of other days, turn each other round, or one denies what the other says."""
    denied = left.proposition.polarity is not right.proposition.polarity
    return denied or _apart(left.times, right.times) or opposites_among(left.words, right.words)


def _apart(ours: Sequence[Dated], theirs: Sequence[Dated]) -> bool:
    return any(
        not one.room.overlaps(other.room)
        for one in ours
        for other in theirs
        if one.interval.earliest and other.interval.earliest
    )


def _differing(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Give the one pair of quantities of one unit that cannot both hold, all others being equal."""
    left = [one for one in ours if all(_key(one) != _key(other) for other in theirs)]
    right = [one for one in theirs if all(_key(one) != _key(other) for other in ours)]
    if len(left) != 1 or len(right) != 1:
        return None
    (one,), (other,) = left, right
    alike = (one.kind, _meant(one).unit) == (other.kind, _meant(other).unit)
    if not alike or one.kind == "ordinal" or _ranges_meet(one, other):
        return None
    return one, other


def _key(quantity: Quantity) -> tuple[str, str, str, str]:
    return (quantity.kind, quantity.unit, quantity.low, quantity.high)


def _meant(quantity: Quantity) -> Measure:
    """Give the bounds in the base unit, where there is one: 62 miles are some 100 kilometers."""
    return quantity.base or Measure(quantity.low, quantity.high, quantity.unit)


def _ranges_meet(one: Quantity, other: Quantity) -> bool:
    """Ranges overlap; "about 300" leaves a tenth either way, and a figure that was converted a twentieth."""
    bounds = []
    converted = one.unit != other.unit
    for quantity in (one, other):
        meant = _meant(quantity)
        low = float(meant.low) if meant.low else float("-inf")
        high = float(meant.high) if meant.high else float("inf")
        room = 0.1 if quantity.approximate else 0.05 if converted else 0.0
        bounds.append((low - abs(low) * room if room else low, high + abs(high) * room if room else high))
    return bounds[0][0] <= bounds[1][1] and bounds[1][0] <= bounds[0][1]


def _amount(quantity: Quantity) -> str:
    value = quantity.low if quantity.low == quantity.high else f"{quantity.low or '..'}–{quantity.high or '..'}"
    return f"{value} {quantity.unit}".strip()


# -- in one part of one story -----------------------------------------------------------------------------------------


def _in_one_part(left: Account, right: Account) -> tuple[tuple[Quantity, Quantity] | None, str]:
    if left.proposition.polarity is not right.proposition.polarity or opposites_among(left.words, right.words):
        return None, ""
    for one in left.proposition.quantities:
        for other in right.proposition.quantities:
            parts = sorted(_parts(left, one) & _parts(right, other))
            if parts and _comparable(one, other, parts[0]) and _same_day((left, one), (right, other), parts[0]):
                return (one, other), f"the story, and what the figure is ({_described(parts)})"
    return None, ""


def _described(parts: Sequence[Part]) -> str:
    """Put a part into words: "the price of bolt", "people: injure", "the crowd; where: harbour, north"."""
    kind, *words = parts[0]
    if kind == "price":
        return f"the price of {', '.join(sorted(word for _, *named in parts for word in named))}"
    return f"people: {words[0]}" if kind == "people" else f"the {words[0]}; where: {', '.join(words[1:])}"


def _comparable(one: Quantity, other: Quantity, part: Part) -> bool:
    units = {_meant(one).unit, _meant(other).unit}
    units -= {"", "person"} if part[0] == "people" else set()
    return one.kind == other.kind and len(units) < 2 and not _ranges_meet(one, other)


def _same_day(left: tuple[Account, Quantity], right: tuple[Account, Quantity], part: Part) -> bool:
    """People come to harm on some day, which both texts must tell; of other figures, none may be dated alone."""
    if part[0] != "people":
        dated = bool(left[0].times) == bool(right[0].times)
        return (dated or part[0] == "price") and not _apart(left[0].times, right[0].times)
    beside = [
        tuple(time for time in account.times if _beside(time, quantity, account)) for account, quantity in (left, right)
    ]
    days = _days(left[0]), _days(right[0])
    return not _apart(*beside) and any(one.overlaps(other) for one in days[0] for other in days[1])


def _beside(time: Dated, quantity: Quantity, account: Account) -> bool:
    """Tell whether a time stands in the stretch of the clause that holds the figure."""
    return any(
        span.start <= min(time.expression.span.start, quantity.span.start)
        and max(time.expression.span.end, quantity.span.end) <= span.end
        for span in account.proposition.span
    )


def _days(account: Account) -> list[Interval]:
    found = [time.interval for time in account.statement.times if time.of is TimeOf.CONTENT]
    return [one for one in found if one.earliest and one.latest and (one.latest - one.earliest).days <= _DAY]


def _parts(account: Account, quantity: Quantity) -> set[Part]:
    """Give the parts that the figure plays in its clause, as far as the words next to it show them."""
    for span in account.proposition.span:
        if span.start <= quantity.span.start and quantity.span.end <= span.end:
            before = span.exact[: quantity.span.start - span.start]
            after = span.exact[quantity.span.end - span.start :]
            if quantity.kind == "money":
                return {*_prices(account, before, after), *_measured(before, after)}
            if quantity.kind == "cardinal":
                return {*_people(account, quantity, before, after), *_measured(before, after)}
    return set()


def _measured(before: str, after: str) -> Iterator[Part]:
    """A crowd of 3,000 at the harbour; a fine of 200 euros for Acme."""
    head, placed = _OF.search(before), _PLACED.match(after)
    if head and placed and head["head"].casefold() not in LIGHT:
        where = sorted({word.text for word in words_in(placed["where"])} - FUNCTION_WORDS)
        if where:
            yield ("size", head["head"].casefold(), *where)


def _people(account: Account, quantity: Quantity, before: str, after: str) -> Iterator[Part]:
    """Injuring 12; 12 people were injured; 12 died. "12 were injured in the first car" counts some of them only."""
    if quantity.unit not in ("", "person"):
        return
    doing, done = _DOING.search(before), _DONE.match(after)
    if doing and _ALL.match(after):
        yield from (("people", one) for one in _casualties(account, doing["verb"]))
    elif done and _ALL.match(done["rest"]):
        yield from (("people", one) for one in _casualties(account, done["verb"]))


def _casualties(account: Account, verb: str) -> list[str]:
    """Give the classes of a verb, found through the lemma of the clause that begins like it."""
    stem = verb.casefold()[:3]
    lemmas = (word.casefold() for word in account.proposition.words if word.casefold().startswith(stem))
    return sorted({one for lemma in lemmas for one in relation_classes(lemma)} & _CASUALTIES)


def _prices(account: Account, before: str, after: str) -> Iterator[Part]:
    """Buying Bolt for 3 million; paying 3 million for Bolt."""
    named = {word for name in account.names for word in name}
    if account.classes & {"acquire", "sell"} and _FOR.search(before) and account.object_known:
        yield from (("price", word) for word in sorted(account.object))
    goods = _GOODS.match(after)
    if goods and _PAYING.search(before):
        words = [word.text for word in words_in(goods["goods"]) if word.text not in FUNCTION_WORDS]
        yield from (("price", word) for word in words[:1] if word in named)
