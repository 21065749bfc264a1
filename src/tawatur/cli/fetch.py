"""`tawatur fetch`."""

from __future__ import annotations

import click

from . import options, place
from .exits import HELP
from .intake import moving, show
from .output import check_output, format_of


@click.command("fetch", epilog=HELP, short_help="Fetch feeds and pages from the web into a collection.")
@click.argument("urls", metavar="[URL]...", nargs=-1)
@place.folder
@click.option("--feeds", "lists", metavar="FILE.opml", multiple=True, type=click.Path(), help="The feeds of this list; may be given several times.")
@click.option("--outlet", metavar="NAME", help="Outlet of the pages that are named.")
@place.since
@place.workers
@place.shape
@options.output
@options.language()
def command(
    urls: tuple[str, ...], folder: str | None, lists: tuple[str, ...], outlet: str | None, since: str | None,
    workers: int | None, form: str | None, output: str | None, lang: str,
) -> int:
    """Fetch pages, and RSS, Atom and JSON feeds; without URL all feeds of the collection. Then group and compare.

    A feed that is named is watched from then on. Robots.txt is obeyed, each host is asked one thing at a time, and
    no address inside your own network is reached.
    """
    check_output(output)
    named, rest = place.named_first(urls)
    from ..ingest.fetch.opml import read_opml

    rows = [row for path in lists for row in read_opml(path)]
    day = place.day_of(since)
    with place.open_collection(named or folder) as collection:
        with moving(lang) as tell:
            report = collection.fetch(rest, feeds=rows, outlet=outlet, since=day, progress=tell, workers=workers)
        stories = collection.counts().get("stories", 0)
    return show(report, stories, format_of(form, output), lang, output)
