"""Under which names, behind which proxies, and below which path the pages answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from tawatur.collection import Collection
from tawatur.web.app import create_app
from tawatur.web.guard.hosts import host_is_ours, safe_back, same_origin
from tawatur.web.settings import WebSettings

from ..served import served
from .conftest import token_in


@pytest.mark.parametrize("host", ["127.0.0.1:8377", "localhost:8377", "LOCALHOST:8377", "[::1]:8377", "news.example", "news.example:443", "News.Example."])
def test_our_names(host: str, collection: Collection) -> None:
    assert host_is_ours(host, WebSettings(folder=collection.folder, names=("news.example",)))


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "evil.example:8377", "127.0.0.1:9", "127.0.0.1", "localhost", "127.0.0.1.evil.example:8377", "", ":8377", "a@127.0.0.1:8377",
        "127.0.0.1:8377/x", "127.0.0.1:x", "[::1", "0.0.0.0:8377", "10.0.0.1:8377", "xnews.example", "2130706433:8377",
    ],
)
def test_other_names_are_refused(host: str, collection: Collection, client: TestClient) -> None:
    """A page whose name leads to this machine (DNS rebinding) asks by its own name."""
    assert not host_is_ours(host, WebSettings(folder=collection.folder, names=("news.example",)))
    if host.isascii() and host:
        told = client.get("/stories", headers={"host": host})
        assert told.status_code == 400
        assert "stories/" not in told.text


def test_where_all_addresses_are_listened_at_figures_are_ours(collection: Collection) -> None:
    settings = WebSettings(folder=collection.folder, host="0.0.0.0")
    assert host_is_ours("192.168.7.3:8377", settings)
    assert not host_is_ours("rebound.example:8377", settings)


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        ("http://127.0.0.1:8377", "127.0.0.1:8377", True), ("https://news.example", "news.example", True), ("https://news.example", "news.example:443", True),
        ("http://news.example:80", "news.example", True), ("http://127.0.0.1:8378", "127.0.0.1:8377", False), ("null", "null", False),
        ("https://news.example.evil", "news.example", False), ("https://news.example@evil", "news.example", False), ("ftp://news.example", "news.example", False),
        ("https://news.example:99999", "news.example", False), ("", "", False),
    ],
)
def test_one_origin_or_two(origin: str, host: str, same: bool) -> None:
    assert same_origin(origin, host) is same


@pytest.mark.parametrize("back", ["/stories?text=%D9%85&lang=ar", "/who/geo:SY", "/", "/stories/s1?x=//evil.example"])
def test_ways_back_that_are_ours(back: str) -> None:
    assert safe_back(back) == back


HOSTILE = [
    "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example", "/ /evil.example",
    "", "stories", "/\x7f/x", "/" + "a" * 3000,
]


@pytest.mark.parametrize("back", HOSTILE)
def test_ways_back_that_are_not(back: str, client: TestClient) -> None:
    assert safe_back(back) == "/stories"
    sent = client.get("/language", params={"to": "ar", "back": back}, follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (303, "/stories")


def test_the_language_stays(client: TestClient) -> None:
    sent = client.get("/language", params={"to": "ar", "back": "/stories?lang=en&text=x"}, follow_redirects=False)
    assert sent.headers["location"] == "/stories?text=x"
    assert 'lang="ar"' in client.get("/stories").text
    client.get("/language", params={"to": "xx", "back": "/"})
    assert 'lang="ar"' in client.get("/stories").text


@pytest.fixture(params=["stripped", "whole"])
def below(request: pytest.FixtureRequest, collection: Collection) -> Iterator[Any]:
    """Pages below /news, with a proxy that takes the prefix off, and one that does not."""
    app = create_app(collection, WebSettings(folder=collection.folder, prefix="/news"))
    start = "" if request.param == "stripped" else "/news"
    # What the test's client knows as its root must not stand in for what the application is told.
    with TestClient(app, base_url="http://127.0.0.1:8377", follow_redirects=False) as browser:
        yield lambda path, **more: browser.request(more.pop("method", "GET"), start + path, **more)


def test_below_a_prefix_every_address_begins_with_it(below: Any) -> None:
    page = below("/stories")
    assert page.status_code == 200
    for part in page.text.split('href="')[1:] + page.text.split('src="')[1:] + page.text.split('action="')[1:]:
        assert part.startswith(("/news/", "#", "https://", "?")), part[:60]
    sheet = page.text.split('<link rel="stylesheet" href="/news', 1)[1].split('"', 1)[0]
    assert below(sheet).status_code == 200
    assert below("/static/vendor/htmx.min.js").status_code == 200
    assert below("/static/report/report.css").status_code == 200
    assert below("/").headers["location"] == "/news/stories"
    assert below("/language?to=ar&back=/stories").headers["location"] == "/news/stories"
    assert below("/stories.json").status_code == 200
    assert below("/nope").status_code == 404


def test_forms_work_below_a_prefix(below: Any) -> None:
    first = below("/account")
    assert below("/logout", method="POST", data={"csrf": token_in(first.text)}).headers["location"] == "/news/stories"


def test_a_proxy_in_front_takes_accounts(client: TestClient, guarded: Collection) -> None:
    for name in ("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "forwarded", "x-real-ip"):
        assert client.get("/stories", headers={name: "203.0.113.7"}).status_code == 400
    app = create_app(guarded, WebSettings(folder=guarded.folder, accounts=True, names=("news.example",), proxies=("10.1.0.0/16",)))
    headers = {"host": "news.example", "x-forwarded-for": "203.0.113.7", "x-forwarded-proto": "https"}
    believed = TestClient(ProxyHeadersMiddleware(app, ["10.1.0.0/16"]), client=("10.1.2.3", 5), base_url="http://news.example", follow_redirects=False)  # type: ignore[arg-type]
    page = believed.get("/login", headers=headers)
    assert any(c.startswith("__Host-tawatur-form=") for c in page.headers.get_list("set-cookie"))
    assert "strict-transport-security" in page.headers
    other = TestClient(ProxyHeadersMiddleware(app, ["10.1.0.0/16"]), client=("10.9.2.3", 5), base_url="http://news.example", follow_redirects=False)  # type: ignore[arg-type]
    assert "strict-transport-security" not in other.get("/login", headers=headers).headers


def test_figures_are_for_admins_and_for_programs_here(guarded: Collection, collection: Collection) -> None:
    with served(collection) as client:
        for path in ("/stories", "/stories/none", "/static/site.css"):
            client.get(path)
        told = client.get("/metrics")
    assert told.headers["content-type"].startswith("text/plain; version=0.0.4")
    for line in (
        'tawatur_http_requests_total{method="GET",route="/stories",status="200"} 1.0', 'tawatur_http_requests_total{method="GET",route="/stories/{id}",status="404"} 1.0',
        'tawatur_http_requests_total{method="GET",route="/static",status="200"} 1.0', 'tawatur_collection{kind="articles"} 8.0', 'tawatur_collection{kind="stories"} 3.0',
        'tawatur_http_request_seconds_count{route="/stories"} 1.0',
    ):
        assert line in told.text
    app = create_app(guarded, WebSettings(folder=guarded.folder, accounts=True))
    base = "http://127.0.0.1:8377"
    assert TestClient(app, base_url=base, client=("127.0.0.1", 5)).get("/metrics").status_code == 200
    outside = TestClient(app, base_url=base, client=("203.0.113.7", 5), follow_redirects=False)
    assert outside.get("/metrics").status_code == 303
    proxied = TestClient(app, base_url=base, client=("127.0.0.1", 5), follow_redirects=False)
    assert proxied.get("/metrics", headers={"x-forwarded-for": "203.0.113.7"}).status_code == 303
