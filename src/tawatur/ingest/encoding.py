"""Bytes to text: byte order marks, declarations (often wrong), and what the letters themselves say.

Newlines are left as they are, a byte order mark is dropped. Nothing is replaced or guessed at
letter by letter: bytes that fit no encoding are an error.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from ..errors import InputError
from .language import Language, load_languages

_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "a PDF"), (b"PK\x03\x04", "a zip, Word or EPUB file"), (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"\x1f\x8b", "a gzip file"),
    (b"\x7fELF", "a program"), (b"MZ", "a program"), (b"{\\rtf", "an RTF file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"), (b"SQLite format 3", "a database"),
    (b"RIFF", "a media file"), (b"OggS", "a media file"), (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"), (b"7z\xbc\xaf", "a 7z file"), (b"Rar!", "a rar file"),
)
_ALIASES = {
    "windows-1256": "cp1256", "cp-1256": "cp1256", "x-cp1256": "cp1256", "win-1256": "cp1256",
    "iso-8859-6-i": "iso-8859-6", "iso-8859-6-e": "iso-8859-6", "asmo-708": "iso-8859-6",
    "unicode": "utf-16", "utf8": "utf-8",
}
_SINGLE_BYTE = ("cp1256", "iso-8859-6")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)


class Decoded(NamedTuple):
    """The text and the encoding that it was read in."""

    text: str
    encoding: str


def declared_encoding(head: bytes) -> str | None:
    """The encoding that a page's first bytes declare (meta charset, http-equiv, xml), or None."""
    found = _DECLARED.search(head[:4096])
    return found.group(1).decode("ascii").lower() if found else None


def decode(
    data: bytes, declared: str | None = None, languages: Sequence[Language] | None = None
) -> Decoded:
    """The text of `data`.

    A byte order mark wins, then UTF-8 where every byte fits, then whichever of the declared
    encoding, windows-1256, ISO-8859-6 and UTF-16 gives Arabic words (those of `languages`, read from
    `languages.csv` where they are needed and not given). Raises InputError, without
    the file's name in it, where the bytes are empty, binary, damaged or of two encodings.
    """
    if not data.strip(b" \t\r\n\x00"):
        raise InputError("the file is empty; give a file that holds an article")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom):], encoding)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"this is {what}, not text; save the article as .txt or .html")
    wide = _utf16(data)
    if wide is not None:
        return wide
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, declared, error.start, load_languages() if languages is None else languages)
    _refuse_twice_encoded(text)
    _refuse_binary(text)
    return Decoded(text, "utf-8")


def _strict(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"the file begins with the mark of {encoding.upper()} but byte {error.start} does not "
            "fit it; save it again in one encoding, best UTF-8"
        ) from None
    if not text.strip():
        raise InputError("the file is empty; give a file that holds an article")
    _refuse_binary(text)
    return Decoded(text, encoding)


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: Arabic has 0x06 in every second byte, spaces have 0x00 there."""
    sample = data[:4000]
    if len(sample) < 4 or len(data) % 2:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        marks = sum(byte in (0x00, 0x06, 0x20, 0xFE) for byte in high)
        if marks >= 0.95 * len(high) and high.count(0x06) + high.count(0x00) >= 0.6 * len(high):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            letters = sum(char.isalpha() for char in text[:2000])
            if letters >= 0.5 * len(text[:2000]):
                return Decoded(text, encoding)
    return None


def _not_utf8(
    data: bytes, declared: str | None, first_bad: int, languages: Sequence[Language]
) -> Decoded:
    soft = data.decode("utf-8", errors="surrogateescape")
    good = len(_ARABIC.findall(soft))
    bad = sum("\udc80" <= char <= "\udcff" for char in soft)
    if good >= 10 and good * 20 > bad:
        raise InputError(
            f"mixed encodings: UTF-8 but for {bad} byte{'s' * (bad != 1)}, the first at byte "
            f"{first_bad}; save it again in one encoding, best UTF-8"
        )
    # Function words that no page of news is without: their count tells a right decoding from a wrong
    # one (both give letters, only the right one gives words).
    frequent = frozenset(word for one in languages if one.code == "ar" for word in one.words)
    names = []
    if declared:
        names.append(_ALIASES.get(declared.lower(), declared.lower()))
    names += [name for name in _SINGLE_BYTE if name not in names]
    best = max((_score(data, name, frequent) for name in names), key=lambda entry: entry[0])
    (words, share), text, name = best
    if text is not None and (words >= 1 or share >= 0.5):
        return Decoded(text, name)
    if text is not None and len(_CONTROL.findall(text)) * 20 < len(text) and b"\x00" not in data:
        return Decoded(data.decode("latin-1"), "latin-1")
    raise InputError("not text in any encoding that is read; save the article as UTF-8 text")


def _score(
    data: bytes, encoding: str, frequent: Collection[str]
) -> tuple[tuple[int, float], str | None, str]:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return (-1, 0.0), None, encoding
    sample = text[:200_000]
    letters = sum(char.isalpha() for char in sample) or 1
    share = len(_ARABIC.findall(sample)) / letters
    if _CONTROL.search(sample) and len(_CONTROL.findall(sample)) * 50 > len(sample):
        return (0, 0.0), text, encoding
    words = sum(word in frequent for word in _WORD.findall(sample))
    return (words, round(share, 3)), text, encoding


def _refuse_binary(text: str) -> None:
    sample = text[:100_000]
    controls = len(_CONTROL.findall(sample)) + max(0, sample.count("\x00") - 3)
    if controls * 20 > len(sample):
        raise InputError("binary data, not text; save the article as .txt or .html")


def _refuse_twice_encoded(text: str) -> None:
    """«Ø§Ù„» is UTF-8 that was read as windows-1252 and stored again."""
    sample = text[:20_000]
    marks = sum(sample.count(char) for char in "ØÙÛ")
    if marks > 10 and marks * 4 > len(sample) - sample.count(" ") and not _ARABIC.search(sample):
        raise InputError(
            "the letters were damaged before it was saved (UTF-8 read as windows-1252); "
            "save the article again from its source"
        )
