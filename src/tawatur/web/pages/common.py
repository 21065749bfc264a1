"""What handlers of several pages do alike."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import HTTPException, Request
from starlette.responses import RedirectResponse

from ...export.index import Pages
from ...model import Entity
from .. import links
from ..site import visitor_of


def prefix_of(request: Request) -> str:
    """What stands before every address of ours, as a proxy wants it; mostly nothing."""
    return str(request.scope.get("root_path", ""))


def only_editors(request: Request, why: str) -> None:
    """Raises HTTPException 403, which says `why`, for visitors who may only read."""
    if not visitor_of(request).may("editor"):
        raise HTTPException(403, why)


def part_at(offset: int, total: int, size: int) -> int:
    """Where a part of a list begins: `offset`, or, where an address leads past the end, the beginning of the last part."""
    return min(offset, max(0, total - 1) // size * size)


def moved(request: Request, address: str, status: int = 307) -> RedirectResponse:
    """To another address of ours (without prefix) with the same query; from a JSON twin to the twin there."""
    twin = ".json" if request.url.path.endswith(".json") else ""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{prefix_of(request)}{address}{twin}{query}", status)


def pages_of(prefix: str, entity: Callable[[Entity], str] = lambda _: "", shared: str = "") -> Pages:
    """Where the words and articles of a comparison stand in the collection; `entity` tells the page of whom a name means, `shared` as in `Pages`."""
    return Pages(
        words=lambda span: prefix + links.words(span.article, span.start, span.end), article=lambda record: prefix + links.article(record.id),
        entity=entity, shared=shared,
    )
