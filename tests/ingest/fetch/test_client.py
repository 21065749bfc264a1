"""One request: caps on time, size and unpacked size; what a status means."""

from __future__ import annotations

import gzip
import time
import zlib
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from tawatur.ingest.fetch.client import Answer, Client, failure_of, gunzip
from tawatur.ingest.fetch.failure import FetchFailure
from tawatur.ingest.fetch.settings import FetchSettings

from .serving import HTML, Site

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@pytest.fixture
def client(settings: FetchSettings, site: Site) -> Client:
    quick = msgspec.structs.replace(settings, read_timeout=0.3, whole_timeout=0.6, ports=(site.port,))
    return Client(quick)


@pytest.mark.parametrize(("packing", "pack"), [
    ("", lambda data: data), ("identity", lambda data: data), ("gzip", gzip.compress), ("deflate", zlib.compress),
    ("deflate", lambda data: zlib.compress(data)[2:-4]), ("GZIP", gzip.compress),
], ids=["none", "identity", "gzip", "zlib", "raw", "capitals"])
def test_answers_are_unpacked(client: Client, site: Site, packing: str, pack: Any) -> None:
    body = "خبر قصير".encode() * 100
    site.pages["/"] = (200, {**HTML, "Content-Encoding": packing} if packing else HTML, pack(body))
    answer = client.send(site.url + "/")
    assert answer.body == body
    assert answer.charset == "utf-8"


def test_who_asks_is_told_and_no_cookie_goes_back(client: Client, site: Site) -> None:
    site.pages["/"] = (200, {**HTML, "Set-Cookie": "id=7; Path=/"}, b"x")
    client.send(site.url + "/")
    client.send(site.url + "/")
    first, second = (headers for _, headers in site.asked)
    assert first["user-agent"].startswith("Tawatur/")
    assert "cookie" not in first
    assert "cookie" not in second


@pytest.mark.parametrize("headers", [{}, {"Content-Encoding": "gzip"}])
def test_a_gzip_bomb_is_stopped(client: Client, site: Site, headers: dict[str, str]) -> None:
    bomb = gzip.compress(bytes(60_000_000), 9)
    site.pages["/"] = (200, {**HTML, **headers}, bomb if headers else bytes(300_000))
    with pytest.raises(FetchFailure, match="MB") as caught:
        client.send(site.url + "/")
    assert caught.value.code == "too large"


def test_a_bomb_inside_a_bomb_stays_packed(client: Client, site: Site) -> None:
    inner = gzip.compress(gzip.compress(bytes(10_000_000)))
    site.pages["/"] = (200, {**HTML, "Content-Encoding": "gzip, gzip"}, inner)
    with pytest.raises(FetchFailure, match="packed as"):
        client.send(site.url + "/")


@pytest.mark.parametrize("body", [b"no gzip at all", gzip.compress(b"text" * 5000, mtime=0)[:40]], ids=["none", "cut"])
def test_broken_packing_is_told(client: Client, site: Site, body: bytes) -> None:
    site.pages["/"] = (200, {**HTML, "Content-Encoding": "gzip"}, body)
    with pytest.raises(FetchFailure) as caught:
        client.send(site.url + "/")
    assert caught.value.code == "compression"


def test_gunzip_has_a_limit() -> None:
    assert gunzip(gzip.compress(b"abc"), 10) == b"abc"
    with pytest.raises(FetchFailure, match="unpacks to more"):
        gunzip(gzip.compress(bytes(1000)), 999)


def test_an_endless_body_is_cut(client: Client, site: Site) -> None:
    sent = []

    def endless(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while len(sent) < 100_000:
            handler.wfile.write(b"a" * 10_000)
            sent.append(1)

    site.pages["/"] = endless
    with pytest.raises(FetchFailure) as caught:
        client.send(site.url + "/")
    assert caught.value.code == "too large"
    assert len(sent) < 100_000


def test_a_length_beyond_the_cap_is_not_read(client: Client, site: Site) -> None:
    site.pages["/"] = (200, {**HTML, "Content-Length": "999999999"}, b"x")
    with pytest.raises(FetchFailure) as caught:
        client.send(site.url + "/")
    assert caught.value.code == "too large"


@pytest.mark.parametrize("where", ["body", "headers", "status"])
def test_a_slow_drip_is_cut_by_the_whole_time(client: Client, site: Site, where: str) -> None:
    """Each byte comes in time for the read time-out; only the limit for the whole ends it."""
    dripped = []

    def drip(handler: Any) -> None:
        if where != "status":
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"X-A: " if where == "headers" else b"\r\n"))
        for _ in range(100):
            handler.wfile.write(b"H")
            handler.wfile.flush()
            dripped.append(1)
            time.sleep(0.05)

    site.pages["/"] = drip
    with pytest.raises(FetchFailure) as caught:
        client.send(site.url + "/")
    assert caught.value.code == "timeout"
    assert caught.value.passing
    assert len(dripped) < 100


def test_silence_and_a_dead_server_may_pass(client: Client, site: Site) -> None:
    site.pages["/silent"] = lambda handler: time.sleep(0.6)
    with pytest.raises(FetchFailure) as silent:
        client.send(site.url + "/silent")
    assert (silent.value.code, silent.value.passing) == ("timeout", True)
    site.pages["/cut"] = lambda handler: None
    with pytest.raises(FetchFailure) as cut:
        client.send(site.url + "/cut")
    assert (cut.value.code, cut.value.passing) == ("connection", True)


def test_huge_headers_are_refused(client: Client, site: Site) -> None:
    site.pages["/"] = (200, {**HTML, "X-Long": "a" * 300_000}, b"x")
    with pytest.raises(FetchFailure):
        client.send(site.url + "/")


def test_a_redirect_is_told_and_not_followed(client: Client, site: Site) -> None:
    site.pages["/old"] = (302, {"Location": "/new"}, b"")
    answer = client.send(site.url + "/old")
    assert (answer.status, answer.location, answer.body) == (302, site.url + "/new", b"")
    assert [path for path, _ in site.asked] == ["/old"]


@pytest.mark.parametrize(("status", "passing"), [
    (400, False), (401, False), (403, False), (404, False), (410, False), (408, True), (429, True), (500, True),
    (503, True), (520, True), (204, False),
])
def test_which_statuses_may_pass(status: int, passing: bool) -> None:
    failure = failure_of(Answer("http://a.example/", status, {}, b""), NOW)
    assert failure.passing is passing
    assert str(status) in str(failure)


@pytest.mark.parametrize(("written", "seconds"), [
    ("120", 120.0), ("Tue, 10 Mar 2026 12:01:00 GMT", 60.0), ("Tue, 10 Mar 2026 11:00:00 GMT", 0.0),
    ("soon", None), ("-5", None), ("", None), ("9" * 30, 604_800.0), ("٥", None),
])
def test_retry_after(written: str, seconds: float | None) -> None:
    answer = Answer("http://a.example/", 429, {"retry-after": written}, b"")
    assert failure_of(answer, NOW).after == seconds
