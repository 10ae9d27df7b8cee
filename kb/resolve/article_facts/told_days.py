"""Days that the story bounds: what is told as past lies before publication, what lies ahead after it.

Only what the grammar makes plain counts. The latest past day decides, so one date that was read as past and is not
would spoil the bound: dates in forecasts, plans, infinitives, gerunds and names ("the 2034 games") are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.model import Article, Interval, RegionKind, TimeExpression
from kb.resolve.agents.passages import is_quoted
from kb.resolve.article_facts.bounds import Bound
from kb.resolve.article_facts.signs import Line
from kb.resolve.dates import times_in
from kb.resolve.dates.meaning import Heading
from kb.resolve.dates.tense import heading_at, sentence_around

_YEAR = re.compile(r"(?<![\w$€£.,-])(?:1[6-9]|20)\d\d(?![\w%-]|[.,]\d)")
LOOKING_BACK = frozenset((Heading.OVER, Heading.BACK))
_NEXT = 50  # characters behind a date in which its verb may stand
_GRAINS = {"day", "month", "year", "season", "quarter"}
_PLACED = re.compile(r"\b(?:in|on|since|during|between)\s+$", re.IGNORECASE)
# "In 2016 polls": the year is part of a name; in "in 2016 and", "in 2016 when" it is not.
_NAMES = re.compile(
    r"\s+(?!(?:and|but|or|when|where|after|before|by|to|that|who|which|as|with|in|on|at|for|from|over|because|while|under"
    r"|amid|during|following|than|until|since|through|without|against|about|into|he|she|it|they|the|a|an|his|her|its|their"
    r"|did|was|were|had|has)\b)[A-Za-z]"
)
_JOINED = re.compile(r"(?:\band|,)\s+$")
_GERUND = re.compile(
    r"\b(?:[a-z]+ing|due|effective|valid|until|through|by|before|to)\s+(?:in|on|during)\s+(?:the\s+)?$"
)
_INFINITIVE = re.compile(r"\bto\s+(?!(?:the|a|an|his|her|its|their|this|that)\b)[a-z]{2,}\b")
_PLAN = re.compile(
    r"\b(?:predict|forecast|project(?:ed|s|ing|ion)|expect|estimat|promis|pledg|vow|plan|propos|target|goal|bid|hope|budget"
    r"|schedul|warn|postpone|delay|commit|extend|award|elect(?:ed|ion)\b.{0,20}\buntil|pencil|slat|would|could|should|might"
    r"|(?-i:may)\b|if\b|contract|deadline|potential|candidate|prospect|ambition|novel|film|series|scenario|imagin|set\s+in)",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|[’']ll|(?:is|are)\s+(?:to|due|set|expected|scheduled|slated|planned|planning|hoping|aiming)|plans?\s+to"
    r"|aim(?:s|ing)?\s+(?:to|for)|intends?\s+to|hopes?\s+to)\b",
)
_UNTRUE_AHEAD = re.compile(r"\b(?:would|was|were|had|if|whether|said\s+in|wrote\s+in|promised|pledged|planned)\b")
_LIMIT = re.compile(r"\b(?:by|until|before|starting\s+(?:in|on)|beginning\s+(?:in|on))\s+$")
_NEAR_LIMIT = re.compile(
    r"^\s*(?:\w+\s+){0,5}(?:in|on|during)\s+$"
)  # "will open in": nothing between has a time of its own


def told_bounds(article: Article, lines: Sequence[Line]) -> Iterator[Bound]:
    """Give what the dated events of the prose say of the day of publication."""
    for line in lines:
        if line.kind is RegionKind.BODY:
            for time in dated(line):
                bound = _of_prose(article, line, time)
                if bound:
                    yield bound


def dated(line: Line) -> Iterator[TimeExpression]:
    """Give the dates of a line that name a year, read in the words around it alone."""
    done = 0
    for year in _YEAR.finditer(line.text):
        if year.end() <= done:
            continue
        begin = line.text.rfind(" ", 0, max(0, year.start() - 24)) + 1
        for time in times_in(line.text, None, start=max(begin, done), end=min(len(line.text), year.end() + 1)):
            if time.type == "DATE" and time.grain in _GRAINS and time.span.end >= year.end():
                yield time
            done = max(done, time.span.end)


def _of_prose(article: Article, line: Line, time: TimeExpression) -> Bound | None:
    begin, end = line.start + time.span.start, line.start + time.span.end
    left, right = sentence_around(article.body, begin, end, before=240, after=160)
    before = article.body[left:begin]
    words = line.span(time.span.start, time.span.end)
    first, last = time.interval.earliest, time.interval.latest
    if first and _is_past(article.body, begin, end, before, article.body[left:right]):
        return Bound(Interval(first, None), "past event", 0.8, words, f"it tells of {time.span.exact} as past")
    if last and _lies_ahead(before, article.body, begin):
        reason = f"for it {time.span.exact} lies ahead"
        return Bound(Interval(None, last), "event ahead", 0.75, words, reason)
    return None


def _is_past(body: str, begin: int, end: int, before: str, sentence: str) -> bool:
    near = before[-40:]
    if re.search(r"\bsince\s+(?:[A-Z][a-z]+\s+)?$", near):
        return True
    if not (_PLACED.search(near) or _JOINED.search(near)) or _GERUND.search(near) or _PLAN.search(sentence):
        return False
    behind = len(before) + end - begin  # where the date ends in its sentence
    if _NAMES.match(body, end) or _AHEAD.search(sentence, behind, behind + _NEXT):
        return False
    clause = re.split(r"[,;:—]\s", before)[-1] if _PLACED.search(near) else before
    return not _INFINITIVE.search(clause) and heading_at(body, begin, end) in LOOKING_BACK


def _lies_ahead(before: str, body: str, begin: int) -> bool:
    """Tell whether a clause in the present looks ahead to a date; what somebody said once looked ahead then."""
    ahead = list(_AHEAD.finditer(before))
    if not ahead or is_quoted(body, begin):
        return False
    between = before[ahead[-1].end() :]
    if not (_LIMIT.search(between[-30:]) or _NEAR_LIMIT.match(between)):
        return False
    return not _UNTRUE_AHEAD.search(between) and not _YEAR.search(before)
