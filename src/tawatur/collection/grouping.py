"""New articles into stories: what they reach is grouped anew and stored in one transaction.

Reads sketches and vectors alone, no text. The result is a function of the articles: `stories.regroup` walks from
what is new to all that may belong to it, so portions and order change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..engine import Pool
from ..model import Article, Entry, StoryDraft
from ..store import Store
from ..stories.copies import find_copies
from ..stories.index import StoryIndex
from ..stories.links import story_links
from ..stories.portrait import Portrait, portrait
from ..stories.regroup import News, SameEvent, regroup
from ..stories.resolve import Founder, Resolved, resolve
from ..stories.sketch import Sketch, unpack
from .choosing import age
from .everywhere import Everywhere
from .packed import lead_key, unpack_vector
from .reading import Read, Task
from .steps import MadeBy

INDEX = "stories.index"


@dataclass(frozen=True, slots=True)
class Grouped:
    """How many articles were looked at, and the ids of the stories that changed."""

    articles: int
    stories: tuple[str, ...]


@dataclass(slots=True)
class Grouping:
    """Access to what the collection holds of the articles of some days; sketches are read once a run."""

    store: Store
    made_by: MadeBy
    encoder: str

    def load(self, day_from: str, day_to: str) -> News:
        """What `stories.regroup` asks for: sketches and vectors of some days, both included."""
        entries = self.store.entries(since=day_from, until=day_to)
        return self.news(entries, dict(self.store.sketches(day_from, day_to)))

    def of(self, ids: Iterable[str]) -> News:
        """The same for single articles."""
        entries = self.store.entries(sorted(ids))
        return self.news(entries, self.store.sketches_of([e.id for e in entries]))

    def news(self, entries: Sequence[Entry], packed: Mapping[str, bytes]) -> News:
        keys = {e.id: lead_key(self.made_by.reading, e.key, e.hash) for e in entries}
        vectors = self.store.vectors(list(keys.values()), self.encoder)
        sketches = [
            msgspec.structs.replace(found, id=e.id, day=e.day if e.dated else None)
            for e in entries if e.id in packed and (found := _sketch(packed[e.id])) is not None
        ]
        return News(sketches, {id: unpack_vector(vectors[key]) for id, key in keys.items() if key in vectors})


def group_new(
    store: Store, made_by: MadeBy, encoder: str, now: str, folder: Path, pool: Pool[Task, Read | None],
    tell: Callable[[int], None] = lambda n: None,
) -> Grouped:
    """Group all articles that are not yet grouped, in one transaction. Nothing is stored where there are none."""
    fresh = store.ungrouped()
    if not fresh:
        return Grouped(0, ())
    tell(len(fresh))
    access = Grouping(store, made_by, encoder)
    far = Everywhere(store, made_by.reading, encoder, access.of)
    ids = set(fresh)
    gone = _former(store, fresh, pool, now)
    judge = SameEvent()
    while True:
        region = regroup(access.of(ids).sketches, access.load, judge, far=far, gone=gone)
        inside = {id for group in region.groups for id in group}.union(fresh)
        homes = store.stories_of(sorted(inside))
        old = {name: row.articles for name in sorted(set(homes.values())) if (row := store.story(name)) is not None}
        missing = {id for articles in old.values() for id in articles} - inside
        if not missing:
            break
        ids |= missing
    # An article without a sketch of this version's form is a story of its own until it is read again.
    reached = {id for group in region.groups for id in group}
    alone = [(id,) for id in fresh if id not in reached]
    entries = {e.id: e for e in store.entries(sorted(inside))}
    founders = {id: Founder(*age(e)) for id, e in entries.items()}
    resolved = _named(store, [*region.groups, *alone], old, founders, now)
    news = access.of(inside)
    drafts = _drafts(store, resolved, entries, news, folder, encoder, access)
    store.regroup(drafts, resolved.followed, resolved.events, fresh, copies=_copies(news, entries))
    return Grouped(len(fresh), tuple(sorted({e.story for e in resolved.events})))


def _named(
    store: Store, groups: Sequence[Sequence[str]], old: Mapping[str, Sequence[str]], founders: Mapping[str, Founder], now: str
) -> Resolved:
    """Ids for the groups; none that a story elsewhere bears."""
    taken: set[str] = set()
    while True:
        resolved = resolve(groups, old, founders, now, taken)
        there = {n for n in resolved.stories if n not in old and (row := store.story(n)) is not None and row.id == n}
        if not there:
            return resolved
        taken |= there


def _drafts(
    store: Store, resolved: Resolved, entries: Mapping[str, Entry], news: News, folder: Path, encoder: str, access: Grouping
) -> dict[str, StoryDraft]:
    """The stories as they are stored: a title to go by, and links to those that they follow."""
    sketches = {s.id: s for s in news.sketches}
    drafts = {
        name: StoryDraft(title=_title(articles, entries), articles=articles)
        for name, articles in resolved.stories.items()
    }
    folder.mkdir(parents=True, exist_ok=True)
    with StoryIndex(folder / INDEX, f"{encoder}/{access.made_by.reading}") as index:
        _complete(store, index, access, set(drafts) | set(resolved.followed))
        index.drop(resolved.followed)
        portraits = _portraits(resolved.stories, sketches, news.vectors)
        index.put(portraits)
        links = story_links(portraits, index)
    for name, found in sorted(links.items()):
        draft = drafts.get(name)
        if draft is None:
            row = store.story(name)
            if row is None or row.id != name or row.links == found:
                continue
            draft = StoryDraft(title=row.title, articles=row.articles)
        drafts[name] = msgspec.structs.replace(draft, links=found)
    return drafts


def _complete(store: Store, index: StoryIndex, access: Grouping, now_made: set[str]) -> None:
    """An index that does not hold the stories there are (thrown away, of a run that was killed) is filled anew."""
    stories = store.story_articles()
    known = set(index.ids)
    if known - now_made == set(stories) - now_made:
        return
    index.drop(known - set(stories))
    lacking = {name: stories[name] for name in sorted(set(stories) - known)}
    names = list(lacking)
    for start in range(0, len(names), 500):
        part = {name: lacking[name] for name in names[start:start + 500]}
        news = access.of({id for articles in part.values() for id in articles})
        index.put(_portraits(part, {s.id: s for s in news.sketches}, news.vectors))


def _portraits(
    stories: Mapping[str, Sequence[str]], sketches: Mapping[str, Sketch], vectors: Mapping[str, NDArray[np.float32]]
) -> list[Portrait]:
    return [
        portrait(name, mine, vectors)
        for name, articles in sorted(stories.items()) if (mine := [sketches[a] for a in articles if a in sketches])
    ]


def _title(articles: Sequence[str], entries: Mapping[str, Entry]) -> str:
    """The title of the earliest article that has one."""
    ordered = sorted((entries[a] for a in articles), key=age)
    return next((e.title for e in ordered if e.title), ordered[0].id)


def _copies(news: News, entries: Mapping[str, Entry]) -> dict[str, str | None]:
    """What changes of who is a copy of whom."""
    found = find_copies(news.sketches, ())
    return {id: found.get(id) for id, entry in entries.items() if found.get(id) != entry.copy_of}


def _former(store: Store, fresh: Sequence[str], pool: Pool[Task, Read | None], now: str) -> News:
    """Sketches and vectors of the earlier versions of changed articles: what they held together is looked at again."""
    tasks: list[Task] = []
    for entry in store.entries(list(fresh)):
        if entry.versions > 1:
            tasks += [Task(_as_version(v.content, v.number), now[:10]) for v in store.versions(entry.id)[:-1]]
    sketches, vectors = [], {}
    for task, result in zip(tasks, pool.map(tasks), strict=True):
        if not isinstance(result, Read):
            continue
        sketch = unpack(result.reading.sketch)
        sketches.append(sketch)
        vectors[task.article.id] = unpack_vector(result.lead)
    return News(sketches, vectors)


def _as_version(article: Article, number: int) -> Article:
    """Under a name of its own: the walk tells an article from its former versions by it."""
    return msgspec.structs.replace(article, id=f"{article.id}\u0000{number}")


def _sketch(data: bytes) -> Sketch | None:
    try:
        return unpack(data)
    except msgspec.ValidationError:
        return None
