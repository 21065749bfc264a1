"""`tawatur serve`."""

from __future__ import annotations

import click

from . import place
from .exits import HELP


@click.command("serve", epilog=HELP, short_help="Show a collection as web pages.")
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8377, show_default=True, help="Port to listen at; 0 takes a free one.")
@click.option("--prefix", default="", metavar="PATH", help="Path under which a reverse proxy shows the pages.")
def command(folder: str | None, host: str, port: int, prefix: str) -> int:
    """Show the collection in DIR as pages, and as an interface for other programs, until stopped."""
    from ..web.serving import serve
    from ..web.settings import WebSettings

    where = place.find_folder(folder)
    with place.open_collection(str(where)) as collection:
        serve(collection, WebSettings(folder=where, host=host, port=port, prefix=prefix))
    return 0
