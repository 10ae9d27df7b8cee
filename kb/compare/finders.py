"""All finders of differences."""

from __future__ import annotations

from kb.compare.blame import BLAME
from kb.compare.figures import NUMBERS
from kb.compare.finder import Finder
from kb.compare.inflation import INFLATION
from kb.compare.namesakes import NAMESAKES
from kb.compare.occurrences import OCCURRENCES
from kb.compare.other_events import OTHER_EVENTS
from kb.compare.paraphrases import PARAPHRASES
from kb.compare.positions import POSITIONS
from kb.compare.posts import POSTS
from kb.compare.quotations import QUOTATIONS
from kb.compare.ranks import RANKS
from kb.compare.reach import REACH
from kb.compare.refutations import REFUTATIONS
from kb.compare.reversals import REVERSALS
from kb.compare.roles import OFFICES
from kb.compare.scopes import SCOPES

FINDERS: tuple[Finder, ...] = (
    BLAME,
    INFLATION,
    NAMESAKES,
    NUMBERS,
    OCCURRENCES,
    OFFICES,
    OTHER_EVENTS,
    PARAPHRASES,
    POSTS,
    POSITIONS,
    QUOTATIONS,
    RANKS,
    REACH,
    REFUTATIONS,
    REVERSALS,
    SCOPES,
)
