"""Who is who: a person, body or place over all articles; found by name, at a permanent address by key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import msgspec
from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import RedirectResponse
from markupsafe import Markup

from ...collection.places import load_coordinates, placed
from ...export.map import MapPlace, MapRoute, MapStop, map_section
from ...export.sentences import sentence_of
from ...export.words import Words, is_dated
from ...model import Entry, Span
from ...model.answers import (
    AgendaItem,
    Candidate,
    Deed,
    Met,
    NameUse,
    Occasion,
    OutletNames,
    Profile,
    Proof,
    Saying,
    WhoAnswer,
)
from .. import links
from ..memo import remembered
from ..paging import Stretch, stretch
from ..rendering import page
from ..site import Site, site_of
from ..stamps import by_revision
from .agenda import agenda_items

router = APIRouter()

# So many of the newest articles are read unless all are asked for: half a second.
LATEST = 200
# So many articles stand on a page, and so many happenings: further ones are counted and stand in the JSON twin.
ARTICLES, DEEDS = 20, 300


class FoundName(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or something that a typed name may mean, with those of the `articles` that were looked at that name it."""

    key: str
    name: str
    type: str
    names: tuple[str, ...]
    country: str | None
    articles: tuple[Entry, ...]


class SearchView(msgspec.Struct, frozen=True, kw_only=True):
    """The search for a name. `found`: `nothing asked`, `several` or `absent` (one is led to at once).

    `naming` articles hold the name, the newest `looked` of them were looked at; `searched` articles are in the collection.
    """

    query: str
    found: str
    candidates: tuple[FoundName, ...] = ()
    others: tuple[FoundName, ...] = ()
    naming: int = 0
    looked: int = 0
    searched: int = 0


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """One name or title, how often it stands, and in which outlets."""

    form: str
    kind: str
    count: int
    outlets: tuple[tuple[str, int], ...]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a name stands, with what is before and after it in its sentence."""

    proof: Proof
    before: str
    after: str


class NamesView(msgspec.Struct, frozen=True, kw_only=True):
    """Every place where somebody (`key`, `name`) is called `form`, in all outlets or in one: those of one page, the newest first."""

    key: str
    name: str
    form: str
    kind: str
    outlet: str
    whole: bool
    places: tuple[Place, ...]
    page: Stretch


class NamingView(msgspec.Struct, frozen=True, kw_only=True):
    """The articles that hold the name of somebody, whoever bears it in them: those of one page, the newest first."""

    key: str
    name: str
    articles: tuple[Entry, ...]
    page: Stretch


class WhoView(msgspec.Struct, frozen=True, kw_only=True):
    """All that the collection tells of one key. `answer` says of how many articles; `whole` where all were asked for; `articles` are those of the `page`."""

    key: str
    answer: WhoAnswer
    whole: bool
    wordings: tuple[Wording, ...]
    agenda: tuple[AgendaItem, ...]
    articles: tuple[Entry, ...]
    page: Stretch

    @property
    def beyond(self) -> bool:
        """True where more articles were read than are read unasked."""
        return self.whole and self.answer.naming > LATEST

    @property
    def most(self) -> int:
        """So many happenings stand on the page, with a day and without one."""
        return DEEDS

    @property
    def profile(self) -> Profile:
        assert self.answer.profile is not None
        return self.answer.profile

    @property
    def dated(self) -> tuple[tuple[int, Deed], ...]:
        """What it did with the day known, the newest first, each with its number on the page."""
        return tuple((n, d) for n, d in enumerate(self.profile.deeds) if is_dated(d.date))[::-1]

    @property
    def undated(self) -> tuple[tuple[int, Deed], ...]:
        return tuple((n, d) for n, d in enumerate(self.profile.deeds) if not is_dated(d.date))

    @property
    def met(self) -> tuple[tuple[Met, tuple[tuple[Occasion, tuple[int, ...]], ...]], ...]:
        """Whom it met, with each occasion and the numbers of what happened then, as far as that stands on the page: its words are there."""
        shown = {n for n, _ in (*self.dated[:DEEDS], *self.undated[:DEEDS])}
        number = {proof: n for n, d in enumerate(self.profile.deeds) for proof in d.evidence if n in shown}
        return tuple(
            (m, tuple((o, tuple(sorted({number[p] for p in o.evidence if p in number}))) for o in m.occasions)) for m in self.profile.met
        )

    @property
    def sayings(self) -> tuple[Saying, ...]:
        """Its words, the newest first; those of articles without a day come last."""
        days = [(min((t.words.day or "" for t in s.tellings if t.words.day), default=""), s) for s in self.profile.sayings]
        return tuple(s for _, s in sorted(days, key=lambda d: d[0], reverse=True))

    def map(self, words: Words, prefix: str) -> Markup:
        """The places of what it did, and where it went."""
        places, routes = map_parts(self.key, self.profile, prefix)
        return Markup(map_section(places, routes, words, link=lambda p: prefix + links.words(p.span.article, p.span.start, p.span.end)))


@page(router, "/who", "who_search.html")
def search(request: Request, name: Annotated[str, Query(max_length=200)] = "", whole: bool = False) -> SearchView | RedirectResponse:
    """Whom a name means: its page where it is one, else those whom it may mean, or nobody."""
    site, name = site_of(request), " ".join(name.split())
    count = site.collection.store.counts()["articles"]
    if not name:
        return SearchView(query="", found="nothing asked", searched=count)
    answer = remembered(site, ("who", name, whole), WhoAnswer, lambda: site.collection.who(name, latest=None if whole else LATEST))
    if answer.found == "one" and answer.profile is not None and not answer.others:
        address = request.scope.get("root_path", "") + links.who(answer.profile.key) + (".json" if request.url.path.endswith(".json") else "")
        return RedirectResponse(address, 303)
    return SearchView(
        query=name, found="absent" if answer.found == "absent" else "several", candidates=_found(site, answer.candidates),
        others=_found(site, answer.others), naming=answer.naming, looked=answer.looked, searched=answer.searched,
    )


def _found(site: Site, candidates: Sequence[Candidate]) -> tuple[FoundName, ...]:
    entries = {e.id: e for e in site.collection.store.entries(sorted({id for c in candidates for id in c.articles}))}
    return tuple(
        FoundName(key=c.key, name=c.name, type=c.type, names=c.names, country=c.country, articles=tuple(entries[id] for id in c.articles))
        for c in candidates
    )


@page(router, "/who/{key:path}/names", "who_names.html", stamp=by_revision)
def names(request: Request, key: str, form: str, kind: str = "", outlet: str = "", whole: bool = False, page: str = "") -> NamesView:
    """What a count of a name was counted from."""
    site = site_of(request)
    _, profile = _known(site, key, whole)
    told = [
        (span, o.outlet) for o in profile.names for u in o.uses
        if u.form == form and kind in ("", u.kind) and outlet in ("", o.outlet) for span in u.places
    ]
    if not told:
        raise HTTPException(404)
    newest = {id: -n for n, id in enumerate(profile.articles)}
    told.sort(key=lambda x: (newest[x[0].article], x[0].start))
    at = stretch(len(told), page)
    return NamesView(
        key=key, name=profile.name, form=form, kind=kind, outlet=outlet, whole=whole, page=at,
        places=tuple(_places(site, told[at.first - 1:at.last])),
    )


def _places(site: Site, told: Sequence[tuple[Span, str]]) -> Iterator[Place]:
    """Each span in its sentence."""
    entries = {e.id: e for e in site.collection.store.entries(list(dict.fromkeys(s.article for s, _ in told)))}
    texts = {id: site.collection.article(id).text for id in entries}
    for span, outlet in told:
        entry, text = entries[span.article], texts[span.article]
        # An article that was changed since the answer was made holds other words there.
        around = sentence_of(span, text) if text[span.start:span.end] == span.text else span
        at = span.start - around.start
        yield Place(
            proof=Proof(outlet, entry.day if entry.dated else None, span), before=around.text[:at], after=around.text[at + len(span.text):])


@page(router, "/who/{key:path}/articles", "who_articles.html", stamp=by_revision)
def naming(request: Request, key: str, page: str = "") -> NamingView:
    """All articles that hold the name, also those that are not read unasked."""
    collection = site_of(request).collection
    row, ids = collection.store.people.row(key), collection.naming(key)
    if row is None:
        raise HTTPException(404)
    at = stretch(len(ids), page)
    return NamingView(key=key, name=row.name, articles=tuple(collection.store.entries(ids[at.first - 1:at.last])), page=at)


@page(router, "/who/{key:path}", "who.html", stamp=by_revision)
def who(request: Request, key: str, whole: bool = False, articles: str = "") -> WhoView:
    """All on one person, body or place: from its newest articles, or with `whole` from all. `articles` is a page of the list of them."""
    site = site_of(request)
    answer, profile = _known(site, key, whole)
    at = stretch(len(profile.articles), articles, ARTICLES)
    return WhoView(
        key=key, answer=answer, whole=whole or answer.looked >= answer.naming, wordings=wordings(profile.names), agenda=_ahead(site, profile),
        articles=tuple(site.collection.store.entries(profile.articles[::-1][at.first - 1:at.last])), page=at,
    )


def _known(site: Site, key: str, whole: bool) -> tuple[WhoAnswer, Profile]:
    """The answer on a key, made once a revision; 404 where nobody has it."""
    answer = remembered(site, ("who is", key, whole), WhoAnswer, lambda: site.collection.who_is(key, latest=None if whole else LATEST))
    if answer.profile is None:
        raise HTTPException(404)
    return answer, answer.profile


def wordings(names: Sequence[OutletNames]) -> tuple[Wording, ...]:
    """The same turned round: each wording with its outlets, the most frequent first."""
    found: dict[tuple[str, str], list[tuple[str, NameUse]]] = {}
    for outlet in names:
        for use in outlet.uses:
            found.setdefault((use.form, use.kind), []).append((outlet.outlet, use))
    made = (
        Wording(
            form=form, kind=kind, count=sum(u.count for _, u in uses),
            outlets=tuple((o, u.count) for o, u in sorted(uses, key=lambda x: (-x[1].count, x[0]))),
        ) for (form, kind), uses in found.items()
    )
    return tuple(sorted(made, key=lambda w: (-w.count, w.form)))


def _ahead(site: Site, profile: Profile) -> tuple[AgendaItem, ...]:
    """What is planned with it or there, by the names under which the agenda has it."""
    mine = {profile.name, *(u.form for o in profile.names for u in o.uses if u.kind == "name")}
    return tuple(i for i in agenda_items(site, None, None) if mine & {*i.who, i.place or ""})


def map_parts(key: str, profile: Profile, prefix: str) -> tuple[list[MapPlace], list[MapRoute]]:
    """The places of what someone did (a place: itself), and its journey as far as the days of its stops are known.

    Stops without a day come from different articles: no order holds between them.
    """
    known = load_coordinates()
    told: dict[str, list[Deed]] = {}
    names: dict[str, str] = {}
    for deed in profile.deeds:
        if deed.place_key and deed.place:
            told.setdefault(deed.place_key, []).append(deed)
            names.setdefault(deed.place_key, deed.place)
    for halt in profile.journey:
        if halt.place_key and halt.place_key not in told:
            told[halt.place_key] = []
            names[halt.place_key] = halt.place
    if profile.type == "LOC" and key not in told:
        told[key], names[key] = [], profile.name
    halts = {h.place_key: h.evidence for h in profile.journey}
    places = [
        placed(k, names[k], known.get(k), [d.status for d in deeds],
               tuple(dict.fromkeys(p for d in deeds for p in d.evidence)) or halts.get(k, ()), prefix + links.who(k) if k != key else None)
        for k, deeds in told.items()
    ]
    stops = tuple(MapStop(place=h.place_key or h.place, date=h.date, status=h.status, evidence=h.evidence)
                  for h in profile.journey if is_dated(h.date))
    return places, [MapRoute(name=profile.name, stops=stops)] if len(stops) > 1 else []
