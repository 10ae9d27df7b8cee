"""Figures: the numbers of an article, each with what shows which thing they number.

A figure is read off the stretch of its sentence that is its own: all of it where the sentence has no other figure,
else what stands between marks and joining words. The stretch shows the field (the injured, a price), the noun that
is counted, whom or what it names, and words that make the figure one of a part, of another day, of a hope.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.compare.numbers.fields import apart_in, counted, fields_in
from kb.compare.positions.stance.alignment import is_telling
from kb.compare.positions.stance.lexicon import forms, phrase_at
from kb.compare.source import Source
from kb.compare.telling.accounts import Account, Name, accounts_of
from kb.compare.telling.rarity import RAREST, rank
from kb.compare.telling.sentences import Sentences
from kb.model import AgentType, Quantity, Record, Span, TimeExpression, TimeOf
from kb.wording import CALENDAR, name_words, words_in

_KINDS = frozenset({"cardinal", "money", "percent", "measure"})
_MARK = re.compile(r"[;:()“”\"—–]|,(?!\d)|\s-\s")
_JOINT = re.compile(r"\b(?:after|and|as|before|but|plus|when|where|whereas|which|while|who|with)\b", re.IGNORECASE)
_DURATION = re.compile(r"P(?P<number>\d+(?:\.\d+)?)(?P<unit>[YMWD])")
_UNITS = {"Y": ("month", 12.0), "M": ("month", 1.0), "W": ("day", 7.0), "D": ("day", 1.0)}
_SOFT = re.compile(
    r"(?P<least>at least|more than|over)|(?P<most>at most|up to|less than|under)"
    r"|about|almost|around|nearly|roughly|some",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(r"\b(?:count|number|tally|toll|total)s?\s+of\s+(?P<what>[^.,;:()“”\"]+)", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d.,$€£])(?:1[5-9]|20)\d\d(?![\d,])")
_AGE = re.compile(r"[,(]\s*(?:aged?\s+)?$")
_CLOSED = re.compile(r"\s*[,.)]")
_NUMBERED = re.compile(
    r"(?:\b(?:number|count|tally|toll|total|figure|it)\b[^.;]{0,80}\b(?:at|to|was|is|of|as|reached|hit|stands|stood)"
    r"|\b(?:amended|changed|corrected|given|lowered|put|raised|revised|updated)\s+(?:as|at|down\s+to|to|up\s+to))"
    r"\s+(?:[a-z]+\s+){0,2}$",
    re.IGNORECASE,
)
_BESIDE = 3  # words on either side of a bare number
_CHANGE_IN = re.compile(r"^[^.,;]{0,30}?\bin\s+(?P<what>[^.,;:()]+)", re.IGNORECASE)
_LEADING = frozenset({"about", "almost", "around", "by", "nearly", "roughly", "some", "to"})
_NEAR = 40  # characters before a figure that tell how it is meant
_BY = re.compile(r"\bby\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE)
_OTHER = re.compile(r"\b(?P<role>from|than|of the|of its|of their|all)\s+(?:[a-z]+\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
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
    whole: bool = False
    moved: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())

    @property
    def id(self) -> str:
        """Name it by its clause and its place."""
        return f"{self.account.id}:{self.span.start}"


def figures_of(source: Source) -> Mapping[str, Figure]:
    """Give the figures of an article; ranks ("third") and shares in words ("a third") are none."""
    record, sentences = source.record, Sentences(source.record.article)
    found: dict[int, tuple[int, Account, Quantity]] = {}
    for account in source.once(accounts_of).values():
        for quantity in _quantities(account):
            length = sum(len(span.exact) for span in account.proposition.span)
            known = found.get(quantity.span.start)
            if known is None or (length, account.id) < (known[0], known[1].id):  # the narrowest clause that holds it
                found[quantity.span.start] = (length, account, quantity)
    beside: dict[tuple[int, str], list[Span]] = defaultdict(list)
    for start in sorted(found):
        beside[_sentence(sentences, start, found[start][1])].append(found[start][2].span)
    figures = (
        _figure(record, sentences, account, quantity, beside[_sentence(sentences, start, account)])
        for start, (_, account, quantity) in sorted(found.items())
    )
    return {figure.id: figure for figure in figures if figure}


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


def _figure(
    record: Record, sentences: Sentences, account: Account, quantity: Quantity, figures: Sequence[Span]
) -> Figure | None:
    """Read a figure; nothing where it numbers no thing: an age, a year, one of several."""
    stretch = _stretch(sentences, account, quantity.span, figures)
    before = stretch.exact[: quantity.span.start - stretch.start]
    after = stretch.exact[quantity.span.end - stretch.start :]
    words = [word for word in words_in(stretch.exact) if not word.text[0].isdigit()]
    names, places = _names(record, account, stretch)
    heads = _heads(quantity, stretch.exact)
    if not heads and quantity.kind == "cardinal" and not _counts_people(before, after):
        return None
    masked = _masked(record, account, stretch)
    telling = [
        word.text
        for word in words
        if forms(word.text).isdisjoint(heads)
        and not any(span.start <= stretch.start + word.start < span.end for span in masked)
    ]
    fields = fields_in(telling, quantity.kind, bare=not heads)
    return Figure(
        account=account,
        quantity=_softened(quantity, before),
        span=quantity.span,
        heads=heads,
        fields=fields,
        words=frozenset(word.text for word in words if is_telling(word.text)),
        doing=frozenset(filter(is_telling, telling)) - {word for name in names | places for word in name},
        names=names,
        places=places,
        apart=_earlier_years(stretch, account)
        | (apart_in(telling) - {word.text for word in words_in(quantity.span.exact)})  # "more than 12" are 12
        | _foretold(account, quantity, stretch),
        role=_role(before, telling),
        whole=_is_whole(stretch),
        moved=_moved(before, after) if quantity.kind == "percent" else (frozenset(), frozenset()),
    )


def _stretch(sentences: Sentences, account: Account, span: Span, figures: Sequence[Span]) -> Span:
    """Give the stretch of text that is the figure's own; where the text is absent, of its clause."""
    number = sentences.at(span.start)
    if number < 0:
        whole = next(one for one in account.proposition.span if one.start <= span.start and span.end <= one.end)
    else:
        text, start = sentences.text(number).rstrip(), sentences.start(number)
        whole = Span(start, start + len(text), text)
    if len(figures) == 1:
        return whole
    body, offset = whole.exact, whole.start
    left, right = span.start - offset, span.end - offset
    marks = [match.start() for match in _MARK.finditer(body)]
    first = max([0, *(mark + 1 for mark in marks if mark < left)])
    last = min([len(body), *(mark for mark in marks if mark >= right)])
    for other in figures:
        if first <= other.start - offset < left:
            joints = [match.start() for match in _JOINT.finditer(body, other.end - offset, left)]
            first = max(first, joints[-1] if joints else other.end - offset)
        elif right <= other.start - offset < last:
            joints = [match.start() for match in _JOINT.finditer(body, right, other.start - offset)]
            last = min(last, joints[0] if joints else other.start - offset)
    return Span(offset + first, offset + last, body[first:last])


def _masked(record: Record, account: Account, stretch: Span) -> list[Span]:
    """Give the names of a stretch, and who says it: their words tell nothing of the figure."""
    names = [one.span for one in record.mentions if one.name and stretch.start <= one.span.start < stretch.end]
    return [*names, *account.statement.source]


def _names(record: Record, account: Account, stretch: Span) -> tuple[frozenset[Name], frozenset[Name]]:
    """Give whom a stretch names but for who says it, and the places that it names."""
    kinds = {agent.id: agent.type for agent in record.agents}
    saying = {account.statement.speaker, *(hop.agent for hop in account.statement.chain)}
    said = account.statement.source
    inside = {
        mention.agent
        for mention in record.mentions
        if mention.agent
        and mention.agent not in saying
        and stretch.start <= mention.span.start < stretch.end
        and not any(one.start <= mention.span.start < one.end for one in said)
    }
    known = [one.span for one in record.mentions if one.agent and stretch.start <= one.span.start < stretch.end]
    rare = {
        frozenset({word.text})
        for word in words_in(stretch.exact)
        if word.start
        and stretch.exact[word.start].isupper()
        and word.text not in CALENDAR
        and all(rank(form) == RAREST for form in forms(word.text))
        and not any(one.start <= stretch.start + word.start < one.end for one in (*known, *said))
    }
    places = {agent for agent in inside if kinds.get(agent) is AgentType.PLACE}
    return frozenset(map(name_words, inside - places)) | frozenset(rare), frozenset(map(name_words, places))


def _heads(quantity: Quantity, text: str) -> frozenset[str]:
    """Give the lemmas of the noun that is counted: "24 passengers", "the number of injured passengers stood at 24"."""
    nouns = {quantity.unit} if quantity.kind != "duration" else set()
    match = _NUMBER_OF.search(text)
    if quantity.kind == "cardinal" and not quantity.unit and match:
        words = [word.text for word in words_in(match["what"])]
        last = next((at for at, word in enumerate(words) if word in counted().ending), len(words))
        nouns = set(words[max(0, last - 1) : last])
    if quantity.kind != "cardinal":
        return frozenset(nouns - {""})
    return frozenset(
        form
        for noun in nouns
        if noun and forms(noun).isdisjoint(counted().bare)
        for form in (forms(noun) if match and not quantity.unit else (noun,))
    )


def _earlier_years(stretch: Span, account: Account) -> frozenset[str]:
    """Give the years of a stretch that had passed when the text came out: "a pact of 1997 opened eight crossings"."""
    now = account.published.year if account.published else 0
    return frozenset(year for year in _YEAR.findall(stretch.exact) if int(year) < now)


def _foretold(account: Account, quantity: Quantity, stretch: Span) -> frozenset[str]:
    """Tell a share that a poll or a forecast gives, be it as who says it ("an exit poll put it at 45%")."""
    if quantity.kind != "percent":
        return frozenset()
    printed = (stretch.exact, *(span.exact for span in (*account.statement.source, *account.statement.cue)))
    words = {form for text in printed for word in words_in(text) for form in forms(word.text)}
    return frozenset() if words.isdisjoint(counted().foretold) else frozenset({"poll"})


def _is_whole(stretch: Span) -> bool:
    words = [word.text for word in words_in(stretch.exact)]
    return any(phrase_at(words, at, counted().whole) for at in range(len(words)))


def _moved(before: str, after: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the words of what rose or fell, and of them those behind "of".

    It is what the verb acts on ("cut the risk of fire by"), else what stands before it ("sales of boats fell"), or
    behind "in": "a fall of 12% in sales".
    """
    words = [word.text for word in words_in(before)]
    verbs = [at for at, word in enumerate(words) if fields_in([word], "percent", bare=False).keys() & {"rise", "fall"}]
    inside = _CHANGE_IN.search(after)
    behind = [word.text for word in words_in(inside["what"])] if inside else []
    acted = [word for word in words[verbs[-1] + 1 :] if word not in _LEADING] if verbs else []
    if acted[:1] == ["in"]:
        acted = acted[1:]
    whole = behind or (acted if any(map(is_telling, acted)) else words[: verbs[-1]] if verbs else words)
    part = whole[whole.index("of") + 1 :] if "of" in whole else []
    return frozenset(filter(is_telling, whole)), frozenset(filter(is_telling, part))


def _counts_people(before: str, after: str) -> bool:
    """Tell "left 31 hurt" and "the number stood at 31" from an age ("Tom Hale, 31, died") and from "one of them".

    A bare number counts people where a word for what happened to them, or a number of something, stands beside it.
    """
    if _AGE.search(before) and _CLOSED.match(after):
        return False
    if _NUMBERED.search(before):
        return True
    left, right = ([word.text for word in words_in(part)] for part in (before, after))
    near = [*left[-_BESIDE:], *right[:_BESIDE]]
    return bool(fields_in(near, "cardinal", bare=True))


def _softened(quantity: Quantity, before: str) -> Quantity:
    """Read "more than" before a duration, as is done for other numbers."""
    if quantity.kind != "duration":
        return quantity
    match = _SOFT.search(before[-12:]) or _SOFT.match(quantity.span.exact)
    if not match:
        return quantity
    low, high = "" if match["most"] else quantity.low, "" if match["least"] else quantity.high
    return replace(quantity, low=low, high=high, approximate=not (match["most"] or match["least"]))


def _role(before: str, words: list[str]) -> str:
    """Tell "rose by 12" and "up from 12" from the size itself; "were joined by 12 pilots" says who joined."""
    nearby = before[-_NEAR:]
    other = _OTHER.search(nearby)
    if other:
        return other["role"].casefold()
    changing = any(not forms(word).isdisjoint(counted().change) for word in words)
    return "by" if changing and _BY.search(nearby) else ""
