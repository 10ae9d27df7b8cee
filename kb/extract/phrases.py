"""Attributions whose cue is no verb: "according to X", "in X's words", "reportedly", "the claim that …"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from kb.extract.adjectives import adjective_attribution
from kb.extract.attribution import Attribution
from kb.extract.cues import lexicon
from kb.extract.fragments import fragments, ranges
from kb.extract.grammar import after_comma, child, children, extent, is_finite, is_verb, subject_of
from kb.extract.nouns import noun_attribution
from kb.extract.sentences import Unit

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "parataxis"})


def phrase_attributions(unit: Unit) -> Iterator[Attribution]:
    """Give the attributions of a unit whose cue is a fixed phrase, an adverb or a noun (offsets in the paragraph)."""
    for token in unit.tokens:
        found = _attribution(unit, token)
        if found is not None and found.content:
            yield found


def _attribution(unit: Unit, token: Token) -> Attribution | None:
    word = token.lower_
    if word in lexicon().adverbs:
        return _adverb(unit, token)
    if word in _WAYS:
        return _WAYS[word](unit, token)
    return noun_attribution(unit, token) or adjective_attribution(unit, token)


def _according(unit: Unit, token: Token) -> Attribution | None:
    """According to X: the rest of the sentence, or of the clause it stands in, is the content."""
    to = next((word for word in token.children if word.lower_ == "to"), None)
    noun = child(to, "pobj") if to is not None else None
    if to is None or noun is None:
        return None
    source = list(extent(noun))
    clause = _clause_around(unit, token)
    if token.i <= unit.tokens.start + 1 and not _has_subject(unit, clause, source):
        # The parse has drawn the subject of the sentence into the source: "According to the firm, sales fell."
        comma = next((i for i in source if unit.paragraph.doc[i].text == ","), None)
        source = [i for i in source if comma is None or i < comma]
    return _rest_of_clause(unit, (token.i, to.i), source, "according")


def _has_subject(unit: Unit, clause: range, source: list[int]) -> bool:
    doc = unit.paragraph.doc
    return any(doc[i].dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for i in clause if i not in source)


def _per(unit: Unit, token: Token) -> Attribution | None:
    """Per X, where X is somebody: "per the ministry", not "per day"."""
    noun = child(token, "pobj")
    if noun is None or noun.ent_type_ not in ("ORG", "PERSON", "NORP"):
        return None
    return _rest_of_clause(unit, (token.i,), list(extent(noun)), "per")


def _in_words(unit: Unit, token: Token) -> Attribution | None:
    """In X's words, in the view of X."""
    prep = token.head
    if prep.lower_ != "in" or token.dep_ != "pobj" or prep.i > token.i:
        return None
    of = next((word for word in children(token, "prep") if word.lower_ == "of"), None)
    owner = child(token, "poss") or (child(of, "pobj") if of is not None else None)
    if owner is None or child(token, "conj") is not None:  # "in his words and deeds"
        return None
    source = list(extent(owner))
    cue = tuple(i for i in extent(prep) if i not in source)
    return _rest_of_clause(unit, cue, source, "words")


def _rest_of_clause(unit: Unit, cue: tuple[int, ...], source: list[int], shape: str) -> Attribution:
    """Build an attribution whose content is what is left of the clause around a phrase."""
    doc = unit.paragraph.doc
    phrase = {*cue, *source}
    around = unit.quotation_at(doc[cue[0]].idx)
    rest = [i for i in _clause_around(unit, doc[cue[0]]) if i not in phrase]
    if around is not None:
        rest = [i for i in rest if around.start < doc[i].idx < around.end - around.closed]
    before = [i for i in rest if i < cue[0]]
    after = [i for i in rest if i > cue[0]]
    if _finite(unit, before):  # "Sales fell, according to the firm, which blamed rain": what follows is an afterthought
        rest = before if not _finite(unit, after) or doc[after[0]].text == "," else rest
    elif before and all(doc[i].pos_ in ("CCONJ", "ADV", "PUNCT", "SCONJ") for i in before):
        rest = after
    quotations = [quoted for quoted in unit.quotations if quoted is not around]
    return Attribution(
        source=fragments(unit.paragraph, source),
        cue=ranges(unit.paragraph, cue),
        content=fragments(unit.paragraph, rest, quotations),
        shape=shape,
        confidence=lexicon().phrases[shape],
    )


def _finite(unit: Unit, positions: list[int]) -> bool:
    return any(is_finite(unit.paragraph.doc[i]) for i in positions)


def _clause_around(unit: Unit, phrase: Token) -> range:
    """Give the clause a phrase stands in, its coordinated clauses included.

    At the end of a sentence, behind a comma, it is the whole sentence that the phrase answers for.
    """
    top = phrase.head if phrase.dep_ != "ROOT" else phrase
    last = phrase.right_edge.i >= unit.tokens.end - 2 and after_comma(phrase)
    while top.head != top and not (is_finite(top) and top.dep_ in _CLAUSES and not (last and top.dep_ != "relcl")):
        top = top.head
    whole = extent(top)
    return range(max(whole.start, unit.tokens.start), min(whole.stop, unit.tokens.end))


def _blame(unit: Unit, token: Token) -> Attribution | None:
    """Put the blame on X: the verb is empty, the noun says what is done."""
    verb = token.head
    on = next(
        (word for word in (*token.children, *verb.children) if word.lower_ in ("on", "for") and word.i > token.i), None
    )
    if token.dep_ != "dobj" or verb.lemma_.lower() not in lexicon().nouns["blame_verbs"] or on is None:
        return None
    subject = subject_of(verb)
    end = max(word.right_edge.i for word in (on, *(w for w in verb.children if w.dep_ == "prep" and w.i > on.i)))
    return Attribution(
        source=fragments(unit.paragraph, (i for i in extent(subject) if i < verb.i)) if subject is not None else (),
        cue=ranges(unit.paragraph, range(verb.i, token.i + 1)),
        content=fragments(unit.paragraph, range(on.i, end + 1), unit.quotations),
        shape="blame",
        confidence=lexicon().phrases["blame"],
    )


def _adverb(unit: Unit, token: Token) -> Attribution | None:
    """Reportedly, allegedly: the clause is somebody's, and nobody is named."""
    top = token.head
    while not is_verb(top) and top.head != top:
        top = top.head
    if top.dep_ in ("auxpass", "aux"):
        top = top.head
    positions = [i for i in extent(top) if i != token.i and unit.tokens.start <= i < unit.tokens.end]
    return Attribution(
        source=(),
        cue=ranges(unit.paragraph, (token.i,)),
        content=fragments(unit.paragraph, positions),
        shape="adverb",
        confidence=lexicon().adverbs[token.lower_],
    )


_WAYS: Mapping[str, Callable[[Unit, Token], Attribution | None]] = {
    "according": _according,
    "per": _per,
    "words": _in_words,
    "view": _in_words,
    "opinion": _in_words,
    "blame": _blame,
}
