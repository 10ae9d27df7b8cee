"""Who tells what in which words: within one story no two outlets write the same sentence by themselves.

Two texts with one sentence in common would be a copy for every reader, and the truth would be wrong to call them
independent. So the tellings of a fact are dealt out like cards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from kb.bench.synthetic.drafts import Draft
from kb.bench.synthetic.scenes import FRAMES, WORDINGS, Line, Scene

_DEALT = ("main", "figure", "yes-or-no", "modal", "reach", "nth", "members", "blame", "visit")


class Shelf:
    """Background sentences of one story; each outlet takes its own."""

    def __init__(self, scene: Scene, random: Random) -> None:
        """Shuffle those of the kind."""
        self._left = [
            Line("background", template, f"background/{at}", (template,))
            for at, template in enumerate(scene.kind.background)
        ]
        random.shuffle(self._left)

    def take(self, number: int) -> list[Line]:
        """Give some; fewer, or none, when nothing is left."""
        taken, self._left = self._left[:number], self._left[number:]
        return taken


def deal(drafts: Sequence[Draft], scene: Scene, random: Random) -> None:
    """Give each draft tellings that no other has; where they do not suffice, the last drafts leave the fact out.

    What is left over is what a rewritten copy may use. Who is out of reporters' words quotes the officer.
    """
    _deal_words(drafts, scene, random)
    left: dict[tuple[str, ...], list[str]] = {}
    users: dict[tuple[str, ...], list[tuple[Draft, Line]]] = defaultdict(list)
    for draft in drafts:
        for line in draft.lines:
            if line.fact in _DEALT:
                users[line.others].append((draft, line))
    for tellings, using in users.items():
        left[tellings] = random.sample(tellings, len(tellings))
        for draft, line in using:
            at = draft.lines.index(line)
            if left[tellings]:
                draft.lines[at] = _in_words(line, left[tellings].pop())
            else:
                del draft.lines[at]
    for draft in drafts:
        draft.lines[:] = [
            replace(line, others=tuple(sorted({line.template, *left[line.others]}))) if line.fact in _DEALT else line
            for line in draft.lines
        ]


def _deal_words(drafts: Sequence[Draft], scene: Scene, random: Random) -> None:
    """Have utterances quoted or reported by each in its own way."""
    for fact in ("quote", "official"):
        wordings = random.sample(range(WORDINGS), WORDINGS)
        frames = _shuffled(FRAMES, random)
        for draft in drafts:
            for at, line in enumerate(draft.lines):
                if line.fact == fact:
                    wording = None if line.form.startswith("direct") or not wordings else wordings.pop()
                    draft.lines[at : at + 1] = _worded(line, wording, next(frames), scene)
                    break


def _shuffled(number: int, random: Random) -> Iterator[int]:
    while True:
        yield from random.sample(range(number), number)


def _worded(line: Line, wording: int | None, frame: int, scene: Scene) -> list[Line]:
    """Give the line in a wording; where none is left, a quotation instead, or nothing."""
    if line.fact == "official":
        return [] if wording is None else [scene.announcement(wording, frame)]
    if wording is None:
        return [replace(scene.quotation("direct", 0, frame), changed=line.changed, loose="key" in line.changed)]
    told = scene.quotation(line.form.split("/")[0], wording, frame)
    return [replace(told, changed=line.changed, loose=line.loose)]


def _in_words(line: Line, template: str) -> Line:
    name, _, rest = line.form.partition("/")
    _, slash, note = rest.partition("/")
    return replace(line, template=template, form=f"{name}/{line.others.index(template)}{slash}{note}")
