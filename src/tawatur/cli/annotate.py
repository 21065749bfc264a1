"""`tawatur annotate`."""

from __future__ import annotations

import click

from . import options
from .exits import HELP
from .output import check_output, colored, format_of, progress, report_problems, width, write


@click.command("annotate", epilog=HELP, short_help="Show all that is read out of each article.")
@options.files
@options.shape("text", "json")
@options.output
@options.meta
@options.names
def command(
    files: tuple[str, ...], form: str | None, output: str | None, meta: str | None, names: str | None
) -> int:
    """Show what is read out of each article: parts, times, names, who said what, events.

    As text with the findings marked in it, or as JSON of the same form as a comparison.
    """
    check_output(output)
    from .. import api

    kind = format_of(form, output)
    with progress(f"Reading {len(files)} file{'s' * (len(files) != 1)}"):
        report = api.annotate(files, meta=meta, names=names)
        if kind == "json":
            text = report.to_json()
        else:
            from .highlight import highlight

            text = highlight(report, width(), colored() and output is None)
    code = report_problems(report.notes)
    write(text, output)
    return code
