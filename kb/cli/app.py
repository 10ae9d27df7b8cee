"""The command ``kb``: one file per verb, and the only place where an error becomes an exit code."""

from __future__ import annotations

import os
import signal
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from kb.cli.output import Messages
from kb.errors import KBError

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
    for stream in (sys.stdout, sys.stderr):
        # A pipe or a C locale may not know UTF-8; a result must not die of one character.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
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
        # The reader of the pipe has seen enough (`kb … | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KBError as error:
        Messages().problem(error)
        return error.exit_code
    except MemoryError:
        print("Out of memory.\nFix: give less input at once, or a smaller --limit.", file=sys.stderr)
        return 5
    except Exception as error:
        if os.environ.get("KB_DEBUG"):
            raise
        print(
            f"Something went wrong inside kb: {type(error).__name__}: {error}\n"
            "Fix: this is a fault of ours; set KB_DEBUG=1 to see where, and please report it.",
            file=sys.stderr,
        )
        return 3
    if code == 130:
        print("Interrupted: what was stored is whole, the rest is not there.", file=sys.stderr)
    return int(code or 0)


if __name__ == "__main__":
    main()
