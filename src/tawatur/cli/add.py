"""`tawatur add`."""

from __future__ import annotations

import click

from ..errors import InputError
from . import options, place
from .exits import HELP
from .intake import moving, show
from .output import check_output, format_of


@click.command("add", epilog=HELP, short_help="Take articles into a collection.")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@place.folder
@place.since
@place.workers
@click.option("--confirm", is_flag=True, help="Print the id of each article as soon as it is on the disk for good.")
@place.shape
@options.output
@options.language()
def command(
    inputs: tuple[str, ...], folder: str | None, since: str | None, workers: int | None, confirm: bool,
    form: str | None, output: str | None, lang: str,
) -> int:
    """Take in files, folders, .jsonl, .json, .parquet, .warc(.gz), .opml, .zip and .tar; then group and compare.

    What is in already changes nothing. Stopped or killed, the same command goes on where it was; whatever was
    confirmed is kept. What is left out is named on stderr with the reason.
    """
    check_output(output)
    named, rest = place.named_first(inputs)
    if not rest:
        raise click.UsageError("name what is to be added: tawatur add FILE...")
    day = place.day_of(since)
    with place.open_collection(named or folder) as collection:
        with moving(lang, confirm) as tell:
            report = collection.add(rest, since=day, progress=tell, workers=workers)
        stories = collection.counts().get("stories", 0)
    if not (report.files or report.problems or report.stopped):
        from ..export.words import load_words
        from .output import complain

        complain(load_words(lang)("adding.no_files", inputs=", ".join(rest)))
        return InputError.exit_code
    return show(report, stories, format_of(form, output), lang, output)
