"""Bytes → text, without a guess that could go wrong unseen.

A byte-order mark decides; else UTF-8 if it decodes strictly; else Windows-1252, which covers
Latin-1, but only where its high bytes read like Western prose. Newlines stay as they are.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from kb.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the one of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_WESTERN = set("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\xa0¡£¥§©«®°·»¿") | {chr(code) for code in range(0xC0, 0x100)}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that gave it; ``guessed`` when nothing said so."""

    text: str
    encoding: str
    guessed: bool = False


def decoded(raw: bytes, name: str) -> Decoded:
    """Decode a file's bytes; a leading byte-order mark is removed.

    Raises:
        InputError: the bytes are empty, binary, or in an encoding that cannot be told.
    """
    if not raw.strip():
        raise InputError(f"{name} is empty.", hint="Check that the download or copy was complete.")
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return Decoded(_strict(raw[len(mark) :], encoding, name), encoding)
    refuse_binary(raw, name)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _western(raw, name, error)
    if len(_CONTROL.findall(text[:8192])) > 8:
        raise _binary(name)
    return Decoded(text, "utf-8")


def refuse_binary(raw: bytes, name: str) -> None:
    """Refuse bytes with a NUL near their beginning, which no text has but one in UTF-16 or UTF-32.

    Raises:
        InputError: they have one, and no byte-order mark.
    """
    if b"\x00" in raw[:8192] and not any(raw.startswith(mark) for mark, _ in _MARKS):
        raise _binary(name)


def _strict(raw: bytes, encoding: str, name: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} announces {encoding} and breaks it at byte {error.start}.",
            hint="The file is cut or damaged: fetch it again.",
        ) from error
    if not text.strip():
        raise InputError(f"{name} is empty.", hint="Check that the download or copy was complete.")
    return text


def _western(raw: bytes, name: str, error: UnicodeDecodeError) -> Decoded:
    trouble = InputError(
        f"{name} is not UTF-8 (byte {error.start}), and its encoding cannot be told.",
        hint=f"Convert it: iconv -f ENCODING -t UTF-8 {name} > {name}.utf8",
    )
    if not raw[: error.start].isascii():  # accents and quotation marks in UTF-8 until here
        raise InputError(
            f"{name} is UTF-8 up to byte {error.start} and not there: it is cut, damaged or in more than one encoding.",
            hint=f"Fetch it again, or leave the bad bytes out: iconv -c -f UTF-8 -t UTF-8 {name} > {name}.utf8",
        ) from error
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        raise trouble from error
    high = [character for character in text if ord(character) > 127]
    strange = sum(character not in _WESTERN for character in high)
    if _CONTROL.search(text) or len(high) > len(text) / 5 or strange > len(high) / 20:
        raise trouble from error
    return Decoded(text, "windows-1252", guessed=True)


def _binary(name: str) -> InputError:
    return InputError(
        f"{name} is binary, not text.",
        hint="Convert it to .txt, .md, .html or .jsonl first (for PDF: pdftotext).",
    )
