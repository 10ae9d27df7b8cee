"""What each name of an article names, told by all its printings together: one name, one type.

A parser labels a name it has never met by its looks, now as a person, now as a firm. The article knows better: it
introduces people by trade and age, calls them Mr. or Ms. later on, prints their family names alone; and a firm that
shares a name with its founder is "which" and "it".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kb.extract.name_clues import NONE, Clues, clues_at, is_titled
from kb.extract.name_parts import Name, is_name_word
from kb.extract.names import names_in
from kb.extract.offices import without_offices
from kb.extract.roles import noun_lists
from kb.extract.words import Words
from kb.model import AgentType

_CERTAIN = 2.0  # clues that make a name of a capitalised word which the parser passed over, or overrule its label
_SHORT = 0.5  # people are called by the last word of their names; bodies seldom are

_PAIR = 2
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})  # behind a family name
_PEOPLES = 5  # a label of a people, "Danes" or "Liberals", is nearly always right; "Danes, who" are no person
_COMMON = noun_lists().bodies - noun_lists().firms


@dataclass(slots=True)
class _Printings:
    """All printings of one name."""

    words: tuple[str, ...]
    first: int  # order of appearance
    clues: Clues = NONE
    labels: Counter[AgentType] = field(default_factory=Counter)
    titled: bool = False  # "Mr. Ruiz"
    known: bool = False  # short for a full name of the article
    loud: Counter[AgentType] = field(default_factory=Counter)  # labels of printings in capitals, which tell little
    proper: bool = False  # its capital is not only that of a sentence: "Ships will sail"
    type: AgentType = AgentType.UNKNOWN

    @property
    def told(self) -> Clues:
        """The clues, with the parser's labels as one more."""
        count = sum(self.labels.values()) or 1
        persons = self.labels[AgentType.PERSON] / count
        others = sum(self.labels[kind] * (_PEOPLES if kind is AgentType.GROUP else 1) for kind in _OTHERS) / count
        return self.clues + Clues(person=persons, other=others)


_OTHERS = (AgentType.PLACE, AgentType.ORGANIZATION, AgentType.GROUP)


def typed_names(paragraphs: Sequence[Words]) -> list[tuple[Name, ...]]:
    """Give the names of each paragraph with what they name; what turns out to be no name is left out."""
    printings: dict[tuple[str, ...], _Printings] = {}
    found = [_gathered(paragraph, printings) for paragraph in paragraphs]
    for one in printings.values():
        one.labels = one.labels or one.loud
    _settle(printings)
    return [
        tuple(settled for name, one in names if (settled := _settled(paragraph, name, one)) is not None)
        for paragraph, names in zip(paragraphs, found, strict=True)
    ]


def common_printings(paragraphs: Sequence[Words], names: Sequence[Sequence[Name]]) -> Mapping[str, str]:
    """Give the usual printing of the names of persons that the article prints in capitals, too: "RUIZ" is "Ruiz"."""
    printed: dict[str, str] = {}
    for paragraph, several in zip(paragraphs, names, strict=True):
        for name in several:
            words = name.words(paragraph) if name.type is AgentType.PERSON else ()
            if words and not words[-1].isupper():
                for text in (" ".join(words), words[-1], words[0]):
                    printed.setdefault(text.upper(), text)
    return printed


def _gathered(paragraph: Words, printings: dict[tuple[str, ...], _Printings]) -> list[tuple[Name, _Printings]]:
    """Give the names of a paragraph, each with all printings so far, to which it is added."""
    found = []
    for name in without_offices(paragraph, names_in(paragraph)):
        words = name.words(paragraph)
        key = _key(words)
        one = printings.get(key) or printings.setdefault(key, _Printings(words, len(printings)))
        one.clues += clues_at(paragraph, name)
        one.titled = one.titled or is_titled(paragraph, name)
        one.proper = one.proper or not _may_be_common(paragraph, name)
        if name.labelled:
            (one.loud if all(map(str.isupper, words)) else one.labels)[name.type] += 1
        found.append((name, one))
    return found


def _may_be_common(doc: Words, name: Name) -> bool:
    """Tell whether a name may be a plural noun that begins a sentence."""
    word = doc[name.core]
    alone = name.stop - name.core == 1 and name.left == name.core and name.type is not AgentType.GROUP
    return alone and word.tag_ == "NNS" and word.text.istitle() and bool(word.is_sent_start)


def _settle(printings: Mapping[tuple[str, ...], _Printings]) -> None:
    """Settle full names first, then the single ones that may be short for them."""
    ending: dict[str, list[_Printings]] = defaultdict(list)
    leading: dict[str, list[_Printings]] = defaultdict(list)
    single = [one for one in printings.values() if len(one.words) == 1]
    alone = {_key(one.words)[0]: one for one in single}
    for key, one in printings.items():
        if len(one.words) > 1:
            family = next((word for word in reversed(key) if word not in _SUFFIXES), key[-1])
            short = alone.get(family)
            one.type = _decided(one, Clues(short.clues.person + _SHORT) if short else NONE)
            ending[family].append(one)
            leading[key[0]].append(one)
    for one in single:
        word = _key(one.words)[0]
        place = one.labels[AgentType.PLACE] * 2 > sum(one.labels.values())
        named = [full for full in ending[word] if full.type is AgentType.PERSON]
        bearers = [full for full in named if full.clues.person or not place]  # to outweigh a place, one must be sure
        bodies = [full for full in (*leading[word], *ending[word]) if _lends_its_name(full)]
        one.known = bool(bearers) or any(full.words[0] == one.words[0] for full in bodies)
        one.type = _short(one, bearers, bodies)


def _lends_its_name(full: _Printings) -> bool:
    """Tell whether one word may stand for a body: "Tern Group" is Tern; Vale is no "Vale City Council"."""
    if full.type is not AgentType.ORGANIZATION or len(full.words) != _PAIR:
        return False
    return full.clues.body >= _CERTAIN and full.words[1].lower() not in _COMMON


def _decided(one: _Printings, more: Clues = NONE) -> AgentType:
    """Weigh the clues of one name."""
    told = one.told + more
    if told.person > told.other or (one.labels[AgentType.PERSON] and told.person == told.other):
        return AgentType.PERSON
    return _other_kind(one) if told.other or one.labels else AgentType.UNKNOWN


def _other_kind(one: _Printings) -> AgentType:
    """Tell bodies from places and peoples: by what the article says, else by the parser's labels."""
    ranked = [kind for kind, _ in one.labels.most_common() if kind in _OTHERS]
    if one.clues.body >= _CERTAIN and one.clues.body > one.labels[AgentType.PLACE]:
        return AgentType.ORGANIZATION
    if ranked:
        return ranked[0]
    return AgentType.ORGANIZATION if one.clues.body else AgentType.UNKNOWN


def _short(one: _Printings, bearers: Sequence[_Printings], bodies: Sequence[_Printings]) -> AgentType:
    """Tell what a single name is: the person who bears it, the body that it begins, or what its own clues say.

    Where a person and a body share it, the article's own habits decide: one that prints "Ms. Ruiz" for the person means
    the body by "Ruiz", one with two people of the name must, too; else the one introduced first is meant.
    """
    person, other = one.clues.person, one.clues.other
    if bearers and bodies:
        looks = one.labels[AgentType.PERSON] * 2 > sum(one.labels.values())
        if other > person or (not looks and (one.titled or len(bearers) > 1)):
            return AgentType.ORGANIZATION
        first = min((*bearers, *bodies), key=lambda full: full.first)
        return AgentType.PERSON if person > other else first.type
    if bearers:
        return AgentType.PERSON if person + _CERTAIN > other else _other_kind(one)
    if bodies and person <= other + _CERTAIN and not one.titled:
        return AgentType.ORGANIZATION
    return _decided(one)


def _settled(doc: Words, name: Name, one: _Printings) -> Name | None:
    """Give a name with its type, or None when nothing shows that the words are a name."""
    kind = AgentType.PERSON if len(one.words) == 1 and is_titled(doc, name) else one.type
    if not (one.proper or one.known) and max(one.clues.person, one.clues.body) < _CERTAIN:
        return None
    if not name.labelled and len(one.words) == 1:
        person = kind is AgentType.PERSON and one.clues.person >= _CERTAIN
        body = kind is AgentType.ORGANIZATION and one.clues.body > _CERTAIN  # "the charity Tern"
        if not (person or body or one.known) or not is_name_word(one.words[0]):
            return None
    if kind is AgentType.PERSON:
        return name if name.type is kind else name._replace(type=kind)
    if name.type is kind and name.left == name.core == name.whole and name.stop == name.right:
        return name
    return name._replace(left=name.whole, core=name.whole, stop=name.right, type=kind)


def _key(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.casefold().rstrip(".") for word in words)
