"""What every answer tells the browser: run nothing but our own files, show us in no frame, tell nobody where one was."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.types import Message, Send

# No inline script or style; pictures drawn by scripts may be data. Nothing goes to another site.
CSP = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
    "manifest-src 'self'", "object-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
))
_ALWAYS: tuple[tuple[str, str], ...] = (
    ("Content-Security-Policy", CSP),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    # Not `no-referrer`: with it browsers send `Origin: null` with forms of our own (Fetch standard, 3.2). Other sites learn nothing.
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"),
    ("X-Robots-Tag", "noindex, nofollow"),
)
_HSTS = ("Strict-Transport-Security", "max-age=31536000")


def _raw(headers: Iterable[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]


_PLAIN, _SECURE = _raw(_ALWAYS), _raw((*_ALWAYS, _HSTS))
_OURS = frozenset(name for name, _ in _SECURE)


class Answer:
    """Sends an answer with these headers, whatever the handler set, and notes what became of it."""

    __slots__ = ("_extra", "_headless", "_secure", "_send", "cookie", "finished", "size", "status", "stream")

    def __init__(self, send: Send, *, request_id: str, secure: bool, headless: bool) -> None:
        self._send, self._secure, self._headless = send, secure, headless
        self._extra = [(b"x-request-id", request_id.encode())]
        self.status: int | None = None
        self.size = 0
        self.finished = False
        # True where the answer goes on until one side has enough (server-sent events).
        self.stream = False
        # A cookie that a page brings along (its value as of `Set-Cookie`).
        self.cookie: str | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message = {**message, "headers": self._headers(message.get("headers", ()))}
        elif message["type"] == "http.response.body":
            self.size += len(message.get("body", b""))
            self.finished = not message.get("more_body", False)
            if self._headless:
                message = {**message, "body": b""}
        await self._send(message)

    def _headers(self, given: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        kept = [(name.lower(), value) for name, value in given if name.lower() not in _OURS]
        there = dict(kept)
        kind = there.get(b"content-type", b"")
        self.stream = kind.startswith(b"text/event-stream")
        kept += _SECURE if self._secure else _PLAIN
        kept += self._extra
        if b"cache-control" not in there:
            kept.append((b"cache-control", b"no-cache" if b"etag" in there else b"no-store"))
        if self.cookie is not None and kind.startswith(b"text/html"):
            kept.append((b"set-cookie", self.cookie.encode("latin-1")))
        return kept
