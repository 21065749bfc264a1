"""Logging in and out, one's own account with its password and tokens, and, for admins, everybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
from fastapi import APIRouter, Form, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from ...errors import UsageError
from ...model.desk import ROLES, Account, Role, Token
from ..guard import keys, people
from ..guard.hosts import safe_back
from ..guard.identity import SESSION, cookie, is_secure, secret_of
from ..guard.log import LOGGER
from ..rendering import html, page
from ..site import site_of, visitor_of
from .common import prefix_of

if TYPE_CHECKING:
    from ...collection import Collection

router = APIRouter(include_in_schema=False)
Field = Annotated[str, Form()]
_DONE = ("password", "dropped", "added", "changed")


class LoginView(msgspec.Struct, frozen=True, kw_only=True):
    """Where one goes after logging in, and whether name or password were wrong."""

    back: str
    wrong: bool = False


class TokenView(msgspec.Struct, frozen=True, kw_only=True):
    """A token without its digest but for the beginning, by which it is called."""

    id: str
    label: str
    created: str
    expires: str | None
    used: str | None


class AccountView(msgspec.Struct, frozen=True, kw_only=True):
    """One's own account; without accounts `accounts` is False and the rest empty."""

    accounts: bool
    name: str | None
    role: Role | None
    tokens: tuple[TokenView, ...]
    done: str | None = None
    problem: str | None = None
    secret: str | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """An account as admins see it."""

    name: str
    role: Role
    created: str
    disabled: bool


class AccountsView(msgspec.Struct, frozen=True, kw_only=True):
    """All accounts, for admins."""

    accounts: tuple[Row, ...]
    roles: tuple[Role, ...] = ROLES
    done: str | None = None
    problem: str | None = None


# Logging in and out ----------------------------------------------------------------------------------


@page(router, "/login", "login.html")
def login(request: Request, back: str = "/stories") -> LoginView | Response:
    """The form; whoever is in already goes on."""
    if visitor_of(request).role is not None:
        return _to(request, safe_back(back))
    return LoginView(back=safe_back(back))


@router.post("/login")
def log_in(request: Request, name: Field, password: Field, back: Field = "/stories") -> Response:
    """A new session for whoever knows the password. The answer to a wrong one tells nothing of the account."""
    site = site_of(request)
    back = safe_back(back)
    if not site.settings.accounts:
        return _to(request, back)
    called = people.clean_name(name)[:60]
    request.state.guard.check_guess(request, called)
    secure = is_secure(request, site)
    secret = people.logged_in(site.collection, name, password, secret_of(request, "session", secure))
    if secret is None:
        LOGGER.warning("login refused", extra={"facts": {
            "id": request.state.id, "address": request.client.host if request.client else None,
        }})
        return html(request, "login.html", 401, view=LoginView(back=back, wrong=True))
    request.state.guard.guessed_right(request, called)
    answer = _to(request, back)
    answer.headers.append("Set-Cookie", cookie("session", secret, secure, int(SESSION.total_seconds())))
    # The token of forms that were open before is of no use any more.
    answer.headers.append("Set-Cookie", cookie("form", "", secure, 0))
    return answer


@router.post("/logout")
def log_out(request: Request) -> Response:
    """End the session here and in the store."""
    site = site_of(request)
    secure = is_secure(request, site)
    secret = secret_of(request, "session", secure)
    if secret is not None and site.settings.accounts:
        site.collection.store.accounts.close_session(keys.digest(secret))
    answer = _to(request, "/login" if site.settings.accounts else "/stories")
    answer.headers.append("Set-Cookie", cookie("session", "", secure, 0))
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


# One's own account -----------------------------------------------------------------------------------


@page(router, "/account", "account.html")
def account(request: Request, done: str | None = None) -> AccountView:
    """Who one is, one's tokens, the password."""
    return _own(request, done=done if done in _DONE else None)


@router.post("/account/password")
def password(request: Request, old: Field, new: Field) -> Response:
    """Set another password; all other sessions end."""
    site, name = site_of(request), _name(request)
    request.state.guard.check_guess(request, name)
    try:
        people.change_password(site.collection, name, new, old=old, keep=secret_of(request, "session", is_secure(request, site)))
    except people.Unfit as unfit:
        return _account_page(request, 422, _own(request, problem=unfit.reason))
    request.state.guard.guessed_right(request, name)
    return _to(request, "/account?done=password")


@router.post("/account/tokens")
def new_token(request: Request, label: Field, days: Field = "90") -> Response:
    """A new token, shown on the answer and never again."""
    try:
        held = int(days) if days.isascii() and days.isdigit() and len(days) < 6 else 0
        secret, _ = people.make_token(site_of(request).collection, _name(request), label, held)
    except people.Unfit as unfit:
        return _account_page(request, 422, _own(request, problem=unfit.reason))
    return _account_page(request, 200, _own(request, secret=secret))


@router.post("/account/tokens/drop")
def drop_token(request: Request, token: Field) -> Response:
    """Take one of one's own tokens back. Raises UsageError where there is none such."""
    site_of(request).collection.store.accounts.drop_token(_name(request), token)
    return _to(request, "/account?done=dropped")


# Everybody's accounts --------------------------------------------------------------------------------


@page(router, "/accounts", "accounts.html")
def accounts(request: Request, done: str | None = None) -> AccountsView:
    """All accounts, for admins."""
    return _all(request, done=done if done in _DONE else None)


@router.post("/accounts")
def add_account(request: Request, name: Field, role: Field, password: Field) -> Response:
    """A new account with a first password, which its owner changes."""
    collection = _administer(request)
    try:
        people.add_account(collection, name, role, password)
    except people.Unfit as unfit:
        return html(request, "accounts.html", 422, view=_all(request, problem=unfit.reason))
    except UsageError:
        return html(request, "accounts.html", 422, view=_all(request, problem="taken"))
    return _to(request, "/accounts?done=added")


@router.post("/accounts/change")
def change_account(
    request: Request, name: Field, role: Field = "", disabled: Field = "", password: Field = "",
) -> Response:
    """Another role, in or out (`disabled` is yes or no), a new password: whatever of them is given."""
    collection = _administer(request)
    kept = collection.store.accounts
    try:
        if role:
            kept.set_role(name, people.fit_role(role))
        if disabled:
            kept.set_disabled(name, disabled == "yes")
        if password:
            people.change_password(collection, name, password)
    except people.Unfit as unfit:
        return html(request, "accounts.html", 422, view=_all(request, problem=unfit.reason))
    except UsageError:
        problem = "last_admin" if kept.get(name) is not None else "unknown"
        return html(request, "accounts.html", 422, view=_all(request, problem=problem))
    return _to(request, "/accounts?done=changed")


# ------------------------------------------------------------------------------------------------------


def _to(request: Request, path: str) -> RedirectResponse:
    return RedirectResponse(prefix_of(request) + path, 303, headers={"Cache-Control": "no-store"})


def _name(request: Request) -> str:
    """The visitor's account. Raises HTTPException 404 where there are no accounts, 403 for a token: it can't change what made it."""
    name = visitor_of(request).name
    if not site_of(request).settings.accounts or name is None:
        raise HTTPException(404)
    if request.state.identity.by != "session":
        raise HTTPException(403)
    return name


def _administer(request: Request) -> Collection:
    """The collection, for admins who are logged in; raises HTTPException 404 where there are no accounts, 403 for others.

    A token that leaks must not be able to make itself an account that outlives it.
    """
    if not site_of(request).settings.accounts:
        raise HTTPException(404)
    if not visitor_of(request).may("admin") or request.state.identity.by != "session":
        raise HTTPException(403)
    return site_of(request).collection


def _own(request: Request, *, done: str | None = None, problem: str | None = None, secret: str | None = None) -> AccountView:
    site, visitor = site_of(request), visitor_of(request)
    if not site.settings.accounts or visitor.name is None:
        return AccountView(accounts=False, name=None, role=None, tokens=())
    tokens = tuple(_shown(token) for token in site.collection.store.accounts.tokens(visitor.name))
    return AccountView(
        accounts=True, name=visitor.name, role=visitor.role, tokens=tokens, done=done, problem=problem, secret=secret
    )


def _shown(token: Token) -> TokenView:
    return TokenView(
        id=token.digest[:12], label=token.label, created=token.created[:10], expires=token.expires[:10] if token.expires else None,
        used=token.used[:10] if token.used else None,
    )


def _account_page(request: Request, status: int, view: AccountView) -> Response:
    answer = html(request, "account.html", status, view=view)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _all(request: Request, *, done: str | None = None, problem: str | None = None) -> AccountsView:
    rows = tuple(_row(account) for account in _administer(request).store.accounts.all())
    return AccountsView(accounts=rows, done=done, problem=problem)


def _row(account: Account) -> Row:
    return Row(name=account.name, role=account.role, created=account.created[:10], disabled=account.disabled)
