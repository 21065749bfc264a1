"""Making the index of words anew from the articles themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, and_, delete, insert, select

from ..errors import StoreDamagedError
from . import search_index
from .packing import outlet_tag, unpack_article
from .reading import PAGE, Content, claim_rows
from .schema import article_words, articles, claims, facts, versions
from .words import SearchWords
from .writing import claim_columns, word_columns

_SEARCH = "search rules"


def made_by(connection: Connection) -> str | None:
    """The digest of the rules that made the index; None where nothing is in it yet."""
    return connection.scalar(select(facts.c.value).where(facts.c.name == _SEARCH))


def note_rules(connection: Connection, rules: SearchWords) -> None:
    """Remember which rules make the index, once."""
    if made_by(connection) is None:
        connection.execute(insert(facts), [{"name": _SEARCH, "value": rules.digest}])


def unreadable(connection: Connection) -> list[str]:
    """The first few articles whose latest text can't be unpacked."""
    found = []
    for _, id, content in _latest(connection):
        if content is None:
            found.append(id)
            if len(found) > 3:
                break
    return found


def with_text(connection: Connection, numbers: Sequence[int]) -> int:
    """How many of these articles have a text that can be read."""
    asked = frozenset(numbers)
    return sum(n in asked and content is not None for n, _, content in _latest(connection)) if asked else 0


def reindex(connection: Connection, rules: SearchWords) -> None:
    """Find the words of all articles and claims again. What can't be read is left out."""
    for name in ("article_fts", "claim_fts") if search_index.is_sqlite(connection) else ():
        # FTS5 forgets all at once only where it keeps no texts; dropping it is the sure way.
        columns = "title, body, tags" if name == "article_fts" else "words, tags"
        table, number = ("article_words", "doc") if name == "article_fts" else ("claims", "n")
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, content='{table}', content_rowid='{number}', tokenize='ascii')"
        )
    connection.execute(delete(article_words))
    for _, _, content in _latest(connection):
        if content is not None:
            _index_again(connection, content, rules)
    # With what stays as it was: claims of articles whose text can't be read.
    search_index.rebuild(connection)
    connection.execute(delete(facts).where(facts.c.name == _SEARCH))
    note_rules(connection, rules)


def _index_again(connection: Connection, content: Content, rules: SearchWords) -> None:
    title = connection.scalar(select(articles.c.title).where(articles.c.n == content.n))
    words = rules.words(content.article.text)
    tags = outlet_tag(content.outlet)
    said = [claim for _, claim in claim_rows(connection, claims.c.article == content.n)]
    connection.execute(delete(claims).where(claims.c.article == content.n))
    search_index.insert_words(connection, [word_columns(content.n, content.doc, title, words, tags, rules)])
    search_index.insert_claims(connection, claim_columns(content.n, content.doc, said, words, tags))


def _latest(connection: Connection) -> Iterator[tuple[int, str, Content | None]]:
    """Number, id and latest text (None: can't be read) of every article that has one."""
    after = -1
    while True:
        query = (
            select(articles.c.n, articles.c.id, articles.c.doc, articles.c.outlet, versions.c.content)
            .join(versions, and_(versions.c.article == articles.c.n, versions.c.number == articles.c.versions))
            .where(articles.c.n > after).order_by(articles.c.n).limit(PAGE)
        )
        rows = connection.execute(query).all()
        for n, id, doc, outlet, packed in rows:
            try:
                yield n, id, Content(n, id, doc, unpack_article(packed, id), outlet)
            except (StoreDamagedError, msgspec.MsgspecError):
                yield n, id, None
        if len(rows) < PAGE:
            return
        after = rows[-1][0]
