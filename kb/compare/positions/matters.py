"""Matters: whether clauses of two articles say yes or no, surely or perhaps, to one and the same thing.

The words decide, as between headlines (:mod:`kb.compare.positions.stance`), but more strictly: nearly every telling
word of each clause must have a counterpart, an opposite included; and neither may name somebody, count something or
date it as the other does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kb.compare.positions.stance.accounts import is_deed, words_of
from kb.compare.positions.stance.alignment import is_telling, shared
from kb.compare.positions.stance.doubts import grades
from kb.compare.positions.stance.lexicon import forms, lexicon, phrase_at
from kb.compare.positions.stance.lines import Line
from kb.compare.source import Source
from kb.compare.telling.accounts import Account, accounts_of
from kb.compare.telling.dated import Dated, dated_in
from kb.compare.telling.sentences import Sentences
from kb.compare.telling.stories import one_story
from kb.model import Certainty, Kind, Polarity, Span, TimeOf
from kb.wording import CALENDAR, LIGHT, opposed, opposites_among, words_in

_YEAR = re.compile(r"(?<![\d.,$€£])(?:1[5-9]|20)\d\d(?![\d,])")
_LEAST, _MOST = 0.4, 1.0  # weight of words that may lack a counterpart, in one clause and in the other
_FEWEST = 1.4  # weight of words that two clauses have in common, names aside
_LIGHT_WEIGHT = 0.4
_TITLES = frozenset(
    {
        "captain",
        "dr",
        "general",
        "judge",
        "lady",
        "lord",
        "miss",
        "mr",
        "mrs",
        "ms",
        "president",
        "prof",
        "professor",
        "sir",
    }
)
_CONDITIONAL = frozenset({"if", "unless", "whether"})
_HEARSAY = frozenset(
    {
        "allege",
        "believe",
        "fear",
        "report",
        "rumor",
        "rumour",
        "say",
        "said",
        "suspect",
        "think",
        "thought",
        "understand",
    }
)
_TITLE = 2  # words with capitals that may be one name
_SPOKEN = frozenset({"say", "tell", "according"})  # in a clause that holds who says it, no outlet speaks alone
_DETERMINERS = frozenset({"a", "an", "another", "her", "his", "its", "my", "our", "the", "their", "this", "these"})
_ABLE = frozenset({"able", "capable"})  # "may be able to" is a "can" that is graded
_LEAD = 8  # words before a clause that can grade or deny it: "it is possible that"
_SCOPES = frozenset(
    [
        "all",
        "any",
        "both",
        "each",
        "either",
        "every",
        "few",
        "fewer",
        "first",
        "half",
        "last",
        "least",
        "less",
        "many",
        "more",
        "most",
        "much",
        "nearly",
        "only",
        "other",
        "part",
        "partly",
        "second",
        "several",
        "some",
        "third",
        "whole",
    ]
)  # how much of a thing, and which one
_UNTIL = frozenset({"before", "hitherto", "previously", "until"})  # up to when something was not so


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """A clause, read for what it says of its matter.

    Attributes:
        account: The clause.
        line: Its words, without those that only name who says it.
        lemmas: Lemmas of its telling words.
        named: Words of the names in its sentence.
        firm: Whoever says it has no doubt ("denied that it would close" is firm, "may close" is not).
        sure: The outlet says in its own voice that it is so.
        graded: Numbers of the parts of the line with a word that grades it ("may"); -1 for one before the clause,
            and for hearsay ("is said to").
        planned: It is told as what somebody means to do ("plans to").
        marked: It has words that can turn a claim round.
        plain: Whether it is denied is told by its words, or by those before it; a parse alone does not show it.
        turned: A word of the clause itself denies ("not", "no", "without").
        dates: Times that its sentence gives; ``years``: it names a year.
    """

    account: Account
    line: Line
    lemmas: frozenset[str]
    named: frozenset[str]
    firm: bool
    sure: bool
    graded: tuple[int, ...]
    planned: bool
    marked: bool
    plain: bool
    turned: bool
    dates: tuple[Dated, ...] = ()
    years: bool = False

    @property
    def says(self) -> bool:
        """Tell whether it says anything: a bare name ("Norrland") is no position, whatever is heard around it."""
        text = self.line.text
        printed = [text[word.start] for word in words_in(text) if is_telling(word.text)]
        in_words = any(map(str.islower, printed)) or len(printed) > _TITLE  # a headline has a capital everywhere
        return in_words and not self.lemmas <= self.named

    @property
    def hedged(self) -> bool:
        """Tell whether it is left open by nobody in particular."""
        nobodys = not self.account.statement.speaker or is_deed(self.account)
        return bool(self.graded) and (nobodys or self.planned)  # what somebody plans is told by others


@dataclass(frozen=True, slots=True)
class Matter:
    """What two clauses have in common.

    Attributes:
        names: Words of names that both have.
        words: Other telling words of the left clause that the right one has as well, or the opposite of.
        parts: Numbers of the parts of each line that have something in common with the other.
        spare: Lemmas of the words of either clause that the other has not.
    """

    names: tuple[str, ...]
    words: tuple[str, ...]
    parts: tuple[frozenset[int], frozenset[int]]
    spare: frozenset[str] = frozenset()

    @property
    def shown(self) -> tuple[str, ...]:
        """Put it into words, for an explanation."""
        named = f"the names ({', '.join(self.names)})" if self.names else ""
        return tuple(one for one in ("the story", named, f"the matter ({', '.join(self.words)})") if one)


def tellings_of(source: Source) -> Mapping[str, Telling]:
    """Give the clauses of an article that say something, by their proposition's identifier."""
    sentences = Sentences(source.record.article)
    accounts = source.once(accounts_of)
    beside = {
        one: (account.sentence, "" if source.record.article.body else account.statement.id)
        for one, account in accounts.items()
    }
    dates: dict[tuple[int, str], tuple[Dated, ...]] = {}
    for one, account in accounts.items():
        dates[beside[one]] = (*dates.get(beside[one], ()), *dated_in(account.proposition))
    tellings = {one: _telling(account, sentences) for one, account in accounts.items()}
    return {one: replace(telling, dates=dates[beside[one]]) for one, telling in tellings.items() if telling.says}


def _telling(account: Account, sentences: Sentences) -> Telling:
    proposition, statement = account.proposition, account.statement
    line = line_of(account)
    start = proposition.span[0].start
    number = sentences.at(start)
    lead = sentences.text(number)[: start - sentences.start(number)] if number >= 0 else ""
    leading = (lead, *(_with_particle(cue, sentences, number) for cue in statement.cue))
    before = tuple(word.text for text in leading for word in words_in(text))[-_LEAD:]
    plans = tuple(at for at, part in enumerate(line.parts) if _plans(line.within(part)))
    graded = tuple(at for at, part in enumerate(line.parts) if grades(line.within(part)))
    deed = is_deed(account)
    nobodys = statement.kind is not Kind.NARRATOR and not (statement.source or statement.speaker)
    hearsay = nobodys and any(not forms(word).isdisjoint(_HEARSAY) for word in before[-2:])
    graded = (*((-1,) if hearsay or grades(before) else ()), *graded)
    planned = (*((-1,) if _plans(before) else ()), *plans)
    able = proposition.certainty is Certainty.POSSIBLE and "can" in line.words
    certain = able or proposition.certainty is Certainty.CERTAIN
    marked = _turns(line.words)
    spoken = any(not forms(word).isdisjoint(_SPOKEN) for word in line.words)
    return Telling(
        account=account,
        line=line,
        lemmas=frozenset(form for word in line.words if is_telling(word) for form in forms(word)),
        named=frozenset(word for name in account.names for word in name),
        firm=proposition.certainty is Certainty.CERTAIN or (proposition.certainty is Certainty.PROBABLE and not graded),
        sure=(statement.kind is Kind.NARRATOR or deed) and certain and not (graded or planned or spoken),
        graded=tuple(sorted({*graded, *planned})),
        planned=bool(planned),
        marked=marked,
        plain=proposition.polarity is not Polarity.NEGATIVE or marked or _turns(before),
        turned=any(phrase_at(line.words, at, lexicon().negator) for at in range(len(line.words))),
        years=bool(_YEAR.search(sentences.text(number))),
    )


def _with_particle(cue: Span, sentences: Sentences, number: int) -> str:
    """Give a cue, with the "to" behind it: "appears to" grades, "appears" tells who was there."""
    if number < 0 or sentences.at(cue.start) != number:
        return cue.exact
    behind = sentences.text(number)[cue.end - sentences.start(number) :]
    return f"{cue.exact} to" if behind.startswith(" to ") else cue.exact


def _plans(words: tuple[str, ...]) -> bool:
    """Tell whether words tell of a plan: "is due to open"; "due to a storm" gives a cause."""
    found = ((at, phrase_at(words, at, lexicon().planned)) for at in range(len(words)))
    return any(length and not _is_noun(words[at + length :]) for at, length in found)


def _is_noun(behind: tuple[str, ...]) -> bool:
    """Tell whether a noun follows: "due to the storm"."""
    return bool(behind) and behind[0] in _DETERMINERS


def _turns(words: tuple[str, ...]) -> bool:
    """Tell whether words hold some that can turn a claim round."""
    cues = (lexicon().negator, *lexicon().refuting.values())
    return any(phrase_at(words, at, one) for at in range(len(words)) for one in cues)


def matter_of(left: Telling, right: Telling) -> Matter | None:
    """Give what two clauses of one story have in common, or nothing where they may be about two things."""
    return matter_within(left, right) if one_story(left.account.traits, right.account.traits) else None


def matter_within(left: Telling, right: Telling) -> Matter | None:
    """Give what two clauses have in common that are known to be of one story, such as two of one article."""
    one, other = left.account, right.account
    ours, theirs = left.line, right.line
    if on_other_days(one, other) or _counting_apart(one, other) or _scopes(ours) != _scopes(theirs):
        return None
    if any(line.words[:1] and line.words[0] in _CONDITIONAL for line in (ours, theirs)):
        return None
    common, common_theirs = _common(ours, theirs, right.lemmas), _common(theirs, ours, left.lemmas)
    spare = _spare(ours, common, right.named), _spare(theirs, common_theirs, left.named)
    if any(not known.isdisjoint(words) for known, words in zip((left.named, right.named), spare, strict=True)):
        return None
    weights = sorted(sum(map(_weight, words)) for words in spare)
    if weights[0] > _LEAST or weights[1] > _MOST:
        return None
    met = [word for word, known in zip(ours.words, common, strict=True) if known]
    dates = CALENDAR | {word.text for time in (*one.times, *other.times) for word in words_in(time.text)}
    apart = left.named | right.named | dates | _TITLES
    words = tuple(dict.fromkeys(word for word in met if forms(word).isdisjoint(apart)))
    if sum(map(_weight, words)) < _FEWEST:
        return None
    names = tuple(sorted({word for word in met if word in left.named and word in right.named}))
    lemmas = frozenset(form for word in spare[0] | spare[1] for form in forms(word))
    return Matter(names, words, (_parts(ours, common), _parts(theirs, common_theirs)), lemmas)


def _parts(line: Line, common: tuple[bool, ...]) -> frozenset[int]:
    return frozenset(at for at, part in enumerate(line.parts) if any(common[part.start : part.end]))


def line_of(account: Account) -> Line:
    """Give the words of a clause, without those that only name who says it."""
    if is_deed(account):
        return Line.of(words_of(account))
    saying = (*account.statement.source, *account.statement.cue)
    return Line.of(" ".join(" ".join(_without(span, saying)) for span in account.proposition.span))


def _without(span: Span, others: tuple[Span, ...]) -> Iterator[str]:
    """Give the words of a span that lie outside others."""
    start = span.start
    for other in sorted(others):
        if start <= other.start < span.end:
            yield span.exact[start - span.start : other.start - span.start]
            start = max(start, other.end)
    yield span.exact[min(start, span.end) - span.start :]


def _common(line: Line, other: Line, theirs: frozenset[str]) -> tuple[bool, ...]:
    """Tell of every word whether the other line has it in any form, a word for the same, or its opposite."""
    known = shared(line, other)
    return tuple(
        found or (is_telling(word) and any(_exclude(form, lemma) for form in forms(word) for lemma in theirs))
        for word, found in zip(line.words, known, strict=True)
    )


def at_odds(left: Telling, right: Telling) -> bool:
    """Tell whether a word of one clause is the opposite of a word of the other."""
    if opposites_among(left.lemmas, right.lemmas):
        return True
    theirs = right.lemmas - left.lemmas
    return any(not theirs.isdisjoint(_states()[word]) for word in (left.lemmas - right.lemmas) & _states().keys())


def opposites_between(left: Telling, right: Telling) -> frozenset[str]:
    """Give the words of both clauses that are opposites of one another."""
    pairs = (
        (one, other)
        for one in left.lemmas - right.lemmas
        for other in right.lemmas - left.lemmas
        if _exclude(one, other)
    )
    return frozenset(word for pair in pairs for word in pair)


@cache
def _states() -> Mapping[str, frozenset[str]]:
    """Give for words of states those that exclude them."""
    found: dict[str, set[str]] = {}
    for one, other in lexicon().opposites:
        found.setdefault(one, set()).add(other)
    return {word: frozenset(others) for word, others in found.items()}


@lru_cache(maxsize=1 << 16)
def _exclude(one: str, other: str) -> bool:
    return opposed(one, other) or (one, other) in lexicon().opposites


def _spare(line: Line, common: tuple[bool, ...], names: frozenset[str]) -> frozenset[str]:
    """Give the telling words of a clause that the other has not, and that are no names of its sentence.

    A part between marks that has nothing in common with the other clause is an aside: ", the fire chief,".
    """
    lengths = [phrase_at(line.words, at, lexicon().negator) for at in range(len(line.words))]
    denying = {at + more for at, length in enumerate(lengths) for more in range(length)}
    return frozenset(
        line.words[at]
        for part in line.parts
        if any(common[part.start : part.end])
        for at in range(part.start, part.end)
        if is_telling(line.words[at])
        and at not in denying
        and not common[at]
        and not is_hedge(line.words[at])
        and not line.words[at][0].isdigit()
        and forms(line.words[at]).isdisjoint(names)
    )


def is_hedge(word: str) -> bool:
    """Tell the words that only say how sure a clause is; they are no part of what it says."""
    return word in _ABLE or any((form,) in lexicon().open.get(form, ()) for form in forms(word))


def _weight(word: str) -> float:
    return _LIGHT_WEIGHT if not forms(word).isdisjoint(LIGHT) else 1.0


def of_one_reach(left: Telling, right: Telling) -> bool:
    """Tell whether two clauses speak of as much: "no guard was charged before" denies no charge against one now."""
    ours, theirs = (_scopes(one.line) | (frozenset(one.line.words) & _UNTIL) for one in (left, right))
    return ours == theirs


def _scopes(line: Line) -> frozenset[str]:
    return frozenset(line.words) & _SCOPES


def on_other_days(left: Account, right: Account) -> bool:
    """Tell whether clauses are dated apart, or one of them tells a state "since" or "until" some day.

    What has been and what will be are of two days as well.

    How an event stands to such a state is for :mod:`kb.compare.positions.refutations` to say.
    """
    for account in (left, right):
        intervals = [time.interval for time in account.proposition.times if time.of is TimeOf.CONTENT]
        if any((one.earliest is None) is not (one.latest is None) for one in intervals):
            return True
    if {left.proposition.tense, right.proposition.tense} == {"past", "future"}:
        return True
    ours, theirs = left.times, right.times
    return bool(ours and theirs) and not any(day.room.overlaps(night.room) for day in ours for night in theirs)


def _counting_apart(left: Account, right: Account) -> bool:
    ours, theirs = (
        {(one.kind, one.low, one.high) for one in account.proposition.quantities} for account in (left, right)
    )
    return bool(ours) and bool(theirs) and ours != theirs
