"""Answers that take a moment, kept beside the pages as long as nothing was written to the collection."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

import msgspec

from .site import Site

T = TypeVar("T")


def remembered(site: Site, key: tuple[Hashable, ...], kind: type[T], make: Callable[[], T]) -> T:
    """What `make` gives, made once for each revision of the collection. `key` names the question, `kind` is the type of the answer.

    It lies in the cache of pages (which forgets what was longest not asked for) in bytes, so nobody changes it. One thread
    makes it, also while revisions follow each other fast; the others who ask the same wait.
    """
    question = ("answer", *key)
    name = (*question, site.collection.store.revision())
    packed = site.cache.made_once(name, lambda: msgspec.msgpack.encode(make()), question)
    return msgspec.msgpack.decode(packed, type=kind)
