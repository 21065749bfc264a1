"""The tables of an export as they are streamed: in the order in which articles came in, from any of them on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .packed import annotations_of

if TYPE_CHECKING:
    from ..export.columns import Row
    from ..model import Entry
    from ..store import Store
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
    from ..export.columns import story_rows

    store = collection.store
    if table == "stories":
        while stories := store.bulk.stories(after, PAGE, since, until):
            yield from story_rows(stories)
            after = stories[-1].id
        return
    while entries := store.bulk.articles(after, PAGE, since, until):
        yield from rows_of(store, table, entries)
        after = entries[-1].id


def rows_of(store: Store, table: str, entries: Sequence[Entry]) -> Iterable[Row]:
    """The rows of a table of `export.columns` other than that of stories for these articles."""
    from ..export import columns as made

    if table == "articles":
        return made.article_rows(entries)
    rows = {
        "claims": made.claim_rows, "attributions": made.attribution_rows, "events": made.event_rows,
        "entities": made.entity_rows,
    }
    return rows[table](annotations_of(store, [e.id for e in entries]))
