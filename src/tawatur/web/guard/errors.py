"""What went wrong, as a page with a way back or, for programs, as problem details (RFC 9457). Nothing of the inside shows."""

from __future__ import annotations

from collections.abc import Mapping
from http.client import responses
from urllib.parse import quote

import msgspec
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ...errors import (
    InputError,
    LanguageError,
    StoreBusyError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
    TawaturError,
    UsageError,
)
from ..links import path_below
from ..problems import problem
from ..rendering import html
from ..site import language_of, site_of
from .hosts import safe_back
from .log import LOGGER
from .refused import Refused

# Statuses that have words of their own; another one borrows those of its class.
TOLD = (400, 401, 403, 404, 405, 408, 413, 415, 422, 429, 500, 503)


class Detail(msgspec.Struct, frozen=True, kw_only=True):
    """What is said beside the words of the status: `reason` a key of our words, `line` our own error in English."""

    reason: str | None = None
    line: str | None = None
    errors: tuple[dict[str, str], ...] = ()


def install(app: FastAPI) -> None:
    """Let errors of handlers become answers."""
    app.add_exception_handler(HTTPException, refusal)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(TawaturError, named)


def refusal(request: Request, error: Exception) -> Response:
    """The answer of an HTTPException."""
    assert isinstance(error, HTTPException)
    line = error.detail if isinstance(error.detail, str) and error.detail != responses.get(error.status_code) else None
    reason = f"guard.reason_{error.reason}" if isinstance(error, Refused) else None
    if error.status_code in (204, 304):
        return Response(status_code=error.status_code, headers=error.headers)
    return answer(request, error.status_code, Detail(reason=reason, line=line), error.headers)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = tuple(
        {"where": ".".join(str(part) for part in one["loc"]), "what": str(one["msg"])} for one in list(error.errors())[:20]
    )
    return answer(request, 422, Detail(errors=errors))


def named(request: Request, error: Exception) -> Response:
    """A named error: what is the visitor's mistake shows its line, what is not shows none of our paths."""
    if isinstance(error, UsageError):
        # What an address names and is not there is not found; anything else was asked in a wrong way.
        missing = request.method in ("GET", "HEAD") and bool(request.path_params)
        return answer(request, 404 if missing else 400, Detail(line=str(error)))
    if isinstance(error, InputError | LanguageError):
        return answer(request, 422, Detail(line=str(error)))
    if isinstance(error, StoreReadOnlyError):
        return answer(request, 403, Detail(reason="guard.reason_read_only"))
    note_failure(request, error)
    if isinstance(error, StoreBusyError):
        return answer(request, 503, Detail(reason="guard.reason_busy"), {"Retry-After": "2"})
    if isinstance(error, StoreError):
        full = isinstance(error, StoreFullError)
        return answer(request, 503, Detail(reason=f"guard.reason_{'full' if full else 'store'}"), {"Retry-After": "30"})
    return answer(request, 500)


def note_failure(request: Request, error: BaseException) -> None:
    """An error with its traceback, under the id that the visitor sees."""
    LOGGER.error("failure", exc_info=error, extra={"facts": {"id": request_id(request)}})


def request_id(request: Request) -> str:
    return str(getattr(request.state, "id", ""))


def for_programs(request: Request) -> bool:
    """True where an answer is read by a program: an API, a JSON twin, one that brings a token, or nobody who wants a page."""
    if "authorization" in request.headers:
        # Browsers are never asked for one. A calendar would follow the way to the login and take that page for its dates.
        return True
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    if path.startswith("/api/") or path.endswith((".json", ".jsonl")):
        return True
    accepted = request.headers.get("accept", "*/*")
    return "json" in accepted and "text/html" not in accepted


def answer(
    request: Request, status: int, detail: Detail | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """The answer to a request that can't be met, in the visitor's language."""
    detail = detail or Detail()
    site = site_of(request)
    # Below a mount (files) the root is the mount's; the addresses of a page begin with the prefix alone.
    request = Request({**request.scope, "root_path": site.settings.prefix})
    words = site.words[language_of(request)]
    told = status if status in TOLD else (500 if status >= 500 else 400)
    extra = {"Cache-Control": "no-store", **(headers or {})}
    text = words(detail.reason) if detail.reason else words(f"guard.text_{told}")
    if for_programs(request):
        return problem(
            status, words(f"guard.title_{told}"), detail.line or text, {"WWW-Authenticate": "Bearer", **extra} if status == 401 else extra,
            instance=f"urn:tawatur:request:{request_id(request)}" if status >= 500 else None, errors=detail.errors,
        )
    if status == 401:
        return _to_login(request)
    page = html(
        request, "error.html", status, title=words(f"guard.title_{told}"), text=text, line=detail.line, errors=detail.errors,
        again=request.method == "GET" and status in (408, 429, 500, 503), request_id=request_id(request) if status >= 500 else None,
    )
    for name, value in extra.items():
        page.headers[name] = value
    return page


def _to_login(request: Request) -> Response:
    """To the page that lets in, and from there back to where one was going."""
    query = request.scope["query_string"].decode("latin-1")
    where = f"{request.scope['root_path']}/login"
    if request.method == "GET" and "hx-request" not in request.headers:
        back = safe_back(path_below(request) + (f"?{query}" if query else ""))
        where += f"?back={quote(back, safe='')}"
    if "hx-request" in request.headers:
        # A part of a page can't become the login: the whole page goes there.
        return Response(status_code=401, headers={"HX-Redirect": where})
    return RedirectResponse(where, 303)
