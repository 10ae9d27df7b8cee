"""Mentions of events in an evaluation file, read off a parse as the same-event layer wants them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.extract.arguments import arguments_of, subject_of
from kb.extract.canonical import phrase
from kb.extract.event_nouns import arguments_in, relation_name
from kb.extract.grammar import child, children, is_verb
from kb.extract.lemmas import lemma_of
from kb.extract.parse import pipeline
from kb.extract.relation_lexicon import relations
from kb.extract.relations import relation_of
from kb.resolve.same_event import Told, Words, same_events
from kb.wording import CALENDAR, FUNCTION_WORDS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

ENTITIES = frozenset({"ACTOR", "ACTOR-I", "COUNTRY", "GROUP", "OBJECT"})
"""Types of mentions that name somebody or something, where a corpus has such beside events."""

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_ORDINAL = re.compile(
    r"\d*(?:1st|2nd|3rd|\dth)|(?:1[89]|20)\d\d|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh"
    r"|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth"
)


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of an evaluation file.

    Attributes:
        events: Those of events.
        entities: Those of anything else; they are grouped apart, so that a visitor is no visit.
        articles: The words of every document.
        ids: For each document, the identifiers of its mentions in the order of the file.
    """

    events: tuple[Told, ...]
    entities: tuple[Told, ...]
    articles: tuple[Words, ...]
    ids: tuple[tuple[str, ...], ...]


def mentions_in(documents: Sequence[Mapping[str, Any]], model: str) -> Mentions:
    """Read the given mentions of documents; topics, clusters and head lemmas are not looked at.

    Args:
        documents: Each with ``doc_id``, ``text`` and ``mentions``.
        model: Name of the spaCy pipeline.
    """
    events: list[Told] = []
    entities: list[Told] = []
    articles: list[Words] = []
    ids: list[tuple[str, ...]] = []
    parsed = pipeline(model).pipe((document["text"] for document in documents), batch_size=8)
    for place, (document, doc) in enumerate(zip(documents, parsed, strict=True)):
        article = str(document["doc_id"])
        articles.append(words_of(article, doc))
        named = []
        for number, mention in enumerate(document["mentions"]):
            identifier = f"{article}#{place:06}.{number:05}"  # the place tells apart what a file lists twice
            told = told_at(mention["start"], mention["end"], identifier, article, doc)
            (entities if mention.get("type") in ENTITIES else events).append(told)
            named.append(identifier)
        ids.append(tuple(named))
    return Mentions(tuple(events), tuple(entities), tuple(articles), tuple(ids))


def clusters_of(mentions: Mentions) -> Mapping[str, str]:
    """Give the name of each mention's cluster."""
    found = (*same_events(mentions.events, mentions.articles), *same_events(mentions.entities, mentions.articles))
    return {mention: event.id for event in found for mention in event.mentions}


def words_of(article: str, doc: Doc) -> Words:
    """Count the content words of a parsed article."""
    common: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for token in doc:
        if token.pos_ in ("PROPN", "NUM") and _tells(token):
            names[token.lower_] += 1
        elif token.pos_ in ("NOUN", "VERB", "ADJ") and _tells(token):
            common[lemma_of(token)] += 1
    return Words(article, common, names)


def told_at(start: int, end: int, identifier: str, article: str, doc: Doc) -> Told:
    """Read the mention of an event.

    Args:
        start: Its first character in the text of the parse, in code points.
        end: One past its last.
        identifier: Its own.
        article: That of its article.
        doc: The parse.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    head = span.root
    subject, undergoer = _arguments(head)
    return Told(
        id=identifier,
        article=article,
        head=_name_of(head),
        relations=frozenset(_relations(span)),
        words=_lemmas(span) | {lemma_of(head)},
        nominal=not is_verb(head),
        subject=subject,
        object=undergoer,
        figures=_figures(head.sent),
        which=frozenset(
            one.lower_ for one in children(head, "amod", "nummod", "compound", "nmod") if _singles_out(one)
        ),
    )


def _tells(token: Token) -> bool:
    return (token.is_alpha or token.like_num) and not token.is_stop and token.lower_ not in FUNCTION_WORDS


def _lemmas(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(lemma_of(one) for one in tokens if one.is_alpha and one.pos_ in _CONTENT and _tells(one))


def _figures(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(one.lower_ for one in tokens if one.like_num or one.lower_ in CALENDAR)


def _singles_out(token: Token) -> bool:
    """Tell whether a word is an ordinal or a year."""
    return bool(_ORDINAL.fullmatch(token.lower_))


def _name_of(head: Token) -> str:
    """Give the word that names the event, with its particle: checking out is not checking in."""
    particle = child(head, "prt") if is_verb(head) else None
    return lemma_of(head) if particle is None else f"{lemma_of(head)} {particle.lower_}"


def _relations(span: Span) -> Iterator[str]:
    """Give the classes of the head, and those of the other words that name the event ("mass shooting")."""
    known = relations()
    for token in span:
        if is_verb(token):
            yield relation_of(token).name
        elif relation_name(token):
            yield relation_name(token)
        if lemma_of(token) in known.verbs and _tells(token):  # "the killing", which the parse may take for either
            yield known.verbs[lemma_of(token)]


def _arguments(head: Token) -> tuple[frozenset[str], frozenset[str]]:
    """Give the words of who does it, and of whom it is done to."""
    if is_verb(head):
        subject, undergoer = arguments_of(head, head, relation_of(head))
    else:
        subject, undergoer = arguments_in(head)
        if not subject and is_verb(head.head) and lemma_of(head.head) in relations().light:
            subject = phrase(subject_of(head.head, head.head))
    return _bag(subject), _bag(undergoer)


def _bag(words: str) -> frozenset[str]:
    return frozenset(word.lower() for word in words.split() if word.isalpha()) - FUNCTION_WORDS
