"""What is loaded once is loaded before the first reader comes: else the first dozen would each load it, and all would wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from .guard.log import LOGGER
from .site import Site


def warm(site: Site) -> None:
    """Compile the templates and read the data of the language: a second or so."""
    for name in site.templates.list_templates(extensions=["html"]):
        site.templates.get_template(name)
    _ = site.collection.resources


@contextmanager
def warming(site: Site) -> Iterator[None]:
    """Work out, in a thread beside the block, what the pages of outlets and agenda rest on: five seconds for 20,000 articles.

    From then on a write costs them no more than what it changed (`collection.tallies`).
    """
    thread = threading.Thread(target=_answers, args=(site,), name="warming", daemon=True)
    thread.start()
    try:
        yield
    finally:
        # One answer is finished before the database is let go of; a large one is not waited for.
        thread.join(timeout=1.0)


def _answers(site: Site) -> None:
    from .pages.agenda import agenda_items, first_day
    from .pages.outlets import rows_of

    try:
        rows_of(site)
        first = first_day(site, None)
        if first and not site.stopping.is_set():
            agenda_items(site, first, None)
    except Exception:
        # Nobody asked for it yet: the page that does will tell what is wrong.
        LOGGER.warning("warming", exc_info=True)
