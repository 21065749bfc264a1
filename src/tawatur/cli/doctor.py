"""`tawatur doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from . import options, place
from .exits import HELP, UNHEALTHY
from .intake import moving
from .output import check_output, colored, format_of, width, write

if TYPE_CHECKING:
    from ..model import Finding


@click.command("doctor", epilog=HELP, short_help="Check a collection and repair what can be.")
@click.argument("where", metavar="[DIR]", required=False, type=click.Path())
@place.folder
@click.option("--repair", is_flag=True, help="Mend what can be mended; no article is ever taken away.")
@click.option("--problems", is_flag=True, help="List what was left out when articles were taken in, and why.")
@click.option("--rescue", "fresh", metavar="NEW", type=click.Path(), help="Save what can be read of a damaged file into the new folder NEW.")
@place.shape
@options.output
@options.language()
def command(
    where: str | None, folder: str | None, repair: bool, problems: bool, fresh: str | None,
    form: str | None, output: str | None, lang: str,
) -> int:
    """Check the database, its indexes, its counts, and whether anything is unread, ungrouped or uncompared.

    Leaves with 0 where all is well or was mended, with 8 where something is wrong.
    """
    from ..export.collected.health import render_health, render_problems

    check_output(output)
    if repair + problems + bool(fresh) > 1:
        raise click.UsageError("--repair, --problems and --rescue are different things; ask one after the other")
    shape = format_of(form, output)
    lost = _rescue(where or folder, fresh) if fresh else []
    repair = repair or bool(fresh)
    with place.open_collection(fresh or where or folder, read_only=not repair) as collection:
        if problems:
            rows = collection.problems()
            write(place.as_json(rows) if shape == "json" else render_problems(rows, lang), output)
            return 0
        found = collection.check()
        if repair and found:
            with moving(lang) as tell:
                collection.repair(progress=tell)
        left = collection.check() if repair and found else found
        found, left = [*lost, *found], [*(f for f in lost if not f.repairable), *left]
        counts = collection.counts()
    if shape == "json":
        write(place.as_json({"counts": counts, "found": found, "left": left}), output)
    else:
        write(render_health(counts, found, left, repair, lang, width(), colored() and output is None), output)
    return UNHEALTHY if left else 0


def _rescue(damaged: str | None, fresh: str) -> list[Finding]:
    from ..collection import rescue_collection

    return rescue_collection(place.find_folder(damaged), fresh)
