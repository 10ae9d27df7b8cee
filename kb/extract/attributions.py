"""All attributions of an article, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.extract.attribution import Attribution
from kb.extract.continuations import Read, joined
from kb.extract.labels import label_attributions
from kb.extract.parse import Paragraph
from kb.extract.phrases import phrase_attributions
from kb.extract.sentences import Unit, units_in
from kb.extract.verbs import verb_attributions


def attributions_in(paragraphs: Iterable[Paragraph]) -> Iterator[Read]:
    """Give each unit with its attributions (offsets into the article), in order."""
    yield from joined((unit, _found_in(unit)) for unit in units_in(paragraphs))


def _found_in(unit: Unit) -> tuple[Attribution, ...]:
    found = [*verb_attributions(unit), *phrase_attributions(unit)]
    if unit.start == 0:
        found.extend(label_attributions(unit.paragraph))
    offset = unit.paragraph.start
    return tuple(sorted((a.moved(offset) for a in found), key=lambda a: (a.cue, a.content)))
