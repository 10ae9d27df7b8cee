"""Quantified clauses: what a clause says of all, of some, or of a part of a sort of thing.

A part may be told by a number word ("half of"), by a word for some kind ("regular contact"), or by what the noun is
narrowed to ("ferries to the outer islands", "managers abroad").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kb.compare.positions.stance.lexicon import forms
from kb.compare.source import Source
from kb.compare.telling.accounts import Account, accounts_of
from kb.model import Kind
from kb.wording import CALENDAR, FUNCTION_WORDS, LIGHT, event_classes, folded_lemmas, relation_classes, words_in

_ALL = r"all|any and all|each|each and every|every|entire|the entire|the whole"
_SOME = (
    r"a few|a handful|a majority|a number|certain|dozens|few|formal|(?<!first )(?<!second )half|many|most|much|parts?"
    r"|partial|regular|routine|scheduled|select|selected|several|some|the majority"
)
_PREPOSITIONS = "about|after|along|among|at|below|between|by|for|from|in|into|near|of|on|over|to|under|with"
_BEFORE = re.compile(
    rf"\b(?:(?P<all>{_ALL})|(?P<some>{_SOME}))(?:\s+of)?(?:\s+(?:the|its|their|his|her|these|those))?"
    rf"(?:\s+(?!(?:{_PREPOSITIONS})\b)[\w’'-]+){{0,3}}\s+$",
    re.IGNORECASE,
)
_WITHOUT_EXCEPTION = re.compile(r"\bwithout\s+(?:any\s+)?exceptions?\b", re.IGNORECASE)
_PREPOSITION = re.compile(rf"\s(?:{_PREPOSITIONS})\s")
_NONE = re.compile(r"\bno(?:ne of (?:the|its|their))?\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|no|neither|nor)\b|n[’']t\b", re.IGNORECASE)
_ANY = re.compile(rf"\b(?:{_ALL}|{_SOME}|no|none|without)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:its|their|his|her)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)
_COPULA = re.compile(r"\b(?:is|are|was|were|be|been)\b", re.IGNORECASE)
_QUANTIFIERS = frozenset(
    ["all", "any", "certain", "each", "every", "few", "half", "many", "most", "much", "no", "several", "some"]
)
_PLACES = frozenset(  # adverbs that narrow the noun before them: "managers abroad"
    {"abroad", "aboard", "ashore", "downstairs", "downstream", "elsewhere", "indoors", "inland", "offshore"}
    | {"outdoors", "overseas", "underground", "upstairs", "upstream"}
)
_APART = LIGHT | CALENDAR | FUNCTION_WORDS | _QUANTIFIERS | {"exception", *_PREPOSITIONS.split("|")}


@dataclass(frozen=True, slots=True)
class Quantified:
    """A clause about all, or some, of a sort of thing.

    Attributes:
        account: The clause.
        text: Its words; where it is but a name of which somebody spoke, the words of the speaking too.
        whole: It is about all of them; ``narrowed``: neither is said, but the noun may be narrowed.
        denied: It says of none of them what it says.
        head: The noun, in the singular; ``behind``: it stands behind the verb.
        near: Telling words on the side of the verb on which the noun stands, of which some may narrow it.
        said: Telling words of the verb, and of its other side.
    """

    account: Account
    text: str
    whole: bool
    narrowed: bool
    denied: bool
    head: str
    behind: bool
    near: frozenset[str]
    said: frozenset[str]

    @property
    def value(self) -> str:
        """Name the side: ``all (ferry)``."""
        return f"{'all' if self.whole else 'part'} ({self.head})"

    @property
    def told(self) -> frozenset[str]:
        """Give all telling words beside the noun that are no names."""
        return (self.near | self.said) - {word for name in self.account.names for word in name}


def quantified_in(source: Source) -> dict[str, Quantified]:
    """Give the clauses of an article that speak of all or a part of something, by their proposition's identifier."""
    found = {one: _quantified(account) for one, account in source.once(accounts_of).items()}
    return {one: quantified for one, quantified in found.items() if quantified}


def _quantified(account: Account) -> Quantified | None:
    """Give the first noun of a clause that is said to be all or some of its sort, else one that may be narrowed."""
    saying = _saying(account)
    text = " ".join(saying) or account.text
    first: Quantified | None = None
    for noun in _nouns(account, text):
        for stretch in [text] if saying else [span.exact for span in account.proposition.span]:
            found = _quantity_of(account, saying, stretch, noun)
            if found and not found.narrowed:
                return found
            first = first or found
    return first


def _saying(account: Account) -> tuple[str, ...]:
    """Give who speaks, and the rest, where nothing is told but of whom they speak: "all witnesses spoke against" him.

    Of all other clauses, give nothing.
    """
    statement = account.statement
    if statement.kind is Kind.NARRATOR or not statement.source:
        return ()
    if not frozenset[str]().union(*account.names).issuperset(account.proposition.words):
        return ()
    rest = sorted({*statement.cue, *account.proposition.span})
    if max(statement.source) > rest[0]:
        return ()
    return tuple(" ".join(" ".join(span.exact for span in spans).split()) for spans in (statement.source, rest))


def _nouns(account: Account, text: str) -> Iterator[str]:
    """Give the nouns of subject and object, and the last word before the first preposition or copula of the clause."""
    proposition = account.proposition
    for phrase in (proposition.subject, proposition.object, _COPULA.split(text)[0]):
        words = [word.text for word in words_in(_PREPOSITION.split(f" {phrase} ")[0])]
        telling = [word for word in words if word not in _QUANTIFIERS and word not in FUNCTION_WORDS]
        if telling:
            yield telling[-1]


def _quantity_of(account: Account, saying: tuple[str, ...], stretch: str, noun: str) -> Quantified | None:
    if not (noun.endswith("s") or _ANY.search(stretch)):
        return None  # one thing, of which nothing is said to be all or a part
    match = _whole_word(noun).search(stretch)
    if not match:
        return None
    ahead = stretch[: match.start()]
    before, denied = _BEFORE.search(ahead), bool(_NONE.search(ahead))
    if not denied and _NOT.search(stretch):
        return None  # "did not stop all trains" reaches less far than "stopped some"
    whole = denied or bool(before and before["all"]) or bool(_WITHOUT_EXCEPTION.search(stretch) and _OWN.search(ahead))
    if not (whole or before or noun.endswith("s")):
        return None
    head = _singular(noun)
    behind, near, said = _around(account, saying, head)
    return Quantified(
        account, " ".join(saying) or account.text, whole, not (whole or before), denied, head, behind, near, said
    )


@lru_cache(maxsize=1 << 11)
def _whole_word(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)


def _around(account: Account, saying: tuple[str, ...], head: str) -> tuple[bool, frozenset[str], frozenset[str]]:
    """Part the telling words of a clause: those on the noun's side of the verb, and those of what is said of it.

    Returns:
        Whether the noun stands behind the verb, and both sets.
    """
    lemmas = folded_lemmas(account.proposition.words)
    at = next((place for place, lemma in enumerate(lemmas) if _does(lemma, account.proposition.relation)), None)
    behind = False
    if saying or at is None:  # a copula is no telling word
        verb = _COPULA.search(account.text)
        halves = (account.text[: verb.start()], account.text[verb.end() :]) if verb else ("", account.text)
        near, said = ({_singular(word.text) for word in words_in(part)} for part in saying or halves)
        said |= {account.proposition.relation} if saying else set()
    else:
        near, said = {_singular(lemma) for lemma in lemmas[:at]}, {_singular(lemma) for lemma in lemmas[at:]}
        if head in said and head not in near:  # "smashed every showcase"
            behind = True
            near, said = said - {_singular(lemmas[at])}, near | {_singular(lemmas[at])}
        near |= _places_before_verb(account)
    return behind, frozenset(near - _APART - {head}), frozenset(said - _APART - {head})


def _places_before_verb(account: Account) -> frozenset[str]:
    words = [word.text for word in words_in(account.text)]
    if _PLACES.isdisjoint(words):
        return frozenset()
    relation = account.proposition.relation
    verb = next((at for at, word in enumerate(words) if any(_does(form, relation) for form in forms(word))), 0)
    return _PLACES.intersection(words[:verb])


def _does(lemma: str, relation: str) -> bool:
    """Tell whether a word is the one that the relation of the clause was read off."""
    return relation != "be" and (
        lemma == relation.partition(" ")[0] or relation in relation_classes(lemma) or relation in event_classes(lemma)
    )


def _singular(noun: str) -> str:
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
