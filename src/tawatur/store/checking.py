"""What can be wrong with a store, and mending it without losing an article.

A repair makes anew what can be made from the articles (index of words, counts), takes away rows that
hang in the air, and lets be made again what a later run makes (readings, comparisons). It takes no article
or version away: what can't be read of them is told and left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    delete,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError

from ..errors import StoreDamagedError
from ..model import Finding
from ..model.collection import DEADLINE
from ..model.desk import Alert, Correction, SavedSearch
from . import reindexing, search_index
from .days import first_and_last
from .grouping import recount
from .saved import LOOKED, unpack_looked
from .schema import (
    alerts,
    article_words,
    articles,
    claims,
    comparisons,
    corrections,
    event_parties,
    events,
    mentions,
    name_words,
    names,
    problems,
    readings,
    saved_searches,
    stories,
    story_links,
    story_words,
    vectors,
    versions,
)
from .search_index import is_sqlite
from .words import SearchWords

# Tables whose rows belong to an article or a story that must be there.
_OF_ARTICLES = (versions, readings, article_words, claims, mentions, events, event_parties)
_OF_STORIES = (comparisons, story_links, story_words)


def counts(connection: Connection) -> dict[str, int]:
    """Rows of what a user knows of, by name."""
    tables = {
        "articles": articles, "versions": versions, "claims": claims, "names": names, "mentions": mentions,
        "vectors": vectors, "problems": problems,
    }
    found = {name: _count(connection, table) for name, table in tables.items()}
    return {
        **found, "events": _count(connection, events, events.c.type != DEADLINE),
        "stories": _count(connection, stories, stories.c.gone.is_(False)),
    }


def _count(connection: Connection, table: Table, *where: ColumnElement[bool]) -> int:
    return int(connection.scalar(select(func.count()).select_from(table).where(*where)) or 0)


def check(connection: Connection, rules: SearchWords) -> list[Finding]:
    """Everything that is wrong, the file itself first; where that is broken the rest is not looked at."""
    broken = _file(connection)
    if broken:
        return broken
    return [*_records(connection), *_orphans(connection), *_numbers(connection), *_index(connection, rules)]


def repair(connection: Connection, rules: SearchWords) -> list[Finding]:
    """Mend what `check` finds and can be mended; says what was."""
    found = check(connection, rules)
    if any(finding.code == "file" for finding in found):
        return []
    codes = {finding.code for finding in found if finding.repairable}
    mending: dict[str, Callable[[], None]] = {
        "indexes": lambda: _reindex(connection),
        "orphans": lambda: _drop_orphans(connection),
        "readings": lambda: _forget_readings(connection),
        "comparisons": lambda: _forget_comparisons(connection),
        "versions": lambda: _count_versions(connection),
        "stories": lambda: _count_stories(connection),
        "search": lambda: reindexing.reindex(connection, rules),
    }
    for code, mend in mending.items():
        if code in codes:
            mend()
    return [finding for finding in found if finding.repairable]


def _finding(code: str, message: str, *, repairable: bool = True) -> Finding:
    return Finding(code=code, message=message, repairable=repairable)


# The file


def _file(connection: Connection) -> list[Finding]:
    """Damaged pages of a SQLite file; an index that lacks rows can be made again, a table can't."""
    if not is_sqlite(connection):
        return []
    try:
        lines = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
    except DBAPIError as error:
        lines = [str(error.orig)]
    lines = [line for line in lines if line != "ok"]
    # Of an index of words, which has a test of its own, SQLite tells here too.
    lines = [line for line in lines if "fts5" not in line and "inverted index" not in line]
    if not lines:
        return []
    only_indexes = all("index" in line and "Tree" not in line and "malformed" not in line for line in lines)
    more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
    if only_indexes:
        return [_finding("indexes", f"an index lacks rows or holds too many: {lines[0]}{more}")]
    return [_finding(
        "file", f"the file is damaged: {_short(lines[0])}{more}; what can be read of it is saved by a rescue into a new file",
        repairable=False,
    )]


def _short(line: str) -> str:
    return " ".join(line.split())[:200]


def _reindex(connection: Connection) -> None:
    connection.exec_driver_sql("REINDEX")


# Records


def _records(connection: Connection) -> Iterator[Finding]:
    """Articles without a text that can be read, without a reading; comparisons that can't be unpacked."""
    latest = select(versions.c.article).where(
        versions.c.article == articles.c.n, versions.c.number == articles.c.versions
    ).exists()
    none = select(versions.c.article).where(versions.c.article == articles.c.n).exists()
    lost = list(connection.scalars(select(articles.c.id).where(~none).order_by(articles.c.id).limit(4)))
    if lost:
        yield _finding(
            "texts", f"articles without any version of their text: {_some(lost)}; add their source again", repairable=False
        )
    miscounted = _count(connection, articles, ~latest, none)
    if miscounted:
        yield _finding("versions", f"{miscounted} articles count their versions wrongly")
    unreadable = reindexing.unreadable(connection)
    if unreadable:
        yield _finding(
            "texts", f"articles whose text can't be read: {_some(unreadable)}; add their source again", repairable=False
        )
    yield from _damaged(connection)
    unread = _count(connection, articles, ~select(readings.c.article).where(readings.c.article == articles.c.n).exists(), articles.c.grouped)
    if unread:
        yield _finding("readings", f"{unread} articles have no reading; the next `tawatur add` makes it")


def _damaged(connection: Connection) -> Iterator[Finding]:
    """Records of what people added that can't be decoded."""
    c, s, a = corrections.c, saved_searches.c, alerts.c
    kinds: tuple[tuple[str, str, Select[Any], Callable[[str], object]], ...] = (
        ("corrections", "what readers marked", select(c.id, c.record), msgspec.json.Decoder(Correction).decode),
        ("searches", "saved searches", select(s.id, s.record), msgspec.json.Decoder(SavedSearch).decode),
        ("searches", "news of saved searches", select(a.search, a.record).where(a.kind != LOOKED), msgspec.json.Decoder(Alert).decode),
        ("searches", "what saved searches have looked at", select(a.search, a.record).where(a.kind == LOOKED, a.record != ""), unpack_looked),
    )
    for code, what, query, decode in kinds:
        bad = dict.fromkeys(id for id, record in connection.execute(query) if not _readable(record, decode))
        if bad:
            yield _finding(code, f"{what} can't be read: {_some(sorted(bad))}; put back a copy of them", repairable=False)


def _readable(record: str, decode: Callable[[str], object]) -> bool:
    try:
        decode(record)
    except (msgspec.MsgspecError, ValueError, StoreDamagedError):
        return False
    return True


def _some(ids: list[str]) -> str:
    return ", ".join(ids[:3]) + (", ..." if len(ids) > 3 else "")


def _forget_readings(connection: Connection) -> None:
    has = select(readings.c.article).where(readings.c.article == articles.c.n).exists()
    connection.execute(update(articles).where(~has).values(grouped=False))


def _count_versions(connection: Connection) -> None:
    v = versions.alias()
    last = select(func.max(v.c.number)).where(v.c.article == articles.c.n).scalar_subquery()
    hash_ = select(versions.c.hash).where(versions.c.article == articles.c.n, versions.c.number == last).scalar_subquery()
    there = select(versions.c.article).where(versions.c.article == articles.c.n).exists()
    wrong = articles.c.versions != last
    # What was read may be of another version: it is read and grouped again.
    numbers = list(connection.scalars(select(articles.c.n).where(there, wrong)))
    connection.execute(update(readings).where(readings.c.article.in_(numbers)).values(made_by=""))
    connection.execute(update(articles).where(there, wrong).values(versions=last, hash=hash_, grouped=False))


# Rows that hang in the air


def _hanging(table: Table) -> ColumnElement[bool]:
    if table in _OF_STORIES:
        return ~select(stories.c.n).where(stories.c.n == table.c.story).exists()
    return ~select(articles.c.n).where(articles.c.n == table.c.article).exists()


def _orphans(connection: Connection) -> Iterator[Finding]:
    for table in (*_OF_ARTICLES, *_OF_STORIES):
        if number := _count(connection, table, _hanging(table)):
            if table is versions:
                yield _finding("versions-alone", f"{number} versions of no article are kept as they are", repairable=False)
            else:
                yield _finding("orphans", f"{number} rows of {table.name} belong to nothing")
    if number := _count(connection, articles, _no_story()):
        yield _finding("orphans", f"{number} articles lie in a story that is not there")
    if number := _count(connection, mentions, ~select(names.c.n).where(names.c.n == mentions.c.name).exists()):
        yield _finding("orphans", f"{number} mentions have no name")


def _no_story() -> ColumnElement[bool]:
    there = select(stories.c.n).where(stories.c.n == articles.c.story, stories.c.gone.is_(False)).exists()
    return articles.c.story.is_not(None) & ~there


def _drop_orphans(connection: Connection) -> None:
    for table in (*_OF_ARTICLES, *_OF_STORIES):
        if table is not versions:
            connection.execute(delete(table).where(_hanging(table)))
    connection.execute(update(articles).where(_no_story()).values(story=None, grouped=False))
    lost = ~select(names.c.n).where(names.c.n == mentions.c.name).exists()
    again = list(connection.scalars(select(mentions.c.article).where(lost).distinct()))
    connection.execute(update(readings).where(readings.c.article.in_(again)).values(made_by=""))
    connection.execute(delete(mentions).where(lost))
    unused = ~select(mentions.c.name).where(mentions.c.name == names.c.n).exists()
    connection.execute(delete(name_words).where(name_words.c.name.in_(select(names.c.n).where(unused))))
    connection.execute(delete(names).where(unused))
    # The words of claims that went would stay in FTS5.
    search_index.rebuild(connection)


# Counts


def _numbers(connection: Connection) -> Iterator[Finding]:
    if number := len(_miscounted(connection)):
        yield _finding("stories", f"{number} stories count their articles, outlets or days wrongly")
    bare = _count(connection, stories, _uncompared())
    if bare:
        yield _finding("comparisons", f"{bare} stories say how many origins they have but have no comparison")


def _miscounted(connection: Connection) -> list[int]:
    a, s = articles.c, stories.c
    first, last = first_and_last()
    real = (
        select(a.story, func.count().label("n"), func.count(a.outlet.distinct()).label("outlets"), first.label("first"),
               last.label("last")).where(a.story.is_not(None)).group_by(a.story).subquery()
    )
    wrong = or_(
        func.coalesce(real.c.n, 0) != s.articles, func.coalesce(real.c.outlets, 0) != s.outlets,
        real.c.first != s.first_seen, real.c.last != s.last_seen,
    )
    query = select(s.n).outerjoin(real, real.c.story == s.n).where(s.gone.is_(False), wrong)
    return list(connection.scalars(query))


def _count_stories(connection: Connection) -> None:
    wrong = _miscounted(connection)
    connection.execute(update(stories).where(stories.c.n.in_(wrong)).values(stale=True, articles=0, outlets=0))
    recount(connection, wrong)
    # A story of no article is none.
    connection.execute(
        update(stories).where(stories.c.n.in_(wrong), stories.c.articles == 0).values(gone=True, stale=False)
    )


def _uncompared() -> ColumnElement[bool]:
    has = select(comparisons.c.story).where(comparisons.c.story == stories.c.n).exists()
    return stories.c.certain.is_not(None) & ~has & stories.c.gone.is_(False)


def _forget_comparisons(connection: Connection) -> None:
    connection.execute(update(stories).where(_uncompared()).values(certain=None, at_most=None, stale=True))


# The index of words


def _index(connection: Connection, rules: SearchWords) -> Iterator[Finding]:
    if reindexing.made_by(connection) not in (None, rules.digest):
        yield _finding("search", "the index of words was made by other rules of searching")
        return
    indexed = select(article_words.c.doc).where(
        article_words.c.article == articles.c.n, article_words.c.doc == articles.c.doc
    ).exists()
    without = reindexing.with_text(connection, connection.scalars(select(articles.c.n).where(~indexed)).all())
    if without:
        yield _finding("search", f"{without} articles are missing in the index of words")
    elif not _sound(connection):
        yield _finding("search", "the index of words does not agree with the articles")


def _sound(connection: Connection) -> bool:
    if not is_sqlite(connection):
        bare = "SELECT (SELECT count(*) FROM article_words WHERE vector IS NULL) + (SELECT count(*) FROM claims WHERE vector IS NULL)"
        return not connection.scalar(text(bare))
    try:
        for name in ("article_fts", "claim_fts"):
            connection.exec_driver_sql(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")
    except DBAPIError as error:
        # FTS5 looks itself over by a statement that counts as writing: nobody knows where that is barred.
        return getattr(error.orig, "sqlite_errorname", "").startswith(("SQLITE_READONLY", "SQLITE_BUSY"))
    return True
