"""Stretches: the part of a sentence that is a figure's own, and whom it names.

All of the sentence where it has no other figure, else what stands between marks and joining words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.compare.positions.stance.lexicon import forms
from kb.compare.telling.accounts import Account, Name
from kb.compare.telling.rarity import RAREST, rank
from kb.compare.telling.sentences import Sentences
from kb.model import AgentType, Record, Span
from kb.wording import CALENDAR, name_words, words_in

_MARK = re.compile(r"[;:()“”\"—–]|,(?!\d)|\s-\s")
_JOINT = re.compile(r"\b(?:after|and|as|before|but|plus|when|where|whereas|which|while|who|with)\b", re.IGNORECASE)


def stretch_of(sentences: Sentences, account: Account, span: Span, figures: Sequence[Span]) -> Span:
    """Give the stretch of text that is the figure's own; where the text is absent, of its clause."""
    number = sentences.at(span.start)
    if number < 0:
        whole = next(one for one in account.proposition.span if one.start <= span.start and span.end <= one.end)
    else:
        text, start = sentences.text(number).rstrip(), sentences.start(number)
        whole = Span(start, start + len(text), text)
    if len(figures) == 1:
        return whole
    body, offset = whole.exact, whole.start
    left, right = span.start - offset, span.end - offset
    marks = [match.start() for match in _MARK.finditer(body)]
    first = max([0, *(mark + 1 for mark in marks if mark < left)])
    last = min([len(body), *(mark for mark in marks if mark >= right)])
    for other in figures:
        if first <= other.start - offset < left:
            joints = [match.start() for match in _JOINT.finditer(body, other.end - offset, left)]
            first = max(first, joints[-1] if joints else other.end - offset)
        elif right <= other.start - offset < last:
            joints = [match.start() for match in _JOINT.finditer(body, right, other.start - offset)]
            last = min(last, joints[0] if joints else other.start - offset)
    return Span(offset + first, offset + last, body[first:last])


def masked_in(record: Record, account: Account, stretch: Span) -> list[Span]:
    """Give the names of a stretch, and who says it: their words tell nothing of the figure."""
    names = [one.span for one in record.mentions if one.name and stretch.start <= one.span.start < stretch.end]
    return [*names, *account.statement.source]


def named_in(record: Record, account: Account, stretch: Span) -> tuple[frozenset[Name], frozenset[Name]]:
    """Give whom a stretch names but for who says it, and the places that it names."""
    kinds = {agent.id: agent.type for agent in record.agents}
    saying = {account.statement.speaker, *(hop.agent for hop in account.statement.chain)}
    said = account.statement.source
    inside = {
        mention.agent
        for mention in record.mentions
        if mention.agent
        and mention.agent not in saying
        and stretch.start <= mention.span.start < stretch.end
        and not any(one.start <= mention.span.start < one.end for one in said)
    }
    known = [one.span for one in record.mentions if one.agent and stretch.start <= one.span.start < stretch.end]
    rare = {
        frozenset({word.text})
        for word in words_in(stretch.exact)
        if word.start
        and stretch.exact[word.start].isupper()
        and word.text not in CALENDAR
        and all(rank(form) == RAREST for form in forms(word.text))
        and not any(one.start <= stretch.start + word.start < one.end for one in (*known, *said))
    }
    places = {agent for agent in inside if kinds.get(agent) is AgentType.PLACE}
    return frozenset(map(name_words, inside - places)) | frozenset(rare), frozenset(map(name_words, places))
