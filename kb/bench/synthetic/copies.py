"""Agency copy: one dispatch, printed by several outlets as it came, lightly edited, or rewritten; credited or not.

The agencies are real ones, since to know their names is part of what is measured; every word put in their mouths is
invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from kb.bench.synthetic.dealing import Shelf
from kb.bench.synthetic.drafts import Draft
from kb.bench.synthetic.scenes import Line, retold
from kb.bench.synthetic.styles import HouseStyle

AGENCIES = {
    "Associated Press": ("AP", "the Associated Press"),
    "Reuters": ("Reuters", "Reuters"),
    "Agence France-Presse": ("AFP", "Agence France-Presse"),
}
MODES = ("verbatim", "edited", "rewritten")
CREDIT_FORMS = ("tag", "footer", "reported", "manifest")


def copies_of(
    lines: Sequence[Line], shelf: Shelf, outlets: Sequence[str], day: date, random: Random, *, silent: bool
) -> list[Draft]:
    """Give the first print of a dispatch, with the agency's tag, and copies of it.

    Args:
        lines: What the dispatch tells.
        shelf: Where an outlet takes what it adds.
        outlets: The first has the first print.
        day: The day of the dispatch; copies follow within a day.
        random: Where choices come from.
        silent: At least the first copy is verbatim or edited, and credits nobody.
    """
    agency = random.choice(sorted(AGENCIES))
    style = HouseStyle.drawn(random)
    sent = [replace(line, witness=agency) for line in lines]
    drafts = [Draft(outlets[0], day, style, sent, credit=agency, credit_form="tag", agency=agency)]
    for at, outlet in enumerate(outlets[1:]):
        mode = random.choice(MODES[:2] if silent and not at else MODES)
        credited = not (silent and not at) and random.random() < 0.75
        drafts.append(
            Draft(
                outlet,
                day + timedelta(days=random.randrange(2)),
                style if mode == "verbatim" else HouseStyle.drawn(random),
                _edited(sent, shelf, mode, random),
                credit=agency if credited else "",
                credit_form=random.choice(CREDIT_FORMS) if credited else "",
                mode=mode,
                agency=agency,
            )
        )
    return drafts


def _edited(sent: Sequence[Line], shelf: Shelf, mode: str, random: Random) -> list[Line]:
    lines = list(sent)
    if mode == "verbatim":
        return lines[: max(3, len(lines) - random.randrange(2))]
    if mode == "rewritten":
        lines = [retold(line, random) if random.random() < 0.6 else line for line in lines]
        rest = lines[1:]
        random.shuffle(rest)
        lines = [lines[0], *rest]
    return [*lines, *shelf.take(1)]
