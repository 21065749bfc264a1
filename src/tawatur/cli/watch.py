"""`tawatur watch`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from . import options, place
from .exits import HELP, INTERRUPTED
from .intake import moving, show

if TYPE_CHECKING:
    from ..collection import AddReport


@click.command("watch", epilog=HELP, short_help="Watch feeds, again and again.")
@click.argument("urls", metavar="[URL]...", nargs=-1)
@place.folder
@click.option("--rounds", type=click.IntRange(min=1), metavar="N", help="End after N passes; by default it ends with Ctrl-C.")
@place.since
@place.workers
@options.language()
def command(
    urls: tuple[str, ...], folder: str | None, rounds: int | None, since: str | None, workers: int | None, lang: str
) -> int:
    """Watch the feeds of the collection, and those at URL or named by the page there; a line after each pass.

    A feed that brings news is looked at more often, one that does not less often.
    """
    named, rest = place.named_first(urls)
    day = place.day_of(since)
    with place.open_collection(named or folder) as collection:

        def told(report: AddReport) -> None:
            show(report, collection.counts().get("stories", 0), "text", lang, None)

        with moving(lang) as tell:
            report = collection.watch(rest, rounds=rounds, since=day, progress=tell, told=told, workers=workers)
    return INTERRUPTED if report.stopped else 0
