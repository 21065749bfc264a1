"""The tables of an export as they are streamed: in the order in which articles came in, from any of them on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .packed import annotations_of

if TYPE_CHECKING:
    from ..export.columns import Row
    from .collection import Collection

# Articles or stories that stand in memory at once.
PAGE = 200


def rows_after(
    collection: Collection, table: str, after: str | None = None, since: str | None = None, until: str | None = None
) -> Iterator[Row]:
    """The rows of a table of `export.columns`, article by article (or story by story), behind the one of this id.

    `since` and `until` are ISO days, both included. What comes in meanwhile comes last. Raises UsageError, with
    the first row, for an `after` that there is none of.
    """
    from ..export import columns as made

    store = collection.store
    if table == "stories":
        while stories := store.bulk.stories(after, PAGE, since, until):
            yield from made.story_rows(stories)
            after = stories[-1].id
        return
    rows = {
        "claims": made.claim_rows, "attributions": made.attribution_rows, "events": made.event_rows,
        "entities": made.entity_rows,
    }
    while entries := store.bulk.articles(after, PAGE, since, until):
        if table == "articles":
            yield from made.article_rows(entries)
        else:
            yield from rows[table](annotations_of(store, [e.id for e in entries]))
        after = entries[-1].id
