"""Looking for articles and claims: candidates from the index, ranked by our own measure, shown in the text as read.

The newest that match come first out of the index, a window of them at a time. By relevance each window is
ranked in itself (of a rarer word that is all), the first together with those that have the words in their title,
so that the order is the same whichever page of it is asked for. bm25 of FTS5 would count every article of each word
first (up to a third of a second); this measure is the same on both databases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import log2
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, select, text

from ..model import Article, Found, SearchQuery
from .packing import CLAIM_ROOM, day_bounds, key_column, outlet_tag
from .passages import hits, matches, passages
from .query import Parsed, Term, fts5, parse, tsquery
from .reading import contents_of
from .schema import article_words, articles, claims, stories
from .search_index import is_sqlite
from .words import SearchWords, Word
from .writing import chunks

# So many are ranked by relevance: some five milliseconds' work. And so many with the words in their title.
WINDOW, IN_TITLE = 250, 50
# Articles whose text is read at a time.
_STEP = 50


class _Candidate(msgspec.Struct, frozen=True):
    """A row of the index of words: of an article, or of a claim."""

    doc: int
    title: str
    body: str


def search(connection: Connection, query: SearchQuery, rules: SearchWords) -> list[Found]:
    """Answers in the order asked for. Raises UsageError where the query holds no word."""
    parsed = parse(query.text, rules)
    if query.limit <= 0:
        return []
    ranked = _ranked(connection, query, parsed)
    exact = any(term.forms for term in (*parsed.terms(), *parsed.without))
    skip = max(0, query.offset)
    if not exact:
        # All of them are shown, so those before the page need not be read.
        ranked, skip = islice(ranked, skip, skip + query.limit), 0
    pages = iter(lambda: list(islice(ranked, _STEP)), [])
    shown = (found for page in pages for found in _show(connection, query, parsed, page, rules, exact=exact))
    return list(islice(shown, skip, skip + query.limit))


def matching_articles(text_: str, rules: SearchWords, connection: Connection) -> ColumnElement[bool]:
    """The condition on articles that a search finds them (phrases by their stems)."""
    parsed = parse(text_, rules)
    if is_sqlite(connection):
        docs = text("SELECT rowid FROM article_fts WHERE article_fts MATCH :words").bindparams(words=fts5(parsed, "title body"))
    else:
        docs = text("SELECT doc FROM article_words WHERE vector @@ CAST(:words AS tsquery)").bindparams(words=tsquery(parsed))
    return articles.c.doc.in_(docs)


def _candidates(
    connection: Connection, query: SearchQuery, parsed: Parsed, limit: int, *, title: bool = False, below: int | None = None
) -> list[int]:
    """Numbers of rows that match, the newest first."""
    tags = " ".join(sorted({outlet_tag(outlet) for outlet in query.outlet}))
    low, high = day_bounds(query.since, query.until)
    room = CLAIM_ROOM if query.kind == "claims" else 1
    bounds: dict[str, Any] = {"low": (low or 0) * room, "high": min(x for x in ((high or 1 << 45) * room, below or 1 << 62)), "limit": limit}
    lite = is_sqlite(connection)
    if query.kind == "claims":
        columns, index, number, table = "words", "claim_fts", "n", "claims"
    else:
        columns, index, number, table = ("title" if title else "title body"), "article_fts", "doc", "article_words"
    speakers = ""
    if query.kind == "claims" and query.speaker:
        marks = [f"s{i}" for i in range(len(query.speaker))]
        bounds.update(zip(marks, map(key_column, query.speaker), strict=True))
        among = ", ".join(f":{mark}" for mark in marks)
        speakers = f" AND {'rowid' if lite else 'n'} IN (SELECT n FROM claims WHERE speaker_key IN ({among}))"
    if lite:
        bounds["words"] = fts5(parsed, columns, tags)
        statement = f"SELECT rowid FROM {index} WHERE {index} MATCH :words AND rowid >= :low AND rowid < :high{speakers} ORDER BY rowid DESC LIMIT :limit"
    else:
        bounds["words"] = tsquery(parsed, tags)
        statement = (
            f"SELECT {number} FROM {table} WHERE vector @@ CAST(:words AS tsquery) "
            f"AND {number} >= :low AND {number} < :high{speakers} ORDER BY {number} DESC LIMIT :limit"
        )
    return list(connection.scalars(text(statement), bounds))


def _ranked(connection: Connection, query: SearchQuery, parsed: Parsed) -> Iterator[tuple[int, float]]:
    """All rows that match with their points, in the order asked for; «newest»: by day, within a day what came in last."""
    seen: set[int] = set()
    for window in _windows(connection, query, parsed):
        if query.sort == "newest":
            yield from ((n, 0.0) for n in window)
            continue
        common = not seen and query.kind == "articles" and len(window) == WINDOW
        titled = _candidates(connection, query, parsed, IN_TITLE, title=True) if common else []
        fresh = [n for n in dict.fromkeys([*window, *titled]) if n not in seen]
        seen.update(fresh)
        scores = score(_rows(connection, query.kind, fresh), parsed)
        yield from sorted(scores.items(), key=lambda item: (-item[1], -item[0]))


def _windows(connection: Connection, query: SearchQuery, parsed: Parsed) -> Iterator[list[int]]:
    """Numbers of rows that match, the newest first: a window, and then each time as many as before."""
    below: int | None = None
    taken, size = 0, WINDOW
    while True:
        window = _candidates(connection, query, parsed, size, below=below)
        yield window
        if len(window) < size:
            return
        taken += size
        below, size = window[-1], taken


def _rows(connection: Connection, kind: str, numbers: Sequence[int]) -> list[_Candidate]:
    rows: list[_Candidate] = []
    w, c = article_words.c, claims.c
    for part in chunks(numbers):
        if kind == "claims":
            found = connection.execute(select(c.n, c.words).where(c.n.in_(part))).all()
            rows.extend(_Candidate(n, "", words) for n, words in found)
        else:
            found_words = connection.execute(select(w.doc, w.title, w.body).where(w.doc.in_(part))).all()
            rows.extend(_Candidate(doc, title, body) for doc, title, body in found_words)
    return rows


def score(rows: Sequence[_Candidate], parsed: Parsed) -> dict[int, float]:
    """How well each row answers, rounded to three places: for each group how often one of its words
    stands there, held against how often it does on average (so that common words weigh less), against the
    length, and twice for the title.
    """
    if not rows:
        return {}
    groups = [frozenset(key for term in group for key in _weighing(term)) for group in parsed.groups]
    wanted = {key for keys in groups for key in keys}
    titles = [wanted.intersection(row.title.split()) for row in rows]
    bodies = [[word for word in row.body.split() if word in wanted] for row in rows]
    sizes = [max(1, len(row.body)) for row in rows]
    mean_size = sum(sizes) / len(sizes)
    totals = [0.0] * len(rows)
    for keys in groups:
        counts = [sum(word in keys for word in body) for body in bodies]
        usual = max(1.0, sum(counts) / len(counts))
        weight = 1 / log2(1 + usual)
        for at, count in enumerate(counts):
            norm = 0.25 + 0.75 * sizes[at] / mean_size
            in_title = not titles[at].isdisjoint(keys)
            totals[at] += weight * (count / (count + usual * norm) + 2 * in_title)
    return {row.doc: round(total, 3) for row, total in zip(rows, totals, strict=True)}


def _weighing(term: Term) -> tuple[str, ...]:
    # A phrase weighs by its rarest word at best; which that is, nobody knows here: its longest.
    return max(term.keys, key=lambda keys: len(keys[0]))


def _show(
    connection: Connection, query: SearchQuery, parsed: Parsed, page: Sequence[tuple[int, float]],
    rules: SearchWords, *, exact: bool,
) -> Iterator[Found]:
    """Answers with their passages; those that hold a phrase only by its stems are left out."""
    c, w, a = claims.c, article_words.c, articles.c
    numbers = [n for n, _ in page]
    at_claim: Mapping[int, Any] = {}
    if query.kind == "claims":
        rows = connection.execute(select(c.n, c.id, c.start, c.end, c.speaker, c.words).where(c.n.in_(numbers)))
        at_claim = {row.n: row for row in rows}
    docs = [n // CLAIM_ROOM for n in numbers] if at_claim else numbers
    found = connection.execute(
        select(a.doc, a.id, a.outlet, a.title, a.day, stories.c.id.label("story"), w.body, w.title.label("title_words"))
        .join(article_words, w.doc == a.doc).outerjoin(stories, a.story == stories.c.n).where(a.doc.in_(docs))
    )
    at = {row.doc: row for row in found}
    texts = {content.doc: content.article for content in contents_of(connection, [row.id for row in at.values()])}
    for (n, points), doc in zip(page, docs, strict=True):
        answer = _found(at[doc], texts[doc], at_claim.get(n), points, parsed, rules, exact=exact)
        if answer is not None:
            yield answer


def _found(
    row: Any, article: Article, claim: Any, points: float, parsed: Parsed, rules: SearchWords, *, exact: bool
) -> Found | None:
    part, shift, keys = article.text, 0, row.body
    if claim is not None:
        part, shift, keys = part[claim.start:claim.end], claim.start, claim.words
    words = _with_keys(part, keys.split(), rules)
    titles = _with_keys(row.title or "", row.title_words.split(), rules) if claim is None and exact else ()
    if exact and not matches([words, titles], parsed):
        return None
    shifted = [(start + shift, end + shift) for start, end in hits(words, parsed)]
    return Found(
        article=row.id, outlet=row.outlet, title=row.title, day=row.day, score=points, story=row.story,
        passages=passages(article.text, shifted, shift, shift + len(part)),
        claim=None if claim is None else claim.id, speaker=None if claim is None else claim.speaker,
    )


def _with_keys(text: str, keys: Sequence[str], rules: SearchWords) -> Sequence[Word]:
    """The words of a text with the keys that were stored for it: finding them again would take twice as long."""
    parts = rules.split(text)
    if len(parts) != len(keys):  # An index made by other rules: `check` tells of it.
        return rules.words(text)
    return [(start, end, form, key) for (start, end, form), key in zip(parts, keys, strict=True)]
