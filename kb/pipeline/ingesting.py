"""Files → store. One update writes articles and all the derived changes that they cause, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kb.config import Settings
from kb.errors import EndpointError, InputError, KBError, LimitError, ReadingError
from kb.ingest.files import Inputs
from kb.model import Article
from kb.pipeline.extractors import Tally
from kb.pipeline.informing import conflicts_in, informed
from kb.pipeline.library import Library
from kb.pipeline.reading import Clock, is_english, now
from kb.pipeline.stores import opened


class Listener(Protocol):
    """Where ingestion says what it is doing."""

    def note(self, text: str) -> None:
        """Say something."""

    def problem(self, error: KBError) -> None:
        """Say what could not be used."""


@dataclass(slots=True)
class Summary:
    """What became of the inputs: counts by outcome, and the exit code they give.

    Attributes:
        counted: What the extractor counted meanwhile (requests, spans refused), if it counts.
    """

    new: int = 0
    revised: int = 0
    unchanged: int = 0
    not_extracted: int = 0
    problems: list[KBError] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """Give articles by outcome."""
        return {
            "new": self.new,
            "revised": self.revised,
            "unchanged": self.unchanged,
            "not extracted": self.not_extracted,
            "not used": len(self.problems),
        }

    @property
    def exit_code(self) -> int:
        """0, or the code of the first problem."""
        return self.problems[0].exit_code if self.problems else 0


def ingest(
    names: Sequence[str],
    manifest: Path | None,
    chosen: Settings,
    listener: Listener,
    progress: Callable[[int], Callable[[str], None]],
    *,
    clock: Clock = now,
) -> Summary:
    """Read what the user named into the store; a bad input is reported, and the rest goes on.

    Raises:
        InputError: the manifest does not parse; nothing is read then.
        StoreError: the store cannot be written; articles already reported stay stored whole.
        UsageError: the extractor cannot be used; nothing is read then.
        EndpointError, LimitError: what the extractor asks does not answer; articles already reported stay stored.
    """
    inputs = Inputs(names, manifest, max_bytes=chosen.max_file_bytes)
    summary, tally = Summary(), Tally(chosen)
    with opened(chosen, writing=True) as store:
        library = Library(store, chosen, clock)
        for notice in inputs.notices:
            listener.note(notice)
        report = progress(len(inputs))
        for found in _informed(inputs, chosen, listener):
            problem = _problem_with(found, library, summary, report) if isinstance(found, Article) else found
            if problem is not None:
                summary.problems.append(problem)
                listener.problem(problem)
        library.flush()
    summary.counted = tally.read()
    return summary


def _informed(inputs: Inputs, chosen: Settings, listener: Listener) -> Iterator[Article | InputError | LimitError]:
    """Give the inputs, articles with all that is known of them; what contradicts itself there is told."""
    for found in inputs.articles():
        if not isinstance(found, Article):
            yield found
            continue
        article = informed(found, chosen)
        for conflict in conflicts_in(article):
            listener.note(conflict)
        yield article


def _problem_with(
    article: Article, library: Library, summary: Summary, report: Callable[[str], None]
) -> ReadingError | None:
    """Store one article and report it; or give the reason why it cannot be read, which stops no other."""
    try:
        report(_taken_in(article, library, summary))
    except ReadingError as error:
        return error
    except (EndpointError, LimitError):
        library.flush()
        raise
    return None


def _taken_in(article: Article, library: Library, summary: Summary) -> str:
    """Store one article, and say what became of it."""
    outcome = library.add(article)
    if outcome == "unchanged":
        summary.unchanged += 1
        return f"{article.doc}: unchanged"
    if outcome == "revised":
        summary.revised += 1
    else:
        summary.new += 1
    if not is_english(article):
        summary.not_extracted += 1
        return f"{article.doc}: {outcome}, stored; not extracted (language {article.language!r})"
    return f"{article.doc}: {outcome}, {len(library.records[article.doc].statements)} statements"
