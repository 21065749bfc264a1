"""Answers that take a moment, kept beside the pages as long as nothing was written to the collection."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

import msgspec

from .site import Site

T = TypeVar("T")


def remembered(site: Site, key: tuple[Hashable, ...], kind: type[T], make: Callable[[], T]) -> T:
    """What `make` gives, made once for each revision of the collection. `key` names the question, `kind` is the type of the answer.

    It lies in the cache of pages (which forgets what was longest not asked for) in bytes, so nobody changes it. `make` may
    not ask for another answer: others who ask wait until it is done.
    """
    revision = site.collection.store.revision()
    name = ("answer", *key, revision)
    kept = site.cache.get(name)
    if kept is None:
        with site.making[hash(key) % len(site.making)]:
            kept = site.cache.get(name)
            if kept is None:
                made = make()
                site.cache.put(name, msgspec.msgpack.encode(made))
                return made
    return msgspec.msgpack.decode(kept, type=kind)
