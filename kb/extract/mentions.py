"""Who and what is mentioned: names with their titles, role nouns, pronouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kb.extract.grammar import RELATIVES, SUBJECTS, is_finite
from kb.extract.names import Name, names_in, noun_lists, surnames_in
from kb.extract.parse import Paragraph
from kb.model import AgentType, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = {
    "he": AgentType.PERSON,
    "him": AgentType.PERSON,
    "she": AgentType.PERSON,
    "her": AgentType.PERSON,
    "they": AgentType.GROUP,
    "them": AgentType.GROUP,
}
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "appos", "attr"})
_NOT_OF_THE_PHRASE = frozenset({"cc", "advmod", "predet", "mark", "preconj"})


def mentions_in(body: str, paragraphs: Sequence[Paragraph]) -> tuple[Mention, ...]:
    """Give the mentions of an article in order; one that stands inside another's titles follows it."""
    surnames = surnames_in(paragraphs)
    found: dict[Span, Mention] = {}
    for paragraph in paragraphs:
        names = names_in(paragraph.doc, surnames)
        for mention in (*_named(body, paragraph, names), *_unnamed(body, paragraph, names)):
            found.setdefault(mention.span, mention)
    return tuple(sorted(found.values(), key=lambda mention: (mention.span.start, -mention.span.end)))


def _named(body: str, paragraph: Paragraph, names: Iterable[Name]) -> Iterator[Mention]:
    for name in names:
        doc = paragraph.doc
        yield Mention(
            span=_span(body, paragraph, name.left, name.right),
            type=name.type,
            name=name.printed(doc),
            titles=doc[name.left : name.core].text.strip(),
            subject=_is_subject(doc[name.left : name.right].root),
        )


def _unnamed(body: str, paragraph: Paragraph, names: Sequence[Name]) -> Iterator[Mention]:
    """Give pronouns, relative pronouns and role nouns."""
    taken = {i for name in names for i in range(name.left, name.right)}
    for token in paragraph.doc:
        span = _span(body, paragraph, token.i, token.i + 1)
        if token.lower_ in _PRONOUNS and token.tag_ == "PRP":
            yield Mention(span, _PRONOUNS[token.lower_], subject=_is_subject(token))
        elif token.lower_ == "it" and _is_subject(token) and token.head.lemma_ != "be":
            yield Mention(span, AgentType.UNKNOWN, subject=True)
        elif token.lower_ in RELATIVES and token.tag_ in ("WP", "WDT") and token.dep_ in SUBJECTS:
            yield from _relative(paragraph, token, span, names)
        elif token.pos_ in ("NOUN", "PROPN") and token.i not in taken:
            yield from _role(body, paragraph, token)


def _relative(paragraph: Paragraph, token: Token, span: Span, names: Iterable[Name]) -> Iterator[Mention]:
    """Give who or which, with the name of the noun that its clause is about."""
    clause = token.head
    while clause.dep_ != "relcl" and clause.head != clause:
        clause = clause.head
    name = next((name for name in names if name.left <= clause.head.i < name.right), None)
    if clause.dep_ == "relcl" and name is not None:
        yield Mention(span, name.type, name=name.printed(paragraph.doc), subject=True)


def _role(body: str, paragraph: Paragraph, token: Token) -> Iterator[Mention]:
    """Give "the secretary", "Trade Ministry officials": a noun phrase whose head is a role or a body."""
    lists, lemma = noun_lists(), token.lemma_.lower()
    person = lemma in lists.persons
    if not (person or lemma in lists.bodies) or token.dep_ in _MODIFIERS:
        return
    left = token.left_edge.i
    while left < token.i and (paragraph.doc[left].is_punct or paragraph.doc[left].dep_ in _NOT_OF_THE_PHRASE):
        left += 1
    plural = token.tag_ in ("NNS", "NNPS")
    kind = AgentType.ORGANIZATION if not person else AgentType.GROUP if plural else AgentType.PERSON
    span = _span(body, paragraph, left, token.i + 1)
    yield Mention(span, kind, titles=span.exact, subject=_is_subject(token))


def _is_subject(token: Token) -> bool:
    return bool(token.dep_ in SUBJECTS and is_finite(token.head))


def _span(body: str, paragraph: Paragraph, left: int, right: int) -> Span:
    tokens = paragraph.doc[left:right]
    return Span.of(body, paragraph.start + tokens.start_char, paragraph.start + tokens.end_char)
