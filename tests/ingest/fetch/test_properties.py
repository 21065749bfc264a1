"""Whatever bytes come, there is an answer or one clear reason."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.errors import InputError
from tawatur.ingest.fetch.client import Answer
from tawatur.ingest.fetch.feeds import FeedEntry, read_feed
from tawatur.ingest.fetch.opml import feeds_of_opml
from tawatur.ingest.fetch.pages import article_of_content, article_of_page, feeds_of_page
from tawatur.ingest.fetch.robots import Robots
from tawatur.ingest.fetch.settings import FetchSettings
from tawatur.ingest.fetch.sitemaps import read_sitemap

from .serving import Time, item, page, rss

SEEDS = [
    rss(item("http://a.example/1", date="Tue, 09 Mar 2021 01:30:00 +0300", extra="<content:encoded><![CDATA[<p>x</p>]]></content:encoded>")),
    b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/1"/><updated>2021-03-09T01:00:00Z</updated></entry></feed>',
    b'{"version": "https://jsonfeed.org/version/1", "items": [{"url": "/1", "content_html": "<p>x</p>"}]}',
    b"<urlset><url><loc>http://a.example/1</loc><lastmod>2021-03-09</lastmod></url></urlset>",
    b'<opml><body><outline xmlUrl="http://a.example/f"/></body></opml>', page(1).encode(), page(1).encode("cp1256"),
]
PIECES = st.sampled_from([b"<", b">", b"&", b"<!", b"]]>", b"<![CDATA[", b"\x00", b"\xff\xfe", b"<!--", b'"', b"{", b"&#x110000;", b"&#0;", "٣".encode(), b"\xd8"])


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        piece = draw(st.one_of(PIECES, st.binary(max_size=6)))
        data[at : at + draw(st.integers(0, 30))] = piece
    return bytes(data)


def outcome(read: Callable[[], object]) -> str:
    """The reason where reading gave one; other errors go through."""
    try:
        read()
    except InputError as error:
        return str(error)
    return ""


@given(damaged())
@settings(max_examples=150, deadline=None)
def test_any_bytes(data: bytes) -> None:
    url = "http://a.example/x"
    answer = Answer(url, 200, {"content-type": "text/html"}, data)
    robots = Robots(lambda address: (200, data), FetchSettings(), Time())
    for read in (
        lambda: read_feed(data, url, None, 100), lambda: read_sitemap(data, None, 100, 10_000),
        lambda: article_of_page(answer, url, None, None), lambda: feeds_of_page(data.decode("latin-1"), url),
        lambda: article_of_content(FeedEntry(url=url, content=data.decode("utf-8", "replace")), None),
        lambda: feeds_of_opml(data), lambda: robots.check(url),
    ):
        assert "\n" not in outcome(read)
