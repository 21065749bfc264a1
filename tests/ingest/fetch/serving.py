"""A web server of our own on loopback, clocks that only go on when somebody sleeps, invented pages."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = tuple[int, dict[str, str], bytes]
HTML = {"Content-Type": "text/html; charset=utf-8"}
XML = {"Content-Type": "application/rss+xml; charset=utf-8"}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are what is tested."""


class Site:
    """Answers by path; keeps what was asked, with its headers."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.pages: dict[str, Reply | Callable[[Any], Reply | None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.lock = threading.Lock()
        self.server = _Server((host, 0), self._handler())
        self.port = self.server.server_address[1]
        self.url = f"http://{host}:{self.port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                with site.lock:
                    site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                try:
                    self._answer()
                except OSError:
                    self.close_connection = True

            def _answer(self) -> None:
                page = site.pages.get(self.path, (404, HTML, b"not here"))
                reply = page(self) if callable(page) else page
                if reply is None:
                    self.close_connection = True
                    return
                status, headers, body = reply
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if status != 304:
                    self.wfile.write(body)

            def log_message(self, *about: object) -> None:
                pass

        return Handler


class Time:
    """A clock that stands still until somebody sleeps."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
        self.slept: list[float] = []
        self.lock = threading.Lock()

    def __call__(self) -> datetime:
        with self.lock:
            return self.now

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.slept.append(round(seconds, 3))
            self.now += timedelta(seconds=seconds)


def page(number: int, head: str = "", day: str = "") -> str:
    """An invented page of news; `day` goes into its metadata."""
    paragraphs = "".join(
        f"<p>قالت لجنة الطرق في جلستها رقم {n} إن أعمال الصيانة في الشارع {n} انتهت قبل موعدها، "
        f"وإن {n + 3} عمال شاركوا فيها من دون توقف.</p>" for n in range(number, number + 5)
    )
    date = f'<meta property="article:published_time" content="{day}">' if day else ""
    return (
        f'<!DOCTYPE html><html lang="ar"><head>{head}{date}<title>لجنة الطرق تنهي المرحلة {number}</title></head>'
        f"<body><article><h1>لجنة الطرق تنهي المرحلة {number}</h1>{paragraphs}</article></body></html>"
    )


def rss(*items: str, head: str = "") -> bytes:
    """An RSS feed of these items."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">'
        f"<channel><title>ضفاف نيوز</title>{head}{''.join(items)}</channel></rss>"
    ).encode()


def item(url: str, title: str = "لجنة الطرق تنهي العمل", date: str = "", extra: str = "") -> str:
    """One item of an RSS feed."""
    when = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><title>{title}</title><link>{url}</link>{when}{extra}<description>ملخص قصير</description></item>"


def nothing_known(keys: object) -> set[str]:
    return set()
