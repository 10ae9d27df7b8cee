"""All finders of differences."""

from __future__ import annotations

from kb.compare.figures import NUMBERS
from kb.compare.finder import Finder
from kb.compare.namesakes import NAMESAKES
from kb.compare.occurrences import OCCURRENCES
from kb.compare.other_events import OTHER_EVENTS
from kb.compare.paraphrases import PARAPHRASES
from kb.compare.positions import POSITIONS
from kb.compare.quotations import QUOTATIONS
from kb.compare.ranks import RANKS
from kb.compare.reach import REACH
from kb.compare.roles import OFFICES, PEOPLE
from kb.compare.scopes import SCOPES

FINDERS: tuple[Finder, ...] = (
    NAMESAKES,
    NUMBERS,
    OCCURRENCES,
    OFFICES,
    OTHER_EVENTS,
    PARAPHRASES,
    PEOPLE,
    POSITIONS,
    QUOTATIONS,
    RANKS,
    REACH,
    SCOPES,
)
