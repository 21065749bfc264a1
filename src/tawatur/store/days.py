"""Days of articles and stories as queries see them: known ones, solved ones, and the day of taking in where there is no other."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from .schema import articles, stories


def within(day: ColumnElement[str], since: str | None, until: str | None) -> list[ColumnElement[bool]]:
    """The conditions that a day lies between two ISO days, both included; None: without that end."""
    return [*([day >= since] if since else []), *([day <= until] if until else [])]


def seen_in(since: str | None, until: str | None) -> ColumnElement[bool]:
    """Whether a story has a day within these ISO days, both included: its first, its last, or one of an article."""
    a, s = articles.c, stories.c
    # Its own days too: they are those of taking in where no day is known.
    known = select(a.story).where(a.dated, *within(a.day, since, until))
    solved = select(a.story).where(a.dated.is_(False), *within(a.solved, since, until))
    return or_(and_(*within(s.first_seen, since, until)), and_(*within(s.last_seen, since, until)), s.n.in_(known.union(solved)))


def known_day() -> ColumnElement[str]:
    """The day of publication of an article, told or solved; NULL where neither is known."""
    a = articles.c
    return case((a.dated, a.day), else_=a.solved)


def first_and_last() -> tuple[ColumnElement[str], ColumnElement[str]]:
    """First and last day of a group of articles, known or solved; where there is none, of those of taking in."""
    a = articles.c
    known = known_day()
    return func.coalesce(func.min(known), func.min(a.day)), func.coalesce(func.max(known), func.max(a.day))
