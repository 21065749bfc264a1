"""Who asks: by the cookie of a session, by an API token, or, without accounts, whoever sits at this machine."""

from __future__ import annotations

import base64
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

import msgspec
from starlette.exceptions import HTTPException

from ...errors import StoreError
from ..site import Site, Visitor
from . import keys

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection, Request

# How long a browser stays logged in.
SESSION = timedelta(days=7)
# When a token was last used is noted no more often than this.
_NOTED_EVERY = timedelta(minutes=10)
# A secret of ours in a cookie; anything else was not set by us.
_LENGTHS = range(40, 64)


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """The visitor, how it is known, the key by which its requests are counted, and a cookie that it does not have yet."""

    visitor: Visitor
    by: Literal["nothing", "session", "token", "local"]
    counted: str
    cookie: str | None = None


def cookie_name(kind: Literal["session", "form"], secure: bool) -> str:
    """By https the name that browsers take from this site alone (`__Host-`, RFC 6265bis, 4.1.3)."""
    return f"__Host-tawatur-{kind}" if secure else f"tawatur_{kind}"


def cookie(kind: Literal["session", "form"], value: str, secure: bool, seconds: int) -> str:
    """A `Set-Cookie` that scripts can't read and that no other site's form brings along; 0 seconds delete it."""
    return (
        f"{cookie_name(kind, secure)}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax" + ("; Secure" if secure else "")
    )


def is_secure(request: HTTPConnection, site: Site) -> bool:
    """True where the browser came by https, as far as we or a trusted proxy can tell, or where only that is to be."""
    return site.settings.secure or request.scope["scheme"] == "https"


def secret_of(request: HTTPConnection, kind: Literal["session", "form"], secure: bool) -> str | None:
    """The secret in a cookie; None where there is none of ours."""
    value = request.cookies.get(cookie_name(kind, secure))
    return value if value is not None and len(value) in _LENGTHS and value.isascii() else None


def identify(request: Request, site: Site, address: str) -> Identity:
    """Look up who asks. Raises HTTPException 401 for a token that does not hold, StoreError where it can't be looked up."""
    if not site.settings.accounts:
        return _with_form(request, site, "local")
    bearer = _bearer(request)
    if bearer is not None:
        return _by_token(site, bearer)
    secret = secret_of(request, "session", is_secure(request, site))
    if secret is not None:
        account = site.collection.store.accounts.session(keys.digest(secret), site.collection.now())
        if account is not None:
            visitor = Visitor(account.name, account.role, keys.form_token(secret))
            return Identity(visitor=visitor, by="session", counted=f"account:{account.name}")
    return stranger(request, site, address)


def stranger(request: HTTPConnection, site: Site, address: str) -> Identity:
    """Who is asked nothing: for files, and for errors before it is known who asks."""
    return _with_form(request, site, f"address:{address}")


def _with_form(request: HTTPConnection, site: Site, counted: str) -> Identity:
    """Who has no session: forms go by a cookie of their own. Who sits at this machine may do everything, a stranger nothing."""
    secure = is_secure(request, site)
    secret = secret_of(request, "form", secure)
    token = secret or keys.new_secret()
    made = None if secret else cookie("form", token, secure, int(SESSION.total_seconds()))
    if counted == "local":
        return Identity(visitor=Visitor("local", "admin", keys.form_token(token)), by="local", counted=counted, cookie=made)
    return Identity(visitor=Visitor(None, None, keys.form_token(token)), by="nothing", counted=counted, cookie=made)


def _bearer(request: Request) -> str | None:
    """The API token of a request: as RFC 6750 has it, or, to read alone, as a password, which calendars and feed readers can send.

    Nobody is ever asked for such a password, so browsers don't keep one and send it along by themselves.
    """
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic" and request.method in ("GET", "HEAD"):
        try:
            return base64.b64decode(value.strip(), validate=True).decode("utf-8", "replace").partition(":")[2]
        except ValueError:
            return ""
    return None


def _by_token(site: Site, secret: str) -> Identity:
    accounts, now = site.collection.store.accounts, site.collection.now()
    found = accounts.token(keys.digest(secret), now)
    if found is None:
        raise HTTPException(401, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
    token, account = found
    if token.used is None or token.used < iso(site.collection.clock() - _NOTED_EVERY):
        # When it was last used is worth less than the answer, where nothing can be written for a moment.
        with suppress(StoreError):
            accounts.used_token(token.digest, now)
    return Identity(visitor=Visitor(account.name, account.role, ""), by="token", counted=f"token:{token.digest[:16]}")


def iso(time: datetime) -> str:
    """UTC, ISO, seconds, as times are stored."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
