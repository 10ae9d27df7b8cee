"""N-Quads: one quad a line, sorted; what `kb import` reads back and what digests are taken over."""

from __future__ import annotations

from itertools import groupby, islice
from typing import BinaryIO

from kb.export.lines import archived_lines, lines_by_graph
from kb.ports import Store

_AT_ONCE = 10_000  # lines that are written together


class NQuadsExporter:
    """Writes all graphs under their names, the archive included."""

    media_type = "application/n-quads"

    def write(self, store: Store, out: BinaryIO, *, with_text: bool) -> None:
        """Write the same bytes for the same content; terms as the engine writes them, in canonical form."""
        lines = archived_lines(store, with_text=with_text).splitlines(keepends=True)
        for some in lines_by_graph(store, with_text=with_text):
            lines += some.splitlines(keepends=True)
        lines.sort()
        each_once = (line for line, _ in groupby(lines))
        while block := b"".join(islice(each_once, _AT_ONCE)):
            out.write(block)
