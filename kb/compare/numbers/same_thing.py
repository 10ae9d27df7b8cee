"""One thing: whether two figures number the same.

It is shown in one of two ways. Within one story, both are figures of one field (the injured, a price), of one noun, of
the same parties and days; or the sentences are alike but for the figure. A figure of a part ("in the first car"), of
another occasion or of a hope is another figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from kb.compare.events.events import names_at_odds, told_alike
from kb.compare.numbers.counting import Number
from kb.compare.numbers.fields import counted
from kb.compare.numbers.ranges import meant
from kb.compare.numbers.settings import besides, designated_otherwise, told_as_one
from kb.compare.positions.stance.lexicon import forms
from kb.compare.telling.accounts import Account, Name
from kb.compare.telling.meeting import labelled, shared
from kb.compare.telling.stories import like_story, one_story
from kb.model import Interval, Kind
from kb.wording import LIGHT, aligned_share, opposites_among, relation_classes, words_in

_ALIKE = 0.75  # share of words, figures aside, that two counts of one thing have in common
_PAST = timedelta(days=14)  # before the other text came out; what is dated earlier is another occasion
_CHANGES = frozenset({"rise", "fall"})  # fields of a share that do not say what it is of
_GO_WITH = {"missing": frozenset({"sought"})}  # who is missing is looked for
_NEXT_DAY = 1  # days between two texts of one day's news
_FEWEST = 4  # words of sentences that are alike but for the figure


def alike_in_kind(left: Number, right: Number) -> bool:
    """Tell whether figures are of one sort, unit and time, and neither alone is of a part, a change or a hope."""
    one, other = left.quantity, right.quantity
    if one.kind != other.kind or left.role != right.role or _set_apart(left) != _set_apart(right):
        return False
    if one.kind != "cardinal" and meant(one).unit != meant(other).unit:
        return False
    if left.account.proposition.polarity is not right.account.proposition.polarity or _apart(left, right):
        return False
    tenses = {left.account.proposition.tense, right.account.proposition.tense}
    return tenses != {"past", "future"} and not opposites_among(left.words, right.words)


def _set_apart(figure: Number) -> frozenset[str]:
    """Give what sets a figure apart; "would" in what is reported is the "will" of who said it, and no hope."""
    reported = figure.account.statement.kind is not Kind.NARRATOR
    return figure.apart - {"would"} if reported else figure.apart


def _apart(left: Number, right: Number) -> bool:
    """Tell whether the figures are of other days; a day long before the other text came out is another occasion."""
    ours, theirs = (
        [time for time in one.times if time.interval.earliest and time.interval.latest] for one in (left, right)
    )
    if ours and theirs:
        return not any(one.meets(other) for one in ours for other in theirs)
    return any(_is_past([time.room for time in times], other) for times, other in ((ours, right), (theirs, left)))


def _is_past(times: list[Interval], other: Number) -> bool:
    day = other.account.published
    return day is not None and any(time.latest is not None and time.latest < day - _PAST for time in times)


def in_one_story(left: Number, right: Number) -> tuple[str, ...]:
    """Show that figures of one story are of one noun, of one field or doing, and of the same parties."""
    noun = left.heads & right.heads
    if bool(left.heads) != bool(right.heads) or (left.heads and not noun):
        return ()
    matter = _matter(left, right)
    ours, theirs = _named(left, right), _named(right, left)
    exactly, needed = set(matter) <= counted().parties, left.quantity.kind != "cardinal"
    unnamed = (not needed and not set(matter).isdisjoint(counted().victims)) or _needs_no_names(left, right)
    if (
        not matter
        or designated_otherwise(left.designated, right.designated)
        or not _of_same_parties(ours, theirs, exactly=exactly, needed=needed, unnamed=unnamed)
    ):
        return ()
    if _of_whole_and_part(left, right, matter) or not _of_one_change(left, right, matter):
        return ()
    if left.quantity.kind == "percent" and not _of_one_share(left, right, matter):
        return ()
    if not like_story(left.account.traits, right.account.traits):
        return ()
    named = "; ".join(labelled(ours.common, left.account))
    shown = ("the story", _thing(left, noun, matter))
    return (*shown, f"the names ({named})") if named else shown


def _needs_no_names(left: Number, right: Number) -> bool:
    """Tell whether two texts of the same days tell of one figure without saying whose it is.

    Most of what one says of its figure the other one says too; or neither has another figure of the sort, both show one
    field, and one at least tells nothing more. What a stretch names, the other article must know.
    """
    apart = left.account.days_from(right.account)
    if apart is None or apart > _NEXT_DAY or _stranger(left, right) or _stranger(right, left):
        return False
    if _opens_elsewhere(left, right) and _opens_elsewhere(right, left):
        return False
    if told_as_one(left.own, right.own):
        return True
    common = left.fields.keys() & right.fields.keys()
    shown = {field for field in common if _tells(left.fields[field], right.fields[field])}
    if not (left.only and right.only and shown):
        return False
    return any(not besides(one.own, (phrase for by in one.fields.values() for phrase in by)) for one in (left, right))


def _of_one_share(left: Number, right: Number, matter: Iterable[str]) -> bool:
    """Tell whether shares can be of the same people: in places that both texts know; for a person, for one person."""
    if _stranger(left, right) or _stranger(right, left):
        return False
    sides = (_named(left, right), _named(right, left))
    persons = {name for one in sides for name in one.names & one.persons}
    common = {name for one in sides for name in one.common}
    return "support" not in matter or not persons or not persons.isdisjoint(common)


def _stranger(one: Number, other: Number) -> bool:
    """Tell whether a stretch names anybody whom the other article does not."""
    return any(name.isdisjoint(_known(other)) for name in one.names | one.places)


def _opens_elsewhere(one: Number, other: Number) -> bool:
    """Tell whether an article opens with somebody or some place whom the other article nowhere names."""
    return any(name.isdisjoint(_known(other)) for name in one.opening)


def _known(figure: Number) -> frozenset[str]:
    traits = figure.account.traits
    return traits.unusual.union(*traits.names)


def _thing(figure: Number, noun: frozenset[str], matter: tuple[str, ...]) -> str:
    """Say what two figures number: "the price (GBP)", "the passengers injured", "the people attending"."""
    what, unit = " or ".join(matter), min(noun, default="people", key=lambda word: (len(word), word))
    if figure.quantity.kind == "duration":
        return f"the time ({what})"
    if figure.quantity.kind in ("money", "percent"):
        return f"the {what} ({unit})"
    printed = min((word for word in figure.words if not noun.isdisjoint(forms(word))), default=unit)
    return f"the {printed} {what}".removesuffix(f" {unit}")


def _matter(left: Number, right: Number) -> tuple[str, ...]:
    """Give the fields that both figures are of; where no field is known, what is done, in words that both have."""
    common = left.fields.keys() & right.fields.keys()
    people = frozenset(counted().fields["people"])
    telling = {field for field in common if _tells(left.fields[field], right.fields[field])}
    alone = (_shown(left) - right.fields.keys()) | (_shown(right) - left.fields.keys())
    alone -= _GO_WITH.get(min(common), frozenset()) if len(common) == 1 else frozenset()
    if common & people and alone & people:
        return ()
    if telling:
        return tuple(sorted(telling))
    named = all(one.names | one.places for one in (left, right))
    doing = _roots(left.doing) & _roots(right.doing)
    if _counts_or_lasts(left) and told_as_one(left.own, right.own) and _needs_no_names(left, right):
        printed = (word.text for word in words_in(left.account.text))
        return (
            " ".join(dict.fromkeys(word for word in printed if word in left.own & right.own)) or min(doing or left.own),
        )
    if not left.heads or left.quantity.kind != "cardinal" or not named:
        return ()
    if doing & (_roots({left.account.proposition.relation}) | _roots({right.account.proposition.relation})):
        return (min(doing, key=lambda word: (len(word), word)),)
    light = any(one.account.proposition.relation in counted().light for one in (left, right))
    return tuple(sorted(left.heads & counted().sets)[:1]) if light and left.is_count and right.is_count else ()


def _counts_or_lasts(figure: Number) -> bool:
    """Tell a count from a stretch of time that is not said to be how long something lasted."""
    if figure.quantity.kind == "duration":
        return any("last" in forms(word) for word in figure.own)
    return figure.quantity.kind == "cardinal" and bool(figure.heads)


def _shown(figure: Number) -> frozenset[str]:
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


def _named(one: Number, other: Number) -> _Named:
    common = shared(one.names | one.places, other.names | other.places, other.words)
    return _Named(one.names, one.places, common, one.account.persons)


def _of_whole_and_part(left: Number, right: Number, matter: Iterable[str]) -> bool:
    """Tell whether one figure is of a place and the other of everywhere: "worldwide", or of no place at all.

    What happened to people did so in one place, whether or not a text names it.
    """
    happened = not counted().victims.isdisjoint(matter)
    for near, far in ((left, right), (right, left)):
        one = _named(near, far)
        voted = not one.common.isdisjoint(one.persons)  # a person runs at one place, which a text need not repeat
        narrower = one.places - one.common - (far.opening if voted else frozenset())
        if narrower and (far.whole or not (happened or far.places)):
            return True
    return False


def _of_one_change(left: Number, right: Number, matter: tuple[str, ...]) -> bool:
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


def in_like_sentences(left: Number, right: Number) -> tuple[str, ...]:
    """Show that two sentences say the same of the same parties but for the figure."""
    one, other = left.account, right.account
    if not one.classes & other.classes or names_at_odds(one, other) or opposites_among(one.words, other.words):
        return ()
    unit = meant(left.quantity).unit
    if unit != meant(right.quantity).unit or not _only_difference(left, right) or _of_others(one, other):
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


def _of_others(one: Account, other: Account) -> bool:
    """Tell whether each sentence names somebody, and nobody whom the other one names: the fans of two clubs."""
    ours, theirs = (frozenset[str]().union(*account.names) for account in (one, other))
    return bool(ours and theirs) and ours.isdisjoint(other.around) and theirs.isdisjoint(one.around)


def _only_difference(left: Number, right: Number) -> bool:
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
