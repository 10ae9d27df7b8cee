"""Who and what is mentioned: names with their titles, role nouns, pronouns.

The parser's entity labels are a start. What they get wrong is put right from the rest of the article: a family name
labelled as a company is the person whose full name or title was printed once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kb.extract.grammar import RELATIVES, SUBJECTS, is_finite
from kb.extract.parse import Paragraph
from kb.model import AgentType, Mention, Span

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
_PERSONAL = frozenset({"he", "she", "him", "her"})
_PLURAL = frozenset({"they", "them"})
_POSSESSIVE = re.compile(r"['’]s?$")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*$")


@dataclass(frozen=True, slots=True)
class _Words:
    persons: frozenset[str]
    bodies: frozenset[str]
    honorifics: frozenset[str]
    offices: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Name:
    """A run of tokens that is a name: positions ``[left, right)``, the name proper from ``core``."""

    left: int
    core: int
    right: int
    type: AgentType


@cache
def _words() -> _Words:
    raw = tomllib.loads(Path(__file__).with_name("mentions.toml").read_text(encoding="utf-8"))
    return _Words(**{kind: frozenset(words) for kind, words in raw.items()})


def mentions_in(body: str, paragraphs: Sequence[Paragraph]) -> tuple[Mention, ...]:
    """Give the mentions of an article, in order; one that stands inside another's titles follows it."""
    surnames = frozenset(_surnames(paragraphs))
    found: dict[Span, Mention] = {}
    for paragraph in paragraphs:
        names = tuple(_names(paragraph.doc, surnames))
        for mention in (*_named(body, paragraph, names), *_unnamed(body, paragraph, names)):
            found.setdefault(mention.span, mention)
    return tuple(sorted(found.values(), key=lambda mention: (mention.span.start, -mention.span.end)))


# ------------------------------------------------------------------ names


def _surnames(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """Give the last names of people printed with a first name or a title anywhere in the article."""
    for paragraph in paragraphs:
        for entity in paragraph.doc.ents:
            words = [token for token in entity if not token.is_punct and token.text not in ("’s", "'s", "'", "’")]
            if entity.label_ == "PERSON" and len(words) > 1 and all(_NAME_WORD.match(w.text) and w.text[0].isupper() for w in words):
                yield words[-1].text
            elif words and _honorific_before(paragraph.doc, words[0].i) and len(words) <= 3:
                yield words[-1].text


def _honorific_before(doc: Doc, position: int) -> bool:
    before = doc[position - 1] if position else None
    return before is not None and before.text.rstrip(".") in _words().honorifics and doc[position].text[:1].isupper()


def _names(doc: Doc, surnames: frozenset[str]) -> Iterator[_Name]:
    """Give the names of a paragraph: entities put right, and surnames and titled names that the parser left out."""
    taken: set[int] = set()
    for entity in doc.ents:
        name = _repaired(doc, entity.start, entity.end, _TYPES.get(entity.label_), surnames)
        if name is not None:
            taken.update(range(name.left, name.right))
            yield name
    for token in doc:
        known = token.text in surnames or (token.pos_ == "PROPN" and _honorific_before(doc, token.i))
        if token.i in taken or not known or not token.text[:1].isupper() or token.text.rstrip(".") in _words().honorifics:
            continue
        right = token.i + 1
        while right < len(doc) and right not in taken and doc[right].pos_ == "PROPN" and doc[right].text[:1].isupper():
            right += 1
        taken.update(range(token.i, right))
        yield _Name(_title_start(doc, token.i), token.i, right, AgentType.PERSON)


def _repaired(doc: Doc, left: int, right: int, kind: AgentType | None, surnames: frozenset[str]) -> _Name | None:
    """Give an entity with its edges and its type put right, or None when it names nobody."""
    words = _words()
    while left < right and (doc[left].is_punct or doc[left].is_space or doc[left].dep_ == "det" or doc[left].lower_ == "the"):
        left += 1
    while right > left and (doc[right - 1].is_punct or doc[right - 1].is_space or doc[right - 1].tag_ == "POS"):
        right -= 1
    if left >= right or not any(sign.isalpha() for sign in doc[left:right].text):
        return None
    core = left
    while core < right - 1 and doc[core].text.rstrip(".") in words.honorifics:
        core += 1
    last = doc[right - 1].text
    if right - core == 1 and last in words.offices and _secretary_of(doc, core):
        return None  # "State" in "Secretary of State"
    if core > left or (right - core == 1 and last in surnames) or _honorific_before(doc, core):
        kind = AgentType.PERSON
    if kind is None:
        return None
    start = _title_start(doc, left) if kind is AgentType.PERSON else left
    return _Name(start, core, right, kind)


def _secretary_of(doc: Doc, position: int) -> bool:
    return position >= 2 and doc[position - 1].lower_ == "of" and doc[position - 2].lemma_.lower() in _words().persons


def _title_start(doc: Doc, core: int) -> int:
    """Give the position where the title words before a person's name begin: "U.S. Secretary of State Ana Ruiz"."""
    words, left = _words(), core
    while left > 0:
        before = doc[left - 1]
        plain = before.text.rstrip(".")
        if plain in words.honorifics or before.lemma_.lower() in words.persons:
            left -= 1
        elif left < core and (before.pos_ in ("PROPN", "NOUN", "ADJ") or before.text == "-") and not before.is_punct:
            left -= 1
        elif plain in words.offices and left >= 3 and _secretary_of(doc, left - 1):
            left -= 3
        elif left < core and before.tag_ == "POS" and doc[left - 2].pos_ == "PROPN":
            left -= 2
        else:
            break
    while left < core and doc[left].dep_ == "det":
        left += 1
    return left


def _named(body: str, paragraph: Paragraph, names: Iterable[_Name]) -> Iterator[Mention]:
    for name in names:
        doc = paragraph.doc
        printed = _POSSESSIVE.sub("", doc[name.core : name.right].text)
        yield Mention(
            span=_span(body, paragraph, name.left, name.right),
            type=name.type,
            name=printed,
            titles=doc[name.left : name.core].text.strip(),
            subject=_is_subject(doc[name.left : name.right].root),
        )


# ------------------------------------------------------------------ role nouns and pronouns


def _unnamed(body: str, paragraph: Paragraph, names: Sequence[_Name]) -> Iterator[Mention]:
    doc = paragraph.doc
    named = {i for name in names for i in range(name.left, name.right)}
    cores = {i for name in names for i in range(name.core, name.right)}
    for token in doc:
        if token.lower_ in _PERSONAL | _PLURAL and token.tag_ == "PRP":
            kind = AgentType.PERSON if token.lower_ in _PERSONAL else AgentType.GROUP
            yield Mention(_span(body, paragraph, token.i, token.i + 1), kind, subject=_is_subject(token))
        elif token.lower_ == "it" and token.dep_ in SUBJECTS and token.head.lemma_ != "be":
            yield Mention(_span(body, paragraph, token.i, token.i + 1), AgentType.UNKNOWN, subject=True)
        elif token.lower_ in RELATIVES and token.tag_ in ("WP", "WDT") and token.dep_ in SUBJECTS:
            yield from _relative(body, paragraph, token, names)
        elif token.pos_ in ("NOUN", "PROPN") and token.i not in named:
            yield from _role(body, paragraph, token, cores)


def _relative(body: str, paragraph: Paragraph, token: Token, names: Iterable[_Name]) -> Iterator[Mention]:
    """Who, which: the mention carries the name of the noun that the clause is about."""
    clause = token.head
    while clause.dep_ not in ("relcl", "ROOT") and clause.head != clause:
        clause = clause.head
    if clause.dep_ != "relcl":
        return
    about = clause.head.i
    name = next((name for name in names if name.left <= about < name.right), None)
    if name is not None:
        printed = _POSSESSIVE.sub("", paragraph.doc[name.core : name.right].text)
        yield Mention(_span(body, paragraph, token.i, token.i + 1), name.type, name=printed, subject=True)


def _role(body: str, paragraph: Paragraph, token: Token, cores: set[int]) -> Iterator[Mention]:
    """The secretary, Defense Ministry officials: a noun phrase whose head is a role or a body, with no name in it."""
    words, lemma = _words(), token.lemma_.lower()
    person, body_noun = lemma in words.persons, lemma in words.bodies
    if not (person or body_noun) or token.dep_ in ("compound", "amod", "nmod", "poss", "appos", "attr"):
        return
    left = token.left_edge.i
    while left < token.i and (paragraph.doc[left].is_punct or paragraph.doc[left].dep_ in ("cc", "advmod", "predet", "mark")):
        left += 1
    phrase = range(left, token.i + 1)
    if any(i in cores for i in phrase if paragraph.doc[i].head == token and paragraph.doc[i].dep_ == "appos"):
        return
    plural = token.tag_ in ("NNS", "NNPS")
    kind = AgentType.GROUP if person and plural else AgentType.PERSON if person else AgentType.ORGANIZATION
    span = _span(body, paragraph, left, token.i + 1)
    yield Mention(span, kind, titles=span.exact, subject=_is_subject(token))


def _is_subject(token: Token) -> bool:
    return bool(token.dep_ in SUBJECTS and is_finite(token.head))


def _span(body: str, paragraph: Paragraph, left: int, right: int) -> Span:
    tokens = paragraph.doc[left:right]
    return Span.of(body, paragraph.start + tokens.start_char, paragraph.start + tokens.end_char)
