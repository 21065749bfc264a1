"""Search in all articles: those that answer, or single claims, with the words that were found marked."""

from __future__ import annotations

from typing import Literal, get_args
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Request
from markupsafe import Markup

from ...collection import Collection
from ...errors import UsageError
from ...export.markup import esc
from ...model import EntityType, Found, NameRow, Passage
from .. import links
from ..asked import MOST, day, many, text, whole
from ..rendering import page
from ..site import site_of
from ..stamps import by_revision

router = APIRouter()
# Answers on one page; further down than this one asks more precisely.
PAGE, DEEPEST = 20, 50
# So many bearers of a name are offered beside the answers, and outlets in the form.
NAMES, OFFERED = 6, 100
Kind = Literal["articles", "claims"]
Sort = Literal["relevance", "newest"]


class SearchAsked(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for, as it was understood; the page counts from 1. `speaker` is a name, for claims alone."""

    q: str | None = None
    kind: Kind = "articles"
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    speaker: str | None = None
    sort: Sort = "relevance"
    page: int = 1

    def address(self, **changes: object) -> str:
        """The address of this search with some of it changed, at its first page unless that is what changes."""
        asked = msgspec.structs.replace(self, **({"page": 1} | changes))
        pairs = [(f, getattr(asked, f)) for f in asked.__struct_fields__ if getattr(asked, f) != getattr(_USUAL, f)]
        return "/search" + (f"?{urlencode([(f, value) for f, value in pairs if value is not None])}" if pairs else "")

    @property
    def narrowed(self) -> bool:
        """True where more than words was asked for."""
        return any((self.since, self.until, self.outlet, self.speaker))


_USUAL = SearchAsked()
# What a whole sentence ends with.
_ENDS = frozenset(".!?؟…»\"”)")


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that answers, and the address at which it stands in its article."""

    passage: Passage
    address: str

    @property
    def marked(self) -> Markup:
        """The passage with its hits marked."""
        shown, at = [], 0
        for start, end in self.passage.hits:
            start, end = start - self.passage.start, end - self.passage.start
            shown += [esc(self.passage.text[at:start]), f'<mark class="hit">{esc(self.passage.text[start:end])}</mark>']
            at = end
        return Markup("".join([*shown, esc(self.passage.text[at:])]))

    @property
    def breaks_off(self) -> bool:
        """Whether it ends inside a sentence."""
        return self.passage.text[-1:] not in _ENDS


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One answer with its places."""

    found: Found
    places: tuple[Place, ...]


class SearchView(msgspec.Struct, frozen=True, kw_only=True):
    """A page of answers; `more` tells that there are further ones. `names` are people, bodies and places that the words call, of
    further ones `more_names` tells.

    `problem` tells why nothing was looked for: no words (`empty`), no word among them (`no_word`), an unknown speaker
    (`speaker`), a page further down than one looks (`deep`).
    """

    asked: SearchAsked
    answers: tuple[Answer, ...]
    more: bool
    names: tuple[NameRow, ...]
    more_names: bool
    outlets: tuple[str, ...]
    days: tuple[str, str] | None
    ignored: tuple[str, ...] = ()
    problem: Literal["empty", "no_word", "speaker", "deep"] | None = None

    @property
    def first(self) -> int:
        """The number of the first answer of this page."""
        return (self.asked.page - 1) * PAGE + 1


@page(router, "/search", "search.html", stamp=by_revision)
def search(request: Request) -> SearchView:
    """Articles or claims in which words stand."""
    collection = site_of(request).collection
    asked, ignored = understood(request)
    found: list[Found] = []
    problem: Literal["empty", "no_word", "speaker", "deep"] | None = None
    if asked.q is None:
        problem = "empty"
    elif asked.page > DEEPEST:
        problem = "deep"
    elif asked.speaker and not collection.store.names(asked.speaker, ("PER", "ORG"), limit=1):
        problem = "speaker"
    else:
        try:
            found = _found(collection, asked)
        except UsageError:
            problem = "no_word"
    names = _names(collection, asked.q)
    return SearchView(
        asked=asked, answers=tuple(map(_placed, found[:PAGE])), more=len(found) > PAGE, names=names[:NAMES], more_names=len(names) > NAMES,
        outlets=tuple(collection.outlet_names()[:OFFERED]), days=collection.store.span_of_days(), ignored=ignored, problem=problem,
    )


def _found(collection: Collection, asked: SearchAsked) -> list[Found]:
    return collection.search(
        asked.q or "", kind=asked.kind, since=asked.since, until=asked.until, outlet=(asked.outlet,) if asked.outlet else (),
        speaker=asked.speaker, sort=asked.sort, limit=PAGE + 1, offset=(asked.page - 1) * PAGE,
    )


def _names(collection: Collection, words: str | None) -> tuple[NameRow, ...]:
    """Whom the words can mean, where they are a name; those that most articles name first, one more than are shown."""
    if words is None or any(mark in words for mark in '"«“|') or len(words.split()) > 4:
        return ()
    types: tuple[EntityType, ...] = ("PER", "ORG", "LOC")
    return tuple(collection.store.names(words, types, limit=NAMES + 1))


def _placed(found: Found) -> Answer:
    """An answer with the addresses at which its passages stand: a claim's own, else the first words that were found."""
    return Answer(found=found, places=tuple(Place(passage=p, address=_address(found, p)) for p in found.passages))


def _address(found: Found, passage: Passage) -> str:
    if found.claim:
        return links.claim(found.claim)
    start, end = passage.hits[0] if passage.hits else (passage.start, passage.end)
    return links.words(found.article, start, end)


def understood(request: Request) -> tuple[SearchAsked, tuple[str, ...]]:
    """What an address asks for, and the fields of it that can't be read."""
    query = request.query_params
    days = {name: day(query.get(name, "")) for name in ("since", "until")}
    ignored = [name for name, value in days.items() if query.get(name) and value is None]
    kind, sort, number = query.get("kind", ""), query.get("sort", ""), query.get("page", "")
    ignored += [name for name, value, known in (("kind", kind, get_args(Kind)), ("sort", sort, get_args(Sort))) if value and value not in known]
    if number and whole(number) is None:
        ignored.append("page")
    speaker = text(query.get("speaker"))
    if speaker and kind == "articles":
        # An article is said by nobody.
        ignored.append("speaker")
        speaker = None
    return SearchAsked(
        q=text(query.get("q")), **days, outlet=next(iter(many(query.getlist("outlet"))), None), speaker=speaker,
        kind=kind if kind in get_args(Kind) else "claims" if speaker else "articles",  # type: ignore[arg-type]
        sort=sort if sort in get_args(Sort) else "relevance",  # type: ignore[arg-type]
        page=min(whole(number) or 1, MOST),
    ), tuple(ignored)
