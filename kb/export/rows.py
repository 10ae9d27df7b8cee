"""CSV, one row per proposition, and JSON Lines, one statement a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from kb.cells import csv_line, guarded
from kb.concepts import TOKENS
from kb.export.contents import current_quads
from kb.export.index import Index
from kb.export.records import statement_records
from kb.ports import Store
from kb.vocab import DCTERMS, KB, PROV, SCHEMA

COLUMNS = (
    *("claim", "text", "voice", "outlet", "doc", "start", "end", "quote", "speaker", "kind", "polarity", "certainty"),
    *("published", "earliest", "latest", "origin", "statement", "proposition"),
)


class CsvExporter:
    """Writes a table of propositions; no cell of it is a formula."""

    media_type = "text/csv"

    def write(self, store: Store, out: BinaryIO, *, with_text: bool) -> None:
        """Write the same bytes for the same content; articles' texts have no place in the table."""
        del with_text
        out.write(csv_line(COLUMNS).encode())
        for row in _rows(Index(current_quads(store, with_text=False))):
            out.write(csv_line(map(guarded, row)).encode())


class JsonlExporter:
    """Writes a record per statement."""

    media_type = "application/jsonl"

    def write(self, store: Store, out: BinaryIO, *, with_text: bool) -> None:
        """Write the same bytes for the same content; articles' texts have no place in the records."""
        del with_text
        for record in statement_records(Index(current_quads(store, with_text=False))):
            out.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")


def _rows(index: Index) -> Iterator[tuple[str, ...]]:
    """Give the rows by article, in the order of the text."""
    rows = []
    for statement in index.of_class(KB.Statement):
        article = index.value(statement, PROV.wasQuotedFrom)
        for proposition in index.values(statement, KB.proposition):
            spans = index.spans(proposition, KB.span)
            claim = index.value(proposition, KB.expresses)
            days = [index.days(interval) for interval in index.values(proposition, KB.occursDuring)]
            start, end = (min(one[0] for one in spans), max(one[1] for one in spans)) if spans else (0, 0)
            doc = index.value(article, DCTERMS.identifier)
            row = (
                claim,
                index.value(claim, SCHEMA.text),
                TOKENS.get(index.value(proposition, KB.voice), ""),
                index.label(index.value(article, SCHEMA.publisher)),
                doc,
                str(start),
                str(end),
                " […] ".join(words for _, _, words in spans),
                index.label(index.value(statement, KB.speaker)),
                TOKENS.get(index.value(statement, KB.kind), ""),
                TOKENS.get(index.value(proposition, KB.polarity), ""),
                TOKENS.get(index.value(proposition, KB.certainty), ""),
                index.published(article),
                min((first for first, _ in days if first), default=""),
                max((last for _, last in days if last), default=""),
                index.label(index.value(statement, KB.origin)),
                statement,
                proposition,
            )
            rows.append(((doc, start, end, proposition), row))
    yield from (row for _, row in sorted(rows))
