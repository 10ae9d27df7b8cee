"""Reach: one matter told by words of different reach, "all ferries were cancelled" and "most ferries were cancelled".

Neither is shown to be wrong: what was cut off wholly was cut off in part. But a reader should know how far either goes.
A part may be told by a number word ("half of"), by a word for some kind ("regular contact"), or by what the noun is
narrowed to ("ferries to the outer islands").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kb.compare.events.events import names_at_odds, same_event
from kb.compare.finder import Difference, Finder
from kb.compare.groups import groups_of
from kb.compare.source import Source
from kb.compare.telling.accounts import Account, accounts_of
from kb.compare.telling.sides import Stand, discrepancy, told
from kb.compare.telling.stories import like_story
from kb.model import DiscrepancyKind, Severity
from kb.neighbours import Groups, Key, Matching, Pair
from kb.wording import (
    CALENDAR,
    FUNCTION_WORDS,
    LIGHT,
    alike,
    event_classes,
    folded_lemmas,
    opposites_among,
    relation_classes,
    unmatched,
    words_in,
)

_ALL = r"all|any and all|each|each and every|every|entire|the entire|the whole"
_SOME = (
    r"a few|a handful|a majority|a number|certain|dozens|few|formal|half|many|most|much|parts?|partial|regular|routine"
    r"|scheduled|select|selected|several|some|the majority"
)
_BEFORE = re.compile(
    rf"\b(?:(?P<all>{_ALL})|(?P<some>{_SOME}))(?:\s+of)?(?:\s+(?:the|its|their|his|her|these|those))?"
    r"(?P<between>(?:\s+[\w’'-]+){0,3})\s+$",
    re.IGNORECASE,
)
_WITHOUT_EXCEPTION = re.compile(r"\bwithout\s+(?:any\s+)?exceptions?\b", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\s(?:about|after|along|among|at|below|between|by|for|from|in|into|near|of|on|over|to|under|with)\s"
)
_NONE = re.compile(r"\bno(?:ne of (?:the|its|their))?\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|no|neither|nor)\b|n[’']t\b", re.IGNORECASE)
_AGAINST, _FOR = re.compile(r"\bagainst\b", re.IGNORECASE), re.compile(r"\b(?:for|in favou?r of)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:its|their|his|her)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)
_COPULA = re.compile(r"\b(?:is|are|was|were|be|been)\b", re.IGNORECASE)
_QUANTIFIERS = frozenset(
    ["all", "any", "certain", "each", "every", "few", "half", "many", "most", "much", "no", "several", "some"]
)
_NAMES = 8
_SHARE = 0.5  # of what is said of the thing, that both say


@dataclass(frozen=True, slots=True)
class Quantified:
    """A clause about all, or some, of a sort of thing.

    Attributes:
        account: The clause.
        whole: It is about all of them; ``narrowed``: neither is said, but the noun may be narrowed.
        denied: It says of none of them what it says.
        head: The noun, in the singular.
        near: Telling words that may narrow the noun: before it, or between it and what is said of it.
        said: Telling words of what is said of it.
    """

    account: Account
    whole: bool
    narrowed: bool
    denied: bool
    head: str
    near: frozenset[str]
    said: frozenset[str]

    @property
    def value(self) -> str:
        """Name the side: ``all (ferry)``."""
        return f"{'all' if self.whole else 'part'} ({self.head})"


def _items(source: Source) -> dict[str, Quantified]:
    found = {}
    for one, account in source.once(accounts_of).items():
        quantified = _quantified(account)
        if quantified:
            found[one] = quantified
    return found


def _quantified(account: Account) -> Quantified | None:
    """Give the first noun of a clause that is said to be all or some of its sort, else one that may be narrowed."""
    spans = account.proposition.span
    found = [
        one
        for noun in _nouns(account)
        for span in spans
        if (one := _quantity_of(account, span.exact, noun)) is not None
    ]
    return next((one for one in found if not one.narrowed), found[0] if found else None)


def _nouns(account: Account) -> Iterator[str]:
    """Give the nouns of subject and object, and the last word before the first preposition or copula of the clause."""
    proposition = account.proposition
    opening = _COPULA.split(account.text)[0]
    for phrase in (proposition.subject, proposition.object, opening):
        words = [word.text for word in words_in(_PREPOSITION.split(f" {phrase} ")[0])]
        telling = [word for word in words if word not in _QUANTIFIERS | FUNCTION_WORDS]
        if telling:
            yield telling[-1]


def _quantity_of(account: Account, text: str, noun: str) -> Quantified | None:
    match = re.search(rf"\b{re.escape(noun)}\b", text, re.IGNORECASE)
    if not match:
        return None
    ahead = text[: match.start()]
    before, denied = _BEFORE.search(ahead), bool(_NONE.search(ahead))
    if not denied and _NOT.search(text):
        return None  # "did not stop all trains" reaches less far than "stopped some"
    whole = denied or bool(before and before["all"]) or bool(_WITHOUT_EXCEPTION.search(text) and _OWN.search(ahead))
    if not (whole or before or noun.endswith("s")):
        return None
    head = _singular(noun)
    near, said = _around(account, head)
    return Quantified(account, whole, not (whole or before), denied, head, near, said)


def _around(account: Account, head: str) -> tuple[frozenset[str], frozenset[str]]:
    """Part the telling words of a clause: those in the phrase of the noun, and those of what is said of it."""
    lemmas = folded_lemmas(account.proposition.words)
    at = next((place for place, lemma in enumerate(lemmas) if _does(lemma, account.proposition.relation)), None)
    if at is None:  # a copula is no telling word
        text = account.text
        verb = _COPULA.search(text)
        before, behind = (text[: verb.start()], text[verb.end() :]) if verb else ("", text)
        near, said = ({_singular(word.text) for word in words_in(part)} for part in (before, behind))
    else:
        near, said = {_singular(lemma) for lemma in lemmas[:at]}, {_singular(lemma) for lemma in lemmas[at:]}
        if head in said and head not in near:  # "smashed every showcase"
            near, said = said - {_singular(lemmas[at])}, near | {_singular(lemmas[at])}
    apart = LIGHT | CALENDAR | FUNCTION_WORDS | _QUANTIFIERS | {head, "exception"}
    return frozenset(near - apart), frozenset(said - apart)


def _does(lemma: str, relation: str) -> bool:
    """Tell whether a word is the one that the relation of the clause was read off."""
    return relation != "be" and (
        lemma == relation.partition(" ")[0] or relation in relation_classes(lemma) | event_classes(lemma)
    )


def _singular(noun: str) -> str:
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _keys(one: Quantified) -> Iterator[Key]:
    account = one.account
    yield from ((bucket, one.head) for bucket in account.traits.buckets)
    yield from ((one.head, name) for name in sorted(account.traits.unusual))
    if not one.narrowed and account.times:
        named = sorted({word for name in account.names for word in name})[:_NAMES]
        for relation in sorted(account.classes):
            yield from ((relation, *pair) for pair in combinations(named, 2))


def _link(left: Quantified, right: Quantified) -> str | None:
    """Give what shows that both are about one matter, in words, where one says all of it and the other a part."""
    if left.whole is right.whole or left.account.article == right.account.article:
        return None
    whole, part = (left, right) if left.whole else (right, left)
    alike_but_for_reach = (
        left.head == right.head
        and like_story(left.account.traits, right.account.traits)
        and _said_alike(whole, part)
        and (not part.narrowed or _narrows(whole, part))
    )
    if alike_but_for_reach:
        return f"the story, the thing ({left.head}), what is said of it ({', '.join(sorted(whole.said)[:3])})"
    if part.narrowed or not (left.head == right.head or alike(left.head, right.head)):
        return None
    event = same_event(left.account, right.account)
    return event.ground if event and event.strict else None


def _said_alike(whole: Quantified, part: Quantified) -> bool:
    if names_at_odds(whole.account, part.account):
        return False
    if whole.denied:  # "no school was open", and "most schools were closed"
        return _opposite(whole, part)
    relation = whole.account.proposition.relation
    if relation == part.account.proposition.relation and relation != "be":
        return True
    ours, _ = unmatched(whole.said, part.said)
    shared = len(whole.said - ours)
    return bool(shared) and 2 * shared >= _SHARE * (len(whole.said) + len(part.said))


def _opposite(whole: Quantified, part: Quantified) -> bool:
    """Tell whether what none does is the opposite of what a part does: open and closed, against and for."""
    said = [one.said | {one.account.proposition.relation.casefold()} for one in (whole, part)]
    sides = [(bool(_AGAINST.search(one.account.text)), bool(_FOR.search(one.account.text))) for one in (whole, part)]
    return opposites_among(said[0], said[1]) or (sides[0] == sides[1][::-1] and sides[0][0] is not sides[0][1])


def _narrows(whole: Quantified, part: Quantified) -> bool:
    """Tell whether the noun has a word beside it that narrows it, and nothing else is told but what the whole tells."""
    fewer, more = unmatched(whole.near, part.near)
    _, besides = unmatched(whole.said | whole.near, part.said)
    return bool(more) and not fewer and not besides


def _outcome(clauses: Mapping[str, Quantified], links: Mapping[Pair, str]) -> Iterator[Difference]:
    for group in groups_of(sorted(clauses), links) if links else ():
        stands: list[Stand] = [
            (clauses[one].value, clauses[one].account, clauses[one].account.proposition.span[0]) for one in group
        ]
        text = (
            f"One matter, told with different reach. {told(stands)}. One takes in all of its kind, the other a part;"
            " which goes too far, the texts do not tell."
        )
        yield discrepancy(DiscrepancyKind.SCOPE, Severity.INFO, stands, text, (links[min(links)],))


REACH = Finder("reach", _items, lambda: Groups(Matching(_keys, _link), _outcome))
