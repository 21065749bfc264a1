"""`tawatur init`."""

from __future__ import annotations

import click

from . import options
from .exits import HELP


@click.command("init", epilog=HELP, short_help="Make a collection in a folder.")
@click.argument("folder", metavar="DIR", type=click.Path())
@click.option("--store", metavar="URL", help="postgresql://… instead of the SQLite file in DIR.")
@options.encoder
@options.names
def command(folder: str, store: str | None, encoder: str | None, names: str | None) -> int:
    """Make a collection in DIR: a folder that takes in articles and groups them into stories.

    The models that are named here are those of all its comparisons; DIR/tawatur.toml keeps them.
    """
    from ..collection import create_collection

    made = {"store": store, "encoder": encoder, "names": names}
    with create_collection(folder, **{key: value for key, value in made.items() if value}):
        pass
    click.echo(f"{folder}: a new collection. Next: tawatur add -C {folder} FILE...")
    return 0
