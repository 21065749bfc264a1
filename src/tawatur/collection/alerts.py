"""What is new for the saved searches: what is there now, held against what each search has looked at.

Whichever process looks (the server when the collection changed, `add`, `fetch` and `watch` at their end), each piece of news is
noticed once: the state of a search and its news are stored in one step, or, where another was faster, not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..model import Article, Claim, Comparison, Span
from ..model.desk import Alert, AlertKind, SavedSearch
from .joined import entity_key
from .packed import unpack_comparison

if TYPE_CHECKING:
    from ..store.saved import Looked
    from .collection import Collection

_SIZE = 8
# Articles that stand in memory at once.
_PAGE = 100
_GROUPS: tuple[AlertKind, ...] = ("second origin", "conflict")


def notice(collection: Collection, stopped: Callable[[], bool] = lambda: False) -> int:
    """Look through what changed since the last time for every saved search; says how many news there were."""
    found = 0
    for search in collection.store.saved.all():
        if stopped():
            break
        try:
            found += notice_one(collection, search)
        except UsageError:
            # It was deleted meanwhile.
            continue
    return found


def notice_one(collection: Collection, search: SavedSearch) -> int:
    """The same for one search. The first look tells nothing: it counts what is there. Raises UsageError where it is gone."""
    saved = collection.store.saved
    looked, state = saved.looked(search.id)
    news, after = look(collection, search, looked)
    if after == looked:
        return 0
    return len(news) if saved.note(search.id, state, after, news) else 0


def look(collection: Collection, search: SavedSearch, looked: Looked | None) -> tuple[list[Alert], Looked]:
    """The news of a search, and what it has looked at then. `looked` is None before the first look, which has no news."""
    from ..store.saved import Looked

    about, saved = About(collection, search), collection.store.saved
    before = looked or Looked()
    pairs = {id: _digest(id) + _digest(hash) for id, hash in saved.matching(search)}
    seen = set(_digests(before.articles, 2 * _SIZE))
    answered = set(_digests(before.told.get("new article", b""), _SIZE))
    told = {kind: set(_digests(before.told.get(kind, b""), _SIZE)) for kind in _GROUPS if kind in search.tell}
    # At first also those that are about to be compared anew: what they tell already is no news then.
    stories = {_digest(digest) + _digest(by): id for id, digest, by in saved.compared(search, stale=looked is None)}
    groups = list(_stories(about, stories, before.stories, told)) if told else []
    news: list[Alert] = []
    counted = before.before
    if looked is None:
        answered = {_digest(id) for id in about.answering(list(pairs))}
        counted = {"new article": len(answered), **{kind: sum(a.kind == kind for a in groups) for kind in told}}
    else:
        fresh = [id for id, pair in pairs.items() if pair not in seen]
        news = [*_articles(about, fresh, answered, seen), *groups]
    return news, Looked(
        articles=b"".join(sorted(seen.union(pairs.values()))), stories=b"".join(sorted(stories)),
        told={kind: b"".join(sorted(keys)) for kind, keys in (told | {"new article": answered}).items()}, before=counted,
    )


class About:
    """Whether something is about what a search looks for."""

    def __init__(self, collection: Collection, search: SavedSearch) -> None:
        self.collection, self.search = collection, search
        self.at = collection.now()
        self.wanted = collection.store.saved.wanted(search.text) if search.text.strip() else None
        self.keys = frozenset(row.key for row in collection.store.names(search.entity)) if search.entity else None

    def answering(self, ids: Sequence[str]) -> list[str]:
        """Those of the articles that the store found which answer phrases to the letter too."""
        if self.wanted is None or not self.wanted.exact:
            return list(ids)
        found: list[str] = []
        for start in range(0, len(ids), _PAGE):
            articles = self.collection.store.articles(ids[start:start + _PAGE])
            found += [a.id for a in articles if self.wanted.answers(a.text, a.title or "")]
        return found

    def claims(self, comparison: Comparison) -> list[Claim]:
        """The claims in which all words stand and which are about whom the name means."""
        meant: set[str] | None = None
        if self.keys is not None:
            gazetteer = self.collection.resources.gazetteer
            meant = {e.id for e in comparison.entities if entity_key(e, gazetteer) in self.keys}
        return [
            claim for claim in comparison.claims
            if (meant is None or not meant.isdisjoint(claim.entities))
            and (self.wanted is None or self.wanted.answers(claim.span.text))
        ]

    def evidence(self, article: Article) -> tuple[Span, ...]:
        """Stretches of an article that answer the words; its beginning where only a name is looked for."""
        if self.wanted is not None:
            found = self.wanted.passages(article.text)
            return tuple(Span(article.id, p.start, p.end, p.text) for p in found)
        line = article.text.strip().partition("\n")[0][:220].strip()
        return (article.span(start, start + len(line)),) if line and (start := article.text.find(line)) >= 0 else ()

    def alert(self, kind: AlertKind, subject: str, title: str, **more: object) -> Alert:
        """A piece of news."""
        line = " ".join(title.split())
        short = line if len(line) <= 300 else line[:299] + "…"
        return Alert(search=self.search.id, kind=kind, subject=subject, at=self.at, title=short, **more)  # type: ignore[arg-type]


def _articles(about: About, ids: Sequence[str], answered: set[bytes], seen: set[bytes]) -> Iterator[Alert]:
    """News of articles that are new, or new in this version; those that answer for the first time are put into `answered`."""
    store, tell = about.collection.store, about.search.tell
    known = {pair[:_SIZE] for pair in seen}
    there = about.answering(ids)
    for start in range(0, len(there), _PAGE):
        part = there[start:start + _PAGE]
        entries = {e.id: e for e in store.entries(part)}
        for article in store.articles(part):
            entry, key = entries[article.id], _digest(article.id)
            if "new article" in tell and key not in answered:
                yield about.alert(
                    "new article", article.id, entry.title or article.text[:100], article=article.id, story=entry.story,
                    evidence=about.evidence(article),
                )
            answered.add(key)
            if "new claim" in tell:
                earlier = _earlier_texts(about.collection, article.id, seen) if key in known else []
                for claim, span in _new_claims(about, article.id, earlier):
                    yield about.alert("new claim", claim.hex(), span.text, article=article.id, story=entry.story, evidence=(span,))


def _new_claims(about: About, id: str, earlier: Sequence[str]) -> Iterable[tuple[bytes, Span]]:
    """Claims on it whose words stood in none of the earlier versions, each wording once."""
    spans = {_claim(claim.span): claim.span for claim in about.claims(about.collection.annotation(id))}
    return [(key, span) for key, span in spans.items() if not any(_words(span.text) in text for text in earlier)]


def _earlier_texts(collection: Collection, id: str, seen: set[bytes]) -> list[str]:
    """The texts of those versions of an article that were looked at."""
    versions = collection.store.versions(id)
    return [_words(v.content.text) for v in versions if _digest(id) + _digest(v.hash) in seen]


def _stories(about: About, stories: Mapping[bytes, str], before: bytes, told: Mapping[AlertKind, set[bytes]]) -> Iterator[Alert]:
    """News of stories that were compared anew. The same articles, compared by another version of Tawatur, bring none."""
    looked_at = set(_digests(before, 2 * _SIZE))
    contents = {pair[:_SIZE] for pair in looked_at}
    for pair, id in stories.items():
        if pair not in looked_at:
            found = list(_groups(about, id, told))
            if pair[:_SIZE] not in contents:
                yield from found


def _groups(about: About, story: str, told: Mapping[AlertKind, set[bytes]]) -> Iterator[Alert]:
    """Groups of a story's claims of which it was not told yet; their claims are put into `told`."""
    packed = about.collection.store.comparisons.get(story)
    if packed is None:
        return
    comparison = unpack_comparison(packed)
    meant = {claim.id for claim in about.claims(comparison)}
    spans = {claim.id: claim.span for claim in comparison.claims}
    for alignment in comparison.alignments:
        if meant.isdisjoint(alignment.claims):
            continue
        evidence = tuple(spans[id] for id in alignment.claims if id in spans)
        keys = [_claim(span) for span in evidence]
        first = next(spans[id] for id in alignment.claims if id in meant)
        news = {"second origin": alignment.independent_origins.certain >= 2, "conflict": alignment.relation == "conflict"}
        for kind, known in told.items():
            if not news[kind]:
                continue
            # Groups grow, part and meet: one whose claims were told in part is no news.
            if known.isdisjoint(keys):
                yield about.alert(kind, min(keys).hex(), first.text, story=story, article=first.article, evidence=evidence)
            known.update(keys)


def _claim(span: Span) -> bytes:
    """A claim by its article and words: ids and places change with each reading."""
    return _digest(span.article, _words(span.text))


def _words(text: str) -> str:
    return " ".join(text.split())


def _digest(*parts: str) -> bytes:
    data = "\x00".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=_SIZE).digest()


def _digests(data: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start:start + size]
