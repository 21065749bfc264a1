"""`tawatur article`."""

from __future__ import annotations

import click

from . import options, place
from .exits import HELP
from .output import check_output, colored, format_of, width, write


@click.command("article", epilog=HELP, short_help="An article of a collection, its versions and what was edited.")
@click.argument("words", metavar="ID", nargs=-1, required=True)
@place.folder
@click.option("--versions", is_flag=True, help="All versions, with what was edited between them.")
@place.shape
@options.output
@options.language()
def command(
    words: tuple[str, ...], folder: str | None, versions: bool, form: str | None, output: str | None, lang: str
) -> int:
    """Show the article ID; with --versions its silent edits as a diff."""
    check_output(output)
    named, rest = place.named_first(words)
    if len(rest) != 1:
        raise click.UsageError("one article is due: tawatur article ID")
    with place.open_collection(named or folder, read_only=True) as collection:
        entry = collection.entry(rest[0])
        all_versions = collection.versions(entry.id)
        changes = collection.changes(entry.id) if versions else []
    form = format_of(form, output)
    ink = colored() and output is None
    if form == "json":
        shown = {"article": entry, "text": all_versions[-1].content.text}
        write(place.as_json({**shown, "versions": all_versions, "changes": changes} if versions else shown), output)
        return 0
    from ..export.collected.piece import render_article, render_versions

    if versions:
        write(render_versions(entry, all_versions, changes, lang, width(), ink), output)
    else:
        write(render_article(entry, all_versions[-1].content.text, lang, width(), ink), output)
    return 0
