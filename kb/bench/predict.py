"""Predictions for evaluation files: one JSON object a line in, one a line out, as the public scorers read them.

=============  ===================================================  ==============================================
task           a line of the file                                   a prediction
=============  ===================================================  ==============================================
attribution    ``doc_id``, ``text``, perhaps ``published``          ``doc_id``, ``source``, ``cue``, ``content``,
                                                                    ``kind``, ``confidence``, and ``speaker`` where
                                                                    one is named
dates          ``doc_id``, ``text``, perhaps ``created``            ``doc_id``, ``start``, ``end``, ``type``,
                                                                    ``value`` (TIMEX3)
clusters       ``doc_id``, ``text``, ``mentions`` (each ``start``,  ``doc_id``, ``start``, ``end``, ``cluster``
               ``end``, perhaps ``type``)
factuality     ``id``, ``sentence``, ``event`` (``start``, ``end``)  ``id``, ``score`` from -3 to 3
stance         ``id``, ``claim``, ``headline``                      ``id``, ``label``: ``for``, ``against`` or
                                                                    ``observing``
=============  ===================================================  ==============================================

Offsets count code points, half-open. Whatever else a line holds, its annotations above all, is not looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kb.config import Settings
from kb.errors import InputError, UsageError
from kb.model import Interval
from kb.pipeline import reading

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One object of an evaluation file.

    Attributes:
        where: File and number of the line, from 1, for errors: ``dev.jsonl:12``.
        values: The object.
    """

    where: str
    values: Mapping[str, Any]

    def text(self, key: str) -> str:
        """Give a text.

        Raises:
            InputError: it is missing, no text, or cannot be encoded.
        """
        text = self.values.get(key)
        if not isinstance(text, str):
            raise self.error(f"{key!r} is missing or no text")
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise self.error(f"{key!r} holds half a character (a lone surrogate) at {error.start}") from error
        return text

    def day(self, key: str) -> date | None:
        """Give the day of an ISO date or time, ``None`` where there is none.

        Raises:
            InputError: it does not parse.
        """
        said = self.values.get(key)
        if said is None or said == "":
            return None
        try:
            return datetime.fromisoformat(self.text(key)).date()
        except ValueError as error:
            raise self.error(f"{key!r} is {said!r}, no ISO date such as 2021-10-01") from error

    def event(self) -> tuple[int, int]:
        """Give the bounds of the event in the sentence.

        Raises:
            InputError: they are missing, or address nothing.
        """
        found = self.values.get("event")
        start, end = (found.get("start"), found.get("end")) if isinstance(found, dict) else (None, None)
        if not isinstance(start, int) or not isinstance(end, int):
            raise self.error("'event' is missing, or has no start and end")
        sentence = self.text("sentence")
        if not 0 <= start < end <= len(sentence) or not sentence[start:end].strip():
            raise self.error(f"the event {start}:{end} names no word of its sentence")
        return start, end

    def error(self, problem: str) -> InputError:
        """Give an error that names this line."""
        return InputError(
            f"{self.where}: {problem}.", hint="Correct that line, or choose the task that the file is made for."
        )


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of evaluation file.

    Attributes:
        identifier: Key of the name that predictions repeat.
        check: Raises an InputError for a line that the task cannot use.
        predictions: Gives the lines with what is predicted for each, in order.
    """

    identifier: str
    check: Callable[[Line], object]
    predictions: Callable[[Sequence[Line], Settings], Iterator[tuple[Line, list[Row]]]]


def task_named(name: str) -> Task:
    """Give a task.

    Raises:
        UsageError: there is none of that name.
    """
    if name not in TASKS:
        raise UsageError(f"There is no task {name!r}.", hint=f"Choose one of: {', '.join(TASKS)}.")
    return TASKS[name]


def lines_of(path: Path, task: Task) -> tuple[Line, ...]:
    """Read an evaluation file whole and check every line, so that nothing fails after minutes of reading.

    Raises:
        InputError: the file cannot be read, or a line (named with its number) is not what the task needs.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            lines = tuple(_line(f"{path}:{number}", text) for number, text in enumerate(file, 1) if text.strip())
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8: {error.reason}.", hint="Give a JSON Lines file in UTF-8.") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", hint="Check its name and its rights.") from error
    for line in lines:
        if task.identifier not in line.values:
            raise line.error(f"{task.identifier!r} is missing")
        task.check(line)
    return lines


def _line(where: str, text: str) -> Line:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: this is no JSON: {error}.", hint="Every line holds one JSON object.") from error
    if not isinstance(values, dict):
        raise InputError(f"{where}: this is no JSON object.", hint="Every line holds one JSON object.")
    return Line(where, values)


def attributions_of(document: Mapping[str, Any], chosen: Settings) -> list[Row]:
    """Predict what attribution corpora annotate: neither the narrator's own statements nor those inside others.

    Args:
        document: Has ``doc_id``, ``text``, and perhaps ``published`` as an ISO date.
        chosen: Which extractor, which model.
    """
    article = reading.article_of(document["text"], str(document["doc_id"]), document.get("published"))
    rows = reading.Extraction.of(article, chosen).layer("statements")
    return [
        {"doc_id": document["doc_id"]}
        | {part: row[part] for part in ("source", "cue", "content", "kind", "confidence")}
        | ({"speaker": row["speaker"]["name"]} if row["speaker"] else {})
        for row in rows
        if row["kind"] != "narrator" and row["parent"] is None
    ]


def _attributions(lines: Sequence[Line], chosen: Settings) -> Iterator[tuple[Line, list[Row]]]:
    for line in lines:
        yield line, attributions_of(line.values, chosen)


def _check_document(line: Line, day: str) -> None:
    line.text("text")
    line.day(day)


def _dates(lines: Sequence[Line], _chosen: Settings) -> Iterator[tuple[Line, list[Row]]]:
    from kb.resolve.dates import times_in

    for line in lines:
        day = line.day("created")
        # TIMEX3 has no ranges: "1994 to 1997" is two expressions there. Its corpora write no time zones.
        found = times_in(line.text("text"), Interval(day, day) if day else None, ranges=False, zones=False)
        yield (
            line,
            [
                {"doc_id": line.values["doc_id"], "start": time.span.start, "end": time.span.end}
                | {"type": time.type, "value": time.value}
                for time in found
            ],
        )


def _factuality(lines: Sequence[Line], chosen: Settings) -> Iterator[tuple[Line, list[Row]]]:
    from kb.extract.factuality import reading_of
    from kb.extract.parse import pipeline

    # A sentence has a line for each of its events, one after the other: it is parsed once.
    grouped = ((sentence, list(events)) for sentence, events in groupby(lines, lambda line: line.text("sentence")))
    for doc, events in pipeline(chosen.model).pipe(grouped, as_tuples=True):
        for line in events:
            token = doc.char_span(*line.event(), alignment_mode="expand").root
            yield line, [{"id": line.values["id"], "score": reading_of(token)}]


def _check_mentions(line: Line) -> None:
    text, mentions = line.text("text"), line.values.get("mentions")
    if not isinstance(mentions, list):
        raise line.error("'mentions' is missing or no list")
    for number, mention in enumerate(mentions):
        start, end = (mention.get("start"), mention.get("end")) if isinstance(mention, dict) else (None, None)
        if not isinstance(start, int) or not isinstance(end, int):
            raise line.error(f"mention {number} has no start and end")
        if not 0 <= start < end <= len(text) or not text[start:end].strip():
            raise line.error(f"mention {number}, {start}:{end}, names no word of its text")


def _clusters(lines: Sequence[Line], chosen: Settings) -> Iterator[tuple[Line, list[Row]]]:
    from kb.bench.event_mentions import clusters_of, mentions_in

    mentions = mentions_in([line.values for line in lines], chosen.model)  # an event may be told anywhere in the file
    clusters = clusters_of(mentions)
    for line, ids in zip(lines, mentions.ids, strict=True):
        said = zip(line.values["mentions"], ids, strict=True)
        yield (
            line,
            [
                {"doc_id": line.values["doc_id"], "start": mention["start"], "end": mention["end"]}
                | {"cluster": clusters[identifier]}
                for mention, identifier in said
            ],
        )


def _check_pair(line: Line) -> None:
    line.text("claim")
    line.text("headline")


def _stances(lines: Sequence[Line], chosen: Settings) -> Iterator[tuple[Line, list[Row]]]:
    from kb.compare.positions.stance.decision import attitude
    from kb.model import AgentType
    from kb.resolve.registry import Registry

    registry = Registry.load(Path(chosen.registry) if chosen.registry else None)

    def speaks(name: str) -> bool:
        return any(agent.type not in (AgentType.PLACE, AgentType.UNKNOWN) for agent in registry.lookup(name))

    for line in lines:
        found = attitude(line.text("claim"), line.text("headline"), speaks=speaks)
        yield line, [{"id": line.values["id"], "label": found.stance.value}]


TASKS: Mapping[str, Task] = MappingProxyType(
    {
        "attribution": Task("doc_id", lambda line: _check_document(line, "published"), _attributions),
        "dates": Task("doc_id", lambda line: _check_document(line, "created"), _dates),
        "clusters": Task("doc_id", _check_mentions, _clusters),
        "factuality": Task("id", Line.event, _factuality),
        "stance": Task("id", _check_pair, _stances),
    }
)
