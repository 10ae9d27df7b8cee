"""Same event: which mentions, within articles and across them, tell of one occurrence.

The order of the work: articles are sorted into *stories*; inside a story, mentions that could mean one event are paired
(:mod:`.pairing`), each pair is weighed (:mod:`.evidence`, :mod:`.decision`), and what belongs together is joined
(:mod:`.linkage`). :func:`same_events` is the whole of it; of propositions it is asked by
``same_events(told_in(records), words_of(records))``. All of it is a function of what is given, in whatever order.
"""

from kb.resolve.same_event.events import Event, Link, same_events
from kb.resolve.same_event.propositions import told_in, words_of
from kb.resolve.same_event.told import Told, Words

__all__ = ["Event", "Link", "Told", "Words", "same_events", "told_in", "words_of"]
