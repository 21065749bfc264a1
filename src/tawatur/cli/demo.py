"""`tawatur demo`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import options
from .output import check_output, progress, write
from .serve import port

if TYPE_CHECKING:
    from ..collection import Collection

_FOLDER = "tawatur-demo"


@click.command("demo", short_help="Show what Tawatur does on the shipped example.")
@click.option("-o", "--output", "folder", metavar="DIR", type=click.Path(),
              help=f"Folder for the report, by default {_FOLDER}, or for the collection, by default one that goes with the end.")
@click.option("--serve", is_flag=True, help="Make a collection of the shipped press and show it as web pages.")
@port
@options.language()
def command(folder: str | None, serve: bool, port: int, lang: str) -> int:
    """Compare the shipped example, write the HTML report and its JSON into DIR, and say where.

    With --serve make a collection of the shipped press instead and show its pages until stopped.
    """
    if serve:
        _serve(folder, port)
    else:
        _report(folder or _FOLDER, lang)
    return 0


def _report(folder: str, lang: str) -> None:
    _make(folder)
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


def _serve(folder: str | None, port: int) -> None:
    from ..web.guard.server import leaving_stuck
    from ..web.serving import listen, serve
    from ..web.settings import WebSettings

    if port:
        # Said before the articles are read, which takes a while.
        listen("127.0.0.1", port).close()
    with leaving_stuck(), _place(folder) as where, _press(where) as collection:
        serve(collection, WebSettings(folder=where, port=port), log=False, tell=click.echo)


@contextmanager
def _place(folder: str | None) -> Iterator[Path]:
    """The folder that was named, or one that goes with the end."""
    import tempfile

    if folder is not None:
        _make(folder)
        yield Path(folder)
        return
    with tempfile.TemporaryDirectory(prefix="tawatur-demo-", ignore_cleanup_errors=True) as made:
        yield Path(made) / "press"


@contextmanager
def _press(where: Path) -> Iterator[Collection]:
    """A collection of the shipped press; one of an earlier call is taken up again, one of other articles is left alone."""
    from .. import api
    from ..collection import open_collection
    from ..errors import UsageError

    with open_collection(where, create=True) as collection:
        ours = {path.name for path in api.demo_press()}
        if any(Path(row.name).name not in ours for row in collection.store.intake.inputs()):
            raise UsageError(f"{where}: a collection of other articles is there; name another folder with -o")
        with progress("Reading the shipped press; this takes some seconds"):
            collection.add(api.demo_press(), workers=0)
        yield collection


def _make(folder: str) -> None:
    from ..errors import OutputError

    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputError(f"{folder}: the folder can't be made ({reason}); name another with -o") from None
