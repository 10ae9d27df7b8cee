"""Proper names in a parse, put right by what the rest of the article shows.

The parser's entity labels are a start. A family name labelled as a company is the person whose full name or title
was printed once; "State" in "Secretary of State" is no body; a speaker whom the parser does not know has a name too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kb.extract.grammar import SUBJECTS, base, children
from kb.extract.parse import Paragraph
from kb.model import AgentType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TYPES = {
    "PERSON": AgentType.PERSON,
    "ORG": AgentType.ORGANIZATION,
    "GPE": AgentType.PLACE,
    "LOC": AgentType.PLACE,
    "FAC": AgentType.PLACE,
    "NORP": AgentType.GROUP,
}
_POSSESSIVE = re.compile(r"['’]s?$")
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]+)*\.?$")
_LONGEST_NAME = 4  # words; longer runs of capitals are headings and titles of works
_VOICES = frozenset(
    {"say", "tell", "add", "write", "ask", "note", "argue", "explain", "announce", "warn", "reply", "insist"}
)


@dataclass(frozen=True, slots=True)
class NounLists:
    """The word lists of ``mentions.toml``."""

    persons: frozenset[str]
    bodies: frozenset[str]
    honorifics: frozenset[str]
    offices: frozenset[str]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a parse.

    Attributes:
        left: Position of its first token, titles included.
        core: Position of the first token of the name proper.
        right: One past its last token.
        type: What it names.
    """

    left: int
    core: int
    right: int
    type: AgentType

    def printed(self, doc: Doc) -> str:
        """Give the name proper, without a possessive."""
        return _POSSESSIVE.sub("", doc[self.core : self.right].text)


@cache
def noun_lists() -> NounLists:
    """Read ``mentions.toml``, once per process."""
    raw = tomllib.loads(Path(__file__).with_name("mentions.toml").read_text(encoding="utf-8"))
    return NounLists(**{kind: frozenset(words) for kind, words in raw.items()})


def surnames_in(paragraphs: Iterable[Paragraph]) -> frozenset[str]:
    """Give the last names of people printed with a first name or a title anywhere in the article."""
    found = set()
    for paragraph in paragraphs:
        for name in names_in(paragraph.doc, frozenset()):
            words = [token.text for token in paragraph.doc[name.core : name.right]]
            if (
                name.type is AgentType.PERSON
                and (len(words) > 1 or name.left < name.core)
                and _NAME_WORD.match(words[-1])
            ):
                found.add(words[-1])
    return frozenset(found)


def names_in(doc: Doc, surnames: frozenset[str]) -> tuple[Name, ...]:
    """Give the names of a paragraph, in order, without overlaps.

    Args:
        doc: Its parse.
        surnames: Family names of people known from the whole article.
    """
    found = [
        name
        for entity in doc.ents
        if (name := _of_entity(doc, entity.start, entity.end, _TYPES.get(entity.label_), surnames)) is not None
    ]
    taken = {i for name in found for i in range(name.core, name.right)}
    found.extend(_of_runs(doc, taken, surnames))
    return tuple(sorted(found, key=lambda name: (name.core, name.left)))


def _of_entity(doc: Doc, left: int, right: int, kind: AgentType | None, surnames: frozenset[str]) -> Name | None:
    """Give an entity with its edges and its type put right, or None when it names nobody."""
    words = noun_lists()
    while left < right and (not doc[left].text[:1].isalnum() or doc[left].lower_ == "the"):
        left += 1
    while right > left and (doc[right - 1].is_punct or doc[right - 1].is_space or doc[right - 1].tag_ == "POS"):
        right -= 1
    if left >= right:
        return None
    core = _after_titles(doc, left, right)
    if right - core == 1 and (
        _is_honorific(doc[core]) or (doc[core].text in words.offices and _secretary_of(doc, core))
    ):
        return None  # a title alone; "State" in "Secretary of State"
    known = right - core == 1 and doc[core].text in surnames
    if core > left or known or (_honorific_before(doc, core) and doc[core].pos_ == "PROPN"):
        kind = AgentType.PERSON
    if kind is None:
        return None
    return Name(_title_start(doc, core, right) if kind is AgentType.PERSON else left, core, right, kind)


def _of_runs(doc: Doc, taken: set[int], surnames: frozenset[str]) -> Iterator[Name]:
    """Give the names that the parser has not labelled: runs of capitalised proper nouns."""
    position = 0
    while position < len(doc):
        right = position
        while right < len(doc) and right not in taken and _capitalised(doc[right]):
            right += 1
        if right > position:
            core = _after_titles(doc, position, right)
            kind = _type_of_run(doc, core, right, surnames)
            if kind is not None:
                yield Name(_title_start(doc, core, right) if kind is AgentType.PERSON else core, core, right, kind)
        position = max(right, position + 1)


def _after_titles(doc: Doc, left: int, right: int) -> int:
    """Give the position of the first word of a run that is neither an honorific nor an office."""
    while left < right - 1 and (
        _is_honorific(doc[left]) or (doc[left].text in noun_lists().offices and _secretary_of(doc, left))
    ):
        left += 1
    return left


def _type_of_run(doc: Doc, core: int, right: int, surnames: frozenset[str]) -> AgentType | None:
    """Tell what a run of capitalised words names, or None when it is not clear that it is a name."""
    last = doc[right - 1]
    if not all(_NAME_WORD.match(token.text) for token in doc[core:right]) or _is_honorific(last):
        return None
    if last.text in surnames or _honorific_before(doc, core):
        return AgentType.PERSON
    if not 2 <= right - core <= _LONGEST_NAME:
        return None
    if last.lemma_.lower() in noun_lists().bodies:
        return AgentType.ORGANIZATION
    head = doc[core:right].root
    speaks = head.dep_ in SUBJECTS and base(head.head) in _VOICES
    return AgentType.PERSON if speaks or _has_role(head) else AgentType.UNKNOWN


def _has_role(head: Token) -> bool:
    """Tell whether a name has a role beside it: "spokesman Ivo Berg"; "Ivo Berg, a professor"."""
    return any(word.lemma_.lower() in noun_lists().persons for word in children(head, "compound", "nmod", "appos"))


def _capitalised(token: Token) -> bool:
    return bool(token.pos_ == "PROPN" and token.text[:1].isupper())


def _is_honorific(token: Token) -> bool:
    return token.text.rstrip(".") in noun_lists().honorifics


def _honorific_before(doc: Doc, position: int) -> bool:
    return position > 0 and _is_honorific(doc[position - 1])


def _secretary_of(doc: Doc, position: int) -> bool:
    before = doc[position - 2] if position >= 2 and doc[position - 1].lower_ == "of" else None
    return before is not None and before.lemma_.lower() in noun_lists().persons


def _title_start(doc: Doc, core: int, right: int) -> int:
    """Give the position where the title words before a person's name begin: "Peru's Secretary of State Ana Ruiz".

    Titles are roles and honorifics; once one is found, the words that modify it belong to it.
    """
    words, left = noun_lists(), core
    first = doc[core:right].root.left_edge.i
    while left > 0:
        before = doc[left - 1]
        if _is_honorific(before) or before.lemma_.lower() in words.persons:
            left -= 1
        elif before.text in words.offices and _secretary_of(doc, left - 1):
            left -= 3
        elif left < core and left > first and (before.pos_ in ("PROPN", "NOUN", "ADJ") or before.text == "-"):
            left -= 1
        elif left < core and left - 1 > first and before.tag_ == "POS" and doc[left - 2].pos_ == "PROPN":
            left -= 2
        else:
            break
    return left
