"""A few addresses for somebody who waits: what the guard refuses, and that nothing takes longer than it may."""

from __future__ import annotations

import importlib.util
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tawatur.collection.visiting import MOST, Visited, fetch_articles
from tawatur.ingest.fetch.failure import FetchFailure
from tawatur.ingest.fetch.settings import FetchSettings
from tawatur.model import Article


def serving() -> Any:
    spec = importlib.util.spec_from_file_location(
        "serving_for_visits", Path(__file__).parents[1] / "ingest" / "fetch" / "serving.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SERVING = serving()


@pytest.fixture
def site() -> Iterator[Any]:
    made = SERVING.Site()
    for number in (1, 2):
        made.pages[f"/{number}"] = (200, SERVING.HTML, SERVING.page(number, day="2026-03-09").encode())
    yield made
    made.server.shutdown()
    made.server.server_close()


def settings(site: Any, **more: Any) -> FetchSettings:
    return FetchSettings(**{"allow_private": ("127.0.0.1",), "ports": (site.port,), "delay": 0.0, "max_delay": 0.0, "max_body": 200_000, **more})


def failure(found: Visited) -> FetchFailure:
    assert isinstance(found, FetchFailure), found
    return found


def test_pages_become_articles_in_the_order_asked_for(site: Any) -> None:
    found = fetch_articles([f"{site.url}/2", f"{site.url}/none", f"{site.url}/1"], settings(site))
    second, none, first = found
    assert isinstance(second, Article)
    assert isinstance(first, Article)
    assert "جلستها رقم 2" in second.text
    assert "جلستها رقم 1" in first.text
    assert (first.published, first.url) == ("2026-03-09", f"{site.url}/1")
    assert failure(none).code == "status"


def test_the_address_of_this_machine_is_refused(site: Any) -> None:
    found = fetch_articles([f"{site.url}/1", f"http://localhost:{site.port}/1"], settings(site, allow_private=()))
    assert [failure(one).code for one in found] == ["refused", "refused"]
    assert site.asked == []


def test_a_port_that_only_the_visitor_names_is_refused(site: Any) -> None:
    """In a run the ports of the addresses that its user names are open; a visitor of a page is no such user."""
    found = fetch_articles([f"{site.url}/1"], settings(site, ports=(80, 443)))
    assert failure(found[0]).code == "refused"
    assert site.asked == []


def test_a_redirect_inside_is_refused(site: Any) -> None:
    site.pages["/away"] = (302, {"Location": f"http://127.0.0.2:{site.port}/1"}, b"")
    site.pages["/meta"] = (302, {"Location": "http://169.254.169.254/latest"}, b"")
    found = fetch_articles([f"{site.url}/away", f"{site.url}/meta"], settings(site))
    assert [failure(one).code for one in found] == ["refused", "refused"]


def test_a_name_that_changes_its_answer_is_refused(site: Any) -> None:
    """The first answer is allowed, all later ones lead elsewhere inside: robots.txt and the page are each checked."""
    rounds = iter(["127.0.0.1"])

    def resolve(host: str, port: int, *rest: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(rounds, "10.0.0.7"), site.port))]

    site.pages["/robots.txt"] = (404, {**SERVING.HTML, "Connection": "close"}, b"")
    found = fetch_articles([f"http://news.example:{site.port}/1"], settings(site), resolver=resolve)
    assert failure(found[0]).code == "refused"
    assert site.paths() == ["/robots.txt"]


@pytest.mark.parametrize("url", ["ftp://news.example/1", "file:///etc/passwd", "http:///1", "javascript:alert(1)", "news", ""])
def test_what_is_no_address_of_a_page_is_said_so(site: Any, url: str) -> None:
    assert failure(fetch_articles([url], settings(site))[0]).code in ("address", "refused")


def test_a_feed_is_not_followed(site: Any) -> None:
    site.pages["/feed"] = (200, SERVING.XML, SERVING.rss(f"<item><title>x</title><link>{site.url}/1</link></item>"))
    assert failure(fetch_articles([f"{site.url}/feed"], settings(site))[0]).code == "feed"
    assert "/1" not in site.paths()


def test_what_is_too_large_is_not_read_to_its_end(site: Any) -> None:
    site.pages["/large"] = (200, SERVING.HTML, b"<p>" + b"x" * 300_000)
    assert failure(fetch_articles([f"{site.url}/large"], settings(site))[0]).code == "too large"


def test_all_hops_together_end_in_time(site: Any) -> None:
    """Each hop alone is quick enough; so many of them are not."""
    def slow(handler: Any) -> Any:
        time.sleep(0.3)
        return 302, {"Location": f"{handler.path}x"}, b""

    for n in range(12):
        site.pages["/slow" + "x" * n] = slow
    began = time.monotonic()
    found = fetch_articles([f"{site.url}/slow"], settings(site, max_redirects=50, robots=False), seconds=1.0)
    assert failure(found[0]).code == "timeout"
    assert time.monotonic() - began < 10
    assert 2 <= len(site.asked) < 8


def test_a_pause_that_is_too_long_is_not_waited_for(site: Any) -> None:
    site.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nCrawl-delay: 600\n")
    site.pages["/moved"] = (302, {"Location": "/1"}, b"")
    found = fetch_articles([f"{site.url}/moved"], settings(site, max_delay=600.0), seconds=5.0)
    assert failure(found[0]).code == "timeout"
    assert site.paths() == ["/robots.txt", "/moved"]


def test_more_addresses_than_may_be_are_named(site: Any) -> None:
    found = fetch_articles([f"{site.url}/1"] * (MOST + 1), settings(site))
    assert failure(found[-1]).code == "entries"
    assert isinstance(found[0], Article)
