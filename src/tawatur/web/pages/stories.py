"""The list of stories."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Request

from ...model import StoryRow
from ..rendering import page
from ..site import site_of

router = APIRouter()


class StoriesView(msgspec.Struct, frozen=True, kw_only=True):
    """What the list shows."""

    stories: tuple[StoryRow, ...]


@page(router, "/stories", "stories.html")
def stories(request: Request) -> StoriesView:
    """Stories, the newest first."""
    return StoriesView(stories=tuple(site_of(request).collection.stories(limit=50)))
