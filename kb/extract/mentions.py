"""Who and what is mentioned: names with their titles, role nouns, pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.extract.grammar import RELATIVES, SUBJECTS, children, is_finite, is_verb
from kb.extract.name_parts import Name
from kb.extract.name_types import common_printings, typed_names
from kb.extract.parse import Paragraph
from kb.extract.roles import is_body, is_role
from kb.extract.words import Word, Words
from kb.model import AgentType, Mention, Span

_PRONOUNS = {
    "he": AgentType.PERSON,
    "him": AgentType.PERSON,
    "she": AgentType.PERSON,
    "her": AgentType.PERSON,
    "they": AgentType.GROUP,
    "them": AgentType.GROUP,
    "it": AgentType.UNKNOWN,
}
_AGED = re.compile(
    r"\b[Tt]he [1-9]\d-year-old(?=[,.]|\s+(?:was|is|has|had|who|said|told|did|will|would|also|then|[a-z]+ed|began|broke"
    r"|came|fell|felt|found|gave|got|left|lost|ran|took|went|won)\b)"
)
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "appos", "attr"})
_HOUSES = frozenset({"auction", "clearing", "fashion", "full", "lower", "media", "opera", "publishing", "trading"})
_HOUSES |= {"upper", "production", "brokerage", "design", "music"}
_NOT_OF_THE_PHRASE = frozenset({"cc", "advmod", "predet", "mark", "preconj"})


def mentions_in(body: str, paragraphs: Sequence[Paragraph]) -> tuple[Mention, ...]:
    """Give the mentions of an article in order; one that stands inside another's titles follows it."""
    read = [Words.of(paragraph) for paragraph in paragraphs]
    names = typed_names(read)
    reading = _Reading(body, common_printings(read, names))
    found: dict[Span, Mention] = {}
    for paragraph, here in zip(read, names, strict=True):
        for mention in (*reading.named(paragraph, here), *reading.unnamed(paragraph, here)):
            found.setdefault(mention.span, mention)
    return tuple(sorted(found.values(), key=lambda mention: (mention.span.start, -mention.span.end)))


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads the mentions of an article: its body, and the usual printings of names that it prints in capitals."""

    body: str
    printings: Mapping[str, str]

    def named(self, paragraph: Words, names: Iterable[Name]) -> Iterator[Mention]:
        """Give the names."""
        for name in names:
            yield Mention(
                span=_span(self.body, paragraph, name.left, name.right),
                type=name.type,
                name=self._printed(paragraph, name),
                titles=name.titles(paragraph),
                subject=_is_subject(paragraph.root(name.left, name.right)),
            )

    def _printed(self, paragraph: Words, name: Name) -> str:
        printed = name.printed(paragraph)
        return self.printings.get(printed, printed) if name.type is AgentType.PERSON else printed

    def unnamed(self, paragraph: Words, names: Sequence[Name]) -> Iterator[Mention]:
        """Give pronouns, relative pronouns and role nouns."""
        taken = {i for name in names for i in range(name.left, name.right)}
        for aged in _AGED.finditer(paragraph.text):
            span = Span.of(self.body, *(paragraph.offset + place for place in aged.span()))
            yield Mention(span, AgentType.PERSON, titles=span.exact, subject=True)
        for token in paragraph:
            kind = token.pos_
            if kind == "PRON":
                yield from self._pronoun(paragraph, token, names)
            elif kind in ("NOUN", "PROPN") and token.i not in taken:
                yield from _role(self.body, paragraph, token)

    def _pronoun(self, paragraph: Words, token: Word, names: Sequence[Name]) -> Iterator[Mention]:
        word = token.lower_
        span = _span(self.body, paragraph, token.i, token.i + 1)
        if word in _PRONOUNS and token.tag_ == "PRP":
            yield Mention(span, _PRONOUNS[word], subject=_is_subject(token))
        elif word in RELATIVES and token.tag_ in ("WP", "WDT") and token.dep_ in SUBJECTS:
            name = _antecedent(paragraph, token, names)
            if name is not None:
                yield Mention(span, name.type, name=self._printed(paragraph, name), subject=True)


def _antecedent(paragraph: Words, relative: Word, names: Sequence[Name]) -> Name | None:
    """Give the name that "who" or "which" stands for: that of the noun its clause is about, or of its apposition.

    "Who" is no body where a person is named whom the body only places: "Ana Ruiz, of the charity Tern, who said".
    """
    clause = relative.head
    while clause.dep_ != "relcl" and clause.head != clause:
        clause = clause.head
    about = clause.head if clause.dep_ == "relcl" else paragraph[max(0, relative.i - 2)]  # else: "Ruiz, who"
    beside = [about, *children(about, "appos"), *([about.head] if about.dep_ == "appos" else [])]
    found = next((name for noun in beside for name in names if name.left <= noun.i < name.right), None)
    if clause.dep_ != "relcl" and (found is None or relative.i - found.right > 1):
        return None
    if found is None or relative.lower_ != "who" or found.type is AgentType.PERSON:
        return found
    persons = [name for name in names if name.type is AgentType.PERSON and name.right <= found.left]
    if persons and _only_places(paragraph[persons[-1].right : found.left]):
        return persons[-1]
    return found


def _only_places(words: Iterable[Word]) -> bool:
    """Tell whether the words between a person and a body say where the person belongs: ", of the charity"."""
    return any(word.dep_ == "prep" for word in words) and not any(is_verb(word) for word in words)


def _role(body: str, paragraph: Words, token: Word) -> Iterator[Mention]:
    """Give "the secretary", "Trade Ministry officials": a noun phrase whose head is a role or a body."""
    person = is_role(token)
    owner = token.dep_ == "poss" and any(child.tag_ == "POS" for child in token.children)  # "the secretary's trip"
    if not (person or (is_body(token) and not _is_building(token))) or (token.dep_ in _MODIFIERS and not owner):
        return
    left = token.left_edge.i
    while left < token.i and (paragraph[left].is_punct or paragraph[left].dep_ in _NOT_OF_THE_PHRASE):
        left += 1
    plural = token.tag_ in ("NNS", "NNPS")
    if plural and not person and left == token.i:
        return  # "Banks will open": all of a kind, and none of them
    kind = AgentType.ORGANIZATION if not person else AgentType.GROUP if plural else AgentType.PERSON
    span = _span(body, paragraph, left, token.i + 1)
    yield Mention(span, kind, titles=span.exact, subject=_is_subject(token))


def _is_building(noun: Word) -> bool:
    """Tell "the house" that somebody lives in from a publishing house, an upper house and the House."""
    return noun.lower_ == "house" and noun.text.islower() and not any(c.lower_ in _HOUSES for c in noun.children)


def _is_subject(token: Word) -> bool:
    return bool(token.dep_ in SUBJECTS and is_finite(token.head))


def _span(body: str, paragraph: Words, left: int, right: int) -> Span:
    return Span.of(body, paragraph.offset + paragraph[left].start, paragraph.offset + paragraph[right - 1].end)
