"""`tawatur outlets`."""

from __future__ import annotations

import click

from . import options, place
from .exits import HELP
from .output import check_output, colored, format_of, width, write


@click.command("outlets", epilog=HELP, short_help="Whom each outlet repeats, how often it says so, its delay.")
@click.argument("where", metavar="[DIR]", required=False, type=click.Path())
@place.folder
@place.since
@place.until
@place.shape
@options.output
@options.language()
def command(
    where: str | None, folder: str | None, since: str | None, until: str | None, form: str | None,
    output: str | None, lang: str,
) -> int:
    """For each outlet: how much of what it prints is its own, whom it repeats, how often it says so, and its delay."""
    check_output(output)
    with place.open_collection(where or folder, read_only=True) as collection:
        rows = collection.outlets(since=place.day_of(since), until=place.day_of(until))
        none = place.nothing(collection)
    if format_of(form, output) == "json":
        write(place.as_json(rows), output)
    else:
        from ..export.collected.outlets import render_outlets

        write(render_outlets(rows, lang, width(), colored() and output is None, none), output)
    return 0
