"""Runs: which extractor, at which version, read which article, and when. All wall-clock times stand here."""

from __future__ import annotations

from pyoxigraph import Quad

from kb import ids
from kb.graph.lines import Lines, quads_of
from kb.graph.page import Page
from kb.graph.terms import moment, string
from kb.model import Record
from kb.vocab import KB, PROV, RDFS, SCHEMA


def run_quads(record: Record, base: str) -> tuple[Quad, ...]:
    """Give the run that read a record's article, for the graph of runs."""
    return quads_of(run_lines(record, base))


def run_lines(record: Record, base: str) -> Lines:
    """Write the same as lines."""
    return (*software_lines(record, base), *activity_lines(record, base))


def software_lines(record: Record, base: str) -> Lines:
    """Write what ran, which many runs share."""
    page, run = Page("runs", base), record.run
    page.describe(
        ids.software(run.extractor, run.version),
        PROV.SoftwareAgent,
        known={RDFS.label: string(run.extractor), SCHEMA.softwareVersion: string(run.version)},
    )
    return page.lines


def activity_lines(record: Record, base: str) -> Lines:
    """Write the run itself."""
    page, run = Page("runs", base), record.run
    page.describe(
        run.id,
        PROV.Activity,
        known={
            PROV.used: page.node(run.article),
            PROV.startedAtTime: moment(run.started_at),
            PROV.endedAtTime: moment(run.ended_at),
            PROV.wasAssociatedWith: page.node(ids.software(run.extractor, run.version)),
            KB.configuration: string(run.configuration),
        },
    )
    return page.lines
