"""What the offices of the people named say: a paper calls people by the office that they hold when it is printed.

The registry knows from when to when. "Former" and "then-" say that the term was over. Sentences about the past call
people by the office of that time, so those that name a year or look back otherwise are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from kb.model import Article, Interval, Span
from kb.resolve.article_facts.bounds import Bound
from kb.resolve.dates.tense import sentence_around
from kb.resolve.registry import Entry, Registry

_TITLE = 70  # characters beside a name in which its title stands
_SHORTEST = 28  # days that all together were in office, at least: holders who followed one another share but one
_CONFIDENCE = 0.75  # of titles of two people or more; one may be called by an office of old
_HEADS = frozenset(
    ["president", "minister", "secretary", "chancellor", "chairman", "ambassador", "spokesperson", "speaker",
     "commander", "premier", "governor", "mayor", "chief", "director", "envoy"]
)  # fmt: skip
_RANKS = frozenset(["vice", "deputy", "assistant", "press"])  # a vice president is no president
_MODIFIERS = _RANKS | {"prime", "general", "special", "acting", "first"}
_SAME = {
    "spokesman": "spokesperson", "spokeswoman": "spokesperson", "chairwoman": "chairman", "chair": "chairman",
    "chairperson": "chairman", "defence": "defense", "affairs": "foreign",
}  # fmt: skip
_EMPTY = frozenset(["of", "the", "and", "for", "to", "in", "a", "an", "national"])
_OVER = re.compile(r"(?:\b(?:former|then|ex|one-time|onetime|late|ousted)[\s-]+)$", re.IGNORECASE)
_NOT_HELD = re.compile(
    r"\b(?:an?|another|any|every|no|next|future|incoming|would-be|potential|possible|like|under|since)\s+$",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\b(?:designate|elect|nominee|candidate|hopeful|acting)\b|-elect\b", re.IGNORECASE)
_HISTORY = re.compile(
    r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)|\b(?:decades?|years?|months?)\s+(?:ago|earlier|later|before|after)\b"
    r"|\bat\s+the\s+time\b|\b(?:predecessor|successor|previous|history|historic|memoir|biograph)\w*",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*,\s+(?:the\s+)?(?P<title>[^.;:“”\"()]{4,60}?)(?=,|\.|;|$|\s(?:said|told|who|has|was|is)\b)")
_NAMED_AGAIN = re.compile(
    r"\b(?:[Pp]resident|[Mm]inister|[Ss]ecretary|[Cc]hancellor|[Gg]overnor|[Ss]peaker)\s+[A-Z][a-z]"
)
_TOKEN = re.compile(r"[\w.’'-]+|,")
_PREFIX = re.compile(r"(?:then|ex|former)-", re.IGNORECASE)
_TIMED = frozenset(["former", "then", "ex", "late", "onetime", "one-time", "ousted", "incoming", "under"])
_OF_HEAD = re.compile(
    r"^(?:of|for)\s+|\b(?:of|for)\s+(?=(?:(?:Vice|Deputy|Prime|Secretary)\s+)?(?:President|Minister|Premier|Chancellor|Secretary)\b)"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_MILITARY = re.compile(
    r"(?:General|Gen\.|Admiral|Adm\.|Lt\.|Lieutenant|Colonel|Col\.|Captain|Capt\.|Mr\.|Ms\.|Mrs\.|Dr\.)$"
)


def office_bounds(article: Article, registry: Registry) -> list[Bound]:
    """Give what the titles of office-holders say of the day; nothing when they cannot all have held office at once."""
    in_office: list[Bound] = []
    over: list[Bound] = []
    people: set[str] = set()
    for entry, name, begin in _named(article.body, registry):
        bound = _bound(article.body, entry, name, begin)
        if bound and bound.ground == "office":
            in_office.append(bound)
            people.add(entry.agent.id)
        elif bound:
            over.append(bound)
    if not _together(in_office):
        in_office = []
    return [*(in_office if len(people) > 1 else ()), *over]


def _together(bounds: list[Bound]) -> bool:
    first = max((bound.days.earliest for bound in bounds if bound.days.earliest), default=date.min)
    last = min((bound.days.latest for bound in bounds if bound.days.latest), default=date.max)
    return (last - first).days >= _SHORTEST


@lru_cache(maxsize=4)
def _holders(registry: Registry) -> tuple[tuple[str, Entry], ...]:
    """Give the full names of persons with dated offices, as the registry has them."""
    return tuple(
        (name, entry)
        for entry in registry
        if any(office.days.earliest for office in entry.offices)
        for name in (entry.agent.name, *entry.agent.aliases)
        if " " in name
    )


def _named(body: str, registry: Registry) -> Iterator[tuple[Entry, str, int]]:
    for name, entry in _holders(registry):
        at = body.find(name)
        while at >= 0:
            end = at + len(name)
            if (at == 0 or not body[at - 1].isalnum()) and not body[end : end + 1].isalnum():
                yield entry, name, at
            at = body.find(name, end)


def _bound(body: str, entry: Entry, name: str, begin: int) -> Bound | None:
    end = begin + len(name)
    left, right = sentence_around(body, begin, end, before=200, after=200)
    if _HISTORY.search(body[left:begin]) or _HISTORY.search(body[end:right]):
        return None
    start = _title_start(body, max(left, begin - _TITLE), begin, entry)
    behind = _AFTER.match(body, end, min(right, end + _TITLE))
    after = behind["title"] if behind and not _NAMED_AGAIN.search(behind["title"]) else ""
    for title, first in ((body[start:begin], start), (after, begin)):
        days = _term(entry, title)
        before = body[left:first]
        if days is None or _NOT_YET.search(title) or _NOT_HELD.search(before):
            continue
        words = Span.of(body, first, end)
        if _OVER.search(before):
            if days.latest is None:
                return None
            reason = f"the registry has {entry.agent.name} in that office until {days.latest}"
            return Bound(Interval(days.latest, None), "former office", _CONFIDENCE, words, reason, firm=False)
        reason = f"the registry has {entry.agent.name} in that office {_spelled(days)}"
        return Bound(days, "office", _CONFIDENCE, words, reason, firm=False)
    return None


def _title_start(body: str, left: int, begin: int, entry: Entry) -> int:
    """Give where the title before a name begins: the run of capitalised words and of words of the person's roles."""
    roles = frozenset(word for office in entry.offices for word in _WORD.findall(office.name.lower()))
    known = roles | _HEADS | _MODIFIERS | _SAME.keys() | {"affairs", "of", "for"}
    start = begin
    for token in reversed(list(_TOKEN.finditer(body, left, begin))):
        word = token[0]
        if body[token.end() : start].strip() or (word == "," and not _MILITARY.match(body[start:begin].strip())):
            break
        prefix = _PREFIX.match(word)
        if prefix:  # "then-House Speaker"
            return token.start() + prefix.end()
        if word.lower() in _TIMED or (word != "," and not word[0].isupper() and word.lower() not in known):
            break
        start = token.start()
    inner = _OF_HEAD.search(body, start, begin)  # "chairman of President Ruiz’s council"
    return inner.end() if inner else start


def _term(entry: Entry, title: str) -> Interval | None:
    """Give the days in which a person held the office of a title: from the first such term to the last."""
    printed = _parts(title)
    terms = [
        office.days
        for office in entry.offices
        if office.days.earliest and _is_title_of(printed, _parts(office.name.rpartition(", ")[2]))
    ]
    if not terms:
        return None
    first = min(days.earliest for days in terms if days.earliest)
    last = None if any(days.latest is None for days in terms) else max(days.latest for days in terms if days.latest)
    return Interval(first, last)


def _parts(title: str) -> frozenset[str]:
    words = (word.lower().removesuffix("’s").removesuffix("'s") for word in _WORD.findall(title))
    return frozenset(_SAME.get(word, word) for word in words if word not in _EMPTY)


def _is_title_of(printed: frozenset[str], role: frozenset[str]) -> bool:
    """Tell whether printed words are a title of a role: the same head and rank, and some of what it is about."""
    if not printed & role & _HEADS or printed & _RANKS != role & _RANKS:
        return False
    about = role - _HEADS - _MODIFIERS
    return not about or bool(about & printed) or len(printed - _MODIFIERS) <= 2  # "Chinese Ambassador"


def _spelled(days: Interval) -> str:
    return f"from {days.earliest} to {days.latest}" if days.latest else f"since {days.earliest}"
