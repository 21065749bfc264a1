"""Stories as they stand: lists by a filter, their articles, what they follow, what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, false, func, select

from ..model import OriginCount, StoryEvent, StoryFilter, StoryLink, StoryRow
from ..model.collection import DayCount
from .days import known_day, seen_in
from .names import naming
from .schema import articles, stories, story_events, story_links
from .search import matching_articles
from .words import SearchWords
from .writing import chunks


def story_rows(connection: Connection, filter: StoryFilter, rules: SearchWords) -> list[StoryRow]:
    """Stories that are, by a filter; names and words in it as a user types them. Raises UsageError for a text without a word."""
    query = select(stories).where(*_wanted(connection, filter, rules)).order_by(*_order(filter)).limit(filter.limit).offset(filter.offset)
    return complete(connection, connection.execute(query).all())


def count_stories(connection: Connection, filter: StoryFilter, rules: SearchWords) -> int:
    """How many stories a filter has, without its `limit` and `offset`."""
    return connection.scalar(select(func.count()).select_from(stories).where(*_wanted(connection, filter, rules))) or 0


def story_news(connection: Connection, filter: StoryFilter, rules: SearchWords, after: int) -> tuple[int, int]:
    """How many stories of a filter are new, and how many others have new articles, since the event of number `after`."""
    e = story_events.c
    since = select(e.story).where(e.n > after)
    conditions = _wanted(connection, filter, rules)
    touched = connection.scalars(select(stories.c.id).where(*conditions, stories.c.id.in_(since)))
    made = connection.scalars(select(stories.c.id).where(*conditions, stories.c.id.in_(since.where(e.change.in_(("created", "split"))))))
    new = set(made)
    return len(new), len(set(touched) - new)


def last_event(connection: Connection) -> int:
    """The number of the last event of any story; 0 where nothing happened yet."""
    return connection.scalar(select(func.max(story_events.c.n))) or 0


def span_of_days(connection: Connection) -> tuple[str, str] | None:
    """The first and the last day of all stories; None where there is none."""
    s = stories.c
    first = connection.scalar(select(func.min(s.first_seen)).where(s.gone.is_(False)))
    last = connection.scalar(select(s.last_seen).where(s.gone.is_(False)).order_by(s.last_seen.desc()).limit(1))
    return (first, last) if first and last else None


def _wanted(connection: Connection, filter: StoryFilter, rules: SearchWords) -> list[ColumnElement[bool]]:
    """The conditions of a filter."""
    s, a = stories.c, articles.c
    found: list[ColumnElement[bool]] = [s.gone.is_(False)]
    if filter.min_outlets > 1:
        found.append(s.outlets >= filter.min_outlets)
    if filter.min_articles > 1:
        found.append(s.articles >= filter.min_articles)
    if filter.since or filter.until:
        found.append(seen_in(filter.since, filter.until))
    if filter.outlet:
        found.append(s.n.in_(select(a.story).where(a.outlet.in_(filter.outlet))))
    for text, types in ((filter.entity, ()), (filter.place, ("LOC",))):
        if text:
            named = naming(text, rules, types)
            found.append(false() if named is None else s.n.in_(select(a.story).where(named)))
    if filter.text:
        found.append(s.n.in_(select(a.story).where(matching_articles(filter.text, rules, connection))))
    return found


def _order(filter: StoryFilter) -> list[ColumnElement[Any]]:
    s = stories.c
    newest = [s.last_seen.desc(), s.first_seen.desc(), s.id]
    by: dict[str, list[ColumnElement[Any]]] = {
        "newest": newest, "oldest": [s.first_seen, s.last_seen, s.id],
        "origins": [func.coalesce(s.certain, -1).desc(), func.coalesce(s.at_most, -1).desc(), *newest],
        "outlets": [s.outlets.desc(), s.articles.desc(), *newest], "articles": [s.articles.desc(), *newest],
    }
    return by[filter.sort]


def complete(connection: Connection, rows: Sequence[Row[Any]]) -> list[StoryRow]:
    """Rows of `stories` with their articles, outlets and links."""
    at = [row.n for row in rows]
    members: dict[int, list[tuple[str, str | None]]] = {n: [] for n in at}
    links: dict[int, list[StoryLink]] = {n: [] for n in at}
    days: dict[int, dict[str, int]] = {n: {} for n in at}
    a, link = articles.c, story_links.c
    for part in chunks(at):
        query = select(a.story, a.id, a.outlet, known_day()).where(a.story.in_(part)).order_by(func.coalesce(a.solved, a.day), a.id)
        for story, id, outlet, day in connection.execute(query):
            members[story].append((id, outlet))
            if day:
                days[story][day] = days[story].get(day, 0) + 1
        query_links = select(story_links).where(link.story.in_(part)).order_by(link.score.desc(), link.earlier, link.kind)
        for row in connection.execute(query_links):
            links[row.story].append(StoryLink(earlier=row.earlier, kind=row.kind, score=row.score))
    return [
        StoryRow(
            id=row.id, title=row.title, articles=tuple(id for id, _ in members[row.n]),
            outlets=tuple(sorted({outlet for _, outlet in members[row.n] if outlet})),
            unnamed=sum(not outlet for _, outlet in members[row.n]),
            independent_origins=None if row.certain is None else OriginCount(row.certain, row.at_most),
            first_seen=row.first_seen, last_seen=row.last_seen, links=tuple(links[row.n]),
            agree=row.agree, differ=row.differ, alone=row.alone,
            days=tuple(DayCount(day, count) for day, count in sorted(days[row.n].items())),
        )
        for row in rows
    ]


def story(connection: Connection, id: str) -> StoryRow | None:
    """A story by its id, or by that of a story that went into it; None where there is none (any more)."""
    now = current_id(connection, id)
    if now is None:
        return None
    return complete(connection, connection.execute(select(stories).where(stories.c.id == now)).all())[0]


def current_id(connection: Connection, id: str) -> str | None:
    """The id of the story that an id leads to: its own, or that of the one that it went into; None where there is none (any more)."""
    seen: set[str] = set()
    now: str | None = id
    while now is not None and now not in seen:
        seen.add(now)
        row = connection.execute(select(stories.c.gone, stories.c.merged_into).where(stories.c.id == now)).one_or_none()
        if row is None:
            return None
        if not row.gone:
            return now
        now = row.merged_into
    return None


def story_articles(connection: Connection) -> dict[str, tuple[str, ...]]:
    """The articles of every story that is: what the next grouping starts from."""
    query = (
        select(stories.c.id, articles.c.id).join(articles, articles.c.story == stories.c.n)
        .order_by(stories.c.id, articles.c.day, articles.c.id)
    )
    found: dict[str, list[str]] = {}
    for story_id, id in connection.execute(query):
        found.setdefault(story_id, []).append(id)
    return {story_id: tuple(ids) for story_id, ids in found.items()}


def stories_of(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The story of each of these articles that has one."""
    found: dict[str, str] = {}
    for part in chunks(ids):
        query = select(articles.c.id, stories.c.id).join(stories, articles.c.story == stories.c.n)
        found.update(connection.execute(query.where(articles.c.id.in_(part))).all())
    return found


def following(connection: Connection, id: str) -> list[tuple[str, StoryLink]]:
    """Later stories that follow this one, with their link, nearest first."""
    link = story_links.c
    query = (
        select(stories.c.id, link.earlier, link.kind, link.score).join(stories, stories.c.n == link.story)
        .where(link.earlier == id, stories.c.gone.is_(False)).order_by(link.score.desc(), stories.c.id)
    )
    return [(row[0], StoryLink(earlier=row[1], kind=row[2], score=row[3])) for row in connection.execute(query)]


def story_history(connection: Connection, id: str | None = None) -> list[StoryEvent]:
    """What happened to a story (None: to all), oldest first."""
    e = story_events.c
    query = select(e.story, e.change, e.at, e.other, e.articles).order_by(e.n)
    if id is not None:
        query = query.where(e.story == id)
    return [
        StoryEvent(story=row.story, change=row.change, at=row.at, other=row.other, articles=tuple(msgspec.json.decode(row.articles)))
        for row in connection.execute(query)
    ]
