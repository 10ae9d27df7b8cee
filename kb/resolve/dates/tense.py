"""Where the verb nearest to a time expression looks: back ("met on Friday") or ahead ("will meet on Friday").

The nearest cue to the left in the same sentence decides, since English puts the time after its
verb; where there is none, the nearest to the right does ("On Friday, ministers will meet").
"""

from __future__ import annotations

import re

from kb.resolve.dates.meaning import Heading

_LEFT, _RIGHT = 160, 120  # characters looked at either side: about a long clause
_FAR_RIGHT = 240  # where no verb stands in those: about a long sentence

_MODAL = r"(?:will|shall|'ll|’ll|won['’]t|would|must|should|could|can|(?-i:may)|might|cannot)"
# "May" with a capital is a month or a name.
# "Nobody could be reached on Monday": whom one could find or hear was tried for already.
_MANAGED = r"could\s+(?:not\s+[a-z]+|be\s+(?:reached|located|contacted|found|traced|seen|heard|identified))\b"
# A modal takes its verb with it, so that "will be held" is not read as "held".
_AHEAD = (
    rf"(?!{_MANAGED}){_MODAL}(?!\s+(?:not\s+)?have\s)"
    r"(?:\s+(?:not|also|still|never|even|once|again|be|soon|now|then|[a-z]{2,12}ly)){0,4}(?:\s+[a-z]{2,20})?\b"
    r"|(?:is|are|was|were|be|been|'s|'re)\s+(?:(?:now|also|still|[a-z]{2,12}ly)\s+)?(?:to\b|due|set\b|scheduled|expected|slated|planning|going\s+to"
    r"|supposed|likely|about\s+to|hoping|heading|bound|ready)\b"
    r"|(?:plan|plans|planned|planning|scheduled|slated|deadline|upcoming|coming|forthcoming|next(?!\s+to\b)"
    r"|ahead\s+of|now\s+(?:and|to|until)"
    r"|in\s+time\s+for|as\s+(?:early|soon|late)\s+as|no\s+later\s+than|starting|beginning|effective"
    r"|(?:postponed|delayed|extended|adjourned)\s+(?:[a-z]+\s+){0,2}until)\b"
    r"|(?:due|expect|expects|expected)\s+(?:to|on|in|by|this|next)\b"
    r"|(?:intends?|intended|aims?|hopes?|hoping|prepar\w+|vow(?:s|ed)?|pledg\w+|promis\w+|threaten\w*|propos\w+"
    r"|invited|agreed|ready|set)\s+to\b|set\s+for\b"
    r"|takes?\s+effect\b|(?:comes?|goes?)\s+into\s+(?:effect|force)\b|enters?\s+into\s+force\b|expires?\b"
)
_BACK = (
    r"(?:(?:was|were|had|did|been|said|told|met|made|held|took|came|went|began|broke|brought|built|bought|caught"
    r"|chose|cut|drew|fell|felt|fought|found|flew|gave|got|grew|hit|kept|knew|led|left|lost|meant|paid|put|ran|rose|sat"
    r"|saw|sent|set|shot|shut|sold|spent|spoke|stood|struck|swore|taught|thought|threw|won|wrote|became|beat|bore|fed|fled"
    r"|heard|hurt|laid|lay|let|lit|quit|rode|sang|sank|sought|slept|split|stole|stuck|swept|swung|tore|understood"
    r"|woke|withdrew|ago|according\s+to)\b"
    r"|(?-i:[a-z]{2,24}ed)\b)"  # a capital makes it a name: "United"
)
# "The case is heard in May": a passive in the present looks neither way.
_PRESENT = rf"(?:is|are|am)\s+(?:(?:not|also|now|[a-z]{{2,12}}ly)\s+)?{_BACK}"
_CUE = re.compile(
    rf"\b(?:(?P<perfect>{_MODAL}\s+(?:not\s+)?have\s+[a-z]+\b|{_MANAGED})"
    rf"|(?P<ahead>{_AHEAD})|(?P<present>{_PRESENT})|(?P<back>{_BACK}))",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?][\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]{0,3}[A-Z0-9])|\n\s*\n")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Capt|Adm|Rev|Prof|Maj|Sgt|Cmdr|Hon|Jr|Sr|St|Mt|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|vs?"
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
    r"|\b[A-Z][\w’'-]+\s+(?:meet|arrive|depart|begin|resume)\b"  # after two names: "Oslo and Vik meet on Sunday"
)
_HELD = re.compile(
    r"['’]s\s+(?:[\w-]+\s+){0,2}?(?:match|tie|game|final|semi-final|derby|race|fixture|trip|visit|meeting|hearing|summit|concert"
    r"|debate|rally|ceremony|launch|opener|talks)\b",
    re.IGNORECASE,
)
# "The show runs through Friday": what lasts, in the present tense, lasts into the days to come.
_LASTING = re.compile(r"\b(?:through|until|till)\s+\Z", re.IGNORECASE)
# "They asked her to testify on Feb. 10": what somebody is to do may lie either way, and the nearer day is meant.
_INFINITIVE = re.compile(
    r"\bto\s+(?:testify|appear|speak|vote|meet|support|decide|rule|hear|hold|begin|start|open|close|play|face|travel|visit"
    r"|return|attend|run|join|leave|take|make|give|go|come|move|sign|announce|release|publish|deliver|file|launch|resume)\b",
)
_NOTHING_BETWEEN = re.compile(
    r"\s+(?:(?:here|there|back|again|early|late)\s+)?(?:(?:in|on)\s+)?(?:(?:early|late|mid)[\s-])?"
)
# "He said that on Friday, the bank will close": a time at the head of its clause belongs to the verb after it.
_CLAUSE_HEAD = re.compile(
    r"\b(?:that|but|because|while|whether|so)\s+(?:(?:early|late)\s+)?(?:(?:on|in|by|at|from|until)\s+)?(?:the\s+)?\Z",
    re.IGNORECASE,
)
_TAKING_PART = re.compile(r"\b(?:for|in|at|miss|attend|join|watch|host|play)\s+\Z", re.IGNORECASE)
_SIMPLE_PAST = re.compile(r"[a-z]+ed\b", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"\b(?:is|are|am|was|were|be|been|being|has|have|['’]s|['’]re|['’]ve)\s+(?:(?:not|also|already|[a-z]{2,12}ly)\s+){0,2}\Z",
    re.IGNORECASE,
)
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
    (<Heading.AHEAD: 'ahead'>, <Heading.OVER: 'over'>)
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
    fronted = text[end : end + 1] == "," and _CLAUSE_HEAD.search(text, left, start)
    if before and not fronted:
        return _after(text, before[-1], start)
    after = next(_CUE.finditer(text, end, right), before[-1] if before else None)
    if after is None and right == end + _RIGHT:  # a long subject: the verb of the sentence stands farther on
        _, right = sentence_around(text, start, end, after=_FAR_RIGHT)
        after = next(_CUE.finditer(text, end, right), None)
    return _heading_of(after) if fronted and after else _present_at(text, left, start, after)


def is_to_come(text: str, start: int, end: int) -> bool:
    """Tell whether a verb at ``[start, end)`` is about what is to come: "plans", "is expected", "will say".

    A simple past tells an act that is over, whatever it was about: "vowed to", "planned to".

    >>> is_to_come("The union plans to strike.", 10, 15), is_to_come("The union vowed to strike.", 10, 15)
    (True, False)
    """
    left, right = sentence_around(text, start, end)
    over = next((cue for cue in _CUE.finditer(text, left, right) if cue.end() > start), None)
    if over is None or over.start() >= end or not over["ahead"]:
        return False
    simple = _SIMPLE_PAST.match(over["ahead"]) and not _AUXILIARY.search(text, left, over.start())
    return not simple


def _after(text: str, cue: re.Match[str], start: int) -> Heading:
    """Tell where a time looks that stands after a verb, by that verb and by what is between."""
    if not cue["ahead"] and _INFINITIVE.search(text, cue.end(), start):
        return Heading.UNKNOWN
    return _heading_of(cue, beside=bool(_NOTHING_BETWEEN.fullmatch(text, cue.end(), start)))


def _present_at(text: str, left: int, start: int, after: re.Match[str] | None) -> Heading:
    """Tell where a clause looks that has no cue before the time: timetables and what lasts look ahead."""
    if _TIMETABLE.search(text, left, start):
        return Heading.AHEAD
    if after is not None:
        return _heading_of(after)
    return Heading.AHEAD if _LASTING.search(text, left, start) else Heading.UNKNOWN


def _heading_of(cue: re.Match[str], *, beside: bool = False) -> Heading:
    if cue["present"]:
        return Heading.UNKNOWN
    if cue["ahead"]:
        return Heading.AHEAD
    return Heading.OVER if beside else Heading.BACK
