"""A story's report as it lies in the store: nothing is compared to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ..model import Comparison, StoryRow
from ..model.answers import StorySummary
from ..reporting import StoryReport
from .packed import unpack_comparison
from .summary import unpack

if TYPE_CHECKING:
    from .collection import Collection


def kept_report(collection: Collection, row: StoryRow) -> StoryReport | None:
    """The comparison that is stored for a story, of one article its annotation; None where there is none yet.

    Where articles came or went since (`row.independent_origins` is None) it is that of the articles as they were.
    """
    packed = collection.store.comparisons.get(row.id)
    if packed:
        return report_of_story(unpack_comparison(packed), row)
    return report_of_story(collection.annotation(row.articles[0]), row) if len(row.articles) == 1 else None


def report_of_story(comparison: Comparison, row: StoryRow) -> StoryReport:
    """A comparison with what the story's line in the list says."""
    return StoryReport(
        **msgspec.structs.asdict(comparison), id=row.id, title=row.title, members=row.articles, outlets=row.outlets,
        independent_origins=row.independent_origins, first_seen=row.first_seen, last_seen=row.last_seen, links=row.links,
    )


def kept_summary(collection: Collection, row: StoryRow) -> StorySummary | None:
    """From whom each article of a story has what it prints; None where it has not been compared."""
    packed = collection.store.comparisons.summary(row.id)
    return unpack(packed) if packed else None


def asked_story(collection: Collection, id: str) -> StoryRow | None:
    """The story of this id: itself, the one that it went into, or that of an article of this id; None where there is none."""
    row = collection.store.story(id)
    if row is None and (entry := collection.store.entry(id)) is not None and entry.story is not None:
        row = collection.store.story(entry.story)
    return row
