"""How two printed forms of one quotation differ, by edit operations on words.

Only the overlap is compared: a paper that quotes half of a sentence has dropped nothing. An
ellipsis or square brackets own up to an edit and make no difference either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz.distance import Indel, Levenshtein, Opcode

from kb.compare.quotations.house_styles import carries_meaning, same_house
from kb.compare.quotations.quoted import Printed
from kb.model import QuoteDifference
from kb.wording import NEGATORS

_OVERLAP = 4  # words of the two forms that must agree
_ALIKE = 0.7  # share of the overlap that must agree
_COVERED = 0.6  # share of the shorter form that must agree: two speeches with one turn of phrase are two
_SLACK = 3  # words by which two forms may shift against each other
_EDGE = 2  # words at the beginning or end of both forms that may differ
_SURE = 8  # words in common beside an edge, of which it is no chance that both forms end there
_CLOSE = 5  # the same where the words look alike
_RESEMBLING = 0.5  # share of letters of "breeze" that "bridge" has
_KINDS = {  # seen from the left form
    "replace": QuoteDifference.CHANGED_WORD,
    "delete": QuoteDifference.ADDED_WORD,
    "insert": QuoteDifference.DROPPED_WORD,
}
_SEPARATORS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\n": " "})


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference: words ``[left, left_end)`` of one form against ``[right, right_end)`` of the other."""

    kind: QuoteDifference
    left: int
    left_end: int
    right: int
    right_end: int
    telling: bool  # the words that differ carry meaning


@dataclass(frozen=True, slots=True)
class Overlap:
    """The stretch that two printed forms have in common, and how they differ in it."""

    left: int
    left_end: int
    right: int
    right_end: int
    edits: tuple[Edit, ...]


def overlap_of(left: Printed, right: Printed) -> Overlap | None:
    """Align two printed quotations; ``None`` when they are not forms of one."""
    operations = _operations(left.texts(), right.texts())
    codes = _trimmed(operations)
    if not codes:
        return None
    agreeing = sum(code.src_end - code.src_start for code in codes if code.tag == "equal")
    length = max(codes[-1].src_end - codes[0].src_start, codes[-1].dest_end - codes[0].dest_start)
    shorter = min(len(left.words), len(right.words))
    if agreeing < _OVERLAP or agreeing < _ALIKE * length or agreeing < _COVERED * shorter:
        return None
    edits: list[Edit] = []
    runs = list(_joined(operations, left, right))
    codes = list(_joined(codes, left, right))
    codes = [*_edge(left, right, runs[:1], codes[0]), *codes, *_edge(left, right, runs[-1:], codes[-1])]
    for code in codes:
        bounds = _Bounds(code.src_start, code.src_end, code.dest_start, code.dest_end)
        edits.extend(_spelling(left, right, bounds) if code.tag == "equal" else _change(left, right, code.tag, bounds))
    return Overlap(codes[0].src_start, codes[-1].src_end, codes[0].dest_start, codes[-1].dest_end, tuple(edits))


class _Bounds(NamedTuple):
    """Words ``[start, end)`` of the left form, ``[other, other_end)`` of the right one."""

    start: int
    end: int
    other: int
    other_end: int


def _operations(ours: Sequence[str], theirs: Sequence[str]) -> list[Opcode]:
    """Give the edit operations where two forms lie beside each other.

    The longest common run fixes how the two lie to each other; without that, a short form would be
    spread over a long one word by word.
    """
    run = SequenceMatcher(None, ours, theirs, autojunk=False).find_longest_match()
    first, first_other = max(0, run.a - run.b - _SLACK), max(0, run.b - run.a - _SLACK)
    last, last_other = run.a + len(theirs) - run.b + _SLACK, run.b + len(ours) - run.a + _SLACK
    return [
        Opcode(
            code.tag,
            code.src_start + first,
            code.src_end + first,
            code.dest_start + first_other,
            code.dest_end + first_other,
        )
        for code in Levenshtein.opcodes(ours[first:last], theirs[first_other:last_other])
    ]


def _trimmed(operations: Sequence[Opcode]) -> list[Opcode]:
    """Give the operations of the overlap, which begins and ends with words that agree."""
    codes = list(operations)
    while codes and _stray(codes[0], codes[1] if len(codes) > 1 else None):
        codes.pop(0)
    while codes and _stray(codes[-1], codes[-2] if len(codes) > 1 else None):
        codes.pop()
    return codes


def _stray(edge: Opcode, neighbour: Opcode | None) -> bool:
    """Tell whether an operation at the edge is outside the overlap: a change, or a chance word behind a longer one."""
    if edge.tag != "equal":
        return True
    if neighbour is None:
        return False
    return edge.src_end - edge.src_start < max(
        neighbour.src_end - neighbour.src_start, neighbour.dest_end - neighbour.dest_start
    )


def _edge(left: Printed, right: Printed, edge: Sequence[Opcode], neighbour: Opcode) -> list[Opcode]:
    """Give the operation at an edge where both forms begin, or end, in different words.

    Two papers that print one sentence up to its end, and differ in the last word, have printed two words for one. Of
    names and figures that is not so sure: a speaker says the same of this town today and of that one tomorrow.
    """
    if not edge or edge[0].tag != "replace":
        return []
    (code,) = edge
    at_start = (code.src_start, code.dest_start) == (0, 0) and code.src_end == neighbour.src_start
    at_end = (code.src_end, code.dest_end) == (len(left.words), len(right.words)) and (
        code.src_start == neighbour.src_end
    )
    if not (at_start or at_end) or max(code.src_end - code.src_start, code.dest_end - code.dest_start) > _EDGE:
        return []
    ours, theirs = left.texts(code.src_start, code.src_end), right.texts(code.dest_start, code.dest_end)
    alike = resembling(" ".join(ours), " ".join(theirs))
    if not alike and any(
        word[:1].isupper() or any(map(str.isdigit, word))
        for form, start, end in ((left, code.src_start, code.src_end), (right, code.dest_start, code.dest_end))
        for word in form.between(start, end).split()
    ):
        return []
    common = neighbour.src_end - neighbour.src_start
    return [code] if common >= (_CLOSE if alike else _SURE) else []


def resembling(ours: str, theirs: str) -> bool:
    """Tell whether words look enough alike to be mistaken for one another.

    >>> resembling("bridge", "breeze"), resembling("river", "desert")
    (True, False)
    """
    return Indel.normalized_similarity(ours, theirs) >= _RESEMBLING


def _change(left: Printed, right: Printed, tag: str, at: _Bounds) -> Iterator[Edit]:
    if _owned_up(left, at.start, at.end) or _owned_up(right, at.other, at.other_end):
        return
    ours, theirs = left.texts(at.start, at.end), right.texts(at.other, at.other_end)
    if tag == "replace" and same_house(ours, theirs):
        yield Edit(QuoteDifference.HOUSE_STYLE, *at, telling=False)
        return
    yield Edit(_KINDS[tag], *at, telling=_is_telling(tag, ours, theirs))


def _is_telling(tag: str, ours: Sequence[str], theirs: Sequence[str]) -> bool:
    words = frozenset((*ours, *theirs))
    return not NEGATORS.isdisjoint(words) or (tag == "replace" and any(map(carries_meaning, words)))


def _joined(codes: Sequence[Opcode], left: Printed, right: Printed) -> Iterator[Opcode]:
    """Join two changes beside each other that are one of house style: "cyber criminals", "cyber-criminals".

    So are those that are one phrase for another: "[at] the break" and "[at] half-time", "will not" and "cannot". Words
    that are only added beside a harmless change ("the" and "a big") stay apart from it.
    """
    waiting: Opcode | None = None
    for code in codes:
        if waiting is None:
            waiting = code
            continue
        both = Opcode("replace", waiting.src_start, code.src_end, waiting.dest_start, code.dest_end)
        ours, theirs = left.texts(both.src_start, both.src_end), right.texts(both.dest_start, both.dest_end)
        one_change = "equal" not in (waiting.tag, code.tag) and (
            same_house(ours, theirs) or any(_tells(one, left, right) for one in (waiting, code))
        )
        if one_change:
            waiting = both
        else:
            yield waiting
            waiting = code
    if waiting is not None:
        yield waiting


def _tells(code: Opcode, left: Printed, right: Printed) -> bool:
    ours, theirs = left.texts(code.src_start, code.src_end), right.texts(code.dest_start, code.dest_end)
    return _is_telling(code.tag, ours, theirs) and not (code.tag == "replace" and same_house(ours, theirs))


def _owned_up(form: Printed, start: int, end: int) -> bool:
    """Tell whether the printer marks the place as edited, by dots or brackets."""
    first = form.words[start - 1].end if start else form.words[0].start
    last = form.words[end].start if end < len(form.words) else form.words[-1].end
    around = form.text[first - form.shift : last - form.shift]
    return "…" in around or "..." in around or "[" in around or ". . ." in around


def _spelling(left: Printed, right: Printed, at: _Bounds) -> Iterator[Edit]:
    """Give differences between the same words: marks, blanks, commas, capitals, sentence ends."""
    seen: set[QuoteDifference] = set()
    for step in range(at.end - at.start):
        here, there = at.start + step, at.other + step
        kinds = {_word_difference(left.between(here, here + 1), right.between(there, there + 1))}
        if step + 1 < at.end - at.start:
            kinds.add(_gap_difference(_gap(left, here), _gap(right, there)))
        for kind in sorted(kind for kind in kinds if kind and kind not in seen):
            seen.add(kind)
            yield Edit(kind, here, min(here + 2, at.end), there, min(there + 2, at.other_end), telling=False)


def _gap(form: Printed, word: int) -> str:
    return form.text[form.words[word].end - form.shift : form.words[word + 1].start - form.shift]


def _word_difference(ours: str, theirs: str) -> QuoteDifference | None:
    if ours == theirs or ours.casefold() == theirs.casefold():
        return None
    if ours.translate(_SEPARATORS).casefold() == theirs.translate(_SEPARATORS).casefold():
        return QuoteDifference.TYPOGRAPHY
    return QuoteDifference.HOUSE_STYLE  # U.S. and US


def _gap_difference(ours: str, theirs: str) -> QuoteDifference | None:
    if ours == theirs or "…" in ours + theirs or "..." in ours + theirs:
        return None
    left, right = (" ".join(gap.translate(_SEPARATORS).split()) for gap in (ours, theirs))
    if any(mark in left for mark in ".!?") != any(mark in right for mark in ".!?"):
        return QuoteDifference.MERGED
    if left.replace(" ", "") == right.replace(" ", ""):
        return QuoteDifference.TYPOGRAPHY
    return QuoteDifference.HOUSE_STYLE  # the serial comma, a colon for a comma
