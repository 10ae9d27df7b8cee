"""Where a content begins and ends.

The complement's own subtree is too short: parsers hang later clauses on the reporting verb. The rest of the
sentence is too long: it may hold another report, or a remark of the writer's. So a content runs on through the
reporting verb's later children up to the first that is one of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.cues import lexicon
from kb.extract.grammar import (
    RELATIVES,
    after_comma,
    base,
    child,
    children,
    extent,
    has_infinitive_marker,
    is_finite,
    is_verb,
)
from kb.extract.quotations import Quotation
from kb.extract.reporting import ReportingVerb, has_own_subject, is_added_judgement, is_added_report

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEEPEST = 50  # steps up a parse tree; a guard, no sentence is nested so deep
_PLAIN = 0.88  # share of clauses from which a verb is one of saying, plainly
_JOINED = frozenset({"and", "but"})
_CONTRASTS = _JOINED | {"while", "whereas", "though", "although"}
_GROUNDS = frozenset({"after", "as", "because", "since", "although", "though", "if", "unless", "while"})


def run_from(verb: ReportingVerb, first: Token, *, close: bool = False) -> tuple[int, ...]:
    """Give the positions from a child of the verb to the end of what belongs to the content.

    Args:
        verb: The reporting verb.
        first: The child that the content starts with.
        close: Leave out where and when it was said, also without a comma before it; for contents that are noun phrases.
    """
    start, stop = first.left_edge.i, first.right_edge.i + 1
    for later in verb.token.rights:
        if later.i <= first.i or later.dep_ in ("punct", "cc"):
            if later.text in ("?", "!") and later.i == stop:
                stop += 1
            continue
        if _ends_content(later, close=close):
            break
        stop = later.right_edge.i + 1
    stop = min(stop, verb.scope.stop, before_according(verb, start, stop))
    stop = min(stop, _before_later_report(verb, start, stop), _before_next_clause(verb, start, stop))
    stop = min(stop, _before_parallel_report(verb, start, stop))
    cut = _change_of_tense(verb, first)
    return tuple(i for i in range(start, min(stop, cut) if cut else stop) if i != verb.token.i)


def _before_later_report(verb: ReportingVerb, start: int, stop: int) -> int:
    """Give where ", adding that …" begins in a stretch: the parse may hang it on a clause of what is said."""
    for word in verb.doc[start + 1 : stop]:
        if (is_added_report(word) or is_added_judgement(word)) and verb.unit.quotation_at(word.idx) is verb.around:
            return int(word.left_edge.i - 1)
    return stop


def _before_next_clause(verb: ReportingVerb, start: int, stop: int) -> int:
    """Give where "; another claimed that …" begins: behind a semicolon, a report with a subject of its own."""
    for word in verb.doc[start + 1 : stop]:
        if word.text != ";" or verb.unit.quotation_at(word.idx) is not verb.around:
            continue
        for later in verb.doc[word.i + 1 : stop]:
            if is_finite(later) and is_verb(later) and base(later) in lexicon().verbs and later.dep_ != "relcl":
                return int(word.i)
    return stop


def _before_parallel_report(verb: ReportingVerb, start: int, stop: int) -> int:
    """Give where ", while Ruiz said …", "and three in ten said …" or "but said …" begins in a stretch.

    Two reports set side by side are both the writer's; the parse likes to hang the second one into the first. Verbs in
    one tense and form show that they stand side by side: "he said she was ill and says so" goes on with what is said.
    """
    for word in verb.doc[start + 1 : stop]:
        if word.tag_ != verb.token.tag_ or not is_finite(word) or verb.unit.quotation_at(word.idx) is not verb.around:
            continue
        cue = lexicon().verbs.get(base(word))
        plain = cue is not None and cue.frames.get("clause", 0.0) >= _PLAIN and "clause" not in cue.outermost
        joint = _joint_before(word) if plain else 0
        if joint > start:
            return joint - 1 if verb.doc[joint - 1].text == "," else joint
    return stop


def _joint_before(report: Token) -> int:
    """Give the position of the conjunction that a report stands behind, with its subject; 0 when there is none.

    "And" with a pronoun is none: "said that it rained and she thought it cold" may go on with what is said.
    """
    doc, own = report.doc, child(report, "nsubj")
    first: int = own.left_edge.i if own is not None and own.i < report.i else report.i
    while first > 0 and doc[first - 1].dep_ in ("aux", "neg", "advmod") and doc[first - 1].head == report:
        first -= 1
    joint = doc[first - 1].lower_ if first else ""
    if own is None:
        return first - 1 if joint in _JOINED else 0
    if own.lower_ in RELATIVES or (joint in _JOINED and own.pos_ == "PRON"):
        return 0
    return first - 1 if joint in _CONTRASTS else 0


def before_according(verb: ReportingVerb, start: int, stop: int) -> int:
    """Give where ", according to the agency" begins at the end of a stretch: it answers for the report as well."""
    for word in verb.doc[start:stop]:
        if word.lower_ == "according" and word.i > start and after_comma(word) and word.right_edge.i >= stop - 2:
            return int(word.left_edge.i - 1)
    return stop


def _change_of_tense(verb: ReportingVerb, first: Token) -> int | None:
    """Give where "urged him to go and left" goes back to the writer: a past tense joined to an infinitive."""
    for infinitive in (first, *children(verb.token, "xcomp", "ccomp")):
        if infinitive.i < first.i or not has_infinitive_marker(infinitive):
            continue
        for joined in children(infinitive, "conj"):
            if joined.tag_ == "VBD" and not has_own_subject(joined):
                cut = int(joined.left_edge.i)
                while cut > 0 and verb.doc[cut - 1].dep_ in ("cc", "punct"):
                    cut -= 1
                return cut
    return None


def _ends_content(later: Token, *, close: bool) -> bool:
    """Tell whether a later child of the reporting verb lies outside the content."""
    known = lexicon()
    if later.dep_ == "conj":  # "said he was ill and would rest": the parse joins what is said to the saying
        return close or base(later) in known.verbs or not is_verb(later)
    if later.dep_ in ("parataxis", "nsubj", "nsubjpass", "agent"):
        return True
    if later.dep_ == "advcl":
        return (later.tag_ == "VBG" and base(later) in known.verbs) or after_comma(later)
    if later.lower_ == "according" or any(word.lower_ == "according" for word in later.children):
        return True
    if later.dep_ == "prep":
        return is_setting(later) and (close or after_comma(later))
    return close and later.dep_ == "npadvmod"


def is_setting(prep: Token) -> bool:
    """Tell whether a prepositional phrase says where or when something was said: "in a statement", "on Monday"."""
    noun = child(prep, "pobj")
    return noun is not None and (noun.lemma_ in lexicon().nouns["venue"] or noun.ent_type_ in ("DATE", "TIME"))


def run_before(verb: ReportingVerb) -> tuple[int, ...]:
    """Give the positions of a content that stands before "X said", with what goes on behind it."""
    quoted = verb.quoted_before
    left = verb.left
    before = [i for i in verb.scope if i < left]
    if quoted is not None:
        end = verb.positions_in(quoted)[-1] + 1
        before = [i for i in before if i < end]
    for i in reversed(before):
        if verb.doc[i].text == ";" and not any(mark.start < verb.doc[i].idx < mark.end for mark in verb.quotations):
            before = [j for j in before if j > i]
            break
    after = [i for mark in verb.quotations for i in _goes_on(verb, mark)]
    behind = [
        i
        for later in children(verb.token, "ccomp", "conj")
        if later.i > verb.token.i and is_finite(later) and base(later) not in lexicon().verbs and has_own_subject(later)
        for i in extent(later)
    ]
    if not verb.quotations:
        behind.extend(
            i for later in children(verb.token, "advcl") if _gives_grounds(verb, later) for i in extent(later)
        )
    return (*_without_opening(verb, before), *after, *sorted(behind))


def _gives_grounds(verb: ReportingVerb, later: Token) -> bool:
    """Tell ", after inflation slowed" behind "…, Ruiz said": a clause about something else than who speaks."""
    mark, subject = child(later, "mark"), child(later, "nsubj", "nsubjpass")
    return (
        later.i > verb.token.i
        and is_finite(later)
        and after_comma(later)
        and mark is not None
        and mark.i == later.left_edge.i
        and mark.lower_ in _GROUNDS
        and subject is not None
        and subject.pos_ in ("NOUN", "PROPN")
        and base(later) not in lexicon().verbs
    )


def _without_opening(verb: ReportingVerb, positions: list[int]) -> list[int]:
    """Drop "Still," and "But" where nothing else of the content stands before "he said"."""
    words = [i for i in positions if not verb.doc[i].is_punct]
    if words and all(verb.doc[i].pos_ in ("ADV", "CCONJ", "SCONJ", "INTJ") for i in words):
        return []
    return positions


def _goes_on(verb: ReportingVerb, mark: Quotation) -> tuple[int, ...]:
    """Give the positions of a quotation behind "X said" that goes on with what stood before it."""
    positions = verb.positions_in(mark)
    words = [i for i in positions if not verb.doc[i].is_punct]
    if not words or words[0] < verb.token.i or _in_other_report(verb, words[0]):
        return ()
    return positions if words[0] in verb.scope or verb.is_beside(mark) else ()


def _in_other_report(verb: ReportingVerb, position: int) -> bool:
    """Tell whether a token belongs to a later report of the same sentence: “…,” he said, adding “…”."""
    at = verb.doc[position]
    quoted = verb.unit.quotation_at(at.idx)
    for _ in range(_DEEPEST):
        if at.head == at or at.head.i == verb.token.i:
            break
        at = at.head
        outside = quoted is None or not quoted.start <= at.idx < quoted.end
        if outside and at.i > verb.token.i and is_verb(at) and base(at) in lexicon().verbs:
            return True
    return at.dep_ in ("conj", "advcl") and base(at) in lexicon().verbs
