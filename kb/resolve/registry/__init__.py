"""The curated registry of agents: outlets, agencies, states, bodies and persons that we know by name."""

from kb.resolve.registry.entries import Entry, Office
from kb.resolve.registry.lookup import MEDIA, Registry

__all__ = ["MEDIA", "Entry", "Office", "Registry"]
