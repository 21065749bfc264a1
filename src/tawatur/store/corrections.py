"""What readers marked: kept with who and when, added to and taken back, never altered."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, update

from ..errors import StoreDamagedError, UsageError
from ..model.desk import Correction, CorrectionFilter, Marked
from .engine import Opening
from .packing import column, key_column
from .schema import articles, corrected_articles, corrections, stories

_DECODER = msgspec.json.Decoder(Correction)


class Corrections:
    """The corrections of one store. Writing is a short transaction beside the one writer, so `add` may run."""

    def __init__(self, reading: Opening, noting: Opening) -> None:
        self._reading, self._noting = reading, noting

    def put(self, correction: Correction) -> bool:
        """Keep one; False where it is there already, as it is.

        Raises UsageError where another has its id, and where it would replace a word of somebody else or one
        that is replaced already.
        """
        c = corrections.c
        # What can change later, by a withdrawal, lies in a column of its own.
        record = msgspec.json.encode(msgspec.structs.replace(correction, withdrawn=None)).decode()
        with self._noting() as connection:
            there = connection.scalar(select(c.record).where(c.id == correction.id))
            if there is not None:
                if there != record:
                    raise UsageError(f"{correction.id}: another correction has this id; nothing was changed")
                return False
            if correction.replaces is not None:
                _replace(connection, correction)
            connection.execute(insert(corrections), {
                "id": correction.id, "story": column(correction.story), "article": column(correction.article),
                "by": column(correction.by), "at": correction.at, "withdrawn": correction.withdrawn, "record": record,
                "subject": correction.subject, "verdict": correction.verdict, "replaced": None,
            })
            ids = sorted({key_column(span.article) for span in (*correction.evidence, *correction.grounds)})
            if ids:
                connection.execute(insert(corrected_articles), [{"correction": correction.id, "article": id} for id in ids])
            return True

    def withdraw(self, id: str, at: str, by: str) -> Correction:
        """Note that its maker takes it back; a second time changes nothing. Raises UsageError for somebody else's, or none."""
        c = corrections.c
        with self._noting() as connection:
            found = _one(connection, id)
            if found is None:
                raise UsageError(f"{id}: no such correction in the collection")
            if found.correction.by != by:
                raise UsageError(f"{id}: a word of {found.correction.by}, who alone can take it back; you can add your own")
            connection.execute(update(corrections).where(c.id == id, c.withdrawn.is_(None)).values(withdrawn=at))
            kept = _one(connection, id)
        assert kept is not None
        return kept.correction

    def one(self, id: str) -> Marked | None:
        with self._reading() as connection:
            return _one(connection, id)

    def all(self, filter: CorrectionFilter | None = None, **wanted: Any) -> list[Marked]:
        """Corrections by a filter, or by its fields as keywords; the newest first."""
        filter = filter or CorrectionFilter(**wanted)
        c = corrections.c
        query = (
            select(c.record, c.withdrawn, c.replaced).where(*_conditions(filter)).order_by(c.at.desc(), c.id)
            .limit(filter.limit).offset(filter.offset)
        )
        with self._reading() as connection:
            return [_read(*row) for row in connection.execute(query)]

    def count(self, filter: CorrectionFilter | None = None) -> int:
        """How many there are, whatever the filter's limit and offset."""
        query = select(func.count()).select_from(corrections).where(*_conditions(filter or CorrectionFilter()))
        with self._reading() as connection:
            return int(connection.scalar(query) or 0)

    def makers(self) -> list[str]:
        """Everybody who marked something, by name."""
        with self._reading() as connection:
            return list(connection.scalars(select(corrections.c.by).distinct().order_by(corrections.c.by)))

    def stamp(self, story: str | None = None) -> str:
        """Changes with every correction that is made or taken back (of a story: of those listed with it)."""
        c = corrections.c
        query = select(func.count(), func.count(c.withdrawn), func.max(c.at)).where(*_conditions(CorrectionFilter(story=story)))
        with self._reading() as connection:
            return "-".join(str(value) for value in connection.execute(query).one())


def _replace(connection: Connection, later: Correction) -> None:
    """Note at an earlier word of the same reader that this one stands for it."""
    c = corrections.c
    earlier = _one(connection, str(later.replaces))
    if earlier is None or earlier.correction.by != later.by:
        raise UsageError(f"{later.replaces}: no word of {later.by} that this one could replace")
    # Held against what stands there now: somebody else may have replaced it since it was read.
    change = update(corrections).where(c.id == later.replaces, c.replaced.is_(None)).values(replaced=later.id)
    if not connection.execute(change).rowcount:
        by = connection.scalar(select(c.replaced).where(c.id == later.replaces))
        raise UsageError(f"{later.replaces}: replaced already by {by}; open the page again")


def _conditions(filter: CorrectionFilter) -> list[ColumnElement[bool]]:
    c, on = corrections.c, corrected_articles.c
    found = [
        at == wanted for at, wanted in ((c.by, filter.by), (c.subject, filter.subject), (c.verdict, filter.verdict))
        if wanted is not None
    ]
    if filter.article is not None:
        marked = select(on.correction).where(on.article == key_column(filter.article))
        found.append(or_(c.article == column(filter.article), c.id.in_(marked)))
    if filter.story is not None:
        members = select(articles.c.id).join(stories, articles.c.story == stories.c.n).where(stories.c.id == filter.story)
        found.append(or_(c.story == filter.story, c.id.in_(select(on.correction).where(on.article.in_(members)))))
    if filter.state == "withdrawn":
        found.append(c.withdrawn.is_not(None))
    elif filter.state == "replaced":
        found += [c.withdrawn.is_(None), c.replaced.is_not(None)]
    elif filter.state == "standing":
        found += [c.withdrawn.is_(None), c.replaced.is_(None)]
    return found


def _one(connection: Connection, id: str) -> Marked | None:
    c = corrections.c
    row = connection.execute(select(c.record, c.withdrawn, c.replaced).where(c.id == id)).one_or_none()
    return None if row is None else _read(*row)


def _read(record: str, withdrawn: str | None, replaced: str | None) -> Marked:
    try:
        correction = _DECODER.decode(record)
    except (msgspec.MsgspecError, ValueError) as error:
        raise StoreDamagedError("the record of a correction is damaged; `tawatur doctor`") from error
    return Marked(correction=msgspec.structs.replace(correction, withdrawn=withdrawn), replaced=replaced)
