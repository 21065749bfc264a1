"""Bytes become the text that was meant, or one clear refusal."""

from __future__ import annotations

import codecs

import pytest

from tawatur.errors import InputError
from tawatur.ingest.encoding import declared_encoding, decode


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b""), ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", b""), ("utf-16-be", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
    ],
)
def test_unicode_with_and_without_mark(story: str, encoding: str, bom: bytes) -> None:
    assert decode(bom + story.encode(encoding)).text == story


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("declared", [None, "windows-1256", "iso-8859-6", "utf-8", "latin-1", "no-such"])
def test_single_byte_whatever_is_declared(story: str, encoding: str, declared: str | None) -> None:
    assert decode(story.encode(encoding), declared).text == story


def test_utf8_wins_over_a_wrong_declaration(story: str) -> None:
    assert decode(story.encode(), "windows-1256").text == story


def test_newlines_are_left_alone(story: str) -> None:
    crlf = story.replace("\n", "\r\n")
    assert decode(crlf.encode()).text == crlf


def test_nul_and_bidi_controls_stay(story: str) -> None:
    odd = story.replace("الجسر", "\u202bالجسر\u202c\x00", 1)
    assert decode(odd.encode()).text == odd


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b'<meta charset="windows-1256">', "windows-1256"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-6">', "iso-8859-6"),
        (b'<?xml version="1.0" encoding="UTF-16"?>', "utf-16"),
        (b"<p>no charset here</p>", None),
    ],
)
def test_declarations(head: bytes, found: str | None) -> None:
    assert declared_encoding(head) == found


def test_mixed_encodings_are_named(story: str) -> None:
    with pytest.raises(InputError, match="mixed encodings"):
        decode(story.encode() + story.encode("windows-1256"))


def test_one_broken_byte_is_told_with_its_place(story: str) -> None:
    data = bytearray(story.encode())
    data[10] = 0xFF
    with pytest.raises(InputError, match="byte 1"):
        decode(bytes(data))


@pytest.mark.parametrize("data", [b"", b" \n\r\n\t", b"\x00\x00\x00", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_empty(data: bytes) -> None:
    with pytest.raises(InputError, match="empty"):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n...", b"PK\x03\x04rest", b"\x89PNG\r\n\x1a\n", b"\x1f\x8b\x08\x00", bytes(range(256)) * 40,
        b"\x7fELF\x02\x01" + b"\x00" * 50, b"\x01\x02\x03\x04\x05\x06" * 100,
    ],
)
def test_binary(data: bytes) -> None:
    with pytest.raises(InputError, match="text"):
        decode(data)


def test_twice_encoded_text_is_refused(story: str) -> None:
    with pytest.raises(InputError, match="damaged"):
        decode(story.encode().decode("latin-1").encode())
