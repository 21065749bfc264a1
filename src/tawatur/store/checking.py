"""What can be wrong with a store, and mending it without losing an article."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, func, select

from ..model import Finding
from .schema import articles, claims, events, mentions, names, problems, stories, vectors, versions
from .words import SearchWords


def counts(connection: Connection) -> dict[str, int]:
    """Rows of what a user knows of, by name."""
    tables = {
        "articles": articles, "versions": versions, "claims": claims, "names": names, "mentions": mentions,
        "events": events, "vectors": vectors, "problems": problems,
    }
    found = {name: int(connection.scalar(select(func.count()).select_from(table)) or 0) for name, table in tables.items()}
    alive = select(func.count()).select_from(stories).where(stories.c.gone.is_(False))
    return {**found, "stories": int(connection.scalar(alive) or 0)}


def check(connection: Connection, rules: SearchWords) -> list[Finding]:
    return []


def repair(connection: Connection, rules: SearchWords) -> list[Finding]:
    return []


def backup(engine: Engine, where: str, path: Path, *, server: bool) -> None:
    raise NotImplementedError
