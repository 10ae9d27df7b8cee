from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import InputError
from kb.ingest.decoding import decoded

SENTENCE = "“Prices fell,” said Zoë Dürr — at last.\r\n\u00a0Nobody asked why."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_text_in_a_known_encoding_decodes_to_the_same_characters(encoding: str) -> None:
    raw = SENTENCE.encode(encoding)

    found = decoded(raw, "a.txt")

    assert found.text == SENTENCE
    assert found.guessed == (encoding == "cp1252")


@given(st.text().filter(lambda text: text.strip() and "\x00" not in text and not text.startswith("\ufeff")))
def test_utf8_without_nul_decodes_unchanged_or_is_called_binary(text: str) -> None:
    try:
        found = decoded(text.encode("utf-8", "surrogatepass"), "a.txt")
    except InputError as refusal:
        assert "binary" in refusal.problem or "encoding" in refusal.problem  # noqa: PT017 - either is right
    else:
        assert found.text == text


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "is empty"),
        (b"\xff\xfe", "is empty"),
        (b"%PDF-1.7\x00\x01\x02 text", "is binary"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f text", "is binary"),
        ("Министр подал в отставку".encode("cp1251"), "encoding cannot be told"),
        ("防衛大臣は辞任した。".encode("shift_jis"), "encoding cannot be told"),
        (b"\xff\xfeh\x00i", "breaks it"),
        ("Zoé und René. ".encode() + b"\xc3", "UTF-8 up to byte 16 and not there"),
        ("Zoé said: ".encode() + "“no”".encode("cp1252"), "UTF-8 up to byte 11 and not there"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_a_reason_and_a_remedy(raw: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as refusal:
        decoded(raw, "a.txt")

    assert refusal.value.hint
