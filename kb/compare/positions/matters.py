"""Matters: whether clauses of two articles say yes or no, surely or perhaps, to one and the same thing.

The words decide, as between headlines (:mod:`kb.compare.positions.stance`), but more strictly: nearly every telling
word of each clause must have a counterpart, an opposite included; and neither may name somebody, count something or
date it as the other does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from kb.compare.positions.stance.alignment import is_telling, shared
from kb.compare.positions.stance.lexicon import forms, lexicon, phrase_at
from kb.compare.positions.stance.lines import Line
from kb.compare.positions.tellings import Telling
from kb.compare.telling.accounts import Account
from kb.compare.telling.stories import one_story
from kb.model import TimeOf
from kb.remembering import remembered
from kb.wording import CALENDAR, LIGHT, NEGATORS, opposed, opposites_among, words_in

_LEAST, _MOST = 0.4, 1.0  # weight of words that may lack a counterpart, in one clause and in the other
_FEWEST = 1.4  # weight of words that two clauses have in common, names aside
_FEWEST_OF_ONE = 1.0  # the same, where one speaker is reported in the same words: "she would appeal"
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
_ABLE = frozenset({"able", "capable"})  # "may be able to" is a "can" that is graded
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
_WITHOUT = "without"
_INSTEAD = frozenset({"for", "with"})  # behind a verb, they show that it has no object there
_UNTIL = frozenset({"before", "hitherto", "previously", "until"})  # up to when something was not so


@dataclass(frozen=True, slots=True)
class Matter:
    """What two clauses have in common.

    Attributes:
        names: Names that both have, or words of them.
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


def matter_of(left: Telling, right: Telling) -> Matter | None:
    """Give what two clauses of one story have in common, or nothing where they may be about two things."""
    return matter_within(left, right) if one_story(left.account.traits, right.account.traits) else None


def matter_within(left: Telling, right: Telling) -> Matter | None:
    """Give what two clauses have in common that are known to be of one story, such as two of one article."""
    one, other = left.account, right.account
    ours, theirs = left.line, right.line
    conditional = any(line.words[:1] and line.words[0] in _CONDITIONAL for line in (ours, theirs))
    apart = conditional or _scopes(ours) != _scopes(theirs) or _counting_apart(one, other)
    if apart or on_other_days(one, other):
        return None
    common = _common(ours, theirs, right.lemmas)
    more = _spare(ours, common, right.named) - understood(ours, theirs)
    if not left.named.isdisjoint(more) or sum(map(_weight, more)) > _MOST:
        return None
    common_theirs = _common(theirs, ours, left.lemmas)
    spare = more, _spare(theirs, common_theirs, left.named) - understood(theirs, ours)
    if not right.named.isdisjoint(spare[1]):
        return None
    weights = sorted(sum(map(_weight, words)) for words in spare)
    if weights[0] > _LEAST or weights[1] > _MOST:
        return None
    met = [word for word, known in zip(ours.words, common, strict=True) if known]
    dates = CALENDAR | {word.text for time in (*one.times, *other.times) for word in words_in(time.text)}
    others = left.named | right.named | dates | _TITLES
    words = tuple(dict.fromkeys(word for word in met if forms(word).isdisjoint(others)))
    if sum(map(_weight, words)) < (_FEWEST_OF_ONE if _one_utterance(left, right) else _FEWEST):
        return None
    names = _printed({word for word in met if word in left.named and word in right.named}, one)
    lemmas = frozenset(form for word in spare[0] | spare[1] for form in forms(word))
    return Matter(names, words, (_parts(ours, common), _parts(theirs, common_theirs)), lemmas)


def _one_utterance(left: Telling, right: Telling) -> bool:
    """Tell whether both report one known speaker in the same words, a "not" aside.

    Of whom it is said must be known from one text at least, and be in the other: "she" may be somebody else there.
    """
    speakers = [one.account.statement.speaker for one in (left, right)]
    ours, theirs = (frozenset(one.line.words) - NEGATORS for one in (left, right))
    if not speakers[0] or speakers[0] != speakers[1] or ours != theirs:
        return False
    pairs = ((left.account, right.account), (right.account, left.account))
    known = [not one.subject.isdisjoint(_heard_of(other)) for one, other in pairs if one.subject_known]
    return bool(known) and all(known)


def _heard_of(account: Account) -> frozenset[str]:
    """Give the words of all names in the article of an account."""
    return account.traits.unusual.union(*account.traits.names)


def _printed(words: set[str], account: Account) -> tuple[str, ...]:
    """Give words of names as the names that the article prints, as far as all their words are there; sorted."""
    whole = {account.labels[name] for name in account.names if name <= words and name in account.labels}
    known = {word.text for label in whole for word in words_in(label)}
    return tuple(sorted(whole | {word.title() for word in words - known}))


def _parts(line: Line, common: tuple[bool, ...]) -> frozenset[int]:
    return frozenset(at for at, part in enumerate(line.parts) if any(common[part.start : part.end]))


def _common(line: Line, other: Line, theirs: frozenset[str]) -> tuple[bool, ...]:
    """Tell of every word whether the other line has it in any form, a word for the same, or its opposite."""
    known = shared(line, other)
    done = _done_without(line, other)
    return tuple(
        found
        or not forms(word).isdisjoint(done)
        or (is_telling(word) and any(_exclude(form, lemma) for form in forms(word) for lemma in theirs))
        for word, found in zip(line.words, known, strict=True)
    )


def understood(line: Line, other: Line) -> frozenset[str]:
    """Give what another line leaves out that has the verb of a line and no object of it: lemmas.

    >>> sorted(understood(Line.of("Ann signed a contract in Ayr"), Line.of("Ann signed for a club in Ayr")))
    ['contract', 'deal']
    """
    verbs = {form for word in line.words for form in forms(word)} & lexicon().understood.keys()
    return frozenset(
        thing
        for word, behind in pairwise(other.words)
        if behind in _INSTEAD
        for verb in forms(word) & verbs
        for thing in lexicon().understood[verb]
    )


def _done_without(line: Line, other: Line) -> frozenset[str]:
    """Give the verbs of doing and needing where one line tells of doing without what the other says is not needed."""
    if _WITHOUT not in line.words and _WITHOUT not in other.words:
        return frozenset()
    met = _without(line) & _unneeded(other) or _without(other) & _unneeded(line)
    return lexicon().doing | lexicon().needing if met else frozenset()


def _without(line: Line) -> frozenset[str]:
    """Give forms of what somebody does without: the word behind "without", if a verb of doing is in the line."""
    doing = any(not forms(word).isdisjoint(lexicon().doing) for word in line.words)
    behind = [line.words[at + 1] for at, word in enumerate(line.words[:-1]) if word == _WITHOUT] if doing else []
    return frozenset(form for word in behind for form in forms(word))


def _unneeded(line: Line) -> frozenset[str]:
    """Give forms of the words of a line which says that something is not needed."""
    needing = any(not forms(word).isdisjoint(lexicon().needing) for word in line.words)
    denied = needing and not NEGATORS.isdisjoint(line.words)
    return frozenset(form for word in line.words for form in forms(word)) if denied else frozenset()


def at_odds(left: frozenset[str], right: frozenset[str]) -> bool:
    """Tell whether a lemma of one clause is the opposite of a lemma of the other."""
    if opposites_among(left, right):
        return True
    theirs = right - left
    return any(not theirs.isdisjoint(_states()[word]) for word in (left - right) & _states().keys())


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


@remembered
def _exclude(one: str, other: str) -> bool:
    return opposed(one, other) or (one, other) in lexicon().opposites


def _spare(line: Line, common: tuple[bool, ...], names: frozenset[str]) -> frozenset[str]:
    """Give the telling words of a clause that the other has not, and that are no names of its sentence.

    A part between marks that has nothing in common with the other clause is an aside: ", the fire chief,".
    """
    denying = _denying(line.words)
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


@lru_cache(maxsize=1 << 12)
def _denying(words: tuple[str, ...]) -> frozenset[int]:
    """Give the places of negators."""
    lengths = [phrase_at(words, at, lexicon().negator) for at in range(len(words))]
    return frozenset(at + more for at, length in enumerate(lengths) for more in range(length))


@remembered
def is_hedge(word: str) -> bool:
    """Tell the words that only say how sure a clause is; they are no part of what it says."""
    return word in _ABLE or any((form,) in lexicon().open.get(form, ()) for form in forms(word))


@remembered
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
    return bool(ours and theirs) and not any(day.meets(night) for day in ours for night in theirs)


def _counting_apart(left: Account, right: Account) -> bool:
    ours, theirs = (
        {(one.kind, one.low, one.high) for one in account.proposition.quantities} for account in (left, right)
    )
    return bool(ours) and bool(theirs) and ours != theirs
