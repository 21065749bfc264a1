"""`tawatur agenda`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from . import options, place
from .exits import HELP
from .output import check_output, colored, write

if TYPE_CHECKING:
    from ..collection import Collection


@click.command("agenda", epilog=HELP, short_help="What is planned, and what became of it.")
@click.argument("where", metavar="[DIR]", required=False, type=click.Path())
@place.folder
@click.option("--after", "--since", "after", metavar="DAY", help="Planned for this day or later; by default the day after the last article.")
@click.option("--until", metavar="DAY", help="Planned for this day or earlier.")
@click.option("--format", "form", type=click.Choice(["text", "json", "ical"]), help="Form of the output; else by the ending of -o.")
@options.output
@options.language()
def command(
    where: str | None, folder: str | None, after: str | None, until: str | None, form: str | None,
    output: str | None, lang: str,
) -> int:
    """List planned meetings, visits, votes, matches and deadlines, who announced them, and what became of each later.

    With an earlier day in --after it looks back: held, moved, called off, or never mentioned again.
    """
    check_output(output)
    ending = (output or "").rpartition(".")[2].lower()
    kind = form or {"ics": "ical", "ical": "ical", "json": "json"}.get(ending, "text")
    with place.open_collection(where or folder, read_only=True) as collection:
        first, last = place.day_of(after), place.day_of(until)
        items = collection.agenda(after=first, until=last)
        none = None if items or kind != "text" else _none(collection, first, last, lang)
    if kind == "json":
        text = place.as_json(items)
    elif kind == "ical":
        from ..export.ical import agenda_ical

        # Its lines end in CRLF, which the file must keep (RFC 5545); `write` adds nothing to them.
        text = agenda_ical(items, lang).decode()
    else:
        from ..export.collected.agenda import render_agenda
        from .output import width

        text = render_agenda(items, lang, width(), colored() and output is None, none)
    write(text, output)
    return 0


def _none(collection: Collection, first: str | None, last: str | None, lang: str) -> str:
    """What is said where nothing is planned: between which days that was looked for."""
    from ..export.words import load_words

    words = load_words(lang)
    if place.nothing(collection) == "collected.empty":
        return words("collected.empty")
    day = words.date(first or collection.day_after())
    return words("agenda.none_until", day=day, until=words.date(last)) if last else words("agenda.none", day=day)
