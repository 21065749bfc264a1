"""`tawatur doctor`."""

from __future__ import annotations

import click

from . import options, place
from .exits import HELP, UNHEALTHY
from .intake import moving
from .output import check_output, colored, format_of, width, write


@click.command("doctor", epilog=HELP, short_help="Check a collection and repair what can be.")
@click.argument("where", metavar="[DIR]", required=False, type=click.Path())
@place.folder
@click.option("--repair", is_flag=True, help="Mend what can be mended; no article is ever taken away.")
@click.option("--problems", is_flag=True, help="List what was left out when articles were taken in, and why.")
@place.shape
@options.output
@options.language()
def command(
    where: str | None, folder: str | None, repair: bool, problems: bool, form: str | None, output: str | None, lang: str
) -> int:
    """Check the database, its indexes, its counts, and whether anything is unread, ungrouped or uncompared.

    Leaves with 0 where all is well or was mended, with 8 where something is wrong.
    """
    from ..export.collected.health import render_health, render_problems

    check_output(output)
    if repair and problems:
        raise click.UsageError("--repair and --problems are two questions; ask one after the other")
    shape = format_of(form, output)
    with place.open_collection(where or folder, read_only=not repair) as collection:
        if problems:
            rows = collection.problems()
            write(place.as_json(rows) if shape == "json" else render_problems(rows, lang), output)
            return 0
        found = collection.check()
        if repair and found:
            with moving(lang) as tell:
                collection.repair(progress=tell)
        left = collection.check() if repair and found else found
        counts = collection.counts()
    if shape == "json":
        write(place.as_json({"counts": counts, "found": found, "left": left}), output)
    else:
        write(render_health(counts, found, left, repair, lang, width(), colored() and output is None), output)
    return UNHEALTHY if left else 0
