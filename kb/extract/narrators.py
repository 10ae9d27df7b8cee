"""What the outlet says in its own voice: what is left of a sentence when its attributions are taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kb.extract.attribution import Attribution
from kb.extract.fragments import Range, fragments
from kb.extract.grammar import children, has_infinitive_marker, is_finite
from kb.extract.sentences import Unit

if TYPE_CHECKING:
    from spacy.tokens import Token

_HELPERS = frozenset({"aux", "auxpass", "neg", "prt", "advmod", "mark", "expl"})
_OWN_EVENT = frozenset(
    {"dobj", "attr", "dative", "npadvmod", "oprd"}
)  # the verb above has something of its own to tell
_LIFTS = frozenset({"xcomp", "pcomp", "acomp"})  # "was quick to say", "is quoted as saying": one act of saying


def narration_in(unit: Unit, attributions: Iterable[Attribution]) -> tuple[Range, ...]:
    """Give the ranges of a sentence's own statement (offsets in the article); nothing when it has none.

    Args:
        unit: The sentence.
        attributions: All attributions that touch it, with offsets in the article.
    """
    offset = unit.paragraph.start
    taken = [
        (start - offset, end - offset)
        for attribution in attributions
        for start, end in (*attribution.source, *attribution.cue, *attribution.content)
    ]
    cues = [(start - offset, end - offset) for attribution in attributions for start, end in attribution.cue]
    said, acts = _within(unit, taken), _within(unit, cues)
    helpers = _helpers(unit, acts)
    free = [token.i for token in unit.tokens if token.i not in said and token.i not in helpers]
    if not said:
        quoted_only = not any(sign.isalnum() for sign in unit.outside)
        if quoted_only or not any(is_finite(token) for token in unit.tokens):
            return ()
        return _moved(fragments(unit.paragraph, free, unit.quotations), offset)
    runs = [run for run in _runs(unit, free) if any(is_finite(unit.paragraph.doc[i]) for i in run)]
    sources = [(start - offset, end - offset) for attribution in attributions for start, end in attribution.source]
    kept = sorted({i for run in runs for i in (*_without_joint(unit, run), *_subject(unit, run, sources))})
    return _moved(fragments(unit.paragraph, kept), offset)


def _within(unit: Unit, ranges: Sequence[Range]) -> set[int]:
    """Give the positions of the tokens that begin in some ranges."""
    return {token.i for token in unit.tokens if _is_in(token.idx, ranges)} if ranges else set()


def _is_in(offset: int, ranges: Sequence[Range]) -> bool:
    return any(start <= offset < end for start, end in ranges)


def _helpers(unit: Unit, acts: set[int]) -> set[int]:
    """Give positions that belong to an act of saying beside its cue: auxiliaries, "went on to", "was quick to"."""
    doc = unit.paragraph.doc
    found: set[int] = set()
    for position in acts:
        act = doc[position]
        for _ in range(8):
            found.update(child.i for child in act.children if child.dep_ in _HELPERS)
            if not _is_lifted(act) or act.head == act or act.head.i in acts:
                break
            act = act.head
            found.add(act.i)
    return found


def _is_lifted(act: Token) -> bool:
    """Tell whether the verb above only carries the act: "went on to say", not "froze the funds to express anger"."""
    if act.dep_ in _LIFTS:
        return True
    purpose = act.dep_ == "advcl" and has_infinitive_marker(act)
    return purpose and not any(child.dep_ in _OWN_EVENT for child in act.head.children)


def _subject(unit: Unit, run: list[int], sources: list[Range]) -> set[int]:
    """Give the source's positions where the run's own verb shares it: "China froze the funds to express anger"."""
    doc = unit.paragraph.doc
    finite = [doc[i] for i in run if is_finite(doc[i])]
    verbs = [token.head if token.dep_ in ("aux", "auxpass") else token for token in finite]
    subjects = [child for verb in verbs for child in children(verb, "nsubj", "nsubjpass")]
    shared = [(start, end) for start, end in sources if any(start <= one.idx < end for one in subjects)]
    return _within(unit, shared)


def _runs(unit: Unit, positions: list[int]) -> list[list[int]]:
    """Group positions into runs that nothing but punctuation parts."""
    doc = unit.paragraph.doc
    runs: list[list[int]] = []
    for i in positions:
        if runs and all(token.is_punct or token.is_space for token in doc[runs[-1][-1] + 1 : i]):
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _without_joint(unit: Unit, run: list[int]) -> list[int]:
    """Drop a conjunction that joined the run to what was taken away."""
    while run and (unit.paragraph.doc[run[0]].dep_ == "cc" or unit.paragraph.doc[run[0]].is_punct):
        run = run[1:]
    while run and (unit.paragraph.doc[run[-1]].dep_ in ("cc", "mark") or unit.paragraph.doc[run[-1]].is_punct):
        run = run[:-1]
    return run


def _moved(ranges: Iterable[Range], by: int) -> tuple[Range, ...]:
    return tuple((start + by, end + by) for start, end in ranges)
