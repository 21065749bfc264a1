"""A web page to an article: main text by trafilatura, date, outlet and title from its metadata.

Pages come from anywhere, so their size, nesting and number of tags are checked on the raw text
before a parser sees them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..model import Article
from .config import MAX_DEPTH, MAX_PAGE, MAX_TAGS, MIN_WORDS
from .dates import day_in_address, iso_day
from .record import Failure

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)")
# An attribute as parsers take it (HTML standard, 13.2.5.32 on); overlong pieces count as several.
_ATTRIBUTE = re.compile(r"""[\s/]*[^\s/>][^\s/>=]{0,200}(?:\s*=\s*(?:"[^"]*"?|'[^']*'?|[^\s>"'][^\s>]{0,2000})?)?""")
# libxml2 holds each attribute of a tag against all others of it: so many comparisons in a page take about half a second.
_MOST_COMPARED = 200_000_000
# Elements without an end, or whose end is often left out because the next one closes them.
_FLAT = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "tfoot", "colgroup", "optgroup", "rp", "rt", "body", "html", "head", "path", "circle", "rect", "use", "line", "polygon"]
)
_DROPPED = ("script", "style", "noscript", "svg", "template", "iframe")
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_DATE_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "publishdate", "publish_date", "publish-date", "pubdate", "published_time", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "date",
    "cxenseparse:recs:publishtime", "article:published", "creation_date",
)
_LD_DATE = re.compile(r'"(?:datePublished|dateCreated|uploadDate)"\s*:\s*"([^"]{4,40})"')
_LD_SCRIPT = re.compile(r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>", re.I)
_BLOCK_DATE = re.compile(r"\bdate|publish|\btime\b", re.I)


def read_page(page: str, name: str, url: str | None = None) -> Article:
    """The article of a page: its main text (with its headline above it) and metadata.

    Raises Failure where the page is built to choke a parser or holds no article.
    """
    ld_date = _ld_date(page)
    slim = slimmed(page)
    if len(slim) > MAX_PAGE:
        raise Failure("too large", f"{len(slim):,} characters of HTML without scripts; at most {MAX_PAGE:,} "
                      "are read: save the article's own page or its text")
    root = _parse(slim)
    metas = _metas(root)
    title = _headline(root, metas)
    address = url or _canonical(root, metas)
    published = ld_date or _published(root, metas) or day_in_address(address)
    visible = "" if published else _visible_date(root)
    text = _main_text(slim)
    if len(text.split()) < MIN_WORDS:
        raise Failure("no article", "no article was found in the page; save the page of one article, "
                      "or its text as .txt")
    outlet, how = _outlet(metas, address)
    return Article(
        id=name, text=_with_head(text, title, visible), url=address, outlet=outlet,
        outlet_how=how, published=published, published_how="metadata" if published else None, title=title,
    )


def check_shape(page: str) -> None:
    """Raise Failure where elements are nested too deep or are too many; one pass over the tags."""
    depth = count = 0
    for match in _TAG.finditer(page):
        count += 1
        if count > MAX_TAGS:
            raise Failure("hostile", f"more than {MAX_TAGS:,} HTML tags; save the article's own page or its text")
        if match.group(2).lower() in _FLAT:
            continue
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        if depth > MAX_DEPTH:
            raise Failure(
                "hostile", f"HTML nested more than {MAX_DEPTH:,} deep; save the article's text as .txt"
            )


def slimmed(page: str) -> str:
    """The page without comments, scripts and the like, fit for a parser; raises Failure where it is built to choke one."""
    check_shape(page)
    slim = _without(page, _DROPPED)
    compared = 0
    for tag in _TAG.finditer(slim):
        attributes, at = 0, tag.end()
        while found := _ATTRIBUTE.match(slim, at):
            attributes, at = attributes + 1, found.end()
        compared += attributes ** 2
        if compared > _MOST_COMPARED:
            raise Failure("hostile", "HTML tags of thousands of attributes; save the article's text as .txt")
    return slim


def _without(page: str, names: tuple[str, ...]) -> str:
    """`page` without comments and the elements `names`, in linear time."""
    for name in names:
        page = _cut(page, re.compile(rf"<{name}\b", re.I), re.compile(rf"</{name}\s*>", re.I))
    return _cut(page, re.compile("<!--"), re.compile("-->")).replace("\x00", "")


def _cut(page: str, opens: re.Pattern[str], closes: re.Pattern[str]) -> str:
    kept: list[str] = []
    at = 0
    while start := opens.search(page, at):
        end = closes.search(page, start.end())
        if end is None:
            break
        kept.append(page[at:start.start()])
        at = end.end()
    kept.append(page[at:])
    return "".join(kept)


def _parse(page: str) -> HtmlElement:
    from lxml import etree, html

    try:
        # libxml2 takes a str's own declaration for its encoding; bytes with an explicit one are safe.
        parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        reason = str(error).split("\n")[0][:80]
        raise Failure("no article", f"the page can't be parsed ({reason}); save its text as .txt") from None
    return root


def _metas(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in root.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop")
        content = node.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _ld_date(page: str) -> str | None:
    for start in _LD_SCRIPT.finditer(page):
        end = page.find("</", start.end())
        match = _LD_DATE.search(page, start.end(), end if end > 0 else len(page))
        if match and (day := iso_day(match.group(1))):
            return day
    return None


def _published(root: HtmlElement, metas: dict[str, str]) -> str | None:
    for name in _DATE_META:
        if name in metas and (day := iso_day(metas[name])):
            return day
    for node in root.iter("time", "abbr", "span"):
        if node.tag == "time" and (node.get("pubdate") is not None or node.get("datetime")):
            value = node.get("datetime") or ""
        elif (node.get("itemprop") or "").lower() == "datepublished":
            value = node.get("content") or node.get("datetime") or node.get("title") or ""
        else:
            continue
        if day := iso_day(value):
            return day
    return None


def _visible_date(root: HtmlElement) -> str:
    """The line in which the page shows its date, from an element whose class says so."""
    for node in root.iter("time", "span", "div", "p"):
        label = f"{node.get('class') or ''} {node.get('id') or ''}"
        if node.tag != "time" and not _BLOCK_DATE.search(label):
            continue
        line = _line(node)
        if 6 <= len(line) <= 80 and any(char.isdigit() for char in line) and any(map(str.isalpha, line)):
            return line
    return ""


def _headline(root: HtmlElement, metas: dict[str, str]) -> str | None:
    """og:title, else the only h1, else <title> up to the outlet's name."""
    heads = [line for line in (_line(node) for node in root.iter("h1")) if len(line) >= 8]
    shared = _squeeze(metas.get("og:title") or metas.get("twitter:title") or "")
    for line in heads:
        if shared and (line in shared or shared in line):
            return line
    if len(heads) == 1 and len(heads[0]) <= 250:
        return heads[0]
    if shared:
        return shared
    for node in root.iter("title"):
        return re.split(r" [|»–—-] ", _line(node))[0].strip() or None
    return None


def _canonical(root: HtmlElement, metas: dict[str, str]) -> str | None:
    for node in root.iter("link"):
        address = (node.get("href") or "").strip()
        if (node.get("rel") or "").lower() == "canonical" and address.startswith(("http://", "https://")):
            return address
    address = metas.get("og:url", "")
    return address if address.startswith(("http://", "https://")) else None


def _outlet(metas: dict[str, str], url: str | None) -> tuple[str | None, Any]:
    for name in ("og:site_name", "application-name", "dc.publisher"):
        if metas.get(name):
            return _squeeze(metas[name])[:80], "self-named"
    host = host_of(url)
    return (host, "url") if host else (None, None)


def host_of(url: str | None) -> str | None:
    """The host of an address without `www.`; None where there is none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    return host.removeprefix("www.") or None


def _main_text(page: str) -> str:
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text: str | None = None
    # Pages that are laid out as a table lose everything without tables; others gain only noise.
    for tables in (False, True):
        try:
            text = trafilatura.extract(page, include_comments=False, include_tables=tables)
        except Exception:  # trafilatura and what it calls raise many kinds on broken pages
            raise Failure("no article", "the main text can't be taken out of the page; save it as .txt") from None
        if text and len(text.split()) >= MIN_WORDS:
            break
    return (text or "").strip()


def _with_head(text: str, title: str | None, visible: str) -> str:
    """`text` under its headline and its visible date, where extraction dropped them."""
    head = text[:600]
    lines = [line for line in (title, visible) if line and line not in head]
    return "\n".join(lines) + "\n\n" + text if lines else text


def _line(node: Any) -> str:
    return _squeeze(" ".join(node.itertext()))


def _squeeze(text: str) -> str:
    return _SPACES.sub(" ", text.replace("\n", " ")).strip()
