"""`tawatur story`."""

from __future__ import annotations

import click

from . import options, place
from .exits import HELP
from .output import check_output, colored, complain, format_of, rendered, width, write


@click.command("story", epilog=HELP, short_help="The comparison of a story's articles.")
@click.argument("words", metavar="ID", nargs=-1, required=True)
@place.folder
@options.shape("text", "json", "markdown", "html")
@options.output
@options.language()
def command(words: tuple[str, ...], folder: str | None, form: str | None, output: str | None, lang: str) -> int:
    """Show the comparison of all articles of the story ID, as `tawatur compare` does.

    An id that was merged into another story leads there, the id of an article to its story.
    """
    check_output(output)
    named, rest = place.named_first(words)
    if len(rest) != 1:
        raise click.UsageError("one story is due: tawatur story ID (`tawatur stories` lists the ids)")
    kind = format_of(form, output)
    with place.open_collection(named or folder, read_only=True) as collection:
        report = collection.story(rest[0])
    if report.id != rest[0]:
        complain(f"{rest[0]}: this belongs to the story {report.id}, which follows")
    text = rendered(report, kind, lang, output)
    if kind == "text":
        from ..export.collected.stories import render_story

        text = f"{render_story(report, lang, width(), colored() and output is None)}\n{text}"
    write(text, output)
    return 0
