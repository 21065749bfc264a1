"""`tawatur stories`."""

from __future__ import annotations

from typing import Any

import click

from . import options, place
from .exits import HELP
from .output import check_output, colored, format_of, width_or_none, write

_SORTS = ("newest", "oldest", "origins", "outlets", "articles")


@click.command("stories", epilog=HELP, short_help="List the stories of a collection.")
@click.argument("where", metavar="[DIR]", required=False, type=click.Path())
@place.folder
@place.since
@place.until
@click.option("--outlet", multiple=True, metavar="NAME", help="Told by this outlet; may be given several times: by any of them.")
@click.option("--entity", metavar="NAME", help="Names this person, body or place.")
@click.option("--place", "place_name", metavar="NAME", help="Names this place.")
@click.option("--text", metavar="WORDS", help="Its articles hold these words, as `search` finds them.")
@click.option("--min-outlets", type=click.IntRange(min=1), default=1, show_default=True, help="Told by so many outlets at least.")
@click.option("--sort", type=click.Choice(_SORTS), default="newest", show_default=True, help="In which order.")
@click.option("--limit", type=click.IntRange(min=0), help="Show so many; 0 shows all. [default: 50 as text, all as JSON]")
@place.shape
@options.output
@options.language()
def command(
    where: str | None, folder: str | None, since: str | None, until: str | None, outlet: tuple[str, ...],
    entity: str | None, place_name: str | None, text: str | None, min_outlets: int, sort: str,
    limit: int | None, form: str | None, output: str | None, lang: str,
) -> int:
    """List stories, one line each: independent origins (certain–at most), outlets, articles, days, title."""
    check_output(output)
    kind = format_of(form, output)
    most = limit if limit is not None else 50 if kind == "text" else 0
    wanted: dict[str, Any] = {
        "since": place.day_of(since), "until": place.day_of(until), "outlet": outlet, "entity": entity,
        "place": place_name, "text": text, "min_outlets": min_outlets, "sort": sort,
    }
    with place.open_collection(where or folder, read_only=True) as collection:
        rows = collection.stories(**wanted)
        place.check_outlets(collection, outlet)
        none = place.nothing(collection)
    cut = rows[:most] if most else rows
    if kind == "json":
        write(place.as_json(cut), output)
    else:
        from ..export.collected.stories import render_stories

        ink = colored() and output is None
        write(render_stories(cut, lang, width_or_none(output), ink, len(rows) - len(cut), none), output)
    return 0
