"""`tawatur export`."""

from __future__ import annotations

import click

from . import place
from .exits import HELP
from .output import check_output

_TABLES = ("articles", "claims", "attributions", "events", "entities", "stories", "corrections", "pairs")
_FORMATS = ("jsonl", "csv", "parquet")


@click.command("export", epilog=HELP, short_help="Tables of a collection as JSON lines, CSV or Parquet.")
@click.argument("words", metavar="[TABLE]", nargs=-1)
@place.folder
@click.option("--format", "form", type=click.Choice(_FORMATS), help="Form of the output; else by the ending of -o, else jsonl.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Write to FILE instead of the terminal (due for parquet).")
@place.since
@place.until
def command(
    words: tuple[str, ...], folder: str | None, form: str | None, output: str | None, since: str | None, until: str | None
) -> int:
    """Write one table, a row each: articles, claims, attributions, events, entities or stories (docs/export.md),
    or, as gold, what readers marked: corrections, pairs (docs/corrections.md).

    Every row of an article's words holds the article's id, start and end of the words, and the words.
    """
    check_output(output)
    named, rest = place.named_first(words)
    table = rest[0] if rest else "articles"
    if len(rest) > 1 or table not in _TABLES:
        raise click.UsageError(f"no table {' '.join(rest)!r}; there are {', '.join(_TABLES)}")
    ending = (output or "").rpartition(".")[2].lower()
    kind = form or (ending if ending in _FORMATS else "jsonl")
    if kind == "parquet" and output is None:
        raise click.UsageError("parquet is no text: name a file with -o")
    first, last = place.day_of(since), place.day_of(until)
    with place.open_collection(named or folder, read_only=True) as collection:
        rows = collection.export(table, output, kind, since=first, until=last)
    if output is not None:
        click.echo(f"{output}: {rows} rows", err=True)
    return 0
