"""The words of an outlet for what others tell too: all that were compared, and the facts in which one of them, or any, was counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from fastapi import APIRouter, HTTPException, Request

from ...collection import Collection
from ...collection.packed import unpack_comparison
from ...collection.wording import facts_of, marked, outlet_keys
from ...model import Span
from ...model.answers import Proof, WordUse
from ..paging import Stretch, stretch
from ..rendering import page
from ..site import site_of
from ..stamps import by_revision
from .outlets import counted_words, is_certain, row_of, wording_of

router = APIRouter()

# Words and facts that stand on one page.
WORDS, FACTS = 100, 20


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


class FactsView(msgspec.Struct, frozen=True, kw_only=True):
    """The facts that an outlet shares with others, in `stories` stories, those of the newest first; with `use` those in which this word stands."""

    outlet: str
    key: str
    use: WordUse | None
    stories: int
    facts: tuple[WordFact, ...]
    page: Stretch


class WordsView(msgspec.Struct, frozen=True, kw_only=True):
    """The words of an outlet that were compared, those that set it apart most first; with `certain` those whose interval leaves out zero."""

    outlet: str
    key: str
    certain: bool
    words: tuple[WordUse, ...]
    page: Stretch


@page(router, "/outlets/{key:path}/words", "outlet_words.html", stamp=by_revision)
def words(request: Request, key: str, certain: bool = False, page: str = "") -> WordsView:
    """All words that were compared, or those that certainly set the outlet apart."""
    site = site_of(request)
    row = row_of(site, key)
    found = [w for w in wording_of(site, row).words if is_certain(w) or not certain]
    at = stretch(len(found), page, WORDS)
    return WordsView(outlet=row.outlet, key=key, certain=certain, words=tuple(found[at.first - 1:at.last]), page=at)


@page(router, "/outlets/{key:path}/words/{stem}", "outlet_facts.html", stamp=by_revision)
def word(request: Request, key: str, stem: str, page: str = "") -> FactsView:
    """The places in which a word of an outlet was counted, beside the others' words for the same things."""
    site = site_of(request)
    use = next((w for w in wording_of(site, row_of(site, key)).words if w.stem == stem), None)
    if use is None:
        raise HTTPException(404)
    return _view(request, key, page, use)


@page(router, "/outlets/{key:path}/facts", "outlet_facts.html", stamp=by_revision)
def facts(request: Request, key: str, page: str = "") -> FactsView:
    """All facts that an outlet shares with others, in their words."""
    return _view(request, key, page, None)


def _view(request: Request, key: str, number: str, use: WordUse | None) -> FactsView:
    site = site_of(request)
    row = row_of(site, key)
    told = ((story, words.facts if use is None else sum(w.facts for w in words.words if w.stem == use.stem))
            for story, words in counted_words(site.collection, row)[0])
    homes = [(story, count) for story, count in told if count]
    at = stretch(sum(count for _, count in homes), number, FACTS)
    return FactsView(
        outlet=row.outlet, key=key, use=use, stories=len(homes), page=at,
        facts=tuple(_stretch_of(site.collection, homes, at, key, use.stem if use is not None else None)),
    )


def _stretch_of(collection: Collection, homes: Sequence[tuple[str, int]], at: Stretch, key: str, stem: str | None) -> Iterator[WordFact]:
    """The facts `at.first` to `at.last`, when those of all stories follow each other; only their stories are opened."""
    passed = 0
    for story, count in homes:
        if passed < at.last and passed + count >= at.first:
            yield from _facts(collection, story, key, stem)[max(0, at.first - 1 - passed):at.last - passed]
        passed += count


def _facts(collection: Collection, story: str, key: str, stem: str | None) -> list[WordFact]:
    """The facts of a story that the outlet and others tell; with `stem` those where the word stands in one of the tellings."""
    packed, row = collection.store.comparisons.get(story), collection.store.story(story)
    if not packed or row is None:
        return []
    comparison = unpack_comparison(packed)
    keys = outlet_keys(comparison, collection.resources.gazetteer)
    days = {r.id: (r.outlet.name or r.id, r.published.value) for r in comparison.articles}

    def mark(span: Span) -> Marked:
        name, day = days[span.article]
        return Marked(proof=Proof(name, day, span), at=tuple(marked(span.text, stem)) if stem is not None else ())

    out = []
    for outlets in facts_of(comparison, keys):
        if key in outlets:
            own = tuple(mark(c.span) for c in outlets[key])
            others = tuple(mark(c.span) for k, claims in outlets.items() if k != key for c in claims)
            if stem is None or any(m.at for m in (*own, *others)):
                out.append(WordFact(story=story, title=row.title or story, own=own, others=others))
    return out
