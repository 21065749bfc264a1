"""What one does with accounts, by page or command: one way for both."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from ...errors import UsageError
from ...model.desk import ROLES, Account, Role, Session, Token
from . import keys
from .identity import SESSION, iso

if TYPE_CHECKING:
    from ...collection import Collection

_NAME = re.compile(r"[\w][\w.-]{0,39}")
# Whoever sits at a machine without accounts goes by this name.
_TAKEN = frozenset(("local",))
Reason = Literal["name", "taken", "short", "long", "name_in_password", "role", "days", "label", "wrong"]
_SAYS: dict[str, str] = {
    "name": "an account's name has 1 to 40 letters, digits, dots, dashes or underscores",
    "taken": "this name is not free; choose another",
    "short": f"a password has at least {keys.SHORTEST_PASSWORD} characters; a few words in a row make a good one",
    "long": f"a password has at most {keys.LONGEST_PASSWORD} characters",
    "name_in_password": "the password is the account's name; choose another",
    "role": f"a role is one of {', '.join(ROLES)}",
    "days": "a token holds for 1 to 3650 days",
    "label": "say in 1 to 80 characters what the token is for",
    "wrong": "the present password is another one",
}


class Unfit(UsageError):
    """Something about an account that can't be so; `reason` is a key of the pages' words (`account.unfit_<reason>`)."""

    def __init__(self, reason: Reason, what: str = "") -> None:
        super().__init__(f"{what}: {_SAYS[reason]}" if what else _SAYS[reason])
        self.reason = reason


def clean_name(name: str) -> str:
    """A name in the one spelling under which it is kept (NFKC, small letters); one that can be no account's stays as it is."""
    return unicodedata.normalize("NFKC", name.strip()).casefold()


def add_account(collection: Collection, name: str, role: str, password: str) -> Account:
    """A new account. Raises Unfit, or UsageError where there is one of that name."""
    name = clean_name(name)
    if not _NAME.fullmatch(name):
        raise Unfit("name", name)
    if name in _TAKEN:
        raise Unfit("taken", name)
    hashed = keys.hash_password(fit_password(password, name))
    account = Account(name=name, role=fit_role(role), password=hashed, created=collection.now())
    collection.store.accounts.add(account)
    return account


def fit_role(role: str) -> Role:
    """Raises Unfit for what is none."""
    if role not in ROLES:
        raise Unfit("role", role)
    return role


def fit_password(password: str, name: str) -> str:
    """The password in one spelling (NFC, so that another keyboard writes the same). Raises Unfit."""
    password = unicodedata.normalize("NFC", password)
    if len(password) < keys.SHORTEST_PASSWORD:
        raise Unfit("short")
    if len(password) > keys.LONGEST_PASSWORD:
        raise Unfit("long")
    if password.casefold() == name.casefold():
        raise Unfit("name_in_password")
    return password


def logged_in(collection: Collection, name: str, password: str, former: str | None = None) -> str | None:
    """Check a password and begin a session: the secret of its cookie, None where name or password is wrong.

    `former` is the secret of the session that the browser had; it ends. Takes as long for a name that is none.
    """
    account = collection.store.accounts.get(clean_name(name))
    usable = account if account is not None and not account.disabled else None
    fits = keys.password_fits(usable.password if usable else None, unicodedata.normalize("NFC", password))
    if usable is None or not fits:
        return None
    secret = keys.new_secret()
    now = collection.clock()
    session = Session(digest=keys.digest(secret), account=usable.name, created=iso(now), expires=iso(now + SESSION))
    collection.store.accounts.open_session(session, keys.digest(former) if former else None)
    return secret


def change_password(collection: Collection, name: str, new: str, *, old: str | None = None, keep: str | None = None) -> None:
    """Set a password; every session but that of the secret `keep` ends. With `old` it must be the present one. Raises Unfit."""
    accounts = collection.store.accounts
    account = accounts.get(name)
    if account is None:
        raise UsageError(f"{name}: no account of that name; `tawatur account list` names them")
    if old is not None and not keys.password_fits(account.password, unicodedata.normalize("NFC", old)):
        raise Unfit("wrong")
    accounts.set_password(name, keys.hash_password(fit_password(new, name)), keys.digest(keep) if keep else None)


def make_token(collection: Collection, account: str, label: str, days: int | None) -> tuple[str, Token]:
    """A new API token: the secret, which is shown this once, and what is kept of it. Raises Unfit."""
    label = " ".join("".join(char if char.isprintable() else " " for char in label).split())
    if not 1 <= len(label) <= 80:
        raise Unfit("label")
    if days is not None and not 1 <= days <= 3650:
        raise Unfit("days")
    secret = keys.new_token()
    now = collection.clock()
    expires = iso(now + timedelta(days=days)) if days is not None else None
    token = Token(digest=keys.digest(secret), account=account, label=label, created=iso(now), expires=expires)
    collection.store.accounts.add_token(token)
    return secret, token
