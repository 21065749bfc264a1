"""Against a real server: what is too large, what is too slow, and the end."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx
import pytest
from fastapi import Request, Response
from starlette.responses import StreamingResponse

from tawatur.collection import Collection
from tawatur.errors import ListenError
from tawatur.web.app import create_app
from tawatur.web.guard.server import make_server
from tawatur.web.serving import listen
from tawatur.web.settings import WebSettings

LARGEST, PATIENCE = 20_000, 2.0


class Served:
    """A server in a thread, with small limits and some addresses of its own."""

    def __init__(self, collection: Collection) -> None:
        listening = listen("127.0.0.1", 0)
        self.began = threading.Event()
        self.port = listening.getsockname()[1]
        settings = WebSettings(folder=collection.folder, port=self.port, largest_request=LARGEST, largest_upload=2 * LARGEST, patience=PATIENCE)
        self.app = create_app(collection, settings)
        self.site = self.app.state.site
        self.app.add_api_route("/api/v1x", _taken, methods=["POST"])
        self.app.add_api_route("/live-test", _endless)
        self.app.add_api_route("/long", self._long)
        self.server = make_server(self.app, settings, self.site.stopping)
        self.thread = threading.Thread(target=self.server.run, args=([listening],), daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        self.url = f"http://127.0.0.1:{self.port}"

    def _long(self) -> Response:
        """Work that looks whether it is to end."""
        self.began.set()
        while not self.site.stopping.is_set():
            time.sleep(0.02)
        return Response("gave up")

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(15)

    def raw(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)


async def _taken(request: Request) -> Response:
    return Response(str(len(await request.body())))


def _endless() -> Response:
    async def events() -> AsyncIterator[bytes]:
        while True:
            yield b"data: x\n\n"
            await asyncio.sleep(0.02)

    return StreamingResponse(events(), media_type="text/event-stream")


@pytest.fixture
def served(collection: Collection) -> Iterator[Served]:
    made = Served(collection)
    yield made
    made.stop()


def _rest(connection: socket.socket) -> bytes:
    """What still comes, to the end."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def _until(holds: Callable[[], bool]) -> bool:
    """Ask until it holds: that a connection was closed is heard of a moment later."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            if holds():
                return True
        except httpx.TransportError:
            pass
        time.sleep(0.01)
    return False


def _head(served: Served, *lines: str, path: str = "/api/v1x") -> bytes:
    return "\r\n".join((f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{served.port}", *lines, "", "")).encode()


JSON = {"content-type": "application/json"}


def test_what_is_too_large_is_refused_unread(served: Served) -> None:
    assert httpx.post(f"{served.url}/api/v1x", content=b"x" * LARGEST, headers=JSON).text == str(LARGEST)
    with served.raw() as connection:
        connection.sendall(_head(served, "Content-Type: application/json", f"Content-Length: {LARGEST + 1}", "Expect: 100-continue"))
        told = _rest(connection)
    assert told.startswith(b"HTTP/1.1 413 ")
    assert b"100 Continue" not in told
    assert b"application/problem+json" in told


def test_what_says_no_size_is_counted_as_it_comes(served: Served) -> None:
    def pieces(size: int) -> Iterator[bytes]:
        for _ in range(size // 1000):
            yield b"x" * 1000

    assert httpx.post(f"{served.url}/api/v1x", content=pieces(LARGEST), headers=JSON).text == str(LARGEST)
    assert httpx.post(f"{served.url}/api/v1x", content=pieces(20 * LARGEST), headers=JSON).status_code == 413


def test_files_may_be_larger_than_forms(served: Served) -> None:
    browser = httpx.Client(base_url=served.url)
    page = browser.get("/compare").text
    csrf = page.split('name="csrf" content="', 1)[1].split('"', 1)[0]
    many = b"x" * (LARGEST + 5000)
    assert browser.post("/compare", data={"csrf": csrf, "source1": many.decode()}).status_code == 413
    assert browser.post("/compare", data={"csrf": csrf}, files={"file1": ("a.txt", many)}).status_code == 422
    assert browser.post("/compare", data={"csrf": csrf}, files={"file1": ("a.txt", many * 2)}).status_code == 413


@pytest.mark.parametrize("length", ["-1", "x", "1e3", "99999999999999999999999", "5, 6"])
def test_a_length_that_is_none(served: Served, length: str) -> None:
    with served.raw() as connection:
        connection.sendall(_head(served, "Content-Type: application/json", f"Content-Length: {length}") + b"{}")
        assert _rest(connection)[9:12] in (b"400", b"413")


def test_a_request_that_says_twice_where_it_ends_hides_no_second_one(served: Served) -> None:
    hidden = f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n".encode()
    with served.raw() as connection:
        connection.sendall(_head(served, "Content-Type: application/json", "Content-Length: 5", "Transfer-Encoding: chunked") + b"0\r\n\r\n" + hidden)
        told = _rest(connection)
    assert told.startswith(b"HTTP/1.1 400 ")
    assert told.count(b"HTTP/1.1 ") == 1


def test_a_body_that_trickles_in_is_not_waited_for(served: Served) -> None:
    with served.raw() as connection:
        connection.sendall(_head(served, "Content-Type: application/json", "Content-Length: 1000"))
        began, told = time.monotonic(), b""
        connection.settimeout(0.05)
        while not told and time.monotonic() - began < 10:
            connection.sendall(b"x")
            try:
                told = connection.recv(65536)
            except TimeoutError:
                continue
        assert told.startswith(b"HTTP/1.1 408 ")
        assert b"connection: close" in told.lower()


def test_a_body_that_is_no_http_ends_without_a_failure_of_ours(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    with served.raw() as connection:
        connection.sendall(_head(served, "Transfer-Encoding: chunked", path="/corrections") + b"no chunk\r\n")
        assert _rest(connection).startswith(b"HTTP/1.1 400")
    assert _until(lambda: httpx.get(f"{served.url}/healthz").status_code == 200)
    assert "failure" not in [record.message for record in caplog.records], "a trace that anybody could fill the log with"


@pytest.mark.parametrize("line", [b"", b"GET /stories HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: "])
def test_a_head_that_trickles_in_is_not_waited_for(served: Served, line: bytes) -> None:
    with served.raw() as connection:
        began = time.monotonic()
        connection.sendall(line)
        while time.monotonic() - began < 10:
            try:
                if line:
                    connection.sendall(b"x")
                connection.settimeout(0.05)
                if connection.recv(10) == b"":
                    break
            except TimeoutError:
                continue
            except OSError:
                break
        else:
            pytest.fail("the connection is still open")
    assert httpx.get(f"{served.url}/healthz").status_code == 200


def test_a_connection_between_two_requests_is_not_taken_for_a_slow_one(served: Served) -> None:
    with httpx.Client(base_url=served.url) as browser:
        assert browser.get("/healthz").status_code == 200
        time.sleep(PATIENCE / 2)
        assert browser.get("/healthz").status_code == 200


def test_an_answer_that_is_not_taken_is_not_kept_for_ever(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for much and reads nothing of it holds a connection, and what was made for it, for a while alone."""
    monkeypatch.setattr("tawatur.web.guard.server._SLOWER", 0.1)
    gone = threading.Event()

    async def plenty() -> AsyncIterator[bytes]:
        try:
            while True:
                yield b"x" * 1_000_000
                await asyncio.sleep(0)
        finally:
            gone.set()

    served.app.add_api_route("/plenty", lambda: StreamingResponse(plenty()))
    with served.raw() as connection:
        connection.sendall(f"GET /plenty HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n".encode())
        assert gone.wait(20)
    assert httpx.get(f"{served.url}/healthz").status_code == 200


@pytest.mark.parametrize("target", ["http://evil.example/stories", "http://127.0.0.1/stories", "*", "//evil.example/stories", "/%00", "/stories?%ff%00&&=", "evil"])
def test_odd_targets_are_refused_not_stumbled_over(served: Served, target: str) -> None:
    with served.raw() as connection:
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nConnection: close\r\n\r\n".encode())
        told = _rest(connection)
    assert told[9:12] in ((b"200",) if target.startswith("/stories") else (b"400", b"404"))
    assert b"evil.example" not in told.partition(b"\r\n\r\n")[0]


def test_one_address_does_not_take_all_connections(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens many and says nothing on them is let go of beyond a part; a proxy's address, behind which there are many people, is not."""
    from ipaddress import ip_network

    from tawatur.web.guard import server

    monkeypatch.setattr(server, "_OF_ONE", 3)
    monkeypatch.setattr(server, "is_loopback", lambda host: False)
    kept = [served.raw() for _ in range(3)]
    try:
        with served.raw() as beyond:
            assert _rest(beyond) == b""
        for connection in kept:
            connection.settimeout(0.01)
            with pytest.raises(TimeoutError):
                connection.recv(1)
        kept.pop().close()
        assert _until(lambda: httpx.get(f"{served.url}/healthz").status_code == 200)
        monkeypatch.setattr(served.server.config.http_protocol_class, "proxies", (ip_network("127.0.0.0/8"),))
        kept += [served.raw() for _ in range(5)]
        assert httpx.get(f"{served.url}/healthz").status_code == 200
    finally:
        for connection in kept:
            connection.close()


def test_at_the_end_streams_end_and_work_gives_up(served: Served) -> None:
    ended: dict[str, Any] = {}
    hears = threading.Event()

    def listen_on() -> None:
        with httpx.stream("GET", f"{served.url}/live-test", timeout=20) as stream:
            for line in stream.iter_lines():
                ended["last"] = line or "data: x"
                hears.set()
            # Not reached where the server breaks the connection off.
            ended["whole"] = True

    def work() -> None:
        ended["work"] = httpx.get(f"{served.url}/long", timeout=20).text

    threads = [threading.Thread(target=run) for run in (listen_on, work)]
    for thread in threads:
        thread.start()
    assert hears.wait(20)
    assert served.began.wait(20)
    served.stop()
    for thread in threads:
        thread.join(20)
    assert not served.thread.is_alive()
    assert ended == {"last": "data: x", "whole": True, "work": "gave up"}
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{served.url}/healthz")


def test_a_port_that_is_taken() -> None:
    with listen("127.0.0.1", 0) as one, pytest.raises(ListenError, match="another program listens there"):
        listen("127.0.0.1", one.getsockname()[1])
    for host in ("no-such-host.invalid", "192.0.2.1", "a" * 300):
        with pytest.raises(ListenError, match="no address of this machine"):
            listen(host, 0)
