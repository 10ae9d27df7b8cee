"""Questions of a line, their answers, and labels that judge the rest: "Is it real? No", "Hoax: …"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kb.compare.positions.stance.lexicon import lexicon, phrase_at
from kb.compare.positions.stance.lines import Line, Part

_ENDS = frozenset({".", "!", "?"})


def questions(line: Line) -> tuple[Part, ...]:
    """Give the parts of the sentences that ask, by their mark or by opening with an auxiliary, and are not answered."""
    sentences = list(_sentences(line))
    asked = [sentence[-1].after == "?" and not _presupposes(line, sentence) for sentence in sentences]
    if sentences and _inverted(line, sentences[0]):
        asked[0] = True
    answered = [
        asks and _answer(line, later[0]) != "" for asks, (_, later) in zip(asked, pairwise(sentences), strict=False)
    ]
    answered += [False] * (len(sentences) - len(answered))
    open_ones = [one for one, asks, known in zip(sentences, asked, answered, strict=True) if asks and not known]
    return tuple(part for sentence in open_ones for part in sentence)


def verdict(line: Line) -> tuple[str, ...]:
    """Give the words of a label that judges the rest ("Hoax: …", "No, …"), or of a "no" that answers a question."""
    for part in line.parts[:1]:
        words = line.within(part)
        if part.after in (":", ",", "!") and phrase_at(words, 0, lexicon().verdicts) == len(words):
            return words
    for before, part in pairwise(line.parts):
        if before.after == "?" and _answer(line, part) == "no":
            return line.within(part)[:2]
    return ()


def _sentences(line: Line) -> Iterator[tuple[Part, ...]]:
    found: list[Part] = []
    for part in line.parts:
        found.append(part)
        if part.after in _ENDS:
            yield tuple(found)
            found = []
    if found:
        yield tuple(found)


def _presupposes(line: Line, sentence: tuple[Part, ...]) -> bool:
    """Tell a question that takes for granted what it asks about: "Why did the mill close?"."""
    return line.words[sentence[0].start] in lexicon().presupposing


def _inverted(line: Line, sentence: tuple[Part, ...]) -> bool:
    """Tell "Did the mayor resign" from the acronym "IS", and from a sentence that ends as statements do."""
    first = line.text[slice(*line.spans[0])]
    return line.words[0] in lexicon().question and not first.isupper() and sentence[-1].after not in (".", "!")


def _answer(line: Line, part: Part) -> str:
    """Tell how the part behind a question answers it: ``yes``, ``no`` (also "probably not", "fake"), or not at all."""
    words = line.within(part)
    if words[0] in lexicon().affirming:
        return "yes"
    refused = any(word in lexicon().refusing for word in words[:2]) or phrase_at(words, 0, lexicon().verdicts) > 0
    return "no" if refused else ""
