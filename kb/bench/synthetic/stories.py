"""One story: an event, told by outlets of their own accord and by copies of one dispatch; some differ on purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from kb.bench.synthetic.copies import AGENCIES, copies_of
from kb.bench.synthetic.dealing import Shelf, deal
from kb.bench.synthetic.drafts import Draft, drop_fact
from kb.bench.synthetic.events import EventKind
from kb.bench.synthetic.markup import Rendered
from kb.bench.synthetic.names import Names
from kb.bench.synthetic.plants import newcomer, plant
from kb.bench.synthetic.revisions import silenced
from kb.bench.synthetic.scenes import Day, Line, Scene, Value
from kb.bench.synthetic.sides import decoy_in, planted_in
from kb.bench.synthetic.styles import HouseStyle
from kb.bench.synthetic.truth import Copy, Mention, Page, Place, Story

_MATTERS = {"revised": "figure"}  # fact → what it is about, where others are about the same
_IN_TWO = ("quote", "reversal")  # facts whose sentences hold two clauses; the second is "quote-end" and the like
_UTTERED = ("quote", "quote-end", "official", "hint")  # whoever relays them has them from the speaker
_WIRED = 0.5  # share of stories that an agency tells
_LATER = (150, 420)  # days until somebody else holds the office

_SUCCESSION = (
    "{newcomer} opened a new office {place} {day}.",
    "a new office {place} was opened by {newcomer} {day}.",
)
_NAMESAKE = (
    "{newcomer} played three suites for pensioners in {place_} {day}.",
    "three suites were played for pensioners in {place_} by {newcomer} {day}.",
)
_CHORES = ("the queue reached the fountain of {town}.", "people in {quarter} brought folding chairs and cake.")


def story(
    number: int, kind: EventKind, plants: Sequence[str], decoy: str, outlets: Sequence[str], names: Names
) -> Story:
    """Write one story.

    Args:
        number: Its place in the corpus.
        kind: What sort of event.
        plants: What is to differ, by token; of each of ``plants.GROUPS`` at most one, and of ``decoy`` likewise.
        decoy: What is to seem to differ though nobody should report it.
        outlets: Those of the corpus; the story takes some.
        names: Where names and choices come from.
    """
    random, scene = names.random, Scene.drawn(kind, names, names.random)
    chosen = random.sample(outlets, 9)
    shelf = Shelf(scene, random)
    wired = "missing-credit" in plants or random.random() < _WIRED
    dispatch = _lines(scene, shelf, random) if wired else []
    own = [
        Draft(outlet, _soon(scene, random), HouseStyle.drawn(random), _lines(scene, shelf, random))
        for outlet in chosen[: random.randint(2, 4)]
    ]
    for one in (*plants, decoy):
        plant(one, scene, own, random)
    drafts = list(own)
    if wired:
        day = scene.day + timedelta(days=random.randrange(1, 3))
        wire = Draft(chosen[4], day, HouseStyle.drawn(random), dispatch)
        for fact in sorted(silenced(own)):
            drop_fact([wire], fact)
        deal([own[-1], own[0], *own[1:-1], wire], scene, random)
        copying = chosen[4 : 4 + random.randint(2, 4)]
        drafts += copies_of(wire.lines, shelf, copying, day, random, silent="missing-credit" in plants)
    else:
        deal([own[-1], own[0], *own[1:-1]], scene, random)
    drafts += [_aside(scene, one, chosen[8], names) for one in ("role-changed", "other-referent") if one in plants]
    name = f"s{number:05d}"
    pages, mentions, copies = [], [], []
    for at, draft in enumerate(drafts):
        page, told = _printed(name, at, draft, scene)
        pages.append(page)
        mentions += told
        if draft.mode:
            first = next(i for i, other in enumerate(drafts) if other.agency and not other.mode)
            copies.append(Copy(page.doc, pages[first].doc, draft.mode, draft.agency, bool(draft.credit)))
    found = _with_one_witness(mentions)
    undated = {page.doc for page in pages if page.published is None}
    planted = planted_in(plants, found, copies, a_set=not kind.parties.measured, undated=undated)
    return Story(name, tuple(pages), found, tuple(copies), planted, decoy_in(decoy, found))


def _with_one_witness(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Trace an utterance to its speaker wherever one outlet heard it itself: then its copies are no other witness."""
    heard = {one.matter: one.origin for one in mentions if one.origin.startswith("said/")}
    return tuple(replace(one, origin=heard.get(one.matter, one.origin)) for one in mentions)


def _soon(scene: Scene, random: Random) -> date:
    return scene.day + timedelta(days=random.randrange(1, 5))


def _lines(scene: Scene, shelf: Shelf, random: Random) -> list[Line]:
    """Give what one article tells: the event first, the rest in an order of its own."""
    rest = [scene.line(fact, random) for fact, share in (("figure", 0.8), ("yes", 0.7)) if random.random() < share]
    if random.random() < 0.6:
        rest.append(scene.announcement(0, 0))
    if random.random() < 0.8:
        rest.append(scene.quotation(random.choice(("direct", "direct", "partial", "reported"))))
    rest += shelf.take(random.randint(1, 2))
    random.shuffle(rest)
    return [scene.line("main", random), *rest]


def _aside(scene: Scene, kind: str, outlet: str, names: Names) -> Draft:
    """Give an article about somebody else: who follows the officer in office, or who merely has the same name."""
    random, namesake = names.random, kind == "other-referent"
    who = newcomer(scene, names.of("person"), namesake=namesake)
    day = scene.day + timedelta(days=random.randrange(1, 4) if namesake else random.randrange(*_LATER))
    place = names.of("town") if namesake else str(scene.values["town"])
    lead = random.choice(_NAMESAKE if namesake else _SUCCESSION)
    fact = "namesake" if namesake else "office"
    changed: dict[str, Value] = {"newcomer": who, "place_": place, "place": f"in {place}", "day": Day(day)}
    chores = [Line(f"{fact}-background", one, f"chore/{at}", changed={"town": place}) for at, one in enumerate(_CHORES)]
    lines = [Line(fact, lead, fact, changed=changed), chores[random.randrange(len(chores))]]
    return Draft(outlet, day + timedelta(days=1), HouseStyle.drawn(random), lines)


# -- print ------------------------------------------------------------------------------------------------------------


def _printed(name: str, at: int, draft: Draft, scene: Scene) -> tuple[Page, list[Mention]]:
    doc = f"articles/{name}-{at}.txt"
    aside = draft.lines[0].fact in ("office", "namesake")
    headline = "Town notes" if aside else scene.kind.headline[at % len(scene.kind.headline)]
    mentions: list[Mention] = []
    text, seen = f"{headline}\n\n", set[str]()
    if draft.credit_form == "tag":
        text += f"{str(scene.values['town']).upper()} ({AGENCIES[draft.agency][0]}) — "
    for number, line in enumerate(draft.lines):
        text += ("\n\n" if number % 2 else " ") if number else ""
        told = _reported(line, draft) if not number else line
        sentence = scene.printed(told, draft.style, seen)
        mentions += _mentions(name, (doc, draft.outlet), told, sentence, len(text), scene)
        text += sentence.text
    if draft.credit_form == "footer":
        text += f"\n\n{_opened(AGENCIES[draft.agency][1])} contributed to this report."
    credit = draft.agency if draft.credit_form == "manifest" else ""
    return Page(doc, draft.outlet, draft.day if draft.told else None, text + "\n", credit), mentions


def _reported(line: Line, draft: Draft) -> Line:
    """Add "…, the Associated Press reported" to the opening."""
    if draft.credit_form != "reported":
        return line
    return replace(line, template=f"[{line.template.removesuffix('.')}], {AGENCIES[draft.agency][1]} reported.")


def _mentions(
    name: str, article: tuple[str, str], line: Line, sentence: Rendered, start: int, scene: Scene
) -> Iterator[Mention]:
    """Give the sentence as one mention; the halves of a quotation, or of second thoughts, are two clauses.

    Args:
        name: Of the story.
        article: Its name and outlet.
        line: What it tells.
        sentence: In print.
        start: Where in the article.
        scene: What its slots mean.
    """
    doc, outlet = article

    def place(span: tuple[int, int]) -> Place:
        return doc, start + span[0], start + span[1]

    values = {slot: (scene.value(line, slot), tuple(map(place, spans))) for slot, spans in sentence.slots.items()}
    told = [(line.fact, sentence.clause, line.loose)]
    if line.fact in _IN_TWO:
        told = [(line.fact, sentence.clause[:1], line.freely), (f"{line.fact}-end", sentence.clause[1:], line.loose)]
    for fact, clause, loose in told:
        wording = f"/{line.form.rstrip('*')}" if "background" in fact else ""
        matter = f"{name}/{_MATTERS.get(fact, fact)}{wording}"
        origin = (
            f"{matter}/{line.witness}" if line.witness else f"said/{matter}" if fact in _UTTERED else f"{name}/{outlet}"
        )
        yield Mention(
            doc=doc,
            spans=tuple((start + first, start + last) for first, last in clause),
            matter=matter,
            claim=matter + (f"={line.says}" if line.says else ""),
            origin=origin,
            loose=loose,
            form=line.form,
            values=values,
        )


def _opened(text: str) -> str:
    return re.sub(r"^\w", lambda first: first[0].upper(), text)
