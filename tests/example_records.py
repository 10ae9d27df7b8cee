"""Two articles on a harbour strike, as records, and what comparing them yields: every kind of node once."""

from __future__ import annotations

from datetime import UTC, date, datetime

from builders import an_article, span_of

from kb import ids
from kb.model import (
    Agent,
    AgentType,
    Article,
    Bearing,
    Certainty,
    Claim,
    ClaimLink,
    Comparison,
    CompatiblePair,
    CompatibleReason,
    Credit,
    Discrepancy,
    DiscrepancyKind,
    Event,
    Evidence,
    Hop,
    Interval,
    Kind,
    LinkKind,
    LinkStatus,
    Mention,
    Mode,
    Origin,
    Polarity,
    Proposition,
    Quantity,
    Quotation,
    QuoteDifference,
    QuoteVariant,
    Record,
    Region,
    RegionKind,
    Reuse,
    ReuseMode,
    Role,
    Run,
    Severity,
    Side,
    Source,
    Span,
    Statement,
    TimeExpression,
    TimeOf,
    Voice,
)

BASE = "https://kb.example/id/"
TIDE, LEDGER, WIRE, RUIZ, UNION, PORT = (
    ids.agent(name) for name in ("The Tide", "Ledger", "Coastal Wire", "Ana Ruiz", "Dockers' Union", "Port of Larsk")
)
AGENTS = (
    Agent(TIDE, "The Tide", AgentType.ORGANIZATION, registered=True),
    Agent(LEDGER, "Ledger", AgentType.ORGANIZATION),
    Agent(WIRE, "Coastal Wire", AgentType.ORGANIZATION, aliases=("CW",)),
    Agent(RUIZ, "Ana Ruiz", AgentType.PERSON, same_as="http://www.wikidata.org/entity/Q1", part_of=(UNION,)),
    Agent(UNION, "Dockers' Union", AgentType.GROUP, aliases=("the dockers",)),
    Agent(PORT, "Port of Larsk", AgentType.PLACE),
)
TIDE_BODY = (
    "Cranes stand still\n\n"
    "“About 40 cranes will stand still in May,” Ana Ruiz of the Dockers' Union said on Tuesday.\n\n"
    "The port of Larsk closed on Monday. (CW)\n"
)
LEDGER_BODY = (
    "“Some 40 cranes will stand still in May,” Ana Ruiz, for the Dockers' Union, said.\n\n"
    "The port of Larsk did not close on Monday.\n"
)


def days(first: str, last: str = "") -> Interval:
    """Build an interval from ISO days."""
    return Interval(date.fromisoformat(first), date.fromisoformat(last or first))


def article_of(body: str, doc: str, outlet: str, **more: object) -> Article:
    """Build an article published on 4 May 2022."""
    regions = tuple(
        Region(
            body.index(line),
            body.index(line) + len(line),
            RegionKind.HEADLINE if "\n" not in body[: body.index(line)] and len(line) < 30 else RegionKind.BODY,
        )
        for line in body.splitlines()
        if line
    )
    return an_article(body, doc=doc, outlet=outlet, published="2022-05-04", regions=regions, **more)


def quoted_statement(article: Article) -> Statement:
    """Build the union's statement, with a time, a quantity, a chain and a proposition."""
    body = article.body
    content = span_of(body, body[body.index("“") : body.index("”") + 1])
    source = span_of(body, body[body.index("Ana Ruiz") : body.index("Union") + 5])
    cue = span_of(body, "said")
    identifier = ids.statement(article.id, [source], [cue], [content])
    may = TimeExpression(
        span_of(body, "May"),
        "DATE",
        "2022-05",
        days("2022-05-01", "2022-05-31"),
        Mode.WITHIN,
        "month",
        anchor="2022-05-04",
        rule="month-nearest",
        candidates=("2021-05",),
        event=span_of(body, "stand"),
        bearing=Bearing.EVENT,
    )
    tuesday = (
        TimeExpression(
            span_of(body, "Tuesday"),
            "DATE",
            "2022-05-03",
            days("2022-05-03"),
            Mode.THROUGHOUT,
            "day",
            anchor="2022-05-04",
            rule="weekday-nearest-past",
            of=TimeOf.SPEECH,
            event=cue,
            bearing=Bearing.SAYING,
        )
        if "Tuesday" in body
        else None
    )
    amount = "About 40 cranes" if "About" in body else "Some 40 cranes"
    cranes = Quantity(span_of(body, amount), "cardinal", "40", "40", "crane", approximate=True)
    clause = Span.of(body, content.start + 1, content.end - 2)
    proposition = Proposition(
        ids.proposition(identifier, [clause]),
        (clause,),
        subject="crane",
        relation="stand still",
        object="Port of Larsk",
        object_agent=PORT,
        participants=(PORT,),
        words=("crane", "stand", "still"),
        times=(may,),
        quantities=(cranes,),
        certainty=Certainty.PROBABLE,
    )
    ruiz = Mention(span_of(body, "Ana Ruiz"), AgentType.PERSON, "Ana Ruiz", "of the union", agent=RUIZ)
    outlet = TIDE if article.outlet == "The Tide" else LEDGER
    return Statement(
        id=identifier,
        article=article.id,
        kind=Kind.DIRECT,
        content=(content,),
        cue=(cue,),
        source=(source,),
        speaker=RUIZ,
        chain=(
            Hop(Role.OUTLET, article.outlet, outlet),
            Hop(Role.SPOKESPERSON, "Ana Ruiz", RUIZ, (source,), (cue,)),
            Hop(Role.PRINCIPAL, "Dockers' Union", UNION, (source,), (cue,)),
        ),
        propositions=(proposition,),
        times=(may, tuesday) if tuesday else (may,),
        quantities=(cranes,),
        mentions=(ruiz,),
        confidence=0.93,
    )


def narrated_statement(article: Article, polarity: Polarity) -> Statement:
    """Build the outlet's own sentence about the port."""
    body = article.body
    start = body.index("The port")
    content = Span.of(body, start, body.index("Monday.") + 7)
    identifier = ids.statement(article.id, [], [], [content])
    monday = TimeExpression(
        span_of(body, "Monday"),
        "DATE",
        "2022-05-02",
        days("2022-05-02"),
        Mode.THROUGHOUT,
        "day",
        anchor="2022-05-04",
        rule="weekday-nearest-past",
    )
    proposition = Proposition(
        ids.proposition(identifier, [content]),
        (content,),
        subject="Port of Larsk",
        relation="close",
        subject_agent=PORT,
        participants=(PORT,),
        words=("close",),
        times=(monday,),
        polarity=polarity,
    )
    outlet = TIDE if article.outlet == "The Tide" else LEDGER
    return Statement(
        id=identifier,
        article=article.id,
        kind=Kind.NARRATOR,
        content=(content,),
        chain=(Hop(Role.OUTLET, article.outlet, outlet),),
        propositions=(proposition,),
        times=(monday,),
        mentions=(Mention(span_of(body, "port of Larsk"), AgentType.PLACE, "Larsk", agent=PORT),),
    )


def record_of(article: Article, statements: tuple[Statement, ...], revises: str = "") -> Record:
    """Build a record read by version 0.1.0 of the rules."""
    started = datetime(2022, 5, 5, 9, 0, 0, 250_000, UTC)
    run = Run(
        ids.run(article.id, "rules", "0.1.0", "{}"),
        article.id,
        "rules",
        "0.1.0",
        "{}",
        started,
        started.replace(second=1),
    )
    pronoun = Mention(Span.of(article.body, 0, 1), AgentType.UNKNOWN)
    mentions = tuple(
        sorted(
            {mention for said in statements for mention in said.mentions} | {pronoun}, key=lambda mention: mention.span
        )
    )
    return Record(article, statements, mentions, AGENTS, run, revises)


def two_records() -> tuple[Record, Record]:
    """Build both articles' records."""
    original = Source(
        ids.digest_of("print"), "The Tide", days("2022-05-01", "2022-05-04"), "B. Oak", "https://tide.example/1"
    )
    tide = article_of(
        TIDE_BODY,
        "tide.txt",
        "The Tide",
        url="https://tide.example/2",
        author="B. Oak",
        credit="CW",
        title="Cranes stand still",
        grounds={"published": "manifest", "outlet": "manifest"},
        derived_from=original,
    )
    ledger = article_of(LEDGER_BODY, "ledger.txt", "Ledger")
    return (
        record_of(tide, (quoted_statement(tide), narrated_statement(tide, Polarity.POSITIVE))),
        record_of(
            ledger,
            (quoted_statement(ledger), narrated_statement(ledger, Polarity.NEGATIVE)),
            "article/0123456789abcdef0123",
        ),
    )


def comparison_of(left: Record, right: Record) -> Comparison:
    """Build what comparing the two records yields."""
    (said_left, told_left), (said_right, told_right) = left.statements, right.statements
    claims = tuple(
        Claim(
            ids.claim([a.propositions[0].id, b.propositions[0].id]),
            text,
            Polarity.POSITIVE,
            tuple(sorted([a.propositions[0].id, b.propositions[0].id])),
            ("same words",),
        )
        for a, b, text in (
            (said_left, said_right, "40 cranes will stand still"),
            (told_left, told_right, "the port closed"),
        )
    )
    voices = {
        said_left.propositions[0].id: Voice.HEDGES,
        said_right.propositions[0].id: Voice.HEDGES,
        told_left.propositions[0].id: Voice.ASSERTS,
        told_right.propositions[0].id: Voice.DENIES,
    }
    quote_left, quote_right = said_left.content[0], said_right.content[0]
    reuse = Reuse(
        ids.reuse(left.article.id, quote_left, right.article.id, quote_right),
        left.article.id,
        quote_left,
        right.article.id,
        quote_right,
        0.98,
        mode=ReuseMode.EDITED,
        earlier=left.article.id,
        because="The Tide names the agency",
    )
    wire = Origin(
        ids.derived("origin", "wire"),
        "agency",
        "Coastal Wire",
        WIRE,
        (left.article.id, right.article.id),
        (said_left.id, said_right.id),
        (reuse.id,),
        party=UNION,
    )
    own = tuple(
        Origin(ids.derived("origin", told.id), "outlet", "own reporting", agent, (told.article,), (told.id,))
        for told, agent in ((told_left, TIDE), (told_right, LEDGER))
    )
    sides = tuple(
        Side(value, (Evidence(told.id, span_of(body, words), told.propositions[0].id),))
        for value, told, body, words in (
            ("closed", told_left, TIDE_BODY, "closed"),
            ("open", told_right, LEDGER_BODY, "did not close"),
        )
    )
    clauses = [said.propositions[0].id for said in (said_left, said_right, told_left, told_right)]
    links = tuple(
        ClaimLink(ids.derived("claim-link", kind, one, other), kind, status, one, other, score, reasons)
        for kind, status, one, other, score, reasons in (
            (LinkKind.SAME, LinkStatus.ASSERTED, clauses[0], clauses[1], 0.97, ("same object", "same subject")),
            (LinkKind.SAME, LinkStatus.SUGGESTED, clauses[0], clauses[2], 0.4, ("same place",)),
            (LinkKind.REFINES, LinkStatus.ASSERTED, clauses[1], clauses[3], 0.9, ("same place",)),
        )
    )
    return Comparison(
        claims=claims,
        voices=voices,
        credits=(Credit(left.article.id, WIRE, span_of(TIDE_BODY, "CW")),),
        reuses=(reuse,),
        origins=(wire, *own),
        quotations=(
            Quotation(
                ids.derived("quotation", claims[0].id),
                claims[0].id,
                RUIZ,
                (
                    QuoteVariant(said_left.id, quote_left, QuoteDifference.TYPOGRAPHY),
                    QuoteVariant(said_right.id, quote_right, QuoteDifference.CHANGED_WORD),
                ),
            ),
        ),
        discrepancies=(
            Discrepancy(
                ids.derived("discrepancy", "port"),
                DiscrepancyKind.POLARITY,
                Severity.WARNING,
                sides,
                "The Tide says that the port closed; Ledger denies it.",
                ("the subject (Port of Larsk)", "the day (2 May 2022)"),
            ),
        ),
        compatible=(
            CompatiblePair(
                ids.derived("pair", "port"), CompatibleReason.LESS_PRECISE, sides, "One names the month only."
            ),
        ),
        links=links,
        events=(Event(ids.derived("event", "strike"), tuple(sorted(clauses)), ("same place", "same week")),),
    )
