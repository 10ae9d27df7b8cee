"""Numbers as English prints them: ``300,000``, ``2.5``, ``2 1/2``, ``twenty-four``, ``two dozen``.

The one place that knows number words; time expressions and quantities both read them from here.
All patterns are bounded, so matching takes time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES, _TENS = _UNITS.split(), _DECADES.split()

CARDINALS: Mapping[str, int] = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * (number + 2) for number, word in enumerate(_TENS)
}
MULTIPLIERS: Mapping[str, int] = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
ABBREVIATED_MULTIPLIERS: Mapping[str, int] = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "tn": 10**12,
}
FRACTIONS: Mapping[str, Decimal] = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "1/2": Decimal("0.5"),
    "1/4": Decimal("0.25"),
    "3/4": Decimal("0.75"),
}

_IRREGULAR_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
}  # fmt: skip
ORDINALS: Mapping[str, int] = (
    _IRREGULAR_ORDINALS
    | {
        word + "th": number
        for word, number in CARDINALS.items()
        if 4 <= number < 20 and number not in _IRREGULAR_ORDINALS.values()
    }
    | {word[:-1] + "ieth": number for word, number in CARDINALS.items() if number >= 20}
    | {"hundredth": 100, "thousandth": 1000, "millionth": 10**6}
)


def one_of(words: Mapping[str, object] | tuple[str, ...] | list[str]) -> str:
    """Give a pattern for any of the words, the longest first, so that ``seventy`` is not read as ``seven``."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


GAP = r"(?:[^\S\r\n]{1,3}|[^\S\r\n]?\r?\n[^\S\r\n]{0,2})"
"""The space between two words of one expression: a line may break there, a paragraph may not."""

_HYPHEN = r"[-‐‑]"
_JOINT = f"(?:{GAP}|{_HYPHEN})"
# Below a hundred: "six", "sixteen", "sixty", "sixty-six". "Five and six" are two numbers, and so are "sixteen six".
_SMALL = rf"(?:(?:{one_of(_TENS)})(?:{_JOINT}(?:{one_of(_ONES[1:10])})\b)?|{one_of(CARDINALS)})"
_SCALE = f"(?:{one_of(MULTIPLIERS)})"
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}(?![0-9])|[0-9]{1,15})(?:\.[0-9]{1,10})?"
_DIGITS_AND_FRACTION = rf"{DIGITS}(?:(?:{GAP}|{_HYPHEN})(?:1/2|1/4|3/4)(?![0-9/])|[^\S\r\n]?[½¼¾])?"
SPELLED = (
    rf"(?:{_SMALL}|a(?={GAP}{_SCALE}\b)|half{GAP}a(?={GAP}{_SCALE}\b))"
    rf"(?:{_JOINT}{_SCALE}\b(?:{_JOINT}(?:and{GAP})?{_SMALL}\b)?){{0,6}}"
    rf"(?:{GAP}and{GAP}a{GAP}half\b(?:{GAP}{_SCALE}\b)?)?"
)
NUMBER = rf"(?:{_DIGITS_AND_FRACTION}(?:{GAP}{_SCALE}\b)?(?:{GAP}and{GAP}a{GAP}half\b)?|[½¼¾]|\b{SPELLED}\b)"
"""A cardinal in digits or words. Use with ``re.IGNORECASE`` or inside ``(?i:…)``."""

ORDINAL = (
    rf"(?:(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,3}}|[0-9]{{1,6}})(?:st|nd|rd|th)\b"
    rf"|(?:(?:{one_of(_TENS)}){_HYPHEN})?\b(?:{one_of(ORDINALS)})\b)"
)

_PIECE = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?(?!/)|[134]/[24]|[½¼¾]|[a-z]+")


def value_of(words: str) -> Decimal | None:
    """Give the number that some words print, or ``None`` when they print none, or two: "five and six".

    >>> value_of("two hundred and five"), value_of("2 1/2"), value_of("two dozen"), value_of("$3 million")
    (Decimal('205'), Decimal('2.5'), Decimal('24'), Decimal('3000000'))
    """
    total, group, seen = Decimal(0), Decimal(0), False
    tens: bool | None = None  # the last piece may take ones ("twenty"), or may not; ``None`` behind a multiplier
    pieces: list[str] = _PIECE.findall(words.lower())
    for position, piece in enumerate(pieces):
        digits = piece[0].isdigit() and "/" not in piece
        if digits or piece in CARDINALS:
            number = Decimal(piece.replace(",", "") if digits else CARDINALS[piece])
            if tens is False or (tens and (digits or not 0 < number < 10)):
                return None
            group, tens = group + number, not digits and piece in _TENS
        elif piece in FRACTIONS:
            group += FRACTIONS[piece]
        elif piece in MULTIPLIERS:
            scale, tens = MULTIPLIERS[piece], None
            if scale <= 100:  # "two dozen", "three hundred" stay inside their group: "three hundred thousand"
                group = (group if seen else Decimal(1)) * scale
            else:
                total, group = total + (group if seen else Decimal(1)) * scale, Decimal(0)
        elif piece == "half":
            begins = position == 0  # "half a million", and "two and a half" otherwise
            group += Decimal("0.5")
            if not begins and group == Decimal("0.5") and total:  # "a million and a half"
                total, group = total * Decimal("1.5"), Decimal(0)
        else:
            tens = tens and piece != "and"
            continue
        seen = True
    return total + group if seen else None


def rank_of(words: str) -> int | None:
    """Give the rank that an ordinal prints, or ``None``.

    >>> rank_of("21st"), rank_of("twenty-first"), rank_of("third"), rank_of("last")
    (21, 21, 3, None)
    """
    if found := re.match(r"([0-9][0-9,]*)(?:st|nd|rd|th)$", words.lower()):
        return int(found[1].replace(",", ""))
    *tens, last = re.split(r"[-‐‑\s]+", words.lower())
    if last not in ORDINALS:
        return None
    return sum(CARDINALS.get(word, 0) for word in tens) + ORDINALS[last]


def canonical(number: Decimal) -> str:
    """Give a decimal string without exponent or needless zeros: ``300000000``, ``2.5``.

    >>> canonical(Decimal("3.50E+2")), canonical(Decimal("2.50"))
    ('350', '2.5')
    """
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
