"""From what a kept page is known to be fresh: `stamp=` of `rendering.page`. None may cost more than a moment."""

from __future__ import annotations

from starlette.requests import Request

from .site import Site


def by_revision(site: Site, request: Request) -> str:
    """For pages that tell of the whole collection: changes with every write of it and with every correction."""
    store = site.collection.store
    return f"{store.revision()}-{store.corrections.stamp()}"


def by_story(site: Site, request: Request) -> str:
    """For pages at `/stories/{id}…`: changes with what is stored of this story alone, so that new articles leave the others kept."""
    return site.collection.store.story_stamp(request.path_params["id"])
