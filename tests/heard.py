"""What the rule extractor hears in a text, in words instead of spans, for tests that read like the text."""

from __future__ import annotations

from functools import cache

from builders import an_article, words

from kb.extract.rules import RuleExtractor
from kb.model import Kind, Reading, Statement

Voice = tuple[str, str, str]  # source, cue, content; fragments joined by " […] "


@cache
def read(text: str) -> Reading:
    """Read a text that is all body."""
    return RuleExtractor().read(an_article(text))


def voices(text: str) -> list[Voice]:
    """Give source, cue and content of each attributed statement, in order of the cue."""
    found = [each for each in read(text).statements if each.kind is not Kind.NARRATOR]
    return [_in_words(each) for each in sorted(found, key=lambda each: each.cue)]


def narration(text: str) -> list[str]:
    """Give the contents of the narrator's statements, in order."""
    return [words(each.content)[0] for each in read(text).statements if each.kind is Kind.NARRATOR]


def statement(text: str, cue: str) -> Statement:
    """Give the one statement with a cue."""
    (found,) = (each for each in read(text).statements if words(each.cue) == (cue,))
    return found


def _in_words(each: Statement) -> Voice:
    source, cue, content = words(each.source, each.cue, each.content)
    return source, cue, content
