"""From a view (a struct of what a page tells) to the page or to its JSON twin."""

from __future__ import annotations

import inspect
import secrets
from collections.abc import Callable
from functools import partial, wraps
from importlib import resources
from typing import Any

import msgspec
from fastapi import APIRouter, Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .. import __version__
from ..export import markup
from ..export.forms import STORY_FORMS
from . import drawing, links
from .site import Site, language_of, site_of, visitor_of
from .tags import etag, has

# Stands in a kept page where each visitor's own token goes. Nobody can know it: an article that held it in a link would
# be handed the token of whoever follows the link.
CSRF_MARK = f"form-{secrets.token_hex(16)}"
Handler = Callable[..., Any]
# (site, request) -> what the page is made of, or None where it is not known cheaply
Stamp = Callable[[Site, Request], str | None]


def make_templates() -> Environment:
    """Everything is escaped but what `export.markup` has made; an unknown name is an error."""
    folder = resources.files("tawatur.web") / "templates"
    env = Environment(
        loader=FileSystemLoader(str(folder)), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )
    env.globals["link"] = links
    env.globals["draw"] = drawing
    env.globals["story_forms"] = STORY_FORMS
    for name in ("name", "sentence", "words_of", "tag"):
        env.globals[name] = _marked(getattr(markup, name))
    return env


def _marked(function: Callable[..., str]) -> Callable[..., Markup]:
    """A function that gives HTML of ours, for templates."""
    @wraps(function)
    def call(*values: Any) -> Markup:
        return Markup(function(*values))

    return call


def page(router: APIRouter, path: str, template: str, *, stamp: Stamp | None = None) -> Callable[[Handler], Handler]:
    """Give a handler two addresses: `path`, rendered with `template`, and its JSON twin `path.json`.

    The handler takes `request` and FastAPI's parameters and returns a struct (the view), which the template sees as `view`, or a
    Response that is sent as it is (a redirect). With `stamp` the page is kept as long as the stamp stays the same.
    """
    def register(handler: Handler) -> Handler:
        signature = inspect.signature(handler, eval_str=True)

        def add(address: str, template: str | None) -> None:
            def answer(request: Request, **values: Any) -> Response:
                return _respond(request, partial(handler, request, **values), template, stamp)

            answer.__signature__ = signature  # type: ignore[attr-defined]
            router.add_api_route(address, answer, methods=["GET"], include_in_schema=False, response_model=None)

        add(f"{path}.json", None)
        add(path, template)
        return handler

    return register


def _respond(request: Request, make: Callable[[], Any], template: str | None, stamp: Stamp | None) -> Response:
    site, scope, visitor = site_of(request), request.scope, visitor_of(request)

    def made() -> bytes | Response:
        view = make()
        if isinstance(view, Response):
            return view
        return msgspec.json.encode(view) if template is None else render(request, template, view=view).encode("utf-8", "replace")

    known = stamp(site, request) if stamp is not None else None
    # All that a page is made of beside what its stamp tells.
    asked = (scope["path"], scope["query_string"], language_of(request), visitor.name, visitor.role, "hx-request" in request.headers)
    body = made() if known is None else site.cache.made_once((*asked, known), made)
    return body if isinstance(body, Response) else _send(request, body, template)


def render(request: Request, template: str, **values: Any) -> str:
    """A template with all that every page has; the visitor's token is still `CSRF_MARK`."""
    site, lang = site_of(request), language_of(request)
    words = site.words[lang]
    prefix = request.scope.get("root_path", "")
    return site.templates.get_template(template).render(
        t=words, count=words.count, lang=lang, direction=words.direction, prefix=prefix, visitor=visitor_of(request),
        settings=site.settings, site=site, path=links.path_below(request), query=request.query_params, csrf=CSRF_MARK,
        version=site.version, program=__version__, fragment="hx-request" in request.headers, **values,
    )


def html(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page that is not kept, as an answer to a form or with another status."""
    return _send(request, render(request, template, **values).encode("utf-8", "replace"), template, status)


def _send(request: Request, body: bytes, template: str | None, status: int = 200) -> Response:
    """The bytes with their ETag; a browser that has them already is told so."""
    headers = {"Cache-Control": "private, no-cache", "Vary": "Accept-Language, Authorization, Cookie, HX-Request"}
    if template is not None:
        body = body.replace(CSRF_MARK.encode(), visitor_of(request).csrf.encode())
    if status == 200:
        headers["ETag"] = etag(body)
        if has(request.headers, headers["ETag"]):
            return Response(status_code=304, headers=headers)
    kind = "application/json" if template is None else "text/html; charset=utf-8"
    return Response(body, status, headers, kind)
