"""A store and the report that it keeps of itself: what a write touches is checked again at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kb.config import Settings
from kb.errors import InputError, StoreError
from kb.pipeline.counting import stamp_of, tallied
from kb.ports import Foldered, Store

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kb.check.compiled.neighbours import Place
    from kb.check.maintained import Maintained
    from kb.check.report import Report
    from kb.check.stamp import Stamp
    from kb.pipeline.unseen import Unseen

_MOST = 50_000  # quads that are kept to look at what they touch: of some 50 articles, 20 MB; then it is looked at
_WHOLE = 1_500_000  # quads that are looked at all together in the end, for that is quicker; more take too much memory


class CheckedWrites:
    """Writes to one store, one after the other."""

    def __init__(self, store: Store, chosen: Settings) -> None:
        """Take a store, and the settings that name shapes of the user's own."""
        self._store, self._beneath, self._chosen = tallied(store), store, chosen
        self._is_current: bool | None = None
        self._added: set[Quad] = set()
        self._removed: set[Quad] = set()
        self._is_unsettled = False
        self._looked_at = self._left = 0  # quads of changes: looked at on the way, left for the end
        self._unseen: Unseen | None = None
        self._is_vast = False
        self._stamp: Stamp | None = None

    def stamp(self) -> Stamp:
        """Give what tells the content of the store, as it is after the last write, from that of another."""
        if self._stamp is None or not self._stamp.is_known:  # somebody else's write may have failed, too
            self._stamp = stamp_of(self._beneath)
        return self._stamp

    def take_up(self, unseen: Unseen | None) -> None:
        """Keep what is written where it outlasts the process, until it is looked at; take up what is there already.

        Args:
            unseen: Follows the writes from now on, if anything does. What it holds is what a command wrote that ended.
        """
        self._unseen = unseen
        if unseen is None:
            return
        if self._is_unsettled and self._is_current:
            self._remember(self._added, self._removed)
        elif unseen and unseen.lead_to(self._content) and not self._was_right():
            with suppress(StoreError, LookupError):  # what is damaged or lost tells nothing: everything is looked at
                for added, removed in list(unseen.changes(self._store.quads)):
                    self._gather(added, removed)
                self._is_current = self._is_unsettled = True

    def update(self, *, add: Iterable[Quad] = (), remove: Iterable[Quad] = (), archive: Iterable[Quad] = ()) -> None:
        """Write as :meth:`write` does, then bring the report up to date."""
        self.write(add=add, remove=remove, archive=archive)
        self.settle()

    def write(self, *, add: Iterable[Quad] = (), remove: Iterable[Quad] = (), archive: Iterable[Quad] = ()) -> None:
        """Write as :meth:`kb.ports.Store.update` does; what it touches waits for :meth:`look` or :meth:`settle`.

        The write takes the mark of the report away, and the report gets it back with its new results. When the process
        dies in between, the report has no mark; whoever writes next brings it up to date, by the changes that were kept
        or, where these are not all, by everything.

        Args:
            add: What comes.
            remove: What goes.
            archive: What is put aside.

        Raises:
            StoreError: the store cannot be written.
        """
        added, removed = list(add), list(remove)
        was_current, self._is_current = self._was_right(), False  # should the write fail
        stamp, self._stamp = self.stamp(), None
        with stamp.following((*added, *removed)):
            self._store.update(add=added, remove=[*removed, *self._report.mark()], archive=archive)
        self._stamp = stamp
        if not (was_current and self._is_unsettled):
            self._forget()  # what is kept was looked at, or is not all that was to be
        self._is_current, self._is_unsettled = was_current, True
        if was_current:
            self._gather(added, removed)
            self._remember(added, removed)
        else:
            self._left += len(added) + len(removed)

    def look(self) -> None:
        """Look at what was written once it is more than should be kept, or leave all for the end if that is quicker."""
        gathered = len(self._added) + len(self._removed)
        if gathered <= _MOST:
            return
        self._looked_at += gathered
        if self._is_left_for_the_end():
            self._is_current = False
            self._left, self._added, self._removed = gathered, set(), set()
        else:
            self.settle()

    @property
    def is_settled(self) -> bool:
        """Tell whether the report needs nothing."""
        return not self._is_unsettled

    @property
    def is_behind(self) -> bool:
        """Tell whether everything is to be looked at by :meth:`settle`."""
        return self._is_unsettled and not self._is_current

    @property
    def is_overdue(self) -> bool:
        """Tell whether so much was left for the end that everything should be looked at now, while it has room."""
        return self.is_behind and self._left > _WHOLE

    def settle(self) -> None:
        """Bring the report up to date with all that was written since it was."""
        if not self._is_unsettled:
            return
        was_current, self._is_current = bool(self._is_current), False
        added, self._added = self._added, set()
        removed, self._removed = self._removed, set()
        self._report.refresh(added, removed, was_current=was_current)
        self._is_current, self._is_unsettled = True, False
        self._forget()
        if not was_current:
            self._looked_at = self._left = 0

    def _was_right(self) -> bool:
        """Tell whether the report is right but for what was gathered."""
        if self._is_current is None:
            self._is_current = self._report.is_current()
        return self._is_current

    @property
    def _content(self) -> str:
        stamp = self.stamp()
        return f"{self._report.shapes} {stamp} {stamp.of_articles}"

    def _remember(self, added: Collection[Quad], removed: Collection[Quad]) -> None:
        if self._unseen is not None:
            self._unseen.keep(added, removed, self._content)

    def _forget(self) -> None:
        if self._unseen is not None:
            self._unseen.forget()

    def _gather(self, added: Iterable[Quad], removed: Iterable[Quad]) -> None:
        """Keep what changed until it is looked at: of each quad what was done last.

        What came and went again is kept, too. It may have stood there before, or in another form.
        """
        self._added.difference_update(removed)
        self._removed.update(removed)
        self._removed.difference_update(added)
        self._added.update(added)

    def _is_left_for_the_end(self) -> bool:
        """Tell whether it takes less time to look at everything once than at what changes, again and again.

        A vast store is looked at by what changes, however much that comes to in all: everything would be more than
        memory should hold.
        """
        self._is_vast = self._is_vast or self._report.holds_more_than(_WHOLE)
        return not self._is_vast and self._report.is_large(self._looked_at)

    @cached_property
    def _report(self) -> Maintained:
        """Give the report; by our shapes alone where the user's cannot be read, for ``kb validate`` will say so."""
        from kb.check.maintained import Maintained

        place = _place_of(self._beneath)
        try:
            shapes = Path(self._chosen.shapes) if self._chosen.shapes else None
            return Maintained(self._store, shapes, place=place, stamped=self.stamp)
        except InputError:
            return Maintained(self._store, place=place, stamped=self.stamp)


def _place_of(store: Store) -> Place:
    from kb.check.compiled.neighbours import Place
    from kb.store.engine import QuadStore

    if not isinstance(store, QuadStore):
        return Place.ELSEWHERE
    return Place.DISK if isinstance(store, Foldered) else Place.MEMORY


def report_of(
    store: Store, shapes: Path | None, today: date, *, engine: str = "compiled", full: bool = False
) -> Report:
    """Give the report of a store: the one that it keeps while that is current, else that of checking all it holds.

    Args:
        store: Which.
        shapes: A folder with more shapes, or none.
        today: The day by which waivers hold or are over.
        engine: What applies the shapes: ``compiled`` or ``pyshacl``.
        full: Check everything, although the report may be current.

    Raises:
        InputError: the shapes cannot be read or applied.
    """
    from kb.check.maintained import Maintained
    from kb.check.validation import Engine, report_on_store

    by, place = Engine(engine), _place_of(store)
    if by is Engine.COMPILED and not full:
        kept = Maintained(store, shapes, place=place, stamped=lambda: stamp_of(store))
        if kept.is_current():
            return kept.report(today)
    return report_on_store(store.query, store.quads, shapes, today=today, engine=by, place=place)
