"""Whether a time expression says when something happened, or only names a thing.

"Imposed in 2017" dates the imposing. "Imposed under the 2017 Trade Act" names a law, "the Aug. 7
bombings were condemned" says when the bombs went off, and "Friday's ruling" when the court ruled.
"""

from __future__ import annotations

import re

from kb.model import Span, TimeExpression

_LOOK_BACK, _LOOK_AHEAD = 24, 24  # characters around a time that show what it is part of
_COARSE = frozenset({"month", "quarter", "season", "year", "decade", "century"})

_DETERMINER = r"(?:the|an?|his|her|its|their|our|my|your|this|that|these|those|\w+['’]s)"
_DETERMINED = re.compile(rf"\b{_DETERMINER}\s\Z", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:in|on|at|by|since|until|till|from|to|through|throughout|during|before|after|around|about|for|between|and|or|of"
    r"|late|early|than)\s\Z",
    re.IGNORECASE,
)
# The event itself is said to be the time: "during the 2001 incident", "at Thursday's meeting".
_WHILE = re.compile(rf"\b(?:during|at|on|amid|throughout|in)\s(?:{_DETERMINER}\s)?\Z", re.IGNORECASE)
_IN = re.compile(rf"\bin\s(?:{_DETERMINER}\s)?\Z", re.IGNORECASE)
_NAME_FOLLOWS = re.compile(r"\s[A-Z]")
_NOUN_FOLLOWS = re.compile(
    r"\s(?!(?:in|on|at|of|by|for|to|from|with|over|under|into|after|before|during|against|about|and|or|but|when|while|where"
    r"|that|which|who|as|than|until|since|because|if|the|an?|his|her|its|their|our|this|these|he|she|it|they|we|i|you|there"
    r"|said|says|was|were|is|are|has|have|had|will|would|could|may|might|did|not|also|[a-z]+ed|[a-z]+ly)\b)[A-Za-z]"
)
_POSSESSED = re.compile(r"['’]s?\s")
_DEICTIC = re.compile(r"(?:last|this|next|past|coming|earlier|later|today|yesterday|tomorrow|now)\b", re.IGNORECASE)


def names_a_thing(body: str, time: TimeExpression) -> bool:
    """Tell whether a time stands before a noun that it belongs to, and no word says "during"."""
    start, end = time.span.start, time.span.end
    begin = max(0, start - _LOOK_BACK)
    possessed = bool(_POSSESSED.match(body, end))
    if not possessed:
        if not _NOUN_FOLLOWS.match(body, end, end + _LOOK_AHEAD):
            return False
        loose = time.grain in _COARSE and not _DEICTIC.match(time.span.exact)
        if not _DETERMINED.search(body, begin, start) and not (loose and not _PREPOSITION.search(body, begin, start)):
            return False
    name = not possessed and bool(_NAME_FOLLOWS.match(body, end))
    in_a_name = name and bool(_IN.search(body, begin, start))  # "in the 2017 Trade Act"
    return in_a_name or not _WHILE.search(body, begin, start)


def dates_clause(body: str, time: TimeExpression, clause: Span) -> bool:
    """Tell whether a time says when a clause's event was.

    What a day owns at the head of a clause is the event itself ("Wednesday's visit came as a
    surprise"); what a year owns there may be a law or a class.
    """
    if not names_a_thing(body, time):
        return True
    leads = not body[clause.start : time.span.start].strip() and clause.start <= time.span.start
    return leads and time.grain == "day" and bool(_POSSESSED.match(body, time.span.end))
