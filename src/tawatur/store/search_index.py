"""The index of words beside the tables: FTS5 on SQLite, tsvector with GIN on PostgreSQL.

FTS5 reads its columns from our own tables (external content), so every row that goes must be
taken out of it by hand, with the words that were put in, before the row itself goes.
The `ascii` tokenizer cuts at white space alone in our keys: unicode61 knows fewer letters than Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

# Positions of a tsvector end there.
_LAST = 16383
_CHUNK = 500


def is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def vector(title: str, body: str, tags: str) -> str:
    """A tsvector literal: keys with positions, those of the title marked A; tags without position."""
    places: dict[str, list[str]] = {}
    at = 0
    for words, mark in ((title, "A"), (body, "")):
        for word in words.split():
            at += 1
            if at <= _LAST:
                places.setdefault(word, []).append(f"{at}{mark}")
            else:
                places.setdefault(word, [])
        # Two positions are left free, so that no phrase runs from the title into the text.
        at += 2
    literal = [f"'{word}'" + (":" + ",".join(where) if where else "") for word, where in places.items()]
    return " ".join([*literal, *(f"'@{tag}'" for tag in tags.split())])


def forget(connection: Connection, articles: Sequence[int]) -> None:
    """Take these articles and their claims out of FTS5; nothing to do on PostgreSQL."""
    if not is_sqlite(connection):
        return
    for start in range(0, len(articles), _CHUNK):
        numbers = ",".join(map(str, articles[start:start + _CHUNK]))
        connection.exec_driver_sql(
            "INSERT INTO article_fts(article_fts, rowid, title, body, tags) "
            f"SELECT 'delete', doc, title, body, tags FROM article_words WHERE article IN ({numbers}) ORDER BY doc"
        )
    forget_claims(connection, articles)


def forget_claims(connection: Connection, articles: Sequence[int]) -> None:
    """Take the claims of these articles out of FTS5."""
    if not is_sqlite(connection):
        return
    for start in range(0, len(articles), _CHUNK):
        numbers = ",".join(map(str, articles[start:start + _CHUNK]))
        connection.exec_driver_sql(
            "INSERT INTO claim_fts(claim_fts, rowid, words, tags) "
            f"SELECT 'delete', n, words, tags FROM claims WHERE article IN ({numbers}) ORDER BY n"
        )


def insert_words(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Put rows of `article_words` in, and what finds them. In the order of `doc`: FTS5 is quick so."""
    ordered = sorted(rows, key=lambda row: int(row["doc"]))
    if not ordered:
        return
    if is_sqlite(connection):
        values = [(row["doc"], row["article"], row["title"], row["body"], row["tags"]) for row in ordered]
        connection.exec_driver_sql(
            "INSERT INTO article_words(doc, article, title, body, tags) VALUES (?, ?, ?, ?, ?)", values
        )
        connection.exec_driver_sql(
            "INSERT INTO article_fts(rowid, title, body, tags) VALUES (?, ?, ?, ?)",
            [(doc, title, body, tags) for doc, _, title, body, tags in values],
        )
        return
    connection.execute(
        text(
            "INSERT INTO article_words(doc, article, title, body, tags, vector) "
            "VALUES (:doc, :article, :title, :body, :tags, CAST(:vector AS tsvector))"
        ),
        [{**row, "vector": vector(row["title"], row["body"], row["tags"])} for row in ordered],
    )


_CLAIM = ("n", "article", "id", "start", "end", "modality", "speaker", "speaker_key", "words", "tags")


def insert_claims(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Put rows of `claims` in, and what finds them."""
    ordered = sorted(rows, key=lambda row: int(row["n"]))
    if not ordered:
        return
    columns = ", ".join(f'"{name}"' for name in _CLAIM)
    if is_sqlite(connection):
        connection.exec_driver_sql(
            f"INSERT INTO claims({columns}) VALUES ({', '.join('?' * len(_CLAIM))})",
            [tuple(row[name] for name in _CLAIM) for row in ordered],
        )
        connection.exec_driver_sql(
            "INSERT INTO claim_fts(rowid, words, tags) VALUES (?, ?, ?)",
            [(row["n"], row["words"], row["tags"]) for row in ordered],
        )
        return
    values = ", ".join(f":{name}" for name in _CLAIM)
    connection.execute(
        text(f"INSERT INTO claims({columns}, vector) VALUES ({values}, CAST(:vector AS tsvector))"),
        [{**row, "vector": vector("", row["words"], row["tags"])} for row in ordered],
    )


def rebuild(connection: Connection) -> None:
    """Make the index anew from the tables."""
    if is_sqlite(connection):
        for name in ("article_fts", "claim_fts"):
            connection.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES ('rebuild')")
        return
    connection.exec_driver_sql("REINDEX INDEX ix_article_words_vector")
    connection.exec_driver_sql("REINDEX INDEX ix_claims_vector")
