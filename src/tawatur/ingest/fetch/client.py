"""One request and its answer: no cookies, no redirects followed, sizes and time capped."""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx
import msgspec
from ssrfguard import Resolver, SSRFGuardError

from .failure import FetchFailure
from .guard import GuardedTransport, make_policy
from .settings import FetchSettings

ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
    "text/html;q=0.9, */*;q=0.5"
)
ACCEPT_PAGE = "text/html, application/xhtml+xml, */*;q=0.5"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


class Answer(msgspec.Struct, frozen=True):
    """What a server sent: `headers` by small name, `body` unpacked. `location` is where it points to, if it does."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    location: str | None = None

    @property
    def charset(self) -> str | None:
        """The encoding that the HTTP header declares."""
        from w3lib.encoding import http_content_type_encoding

        return http_content_type_encoding(self.headers.get("content-type"))


class Client:
    """Sends single requests. One may be used by several threads; `close()` it at the end.

    `named` are the addresses that the user named: their ports are allowed.
    """

    def __init__(
        self, settings: FetchSettings, named: Iterable[str] = (), *,
        resolver: Resolver | None = None, verify: ssl.SSLContext | None = None,
    ) -> None:
        self.settings = settings
        self.policy = make_policy(settings, _ports(named))
        self._transport = GuardedTransport(
            self.policy, connections=settings.workers, resolver=resolver, verify=verify
        )

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def judge(self, url: str) -> None:
        """Raise FetchFailure where `url` is no address that may be asked; nothing is resolved or sent."""
        try:
            self.policy.check_url(str(httpx.URL(url)))
        except SSRFGuardError as error:
            raise FetchFailure("refused", _refusal(error)) from None
        except (httpx.InvalidURL, UnicodeError, ValueError, TypeError) as error:
            raise FetchFailure("address", f"no address that can be fetched ({_short(error)})") from None

    def send(
        self, url: str, headers: Mapping[str, str] | None = None, max_body: int | None = None, *, posted: bytes | None = None
    ) -> Answer:
        """The answer to one GET of `url`, or to one POST of what is `posted` (then without its body, which nobody reads).

        Raises FetchFailure (refused, unreachable, too large, too slow).
        """
        settings = self.settings
        sent = {
            "User-Agent": settings.user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "ar, *;q=0.5", **(headers or {}),
        }
        times = {"connect": settings.connect_timeout, "read": settings.read_timeout,
                 "write": settings.read_timeout, "pool": settings.whole_timeout}
        try:
            method = "GET" if posted is None else "POST"
            request = httpx.Request(method, url, headers=sent, content=posted, extensions={"timeout": times})
            # The address as it is sent is the one that is judged: httpx has normalised it by now.
            self._transport.deadline.start(settings.whole_timeout)
            response = self._transport.handle_request(request)
            try:
                return self._answer(str(request.url), response, max_body, read=posted is None)
            finally:
                response.close()
        except SSRFGuardError as error:
            raise FetchFailure("refused", _refusal(error)) from None
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise FetchFailure("address", f"no address that can be fetched ({_short(error)})") from None
        except httpx.TimeoutException:
            raise FetchFailure(
                "timeout", f"no full answer within {settings.whole_timeout:g} seconds "
                f"({settings.connect_timeout:g} to connect, {settings.read_timeout:g} of silence)", passing=True,
            ) from None
        except (httpx.HTTPError, OSError) as error:
            raise FetchFailure(
                "connection", f"the server can't be reached ({_short(error)})", passing=True
            ) from None

    def _answer(self, url: str, response: httpx.Response, max_body: int | None, *, read: bool) -> Answer:
        headers = {name.lower(): value for name, value in response.headers.items()}
        status = response.status_code
        location = None
        body = b""
        if status in _REDIRECTS and headers.get("location"):
            location = urljoin(url, headers["location"].strip())
        elif status == 200 and read:
            body = _body(response, headers, self.settings, max_body)
        return Answer(url, status, headers, body, location)


def failure_of(answer: Answer, now: datetime) -> FetchFailure:
    """The failure for an answer that brought nothing (neither 200 nor 304)."""
    status = answer.status
    after = _retry_after(answer.headers.get("retry-after"), now)
    if status == 429:
        return FetchFailure("status", "the server asks for fewer requests (HTTP 429)", passing=True, after=after, status=429)
    if status in (401, 402, 403, 407, 451):
        return FetchFailure("status", f"the server does not give it out (HTTP {status})", status=status)
    if status in (404, 410):
        word = "is gone for good" if status == 410 else "is not there"
        return FetchFailure("status", f"the page {word} (HTTP {status}); check the address", status=status)
    return FetchFailure(
        "status", f"the server answered with HTTP {status}", passing=status in _PASSING or status >= 500,
        after=after, status=status,
    )


def _retry_after(value: str | None, now: datetime) -> float | None:
    if not value:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return float(min(int(value.strip()[:9]), 7 * 86_400))
    try:
        when = parsedate_to_datetime(value)
        return min(max(0.0, (when - now).total_seconds()), 7 * 86_400.0)
    except (ValueError, TypeError, IndexError):
        return None


def _body(response: httpx.Response, headers: Mapping[str, str], settings: FetchSettings, cap: int | None) -> bytes:
    """The unpacked body; stops reading at the first byte too many."""
    limit = cap or settings.max_body
    unpacked_limit = min(settings.max_unpacked, 4 * limit)
    packing = headers.get("content-encoding", "").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FetchFailure("compression", f"packed as {packing[:20]!r}, which was not asked for")
    length = headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:18]) > limit:
        raise _too_large(limit)
    unpack = _Unpacker(packing, unpacked_limit) if packing not in ("", "identity") else None
    pieces: list[bytes] = []
    raw = 0
    for chunk in _chunks(response):
        raw += len(chunk)
        if raw > limit:
            raise _too_large(limit)
        pieces.append(unpack.feed(chunk) if unpack else chunk)
    if unpack:
        unpack.finish()
    return b"".join(pieces)


def _chunks(response: httpx.Response) -> Iterable[bytes]:
    stream = response.stream
    assert isinstance(stream, httpx.SyncByteStream)
    return stream


def _too_large(limit: int) -> FetchFailure:
    return FetchFailure("too large", f"more than {limit / 1e6:g} MB; at most that much is fetched")


class _Unpacker:
    """gzip and deflate (with and without its header), up to a limit."""

    def __init__(self, packing: str, limit: int) -> None:
        self._packing = packing
        self._limit = limit
        self._size = 0
        self._inflate = zlib.decompressobj(47)
        self._begun = False

    def feed(self, data: bytes) -> bytes:
        """What `data` unpacks to; raises FetchFailure where it is broken or grows beyond the limit."""
        try:
            out = self._inflate.decompress(data, self._limit - self._size + 1)
        except zlib.error as error:
            if self._begun or self._packing != "deflate":
                raise FetchFailure("compression", f"the packed answer is broken ({_short(error)})") from None
            # Some servers send deflate without the header that the standard asks for.
            self._inflate = zlib.decompressobj(-15)
            self._begun = True
            return self.feed(data)
        self._begun = True
        self._size += len(out)
        if self._size > self._limit:
            raise FetchFailure(
                "too large", f"unpacks to more than {self._limit / 1e6:g} MB; at most that much is read"
            )
        return out

    def finish(self) -> None:
        """Raise FetchFailure where the packed data ended too soon."""
        if self._begun and not self._inflate.eof:
            raise FetchFailure("compression", "the packed answer ends too soon", passing=True)


def gunzip(data: bytes, limit: int) -> bytes:
    """`data` unpacked, at most `limit` bytes; raises FetchFailure."""
    unpack = _Unpacker("gzip", limit)
    out = unpack.feed(data)
    unpack.finish()
    return out


def _ports(named: Iterable[str]) -> frozenset[int]:
    found = set()
    for url in named:
        try:
            port = urlsplit(url).port
        except ValueError:
            continue
        if port:
            found.add(port)
    return frozenset(found)


def _refusal(error: SSRFGuardError) -> str:
    reason = str(getattr(error, "reason", "") or error).split(". ")[0]
    return f"not fetched, for safety: {reason[:200]}"


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__
