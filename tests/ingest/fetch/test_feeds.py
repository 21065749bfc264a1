"""Feeds of all kinds to entries; what is no feed; what is broken."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tawatur.ingest.fetch.failure import FetchFailure
from tawatur.ingest.fetch.feeds import Feed, looks_like_feed, read_feed

from .serving import Site, item, page, rss

URL = "http://news.example/feeds/all.xml"


def read(data: bytes | str, charset: str | None = None) -> Feed:
    return read_feed(data.encode() if isinstance(data, str) else data, URL, charset, 100)


def test_rss() -> None:
    feed = read(rss(
        item("http://news.example/1", "خبر &amp; آخر", "Tue, 09 Mar 2021 01:30:00 +0300",
             "<content:encoded><![CDATA[<p>نص</p>]]></content:encoded>"),
        item("/2", "بلا تاريخ"), head="<ttl>30</ttl>",
    ))
    first, second = feed.entries
    assert (feed.title, feed.pause, feed.damage) == ("ضفاف نيوز", 1800.0, None)
    assert (first.url, first.title, first.content) == ("http://news.example/1", "خبر & آخر", "<p>نص</p>")
    assert (second.url, second.day, second.content) == ("http://news.example/2", None, None)


def test_the_day_is_the_one_that_is_written() -> None:
    """In Greenwich it is still the eighth."""
    feed = read(rss(item("http://news.example/1", date="Tue, 09 Mar 2021 01:30:00 +0300")))
    assert feed.entries[0].day == "2021-03-09"


def test_atom() -> None:
    feed = read(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://b.example/x/"><title>ب</title><entry><id>tag:1</id>'
        '<title type="html">خبر &lt;b&gt;مهم&lt;/b&gt;</title><link rel="enclosure" href="x.mp3"/>'
        '<link rel="alternate" href="1.html"/><updated>2021-03-10T01:00:00+03:00</updated>'
        "<published>2021-03-09T00:30:00+03:00</published>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>نص</p></div></content></entry></feed>'
    )
    (entry,) = feed.entries
    assert (entry.url, entry.title, entry.day) == ("http://b.example/x/1.html", "خبر مهم", "2021-03-09")
    assert entry.updated == datetime(2021, 3, 9, 22, 0, tzinfo=UTC)
    assert "نص" in (entry.content or "")


def test_rdf() -> None:
    feed = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://c.example"><title>ج</title></channel>'
        '<item rdf:about="http://c.example/1"><title>خبر</title><link>http://c.example/1</link>'
        "<dc:date>2021-03-09T01:00:00+03:00</dc:date></item></rdf:RDF>"
    )
    assert [(entry.url, entry.day) for entry in feed.entries] == [("http://c.example/1", "2021-03-09")]


def test_json_feed() -> None:
    feed = read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "د", "items": [
        {"id": "1", "url": "/1", "title": "خبر", "content_html": "<p>نص</p>", "date_published": "2021-03-09T01:00:00+03:00"},
        {"id": "http://d.example/2", "content_text": "سطر <أول>\nسطر ثان", "date_modified": "2021-03-10T01:00:00Z"},
        {"id": 3, "title": ["x"], "url": {"a": 1}}, "no item",
    ]}))
    first, second, third = feed.entries
    assert (first.url, first.day, first.content) == ("http://news.example/1", "2021-03-09", "<p>نص</p>")
    assert (second.url, second.updated) == ("http://d.example/2", datetime(2021, 3, 10, 1, 0, tzinfo=UTC))
    assert second.content == "<p>سطر &lt;أول&gt;</p><p>سطر ثان</p>"
    assert (third.url, third.title) == (None, None)


@pytest.mark.parametrize("header", [None, "utf-8", "iso-8859-1", "windows-1256"])
def test_windows_1256_whatever_the_header_says(header: str | None) -> None:
    text = rss(item("http://news.example/1", "قالت اللجنة إن العمل في الطريق انتهى")).decode()
    for declared in ("windows-1256", "utf-8"):
        feed = read(text.replace('encoding="utf-8"', f'encoding="{declared}"').encode("cp1256"), header)
        assert feed.entries[0].title == "قالت اللجنة إن العمل في الطريق انتهى"


def test_html_entities_that_xml_does_not_know() -> None:
    feed = read(rss(item("http://news.example/1", "خبر&nbsp;أول &laquo;مهم&raquo;"), item("http://news.example/2")))
    assert [entry.url for entry in feed.entries] == ["http://news.example/1", "http://news.example/2"]
    assert feed.entries[0].title == "خبر أول «مهم»"
    assert feed.damage is None


def test_a_feed_that_breaks_off_gives_what_it_has_and_says_so() -> None:
    whole = rss(*(item(f"http://news.example/{n}") for n in range(5))).decode()
    feed = read(whole[: whole.index("http://news.example/3") + 5])
    assert [entry.url for entry in feed.entries][:3] == [f"http://news.example/{n}" for n in range(3)]
    assert feed.damage is not None


@pytest.mark.parametrize(("data", "said"), [
    (page(1), "an HTML page"), ("<html><body>x</body></html>", "an HTML page"), ("just words", "no RSS"),
    ("<a><b/></a>", "no RSS"), ('{"a": 1}', "no JSON feed"), ('{"items": ', "broken JSON"), ("{" * 5000, "broken JSON"),
])
def test_what_is_no_feed(data: str, said: str) -> None:
    with pytest.raises(FetchFailure, match=said) as caught:
        read(data)
    assert caught.value.code == "feed"


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\x1f\x8b\x08\x00abc", bytes(range(256)) * 10])
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(FetchFailure) as caught:
        read(data)
    assert caught.value.code == "text"


def test_what_looks_like_an_address_or_a_file_is_not_opened(site: Site) -> None:
    """feedparser would fetch the one and open the other."""
    assert read(f"{site.url}/feed#<rss>").entries == ()
    assert read("/etc/hostname#<rss>").entries == ()
    assert site.asked == []


def test_a_time_of_publication_is_no_time_of_a_change() -> None:
    feed = read(rss(item("http://news.example/1", date="Tue, 09 Mar 2021 01:30:00 +0300")))
    assert feed.entries[0].updated is None


@pytest.mark.parametrize(("data", "is_feed"), [
    (rss(), True), (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", True), (page(1).encode(), False),
    (b'{"version": "https://jsonfeed.org/version/1", "items": []}', True), (b"{}", False), (b"", False),
    (rss().decode().encode("utf-16"), True),
])
def test_looks_like_feed(data: bytes, is_feed: bool) -> None:
    assert looks_like_feed(data) is is_feed


def test_odd_values_are_left_out() -> None:
    feed = read(rss(
        "<item><pubDate>sometime</pubDate><title></title></item>", "<item/>", "<item><link> </link></item>",
        head="<ttl>soon</ttl>",
    ))
    assert feed.pause == 0.0
    assert all((entry.url, entry.day) == (None, None) for entry in feed.entries)


def test_an_address_that_is_none_does_not_lose_the_others() -> None:
    feed = read(rss(item("http://[bad"), item("http://news.example/خبر")))
    assert [entry.url for entry in feed.entries] == [None, "http://news.example/خبر"]
    atom = read("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://[x'><entry><link href='/1'/></entry></feed>")
    assert len(atom.entries) == 1
    json_feed = read('{"items": [{"url": "http://[bad"}, {"url": "/1"}]}')
    assert [entry.url for entry in json_feed.entries] == ["http://[bad", "http://news.example/1"]
