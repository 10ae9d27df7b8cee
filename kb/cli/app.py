"""The command ``kb``: one file per verb, and the only place where an error becomes an exit code."""

from __future__ import annotations

import errno
import os
import signal
import sys
from contextlib import suppress
from typing import Annotated, TextIO

import typer

from kb.errors import KBError
from kb.terminal import safe

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}  # of a file, disk or device behind stdout

app = typer.Typer(
    name="kb",
    help="Who claimed what, where they said it, and what else was said: news articles as a checked claim graph.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"claimgraph {version('claimgraph')}")
        raise typer.Exit


@app.callback()
def _root(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Take the options that stand before a verb."""


def _register() -> None:
    # Imported here so that each verb's module can use `app` of nobody: they only define functions.
    from kb.cli import (
        benching,
        curating,
        exporting,
        extracting,
        importing,
        ingesting,
        querying,
        reviewing,
        searching,
        status,
        validating,
    )

    for verb in (
        extracting,
        ingesting,
        status,
        searching,
        querying,
        validating,
        exporting,
        importing,
        curating,
        reviewing,
        benching,
    ):
        verb.add_to(app)


_register()


def main() -> None:
    """Run one command; give the exit code of the contract."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the shell: `kb … >&-`
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115, PTH123 - it stays open to the end
        # A pipe or a C locale may not know UTF-8; a result must not die of one character.
        getattr(sys, name).reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run())


def run() -> int:
    """Run the command that ``sys.argv`` holds, and give its exit code; no exception leaves but with KB_DEBUG set."""
    try:
        code = app(prog_name="kb", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:  # what was typed does not fit the command
        show = getattr(error, "show", None)
        print(error, file=sys.stderr) if show is None else show()
        return 2
    except (typer.Abort, KeyboardInterrupt):
        code = 130
    except SystemExit as stop:
        # Typer ends so, with 1, when the reader of a pipe has gone inside a command: it has seen enough.
        return 0 if stop.code == 1 else int(stop.code or 0)
    except BrokenPipeError:
        _let_go(sys.stdout)  # the reader of the pipe has seen enough (`kb … | head`)
        return 0
    except KBError as error:
        _say(str(error))
        return error.exit_code
    except MemoryError:
        _say("Out of memory.\nFix: give less input at once, or a smaller --limit.")
        return 5
    except Exception as error:
        return _unforeseen(error)
    if code == 130:
        _say("Interrupted: what was stored is whole, the rest is not there.")
    return int(code or 0)


def _unforeseen(error: Exception) -> int:
    """Tell of an output that takes no more, or of a fault of ours; give the exit code."""
    if isinstance(error, OSError) and error.errno in _FULL and error.filename is None:
        _let_go(sys.stdout)
        _say(
            f"The answer cannot be written in full: {error.strerror}.\n"
            "Fix: free some space, or send it elsewhere; what was stored before is whole."
        )
        return 3
    if os.environ.get("KB_DEBUG"):
        raise error
    _say(
        f"Something went wrong inside kb: {type(error).__name__}: {error}\n"
        "Fix: this is a fault of ours; set KB_DEBUG=1 to see where, and please report it."
    )
    return 3


def _say(text: str) -> None:
    """Tell on stderr; if that cannot be written either, the exit code has to do."""
    try:
        print("\n".join(map(safe, text.split("\n"))), file=sys.stderr, flush=True)
    except OSError:
        _let_go(sys.stderr)


def _let_go(stream: TextIO) -> None:
    """Send what a stream still holds nowhere, so that Python's own last flush finds nothing to complain of."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


if __name__ == "__main__":
    main()
