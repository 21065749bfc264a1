"""Web archives: the pages in WARC and ARC files, packed or not.

warcio takes the records apart, undoes chunks and content encodings; the charset is told by the
bytes, since servers and pages declare it wrongly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import IO, Any, Final

import msgspec

from .config import MAX_RECORD
from .dates import iso_day
from .encoding import declared_encoding, decode
from .record import Failure
from .result import InputProblem
from .rows import Made, Raw, Reading, accepted, broken, from_address, not_read
from .streams import reason

_PAGES: Final = ("text/html", "application/xhtml+xml")
_UNDONE: Final = ("gzip", "x-gzip", "deflate", "br", "identity", "")


def read_warc(stream: IO[bytes], reading: Reading) -> Iterator[Raw]:
    """A record for each response that is a page, a problem for each other response.

    Requests, metadata and files that are no pages (pictures, scripts) are counted, a line for each
    kind, at the end.
    """
    from warcio.archiveiterator import ArchiveIterator

    others: Counter[tuple[str, str]] = Counter()
    number = 0
    archive = iter(ArchiveIterator(stream, arc2warc=True))
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
    header = record.http_headers.get_header("Content-Type") if record.http_headers else None
    header = header or record.rec_headers.get_header("Content-Type") or ""
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
    encodings = (headers.get_header("Content-Encoding") or "").lower() if headers else ""
    if any(one.strip() not in _UNDONE for one in encodings.split(",")):
        raise Failure("unsupported", f"{address}: encoded as {encodings}, which is not undone")
    text = _payload(record, address, reading)
    article = _read(text, kind, f"{reading.name}:{number}", address)
    seen = iso_day(str(record.rec_headers.get_header("WARC-Date") or ""))
    article = from_address(msgspec.structs.replace(article, seen=seen, id_how="made"))
    return Made(accepted(article, reading))


def _payload(record: Any, address: str, reading: Reading) -> str:
    try:
        data = _up_to(record.content_stream(), MAX_RECORD)
    except Failure:
        raise
    except Exception as error:  # warcio and the unpackers below it raise many kinds
        raise Failure("damaged", f"{address}: the page is damaged ({reason(error)})") from None
    headers = record.http_headers
    sent = str(headers.get_header("Content-Type") or "").encode("ascii", "replace") if headers else b""
    # What the page says of itself is right more often than what its server says.
    return decode(data, declared_encoding(data) or declared_encoding(sent), reading.languages).text


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
