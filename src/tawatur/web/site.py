"""What a handler needs: the collection, the settings, the words, the templates. Made once by `create_app`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_hex
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from jinja2 import Environment
from starlette.requests import HTTPConnection

from ..export.words import LANGUAGES, Words
from ..model.desk import ROLES, Role
from .cache import PageCache
from .guard.stopping import Stopping
from .jobs import Jobs
from .live import Live
from .settings import WebSettings

if TYPE_CHECKING:
    from ..collection import Collection

LANG_COOKIE = "tawatur_lang"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. Without accounts it is `local`, who may do everything. `csrf` is the token that forms must bring."""

    name: str | None
    role: Role | None
    csrf: str

    def may(self, role: Role) -> bool:
        """True where the visitor has this role or a higher one."""
        return self.role is not None and ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Site:
    """One served collection. Threads share it; nothing in it changes but the cache and what the store keeps.

    `version` stands in the addresses of our files. `jobs` compares on demand. `stopping` is set when serving ends: long work looks at it and gives up.
    `began` is another text in every run. `fetching` holds back addresses to fetch beyond so many forms at once: each holds a
    thread as long as a slow server likes, and there are few of them.
    """

    collection: Collection
    settings: WebSettings
    templates: Environment
    words: Mapping[str, Words]
    jobs: Jobs
    version: str = ""
    cache: PageCache = field(default_factory=PageCache)
    stopping: Stopping = field(default_factory=Stopping)
    live: Live = field(default_factory=Live)
    fetching: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(3))
    began: str = field(default_factory=lambda: token_hex(8))


def site_of(request: HTTPConnection) -> Site:
    site = request.app.state.site
    assert isinstance(site, Site)
    return site


def visitor_of(request: HTTPConnection) -> Visitor:
    """Who asks, as the guard noted it."""
    visitor = getattr(request.state, "visitor", None)
    return visitor if isinstance(visitor, Visitor) else Visitor(None, None, "")


def language_of(request: HTTPConnection) -> str:
    """The language of the page: `?lang=`, else the cookie, else what the browser asks for, else English."""
    for chosen in (request.query_params.get("lang"), request.cookies.get(LANG_COOKIE)):
        if chosen in LANGUAGES:
            return str(chosen)
    weighed = [_weight(part) for part in request.headers.get("accept-language", "").split(",")[:20]]
    return next((lang for q, lang in sorted(weighed, key=lambda w: -w[0]) if lang in LANGUAGES and q > 0), "en")


def _weight(part: str) -> tuple[float, str]:
    """One part of Accept-Language: its weight and the language without its country."""
    tag, _, quality = part.strip().partition(";")
    try:
        weight = float(quality.partition("=")[2]) if quality else 1.0
    except ValueError:
        weight = 0.0
    return weight, tag.partition("-")[0].lower()
