"""What tells in a moment whether anything changed: counters of the whole store, a digest for one story."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, Literal

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, select, text, update

from .schema import articles, comparisons, facts, stories, story_events, story_links
from .stories import current_id

# Two counters, each raised once in every transaction that writes: by the one writer, and by people who add notes.
Counter = Literal["revision", "desk revision"]


def step(connection: Connection, counter: Counter) -> None:
    """Raise a counter; the last thing of a transaction, so that two of them never wait for each other crosswise."""
    query = select(facts.c.value).where(facts.c.name == counter).with_for_update()
    now = connection.scalar(query)
    if now is None:
        # Somebody else may be the first at the same moment.
        connection.execute(text("INSERT INTO facts (name, value) VALUES (:name, '0') ON CONFLICT DO NOTHING"), {"name": counter})
        now = connection.scalar(query)
    value = str(int(now or "0") + 1) if (now or "0").isdecimal() else "1"
    connection.execute(update(facts).where(facts.c.name == counter).values(value=value))


def revision(connection: Connection, counter: Counter) -> str:
    """How often it was written; `0` where a version without counters wrote last."""
    return connection.scalar(select(facts.c.value).where(facts.c.name == counter)) or "0"


def story_stamp(connection: Connection, id: str) -> str:
    """A digest of all that is stored of a story: its articles and their versions, its comparison, what became of it, its neighbours.

    An id that went into another story has that one's digest, one of no story the digest of nothing.
    """
    digest = blake2b(digest_size=12)
    now = {"id": current_id(connection, id)}
    for query in _OF_A_STORY:
        digest.update(repr([tuple(row) for row in connection.execute(query, now)]).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _of_a_story() -> tuple[Select[Any], ...]:
    """What tells of a story whether it changed; each takes its `id`."""
    s, a, c, link, event = stories.c, articles.c, comparisons.c, story_links.c, story_events.c
    id: BindParameter[str] = bindparam("id")
    n = select(s.n).where(s.id == id).scalar_subquery()
    return (
        select(stories).where(s.id == id),
        select(a.id, a.hash, a.versions, a.solved, a.outlet, a.copy_of, a.grouped).where(a.story == n).order_by(a.n),
        select(c.inputs_digest, c.made_by).where(c.story == n),
        select(func.max(event.n)).where(event.story == id),
        select(link.earlier, link.kind, link.score, s.id, s.title, s.gone).select_from(story_links).outerjoin(stories, s.id == link.earlier)
        .where(link.story == n).order_by(link.earlier, link.kind),
        select(s.id, s.title, s.first_seen, link.kind, link.score).select_from(stories).join(story_links, link.story == s.n)
        .where(link.earlier == id, s.gone.is_(False)).order_by(s.id, link.kind),
    )


# Built once: to build them takes longer than to ask them, and every page of a story asks before it is handed out.
_OF_A_STORY = _of_a_story()
