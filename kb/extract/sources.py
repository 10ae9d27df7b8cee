"""Where a source phrase begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.cues import lexicon
from kb.extract.grammar import RELATIVES, after_comma, agent_of, base, children, extent, is_passive, is_verb
from kb.extract.reporting import ReportingVerb, is_participle

if TYPE_CHECKING:
    from spacy.tokens import Token

_FOCUS = frozenset({"even", "only", "also", "just", "but", "and", "though", "still", "then"})  # say nothing of who
_TIME_PREPOSITIONS = frozenset({"on", "in", "at", "during"})  # not "of" or "since": they say which one is meant
_CALENDAR = frozenset(
    [
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
    ]
)
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})


def source_of(verb: ReportingVerb) -> tuple[int, ...]:
    """Give the positions of the whole noun phrase that names who speaks; nothing when nobody is named."""
    passive = is_passive(verb.token) or is_participle(verb.token)
    head = agent_of(verb.token) if passive else verb.subject
    if verb.form == "hear":  # "the court heard that": it was told, and by whom is left out
        return ()
    if "raising" in verb.frames:  # "the firm seems to have lost": who sees it so is left out
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
    positions = _behind_relay(verb, positions)
    while positions and verb.doc[positions[0]].lower_ in _FOCUS:
        positions.pop(0)
    return tuple(_before_time(verb, positions))


def _behind_relay(verb: ReportingVerb, positions: list[int]) -> list[int]:
    """Drop "According to the agency," before a source: another attribution, which the parse took into the subject."""
    words = [verb.doc[i].lower_ for i in positions]
    if words[:2] != ["according", "to"] or "," not in words:
        return positions
    return positions[words.index(",") + 1 :] or positions


def _before_time(verb: ReportingVerb, positions: list[int]) -> list[int]:
    """Drop ", on Tuesday" or "last week" at the end of a source behind its verb: it dates the saying.

    Not in a clause ("said Ruiz, who left in May"), and no bare year: "the champion in 2019" says which champion.
    """
    end = len(positions)
    while end > 1 and _is_calendar(verb.doc[positions[end - 1]]):
        end -= 1
    if end == len(positions) or positions[0] < verb.token.i:
        return positions
    time = verb.doc[positions[end]]
    if time.text.isdigit() and end == len(positions) - 1:
        return positions
    preposition = verb.doc[positions[end - 1]]
    if preposition.tag_ == "IN":
        if preposition.lower_ not in _TIME_PREPOSITIONS or end == 1:
            return positions
        end -= 1
    while end > 1 and verb.doc[positions[end - 1]].text == ",":
        end -= 1
    if any(is_verb(verb.doc[i]) or verb.doc[i].lower_ in RELATIVES for i in positions[:end]):
        return positions
    if time.nbor(-1).text in ("'s", "’s") or verb.doc[positions[end - 1]].pos_ not in _NOUNS:
        return positions
    return positions[:end]


def _is_calendar(word: Token) -> bool:
    """Tell words of a date; a capitalised one must name a day or a month, as the parser dates "Ruiz last week"."""
    dated = word.ent_type_ in ("DATE", "TIME")
    return dated and (word.tag_ != "NNP" or word.lower_.rstrip(".")[:3] in _CALENDAR)


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
