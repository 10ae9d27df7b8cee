"""Figures that cannot both hold: two counts, prices or shares of one thing in texts of the same days.

What shows that two figures are of one thing stands in :mod:`kb.compare.numbers.same_thing`.

What differs is a *count* where it is the size of a named set of occurrences or participants: so many suspects, rounds,
articles of a pact, or up to ten of anything, since so few can be named one by one; an ordinal is one too
(:mod:`kb.compare.numbers.ranks`). Every other measured or reported quantity of people, money or things is a *number*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from kb.compare.finder import Difference, Finder
from kb.compare.numbers.amounts import in_words
from kb.compare.numbers.counting import Number, numbers_of
from kb.compare.numbers.ranges import amount, meant, ranges_meet
from kb.compare.numbers.rounding import roundings
from kb.compare.numbers.same_thing import alike_in_kind, in_like_sentences, in_one_story
from kb.compare.telling.meeting import Key, story_keys
from kb.compare.telling.rarity import rarest
from kb.compare.telling.sides import Stand, disagreement, discrepancy, told
from kb.compare.telling.stories import are_apart, numbered
from kb.groups import Groups
from kb.model import DiscrepancyKind, Severity
from kb.neighbours import Glance, Matching, Pair

_FRESH = 7  # days between two publications in which nothing undated can have changed
_UNDATED = 6  # rare names under which a figure meets those of articles of no known day
_TELLING = 3  # words of a figure of no known sort under which it meets others
_PRINTED = timedelta(days=1)  # from what happens to what is printed
_VALUES = 4  # different numbers of one thing; more than so many are of several things


@dataclass(frozen=True, slots=True)
class OneThing:
    """Two figures of one thing: on what ground, and whether one of them must be wrong."""

    shown: tuple[str, ...]
    clash: bool
    apart: int | None  # days between the publications; nothing where one is unknown


def _keys(figure: Number) -> Iterator[Key]:
    topics = sorted(figure.fields.keys() | figure.heads) or rarest(figure.own, _TELLING)
    for key in story_keys(figure.account.traits):
        yield from ((*key, topic) for topic in topics)
    for name in rarest(figure.account.traits.unusual, _UNDATED):
        yield from (("any day", name, topic) for topic in topics)
    week = figure.account.published.toordinal() // _FRESH if figure.account.published else None
    unit = (figure.quantity.kind, meant(figure.quantity).unit)
    if week is not None and unit[1]:
        names = {word for name in figure.account.names for word in name}
        yield from ((bucket, *unit, word) for bucket in (week, week + 1) for word in sorted(names))


def _glance(figure: Number) -> Glance:
    """Give whose figure it is, and when it was printed."""
    account = figure.account
    return account.article, account.outlet, numbered(account.published)


def _may_link(left: Glance, right: Glance) -> bool:
    """Tell whether two outlets print them within days; one that prints another number later brings it up to date."""
    (article, outlet, day), (other_article, other_outlet, other_day) = left, right
    is_elsewhere = article != other_article and outlet != other_outlet
    return is_elsewhere and not are_apart(day, other_day, by_more_than=_FRESH)


def _link(left: Number, right: Number) -> OneThing | None:
    one, other = left.account, right.account
    if not (_may_link(_glance(left), _glance(right)) and alike_in_kind(left, right)):
        return None
    apart = one.days_from(other)
    shown = in_one_story(left, right) or (in_like_sentences(left, right) if apart is not None else ())
    return OneThing(shown, not ranges_meet(left.quantity, right.quantity), apart) if shown else None


def _order(figure: Number) -> tuple[str, str]:
    return figure.quantity.kind, figure.account.printed


def _outcome(figures: Mapping[str, Number], links: Mapping[Pair, OneThing]) -> Iterator[Difference]:
    """Give one discrepancy for all figures of one thing of which some clash; and those that only say less."""
    yield from roundings(figures, [pair for pair, same in links.items() if not same.clash])
    clashing = {
        pair: same
        for pair, same in links.items()
        if same.clash and not _printed_too(pair, figures, links) and not _brought_up_to_date(pair, figures)
    }
    if not clashing:
        return
    parties = {one for pair in clashing for one in pair}
    parties |= {one for pair, same in links.items() if not same.clash for one in pair if parties.intersection(pair)}
    members = [figures[one] for one in sorted(parties)]
    if len({amount(one.quantity) for one in members}) > _VALUES:
        return
    first = next(iter(clashing.values()))
    labels: dict[tuple[str, str], str] = {}  # "900 fans" and "900 people" are one number
    for one in members:
        labels.setdefault((one.quantity.low, one.quantity.high), in_words(one.quantity))
    stands: list[Stand] = [(labels[one.quantity.low, one.quantity.high], one.account, one.span) for one in members]
    undated = any(same.apart is None for same in clashing.values())
    later = not undated and any(same.apart and same.apart > 1 for same in clashing.values())
    disagree = disagreement(stands)
    kind = DiscrepancyKind.COUNT if all(one.is_count for one in members) else DiscrepancyKind.NUMBER
    text = disagree or "Different numbers for one thing."
    update = " The later text may bring the number up to date." if later else ""
    update = " The day of one text is not known, so it may bring the number up to date." if undated else update
    text = f"{text} {told(stands)}. Shown to be the same: {', '.join(first.shown)}.{update}"
    uneven = any(_of_uneven_standing(figures[one], figures[other]) for one, other in clashing)
    severity = Severity.INFO if later or undated or disagree or uneven else Severity.WARNING
    yield discrepancy(kind, severity, stands, text, first.shown)


def _of_uneven_standing(one: Number, other: Number) -> bool:
    """Tell whether one alone is dated by a day, or one is told by the text and the other by somebody unnamed."""
    told_by = {bool(said.speaker or said.source) for said in (one.account.statement, other.account.statement)}
    days = {any(time.interval.earliest == time.interval.latest for time in figure.times) for figure in (one, other)}
    return len(told_by) > 1 or (len(days) > 1 and not (one.times and other.times))


def _printed_too(pair: Pair, figures: Mapping[str, Number], links: Mapping[Pair, OneThing]) -> bool:
    """Tell whether one of two articles that clash prints the other's figure too: then it has figures of two things."""
    for one, other in (pair, pair[::-1]):
        quantity, article = figures[other].quantity, figures[one].account.article
        if quantity.kind == "money" and (quantity.kind, quantity.unit, quantity.low) in figures[one].printed:
            return True
        for (left, right), same in links.items():
            beside = right if left == other else left if right == other else ""
            if beside and not same.clash and beside != one and figures[beside].account.article == article:
                return True
    return False


def _brought_up_to_date(pair: Pair, figures: Mapping[str, Number]) -> bool:
    """Tell whether the outlet of one had another figure of the same thing by the time that the other came out."""
    for one, other in (pair, pair[::-1]):
        mine, theirs = figures[one], figures[other].account.published
        for later in figures.values():
            day, before = later.account.published, mine.account.published
            same = later.account.outlet == mine.account.outlet and later.account.article != mine.account.article
            if not (same and day and before and theirs) or ranges_meet(mine.quantity, later.quantity):
                continue
            if before < day <= theirs + _PRINTED:
                return True
    return False


def _groups() -> Groups[Number, OneThing, Difference]:
    return Groups(Matching(_keys, _link, _order, glance=_glance, may_link=_may_link), _outcome)


NUMBERS = Finder("numbers", lambda source: source.once(numbers_of), _groups)
