"""An annotated corpus → words with gold tags and links."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.errors import InputError
from kb.extract.parse import Paragraph, paragraphs_of
from kb.extract.tagger.decoding import ROLES, TAGS
from kb.extract.tagger.decoding import Words as Stretch
from kb.extract.tagger.words import Words, words_of
from kb.pipeline.reading import article_of

EDGE = " \t\r\n\"'“”‘’.,;:"  # what the scorer ignores at both ends of a span; the tagger is not asked to learn it


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated attribution, in words.

    Attributes:
        source: Its stretches of words, in order; empty when nobody is named. The same for the others.
    """

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated text.

    Attributes:
        name: Its ``doc_id``.
        publisher: Its outlet.
        words: Its words.
        gold: Its attributions.
        tags: For each word the position of its tag in :data:`~kb.extract.tagger.decoding.TAGS`.
    """

    name: str
    publisher: str
    words: Words
    gold: tuple[Gold, ...]
    tags: tuple[int, ...]


def examples_in(path: Path, model: str) -> Iterator[Example]:
    """Read and parse an attribution corpus (JSON Lines with ``doc_id``, ``text``, ``attributions``).

    Args:
        path: The corpus.
        model: Name of the spaCy pipeline.

    Raises:
        InputError: the file cannot be read, or a line is none of a corpus.
    """
    for example, _ in parsed_examples_in(path, model):
        yield example


def parsed_examples_in(path: Path, model: str) -> Iterator[tuple[Example, tuple[Paragraph, ...]]]:
    """Give each example with its parse; arguments and errors as for :func:`examples_in`."""
    try:
        lines = path.read_text("utf-8").split("\n")  # a text may hold other signs that end lines
    except (OSError, UnicodeDecodeError) as error:
        hint = "Set KB_EVAL to the folder of the corpora."
        raise InputError(f"{path} cannot be read: {error}.", hint=hint) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            document = json.loads(line)
            paragraphs = _parsed(document, model)
            yield _example(document, paragraphs), paragraphs
        except (ValueError, LookupError, TypeError) as error:
            raise InputError(f"{path}:{number}: {error!r}.", hint="Every line holds one annotated document.") from error


def example_of(document: dict[str, Any], model: str) -> Example:
    """Parse one annotated document and move its annotations onto words."""
    return _example(document, _parsed(document, model))


def _parsed(document: dict[str, Any], model: str) -> tuple[Paragraph, ...]:
    article = article_of(document["text"], str(document["doc_id"]), document.get("published"))
    return tuple(paragraphs_of(article, model))


def _example(document: dict[str, Any], paragraphs: Sequence[Paragraph]) -> Example:
    text, name, words = document["text"], str(document["doc_id"]), words_of(paragraphs)
    ends = [end for _, end in words.places]

    def stretches(spans: Sequence[Sequence[int]]) -> tuple[Stretch, ...]:
        found = (_covered(words, ends, *_trimmed(text, start, end)) for start, end in spans)
        return tuple(stretch for stretch in found if stretch)

    gold = tuple(Gold(*(stretches(each[role]) for role in ROLES)) for each in document["attributions"])
    return Example(name, str(document.get("publisher", "")), words, gold, tags_of(gold, len(words)))


def _trimmed(text: str, start: int, end: int) -> Stretch:
    while start < end and text[start] in EDGE:
        start += 1
    while start < end and text[end - 1] in EDGE:
        end -= 1
    return start, end


def _covered(words: Words, ends: Sequence[int], start: int, end: int) -> Stretch | None:
    """Give the words that share a character with a range, or None."""
    first = last = bisect_left(ends, start + 1)
    while last < len(words) and words.places[last][0] < end:
        last += 1
    return (first, last) if last > first else None


def tags_of(gold: Sequence[Gold], words: int) -> tuple[int, ...]:
    """Give the BIOES tag of each word; where annotations overlap, the first one counts."""
    tags = [0] * words
    for attribution in gold:
        for role in ROLES:
            for first, end in getattr(attribution, role):
                if any(tags[first:end]):
                    continue
                if end - first == 1:
                    tags[first] = TAGS.index(f"S-{role}")
                else:
                    tags[first:end] = [TAGS.index(f"I-{role}")] * (end - first)
                    tags[first], tags[end - 1] = TAGS.index(f"B-{role}"), TAGS.index(f"E-{role}")
    return tuple(tags)
