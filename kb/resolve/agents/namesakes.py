"""A firm and a person of one name: whom the bare name means.

"Moss" may be Ana Moss or Moss Holdings. The clause may tell ("Moss said it would close", "Moss, who"); where the
article calls the person "Ms. Moss", its bare "Moss" is the firm; and a name means everywhere what it means where words
tell, unless these disagree (one sense per discourse: Gale, Church and Yarowsky, 1992). Where nothing tells, the name
is left open, for a wrong speaker is worse than none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kb.model import AgentType, Mention
from kb.resolve.agents.names import gender, is_title, key, plain, tidy, without_article
from kb.resolve.agents.passages import apposition, sentence

_PRONOUN = re.compile(r"\b(?:(?P<it>it|its|itself)|(?P<person>s?he|his|her|him|himself|herself))\b", re.IGNORECASE)
_STOP = re.compile(r"[“”\"„«»;]|[‘](?=\w)")
_FIRMS_VERB = re.compile(
    r"\s+(?:(?:has|have|had)\s+)?(?:posted|employs?|reported\s+(?:that\s+)?(?:[\w-]+\s+){0,2}(?:profits?|sales|revenues?"
    r"|earnings|loss(?:es)?|turnover)|shares|stock)\b"
)


def told_apart(body: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give the mentions, bare names that a person and a body share decided for one of them, or left open.

    A decided firm is given its full name and type; a name left open is given none.
    """
    found = list(mentions)
    persons, firms, printed = _by_one_word(mentions)
    for name, bare in sorted(printed.items()):
        bodies = firms.get(name, {})
        if name not in persons or len(bodies) != 1:
            continue
        told = {i: _clause(body, mentions[i]) for i in bare}
        senses = {sense for sense in told.values() if sense} or {_elsewhere(mentions, name, bare[0])} - {""}
        only = senses.pop() if len(senses) == 1 else ""
        for i in bare:
            sense = told[i] or only
            if sense == "firm":
                full = next(iter(bodies.values()))
                found[i] = replace(found[i], name=full, type=AgentType.ORGANIZATION, titles="")
            elif not sense:
                found[i] = replace(found[i], name="")
    return tuple(found)


def _by_one_word(mentions: Sequence[Mention]) -> tuple[set[str], dict[str, dict[str, str]], dict[str, list[int]]]:
    """Give the last words of persons' names, the bodies by their first words, and where names of one word stand."""
    persons: set[str] = set()
    bodies: dict[str, dict[str, str]] = defaultdict(dict)
    bare: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(mentions):
        words = key(each.name).split()
        if each.type is AgentType.PERSON and len(words) > 1:
            persons.add(words[-1])
        first = key(without_article(each.name)).split()
        if each.type is AgentType.ORGANIZATION and len(first) > 1:
            bodies[first[0]][key(each.name)] = tidy(each.name)
        if _is_bare(each):
            bare[key(each.name)].append(at)
    return persons, bodies, bare


def _is_bare(mention: Mention) -> bool:
    return bool(mention.name) and " " not in tidy(mention.name) and not mention.titles


def _ends(mention: Mention, name: str) -> bool:
    words = key(mention.name).split()
    return len(words) > 1 and words[-1] == name


def _starts(mention: Mention, name: str) -> bool:
    words = key(without_article(mention.name)).split()
    return len(words) > 1 and words[0] == name


def _clause(body: str, mention: Mention) -> str:
    """Give ``firm`` or ``person`` as the sentence of a bare name tells, or nothing."""
    if mention.span.exact.casefold() in ("who", "which"):
        return "person" if mention.span.exact.casefold() == "who" else "firm"
    after = body[mention.span.end : sentence(body, mention.span.start, mention.span.end)[1]]
    if re.match(r",\s+which\b", after) or _FIRMS_VERB.match(after):
        return "firm"
    if re.match(r",?\s+whom?\b", after) or apposition(body, mention.span.end):
        return "person"
    pronoun = _PRONOUN.search(_STOP.split(after, maxsplit=1)[0]) if mention.subject else None
    return ("firm" if pronoun["it"] else "person") if pronoun else ""


def _elsewhere(mentions: Sequence[Mention], name: str, first: int) -> str:
    """Give what the article's other forms tell: "Ms. Moss" leaves the bare name to the firm; else who came first."""
    if any(key(each.name) == name and each.titles and _is_courtesy(each.titles) for each in mentions):
        return "firm"
    earlier = mentions[:first]
    firm = any(each.type is AgentType.ORGANIZATION and _starts(each, name) for each in earlier)
    person = any(each.type is AgentType.PERSON and _ends(each, name) for each in earlier)
    return "" if firm == person else "firm" if firm else "person"


def _is_courtesy(titles: str) -> bool:
    last = plain(titles).split()[-1]
    return (is_title(last) and bool(gender(last))) or last.strip(".").casefold() in ("dr", "prof", "professor", "mx")
