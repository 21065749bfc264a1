"""A list of feeds as readers export it (OPML), to rows."""

from __future__ import annotations

from pathlib import Path

from ...errors import InputError
from ...model.collection import FeedRow
from ..config import MAX_BYTES
from .markup import xml_text

MAX_FEEDS = 5_000
"""Most feeds of one list."""


def read_opml(path: str | Path) -> tuple[FeedRow, ...]:
    """The feeds of an OPML file, in their order, each once.

    `outlet` of an outline (our own attribute) is taken as given; its text or title is the feed's title.
    Raises InputError (with the path) where it can't be read or names no feed.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror}); check the name") from None
    if len(data) > MAX_BYTES:
        raise InputError(f"{path}: more than {MAX_BYTES / 1e6:.0f} MB; give a list of feeds")
    try:
        return feeds_of_opml(data)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def feeds_of_opml(data: bytes) -> tuple[FeedRow, ...]:
    """As `read_opml`, for the file's bytes; raises InputError."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(xml_text(data, None, 100).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"broken XML ({str(error)[:80]}); export the list again") from None
    rows: dict[str, FeedRow] = {}
    for node in root.iter("{*}outline") if root is not None else ():
        values = {name.lower(): " ".join(value.split()) for name, value in node.attrib.items()}
        url = values.get("xmlurl", "")
        if url.lower().startswith("feed:"):
            url = url[5:] if "://" in url[5:12] else "http:" + url[5:]
        if url:
            title = values.get("title") or values.get("text") or None
            rows.setdefault(url, FeedRow(url=url, kind="feed", title=title, outlet=values.get("outlet") or None))
    if not rows:
        raise InputError("no feed is named in it (no outline with xmlUrl); export the list again as OPML")
    if len(rows) > MAX_FEEDS:
        raise InputError(f"{len(rows):,} feeds; at most {MAX_FEEDS:,} a list: split it")
    return tuple(rows.values())
