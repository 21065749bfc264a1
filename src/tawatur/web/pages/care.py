"""Addresses beside the pages: the language, whether all is well, figures, what robots may do."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse

from ...errors import TawaturError
from ...export.words import LANGUAGES
from ..guard.hosts import FORWARDED, is_loopback, safe_back
from ..guard.identity import is_secure
from ..guard.metrics import CONTENT_TYPE
from ..guard.refused import Refused
from ..site import LANG_COOKIE, site_of, visitor_of
from .common import prefix_of

router = APIRouter(include_in_schema=False)
_YEAR = 31_536_000


@router.get("/language")
def language(request: Request, to: str = "en", back: str = "/stories") -> Response:
    """Show the pages in another language from now on, and go back to where one was."""
    where = safe_back(_without_lang(back))
    answer = RedirectResponse(prefix_of(request) + where, 303)
    return speak(request, answer, to)


def speak(request: Request, answer: Response, to: str) -> Response:
    """The answer, after which the pages are in this language."""
    if to in LANGUAGES:
        secure = is_secure(request, site_of(request))
        answer.set_cookie(LANG_COOKIE, to, max_age=_YEAR, samesite="lax", httponly=True, secure=secure)
    return answer


def _without_lang(back: str) -> str:
    """An address without `lang=`, which would outweigh what was just chosen."""
    path, _, query = back.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith("lang=")]
    return f"{path}?{'&'.join(kept)}" if kept else path


@router.get("/healthz")
def health(request: Request) -> Response:
    """200 where pages can be made: the database answers; 503 where it does not."""
    try:
        site_of(request).collection.store.entries(limit=1)
    except TawaturError:
        return _said({"status": "the database does not answer"}, 503)
    return _said({"status": "ok"}, 200)


def _said(value: dict[str, str], status: int) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Figures for Prometheus: for whoever may administer, and for programs on this machine."""
    if not visitor_of(request).may("admin") and not _on_this_machine(request):
        raise HTTPException(401) if visitor_of(request).role is None else Refused(403, "admin")
    guard = request.state.guard
    return Response(guard.metrics.text(site_of(request).collection.counts()), media_type=CONTENT_TYPE)


@router.get("/robots.txt")
def robots(request: Request) -> Response:
    """Articles belong to their outlets: no engine is to list them from here."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


def _on_this_machine(request: Request) -> bool:
    """True where the program that asks runs here, and it is known that no proxy stands between."""
    settings = site_of(request).settings
    forwarded = any(name in request.headers for name in FORWARDED)
    proxied = forwarded or settings.names or settings.proxies
    return not proxied and request.client is not None and is_loopback(request.client.host)
