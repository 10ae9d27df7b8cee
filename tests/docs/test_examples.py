"""README and guides: each ``console`` block is run, line by line, and prints what it shows.

``...`` stands for anything, within a line or for whole lines, as in doctest. Blocks of one page share a folder.
"""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path

import pytest
from commands import Command

from kb.resources import resource

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [ROOT / "README.md", *(ROOT / "docs" / "tutorial").glob("*.md"), *(ROOT / "docs" / "howto").glob("*.md")]
)
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^```\w+ title=\"?([\w./-]+)\"?\n(.*?)^```", re.MULTILINE | re.DOTALL)


def examples(page: Path) -> list[tuple[str, str]]:
    """Give each command of a page with the output shown below it."""
    found = []
    for block in _BLOCK.findall(page.read_text("utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            found.append((command, shown))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_example_of_a_page_prints_what_it_shows(
    page: Path, kb: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    shutil.copytree(resource("corpus", "articles"), tmp_path / "corpus" / "articles")
    for name, content in _FILE.findall(page.read_text("utf-8")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    checker = doctest.OutputChecker()

    for command, shown in examples(page):
        program, *arguments = shell_words(command)
        done = kb(*arguments)

        assert program == "kb"
        shells = [lines_of(done.err + done.out), lines_of(done.out + done.err)]  # a terminal shows both
        flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        fits = any(checker.check_output(shown, printed, flags) for printed in shells)
        assert fits, f"$ {command}\nshown:\n{shown}\nprinted:\n{shells[0]}"


def lines_of(printed: str) -> str:
    """Give what was printed without the blanks at the ends of lines."""
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


def test_the_readme_has_examples_and_names_its_two_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")

    assert len(examples(ROOT / "README.md")) >= 6
    assert "make demo" in text
    assert "make test" in text


def test_every_link_to_a_file_of_the_project_leads_somewhere() -> None:
    pages = [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "corpus" / "README.md",
        *(ROOT / "docs").rglob("*.md"),
    ]

    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]

    assert broken == []


def shell_words(command: str) -> list[str]:
    """Split a command as a shell would."""
    import shlex

    return shlex.split(command)
