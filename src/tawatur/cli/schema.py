"""`tawatur schema`."""

from __future__ import annotations

import click

from . import options
from .output import check_output, write


@click.command("schema", short_help="Print the JSON Schema of the output.")
@options.output
def command(output: str | None) -> int:
    """Print the JSON Schema of a comparison, made from the program's own types."""
    check_output(output)
    import json

    from .. import api

    write(json.dumps(api.schema(), ensure_ascii=False, indent=2), output)
    return 0
