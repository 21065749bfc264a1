"""Web archives: the pages in WARC and ARC files, packed or not.

warcio takes the records apart and undoes chunks; content encodings are undone here, under a cap; the charset is told by the
bytes, since servers and pages declare it wrongly.
"""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import IO, Any, Final

import msgspec

from .config import MAX_RECORD
from .dates import iso_day
from .encoding import declared_encoding, decode
from .record import Failure
from .result import InputProblem
from .rows import Made, Raw, Reading, accepted, broken, from_address, not_read
from .streams import Eager, reason

_PAGES: Final = ("text/html", "application/xhtml+xml")
_UNDONE: Final = ("gzip", "x-gzip", "deflate", "br")


def read_warc(stream: io.BufferedReader, reading: Reading) -> Iterator[Raw]:
    """A record for each response that is a page, a problem for each other response.

    Requests, metadata and files that are no pages (pictures, scripts) are counted, a line for each
    kind, at the end.
    """
    import logging

    from warcio.archiveiterator import ArchiveIterator

    logging.getLogger("warcio").setLevel(logging.CRITICAL)

    class Quiet(ArchiveIterator):  # type: ignore[misc]
        """warcio writes this to stderr; here it becomes a problem with a line of its own."""

        INC_RECORD = ""

    others: Counter[tuple[str, str]] = Counter()
    number = 0
    archive = Quiet(Eager(stream), arc2warc=True)
    while True:
        where = f"{reading.shown}#{number + 1}"
        try:
            record = next(archive)
        except StopIteration:
            break
        except Failure as error:
            yield broken(error, where)
            break
        except Exception as error:  # warcio raises many kinds on damaged records
            yield broken(Failure("damaged", f"no web archive from here on ({reason(error)}); what comes before was read"), where)
            break
        number += 1
        if why := _no_page(record):
            others[why] += 1
            continue
        yield _page(record, where, number, reading)
    if archive.err_count:
        others["damaged", "places where a record does not end as it says; records may be lost there"] = archive.err_count
    for (code, what), count in sorted(others.items()):
        problem = not_read(reading.shown, code, f"{count:,} × {what}")
        yield _said(reading.shown, problem)


def _said(where: str, problem: InputProblem) -> Raw:
    return Raw(where, lambda: Made(None, (problem,)))


def _no_page(record: Any) -> tuple[str, str] | None:
    """Why a record is none that could hold a page, in words that are the same for all of its kind."""
    if record.rec_type in ("revisit", "resource", "conversion"):
        return None
    if record.rec_type != "response":
        return "not a page", f"{record.rec_type or 'nameless'} records, which hold no page"
    if record.http_headers is None:
        return "not a page", "responses that are not HTTP"
    kind = _type(record)
    status = str(record.http_headers.get_statuscode() or "")
    if status.startswith("2") and kind and kind not in _PAGES and kind != "text/plain":
        return "not a page", f"{kind}, which is no page"
    return None


def _type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    header = headers.get_header("Content-Type") or ""
    return str(header).partition(";")[0].strip().lower()


def _page(record: Any, where: str, number: int, reading: Reading) -> Raw:
    return Raw(where, lambda: _made(record, where, number, reading))


def _made(record: Any, where: str, number: int, reading: Reading) -> Made:
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    if record.rec_type == "revisit":
        raise Failure("revisit", f"{address}: a revisit record, whose page stands in an earlier record")
    headers = record.http_headers
    status = str(headers.get_statuscode() or "") if headers else "200"
    if not status.startswith("2"):
        raise Failure("status", f"{address}: the server answered {status or 'nothing'}, there is no page")
    kind = _type(record)
    if kind and kind not in _PAGES and kind != "text/plain":
        raise Failure("not a page", f"{address}: {kind}, which is no page")
    sent = (headers.get_header("Content-Encoding") or "").lower() if headers else ""
    encodings = [one.strip() for one in sent.split(",") if one.strip() not in ("", "identity")]
    if any(one not in _UNDONE for one in encodings):
        raise Failure("unsupported", f"{address}: encoded as {sent}, which is not undone")
    text = _payload(record, encodings, address, reading)
    article = _read(text, kind, f"{reading.name}:{number}", address)
    seen = iso_day(str(record.rec_headers.get_header("WARC-Date") or ""))
    article = from_address(msgspec.structs.replace(article, seen=seen, id_how="made"))
    return Made(accepted(article, reading))


def _payload(record: Any, encodings: Sequence[str], address: str, reading: Reading) -> str:
    try:
        data = _up_to(_unchunked(record), MAX_RECORD)
        for encoding in reversed(encodings):
            data = _decoded(data, encoding)
    except Failure as error:
        raise Failure(error.code, f"{address}: {error}") from None
    except Exception as error:  # warcio, zlib and brotli raise many kinds
        raise Failure("damaged", f"{address}: the page is damaged ({reason(error)})") from None
    headers = record.http_headers
    sent = str(headers.get_header("Content-Type") or "").encode("ascii", "replace") if headers else b""
    # What the page says of itself is right more often than what its server says.
    return decode(data, declared_encoding(data) or declared_encoding(sent), reading.languages).text


def _unchunked(record: Any) -> IO[bytes]:
    from warcio.bufferedreaders import ChunkedDataReader

    headers = record.http_headers
    if headers and (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        # Where the archiver undid the chunks but kept the header, it hands on the bytes as they are.
        return ChunkedDataReader(record.raw_stream)  # type: ignore[no-any-return]
    return record.raw_stream  # type: ignore[no-any-return]


def _decoded(data: bytes, encoding: str) -> bytes:
    """`data` without one content encoding; as it is where it was undone before it was archived."""
    if encoding == "br":
        import brotli

        if data[:200].lstrip()[:1] == b"<":
            return data
        unpacker = brotli.Decompressor()
        plain = bytes(unpacker.process(data, output_buffer_limit=MAX_RECORD))
        done = unpacker.is_finished()
    else:
        wide = data.startswith(b"\x1f\x8b") or (data[:1] == b"\x78" and int.from_bytes(data[:2], "big") % 31 == 0)
        if not wide and encoding != "deflate":
            return data
        if not wide and data[:200].lstrip()[:1] == b"<":
            return data
        inflater = zlib.decompressobj(47 if wide else -15)
        plain = inflater.decompress(data, MAX_RECORD)
        done = inflater.eof
    if not done:
        what = "more than it may hold" if len(plain) >= MAX_RECORD else "cut off"
        raise Failure("damaged", f"what comes out of {encoding} is {what}")
    return plain


def _up_to(stream: IO[bytes], limit: int) -> bytes:
    pieces, size = [], 0
    while piece := stream.read(65_536):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise Failure("too large", f"a page of more than {limit / 1e6:.0f} MB")
    return b"".join(pieces)


def _read(text: str, kind: str, name: str, address: str) -> Any:
    from ..model import Article
    from .html import read_page

    if kind == "text/plain":
        return Article(id=name, text=text, url=address or None)
    return read_page(text, name, address or None)
