"""Where a source phrase begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.cues import lexicon
from kb.extract.grammar import RELATIVES, after_comma, agent_of, base, children, extent, is_passive, is_verb
from kb.extract.reporting import ReportingVerb

if TYPE_CHECKING:
    from spacy.tokens import Token

_FOCUS = frozenset({"even", "only", "also", "just", "but", "and", "though", "still", "then"})  # say nothing of who


def source_of(verb: ReportingVerb) -> tuple[int, ...]:
    """Give the positions of the whole noun phrase that names who speaks; nothing when nobody is named."""
    passive = is_passive(verb.token)
    head = agent_of(verb.token) if passive else verb.subject
    if verb.form == "hear":  # "the court heard that": it was told, and by whom is left out
        return ()
    if head is None or (passive and head.lower_ == "it"):
        return ()
    if head.lower_ in RELATIVES:
        return (head.i,)
    quoted = verb.quoted_before
    if quoted is not None and head.i < verb.token.i and not passive:  # “…,” an old friend, Ana Ruiz, said
        named = range(verb.positions_in(quoted)[-1] + 1, verb.token.i)
        positions = [i for i in named if not _loose(verb.doc[i], verb.token)]
    else:
        positions = list(_phrase(verb, head))
    while positions and verb.doc[positions[0]].lower_ in _FOCUS:
        positions.pop(0)
    return tuple(positions)


def _loose(word: Token, verb: Token) -> bool:
    return word.dep_ in ("aux", "neg", "advmod", "npadvmod") and word.head == verb


def _reports(clause: Token) -> bool:
    return any(base(word) in lexicon().verbs for word in clause.subtree if is_verb(word))


def _phrase(verb: ReportingVerb, head: Token) -> list[int]:
    whole = extent(head)
    own = extent(verb.token)
    if head.i < verb.token.i:
        stop = own.start if whole.start < own.start < whole.stop else verb.token.i  # "a man saying …": not the clause
        positions = [i for i in whole if i < stop or (i < verb.token.i and own.start <= whole.start)]
        parted = [i for i in positions if verb.doc[i].text == ";" and verb.unit.quotation_at(verb.doc[i].idx) is None]
        if parted:  # "One wrote that the play was dull; another claimed …": a semicolon parts two main clauses
            positions = [i for i in positions if i > parted[-1]]
    else:
        positions = [i for i in whole if i > verb.token.i]
        remark = next((c for c in children(head, "relcl", "acl", "advcl") if after_comma(c) and _reports(c)), None)
        if remark is not None:  # said Ruiz, who added that …: the clause is another report
            positions = [i for i in positions if i < remark.left_edge.i]
    return [
        i for i in positions if verb.unit.quotation_at(verb.doc[i].idx) in (verb.around, None) or verb.around is None
    ]
