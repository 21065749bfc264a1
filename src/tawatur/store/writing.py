"""Taking articles in: new ones, new versions, nothing where nothing changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from ..model import ClaimRow, EntityRow, NewVersion, Put, Reading
from . import search_index
from .packing import (
    CLAIM_ROOM,
    DAY_ROOM,
    column,
    first_doc,
    key_column,
    outlet_tag,
    pack,
    pack_article,
    timex_days,
)
from .schema import (
    articles,
    claims,
    event_parties,
    events,
    mentions,
    name_words,
    names,
    readings,
    stories,
    versions,
)
from .words import SearchWords, Word

# So many values go into one statement: PostgreSQL takes 65,535 of them, SQLite 32,766.
CHUNK = 5000


class _Known(msgspec.Struct):
    """An article that is there: its number, and what a new version is held against."""

    n: int
    id: str
    hash: str
    number: int
    doc: int
    day: str


class _Stored(msgspec.Struct):
    """One version on its way into the tables."""

    n: int
    id: str
    number: int
    doc: int
    new: NewVersion


def chunks(values: Sequence[Any], size: int = CHUNK) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), size):
        yield values[start:start + size]


def known(connection: Connection, keys: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Id and content hash of the articles that are there, by their key as it was asked for."""
    asked = {key_column(key): key for key in keys}
    return {asked[key]: (row.id, row.hash) for key, row in _known(connection, list(asked)).items()}


def _known(connection: Connection, keys: Sequence[str]) -> dict[str, _Known]:
    a = articles.c
    found = {}
    for part in chunks(keys):
        rows = connection.execute(
            select(a.key, a.n, a.id, a.hash, a.versions, a.doc, a.day).where(a.key.in_(part))
        )
        found.update({row[0]: _Known(*row[1:]) for row in rows})
    return found


def put(connection: Connection, batch: Sequence[NewVersion], rules: SearchWords) -> list[Put]:
    """Store a batch; the answer has its order. An article twice in it: the later one is its next version."""
    results: list[Put | None] = [None] * len(batch)
    waiting = list(enumerate(batch))
    while waiting:
        seen: set[str] = set()
        now: list[tuple[int, NewVersion]] = []
        later: list[tuple[int, NewVersion]] = []
        for place, new in waiting:
            key = key_column(new.key)
            (later if key in seen else now).append((place, new))
            seen.add(key)
        for (place, _), result in zip(now, _put_once(connection, [new for _, new in now], rules), strict=True):
            results[place] = result
        waiting = later
    return [result for result in results if result is not None]


def _put_once(connection: Connection, batch: Sequence[NewVersion], rules: SearchWords) -> list[Put]:
    # By key, so that numbers and ids do not depend on the order within a batch.
    ordered = sorted(batch, key=lambda new: new.key)
    there = _known(connection, [key_column(new.key) for new in batch])
    fresh = [new for new in ordered if key_column(new.key) not in there]
    ids = _new_ids(connection, fresh)
    docs = _Docs(connection)
    # Versions may outlive a damaged article: their number is taken.
    tops = (select(func.max(articles.c.n)), select(func.max(versions.c.article)))
    next_n = max(connection.scalar(top) or 0 for top in tops) + 1
    stored: list[_Stored] = []
    changed: list[_Stored] = []
    results: dict[str, Put] = {}
    for new in ordered:
        old = there.get(key_column(new.key))
        if old is None:
            stored.append(_Stored(next_n, ids.pop(0), 1, docs.take(new.day), new))
            next_n += 1
            results[new.key] = Put(stored[-1].id, "new")
        elif old.hash == new.hash:
            results[new.key] = Put(old.id, "same")
        else:
            doc = old.doc if old.day == new.day else docs.take(new.day)
            stored.append(_Stored(old.n, old.id, old.number + 1, doc, new))
            changed.append(stored[-1])
            results[new.key] = Put(old.id, "changed")
    if changed:
        _change_articles(connection, changed)
    _insert(connection, articles, [_article_row(s) for s in stored if s.number == 1])
    _insert(connection, versions, [_version_row(s) for s in stored])
    _put_words(connection, stored, rules)
    return [results[new.key] for new in batch]


def _new_ids(connection: Connection, fresh: Sequence[NewVersion]) -> list[str]:
    """An id for each new article: its own, or with ~2, ~3, ... where another article has it."""
    wanted = [str(column(new.article.id)) for new in fresh]
    taken = _taken(connection, wanted)
    ids = []
    for id in wanted:
        chosen, number = id, 1
        while chosen in taken or (number > 1 and _taken(connection, [chosen])):
            number += 1
            chosen = f"{id}~{number}"
        taken.add(chosen)
        ids.append(chosen)
    return ids


def _taken(connection: Connection, ids: Sequence[str]) -> set[str]:
    taken: set[str] = set()
    for part in chunks(ids):
        taken.update(connection.scalars(select(articles.c.id).where(articles.c.id.in_(part))))
    return taken


class _Docs:
    """Numbers in the index of words: those of a day follow each other, later days have higher ones."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._next: dict[str, int] = {}

    def take(self, day: str) -> int:
        if day not in self._next:
            low = first_doc(day)
            doc = articles.c.doc
            last = self._connection.scalar(select(func.max(doc)).where(doc >= low, doc < low + DAY_ROOM))
            self._next[day] = low if last is None else last + 1
        self._next[day] += 1
        return self._next[day] - 1


def _article_row(s: _Stored) -> dict[str, Any]:
    article, new = s.new.article, s.new
    return {
        "n": s.n, "id": s.id, "key": key_column(new.key), "hash": new.hash, "outlet": column(new.outlet or article.outlet),
        "url": column(article.url), "path": column(article.path), "title": column(new.title or article.title),
        "published": column(article.published), "day": new.day, "dated": new.dated, "solved": None, "first_seen": new.seen, "last_seen": new.seen,
        "versions": s.number, "copy_of": column(new.copy_of), "doc": s.doc, "grouped": False, "story": None,
    }


def _version_row(s: _Stored) -> dict[str, Any]:
    return {
        "article": s.n, "number": s.number, "hash": s.new.hash, "seen": s.new.seen,
        "content": pack_article(s.new.article),
    }


def _change_articles(connection: Connection, changed: Sequence[_Stored]) -> None:
    """Put the new version's data in the place of the old one's, and mark its story."""
    numbers = [s.n for s in changed]
    search_index.forget(connection, numbers)
    for part in chunks(numbers):
        for table in (readings, claims, mentions, events, event_parties):
            connection.execute(delete(table).where(table.c.article.in_(part)))
        connection.exec_driver_sql(f"DELETE FROM article_words WHERE article IN ({','.join(map(str, part))})")
    kept = ("id", "key", "n", "first_seen", "story")
    rows = [{name: value for name, value in _article_row(s).items() if name not in kept} for s in changed]
    statement = update(articles).where(articles.c.n == bindparam("at")).values({x: bindparam(x) for x in rows[0]})
    connection.execute(statement, [{**row, "at": s.n} for row, s in zip(rows, changed, strict=True)])
    mark_stale(connection, numbers)


def mark_stale(connection: Connection, numbers: Sequence[int]) -> None:
    """The stories of these articles are to be compared again."""
    for part in chunks(numbers):
        touched = select(articles.c.story).where(articles.c.n.in_(part), articles.c.story.is_not(None))
        connection.execute(update(stories).where(stories.c.n.in_(touched)).values(stale=True))


def _put_words(connection: Connection, stored: Sequence[_Stored], rules: SearchWords) -> None:
    """Words, claims and all else that is looked for, of new versions."""
    rows: list[dict[str, Any]] = []
    claim_rows: list[dict[str, Any]] = []
    for s in stored:
        article, tags = s.new.article, outlet_tag(s.new.outlet or s.new.article.outlet)
        body = rules.words(article.text)
        rows.append(word_columns(s.n, s.doc, s.new.title or article.title, body, tags, rules))
        claim_rows.extend(claim_columns(s.n, s.doc, s.new.reading.claims, body, tags))
    search_index.insert_words(connection, rows)
    search_index.insert_claims(connection, claim_rows)
    insert_readings(connection, [(s.n, s.new.reading) for s in stored], rules)


def word_columns(
    article: int, doc: int, title: str | None, body: Sequence[Word], tags: str, rules: SearchWords
) -> dict[str, Any]:
    """A row of `article_words`; `body` are the words of the article's text."""
    return {
        "doc": doc, "article": article, "title": _joined(rules.words(title or "")), "body": _joined(body), "tags": tags,
    }


def _joined(words: Sequence[Word]) -> str:
    return " ".join([key for _, _, _, key in words])


def claim_columns(
    article: int, doc: int, said: Sequence[ClaimRow], words: Sequence[Word], tags: str
) -> Iterator[dict[str, Any]]:
    """Rows of `claims`; `words` are those of the article's text."""
    starts = [word[0] for word in words]
    for place, claim in enumerate(said[:CLAIM_ROOM]):
        low, high = bisect_left(starts, claim.start), bisect_left(starts, claim.end)
        inside = [key for _, _, _, key in words[low:high]]
        yield {
            "n": doc * CLAIM_ROOM + place, "article": article, "id": claim.id, "start": claim.start,
            "end": claim.end, "modality": claim.modality, "speaker": column(claim.speaker),
            "speaker_key": _short(claim.speaker_key), "words": " ".join(inside), "tags": tags,
        }


def _short(key: str | None) -> str | None:
    return None if key is None else key_column(key)


def put_readings(connection: Connection, new: Mapping[str, Reading], rules: SearchWords) -> None:
    """New readings of the latest versions, in the place of the old ones."""
    from .reading import contents_of

    numbers = [row.n for row in contents_of(connection, list(new))]
    search_index.forget_claims(connection, numbers)
    for part in chunks(numbers):
        for table in (readings, claims, mentions, events, event_parties):
            connection.execute(delete(table).where(table.c.article.in_(part)))
        connection.execute(update(articles).where(articles.c.n.in_(part)).values(grouped=False))
    mark_stale(connection, numbers)
    claim_rows: list[dict[str, Any]] = []
    pairs = []
    for row in contents_of(connection, list(new)):
        reading = new[row.id]
        words = rules.words(row.article.text)
        claim_rows.extend(claim_columns(row.n, row.doc, reading.claims, words, outlet_tag(row.outlet)))
        pairs.append((row.n, reading))
    search_index.insert_claims(connection, claim_rows)
    insert_readings(connection, pairs, rules)


def insert_readings(
    connection: Connection, pairs: Sequence[tuple[int, Reading]], rules: SearchWords
) -> None:
    """Readings with their names, mentions and events (claims go in with the words)."""
    _insert(connection, readings, [
        {"article": n, "made_by": r.made_by, "sketch": r.sketch, "annotation": pack(r.annotation)} for n, r in pairs
    ])
    numbers = _name_numbers(connection, [row for _, reading in pairs for row in reading.entities], rules)
    _insert(connection, mentions, [
        {"article": n, "position": at, "name": numbers[_name(row)], "entity": row.entity, "count": row.count}
        for n, reading in pairs for at, row in enumerate(reading.entities)
    ])
    event_rows: list[dict[str, Any]] = []
    parties: list[dict[str, Any]] = []
    for n, reading in pairs:
        for at, row in enumerate(reading.events):
            low, high = timex_days(row.date)
            event_rows.append({
                "article": n, "position": at, "id": row.id, "type": row.type, "status": row.status, "date": row.date,
                "day_from": low, "day_to": high, "place": _short(row.place), "start": row.start, "end": row.end,
                "participants": msgspec.json.encode(row.participants).decode(),
            })
            parties.extend({"key": key_column(key), "article": n, "position": at} for key in dict.fromkeys(row.participants))
    _insert(connection, events, event_rows)
    _insert(connection, event_parties, parties)


def _name(row: EntityRow) -> tuple[str, str, str, str]:
    return key_column(row.key), row.type, key_column(row.name), key_column(row.form)


def _name_numbers(
    connection: Connection, rows: Sequence[EntityRow], rules: SearchWords
) -> dict[tuple[str, str, str, str], int]:
    """The number of each name, new ones given and stored with the words they are found by."""
    wanted = list(dict.fromkeys(map(_name, rows)))
    c = names.c
    numbers: dict[tuple[str, str, str, str], int] = {}
    for part in chunks(sorted({key for key, _, _, _ in wanted})):
        for key, type, name, form, n in connection.execute(select(c.key, c.type, c.name, c.form, c.n).where(c.key.in_(part))):
            numbers[key, type, name, form] = n
    next_n = (connection.scalar(select(func.max(c.n))) or 0) + 1
    fresh: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for wording in wanted:
        if wording in numbers:
            continue
        numbers[wording] = next_n
        key, type, name, form = wording
        fresh.append({"n": next_n, "key": key, "type": type, "name": name, "form": form})
        found = {word for text in (name, form) for _, _, _, word in rules.words(text)}
        words.extend({"word": word, "name": next_n} for word in sorted(found))
        next_n += 1
    _insert(connection, names, fresh)
    _insert(connection, name_words, words)
    return numbers


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), list(rows))
