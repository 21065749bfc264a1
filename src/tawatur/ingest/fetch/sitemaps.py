"""Sitemaps, also packed, news sitemaps and indexes of sitemaps, to entries."""

from __future__ import annotations

from typing import Any

import msgspec

from ...errors import InputError
from ..dates import iso_day
from .client import gunzip
from .failure import FetchFailure
from .feeds import FeedEntry, instant
from .markup import xml_text

MAX_TAGS = 800_000
"""Most tags of one sitemap: 50,000 addresses, the most that the protocol allows, have some 400,000."""


class Sitemap(msgspec.Struct, frozen=True):
    """The pages of a sitemap, or the sitemaps of an index (address and day of the last change)."""

    entries: tuple[FeedEntry, ...] = ()
    sitemaps: tuple[FeedEntry, ...] = ()


def read_sitemap(data: bytes, charset: str | None, depth: int, limit: int) -> Sitemap:
    """The sitemap in `data`, which may be packed (at most `limit` bytes unpacked); raises FetchFailure."""
    from lxml import etree

    if data[:2] == b"\x1f\x8b":
        data = gunzip(data, limit)
    try:
        text = xml_text(data, charset, depth, MAX_TAGS)
    except FetchFailure:
        raise
    except InputError as error:
        raise FetchFailure("text", f"the sitemap can't be read: {error}") from None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise FetchFailure("feed", f"the sitemap can't be parsed ({str(error)[:80]})") from None
    name = str(root.tag).rpartition("}")[2] if root is not None else ""
    if name not in ("urlset", "sitemapindex"):
        raise FetchFailure("feed", "this is no sitemap; name the sitemap's own address")
    found = tuple(entry for node in root if isinstance(node.tag, str) and (entry := _entry(node)))
    return Sitemap(entries=found) if name == "urlset" else Sitemap(sitemaps=found)


def _entry(node: Any) -> FeedEntry | None:
    values: dict[str, str] = {}
    for inner in node.iter():
        if isinstance(inner.tag, str) and inner.text and inner.text.strip():
            values.setdefault(inner.tag.rpartition("}")[2], " ".join(inner.text.split()))
    if "loc" not in values:
        return None
    # `lastmod` is the day of a change, not of publication: it orders, but dates no article.
    return FeedEntry(
        url=values["loc"], title=values.get("title"), day=iso_day(values.get("publication_date", "")),
        updated=instant(values.get("lastmod")),
    )
