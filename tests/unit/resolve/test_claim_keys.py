"""The keys of a clause depend on the clause alone: a process that reads it later must find it under the same ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
from dataclasses import replace
from records import a_clause, a_record, told
from kb.resolve.claims.keys import keys
from kb.resolve.claims.reading import clauses_in

written = a_clause("The farmers sold bread", "farmers", "sell", "bread")
(clause, *_) = clauses_in(a_record(told(written.text + ".", written), outlet="Tide", published="2021-10-02")).values()
words = "farm farmers bread bricks lamps barrels ropes sacks carry strike strikes seizure seize talks".split()
named = {"Ann Farm": frozenset({"ann", "farm"}), "Ann Bread": frozenset({"ann", "bread"})}
for some in ({}, named):
    print(sorted(set(keys(replace(clause, words=frozenset(words), named=some)))))
"""


def test_in_every_process() -> None:
    tests = str(Path(__file__).parents[2])
    found = {
        subprocess.check_output(
            [sys.executable, "-c", PROGRAM], env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": tests}, text=True
        )
        for seed in "123456"
    }

    assert len(found) == 1
    assert len(found.pop()) > 100
