"""`tawatur mcp`."""

from __future__ import annotations

from functools import partial

import click

from . import options, place
from .exits import HELP


@click.command("mcp", epilog=HELP, short_help="Let a language model ask a collection (Model Context Protocol).")
@click.argument("where", metavar="[DIR]", required=False, type=click.Path())
@place.folder
@click.option("--base-url", metavar="URL", help="Where the pages are served (`http://127.0.0.1:8377`): answers then hold addresses of pages.")
@click.option("--http", "port", type=click.IntRange(1, 65535), metavar="PORT", help="Serve at http://127.0.0.1:PORT/mcp instead of standard input and output.")
def command(where: str | None, folder: str | None, base_url: str | None, port: int | None) -> int:
    """Serve the collection in DIR to a program that speaks the Model Context Protocol (docs/mcp.md).

    Reads alone, also while others write. Standard output carries the protocol; what goes wrong is told on standard error.
    """
    if base_url is not None and not options.is_page(base_url):
        raise click.UsageError(f"--base-url {base_url!r} is no address; write it as http://127.0.0.1:8377")
    from ..machine.server import make_server, run_http, run_stdio

    with place.open_collection(where or folder, read_only=True) as collection:
        server = make_server(collection, base_url)
        if port is not None:
            run_http(server, port, partial(click.echo, err=True))
        else:
            run_stdio(server)
    return 0
