"""What the pages fetch for a visitor stays outside (the function itself: tests/collection/test_visiting.py)."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from starlette.testclient import TestClient

from tawatur.collection.visiting import fetch_articles
from tawatur.ingest.fetch.failure import FetchFailure
from tawatur.ingest.fetch.settings import FetchSettings
from tawatur.web.pages import compare

from .conftest import token_in

SECRET = "سر لا يخرج من هذا الجهاز"
PAGE = f"<html lang=ar><head><title>داخل</title></head><body><article><p>{SECRET}. {SECRET}. {SECRET}.</p></article></body></html>"


class Inside:
    """Something on this machine that is not for visitors: it counts who comes."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.leads_to: str | None = None
        inside = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                inside.asked.append(self.path)
                body = b"" if self.path == "/robots.txt" else PAGE.encode()
                self.send_response(302 if inside.leads_to and self.path == "/away" else 200)
                if inside.leads_to and self.path == "/away":
                    self.send_header("Location", inside.leads_to)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *about: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()


@pytest.fixture
def inside() -> Iterator[Inside]:
    server = Inside()
    yield server
    server.server.shutdown()
    server.server.server_close()


def _send(client: TestClient, *addresses: str) -> Any:
    csrf = token_in(client.get("/compare").text)
    fields = {f"source{n}": address for n, address in enumerate(addresses, 1)}
    return client.post("/compare", data={"csrf": csrf, **fields}, headers={"accept": "text/html"})


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0x7f000001", "2130706433", "[::ffff:127.0.0.1]"])
def test_an_address_inside_is_not_asked(client: TestClient, inside: Inside, host: str) -> None:
    told = _send(client, f"http://{host}:{inside.port}/page", "http://169.254.169.254/latest/meta-data/")
    assert told.status_code == 422
    assert SECRET not in told.text
    assert inside.asked == []


def test_the_pages_own_address_is_not_asked(client: TestClient) -> None:
    told = _send(client, "http://127.0.0.1:8377/metrics", "file:///etc/passwd")
    assert told.status_code == 422
    assert "root:" not in told.text


def test_slow_addresses_do_not_take_all_threads(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond some forms at once the next is told so, and has what was written back."""
    monkeypatch.setattr(compare, "fetch_articles", lambda urls, _: pytest.fail("fetched all the same"))
    fetching = client.app.state.site.fetching  # type: ignore[attr-defined]
    while fetching.acquire(blocking=False):
        pass
    try:
        told = _send(client, "http://slow.example/1", "نص")
    finally:
        for _ in range(fetching._initial_value):
            fetching.release()
    assert told.status_code == 422
    assert "others have addresses fetched at this moment" in told.text
    assert "http://slow.example/1" in told.text
    monkeypatch.setattr(compare, "fetch_articles", lambda urls, _: [FetchFailure("timeout", "asked again")] * len(urls))
    assert "asked again" in _send(client, "http://slow.example/1", "نص").text


def _outside(monkeypatch: pytest.MonkeyPatch, inside: Inside, *answers: str) -> list[str]:
    """Names lead to `answers` in turn (the last one stays); 127.0.0.1 stands for a public address."""
    left, asked = list(answers), []

    def resolve(host: str, port: int, *rest: object) -> list[Any]:
        address = left.pop(0) if len(left) > 1 else left[0]
        asked.append(address)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    settings = FetchSettings(allow_private=("127.0.0.1",), ports=(inside.port,), connect_timeout=2, whole_timeout=4)
    monkeypatch.setattr(compare, "fetch_articles", lambda urls, _: partial(fetch_articles, resolver=resolve)(urls, settings))
    return asked


def test_a_redirect_inside_is_not_followed(client: TestClient, inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    _outside(monkeypatch, inside, "127.0.0.1")
    inside.leads_to = f"http://127.0.0.2:{inside.port}/secret"
    told = _send(client, f"http://127.0.0.1:{inside.port}/away")
    assert told.status_code == 422
    assert inside.asked == ["/robots.txt", "/away"]
    assert SECRET not in told.text


def test_a_name_that_changes_its_answer_is_not_followed(client: TestClient, inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first answer is public, the next is inside: each connection goes where the address was checked, or nowhere."""
    asked = _outside(monkeypatch, inside, "127.0.0.1", "127.0.0.2")
    told = _send(client, f"http://rebinding.example:{inside.port}/page")
    assert told.status_code == 422
    assert asked[0] == "127.0.0.1"
    assert "/page" not in inside.asked or asked.count("127.0.0.2") == 0
    assert all(address in ("127.0.0.1", "127.0.0.2") for address in asked)
