# ruff: noqa: N815 - attributes are spelled as the terms they stand for
"""The terms that we write of vocabularies of others."""

from __future__ import annotations

from kb.vocab.prefixes import PREFIXES

_DCTERMS, _OA, _PROV, _RDF, _RDFS, _SCHEMA, _SH, _SKOS, _TIME, _XSD = (
    PREFIXES[prefix] for prefix in ("dcterms", "oa", "prov", "rdf", "rdfs", "schema", "sh", "skos", "time", "xsd")
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
    wasInfluencedBy = _PROV + "wasInfluencedBy"
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
    Event = _SCHEMA + "Event"
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
    validThrough = _SCHEMA + "validThrough"


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
