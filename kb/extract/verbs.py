"""Attributions whose cue is a verb: "X said …", "“…,” X said", "X accused Y of …", "X is believed to …"."""

from __future__ import annotations

from collections.abc import Iterator

from kb.extract.attribution import Attribution
from kb.extract.content import Content
from kb.extract.contents import content_of
from kb.extract.cue_extents import cue_words, with_prepositions
from kb.extract.fragments import fragments, ranges
from kb.extract.grammar import is_passive, particle_of
from kb.extract.reporting import ReportingVerb, is_participle, reporting_verb
from kb.extract.sentences import Unit
from kb.extract.sources import source_of


def verb_attributions(unit: Unit) -> Iterator[Attribution]:
    """Give the attributions of a unit whose cue is a verb, in order of the cue (offsets in the paragraph)."""
    for token in unit.tokens:
        verb = reporting_verb(unit, token)
        content = content_of(verb) if verb is not None else None
        if verb is not None and content is not None:
            yield _attribution(verb, content)


def _attribution(verb: ReportingVerb, content: Content) -> Attribution:
    particle = particle_of(verb.token, verb.form)
    apart = (*content.cue, *((particle.i,) if particle is not None else ()))
    cue = with_prepositions(cue_words(verb.token), verb.token, apart)
    source = source_of(verb)
    taken = set(cue) if is_passive(verb.token) or is_participle(verb.token) else {*cue, *source}
    return Attribution(
        source=fragments(verb.unit.paragraph, source),
        cue=ranges(verb.unit.paragraph, cue),
        content=fragments(verb.unit.paragraph, (i for i in content.positions if i not in taken), verb.quotations),
        shape=content.shape,
        confidence=verb.frames[content.shape],
        outermost=content.shape in verb.outermost,
    )
