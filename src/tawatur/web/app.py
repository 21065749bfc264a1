"""The one place where the served application is put together."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from ..export.words import LANGUAGES
from .guard import errors
from .guard.front import Guard
from .pages import account, article, care, corrections, stories, story, versions
from .rendering import make_templates
from .rest import api
from .settings import WebSettings
from .site import Site
from .words import page_words

if TYPE_CHECKING:
    from ..collection import Collection

# Every page's router, in the order of the menu.
PAGES = (stories.router, story.router, versions.router, article.router, api.router, account.router, care.router, corrections.router)


def create_app(collection: Collection, settings: WebSettings) -> FastAPI:
    """The application that serves an open collection. Raises ResourceError where a file of words is broken."""
    app = FastAPI(title="Tawatur", root_path=settings.prefix, docs_url=None, redoc_url=None, openapi_url=None)
    site = app.state.site = Site(
        collection=collection, settings=settings, templates=make_templates(),
        words={lang: page_words(lang) for lang in LANGUAGES},
    )
    for router in PAGES:
        app.include_router(router)
    errors.install(app)
    app.add_middleware(Guard, site=site)
    for path, package in (("/static/report", "tawatur.export"), ("/static", "tawatur.web")):
        folder = resources.files(package) / ("assets" if package == "tawatur.export" else "static")
        app.mount(path, StaticFiles(directory=str(folder)), name=path)
    return app
