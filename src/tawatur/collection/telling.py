"""From what is stored to what is answered: a story's report, edits, who, outlets, agenda."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from ..errors import UsageError
from ..model import Comparison, Found, NameRow, SearchQuery
from ..model.answers import AgendaItem, Changes, OutletRow, WhoAnswer
from ..reporting import StoryReport
from .kept import asked_story, kept_report, report_of_story
from .packed import annotations_of

if TYPE_CHECKING:
    from .collection import Collection


def story_report(collection: Collection, id: str) -> StoryReport:
    """The comparison of a story as it is stored; of one article its annotation. Raises UsageError."""
    row = asked_story(collection, id)
    if row is None and collection.store.entry(id) is not None:
        raise UsageError(f"{id}: this article is in no story yet; run `tawatur doctor --repair`, which groups what is left")
    if row is None:
        raise UsageError(f"{id}: no such story in the collection; `tawatur stories` lists the ids")
    return kept_report(collection, row) or report_of_story(_not_yet(collection, row.articles), row)


def _not_yet(collection: Collection, articles: Sequence[str]) -> Comparison:
    """A story that was not compared yet (the run was stopped) is compared here and now, and not stored."""
    from .comparing import Comparer, Kept
    from .steps import made_by, open_models

    comparer = Comparer(
        collection.config, collection.resources, open_models(collection.config), collection.store,
        made_by(collection.config, collection.resources),
    )
    return comparer.compare(collection.store.entries(articles), Kept(collection.store))


def changes_of(collection: Collection, id: str) -> list[Changes]:
    """What was edited from each version to the next, in the text and in what it tells."""
    from .changes import changes
    from .reading import annotate_alone

    versions = collection.versions(id)
    readings = [annotate_alone(v.content, collection.resources) for v in versions] if len(versions) > 1 else []
    return [
        changes(versions[n].content, versions[n + 1].content, old_version=versions[n].number,
                new_version=versions[n + 1].number, old_reading=readings[n], new_reading=readings[n + 1])
        for n in range(len(versions) - 1)
    ]


def changes_between(collection: Collection, id: str, old: int, new: int) -> Changes:
    """What was edited from one version to another, by their numbers. Raises UsageError where there is none of a number."""
    from .changes import changes
    from .reading import annotate_alone

    versions = {v.number: v for v in collection.versions(id)}
    missing = next((n for n in (old, new) if n not in versions), None)
    if missing is not None:
        raise UsageError(f"{id}: there is no version {missing}; there are {len(versions)}")
    one, other = versions[old], versions[new]
    return changes(
        one.content, other.content, old_version=old, new_version=new,
        old_reading=annotate_alone(one.content, collection.resources), new_reading=annotate_alone(other.content, collection.resources),
    )


def outlets_meant(collection: Collection, named: str | Sequence[str]) -> tuple[str, ...]:
    """Names of outlets as they stand in the collection, from names as they are typed; spelling is looked through."""
    from ..lang.normalize import fold

    typed = (named,) if isinstance(named, str) else tuple(named)
    known = collection.outlet_names() if typed else []
    found = [[k for k in known if k == name or fold(k).casefold() == fold(name).casefold()] or [name] for name in typed]
    return tuple(dict.fromkeys(k for names in found for k in names))


def search(collection: Collection, text: str, wanted: Mapping[str, Any]) -> list[Found]:
    """A search with the fields of `SearchQuery`; `speaker` is a name as it is typed."""
    fields = {key: value for key, value in wanted.items() if value is not None}
    fields["outlet"] = outlets_meant(collection, fields.get("outlet", ()))
    speaker = fields.pop("speaker", None)
    if speaker is not None and fields.get("kind") != "claims":
        raise UsageError("search: a speaker goes with claims; ask for kind claims")
    if speaker is not None:
        rows = collection.store.names(speaker, ("PER", "ORG"))
        if not rows:
            return []
        fields["speaker"] = tuple(row.key for row in rows)
    try:
        query = msgspec.convert({"text": text, **fields}, SearchQuery)
    except msgspec.ValidationError as error:
        raise UsageError(f"search: {error}") from error
    return collection.store.search(query)


def who(collection: Collection, name: str, since: str | None, until: str | None, latest: int | None = None) -> WhoAnswer:
    """Everything on one person, body or place in the articles of these days, in the `latest` of them. Raises UsageError without a name."""
    if not name.strip():
        raise UsageError("no name to look for; write that of a person, body or place")
    from .who import search_names
    from .who import who as answer

    gazetteer, store = collection.resources.gazetteer, collection.store
    keys = {row.key for form in search_names(name, gazetteer) for row in store.names(form)}
    ids, total = store.people.naming(sorted(keys), since, until, latest)
    found = answer(name, list(annotations_of(store, sorted(ids))), gazetteer, store.counts()["articles"])
    return msgspec.structs.replace(found, naming=total, looked=len(ids))


def who_is(collection: Collection, key: str, since: str | None, until: str | None, latest: int | None = None) -> WhoAnswer:
    """Everything on the one whose key this is (`geo:SY`), in the `latest` articles; absent where no article names it."""
    from .who import who_has

    gazetteer, store = collection.resources.gazetteer, collection.store
    row, count = store.people.row(key), store.counts()["articles"]
    if row is None:
        return WhoAnswer(query=key, found="absent", profile=None, candidates=(), searched=count)
    ids, total = store.people.naming(_keys(collection, row), since, until, latest)
    found = who_has(key, row.name, list(annotations_of(store, sorted(ids))), gazetteer, count)
    return msgspec.structs.replace(found, naming=total, looked=len(ids))


def naming(collection: Collection, key: str) -> list[str]:
    """The articles that hold the name of the one whose key this is, the newest first: what `who_is` reads, or the `latest` of."""
    row = collection.store.people.row(key)
    return collection.store.people.naming(_keys(collection, row))[0] if row is not None else []


def _keys(collection: Collection, row: NameRow) -> list[str]:
    """The keys under which articles may have somebody: what a list knows has one in all of them, others are called by more or by fewer of their names."""
    from .who import search_names

    gazetteer, store = collection.resources.gazetteer, collection.store
    if row.key in gazetteer.by_key:
        return [row.key]
    return sorted({row.key} | {r.key for form in search_names(row.name, gazetteer) for r in store.names(form, (row.type,))})


def outlets(collection: Collection, since: str | None, until: str | None) -> tuple[OutletRow, ...]:
    """The table of outlets over the articles of these days."""
    from .outlets import outlet_table
    from .summary import unpack

    if since is None and until is None:
        return collection.tallies.outlets(collection.store)
    wanted = {e.id for e in collection.store.entries(since=since, until=until)}
    return outlet_table(((id, unpack(data)) for id, data in collection.store.comparisons.summaries()), wanted.__contains__)


def last_day(collection: Collection) -> str | None:
    """The day of the latest article."""
    return max((row[3] for row in collection.store.outlets()), default=None)


def day_after(day: str) -> str:
    """The ISO day after an ISO day."""
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()


def agenda(collection: Collection, after: str | None, until: str | None) -> tuple[AgendaItem, ...]:
    """What is planned from `after` on, and what later articles tell of it."""
    from .agenda import agenda_of
    from .days import days_of
    from .plans import KINDS

    store = collection.store
    last = last_day(collection)
    if last is None:
        return ()
    first = after or day_after(last)
    if days_of(first) is None or len(first) != 10:
        raise UsageError(f"agenda: {first} is no day; write it like {last}")
    # What became of it is told by later articles too that give no day. Whoever tells of no such happening has nothing to say here.
    ids = store.people.happening(sorted(KINDS), first)
    found = agenda_of(collection.tallies.plans(store, ids, collection.resources.gazetteer), first, last)
    return tuple(item for item in found if until is None or item.since <= until)
