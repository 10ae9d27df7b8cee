"""N-Quads: one quad a line, sorted; what `kb import` reads back and what digests are taken over."""

from __future__ import annotations

from typing import BinaryIO

from kb.export.contents import archived_quads, current_quads
from kb.ports import Store


class NQuadsExporter:
    """Writes all graphs under their names, the archive included."""

    media_type = "application/n-quads"

    def write(self, store: Store, out: BinaryIO, *, with_text: bool) -> None:
        """Write the same bytes for the same content; terms as the engine writes them, in canonical form."""
        lines = {f"{quad} .\n" for quad in current_quads(store, with_text=with_text)}
        lines.update(f"{quad} .\n" for quad in archived_quads(store, with_text=with_text))
        out.writelines(line.encode() for line in sorted(lines))
