"""Under which keys a clause meets others: pairs of what is telling in it.

One name or one word would collect the world; two telling things together are shared by few: a name and a deed, a name
and a number, a day and a deed, two rare words. Words count by root and events by class, so that "convicted" and
"conviction" meet. What is telling follows from fixed lists, so that keys depend on the clause alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from zlib import crc32

from kb.resolve.claims.clauses import Clause
from kb.resolve.claims.lists import BEGINNING
from kb.resolve.claims.one_deed import CALL, is_by_wire
from kb.resolve.claims.words import weight
from kb.resolve.same_event.evidence import root
from kb.wording import event_classes

_LEAST, _MOST = 6, 8  # telling things of a clause that make its keys
_PER_WORDS = 3  # content words, for each of which one is taken
_NUMBER = 0.9  # weight of a number or a time: it tells as much as most names
_ASIDE = 0.5  # share of its weight that a word of an aside has
_EVENT = 0.6  # weight of a class of events, at least


def keys(clause: Clause) -> Iterator[int]:
    """Give the keys of a clause, as checksums: two that collide by chance meet in vain, no more."""
    yield crc32("\0".join(clause.tokens).encode())
    for other in clause.joined:
        yield crc32("\0".join(sorted((clause.id, other))).encode())
    if clause.saying:
        yield crc32(f"saying\0{clause.saying}".encode())
    if clause.trivial:
        return
    if clause.negative:
        yield from _of_denial(clause)
    most = min(_MOST, max(_LEAST, len(clause.words) // _PER_WORDS))
    telling = sorted(_telling(clause).items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    names = sorted(name for name, _ in telling)
    yield from (crc32(f"{one}\0{other}".encode()) for one, other in combinations(names, 2))


def _of_denial(clause: Clause) -> Iterator[int]:
    """Give what denials of a deed share, whether or not they name its beginning: the deed, and a word beside it."""
    core = clause.words.difference(*clause.asides.values())
    for word in core:
        for deed in event_classes(word) - BEGINNING:
            yield from (crc32(f"denied\0{deed}\0{root(other)}".encode()) for other in core - {word})


def _telling(clause: Clause) -> dict[str, float]:
    """Give what is telling in a clause, with its weight; of a name one word stands for all."""
    found: dict[str, float] = {}
    beside = frozenset[str]().union(*clause.asides.values())  # what another telling may leave out
    for words, share in ((clause.words & beside, _ASIDE), (clause.words - beside, 1.0)):
        for word in words:  # in an order that is another in each process: of words with one root the weightiest counts
            classes = event_classes(word)
            for name in classes:
                weighs = (max(weight(word), _EVENT) - 0.1 * (len(classes) - 1)) * share
                found[f"class {name}"] = max(weighs, found.get(f"class {name}", 0.0))
            if not classes:
                found[f"root {root(word)}"] = max(weight(word) * share, found.get(f"root {root(word)}", 0.0))
    if clause.relation:
        found[f"class {clause.relation}"] = max(weight(clause.relation), _EVENT)
    if is_by_wire(clause):
        found[f"class {CALL}"] = _EVENT
    rarest = {max(sorted(words), key=weight) for words in clause.named.values()}
    for word in frozenset[str]().union(*clause.named.values()) - rarest:
        found.pop(f"root {root(word)}", None)
    found |= {f"root {root(word)}": weight(word) for word in sorted(rarest)}
    return found | dict.fromkeys(_counted(clause), _NUMBER)


def _counted(clause: Clause) -> Iterator[str]:
    """Give the days and the numbers of a clause that few others have."""
    for time in clause.times:
        if time.is_day and time.earliest and time.latest:
            yield f"day {time.earliest} {time.latest}"
    yield from (f"number {figure}" for figure in clause.figures if len(figure.low) > 1)


def order(clause: Clause) -> str:
    """Give where a clause stands among many of one key: by day of publication, then by what it tells."""
    published = clause.setting.published
    return "\0".join((published.isoformat() if published else "", clause.relation, *sorted(clause.words)))
