"""`tawatur compare`."""

from __future__ import annotations

import click

from . import options
from .exits import HELP
from .output import (
    check_output,
    form_asked,
    progress,
    rendered,
    report_problems,
    write_form,
)


@click.command("compare", epilog=HELP, short_help="Compare two or more articles on one event.")
@options.files
@options.forms
@options.output
@options.language()
@options.meta
@options.encoder
@options.names
def command(
    files: tuple[str, ...], form: str | None, base: str | None, bom: bool, output: str | None, lang: str, meta: str | None,
    encoder: str | None, names: str | None,
) -> int:
    """Compare two or more articles on one event: .txt, .html, or .jsonl with one article a line.

    Shows which claims agree and which differ, who said what, and how many independent origins
    stand behind each claim. Inputs that can't be read are named on stderr; the others are compared.
    """
    check_output(output)
    from .. import api

    kind, begins = form_asked(form, output), options.base_of(base)
    with progress(f"Comparing {len(files)} file{'s' * (len(files) != 1)}"):
        report = api.compare(files, meta=meta, encoder=encoder, names=names)
        made = rendered(report, kind, lang, output) if kind in options.OWN else api.export(report, kind, lang, base_url=begins, bom=bom)
    code = report_problems(report.notes)
    write_form(made, kind, output)
    return code
