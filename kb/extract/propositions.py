"""Content of a statement → propositions: one per clause, with its span, arguments, words, polarity and certainty.

Times, quantities and agents are bound later; what stands here is read off the parse alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb import ids
from kb.extract.arguments import arguments_of, subject_of
from kb.extract.canonical import phrase, telling_words
from kb.extract.clauses import Clause, clauses_in, is_set_off
from kb.extract.clefts import cleft_of
from kb.extract.event_nouns import arguments_in, relation_name
from kb.extract.factuality import factuality_of
from kb.extract.grammar import is_verb
from kb.extract.hedges import lexicon
from kb.extract.inner import inner_clauses
from kb.extract.lemmas import lemma_of
from kb.extract.relation_lexicon import relations
from kb.extract.relations import predicate_of, relation_of
from kb.extract.tenses import tense_of
from kb.extract.things import clause_within, is_thing
from kb.model import Kind, Proposition, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CONTENT_WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_EMPTY_WORDS = frozenset({"be", "have", "do", "such", "other", "same", "own", "'s", "’s"})
_LEADING_WORDS = frozenset({"and", "but", "or", "nor", "that", "yet"})
# Marks → the marks that may pair with them; German closes with what English opens with.
_OPENERS = {"“": "”", "‘": "’", "«": "»", "„": "“”", "(": ")", "[": "]", "``": "''"}
_CLOSERS = {"”": "“„", "’": "‘", "»": "«", "“": "„", ")": "(", "]": "[", "''": "``"}
_STRAIGHT = {'"': '"', "'": "'"}


def propositions_in(  # noqa: PLR0917 - a statement's parts, in the order in which it is read
    doc: Doc,
    offset: int,
    body: str,
    statement_id: str,
    content: tuple[Span, ...],
    cue: tuple[Span, ...],
    kind: Kind,
    background: Collection[Span] = (),
    *,
    beside: bool = False,
) -> tuple[Proposition, ...]:
    """Give the propositions of a statement, ordered by position, with distinct spans inside the content.

    There is at least one, but of reported words that name a mere thing (:mod:`kb.extract.things`) there is none.

    Args:
        doc: The parse of ``body[offset : offset + len(doc.text)]``.
        offset: Where the parsed stretch begins in the body, in code points.
        body: The text of the article.
        statement_id: Identifier of the statement; proposition identifiers are functions of it and the span.
        content: What is said, in fragments.
        cue: The words that say so; empty for the narrator. The cue grades what it introduces ("denied"); what stands
            above the cue does not.
        kind: Kind of the statement; the narrator has no cue.
        background: Clauses of the content that the outlet tells itself (:mod:`kb.extract.background`).
        beside: The outlet tells the whole sentence, too, so that a content without a verb adds nothing to it.
    """
    said_by = frozenset(token.i for token in _tokens_in(doc, offset, cue) if kind is not Kind.NARRATOR)
    found: dict[tuple[Span, ...], Proposition] = {}
    inside = [token for token in _tokens_in(doc, offset, content) if token.text.strip()]
    told = frozenset(token.i for token in _tokens_in(doc, offset, tuple(background)))
    if kind is Kind.INDIRECT and (is_thing(inside, said_by) or (beside and not any(map(is_verb, inside)))):
        return ()
    clauses = tuple(clause for clause in clauses_in(inside, said_by) if clause.head.i not in told)
    for clause in (*clauses, *(inner for outer in clauses for inner in inner_clauses(outer, said_by))):
        spans = tuple(_spans(clause, offset, body, content))
        if spans and spans not in found:
            found[spans] = replace(_proposition(clause, spans, statement_id, said_by), tense=_tense(clause, kind))
    if kind is Kind.INDIRECT or kind is Kind.NARRATOR:
        found = _without_scraps(found)
    if not found:  # nothing but punctuation, or a stretch that was not parsed
        spans = tuple(sorted(content))
        found[spans] = Proposition(id=ids.proposition(statement_id, spans), span=spans)
    return tuple(sorted(found.values(), key=lambda proposition: proposition.span))


def _without_scraps(found: dict[tuple[Span, ...], Proposition]) -> dict[tuple[Span, ...], Proposition]:
    """Leave out what says nothing of anything, beside what does: "Calder as saying", cut off by a bad parse."""
    telling = {spans: one for spans, one in found.items() if one.relation}
    return telling or found


def _tokens_in(doc: Doc, offset: int, spans: Sequence[Span]) -> list[Token]:
    """Give the tokens that spans touch, in order; what lies outside the parse touches none."""
    found: set[int] = set()
    length = doc[-1].idx + len(doc[-1]) if len(doc) else 0
    for span in spans:
        start, end = max(0, span.start - offset), min(length, span.end - offset)
        touched = doc.char_span(start, end, alignment_mode="expand") if start < end else None
        found.update(range(touched.start, touched.end) if touched is not None else ())
    return [doc[i] for i in sorted(found)]


def _lies_in(token: Token, offset: int, spans: Sequence[Span]) -> bool:
    start = offset + token.idx
    return any(span.start < start + len(token) and start < span.end for span in spans)


def _proposition(clause: Clause, spans: tuple[Span, ...], statement_id: str, said_by: frozenset[int]) -> Proposition:
    predicate = _predicate(clause.head, said_by)
    polarity, certainty = factuality_of(predicate.graded, top=said_by)
    return Proposition(
        id=ids.proposition(statement_id, spans),
        span=spans,
        subject=predicate.subject,
        relation=predicate.relation,
        object=predicate.object,
        words=(*_lemmas(predicate.shared), *_lemmas(clause.tokens)),
        polarity=polarity,
        certainty=certainty,
    )


@dataclass(frozen=True, slots=True)
class _Predicate:
    """What the head of a clause says of whom, and the word whose factuality is that of the clause."""

    subject: str
    relation: str
    object: str
    graded: Token
    shared: tuple[Token, ...] = ()  # a subject that stands in another clause: "… and sold it", "who sold it"


def _predicate(head: Token, said_by: frozenset[int]) -> _Predicate:
    head = clause_within(head) or head if head.pos_ == "NOUN" else head
    cleft = cleft_of(head) if is_verb(head) else None
    top = cleft.verb if cleft is not None else head
    governor = top if is_verb(top) else None if _names_event(head) else _governor(head)
    if governor is None:
        subject, complement = arguments_in(head) if head.pos_ == "NOUN" and relation_name(head) else ("", "")
        if subject or complement:  # "reiterated [its opposition to the plan]"
            return _Predicate(subject, relation_name(head), complement, head)
        return _Predicate("", "", phrase(head), head)
    graded = predicate_of(governor) if governor == top else governor
    relation = relation_of(graded)
    subject, complement = arguments_of(graded, governor, relation)
    shared = _shared_subject(graded, governor)
    if governor.i in said_by and lemma_of(governor) == "blame":
        subject = ""  # "he blamed the firm": what he says of the firm is that it is to blame, not that he blames it
    return _Predicate(subject, relation.name, complement, graded, shared)


def _shared_subject(verb: Token, governor: Token) -> tuple[Token, ...]:
    """Give the words of a subject that a coordinated or relative clause, or a participle, takes from beside it."""
    if governor.dep_ not in ("conj", "relcl") and not (is_set_off(governor) or _describes(governor)):
        return ()
    subject = subject_of(verb, governor)
    inside = subject is None or subject in governor.subtree or subject.pos_ not in ("NOUN", "PROPN")
    return () if subject is None or inside else tuple(telling_words(subject))


def _describes(verb: Token) -> bool:
    """Tell a participle behind the noun that it says something of: "the talks suspended in May"."""
    return verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBG")


def _names_event(head: Token) -> bool:
    """Tell whether a content without a verb tells a dated event with its arguments: "the suspension of the talks"."""
    return head.pos_ == "NOUN" and relation_name(head) in relations().events and any(arguments_in(head))


def _tense(clause: Clause, kind: Kind) -> str:
    """Give the tense of a clause that stands as it was said; reported speech shifts tenses back, and tells nothing."""
    return tense_of(clause.head) if kind in (Kind.NARRATOR, Kind.DIRECT) else ""


def _governor(head: Token) -> Token | None:
    """Give the verb that relates a content without a verb to somebody: "held" of "held “a frank discussion”".

    A verb of saying or denying relates the speaker to the words, not the things that the words name; it gives none.
    """
    governor = head.head
    if governor.dep_ == "prep" and governor.head != governor:
        governor = governor.head
    silent = lexicon().speech | lexicon().denials
    return None if governor == head or not is_verb(governor) or lemma_of(governor) in silent else governor


def _lemmas(tokens: Iterable[Token]) -> Iterator[str]:
    """Give the lemmas of content words."""
    for token in tokens:
        if token.pos_ not in _CONTENT_WORDS:
            continue
        lemma = lemma_of(token).strip()
        if lemma not in _EMPTY_WORDS and any(mark.isalnum() for mark in lemma):
            yield lemma


def _spans(clause: Clause, offset: int, body: str, content: tuple[Span, ...]) -> Iterator[Span]:
    """Give the fragments of a clause: its runs of neighbouring tokens, clipped to the content and trimmed."""
    fragments = sorted(content)
    for run in _runs(clause.tokens):
        for fragment in fragments:
            inside = [token for token in run if _lies_in(token, offset, (fragment,))]
            kept = _trimmed(inside)
            if kept:
                start = max(fragment.start, offset + kept[0].idx)
                end = min(fragment.end, offset + kept[-1].idx + len(kept[-1]))
                yield Span.of(body, start, end)


def _runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Divide tokens where the text between two of them belongs to somebody else; blanks belong to nobody."""
    run: list[Token] = []
    for token in tokens:
        if run and token.i > run[-1].i + 1 and any(word.text.strip() for word in token.doc[run[-1].i + 1 : token.i]):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _trimmed(run: list[Token]) -> list[Token]:
    """Take conjunctions, commas, full stops and unpaired or outer quotation marks off both ends."""
    while run:
        first, last = run[0], run[-1]
        if first.lower_ in _LEADING_WORDS and first.dep_ in ("cc", "mark", "preconj", "punct"):
            run = run[1:]
        elif last.dep_ in ("cc", "mark") or _is_outer(last, run, closing=True):
            run = run[:-1]
        elif _is_outer(first, run, closing=False):
            run = run[1:]
        else:
            break
    return run if any(token.text.strip() and not token.is_punct for token in run) else []


def _is_outer(token: Token, run: list[Token], *, closing: bool) -> bool:
    """Tell whether an end token is punctuation around the clause rather than of it.

    A quotation mark or bracket whose partner stands in the clause belongs to it, unless the two enclose all of it.
    """
    if not token.is_punct or token.tag_ == "POS" or token.text == "%":
        return False
    partners = _STRAIGHT.get(token.text) or (_CLOSERS if closing else _OPENERS).get(token.text)
    if partners is None:
        return True
    far_end, others = run[0 if closing else -1], run[:-1] if closing else run[1:]
    count = sum(other.text in partners for other in others)
    if token.text in _STRAIGHT:
        return count % 2 == 0 or (count == 1 and far_end.text in partners)
    return count == 0 or (count == 1 and far_end.text in partners)
