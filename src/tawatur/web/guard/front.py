"""The one middleware before everything: who asks, from where, how often and how much, and what became of it.

Plain ASGI, so that it costs little and streams stay streams.
"""

from __future__ import annotations

import math
import re
import secrets
import time
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ...errors import TawaturError
from ..site import Site
from . import errors
from .forms import check_form
from .headers import Answer
from .hosts import FORWARDED, host_is_ours, placed
from .identity import Identity, identify, is_secure, stranger
from .inbound import CLOSE, Inbound
from .limits import Buckets, address_key
from .log import LOGGER
from .metrics import Metrics
from .refused import Refused

# Open to everybody who reaches the address. A feed brings a key of its own, which its handler looks at.
_OPEN = frozenset(("/login", "/language", "/healthz", "/metrics", "/robots.txt", "/favicon.ico"))
_FEED = re.compile(r"/saved/[^/]+/feed\.atom|/feeds/agenda\.ics")
_FILES = "/static/"
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


class Guard:
    """See the module. `buckets` and `guesses` count requests and guesses of passwords; `metrics` what became of them."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app, self.site = app, site
        self.buckets = Buckets(site.settings.requests_a_minute)
        self.guesses = Buckets(5)
        self.metrics = Metrics()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._other(scope, receive, send)
            return
        began = time.perf_counter()
        id = secrets.token_hex(8)
        scope = placed(scope, self.site.settings.prefix)
        method = scope["method"]
        if method == "HEAD":
            # Pages are routed for GET; the body is left out when it is sent.
            scope["method"] = "GET"
        scope["state"] = {**scope.get("state", {}), "id": id, "guard": self, "prefix": self.site.settings.prefix}
        request = Request(scope)
        answer = Answer(send, request_id=id, secure=is_secure(request, self.site), headless=method == "HEAD")
        settings = self.site.settings
        inbound = Inbound(
            receive, most=_most(request, settings.largest_request, settings.largest_upload), patience=settings.patience,
            stopping=self.site.stopping, answer=answer,
        )
        try:
            await self._pass(request, inbound, answer)
        finally:
            self._note(request, method, answer, time.perf_counter() - began)

    async def _other(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The server's own messages go through; there are no websockets here."""
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        await self.app(scope, receive, send)

    async def _pass(self, request: Request, inbound: Inbound, answer: Answer) -> None:
        scope = request.scope
        self._known(request, answer, stranger(request, self.site, self._address(request)))
        try:
            refusal = await self._refusal(request, inbound, answer)
            if refusal is not None:
                await refusal(scope, inbound, answer)
                return
            await self.app(scope, inbound, answer)
            if answer.stream and not answer.finished:
                await answer({"type": "http.response.body", "body": b"", "more_body": False})
        except ClientDisconnect:
            return
        except Exception as error:
            errors.note_failure(request, error)
            if answer.status is None:
                await _failed(request)(scope, inbound, answer)

    async def _refusal(self, request: Request, inbound: Inbound, answer: Answer) -> Response | None:
        """The answer of whoever may not go on; None for all others."""
        try:
            _check_end(request)
            self._check_address(request)
            path = _path(request)
            if path.startswith(_FILES):
                return None
            who = await self._identified(request)
            self._known(request, answer, who)
            self._check_rate(who)
            if who.visitor.role is None and not _open(path):
                raise HTTPException(401)
            self._check_size(request)
            await check_form(request, inbound, who, machine=path.startswith("/api/"))
        except HTTPException as error:
            return errors.refusal(request, error)
        except TawaturError as error:
            return errors.named(request, error)
        return None

    def _known(self, request: Request, answer: Answer, who: Identity) -> None:
        request.scope["state"]["visitor"] = who.visitor
        request.scope["state"]["identity"] = who
        answer.cookie = who.cookie

    async def _identified(self, request: Request) -> Identity:
        address = self._address(request)
        if not self.site.settings.accounts:
            return identify(request, self.site, address)
        try:
            return await run_in_threadpool(identify, request, self.site, address)
        except HTTPException:
            # A token that does not hold is a guess.
            self._check_guess(f"token:{address}")
            raise

    def _check_address(self, request: Request) -> None:
        """Raise Refused (400) where we are asked for under a name that is not ours, or through an unknown proxy."""
        hosts = request.headers.getlist("host")
        if _path(request) == "/healthz":
            return
        if len(hosts) != 1 or not host_is_ours(hosts[0], self.site.settings):
            raise Refused(400, "host")
        forwarded = any(name in request.headers for name in FORWARDED)
        if forwarded and not self.site.settings.accounts:
            raise Refused(400, "proxy")

    def _check_rate(self, who: Identity) -> None:
        if who.by != "local" and (seconds := self.buckets.take(who.counted)):
            raise HTTPException(429, headers={"Retry-After": str(math.ceil(seconds))})

    def check_guess(self, request: Request, name: str) -> None:
        """Raise HTTPException 429 where too many wrong passwords were tried from this address, or for this account."""
        for key in self._guessed(request, name):
            self._check_guess(key)

    def guessed_right(self, request: Request, name: str) -> None:
        """The password was right: it counts as no guess."""
        for key in self._guessed(request, name):
            self.guesses.give_back(key)

    def _guessed(self, request: Request, name: str) -> tuple[str, str]:
        return f"address:{self._address(request)}", f"account:{name}"

    def _check_guess(self, key: str) -> None:
        if seconds := self.guesses.take(key):
            raise HTTPException(429, headers={"Retry-After": str(math.ceil(seconds))})

    def _check_size(self, request: Request) -> None:
        """Refuse what says itself that it is too large, before a byte of it is read."""
        said = request.headers.get("content-length", "0")
        settings = self.site.settings
        if not said.isascii() or not said.isdigit():
            raise HTTPException(400, headers=CLOSE)
        if int(said[:20]) > _most(request, settings.largest_request, settings.largest_upload):
            raise HTTPException(413, headers=CLOSE)

    def _address(self, request: Request) -> str:
        return address_key(request.client.host) if request.client else ""

    def _note(self, request: Request, method: str, answer: Answer, seconds: float) -> None:
        status = answer.status or 499
        route = _route(request)
        self.metrics.note(route, method if method in _METHODS else "other", status, seconds)
        facts: dict[str, Any] = {
            "id": request.scope["state"]["id"], "method": method,
            "path": request.scope["path"], "route": route, "status": status,
            "ms": round(seconds * 1000, 1), "bytes": answer.size, "account": request.scope["state"]["visitor"].name,
        }
        LOGGER.info("request", extra={"facts": facts})


def _check_end(request: Request) -> None:
    """Refuse a request that says twice where it ends: a proxy may go by the other one, and send what follows as a request (RFC 9112, 6.3)."""
    if "content-length" in request.headers and "transfer-encoding" in request.headers:
        raise HTTPException(400, headers=CLOSE)


def _most(request: Request, plain: int, upload: int) -> int:
    """How many bytes a request may bring: files are larger than forms."""
    return upload if request.headers.get("content-type", "").startswith("multipart/form-data") else plain


def _path(request: Request) -> str:
    """The path below the prefix."""
    path: str = request.scope["path"]
    return path.removeprefix(request.scope["state"]["prefix"])


def _open(path: str) -> bool:
    # The feed of a saved search brings its key with it.
    return path in _OPEN or path.startswith(_FILES) or _FEED.fullmatch(path) is not None


def _route(request: Request) -> str:
    """The template of the address that answered."""
    if _path(request).startswith(_FILES):
        return "/static"
    template = getattr(request.scope.get("route"), "path", None)
    return template if isinstance(template, str) else "none"


def _failed(request: Request) -> Response:
    """The page of an error of ours; bare words where not even that page can be made."""
    try:
        return errors.answer(request, 500)
    except Exception as error:
        errors.note_failure(request, error)
        return PlainTextResponse(f"500 ({errors.request_id(request)})", 500)
