"""The one place where the served application is put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from typing import TYPE_CHECKING

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI

from ..export.words import LANGUAGES
from . import live
from .guard import errors
from .guard.front import Guard
from .guard.stopping import Stopping
from .jobs import jobs_for
from .pages import (
    account,
    agenda,
    article,
    articles,
    care,
    compare,
    corrections,
    counted,
    exports,
    outlet_words,
    outlets,
    saved,
    search,
    stories,
    story,
    versions,
    who,
)
from .pages import api as api_page
from .rendering import make_templates
from .rest import api
from .settings import WebSettings
from .site import Site
from .small import Files, SmallJson, version_of
from .words import page_words

if TYPE_CHECKING:
    from ..collection import Collection

# Requests that are answered at once.
THREADS = 12
# Every page's router, in the order of the menu.
PAGES = (
    stories.router, live.router, search.router, exports.router, story.router, versions.router, article.router, articles.router, compare.router,
    saved.router, api_page.router, api.router, account.router, care.router, corrections.router, who.router, counted.router,
    outlet_words.router, outlets.router, agenda.router,
)


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    # Python runs one thread at a time: more of them only take turns, and each takes longer.
    current_default_thread_limiter().total_tokens = THREADS
    yield
    app.state.site.jobs.close()


def create_app(collection: Collection, settings: WebSettings) -> FastAPI:
    """The application that serves an open collection. Raises ResourceError where a file of words is broken."""
    app = FastAPI(title="Tawatur", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_life)
    stopping = Stopping()
    shelves = {"/static/report": resources.files("tawatur.export") / "assets", "/static": resources.files("tawatur.web") / "static"}
    version = version_of(shelves.values())
    site = app.state.site = Site(
        collection=collection, settings=settings, templates=make_templates(), stopping=stopping, version=version,
        words={lang: page_words(lang) for lang in LANGUAGES},
        jobs=jobs_for(collection.config, collection.url, settings.compare_seconds, stopping.is_set),
    )
    for router in PAGES:
        app.include_router(router)
    errors.install(app)
    # The guard is outside: its headers stand on every answer, whatever its form.
    app.add_middleware(SmallJson, prefix=settings.prefix)
    app.add_middleware(Guard, site=site)
    for path, folder in shelves.items():
        app.mount(path, Files(str(folder), version), name=path)
    return app
