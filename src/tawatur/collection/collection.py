"""`Collection`: what programs and the command line call. Every method hands over to the module that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import msgspec

from ..config import FILE, Config, load_config, save_config, store_url
from ..errors import OutputError, StoreError, StoreReadOnlyError, UsageError
from .report import AddReport, Tell
from .tallies import Tallies

if TYPE_CHECKING:
    from ..lang.resources import Resources
    from ..model import (
        Article,
        Comparison,
        Entry,
        FeedRow,
        Found,
        ProblemRow,
        Span,
        StoryEvent,
        StoryFilter,
        StoryRow,
        Version,
    )
    from ..model.answers import AgendaItem, Changes, OutletRow, WhoAnswer
    from ..model.collection import Finding
    from ..model.desk import Correction, CorrectionFilter, Marked
    from ..reporting import StoryReport
    from ..store import Store

Clock = Callable[[], datetime]
Asked = TypeVar("Asked")


def utc_now() -> datetime:
    return datetime.now(UTC)


def create_collection(folder: str | Path, **settings: Any) -> Collection:
    """Make a collection in a folder that is not there yet or holds none, and open it.

    `settings` are fields of `Config`. Raises UsageError where one is there already or a setting is
    none, OutputError where the folder can't be written, and what `open_models` and the store raise.
    """
    from .opening import open_to_write
    from .steps import open_models

    path = Path(folder)
    if (path / FILE).exists():
        raise UsageError(f"{folder}: a collection is there already; `tawatur add -C {folder} FILE...` puts articles into it")
    try:
        config = msgspec.convert({k: v for k, v in settings.items() if v is not None}, Config)
    except msgspec.ValidationError as error:
        raise UsageError(f"a setting of the collection is none: {error}") from error
    open_models(config)
    try:
        path.mkdir(parents=True, exist_ok=True)
        open_to_write(store_url(config, path), create=True).close()
        # Last, so that a folder with settings has a store.
        save_config(config, path)
    except OSError as error:
        raise OutputError(f"{folder}: no collection can be made there ({error.strerror or error}); choose another place") from error
    return open_collection(path)


def open_collection(folder: str | Path, *, create: bool = False, read_only: bool = False, clock: Clock = utc_now) -> Collection:
    """The collection in a folder; with `create` it is made where there is none.

    Raises StoreError where there is none, StoreVersionError for one of a newer version, StoreReadOnlyError
    where writing is asked for and not possible, other kinds of StoreError where its database can't be opened.
    """
    from .opening import open_to_read, open_to_write

    path = Path(folder)
    if create and not (path / FILE).exists():
        create_collection(path).close()
    config = load_config(path)
    url = store_url(config, path)
    store = open_to_read(url) if read_only else open_to_write(url)
    return Collection(path, config, store, clock)


def _filled(kind: type[Asked], fields: Mapping[str, Any], what: str) -> Asked:
    """A filter from keywords. Raises UsageError for a value that is none."""
    try:
        return msgspec.convert(fields, kind)
    except msgspec.ValidationError as error:
        raise UsageError(f"{what}: {error}") from error


class Collection:
    """Articles, stories and what they answer. A context manager; `close` lets go of the database.

    Reading never waits for a writer. The first writing call takes the lock of the one writer and raises
    StoreBusyError, naming the process that holds it.
    """

    def __init__(self, folder: Path, config: Config, store: Store, clock: Clock = utc_now) -> None:
        self.folder, self.config, self.store = folder, config, store
        self.clock = clock
        self.tallies = Tallies()
        self._data: Resources | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database and of the writer's lock."""
        self.store.close()

    # Taking in ------------------------------------------------------------------------------------

    def add(
        self, inputs: Sequence[str | Path | Article | Mapping[str, Any]], *, since: str | None = None,
        progress: Tell | None = None, workers: int | None = None, batch: int | None = None,
    ) -> AddReport:
        """Take in files, folders, archives, `Article`s and mappings; then group and compare what changed.

        `since` (ISO day) leaves out articles of earlier days. `progress` is told the ids of each batch as soon as it
        is on the disk for good. `workers` processes read (as many as there are processors; 0: this one).
        Goes on where an earlier call was stopped; what is in already changes nothing. Ctrl-C ends it after
        the batch (`AddReport.stopped`). Raises a StoreError where nothing can be stored.
        """
        from .running import Run

        return Run(self, progress, workers, batch).add(inputs, since)

    def fetch(
        self, urls: Sequence[str] = (), *, feeds: Sequence[FeedRow] = (), outlet: str | None = None, since: str | None = None,
        progress: Tell | None = None, workers: int | None = None,
    ) -> AddReport:
        """Fetch pages and feeds from the web; without either all feeds that are watched. Then as `add`.

        A feed that is named is watched from then on. Raises UsageError where there is nothing to fetch.
        """
        from .fetching import fetch

        return fetch(self, urls, feeds, outlet=outlet, since=since, progress=progress, workers=workers)

    def watch(
        self, urls: Sequence[str] = (), *, rounds: int | None = None, since: str | None = None, progress: Tell | None = None,
        workers: int | None = None, told: Callable[[AddReport], None] | None = None,
    ) -> AddReport:
        """Watch the feeds at `urls` (or named by the pages there) beside those that are watched, until stopped.

        `told` is handed the report of each pass; `rounds` ends it after so many. Raises InputError where an address has no feed.
        """
        from .fetching import feeds_at, watch

        if urls:
            new = feeds_at(self, urls)
            there = {row.url for row in self.store.intake.feeds()}
            self.writable().intake.put_feeds([row for row in new if row.url not in there])
        return watch(self, rounds=rounds, since=since, progress=progress, workers=workers, told=told)

    def feeds(self) -> list[FeedRow]:
        """The feeds that are watched."""
        return self.store.intake.feeds()

    def update(self, *, progress: Tell | None = None, workers: int | None = None, reread: bool = False) -> AddReport:
        """Group and compare what is not yet; with `reread` also read again what an earlier version read."""
        from .running import Run

        return Run(self, progress, workers, None).update(reread=reread)

    # Stories --------------------------------------------------------------------------------------

    def stories(self, filter: StoryFilter | None = None, **wanted: Any) -> list[StoryRow]:
        """Stories by a `StoryFilter`, or by its fields as keywords: `stories(min_outlets=3, sort="origins")`."""
        from ..model import StoryFilter as Filter

        filter = filter or _filled(Filter, wanted, "stories")
        if filter.outlet:
            from .telling import outlets_meant

            filter = msgspec.structs.replace(filter, outlet=outlets_meant(self, filter.outlet))
        return self.store.stories(filter)

    def story(self, id: str) -> StoryReport:
        """The comparison of a story's articles. Raises UsageError where there is none of that id.

        An id that went into another story leads there, the id of an article to its story.
        """
        from .telling import story_report

        return story_report(self, id)

    def story_history(self, id: str | None = None) -> list[StoryEvent]:
        """What happened to a story's membership (None: to all), oldest first."""
        return self.store.story_history(id)

    # Articles -------------------------------------------------------------------------------------

    def entry(self, id: str) -> Entry:
        """An article without its text. Raises UsageError where there is none of that id."""
        found = self.store.entry(id)
        if found is None and self.store.story(id):
            raise UsageError(f"{id}: this is a story; `tawatur story {id}` shows it, an id of its articles belongs here")
        if found is None:
            raise UsageError(f"{id}: no such article in the collection; `tawatur search` finds ids")
        return found

    def article(self, id: str) -> Article:
        """The latest version of an article. Raises UsageError where there is none of that id."""
        found = self.store.article(self.entry(id).id)
        assert found is not None
        return found

    def annotation(self, id: str) -> Comparison:
        """All that was read out of an article alone, in the form of a comparison. Raises UsageError."""
        from .packed import unpack_comparison

        found = next(self.store.readings([self.entry(id).id]), None)
        if found is None:
            raise StoreError(f"{id}: what was read out of it is missing; `tawatur doctor --repair` reads it again")
        return unpack_comparison(found[1].annotation)

    def versions(self, id: str) -> list[Version]:
        """All versions of an article, the first one first. Raises UsageError."""
        return self.store.versions(self.entry(id).id)

    def changes(self, id: str) -> list[Changes]:
        """What was edited from each version of an article to the next."""
        from .telling import changes_of

        return changes_of(self, id)

    # Answers --------------------------------------------------------------------------------------

    def search(self, text: str, **wanted: Any) -> list[Found]:
        """Articles or claims in which `text` stands; keywords are the fields of `SearchQuery`, `speaker` as a name."""
        from .telling import search

        return search(self, text, wanted)

    def who(self, name: str, *, since: str | None = None, until: str | None = None, latest: int | None = None) -> WhoAnswer:
        """A person, body or place: under which names each outlet calls it, what it did and said, and through whom.

        With `latest` only so many of the articles that name it are looked at, the newest; the answer says of how many.
        """
        from .telling import who

        return who(self, name, since, until, latest)

    def who_is(self, key: str, *, since: str | None = None, until: str | None = None, latest: int | None = None) -> WhoAnswer:
        """As `who`, by the key that the answers give (`geo:SY`, `PER:…`): the same one always, never several."""
        from .telling import who_is

        return who_is(self, key, since, until, latest)

    def naming(self, key: str) -> list[str]:
        """The ids of all articles that hold the name of the one whose key this is, the newest first."""
        from .telling import naming

        return naming(self, key)

    def outlets(self, *, since: str | None = None, until: str | None = None) -> tuple[OutletRow, ...]:
        """For each outlet how much is its own, whom it repeats, how often it says so, and its delay."""
        from .telling import outlets

        return outlets(self, since, until)

    def agenda(self, *, after: str | None = None, until: str | None = None) -> tuple[AgendaItem, ...]:
        """What is planned for `after` or later (by default the day after the last article), and what became of it."""
        from .telling import agenda

        return agenda(self, after, until)

    def export(
        self, table: str, output: str | Path | None = None, form: str = "jsonl", *, since: str | None = None, until: str | None = None
    ) -> int:
        """Write a table (articles, claims, attributions, events, entities, stories) as jsonl, csv or parquet; gives its rows.

        Without `output` it goes to standard output. Raises UsageError, OutputError.
        """
        from .exporting import export

        return export(self, table, output, form, since, until)

    # What readers mark ------------------------------------------------------------------------------

    def correct(
        self, subject: str, verdict: str, evidence: Sequence[Span], *, by: str = "local", value: str | None = None,
        apart: Sequence[int] = (), instead: str | None = None, note: str | None = None, story: str | None = None,
        article: str | None = None,
    ) -> Correction:
        """Mark what Tawatur says of `evidence` as `confirmed` or `wrong`; a later run never changes it.

        `subject`: alignment (a span a claim), origin (a span a claim that goes back to it; `value` names which, as `how: name`),
        name (the mention) or story (`title_spans` of `collection.corrections`). `apart` are places in `evidence` of what does not belong.
        Needs no lock, so it works while `add` runs. Raises UsageError where the spans stand in no version of
        their articles or Tawatur does not say so.
        """
        from .corrections import correct

        return correct(
            self, subject, verdict, evidence, by=by, value=value, apart=apart, instead=instead, note=note, story=story, article=article)

    def withdraw(self, id: str, *, by: str = "local") -> Correction:
        """Take one's own correction back; it stays, shown as such. Raises UsageError for one of somebody else."""
        from .corrections import withdraw

        return withdraw(self, id, by)

    def corrections(self, filter: CorrectionFilter | None = None, **wanted: Any) -> list[Marked]:
        """What readers marked, by a `CorrectionFilter` or its fields, the newest first; each with what the present run says."""
        from ..model.desk import CorrectionFilter as Filter
        from .corrections import listed

        return listed(self, filter or _filled(Filter, wanted, "corrections"))

    def correction(self, id: str) -> Marked:
        """One of them. Raises UsageError where there is none of that id."""
        from .corrections import told_now

        found = self.store.corrections.one(id)
        if found is None:
            raise UsageError(f"{id}: no such correction in the collection")
        return next(told_now(self, [found]))

    # Care -----------------------------------------------------------------------------------------

    def check(self) -> list[Finding]:
        """Everything that is wrong with the collection; empty where nothing is."""
        from .doctor import check

        return check(self)

    def repair(self, *, progress: Tell | None = None, workers: int | None = None) -> list[Finding]:
        """Mend what can be mended and compute again what is outdated; says what was done."""
        from .doctor import repair

        return repair(self, progress, workers)

    def problems(self) -> list[ProblemRow]:
        """Inputs, and records of them, that were left out, each with the reason."""
        return self.store.intake.problems()

    def outlet_names(self) -> list[str]:
        """Names of all outlets, those with most articles first."""
        return [outlet for outlet, *_ in self.store.outlets() if outlet]

    def day_after(self) -> str | None:
        """The day after the last article, from which on `agenda` looks; None for an empty collection."""
        from .telling import day_after, last_day

        last = last_day(self)
        return day_after(last) if last else None

    def counts(self) -> dict[str, int]:
        """How many articles, versions, stories and so on there are."""
        return self.store.counts()

    # For the modules of this package --------------------------------------------------------------

    @property
    def resources(self) -> Resources:
        """The data of the language, read once."""
        if self._data is None:
            from ..lang.resources import load_resources

            self._data = load_resources()
        return self._data

    @property
    def url(self) -> str:
        return store_url(self.config, self.folder)

    @property
    def index_folder(self) -> Path:
        """Where what can be made again lies."""
        return self.folder / "index"

    def now(self) -> str:
        """The time by the collection's clock: UTC, ISO, seconds."""
        return self.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def writable(self) -> Store:
        """The store, with the lock of the one writer taken."""
        if self.store.read_only:
            raise StoreReadOnlyError(f"{self.folder}: opened to be read only")
        self.store.lock()
        return self.store

