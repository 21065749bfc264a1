"""`tawatur serve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from . import place
from .exits import HELP

if TYPE_CHECKING:
    from pathlib import Path

    from ..collection import Collection

port = click.option(
    "--port", type=click.IntRange(0, 65535), default=8377, show_default=True, help="Port to listen at; 0 takes a free one.",
)


@click.command("serve", epilog=HELP, short_help="Show a collection as web pages.")
@click.argument("where", metavar="[DIR]", required=False, type=click.Path())
@place.folder
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; any other than this machine's own takes accounts.")
@port
@click.option("--accounts", is_flag=True, help="Let only those in who have an account, also on this machine (`tawatur account`).")
@click.option("--name", "names", metavar="HOST", multiple=True, help="A name under which the pages are asked for, such as the proxy's.")
@click.option("--proxy", "proxies", metavar="ADDRESS", multiple=True, help="Address or network of a proxy whose X-Forwarded headers are believed.")
@click.option("--prefix", default="", metavar="PATH", help="Path under which a reverse proxy shows the pages.")
@click.option("--secure", is_flag=True, help="Cookies for https only, also where the proxy does not say that it was https.")
@click.option("--log/--no-log", "log", default=None, help="A line of JSON on stderr for each request; by default unless stderr is a terminal.")
def command(
    where: str | None, folder: str | None, host: str, port: int, accounts: bool, names: tuple[str, ...], proxies: tuple[str, ...], prefix: str,
    secure: bool, log: bool | None,
) -> int:
    """Show the collection in DIR as pages, and as an interface for other programs, until stopped.

    Without accounts the pages are for this machine alone, and whoever sits at it may do everything. Where the collection lies
    in a place that may only be read, it is shown all the same, without the forms that note something.
    """
    from ..web.guard.server import leaving_stuck
    from ..web.serving import serve
    from ..web.settings import WebSettings

    found = place.find_folder(where or folder)
    with leaving_stuck(), _opened(found) as collection:
        settings = WebSettings(
            folder=found, host=host, port=port, accounts=accounts, names=names, proxies=proxies, prefix=prefix, secure=secure,
            read_only=collection.store.read_only,
        )
        serve(collection, settings, log=_wanted(log), tell=click.echo)
    return 0


def _opened(folder: Path) -> Collection:
    """The collection to write to, where it may be, else to read."""
    from ..errors import StoreReadOnlyError

    try:
        return place.open_collection(str(folder))
    except StoreReadOnlyError:
        return place.open_collection(str(folder), read_only=True)


def _wanted(log: bool | None) -> bool:
    import sys

    return log if log is not None else not (sys.stderr is not None and sys.stderr.isatty())
