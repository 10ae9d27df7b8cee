"""What a source names: from the words in front of "said" to an agent.

The head of the source decides. It may be a name ("Ana Ruiz of the union"), a pronoun or role noun, a body ("the
ministry", or "Madrid" for the government of Spain), a document ("a Reuters report": its author), or a description.
A described member of a known body ("Pentagon officials", "a spokesman for the bank") becomes a group that is part of
the body: it is not nobody, but it is no person either. Sources described without a body ("analysts", "a senior
official"), and several names at once, have no speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from kb import ids
from kb.model import Agent, AgentType, Span, Statement
from kb.resolve.agents.cast import Cast
from kb.resolve.agents.names import DOCUMENT_NOUNS, is_role_noun, plain, tidy, title_words

_CUT = re.compile(r",|\s\(|\s[-–—]|\s(?:of|for|from|at|in|with|to|on|by|near|who|which|that|whose|familiar|close)\s")
_WORDS = re.compile(r"[^\W_](?:[\w.&’'-]*[\w’'])?\.?")
_BETWEEN = re.compile(r"(?:\s|,|and\b|&|both\b|the\b|as well as\b)*")
_OWNING = re.compile(r"[’']s?\s")
_GOVERNING = re.compile(r"\b(?:of|for|from|at|in|with|to|on|by|near|about|and)\s+(?:the\s+)?$")
_THE_ONE = re.compile(r"(?:the|this|that|his|her|its|their)\s|[\w’']+[’']s\s", re.IGNORECASE)
_MODIFIER = re.compile(r"[a-z]+(?:-[a-z]+)*")
_GLUED = re.compile(r"-[a-z]")  # "Madrid-based", "Pentagon-era" name no source
_SIDES = frozenset({"side", "government", "camp"})
_RANK_WORDS = frozenset(
    {"senior", "top", "several", "some", "many", "few", "other", "unnamed", "leading", "one", "two", "three", "all"}
    | {"a", "an", "the", "high-ranking", "high-level", "most", "certain", "various", "also", "both", "and"}
)
_DONE = re.compile(r"[a-z]+ed|seen|read|shown|sent|written|made|put|held|drawn|given|taken|kept")
_NO_AUTHOR = re.compile(
    r"\b(?:(?:seen|obtained|reviewed|read|viewed|examined|heard|cited|quoted)\s+by|in|on|to|at)\s+(?:the\s+)?$",
    re.IGNORECASE,
)  # of a document: its readers, and where it appeared
_RELAYED = re.compile(
    r"\s+(?:(?:has|have|had)\s+)?(?P<cue>quoted|quotes?|quoting|cited|cites?|citing)\s+(?P<who>[^.;:“”„\"]{1,80}?)"
    r"\s+as\s+(?P<said>saying|telling|writing|adding|warning)\b"
)
_ET_AL = re.compile(r"\s+et al\.?$")
_DESCRIBED = frozenset({"source", "sources", "people", "insiders", "authorities", "leaders"})


@dataclass(frozen=True, slots=True)
class Voiced:
    """Who a source names, and in which capacity.

    Attributes:
        agent: Identifier of the speaker, or empty.
        name: Name of the speaker; else the head of the source as printed.
        speaks_for: Identifier of the person on whose behalf a spokesperson speaks ("Ruiz's spokeswoman"), or empty.
        behalf: The words that name that person.
        document: The words of the document that speaks, or ``None``.
        spokesperson: The source, or its title anywhere in the article, says that it speaks for somebody.
        relay: Who quotes the speaker: the paper of "the paper quoted her as saying"; then also
        words: the words for the speaker,
        cue: the words for the quoting,
        said: and those for what the speaker did.
    """

    agent: str = ""
    name: str = ""
    speaks_for: str = ""
    behalf: Span | None = None
    document: Span | None = None
    spokesperson: bool = False
    relay: Voiced | None = None
    words: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    said: tuple[Span, ...] = ()


_SILENT = Voiced()


def quoted_in(body: str, statement: Statement) -> re.Match[str] | None:
    """Find "quoted … as saying" behind the source of a statement."""
    return _RELAYED.match(body, statement.source[-1].end) if statement.source else None


def voiced_by(cast: Cast, statement: Statement, *, nested: bool = False) -> Voiced:
    """Give who speaks in the source of a statement; of several fragments, the first that names somebody decides.

    Args:
        cast: Who is who in the article.
        statement: The statement.
        nested: Another statement stands for the words of whoever is quoted in this one.
    """
    body, quoted = cast.article.body, quoted_in(cast.article.body, statement)
    if quoted and not nested:
        who, cue, said = ((Span.of(body, *quoted.span(part)),) for part in ("who", "cue", "said"))
        own = _Fragment(cast, who[0]).voiced()
        return replace(own, relay=_of_source(cast, statement), words=who, cue=cue, said=said, document=None)
    return _of_source(cast, statement)


def _of_source(cast: Cast, statement: Statement) -> Voiced:
    found = _SILENT
    for fragment in statement.source:
        found = _Fragment(cast, fragment).voiced()
        if found.agent:
            return found
    return found


class _Fragment:
    """One fragment of a source, and the linked mentions in it."""

    def __init__(self, cast: Cast, span: Span) -> None:
        others = _ET_AL.search(span.exact) if "et al" in span.exact else None  # the first author speaks
        span = Span(span.start, span.start + others.start(), span.exact[: others.start()]) if others else span
        self.cast, self.span, self.body = cast, span, cast.article.body
        touching = cast.links.touching(span.start, span.end)
        inside = [each for each in touching if not _GLUED.match(self.body, each.end)]
        self.inside = [each for each in inside if not any(o != each and o.covers(each) for o in inside)]
        self.core = self._without_participle(self._core())
        self.words = [found.group() for found in _WORDS.finditer(self.core.exact)]
        self.head = self.words[-1].casefold().rstrip(".") if self.words else ""

    def voiced(self) -> Voiced:
        """Give who speaks, trying the firm readings before the loose ones."""
        if not self.words or self._several():
            return Voiced(name=tidy(self.span.exact))
        if self.head in DOCUMENT_NOUNS:
            self.inside = [
                each for each in self.inside if not _NO_AUTHOR.search(self.body, self.span.start, each.start)
            ]
            author = self._body_named(persons=True)
            return Voiced(author, self._name(author) or tidy(self.core.exact), document=self.core)
        agent = self._named() or self._in_apposition() or self._described()
        owner, behalf = self._owner()
        spokes = self._speaks_for_somebody(agent)
        return Voiced(
            agent,
            self._name(agent) or tidy(self.core.exact),
            speaks_for=owner if spokes else "",
            behalf=behalf if spokes else None,
            spokesperson=spokes,
        )

    def _core(self) -> Span:
        """Cut the source before its first comma, preposition or relative, names left whole."""
        for found in _CUT.finditer(self.span.exact):
            at = self.span.start + found.start()
            if found.start() and not any(each.start < at < each.end for each in self.inside):
                return Span.of(self.body, self.span.start, at)
        return self.span

    def _without_participle(self, core: Span) -> Span:
        """Cut "a letter read out" and "minutes published" behind the document."""
        words = list(_WORDS.finditer(core.exact))
        for found, after in pairwise(words):
            if found.group().casefold() in DOCUMENT_NOUNS and _DONE.fullmatch(after.group()):
                return Span.of(self.body, core.start, core.start + found.end())
        return core

    def _several(self) -> bool:
        """Tell whether the source is nothing but a list of names."""
        if len(self.inside) < 2:
            return False
        gaps = [self.body[a.end : b.start] for a, b in pairwise(self.inside)]
        around = (self.body[self.span.start : self.inside[0].start], self.body[self.inside[-1].end : self.span.end])
        listed = all(_BETWEEN.fullmatch(gap) for gap in (*gaps, *around))
        return listed and any("and" in gap.split() or "&" in gap for gap in gaps)

    def _named(self) -> str:
        """Give the person named in the head of the source, else the agent whose name or pronoun ends the head."""
        for each in self.inside:
            if each.end <= self._first_comma() and self._is_person(each) and not self._is_subordinate(each):
                return self.cast.links[each]
        if not any(each.covers(self.core) for each in self.inside) and any(map(str.isupper, self.span.exact)):
            whole = self.cast.named(self.span.exact)
            if whole:
                return self._acting(whole)
        for each in reversed(self.inside):
            rest = self.body[each.end : self.core.end]
            if each.start < self.core.end <= each.end or (each.end <= self.core.end and not plain(rest).strip("’' s")):
                return self._people() or self._acting(self.cast.links[each])
        return ""

    def _people(self) -> str:
        """Give the group of a plural like "many Britons" or "Democrats": people of a state or party are not it."""
        noun = self.words[-1]
        whole = self.cast.registry.demonym(noun) if noun.endswith("s") and not self.cast.registry.lookup(noun) else None
        if whole is None:
            return ""
        return self.cast.add(Agent(ids.agent(noun), noun, AgentType.GROUP, part_of=(self.cast.add(whole),)))

    def _first_comma(self) -> int:
        found = re.search(r",|\s(?:who|which|whose)\s", self.span.exact)
        return self.span.start + found.start() if found else self.span.end

    def _is_person(self, span: Span) -> bool:
        return self.cast.figures[self.cast.links[span]].agent.type is AgentType.PERSON

    def _is_subordinate(self, span: Span) -> bool:
        """Tell whether a name only says whose or of whom: "supporters of Ruiz", "Ruiz's lawyer", "Ruiz supporters"."""
        before, after = self.body[self.span.start : span.start], self.body[span.end : self.span.end]
        owns = _OWNING.match(after) or (after.strip() and span.exact.endswith(("'s", "’s")))
        if owns or _GOVERNING.search(before):
            return True
        return bool(re.match(r"\s+[a-z]", after)) and not _CUT.match(after)

    def _in_apposition(self) -> str:
        """Give the person named right after a comma or a preposition's phrase: "Spain's envoy to Peru, Ana Ruiz"."""
        person = is_role_noun(self.head)
        if not person and not _THE_ONE.match(self.span.exact):
            return ""
        for each in self.inside:
            comma = self.body[self.span.start : each.start].rstrip().endswith(",")
            last = not self.body[each.end : self.span.end].strip(" ,")  # "the ferry's operator, Moss Lines"
            if comma and each.start > self.core.end and (self._is_person(each) if person else last):
                return self.cast.links[each]
        return ""

    def _described(self) -> str:
        """Give the state of "the Chinese side", or the group of "Pentagon officials", "a spokesman for the bank"."""
        if not (is_role_noun(self.head) or self.head in _SIDES | _DESCRIBED):
            return ""
        owner = self._body_named()
        if not owner or any(map(self._is_person, self.inside)):
            return ""
        state = self.cast.registry.kind(owner) == "state"
        if self.head in _SIDES:
            return owner if state else ""
        if _THE_ONE.match(self.span.exact) and not self.head.startswith("spokes") and not self.head.endswith("s"):
            return ""  # "the Dutch minister" is one person, whom the article has not named
        return self.cast.add(self._group(owner))

    def _group(self, owner: str) -> Agent:
        """Mint a group, named alike however the source turns it: "officials at the Pentagon" are Pentagon officials."""
        printed = {word.casefold() for each in self.inside for word in each.exact.split()}
        known = printed | _RANK_WORDS | {word.casefold() for word in self._name(owner).split()}
        between = [word for word in self.words[:-1] if _MODIFIER.fullmatch(word) and word not in known]
        of_state = self.cast.registry.kind(owner) == "state"
        if of_state and "government" in printed | set(between):
            between = ["government", *(word for word in between if word != "government")]
        name = " ".join([_short(self.cast, owner), *between, _plural(self.head)])
        return Agent(ids.agent(name), name, AgentType.GROUP, part_of=(owner,))

    def _body_named(self, *, persons: bool = False) -> str:
        """Give the body, place or people that the source names nearest before its head, else first after it."""
        named = [each for each in self.inside if persons or not self._is_person(each)]
        before = [each for each in named if each.end <= self.core.end]
        nearest = before[-1] if before else next(iter(named), None)
        return self._acting(self.cast.links[nearest]) if nearest else ""

    def _owner(self) -> tuple[str, Span | None]:
        """Give the person that a spokesperson speaks for: "Ruiz's spokeswoman", "a spokesman for Mr. Ruiz"."""
        for each in self.inside:
            after, before = self.body[each.end : each.end + 3], self.body[max(0, each.start - 5) : each.start]
            owns = _OWNING.match(after) or each.exact.endswith(("'s", "’s"))
            if self._is_person(each) and (owns or (before.endswith(" for ") and each.start >= self.core.end)):
                return self.cast.links[each], each
        return "", None

    def _acting(self, agent: str) -> str:
        """Give the state in place of its capital: a city speaks for its government."""
        state = self.cast.registry.governed(agent)
        found = self.cast.registry.agent(state) if state else None
        return self.cast.add(found) if found else agent

    def _speaks_for_somebody(self, agent: str) -> bool:
        """Tell whether the source, or what the article says of the agent elsewhere, makes it a spokesperson."""
        printed = title_words(self.core.exact)
        if "spokesperson" in printed:
            return "former" not in printed
        figure = self.cast.figures.get(agent)
        titles = figure.titles - figure.former if figure else frozenset()
        return "spokesperson" in titles or {"press", "secretary"} <= titles

    def _name(self, agent: str) -> str:
        return self.cast.figures[agent].agent.name if agent else ""


def _short(cast: Cast, owner: str) -> str:
    """Give the name of a body as groups carry it: a demonym, a short label, else its first alias."""
    entry, agent = cast.registry.entry(owner), cast.figures[owner].agent
    if entry and entry.demonyms:
        return entry.demonyms[0]
    return agent.aliases[0] if agent.registered and agent.aliases and agent.name.count(" ") > 2 else agent.name


def _plural(head: str) -> str:
    """Give one form of a role noun for one and for many.

    >>> _plural("official"), _plural("spokesman"), _plural("authorities")
    ('officials', 'spokespeople', 'authorities')
    """
    if head.startswith("spokes"):
        return "spokespeople"
    return head if head.endswith("s") or head in ("people", "lawmen") else f"{head}s"
