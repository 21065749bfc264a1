"""OPML: the list of feeds that feed readers give away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Final

from ..model.collection import FeedRow
from .config import MAX_BYTES, MAX_TAGS
from .record import Failure
from .result import InputProblem
from .rows import Made, Raw, Reading, broken, not_read
from .streams import reason, whole

_DECLARED: Final = re.compile(rb"<!(?:ENTITY|DOCTYPE[^>]*\[)", re.I)


def read_opml(stream: IO[bytes], reading: Reading) -> Iterator[Raw]:
    """A record with a `FeedRow` for each outline that has an address; outlines without one are only folders."""
    from lxml import etree

    data = whole(stream, MAX_BYTES)
    # Entities are what bombs are made of; no list of feeds needs them.
    if _DECLARED.search(data.replace(b"\x00", b"")):
        raise Failure("hostile", "the file declares entities of its own; export the list of feeds again")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise Failure("damaged", f"no sound OPML ({reason(error)}); export it again") from None
    if root is None or str(root.tag).lower() != "opml":
        raise Failure("damaged", "no OPML: its outermost element is another one")
    count = 0
    for node in root.iter("outline", "{*}outline"):
        if count >= MAX_TAGS:
            yield broken(Failure("too large", f"more than {MAX_TAGS:,} feeds; split the list"), reading.shown)
            return
        fields = {str(name).lower(): value.strip() for name, value in node.attrib.items()}
        address = fields.get("xmlurl") or fields.get("url") or ""
        if not address and (len(node) or not fields.get("htmlurl")):
            continue
        count += 1
        yield _feed(fields, address, f"{reading.shown}#{count}")
    if not count:
        yield _said(not_read(reading.shown, "empty", "no feed is listed; outlines with xmlUrl are due"))


def _feed(fields: dict[str, str], address: str, where: str) -> Raw:
    title = fields.get("title") or fields.get("text") or None
    if address.startswith("feed:"):
        address = address.removeprefix("feed:")
        address = address if address.startswith(("http://", "https://")) else "https://" + address.lstrip("/")
    if not address.lower().startswith(("http://", "https://")):
        shown = address[:80] or "no address"
        return _said(not_read(where, "record", f"{shown}: no web address of a feed ({title or 'without a title'})"))
    return Raw(where, lambda: Made(None, (), FeedRow(url=address, kind="feed", title=title)))


def _said(problem: InputProblem) -> Raw:
    return Raw(problem.path, lambda: Made(None, (problem,)))
