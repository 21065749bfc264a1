"""All of a collection that must not depend on how it came in."""

from __future__ import annotations

from typing import Any

from tawatur.collection import Collection

Picture = dict[str, Any]


def picture(collection: Collection) -> Picture:
    """Stories with ids, articles, origins and links; articles with versions, copies and what was read out of them."""
    store = collection.store
    entries = store.entries()
    return {
        "stories": sorted(
            (r.id, r.title, r.articles, r.outlets, r.independent_origins, r.links, store.comparisons.get(r.id))
            for r in store.stories()
        ),
        "articles": [(e.id, e.key, e.hash, e.versions, e.copy_of, e.day, e.title) for e in entries],
        "readings": [(id, r.annotation, r.sketch, r.entities, r.claims, r.events) for id, r in store.readings([e.id for e in entries])],
        "inputs": [(i.name, i.digest, i.position, i.done, i.articles, i.skipped) for i in store.intake.inputs()],
    }
