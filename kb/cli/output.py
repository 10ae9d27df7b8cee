"""Results to stdout, messages and progress to stderr, foreign text made safe."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kb.cli.options import Listing
from kb.errors import InputError, KBError
from kb.terminal import safe

MOST_WIDTH = 60  # of a column of a table, but the last


@dataclass(frozen=True, slots=True)
class Messages:
    """Where a command says what it is doing: stderr, and as much of it as the user asked for."""

    quiet: bool = False
    verbose: bool = False

    def note(self, text: str) -> None:
        """Say something unless quiet."""
        if not self.quiet:
            print(safe(text), file=sys.stderr)

    def detail(self, text: str) -> None:
        """Say something only when verbose."""
        if self.verbose and not self.quiet:
            print(safe(text), file=sys.stderr)

    def problem(self, error: KBError) -> None:
        """Say what went wrong; always."""
        for line in str(error).split("\n"):
            print(safe(line), file=sys.stderr)


def rule(widths: Sequence[int]) -> str:
    """Give the line under a table's header."""
    return "  ".join("─" * width for width in widths)


def print_listing(columns: Sequence[str], rows: Sequence[Sequence[str]], form: Listing) -> None:
    """Print rows to stdout as a table, as one JSON array, or as JSON Lines."""
    if form is Listing.TABLE:
        cells = [[safe(cell) for cell in row] for row in rows]
        widths = [min(MOST_WIDTH, max(map(len, column))) for column in zip(columns, *cells, strict=True)]
        print("  ".join(name.ljust(width) for name, width in zip(columns, widths, strict=True)).rstrip())
        print(rule(widths))
        for row in cells:
            fitted = [_fitted(cell, width) for cell, width in zip(row[:-1], widths[:-1], strict=True)]
            print("  ".join([*fitted, row[-1]]).rstrip())  # the last column may be as long as it likes
        return
    objects = [dict(zip(columns, row, strict=True)) for row in rows]
    print_objects(objects, form)


def print_objects(objects: Sequence[Mapping[str, object]], form: Listing) -> None:
    """Print objects as one JSON array, or as JSON Lines."""
    if form is Listing.JSONL:
        for one in objects:
            print(json.dumps(one, ensure_ascii=False))
    else:
        print(json.dumps(objects, ensure_ascii=False, indent=2))


@contextmanager
def written(out: Path | None) -> Iterator[BinaryIO]:
    """Open stdout, or a file that takes its name only when it is complete.

    Raises:
        InputError: the file cannot be written.
    """
    if out is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    scratch = ""
    try:
        handle, scratch = tempfile.mkstemp(prefix=f".{out.name}-", dir=out.parent)
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(scratch).chmod(0o666 & ~_umask())
        Path(scratch).replace(out)
    except OSError as error:
        raise InputError(
            f"{out} cannot be written: {error.strerror}.", hint="Check the folder, your rights and the space left."
        ) from error
    finally:
        if scratch:
            Path(scratch).unlink(missing_ok=True)


def progress(messages: Messages, total: int) -> Callable[[str], None]:
    """Give a function that reports one finished step on stderr."""
    done = 0

    def report(text: str) -> None:
        nonlocal done
        done += 1
        messages.note(f"[{done}/{max(done, total)}] {text}")

    return report


def _fitted(cell: str, width: int) -> str:
    return cell.ljust(width) if len(cell) <= width else cell[: width - 1] + "…"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
