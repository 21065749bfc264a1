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


# The forms that a report has by itself; `export.forms` has those that others define.
OWN = ("text", "json", "markdown", "html")


def forms(command: _Command) -> _Command:
    """The options --format, --base-url and --bom of what can be handed to other programs."""
    from ..export.forms import FORMS

    for option in (
        click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, which some spreadsheets need."),
        click.option(
            "--base-url", "base", metavar="URL", default=None,
            help="Address of the pages (tawatur serve), with which ids in prov, annotations and the like begin; by default urn:tawatur:",
        ),
        click.option(
            "--format", "form", type=click.Choice((*OWN, *FORMS)), metavar="FORM",
            help=f"{', '.join(OWN)}; for other programs: {', '.join(FORMS)} (docs/export.md). By default that of the ending of -o, else text.",
        ),
    ):
        command = option(command)
    return command


def base_of(url: str | None) -> str:
    """The beginning of ids, with a slash at its end; raises UsageError for what is no address."""
    from ..errors import UsageError
    from ..export.parcel import BASE

    if url is None:
        return BASE
    if not is_page(url) and not (url.startswith("urn:") and _plain(url)):
        raise UsageError(f"--base-url {url!r}: no address; write one such as https://news.example/tawatur/")
    return url if url.endswith(("/", ":")) else f"{url}/"


def is_page(url: str) -> bool:
    """Whether pages can lie under this address: http or https with a host, without a query."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and _plain(url)


def _plain(url: str) -> bool:
    """Whether it holds nothing that ends an address or stands in none (RFC 3986)."""
    return url.isprintable() and not any(char in ' <>"{}|\\^`#?' for char in url)


def shape(*formats: str) -> Callable[[_Command], _Command]:
    """The option --format; without it the ending of -o decides, else text."""
    return click.option(
        "--format", "form", type=click.Choice(formats),
        help="Form of the output; by default that of the ending of -o, else text.",
    )
