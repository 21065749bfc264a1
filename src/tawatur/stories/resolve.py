"""Names that last for stories whose members change.

A story keeps its id as long as most of it stays together: each new grouping is laid over the old
one, and ids go with the largest overlap, one to one. What happened is told as `StoryEvent`s,
so that the id of a story that went into another one can always be followed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from ..model import StoryChange, StoryEvent

_BYTES = 5


@dataclass(frozen=True, slots=True)
class Founder:
    """What a story's name is made of, for each article: its day (ISO) and its identity in the collection."""

    day: str
    key: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """`stories` maps ids to their articles (sorted). `followed` maps ids that are no more to the story
    that holds most of their articles, or to None where no article is left. `events` says what changed, in order of ids.
    """

    stories: Mapping[str, tuple[str, ...]]
    followed: Mapping[str, str | None]
    events: tuple[StoryEvent, ...]


def resolve(
    groups: Sequence[Sequence[str]],
    old: Mapping[str, Sequence[str]],
    founders: Mapping[str, Founder],
    at: str,
    taken: Collection[str] = (),
) -> Resolved:
    """Give each group the id of the old story with which it shares most, or one of its own.

    `old` holds every story that has an article in `groups`, whole; `founders` every article of
    `groups`; `at` is the UTC time to write into the events; `taken` are ids of other living stories.
    The id of a new story is "s" and a hash of the key of its earliest article. Raises ValueError
    where an article stands in two groups.
    """
    ordered = sorted((_by_age(group, founders) for group in groups), key=lambda g: _age(g[0], founders))
    counts = Counter(article for group in ordered for article in group)
    if counts and max(counts.values()) > 1:
        twice = min(a for a, n in counts.items() if n > 1)
        raise ValueError(f"article {twice!r} stands in two groups")
    home = {article: name for name, articles in old.items() for article in articles}
    kept = _keep(ordered, old, home)
    used = {*taken, *old}
    names: list[str] = []
    for number, group in enumerate(ordered):
        name = kept.get(number) or _new_name(founders[group[0]].key, used)
        used.add(name)
        names.append(name)
    stories = {name: tuple(sorted(group)) for name, group in zip(names, ordered, strict=True)}
    now = {article: name for name, group in stories.items() for article in group}
    followed = {name: _heir(old[name], now) for name in sorted(old) if name not in stories}
    return Resolved(stories, followed, tuple(_events(stories, old, home, followed, at)))


def story_id(key: str) -> str:
    """The id of a story that begins with the article of this identity."""
    return "s" + blake2b(key.encode(), digest_size=_BYTES).hexdigest()


def _age(article: str, founders: Mapping[str, Founder]) -> tuple[str, str]:
    return founders[article].day, founders[article].key


def _by_age(group: Sequence[str], founders: Mapping[str, Founder]) -> list[str]:
    return sorted(group, key=lambda article: _age(article, founders))


def _keep(
    groups: Sequence[Sequence[str]], old: Mapping[str, Sequence[str]], home: Mapping[str, str]
) -> dict[int, str]:
    """Old names for groups (by number), the largest overlap first; of equal ones the earlier group."""
    overlaps = [
        (-shared, number, name)
        for number, group in enumerate(groups)
        for name, shared in Counter(home[a] for a in group if a in home).items()
    ]
    kept: dict[int, str] = {}
    gone: set[str] = set()
    for _, number, name in sorted(overlaps):
        if number not in kept and name not in gone:
            kept[number] = name
            gone.add(name)
    return kept


def _new_name(key: str, used: Collection[str]) -> str:
    """A name of its own even where another story grew away from the same first article."""
    name, n = story_id(key), 1
    while name in used:
        n += 1
        name = story_id(f"{key}\n{n}")
    return name


def _heir(articles: Sequence[str], now: Mapping[str, str]) -> str | None:
    """The story that holds most of the articles (of equal ones the first by name)."""
    held = Counter(now[a] for a in articles if a in now)
    return min(held, key=lambda name: (-held[name], name), default=None)


def _events(
    stories: Mapping[str, Sequence[str]], old: Mapping[str, Sequence[str]], home: Mapping[str, str],
    followed: Mapping[str, str | None], at: str,
) -> list[StoryEvent]:
    events: list[StoryEvent] = []
    for name, articles in sorted(stories.items()):
        before = set(old.get(name, ()))
        gained = tuple(a for a in articles if a not in before)
        lost = tuple(a for a in sorted(before) if a not in articles)
        if name not in old:
            origin = Counter(home[a] for a in articles if a in home)
            # What comes out of a story that goes on is split off it; what comes out of none is new.
            parents = sorted(origin, key=lambda n: (-origin[n], n))
            other = parents[0] if parents else None
            born: StoryChange = "split" if other in stories else "created"
            events.append(StoryEvent(story=name, change=born, at=at, other=other, articles=tuple(articles)))
            continue
        if gained:
            events.append(StoryEvent(story=name, change="grew", at=at, articles=gained))
        if lost:
            events.append(StoryEvent(story=name, change="shrank", at=at, articles=lost))
    for name, heir in followed.items():
        ended: StoryChange = "merged" if heir else "gone"
        events.append(StoryEvent(story=name, change=ended, at=at, other=heir, articles=tuple(sorted(old[name]))))
    return events
