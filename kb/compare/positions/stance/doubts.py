"""What in a line keeps it from vouching for a claim: hedges, or somebody else who says so; and what vouches for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from kb.compare.positions.stance.alignment import aims_elsewhere, is_telling
from kb.compare.positions.stance.lexicon import forms, lexicon, phrase_at
from kb.compare.positions.stance.lines import Line, Part

_TRAILING = 2  # words behind a cue in a part of its own: "officials said on Tuesday"
_LABEL = 6  # words of a label, at most
_ARTICLES = frozenset({"a", "an", "the"})  # "an allegedly drunk driver": the hedge is about the noun
_NONE = frozenset({"no", "without", "beyond", "little"})


def hedges(line: Line, parts: Collection[Part], theirs: frozenset[str], common: tuple[bool, ...]) -> Iterator[str]:
    """Give the words that leave the claim open; what the claim itself says is no doubt about it."""
    yield from _cues(line, parts, "open", theirs, common)


def confirmations(
    line: Line, parts: Collection[Part], theirs: frozenset[str], common: tuple[bool, ...]
) -> Iterator[str]:
    """Give the words that take the claim for true."""
    yield from _cues(line, parts, "confirming", theirs, common)


def _cues(
    line: Line, parts: Collection[Part], kind: str, theirs: frozenset[str], common: tuple[bool, ...]
) -> Iterator[str]:
    phrases = lexicon().open if kind == "open" else lexicon().confirming
    for part in line.parts:
        words = line.within(part)
        for at in range(len(words)):
            length = phrase_at(words, at, phrases)
            if not length or _said_too(words[at : at + length], theirs) or is_no_cue(words, at, at + length):
                continue
            if aims_elsewhere(line, part, part.start + at + length, common):
                continue
            if part in parts or _is_about_telling(words[at + length :]):
                yield " ".join(words[at : at + length])


def _said_too(cue: tuple[str, ...], theirs: frozenset[str]) -> bool:
    """Tell whether the claim has the words of a cue as well: a claim that talks began is not hedged by "in talks"."""
    return all(not forms(word).isdisjoint(theirs) for word in cue if is_telling(word)) and any(map(is_telling, cue))


def is_no_cue(words: tuple[str, ...], start: int, end: int) -> bool:
    """Tell the month in "in May", "no doubt", and "five confirmed cases" from cues."""
    before = words[start - 1] if start else ""
    if words[start] == "may":
        return before in lexicon().dating or before.isdigit() or (end < len(words) and words[end].isdigit())
    if before in _NONE:
        return not forms(words[start]).isdisjoint(lexicon().harmless)
    attributive = words[start] in ("confirmed", "proven") and start > 0 and end < len(words) and is_telling(words[end])
    return attributive and before not in lexicon().auxiliary


def _is_about_telling(behind: tuple[str, ...]) -> bool:
    """Tell whether a cue is about what is told, wherever it stands: "police investigate reports that …"."""
    return any(forms(word) & lexicon().telling for word in behind[:2])


def grades(words: tuple[str, ...]) -> bool:
    """Tell whether words grade how sure a clause is: "may have", "reportedly", "is said to".

    >>> grades(("the", "mill", "may", "close")), grades(("it", "closed", "on", "3", "may"))
    (True, False)
    """
    lengths = ((at, phrase_at(words, at, lexicon().grading)) for at in range(len(words)))
    return any(
        length and not is_no_cue(words, at, at + length) and not (at and words[at - 1] in _ARTICLES)
        for at, length in lengths
    )


def reporters(
    line: Line, parts: Collection[Part], theirs: frozenset[str], common: tuple[bool, ...], speaks: Callable[[str], bool]
) -> Iterator[str]:
    """Give cues of saying and labels that name who says it.

    Args:
        line: The line.
        parts: Those of its parts that are about the claim.
        theirs: Forms of the words of the claim; a claim about a report is not relayed by the word "report".
        common: Of every word, whether the claim has a counterpart.
        speaks: Tells of a name, as printed, whether it is somebody who can say things.
    """
    for part in line.parts:
        words = line.within(part)
        for at in range(len(words)):
            length = phrase_at(words, at, lexicon().reported)
            if not length or _said_too(words[at : at + length], theirs) or _is_deed(words[at + length :]):
                continue
            if part in parts or len(words) - at - length <= _TRAILING:
                yield " ".join(words[at : at + length])
        if _is_label(line, part, common, speaks):
            yield " ".join(words)


def _is_deed(behind: tuple[str, ...]) -> bool:
    """Tell "claims 12 lives" from "claims that 12 died"."""
    return any(forms(word) & lexicon().deeds for word in behind[:3])


def _is_label(line: Line, part: Part, common: tuple[bool, ...], speaks: Callable[[str], bool]) -> bool:
    """Tell whether a part names who says the rest: "City official: …", "…: police"."""
    opening = part.start == 0 and part.after == ":"
    closing = part.end == len(line.words) and part.before in (":", "-", "—", "–")
    words = line.within(part)
    if not (opening or closing) or len(words) > _LABEL:
        return False
    told = [at for at in range(part.start, part.end) if is_telling(line.words[at])]
    known = sum(common[at] for at in told)
    if known * 2 > len(told):
        return False
    return bool(forms(words[-1]) & lexicon().speakers) or speaks(line.printed(part))
