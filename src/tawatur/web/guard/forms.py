"""That what is sent comes from one of our own pages (cross-site request forgery).

Two things must both hold: the browser says that the request comes from our own site, and it brings the token that
stood in the page, which is made from a cookie that no other site can read.
"""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request

from . import keys
from .hosts import same_origin
from .identity import Identity
from .inbound import Inbound
from .refused import Refused

HEADER, FIELD = "x-csrf-token", "csrf"
_HARMLESS = frozenset(("GET", "HEAD", "OPTIONS"))
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
# What a page of another site can have sent without asking us first (Fetch standard, 4.8: CORS preflight).
_UNASKED = (*_FORMS, "text/plain")


async def check_form(request: Request, inbound: Inbound, who: Identity, *, machine: bool) -> None:
    """Raise Refused (403) for a request that changes something and does not come from one of our pages, HTTPException (400) for no form.

    `machine` tells that the address is one for programs (`/api/`). An API token is no cookie that a browser adds by itself, so
    it needs nothing more; neither does a program on this machine that sends what no page of another site could.
    """
    if request.method in _HARMLESS or who.by == "token":
        return
    headers = request.headers
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(403, "site")
    origin = headers.get("origin")
    if origin is not None and not same_origin(origin, headers.get("host", "")):
        raise Refused(403, "site")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if machine and who.by == "local" and kind not in _UNASKED:
        return
    token = headers.get(HEADER)
    if token is None and kind in _FORMS and not machine:
        token = await _field(request, inbound, kind)
    if not token or not who.visitor.csrf or not keys.same(token, who.visitor.csrf):
        raise Refused(403, "program" if machine else "token")


async def _field(request: Request, inbound: Inbound, kind: str) -> str | None:
    """The token in a form, whose body the handler gets to read again."""
    body = await inbound.read()
    if kind == _FORMS[0]:
        try:
            found = parse_qs(body.decode("utf-8", "replace"), max_num_fields=1000).get(FIELD, [None])
        except ValueError:
            # More fields than any form of ours has.
            raise HTTPException(400) from None
        return found[0]

    async def again() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    # The body is capped already; a long text in a field is no error.
    async with Request(request.scope, again).form(max_part_size=len(body) + 1) as form:
        value = form.get(FIELD)
        return value if isinstance(value, str) else None
