"""What is remembered of an article grows with its length, and not with the square of it."""

from __future__ import annotations

import sqlite3
from itertools import product
from pathlib import Path

from records import a_clause, a_record, told

from kb.config import Settings
from kb.model import Record
from kb.pipeline.derived import DerivedGraphs
from kb.pipeline.known import Known
from kb.pipeline.memory import SHARED
from kb.state.disk import StateFile

STARTS, ENDS = ("Bar", "Cor", "Dul", "Fen", "Gim", "Hol", "Jas", "Kel"), ("din", "gott", "lund", "mott", "ryck", "sall")
NAMES = [f"{first}{middle}{last}" for first, middle, last in product(STARTS, ("a", "e", "i", "o", "u"), ENDS)]
THINGS = ("ferries", "buses", "trains", "flights", "schools", "shops", "banks", "mines", "farms", "markets")


def a_long_text(sentences: int) -> Record:
    """Each sentence has two bodies of its own, and says what one of them did to all of some things on a day."""
    said = []
    for number, name in enumerate(NAMES[:sentences]):
        day = f"2021-03-{number % 28 + 1:02}"
        when = (f"on March {number % 28 + 1}", day, day)
        text = f"{name} Works closed all {THINGS[number % len(THINGS)]} of {name}holm {when[0]}"
        clause = a_clause(text, f"{name} Works", "close", names=(f"{name}holm",), times=(when,))
        said.append(told(f"{text}.", clause))
    return a_record(*said, outlet="Morning Post", published="2021-04-01")


def kept_of(record: Record, folder: Path) -> int:
    """Tell the bytes of all rows that are kept of an article."""
    folder.mkdir()
    file = StateFile(folder / "state.sqlite", SHARED)
    DerivedGraphs(Settings(extractor="rules"), Known(), (), file.table).update(come=[record])
    file.commit()
    file.close()
    with sqlite3.connect(folder / "state.sqlite") as db:
        sums = "SELECT sum(length(key) + length(row)) FROM entry", "SELECT sum(length(row)) FROM shared"
        return sum(int(db.execute(one).fetchone()[0]) for one in sums)


def test_a_text_four_times_as_long_takes_some_four_times_the_room(tmp_path: Path) -> None:
    short, long = (kept_of(a_long_text(number), tmp_path / str(number)) for number in (60, 240))

    assert 3 < long / short < 5
