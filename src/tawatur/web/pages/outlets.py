"""Outlets: whom each repeats, how often it says so, how late it is, and in what words it tells what others tell too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import msgspec
from fastapi import APIRouter, HTTPException, Query, Request
from markupsafe import Markup

from ...collection import Collection
from ...collection.packed import unpack_comparison
from ...collection.summary import outlet_key
from ...collection.wording import (
    StoryWords,
    facts_of,
    marked,
    outlet_keys,
    outlet_wording,
    unpack_words,
    words_of_story,
)
from ...export.network import Edge, Node, network_svg
from ...export.words import Words
from ...model import Entry, Span
from ...model.answers import OutletRow, OutletWording, Proof, WordUse
from .. import links
from ..memo import remembered
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
# Words that stand on each side, stories that are opened for one word, and facts shown of them.
WORDS, WORD_STORIES, WORD_FACTS = 40, 25, 60
# z from which on the 95 % interval leaves out zero.
_Z95 = 1.96


class OutletsView(msgspec.Struct, frozen=True, kw_only=True):
    """All outlets, those with the most articles first.

    `uncounted` articles stand in no row (not compared: too many in one story, or not yet); `missing` are outlets that
    for this reason have no row at all.
    """

    outlets: tuple[OutletRow, ...]
    uncounted: int
    missing: tuple[str, ...]

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
    """One outlet: its row, who repeats it, its words for the same things, its newest articles; `known` are keys with a page, `late` the newest articles whose delay is counted."""

    row: OutletRow
    repeated_by: tuple[Debtor, ...]
    wording: OutletWording
    known: tuple[str, ...]
    articles: tuple[Entry, ...]
    late: tuple[Entry, ...]
    titles: dict[str, str]

    @property
    def more(self) -> tuple[WordUse, ...]:
        """Words that it uses more than the others, whose interval leaves out zero."""
        return tuple(w for w in self.wording.words if w.z >= _Z95)[:WORDS]

    @property
    def less(self) -> tuple[WordUse, ...]:
        return tuple(w for w in self.wording.words if w.z <= -_Z95)[:WORDS]

    @property
    def certain(self) -> int:
        """How many words have an interval that leaves out zero."""
        return sum(abs(w.z) >= _Z95 for w in self.wording.words)


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A claim in which a word was looked for: where it stands (offsets of the claim's text)."""

    proof: Proof
    at: tuple[tuple[int, int], ...]


class WordFact(msgspec.Struct, frozen=True, kw_only=True):
    """One fact in the outlet's words and in the others'."""

    story: str
    title: str
    own: tuple[Marked, ...]
    others: tuple[Marked, ...]


class WordView(msgspec.Struct, frozen=True, kw_only=True):
    """One word of an outlet with the facts in which it was counted; of `stories` stories the newest `opened` were opened."""

    outlet: str
    key: str
    use: WordUse
    facts: tuple[WordFact, ...]
    stories: int
    opened: int
    offset: int


def rows_of(site: Site) -> tuple[OutletRow, ...]:
    """The table of outlets, made once a revision."""
    return remembered(site, ("outlets",), tuple[OutletRow, ...], site.collection.outlets)


@page(router, "/outlets", "outlets.html", stamp=by_revision)
def outlets(request: Request) -> OutletsView:
    """All outlets: whom each repeats, and how often it says so."""
    site = site_of(request)
    rows, there = rows_of(site), site.collection.store.outlets()
    known = {r.key for r in rows}
    gazetteer = site.collection.resources.gazetteer
    return OutletsView(
        outlets=rows, uncounted=max(0, sum(count for _, count, *_ in there) - sum(len(r.articles) for r in rows)),
        missing=tuple(name for name, *_ in there if name and outlet_key(name, gazetteer) not in known),
    )


def network_parts(rows: Sequence[OutletRow], prefix: str) -> tuple[list[Node], list[Edge]]:
    """Outlets and those on whom they draw, for the drawing."""
    known = {r.key for r in rows}
    names = {r.key: r.outlet for r in rows} | {d.key: d.source for r in rows for d in r.repeats if d.key not in known}
    nodes = [Node(key=k, label=n, href=prefix + links.outlet(k) if k in known else None) for k, n in names.items()]
    edges = [
        Edge(a=r.key, b=d.key, said=d.said, unsaid=d.unsaid, doubtful=d.doubtful, href=f"{prefix}{links.outlet(r.key)}#repeats")
        for r in rows for d in r.repeats
    ]
    return nodes, edges


@page(router, "/outlets/{key:path}/words/{stem}", "outlet_word.html", stamp=by_revision)
def word(request: Request, key: str, stem: str, offset: Annotated[int, Query(ge=0, le=100_000)] = 0) -> WordView:
    """The places in which a word of an outlet was counted, beside the others' words for the same things."""
    site = site_of(request)
    row = _row(site, key)
    use = next((w for w in _wording(site, row).words if w.stem == stem), None)
    if use is None:
        raise HTTPException(404)
    homes = [story for story, words in _counted(site.collection, row)[0] if any(w.stem == stem for w in words.words)]
    opened = homes[offset:offset + WORD_STORIES]
    facts = tuple(f for story in opened for f in _facts(site.collection, story, key, stem))
    return WordView(
        outlet=row.outlet, key=key, use=use, facts=facts[:WORD_FACTS], stories=len(homes), opened=len(opened), offset=offset)


@page(router, "/outlets/{key:path}", "outlet.html", stamp=by_revision)
def outlet(request: Request, key: str) -> OutletView:
    """One outlet."""
    site = site_of(request)
    row = _row(site, key)
    rows = rows_of(site)
    debtors = (
        Debtor(outlet=r.outlet, key=r.key, said=d.said, unsaid=d.unsaid, doubtful=d.doubtful, stories=d.stories)
        for r in rows for d in r.repeats if d.key == key and r.key != key
    )
    articles = sorted(site.collection.store.entries(row.articles), key=lambda e: (e.day, e.id), reverse=True)[:20]
    late = sorted(site.collection.store.entries(row.delay_articles), key=lambda e: (e.day, e.id), reverse=True)[:20]
    told = tuple(dict.fromkeys(s for d in row.repeats for s in d.stories[:_TITLED]))[:300]
    return OutletView(
        row=row, repeated_by=tuple(sorted(debtors, key=lambda d: (-d.said - d.unsaid - d.doubtful, d.key))), wording=_wording(site, row),
        known=tuple(r.key for r in rows), articles=tuple(articles), late=tuple(late), titles=_titles(site.collection, told),
    )


# So many stories stand beside each count.
_TITLED = 5


def _row(site: Site, key: str) -> OutletRow:
    found = next((r for r in rows_of(site) if r.key == key), None)
    if found is None:
        raise HTTPException(404)
    return found


def _titles(collection: Collection, stories: Iterable[str]) -> dict[str, str]:
    found = ((id, collection.store.story(id)) for id in stories)
    return {id: row.title for id, row in found if row is not None}


# -- words for the same things --------------------------------------------------------------------------


def _wording(site: Site, row: OutletRow) -> OutletWording:
    def make() -> OutletWording:
        counted, left, older = _counted(site.collection, row)
        return msgspec.structs.replace(outlet_wording(counted), left=left, older=older)

    return remembered(site, ("wording", row.key), OutletWording, make)


def _counted(collection: Collection, row: OutletRow) -> tuple[list[tuple[str, StoryWords]], int, int]:
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


def _facts(collection: Collection, story: str, key: str, stem: str) -> list[WordFact]:
    """The facts of a story that the outlet and others tell, where the word stands in one of the tellings."""
    packed, row = collection.store.comparisons.get(story), collection.store.story(story)
    if not packed or row is None:
        return []
    comparison = unpack_comparison(packed)
    keys = outlet_keys(comparison, collection.resources.gazetteer)
    days = {r.id: (r.outlet.name or r.id, r.published.value) for r in comparison.articles}

    def mark(span: Span) -> Marked:
        name, day = days[span.article]
        return Marked(proof=Proof(name, day, span), at=tuple(marked(span.text, stem)))

    out = []
    for outlets in facts_of(comparison, keys):
        if key in outlets:
            own = tuple(mark(c.span) for c in outlets[key])
            others = tuple(mark(c.span) for k, claims in outlets.items() if k != key for c in claims)
            if any(m.at for m in (*own, *others)):
                out.append(WordFact(story=story, title=row.title, own=own, others=others))
    return out
