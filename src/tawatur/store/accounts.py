"""Accounts, sessions and API tokens: who may look, mark or administer. Secrets lie here as digests alone."""

from __future__ import annotations

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from ..errors import UsageError
from ..model.desk import Account, Role, Session, Token
from .engine import Opening
from .schema import accounts, sessions, tokens


class Accounts:
    """Reads and short writes beside the one writer. Times are UTC (ISO, seconds), digests SHA-256 in hex."""

    def __init__(self, reading: Opening, noting: Opening) -> None:
        self._reading, self._noting = reading, noting

    # Accounts

    def all(self) -> list[Account]:
        """Every account, by name."""
        with self._reading() as connection:
            return [_account(row) for row in connection.execute(select(accounts).order_by(accounts.c.name))]

    def get(self, name: str) -> Account | None:
        with self._reading() as connection:
            return _found(connection, name)

    def add(self, account: Account) -> None:
        """Raises UsageError where there is one of that name."""
        with self._noting() as connection:
            if _found(connection, account.name) is not None:
                raise UsageError(f"{account.name}: there is an account of that name already; choose another")
            connection.execute(insert(accounts).values(
                name=account.name, role=account.role, password=account.password, created=account.created, disabled=account.disabled,
            ))

    def set_role(self, name: str, role: Role) -> None:
        """Raises UsageError where there is no such account, or no admin would be left."""
        with self._noting() as connection:
            _change(connection, name, role=role)

    def set_disabled(self, name: str, disabled: bool) -> None:
        """Let an account in or not; one that is shut out loses its sessions. Raises as `set_role`."""
        with self._noting() as connection:
            _change(connection, name, disabled=disabled)
            if disabled:
                connection.execute(delete(sessions).where(sessions.c.account == name))

    def set_password(self, name: str, password: str, keep: str | None = None) -> None:
        """Set the hash of the password and end all sessions but that with the digest `keep`. Raises UsageError."""
        with self._noting() as connection:
            _change(connection, name, password=password)
            connection.execute(delete(sessions).where(sessions.c.account == name, sessions.c.digest != (keep or "")))

    def admins(self) -> int:
        """How many accounts may administer."""
        with self._reading() as connection:
            return _admins(connection)

    # Sessions

    def open_session(self, session: Session, former: str | None = None) -> None:
        """Note that a browser logged in; forget the session `former` of it, and all that have run out by now."""
        with self._noting() as connection:
            connection.execute(delete(sessions).where(
                (sessions.c.expires <= session.created) | (sessions.c.digest == (former or ""))
            ))
            connection.execute(insert(sessions).values(
                digest=session.digest, account=session.account, created=session.created, expires=session.expires,
            ))

    def session(self, digest: str, now: str) -> Account | None:
        """Whose session it is; None where there is none, it has run out, or the account is shut out."""
        query = select(accounts).join(sessions, sessions.c.account == accounts.c.name).where(
            sessions.c.digest == digest, sessions.c.expires > now, accounts.c.disabled.is_(False)
        )
        with self._reading() as connection:
            row = connection.execute(query).first()
            return _account(row) if row is not None else None

    def close_session(self, digest: str) -> None:
        with self._noting() as connection:
            connection.execute(delete(sessions).where(sessions.c.digest == digest))

    # Tokens

    def tokens(self, account: str) -> list[Token]:
        """The tokens of an account, the oldest first."""
        query = select(tokens).where(tokens.c.account == account).order_by(tokens.c.created, tokens.c.digest)
        with self._reading() as connection:
            return [_token(row) for row in connection.execute(query)]

    def add_token(self, token: Token) -> None:
        """Raises UsageError where there is no such account."""
        with self._noting() as connection:
            _known(connection, token.account)
            connection.execute(insert(tokens).values(
                digest=token.digest, account=token.account, label=token.label, created=token.created, expires=token.expires,
                used=token.used,
            ))

    def token(self, digest: str, now: str) -> tuple[Token, Account] | None:
        """A token that holds, with its account; None where there is none, it has run out, or the account is shut out."""
        with self._reading() as connection:
            row = connection.execute(select(tokens).where(tokens.c.digest == digest)).first()
            if row is None:
                return None
            token, account = _token(row), _found(connection, row.account)
        if account is None or account.disabled or (token.expires is not None and token.expires <= now):
            return None
        return token, account

    def used_token(self, digest: str, at: str) -> None:
        """Note when a token was last used."""
        with self._noting() as connection:
            connection.execute(update(tokens).where(tokens.c.digest == digest).values(used=at))

    def drop_token(self, account: str, start: str) -> None:
        """Take back the token of an account whose digest begins with `start`; raises UsageError where not one alone does."""
        with self._noting() as connection:
            own = select(tokens.c.digest).where(tokens.c.account == account).order_by(tokens.c.digest)
            meant = [digest for digest in connection.scalars(own) if start and digest.startswith(start)]
            if len(meant) != 1:
                raise UsageError(f"{start}: no token of {account}; `tawatur account token {account} --list` names them")
            connection.execute(delete(tokens).where(tokens.c.digest == meant[0]))


def _account(row: Row[tuple[object, ...]]) -> Account:
    return Account(name=row.name, role=row.role, password=row.password, created=row.created, disabled=bool(row.disabled))


def _token(row: Row[tuple[object, ...]]) -> Token:
    return Token(
        digest=row.digest, account=row.account, label=row.label, created=row.created, expires=row.expires, used=row.used
    )


def _found(connection: Connection, name: str) -> Account | None:
    row = connection.execute(select(accounts).where(accounts.c.name == name)).first()
    return _account(row) if row is not None else None


def _known(connection: Connection, name: str) -> Account:
    account = _found(connection, name)
    if account is None:
        raise UsageError(f"{name}: no account of that name; `tawatur account list` names them")
    return account


def _admins(connection: Connection) -> int:
    query = select(func.count()).select_from(accounts).where(accounts.c.role == "admin", accounts.c.disabled.is_(False))
    return int(connection.scalar(query) or 0)


def _change(connection: Connection, name: str, **values: object) -> None:
    """Change an account; whoever takes the last admin away would lock everybody out of the accounts."""
    # Where two at once each took the other's role, both would find that one admin is left.
    connection.execute(select(accounts.c.name).where(accounts.c.role == "admin").order_by(accounts.c.name).with_for_update())
    _known(connection, name)
    before = _admins(connection)
    connection.execute(update(accounts).where(accounts.c.name == name).values(**values))
    if before and not _admins(connection):
        raise UsageError(f"{name}: the last admin; make another account an admin first")
