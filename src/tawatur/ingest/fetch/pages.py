"""A fetched page, or the full text that a feed carries, to an article; and the feeds that a page names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin, urlsplit

import msgspec

from ...errors import InputError, LanguageError
from ...model import Article
from ..config import MIN_WORDS
from ..encoding import declared_encoding
from ..html import host_of, read_page, slimmed
from ..markup import fragment_text
from ..record import Failure, check
from .client import Answer
from .failure import FetchCode, FetchFailure
from .feeds import FeedEntry
from .letters import web_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TextFrom = Literal["page", "feed"]
_FEED_TYPES = frozenset(
    ["application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json"]
)
_CODES: dict[str, FetchCode] = {"no article": "no article", "hostile": "hostile", "too large": "too large"}


def page_text(answer: Answer) -> str:
    """The page's text (`letters.web_text`); raises FetchFailure where it is no page or no text."""
    kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind and not kind.startswith("text/") and "html" not in kind and "xml" not in kind:
        raise FetchFailure("no article", f"this is {kind[:40]}, no page of text")
    try:
        return web_text(answer.body, (declared_encoding(answer.body), answer.charset))
    except InputError as error:
        raise FetchFailure("text", f"the page can't be read: {error}") from None


def article_of_page(answer: Answer, url: str, entry: FeedEntry | None, outlet: str | None) -> Article:
    """The article of a page; `outlet` as the user gave it. Raises FetchFailure.

    The page's own date goes before the feed's: feeds often give the time of Greenwich.
    """
    try:
        article = read_page(page_text(answer), "", url)
        return _finished(article, entry, outlet)
    except FetchFailure:
        raise
    except (InputError, LanguageError) as error:
        raise _failure(error) from None


def article_of_content(entry: FeedEntry, outlet: str | None) -> Article:
    """The article in the text that the feed carries; raises FetchFailure where it is none."""
    try:
        text = fragment_text(entry.content or "")
        if len(text.split()) < MIN_WORDS:
            raise FetchFailure("no article", "the feed carries no full text of it")
        if entry.title and entry.title not in text[:600]:
            text = f"{entry.title}\n\n{text}"
        host = host_of(entry.url)
        article = Article(
            id="", text=text, url=entry.url, title=entry.title, outlet=host, outlet_how="url" if host else None
        )
        return _finished(article, entry, outlet)
    except FetchFailure:
        raise
    except (InputError, LanguageError) as error:
        raise _failure(error) from None


def feeds_of_page(page: str, url: str) -> tuple[tuple[str, str | None], ...]:
    """The feeds that a page names in `<link rel="alternate">`: address and title, in their order."""
    try:
        root = _parsed(slimmed(page))
    except (Failure, FetchFailure):
        return ()
    base = next((node.get("href") for node in root.iter("base") if node.get("href")), "")
    found: dict[str, str | None] = {}
    for node in root.iter("link"):
        kind = (node.get("type") or "").split(";")[0].strip().lower()
        if "alternate" not in (node.get("rel") or "").lower().split() or kind not in _FEED_TYPES:
            continue
        try:
            address = urljoin(urljoin(url, base), (node.get("href") or "").strip())
            scheme = urlsplit(address).scheme
        except ValueError:
            continue
        # WordPress names its programming interface as application/json.
        if scheme in ("http", "https") and not (kind == "application/json" and "/wp-json" in address):
            found.setdefault(address, " ".join((node.get("title") or "").split()) or None)
    return tuple(found.items())


def _finished(article: Article, entry: FeedEntry | None, outlet: str | None) -> Article:
    changes: dict[str, str] = {}
    if outlet:
        changes |= {"outlet": outlet, "outlet_how": "given"}
    if entry and article.published is None and entry.day:
        changes |= {"published": entry.day, "published_how": "metadata"}
    if entry and entry.title and not article.title:
        changes["title"] = entry.title
    return check(msgspec.structs.replace(article, **changes))


def _failure(error: InputError | LanguageError) -> FetchFailure:
    if isinstance(error, LanguageError):
        return FetchFailure("language", str(error))
    return FetchFailure(_CODES.get(getattr(error, "code", ""), "no article"), str(error))


def _parsed(html: str) -> HtmlElement:
    from lxml import etree
    from lxml import html as lxml_html

    try:
        parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
        return lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise FetchFailure("no article", "the HTML can't be parsed") from None
