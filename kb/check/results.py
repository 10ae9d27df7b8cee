"""Results of either engine, in one form: what is wrong with which node, before it is looked up in an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.check.compiled.judge import Fault
from kb.check.compiled.paths import text_of
from kb.check.compiled.shapes import Message
from kb.check.compiled.terms import Term, plain
from kb.model import Severity
from kb.vocab import PREFIXES, compact

_SH = PREFIXES["sh"]


@dataclass(frozen=True, slots=True)
class Result:
    """One ``sh:ValidationResult``.

    Attributes:
        severity: How bad it is.
        shape: IRI of the shape, or of the nearest one around it that has one.
        focus: The focus node.
        path: The shape's path, as in a query.
        value: The value at fault, when it is another node than the focus node.
        component: IRI of the constraint component.
        message: What the shape says.
    """

    severity: Severity
    shape: str
    focus: Term
    path: str
    value: Term | None
    component: str
    message: str


def result_of(fault: Fault) -> Result:
    """Tell a fault that the judge found as pySHACL tells it."""
    shape, focus = fault.shape, plain(fault.focus)
    value = None if fault.value is None else plain(fault.value)
    return Result(
        shape.severity,
        shape.name,
        focus,
        "" if shape.path is None else text_of(shape.path),
        None if value == focus else value,
        _SH + fault.component,
        _message(fault),
    )


def _message(fault: Fault) -> str:
    own = fault.asked.messages if fault.asked else ()
    messages = (*own, *(one for one in fault.shape.messages if one not in own))
    if fault.asked is None:
        return chosen(messages) or without_message(_SH + fault.component)
    known = {**dict(fault.row), "this": fault.focus, "value": fault.value}
    filled = [Message(_filled(one.text, known)) for one in messages]
    return chosen(filled)


def _filled(text: str, known: dict[str, Term | None]) -> str:
    """Put what a query found in the place of ``{?name}`` and ``{$name}``."""
    for name, term in known.items():
        if term is not None:
            for mark in "?$":
                text = text.replace(f"{{{mark}{name}}}", plain(term).value)
    return text


def chosen(messages: Iterable[Message]) -> str:
    """Give the English message, or the first."""
    in_order = sorted(messages, key=lambda one: (not (one.language or "en").startswith("en"), one.language, one.text))
    return in_order[0].text if in_order else ""


def without_message(component: str) -> str:
    """Say what is wrong where the shape does not: the same words each time, whichever engine found it."""
    name = component.removeprefix(_SH).removesuffix("ConstraintComponent")
    said = _PLAIN.get(name, f"does not meet {compact(component)}")
    return f"{said[0].upper()}{said[1:]}; the shape has no message of its own."


_PLAIN = {
    "Class": "the value is no instance of the class asked for",
    "Datatype": "the value is no well-formed literal of the datatype asked for",
    "NodeKind": "the value is of another kind of node than asked for",
    "MinCount": "there are fewer values than asked for",
    "MaxCount": "there are more values than allowed",
    "MinLength": "the value is shorter than asked for",
    "MaxLength": "the value is longer than allowed",
    "Pattern": "the value does not match the pattern",
    "In": "the value is none of those listed",
    "HasValue": "the value asked for is missing",
    "LanguageIn": "the value is in none of the languages listed",
    "UniqueLang": "two values are in one language",
    "MinInclusive": "the value is too small, or cannot be compared",
    "MinExclusive": "the value is too small, or cannot be compared",
    "MaxInclusive": "the value is too large, or cannot be compared",
    "MaxExclusive": "the value is too large, or cannot be compared",
    "LessThan": "the value is not less than that of the other property",
    "LessThanOrEquals": "the value is greater than that of the other property, or cannot be compared",
    "Equals": "the values are not those of the other property",
    "Disjoint": "the value is one of the other property, too",
    "Closed": "the node has a property that the shape does not allow",
    "Node": "the value does not conform to the shape asked for",
    "Not": "the value conforms to a shape that it must not conform to",
    "And": "the value does not conform to all shapes asked for",
    "Or": "the value conforms to none of the shapes asked for",
    "Xone": "the value does not conform to exactly one of the shapes",
    "QualifiedMinCount": "too few values conform to the shape asked for",
    "QualifiedMaxCount": "too many values conform to the shape asked for",
}
