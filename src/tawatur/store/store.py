"""A collection's database: one thin face on the functions of this package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import URL, Connection, Engine

from ..errors import StoreReadOnlyError
from ..model import (
    Article,
    Entry,
    FeedRow,
    Finding,
    Found,
    InputRow,
    NameRow,
    NewVersion,
    ProblemRow,
    Put,
    Reading,
    SearchQuery,
    StoryDraft,
    StoryEvent,
    StoryFilter,
    StoryLink,
    StoryRow,
    Version,
)
from . import (
    checking,
    grouping,
    intake,
    names,
    reading,
    reindexing,
    revisions,
    salvage,
    stories,
    writing,
)
from . import search as searching
from .accounts import Accounts
from .bulk import Bulk
from .compared import Comparisons
from .corrections import Corrections
from .engine import connect, is_sqlite, parse_url, place, settle, to_read
from .failures import named_errors
from .intake import Intake
from .lock import FileLock, ServerLock
from .marks import Marks
from .people import People
from .saved import Saved
from .wording import Wording
from .words import SearchWords


def open_store(url: str, *, words: SearchWords, create: bool = False, read_only: bool = False) -> Store:
    """Open the store at `sqlite:///PATH` or `postgresql://USER@HOST/NAME`; with `create`, make it where it is missing.

    `words` are the rules by which texts are searched (`lang.search_words.load_search_words()`).
    Raises UsageError for another kind of address, else the StoreError that fits.
    """
    parsed = parse_url(url)
    engine = connect(parsed, create=create, read_only=read_only)
    return Store(engine, parsed, words, read_only=read_only)


class Store:
    """What a collection keeps. Each writing call is one transaction that is on the disk when it returns.

    The first writing call takes the lock of the one writer, which is held until `close`; raises
    StoreBusyError, naming the other, where another process has it. Reading never waits.
    """

    def __init__(self, engine: Engine, url: URL, words: SearchWords, *, read_only: bool) -> None:
        self.where = place(url)
        self.read_only = read_only
        self._engine, self._reads, self._url, self._words = engine, to_read(engine), url, words
        self._lock: FileLock | ServerLock | None = None
        self.bulk = Bulk(self._reading)
        self.saved = Saved(self._reading, self._noting, words)
        self.corrections = Corrections(self._reading, self._noting)
        self.accounts = Accounts(self._reading, self._noting)
        self.people = People(self._reading)
        self.marks = Marks(self._reading)
        self.wording = Wording(self._reading, self._writing)
        self.comparisons = Comparisons(self._reading, self._writing)
        self.intake = Intake(self._reading, self._writing)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the lock and of all connections; may be called twice."""
        if self._lock is not None:
            if is_sqlite(self._url):
                settle(self._engine)
            self._lock.release()
            self._lock = None
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with named_errors(self.where), self._reads.connect() as connection, connection.begin():
            yield connection

    def lock(self) -> None:
        """Take the lock of the one writer now, before long work whose result is to be stored."""
        if self.read_only:
            raise StoreReadOnlyError(f"{self.where}: opened to be read only")
        if self._lock is None:
            with named_errors(self.where):
                if is_sqlite(self._url):
                    self._lock = FileLock(Path(f"{self._url.database}-lock"), self.where)
                else:
                    self._lock = ServerLock(self._engine, self.where)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        self.lock()
        with self._changing("revision") as connection:
            yield connection

    @contextmanager
    def _noting(self) -> Iterator[Connection]:
        """A short write beside the one writer: what people add, while articles come in."""
        with self._changing("desk revision") as connection:
            yield connection

    @contextmanager
    def _changing(self, counter: revisions.Counter) -> Iterator[Connection]:
        """A transaction that writes, and counts that it did."""
        if self.read_only:
            raise StoreReadOnlyError(f"{self.where}: opened to be read only")
        with (
            named_errors(self.where),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection
            revisions.step(connection, counter)

    # What changed

    def revision(self) -> str:
        """Another text after every write of the collection, by whatever process."""
        with self._reading() as connection:
            return revisions.revision(connection, "revision")

    def desk_revision(self) -> str:
        """Another text after every note of people (corrections, accounts, searches that are kept)."""
        with self._reading() as connection:
            return revisions.revision(connection, "desk revision")

    def story_stamp(self, id: str) -> str:
        """Another text after every change of what is stored of a story, corrections of it included."""
        with self._reading() as connection:
            kept = revisions.story_stamp(connection, id)
        return f"{kept}-{self.corrections.stamp(id)}"

    # Articles

    def known(self, keys: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Id and content hash of the articles that are there, by key."""
        with self._reading() as connection:
            return writing.known(connection, keys)

    def put(
        self, batch: Sequence[NewVersion], vectors: Mapping[tuple[str, str], bytes] | None = None,
        inputs: Sequence[InputRow] = (), problems: Sequence[ProblemRow] = (), feeds: Sequence[FeedRow] = (),
        visited: Mapping[str, str] | None = None,
    ) -> list[Put]:
        """Store a batch of articles, with vectors by (text hash, model), how far inputs were read, what was left out,
        the state of feeds, and addresses not to be asked again (key: time).

        The same article again changes nothing; one with other content becomes its next version,
        also where it goes back to an earlier one. The answer has the order of the batch.
        """
        with self._writing() as connection:
            reindexing.note_rules(connection, self._words)
            results = writing.put(connection, batch, self._words)
            if vectors:
                reading.add_vectors(connection, vectors)
            intake.put_inputs(connection, inputs)
            intake.put_problems(connection, problems)
            intake.put_feeds(connection, feeds)
            intake.put_visited(connection, visited or {})
            return results

    def entries(
        self, ids: Sequence[str] | None = None, *, since: str | None = None, until: str | None = None,
        outlets: Sequence[str] = (), limit: int | None = None, offset: int = 0,
    ) -> list[Entry]:
        """Articles without their text: those of `ids` in that order, or all of a range of days by day and id."""
        with self._reading() as connection:
            return reading.entries(connection, ids, since=since, until=until, outlets=outlets, limit=limit, offset=offset)

    def entry(self, id: str) -> Entry | None:
        return next(iter(self.entries([id])), None)

    def versions(self, id: str) -> list[Version]:
        """All versions of an article, oldest first; empty where there is none."""
        with self._reading() as connection:
            return reading.versions_of(connection, id)

    def article(self, id: str) -> Article | None:
        """The latest version, under its id in the collection."""
        return next(iter(self.articles([id])), None)

    def articles(self, ids: Sequence[str]) -> list[Article]:
        """The latest versions in the order asked for; unknown ids are left out."""
        with self._reading() as connection:
            return [content.article for content in reading.contents_of(connection, ids)]

    # Readings, sketches, vectors

    def readings(self, ids: Sequence[str]) -> Iterator[tuple[str, Reading]]:
        return reading.readings_of(self._reading, ids)

    def annotations(self, ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """The packed annotations of these articles in the order asked for; those that have none are left out."""
        return reading.annotations_of(self._reading, ids)

    def put_readings(self, readings: Mapping[str, Reading]) -> None:
        """New readings of the latest versions; their articles count as not yet grouped."""
        with self._writing() as connection:
            writing.put_readings(connection, readings, self._words)

    def sketches(self, day_from: str | None = None, day_to: str | None = None) -> Iterator[tuple[str, bytes]]:
        return reading.sketches(self._reading, day_from, day_to)

    def sketches_of(self, ids: Sequence[str]) -> dict[str, bytes]:
        """The sketches of these articles, as far as they have any."""
        with self._reading() as connection:
            return reading.sketches_of(connection, ids)

    def undated(self) -> list[str]:
        """Articles whose day of publication is not known."""
        with self._reading() as connection:
            return reading.undated(connection)

    def outdated(self, made_by: str) -> list[str]:
        """Articles whose reading was made by other steps than `made_by`."""
        with self._reading() as connection:
            return reading.outdated(connection, made_by)

    def mark_outdated(self, made_by: str | None = None) -> int:
        """Let readings made by these steps (None: all) be made again; says how many."""
        with self._writing() as connection:
            return reading.mark_outdated(connection, made_by)

    def vectors(self, keys: Sequence[str], model: str) -> dict[str, bytes]:
        with self._reading() as connection:
            return reading.vectors_of(connection, keys, model)

    def add_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        with self._writing() as connection:
            reading.add_vectors(connection, {(key, model): vector for key, vector in vectors.items()})

    # Stories

    def ungrouped(self) -> list[str]:
        """Articles that are new or changed since they were last grouped."""
        with self._reading() as connection:
            return reading.ungrouped(connection)

    def stories(self, filter: StoryFilter | None = None) -> list[StoryRow]:
        """Stories by a filter; names and words in it as a user types them."""
        with self._reading() as connection:
            return stories.story_rows(connection, filter or StoryFilter(), self._words)

    def count_stories(self, filter: StoryFilter | None = None) -> int:
        """How many stories a filter has; its `limit` and `offset` don't count."""
        with self._reading() as connection:
            return stories.count_stories(connection, filter or StoryFilter(), self._words)

    def story_news(self, after: int, filter: StoryFilter | None = None) -> tuple[int, int]:
        """How many stories of a filter are new, and how many others changed, since the event `after` (`last_event`)."""
        with self._reading() as connection:
            return stories.story_news(connection, filter or StoryFilter(), self._words, after)

    def last_event(self) -> int:
        """The number of the last thing that happened to a story."""
        with self._reading() as connection:
            return stories.last_event(connection)

    def span_of_days(self) -> tuple[str, str] | None:
        """The first and the last day of all stories."""
        with self._reading() as connection:
            return stories.span_of_days(connection)

    def story(self, id: str) -> StoryRow | None:
        """A story by its id, or by that of one that went into it."""
        with self._reading() as connection:
            return stories.story(connection, id)

    def story_articles(self) -> dict[str, tuple[str, ...]]:
        with self._reading() as connection:
            return stories.story_articles(connection)

    def stories_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The story of each of these articles that has one."""
        with self._reading() as connection:
            return stories.stories_of(connection, ids)

    def following(self, id: str) -> list[tuple[str, StoryLink]]:
        """Later stories that follow this one."""
        with self._reading() as connection:
            return stories.following(connection, id)

    def story_history(self, id: str | None = None) -> list[StoryEvent]:
        with self._reading() as connection:
            return stories.story_history(connection, id)

    def regroup(
        self, groups: Mapping[str, StoryDraft], gone: Mapping[str, str | None] | None = None,
        history: Sequence[StoryEvent] = (), grouped: Sequence[str] = (), copies: Mapping[str, str | None] | None = None,
    ) -> None:
        """Set the articles of these stories, end those of `gone` (merged into the one named), note what happened.

        `copies` maps articles to the one whose wording they repeat, or to None where they are no copy (any more).
        """
        with self._writing() as connection:
            grouping.regroup(connection, groups, gone or {}, history, grouped)
            grouping.mark_copies(connection, copies or {})

    # Search, names

    def search(self, query: SearchQuery) -> list[Found]:
        """Articles or claims with the passages that answer; raises UsageError where no word is asked for."""
        with self._reading() as connection:
            return searching.search(connection, query, self._words)

    def names(self, text: str, types: Sequence[str] = (), limit: int = names.MOST) -> list[NameRow]:
        """Whom a name as it is typed can mean, those that most articles name first."""
        with self._reading() as connection:
            return names.find_names(connection, text, self._words, types, limit)

    def outlets(self) -> list[tuple[str | None, int, str, str]]:
        """Every outlet: name, number of articles, first and last day."""
        with self._reading() as connection:
            return names.outlets(connection)

    # Care

    def counts(self) -> dict[str, int]:
        """How many articles, versions, stories, claims, entities and so on there are."""
        with self._reading() as connection:
            return checking.counts(connection)

    def check(self) -> list[Finding]:
        """Everything that is wrong with the store; empty where nothing is."""
        with self._reading() as connection:
            return checking.check(connection, self._words)

    def repair(self) -> list[Finding]:
        """Mend what can be mended, and say what was. No article is ever taken away."""
        with self._writing() as connection:
            return checking.repair(connection, self._words)

    def backup(self, path: str | Path) -> None:
        """Copy a SQLite store to a new file while others go on; raises StoreError on a server."""
        salvage.backup(self._engine, self.where, Path(path), server=not is_sqlite(self._url))


