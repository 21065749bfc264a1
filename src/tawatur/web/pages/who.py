"""Who is who: a person, body or place over all articles; found by name, at a permanent address by key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec
from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import RedirectResponse
from markupsafe import Markup

from ...collection.places import load_coordinates, placed
from ...export.map import MapPlace, MapRoute, MapStop, map_section
from ...export.words import Words, is_dated
from ...model import Entry
from ...model.answers import (
    AgendaItem,
    Candidate,
    Deed,
    NameUse,
    OutletNames,
    Profile,
    Proof,
    Saying,
    WhoAnswer,
)
from .. import links
from ..memo import remembered
from ..rendering import page
from ..site import Site, site_of
from ..stamps import by_revision
from .agenda import agenda_items

router = APIRouter()

# So many of the newest articles are read unless all are asked for: half a second.
LATEST = 200
# So many articles and happenings stand on the page; the rest is counted and stands in the JSON twin.
ARTICLES, DEEDS = 20, 300


class FoundName(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or something that a typed name may mean; `articles` of those that were looked at name it."""

    key: str
    name: str
    type: str
    names: tuple[str, ...]
    country: str | None
    articles: int


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
    example: Proof


class WhoView(msgspec.Struct, frozen=True, kw_only=True):
    """All that the collection tells of one key. `answer` says of how many articles; `whole` where all were asked for."""

    key: str
    answer: WhoAnswer
    whole: bool
    wordings: tuple[Wording, ...]
    agenda: tuple[AgendaItem, ...]
    articles: tuple[Entry, ...]
    deeds: int

    @property
    def profile(self) -> Profile:
        assert self.answer.profile is not None
        return self.answer.profile

    @property
    def dated(self) -> tuple[Deed, ...]:
        """What it did with the day known, the newest first."""
        return tuple(d for d in self.profile.deeds[::-1] if is_dated(d.date))

    @property
    def undated(self) -> tuple[Deed, ...]:
        return tuple(d for d in self.profile.deeds if not is_dated(d.date))

    @property
    def sayings(self) -> tuple[Saying, ...]:
        """Its words, the newest first; those of articles without a day come last."""
        days = [(min((t.words.day or "" for t in s.tellings if t.words.day), default=""), s) for s in self.profile.sayings]
        return tuple(s for _, s in sorted(days, key=lambda d: d[0], reverse=True))

    def map(self, words: Words, prefix: str) -> Markup:
        """The places of what it did, and where it went."""
        places, routes = map_parts(self.key, self.profile, prefix)
        return Markup(map_section(places, routes, words, link=lambda p: prefix + links.article(p.span.article)))


@dataclass(frozen=True, slots=True)
class _Asked:
    site: Site
    key: str
    whole: bool


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
        query=name, found="absent" if answer.found == "absent" else "several", candidates=tuple(map(_found, answer.candidates)),
        others=tuple(map(_found, answer.others)), naming=answer.naming, looked=answer.looked, searched=answer.searched,
    )


def _found(candidate: Candidate) -> FoundName:
    return FoundName(
        key=candidate.key, name=candidate.name, type=candidate.type, names=candidate.names, country=candidate.country,
        articles=len(candidate.articles),
    )


@page(router, "/who/{key:path}", "who.html", stamp=by_revision)
def who(request: Request, key: str, whole: bool = False) -> WhoView:
    """All on one person, body or place: from its newest articles, or with `whole` from all."""
    asked = _Asked(site_of(request), key, whole)
    answer = remembered(
        asked.site, ("who is", key, whole), WhoAnswer, lambda: asked.site.collection.who_is(key, latest=None if whole else LATEST))
    if answer.profile is None:
        raise HTTPException(404)
    return WhoView(
        key=key, answer=answer, whole=whole or answer.looked >= answer.naming, wordings=wordings(answer.profile.names),
        agenda=_ahead(asked, answer.profile), articles=_articles(asked.site, answer.profile.articles), deeds=DEEDS,
    )


def wordings(names: Sequence[OutletNames]) -> tuple[Wording, ...]:
    """The same turned round: each wording with its outlets, the most frequent first."""
    found: dict[tuple[str, str], list[tuple[str, NameUse]]] = {}
    for outlet in names:
        for use in outlet.uses:
            found.setdefault((use.form, use.kind), []).append((outlet.outlet, use))
    made = (
        Wording(
            form=form, kind=kind, count=sum(u.count for _, u in uses),
            outlets=tuple((o, u.count) for o, u in sorted(uses, key=lambda x: (-x[1].count, x[0]))), example=uses[0][1].example,
        ) for (form, kind), uses in found.items()
    )
    return tuple(sorted(made, key=lambda w: (-w.count, w.form)))


def _ahead(asked: _Asked, profile: Profile) -> tuple[AgendaItem, ...]:
    """What is planned with it or there, by the names under which the agenda has it."""
    mine = {profile.name, *(u.form for o in profile.names for u in o.uses if u.kind == "name")}
    return tuple(i for i in agenda_items(asked.site, None, None) if mine & {*i.who, i.place or ""})


def _articles(site: Site, ids: Sequence[str]) -> tuple[Entry, ...]:
    """The newest of its articles."""
    return tuple(site.collection.store.entries(ids[::-1][:ARTICLES]))


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
