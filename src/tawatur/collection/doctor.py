"""What is wrong with a collection, and mending what can be mended. No article is ever taken away."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..config import LOCAL_STORE, load_config, save_config, store_url
from ..errors import OutputError, UsageError
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
        ("comparing.open", len(store.comparisons.uncompared(steps.comparing)), "stories are not compared as they are: they are compared"),
    )
    return [Finding(code=code, message=f"{count} {text}", repairable=True) for code, count, text in counts if count]


def rescue_collection(damaged: str | Path, fresh: str | Path) -> list[Finding]:
    """Save what can be read of a damaged collection into a new folder; the old one stays as it is.

    Says what was lost and mended; `repair` then makes what is missing. Raises UsageError for one on a server,
    OutputError where the new folder is there already, StoreDamagedError where nothing can be read.
    """
    from ..lang.search_words import load_search_words
    from ..store import rescue

    old, new, prefix = Path(damaged), Path(fresh), "sqlite:///"
    config = load_config(old)
    if not config.store.startswith(prefix):
        raise UsageError(f"{damaged}: its database is on a server; rescue it there")
    if new.exists():
        raise OutputError(f"{fresh}: is there already; name a folder that is not")
    try:
        new.mkdir(parents=True)
        database = Path(store_url(config, old).removeprefix(prefix))
        found = rescue(database, new / "collection.db", load_search_words())
        save_config(replace(config, store=LOCAL_STORE), new)
    except OSError as error:
        raise OutputError(f"{fresh}: no collection can be made there ({error.strerror or error}); choose another place") from error
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    return found
