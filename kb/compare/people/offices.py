"""Offices: what one person holds at a time, and whose office it is, read off a title.

An office is one only where the body is: "the chief executive" of one firm is not that of another. Whose office
it is, the title tells ("Arcadia's fisheries minister"), or the subject of the sentence ("Rovers … their captain"),
or the place: the sentence names it with the one holder ("the fire chief spoke in Ashford"), the article with the other.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.compare.people.peoples import of_one_name
from kb.compare.people.titles import Titled
from kb.model import Statement
from kb.wording import FUNCTION_WORDS, house_form, name_words, words_in

_LISTS = tomllib.loads(Path(__file__).with_name("roles.toml").read_text(encoding="utf-8"))


def _listed(*names: str) -> Iterator[frozenset[str]]:
    return (frozenset(_LISTS[name].split()) for name in names)


_OFFICES, _POSTS, _SORTS, _RANKS = _listed("offices", "posts", "sorts", "ranks")
_SHARED, _PAST, _GATHERINGS = _listed("shared", "past", "gatherings")
_COMBINED, _HEADS, _WHOLE, _DEPARTMENTS = _listed("combined", "heads", "whole", "departments")
_ALIKE = {word: line.split()[0] for line in _LISTS["alike"].strip().splitlines() for word in line.split()}
_EITHER = tuple(frozenset(line.split()) for line in _LISTS["either"].strip().splitlines())
_PHRASES = re.compile(rf"\b(?:{'|'.join(line.strip() for line in _LISTS['phrases'].strip().splitlines())})\b")
_POSSESSIVES = frozenset({"its", "their"})
_OF = re.compile(r"\s+(?:of|for|at)\s+(?:the\s+)?")
_STATES = frozenset({"eu", "uk", "un", "us"})  # understood where the office is theirs: the Joint Chiefs of Staff
_NATIONAL = frozenset(_ALIKE.get(word, word) for word in _LISTS["national"].split())


@dataclass(frozen=True, slots=True)
class Office:
    """The words that tell which office, and those that tell whose; ``meant``: a pronoun stood for it."""

    sort: frozenset[str]
    body: frozenset[str]
    meant: bool = False

    @property
    def anywhere(self) -> bool:
        """Tell whether who holds it may be named at any place: a president is not that of the town."""
        return self.sort <= _NATIONAL

    def same(self, other: Office) -> bool:
        """Tell whether both are one office; a body that a pronoun stood for may have a longer name."""
        if self.sort != other.sort:
            return False
        ours, theirs = _unmatched(self.body, other.body), _unmatched(other.body, self.body)
        if self.meant or other.meant:
            return not (ours and theirs)
        return not (ours or theirs) or (len(ours) < len(self.body) and ours | theirs <= _STATES)


def _unmatched(names: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Give the words of a body that another one's name has in no form."""
    return frozenset(name for name in names if not any(of_one_name(name, other) for other in others))


def office_in(titled: Titled) -> Office | None:
    """Give an office that one person holds at a time, with its body or an empty one; none for ranks and shared offices.

    A body has a name, with a capital: "the parks director" is of any town.
    """
    title = titled.title
    head, rest = _parted(title)
    printed = [word.text for word in words_in(title)]
    words = [_plain(word) for word in printed]
    if not _PAST.isdisjoint(words) or any(word.startswith(("then-", "ex-")) for word in words):
        return None
    meant = (
        frozenset(_body_meant(titled.statement, titled.agent, titled.span.start)) if _belongs(words) else frozenset()
    )
    owned = bool(meant) or any(word.endswith("'s") for word in printed) or "of" in printed
    ranks = _RANKS - _OFFICES if owned else _RANKS  # "Captain Lund" is a rank, "Rovers' captain" an office
    heads = set(_folded(head))
    phrase = _PHRASES.search(" ".join(_folded(head)))
    if (_OFFICES.isdisjoint(heads - ranks) and not phrase) or not _SHARED.isdisjoint(words):
        return None
    sorts = (_OFFICES | _SORTS | set(phrase[0].split() if phrase else ())) - _owners(printed)
    telling = [word for word in words if word not in FUNCTION_WORDS | ranks or word == "us"]
    behind = set(_folded(rest)) - FUNCTION_WORDS
    if behind - sorts:  # what "the Highrigg Police Department" consists of tells whose office it is, not which
        telling = [word for word in telling if word not in behind or word in heads or word not in sorts]
    return _office(titled, telling, sorts, meant)


def _office(
    titled: Titled, telling: list[str], sorts: frozenset[str] | set[str], meant: frozenset[str]
) -> Office | None:
    sort = frozenset(_ALIKE.get(word, word) for word in telling if word in sorts)
    body = [word for word in telling if word not in sorts]
    title = titled.title
    named = {house_form(word.text.removesuffix("'s")) for word in words_in(title) if title[word.start].isupper()}
    if not (meant or named.isdisjoint(body)):
        return Office(sort, frozenset(_ALIKE.get(word, word) for word in body))
    return Office(sort, meant.union(body), bool(meant)) if meant or not body else None


def sort_words(words: Iterable[str]) -> frozenset[str]:
    """Give words in the form in which offices have them."""
    return frozenset(_ALIKE.get(_plain(word), _plain(word)) for word in words)


def words_of_title(title: str) -> tuple[str, ...]:
    """Give the folded words of a title up to "of", in order."""
    return _folded(_parted(title)[0])


def is_office(title: str) -> bool:
    """Tell whether a title is an office or a post, whose ever it is."""
    words = words_of_title(title)
    return not (_OFFICES | _POSTS).isdisjoint(words) or bool(_PHRASES.search(" ".join(words)))


def sort_of_body(title: str) -> bool:
    """Tell whether a title says what sort of body it is of: "museum director", "fire chief"."""
    return not _SORTS.isdisjoint(words_of_title(title))


def _folded(words: str) -> tuple[str, ...]:
    return tuple(_plain(word.text) for word in words_in(words))


def clash(ours: str, theirs: str) -> bool:
    """Tell whether hardly one person has both titles at a time: "fire chief" and "police chief".

    A founder may be chairman as well, and a senator leader of a party; who sits on a board has another post besides.
    """
    one, other = (frozenset(words_of_title(title)) - FUNCTION_WORDS for title in (ours, theirs))
    if not (one and other) or not (_SHARED | _PAST | _GATHERINGS).isdisjoint(one | other):
        return False
    first, second = (_head(title) for title in (ours, theirs))
    if first not in _POSTS | _OFFICES or second not in _POSTS | _OFFICES:
        return False
    if first == second or not (_COMBINED | _HEADS).isdisjoint({first, second}):
        return _of_two_bodies(one, other)
    return one.isdisjoint(other) and not any({first, second} <= names for names in _EITHER)


def _of_two_bodies(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether titles name two sorts of body, or the head of a whole and that of one of its departments.

    "Union chief" and "general secretary" say one thing: a head, of what the other one leaves out.
    """
    ours, theirs = (words & _SORTS - _WHOLE for words in (one, other))
    if ours and theirs:
        return ours.isdisjoint(theirs)
    whole = one if theirs else other
    return bool(ours | theirs) and ours | theirs <= _DEPARTMENTS and not whole.isdisjoint(_WHOLE)


def _head(title: str) -> str:
    words = words_of_title(title)
    return words[-1] if words else ""


def _parted(title: str) -> tuple[str, str]:
    """Cut "mayor | of Highrigg" where the office stands before "of"; "Joint Chiefs of Staff chairman" is not cut."""
    cut = _OF.search(title)
    if cut and not (_OFFICES | _POSTS).isdisjoint(_folded(title[: cut.start()])):
        return title[: cut.start()], title[cut.end() :]
    return title, ""


def _plain(word: str) -> str:
    return house_form(word.removesuffix("'s"))


def _owners(printed: list[str]) -> frozenset[str]:
    return frozenset(word.removesuffix("'s") for word in printed if word.endswith("'s"))


def _belongs(words: list[str]) -> bool:
    return not _POSSESSIVES.isdisjoint(words)


def _body_meant(statement: Statement, holder: str, start: int) -> Iterator[str]:
    """Give the words of the body that "its" or "their" stands for: the last subject before the holder's name."""
    before = [
        one
        for one in statement.propositions
        if one.subject_agent and one.span[0].start <= start and one.subject_agent != holder
    ]
    if before:
        nearest = max(before, key=lambda one: (one.span[0].start, one.id))
        yield from name_words(nearest.subject_agent)
