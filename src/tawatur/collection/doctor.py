"""What is wrong with a collection, and mending what can be mended. No article is ever taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.collection import Finding
from .report import Tell
from .steps import made_by

if TYPE_CHECKING:
    from .collection import Collection


def check(collection: Collection) -> list[Finding]:
    """Findings of the store, then what is missing or was made by other steps than those of this version."""
    return [*collection.store.check(), *_unfinished(collection)]


def repair(collection: Collection, progress: Tell | None = None, workers: int | None = None) -> list[Finding]:
    """Mend the store, read again what is outdated, group and compare; what was found and mended."""
    from .running import Run

    open_work = _unfinished(collection)
    mended = collection.writable().repair()
    # Mending the store can itself leave stories to be compared anew.
    if open_work or _unfinished(collection):
        Run(collection, progress, workers, None).update(reread=True)
    return [*mended, *open_work]


def _unfinished(collection: Collection) -> list[Finding]:
    steps = made_by(collection.config, collection.resources)
    store = collection.store
    counts = (
        ("reading.outdated", len(store.outdated(steps.reading)), "articles were read by another version: they are read again"),
        ("grouping.open", len(store.ungrouped()), "articles are in no story yet: they are grouped"),
        ("comparing.open", len(store.uncompared(steps.comparing)), "stories are not compared as they are: they are compared"),
    )
    return [Finding(code=code, message=f"{count} {text}", repairable=True) for code, count, text in counts if count]
