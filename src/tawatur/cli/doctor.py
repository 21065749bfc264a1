"""`tawatur doctor`."""

from __future__ import annotations

import click

from . import options, place
from .exits import HELP
from .intake import moving
from .output import check_output, format_of, write

UNHEALTHY = 1


@click.command("doctor", epilog=HELP, short_help="Check a collection and repair what can be.")
@click.argument("where", metavar="[DIR]", required=False, type=click.Path())
@place.folder
@click.option("--repair", is_flag=True, help="Mend what can be mended; no article is ever taken away.")
@place.shape
@options.output
@options.language()
def command(where: str | None, folder: str | None, repair: bool, form: str | None, output: str | None, lang: str) -> int:
    """Check the database, its indexes, its counts, and whether anything is unread, ungrouped or uncompared.

    Leaves with 0 where all is well or was mended, with 1 where something is wrong.
    """
    check_output(output)
    with place.open_collection(where or folder, read_only=not repair) as collection:
        found = collection.check()
        if repair and found:
            with moving(lang) as tell:
                collection.repair(progress=tell)
        left = collection.check() if repair and found else found
        counts = collection.counts()
    if format_of(form, output) == "json":
        write(place.as_json({"counts": counts, "found": found, "left": left}), output)
    else:
        lines = [", ".join(f"{name} {count}" for name, count in counts.items())]
        lines += [f"{'mended' if f not in left else 'found'}: {f.code}: {f.message}" for f in found]
        lines += [f"new: {f.code}: {f.message}" for f in left if f not in found]
        lines.append("all is well" if not left else "run with --repair" if not repair else "could not be mended: see the lines above")
        write("\n".join(lines), output)
    return UNHEALTHY if left else 0
