"""The addresses of the pages, in one place: they are permanent, so they don't change."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection


def quoted_path(request: HTTPConnection) -> str:
    """The path of a request as it stands in an address (percent-encoded)."""
    return quote(request.scope["path"], safe="/:~")


def path_below(request: HTTPConnection) -> str:
    """The same without the prefix."""
    return quoted_path(request).removeprefix(request.scope.get("root_path", ""))


def story(id: str, part: str = "") -> str:
    """The page of a story; `part` is an anchor on it."""
    return f"/stories/{quote(id, safe='~')}" + (f"#{part}" if part else "")


def story_export(id: str, form: str) -> str:
    """A story as a file of one of `export.forms`."""
    return f"{story(id)}/export/{quote(form)}"


def article(id: str, part: str = "") -> str:
    """The page of an article; `part` is an anchor on it (a claim is `claim-c3`)."""
    return f"/articles/{quote(id, safe='~')}" + (f"#{part}" if part else "")


def claim(id: str) -> str:
    """Where a claim (`ARTICLE/c3`) stands in its article."""
    head, _, last = id.rpartition("/")
    return article(head, f"claim-{last}")


def words(article_id: str, start: int, end: int) -> str:
    """A stretch of an article's text (code points), lit. Other than a claim's id it is the same whatever the text was read in company with."""
    return f"/articles/{quote(article_id, safe='~')}?at={start}-{end}#at"


def who(key: str, part: str = "") -> str:
    """The page of a person, body or place by its key (`geo:SY`); `part` is an anchor on it."""
    return f"/who/{quote(key, safe=':~')}" + (f"#{part}" if part else "")


def who_names(key: str, **wanted: str) -> str:
    """The places where somebody is called so: `form` and `kind` of the name, `outlet`, `whole` for all articles."""
    return f"{who(key)}/names?" + urlencode({name: value for name, value in wanted.items() if value})


def outlet(key: str, part: str = "") -> str:
    """The page of an outlet by its key; `part` is an anchor on it."""
    return f"/outlets/{quote(key, safe='~')}" + (f"#{part}" if part else "")


def outlet_word(key: str, stem: str) -> str:
    """The facts in which a word of an outlet was counted."""
    return f"{outlet(key)}/words/{quote(stem, safe='')}"


def outlet_claims(key: str, of: str, source: str = "") -> str:
    """The claims of an outlet that are counted as `of` (`collection.outlets.CountOf`); `source` is the key of the one that it has them from."""
    return f"{outlet(key)}/claims?" + urlencode({"of": of} | ({"source": source} if source else {}))


def compare(*articles: str) -> str:
    """Articles of the collection side by side."""
    return "/compare?" + urlencode([("a", id) for id in articles])


def correction(id: str) -> str:
    """The page of what a reader marked."""
    return f"/corrections/{quote(id, safe='')}"


def corrections(**wanted: str) -> str:
    """The list of corrections with its filters."""
    return "/corrections" + (f"?{urlencode(wanted)}" if wanted else "")


def search(text: str, kind: str = "articles") -> str:
    return "/search?" + urlencode({"q": text, "kind": kind})


def stories(**wanted: str) -> str:
    """The list of stories with its filters."""
    return "/stories" + (f"?{urlencode(wanted)}" if wanted else "")


def outside(url: str | None) -> str | None:
    """An address out of an article that may be made a link: http or https with a host; else None."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or not (url or "").strip().isprintable():
        return None
    return (url or "").strip()


def saved(id: str = "", part: str = "") -> str:
    """The list of saved searches, or the news of one."""
    return ("/saved" + (f"/{quote(id, safe='')}" if id else "")) + (f"#{part}" if part else "")


def saved_feed(id: str, key: str) -> str:
    """The Atom feed of a saved search; the key opens it."""
    return f"/saved/{quote(id, safe='')}/feed.atom?" + urlencode({"key": key})
