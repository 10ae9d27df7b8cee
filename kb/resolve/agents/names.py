"""Names as newspapers print them: titles, honorifics, initials, family name first, possessives.

Everything here is a pure function of strings. The word lists (ranks, honorifics, offices, romanised family names)
stand in ``names.toml``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from kb.remembering import remembered

_LISTS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

_HONORIFICS: dict[str, str] = _LISTS["honorifics"]
_FULL_FORMS: dict[str, str] = _LISTS["full_forms"]
_TITLE_NOUNS = frozenset(_LISTS["title_nouns"].split())
_ROLE_NOUNS = frozenset(_LISTS["role_nouns"].split())
_GENDERED: dict[str, str] = _LISTS["gendered_nouns"]
_GIVEN: dict[str, str] = {name: sex for sex, names in _LISTS["given_names"].items() for name in names.split()}
_LEARNED = re.compile(r"[a-z]{3,}(?:ologist|ographer|iatrist|ometrist|onomist|ician)s?")

BODY_NOUNS = frozenset(_LISTS["body_nouns"].split())
FIRM_NOUNS = frozenset(_LISTS["firm_nouns"].split())
BODY_LABELS = frozenset(_LISTS["body_labels"].split())
BODY_ENDINGS = frozenset(_LISTS["body_endings"].split())
PLACE_NOUNS = frozenset(_LISTS["place_nouns"].split())
DOCUMENT_NOUNS = frozenset(_LISTS["document_nouns"].split())
MEDIA_NOUNS: dict[str, str] = _LISTS["media_nouns"]

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "mp", "qc", "kc", "esq", "cbe", "obe", "mbe"})
_PARTICLES = frozenset(
    {"van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "bin", "ibn", "al", "el"}
    | {"ben", "ter", "ten", "zu", "af", "st"}
)
_SMALL_WORDS = frozenset({"of", "for", "the", "and", "to", "in", "at", "on", "a", "an", "de", "&"})
_FAMILY_FIRST = frozenset(_LISTS["family_first"].split())
_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ueng|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|ve|er|a|o|e|i|u|v)"
)
_PINYIN = re.compile(rf"{_SYLLABLE}(?:['’]?{_SYLLABLE}){{0,2}}", re.IGNORECASE)
_HYPHENATED = re.compile(r"[A-Z][a-z]{1,6}-[A-Za-z][a-z]{1,6}")

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "‐": "-", "\u2011": "-"})
_STROKES = str.maketrans("øØłŁđĐıħĦ", "oOlLdDihH")  # letters that no mark can be taken off
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_ACRONYM = re.compile(r"[A-Z](?:[A-Z&/]|\d|-)*[A-Z\d]|(?:[A-Z]\.){2,}")
_TIMED = re.compile(r"\b(then|ex|former)-", re.IGNORECASE)  # "then-chancellor"
_POSSESSIVE = re.compile(r"(?<=s)'$|'s$")
_OTHERS = re.compile(r"\s+(?:et al\.?|and (?:colleagues|others))$")
_LETTERS = re.compile(r"(?<=\w)(?:,?\s+(?:QC|KC|SC|MP|MEP|MSP|MBE|OBE|CBE|PhD|Ph\.D\.|MD|M\.D\.|Esq\.?))+$")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


@remembered
def tidy(text: str) -> str:
    """Give a name with straight apostrophes and single spaces, free of marks around it."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_APOSTROPHES).split()).strip(' ,;:"“”()[]')


@remembered
def plain(text: str) -> str:
    """Give a tidy name without its possessive ending.

    >>> plain("Mrs. Pelosi’s")
    'Mrs. Pelosi'
    """
    return _POSSESSIVE.sub("", tidy(text))


@remembered
def without_letters(name: str) -> str:
    """Drop what follows a name without being part of it: "et al.", and letters such as QC or MP.

    >>> without_letters("Ana Ruiz KC"), without_letters("Ruiz et al.")
    ('Ana Ruiz', 'Ruiz')
    """
    return _LETTERS.sub("", _OTHERS.sub("", name))


@remembered
def folded(text: str) -> str:
    """Give a text without the marks on its letters, which many a newspaper leaves out.

    >>> folded("António Łukasz Sørensen")
    'Antonio Lukasz Sorensen'
    """
    parted = unicodedata.normalize("NFKD", text.translate(_STROKES)) if not text.isascii() else text
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


@remembered
def without_article(text: str) -> str:
    """Drop a leading "the", "a" or "an"."""
    return _ARTICLE.sub("", text)


@remembered
def key(text: str) -> str:
    """Give what two printings of one name have in common; the case of an acronym counts.

    "U.S." and "US" share a key, "us" has another; a leading "the" stays (``The Hill`` is no hill).

    >>> key("U.S. Navy’s") == key("US navy"), key("WHO") == key("who")
    (True, False)
    """
    words = []
    for word in _DOTTED.sub(lambda dotted: dotted.group().replace(".", ""), plain(text)).split():
        bare = word.strip(".,")
        words.append(bare if _ACRONYM.fullmatch(bare) and len(bare) <= 5 else bare.casefold())
    return " ".join(words)


def is_acronym(text: str) -> bool:
    """Tell whether a name is an acronym: capitals, with or without full stops."""
    return bool(_ACRONYM.fullmatch(plain(text)))


def initials(name: str) -> str:
    """Give the capitals that an acronym of the name would be made of.

    >>> initials("International Court of Justice")
    'ICJ'
    """
    return "".join(word[0] for word in re.split(r"[\s-]+", without_article(plain(name))) if word[:1].isupper())


@remembered
def title_words(text: str) -> frozenset[str]:
    """Give the words of a title, abbreviations spelt out, "-man" and "-woman" made equal.

    >>> sorted(title_words("Lt. Col."))
    ['colonel', 'lieutenant']
    """
    printed = _TIMED.sub(r"\1 ", plain(text))
    words = (word.strip(".'").casefold() for word in re.findall(r"[^\W\d_][\w.'-]*", printed))
    return frozenset(_neutral(_FULL_FORMS.get(word, word)) for word in words if word not in _SMALL_WORDS)


def _neutral(word: str) -> str:
    word = re.sub(r"(?<=^spokes)(?:man|woman|men|women|people|persons)$", "person", word)
    word = re.sub(r"(?<=^chair)(?:man|woman|person|men)$", "", word)
    return _FULL_FORMS.get(word, word)


@remembered
def is_title(word: str) -> bool:
    """Tell whether a word is a rank, office or honorific: ``Gen.``, ``Ms.``, ``spokesman``."""
    bare = word.strip(".,'").casefold()
    return bare in _HONORIFICS or _neutral(_FULL_FORMS.get(bare, bare)) in _TITLE_NOUNS


@remembered
def is_role_noun(word: str) -> bool:
    """Tell whether a word is a common noun for somebody with an office, a trade or a tie: ``lawyers``, ``wife``.

    In lower case many more words are: "the baker" has a trade, "Baker" may be a name.
    """
    bare = word.strip(".,'").casefold()
    singular = bare[:-1] if bare.endswith("s") and not bare.endswith("ss") else bare
    if word[:1].islower() and (not _ROLE_NOUNS.isdisjoint((bare, singular)) or _LEARNED.fullmatch(bare)):
        return True
    return any(_neutral(_FULL_FORMS.get(form, form)) in _TITLE_NOUNS for form in (bare, singular))


@remembered
def split_titles(text: str) -> tuple[str, str]:
    """Part the titles in front of a name from the name.

    Everything up to the last leading title word is title; a lone title word stays a name.

    >>> split_titles("Chinese Defense Ministry spokesperson Wu Qian")
    ('Chinese Defense Ministry spokesperson', 'Wu Qian')
    >>> split_titles("Lt. Col. Ana Ruiz")
    ('Lt. Col.', 'Ana Ruiz')
    """
    words = plain(text).split()
    last = max((i for i, word in enumerate(words[:-1]) if is_title(word)), default=-1)
    return " ".join(words[: last + 1]), " ".join(words[last + 1 :])


def gender(*printed: str) -> str:
    """Give ``m`` or ``f`` where an honorific or a gendered role noun tells, else nothing."""
    for text in printed:
        for word in plain(text).casefold().split():
            bare = word.strip(".,")
            if _HONORIFICS.get(bare) or _GENDERED.get(bare):
                return _HONORIFICS.get(bare) or _GENDERED[bare]
            if re.fullmatch(r"\w{4,}(?<!hu)(?:woman|women)", bare):
                return "f"
            if re.fullmatch(r"\w{4,}(?<!hu)(?<!wo)(?:man|men)", bare) and is_title(bare):
                return "m"
    return ""


@remembered
def usual_gender(name: str) -> str:
    """Give ``m`` or ``f`` for a full name whose first name hardly anybody of the other sex bears, else nothing.

    >>> usual_gender("Peter Q. Moss"), usual_gender("María Ruiz"), usual_gender("Robin Moss"), usual_gender("Moss")
    ('m', 'f', '', '')
    """
    first, *rest = _parts(name) or ("",)
    plain_letters = folded(first).casefold()
    return _GIVEN.get(plain_letters, _GIVEN.get(plain_letters.split("-")[0], "")) if rest else ""


@remembered
def _parts(name: str) -> tuple[str, ...]:
    words = [word.strip(",") for word in plain(name).split()]
    while len(words) > 1 and words[-1].strip(".").casefold() in _SUFFIXES:
        words.pop()
    return tuple(words)


@remembered
def family_first(name: str) -> bool:
    """Tell whether a name of two or three words looks Chinese or Korean, family name first.

    The first word must be a frequent family name and the rest must spell as a given name of those languages does:
    pinyin syllables, or two syllables joined by a hyphen. "Li Haidong" passes; "Lee Hughes" and "Miles Yu" do not.
    """
    words = _parts(name)
    if len(words) not in (2, 3) or words[0].casefold() not in _FAMILY_FIRST:
        return False
    given = words[1:]
    if len(given) == 1:
        return bool(_PINYIN.fullmatch(given[0]) or _HYPHENATED.fullmatch(given[0]))
    return all(_PINYIN.fullmatch(word) and len(word) <= 5 for word in given)


def surname(name: str, used_alone: Collection[str] = ()) -> str:
    """Give the family name, particles included.

    Args:
        name: A full name without titles.
        used_alone: Keys (see :func:`key`) of single names that the article uses; they settle which end is the family
            name, whatever the name looks like.

    >>> surname("Charles Q. Brown Jr."), surname("Wu Qian"), surname("Ursula von der Leyen")
    ('Brown', 'Wu', 'von der Leyen')
    """
    words = _parts(name)
    if len(words) < 2:
        return words[0] if words else ""
    first, last = key(words[0]) in used_alone, key(words[-1]) in used_alone
    if first != last:
        return words[0] if first else _western(words)
    return words[0] if family_first(name) else _western(words)


def _western(words: Sequence[str]) -> str:
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[start:])


@remembered
def answers_to(full: str, short: str, used_alone: frozenset[str] = frozenset()) -> bool:
    """Tell whether a single name or shortened form may stand for a full name.

    The family name does, with or without its particles ("Leyen"), and so does either half of a double one.

    >>> answers_to("Pedro Ruiz Ortega", "Ruiz"), answers_to("Ana Ruiz", "Ana")
    (True, False)
    """
    full, short = folded(full), folded(short)
    family, wanted = surname(full, used_alone), key(short)
    words = _parts(full)
    if key(family) == wanted or key(family.split()[-1] if family else "") == wanted:
        return True
    middle = () if family_first(full) else words[1:-1]
    return any(key(word) == wanted and len(word.strip(".")) > 1 for word in middle)


@remembered
def same_person(left: str, right: str) -> bool:
    """Tell whether two full names may be printings of one: middle and second family names, initials come and go.

    >>> same_person("Charles Q. Brown Jr.", "Charles Brown"), same_person("J. Ruiz", "Juan Ruiz")
    (True, True)
    >>> same_person("Juan Ruiz", "Ana Ruiz"), same_person("Juan Ruiz Ortega", "Juan Ruiz")
    (False, True)
    """
    left, right = folded(left), folded(right)
    if key(left) == key(right):
        return True
    ours, theirs = sorted((_parts(left), _parts(right)), key=len)
    if len(ours) < 2:
        return False
    if key(ours[-1]) != key(theirs[-1]):
        return [key(word) for word in ours] == [key(word) for word in theirs[: len(ours)]]
    one, other = (word.strip(".").casefold() for word in (ours[0], theirs[0]))
    if one == other:
        middles = [[word.strip(".").casefold() for word in words[1:-1]] for words in (ours, theirs)]
        return all(a[0] == b[0] for a, b in zip(*middles, strict=False))
    return one[0] == other[0] and min(len(one), len(other)) == 1
