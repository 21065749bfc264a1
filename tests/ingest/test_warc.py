"""Pages in web archives: charset by bytes, chunks and encodings undone, each record accounted for."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Any

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tawatur.ingest.language import load_languages
from tawatur.ingest.rows import Made, Reading, guarded
from tawatur.ingest.streams import unpacked
from tawatur.ingest.warc import read_warc

READING = Reading("a.warc", load_languages())
URL = "https://www.difaf.example/2021/03/09/roads"


def archive(*records: dict[str, Any], packed: bool = False) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for given in records:
        kind = given.get("kind", "response")
        headers = [(name, value) for name, value in {"Content-Type": "text/html", **given.get("headers", {})}.items() if value]
        http = StatusAndHeaders(given.get("status", "200 OK"), headers, protocol="HTTP/1.1") if kind in ("response", "revisit", "request") else None
        if kind == "request":
            http = StatusAndHeaders("GET / HTTP/1.1", [("Host", "difaf.example")], is_http_request=True)
        warc = {"WARC-Date": "2021-03-10T08:00:00Z"}
        writer.write_record(writer.create_warc_record(
            given.get("url", URL), kind, payload=io.BytesIO(given.get("body", b"")), http_headers=http, warc_headers_dict=warc,
            warc_content_type=given.get("type", ""),
        ))
    return out.getvalue()


def read(data: bytes) -> list[Made]:
    stream = unpacked(io.BufferedReader(io.BytesIO(data)), "a.warc", len(data))[0]  # type: ignore[arg-type]
    return [guarded(raw) for raw in read_warc(stream, READING)]


@pytest.mark.parametrize("packed", [False, True])
def test_a_page(page: str, packed: bool) -> None:
    (one,) = read(archive({"body": page.encode()}, packed=packed))
    article = one.article
    assert article is not None
    assert (article.url, article.seen, article.published, article.outlet) == (URL, "2021-03-10", "2021-03-09", "ضفاف نيوز")
    assert (article.id, article.id_how) == ("a.warc:1", "made")
    assert article.text.startswith("لجنة الطرق تنهي الصيانة")


@pytest.mark.parametrize("sent", ["text/html", "text/html; charset=utf-8", "text/html; charset=ISO-8859-1", "text/html; charset=nonsense", None])
def test_charset_that_only_the_page_declares(page: str, sent: str | None) -> None:
    old = page.replace("<head>", '<head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256">').encode("windows-1256")
    (one,) = read(archive({"body": old, "headers": {"Content-Type": sent}}))
    assert one.article is not None
    assert "أعمال الصيانة" in one.article.text


def test_charset_that_nobody_declares(page: str) -> None:
    (one,) = read(archive({"body": page.encode("windows-1256")}))
    assert one.article is not None
    assert "أعمال الصيانة" in one.article.text


@pytest.mark.parametrize(("name", "encode"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)])
@pytest.mark.parametrize("chunked", [False, True])
def test_encodings_and_chunks(page: str, name: str, encode: Any, chunked: bool) -> None:
    body = encode(page.encode())
    headers = {"Content-Encoding": name}
    if chunked:
        body = b"".join(b"%x\r\n%s\r\n" % (len(body[at:at + 100]), body[at:at + 100]) for at in range(0, len(body), 100)) + b"0\r\n\r\n"
        headers["Transfer-Encoding"] = "chunked"
    (one,) = read(archive({"body": body, "headers": headers}))
    assert one.article is not None
    assert "أعمال الصيانة" in one.article.text


def test_what_is_no_article_has_its_reason(page: str) -> None:
    found = read(archive(
        {"kind": "warcinfo", "type": "application/warc-fields", "body": b"a: b\r\n"}, {"kind": "request"}, {"kind": "request"},
        {"kind": "revisit"}, {"status": "404 Not Found", "body": page.encode()}, {"status": "301 Moved", "headers": {"Location": "/x"}},
        {"headers": {"Content-Type": "image/png"}, "body": b"\x89PNG"}, {"body": b"<html><body>x</body></html>"},
        {"body": page.encode(), "headers": {"Content-Encoding": "zstd"}}, {"body": b""}, {"body": page.encode()},
    ))
    assert [one.problems[0].code if one.problems else "article" for one in found] == [
        "revisit", "status", "status", "no article", "unsupported", "empty", "article", "not a page", "not a page", "not a page",
    ]
    lines = [one.problems[0].message for one in found if one.problems]
    assert [line for line in lines if line.startswith("2 × request")] == ["2 × request records, which hold no page"]


def test_a_page_that_is_damaged_does_not_cost_the_next(page: str) -> None:
    packed = gzip.compress(page.encode())
    found = read(archive({"body": packed[:50] + b"\xff" * 40, "headers": {"Content-Encoding": "gzip"}}, {"body": page.encode()}))
    assert [one.article is not None for one in found] == [False, True]
    assert found[0].problems[0].left_out


def test_an_archive_that_breaks_off(page: str) -> None:
    data = archive(*[{"body": page.encode(), "url": f"{URL}/{n}"} for n in range(4)], packed=True)
    found = read(data[: len(data) * 5 // 8])
    assert [one.article is not None for one in found][:2] == [True, True]
    assert found[-1].problems[0].code in ("damaged", "no article")
    found = read(data[:200] + b"junk" * 9 + data[236:])
    assert found[-1].problems


def test_an_archive_that_breaks_the_library_is_told_of_without_its_inside() -> None:
    found = read(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999\r\n\r\nabc")
    assert [problem.message for one in found for problem in one.problems] == ["no web archive from here on (malformed); what comes before was read"]


def test_nothing_is_written_beside_the_records(page: str, capfd: pytest.CaptureFixture[str]) -> None:
    data = archive({"body": page.encode(), "url": "https://difaf.example/x y"}, {"body": page.encode()})
    found = read(data.replace(b"</html>", b"</html>junk", 1))
    assert any(problem.code == "damaged" for one in found for problem in one.problems)
    assert capfd.readouterr() == ("", "")


def test_resource_and_plain_text(story: str) -> None:
    found = read(archive(
        {"kind": "resource", "type": "text/plain", "body": story.encode()}, {"kind": "resource", "type": "image/png", "body": b"x"},
        {"headers": {"Content-Type": "text/plain"}, "body": story.encode()},
    ))
    assert [one.article.text if one.article else one.problems[0].code for one in found] == [story, "not a page", story]
