"""RSS, Atom and RDF (by feedparser) and JSON feeds to entries.

feedparser and not fastfeedparser: it keeps the date as it is written, and the day of a piece of news is
the one that is written, not the one in Greenwich; it also resolves addresses against xml:base. It
is ten times slower (some 80 ms for 200 entries), which does not matter beside a request.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import msgspec

from ...errors import InputError
from ..dates import iso_day
from ..encoding import decode
from .failure import FetchFailure
from .markup import xml_text

_FEED = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|RDF|channel)\b")
_HEAD = 3000
_PERIODS = {"hourly": 3600.0, "daily": 86_400.0, "weekly": 604_800.0}


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What a feed or sitemap says of one page. `day` is the day as written, `updated` an instant in UTC.

    `content` is the full text as HTML where the feed carries it.
    """

    url: str | None
    title: str | None = None
    day: str | None = None
    updated: datetime | None = None
    content: str | None = None


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed as it was read. `pause` is the time in seconds that it asks to be left alone; `damage` what is broken."""

    title: str | None
    entries: tuple[FeedEntry, ...]
    pause: float = 0.0
    damage: str | None = None


def read_feed(data: bytes, url: str, charset: str | None, depth: int) -> Feed:
    """The feed in `data`, fetched from `url`.

    Raises FetchFailure ("feed": no feed; "hostile": built to choke a parser; "text": no text).
    """
    try:
        if data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return _json_feed(decode(data, charset).text, url)
        text = xml_text(data, charset, depth)
    except FetchFailure:
        raise
    except InputError as error:
        raise FetchFailure("text", f"the feed can't be read: {error}") from None
    head = text[:_HEAD]
    if not _FEED.search(head):
        what = "an HTML page" if re.search(r"<(?:!doctype )?html\b", head, re.I) else "no RSS, Atom, RDF or JSON feed"
        raise FetchFailure("feed", f"this is {what}, where a feed was expected; name the feed's own address")
    return _xml_feed(text, url)


def looks_like_feed(data: bytes) -> bool:
    """Whether an answer is a feed rather than a page."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return b"jsonfeed.org/version" in head
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "replace")
    return "<html" not in text.lower() and _FEED.search(text) is not None


def _xml_feed(text: str, url: str) -> Feed:
    import feedparser

    data = io.BytesIO(b'<?xml version="1.0" encoding="utf-8"?>\n' + text.encode("utf-8", "replace"))
    try:
        # From a stream and never from bytes or str: those it would take for an address to fetch.
        # Its cleaning of HTML takes quadratic time over some inputs, and we take the text alone.
        found = feedparser.parse(
            data, response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
            sanitize_html=False, resolve_relative_uris=False,
        )
    except Exception as error:  # it raises many kinds on broken dates and attributes
        raise FetchFailure("feed", f"the feed can't be parsed ({' '.join(str(error).split())[:80]})") from None
    about = found.get("feed", {})
    entries = tuple(_entry(entry, url) for entry in found.get("entries", ()))
    return Feed(
        title=_line(about.get("title")), entries=entries, pause=_pause(about), damage=_damage(found, text),
    )


def _entry(entry: Any, url: str) -> FeedEntry:
    # Asked by `in`: `get` gives the time of publication where none of a change stands there.
    changed = entry.get("updated_parsed") if "updated_parsed" in entry else None
    written = entry.get("published") or (entry.get("updated") if "updated" in entry else None) or entry.get("created")
    content = max((str(piece.get("value") or "") for piece in entry.get("content", ())), key=len, default="")
    link = _line(entry.get("link"))
    return FeedEntry(
        url=_joined(url, link), title=_plain(entry.get("title")),
        day=iso_day(str(written)) if written else None, updated=_instant(changed),
        content=content or None,
    )


def _joined(base: str, link: str | None) -> str | None:
    """`link` seen from `base`; as it is where it is no address, for the problem that tells so."""
    try:
        return urljoin(base, link) if link else None
    except ValueError:
        return link


def _instant(parsed: Any) -> datetime | None:
    try:
        if not parsed:
            return None
        year, month, day, hour, minute, second = (int(part) for part in parsed[:6])
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (TypeError, ValueError):
        return None


def _pause(about: Any) -> float:
    """Seconds between two looks that the feed wants (ttl, sy:updatePeriod)."""
    try:
        ttl = float(str(about.get("ttl") or 0)) * 60
        period = _PERIODS.get(str(about.get("sy_updateperiod") or "").strip().lower(), 0.0)
        frequency = float(str(about.get("sy_updatefrequency") or 1)) or 1.0
    except ValueError:
        return 0.0
    wanted = max(ttl, period / frequency)
    return wanted if 0 < wanted < 10**7 else 0.0


def _damage(found: Any, text: str) -> str | None:
    """What is broken, where entries may have been lost by it."""
    if not found.get("bozo") or re.search(r"</(?:[\w.-]+:)?(?:rss|feed|RDF)\s*>\s*$", text[-3000:]):
        return None
    return "the feed breaks off or is damaged; what could be read was taken"


def _json_feed(text: str, url: str) -> Feed:
    try:
        found = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        raise FetchFailure("feed", "this is broken JSON, where a feed was expected") from None
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        raise FetchFailure("feed", "this is JSON, but no JSON feed: it has no 'items'")
    items = [item for item in found["items"] if isinstance(item, dict)]
    return Feed(title=_line(found.get("title")), entries=tuple(_json_entry(item, url) for item in items))


def _json_entry(item: dict[str, Any], url: str) -> FeedEntry:
    link = _line(item.get("url")) or _line(item.get("external_url"))
    if link is None and str(item.get("id", "")).startswith(("http://", "https://")):
        link = str(item["id"])
    content = item.get("content_html")
    if not isinstance(content, str) or not content.strip():
        content = "".join(f"<p>{_escaped(line)}</p>" for line in str(item.get("content_text") or "").split("\n"))
    published, changed = _line(item.get("date_published")), _line(item.get("date_modified"))
    return FeedEntry(
        url=_joined(url, link), title=_line(item.get("title")),
        day=iso_day(published or changed or ""), updated=instant(changed), content=content or None,
    )


def instant(written: str | None) -> datetime | None:
    """The instant of an ISO date with time and zone, in UTC; None where it is none."""
    try:
        found = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _escaped(line: str) -> str:
    from html import escape

    return escape(line)


def _plain(value: Any) -> str | None:
    """A title without the tags and entities that some feeds put into it."""
    from w3lib.html import remove_tags, replace_entities

    return _line(replace_entities(remove_tags(str(value)))) if value else None


def _line(value: Any) -> str | None:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    return " ".join(str(value).split()) or None
