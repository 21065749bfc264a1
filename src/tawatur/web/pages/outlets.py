"""Outlets: whom each repeats, how often it says so, how late it is, and in what words it tells what others tell too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from fastapi import APIRouter, HTTPException, Request
from markupsafe import Markup

from ...collection import Collection
from ...collection.packed import unpack_comparison
from ...collection.summary import outlet_key
from ...collection.wording import (
    StoryWords,
    outlet_keys,
    outlet_wording,
    unpack_words,
    words_of_story,
)
from ...export.network import Edge, Node, network_svg
from ...export.words import Words
from ...model import Entry
from ...model.answers import OutletRow, OutletWording, WordUse
from .. import links
from ..memo import remembered
from ..paging import Stretch, stretch
from ..rendering import page
from ..site import Site, site_of
from ..stamps import by_revision

router = APIRouter()

# Rows of a table that stand open; the rest is folded.
ROWS = 60
# The newest stories whose words are compared: half a second.
STORIES = 600
# Stories that were compared before words were counted are counted now, the newest so many.
LATE = 10
# Words that stand on each side, and articles of an outlet on a page.
WORDS, ARTICLES = 40, 20
# z from which on the 95 % interval leaves out zero.
_Z95 = 1.96


class OutletsView(msgspec.Struct, frozen=True, kw_only=True):
    """All outlets, those with the most articles first.

    `uncounted` articles stand in no row (not compared: too many in one story, or not yet); `missing` are outlets that
    for this reason have no row at all, `left` the articles of one page of those, where they are asked for.
    """

    outlets: tuple[OutletRow, ...]
    uncounted: int
    missing: tuple[str, ...]
    left: tuple[Entry, ...] = ()
    page: Stretch | None = None

    def network(self, words: Words, prefix: str) -> tuple[Markup, int, int]:
        """The drawing, how many arrows it has, and how many there are."""
        nodes, edges = network_parts(self.outlets, prefix)
        drawn = network_svg(nodes, edges, words)
        return Markup(drawn.html), drawn.shown, drawn.all


class Debtor(msgspec.Struct, frozen=True, kw_only=True):
    """Another outlet that repeats this one."""

    outlet: str
    key: str
    said: int
    unsaid: int
    doubtful: int
    stories: tuple[str, ...]


class OutletView(msgspec.Struct, frozen=True, kw_only=True):
    """One outlet: its row, who repeats it, its words for the same things, its articles (those of the `page`); `known` are keys with a page."""

    row: OutletRow
    repeated_by: tuple[Debtor, ...]
    wording: OutletWording
    known: tuple[str, ...]
    articles: tuple[Entry, ...]
    page: Stretch

    @property
    def more(self) -> tuple[WordUse, ...]:
        """Words that it uses more than the others, whose interval leaves out zero."""
        return tuple(w for w in self.wording.words if is_certain(w) and w.z > 0)[:WORDS]

    @property
    def less(self) -> tuple[WordUse, ...]:
        return tuple(w for w in self.wording.words if is_certain(w) and w.z < 0)[:WORDS]

    @property
    def certain(self) -> int:
        """How many words have an interval that leaves out zero."""
        return sum(map(is_certain, self.wording.words))


def is_certain(word: WordUse) -> bool:
    """True where the 95 % interval leaves out zero."""
    return abs(word.z) >= _Z95


def rows_of(site: Site) -> tuple[OutletRow, ...]:
    """The table of outlets, made once a revision."""
    return remembered(site, ("outlets",), tuple[OutletRow, ...], site.collection.outlets)


@page(router, "/outlets", "outlets.html", stamp=by_revision)
def outlets(request: Request, uncounted: str = "") -> OutletsView:
    """All outlets: whom each repeats, and how often it says so. `uncounted` is a page of the articles that were not counted."""
    site = site_of(request)
    store, gazetteer = site.collection.store, site.collection.resources.gazetteer
    rows, there = rows_of(site), store.outlets()
    known = {r.key for r in rows}
    view = OutletsView(
        outlets=rows, uncounted=max(0, sum(count for _, count, *_ in there) - sum(len(r.articles) for r in rows)),
        missing=tuple(name for name, *_ in there if name and outlet_key(name, gazetteer) not in known),
    )
    if not uncounted or not view.uncounted:
        return view
    counted = {id for r in rows for id in r.articles}
    left = [e for e in store.entries() if e.id not in counted]
    at = stretch(len(left), uncounted)
    return msgspec.structs.replace(view, left=tuple(left[at.first - 1:at.last]), page=at)


def network_parts(rows: Sequence[OutletRow], prefix: str) -> tuple[list[Node], list[Edge]]:
    """Outlets and those on whom they draw, for the drawing."""
    known = {r.key for r in rows}
    names = {r.key: r.outlet for r in rows} | {d.key: d.source for r in rows for d in r.repeats if d.key not in known}
    nodes = [Node(key=k, label=n, href=prefix + links.outlet(k) if k in known else None) for k, n in names.items()]
    edges = [
        Edge(a=r.key, b=d.key, said=d.said, unsaid=d.unsaid, doubtful=d.doubtful, href=prefix + links.outlet_claims(r.key, "from", d.key))
        for r in rows for d in r.repeats
    ]
    return nodes, edges


@page(router, "/outlets/{key:path}", "outlet.html", stamp=by_revision)
def outlet(request: Request, key: str, articles: str = "") -> OutletView:
    """One outlet; `articles` is a page of the list of them."""
    site = site_of(request)
    row = row_of(site, key)
    rows = rows_of(site)
    debtors = (
        Debtor(outlet=r.outlet, key=r.key, said=d.said, unsaid=d.unsaid, doubtful=d.doubtful, stories=d.stories)
        for r in rows for d in r.repeats if d.key == key and r.key != key
    )
    newest = sorted(site.collection.store.entries(row.articles), key=lambda e: (e.day, e.id), reverse=True)
    at = stretch(len(newest), articles, ARTICLES)
    return OutletView(
        row=row, repeated_by=tuple(sorted(debtors, key=lambda d: (-d.said - d.unsaid - d.doubtful, d.key))), wording=wording_of(site, row),
        known=tuple(r.key for r in rows), articles=tuple(newest[at.first - 1:at.last]), page=at,
    )


def row_of(site: Site, key: str) -> OutletRow:
    """The row of an outlet; 404 where there is none."""
    found = next((r for r in rows_of(site) if r.key == key), None)
    if found is None:
        raise HTTPException(404)
    return found


def titles_of(collection: Collection, stories: Iterable[str]) -> dict[str, str]:
    """The titles of stories by id."""
    found = ((id, collection.store.story(id)) for id in stories)
    return {id: row.title for id, row in found if row is not None and row.title}


# -- words for the same things --------------------------------------------------------------------------


def wording_of(site: Site, row: OutletRow) -> OutletWording:
    """In what words an outlet tells what others tell too, made once a revision."""
    def make() -> OutletWording:
        counted, left, older = counted_words(site.collection, row)
        return msgspec.structs.replace(outlet_wording(counted), left=left, older=older)

    return remembered(site, ("wording", row.key), OutletWording, make)


def counted_words(collection: Collection, row: OutletRow) -> tuple[list[tuple[str, StoryWords]], int, int]:
    """What was counted in the outlet's stories, the newest first; in how many nothing was, and how many are older.

    Stories that an earlier version compared are counted here and now, as many as that takes a moment.
    """
    there = collection.store.wording.of(row.key)
    kept = [(story, unpack_words(data)) for story, data in there[:STORIES]]
    lacking = collection.store.wording.lacking() & set(row.stories)
    for story in sorted(lacking)[:LATE]:
        packed = collection.store.comparisons.get(story)
        if packed:
            comparison = unpack_comparison(packed)
            words = words_of_story(comparison, outlet_keys(comparison, collection.resources.gazetteer)).get(row.key)
            if words is not None:
                kept.append((story, words))
    return kept, max(0, len(lacking) - LATE), max(0, len(there) - STORIES)
