"""Stories: which articles belong to them, what they follow, what became of them, their comparisons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from ..errors import UsageError
from ..model import OriginCount, StoryDraft, StoryEvent, StoryFilter, StoryLink, StoryRow
from ..model.agreement import Agreement
from ..model.collection import DayCount
from .days import first_and_last, known_day, seen_in
from .packing import column, pack, unpack
from .reading import PAGE, Reader, numbers
from .schema import articles, comparisons, stories, story_events, story_links
from .writing import chunks

# What a comparison counts, as long as there is none.
_UNCOUNTED: dict[str, None] = dict.fromkeys(("certain", "at_most", "agree", "differ", "alone"))


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """A comparison to be kept, with what it counted. `comparison` is empty where the one article's annotation serves as such.

    `days` are the days of publication (ISO) that it solved for, with their article; `words` the packed
    `collection.wording.StoryWords` of each outlet, by its key.
    """

    story: str
    digest: str
    made_by: str
    comparison: bytes
    origins: OriginCount
    title: str
    summary: bytes
    days: tuple[tuple[str, str], ...] = ()
    agreement: Agreement | None = None
    words: tuple[tuple[str, bytes], ...] = ()


def story_rows(connection: Connection, filter: StoryFilter, matching: Sequence[ColumnElement[bool]] = ()) -> list[StoryRow]:
    """Stories that are, by a filter; `matching` are further conditions on articles of theirs."""
    query = select(stories).where(*_wanted(filter, matching)).order_by(*_order(filter)).limit(filter.limit).offset(filter.offset)
    return _complete(connection, connection.execute(query).all())


def count_stories(connection: Connection, filter: StoryFilter, matching: Sequence[ColumnElement[bool]] = ()) -> int:
    """How many stories a filter has, without its `limit` and `offset`."""
    return connection.scalar(select(func.count()).select_from(stories).where(*_wanted(filter, matching))) or 0


def story_news(
    connection: Connection, filter: StoryFilter, matching: Sequence[ColumnElement[bool]], after: int
) -> tuple[int, int]:
    """How many stories of a filter are new, and how many others have new articles, since the event of number `after`."""
    e = story_events.c
    since = select(e.story).where(e.n > after)
    conditions = _wanted(filter, matching)
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


def _wanted(filter: StoryFilter, matching: Sequence[ColumnElement[bool]]) -> list[ColumnElement[bool]]:
    """The conditions of a filter; `matching` are further ones on articles."""
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
    found.extend(s.n.in_(select(a.story).where(condition)) for condition in matching)
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


def _complete(connection: Connection, rows: Sequence[Row[Any]]) -> list[StoryRow]:
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
    return _complete(connection, connection.execute(select(stories).where(stories.c.id == now)).all())[0]


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


def regroup(
    connection: Connection, groups: Mapping[str, StoryDraft], gone: Mapping[str, str | None],
    history: Sequence[StoryEvent], grouped: Sequence[str],
) -> None:
    """Set the articles of these stories, end those that are gone, and note what happened.

    A story keeps its comparison unless its articles, or one of them, changed. `gone` names the
    story that an ended one went into, None where there is none. Raises UsageError for an unknown article.
    """
    ids = sorted({id for draft in groups.values() for id in draft.articles})
    at = numbers(connection, ids)
    if missing := [id for id in ids if id not in at]:
        raise UsageError(f"{missing[0]}: no such article in the collection; a story can't have it")
    there = _story_numbers(connection, [*groups, *gone, *(to for to in gone.values() if to)])
    _add_stories(connection, [id for id in groups if id not in there], there)
    changed = _move(connection, groups, at, there, set(grouped))
    _end(connection, gone, there)
    _refresh(connection, groups, there, changed)
    for part in chunks(grouped):
        connection.execute(update(articles).where(articles.c.id.in_(part)).values(grouped=True))
    _note(connection, history)


def mark_copies(connection: Connection, copies: Mapping[str, str | None]) -> None:
    """Note for articles whose wording they repeat (None: nobody's)."""
    for original in sorted({x for x in copies.values() if x is not None}):
        ids = sorted(id for id, of in copies.items() if of == original)
        for part in chunks(ids):
            connection.execute(update(articles).where(articles.c.id.in_(part)).values(copy_of=original))
    for part in chunks(sorted(id for id, of in copies.items() if of is None)):
        connection.execute(update(articles).where(articles.c.id.in_(part)).values(copy_of=None))


def _story_numbers(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in chunks(list(dict.fromkeys(ids))):
        found.update(connection.execute(select(stories.c.id, stories.c.n).where(stories.c.id.in_(part))).all())
    return found


def _add_stories(connection: Connection, ids: Sequence[str], there: dict[str, int]) -> None:
    if not ids:
        return
    next_n = (connection.scalar(select(func.max(stories.c.n))) or 0) + 1
    rows = []
    for id in ids:
        there[id] = next_n
        rows.append({
            "n": next_n, "id": id, "title": "", "first_seen": "", "last_seen": "", "articles": 0, "outlets": 0,
            "certain": None, "at_most": None, "stale": True, "gone": False, "merged_into": None,
        })
        next_n += 1
    connection.execute(insert(stories), rows)


def _move(
    connection: Connection, groups: Mapping[str, StoryDraft], at: Mapping[str, int], there: Mapping[str, int],
    grouped: set[str],
) -> set[int]:
    """Set the story of every article; the numbers of the stories whose articles changed come back."""
    changed: set[int] = set()
    a = articles.c
    before: dict[int, set[int]] = {there[id]: set() for id in groups}
    for part in chunks(sorted(before)):
        for story_n, n in connection.execute(select(a.story, a.n).where(a.story.in_(part))):
            before[story_n].add(n)
    fresh: set[int] = set()
    for part in chunks(sorted(grouped)):
        fresh.update(connection.scalars(select(a.n).where(a.id.in_(part), a.grouped.is_(False))))
    leaving: set[int] = set()
    for id, draft in groups.items():
        story_n, after = there[id], {at[x] for x in draft.articles}
        if after != before[story_n] or after & fresh:
            changed.add(story_n)
        leaving |= before[story_n] - after
    for part in chunks(sorted(leaving)):
        connection.execute(update(articles).where(a.n.in_(part)).values(story=None))
    for id in sorted(groups):
        story_n = there[id]
        arriving = sorted({at[x] for x in groups[id].articles} - (before[story_n] - leaving))
        for part in chunks(arriving):
            changed.update(n for n in connection.scalars(select(a.story).where(a.n.in_(part))) if n is not None)
            connection.execute(update(articles).where(a.n.in_(part)).values(story=story_n))
    return changed


def _end(connection: Connection, gone: Mapping[str, str | None], there: Mapping[str, int]) -> None:
    for id in sorted(gone):
        if id not in there:
            continue
        n = there[id]
        connection.execute(update(articles).where(articles.c.story == n).values(story=None))
        connection.execute(delete(comparisons).where(comparisons.c.story == n))
        connection.execute(delete(story_links).where(story_links.c.story == n))
        connection.execute(
            update(stories).where(stories.c.n == n).values(
                gone=True, stale=False, merged_into=gone[id], articles=0, outlets=0, **_UNCOUNTED
            )
        )


def _refresh(
    connection: Connection, groups: Mapping[str, StoryDraft], there: Mapping[str, int], changed: set[int]
) -> None:
    """Days and counts of these stories, and of those that lost articles to them; their titles and links."""
    for part in chunks(sorted(changed)):
        connection.execute(update(stories).where(stories.c.n.in_(part)).values(stale=True, **_UNCOUNTED))
    recount(connection, sorted({*changed, *(there[id] for id in groups)}))
    links: list[dict[str, Any]] = []
    for id, draft in groups.items():
        n = there[id]
        connection.execute(
            update(stories).where(stories.c.n == n, (stories.c.title == "") | stories.c.stale)
            .values(title=column(draft.title))
        )
        connection.execute(update(stories).where(stories.c.n == n).values(gone=False, merged_into=None))
        links.extend({"story": n, "earlier": x.earlier, "kind": x.kind, "score": x.score} for x in draft.links)
    for part in chunks(sorted(there[id] for id in groups)):
        connection.execute(delete(story_links).where(story_links.c.story.in_(part)))
    if links:
        connection.execute(insert(story_links), links)


def recount(connection: Connection, wanted: Sequence[int] | None = None) -> None:
    """Count articles and outlets of stories, and find their first and last day (None: of all)."""
    a = articles.c
    for part in chunks(list(connection.scalars(select(stories.c.n))) if wanted is None else wanted):
        query = select(
            a.story, func.count(), func.count(a.outlet.distinct()), *first_and_last()
        ).where(a.story.in_(part)).group_by(a.story)
        for n, count, outlets, first, last in connection.execute(query).all():
            connection.execute(
                update(stories).where(stories.c.n == n)
                .values(articles=count, outlets=outlets, first_seen=first, last_seen=last)
            )


def _note(connection: Connection, history: Sequence[StoryEvent]) -> None:
    next_n = (connection.scalar(select(func.max(story_events.c.n))) or 0) + 1
    rows = [
        {
            "n": next_n + i, "story": e.story, "change": e.change, "at": e.at, "other": e.other,
            "articles": msgspec.json.encode(e.articles).decode(),
        }
        for i, e in enumerate(history)
    ]
    if rows:
        connection.execute(insert(story_events), rows)


def uncompared(connection: Connection, made_by: str | None = None) -> list[str]:
    """Stories without a comparison of their articles as they are, or with one made by other steps, oldest first."""
    s, c = stories.c, comparisons.c
    open_ = s.stale | c.made_by.is_(None)
    if made_by is not None:
        open_ = open_ | (c.made_by != made_by)
    query = (
        select(s.id).outerjoin(comparisons, c.story == s.n)
        .where(s.gone.is_(False), open_).order_by(s.first_seen, s.id)
    )
    return list(connection.scalars(query))


def put_comparison(connection: Connection, row: Compared) -> None:
    """Keep what a comparison found, in the place of an earlier one. Raises UsageError for an unknown story.

    The days of articles that have one of their own are left alone.
    """
    n = connection.scalar(select(stories.c.n).where(stories.c.id == row.story, stories.c.gone.is_(False)))
    if n is None:
        raise UsageError(f"{row.story}: no such story in the collection")
    connection.execute(delete(comparisons).where(comparisons.c.story == n))
    connection.execute(insert(comparisons), [{
        "story": n, "inputs_digest": row.digest, "made_by": row.made_by, "summary": pack(row.summary),
        "comparison": pack(row.comparison),
    }])
    connection.execute(
        update(stories).where(stories.c.n == n)
        .values(stale=False, certain=row.origins.certain, at_most=row.origins.at_most, title=column(row.title), **_counted(row.agreement))
    )
    _solve(connection, n, dict(row.days))


def _counted(found: Agreement | None) -> dict[str, int | None]:
    return msgspec.structs.asdict(found) if found is not None else dict.fromkeys(("agree", "differ", "alone"))


def uncounted(connection: Connection) -> list[str]:
    """Stories that an earlier version compared, which did not count in how much of them the accounts agree."""
    s = stories.c
    query = select(s.id).where(s.gone.is_(False), s.stale.is_(False), s.certain.is_not(None), s.agree.is_(None))
    return list(connection.scalars(query.order_by(s.id)))


def put_agreements(connection: Connection, counted: Mapping[str, Agreement]) -> None:
    """Note what was counted in comparisons that stand."""
    for id, found in counted.items():
        connection.execute(update(stories).where(stories.c.id == id, stories.c.stale.is_(False)).values(**_counted(found)))


def _solve(connection: Connection, n: int, days: Mapping[str, str]) -> None:
    """Note the days that were solved for a story's articles, and its first and last day with them."""
    a = articles.c
    there = dict(connection.execute(select(a.id, a.solved).where(a.story == n, a.dated.is_(False))).all())
    changed = {id: days.get(id) for id, solved in there.items() if days.get(id) != solved}
    for id, day in changed.items():
        connection.execute(update(articles).where(a.id == id).values(solved=day))
    if changed:
        recount(connection, [n])


def comparison(connection: Connection, id: str) -> bytes | None:
    """The comparison of a story (or of the one that it went into), as it was put in."""
    found = _comparison(connection, id, comparisons.c.comparison)
    return None if found is None else unpack(found)


def comparison_digest(connection: Connection, id: str) -> str | None:
    """The digest of the inputs of the comparison that stands."""
    found = _comparison(connection, id, comparisons.c.inputs_digest)
    return None if found is None else str(found)


def _comparison(connection: Connection, id: str, what: ColumnElement[Any]) -> Any:
    query = select(what).join(stories, stories.c.n == comparisons.c.story).where(stories.c.id == current_id(connection, id))
    return connection.scalar(query)


def summary(connection: Connection, id: str) -> bytes | None:
    """The summary of a story's comparison, as it was put in."""
    found = _comparison(connection, id, comparisons.c.summary)
    return None if found is None else unpack(found)


def summaries(reader: Reader) -> Iterator[tuple[str, bytes]]:
    """The summaries of all comparisons, by the id of their story."""
    after = ""
    while True:
        query = (
            select(stories.c.id, comparisons.c.summary).join(comparisons, comparisons.c.story == stories.c.n)
            .where(stories.c.id > after, stories.c.gone.is_(False)).order_by(stories.c.id).limit(PAGE)
        )
        with reader() as connection:
            rows = connection.execute(query).all()
        yield from ((id, unpack(summary)) for id, summary in rows)
        if len(rows) < PAGE:
            return
        after = rows[-1][0]
