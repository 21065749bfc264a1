"""Which collection a command is about, and in which form it answers."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ..collection import Collection

CONFIG = "tawatur.toml"
# So many outlets are named where one is unknown.
_NAMED = 8

folder = click.option(
    "-C", "--collection", "folder", metavar="DIR", envvar="TAWATUR_COLLECTION", type=click.Path(),
    help="Folder of the collection; by default $TAWATUR_COLLECTION, else this folder or the nearest above it that is one.",
)
limit = click.option("--limit", type=click.IntRange(min=0), default=50, show_default=True,
                     help="Show so many; 0 shows all.")
since = click.option("--since", metavar="DAY", help="From this day on (YYYY-MM-DD), or so long back: 7d, 24h, 2w.")
until = click.option("--until", metavar="DAY", help="Up to this day (YYYY-MM-DD).")
workers = click.option("--workers", type=click.IntRange(min=0), metavar="N", help="Read with N processes; by default one a processor.")
shape = click.option("--format", "form", type=click.Choice(["text", "json"]), help="Form of the output; else by the ending of -o.")


def named_first(words: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The collection where the first word names one (`tawatur story DIR ID`), and the other words."""
    # os.path, unlike Path, says no to a word that is too long to name a file.
    if words and os.path.isfile(Path(words[0]) / CONFIG):
        return words[0], words[1:]
    return None, words


def find_folder(folder: str | None) -> Path:
    """The folder of the collection; raises UsageError where there is none."""
    from ..errors import UsageError

    if folder is not None:
        return Path(folder)
    here = Path.cwd()
    for place in (here, *here.parents):
        if (place / CONFIG).is_file():
            return place
    raise UsageError(f"{here}: no collection here or above; make one with `tawatur init DIR`, or name one with -C DIR")


def open_collection(folder: str | None, **options: Any) -> Collection:
    """The collection that the user means, opened."""
    from ..collection import open_collection as opened

    return opened(find_folder(folder), **options)


def nothing(collection: Collection) -> str:
    """The key of what is said where nothing fits: an empty collection is another matter."""
    return "collected.nothing" if collection.counts().get("articles") else "collected.empty"


def check_outlets(collection: Collection, named: tuple[str, ...]) -> None:
    """Say which outlets there are where one that was named is none of them; answers without it are right all the same."""
    if not named:
        return
    from ..collection.telling import outlets_meant
    from .output import complain

    known = collection.outlet_names()
    for name in outlets_meant(collection, named):
        if known and name not in known:
            more = f" and {len(known) - _NAMED} more (`tawatur outlets`)" if len(known) > _NAMED else ""
            complain(f"{name}: no outlet of the collection; there are {', '.join(known[:_NAMED])}{more}")


def as_json(value: Any) -> str:
    """Any of our records as JSON with two spaces of indent, Arabic as it is."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def day_of(written: str | None) -> str | None:
    """An ISO day from `2015-08-02`, or from `7d`, `24h`, `2w` counted back from now; raises UsageError."""
    import datetime
    import re

    from ..errors import UsageError

    if not written:
        return None
    back = re.fullmatch(r"(\d{1,4})([hdw])", written)
    try:
        if back is None:
            return datetime.datetime.fromisoformat(written).date().isoformat()
        hours = int(back[1]) * {"h": 1, "d": 24, "w": 168}[back[2]]
        now = datetime.datetime.now(datetime.UTC)
        return (now - datetime.timedelta(hours=hours)).date().isoformat()
    except (ValueError, OverflowError):
        raise UsageError(f"{written!r} is no day; write YYYY-MM-DD, or 7d, 24h, 2w for so long back") from None


def interactive() -> bool:
    """True where progress may be drawn."""
    import sys

    return sys.stderr is not None and sys.stderr.isatty() and not os.environ.get("TAWATUR_NO_PROGRESS")
