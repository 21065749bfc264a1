"""`tawatur fetch` and what it shares with `watch`; a server on loopback stands for the web."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tawatur.collection import create_collection

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821

SERVING = Path(__file__).parents[1] / "ingest" / "fetch" / "serving.py"
TEXT = "قالت بلدية المرفأ اليوم الثلاثاء إن الجسر الجديد فتح أمام السيارات بعد عامين من العمل، وإن الكلفة بلغت ثلاثة ملايين دينار."


@pytest.fixture
def site() -> Iterator[Any]:
    spec = importlib.util.spec_from_file_location("serving_for_commands", SERVING)
    assert spec is not None
    assert spec.loader is not None
    serving = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(serving)
    made = serving.Site()
    page = f"<html><head><title>الجسر</title></head><body><article><h1>الجسر</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
    made.pages["/1"] = (200, {"Content-Type": "text/html; charset=utf-8"}, page.encode())
    item = f"<item><title>الجسر</title><link>{made.url}/1</link><pubDate>Tue, 09 Mar 2021 07:00:00 GMT</pubDate></item>"
    feed = f'<rss version="2.0"><channel><title>المرفأ</title><link>{made.url}</link>{item}</channel></rss>'
    made.pages["/feed"] = (200, {"Content-Type": "application/rss+xml; charset=utf-8"}, feed.encode())
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def online(tmp_path: Path) -> Path:
    """A collection that may reach loopback and does not wait."""
    fetch = {"allow_private": ["127.0.0.1"], "delay": 0.0, "backoff": 0.01, "retries": 0}
    create_collection(tmp_path / "web", encoder="lexical", names="rules", fetch=fetch).close()
    return tmp_path / "web"


def test_a_page(run: Run, online: Path, site: Any) -> None:
    ran = run("fetch", f"{site.url}/1", "-C", online, "--outlet", "المرفأ", "--workers", "0")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("1 article added: 1 new,")
    assert "المرفأ" in run("outlets", online).out


def test_a_feed_is_watched_from_then_on(run: Run, online: Path, site: Any) -> None:
    assert "1 new" in run("fetch", online, f"{site.url}/feed", "--workers", "0").out
    asked = len(site.asked)
    report = json.loads(run("fetch", "-C", online, "--workers", "0", "--format", "json").out)
    assert (report["new"], report["skipped"]) == (0, 0)
    assert [path for path, _ in site.asked[asked:] if path != "/robots.txt"] == ["/feed"]


def test_feeds_of_a_list(run: Run, online: Path, site: Any, tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(
        f'<opml version="2.0"><body><outline type="rss" text="المرفأ" xmlUrl="{site.url}/feed"/></body></opml>', encoding="utf-8"
    )
    assert "1 new" in run("fetch", "--feeds", tmp_path / "feeds.opml", "-C", online, "--workers", "0").out
    ran = run("fetch", "--feeds", tmp_path / "none.opml", "-C", online)
    assert (ran.code, ran.err.count("\n")) == (3, 1)


def test_what_is_not_there_is_one_line(run: Run, online: Path, site: Any) -> None:
    ran = run("fetch", f"{site.url}/nothing", "-C", online, "--workers", "0")
    assert (ran.code, ran.err.count("\n")) == (3, 1)
    assert "404" in ran.err


def test_nothing_inside_the_network_is_reached(run: Run, own: Path, site: Any) -> None:
    ran = run("fetch", f"{site.url}/1", "-C", own, "--workers", "0")
    assert (ran.code, ran.err.count("\n")) == (3, 1)
    assert not site.asked


@pytest.mark.parametrize("argv", [[], ["ftp://example.org/x"], ["no address"]])
def test_mistakes(run: Run, online: Path, argv: list[str]) -> None:
    ran = run("fetch", *argv, "-C", online, "--workers", "0")
    assert ran.code in (2, 3)
    assert ran.err.count("\n") == 1
