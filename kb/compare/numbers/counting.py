"""Figures: the numbers of an article, each with what shows which thing they number.

A figure is read off the stretch of its sentence that is its own: all of it where the sentence has no other figure,
else what stands between marks and joining words. The stretch shows the field (the injured, a price), the noun that
is counted, whom or what it names, and words that make the figure one of a part, of another day, of a hope.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.compare.numbers.apart import (
    described,
    earlier_years,
    foretold,
    is_whole,
    no_figures_own,
    of_them,
    still_to_come,
    told_earlier,
)
from kb.compare.numbers.fields import apart_in, counted, fields_in, nearest
from kb.compare.numbers.meanings import counts_people, heads_of, moved, role_of, softened
from kb.compare.numbers.settings import designations_in, names_opening, own_words
from kb.compare.numbers.stretches import masked_in, named_in, stretch_of
from kb.compare.positions.stance.alignment import is_telling
from kb.compare.positions.stance.lexicon import forms
from kb.compare.source import Source
from kb.compare.telling.accounts import Account, Name, accounts_of
from kb.compare.telling.dated import Dated
from kb.compare.telling.sentences import Sentences, sentences_of
from kb.model import Quantity, Record, Span, TimeExpression, TimeOf
from kb.wording import words_in

_KINDS = frozenset({"cardinal", "money", "percent", "measure"})
_DURATION = re.compile(r"P(?P<number>\d+(?:\.\d+)?)(?P<unit>[YMWD])")
_UNITS = {"Y": ("month", 12.0), "M": ("month", 1.0), "W": ("day", 7.0), "D": ("day", 1.0)}
_PARTICIPLE = re.compile(r"[a-z]+ing\b")
_FEW = 10  # things up to which a text can list them, and house styles spell their number


@dataclass(frozen=True, slots=True)
class Number:
    """One number of an article.

    Attributes:
        account: The clause that it stands in.
        quantity: As read; of a duration, in months or days.
        span: Its words.
        heads: Lemmas of the noun that is counted; empty where none is, or where it only says that people are meant.
        fields: What it is about (``injured``, ``price``), and the phrases that show it.
        words: Telling words of its stretch, as printed, names included.
        doing: Those of them that are neither of a name nor the noun, and not of who says it.
        names, places: Agents of its stretch but for who says it; places apart.
        apart: Words, and years gone by, that make it a figure of a part, of another occasion, of a hope.
        whole: It is of everywhere: "worldwide".
        moved: Of a share by which something rose or fell, the words of what did; then those behind its "of".
        role: How it stands to what is numbered: ``by``, ``from``, ``than``; empty for the size itself.
        times: Those of its clause; of a participle ("sank on Sunday, killing 12"), those of the clause before it.
        own: What the words around tell of it.
        only: The article has no other figure of the sort.
        opening: Whom the article names up to its first sentence.
        designated: Which of several like things the sentence is about: "line 14".
        printed: All numbers of the article, by kind and unit.
    """

    account: Account
    quantity: Quantity
    span: Span
    heads: frozenset[str]
    fields: Mapping[str, frozenset[str]]
    words: frozenset[str]
    doing: frozenset[str]
    names: frozenset[Name]
    places: frozenset[Name]
    apart: frozenset[str]
    role: str
    times: tuple[Dated, ...]
    whole: bool = False
    moved: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    own: frozenset[str] = frozenset()
    only: bool = False
    opening: frozenset[Name] = frozenset()
    designated: frozenset[tuple[str, str]] = frozenset()
    printed: frozenset[tuple[str, str, str]] = frozenset()

    @property
    def id(self) -> str:
        """Name it by its clause and its place."""
        return f"{self.account.id}:{self.span.start}"

    @property
    def is_count(self) -> bool:
        """Tell the size of a set of occurrences or participants, few enough to be named one by one, from a quantity."""
        high = self.quantity.high
        few = self.quantity.kind == "cardinal" and bool(high) and float(high) <= _FEW
        return few or not self.heads.isdisjoint(counted().sets)


def numbers_of(source: Source) -> Mapping[str, Number]:
    """Give the figures of an article; ranks ("third") and shares in words ("a third") are none."""
    record, sentences = source.record, source.once(sentences_of)
    found: dict[int, tuple[int, Account, Quantity]] = {}
    accounts = source.once(accounts_of)
    for account in accounts.values():
        for quantity in _quantities(account):
            length = sum(len(span.exact) for span in account.proposition.span)
            known = found.get(quantity.span.start)
            if known is None or (length, account.id) < (known[0], known[1].id):  # the narrowest clause that holds it
                found[quantity.span.start] = (length, account, quantity)
    beside: dict[tuple[int, str], list[Span]] = defaultdict(list)
    for start in sorted(found):
        beside[_sentence(sentences, start, found[start][1])].append(found[start][2].span)
    read = (
        _number(record, sentences, account, quantity, beside[_sentence(sentences, start, account)])
        for start, (_, account, quantity) in sorted(found.items())
    )
    figures = [one for one in read if one]
    opening = names_opening(accounts.values())
    printed = frozenset((one.quantity.kind, one.quantity.unit, one.quantity.low) for one in figures)
    return {
        one.id: replace(
            one,
            times=_times(one.account, accounts.values()),
            own=own_words(one.doing, one.account, one.quantity),
            only=not any(_of_one_sort(one, other) for other in figures if other is not one),
            opening=opening,
            printed=printed,
            designated=designations_in(sentences.text(sentences.at(one.span.start))),
        )
        for one in figures
    }


def _of_one_sort(one: Number, other: Number) -> bool:
    if one.quantity.kind != other.quantity.kind:
        return False
    if one.heads or other.heads or one.quantity.kind != "cardinal":
        return bool(one.heads & other.heads) or one.heads == other.heads
    return bool(one.fields.keys() & other.fields.keys())


def _times(account: Account, others: Iterable[Account]) -> tuple[Dated, ...]:
    if account.times or not _PARTICIPLE.match(account.text):
        return account.times
    start = account.proposition.span[0].start
    before = [
        (one.proposition.span[0].start, one.id, one.times)
        for one in others
        if one.sentence == account.sentence and one.proposition.span[0].start < start and one.times
    ]
    return max(before)[2] if before else ()


def _sentence(sentences: Sentences, start: int, account: Account) -> tuple[int, str]:
    number = sentences.at(start)
    return number, account.id if number < 0 else ""


def _quantities(account: Account) -> Iterator[Quantity]:
    """Give the numbers within the clause, those included that the statement alone was given."""
    proposition, statement = account.proposition, account.statement
    for quantity in {*proposition.quantities, *statement.quantities}:
        one_of_them = (quantity.low, quantity.unit) == ("1", "")
        dated = quantity.unit in counted().times or (not quantity.unit and quantity.span.exact[0] == "0")
        if quantity.kind in _KINDS and not (one_of_them or dated) and _within(quantity.span, proposition.span):
            yield quantity
    for time in {*proposition.times, *statement.times}:
        if time.of is TimeOf.CONTENT and _within(time.span, proposition.span):
            yield from _duration(time)


def _within(span: Span, fragments: tuple[Span, ...]) -> bool:
    return any(one.start <= span.start and span.end <= one.end for one in fragments)


def _duration(time: TimeExpression) -> Iterator[Quantity]:
    """Give "20 months" as a quantity; what is added to another time ("20 months ago") is a date, and none."""
    match = _DURATION.fullmatch(time.value)
    if match and time.type == "DURATION":
        unit, size = _UNITS[match["unit"]]
        number = f"{float(match['number']) * size:g}"
        yield Quantity(time.span, "duration", number, number, unit)


def _number(
    record: Record, sentences: Sentences, account: Account, quantity: Quantity, figures: Sequence[Span]
) -> Number | None:
    """Read a figure; nothing where it numbers no thing: an age, a year, one of several."""
    stretch = stretch_of(sentences, account, quantity.span, figures)
    before = stretch.exact[: quantity.span.start - stretch.start]
    after = stretch.exact[quantity.span.end - stretch.start :]
    words = [word for word in words_in(stretch.exact) if not word.text[0].isdigit()]
    names, places = named_in(record, account, stretch)
    heads = heads_of(quantity, stretch.exact)
    shown = fields_in([word.text for word in words_in(quantity.span.exact)], "cardinal", bare=True)  # "12 spectators"
    if not heads and quantity.kind == "cardinal" and not (shown or counts_people(before, after)):
        return None
    masked = masked_in(record, account, stretch)
    unmasked = [
        word
        for word in words
        if forms(word.text).isdisjoint(heads)
        and not any(span.start <= stretch.start + word.start < span.end for span in masked)
    ]
    telling = [word.text for word in unmasked]
    aside = [*described(before), *no_figures_own(stretch.exact, heads)]
    picking = [
        part
        for word in unmasked
        if not any(start <= word.start < end for start, end in aside)
        for part in word.text.split("-")  # "the first-quarter loss"
    ]
    fields = fields_in(telling, quantity.kind, bare=not heads)
    if quantity.kind == "money":  # what was fined may spend as much again
        left = [word.text for word in unmasked if stretch.start + word.start < quantity.span.start]
        near = nearest(fields, left, telling[len(left) :])
        fields = {field: phrases for field, phrases in fields.items() if field in near}
    return Number(
        account=account,
        quantity=softened(quantity, before),
        span=quantity.span,
        heads=heads,
        fields=fields,
        words=frozenset(word.text for word in words if is_telling(word.text)),
        doing=frozenset(filter(is_telling, telling)) - {word for name in names | places for word in name},
        names=names,
        places=places,
        apart=earlier_years(stretch, account)
        | (apart_in(picking) - {word.text for word in words_in(quantity.span.exact)})  # "more than 12" are 12
        | of_them(after)
        | still_to_come(before)
        | foretold(account, quantity, stretch)
        | told_earlier(account),
        role=role_of(before, telling),
        times=account.times,
        whole=is_whole(stretch),
        moved=moved(before, after) if quantity.kind == "percent" else (frozenset(), frozenset()),
    )
