"""Speakers named by a label before their words: transcripts, pull quotes, headlines ("Ruiz: Rates will fall")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from kb.extract.attribution import Attribution
from kb.extract.grammar import is_finite
from kb.extract.parse import Paragraph

_CAPITALS = re.compile(r"(?P<who>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,4}(?:, [^:]{3,40})?)(?P<cue>:)\s+(?=\S)")
_NAME = re.compile(r"(?P<who>(?:[A-Z][\w.'’-]+ ){1,4}[A-Z][\w’'-]+)(?P<cue>:)\s+(?=[“\"„«])")
# A turn of a conversation may be labelled in any way ("Q", "Speaker 2"), as long as the labels come back.
_TURN = re.compile(r"(?P<who>[A-Z][\w.’'-]*(?: [A-Za-z0-9][\w.’'-]*){0,4})(?P<cue>:)\s+(?=\S)")
# A headline gives what somebody says behind the name, with or without quotation marks.
_HEADLINE = re.compile(
    r"(?P<who>[A-Z][A-Za-z.’'&/-]*(?: (?:[A-Z][A-Za-z.’'&/()-]*|of|the|and|for)){0,6})(?P<cue>:)\s+(?=[A-Z“\"‘'$])"
)
_RUBRICS = re.compile(  # stand before a headline and say nothing of who speaks
    r"(?:breaking|exclusive|watch|look|listen|updated?|live|latest|video|photos?|podcast|correction|analysis|opinion"
    r"|review|report card|recap|preview|editorial|commentary|factbox|explainer|timeline|q&a|full text|abstract"
    r"|flashback|wow)\b",
    re.IGNORECASE,
)
_CONFIDENCE = 0.9
_IN_HEADLINES = 0.7
_FEWEST_WORDS = 3  # after "WATCH: " and the like come a word or two
_SPEAKERS = 2  # of a conversation, with as many turns each at least


def conversing(paragraphs: Iterable[Paragraph]) -> frozenset[str]:
    """Give the labels that open two paragraphs or more, if there are two such: the speakers of a transcript."""
    opened = Counter(
        match["who"]
        for paragraph in paragraphs
        if (match := _TURN.match(paragraph.text)) and _is_uttered(paragraph, match.end())
    )
    names = frozenset(name for name, turns in opened.items() if turns >= _SPEAKERS)
    return names if len(names) >= _SPEAKERS else frozenset()


def label_attributions(paragraph: Paragraph, speakers: Collection[str] = ()) -> Iterator[Attribution]:
    """Give the attribution that a label at the start of a paragraph makes (offsets in the paragraph).

    Args:
        paragraph: Where the label stands.
        speakers: Labels of the article that are known to be speakers' (see :func:`conversing`).
    """
    match, confidence = _label(paragraph, speakers)
    content = paragraph.text[match.end() :].rstrip() if match else ""
    if match is None or (content[0].isalpha() and not content[0].isupper()):
        return
    if len(content.split()) < _FEWEST_WORDS and match["who"] not in speakers:
        return
    yield Attribution(
        source=(match.span("who"),),
        cue=(match.span("cue"),),
        content=((match.end(), match.end() + len(content)),),
        shape="label",
        confidence=confidence,
    )


def _label(paragraph: Paragraph, speakers: Collection[str]) -> tuple[re.Match[str] | None, float]:
    """Give the label, and how sure it is that it names a speaker."""
    text = paragraph.text
    turn = _TURN.match(text)
    if turn is not None and turn["who"] in speakers:
        return turn, _CONFIDENCE
    quoted = _NAME.match(text)
    if quoted is not None:
        return quoted, _CONFIDENCE
    capitals = _CAPITALS.match(text)
    if capitals is not None and _is_uttered(paragraph, capitals.end()):
        return capitals, _CONFIDENCE
    headline = _HEADLINE.match(text) if paragraph.start == 0 and capitals is None else None
    if headline is None or _RUBRICS.search(headline["who"]):
        return None, 0.0
    alone = " " not in headline["who"]  # "Ruiz: No cut in sight"; with more words before the colon, only a sentence
    return (headline, _IN_HEADLINES) if alone or _is_uttered(paragraph, headline.end()) else (None, 0.0)


def _is_uttered(paragraph: Paragraph, start: int) -> bool:
    """Tell whether a sentence or a quotation follows a label, not a price or a place: "FOR SALE: a house"."""
    quoted = paragraph.text[start : start + 1] in tuple("“\"„«‘'")
    return quoted or any(is_finite(token) for token in paragraph.doc if token.idx >= start)
