"""Feeds of the web into a collection; a server of our own on loopback stands for the web."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tawatur.collection import Collection, create_collection, open_collection
from tawatur.errors import InputError, UsageError

TITLES = ("بلدية المرفأ تفتح الجسر", "مجلس النهر يقر الموازنة")
TEXTS = (
    "قالت بلدية المرفأ اليوم الثلاثاء إن الجسر الجديد فتح أمام السيارات بعد عامين من العمل، وإن الكلفة بلغت ثلاثة ملايين دينار.",
    "أقر مجلس مدينة النهر مساء الثلاثاء موازنة العام المقبل بعد نقاش دام خمس ساعات، وقال رئيس المجلس إن الأولوية للمدارس والمياه.",
)


def serving() -> ModuleType:
    path = Path(__file__).parents[1] / "ingest" / "fetch" / "serving.py"
    spec = importlib.util.spec_from_file_location("serving_for_collections", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def site() -> Iterator[Any]:
    made = serving().Site()
    page = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p><p>{1}</p></article></body></html>"
    for number, (title, text) in enumerate(zip(TITLES, TEXTS, strict=True), 1):
        made.pages[f"/{number}"] = (200, {"Content-Type": "text/html; charset=utf-8"}, page.format(title, text).encode())
    made.pages["/feed"] = (200, {"Content-Type": "application/rss+xml; charset=utf-8", "ETag": '"one"'}, feed(made.url, 2))
    yield made
    made.server.shutdown()


def feed(url: str, entries: int) -> bytes:
    items = "".join(
        f"<item><title>{TITLES[n]}</title><link>{url}/{n + 1}</link><pubDate>Tue, 09 Mar 2021 0{n + 7}:00:00 GMT</pubDate></item>"
        for n in range(entries)
    )
    return f'<rss version="2.0"><channel><title>النهر</title><link>{url}</link>{items}</channel></rss>'.encode()


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Collection]:
    def make(**settings: object) -> Collection:
        fetch = {"allow_private": ["127.0.0.1"], "delay": 0.0, "backoff": 0.01, "retries": 0, "robots": True, **settings}
        create_collection(tmp_path / "press", encoder="lexical", names="rules", fetch=fetch).close()
        return open_collection(tmp_path / "press", clock=lambda: datetime(2021, 3, 9, 12, tzinfo=UTC))
    return make


def test_a_feed_that_is_named_brings_its_articles_and_is_watched(site: Any, made: Callable[..., Collection]) -> None:
    with made() as collection:
        report = collection.fetch([f"{site.url}/feed"], workers=0)
        assert (report.new, report.skipped) == (2, 0)
        assert [row.url for row in collection.feeds()] == [f"{site.url}/feed"]
        entries = collection.store.entries()
        assert [e.published for e in entries] == ["2021-03-09", "2021-03-09"]
        assert {e.url for e in entries} == {f"{site.url}/1", f"{site.url}/2"}
        assert len(collection.stories()) == 2


def test_the_second_pass_asks_with_the_etag_and_adds_nothing(site: Any, made: Callable[..., Collection]) -> None:
    with made() as collection:
        collection.fetch([f"{site.url}/feed"], workers=0)
        before, asked = collection.store.entries(), len(site.asked)
        report = collection.fetch(workers=0)
        again = site.asked[asked:]
        assert [path for path, _ in again if path != "/robots.txt"] == ["/feed"]
        assert again[-1][1]["if-none-match"] == '"one"'
        assert (report.new, report.changed) == (0, 0)
        assert collection.store.entries() == before


def test_a_feed_is_not_taken_for_read_before_its_articles_are_stored(site: Any, made: Callable[..., Collection]) -> None:
    with made() as collection:
        store = collection.writable()
        put = store.put
        seen: list[tuple[int, int]] = []

        def watched(batch: Any, *others: Any, **named: Any) -> Any:
            done = put(batch, *others, **named)
            seen.append((len(store.entries()), sum(f.etag is not None for f in store.intake.feeds())))
            return done

        store.put = watched  # type: ignore[method-assign]
        collection.fetch([f"{site.url}/feed"], workers=0)
        assert all(articles == 2 for articles, read in seen if read)
        assert seen[-1] == (2, 1)


def test_an_address_that_brings_nothing_is_told_and_kept(site: Any, made: Callable[..., Collection]) -> None:
    with made() as collection:
        report = collection.fetch([f"{site.url}/nowhere", f"{site.url}/1"], workers=0)
        assert report.new == 1
        assert [p.where for p in report.problems] == [f"{site.url}/nowhere"]
        assert "404" in report.problems[0].message
        assert [p.where for p in collection.store.intake.problems()] == [f"{site.url}/nowhere"]


def test_an_address_inside_the_own_network_is_refused(site: Any, made: Callable[..., Collection]) -> None:
    with made(allow_private=[]) as collection:
        report = collection.fetch([f"{site.url}/1"], workers=0)
        assert report.new == 0
        assert report.problems[0].code in ("refused", "address")
        assert not site.asked


def test_an_address_that_leads_elsewhere_is_asked_once(site: Any, made: Callable[..., Collection]) -> None:
    site.pages["/short"] = (302, {"Location": f"{site.url}/1"}, b"")
    entry = f"<item><title>{TITLES[0]}</title><link>{site.url}/short</link></item>"
    gone = f"<item><title>{TITLES[1]}</title><link>{site.url}/gone</link></item>"
    site.pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, f'<rss version="2.0"><channel><title>x</title>{entry}{gone}</channel></rss>'.encode())
    with made() as collection:
        assert collection.fetch([f"{site.url}/feed"], workers=0).new == 1
        asked = len(site.asked)
        site.pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, f'<rss version="2.0"><channel><title>y</title>{entry}{gone}</channel></rss>'.encode())
        report = collection.fetch(workers=0)
        assert [path for path, _ in site.asked[asked:] if path != "/robots.txt"] == ["/feed"]
        assert (report.new, report.changed) == (0, 0)


def test_nothing_to_fetch_says_what_to_do(made: Callable[..., Collection]) -> None:
    with made() as collection, pytest.raises(UsageError, match="tawatur fetch URL"):
        collection.fetch(workers=0)


def test_watching_waits_until_a_feed_is_due_and_finds_what_is_new(site: Any, tmp_path: Path, made: Callable[..., Collection]) -> None:
    with made() as collection:
        now = [datetime(2021, 3, 9, 12, tzinfo=UTC)]
        collection.clock = lambda: now[0]
        site.pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed(site.url, 1))
        reports = []

        def slept(seconds: float) -> None:
            now[0] += timedelta(minutes=10)
            site.pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed(site.url, 2))

        from tawatur.collection import fetching

        collection.writable().intake.put_feeds(fetching.feeds_at(collection, [f"{site.url}/feed"]))
        fetching.watch(collection, rounds=2, workers=0, told=reports.append, sleep=slept)
        assert [report.new for report in reports] == [1, 1]
        assert now[0] > datetime(2021, 3, 9, 12, tzinfo=UTC)


def test_a_page_without_a_feed_cannot_be_watched(site: Any, made: Callable[..., Collection]) -> None:
    with made() as collection, pytest.raises(InputError, match="/1: "):
        collection.watch([f"{site.url}/1"], rounds=1, workers=0)


def test_the_server_of_these_tests_stands_on_loopback(site: Any) -> None:
    assert site.url.startswith("http://127.0.0.1:")
    assert threading.active_count() >= 2
