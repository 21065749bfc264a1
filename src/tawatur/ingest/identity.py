"""What makes an article that article: its outlet and canonical address; and what makes a version: its words.

Two spellings of one address should meet, two articles never. So whatever may name an article stays
(`?id=`, `?p=`, page numbers, the case of the path); only what is known to lead to the same page goes:
the scheme, `www.`, the hosts and marks of mobile and AMP pages, the fragment, session and tracking
parameters, the slash at the end.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ..model import Article

_DIGEST_BYTES: Final = 16

# Parameters that campaigns, mail tools and share buttons add; sources: the privacy lists of Firefox
# and Brave ("query stripping"), and the documentation of the BBC, AT Internet and Adobe marks.
_TRACKING: Final = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_\w+|piwik_\w+|matomo_\w+|hsa_\w+|at_\w+|ns_\w+|stm_\w+|fb_\w+|mc_[ce]id|_hs(?:enc|mi)"
    r"|__hs(?:tc|sc|fp)|hsctatracking|(?:fb|g|d|y|tt|msc|twc|wick|igs?h|epi|s_k|sc)clid|gclsrc|gbraid|wbraid"
    r"|igsh(?:id)?|_ga|_gl|xtor|cmpid|ocid|ncid|smid|smtyp|sr_share|spm|taid|vero_(?:id|conv)|oly_(?:enc|anon)_id"
    r"|mkt_tok|ml_subscriber(?:_hash)?|rb_clickid|s_cid|wickedid|trk|trkcampaign|__twitter_impression|_branch_match_id"
    r"|phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken|amp|outputtype|usqp|amp_js_v|amp_gsa)",
    re.I,
)
# «?ref=twitter» comes from a share button, «?source=8812» may name an article: name and value decide.
_REFERRER: Final = re.compile(r"(?:ref|referrer|source|src|via|share|shared|from)", re.I)
_SHARED_BY: Final = frozenset([
    "rss", "feed", "twitter", "tw", "facebook", "fb", "whatsapp", "wa", "telegram", "email", "mail", "newsletter",
    "push", "social", "share", "home", "homepage", "google", "googlenews", "app", "mobile", "web", "amp", "x", "linkedin",
])
_VALUE_OF_AMP: Final = frozenset(["", "1", "true", "amp", "amphtml", "html"])
_SESSION: Final = re.compile(r";(?:jsessionid|phpsessid)=[^/?#;]*", re.I)
_SCHEME: Final = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*):(?!\d+(?:/|$))")
_AMP_CACHE: Final = re.compile(r"^/[acvi](?:/s)?/(?=[^/]+\.[^/]+/)")
_AMP_VIEWER: Final = re.compile(r"^/amp(?:/s)?/(?=[^/]+\.[^/]+/)")
_MOBILE: Final = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
_SPACES: Final = re.compile(r"\s+")
# Zero-width and direction marks get into addresses by copying.
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f]")


def canonical_url(url: str | None) -> str:
    """The one spelling of an address, always with `https://`; empty where it is no web address.

    Percent-encoding, host names of other scripts and the order of parameters are normalised by w3lib;
    `canonical_url(canonical_url(u)) == canonical_url(u)`.
    """
    before, found = None, _once(url or "")
    # One mark may hide another (/amp/amp/, m.amp.): a few rounds reach the end.
    for _ in range(8):
        if found == before:
            break
        before, found = found, _once(found)
    return found


def article_key(article: Article) -> str:
    """The identity of an article in a collection, a short digest.

    Outlet and canonical address; where there is no address of its own (none, or a home page), outlet
    and the id that was given; where there is neither, the content. The outlet counts as its name
    where the user's data gives it, else as the host of the address, so that a page that is fetched,
    archived or saved is the same article. A bare number names nothing beyond its file unless an
    outlet stands beside it.
    """
    address = canonical_url(article.url)
    parts = urlsplit(address)
    host = parts.hostname or ""
    outlet = _fold(article.outlet or "") if article.outlet_how in ("given", None) else ""
    outlet = outlet or host
    if address and (parts.path.strip("/") or parts.query or parts.fragment):
        return _digest("url", _without_www(outlet), address)
    if article.id_how in ("given", None) and article.id and not (article.id.isdecimal() and not outlet):
        return _digest("id", _without_www(outlet), article.id)
    return _digest("content", _without_www(outlet), content_hash(article))


def content_hash(article: Article) -> str:
    """Digest of title and text; another width of white space or form of Unicode is no other version."""
    return _digest(_words(article.title or ""), _words(article.text))


def _once(url: str) -> str:
    from w3lib.url import canonicalize_url

    url = _absolute(_INVISIBLE.sub("", url).strip())
    if not url:
        return ""
    try:
        clean = canonicalize_url(url, keep_fragments=True)
        parts = urlsplit(clean)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except (ValueError, UnicodeError):
        return ""
    if not host:
        return ""
    path = _SESSION.sub("", parts.path)
    host, path = _amp_cache(host, path)
    host, path = _plain_host(host), _plain_path(path)
    if ":" in host:
        host = f"[{host}]"
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    # «#!/story/5» and «#/story/5» name the article on pages that are drawn by scripts.
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    return urlunsplit(("https", host, path, _plain_query(parts.query), fragment))


def _absolute(url: str) -> str:
    """`url` with https for its scheme; empty where it has another one than http(s) or no host."""
    scheme = _SCHEME.match(url)
    if scheme and scheme.group(1).lower() in ("http", "https"):
        url = url[scheme.end():]
    elif scheme:
        return ""
    url = url.replace("\\", "/", 2) if url.startswith("\\\\") else url
    if not scheme and not url.startswith("//"):
        head = re.split(r"[/?#]", url, maxsplit=1)[0]
        if "." not in head or " " in head:
            return ""
    rest = url.lstrip("/")
    head = re.split(r"[/?#]", rest, maxsplit=1)[0]
    return "https://" + head.rpartition("@")[2] + rest[len(head):] if head else ""


def _amp_cache(host: str, path: str) -> tuple[str, str]:
    """Host and path of the page that an AMP cache or viewer shows."""
    rule = _AMP_CACHE if host.endswith(".cdn.ampproject.org") else None
    if re.fullmatch(r"(?:www\.)?google\.(?:com?\.)?[a-z]{2,3}", host):
        rule = _AMP_VIEWER
    inside = rule and rule.match(path)
    if not inside:
        return host, path
    host, _, path = path[inside.end():].partition("/")
    return host.lower(), "/" + path


def _plain_host(host: str) -> str:
    """Without `www.` and the names of mobile and AMP hosts, where a name of its own is left."""
    while match := _MOBILE.match(host):
        rest = host[match.end():]
        labels = rest.split(".")
        # «m.co.uk» and «m.com.sa» are sites, not the mobile face of a suffix.
        named = match.group().startswith("www") or any(len(label) > 3 for label in labels[:-1])
        if len(labels) < 2 or not named:
            break
        host = rest
    return host


def _plain_path(path: str) -> str:
    """Without the slash at the end and the first or last segment `amp`, where another segment is left."""
    segments = path.split("/")
    while segments and not segments[-1]:
        segments.pop()
    filled = sum(map(bool, segments))
    if filled > 1 and segments[-1].lower() == "amp":
        segments.pop()
    elif filled > 1 and segments[0] == "" and segments[1].lower() == "amp":
        del segments[1]
    while segments and not segments[-1]:
        segments.pop()
    return "/".join(segments) or "/"


def _plain_query(query: str) -> str:
    if not query:
        return ""
    kept = []
    for name, value in parse_qsl(query, keep_blank_values=True, encoding="latin-1", max_num_fields=None):
        low = name.lower()
        if low in ("amp", "outputtype") and value.lower() not in _VALUE_OF_AMP:
            kept.append((name, value))
        elif _TRACKING.fullmatch(low) or (_REFERRER.fullmatch(low) and value.lower() in _SHARED_BY):
            continue
        else:
            kept.append((name, value))
    return urlencode(kept, encoding="latin-1")


def _fold(name: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", name)).strip().casefold()


def _without_www(outlet: str) -> str:
    return outlet.removeprefix("www.")


def _words(text: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _digest(*pieces: str) -> str:
    joined = "\x00".join(pieces).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=_DIGEST_BYTES).hexdigest()
