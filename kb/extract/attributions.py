"""All attributions of an article, sentence by sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from kb.extract.attribution import Attribution
from kb.extract.continuations import Read, joined
from kb.extract.labels import conversing, label_attributions
from kb.extract.nesting import Nesting
from kb.extract.parse import Paragraph
from kb.extract.phrases import phrase_attributions
from kb.extract.sentences import Unit, units_in
from kb.extract.verbs import verb_attributions


def attributions_in(paragraphs: Iterable[Paragraph]) -> Iterator[Read]:
    """Give each unit with its attributions (offsets into the article), in order.

    Attitudes that one speaker ascribes to another are left out: they are part of what that speaker says.
    """
    listed = list(paragraphs)
    speakers = conversing(listed)
    read = list(joined((unit, _found_in(unit, speakers)) for unit in units_in(listed)))
    nesting = Nesting((each for _, found in read for each in found), [paragraph.start for paragraph in listed])
    for unit, found in read:
        yield unit, tuple(each for each in found if not (each.outermost and nesting.parent(each)))


def _found_in(unit: Unit, speakers: Collection[str]) -> tuple[Attribution, ...]:
    found = [*verb_attributions(unit), *phrase_attributions(unit)]
    if unit.start == 0:
        found.extend(label_attributions(unit.paragraph, speakers))
    offset = unit.paragraph.start
    return tuple(sorted((a.moved(offset) for a in found), key=lambda a: (a.cue, a.content)))
