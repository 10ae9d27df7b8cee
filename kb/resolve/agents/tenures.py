"""Offices that a text gives people: "Fisheries Ministry spokesperson Ana Ruiz", "Ruiz, a former mayor of Leeds, …".

Titles in front of a name are read, a description set off by a comma before it, and one behind it. Ranks and forms of
address are no offices, unless they are held over something ("the captain of the team"). The registry's people have
their offices with days; these have the day of the article only, and what was held before stays apart.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.model import Agent, AgentType, Article, Hold, Mention, Span, Tenure
from kb.resolve.agents.names import is_title, key, plain, title_words, without_article
from kb.resolve.registry import Registry

_LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_RANKS, _ADDRESS, _FORMER, _COMING, _DEPARTMENTS, _MODIFIERS, _OPINIONS, _OUTSIDE = (
    frozenset(_LISTS[name].split())
    for name in ("ranks", "address", "former", "coming", "departments", "modifiers", "opinions", "outside")
)
_BEHIND = re.compile(r",\s+(?:\d{1,3},\s+)?(?P<told>[^,.;:“”\"()—–\n]*(?:(?:\b[A-Z]\.|\([A-Z]+\))[^,.;:“”\"()—–\n]*)*)")
_TIE = re.compile(
    r"\s+(?P<tie>of|for|at|with|in|on|from|under|to|by|about|over|during|near|since|until|before|after)\s+"
)
_LEADING = re.compile(r"^(?:(?:the|an?|one of|its|their|his|her|our|another|now|currently)\s+)+", re.IGNORECASE)
_BEFORE = re.compile(r"(?:\s+(?:of|for|at)\s+[^,.;:“”\"()\n]{1,60})?,\s+|\s")
_CLAUSE = re.compile(r"\s+(?:and|who|which|whose|that|since|until|after|before|when|where|as|until)\s+")
_WORD_BEFORE = re.compile(r"(?<![\w.’'&-])([\w.’'&-]+)[ \u00a0]$")
_JOINS = frozenset({"of", "for", "the"})
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w’'&-]*\s+$")
_MODIFIED = re.compile(r"-|\s+[a-z]")
_LEADING_JOINS = re.compile(r"(?:(?:of|for|the)\s+)+")
_DOING = re.compile(r"(?:^|(?<=\s))(?P<who>[\w-]+)\s+(?:[a-z]{3,}(?:ing|ed)|born)\s")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_OTHER = re.compile(r"(?:who|which|whose|that|as|and|but|or|when|while|if|said|says|he|she|it|they)\b", re.IGNORECASE)
_PREFIX = re.compile(r"^(?P<when>then|ex|now)-(?=\w)", re.IGNORECASE)
_BODIES = (AgentType.ORGANIZATION, AgentType.PLACE, AgentType.GROUP)
_FARTHEST = 110  # characters that a description behind a name may have


@dataclass(frozen=True, slots=True)
class _Told:
    """A description of somebody: where it stands, and whether it is a title in front of the name."""

    start: int
    end: int
    is_title: bool


class _Bodies:
    """What the words around an office say whose it is."""

    def __init__(self, mentions: Iterable[Mention], agents: Iterable[Agent], registry: Registry) -> None:
        found = [one for one in mentions if one.agent and one.name and one.type in _BODIES]
        self._mentions = sorted(found, key=lambda one: one.span)
        self._starts = [one.span.start for one in self._mentions]
        self._types = {one.id: one.type for one in agents}
        self._minted = {
            key(without_article(name)): one.id
            for one in sorted(agents, key=lambda one: one.id, reverse=True)
            if one.type in _BODIES
            for name in (one.name, *one.aliases)
        }
        self._registry = registry

    def whose(self, tie: str, start: int, words: str) -> str:
        """Give the body or place that an office is tied to, or nothing.

        One is mayor "of" a town; "in", "for" and "to" a town or state one is a member of somebody else's staff.

        Args:
            tie: The word between the office and the rest.
            start: Where the rest begins.
            words: The rest.
        """
        at = bisect_left(self._starts, start)
        near = [one for one in self._mentions[at : at + 3] if one.span.start < start + len(words)]
        inside = [one for one in near if _is_whole(words, one.span.start - start, one.span.end - start)]
        while len(inside) > 1 and inside[0].span.end + 3 >= inside[1].span.start:  # "the university's press"
            inside.pop(0)
        agent = inside[0].agent if inside else self.named(words)
        kind = inside[0].type if inside else self._types.get(agent, AgentType.UNKNOWN)
        return agent if tie == "of" or (kind is AgentType.ORGANIZATION and tie != "to") else ""

    def named(self, words: str) -> str:
        """Give the body, place or state that words are a name of, or nothing."""
        registry = self._registry
        known = [one.id for one in registry.lookup(words) if one.type in _BODIES]
        if not known and (people := registry.demonym(words)):
            known = [people.id]
        if not known:
            known = [one.id for one in registry.ambiguous(words) if one.type in _BODIES and one.id in self._types]
        if len(known) == 1:
            return known[0]
        own = re.split(r"['’]s\s+", words)[-1]
        return self._minted.get(key(without_article(plain(words)))) or (self.named(own) if own != words else "")


def tenures_in(
    article: Article, mentions: Sequence[Mention], agents: Sequence[Agent], registry: Registry
) -> tuple[Tenure, ...]:
    """Give the offices that a text gives the people whom it names, in text order.

    Args:
        article: For its text.
        mentions: All of them, linked, in text order.
        agents: Whom they mean.
        registry: Bodies and states known by name.
    """
    bodies = _Bodies(mentions, agents, registry)
    found: dict[tuple[Span, str], Tenure] = {}
    for mention, told in _described(article.body, mentions):
        for tenure in _tenures(article.body, mention, told, bodies):
            found.setdefault((tenure.span, tenure.office), tenure)
    return tuple(found[at] for at in sorted(found))


def _described(body: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, _Told]]:
    """Give named people with the descriptions that stand next to their names."""
    before: Mention | None = None
    for mention in mentions:
        if mention.type is not AgentType.PERSON:
            continue
        if mention.name and mention.agent:
            start, end = mention.span.start, mention.span.end
            named = start + max(0, mention.span.exact.rfind(mention.name.split()[0]))
            if (first := _run_start(body, start)) < named:
                yield mention, _Told(first, named, True)
            if before and _BEFORE.fullmatch(body, before.span.end, start) and before.agent in ("", mention.agent):
                yield mention, _Told(before.span.start, start, False)
            behind = _BEHIND.match(body, end, end + _FARTHEST)
            if behind and behind.end() < len(body):
                yield mention, _Told(behind.start("told"), behind.end("told"), False)
        if mention.agent or not mention.name:  # a name that means nobody may be a word of the description
            before = None if mention.name else mention


def _is_whole(words: str, start: int, end: int) -> bool:
    """Tell whether a name inside some words is neither part of a longer one nor a mere modifier.

    In "the Lyon-based Order of Malta France" and "the East Asia programme" no place is whose office it is.
    """
    part = _CAPITAL_BEFORE.search(words[:start])
    modifies = _MODIFIED.match(words, end)
    return not part and (not modifies or bool(_TIE.match(words, end)))


def _run_start(body: str, end: int) -> int:
    """Give where the title in front of a name begins, that words in lower case ("former", "then-") belong to."""
    start = end
    while start < len(body) and "-" in body[max(0, start - 1) : start + 1] and body[start - 1].isalpha():
        start = body.rfind(" ", 0, start) + 1  # "then-House Speaker"
    while word := _WORD_BEFORE.search(body, max(0, start - 40), start):
        bare = word[1].strip(".,").casefold()
        capital = word[1][:1].isupper() and bare not in _OUTSIDE
        ends_sentence = word[1].endswith(".") and len(bare) > 3 and not is_title(bare)
        if ends_sentence or not (capital or word[1] in _JOINS or bare in _FORMER | _COMING):
            break
        start = word.start(1)
    joins = _LEADING_JOINS.match(body, start, end)
    return joins.end() if joins else start


def _tenures(body: str, holder: Mention, told: _Told, bodies: _Bodies) -> Iterator[Tenure]:
    words = body[told.start : told.end].rstrip(", \n")
    skipped = _LEADING.match(words)
    start = told.start + (skipped.end() if skipped else 0)
    words = body[start : told.start + len(words)]
    if told.is_title:
        words = _without_ranks(words)
    elif _OTHER.match(words):
        return
    if (doing := _DOING.search(words)) and _is_office(doing["who"], ranks=False):
        words = words[: doing.end("who")]
    whole = told.is_title and words and _is_office(words.split()[-1], ranks=False)
    head, tie, rest = (words, "", "") if whole else _parted(words)
    rest = _CLAUSE.split(rest)[0]
    owner = bodies.whose(tie.strip(), start + len(head) + len(tie), rest) if rest else ""
    owned = bool(tie) or "'s " in plain(head) or "’s " in head
    for piece in re.split(r"\s+and\s+(?:the\s+|an?\s+)?", head):
        office = _office(piece, bodies, ranks=owned and not told.is_title)
        if office:
            name, whose, hold = office
            span = Span.of(body, start, start + len(words))
            yield Tenure(span, holder.agent, name, whose or owner, hold)


def _without_ranks(words: str) -> str:
    """Drop the ranks and forms of address that stand between an office and a name."""
    kept = words.split()
    while kept and kept[-1].strip(".,").casefold() in _RANKS | _ADDRESS:
        kept.pop()
    return words[: words.rfind(kept[-1]) + len(kept[-1])] if kept else ""


def _parted(words: str) -> tuple[str, str, str]:
    """Part the name of an office from whose it is: "secretary of state", "chair", " of the ", "board"."""
    start = 0
    while tie := _TIE.search(words, start):
        after = words[tie.end() :].split()
        department = " ".join(after[:1]).strip(".,").casefold()
        article = department == "the" and len(after) > 1
        department = after[1].strip(".,").casefold() if article else department
        if tie["tie"] not in ("of", "for") or department not in _DEPARTMENTS:
            return words[: tie.start()], tie.group(), words[tie.end() :]
        start = tie.end()
    return words, "", ""


def _office(words: str, bodies: _Bodies, *, ranks: bool) -> tuple[str, str, Hold] | None:
    """Read an office: its name, the body that its own words name, and how it is held; ``None`` for none."""
    kept, hold = _timeless(plain(_ASIDE.sub("", words)).split())
    head = len(kept) - 1
    if kept and not _is_office(kept[head], ranks=ranks):  # "secretary of state"
        ties = (at for at, word in enumerate(kept) if word in ("of", "for"))
        head = next((at for at in ties if at and _is_office(kept[at - 1], ranks=ranks)), 0) - 1
    if head < 0 or not _is_office(kept[head], ranks=ranks):
        return None
    named = ((at, bodies.named(" ".join(kept[:at]))) for at in range(head, 0, -1))
    used, whose = next(((at, body) for at, body in named if body), (0, ""))
    while used < head and kept[used][:1].isupper() and not _tells(kept[used]):
        used += 1  # a body that nobody knows: "Greenwell spokesman"
    return " ".join(map(_in_full, kept[used:])), whose, hold


def _timeless(words: Iterable[str]) -> tuple[list[str], Hold]:
    """Take the words that say when an office is held from those that say which."""
    hold = Hold.HELD
    kept: list[str] = []
    for word in words:
        bare = word.strip(",").casefold()
        marked = _PREFIX.match(word)
        if bare in _FORMER or (marked and marked["when"].casefold() != "now"):
            hold = Hold.FORMER
        elif bare in _COMING or bare.endswith("-elect"):
            hold = Hold.COMING
        if bare[:1].isalnum() and bare not in _FORMER | _COMING | _OPINIONS:
            kept.append(word[marked.end() :] if marked else word.removesuffix("-elect"))
    return kept, hold


def _in_full(word: str) -> str:
    """Give a word of an office in lower case, "Sen." as "senator"."""
    full = title_words(word) if word.endswith(".") else ()
    return next(iter(full)) if len(full) == 1 else word.casefold()


def _tells(word: str) -> bool:
    """Tell whether a word says what sort of office it is, rather than whose."""
    return word.strip(".,").casefold() in _MODIFIERS | _DEPARTMENTS or is_title(word)


def _is_office(word: str, *, ranks: bool) -> bool:
    bare = word.strip(".,").casefold()
    if bare in _ADDRESS or not is_title(word):
        return False
    return ranks or bare not in _RANKS
