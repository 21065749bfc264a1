"""`tawatur compare`."""

from __future__ import annotations

import click

from . import options
from .exits import HELP
from .output import check_output, colored, format_of, progress, report_problems, width, write


@click.command("compare", epilog=HELP, short_help="Compare two or more articles on one event.")
@options.files
@options.shape("text", "json", "markdown", "html")
@options.output
@options.language()
@options.meta
@options.encoder
@options.names
def command(
    files: tuple[str, ...], form: str | None, output: str | None, lang: str, meta: str | None,
    encoder: str | None, names: str | None,
) -> int:
    """Compare two or more articles on one event: .txt, .html, or .jsonl with one article a line.

    Shows which claims agree and which differ, who said what, and how many independent origins
    stand behind each claim. Inputs that can't be read are named on stderr; the others are compared.
    """
    check_output(output)
    from .. import api

    kind = format_of(form, output)
    with progress(f"Comparing {len(files)} file{'s' * (len(files) != 1)}"):
        report = api.compare(files, meta=meta, encoder=encoder, names=names)
        if kind == "json":
            text = report.to_json()
        elif kind == "html":
            text = report.to_html(lang)
        elif kind == "markdown":
            text = report.to_markdown(lang)
        else:
            text = report.to_text(lang, width(), colored() and output is None)
    code = report_problems(report.notes)
    write(text, output)
    return code
