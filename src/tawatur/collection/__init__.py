"""A collection: articles from everywhere on disk, grouped into stories by themselves, and what they answer."""

from __future__ import annotations

from .collection import Collection, create_collection, open_collection
from .doctor import rescue_collection
from .report import AddReport, Progress

__all__ = ["AddReport", "Collection", "Progress", "create_collection", "open_collection", "rescue_collection"]
