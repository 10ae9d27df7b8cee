"""Names that the registry knows and no extractor marked: a parser may pass over "Kyiv", which it has never met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.model import AgentType, Mention, Span, Syntax
from kb.resolve.agents.places import Places
from kb.resolve.registry import MEDIA, Registry

_LONGEST = 4  # words
_NAMES = frozenset({"NNP", "NNPS"})
_RELATIVES = frozenset({"WP", "WDT"})  # what a parser takes the WHO for
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_JOINED = frozenset({"compound", "nmod"})


def overlooked(body: str, syntax: Syntax | None, mentions: Sequence[Mention], registry: Registry) -> Iterator[Mention]:
    """Give the registered places and bodies among the proper nouns that no mention touches.

    Outlets are left out, whose names are words ("Time"), and so are persons, whose names need company.

    Args:
        body: The article's text.
        syntax: Its parse; without one nothing is given.
        mentions: What was read, in order of the text.
        registry: The names that are known.
    """
    if syntax is None:
        return
    places = Places(mentions)
    free = [word for word, tag in enumerate(syntax.tags) if tag in _NAMES or _is_acronym(body, syntax, word)]
    free = [word for word in free if not places.touching(syntax.starts[word], syntax.ends[word])]
    stop = -1
    for at, word in enumerate(free):
        if word < stop or not body[syntax.starts[word]].isupper():
            continue
        run = 1
        while run < _LONGEST and at + run < len(free) and free[at + run] == word + run:
            run += 1
        for length in range(run, 0, -1):
            span = Span.of(body, syntax.starts[word], syntax.ends[word + length - 1])
            kind = _kind(span.exact, registry)
            if kind and not _is_in_a_longer_name(syntax, word, length):
                stop = word + length
                yield Mention(span, kind, name=span.exact, subject=syntax.labels[stop - 1] in _SUBJECTS)
                break


def _is_acronym(body: str, syntax: Syntax, word: int) -> bool:
    """Tell whether capitals among small letters were taken for a relative pronoun: "the WHO said"."""
    if syntax.tags[word] not in _RELATIVES or not body[syntax.starts[word] : syntax.ends[word]].isupper():
        return False
    around = (word - 1, word + 1)
    beside = [body[syntax.starts[at] : syntax.ends[at]] for at in around if 0 <= at < len(syntax.tags)]
    return any(any(map(str.islower, each)) for each in beside)


def _kind(name: str, registry: Registry) -> AgentType | None:
    found = registry.lookup(name)
    if len(found) != 1 or found[0].type is AgentType.PERSON or registry.kind(found[0].id) in MEDIA:
        return None
    return found[0].type


def _is_in_a_longer_name(syntax: Syntax, word: int, length: int) -> bool:
    """Tell whether the words only begin or end the name of something unknown: "Tehran Times", "Lake Chad"."""
    last = word + length - 1
    after = syntax.heads[last] > last and syntax.labels[last] in _JOINED and syntax.tags[syntax.heads[last]] in _NAMES
    before = any(syntax.heads[each] == last and syntax.tags[each] in _NAMES for each in range(max(0, word - 2), word))
    return after or before
