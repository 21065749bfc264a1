"""Files as streams: what is in them, unpacked on the way, and never more of it than the caps allow."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Final, Literal

from ..errors import InputError
from .config import FREE_UNPACKED, MAX_RATIO, MAX_RECORD, MAX_UNPACKED
from .encoding import declared_encoding, decode
from .language import Language
from .record import Failure

Kind = Literal["text", "html", "jsonl", "json", "parquet", "warc", "opml", "zip", "tar", "given", "web"]
HEAD: Final = 65_536

_BY_SUFFIX: Final[dict[str, Kind]] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".jl": "jsonl", ".json": "json", ".parquet": "parquet", ".pq": "parquet",
    ".warc": "warc", ".arc": "warc", ".opml": "opml", ".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text",
    ".tar": "tar", ".zip": "zip",
}
_PACKED: Final = ((b"\x1f\x8b", ".gz"), (b"BZh", ".bz2"), (b"\xfd7zXZ", ".xz"))
_SHORT: Final = {".tgz": ".tar", ".tbz2": ".tar", ".tbz": ".tar", ".txz": ".tar"}
_DOCUMENTS: Final = {
    ".docx": "a Word file", ".xlsx": "an Excel file", ".pptx": "a presentation", ".odt": "a document", ".ods": "a table",
    ".epub": "a book", ".jar": "a program", ".apk": "a program",
}
# JSON of objects, whatever the name of the file is.
_JSON: Final = re.compile(r"\[\s*\{|\{\s*\"")
_TABLES: Final = (".csv", ".tsv")


class Unpacked(io.RawIOBase):
    """A stream that counts what it gives; it ends with a Failure where that is no news any more but a bomb."""

    def __init__(self, inner: IO[bytes], packed: int, limit: int = MAX_UNPACKED) -> None:
        super().__init__()
        self._read = getattr(inner, "read1", inner.read)
        self._given = 0
        self._limit = min(limit, max(FREE_UNPACKED, packed * MAX_RATIO))

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill `buffer`; raises Failure past the caps and where the data is damaged."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        try:
            # read1 hands over what is there before the damage is met; read would drop it.
            data = self._read(len(view))
        except (OSError, EOFError, ValueError, lzma.LZMAError, RuntimeError) as error:
            raise Failure("damaged", f"damaged or cut off ({reason(error)}); what comes before was read") from None
        except Exception as error:  # zlib.error and what zipfile meets in damaged members
            raise Failure("damaged", f"damaged ({reason(error)}); what comes before was read") from None
        self._given += len(data)
        if self._given > self._limit:
            raise Failure("hostile", f"comes to more than {self._limit / 1e6:,.0f} MB when it is unpacked; "
                          "unpack it and add the files")
        view[:len(data)] = data
        return len(data)


class Eager:
    """A stream for readers that ask for much: it hands over what it has before it meets damage further on."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        """At most `size` bytes, none only at the end."""
        return self._stream.read1(size)


def reason(error: BaseException) -> str:
    """What an error says, in one short line."""
    if isinstance(error, AttributeError | TypeError | AssertionError):
        # A library stumbled over what it read; its words are about its own inside.
        return "malformed"
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return "".join(char if char.isprintable() else " " for char in str(text))[:120].strip()


def open_file(path: Path) -> tuple[io.BufferedReader, int]:
    """The file, opened, and its size; raises Failure where it is none or may not be read."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise Failure("directory", "a directory where a file is due")
        if not stat.S_ISREG(about.st_mode):
            raise Failure("special", "no file but a device, pipe or socket; give files")
        return path.open("rb"), about.st_size
    except FileNotFoundError:
        raise Failure("missing", "there is no such file; check the name") from None
    except PermissionError:
        raise Failure("unreadable", "may not be read (permission denied); change its permissions") from None
    except (OSError, ValueError) as error:
        raise Failure("unreadable", f"can't be read ({reason(error)})") from None


def unpacked(stream: IO[bytes], name: str, size: int) -> tuple[io.BufferedReader, str]:
    """The stream behind .gz, .bz2 or .xz with the name of what is in it; others as they are.

    `size` is that of the packed bytes. Something packed twice is left packed, `kind_of` refuses it.
    """
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(_raw(stream), HEAD)
    packing = packing_of(buffered.peek(8)[:8])
    if packing is None:
        return buffered, name
    opened: IO[bytes]
    if packing == ".gz":
        opened = gzip.GzipFile(fileobj=buffered)  # type: ignore[assignment]
    elif packing == ".bz2":
        opened = bz2.BZ2File(buffered)
    else:
        opened = lzma.LZMAFile(buffered)  # noqa: SIM115 (handed on)
    low = name.lower()
    for suffix, longer in _SHORT.items():
        if low.endswith(suffix):
            name = name[: -len(suffix)] + longer
    return io.BufferedReader(Unpacked(opened, size), HEAD), name[: -len(packing)] if low.endswith(packing) else name


def packing_of(head: bytes) -> str | None:
    """The suffix of the packing that these first bytes show, or None."""
    return next((suffix for magic, suffix in _PACKED if head.startswith(magic)), None)


def _raw(stream: IO[bytes]) -> io.RawIOBase:
    return Unpacked(stream, 0, MAX_UNPACKED) if not isinstance(stream, io.RawIOBase) else stream


def kind_of(name: str, head: bytes) -> Kind:
    """What a file is, by its first bytes, then by its name; raises Failure where it is nothing that is read."""
    suffix = Path(name).suffix.lower()
    if not head.strip(b" \t\r\n\x00"):
        raise Failure("empty", "the file is empty; give a file that holds an article")
    if packing_of(head):
        raise Failure("archive", "packed twice; unpack it once and add what comes out")
    if suffix in _DOCUMENTS:
        raise Failure("unsupported", f"{_DOCUMENTS[suffix]}, which is not read; save its text as .txt or .html")
    if suffix in _TABLES:
        raise Failure("unsupported", "a table of cells, which is not read; save it as JSONL or Parquet")
    kind = _by_bytes(head)
    if kind is None:
        kind = _by_suffix(suffix, head)
    if kind is None:
        kind = "html" if _looks_like_page(head) else "text"
    return kind


def _by_bytes(head: bytes) -> Kind | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith((b"WARC/", b"filedesc://")):
        return "warc"
    if head[257:262] == b"ustar":
        return "tar"
    if head.startswith((b"(\xb5/\xfd", b"7z\xbc\xaf", b"Rar!")):
        raise Failure("unsupported", "packed in a way that is not read; pack it as .gz, .zip or .tar.gz")
    return None


def _by_suffix(suffix: str, head: bytes) -> Kind | None:
    kind = _BY_SUFFIX.get(suffix)
    wrong = {"zip": "zip archive", "parquet": "Parquet file", "warc": "web archive"}.get(kind or "")
    if wrong and suffix != ".arc":
        raise Failure("damaged", f"does not begin as a {wrong} does; the file is damaged or has a wrong name")
    start = _plain(head[:4000]).lstrip().lower()
    if kind in (None, "jsonl") and _JSON.match(start) and (kind is None or start.startswith("[")):
        return "json"
    if suffix == ".xml" or (kind is None and start.startswith("<?xml")):
        if "<opml" in start:
            return "opml"
        if any(mark in start for mark in ("<rss", "<feed", "<rdf:rdf", "<urlset", "<sitemapindex")):
            raise Failure("feed", "a feed or sitemap that was saved; give its address to `tawatur fetch`")
        if suffix == ".xml" and "<html" not in start:
            raise Failure("unsupported", "XML that is no OPML, feed or page; save the articles as JSONL or .html")
    return kind


def _plain(head: bytes) -> str:
    for bom, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(bom):
            return head[2:].decode(encoding, "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _looks_like_page(head: bytes) -> bool:
    start = _plain(head[:4000])[:1000].lstrip().lower()
    return start.startswith(("<!doctype html", "<html")) or ("<html" in start and "<?xml" in start)


def whole_text(stream: IO[bytes], languages: Sequence[Language]) -> str:
    """All of a stream as text, in whatever encoding it is; raises Failure or InputError."""
    data = whole(stream, MAX_RECORD)
    return decode(data, declared_encoding(data), languages).text


def whole(stream: IO[bytes], limit: int) -> bytes:
    """All bytes of a stream; raises Failure where there are more than `limit`."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise Failure("too large", f"more than {limit / 1e6:.0f} MB in one piece; split it")
    return data


class Recoded(io.RawIOBase):
    """A stream of another encoding as UTF-8; letters that fit no encoding become U+FFFD."""

    def __init__(self, inner: IO[bytes], encoding: str) -> None:
        super().__init__()
        self._inner = inner
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill `buffer`."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self._ready:
            data = self._inner.read(HEAD)
            self._ready = self._decoder.decode(data, final=not data).encode("utf-8", "replace")
            if not data:
                break
        given, self._ready = self._ready[: len(view)], self._ready[len(view):]
        view[: len(given)] = given
        return len(given)


def as_utf8(stream: io.BufferedReader, languages: Sequence[Language]) -> io.BufferedReader:
    """A stream of records in UTF-8, without a byte order mark, whatever its encoding is.

    The encoding is told from the first lines; raises InputError where they are no text.
    """
    head = stream.peek(HEAD)[:HEAD]
    if head.startswith(codecs.BOM_UTF8):
        stream.read(3)
        return stream
    sample = head if len(head) < HEAD // 2 else head[: head.rfind(b"\n") + 1] or head
    sample = sample if head is sample else head[: len(sample) // 2 * 2]
    try:
        sample.decode("utf-8")
        wide = b"\x00" in sample
    except UnicodeDecodeError as error:
        # The last letter may be cut.
        if error.start > len(sample) - 4:
            return stream
        wide = True
    if not wide:
        return stream
    try:
        encoding = decode(sample, None, languages).encoding
    except InputError:
        # Most of it may still be UTF-8: the records that are not are named one by one.
        if sample.count(b'"') > 1:
            return stream
        raise
    if encoding == "utf-8":
        return stream
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        stream.read(2)
    return io.BufferedReader(Recoded(stream, encoding), HEAD)
