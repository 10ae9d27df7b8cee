"""Constraint components that look at one value at a time.

Each says in two ways whether a value is sound. ``holds`` is exact, and decides. ``cleared`` is an expression of SPARQL
that is true of sound values only, if perhaps not of all, and never an error: what it clears is not looked at again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from kb.check.compiled import literals
from kb.check.compiled.graph import SH
from kb.check.compiled.terms import LANG_STRING, Term
from kb.vocab import PREFIXES, XSD

_XSD = PREFIXES["xsd"]
_NUMBERS = frozenset(_XSD + name for name in ("integer", "decimal", "float", "double"))
_DATED = frozenset({XSD.date, XSD.dateTime})


@dataclass(frozen=True, slots=True)
class Clearance:
    """A boolean expression of SPARQL that never fails.

    Attributes:
        text: True of sound values only.
        exact: It is true of all sound values, too.
    """

    text: str
    exact: bool = False


NOTHING = Clearance("false")
"""Clears no value: each is looked at."""


@dataclass(frozen=True, slots=True)
class Datatype:
    """sh:datatype."""

    iri: str
    component = "DatatypeConstraintComponent"

    def holds(self, value: Term) -> bool:
        """Tell whether a value is sound."""
        return literals.has_datatype(value, self.iri)

    def cleared(self, var: str) -> Clearance:
        """Give the expression that clears values."""
        own = f"COALESCE(DATATYPE({var}) = <{self.iri}>, false)"
        if self.iri in (XSD.string, LANG_STRING) or not self.iri.startswith((_XSD, PREFIXES["rdf"])):
            return Clearance(own, exact=True)
        if self.iri in _NUMBERS:
            return Clearance(f"({own} && isNumeric({var}))")
        if self.iri == XSD.boolean:
            return Clearance(f"({own} && STR({var}) IN ('true', 'false'))")
        if self.iri in _DATED:
            return Clearance(
                f"COALESCE(DATATYPE({var}) = <{self.iri}> && YEAR({var}) > 0 && YEAR({var}) < 10000, false)"
            )
        return NOTHING


@dataclass(frozen=True, slots=True)
class NodeKind:
    """sh:nodeKind; the kinds are IRI, BlankNode and Literal."""

    kinds: frozenset[str]
    component = "NodeKindConstraintComponent"

    def holds(self, value: Term) -> bool:
        """Tell whether a value is sound."""
        kind = "IRI" if isinstance(value, NamedNode) else "BlankNode" if isinstance(value, BlankNode) else "Literal"
        return kind in self.kinds

    def cleared(self, var: str) -> Clearance:
        """Give the expression that clears values."""
        tests = {"IRI": "isIRI", "BlankNode": "isBlank", "Literal": "isLiteral"}
        return Clearance(f"({' || '.join(f'{tests[kind]}({var})' for kind in sorted(self.kinds))})", exact=True)


@dataclass(frozen=True, slots=True)
class In:
    """sh:in; members are compared as terms, so 1 is not 1.0."""

    members: tuple[Term, ...]
    component = "InConstraintComponent"

    def holds(self, value: Term) -> bool:
        """Tell whether a value is sound."""
        return value in self.members

    def cleared(self, var: str) -> Clearance:
        """Give the expression that clears values."""
        return Clearance(f"({' || '.join(f'sameTerm({var}, {one})' for one in self.members) or 'false'})", exact=True)


@dataclass(frozen=True, slots=True)
class Is:
    """sh:hasValue of a node shape: the focus node itself is the one."""

    term: Term
    component = "HasValueConstraintComponent"

    def holds(self, value: Term) -> bool:
        """Tell whether a value is sound."""
        return value == self.term

    def cleared(self, var: str) -> Clearance:
        """Give the expression that clears values."""
        return Clearance(f"sameTerm({var}, {self.term})", exact=True)


@dataclass(frozen=True, slots=True)
class Length:
    """sh:minLength and sh:maxLength, in code points; a blank node has none.

    Attributes:
        bound: The number of characters.
        least: It is the least number, else the greatest.
    """

    bound: int
    least: bool

    @property
    def component(self) -> str:
        """Give the name of the component."""
        return f"{'Min' if self.least else 'Max'}LengthConstraintComponent"

    def holds(self, value: Term) -> bool:
        """Tell whether a value is sound."""
        if isinstance(value, BlankNode):
            return self.least and self.bound == 0
        return len(value.value) >= self.bound if self.least else len(value.value) <= self.bound

    def cleared(self, var: str) -> Clearance:
        """Give the expression that clears values."""
        if self.least and self.bound == 0:
            return Clearance("true", exact=True)
        sign = ">=" if self.least else "<="
        return Clearance(f"COALESCE(STRLEN(STR({var})) {sign} {self.bound}, false)", exact=True)


_SIMPLE = re.compile(
    r"(?:[A-Za-z0-9 ,:;=_\"'<>@#%&~/-]"  # characters that mean themselves
    r"|\\[.\\/^$|()?*+{}\[\]-]"  # escaped ones
    r"|\[\^?(?:[A-Za-z0-9 ,:;=_./@#%?!+*()$|-]|\\[.\\/^$|()?*+{}\[\]-])+\]"  # classes of ASCII
    r"|\(|\)|\||\^|\$|\.|[*+?]|\{[0-9]+(?:,[0-9]*)?\})*",
    re.ASCII,
)
_PARTING = re.compile(r"[*+?}]\+|--")  # possessive in Python, or taken away from a class in Rust


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """sh:pattern with sh:flags, in Python's syntax: it is pySHACL that decides.

    Attributes:
        text: The regular expression.
        compiled: The same, ready.
    """

    text: str
    compiled: re.Pattern[str]
    component = "PatternConstraintComponent"

    def holds(self, value: Term) -> bool:
        """Tell whether a value is sound."""
        return not isinstance(value, BlankNode) and self.compiled.search(value.value) is not None

    def cleared(self, var: str) -> Clearance:
        """Give the expression that clears values; only of what regular expressions have in common everywhere."""
        flags = self.compiled.flags & (re.IGNORECASE | re.MULTILINE)
        if flags or _PARTING.search(self.text) or not _SIMPLE.fullmatch(self.text):
            return NOTHING
        return Clearance(f"COALESCE(REGEX(STR({var}), {Literal(self.text)}), false)")


@dataclass(frozen=True, slots=True)
class LanguageIn:
    """sh:languageIn: the tag as a whole, or its first part, is listed; ``*`` lists all."""

    languages: tuple[str, ...]
    component = "LanguageInConstraintComponent"

    def holds(self, value: Term) -> bool:
        """Tell whether a value is sound."""
        language = (value.language or "").lower() if isinstance(value, Literal) else ""
        return bool(language) and bool({language, language.split("-")[0], "*"} & set(self.languages))

    def cleared(self, var: str) -> Clearance:
        """Give the expression that clears values."""
        if "*" in self.languages:
            return Clearance(f"COALESCE(LANG({var}) != '', false)", exact=True)
        tests = " || ".join(f"LANG({var}) = {Literal(one)}" for one in self.languages)
        return Clearance(f"COALESCE({tests or 'false'}, false)")


_RANGES = {
    "minExclusive": (">", lambda sign: sign > 0),
    "minInclusive": (">=", lambda sign: sign >= 0),
    "maxExclusive": ("<", lambda sign: sign < 0),
    "maxInclusive": ("<=", lambda sign: sign <= 0),
}


@dataclass(frozen=True, slots=True)
class Range:
    """sh:minInclusive, sh:minExclusive, sh:maxInclusive, sh:maxExclusive.

    Attributes:
        name: Which of them.
        bound: The bound.
    """

    name: str
    bound: Literal

    @property
    def component(self) -> str:
        """Give the name of the component."""
        return f"{self.name[0].upper()}{self.name[1:]}ConstraintComponent"

    def holds(self, value: Term) -> bool:
        """Tell whether a value is sound."""
        return literals.within(value, self.bound, _RANGES[self.name][1])

    def cleared(self, var: str) -> Clearance:
        """Give the expression that clears values."""
        compared = f"{var} {_RANGES[self.name][0]} {self.bound}"
        return Clearance(f"COALESCE({alike(var, str(self.bound))} && {compared}, false)")


def alike(left: str, right: str) -> str:
    """Write that two values are whole or decimal numbers, or dates or times in one time zone.

    Only of these do SPARQL and Python say the same; a date without a zone and one with are ordered by rdflib alone.
    """
    number = f"<{XSD.integer}>, <{XSD.decimal}>"
    dated = " || ".join(f"(DATATYPE({left}) = <{one}> && DATATYPE({right}) = <{one}>)" for one in sorted(_DATED))
    zoned = f"TZ({left}) = TZ({right}) && YEAR({left}) > 0 && YEAR({left}) < 10000"
    return (
        f"COALESCE((DATATYPE({left}) IN ({number}) && DATATYPE({right}) IN ({number})) || "
        f"(({dated}) && {zoned}), false)"
    )


ValueTest = Datatype | NodeKind | In | Is | Length | Pattern | LanguageIn | Range

KINDS = {
    SH + name: frozenset(name.split("Or"))
    for name in ("IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")
}
