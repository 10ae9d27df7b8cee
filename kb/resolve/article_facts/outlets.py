"""Who published it: what the furniture, the addresses and the prose say of the paper itself.

A page tells whose it is in contact, copyright, subscription and biography lines, in requests for comment, and wherever
somebody "told" the paper. Papers cite one another, too: what an article attributes to an outlet ("according to …") is
another's, and takes the force from the weaker signs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from kb import ids
from kb.model import Article, Fact, FactKind, RegionKind, Span
from kb.resolve.agents.passages import is_quoted, sentence
from kb.resolve.article_facts.outlet_words import (
    BEFORE,
    CONTACT,
    ELSEWHERE,
    FOREIGN,
    FORMS,
    FROM_AFAR,
    HOME,
    PICTURE,
    Form,
    cited,
)
from kb.resolve.article_facts.publishers import is_agency, mail_domains, publisher_named
from kb.resolve.article_facts.signs import Line, Sign, addresses_of, fact_of, matches, together, unknown
from kb.resolve.registry import MEDIA, Registry

ENOUGH = 0.6  # an outlet less sure than this is not used
_CLEAR = 0.25  # by how much it must surpass every other
_MANY = 3  # of signs of one sort that count: the tenth "told" says no more than the third
_DOUBTFUL = 0.5  # whose text it is, is plain; who printed this copy is not
_PICTURES = (RegionKind.CAPTION, RegionKind.CREDIT)
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
_OPENERS = frozenset(
    [
        "In",
        "On",
        "At",
        "But",
        "And",
        "He",
        "She",
        "They",
        "It",
        "The",
        "A",
        "An",
        "As",
        "When",
        "While",
        "His",
        "Her",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
    ]
)
_BROADCASTER = re.compile(r"\b(?:[A-Z]{3,5}|Fox|Sky|TV|Television|Radio|Channel|Broadcasting|Network)\b")
_ON_AIR = 0.35  # what was said on air is quoted by everybody
_DAY = re.compile(r"\d{4}-?\d{2}-?\d{2}")


def outlet_facts(article: Article, lines: Sequence[Line], registry: Registry) -> tuple[Fact, ...]:
    """Give the outlets that text and addresses speak for, the surest first; or that nobody can tell."""
    by_name: dict[str, list[Sign]] = defaultdict(list)
    elsewhere = list(_elsewhere(lines, registry))
    for sign in (
        *_addressed(article, registry),
        *_contacts(lines, registry),
        *_worded(article, lines, registry),
        *_pictured(lines, registry),
        *_headed(lines, registry),
        *elsewhere,
    ):
        by_name[sign.value].append(sign)
    first = {sign.value for sign in elsewhere}
    found = []
    for name, signs in sorted(by_name.items()):
        own = _of_force(name, signs, article.body)
        if not own:
            continue
        foreign = is_agency(name, registry) and not any(sign.ground in HOME for sign in own)
        confidence = together(own)
        found.append(
            fact_of(FactKind.OUTLET, name, own, min(confidence, _DOUBTFUL) if foreign or name in first else None)
        )
    found.sort(key=lambda fact: (-fact.confidence, fact.value))
    return tuple(found) or (unknown(FactKind.OUTLET, "no line of the text names its publisher"),)


def sure_outlet(facts: Sequence[Fact]) -> tuple[Fact | None, str]:
    """Give the outlet to use among those found, or none and the reason why."""
    named = sorted((fact for fact in facts if fact.value), key=lambda fact: (-fact.confidence, fact.value))
    if not named:
        return None, ""
    if named[0].confidence < ENOUGH:
        return None, f"the signs are too weak; the best speaks for {named[0].value} ({named[0].ground})"
    if len(named) > 1 and named[1].confidence > max(_DOUBTFUL, named[0].confidence - _CLEAR):
        return None, f"two publishers are named: {named[0].value} and {named[1].value}"
    return named[0], ""


def _of_force(name: str, signs: Sequence[Sign], body: str) -> list[Sign]:
    """Leave out signs that another paper's would also be, where the paper is cited, and all beyond a few of a sort."""
    kept: dict[str, list[Sign]] = defaultdict(list)
    is_cited = any(sign.ground in FOREIGN for sign in signs) and cited(name).search(body) is not None
    heard: set[str] = set()
    for sign in sorted(signs, key=lambda one: (-one.confidence, one.span or Span(0, 0, ""))):
        if is_cited and sign.ground in FOREIGN:
            continue
        if sign.ground != "told" or sign.span is None:
            kept[sign.ground].append(sign)
        elif (who := _teller(body, sign.span)) not in heard:
            heard.add(who)
            kept["told"].append(replace(sign, confidence=_ON_AIR) if _BROADCASTER.search(name) else sign)
    return [sign for ground in sorted(kept) for sign in kept[ground][:_MANY]]


def _teller(body: str, told: Span) -> str:
    """Give the first name in a sentence with "told": what one person told another paper is told twice, too."""
    left, _ = sentence(body, told.start, told.end)
    names = (word for word in _CAPITAL.findall(body, left, told.start) if word not in _OPENERS)
    return next(names, "")


def _worded(article: Article, lines: Sequence[Line], registry: Registry) -> Iterator[Sign]:
    prose = [line for line in lines if line.kind is not RegionKind.CAPTION]
    outer = [line for line in prose if line.outer]
    for form in FORMS:
        for line, match in matches(outer if form.outer else prose, form.pattern, form.marks):
            if form.ground == "copyright line" and line.kind is RegionKind.CREDIT:
                continue  # a picture's
            named = _name_at(line, match, form, registry)
            if named and not (form.ground == "told" and is_quoted(article.body, named[1].start)):
                says = "somebody told" if form.ground == "told" else f"the {form.ground} names"
                yield Sign(named[0], form.ground, form.confidence, named[1], f"{says} {named[0]}")


def _name_at(line: Line, match: re.Match[str], form: Form, registry: Registry) -> tuple[str, Span] | None:
    """Give the publisher that a form names, and the words from the form to the name."""
    if form.follows:
        name, begin, end = match["name"], match.start(), match.end()
    else:
        before = BEFORE.search(line.text, max(0, match.start() - 60), match.start()) or BEFORE.search(match[0])
        if not before:
            return None
        inside = before.string is not line.text
        name, begin, end = before["name"], match.start() if inside else before.start(), match.end()
    publisher = publisher_named(name, registry)
    return (publisher, line.span(begin, end)) if publisher else None


def _contacts(lines: Sequence[Line], registry: Registry) -> Iterator[Sign]:
    """Give the owners of the domains at which the author or the newsroom can be reached.

    In the prose an address is a source's, unless it is a paper's.
    """
    for line in lines:
        if "@" not in line.text or not CONTACT.search(line.text):
            continue
        for domain, bounds in mail_domains(line.text):
            owner = registry.outlet_at(domain)
            where = line.span(*bounds)
            if owner:
                yield Sign(owner.name, "contact line", 0.95, where, f"{domain} is a domain of {owner.name}")
            elif line.kind is not RegionKind.BODY:
                yield Sign(domain, "contact line", 0.4, where, f"the registry knows no paper at {domain}")


def _pictured(lines: Sequence[Line], registry: Registry) -> Iterator[Sign]:
    """Give papers that credit a picture to their own people; pictures that came from elsewhere say "via"."""
    for line, match in matches([line for line in lines if line.kind in _PICTURES], PICTURE):
        name = publisher_named(match["name"] or match["name2"], registry)
        if name and not is_agency(name, registry) and not FROM_AFAR.search(line.text):
            yield Sign(name, "house photo", 0.5, line.span(*match.span()), f"a picture is {name}'s own")


def _headed(lines: Sequence[Line], registry: Registry) -> Iterator[Sign]:
    """Give papers whose name is all of a line at either end, or what a headline ends in behind a bar or a dash."""
    for line in lines:
        near = line.kind is not RegionKind.BODY and (line.before < 4 or line.after < 3) and len(line.text) < 160
        if not near:
            continue
        last = re.split(r"\s+[|–—-]\s+|^", line.text)[-1]
        found = [agent for agent in registry.lookup(last.strip()) if registry.kind(agent.id) in MEDIA]
        if found and len(last) >= 3:
            where = line.span(len(line.text) - len(last), len(line.text))
            ground = "name line" if len(last) == len(line.text) else "page title"
            yield Sign(found[0].name, ground, 0.7, where, f"the {ground} is {found[0].name}")


def _elsewhere(lines: Sequence[Line], registry: Registry) -> Iterator[Sign]:
    reason = "it printed the text first; who printed this copy is not said"
    for line, match in matches([line for line in lines if line.outer], ELSEWHERE):
        name = publisher_named(match["name"] or match["name2"], registry, strict=False)
        if name:
            yield Sign(name, "first printed elsewhere", _DOUBTFUL, line.span(*match.span()), reason)


def _addressed(article: Article, registry: Registry) -> Iterator[Sign]:
    """Give the owner of the web address, and the paper that a file or its folder is named after, a day aside."""
    for address in addresses_of(article):
        owner = registry.outlet_at(address.netloc)
        if owner:
            yield Sign(owner.name, "address", 0.95, None, f"{address.netloc} is a domain of {owner.name}")
    path = PurePosixPath(article.doc.partition("#")[0])
    if "://" in article.doc:
        return
    for name in (path.stem, path.parent.name):
        slug = ids.slug(_DAY.sub("", name)) if name else ""
        agent = registry.agent(f"agent/{slug}") or registry.agent(f"agent/the-{slug}")
        if agent and registry.kind(agent.id) in MEDIA:
            yield Sign(agent.name, "file name", 0.65, None, f"the file is named after {agent.name}")
            return
