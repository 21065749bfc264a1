"""Arguments and options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

_Command = Callable[..., Any]

files = click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
meta = click.option(
    "--meta", metavar="FILE.csv", type=click.Path(),
    help="CSV with the columns file (or id), outlet, published, url, title.",
)
output = click.option(
    "-o", "--output", metavar="FILE", type=click.Path(), help="Write to FILE instead of the terminal."
)

encoder = click.option(
    "--encoder", metavar="MODEL",
    help="What tells how alike claims are: e5 (usual), lexical, st:MODEL or openai:URL#MODEL.",
)
names = click.option(
    "--names", metavar="MODEL",
    help="What reads names beside the rules: head (usual), hf:MODEL, or rules for them alone.",
)


def language(text: str = "Language of the report's own words.") -> Callable[[_Command], _Command]:
    """The option --lang."""
    return click.option("--lang", type=click.Choice(["en", "ar"]), default="en", show_default=True, help=text)


def shape(*formats: str) -> Callable[[_Command], _Command]:
    """The option --format; without it the ending of -o decides, else text."""
    return click.option(
        "--format", "form", type=click.Choice(formats),
        help="Form of the output; by default that of the ending of -o, else text.",
    )
