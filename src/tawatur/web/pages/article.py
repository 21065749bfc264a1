"""An article: its text with what was read out of it, and its versions."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse
from markupsafe import Markup

from ...collection.summary import outlet_key
from ...errors import StoreError
from ...export.marked import LAYERS, marked_text
from ...export.words import Words
from ...model import Comparison, Entry, Outlet, Published
from .. import links
from ..corrections import Place, place, with_marks
from ..reading import ReadingView, reading_view
from ..rendering import page
from ..site import Site, language_of, site_of
from .common import moved

router = APIRouter()
# Layers that are shown where the address names none.
USUAL = ("name", "date", "said", "framing")
_STRETCH = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
# Articles of the same story that can be ticked for a comparison; the story page has them all.
MATES = 12


class Mate(msgspec.Struct, frozen=True, kw_only=True):
    """Another article, as a line. `dated` tells whether `day` is that of publication, not just the one on which it was taken in."""

    id: str
    outlet: str | None
    title: str | None
    day: str
    dated: bool
    copy_of: str | None = None


class StoryOf(msgspec.Struct, frozen=True, kw_only=True):
    """The story that an article belongs to; `others` are its other articles, at most `MATES` of `count`."""

    id: str
    title: str
    count: int
    others: tuple[Mate, ...]


class ArticleView(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of an article tells. `text` is as it was read; `layers` are those that are shown.

    `at` is the stretch of the text (code points) that the address asks for. `marks` are the words of readers on names, by
    the name's entry.
    """

    article: Entry
    title: str | None
    outlet: Outlet
    outlet_key: str | None
    published: Published
    original: str | None
    words: int
    story: StoryOf | None
    copy_of: Mate | None
    copies: tuple[Mate, ...]
    layers: tuple[str, ...]
    reading: ReadingView
    at: tuple[int, int] | None
    marks: dict[str, Place]
    text: str
    annotation: Comparison

    def marked(self, words: Words) -> Markup:
        """The text with the marks of the layers that are shown."""
        return Markup(marked_text(self.annotation, self.annotation.articles[0], self.layers, words, self.at))


def find(request: Request, id: str) -> Entry | RedirectResponse:
    """An article, or the way to the story of that id. Raises HTTPException 404."""
    store = site_of(request).collection.store
    found = store.entry(id)
    if found is not None:
        return found
    if store.story(id) is not None:
        return moved(request, links.story(id), 302)
    raise HTTPException(404)


def layers_of(request: Request) -> tuple[str, ...]:
    """The layers that the address names (`layers=name,date` or once for each), in their order."""
    given = request.query_params.getlist("layers")
    if not given:
        return USUAL
    wanted = {part for value in given[:20] for part in value.split(",")}
    return tuple(layer for layer in LAYERS if layer in wanted)


def reading_of(site: Site, id: str) -> tuple[Comparison, dict[str, str]]:
    """What was read out of an article alone, and the keys of its entities. Raises StoreError where it is missing."""
    from ...collection.packed import unpack_comparison

    found = next(iter(site.collection.store.readings([id])), None)
    if found is None:
        raise StoreError(f"{id}: what was read out of it is missing; `tawatur doctor --repair` reads it again")
    reading = found[1]
    return unpack_comparison(reading.annotation), {row.entity: row.key for row in reading.entities}


@page(router, "/articles/{id:path}", "article.html")
def article(request: Request, id: str) -> ArticleView | RedirectResponse:
    """An article of the collection in its latest version."""
    site = site_of(request)
    entry = find(request, id)
    if isinstance(entry, RedirectResponse):
        return entry
    annotation, keys = reading_of(site, entry.id)
    record = annotation.articles[0]
    story, copies, original = _company(site, entry)
    reading = reading_view(annotation, keys, site.words[language_of(request)])
    name = entry.outlet or record.outlet.name
    return ArticleView(
        article=entry, title=entry.title or (record.title.text if record.title else None), outlet=record.outlet,
        outlet_key=outlet_key(name, site.collection.resources.gazetteer) if name else None, published=record.published,
        original=links.outside(entry.url), words=len(record.text.split()), story=story, copy_of=original, copies=copies,
        layers=layers_of(request), reading=reading, at=_stretch(request.query_params.get("at", ""), len(record.text)),
        marks=_marks(site, entry.id, reading, record.text), text=record.text, annotation=annotation,
    )


def _stretch(asked: str, length: int) -> tuple[int, int] | None:
    """`START-END` out of an address, where there is such a stretch."""
    match = _STRETCH.fullmatch(asked)
    if match is None:
        return None
    start, end = int(match[1]), int(match[2])
    return (start, end) if start < end <= length else None


def _marks(site: Site, id: str, reading: ReadingView, text: str) -> dict[str, Place]:
    """For each name what readers say of it anywhere in the article, and the way to say so of its first place."""
    marked = site.collection.store.corrections.all(article=id)
    found = {}
    for entry in reading.names:
        spans = tuple(one.span for one in entry.places)
        first = place("name", spans[:1], article=id, back=links.article(id))
        if first is not None:
            found[entry.id] = with_marks(msgspec.structs.replace(first, spans=spans), marked, {id: text})
    return found


def _company(site: Site, entry: Entry) -> tuple[StoryOf | None, tuple[Mate, ...], Mate | None]:
    """The article's story with its other articles, those that print its text, and the one whose text it prints."""
    store = site.collection.store
    row = store.story(entry.story) if entry.story else None
    members = store.entries(row.articles) if row else []
    others = [mate(e) for e in members if e.id != entry.id]
    original = next((m for m in others if m.id == entry.copy_of), None)
    if original is None and entry.copy_of:
        original = next((mate(e) for e in store.entries([entry.copy_of])), None)
    copies = tuple(m for m in others if m.copy_of == entry.id)
    story = StoryOf(id=row.id, title=row.title, count=len(row.articles), others=_first(others)) if row else None
    return story, copies, original


def _first(mates: Sequence[Mate]) -> tuple[Mate, ...]:
    """Those that tell it in words of their own come first."""
    return tuple(sorted(mates, key=lambda m: (m.copy_of is not None, m.day, m.id))[:MATES])


def mate(entry: Entry) -> Mate:
    """An article as a line."""
    return Mate(id=entry.id, outlet=entry.outlet, title=entry.title, day=entry.day, dated=entry.dated, copy_of=entry.copy_of)
