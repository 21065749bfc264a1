"""Feeds and pages as a user fetches them, from a site on loopback."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import msgspec
import pytest

from tawatur.ingest.fetch.failure import FetchFailure
from tawatur.ingest.fetch.result import (
    Fetched,
    FetchedArticle,
    FetchedFeed,
    FetchProblem,
    FetchProgress,
)
from tawatur.ingest.fetch.run import asked_key, discover, fetch_feeds, fetch_pages
from tawatur.ingest.fetch.settings import FetchSettings
from tawatur.ingest.identity import article_key
from tawatur.model.collection import FeedRow

from .serving import HTML, XML, Site, Time, item, nothing_known, page, rss

T = TypeVar("T")
FULL = "<content:encoded><![CDATA[<p>قالت اللجنة في بيان لها إن أعمال الصيانة في الجسر انتهت قبل موعدها بيومين.</p>]]></content:encoded>"


def of(kind: type[T], fetched: Iterable[Fetched]) -> list[T]:
    return [one for one in fetched if isinstance(one, kind)]


class Fetching:
    """Runs fetches with the fixtures' site, settings and clock."""

    def __init__(self, site: Site, settings: FetchSettings, clock: Time) -> None:
        self.site, self.settings, self.clock = site, settings, clock

    def feeds(self, *rows: FeedRow, known: Any = nothing_known, **more: Any) -> list[Fetched]:
        return list(fetch_feeds(rows, self.settings, self.clock, known, sleep=self.clock.sleep, **more))

    def pages(self, *urls: str, **more: Any) -> list[Fetched]:
        return list(fetch_pages(urls, self.settings, self.clock, sleep=self.clock.sleep, **more))

    def row(self, path: str = "/feed", **more: Any) -> FeedRow:
        return FeedRow(url=self.site.url + path, **{"kind": "feed", **more})

    def put(self, *numbers: int) -> None:
        for number in numbers:
            self.site.pages[f"/{number}"] = (200, HTML, page(number).encode())

    def put_feed(self, *items: str, **headers: str) -> None:
        self.site.pages["/feed"] = (200, {**XML, **headers}, rss(*items))


@pytest.fixture
def fetch(site: Site, settings: FetchSettings, clock: Time) -> Fetching:
    return Fetching(site, settings, clock)


def test_a_feed_to_articles(fetch: Fetching) -> None:
    fetch.put(1, 2)
    fetch.put_feed(*(item(f"{fetch.site.url}/{n}", date="Tue, 10 Mar 2026 01:30:00 +0300") for n in (1, 2)))
    got = fetch.feeds(fetch.row())
    first, second = of(FetchedArticle, got)
    assert first.article.text.startswith("لجنة الطرق تنهي المرحلة 1")
    assert (first.asked, first.source, first.text_from) == (f"{fetch.site.url}/1", f"{fetch.site.url}/feed", "page")
    assert (first.article.published, first.article.published_how) == ("2026-03-10", "metadata")
    assert (first.article.seen, first.article.id_how, first.seen) == ("2026-03-10", "made", "2026-03-10T12:00:02Z")
    assert first.key == article_key(first.article) != second.key
    assert first.article.id == f"127.0.0.1-{first.key[:8]}"
    (done,) = of(FetchedFeed, got)
    assert (done.found, done.fresh, done.known, done.older) == (2, 2, 0, 0)
    assert (done.row.title, done.row.failures, done.row.problem) == ("ضفاف نيوز", 0, None)
    assert (done.row.checked, done.row.due) == ("2026-03-10T12:00:01Z", "2026-03-10T13:00:01Z")
    last = of(FetchProgress, got)[-1]
    assert (last.feeds_done, last.pages, last.pages_done, last.articles, last.problems) == (1, 2, 2, 2, 0)
    assert fetch.site.paths() == ["/robots.txt", "/feed", "/1", "/2"]
    accepted = [headers["accept"].split(",")[0] for _, headers in fetch.site.asked[1:]]
    assert accepted == ["application/rss+xml", "text/html", "text/html"]


def test_the_state_comes_after_all_articles_of_the_feed(fetch: Fetching) -> None:
    """So that a run that dies in between asks for the rest again."""
    fetch.put(1, 2, 3)
    fetch.put_feed(*(item(f"{fetch.site.url}/{n}") for n in (1, 2, 3)))
    kinds = [type(one) for one in fetch.feeds(fetch.row()) if not isinstance(one, FetchProgress)]
    assert kinds == [FetchedArticle] * 3 + [FetchedFeed]


def test_marks_are_kept_and_sent_and_nothing_new_is_no_work(fetch: Fetching) -> None:
    fetch.put(1)
    fetch.put_feed(item(f"{fetch.site.url}/1"), ETag='W/"a1"', **{"Last-Modified": "Tue, 10 Mar 2026 09:00:00 GMT"})
    (done,) = of(FetchedFeed, fetch.feeds(fetch.row()))
    assert (done.row.etag, done.row.modified) == ('W/"a1"', "Tue, 10 Mar 2026 09:00:00 GMT")
    fetch.site.asked.clear()
    fetch.site.pages["/feed"] = (304, {}, b"")
    (again,) = of(FetchedFeed, got := fetch.feeds(done.row))
    sent = dict(fetch.site.asked)["/feed"]
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('W/"a1"', "Tue, 10 Mar 2026 09:00:00 GMT")
    assert fetch.site.paths() == ["/robots.txt", "/feed"]
    assert of(FetchedArticle, got) == []
    assert (again.row.etag, again.row.modified, again.found) == (done.row.etag, done.row.modified, 0)
    assert again.row.due == "2026-03-10T13:30:03Z"


def test_what_is_known_is_not_fetched_again(fetch: Fetching) -> None:
    fetch.put(1, 2)
    fetch.site.pages["/2?utm_source=rss"] = fetch.site.pages["/2"]
    fetch.put_feed(item(f"{fetch.site.url}/1"), item(f"{fetch.site.url}/2?utm_source=rss"), item(f"{fetch.site.url}/2"))
    asked: list[Sequence[str]] = []

    def known(keys: Sequence[str]) -> set[str]:
        asked.append(keys)
        return {asked_key(f"{fetch.site.url}/1", None)}

    got = fetch.feeds(fetch.row(), known=known)
    assert [one.asked for one in of(FetchedArticle, got)] == [f"{fetch.site.url}/2?utm_source=rss"]
    assert of(FetchedFeed, got)[0].known == 1
    assert len(asked) == 1


def test_what_changed_is_fetched_again_though_known(fetch: Fetching) -> None:
    fetch.put(1, 2, 3)
    entries = "".join(
        f"<entry><id>{n}</id><link href='{fetch.site.url}/{n}'/><updated>2026-03-10T{hour}:00:00Z</updated></entry>"
        for n, hour in ((1, "10"), (2, "11"), (3, "23"))
    )
    fetch.site.pages["/feed"] = (200, XML, f"<feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>".encode())
    row = fetch.row(checked="2026-03-10T10:30:00Z")
    got = fetch.feeds(row, known=lambda keys: set(keys))
    assert [one.asked for one in of(FetchedArticle, got)] == [f"{fetch.site.url}/2"]


def test_one_page_in_two_feeds_is_fetched_once(fetch: Fetching) -> None:
    fetch.put(1)
    fetch.put_feed(item(f"{fetch.site.url}/1"))
    fetch.site.pages["/other"] = fetch.site.pages["/feed"]
    got = fetch.feeds(fetch.row(), fetch.row("/other"))
    assert len(of(FetchedArticle, got)) == 1
    assert fetch.site.paths().count("/1") == 1


def test_since_leaves_older_entries_out(fetch: Fetching) -> None:
    for number, day in ((1, ""), (2, ""), (3, "2026-03-01"), (4, "2026-03-09")):
        fetch.site.pages[f"/{number}"] = (200, HTML, page(number, day=day).encode())
    fetch.put_feed(
        item(f"{fetch.site.url}/1", date="Sat, 07 Mar 2026 10:00:00 GMT"), item(f"{fetch.site.url}/2", date="Sun, 08 Mar 2026 00:10:00 +0300"),
        item(f"{fetch.site.url}/3"), item(f"{fetch.site.url}/4"),
    )
    got = fetch.feeds(fetch.row(), since="2026-03-08")
    assert [one.asked[-1] for one in of(FetchedArticle, got)] == ["2", "4"]
    assert of(FetchedFeed, got)[0].older == 2
    assert "/1" not in fetch.site.paths()


def test_only_due_feeds_where_asked_so(fetch: Fetching) -> None:
    fetch.put_feed()
    late = fetch.row(due="2026-03-10T12:00:01Z")
    assert fetch.feeds(late, force=False) == []
    assert fetch.site.asked == []
    assert len(of(FetchedFeed, fetch.feeds(late))) == 1


def test_the_outlet_that_the_user_gave_counts(fetch: Fetching) -> None:
    fetch.put(1)
    fetch.put_feed(item(f"{fetch.site.url}/1"))
    (one,) = of(FetchedArticle, fetch.feeds(fetch.row(outlet="ضفاف نيوز")))
    assert (one.article.outlet, one.article.outlet_how) == ("ضفاف نيوز", "given")
    assert one.key == article_key(one.article) != asked_key(one.asked, None)


def test_a_page_that_robots_closes_is_read_from_the_feed_where_it_has_the_text(fetch: Fetching) -> None:
    fetch.put(1, 2)
    fetch.site.pages["/robots.txt"] = (200, HTML, b"User-agent: *\nDisallow: /1\nDisallow: /2\n")
    fetch.put_feed(item(f"{fetch.site.url}/1", extra=FULL), item(f"{fetch.site.url}/2"))
    got = fetch.feeds(fetch.row())
    (one,) = of(FetchedArticle, got)
    assert one.text_from == "feed"
    assert "robots.txt" in (one.note or "")
    assert "انتهت قبل موعدها بيومين" in one.article.text
    (problem,) = of(FetchProblem, got)
    assert (problem.address, problem.code, problem.passing) == (f"{fetch.site.url}/2", "robots", False)
    assert problem.key == asked_key(problem.address, None)
    assert not {"/1", "/2"} & set(fetch.site.paths())


@pytest.mark.parametrize("reply", [(404, HTML, b""), (403, HTML, b""), (200, HTML, b"<html><p>x</p></html>"), (200, {"Content-Type": "application/pdf"}, b"%PDF")])
def test_full_text_stands_in_for_pages_that_give_nothing(fetch: Fetching, reply: Any) -> None:
    fetch.site.pages["/1"] = reply
    fetch.put_feed(item(f"{fetch.site.url}/1", extra=FULL))
    (one,) = of(FetchedArticle, fetch.feeds(fetch.row()))
    assert one.text_from == "feed"


def test_a_page_that_fails_for_now_is_asked_again_next_time(fetch: Fetching) -> None:
    """The feed's marks are not kept, else a 304 would hide the entry for ever."""
    fetch.site.pages["/1"] = (503, HTML, b"")
    fetch.put_feed(item(f"{fetch.site.url}/1", extra=FULL), ETag='"a"')
    got = fetch.feeds(fetch.row())
    (problem,) = of(FetchProblem, got)
    assert (problem.code, problem.passing) == ("status", True)
    (done,) = of(FetchedFeed, got)
    assert (done.row.etag, done.row.failures) == (None, 0)
    fetch.put(1)
    assert len(of(FetchedArticle, fetch.feeds(done.row))) == 1


def test_a_redirect_names_the_article_by_its_end(fetch: Fetching) -> None:
    fetch.put(1)
    fetch.site.pages["/go?id=1"] = (302, {"Location": "/1"}, b"")
    fetch.put_feed(item(f"{fetch.site.url}/go?id=1"))
    (one,) = of(FetchedArticle, fetch.feeds(fetch.row()))
    assert one.article.url == f"{fetch.site.url}/1"
    assert one.key == asked_key(f"{fetch.site.url}/go?id=1", None) != article_key(one.article)


def test_arabic_addresses(fetch: Fetching) -> None:
    """Raw in the feed and in the redirect, percent-encoded on the way, one identity."""
    path = "/%D8%AE%D8%A8%D8%B1"
    fetch.put(1)
    fetch.site.pages[path] = (302, {"Location": "/آخر".encode().decode("latin-1")}, b"")
    fetch.site.pages["/%D8%A2%D8%AE%D8%B1"] = fetch.site.pages["/1"]
    fetch.put_feed(item(f"{fetch.site.url}/خبر"), item(fetch.site.url + path))
    (one,) = of(FetchedArticle, got := fetch.feeds(fetch.row()))
    assert one.article.url == f"{fetch.site.url}/%D8%A2%D8%AE%D8%B1"
    assert of(FetchedFeed, got)[0].found == 2


def test_a_redirect_to_the_front_page_is_no_article(fetch: Fetching) -> None:
    fetch.site.pages |= {"/1": (302, {"Location": "/"}, b""), "/": (200, HTML, page(1).encode())}
    fetch.put_feed(item(f"{fetch.site.url}/1"))
    (problem,) = of(FetchProblem, fetch.feeds(fetch.row()))
    assert problem.code == "redirect"


@pytest.mark.parametrize(("link", "code"), [
    ("http://127.0.0.2/x", "refused"), ("http://169.254.169.254/latest", "refused"), ("http://10.0.0.1/", "refused"),
    ("javascript:alert(1)", "address"), ("", "address"), ("mailto:a@b.example", "address"),
])
def test_entries_that_lead_inside_or_nowhere_have_a_reason(fetch: Fetching, link: str, code: str) -> None:
    fetch.put_feed(item(link))
    got = fetch.feeds(fetch.row())
    (problem,) = of(FetchProblem, got)
    assert problem.code == code
    assert problem.row().input == f"{fetch.site.url}/feed"
    assert of(FetchedFeed, got)[0].row.failures == 0


def test_more_entries_than_are_fetched_at_once_wait_for_the_next_time(fetch: Fetching) -> None:
    fetch.settings = msgspec.structs.replace(fetch.settings, max_entries=2)
    fetch.put(0, 1, 2, 3, 4)
    fetch.put_feed(*(item(f"{fetch.site.url}/{n}") for n in range(5)), ETag='"a"')
    there: set[str] = {asked_key(f"{fetch.site.url}/4", None)}
    got = fetch.feeds(fetch.row(), known=lambda keys: there)
    assert [one.asked[-1] for one in of(FetchedArticle, got)] == ["0", "1"]
    (problem,) = of(FetchProblem, got)
    assert "2 of 4 new entries" in problem.message
    assert of(FetchedFeed, got)[0].row.etag is None
    there |= {one.key for one in of(FetchedArticle, got)}
    assert [one.asked[-1] for one in of(FetchedArticle, fetch.feeds(fetch.row(), known=lambda keys: there))] == ["2", "3"]


@pytest.mark.parametrize(("reply", "code"), [
    ((200, HTML, page(1).encode()), "feed"), ((404, HTML, b""), "status"), ((200, XML, b""), "text"),
    ((200, XML, b"<!DOCTYPE r [<!ENTITY a 'b'>]><rss><channel/></rss>"), "hostile"), ((200, XML, bytes(300_000)), "too large"),
    ((200, {**XML, "Content-Encoding": "gzip"}, gzip.compress(bytes(9_000_000), mtime=0)), "too large"),
    ((302, {"Location": "http://127.0.0.3/feed"}, b""), "refused"), ((302, {"Location": "/feed"}, b""), "redirect"),
], ids=["page", "missing", "empty", "entities", "large", "bomb", "inside", "loop"])
def test_a_feed_that_gives_nothing_says_why_and_waits(fetch: Fetching, reply: Any, code: str) -> None:
    fetch.site.pages["/feed"] = reply
    got = fetch.feeds(fetch.row(etag='"kept"', failures=1))
    (problem,) = of(FetchProblem, got)
    assert problem.code == code
    (done,) = of(FetchedFeed, got)
    assert (done.row.failures, done.row.problem, done.row.etag) == (2, problem.message, '"kept"')
    assert done.row.due is not None
    assert done.row.due.startswith("2026-03-10T12:20")


def test_a_feed_that_asks_for_rest_is_due_when_it_said(fetch: Fetching) -> None:
    fetch.site.pages["/feed"] = (429, {"Retry-After": "7200"}, b"")
    (done,) = of(FetchedFeed, fetch.feeds(fetch.row()))
    assert done.row.due == "2026-03-10T14:00:01Z"


def test_a_broken_feed_gives_what_it_has_and_says_so(fetch: Fetching) -> None:
    fetch.put(1)
    whole = rss(item(f"{fetch.site.url}/1"), item(f"{fetch.site.url}/2"))
    fetch.site.pages["/feed"] = (200, XML, whole[: whole.index(b"/2<")])
    got = fetch.feeds(fetch.row())
    assert of(FetchedArticle, got)[0].asked == f"{fetch.site.url}/1"
    assert "breaks off" in (of(FetchedFeed, got)[0].row.problem or "")


def test_windows_1256_from_feed_to_article(fetch: Fetching) -> None:
    fetch.site.pages["/1"] = (200, {"Content-Type": "text/html; charset=utf-8"}, page(1, '<meta charset="windows-1256">').encode("cp1256"))
    feed = rss(item(f"{fetch.site.url}/1")).decode().replace('"utf-8"', '"windows-1256"')
    fetch.site.pages["/feed"] = (200, {"Content-Type": "text/xml"}, feed.encode("cp1256"))
    got = fetch.feeds(fetch.row())
    assert "قالت لجنة الطرق" in of(FetchedArticle, got)[0].article.text
    assert of(FetchedFeed, got)[0].row.title == "ضفاف نيوز"


def test_an_article_in_another_language_has_a_reason(fetch: Fetching) -> None:
    body = "<html><body><article>" + "<p>The council said that all work on the road had ended before noon on Monday.</p>" * 9 + "</article></body></html>"
    fetch.site.pages["/1"] = (200, HTML, body.encode())
    fetch.put_feed(item(f"{fetch.site.url}/1"))
    (problem,) = of(FetchProblem, fetch.feeds(fetch.row()))
    assert problem.code == "language"


def test_several_hosts_side_by_side_come_to_the_same(fetch: Fetching) -> None:
    other = Site("127.0.0.1")
    rows = []
    for where in (fetch.site, other):
        for number in range(6):
            where.pages[f"/{number}"] = (200, HTML, page(number).encode())
        where.pages["/feed"] = (200, XML, rss(*(item(f"{where.url}/{n}") for n in range(6))))
        rows.append(FeedRow(url=where.url + "/feed", kind="feed"))
    def texts(rows: list[FeedRow]) -> dict[str, str]:
        return {one.article.url or "": one.article.text for one in of(FetchedArticle, fetch.feeds(*rows))}

    assert texts(rows) == texts(rows[::-1])
    assert len(texts(rows)) == 12
    other.server.shutdown()
    other.server.server_close()


def test_a_watched_page(fetch: Fetching) -> None:
    fetch.site.pages["/1"] = (200, {**HTML, "ETag": '"v1"'}, page(1).encode())
    got = fetch.feeds(fetch.row("/1", kind="page"))
    assert len(of(FetchedArticle, got)) == 1
    (done,) = of(FetchedFeed, got)
    assert done.row.etag == '"v1"'
    fetch.site.pages["/1"] = (304, {}, b"")
    again = fetch.feeds(done.row)
    assert of(FetchedArticle, again) == []
    assert of(FetchedFeed, again)[0].row.etag == '"v1"'


def test_a_sitemap_index(fetch: Fetching) -> None:
    fetch.put(1, 2)
    inner = f"<urlset><url><loc>{fetch.site.url}/1</loc></url><url><loc>{fetch.site.url}/2</loc></url></urlset>"
    fetch.site.pages |= {
        "/map": (200, XML, f"<sitemapindex><sitemap><loc>{fetch.site.url}/a.gz</loc></sitemap></sitemapindex>".encode()),
        "/a.gz": (200, {"Content-Type": "application/gzip"}, gzip.compress(inner.encode())),
    }
    got = fetch.feeds(fetch.row("/map", kind="sitemap"))
    assert len(of(FetchedArticle, got)) == 2
    (done,) = of(FetchedFeed, got)
    assert (done.found, done.fresh) == (2, 2)


def test_a_sitemap_that_names_itself_ends(fetch: Fetching) -> None:
    fetch.site.pages["/map"] = (200, XML, f"<sitemapindex><sitemap><loc>{fetch.site.url}/map</loc></sitemap></sitemapindex>".encode())
    got = fetch.feeds(fetch.row("/map", kind="sitemap"))
    assert len(of(FetchedFeed, got)) == 1
    assert fetch.site.paths().count("/map") == 1


def test_single_pages_and_a_feed_among_them(fetch: Fetching) -> None:
    fetch.put(1, 2)
    fetch.put_feed(item(f"{fetch.site.url}/2"))
    got = fetch.pages(f"{fetch.site.url}/1", f"{fetch.site.url}/feed", f"{fetch.site.url}/1", f"{fetch.site.url}/none", outlet="ضفاف")
    assert {one.asked[-2:] for one in of(FetchedArticle, got)} == {"/1", "/2"}
    assert {one.article.outlet for one in of(FetchedArticle, got)} == {"ضفاف"}
    assert [one.row.url for one in of(FetchedFeed, got)] == [f"{fetch.site.url}/feed"]
    assert [one.address for one in of(FetchProblem, got)] == [f"{fetch.site.url}/none"]


@pytest.mark.parametrize("url", ["", "words", "ftp://a.example/x", "http://", "http://[::1", "http://127.0.0.2/"])
def test_addresses_that_are_none_have_a_reason(fetch: Fetching, url: str) -> None:
    (problem,) = of(FetchProblem, fetch.pages(url))
    assert problem.code in ("address", "refused")
    assert problem.line().startswith(f"{url}: ")


def test_leaving_early_stops_asking(fetch: Fetching) -> None:
    fetch.settings = msgspec.structs.replace(fetch.settings, workers=1)
    fetch.put(*range(40))
    fetch.put_feed(*(item(f"{fetch.site.url}/{n}") for n in range(40)))
    run = fetch_feeds([fetch.row()], fetch.settings, fetch.clock, nothing_known, sleep=fetch.clock.sleep)
    next(one for one in run if isinstance(one, FetchedArticle))
    run.close()  # type: ignore[attr-defined]
    assert len(fetch.site.asked) < 40


def test_discover(fetch: Fetching) -> None:
    head = '<link rel="alternate" type="application/rss+xml" title="كل" href="/feed">'
    fetch.site.pages["/"] = (200, HTML, page(1, head).encode())
    fetch.put_feed()

    def found(path: str) -> list[tuple[str, str, str | None]]:
        rows = discover(fetch.site.url + path, fetch.settings, fetch.clock, sleep=fetch.clock.sleep)
        return [(row.url, row.kind, row.title) for row in rows]

    assert found("/") == [(fetch.site.url + "/feed", "feed", "كل")]
    assert found("/feed") == [(fetch.site.url + "/feed", "feed", "ضفاف نيوز")]
    fetch.put(1)
    with pytest.raises(FetchFailure, match="names no feed"):
        found("/1")
    fetch.site.pages["/robots.txt"] = (200, HTML, f"Sitemap: {fetch.site.url}/map.xml".encode())
    assert found("/1") == [(fetch.site.url + "/map.xml", "sitemap", None)]
