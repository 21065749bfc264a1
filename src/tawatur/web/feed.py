"""Atom feeds (RFC 4287) of the news of saved searches, in parts (RFC 5005)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from starlette.requests import Request
from starlette.responses import Response

from .. import __version__
from ..collection.webhooks import alert_id
from ..export.words import Words
from ..model.desk import SavedSearch
from .tags import etag, has

if TYPE_CHECKING:
    from .pages.saved import AlertShown

MEDIA = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
# Characters that no XML document may hold (XML 1.0, 2.2), and marks that turn the direction of all that follows.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def atom(
    request: Request, words: Words, search: SavedSearch, news: Sequence[AlertShown], base: str, *,
    here: str, offset: int, following: int | None,
) -> Response:
    """The feed as an answer, with its ETag. `base` is where the pages are, without a slash at its end."""
    made = _feed(words, search, news, base, here, offset, following)
    data = b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(made, encoding="unicode").encode()
    tag = etag(data)
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Language, Cookie"}
    if has(request.headers, tag):
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=MEDIA, headers=headers)


def _feed(
    words: Words, search: SavedSearch, news: Sequence[AlertShown], base: str, here: str, offset: int, following: int | None
) -> Element:
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": words.lang})
    _text(feed, "id", uuid5(NAMESPACE_OID, f"tawatur {search.id}").urn)
    _text(feed, "title", search.name)
    _text(feed, "updated", max((n.alert.at for n in news), default=search.created))
    author = SubElement(feed, "author")
    _text(author, "name", words("page.brand"))
    generator = SubElement(feed, "generator", {"version": __version__})
    generator.text = "Tawatur"
    _link(feed, "self", base + here + (f"&offset={offset}" if offset else ""), MEDIA)
    if following is not None:
        _link(feed, "next", f"{base}{here}&offset={following}", MEDIA)
    for one in news:
        _entry(feed, words, one, base)
    return feed


def _entry(feed: Element, words: Words, one: AlertShown, base: str) -> None:
    alert = one.alert
    entry = SubElement(feed, "entry")
    _text(entry, "id", alert_id(alert))
    _text(entry, "title", f"{words('saved.kind.' + alert.kind)}: {_TURNS.sub('', alert.title)}")
    _text(entry, "updated", alert.at)
    _text(entry, "published", alert.at)
    SubElement(entry, "category", {"term": alert.kind, "label": words("saved.kind." + alert.kind)})
    _link(entry, "alternate", base + one.where, "text/html")
    content = SubElement(entry, "content", {"type": "html"})
    content.text = _clean(_html(words, one, base))


def _html(words: Words, one: AlertShown, base: str) -> str:
    """The evidence, each piece with its outlet and the address of its article; what articles say is escaped and isolated."""
    parts = [f"<p>{escape(words('saved.says.' + one.alert.kind))}</p>"]
    for q in one.evidence:
        day = f" · {escape(words.date(q.day))}" if q.day else ""
        parts.append(
            f'<p><a href="{escape(base + q.address)}"><bdi>{escape(_TURNS.sub("", q.outlet))}</bdi></a>{day}</p>'
            f'<blockquote dir="auto">{escape(_TURNS.sub("", q.span.text))}</blockquote>'
        )
    if one.more:
        parts.append(f"<p>{escape(words.count('saved.more_evidence', one.more))}</p>")
    return "".join(parts)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _clean(text)


def _link(parent: Element, rel: str, href: str, kind: str) -> None:
    SubElement(parent, "link", {"rel": rel, "href": href, "type": kind})


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
