"""Figures that cannot both hold: two counts, prices or shares of one thing in texts of the same days.

What a figure numbers is shown in one of two ways. Within one story, both are figures of one field (the injured, a
price), of one noun, of the same parties and days; or the sentences are alike but for the figure. A figure of a part
("in the first car"), of another occasion or of a hope is another figure.

What differs is a *count* where it is the size of a named set of occurrences or participants: so many suspects, rounds,
articles of a pact, or up to ten of anything, since so few can be named one by one; an ordinal is one too
(:mod:`kb.compare.numbers.ranks`). Every other measured or reported quantity of people, money or things is a *number*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from kb.compare.events.events import names_at_odds, told_alike
from kb.compare.finder import Difference, Finder
from kb.compare.numbers.counting import Figure, figures_of
from kb.compare.numbers.fields import counted
from kb.compare.numbers.rounding import roundings
from kb.compare.positions.stance.lexicon import forms
from kb.compare.telling.accounts import Account, Name
from kb.compare.telling.meeting import Key, labelled, shared, story_keys
from kb.compare.telling.rarity import rarest
from kb.compare.telling.sides import Stand, disagreement, discrepancy, told
from kb.compare.telling.stories import like_story, one_story
from kb.model import DiscrepancyKind, Interval, Kind, Measure, Quantity, Severity
from kb.neighbours import Groups, Matching, Pair
from kb.wording import LIGHT, aligned_share, opposites_among, relation_classes

_FRESH = 7  # days between two publications in which nothing undated can have changed
_UNDATED = 6  # rare names under which a figure meets those of articles of no known day
_ALIKE = 0.75  # share of words, figures aside, that two counts of one thing have in common
_PAST = timedelta(days=14)  # before the other text came out; what is dated earlier is another occasion
_VALUES = 4  # different numbers of one thing; more than so many are of several things
_FEW = 10  # things up to which a text can list them, and house styles spell their number
_CHANGES = frozenset({"rise", "fall"})  # fields of a share that do not say what it is of
_FEWEST = 4  # words of sentences that are alike but for the figure


@dataclass(frozen=True, slots=True)
class Same:
    """Two figures of one thing: on what ground, and whether one of them must be wrong."""

    shown: tuple[str, ...]
    clash: bool
    apart: int | None  # days between the publications; nothing where one is unknown


# -- which meet -------------------------------------------------------------------------------------------------------


def _keys(figure: Figure) -> Iterator[Key]:
    topics = sorted(figure.fields.keys() | figure.heads)
    for key in story_keys(figure.account.traits):
        yield from ((*key, topic) for topic in topics)
    for name in rarest(figure.account.traits.unusual, _UNDATED):
        yield from (("any day", name, topic) for topic in topics)
    week = figure.account.published.toordinal() // _FRESH if figure.account.published else None
    unit = (figure.quantity.kind, meant(figure.quantity).unit)
    if week is not None and unit[1]:
        names = {word for name in figure.account.names for word in name}
        yield from ((bucket, *unit, word) for bucket in (week, week + 1) for word in sorted(names))


def _link(left: Figure, right: Figure) -> Same | None:
    one, other = left.account, right.account
    if one.article == other.article or one.outlet == other.outlet or not _alike_in_kind(left, right):
        return None  # an outlet that prints another number later brings it up to date
    apart = left.account.days_from(right.account)
    if apart is not None and apart > _FRESH:
        return None
    shown = _in_one_story(left, right) or (_in_like_sentences(left, right) if apart is not None else ())
    return Same(shown, not ranges_meet(left.quantity, right.quantity), apart) if shown else None


def _alike_in_kind(left: Figure, right: Figure) -> bool:
    one, other = left.quantity, right.quantity
    if one.kind != other.kind or left.role != right.role or _set_apart(left) != _set_apart(right):
        return False
    if one.kind != "cardinal" and meant(one).unit != meant(other).unit:
        return False
    if left.account.proposition.polarity is not right.account.proposition.polarity or _apart(left, right):
        return False
    tenses = {left.account.proposition.tense, right.account.proposition.tense}
    return tenses != {"past", "future"} and not opposites_among(left.words, right.words)


def _set_apart(figure: Figure) -> frozenset[str]:
    """Give what sets a figure apart; "would" in what is reported is the "will" of who said it, and no hope."""
    reported = figure.account.statement.kind is not Kind.NARRATOR
    return figure.apart - {"would"} if reported else figure.apart


def _apart(left: Figure, right: Figure) -> bool:
    """Tell whether the figures are of other days; a day long before the other text came out is another occasion."""
    ours, theirs = (
        [time.room for time in one.account.times if time.interval.earliest and time.interval.latest]
        for one in (left, right)
    )
    if ours and theirs:
        return not any(one.overlaps(other) for one in ours for other in theirs)
    return any(_is_past(times, other) for times, other in ((ours, right), (theirs, left)))


def _is_past(times: list[Interval], other: Figure) -> bool:
    day = other.account.published
    return day is not None and any(time.latest is not None and time.latest < day - _PAST for time in times)


# -- of one thing -----------------------------------------------------------------------------------------------------


def _in_one_story(left: Figure, right: Figure) -> tuple[str, ...]:
    """Show that figures of one story are of one noun, of one field or doing, and of the same parties."""
    noun = left.heads & right.heads
    if bool(left.heads) != bool(right.heads) or (left.heads and not noun):
        return ()
    matter = _matter(left, right)
    ours, theirs = _named(left, right), _named(right, left)
    exactly, needed = set(matter) <= counted().parties, left.quantity.kind != "cardinal"
    unnamed = not needed and not set(matter).isdisjoint(counted().victims)
    if not matter or not _of_same_parties(ours, theirs, exactly=exactly, needed=needed, unnamed=unnamed):
        return ()
    if _of_whole_and_part(left, right, matter) or not _of_one_change(left, right, matter):
        return ()
    if not like_story(left.account.traits, right.account.traits):
        return ()
    named = "; ".join(labelled(ours.common, left.account))
    shown = ("the story", _thing(left, noun, matter))
    return (*shown, f"the names ({named})") if named else shown


def _thing(figure: Figure, noun: frozenset[str], matter: tuple[str, ...]) -> str:
    """Say what two figures number: "the price (GBP)", "the passengers injured", "the people attending"."""
    what, unit = " or ".join(matter), min(noun, default="people", key=lambda word: (len(word), word))
    if figure.quantity.kind == "duration":
        return f"the time ({what})"
    if figure.quantity.kind in ("money", "percent"):
        return f"the {what} ({unit})"
    printed = min((word for word in figure.words if not noun.isdisjoint(forms(word))), default=unit)
    return f"the {printed} {what}".removesuffix(f" {unit}")


def _matter(left: Figure, right: Figure) -> tuple[str, ...]:
    """Give the fields that both figures are of; where no field is known, what is done, in words that both have."""
    common = left.fields.keys() & right.fields.keys()
    people = frozenset(counted().fields["people"])
    telling = {field for field in common if _tells(left.fields[field], right.fields[field])}
    alone = (_shown(left) - right.fields.keys()) | (_shown(right) - left.fields.keys())
    if common & people and alone & people:
        return ()
    if telling:
        return tuple(sorted(telling))
    named = all(one.names | one.places for one in (left, right))
    if not left.heads or left.quantity.kind != "cardinal" or not named:
        return ()
    doing = _roots(left.doing) & _roots(right.doing)
    if doing & (_roots({left.account.proposition.relation}) | _roots({right.account.proposition.relation})):
        return (min(doing, key=lambda word: (len(word), word)),)
    light = any(one.account.proposition.relation in counted().light for one in (left, right))
    return tuple(sorted(left.heads & counted().sets)[:1]) if light and _is_count(left) and _is_count(right) else ()


def _shown(figure: Figure) -> frozenset[str]:
    """Give the fields that more than a weak word shows: who "struck" a pier was on no strike."""
    return frozenset(field for field, words in figure.fields.items() if words - counted().weak)


def _tells(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether words show a field: a telling one on one side at least, or the same on both."""
    return bool(ours & theirs) or bool((ours | theirs) - counted().weak)


def _roots(words: Iterable[str]) -> frozenset[str]:
    lemmas = {form for word in words for form in forms(word.casefold())}
    return frozenset(lemmas.union(*(relation_classes(lemma) for lemma in lemmas))) - LIGHT - {""}


@dataclass(frozen=True, slots=True)
class _Named:
    """Whom a stretch names, and who of them is named by the other one too."""

    names: frozenset[Name]
    places: frozenset[Name]
    common: frozenset[Name]
    persons: frozenset[Name]

    @property
    def own(self) -> frozenset[Name]:
        """Give those who can have a figure of their own: the persons, where there are any."""
        return (self.names & self.persons) or self.names


def _named(one: Figure, other: Figure) -> _Named:
    common = shared(one.names | one.places, other.names | other.places, other.words)
    return _Named(one.names, one.places, common, one.account.persons)


def _of_whole_and_part(left: Figure, right: Figure, matter: Iterable[str]) -> bool:
    """Tell whether one figure is of a place and the other of everywhere: "worldwide", or of no place at all.

    What happened to people did so in one place, whether or not a text names it.
    """
    happened = not counted().victims.isdisjoint(matter)
    sides = ((_named(left, right), right), (_named(right, left), left))
    return any(one.places - one.common and (far.whole or not (happened or far.places)) for one, far in sides)


def _of_one_change(left: Figure, right: Figure, matter: tuple[str, ...]) -> bool:
    """Tell whether shares by which something rose or fell are of one thing: "fell" alone does not say what did."""
    if left.quantity.kind != "percent" or not set(matter) <= _CHANGES:
        return True
    named = {word for one in (left, right) for name in one.names | one.places for word in name}
    (ours, our_part), (theirs, their_part) = (
        [_roots(words - named) for words in figure.moved] for figure in (left, right)
    )
    return bool(our_part & their_part if our_part and their_part else ours & theirs)


def _of_same_parties(ours: _Named, theirs: _Named, *, exactly: bool, needed: bool, unnamed: bool) -> bool:
    """Tell whether the names allow that figures are of one thing.

    Args:
        ours: Whom one stretch names.
        theirs: Whom the other one names.
        exactly: Each party has such a figure (votes, a sentence): both name the same ones.
        needed: Something must be named on both sides, such as what a price is for.
        unnamed: One side may leave out the names: "24 people were hurt".
    """
    sides = (ours, theirs)
    if not all(one.names | one.places for one in sides):
        return unnamed
    if exactly:
        return bool(ours.common) and all(one.own <= one.common for one in sides)
    if all(one.places - one.common for one in sides) or not (ours.common or theirs.common):
        return False
    return not needed or any(one.names <= one.common for one in sides)


# -- alike but for the figure -----------------------------------------------------------------------------------------


def _in_like_sentences(left: Figure, right: Figure) -> tuple[str, ...]:
    one, other = left.account, right.account
    if not one.classes & other.classes or names_at_odds(one, other) or opposites_among(one.words, other.words):
        return ()
    unit = meant(left.quantity).unit
    if unit != meant(right.quantity).unit or not _only_difference(left, right):
        return ()
    if _of_whole_and_part(left, right, left.fields.keys() & right.fields.keys()):
        return ()
    named = unit and one.names and other.names and len(one.words) >= _FEWEST
    alike = named and aligned_share(one.words, other.words) >= _ALIKE
    if not alike:
        within = told_alike(one, other) and one_story(one.traits, other.traits)
        alike = within and bool(one.times) == bool(other.times)
    shown = (f"the relation ({one.proposition.relation})", *([f"the unit ({unit})"] if unit else []), "the other words")
    return shown if alike else ()


def _only_difference(left: Figure, right: Figure) -> bool:
    """Tell whether all other figures of the two clauses are equal."""
    ours, theirs = (
        sorted(
            (one.kind, one.unit, one.low, one.high)
            for one in figure.account.proposition.quantities
            if one.span != figure.span
        )
        for figure in (left, right)
    )
    return ours == theirs


# -- ranges -----------------------------------------------------------------------------------------------------------


def meant(quantity: Quantity) -> Measure:
    """Give the bounds in the base unit, where there is one: 62 miles are some 100 kilometers."""
    return quantity.base or Measure(quantity.low, quantity.high, quantity.unit)


def ranges_meet(one: Quantity, other: Quantity) -> bool:
    """Tell whether both can hold.

    "About 300" leaves a tenth either way, or what rounding to its last digit leaves: "some 40" may be 35. A figure that
    was converted leaves a twentieth.
    """
    bounds = []
    converted = one.unit != other.unit and bool(one.base or other.base)
    for quantity in (one, other):
        bound = meant(quantity)
        share = 0.1 if quantity.approximate else 0.05 if converted else 0.0
        low = float(bound.low) - _room(bound.low, share) if bound.low else float("-inf")
        high = float(bound.high) + _room(bound.high, share) if bound.high else float("inf")
        bounds.append((low, high))
    return bounds[0][0] <= bounds[1][1] and bounds[1][0] <= bounds[0][1]


def _room(number: str, share: float) -> float:
    """Give how far a number may be off: a share of it, or half of the step that its last digit but zeros makes."""
    if not share:
        return 0.0
    whole = number.split(".", maxsplit=1)[0].lstrip("-")
    zeros = len(whole) - len(whole.rstrip("0")) if "." not in number else 0
    return float(max(abs(float(number)) * share, 10**zeros / 2 if zeros else 0))


# -- what a group gives -----------------------------------------------------------------------------------------------


def _outcome(figures: Mapping[str, Figure], links: Mapping[Pair, Same]) -> Iterator[Difference]:
    """Give one discrepancy for all figures of one thing of which some clash; and those that only say less."""
    yield from roundings(figures, [pair for pair, same in links.items() if not same.clash])
    clashing = {pair: same for pair, same in links.items() if same.clash and not _printed_too(pair, figures, links)}
    if not clashing:
        return
    parties = {one for pair in clashing for one in pair}
    parties |= {one for pair, same in links.items() if not same.clash for one in pair if parties.intersection(pair)}
    members = [figures[one] for one in sorted(parties)]
    if len({amount(one.quantity) for one in members}) > _VALUES:
        return
    first = next(iter(clashing.values()))
    stands: list[Stand] = [(amount(one.quantity), one.account, one.span) for one in members]
    undated = any(same.apart is None for same in clashing.values())
    later = not undated and any(same.apart and same.apart > 1 for same in clashing.values())
    disagree = disagreement(stands)
    kind = DiscrepancyKind.COUNT if all(map(_is_count, members)) else DiscrepancyKind.NUMBER
    text = disagree or "Different numbers for one thing."
    update = " The later text may bring the number up to date." if later else ""
    update = " The day of one text is not known, so it may bring the number up to date." if undated else update
    text = f"{text} {told(stands)}. Shown to be the same: {', '.join(first.shown)}.{update}"
    uneven = any(_of_uneven_standing(figures[one].account, figures[other].account) for one, other in clashing)
    severity = Severity.INFO if later or undated or disagree or uneven else Severity.WARNING
    yield discrepancy(kind, severity, stands, text, first.shown)


def _of_uneven_standing(one: Account, other: Account) -> bool:
    """Tell whether one alone is dated by a day, or one is told by the text and the other by somebody unnamed."""
    told_by = {bool(account.statement.speaker or account.statement.source) for account in (one, other)}
    days = {any(time.interval.earliest == time.interval.latest for time in account.times) for account in (one, other)}
    return len(told_by) > 1 or (len(days) > 1 and not (one.times and other.times))


def _printed_too(pair: Pair, figures: Mapping[str, Figure], links: Mapping[Pair, Same]) -> bool:
    """Tell whether one of two articles that clash prints the other's figure too: then it has figures of two things."""
    for one, other in (pair, pair[::-1]):
        article = figures[one].account.article
        for (left, right), same in links.items():
            beside = right if left == other else left if right == other else ""
            if beside and not same.clash and beside != one and figures[beside].account.article == article:
                return True
    return False


def _is_count(figure: Figure) -> bool:
    """Tell the size of a set of occurrences or participants, few enough to be named one by one, from a quantity."""
    high = figure.quantity.high
    few = figure.quantity.kind == "cardinal" and bool(high) and float(high) <= _FEW
    return few or not figure.heads.isdisjoint(counted().sets)


def amount(quantity: Quantity) -> str:
    """Print a quantity as the value of a side."""
    value = quantity.low if quantity.low == quantity.high else f"{quantity.low or '..'}–{quantity.high or '..'}"
    return f"{value} {quantity.unit}".strip()


def _groups() -> Groups[Figure, Same, Difference]:
    order = Matching(keys=_keys, link=_link, order=lambda figure: (figure.quantity.kind, figure.account.printed))
    return Groups(order, _outcome)


NUMBERS = Finder("numbers", figures_of, _groups)
