"""Who appears in an article: the named mentions, gathered into agents.

A newspaper introduces a person with a full name and titles, and afterwards prints the family name; it spells a body
out once and then shortens it. So full names are settled first, for the whole article, then acronyms and short forms,
then single names. What the registry knows gets its agent; what it does not is minted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kb import ids
from kb.model import Agent, AgentType, Article, Mention, Span
from kb.resolve.agents.acronyms import acronym_behind
from kb.resolve.agents.figures import Figure, Figures
from kb.resolve.agents.names import (
    BODY_NOUNS,
    FIRM_NOUNS,
    MEDIA_NOUNS,
    gender,
    initials,
    is_acronym,
    is_role_noun,
    key,
    plain,
    tidy,
    title_words,
    without_article,
)
from kb.resolve.agents.passages import apposition, role_head
from kb.resolve.agents.places import Links
from kb.resolve.registry import Entry, Registry

_BEFORE = re.compile(r"(?:[\w.’'&-]+ ){1,3}$")
_AFTER = re.compile(r"(?: [\w.’'-]*\w){1,5}")
_PLAIN_ROLES = frozenset(
    {"official", "member", "leader", "head", "expert", "chief", "former", "retired", "deputy", "senior"}
)
_ADJECTIVE = re.compile(r"\w{2,}(?:ine|ian|ean|an|ish|ese|ic|al|ern|ous)")
_A_THING = re.compile(r"\s+(?!(?:and|or|but|in|on|at|of|to|for|by|with|from|is|was|has|had|will|would)\b)[a-z]+")
_WITH_ARTICLE = re.compile(r"\b(?:the|an?)\s+(?:[a-z][\w-]*\s+){0,3}$", re.IGNORECASE)
_UNCLOSED = re.compile(r"\s*\([^)]*$")
_ODD = re.compile(r"[&\d/@]")  # in no name of a person
_LABEL = re.compile(r"\b([a-z]+)\s+$")
_COMMON_BODIES = BODY_NOUNS | FIRM_NOUNS | {"media"}
_COMMON_STARTS = frozenset(
    {"national", "international", "university", "royal", "united", "central", "general", "public", "federal", "world"}
    | {"north", "south", "east", "west", "new", "american", "european", "first", "state", "supreme", "high", "city"}
)


class Cast:
    """The figures of one article, and which named mention is which."""

    def __init__(self, article: Article, registry: Registry) -> None:
        """Begin with nobody; :func:`cast_of` fills it."""
        self.article, self.registry = article, registry
        self.home, self.scene = _home(article, registry), ""
        self.figures = Figures()
        self.links = Links()
        self.open: dict[Span, tuple[str, ...]] = {}  # who may be meant, where nothing decides
        self.principals: dict[str, str] = {}  # by statement: whose lawyer or spokesman speaks there
        self._acronyms: dict[str, str] = {}
        self._media: dict[str, str] = {}

    def kind(self, agent: str) -> str:
        """Give the kind of an agent: the registry's, else ``outlet`` or ``agency`` as the article calls it."""
        return self.registry.kind(agent) or self._media.get(agent, "")

    def add(self, agent: Agent, mention: Mention | None = None) -> str:
        """Take an agent in, and what a mention tells of it; give its identifier."""
        figure = self.figures.get(agent.id)
        if figure is None:
            figure = self.figures.settle(Figure(agent, *_public(self.registry.entry(agent.id))))
        if mention is not None:
            role = apposition(self.article.body, mention.span.end) if agent.type is AgentType.PERSON else ""
            for text in filter(None, (mention.titles, role)):
                words = title_words(text)
                figure.titles |= words
                figure.gender = figure.gender or gender(role_head(text))
                if words & {"former", "ex", "retired", "then"}:
                    figure.former |= words
            figure.seen.append(mention.span)
            self.links[mention.span] = agent.id
        return agent.id

    def named(self, text: str) -> str:
        """Give the agent that a name stands for in this article, or nothing: a figure, or one of the registry."""
        wanted = key(without_article(plain(text)))
        if wanted in self._acronyms:
            return self._acronyms[wanted]
        found = self.figures.called(text)
        if len(found) == 1:
            return found[0]
        return self.choice(self.registry.lookup(text)) or self.choice(self.registry.ambiguous(text), sure=False)

    def choice(self, candidates: Sequence[Agent], *, sure: bool = True) -> str:
        """Pick the candidate that the article already has, else that of the outlet's own state, else the only one.

        An institution printed without its country belongs to the outlet's country, or to the one most written about.

        Args:
            candidates: Agents that share a name.
            sure: The name stands for them wherever it is printed, so that a lone candidate needs no company.
        """
        bodies = [each for each in candidates if sure or each.type is not AgentType.PERSON]
        if sure and len(bodies) == 1:
            return self.add(bodies[0])
        known = [each for each in bodies if each.id in self.figures]
        if len(known) == 1:
            return self.add(known[0])
        for state in filter(None, (self.home, self.scene) if bodies else ()):
            theirs = [each for each in bodies if self.registry.state_of(each.id) == state]
            if len(theirs) == 1:
                return self.add(theirs[0])
        return ""

    def introduce(self, mentions: Iterable[Mention]) -> None:
        """Settle all named mentions of the article."""
        named = [mention for mention in mentions if tidy(mention.name) and not _is_no_person(mention)]
        named = [mention for mention in named if not self._is_adjective(mention, tidy(mention.name))]
        alone = frozenset(key(mention.name) for mention in named if " " not in tidy(mention.name))
        several = [mention for mention in named if " " in tidy(mention.name)]
        single = [mention for mention in named if " " not in tidy(mention.name)]
        self.scene = _scene(named, self.registry)
        for mention in sorted(several, key=_fullness):
            self._full_name(mention)
        for mention in single:
            if mention.type is not AgentType.PERSON and not self._answering(mention, alone):
                self._body(mention)
        for mention in single:
            if mention.span not in self.links:
                self._single_name(mention, alone)

    def _full_name(self, mention: Mention) -> None:
        name = tidy(mention.name)
        odd = _ODD.search(name)
        if (
            mention.type is not AgentType.PERSON
            or odd
            or any(agent.type is not AgentType.PERSON for agent in self.registry.lookup(name))
        ):
            self._body(mention)
            return
        figure = self.figures.same_person(name)
        if figure is not None:
            self.add(figure.agent, mention)
            return
        known = [agent for agent in self.registry.lookup(name) if self._is_meant(agent, mention)]
        self.add(known[0] if known else self._minted_person(name), mention)

    def _minted_person(self, name: str) -> Agent:
        namesake = bool(self.registry.lookup(name)) or self.registry.agent(ids.agent(name)) is not None
        return Agent(ids.agent(name, self.article.id if namesake else ""), name, AgentType.PERSON)

    def _is_meant(self, agent: Agent, mention: Mention) -> bool:
        """Tell whether a registered person is meant, and not a namesake with another trade."""
        entry = self.registry.entry(agent.id)
        if entry is None or agent.same_as or not entry.offices:
            return True
        told = title_words(f"{mention.titles} {apposition(self.article.body, mention.span.end)}") - _PLAIN_ROLES
        if not any(is_role_noun(word) for word in told):
            return True
        bodies = [self.registry.agent(office.body) for office in entry.offices]
        names = " ".join([office.name for office in entry.offices] + [body.name for body in bodies if body])
        return not _parts_of(told).isdisjoint(_parts_of(title_words(names)))  # "Secretary General", "-General"

    def _body(self, mention: Mention) -> None:
        """Settle a body, place or people: registered, an acronym, a short form, or new."""
        name = tidy(mention.name)
        name = _UNCLOSED.sub("", name) if "(" in name else name
        if not self.registry.lookup(name) and self._names_two(name):
            return
        found = self._acronyms.get(key(name)) or self._registered(mention, name) or self._shortened(mention, name)
        if not found:
            scoped = bool(self.registry.ambiguous(name))
            if not scoped and key(without_article(name)) in _COMMON_BODIES:
                return  # "Bank executives", "the Commission": a noun with a capital, for a body that has no other name
            found = self.add(self._minted_body(name, mention.type, scoped=scoped))
        self.add(self.figures[found].agent, mention)
        label = _LABEL.search(self.article.body, max(0, mention.span.start - 20), mention.span.start)
        if label and label[1] in MEDIA_NOUNS:
            self._media[found] = MEDIA_NOUNS[label[1]]  # "the newspaper La Costa"
        spelt = acronym_behind(self.article.body, mention, name, self.figures[found], self.registry)
        if spelt:
            self._acronyms.setdefault(key(spelt), found)

    def _registered(self, mention: Mention, name: str) -> str:
        known = self.registry.lookup(name)
        if not self.registry.demonym(name) and not (known and all(each.type is AgentType.PLACE for each in known)):
            for text in (*self._widened(mention, name), mention.span.exact):
                found = self.choice([each for each in self.registry.lookup(text) if each.type is not AgentType.PERSON])
                if found:
                    return found
        people = self.registry.demonym(name)
        return (
            self.choice([each for each in known if each.type is not AgentType.PERSON])
            or (self.add(people) if people else "")
            or self.choice(self.registry.ambiguous(name), sure=False)
        )

    def _widened(self, mention: Mention, name: str) -> Iterator[str]:
        """Give a name with the words around it, longest first; a parser may have cut "US | Air Force".

        Left out is what ends like no name of the registry, so that nobody need ask for it.
        """
        body, may_end = self.article.body, self.registry.may_end
        after = _AFTER.match(body, mention.span.end) if body.startswith(" ", mention.span.end) else None
        tail = after.group().split() if after else []
        for count in range(len(tail), 0, -1):
            if may_end(tail[count - 1]) or "of" in tail or " of " in name:
                yield " ".join([name, *tail[:count]])
        start, end = max(0, mention.span.start - 40), mention.span.start
        if may_end(name.rpartition(" ")[2]) or "of " in body[start:end] or " of " in name:
            before = _BEFORE.search(body, start, end)
            head = before.group().split() if before else []
            for count in range(len(head), 0, -1):
                yield " ".join([*head[-count:], name])

    def _shortened(self, mention: Mention, name: str) -> str:
        """Give the body of the article that an acronym or a leading part of a name stands for."""
        if is_acronym(name):
            wanted = name.replace(".", "")
            found = [
                each.id for each in self.figures.bodies(wanted) if len(wanted) > 1 and initials(each.name) == wanted
            ]
        elif mention.type in (AgentType.ORGANIZATION, AgentType.UNKNOWN) and key(name) not in _COMMON_STARTS:
            short = key(without_article(name))
            bodies = {
                each.id: each for end in {*short.split()[:1], *short.split()[-1:]} for each in self.figures.bodies(end)
            }
            found = [each.id for each in bodies.values() if not each.registered and _is_part(short, each.name)]
        else:
            found = []
        return found[0] if len(found) == 1 else ""

    def _is_adjective(self, mention: Mention, name: str) -> bool:
        """Tell whether an unknown capitalised word only qualifies the noun behind it: "Andean glaciers"."""
        thing = _A_THING.match(self.article.body, mention.span.end)
        adjective = " " not in name and not mention.subject and _ADJECTIVE.fullmatch(name)
        return bool(thing and adjective) and not (
            self.registry.lookup(name) or self.registry.demonym(name) or self.registry.ambiguous(name)
        )

    def _minted_body(self, name: str, kind: AgentType, *, scoped: bool) -> Agent:
        bare = without_article(name)
        first, _, rest = bare.partition(" ")
        state = (self.registry.demonym(first) or self.registry.demonym(plain(first))) if rest else None
        owner = state or next(iter(self.registry.lookup(plain(first)) if first != plain(first) else ()), None)
        if owner and self.registry.kind(owner.id) == "state":
            entry = self.registry.entry(owner.id)
            bare = f"{entry.demonyms[0] if entry and entry.demonyms and first != plain(first) else first} {rest}"
            return Agent(ids.agent(bare), bare, AgentType.ORGANIZATION, part_of=(owner.id,))
        of = AgentType.ORGANIZATION if kind is AgentType.PERSON else kind
        return Agent(ids.agent(bare, self.article.id if scoped else ""), bare, of)

    def _answering(self, mention: Mention, alone: frozenset[str]) -> list[Figure]:
        """Give the persons of the article that a single name may stand for; the registry's places come first."""
        if mention.type is not AgentType.PERSON and any(
            each.type is not AgentType.PERSON for each in self.registry.lookup(mention.name)
        ):
            return []
        return self.figures.answering(mention.name, alone)

    def _single_name(self, mention: Mention, alone: frozenset[str]) -> None:
        """Settle a family name; of two people who share one, only titles, gender or order decide, else nobody does."""
        name = plain(mention.name)
        bodies = [each for text in self._widened(mention, name) for each in self.registry.lookup(text)]
        if bodies and bodies[0].type is not AgentType.PERSON and not mention.titles:
            self.add(bodies[0], mention)  # "the Ruiz administration" is no person
            return
        told, sex = title_words(mention.titles), gender(mention.titles)
        answering = self._answering(mention, alone)
        candidates = [each for each in answering if not (sex and each.sex and each.sex != sex)]
        if not candidates:
            self._unintroduced(mention, name)
            return
        by_sex = [each for each in candidates if sex and each.sex]
        by_title = [each for each in candidates if told & each.titles]
        so_far = [each for each in candidates if any(span.start < mention.span.start for span in each.seen)]
        by_alias = [each for each in candidates if key(name) in map(key, each.agent.aliases)]
        for subset in (candidates, by_title, by_sex, so_far, by_alias):
            if len(subset) == 1:
                self.add(subset[0].agent, mention)
                return
        self.open[mention.span] = tuple(sorted(each.agent.id for each in candidates))

    def _unintroduced(self, mention: Mention, name: str) -> None:
        if self._names_two(name):
            return
        known = [agent for agent in self.registry.lookup(name) if agent.type is AgentType.PERSON]
        told = title_words(mention.titles)
        known = known or [a for a in self.registry.ambiguous(name) if told & self._titles_held(a) - _PLAIN_ROLES]
        if len(known) == 1:
            self.add(known[0], mention)
        elif self.registry.lookup(name) and not mention.titles:
            self._body(replace(mention, type=AgentType.ORGANIZATION))
        elif short := self._shortened(replace(mention, type=AgentType.ORGANIZATION), name):
            self.add(self.figures[short].agent, mention)
        elif mention.titles or (
            key(name) not in _COMMON_BODIES
            and not _WITH_ARTICLE.search(self.article.body, max(0, mention.span.start - 60), mention.span.start)
        ):
            self.add(self._minted_surname(mention, name), mention)  # "the shy Scot" is no name

    def _names_two(self, name: str) -> bool:
        """Tell whether a compound stands for two known parties and so for neither: "U.S.-China", "Ruiz-Okafor"."""
        return "-" in name and all(
            self.registry.lookup(part)
            or self.registry.demonym(part)
            or self.registry.ambiguous(part)
            or self.figures.answering(part)
            for part in name.split("-")
        )

    def _titles_held(self, agent: Agent) -> frozenset[str]:
        """Give the title words of the offices that a person held when the article appeared."""
        entry, day = self.registry.entry(agent.id), self.article.published
        offices = entry.offices if entry else ()
        return title_words(" ".join(office.name for office in offices if day is None or office.days.overlaps(day)))

    def _minted_surname(self, mention: Mention, name: str) -> Agent:
        """Mint a person of this article alone; a Mr. and a Mrs. of one name are two."""
        plain_id, sex = ids.agent(name, self.article.id), gender(mention.titles)
        known = self.figures.get(plain_id)
        if known and sex and known.sex and known.sex != sex:
            name = f"{'Mr.' if sex == 'm' else 'Ms.'} {name}"
        kind = AgentType.PERSON if mention.titles else mention.type
        return Agent(ids.agent(name, self.article.id), name, kind)


def cast_of(article: Article, mentions: Iterable[Mention], registry: Registry) -> Cast:
    """Gather the named mentions of an article into agents."""
    cast = Cast(article, registry)
    cast.introduce(sorted(mentions, key=lambda mention: mention.span))
    return cast


def _parts_of(words: Iterable[str]) -> set[str]:
    """Give words with those that a hyphen joins apart."""
    return {part for word in words for part in word.split("-")}


def _is_part(short: str, name: str) -> bool:
    """Tell whether a short form begins a name of several words, or is its last word: "Moss", "Rovers"."""
    full = key(name)
    return full.startswith(f"{short} ") or (full.endswith(f" {short}") and short not in _COMMON_STARTS)


def _public(entry: Entry | None) -> tuple[frozenset[str], str]:
    """Give the title words and the gender that the registry knows."""
    if entry is None:
        return frozenset(), ""
    return title_words(" ".join(office.name for office in entry.offices)), entry.gender


def _home(article: Article, registry: Registry) -> str:
    entry = registry.entry(registry.outlet(article.outlet).id) if article.outlet else None
    return entry.home if entry else ""


def _is_no_person(mention: Mention) -> bool:
    """Tell whether "which" was taken for a person; only "who" and "that" can be one."""
    return mention.type is AgentType.PERSON and mention.span.exact.casefold() == "which"


def _fullness(mention: Mention) -> tuple[int, bool, int]:
    """Sort the shortest printing without initials first: it is what other articles most likely print, too."""
    words = tidy(mention.name).split()
    return len(words), any(len(word.strip(".")) == 1 for word in words), mention.span.start


def _scene(named: Iterable[Mention], registry: Registry) -> str:
    """Give the state that an article names most often, in any form, or nothing when two are level."""
    count: Counter[str] = Counter()
    for mention in named:
        found = registry.demonym(mention.name) or next(iter(registry.lookup(mention.name)), None)
        state = registry.governed(found.id) or found.id if found else ""
        if registry.kind(state) == "state":
            count[state] += 1
    ranked = count.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else ""
