"""The interface put together: its operations, its document, and the answer for addresses that there are none of."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from ..site import site_of
from . import articles, asking, bulk, comparing, corrections, exports, saved, stories
from .answering import METHODS, add_operations
from .openapi import document
from .problems import refuse

BASE = "/api/v1"
OPERATIONS = (
    *stories.OPERATIONS, *exports.OPERATIONS, *articles.OPERATIONS, *asking.OPERATIONS, *comparing.OPERATIONS, *corrections.OPERATIONS, *saved.OPERATIONS,
    *bulk.OPERATIONS,
)


def make_router() -> APIRouter:
    """All that lies under `/api/v1`."""
    router = APIRouter()
    router.add_route(f"{BASE}/openapi.json", openapi, methods=["GET", "HEAD"], include_in_schema=False)
    add_operations(router, BASE, OPERATIONS)
    router.add_route(f"{BASE}/{{rest:path}}", _nothing, methods=list(METHODS), include_in_schema=False)
    return router


def openapi(request: Request) -> Response:
    """The OpenAPI document of this server."""
    site = site_of(request)

    def made() -> bytes:
        return msgspec.json.encode(document(OPERATIONS, prefix=site.settings.prefix, accounts=site.settings.accounts))

    return Response(site.cache.made_once("openapi", made), media_type="application/vnd.oai.openapi+json;version=3.1")


def _nothing(request: Request) -> Response:
    return refuse(404, "not found", f"{request.url.path[:200]}: there is no such address; {BASE}/openapi.json lists all")


router = make_router()
