"""In what words outlets tell the facts that they share with others, a row for each outlet of a story."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from .engine import Opening
from .packing import pack, unpack
from .schema import comparisons, stories, story_words


def put_words(connection: Connection, story: str, words: Sequence[tuple[str, bytes]]) -> None:
    """Keep what was counted in a story by outlet key, in the place of what was there."""
    n = connection.scalar(select(stories.c.n).where(stories.c.id == story))
    connection.execute(delete(story_words).where(story_words.c.story == n))
    if words:
        connection.execute(insert(story_words), [{"story": n, "outlet": key, "words": pack(data)} for key, data in words])


class Wording:
    """What was counted of the words of outlets."""

    def __init__(self, reading: Opening, writing: Opening) -> None:
        self._reading, self._writing = reading, writing

    def put(self, story: str, words: Sequence[tuple[str, bytes]]) -> None:
        """Note what was counted of the words of a story's outlets (by their keys) in a comparison that stands."""
        with self._writing() as connection:
            put_words(connection, story, words)

    def of(self, outlet: str) -> list[tuple[str, bytes]]:
        """What was counted in each story of an outlet (its key), the newest story first."""
        query = (
            select(stories.c.id, story_words.c.words).join(story_words, story_words.c.story == stories.c.n)
            .where(story_words.c.outlet == outlet, stories.c.gone.is_(False)).order_by(stories.c.last_seen.desc(), stories.c.id)
        )
        with self._reading() as connection:
            return [(id, unpack(data)) for id, data in connection.execute(query)]

    def lacking(self) -> set[str]:
        """Stories of several outlets that were compared by a version that did not count words."""
        s = stories.c
        compared = select(comparisons.c.story).where(comparisons.c.story == s.n).exists()
        counted = select(story_words.c.story).where(story_words.c.story == s.n).exists()
        with self._reading() as connection:
            return set(connection.scalars(select(s.id).where(s.gone.is_(False), s.outlets > 1, compared, ~counted)))
