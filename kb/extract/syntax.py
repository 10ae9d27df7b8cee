"""Parsed paragraphs → the light syntax that later stages read: to which event a time belongs shows in the parse."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable

from kb.extract.parse import Paragraph
from kb.model import Syntax


def syntax_of(paragraphs: Iterable[Paragraph]) -> Syntax:
    """Give the syntax of an article whose paragraphs are parsed; offsets count in the article.

    White space that the parser takes for a word is kept, so that the numbers of its words stay ours.
    """
    starts, ends, heads, sentences = array("i"), array("i"), array("i"), array("i")
    tags: list[str] = []
    labels: list[str] = []
    for paragraph in paragraphs:
        first, offset = len(starts), paragraph.start
        for word in paragraph.doc:
            start = offset + word.idx
            starts.append(start)
            ends.append(start + len(word))
            heads.append(first + word.head.i)
            tags.append(sys.intern(word.tag_))  # some ninety strings, not one for every word
            labels.append(sys.intern(word.dep_))
            if word.is_sent_start:
                sentences.append(first + word.i)
    return Syntax(starts, ends, heads, tuple(tags), tuple(labels), sentences)
