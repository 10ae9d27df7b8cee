"""Tellings → sentences of an article, each with the statement that is read in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from kb import ids
from kb.bench.claim_graphs import cast
from kb.bench.claim_graphs.sheet import Sheet, in_words, time_at
from kb.bench.claim_graphs.tellings import Form, Telling
from kb.model import (
    Agent,
    Hold,
    Hop,
    Kind,
    Mention,
    Proposition,
    Quantity,
    RegionKind,
    Role,
    Span,
    Statement,
    Tenure,
    TimeExpression,
)

_KINDS = {Form.NARRATED: Kind.NARRATOR, Form.DIRECT: Kind.DIRECT, Form.MIXED: Kind.MIXED}


@dataclass(frozen=True, slots=True)
class Clause:
    """The places of a clause and its parts."""

    span: Span
    verb: Span
    time: TimeExpression
    quantity: Quantity
    mentions: tuple[Mention, ...]


@dataclass(slots=True)
class Attribution:
    """Who says it, in which words; filled while the sentence is written."""

    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)
    hops: list[Hop] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    tenures: list[Tenure] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A telling as it stands in an article, before the article has its identifier.

    Attributes:
        whole: The sentence.
        copied: It was taken from a dispatch.
    """

    telling: Telling
    clause: Clause
    said: Attribution
    whole: Span
    copied: bool

    def statement(self, article: str, outlet: Agent | None, published: date) -> Statement:
        """Give the statement that is read in it."""
        said, clause, telling = self.said, self.clause, self.telling
        identifier = ids.statement(article, said.source, said.cue, said.content)
        point = telling.point
        proposition = Proposition(
            ids.proposition(identifier, [clause.span]),
            (clause.span,),
            subject=point.doer.name,
            relation=point.deed.base,
            object=f"{telling.amount} {point.deed.many}",
            subject_agent=point.doer.id,
            participants=tuple(sorted((point.doer.id, point.where.id))),
            words=(point.deed.base, str(telling.amount), point.deed.unit),
            times=(clause.time,),
            quantities=(clause.quantity,),
            polarity=telling.polarity,
            certainty=telling.certainty,
            tense="future" if telling.ahead(published) else "past",
        )
        first = Hop(Role.OUTLET, outlet.name, outlet.id) if outlet else Hop(Role.OUTLET, "")
        return Statement(
            identifier,
            article,
            _KINDS.get(telling.form, Kind.INDIRECT),
            tuple(said.content),
            tuple(said.cue),
            tuple(said.source),
            speaker=said.speaker,
            chain=(first, *said.hops),
            propositions=(proposition,),
            times=(*said.times, clause.time),
            quantities=(clause.quantity,),
            mentions=(*said.mentions, *clause.mentions),
            confidence=0.97 if telling.form is Form.DIRECT else 0.9,
        )


def printed(sheet: Sheet, tellings: Iterable[tuple[Telling, bool]], published: date) -> list[Printed]:
    """Write a paragraph for each two tellings; each comes with whether it is copied."""
    found = []
    for number, (telling, copied) in enumerate(tellings):
        if number % 2 and not copied:
            sheet.write(" ")
        elif number:
            sheet.end(RegionKind.BODY)
        found.append(_sentence(sheet, telling, published, copied))
    sheet.end(RegionKind.BODY)
    return found


def _sentence(sheet: Sheet, telling: Telling, published: date, copied: bool) -> Printed:
    begun, said = sheet.at, Attribution()
    if telling.form is Form.DIRECT:
        opened = sheet.write("“").start
        clause = _clause(sheet, telling, published)
        sheet.write(f", and that is {telling.last_word},”")
        said.content.append(sheet.since(opened))
        sheet.write(" ")
        _speaker(sheet, telling, said, published)
    else:
        if telling.form is not Form.NARRATED:
            _ATTRIBUTED.get(telling.form, _speaker)(sheet, telling, said, published)
            sheet.write(" that ")
        clause = _clause(sheet, telling, published)
        said.content.append(clause.span)
        if telling.form is Form.MIXED:
            sheet.write(" and called it ")
            said.content.append(sheet.write(f"“a {telling.last_word} step”"))
    end = sheet.write(".")
    if telling.form is Form.NARRATED:
        said.content[0] = Span(clause.span.start, end.end, clause.span.exact + ".")
    return Printed(telling, clause, said, sheet.since(begun), copied)


def _clause(sheet: Sheet, telling: Telling, published: date) -> Clause:
    point = telling.point
    doer = sheet.write(point.doer.name)
    sheet.write(" ")
    verb = sheet.write(telling.verb(published))
    sheet.write(" ")
    amount = sheet.write(f"{telling.amount} {point.deed.many}")
    sheet.write(" in ")
    where = sheet.write(point.where.name)
    sheet.write(" in " if telling.month else " on ")
    day = sheet.write(in_words(telling.day, telling.month))
    value = str(telling.amount)
    return Clause(
        sheet.since(doer.start),
        verb,
        time_at(day, telling.day, verb, month=telling.month),
        Quantity(amount, "cardinal", value, value, point.deed.unit),
        (_mention(doer, point.doer), _mention(where, point.where)),
    )


def _mention(where: Span, agent: Agent, titles: str = "") -> Mention:
    return Mention(where, agent.type, agent.name, titles, agent=agent.id)


def _speaker(sheet: Sheet, telling: Telling, said: Attribution, published: date) -> None:
    """Write “Ana Ruiz, director of Elmwick Water Works, said on 6 March 2023”."""
    number = telling.point.speaker
    person, office, employer = telling.point.witness, cast.office(number), cast.employer(number)
    begun = sheet.at
    named = sheet.write(person.name)
    if telling.titled:
        sheet.write(", ")
        words = sheet.write(f"{office} of {employer.name}")
        said.tenures.append(Tenure(words, person.id, office, employer.id, Hold.HELD))
    source = sheet.since(begun)
    sheet.write(", " if telling.titled else " ")
    cue = sheet.write("said")
    role = Role.SPOKESPERSON if telling.titled and office == "spokesperson" else Role.SPEAKER
    said.hops.append(Hop(role, person.name, person.id, (source,), (cue,)))
    if role is Role.SPOKESPERSON:
        said.hops.append(Hop(Role.PRINCIPAL, employer.name, employer.id, (source,), (cue,)))
    said.source.append(source)
    said.cue.append(cue)
    said.mentions.append(_mention(named, person, office if telling.titled else ""))
    said.speaker = person.id
    if telling.spoken:
        sheet.write(" on ")
        said.times.append(time_at(sheet.write(in_words(published)), published, cue, said=True))


def _unnamed(sheet: Sheet, _telling: Telling, said: Attribution, _published: date) -> None:
    """Write “Officials said”."""
    source = sheet.write("Officials")
    sheet.write(" ")
    cue = sheet.write("said")
    said.source.append(source)
    said.cue.append(cue)
    said.hops.append(Hop(Role.SPEAKER, "Officials", "", (source,), (cue,)))


def _relayed(sheet: Sheet, telling: Telling, said: Attribution, published: date) -> None:
    """Write “Lantern Wire reported that Ana Ruiz said”; the inner saying has both hops."""
    agency = cast.agency(telling.point.speaker % cast.AGENCIES)
    source = sheet.write(agency.name)
    sheet.write(" ")
    cue = sheet.write("reported")
    sheet.write(" that ")
    said.hops.append(Hop(Role.AGENCY, agency.name, agency.id, (source,), (cue,)))
    said.mentions.append(_mention(source, agency))
    _speaker(sheet, replace(telling, titled=False, spoken=False), said, published)


def _document(sheet: Sheet, telling: Telling, said: Attribution, _published: date) -> None:
    """Write “A report by Elmwick Water Works states”."""
    source = sheet.write(f"A report by {telling.point.doer.name}")
    sheet.write(" ")
    cue = sheet.write("states")
    said.source.append(source)
    said.cue.append(cue)
    said.speaker = telling.point.doer.id
    said.hops.append(Hop(Role.DOCUMENT, "report", telling.point.doer.id, (source,), (cue,)))


_ATTRIBUTED = {Form.UNNAMED: _unnamed, Form.RELAYED: _relayed, Form.DOCUMENT: _document}
