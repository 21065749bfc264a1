"""Days of articles and stories as queries see them: known ones, solved ones, and the day of taking in where there is no other."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, case, func, or_

from .schema import articles


def seen_in(since: str | None, until: str | None) -> ColumnElement[bool]:
    """Whether the day of an article lies within these ISO days, both included."""
    def within(day: ColumnElement[str]) -> list[ColumnElement[bool]]:
        return [*([day >= since] if since else []), *([day <= until] if until else [])]

    a = articles.c
    # Two parts, so that most articles are found by the index of days.
    return or_(and_(a.dated, *within(a.day)), and_(a.dated.is_(False), *within(func.coalesce(a.solved, a.day))))


def first_and_last() -> tuple[ColumnElement[str], ColumnElement[str]]:
    """First and last day of a group of articles, known or solved; where there is none, of those of taking in."""
    a = articles.c
    known = case((a.dated, a.day), else_=a.solved)
    return func.coalesce(func.min(known), func.min(a.day)), func.coalesce(func.max(known), func.max(a.day))
