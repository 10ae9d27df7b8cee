"""The reference pages, made from what they describe: ontology, shapes, queries, ``--help``.

``python -m kb.docs`` rewrites them, ``--check`` tells whether they are stale.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import typer

from kb.cli.app import app
from kb.query.stored import catalogue
from kb.resources import resource
from kb.vocab import PREFIXES

_NOTE = "<!-- Made by `make docs`; edit the source, not this page. -->\n"
WIDTH = 100


def pages() -> dict[str, str]:
    """Give every generated page by file name."""
    return {
        "commands.md": _commands(),
        "queries.md": _queries(),
        "terms.md": _terms(),
        "shapes.md": _shapes(),
    }


def _commands() -> str:
    parts = [
        _NOTE,
        "# Commands\n",
        "Results go to stdout, messages to stderr. Exit codes: 0 done; 1 findings at or above `--fail-on`;",
    ]
    parts.append(
        "2 the question was wrong; 3 an input could not be used; 4 the store could not be used; 5 a limit was reached;"
    )
    parts.append("130 interrupted.\n")
    for name, command in _leaves(typer.main.get_command(app), "kb"):
        context = typer.Context(command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
        parts.append(f"## `{name}`\n\n```text\n{command.get_help(context).strip()}\n```\n")
    return "\n".join(parts)


def _leaves(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    children: Mapping[str, Any] = getattr(command, "commands", {})
    if not children:
        yield name, command
    for child in sorted(children):
        yield from _leaves(children[child], f"{name} {child}")


def _queries() -> str:
    parts = [
        _NOTE,
        "# Stored queries\n",
        "`kb query run NAME [--param k=v]…` answers one; each stands in `queries/NAME.rq`.\n",
    ]
    for name, query in catalogue().queries.items():
        parameters = "".join(f"- `{one.name}`{' (optional)' if one.optional else ''}\n" for one in query.parameters)
        columns = "".join(f"| `{column.name}` | {column.meaning} |\n" for column in query.columns)
        parts.append(f"## {name}\n\n{query.summary}.\n\n{query.description.strip()}\n")
        parts += [f"Parameters:\n\n{parameters}"] if parameters else []
        parts.append(f"| column | meaning |\n|---|---|\n{columns}")
    return "\n".join(parts)


def _terms() -> str:
    described = _subjects(resource("ontology", "kb.ttl"))
    parts = [_NOTE, "# Terms\n", f"Namespace `{PREFIXES['kb']}`, prefix `kb:`.\n"]
    for subject in sorted(one for one in described if one.startswith(PREFIXES["kb"]) and one != PREFIXES["kb"]):
        known = described[subject]
        kinds = ", ".join(sorted(_short(kind) for kind in known.get(PREFIXES["rdf"] + "type", [])))
        parts.append(
            f"## kb:{subject.removeprefix(PREFIXES['kb'])}\n\n*{kinds}* — {_text(known, 'skos', 'definition')}\n"
        )
        parts.append(f"Example: {_text(known, 'skos', 'example')}\n")
    return "\n".join(parts)


def _shapes() -> str:
    parts = [
        _NOTE,
        "# Shapes\n",
        "What `kb validate` checks. A *Violation* blocks, a *Warning* wants a person, *Info* is housekeeping.\n",
    ]
    for path in sorted(resource("ontology", "shapes").glob("*.ttl")):
        described = _subjects(path)
        parts.append(f"## {path.stem}\n\n| shape | severity | message | reason |\n|---|---|---|---|")
        for subject, known in sorted(described.items()):
            message = _text(known, "sh", "message") or _nested_message(known, described)
            if message:
                severity = _short(next(iter(known.get(PREFIXES["sh"] + "severity", [PREFIXES["sh"] + "Violation"]))))
                cells = (
                    subject.rsplit("#", 1)[-1],
                    severity.removeprefix("sh:"),
                    message,
                    _text(known, "rdfs", "comment"),
                )
                parts.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
        parts.append("")
    return "\n".join(parts)


def _nested_message(known: Mapping[str, list[str]], described: Mapping[str, Mapping[str, list[str]]]) -> str:
    inner = [described.get(one, {}) for one in known.get(PREFIXES["sh"] + "sparql", [])]
    return next((text for one in inner if (text := _text(one, "sh", "message"))), "")


def _subjects(path: Path) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for triple in ox.parse(path=str(path)):
        subject = triple.subject.value
        found.setdefault(subject, {}).setdefault(triple.predicate.value, []).append(triple.object.value)
    return found


def _text(known: Mapping[str, list[str]], prefix: str, name: str) -> str:
    return " ".join(sorted(known.get(PREFIXES[prefix] + name, [])))


def _short(iri: str) -> str:
    return next(
        (f"{prefix}:{iri.removeprefix(base)}" for prefix, base in PREFIXES.items() if iri.startswith(base)), iri
    )


def main() -> int:
    """Write the pages, or with ``--check`` give 1 if one is stale."""
    folder = resource("docs", "reference")
    stale = [
        name
        for name, text in pages().items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text
    ]
    if "--check" in sys.argv:
        print(
            "\n".join(f"docs/reference/{name} is stale: run `make docs`." for name in stale), end="\n" if stale else ""
        )
        return 1 if stale else 0
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
