"""While a collection is served: news of saved searches are noticed and sent, beside the pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..collection.alerts import notice
from ..collection.webhooks import deliver
from ..errors import TawaturError
from .guard.log import LOGGER

if TYPE_CHECKING:
    from ..collection import Collection
    from .site import Site

# Seconds between two looks whether the collection changed, or something is to be sent.
EVERY = 2.0


@contextmanager
def noticing(site: Site, every: float = EVERY) -> Iterator[None]:
    """Look and send in a thread of its own as long as the block runs; a collection that is only read has no news."""
    if site.settings.read_only or site.collection.store.read_only:
        yield
        return
    ended = threading.Event()
    thread = threading.Thread(target=_run, args=(site, ended, every), name="noticing", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        # What is being sent has a limit of its own; the end of serving does not wait for it.
        thread.join(timeout=2.0)


def _run(site: Site, ended: threading.Event, every: float) -> None:
    looked: tuple[str, ...] | None = None
    while not (ended.is_set() or site.stopping.is_set()):
        try:
            looked = pass_once(site.collection, looked, ended)
        except TawaturError as error:
            # The database is busy or away for a moment: the next look sees all that this one did not.
            LOGGER.warning("noticing", extra={"facts": {"error": str(error)}})
        except Exception:
            LOGGER.exception("noticing")
        ended.wait(every)


def pass_once(collection: Collection, looked: tuple[str, ...] | None, ended: threading.Event) -> tuple[str, ...]:
    """Notice what is new where the collection or the searches changed since `looked`, and send what is due."""
    searches = collection.store.saved.all()
    now = (collection.store.revision(), *(f"{s.id} {s.text} {s.entity} {s.tell}" for s in searches))
    if now != looked:
        notice(collection, ended.is_set)
    deliver(collection, ended.is_set)
    return now
