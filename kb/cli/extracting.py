"""``kb extract``: the statements of files, without a store."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer

from kb.cli.options import ExtractorOption, ManifestOption, QuietOption, VerboseOption
from kb.cli.output import Messages
from kb.config import settings
from kb.errors import KBError
from kb.terminal import safe


class Layer(StrEnum):
    """What to print of each text."""

    STATEMENTS = "statements"
    TIMES = "times"
    QUANTITIES = "quantities"
    ENTITIES = "entities"
    FACTS = "facts"


class Form(StrEnum):
    """How to print it."""

    TABLE = "table"
    JSONL = "jsonl"


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    app.command("extract", epilog="Example: kb extract article.txt --format jsonl | head -1")(extract)


def extract(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Files, folders, globs or addresses.")],
    manifest: ManifestOption = None,
    extractor: ExtractorOption = None,
    layer: Annotated[Layer, typer.Option(help="What to print.")] = Layer.STATEMENTS,
    form: Annotated[Form, typer.Option("--format", help="How to print it.")] = Form.TABLE,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Print the statements of each file, its times, quantities or entities, or facts about it; no store is touched."""
    messages = Messages(quiet, verbose)
    chosen = settings(extractor=extractor)
    from kb.pipeline import reading
    from kb.pipeline.extractors import Tally
    from kb.pipeline.informing import conflicts_in

    tally = Tally(chosen)
    failed = 0
    for found in reading.extraction(files, manifest, chosen, messages.note):
        if isinstance(found, KBError):
            messages.problem(found)
            failed = failed or found.exit_code
            continue
        for conflict in conflicts_in(found.record.article) if layer is Layer.FACTS else ():
            messages.note(conflict)
        count = 0
        for row in found.rows(layer.value):
            count += 1
            print(json.dumps(row, ensure_ascii=False) if form is Form.JSONL else _line(layer, row, found.quote(row)))
        messages.detail(f"{found.doc}: {count} {layer.value}")
    counted = tally.in_words()
    if counted:
        messages.note(counted)
    raise typer.Exit(failed)


def _line(layer: Layer, row: Mapping[str, Any], quote: str) -> str:
    """Give one row for people: address, kind, who, what."""
    if layer is Layer.FACTS:
        address = f"{row['doc']}:{row['start']}-{row['end']}" if row["start"] is not None else row["doc"]
        mark = ", ".join(state for state in ("used", "contested") if row[state]) or "–"
        value = f"{row['value'] or 'unknown'}  {row['confidence']:.2f}  {row['ground'] or '–'}"
        return safe(f"{address}  {row['fact']:<12} {mark:<15} {value}  {row['reason']}")
    if layer is not Layer.STATEMENTS:
        told = {Layer.TIMES: _time, Layer.QUANTITIES: _quantity, Layer.ENTITIES: _entity}[layer](row)
        return safe(f"{row['doc']}:{row['start']}-{row['end']}  {row['type']:<12} {row['text']}  {told}")
    start, end = row["content"][0][0], row["content"][-1][1]
    who = row["speaker"]["name"] if row["speaker"] else "–"
    return f"{safe(row['doc'])}:{start}-{end}  {row['kind']:<8}  {safe(who):<20}  {safe(quote)}"


def _time(row: Mapping[str, Any]) -> str:
    """Give the value, the days it denotes where it does not say them itself, and what it may be where it is open."""
    bounds = row["earliest"], row["latest"]
    if row["candidates"] and bounds != (row["candidates"][0],) * 2:
        return f"{row['value']}  {' or '.join(row['candidates'])}  ({row['rule']})"
    if bounds == (None, None):
        return f"{row['value']}  open  ({row['rule']})" if row["type"] in ("DATE", "TIME") else str(row["value"])
    days = bounds[0] if bounds[0] == bounds[1] else "/".join(day or ".." for day in bounds)
    return str(row["value"]) if days == row["value"] else f"{row['value']}  {days}"


def _quantity(row: Mapping[str, Any]) -> str:
    """Give the bounds with how the number compares, and the unit: "≥ 40 ship", "about 3–4 USD"."""
    low, high = row["low"], row["high"]
    amount = low if low == high else "–".join(bound or ".." for bound in (low, high))
    if row["comparator"]:
        amount = f"{row['comparator']} {low or high}"
    return f"{'about ' if row['approximate'] else ''}{amount} {row['unit']}".rstrip()


def _entity(row: Mapping[str, Any]) -> str:
    """Give who is meant, or who may be."""
    return row["iri"] or " or ".join(row.get("candidates") or ()) or "–"
