"""Reversals: what a text says was told otherwise before, by a speaker or by an earlier version.

"The number, first given as 63, was later revised to 54"; "the mayor first said that …, but later that …". It is no
contradiction, since the text itself says which of the two holds. Where the outlet's earlier article has the number
that holds no more, that is evidence too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from kb.compare.finder import Difference, Finder
from kb.compare.numbers.amounts import in_words
from kb.compare.numbers.counting import Number, numbers_of
from kb.compare.numbers.ranges import amount, meant, ranges_meet
from kb.compare.positions.matters import matter_within
from kb.compare.positions.stance.accounts import attitude_between
from kb.compare.positions.stance.lexicon import Phrases, forms, phrase_at, phrases_of
from kb.compare.positions.tellings import Telling, line_of, tellings_of
from kb.compare.source import Source
from kb.compare.telling.accounts import Account
from kb.compare.telling.meeting import Key
from kb.compare.telling.sentences import sentences_of
from kb.compare.telling.sides import Stand, discrepancy, told
from kb.compare.telling.stories import one_story
from kb.groups import Groups
from kb.model import Discrepancy, DiscrepancyKind, Kind, Polarity, Severity, Voice
from kb.neighbours import Matching, Pair
from kb.wording import alike, relation_classes, words_in

_AT = re.compile(r"\b(?:as|at|from|of|to)\s+(?:(?:about|around|nearly|some)\s+)?$", re.IGNORECASE)
_OWN = re.compile(
    r"[\s-]+(?!(?:after|and|as|at|before|but|by|from|in|on|since|when|which|while|with|yesterday)\b)[a-z]",
    re.IGNORECASE,
)
_CONTRAST = re.compile(r"\b(?:but|however|yet)\b", re.IGNORECASE)
_LATER = re.compile(r"\b(?:afterwards?|later|since|subsequently|then)\b", re.IGNORECASE)
_PRONOUNS = frozenset({"he", "it", "she", "they"})
_BEFORE = 20  # characters before a number
_NEAR = 2  # sentences within which something is said and taken back


@dataclass(frozen=True, slots=True)
class Reversal:
    """Two values in one article of which the text says that the second replaced the first.

    Attributes:
        earlier, later: What held before, and what holds: the words for a side, the clause, and its place.
        figure: The number that holds no more, where it is one.
        marks: The words that show it.
        readings: Values that are amounts, in words.
    """

    earlier: Stand
    later: Stand
    figure: Number | None
    marks: tuple[str, ...]
    readings: tuple[tuple[str, str], ...] = ()

    @property
    def account(self) -> Account:
        """Give the clause with what holds now."""
        return self.later[1]


Told = Reversal | Number


@dataclass(frozen=True, slots=True)
class _Marks:
    earlier: Phrases
    later: Phrases
    revising: Phrases


@cache
def _marks() -> _Marks:
    with Path(__file__).with_name("reversals.toml").open("rb") as file:
        table = tomllib.load(file)
    return _Marks(**{name: phrases_of(table[name]["words"]) for name in ("earlier", "later", "revising")})


def _found(text: str, phrases: Phrases) -> tuple[str, ...]:
    words = [word.text for word in words_in(text)]
    lengths = ((at, phrase_at(words, at, phrases)) for at in range(len(words)))
    return tuple(" ".join(words[at : at + length]) for at, length in lengths if length)


def _items(source: Source) -> Mapping[str, Told]:
    figures = source.once(numbers_of)
    found: dict[str, Told] = {f"figure {one}": figure for one, figure in figures.items()}
    for reversal in (*_revised(source, tuple(figures.values())), *_taken_back(source), *_overruled(source)):
        found[f"reversal {reversal.earlier[1].id}:{reversal.earlier[2].start}-{reversal.later[2].start}"] = reversal
    return found


# -- numbers ----------------------------------------------------------------------------------------------------------


def _revised(source: Source, figures: Sequence[Number]) -> Iterator[Reversal]:
    """Give the numbers that replaced others, told in one sentence or else in two that follow on each other."""
    body, sentences = source.record.article.body, source.once(sentences_of)
    found: dict[int, tuple[int, Reversal]] = {}
    for one, other in pairwise(sorted(figures, key=lambda figure: figure.span.start)):
        first, last = sentences.at(one.span.start), sentences.at(other.span.start)
        before, behind = body[max(0, other.span.start - _BEFORE) : other.span.start], body[other.span.end :]
        stands_at = bool(_AT.search(before)) and not _OWN.match(behind)
        if first < 0 or last - first > 1 or not _of_one_thing(one, other, bare=stands_at):
            continue
        opening, end = sentences.start(first), sentences.start(last) + len(sentences.text(last))
        marks = _found(body[opening:end], _marks().revising)
        lead = body[opening : one.span.start] if last == first else ""
        between = body[max(one.span.end, sentences.start(last)) : other.span.start]
        was = [bool(_found(text, _marks().earlier)) for text in (lead, between)]
        if not marks or was[0] == was[1]:
            continue
        old, new = (one, other) if was[0] else (other, one)
        stands = [(amount(figure.quantity), figure.account, figure.span) for figure in (old, new)]
        readings = tuple((amount(figure.quantity), in_words(figure.quantity)) for figure in (old, new))
        reversal = (last - first, Reversal(stands[0], stands[1], old, marks, readings))
        found[old.span.start] = min(found.get(old.span.start, reversal), reversal, key=lambda pair: pair[0])
    yield from (reversal for _, reversal in found.values())


def _of_one_thing(one: Number, other: Number, *, bare: bool) -> bool:
    """Tell whether two numbers differ and are of one kind; the second may leave out what it numbers ("at 54")."""
    left, right = one.quantity, other.quantity
    if left.kind != right.kind or ranges_meet(left, right):
        return False
    if left.kind != "cardinal":
        return meant(left).unit == meant(right).unit
    unnamed = not other.heads and (not other.quantity.unit or not one.heads)  # "at 54"; "54 people" are no barns
    return bool(one.heads & other.heads) or (bare and unnamed)


# -- what is said -----------------------------------------------------------------------------------------------------


def _taken_back(source: Source) -> Iterator[Reversal]:
    """Give what a speaker said and then took back, in one article."""
    said = sorted(
        (one for one in source.once(tellings_of).values() if one.account.statement.kind is not Kind.NARRATOR),
        key=lambda one: (one.account.proposition.span[0].start, one.account.id),
    )
    body, sentences = source.record.article.body, source.once(sentences_of)
    for at, opening in enumerate(said):
        for closing in said[at + 1 : at + 4]:
            one, other = opening.account, closing.account
            first, last = (account.proposition.span[0].start for account in (one, other))
            near = sentences.at(last) - sentences.at(first) < _NEAR
            if not (body and near):
                continue
            lead = body[sentences.start(sentences.at(first)) : first]
            before = _found(lead, _marks().earlier)
            between = _found(body[one.proposition.span[-1].end : last], _marks().later)
            in_breath = sentences.at(first) == sentences.at(last)
            by_one = before and between and _by_one(one, other, lead, before, in_breath=in_breath)
            if not by_one or not _opposed(opening, closing):
                continue
            marks = (*before, *between)
            stands = [(line_of(account).text, account, account.proposition.span[0]) for account in (one, other)]
            yield Reversal(stands[0], stands[1], None, marks)


def _by_one(one: Account, other: Account, lead: str, marks: Sequence[str], *, in_breath: bool) -> bool:
    """Tell whether one speaker says both; what is withdrawn is the speaker's own, though nobody is named with it.

    "At first the council said …; a day later it said …": in one breath, the pronoun is the one who spoke first. Who
    says the second, and stands in the ``lead`` of a first that nobody was seen to say, said that as well.
    """
    speakers = one.statement.speaker, other.statement.speaker
    if in_breath and speakers[0] and not speakers[1]:
        return any(span.exact.casefold() in _PRONOUNS for span in other.statement.source)
    withdrawn = any(" statement" in mark or " claim" in mark for mark in marks)
    named = any(span.exact in lead for span in other.statement.source)
    return bool(speakers[1]) and (speakers[0] == speakers[1] or (not speakers[0] and (withdrawn or named)))


def _overruled(source: Source) -> Iterator[Reversal]:
    """Give what was left open in one sentence, and what the next one says came of it: "the ban, however, later stayed".

    Whoever says it: a minister considers what the ministry then rules out. So the next sentence must set itself against
    the one before ("however"), tell of a later time, be sure, and deny that the same was or will be done to the same.
    """
    tellings = sorted(
        source.once(tellings_of).values(), key=lambda one: (one.account.proposition.span[0].start, one.account.id)
    )
    sentences = source.once(sentences_of)
    for closing in tellings:
        later = closing.account.proposition
        number = sentences.at(later.span[0].start)
        lead = sentences.text(number)[: later.span[-1].end - sentences.start(number)] if number > 0 else ""
        marks = (_CONTRAST.search(lead), _LATER.search(lead))
        if None in marks or not (
            closing.firm and later.polarity is Polarity.NEGATIVE and later.relation and later.object
        ):
            continue
        opened = [one for one in tellings if sentences.at(one.account.proposition.span[0].start) == number - 1]
        left_open = [one for one in opened if not one.sure and _tells_of(one, closing)]
        for opening in left_open[:1]:
            stands = [
                (line_of(one.account).text, one.account, one.account.proposition.span[0]) for one in (opening, closing)
            ]
            shown = tuple(match[0].casefold() for match in marks if match)
            yield Reversal(stands[0], stands[1], None, shown)


def _tells_of(opening: Telling, closing: Telling) -> bool:
    """Tell whether the sentence of one clause tells of the same done to the same thing; nobody else may be its doer."""
    one, other = opening.account, closing.account
    if one.proposition.polarity is Polarity.NEGATIVE or (other.subject_known and not other.subject <= one.around):
        return False
    relation = other.proposition.relation.casefold()
    doing = {relation} | closing.lemmas.difference(other.object, closing.named)
    done = any(not doing.isdisjoint(forms(word) | relation_classes(word)) for word in one.around)
    return done and all(word in one.around or any(alike(word, known) for known in one.around) for word in other.object)


def _opposed(one: Telling, other: Telling) -> bool:
    if matter_within(one, other) is None:
        return False
    ways = attitude_between(one.account, other.account), attitude_between(other.account, one.account)
    return any(way.voice is Voice.DENIES for way in ways)


# -- the outlet's earlier article -------------------------------------------------------------------------------------


def _keys(one: Told) -> Iterator[Key]:
    """The number that holds no more meets the same number in other articles of the outlet."""
    figure = one.figure if isinstance(one, Reversal) else one
    if figure is not None and figure.quantity.low:
        for day in figure.account.traits.buckets:
            yield ("revised", figure.account.outlet, day, figure.quantity.kind, figure.quantity.low)


def _link(left: Told, right: Told) -> bool | None:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Reversal) and isinstance(other, Number) and one.account.article != other.account.article:
            before = (
                one.account.published and other.account.published and other.account.published <= one.account.published
            )
            alike = one.account.outlet == other.account.outlet and one_story(one.account.traits, other.account.traits)
            return True if before and alike else None
    return None


def _outcome(told_of: Mapping[str, Told], links: Mapping[Pair, bool]) -> Iterator[Discrepancy]:
    for name, one in told_of.items():
        if not isinstance(one, Reversal):
            continue
        beside = sorted(pair[1] if pair[0] == name else pair[0] for pair in links if name in pair)
        printed = [figure for figure in map(told_of.__getitem__, beside) if isinstance(figure, Number)]
        stands = [one.earlier, *((one.earlier[0], figure.account, figure.span) for figure in printed), one.later]
        shown = ("the article", f"the words that mark it ({', '.join(dict.fromkeys(one.marks))})")
        earlier = " An earlier article of the outlet has what held before." if printed else ""
        values = told(stands, dict(one.readings))
        text = f"One value replaced another, as the text itself says. {values}. Shown by: {shown[1]}.{earlier}"
        yield discrepancy(DiscrepancyKind.SUPERSESSION, Severity.INFO, stands, text, shown)


def _groups() -> Groups[Told, bool, Difference]:
    return Groups(Matching(keys=_keys, link=_link, order=lambda one: one.account.printed), _outcome)


REVERSALS = Finder("reversals", _items, _groups)
