"""What takes back or goes beyond other words: corrections, second thoughts, inflation, events that refute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from kb.bench.synthetic.drafts import Draft, drop_fact, other_amount, set_line, without_weekdays
from kb.bench.synthetic.scenes import Day, Line, Scene

_REVERSED = (
    "{chief} first said that [{no}], but later said that [{yes}].",
    "{chief} at first maintained that [{no}]. Later, {chief} said that [{yes}].",
    "{chief} had said that [{no}]. However, {chief} corrected this and said that [{yes}].",
    "at first {body} said that [{no}]; a day later it said that [{yes}].",
    "{body} withdrew a statement that [{no}] and said that [{yes}].",
)
_QUOTED = (
    "“[{words}],” {chief} said.",
    "“[{words}],” said {chief}.",
    "{chief} said: “[{words}].”",
    "{chief} told reporters: “[{words}].”",
)
_PARAPHRASED = (
    "{chief} said that [{words}].",
    "{chief} told reporters that [{words}].",
    "according to {chief}, [{words}].",
    "[{words}], {chief} said.",
)
_ONE_ARTICLE = 0.3  # share of paraphrases that stand in the article that has the quotation


def _superseded(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    """A figure corrected in one article or by a later version of it, or a speaker with second thoughts."""
    variant = random.choice(("reversal", "inside", "version"))
    if variant == "reversal":
        drop_fact(drafts, "yes-or-no")
        set_line(drafts[-1], _reversal(scene, random))
        return
    old = other_amount(scene, random)
    if variant == "version":
        drop_fact(drafts, "figure")
        wrong = {scene.kind.amount: old}
        set_line(drafts[0], replace(scene.line("figure", random), changed=wrong, says=str(old)))
        drafts[-1].outlet = drafts[0].outlet
        drafts[-1].day = drafts[0].day + timedelta(days=random.randint(1, 2))
    set_line(drafts[-1], replace(scene.line("revised", random), changed={"old": old}, loose=True))


def silenced(drafts: Sequence[Draft]) -> set[str]:
    """Give the facts that nobody else is to tell, since one outlet told them wrongly and took that back."""
    silent = {"yes-or-no"} if any(line.fact == "reversal" for draft in drafts for line in draft.lines) else set()
    return silent | ({"figure"} if len({draft.outlet for draft in drafts}) < len(drafts) else set())


def _reversal(scene: Scene, random: Random) -> Line:
    no, yes = (random.choice(scene.kind.told(fact)).removesuffix(".") for fact in ("no", "yes"))
    at = random.randrange(len(_REVERSED))
    return Line("reversal", _REVERSED[at].replace("{no}", no).replace("{yes}", yes), f"reversal/{at}")


def _inflated(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    hint(scene, drafts, random, "inflated")


def hint(scene: Scene, drafts: Sequence[Draft], random: Random, fact: str) -> None:
    """Have one article quote a cautious remark, and it or another one paraphrase that: ``inflated`` or ``faithful``."""
    which = random.randrange(len(scene.kind.told("hinted")))
    quoting = drafts[-1] if random.random() < _ONE_ARTICLE else drafts[0]
    quoting.lines.append(_remark("hinted", scene, which, _QUOTED, random))
    drafts[-1].lines.append(_remark(fact, scene, which, _PARAPHRASED, random))


def _remark(fact: str, scene: Scene, which: int, frames: Sequence[str], random: Random) -> Line:
    at = random.randrange(len(frames))
    words = frames[at].replace("{words}", scene.kind.told(fact)[which])
    return Line("hint", words, f"{fact}/{which}/{at}", says="" if fact == "hinted" else fact, loose=fact != "hinted")


def _refuted(scene: Scene, drafts: Sequence[Draft], random: Random) -> None:
    state(scene, drafts, random, random.uniform(0.4, 0.9))


def state(scene: Scene, drafts: Sequence[Draft], random: Random, when: float) -> None:
    """Have the first draft tell that something has not been since a month, and the last that it was on a day.

    Args:
        scene: Where.
        drafts: Two or more.
        random: Where choices come from.
        when: The day, from 0 (the month) to 1 (now); below 0, before all this.
    """
    days = random.randint(150, 400)
    since = scene.day - timedelta(days=days)
    then = since + timedelta(days=int(days * when))
    told = {"since": Day(since, "since"), "cut": Day(since, "month")}
    set_line(drafts[0], replace(scene.line("state", random), changed=told))
    set_line(drafts[-1], replace(scene.line("refuting", random), changed={"then": Day(then)}))
    without_weekdays(drafts)


CHANGES = {"supersession": _superseded, "inflation": _inflated, "refutation": _refuted}
