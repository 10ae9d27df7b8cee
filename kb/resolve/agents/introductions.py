"""How an article introduces those whom it names, before anybody asks who is who.

A recogniser reads name by name; a reader reads the whole article. "The baker, Ana Ruiz," says that Ana Ruiz is a person
and a baker, and, as the apposition of a subject, a subject; "the newspaper La Costa" is a newspaper; "Ruiz, who" is
somebody and "Moss, which" something. What one place says holds wherever the name stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kb.model import AgentType, Mention
from kb.resolve.agents.names import (
    BODY_ENDINGS,
    BODY_LABELS,
    BODY_NOUNS,
    FIRM_NOUNS,
    MEDIA_NOUNS,
    is_role_noun,
    key,
    plain,
    split_titles,
    tidy,
    usual_gender,
    without_article,
    without_letters,
)
from kb.resolve.agents.namesakes import told_apart
from kb.resolve.agents.passages import apposition, sentence
from kb.resolve.agents.places import Places
from kb.resolve.registry import Registry

_LABELS = BODY_LABELS | BODY_NOUNS | FIRM_NOUNS | frozenset(MEDIA_NOUNS)
_ENDINGS = BODY_ENDINGS | BODY_NOUNS | FIRM_NOUNS - {"maker", "carrier"}
_DETERMINER = re.compile(
    r"(?:(?<=[\s(“\"„‘«—-])|^)(?:the|an?|one|his|her|its|their|our|my|[^\W\d_][\w.-]*(?:[’']s|s[’']))\s+", re.IGNORECASE
)
_ROLE = re.compile(
    r"((?:[\w’'.&-]+\s+){0,5}?([\w-]+))(?:\s+(?:of|for|at|in|from|to|with|on|by)\s+[^,;:“”\"]{2,60})?,\s*"
)
_CLOSES = re.compile(r"[’']?s?(?:\s*[,.;)—]|\s*$)")
_GOES_ON = re.compile(r",\s+and\b")
_WORD_BEFORE = re.compile(r"(?:^|[\s(“\"„‘«])([\w-]+)\s+$")
_NAME_BEFORE = re.compile(r"(?<![.!?:”\"“„‘’])\s([^\W\d_a-z][\w’'-]+)\s+$")
_SOMEBODY = re.compile(r",?\s+whom?\b|,\s+(?:aged\s+)?[1-9]\d(?:,|\.|\s+and\b)|\s*\([1-9]\d\)|,\s+then\s+[1-9]\d,")
_SOMETHING = re.compile(r",\s+which\b|\s+(?:have|are|were)\s")
_FARTHEST = 160  # characters from a role to the name behind it
_THEN = re.compile(r",\s+[a-z]+")
_LABELLED = re.compile(r"\s*:\s")


def introduced(body: str, mentions: Sequence[Mention], registry: Registry) -> tuple[Mention, ...]:
    """Give the same mentions, in the same order, as the whole article has them read.

    Args:
        body: The article's text.
        mentions: What the extractor read, in order of the text.
        registry: Names that are known stay what they are.

    Returns:
        The mentions with names free of titles, "et al." and letters after them; with the type that the article tells;
        with the roles that stand before the name; as subjects where they stand in apposition to one.
    """
    places = Places(mentions)  # whatever is read, every mention keeps its place
    tidied = [_named(body, each, mentions, places, registry) for each in mentions]
    tidied = [_of_role(body, each, tidied, places) for each in tidied]
    typed = _typed(body, tidied, registry)
    full = _full_names(typed)
    labelled = [_label(body, each, full) for each in typed]
    related = [_relative(body, each, labelled, places) for each in labelled]
    return told_apart(body, related)


def _named(body: str, mention: Mention, mentions: Sequence[Mention], places: Places, registry: Registry) -> Mention:
    """Part titles and what follows a name from the name; give one back that was cut off its front."""
    name = without_letters(tidy(mention.name))
    if not name:
        return mention
    around = [mentions[at] for at in places.touching(mention.span.start, mention.span.end)]
    inside = any(o is not mention and o.name and o.titles and o.span.covers(mention.span) for o in around)
    owner = body.startswith(("'s", "’s"), mention.span.end) or mention.span.exact.endswith(("'s", "’s"))
    if inside and mention.type is AgentType.PERSON and not owner and not any(map(str.isdigit, name)):
        return replace(mention, name="", titles="")
    part = " " not in name or is_role_noun(name.rpartition(" ")[2].lower())  # "Majority Leader" before a name
    if inside and not owner and part and not registry.lookup(name):
        return replace(mention, name="")  # "Army" in "Army Gen. Ana Ruiz" says no more than that she is of an army
    if not any(map(str.isupper, name)) and mention.type is AgentType.PERSON:
        return replace(mention, name="")
    titles, bare = split_titles(name)
    first_word, _, rest = name.partition(" ")
    if not titles and " " in rest and is_role_noun(first_word.lower()) and _starts_sentence(body, mention.span.start):
        titles, bare = first_word, rest
    body_known = any(each.type is not AgentType.PERSON for each in registry.lookup(name))  # "Doctors Without Borders"
    if titles and " " in bare and not (body_known or _is_body_name(name)):
        return replace(mention, name=bare, titles=f"{mention.titles} {titles}".strip(), type=AgentType.PERSON)
    if mention.type is AgentType.PERSON and " " not in name and not mention.titles and mention.span.exact == name:
        first = _NAME_BEFORE.search(body, max(0, mention.span.start - 30), mention.span.start)
        free = first and not places.touching(*first.span(1))
        if (
            first
            and free
            and not is_role_noun(first[1])
            and not first[1].isupper()
            and not split_titles(f"{first[1]} X")[0]
        ):
            name = f"{first[1]} {name}"
    return mention if name == mention.name else replace(mention, name=name)


def _starts_sentence(body: str, start: int) -> bool:
    return not body[sentence(body, start, start)[0] : start].strip(' \t\r\n“"„‘«•')


def _of_role(body: str, mention: Mention, mentions: Sequence[Mention], places: Places) -> Mention:
    """Add the role that stands before a name and a comma, and make the name a subject if the role is one."""
    if not mention.name or not _CLOSES.match(body, mention.span.end) or _GOES_ON.match(body, mention.span.end):
        return mention
    found = role_before(body, mention.span.start)
    if not found:
        return mention
    start, role = found
    head = start + len(role)
    subject = mention.subject or _opens(body, start, mention.span.end)
    heads = [mentions[at] for at in places.touching(head - 1, head)]
    subject = subject or any(each.subject and not each.name for each in heads)
    if _is_body_name(mention.name):
        return replace(mention, subject=subject)
    return replace(mention, titles=f"{mention.titles} {role}".strip(), subject=subject, type=AgentType.PERSON)


def role_before(body: str, start: int) -> tuple[int, str] | None:
    """Give where "the baker, " before a name begins behind its determiner, and the words of the role; else nothing.

    Of nested phrases the nearest counts: in "a book about the mayor, Ana Ruiz," she is the mayor.
    """
    if not body[max(0, start - _FARTHEST) : start].rstrip().endswith(","):
        return None
    left, _ = sentence(body, start, start)
    left = max(left, start - _FARTHEST)
    for found in reversed(list(_DETERMINER.finditer(body, left, start))):
        role = _ROLE.fullmatch(body, found.end(), start)
        if role and is_role_noun(role[2]) and not _is_plural(role[2]):
            return role.start(1), " ".join(role[1].split())
    return None


def _is_plural(noun: str) -> bool:
    return (noun.endswith("s") and not noun.endswith("ss")) or noun.endswith(("men", "women", "people"))


def _opens(body: str, start: int, end: int) -> bool:
    """Tell whether a role that starts its sentence is followed by a verb, so that it is the subject."""
    left, _ = sentence(body, start, start)
    before = body[left:start].split()
    return len(before) <= 2 and not any("," in word for word in before) and bool(_THEN.match(body, end))


def _is_body_name(name: str) -> bool:
    """Tell whether the last word of a name of several words is that of a body: "Moss Holdings"."""
    words = without_article(plain(name)).split()
    return len(words) > 1 and words[-1][:1].isupper() and words[-1].strip(".").casefold() in _ENDINGS


def _typed(body: str, mentions: Sequence[Mention], registry: Registry) -> list[Mention]:
    """Let what the article tells of a name in one place hold for the name in all places."""
    persons: set[str] = set()
    bodies: set[str] = set()
    for each in mentions:
        if each.name and each.span.exact.casefold() not in ("who", "which"):
            told = _told(body, each, registry)
            (persons if told is AgentType.PERSON else bodies if told else set()).add(key(each.name))
    contested = persons & bodies
    families = {name.split()[-1] for name in persons - contested if name}
    families |= {key(each.name) for each in mentions if each.type is AgentType.PERSON and " " not in each.name}
    return [
        each
        if not each.name or key(each.name) in contested
        else _as_person(each)
        if key(each.name) in persons or _of_family(each, families, bodies, registry)
        else _as_person(each)
        if each.type is AgentType.UNKNOWN and key(each.name) not in bodies and _is_christened(each, registry)
        else replace(each, type=AgentType.ORGANIZATION, titles="")
        if key(each.name) in bodies and each.type in (AgentType.PERSON, AgentType.UNKNOWN)
        else each
        for each in mentions
    ]


def _as_person(mention: Mention) -> Mention:
    return mention if mention.type is AgentType.PERSON else replace(mention, type=AgentType.PERSON)


def _of_family(mention: Mention, families: set[str], bodies: set[str], registry: Registry) -> bool:
    """Tell whether a full name that was taken for no person ends in the name of one."""
    words = tidy(mention.name).split()
    shaped = len(words) in (2, 3) and all(word[:1].isupper() and word.replace("-", "").isalpha() for word in words)
    known = registry.lookup(mention.name) or registry.lookup(words[0]) or registry.demonym(words[0])
    other = _is_body_name(mention.name) or without_article(words[0]) == "" or words[0].casefold() in ("the", "a", "an")
    return shaped and not known and not other and key(words[-1]) in families and key(mention.name) not in bodies


def _is_christened(mention: Mention, registry: Registry) -> bool:
    """Tell whether a name of two or three words begins with a first name: nothing else need tell."""
    words = tidy(mention.name).split()
    shaped = len(words) in (2, 3) and all(word[:1].isupper() and word.replace("-", "").isalpha() for word in words)
    return (
        shaped
        and bool(usual_gender(mention.name))
        and not (_is_body_name(mention.name) or registry.lookup(mention.name))
    )


def _told(body: str, mention: Mention, registry: Registry) -> AgentType | None:
    """Give what a name and the words around it tell of its kind, if anything."""
    if registry.lookup(mention.name) or registry.demonym(mention.name):
        return None
    if _is_body_name(mention.name):
        return AgentType.ORGANIZATION
    if mention.titles and mention.type is AgentType.PERSON:
        return AgentType.PERSON
    return _told_around(body, mention)


def _told_around(body: str, mention: Mention) -> AgentType | None:
    start, end = mention.span.start, mention.span.end
    words = mention.name.split()
    found = _WORD_BEFORE.search(body, max(0, start - 30), start)
    before = found[1] if found else ""
    if before in _LABELS and (len(words) == 1 or mention.type is not AgentType.PERSON):
        return AgentType.ORGANIZATION
    described = mention.type is not AgentType.PLACE and apposition(body, end)
    role = before[:1].islower() and is_role_noun(before) and not _is_plural(before) and words[0].lower() != "the"
    if _SOMEBODY.match(body, end) or described or (role and len(words) in (2, 3)):
        return AgentType.PERSON
    if _SOMETHING.match(body, end) and before != "and" and not role:
        return AgentType.ORGANIZATION
    return None


def _full_names(mentions: Iterable[Mention]) -> Mapping[str, set[str]]:
    """Give the full names of persons by the words, in small letters, that a label may print: all, or the last one."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in mentions:
        name = tidy(each.name) if each.type is AgentType.PERSON else ""
        if " " in name:
            for words in (name, name.split()[-1]):
                found[words.casefold()].add(name)
    return found


def _label(body: str, mention: Mention, full_names: Mapping[str, set[str]]) -> Mention:
    """Read a name before a colon at the start of a line: of an interview, the surname in capitals; else a heading."""
    line = body.rfind("\n", 0, mention.span.start) + 1
    starts = not body[line : mention.span.start].strip(" \t•*–—-·")
    if not starts or not _LABELLED.match(body, mention.span.end):
        return mention
    printed = plain(mention.span.exact)
    full = full_names.get(printed.casefold(), set())
    if len(full) == 1:
        return replace(mention, name=next(iter(full)), type=AgentType.PERSON, subject=True)
    return replace(mention, name="") if " " not in printed and not full else mention


def _relative(body: str, mention: Mention, mentions: Sequence[Mention], places: Places) -> Mention:
    """Let a "who" that was tied to a body ask for the person before it: "Ana Ruiz, of the charity Moss, who"."""
    if mention.span.exact.casefold() != "who" or mention.name in ("", "WHO"):
        return mention
    earlier = reversed(mentions[: places.before(mention.span.start)])
    same = next((each for each in earlier if each.name == mention.name and each.span.end < mention.span.start), None)
    if same is None or same.type is AgentType.PERSON:
        return replace(mention, type=AgentType.PERSON) if same else mention
    left, _ = sentence(body, mention.span.start, mention.span.end)
    before = [mentions[at] for at in places.beginning(left, same.span.start)]
    persons = [each for each in before if each.type is AgentType.PERSON and each.name]
    return replace(mention, name=persons[-1].name if persons else "", type=AgentType.PERSON)
