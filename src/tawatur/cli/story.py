"""`tawatur story`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from . import options, place
from .exits import HELP
from .output import check_output, colored, complain, form_asked, rendered, width, write_form

if TYPE_CHECKING:
    from ..reporting import StoryReport


@click.command("story", epilog=HELP, short_help="The comparison of a story's articles.")
@click.argument("words", metavar="ID", nargs=-1, required=True)
@place.folder
@options.forms
@options.output
@options.language()
def command(
    words: tuple[str, ...], folder: str | None, form: str | None, base: str | None, bom: bool, output: str | None, lang: str,
) -> int:
    """Show the comparison of all articles of the story ID, as `tawatur compare` does, or write it in a form for other programs.

    An id that was merged into another story leads there, the id of an article to its story.
    """
    check_output(output)
    named, rest = place.named_first(words)
    if len(rest) != 1:
        raise click.UsageError("one story is due: tawatur story ID (`tawatur stories` lists the ids)")
    kind, begins = form_asked(form, output), options.base_of(base)
    made: str | bytes
    with place.open_collection(named or folder, read_only=True) as collection:
        report = collection.story(rest[0])
        if kind in options.OWN:
            made = _with_head(report, rendered(report, kind, lang, output), kind, lang, output)
        else:
            from ..collection.parcels import story_parcel
            from ..export.forms import form_of

            made = form_of(kind).render(story_parcel(collection, report, base=begins, lang=lang, bom=bom))
    if report.id != rest[0]:
        complain(f"{rest[0]}: this belongs to the story {report.id}, which follows")
    write_form(made, kind, output)
    return 0


def _with_head(report: StoryReport, text: str, kind: str, lang: str, output: str | None) -> str:
    """As text the story's own lines stand before its comparison."""
    if kind != "text":
        return text
    from ..export.collected.stories import render_story

    return f"{render_story(report, lang, width(), colored() and output is None)}\n{text}"
