# ruff: noqa: N815 - attributes are spelled as the terms they stand for
"""One prefix map, one constant per IRI we write, and the token of every concept.

``KB.Statement`` is the class, ``KB.statement`` the property, as in the ontology. All constants are plain strings;
each stage wraps them in the terms of its own library. A test holds ``KB`` against ``ontology/kb.ttl``, both ways.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dcterms": "http://purl.org/dc/terms/",
        "kb": "https://w3id.org/claimgraph/terms#",
        "kbsh": "https://w3id.org/claimgraph/shapes#",
        "oa": "http://www.w3.org/ns/oa#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "http://schema.org/",  # rdflib's SDO is https; the vocabulary itself says http
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "time": "http://www.w3.org/2006/time#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

ONTOLOGY = "https://w3id.org/claimgraph/terms"
SHAPES = "https://w3id.org/claimgraph/shapes"
CONTEXT = "https://w3id.org/claimgraph/context.jsonld"

_DCTERMS, _KB, _OA, _PROV, _RDF, _RDFS, _SCHEMA, _SH, _SKOS, _TIME, _XSD = (
    PREFIXES[prefix] for prefix in ("dcterms", "kb", "oa", "prov", "rdf", "rdfs", "schema", "sh", "skos", "time", "xsd")
)


class RDF:
    """RDF 1.1."""

    Statement = _RDF + "Statement"
    object = _RDF + "object"
    predicate = _RDF + "predicate"
    subject = _RDF + "subject"
    type = _RDF + "type"


class RDFS:
    """RDF Schema."""

    label = _RDFS + "label"


class XSD:
    """XML Schema datatypes."""

    anyURI = _XSD + "anyURI"
    boolean = _XSD + "boolean"
    date = _XSD + "date"
    dateTime = _XSD + "dateTime"
    decimal = _XSD + "decimal"
    integer = _XSD + "integer"
    string = _XSD + "string"


class DCTERMS:
    """Dublin Core terms."""

    identifier = _DCTERMS + "identifier"
    isPartOf = _DCTERMS + "isPartOf"
    isReplacedBy = _DCTERMS + "isReplacedBy"
    type = _DCTERMS + "type"


class SKOS:
    """Simple Knowledge Organization System."""

    altLabel = _SKOS + "altLabel"
    exactMatch = _SKOS + "exactMatch"
    notation = _SKOS + "notation"
    note = _SKOS + "note"


class PROV:
    """The provenance ontology, PROV-O."""

    Activity = _PROV + "Activity"
    Agent = _PROV + "Agent"
    Person = _PROV + "Person"
    SoftwareAgent = _PROV + "SoftwareAgent"
    endedAtTime = _PROV + "endedAtTime"
    invalidatedAtTime = _PROV + "invalidatedAtTime"
    startedAtTime = _PROV + "startedAtTime"
    used = _PROV + "used"
    wasAssociatedWith = _PROV + "wasAssociatedWith"
    wasDerivedFrom = _PROV + "wasDerivedFrom"
    wasGeneratedBy = _PROV + "wasGeneratedBy"
    wasInvalidatedBy = _PROV + "wasInvalidatedBy"
    wasQuotedFrom = _PROV + "wasQuotedFrom"
    wasRevisionOf = _PROV + "wasRevisionOf"


class OA:
    """Web Annotation."""

    SpecificResource = _OA + "SpecificResource"
    TextPositionSelector = _OA + "TextPositionSelector"
    TextQuoteSelector = _OA + "TextQuoteSelector"
    end = _OA + "end"
    exact = _OA + "exact"
    hasSelector = _OA + "hasSelector"
    hasSource = _OA + "hasSource"
    prefix = _OA + "prefix"
    start = _OA + "start"
    suffix = _OA + "suffix"


class TIME:
    """OWL-Time."""

    Instant = _TIME + "Instant"
    Interval = _TIME + "Interval"
    hasBeginning = _TIME + "hasBeginning"
    hasEnd = _TIME + "hasEnd"
    inXSDDate = _TIME + "inXSDDate"


class SCHEMA:
    """schema.org, with http."""

    Claim = _SCHEMA + "Claim"
    NewsArticle = _SCHEMA + "NewsArticle"
    Organization = _SCHEMA + "Organization"
    Person = _SCHEMA + "Person"
    Place = _SCHEMA + "Place"
    Role = _SCHEMA + "Role"
    appearance = _SCHEMA + "appearance"
    articleBody = _SCHEMA + "articleBody"
    author = _SCHEMA + "author"
    creditText = _SCHEMA + "creditText"
    datePublished = _SCHEMA + "datePublished"
    hasOccupation = _SCHEMA + "hasOccupation"
    headline = _SCHEMA + "headline"
    inLanguage = _SCHEMA + "inLanguage"
    maxValue = _SCHEMA + "maxValue"
    memberOf = _SCHEMA + "memberOf"
    mentions = _SCHEMA + "mentions"
    minValue = _SCHEMA + "minValue"
    name = _SCHEMA + "name"
    publisher = _SCHEMA + "publisher"
    roleName = _SCHEMA + "roleName"
    sameAs = _SCHEMA + "sameAs"
    softwareVersion = _SCHEMA + "softwareVersion"
    text = _SCHEMA + "text"
    unitText = _SCHEMA + "unitText"
    url = _SCHEMA + "url"


class SH:
    """SHACL: severities, and the terms of a validation report."""

    Info = _SH + "Info"
    ValidationReport = _SH + "ValidationReport"
    ValidationResult = _SH + "ValidationResult"
    Violation = _SH + "Violation"
    Warning = _SH + "Warning"
    conforms = _SH + "conforms"
    focusNode = _SH + "focusNode"
    result = _SH + "result"
    resultMessage = _SH + "resultMessage"
    resultPath = _SH + "resultPath"
    resultSeverity = _SH + "resultSeverity"
    sourceConstraintComponent = _SH + "sourceConstraintComponent"
    sourceShape = _SH + "sourceShape"
    value = _SH + "value"


class KB:
    """Terms of ours: classes, properties, concept schemes, concepts."""

    ArticleFact = _KB + "ArticleFact"
    Claim = _KB + "Claim"
    CompatiblePair = _KB + "CompatiblePair"
    Discrepancy = _KB + "Discrepancy"
    Doubt = _KB + "Doubt"
    Evidence = _KB + "Evidence"
    Group = _KB + "Group"
    Hop = _KB + "Hop"
    Mention = _KB + "Mention"
    Origin = _KB + "Origin"
    Proposition = _KB + "Proposition"
    Quantity = _KB + "Quantity"
    Quotation = _KB + "Quotation"
    QuoteVariant = _KB + "QuoteVariant"
    Region = _KB + "Region"
    Relation = _KB + "Relation"
    Review = _KB + "Review"
    Side = _KB + "Side"
    Statement = _KB + "Statement"
    TextReuse = _KB + "TextReuse"
    TimeExpression = _KB + "TimeExpression"
    adopted = _KB + "adopted"
    agent = _KB + "agent"
    agentKind = _KB + "agentKind"
    anchor = _KB + "anchor"
    apart = _KB + "apart"
    approximate = _KB + "approximate"
    baseMaxValue = _KB + "baseMaxValue"
    baseMinValue = _KB + "baseMinValue"
    baseUnit = _KB + "baseUnit"
    bearing = _KB + "bearing"
    because = _KB + "because"
    candidate = _KB + "candidate"
    certainty = _KB + "certainty"
    checkNeeds = _KB + "checkNeeds"
    claim = _KB + "claim"
    comparator = _KB + "comparator"
    confidence = _KB + "confidence"
    configuration = _KB + "configuration"
    content = _KB + "content"
    contentTime = _KB + "contentTime"
    contested = _KB + "contested"
    creditSpan = _KB + "creditSpan"
    credits = _KB + "credits"
    cue = _KB + "cue"
    decision = _KB + "decision"
    demonym = _KB + "demonym"
    difference = _KB + "difference"
    digest = _KB + "digest"
    doubtKind = _KB + "doubtKind"
    eventWord = _KB + "eventWord"
    evidence = _KB + "evidence"
    expresses = _KB + "expresses"
    fact = _KB + "fact"
    factKind = _KB + "factKind"
    grain = _KB + "grain"
    ground = _KB + "ground"
    hold = _KB + "hold"
    hop = _KB + "hop"
    inDocument = _KB + "inDocument"
    interval = _KB + "interval"
    into = _KB + "into"
    kind = _KB + "kind"
    left = _KB + "left"
    literally = _KB + "literally"
    mayMean = _KB + "mayMean"
    mention = _KB + "mention"
    mentionType = _KB + "mentionType"
    metonym = _KB + "metonym"
    mode = _KB + "mode"
    object = _KB + "object"
    objectWords = _KB + "objectWords"
    occursDuring = _KB + "occursDuring"
    origin = _KB + "origin"
    originKind = _KB + "originKind"
    originatesFrom = _KB + "originatesFrom"
    parent = _KB + "parent"
    participant = _KB + "participant"
    polarity = _KB + "polarity"
    position = _KB + "position"
    proposition = _KB + "proposition"
    publishedDuring = _KB + "publishedDuring"
    quantity = _KB + "quantity"
    quantityKind = _KB + "quantityKind"
    reason = _KB + "reason"
    region = _KB + "region"
    regionKind = _KB + "regionKind"
    registered = _KB + "registered"
    relation = _KB + "relation"
    reusedIn = _KB + "reusedIn"
    right = _KB + "right"
    role = _KB + "role"
    rule = _KB + "rule"
    severity = _KB + "severity"
    side = _KB + "side"
    similarity = _KB + "similarity"
    source = _KB + "source"
    span = _KB + "span"
    speaker = _KB + "speaker"
    speechTime = _KB + "speechTime"
    statement = _KB + "statement"
    subject = _KB + "subject"
    subjectWords = _KB + "subjectWords"
    tense = _KB + "tense"
    time = _KB + "time"
    timexType = _KB + "timexType"
    timexValue = _KB + "timexValue"
    titles = _KB + "titles"
    value = _KB + "value"
    variant = _KB + "variant"
    voice = _KB + "voice"
    withdraws = _KB + "withdraws"
    words = _KB + "words"
    Certainties = _KB + "Certainties"
    CompatibilityReasons = _KB + "CompatibilityReasons"
    DiscrepancyKinds = _KB + "DiscrepancyKinds"
    HopRoles = _KB + "HopRoles"
    IntervalModes = _KB + "IntervalModes"
    Polarities = _KB + "Polarities"
    QuoteDifferences = _KB + "QuoteDifferences"
    ReviewDecisions = _KB + "ReviewDecisions"
    StatementKinds = _KB + "StatementKinds"
    Voices = _KB + "Voices"
    AddedWord = _KB + "AddedWord"
    Agency = _KB + "Agency"
    Asserts = _KB + "Asserts"
    AttributionDifference = _KB + "AttributionDifference"
    AttributionDiscrepancy = _KB + "AttributionDiscrepancy"
    BlameDiscrepancy = _KB + "BlameDiscrepancy"
    Certain = _KB + "Certain"
    ChangedWord = _KB + "ChangedWord"
    CountDiscrepancy = _KB + "CountDiscrepancy"
    DateDiscrepancy = _KB + "DateDiscrepancy"
    Denies = _KB + "Denies"
    Direct = _KB + "Direct"
    Document = _KB + "Document"
    DroppedWord = _KB + "DroppedWord"
    Hedges = _KB + "Hedges"
    HouseStyle = _KB + "HouseStyle"
    IdentifyAgent = _KB + "IdentifyAgent"
    Indirect = _KB + "Indirect"
    InflationDiscrepancy = _KB + "InflationDiscrepancy"
    LessPrecise = _KB + "LessPrecise"
    MergeAgents = _KB + "MergeAgents"
    Merged = _KB + "Merged"
    MissingCreditDiscrepancy = _KB + "MissingCreditDiscrepancy"
    Mixed = _KB + "Mixed"
    ModalityDiscrepancy = _KB + "ModalityDiscrepancy"
    Narrator = _KB + "Narrator"
    Negative = _KB + "Negative"
    NumberDiscrepancy = _KB + "NumberDiscrepancy"
    Omits = _KB + "Omits"
    OtherEvent = _KB + "OtherEvent"
    OtherReferent = _KB + "OtherReferent"
    OtherScope = _KB + "OtherScope"
    Outlet = _KB + "Outlet"
    PartOf = _KB + "PartOf"
    PolarityDiscrepancy = _KB + "PolarityDiscrepancy"
    Positive = _KB + "Positive"
    Possible = _KB + "Possible"
    Principal = _KB + "Principal"
    Probable = _KB + "Probable"
    QuotationDiscrepancy = _KB + "QuotationDiscrepancy"
    RefutationDiscrepancy = _KB + "RefutationDiscrepancy"
    Relays = _KB + "Relays"
    RoleChanged = _KB + "RoleChanged"
    RoleDiscrepancy = _KB + "RoleDiscrepancy"
    SameUtterance = _KB + "SameUtterance"
    ScopeDiscrepancy = _KB + "ScopeDiscrepancy"
    SpeakerRole = _KB + "SpeakerRole"
    Spokesperson = _KB + "Spokesperson"
    SupersessionDiscrepancy = _KB + "SupersessionDiscrepancy"
    SplitAgent = _KB + "SplitAgent"
    Throughout = _KB + "Throughout"
    Typography = _KB + "Typography"
    Underspecified = _KB + "Underspecified"
    UndoMerge = _KB + "UndoMerge"
    Within = _KB + "Within"
    YearMissing = _KB + "YearMissing"


def terms_of(namespace: type) -> frozenset[str]:
    """Give the IRIs of a namespace class, such as ``terms_of(KB)``."""
    return frozenset(value for name, value in vars(namespace).items() if not name.startswith("_"))


def compact(iri: str) -> str:
    """Shorten an IRI by its prefix, where it has one of ours.

    >>> compact(KB.speaker)
    'kb:speaker'
    >>> compact("https://kb.example/id/claim/1")
    'https://kb.example/id/claim/1'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and "/" not in iri.removeprefix(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
