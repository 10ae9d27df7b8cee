"""All finders of differences."""

from __future__ import annotations

from kb.compare.blame.blame import BLAME
from kb.compare.events.coming import COMING
from kb.compare.events.occurrences import OCCURRENCES
from kb.compare.events.other_events import OTHER_EVENTS
from kb.compare.events.reach import REACH
from kb.compare.events.scopes import SCOPES
from kb.compare.finder import Finder
from kb.compare.numbers.ages import AGES
from kb.compare.numbers.corrections import CORRECTIONS
from kb.compare.numbers.figures import NUMBERS
from kb.compare.numbers.ranks import RANKS
from kb.compare.numbers.scores import SCORES
from kb.compare.numbers.superlatives import SUPERLATIVES
from kb.compare.people.namesakes import NAMESAKES
from kb.compare.people.posts import POSTS
from kb.compare.people.roles import OFFICES
from kb.compare.people.spellings import SPELLINGS
from kb.compare.positions.positions import POSITIONS
from kb.compare.positions.refutations import REFUTATIONS
from kb.compare.positions.reversals import REVERSALS
from kb.compare.quotations.inflation import INFLATION
from kb.compare.quotations.paraphrases import PARAPHRASES
from kb.compare.quotations.quotations import QUOTATIONS

FINDERS: tuple[Finder, ...] = (
    AGES,
    BLAME,
    COMING,
    CORRECTIONS,
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
    SCORES,
    SPELLINGS,
    SUPERLATIVES,
)
