"""N-Quads: one quad a line, sorted; what `kb import` reads back and what digests are taken over."""

from __future__ import annotations

from typing import BinaryIO

from kb.export.lines import archived_lines, lines_by_graph
from kb.ports import Store

_AT_ONCE = 10_000  # lines that are written together


class NQuadsExporter:
    """Writes all graphs under their names, the archive included."""

    media_type = "application/n-quads"

    def write(self, store: Store, out: BinaryIO, *, with_text: bool) -> None:
        """Write the same bytes for the same content; terms as the engine writes them, in canonical form."""
        archived = frozenset(archived_lines(store, with_text=with_text).splitlines(keepends=True))
        lines = list(archived)
        for some in lines_by_graph(store, with_text=with_text):
            part = some.splitlines(keepends=True)  # a write that was broken off leaves quads in both places
            lines += sorted(set(part) - archived if archived else part)  # while threads ask for the next part
        lines.sort()  # which joins what is sorted already
        for start in range(0, len(lines), _AT_ONCE):
            out.write(b"".join(lines[start : start + _AT_ONCE]))
