"""Pages by their bytes, full texts of feeds, feeds that a page names."""

from __future__ import annotations

import pytest

from tawatur.ingest.fetch.client import Answer
from tawatur.ingest.fetch.failure import FetchFailure
from tawatur.ingest.fetch.feeds import FeedEntry
from tawatur.ingest.fetch.pages import article_of_content, article_of_page, feeds_of_page, page_text

from .serving import page

URL = "http://www.news.example/roads/7"
META = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">'


def answer(body: bytes, kind: str = "text/html") -> Answer:
    return Answer(URL, 200, {"content-type": kind}, body)


@pytest.mark.parametrize("header", ["text/html", "text/html; charset=utf-8", "text/html; charset=ISO-8859-1", "text/html; charset=windows-1256", ""])
@pytest.mark.parametrize("head", [META, "", '<meta charset="utf-8">'], ids=["meta", "nothing", "wrong"])
def test_windows_1256_whatever_is_declared(header: str, head: str) -> None:
    text = page_text(answer(page(3, head).encode("cp1256"), header))
    assert text == page(3, head)


@pytest.mark.parametrize("header", ["text/html; charset=windows-1256", "text/html; charset=utf-8", "text/html; charset=nonsense"])
def test_utf_8_whatever_is_declared(header: str) -> None:
    assert page_text(answer(page(3, META).encode(), header)) == page(3, META)


def test_a_damaged_byte_does_not_lose_the_page() -> None:
    data = page(3).encode().replace("توقف".encode(), "توقف".encode()[:-1] + b"\xff", 1)
    text = page_text(answer(data))
    assert text.count("\ufffd") <= 2
    assert "قالت لجنة الطرق" in text


def test_many_damaged_bytes_do() -> None:
    data = b"".join(bytes([byte]) + (b"\xff" if n % 50 == 0 else b"") for n, byte in enumerate(page(3).encode()))
    with pytest.raises(FetchFailure) as caught:
        page_text(answer(data))
    assert caught.value.code == "text"


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "video/mp4", "application/zip"])
def test_what_is_no_page_is_told_by_its_kind(kind: str) -> None:
    with pytest.raises(FetchFailure, match="no page"):
        page_text(answer(b"x", kind))


def test_an_article_with_what_page_feed_and_user_say() -> None:
    entry = FeedEntry(url=URL, title="عنوان آخر", day="2026-03-08")
    made = article_of_page(answer(page(3, day="2026-03-09T23:00:00+03:00").encode()), URL, entry, None)
    assert (made.url, made.outlet, made.outlet_how) == (URL, "news.example", "url")
    assert (made.published, made.published_how) == ("2026-03-09", "metadata")
    assert made.title == "لجنة الطرق تنهي المرحلة 3"
    assert made.language == "ar"
    dated = article_of_page(answer(page(3).encode()), URL, entry, "ضفاف نيوز")
    assert (dated.published, dated.outlet, dated.outlet_how) == ("2026-03-08", "ضفاف نيوز", "given")


@pytest.mark.parametrize(("body", "code"), [
    ("<html><body><p>x</p></body></html>", "no article"),
    ("<html><body><article>" + "<p>The council said that all the work on the road had ended before noon.</p>" * 9 + "</article></body></html>", "language"),
    ("<div>" * 2000, "hostile"), ("", "text"),
])
def test_no_article(body: str, code: str) -> None:
    with pytest.raises(FetchFailure) as caught:
        article_of_page(answer(body.encode()), URL, None, None)
    assert caught.value.code == code


def test_the_text_of_a_feed() -> None:
    content = (
        "<p>قالت اللجنة في <b>بيان</b> إن العمل انتهى قبل موعده.</p><script>x()</script><ul><li>الأول: الجسر</li>"
        "<li>الثاني: الطريق</li></ul>ثم<br>أضافت أن الصيانة تبدأ في الصيف المقبل في كل الشوارع."
    )
    made = article_of_content(FeedEntry(url=URL, title="انتهاء العمل", day="2026-03-08", content=content), None)
    assert made.text == (
        "انتهاء العمل\n\nقالت اللجنة في بيان إن العمل انتهى قبل موعده.\nالأول: الجسر\nالثاني: الطريق\nثم\n"
        "أضافت أن الصيانة تبدأ في الصيف المقبل في كل الشوارع."
    )
    assert (made.outlet, made.published) == ("news.example", "2026-03-08")


@pytest.mark.parametrize("content", [None, "", "<p>قصير</p>"])
def test_a_summary_is_no_article(content: str | None) -> None:
    with pytest.raises(FetchFailure):
        article_of_content(FeedEntry(url=URL, content=content), None)


def test_feeds_that_a_page_names() -> None:
    head = (
        '<base href="/ar/"><link rel="alternate" type="application/rss+xml" title="كل الأخبار" href="feed.xml">'
        '<link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="http://news.example/atom">'
        '<link rel="alternate" type="application/rss+xml" href="feed.xml"><link rel="alternate" hreflang="en" href="/en">'
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">'
        '<link rel="stylesheet" type="text/css" href="x.css"><link rel="alternate" type="application/rss+xml" href="feed:x">'
    )
    assert feeds_of_page(page(1, head), URL) == (
        ("http://www.news.example/ar/feed.xml", "كل الأخبار"), ("http://news.example/atom", None),
    )
    assert feeds_of_page("<div>" * 2000, URL) == ()
