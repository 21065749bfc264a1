"""Articles, versions, readings and vectors, as they were put in.

What is handed out one by one is read page by page, each page whole: nobody who takes his time
over a list holds up the one who writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, and_, insert, select, update

from ..model import Article, ClaimRow, EntityRow, Entry, EventRow, Reading, Version
from .days import within
from .engine import Opening
from .packing import day_bounds, unpack, unpack_article
from .schema import articles, claims, events, mentions, names, readings, stories, vectors, versions
from .writing import chunks

# Articles a page, where each brings an annotation.
PAGE = 200
_NARROW = 2000


class Content(msgspec.Struct, frozen=True):
    """An article in its latest version with its numbers in the store."""

    n: int
    id: str
    doc: int
    article: Article
    outlet: str | None


_ENTRY = (
    articles.c.id, articles.c.key, articles.c.outlet, articles.c.url, articles.c.path, articles.c.title,
    articles.c.published, articles.c.day, articles.c.dated, articles.c.first_seen, articles.c.last_seen, articles.c.hash,
    articles.c.versions, articles.c.copy_of, stories.c.id.label("story"),
)
_WITH_STORY = articles.outerjoin(stories, articles.c.story == stories.c.n)


def entries(
    connection: Connection, ids: Sequence[str] | None = None, *, since: str | None = None, until: str | None = None,
    outlets: Sequence[str] = (), limit: int | None = None, offset: int = 0,
) -> list[Entry]:
    """Articles by day, then id; those of `ids` in the order asked for, unknown ones left out."""
    if ids is not None:
        found = {}
        for part in chunks(ids):
            rows = connection.execute(select(*_ENTRY).select_from(_WITH_STORY).where(articles.c.id.in_(part)))
            found.update({row.id: _entry(row) for row in rows})
        return [found[id] for id in ids if id in found]
    query = select(*_ENTRY).select_from(_WITH_STORY).where(*within(articles.c.day, since, until))
    if outlets:
        query = query.where(articles.c.outlet.in_(outlets))
    query = query.order_by(articles.c.day, articles.c.id).limit(limit).offset(offset)
    return [_entry(row) for row in connection.execute(query)]


def _entry(row: Row[*tuple[Any, ...]]) -> Entry:
    return Entry(**row._mapping)


def numbers(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """The number of each article that is there."""
    found: dict[str, int] = {}
    for part in chunks(ids):
        found.update(connection.execute(select(articles.c.id, articles.c.n).where(articles.c.id.in_(part))).all())
    return found


def versions_of(connection: Connection, id: str) -> list[Version]:
    """All versions of an article, the first one first; empty where there is no such article."""
    v = versions.c
    rows = connection.execute(
        select(v.number, v.hash, v.seen, v.content).join(articles, v.article == articles.c.n)
        .where(articles.c.id == id).order_by(v.number)
    )
    return [
        Version(article=id, number=row.number, hash=row.hash, seen=row.seen, content=unpack_article(row.content, id))
        for row in rows
    ]


def contents_of(connection: Connection, ids: Sequence[str]) -> list[Content]:
    """The latest versions, in the order asked for; unknown ids left out."""
    found = {}
    for part in chunks(ids):
        query = (
            select(articles.c.n, articles.c.id, articles.c.doc, articles.c.outlet, versions.c.content)
            .join(versions, and_(versions.c.article == articles.c.n, versions.c.number == articles.c.versions))
            .where(articles.c.id.in_(part))
        )
        for n, id, doc, outlet, content in connection.execute(query):
            found[id] = Content(n, id, doc, unpack_article(content, id), outlet)
    return [found[id] for id in ids if id in found]


def readings_of(opened: Opening, ids: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    """The readings of these articles, in the order asked for."""
    for page in chunks(ids, PAGE):
        with opened() as connection:
            found = _readings(connection, page)
        yield from ((id, found[id]) for id in page if id in found)


def annotations_of(opened: Opening, ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """What was read out of these articles, without the rows by which it is searched; in the order asked for."""
    a = articles.c
    for page in chunks(ids, PAGE):
        query = select(a.id, readings.c.annotation).join(readings, readings.c.article == a.n).where(a.id.in_(page))
        with opened() as connection:
            found = {id: unpack(annotation) for id, annotation in connection.execute(query)}
        yield from ((id, found[id]) for id in page if id in found)


def _readings(connection: Connection, ids: Sequence[str]) -> dict[str, Reading]:
    at = {n: id for id, n in numbers(connection, ids).items()}
    named: dict[int, list[EntityRow]] = {n: [] for n in at}
    said: dict[int, list[ClaimRow]] = {n: [] for n in at}
    happened: dict[int, list[EventRow]] = {n: [] for n in at}
    for n, row in entity_rows(connection, mentions.c.article.in_(at)):
        named[n].append(row)
    for n, claim in claim_rows(connection, claims.c.article.in_(at)):
        said[n].append(claim)
    for n, event in event_rows(connection, events.c.article.in_(at)):
        happened[n].append(event)
    rows = connection.execute(select(readings).where(readings.c.article.in_(at)))
    return {
        at[row.article]: Reading(
            made_by=row.made_by, annotation=unpack(row.annotation), sketch=row.sketch,
            entities=tuple(named[row.article]), claims=tuple(said[row.article]), events=tuple(happened[row.article]),
        )
        for row in rows
    }


def entity_rows(connection: Connection, where: ColumnElement[bool]) -> Iterator[tuple[int, EntityRow]]:
    """Names with the number of the article that has them, by article and place."""
    m, x = mentions.c, names.c
    query = (
        select(m.article, m.entity, x.key, x.type, x.name, x.form, m.count)
        .join(names, m.name == x.n).where(where).order_by(m.article, m.position)
    )
    for n, entity, key, type, name, form, count in connection.execute(query):
        yield n, EntityRow(entity=entity, key=key, type=type, name=name, form=form, count=count)


def claim_rows(connection: Connection, where: ColumnElement[bool]) -> Iterator[tuple[int, ClaimRow]]:
    """Claims with the number of their article, by day of the article and place."""
    c = claims.c
    query = select(c.article, c.id, c.start, c.end, c.modality, c.speaker, c.speaker_key).where(where).order_by(c.n)
    for n, id, start, end, modality, speaker, key in connection.execute(query):
        yield n, ClaimRow(id=id, start=start, end=end, modality=modality, speaker=speaker, speaker_key=key)


def event_rows(connection: Connection, where: ColumnElement[bool]) -> Iterator[tuple[int, EventRow]]:
    """Events with the number of their article, by article and place."""
    c = events.c
    query = (
        select(c.article, c.id, c.type, c.status, c.date, c.place, c.participants, c.start, c.end)
        .where(where).order_by(c.article, c.position)
    )
    for n, id, type, status, date, place, participants, start, end in connection.execute(query):
        yield n, EventRow(
            id=id, type=type, status=status, date=date, place=place, start=start, end=end,
            participants=tuple(msgspec.json.decode(participants)),
        )


def undated(connection: Connection) -> list[str]:
    """Articles whose day of publication is not known, by id."""
    return list(connection.scalars(select(articles.c.id).where(articles.c.dated.is_(False)).order_by(articles.c.id)))


def sketches_of(connection: Connection, ids: Sequence[str]) -> dict[str, bytes]:
    """Packed sketches of these articles, as far as they have any."""
    found: dict[str, bytes] = {}
    for part in chunks(ids):
        query = select(articles.c.id, readings.c.sketch).join(readings, readings.c.article == articles.c.n)
        found.update(connection.execute(query.where(articles.c.id.in_(part))).all())
    return found


def sketches(opened: Opening, since: str | None, until: str | None) -> Iterator[tuple[str, bytes]]:
    """Packed sketches of the articles of these days (both included), by day and as they came in."""
    low, high = day_bounds(since, until)
    after = -1 if low is None else low - 1
    while True:
        query = (
            select(articles.c.doc, articles.c.id, readings.c.sketch)
            .join(readings, readings.c.article == articles.c.n).where(articles.c.doc > after)
        )
        if high is not None:
            query = query.where(articles.c.doc < high)
        with opened() as connection:
            rows = connection.execute(query.order_by(articles.c.doc).limit(_NARROW)).all()
        yield from ((id, sketch) for _, id, sketch in rows)
        if len(rows) < _NARROW:
            return
        after = rows[-1][0]


def vectors_of(connection: Connection, keys: Sequence[str], model: str) -> dict[str, bytes]:
    """The vectors of a model that are there, by the hash of their text."""
    found: dict[str, bytes] = {}
    for part in chunks(list(dict.fromkeys(keys))):
        query = select(vectors.c.text_hash, vectors.c.vector)
        rows = connection.execute(query.where(vectors.c.model == model, vectors.c.text_hash.in_(part)))
        found.update({key: bytes(vector) for key, vector in rows})
    return found


def add_vectors(connection: Connection, new: Mapping[tuple[str, str], bytes]) -> None:
    """Put vectors in by (hash of the text, model); those that are there stay as they are."""
    for model in sorted({model for _, model in new}):
        keys = [key for key, of in new if of == model]
        there = vectors_of(connection, keys, model)
        rows = [{"text_hash": k, "model": model, "vector": new[k, model]} for k in keys if k not in there]
        if rows:
            connection.execute(insert(vectors), rows)


def outdated(connection: Connection, made_by: str) -> list[str]:
    """Articles whose reading was made by other steps, or is missing, by day and id."""
    query = (
        select(articles.c.id).outerjoin(readings, readings.c.article == articles.c.n)
        .where((readings.c.made_by != made_by) | readings.c.made_by.is_(None))
        .order_by(articles.c.day, articles.c.id)
    )
    return list(connection.scalars(query))


def mark_outdated(connection: Connection, made_by: str | None) -> int:
    """Let readings made by these steps (None: all) count as outdated; says how many."""
    change = update(readings).values(made_by="")
    return connection.execute(change if made_by is None else change.where(readings.c.made_by == made_by)).rowcount


def ungrouped(connection: Connection) -> list[str]:
    """Articles that are new or changed since they were last grouped, by day and id."""
    query = select(articles.c.id).where(articles.c.grouped.is_(False)).order_by(articles.c.day, articles.c.id)
    return list(connection.scalars(query))
