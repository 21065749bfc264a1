"""`tawatur account`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from . import place
from .exits import HELP

if TYPE_CHECKING:
    from ..model.desk import Account, Token

_ROLES = ("reader", "editor", "admin")
_name = click.argument("name")


@click.group("account", epilog=HELP, short_help="Who may look at the pages, mark and administer.")
def command() -> None:
    """Accounts for the pages of a collection (`tawatur serve`). Passwords are asked for, or read from standard input."""


@command.command("add", epilog=HELP)
@_name
@click.option("--role", type=click.Choice(_ROLES), default="reader", show_default=True, help="What the account may do.")
@place.folder
def add(name: str, role: str, folder: str | None) -> int:
    """Make an account."""
    from ..web.guard import people

    with place.open_collection(folder) as collection:
        made = people.add_account(collection, name, role, _password())
    click.echo(f"{made.name}: {made.role}")
    return 0


@command.command("list", epilog=HELP)
@place.shape
@place.folder
def list_(form: str | None, folder: str | None) -> int:
    """Name all accounts with their roles."""
    with place.open_collection(folder, read_only=True) as collection:
        accounts = collection.store.accounts.all()
    if form == "json":
        click.echo(place.as_json([_row(account) for account in accounts]))
        return 0
    for account in accounts:
        click.echo(f"{account.name}\t{account.role}\t{account.created}" + ("\tdisabled" if account.disabled else ""))
    if not accounts:
        click.echo("no accounts yet; `tawatur account add NAME --role admin` makes the first")
    return 0


@command.command("role", epilog=HELP)
@_name
@click.argument("role", type=click.Choice(_ROLES))
@place.folder
def role(name: str, role: str, folder: str | None) -> int:
    """Give an account another role."""
    from ..web.guard import people

    with place.open_collection(folder) as collection:
        collection.store.accounts.set_role(people.clean_name(name), people.fit_role(role))
    click.echo(f"{name}: {role}")
    return 0


@command.command("password", epilog=HELP)
@_name
@place.folder
def password(name: str, folder: str | None) -> int:
    """Set an account's password; whoever is logged in by it has to log in again."""
    from ..web.guard import people

    with place.open_collection(folder) as collection:
        people.change_password(collection, people.clean_name(name), _password())
    click.echo(f"{name}: the password is changed, all sessions have ended")
    return 0


@command.command("disable", epilog=HELP)
@_name
@click.option("--undo", is_flag=True, help="Let the account in again.")
@place.folder
def disable(name: str, undo: bool, folder: str | None) -> int:
    """Shut an account out: its sessions end, its tokens open nothing."""
    from ..web.guard import people

    with place.open_collection(folder) as collection:
        collection.store.accounts.set_disabled(people.clean_name(name), not undo)
    click.echo(f"{name}: {'let in again' if undo else 'disabled'}")
    return 0


@command.command("token", epilog=HELP)
@_name
@click.option("--label", default="", help="What the token is for.")
@click.option("--days", type=click.IntRange(1, 3650), default=90, show_default=True, help="It holds for so many days.")
@click.option("--list", "listed", is_flag=True, help="Name the account's tokens instead.")
@click.option("--drop", metavar="ID", help="Take the token back whose id this is instead.")
@place.folder
def token(name: str, label: str, days: int, listed: bool, drop: str | None, folder: str | None) -> int:
    """Make an API token, which may do what the account may. It is shown this once."""
    from ..web.guard import people

    name = people.clean_name(name)
    with place.open_collection(folder) as collection:
        accounts = collection.store.accounts
        if drop is not None:
            accounts.drop_token(name, drop)
            click.echo(f"{drop}: taken back")
        elif listed:
            for one in accounts.tokens(name):
                click.echo(_line(one))
        else:
            secret, _ = people.make_token(collection, name, label, days)
            click.echo(secret)
    return 0


def _password() -> str:
    """Typed twice at a terminal, else the first line of standard input; never an argument, which all processes can see."""
    if sys.stdin is not None and sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return "" if sys.stdin is None else sys.stdin.readline().rstrip("\r\n")


def _row(account: Account) -> dict[str, object]:
    return {"name": account.name, "role": account.role, "created": account.created, "disabled": account.disabled}


def _line(token: Token) -> str:
    return f"{token.digest[:12]}\t{token.label}\tuntil {token.expires or 'withdrawn'}\tlast used {token.used or 'never'}"
