"""Where the verb nearest to a time expression looks: back ("met on Friday") or ahead ("will meet on Friday").

The nearest cue to the left in the same sentence decides, since English puts the time after its
verb; where there is none, the nearest to the right does ("On Friday, ministers will meet").
"""

from __future__ import annotations

import re

from kb.resolve.dates.meaning import Heading

_LEFT, _RIGHT = 160, 120  # characters looked at either side: about a long clause

_MODAL = r"(?:will|shall|'ll|’ll|won['’]t|would|must|should|could|can|(?-i:may)|might|cannot)"
# "May" with a capital is a month or a name.
# A modal takes its verb with it, so that "will be held" is not read as "held".
_AHEAD = (
    rf"(?!could\s+not\b){_MODAL}(?!\s+(?:not\s+)?have\s)"
    r"(?:\s+(?:not|also|be|soon|now|then|[a-z]{2,12}ly)){0,3}(?:\s+[a-z]{2,20})?\b"
    r"|(?:is|are|was|were|be|been|'s|'re)\s+(?:now\s+)?(?:to\b|due|set\b|scheduled|expected|slated|planning|going\s+to"
    r"|supposed|likely|about\s+to|hoping|heading|bound|ready)\b"
    r"|(?:plan|plans|planned|planning|scheduled|slated|deadline|upcoming|coming|forthcoming|next(?!\s+to\b)"
    r"|ahead\s+of|now\s+(?:and|to|until)"
    r"|in\s+time\s+for|as\s+(?:early|soon|late)\s+as|no\s+later\s+than|starting|beginning|effective"
    r"|(?:postponed|delayed|extended|adjourned)\s+(?:[a-z]+\s+){0,2}until)\b"
    r"|(?:due|expect|expects|expected)\s+(?:to|on|in|by|this|next)\b"
    r"|(?:intends?|intended|aims?|hopes?|hoping|prepar\w+|vow(?:s|ed)?|pledg\w+|promis\w+|threaten\w*|propos\w+"
    r"|invited|agreed|ready|set)\s+to\b|set\s+for\b"
)
_BACK = (
    r"(?:(?:was|were|had|did|been|said|told|met|made|held|took|came|went|began|broke|brought|built|bought|caught"
    r"|chose|cut|drew|fell|felt|fought|found|flew|gave|got|grew|hit|kept|knew|led|left|lost|meant|paid|put|ran|rose|sat"
    r"|saw|sent|set|shot|shut|sold|spent|spoke|stood|struck|swore|taught|thought|threw|won|wrote|became|beat|bore|fed|fled"
    r"|heard|hurt|laid|lay|let|lit|quit|rode|sang|sank|sought|slept|split|stole|stuck|swept|swung|tore|understood"
    r"|woke|withdrew|ago)\b"
    r"|(?-i:[a-z]{2,24}ed)\b)"  # a capital makes it a name: "United"
)
# "The case is heard in May": a passive in the present looks neither way.
_PRESENT = rf"(?:is|are|am)\s+(?:(?:not|also|now|[a-z]{{2,12}}ly)\s+)?{_BACK}"
_CUE = re.compile(
    rf"\b(?:(?P<perfect>{_MODAL}\s+(?:not\s+)?have\s+[a-z]+\b|could\s+not\s+[a-z]+\b)"
    rf"|(?P<ahead>{_AHEAD})|(?P<present>{_PRESENT})|(?P<back>{_BACK}))",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?][\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]{0,3}[A-Z0-9])|\n\s*\n")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Capt|Adm|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|vs"
    r"|a\.m|p\.m|U\.S|U\.N|U\.K)\Z"
)
# "They travel to Bergen on Saturday": with a day ahead, English puts what is scheduled into the simple present. After
# a pronoun the base form can be no noun; after a name the form in -s cannot.
_TIMETABLED = (
    "travel|play|host|face|visit|meet|fly|sail|leave|depart|arrive|return|open|begin|start|resume|close|end|kick"
)
_TIMETABLE = re.compile(
    rf"\b(?:[Tt]hey|[Ww]e|[Yy]ou|I)\s+(?:then\s+|next\s+)?(?:{_TIMETABLED})\b"
    rf"|\b(?:[Hh]e|[Ss]he|[Ii]t|[Ww]ho|[Ww]hich|[A-Z][\w’'-]+)\s+(?:{_TIMETABLED})e?s\b"
)
_HELD = re.compile(
    r"['’]s\s+(?:[\w-]+\s+){0,2}?(?:match|tie|game|final|semi-final|derby|race|fixture|trip|visit|meeting|hearing|summit|concert"
    r"|debate|rally|ceremony|launch|opener|talks)\b",
    re.IGNORECASE,
)
_TAKING_PART = re.compile(r"\b(?:for|in|at|miss|attend|join|watch|host|play)\s+\Z", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s\b")
_BEFORE_EVENT = re.compile(
    r"\b(?:ahead\s+of|until|before|prior\s+to|in\s+time\s+for|prepar\w+\s+for|upcoming)\s+\Z", re.IGNORECASE
)


def sentence_around(text: str, start: int, end: int, *, before: int = _LEFT, after: int = _RIGHT) -> tuple[int, int]:
    """Give the bounds of the sentence about ``[start, end)``, but look no further than told: about a long clause."""
    left = max(0, start - before)
    for stop in _STOP.finditer(text, left, min(len(text), start + 1)):
        if text[stop.start()] != "." or not _ABBREVIATED.search(text, max(left, stop.start() - 8), stop.start()):
            left = stop.end()
    right = min(len(text), end + after)
    for stop in _STOP.finditer(text, end, right):
        if text[stop.start()] != "." or not _ABBREVIATED.search(text, max(end, stop.start() - 8), stop.start()):
            right = stop.start()
            break
    return left, right


def heading_at(text: str, start: int, end: int) -> Heading:
    """Tell where the clause around a time expression looks.

    >>> heading_at("They will meet on Friday.", 18, 24), heading_at("They met on Friday.", 12, 18)
    (<Heading.AHEAD: 'ahead'>, <Heading.BACK: 'back'>)
    """
    left, right = sentence_around(text, start, end)
    beside = _CUE.match(text, end + 1, right)  # "the ministry on Sunday issued": the verb follows at once
    if beside:
        return _heading_of(beside)
    before = list(_CUE.finditer(text, left, start))
    if _POSSESSIVE.match(text, end):  # "would appeal Friday's ruling": the verb before is not about Friday
        if _BEFORE_EVENT.search(text, left, start):
            return Heading.AHEAD
        if before:  # "would be fit for Saturday's match": one takes part in what is held on that day
            scheduled = _TAKING_PART.search(text, left, start) and _HELD.match(text, end)
            return _heading_of(before[-1]) if scheduled else Heading.BACK
    if before:
        return _heading_of(before[-1])
    if _TIMETABLE.search(text, left, start):
        return Heading.AHEAD
    after = next(_CUE.finditer(text, end, right), None)
    return _heading_of(after) if after else Heading.UNKNOWN


def _heading_of(cue: re.Match[str]) -> Heading:
    if cue["present"]:
        return Heading.UNKNOWN
    return Heading.AHEAD if cue["ahead"] else Heading.BACK
