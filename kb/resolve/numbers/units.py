"""Units of money, and the singular of counted nouns. Nothing here guesses a unit that is not printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CURRENCY_SIGNS: Mapping[str, str] = {
    "$": "USD", "US$": "USD", "U.S.$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD",
    "NZ$": "NZD", "S$": "SGD", "NT$": "TWD", "R$": "BRL", "€": "EUR", "£": "GBP", "¥": "¥", "₹": "INR", "₩": "KRW",
    "₽": "RUB", "Rs": "rupee", "Rs.": "rupee",
    "₪": "ILS", "₺": "TRY", "₴": "UAH", "USD": "USD", "EUR": "EUR", "GBP": "GBP", "CNY": "CNY",
    "RMB": "CNY", "JPY": "JPY", "CHF": "CHF", "AUD": "AUD", "CAD": "CAD", "HKD": "HKD",
}  # fmt: skip
"""Sign or code to ISO 4217. ``¥`` stands for yen and yuan alike, so it stays itself."""

CURRENCY_WORDS: Mapping[str, str] = {
    "dollar": "USD", "euro": "EUR", "yuan": "CNY", "renminbi": "CNY", "yen": "JPY", "ruble": "RUB", "rouble": "RUB",
    "shekel": "ILS", "hryvnia": "UAH", "zloty": "PLN", "rand": "ZAR", "baht": "THB", "ringgit": "MYR",
    "pound sterling": "GBP", "rupee": "rupee", "peso": "peso", "franc": "franc", "krona": "krona", "krone": "krone",
    "mark": "mark", "lira": "lira", "real": "BRL", "dinar": "dinar", "riyal": "riyal", "dirham": "dirham",
    "cent": "cent", "penny": "penny", "bitcoin": "bitcoin",
}  # fmt: skip
"""Name to ISO 4217; the names that several countries share stay names."""

COUNTRY_CURRENCIES: Mapping[tuple[str, str], str] = {
    ("canadian", "dollar"): "CAD", ("australian", "dollar"): "AUD", ("singapore", "dollar"): "SGD",
    ("taiwan", "dollar"): "TWD", ("american", "dollar"): "USD", ("u.s.", "dollar"): "USD", ("us", "dollar"): "USD",
    ("british", "pound"): "GBP", ("egyptian", "pound"): "EGP", ("swiss", "franc"): "CHF", ("indian", "rupee"): "INR",
    ("pakistani", "rupee"): "PKR", ("mexican", "peso"): "MXN", ("argentine", "peso"): "ARS", ("turkish", "lira"): "TRY",
    ("swedish", "krona"): "SEK", ("danish", "krone"): "DKK", ("norwegian", "krone"): "NOK", ("german", "mark"): "DEM",
    ("japanese", "yen"): "JPY", ("chinese", "yuan"): "CNY", ("russian", "ruble"): "RUB", ("korean", "won"): "KRW",
    ("hong kong", "dollar"): "HKD", ("new zealand", "dollar"): "NZD",
}  # fmt: skip

PERCENT: Mapping[str, str] = {
    "%": "percent", "percent": "percent", "per cent": "percent", "pct": "percent", "pc": "percent",
    "percentage point": "percentage point", "percentage points": "percentage point", "basis point": "basis point",
    "basis points": "basis point",
}  # fmt: skip

_COMPOUND = (
    "member person man woman point seat vote page story nation country party game goal run team room bed ship vehicle "
    "aircraft"
)
COMPOUND_NOUNS = frozenset(_COMPOUND.split())
"""Nouns counted in front of another one: "a 10-member team"."""

_IRREGULAR: Mapping[str, str] = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "lives": "life",
    "wives": "wife", "knives": "knife", "wolves": "wolf", "halves": "half", "shelves": "shelf", "thieves": "thief",
    "leaves": "leaf", "loaves": "loaf", "teeth": "tooth", "mice": "mouse", "geese": "goose", "crises": "crisis",
    "analyses": "analysis", "bases": "base", "theses": "thesis", "movies": "movie", "ties": "tie", "cookies": "cookie",
    "calories": "calorie", "zombies": "zombie", "phenomena": "phenomenon", "criteria": "criterion", "media": "medium",
    "spokesmen": "spokesman", "policemen": "policeman", "fishermen": "fisherman", "businessmen": "businessman",
    "congressmen": "congressman", "lawmen": "lawman", "gunmen": "gunman", "crewmen": "crewman",
    "servicemen": "serviceman", "buses": "bus", "viruses": "virus", "campuses": "campus",
    "statuses": "status", "bonuses": "bonus", "shoes": "shoe",
    "canoes": "canoe", "horses": "horse", "houses": "house", "causes": "cause", "cases": "case", "nurses": "nurse",
    "courses": "course", "licenses": "license", "purchases": "purchase", "exercises": "exercise", "phases": "phase",
    "diseases": "disease", "leases": "lease", "clauses": "clause", "axes": "ax",
    "caches": "cache", "headaches": "headache",
}  # fmt: skip
_UNCHANGED = (
    "aircraft spacecraft watercraft hovercraft troops personnel police series species sheep fish deer salmon shrimp "
    "offspring headquarters cattle crew staff means"
)
_SAME = frozenset(_UNCHANGED.split())
_NO_PLURAL = ("ss", "us", "is", "'s", "’s")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number is a number of: the kind of quantity, its unit, and where the unit ends in the text."""

    kind: str
    name: str
    end: int


def singular_of(word: str) -> str:
    """Give the singular of a plural noun, or nothing for a word that does not look like one.

    >>> [singular_of(word) for word in ("jets", "people", "companies", "aircraft", "boxes", "new", "press")]
    ['jet', 'person', 'company', 'aircraft', 'box', '', '']
    """
    plain = word.lower()
    if plain in _SAME:
        return plain
    if plain in _IRREGULAR:
        return _IRREGULAR[plain]
    if len(plain) < 3 or "." in plain or not plain.endswith("s") or plain.endswith(_NO_PLURAL):
        return ""
    if plain.endswith("ies") and len(plain) > 4:
        return plain[:-3] + "y"
    if plain.endswith(("ches", "shes", "xes", "sses", "zes", "oes")):
        return plain[:-2]
    return plain[:-1]
