"""Content → clauses: one for each finite verb that has, or shares, a subject of its own.

A clause owns the words below its verb, down to the next clause. Relative and adverbial clauses with a finite verb are
clauses (what a participle adds, see :mod:`kb.extract.inner`). What a verb takes
as its object ("hopes that rates fall") belongs to it unless it is long, and always when the verb is one of saying: such
an object makes a statement of its own. A content without any finite verb ("to cut fares", "a frank discussion") is one
clause around its topmost word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.grammar import after_comma, child, has_infinitive_marker, is_finite, is_verb
from kb.extract.hedges import lexicon
from kb.extract.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONG = 8  # tokens from which an object clause stands for itself
_CONTENT_WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb, or the topmost word of a verbless content, and the words that belong to it, in order."""

    head: Token
    tokens: tuple[Token, ...]


def clauses_in(tokens: Iterable[Token], cue: Collection[int] = ()) -> tuple[Clause, ...]:
    """Divide the tokens of one content among its clauses, each token to one, in order of their first token.

    Args:
        tokens: The tokens of a content, in order; with gaps where the content has fragments.
        cue: Indices of the tokens of its cue; what they take as object is a clause, with or without a verb.
    """
    listed = tuple(tokens)
    inside = frozenset(token.i for token in listed)
    words = [token for token in listed if not (token.is_punct or token.is_space)]
    heads: dict[int, Token] = {}
    for token in words:  # in order, so that the first of coordinated verbs is known before its sisters
        if _opens(token, inside, heads):
            heads[token.i] = token
    owners = _owners(words, heads, inside)
    for head in _verbless(words, owners, heads, inside, cue):
        heads[head.i] = head
        owners = _owners(words, heads, inside)
    if not heads:
        return ()
    _adopt(listed, owners, heads)
    shares: dict[int, list[Token]] = {}
    for token in listed:
        shares.setdefault(owners[token.i], []).append(token)
    return tuple(Clause(heads[owner], tuple(share)) for owner, share in shares.items())


def _opens(token: Token, inside: Collection[int], heads: Collection[int]) -> bool:
    """Tell whether a verb is the head of a clause of its own, from the heads before it."""
    if not is_verb(token) or token.dep_ in ("aux", "auxpass", "amod", "compound"):
        return False
    governor, label, finite = token.head, token.dep_, is_finite(token)
    if governor == token or governor.i not in inside:
        return finite or (label == "ROOT" and child(token, *_SUBJECTS) is not None)
    if label == "conj":
        return _coordinates(token, finite, heads)
    if label in ("ccomp", "acl"):
        return finite and _stands_alone(token, governor)
    if label == "advcl":  # "richer than Oslo is" only compares
        return finite and not any(mark.lower_ == "than" for mark in token.children)
    return finite and label in ("relcl", "parataxis", "dep")


def is_set_off(verb: Token) -> bool:
    """Tell a passive without a subject, behind the clause that gives it one: "Talks were held, led by Ana Ruiz".

    With a comma before it and its own doer it tells a second thing of that subject, as "and they were led by Ana Ruiz"
    would; without the comma it only says how ("the house stood surrounded by trees").

    Source: Quirk et al., A Comprehensive Grammar of the English Language (1985), 15.60-62, on supplementive clauses.
    """
    participle = verb.tag_ == "VBN" and verb.dep_ == "advcl" and verb.i > verb.head.i and child(verb, "mark") is None
    return participle and child(verb, "agent") is not None and not is_finite(verb) and after_comma(verb)


def _coordinates(token: Token, finite: bool, heads: Collection[int]) -> bool:
    """Tell whether a coordinated verb is a clause of its own, as its first sister is: "sold A and (has) bought B"."""
    first = token.head
    if not is_verb(first):
        return finite and child(token, *_SUBJECTS) is not None
    shares_auxiliary = child(token, "aux", "auxpass") is None
    return first.i in heads and (finite or shares_auxiliary) and not has_infinitive_marker(token)


def _stands_alone(token: Token, governor: Token) -> bool:
    """Tell whether an object clause is a clause of its own: a long one, or one that runs on before its neighbour."""
    if lemma_of(governor) in lexicon().speech:
        return False
    runs_on = token.i < governor.i and child(token, *_SUBJECTS) is not None and child(governor, *_SUBJECTS) is not None
    return runs_on or token.right_edge.i - token.left_edge.i + 1 >= _LONG


def _owners(words: Iterable[Token], heads: Collection[int], inside: Collection[int]) -> dict[int, int]:
    """Give each word the nearest head above it, where there is one."""
    owners: dict[int, int] = {}
    above: dict[int, int] = {}  # word → nearest head above it, or the topmost word inside
    for word in words:
        at, path = word, []
        while at.i not in heads and at.i not in above and (higher := at.head) != at and higher.i in inside:
            path.append(at.i)
            at = higher
        top = above.get(at.i, at.i)
        above.update(dict.fromkeys(path, top))
        if top in heads:
            owners[word.i] = top
    return owners


def _verbless(
    words: Iterable[Token],
    owners: Collection[int],
    heads: Collection[int],
    inside: Collection[int],
    cue: Collection[int],
) -> Iterator[Token]:
    """Give the topmost words that head a clause without a finite verb, at most one in a sentence.

    Left-over words head one where the sentence has no clause beside them (a stray adverb of a bad parse has), or where
    they are the object of the cue ("blamed [the firm, as its dam had cracked]").
    """
    left_over: dict[int, dict[int, list[Token]]] = {}
    for word in words:
        if word.i not in owners and word.pos_ in _CONTENT_WORDS:
            left_over.setdefault(word.sent.start, {}).setdefault(_top(word, inside), []).append(word)
    for sentence, tops in left_over.items():
        doc = next(iter(tops.values()))[0].doc
        # "[the firm] to repay the loan" is about repaying, however long the name of the firm
        best = doc[max(tops, key=lambda top: (doc[top].tag_ in ("VB", "VBG"), len(tops[top]), -top))]
        if (objects := [doc[top] for top in sorted(tops) if _is_object(doc[top], cue)]) and not is_verb(best):
            best = objects[0]
        beside = [i for i in heads if doc[i].sent.start == sentence and not best.is_ancestor(doc[i])]
        if objects or (not beside and (sum(map(len, tops.values())) > 1 or not heads)):
            below = child(best, "pobj", "pcomp") if best.pos_ == "ADP" else None
            yield below if below is not None and below.i in inside else best


def _is_object(top: Token, cue: Collection[int]) -> bool:
    return top.dep_ in ("dobj", "oprd", "xcomp", "ccomp", "attr") and top.head.i in cue


def _top(word: Token, inside: Collection[int]) -> int:
    while word.head != word and word.head.i in inside:
        word = word.head
    return int(word.i)


def _adopt(tokens: Iterable[Token], owners: dict[int, int], heads: Collection[int]) -> None:
    """Give what is left (punctuation, strays) to the clause on its left, at the start to the one on its right."""
    listed = tuple(tokens)
    last: int | None = None
    for token in listed:
        if token.i in owners:
            last = owners[token.i]
        elif last is not None:
            owners[token.i] = last
    first = next((owners[token.i] for token in listed if token.i in owners), min(heads))
    for token in listed:
        owners.setdefault(token.i, first)
