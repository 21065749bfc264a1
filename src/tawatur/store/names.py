"""Names and who bears them, the outlets: what `who` and the filters of stories look for."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Select, func, select, tuple_

from ..model import NameRow
from .days import within
from .schema import articles, mentions, name_words, names
from .words import SearchWords
from .writing import chunks

# A name typed short («محمد») is borne by many: so many of the most frequent are told.
MOST = 50


def _matching(text: str, rules: SearchWords, types: Sequence[str] = ()) -> Select[tuple[int]] | None:
    """The numbers of the names that hold all words of `text`; None where it has no words."""
    query = select(names.c.n)
    words = rules.words(text)
    if not words:
        return None
    for _, _, form, _ in words:
        query = query.where(names.c.n.in_(select(name_words.c.name).where(name_words.c.word.in_(rules.keys(form)))))
    return query.where(names.c.type.in_(types)) if types else query


def naming(text: str, rules: SearchWords, types: Sequence[str] = ()) -> ColumnElement[bool] | None:
    """The condition on articles that they name what `text` calls; None where it has no words."""
    found = _matching(text, rules, types)
    if found is None:
        return None
    keys = select(names.c.key).where(names.c.n.in_(found))
    wordings = select(names.c.n).where(names.c.key.in_(keys))
    return articles.c.n.in_(select(mentions.c.article).where(mentions.c.name.in_(wordings)))


def find_names(
    connection: Connection, text: str, rules: SearchWords, types: Sequence[str] = (), limit: int = MOST
) -> list[NameRow]:
    """Whom a name as it is typed can mean, those that most articles name first."""
    found = _matching(text, rules, types)
    if found is None:
        return []
    keys = list(connection.execute(select(names.c.key, names.c.type).where(names.c.n.in_(found)).distinct()).all())
    return sorted(name_rows(connection, keys), key=lambda row: (-row.articles, row.key, row.type))[:limit]


def name_rows(connection: Connection, keys: Sequence[tuple[str, str]]) -> list[NameRow]:
    """Each (key, type) with all its names and wordings, as far as articles use them."""
    used: dict[tuple[str, str], list[tuple[int, int, str, str]]] = {}
    for part in chunks(sorted(set(keys)), 1000):
        query = (
            select(names.c.key, names.c.type, names.c.name, names.c.form, func.count(mentions.c.article.distinct()), func.sum(mentions.c.count))
            .join(mentions, mentions.c.name == names.c.n)
            .where(tuple_(names.c.key, names.c.type).in_(part))
            .group_by(names.c.key, names.c.type, names.c.name, names.c.form)
        )
        for key, type, name, form, count, total in connection.execute(query):
            used.setdefault((key, type), []).append((int(count), int(total), name, form))
    counts = _article_counts(connection, sorted(used))
    return [_name_row(key, type, rows, counts[key, type]) for (key, type), rows in sorted(used.items())]


def _article_counts(connection: Connection, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for part in chunks(keys, 1000):
        query = (
            select(names.c.key, names.c.type, func.count(mentions.c.article.distinct()))
            .join(mentions, mentions.c.name == names.c.n)
            .where(tuple_(names.c.key, names.c.type).in_(part)).group_by(names.c.key, names.c.type)
        )
        counts.update({(key, type): int(count) for key, type, count in connection.execute(query)})
    return counts


def _name_row(key: str, type: str, rows: list[tuple[int, int, str, str]], count: int) -> NameRow:
    by_name: dict[str, int] = {}
    by_form: dict[str, int] = {}
    for in_articles, total, name, form in rows:
        by_name[name] = by_name.get(name, 0) + in_articles
        by_form[form] = by_form.get(form, 0) + total
    name = min(by_name, key=lambda x: (-by_name[x], x))
    forms = sorted(by_form, key=lambda x: (-by_form[x], x))
    return NameRow(key=key, type=type, name=name, forms=tuple(forms), articles=count)  # type: ignore[arg-type]


def in_days(n: ColumnElement[int], since: str | None, until: str | None) -> list[ColumnElement[bool]]:
    """The conditions on the number of an article that its day lies between two, both included."""
    days = within(articles.c.day, since, until)
    return [n.in_(select(articles.c.n).where(*days))] if days else []


def outlets(connection: Connection) -> list[tuple[str | None, int, str, str]]:
    """Every outlet with the number of its articles, its first and its last day, most articles first."""
    a = articles.c
    query = select(a.outlet, func.count(), func.min(a.day), func.max(a.day)).group_by(a.outlet)
    rows = [(outlet, int(count), first, last) for outlet, count, first, last in connection.execute(query)]
    return sorted(rows, key=lambda row: (-row[1], row[0] or ""))
