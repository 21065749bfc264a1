"""`tawatur demo`."""

from __future__ import annotations

from pathlib import Path

import click

from . import options
from .output import check_output, progress, write

_FOLDER = "tawatur-demo"


@click.command("demo", short_help="Compare the shipped example and write its report.")
@click.option("-o", "--output", "folder", metavar="DIR", type=click.Path(), default=_FOLDER,
              show_default=True, help="Folder for the report; made where it is missing.")
@options.language()
def command(folder: str, lang: str) -> int:
    """Compare the shipped example, write the HTML report and its JSON into DIR, and say where."""
    from ..errors import OutputError

    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputError(f"{folder}: the folder can't be made ({reason}); name another with -o") from None
    page = str(Path(folder) / "report.html")
    check_output(page)
    from .. import api

    articles = api.demo_articles()
    table = articles[0].parent / "meta.csv" if articles else None
    with progress("Comparing the shipped example"):
        report = api.compare(articles, meta=table if table and table.is_file() else None)
        write(report.to_html(lang), page)
        write(report.to_json(), str(Path(folder) / "comparison.json"))
    origins = report.story.independent_origins if report.story else None
    click.echo(f"{len(report.articles)} articles, {len(report.alignments)} claims or groups of claims"
               + (f", {origins.certain} to {origins.at_most} independent origins" if origins else ""))
    click.echo(f"Report: {Path(page).resolve()}")
    return 0
