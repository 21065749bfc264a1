"""The names under which data sets keep what an article has, in one table.

Names are compared without case and without `_`, `-`, `.` and spaces, so `datePublished`,
`date_published` and `Date Published` are one. Where a record has several names of one field, the
first in the table that holds something wins. `docs/inputs.md` shows the table to users.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final
from urllib.parse import urlsplit

from .dates import iso_day

ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "articleid", "docid", "documentid", "uid", "uuid", "guid", "doi", "file", "filename"),
    "text": (
        "text", "content", "body", "article", "articletext", "articlebody", "articlecontent", "fulltext", "maintext",
        "maincontent", "contenttext", "newstext", "story", "bodytext", "cleantext", "rawtext", "document",
    ),
    "html": ("html", "contenthtml", "rawhtml", "bodyhtml", "htmlcontent", "pagehtml"),
    "outlet": (
        "outlet", "source", "sourcename", "publisher", "publishername", "site", "sitename", "newspaper", "newssource",
        "newssite", "media", "channel", "agency", "series", "domain", "sourcedomain", "host", "hostname",
    ),
    "url": ("url", "link", "articleurl", "canonicalurl", "permalink", "weburl", "pageurl", "newsurl", "href", "uri"),
    "published": (
        "published", "datepublished", "publisheddate", "publishedat", "publishdate", "publicationdate", "pubdate",
        "publishedtime", "publishtime", "datepublish", "pubtime", "articledate", "newsdate", "date", "datetime",
        "timestamp", "time", "createdat", "datecreated",
    ),
    "seen": (
        "seen", "dateextracted", "extracted", "extractedat", "crawled", "crawledat", "crawldate", "datecrawled",
        "crawltime", "datedownload", "downloaded", "downloadedat", "downloaddate", "fetched", "fetchedat",
        "fetchtime", "retrieved", "retrievedat", "scraped", "scrapedat", "scrapedate", "seendate", "firstseen",
        "accessed", "accessdate",
    ),
    "title": ("title", "headline", "header", "articletitle", "newstitle", "heading"),
    "language": ("language", "lang", "languagecode", "inlanguage"),
}
"""What an article has, and the names that data sets give to it."""

# What an object that holds records may say for all of them.
SHARED: Final = ("outlet", "language")

_OTHER = re.compile(r"[\s_.\-]+")
_BY_NAME: Final = {name: field for field, names in ALIASES.items() for name in names}
_RANK: Final = {name: rank for names in ALIASES.values() for rank, name in enumerate(names)}
_OF_NAME: Final = ("name", "title", "value", "#text", "id")
# Addresses of web archives hold the address that they keep.
_ARCHIVED: Final = re.compile(r"^https?://(?:web\.)?archive\.(?:org|ph|today|is)/(?:web/)?\d{4,14}[a-z_]*/(?=\S)", re.I)


def plain(name: str) -> str:
    """A field's name as the table has it."""
    return _OTHER.sub("", name).lower()


def field_of(name: str) -> str | None:
    """What a column or key of that name holds, or None."""
    return _BY_NAME.get(plain(name))


def fields(record: Mapping[Any, Any]) -> dict[str, Any]:
    """The values of `record` under our names; empty ones give way to the next name of the same field."""
    found: dict[str, tuple[int, int, Any]] = {}
    for name, value in record.items():
        name = plain(str(name))
        if (field := _BY_NAME.get(name)) is None:
            continue
        value = _rendered(value)
        # An empty value still shows that the field is there.
        order = (int(_blank(value)), _RANK[name])
        if field not in found or order < found[field][:2]:
            found[field] = (*order, value)
    return {field: value for field, (_, _, value) in found.items()}


def holds_article(record: Mapping[Any, Any]) -> bool:
    """Whether the mapping itself has a text or a page, be it empty."""
    return any(
        field_of(str(name)) in ("text", "html") and (value is None or isinstance(_rendered(value), str))
        for name, value in record.items()
    )


def _rendered(value: Any) -> Any:
    """WordPress gives texts as `{"rendered": "…"}`."""
    return value.get("rendered", value) if isinstance(value, Mapping) else value


def name_in(value: Any) -> Any:
    """The name in a value such as `{"id": 5, "name": "…"}` or `["…"]`; other values as they are."""
    if isinstance(value, Mapping):
        return next((value[key] for key in _OF_NAME if isinstance(value.get(key), str) and value[key].strip()), None)
    if isinstance(value, list | tuple) and len(value) == 1:
        return name_in(value[0])
    return value


def outlet_in(value: Any) -> str | None:
    """An outlet as data sets write it: a name, an object with a name, or an address, of which the host is taken."""
    value = name_in(value)
    if value is None or isinstance(value, bool | float | list | Mapping):
        return None
    written = str(value).strip()
    if written.startswith(("http://", "https://")):
        return host_of(written)
    return written[:200] or None


def host_of(url: str | None) -> str | None:
    """The host of an address without `www.`, for an archived page that of the page; None where there is none."""
    url = _ARCHIVED.sub("", (url or "").strip())
    if url and "://" not in url:
        url = "//" + url.removeprefix("//")
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return None
    return host.removeprefix("www.") or None if "." in host else None


def day_in(value: Any) -> str | None:
    """The ISO day of a value: a date, a time, a written date, or seconds (or milliseconds) since 1970."""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, Mapping):
        value = next(iter(value.values()), None)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    number = _seconds(value)
    if number is not None:
        return datetime.fromtimestamp(number, UTC).date().isoformat()
    return iso_day(str(value).strip())


def _seconds(value: str | int | float) -> float | None:
    """Seconds since 1970 in a number of 9, 10, 13 or 16 digits, of the years 1973 to 2128."""
    if isinstance(value, str):
        if not re.fullmatch(r"\d{9,10}(?:\d{3}){0,3}(?:\.\d+)?", value.strip()):
            return None
        value = float(value)
    if not 1e8 <= value < 5e18:
        return None
    for unit in (1, 1e3, 1e6, 1e9):
        if 1e8 <= value / unit < 5e9:
            return value / unit
    return None


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip()) or value in ([], {})


def scalars(record: Mapping[Any, Any], wanted: Iterable[str]) -> dict[str, Any]:
    """Those of `wanted` that `record` gives as one value."""
    return {name: value for name, value in fields(record).items() if name in wanted and isinstance(value, str)}
