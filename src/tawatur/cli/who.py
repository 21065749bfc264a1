"""`tawatur who`."""

from __future__ import annotations

import click

from . import options, place
from .exits import HELP
from .output import check_output, colored, format_of, width, write


@click.command("who", epilog=HELP, short_help="A person, body or place: its names, deeds and words.")
@click.argument("words", metavar="NAME...", nargs=-1, required=True)
@place.folder
@place.since
@place.until
@place.shape
@options.output
@options.language()
def command(
    words: tuple[str, ...], folder: str | None, since: str | None, until: str | None, form: str | None,
    output: str | None, lang: str,
) -> int:
    """Show under which names each outlet calls NAME, what it did, where it went, what it said and through whom that came."""
    check_output(output)
    named, rest = place.named_first(words)
    with place.open_collection(named or folder, read_only=True) as collection:
        answer = collection.who(" ".join(rest), since=place.day_of(since), until=place.day_of(until))
    if format_of(form, output) == "json":
        write(place.as_json(answer), output)
    else:
        from ..export.collected.profile import render_who

        write(render_who(answer, lang, width(), colored() and output is None), output)
    return 0
