"""Which articles make a story: set, ended and counted anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from ..errors import UsageError
from ..model import StoryDraft, StoryEvent
from .days import first_and_last
from .packing import column
from .reading import numbers
from .schema import articles, comparisons, stories, story_events, story_links, story_words
from .writing import chunks

# What a comparison counts, as long as there is none.
_UNCOUNTED: dict[str, None] = dict.fromkeys(("certain", "at_most", "agree", "differ", "alone"))


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
        for table in (comparisons, story_words, story_links):
            connection.execute(delete(table).where(table.c.story == n))
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
