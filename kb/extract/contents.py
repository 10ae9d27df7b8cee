"""The content of a reporting verb, by the surest of the ways in which verbs take one."""

from __future__ import annotations

from kb.extract import clausal, complements, passives, raising
from kb.extract.content import Content
from kb.extract.grammar import is_passive
from kb.extract.nouns import light_content
from kb.extract.reporting import ReportingVerb, is_participle


def _light(verb: ReportingVerb) -> Content | None:
    """A verb without a meaning of its own and its noun: "made the case that …"."""
    return light_content(verb.token) if "light" in verb.frames else None


_ACTIVE = (
    clausal.quotation_put_first,
    clausal.clause_of_relative,
    raising.raised_subject,
    _light,
    clausal.clause,
    clausal.that_clause,
    clausal.gerund,
    complements.infinitive,
    clausal.quotation_beside,
    complements.characterization,
    complements.quoted_name,
    complements.estimate,
    complements.after_preposition,
    complements.noun_phrase,
    clausal.clause_around,
    clausal.quotation_to_come,
)
_PASSIVE = (
    passives.passive_clause,
    passives.passive_aside,
    passives.as_reported,
    passives.passive_subject,
    passives.passive_matter,
    passives.named_by_participle,
    passives.thing_made_known,
)


def content_of(verb: ReportingVerb) -> Content | None:
    """Find the content of a reporting verb, or None when it reports nothing here."""
    for way in _PASSIVE if is_passive(verb.token) or is_participle(verb.token) else _ACTIVE:
        found = way(verb)
        if found is not None and found.shape in verb.frames:
            return found
    return None
