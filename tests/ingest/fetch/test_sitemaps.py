"""Sitemaps, packed, of news, and indexes."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from tawatur.ingest.fetch.failure import FetchFailure
from tawatur.ingest.fetch.sitemaps import Sitemap, read_sitemap

NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> http://news.example/1 </loc><lastmod>2026-03-10T01:00:00+03:00</lastmod><news:news><news:publication>
<news:name>ضفاف</news:name></news:publication><news:publication_date>2026-03-09T23:30:00+03:00</news:publication_date>
<news:title>خبر</news:title></news:news></url><url><loc>http://news.example/2</loc></url><url><priority>1</priority></url>
<!-- x --></urlset>""".encode()
INDEX = (
    b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>http://news.example/a.xml.gz</loc>'
    b"<lastmod>2026-03-10</lastmod></sitemap></sitemapindex>"
)


def read(data: bytes) -> Sitemap:
    return read_sitemap(data, None, 50, 100_000)


@pytest.mark.parametrize("data", [NEWS, gzip.compress(NEWS, mtime=0)], ids=["plain", "packed"])
def test_news(data: bytes) -> None:
    first, second = read(data).entries
    assert (first.url, first.title, first.day) == ("http://news.example/1", "خبر", "2026-03-09")
    assert first.updated == datetime(2026, 3, 9, 22, 0, tzinfo=UTC)
    assert (second.url, second.day) == ("http://news.example/2", None)


def test_index() -> None:
    found = read(INDEX)
    assert found.entries == ()
    assert [entry.url for entry in found.sitemaps] == ["http://news.example/a.xml.gz"]


@pytest.mark.parametrize(("data", "code"), [
    (gzip.compress(bytes(10**6), mtime=0), "too large"), (b"<html></html>", "feed"), (b"", "text"), (b"words", "feed"), (b'<http://a.example/f"/>', "feed"),
    (b"<!DOCTYPE x [<!ENTITY a 'b'>]><urlset/>", "hostile"), (b"<a>" * 60, "hostile"), (b"\x1f\x8brubbish", "compression"),
], ids=["bomb", "html", "empty", "words", "odd", "entity", "deep", "rubbish"])
def test_what_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(FetchFailure) as caught:
        read(data)
    assert caught.value.code == code
