"""Stories whose articles changed are compared anew, in workers; each result is stored by itself.

A worker reads its articles from the store. Vectors of claims and names of sentences are kept there by the
text that they were made of, so that a story that grows costs what is new in it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..config import Config
from ..encode import Encoder, NameSpan, TokenReader
from ..engine import Failure, Pool
from ..heads.names import NamesHead
from ..heads.reading import Models, NameFinder
from ..lang.gazetteer import Gazetteer
from ..lang.resources import Resources, load_resources
from ..model import Alignment, Claim, Comparison, Entry, OriginCount
from ..model.agreement import Agreement, agreement
from ..pipeline import compare_articles
from ..store import Compared, Store
from .choosing import choose
from .listing import story_title
from .opening import open_to_read
from .packed import (
    digest_of,
    pack_comparison,
    pack_vector,
    text_key,
    unpack_comparison,
    unpack_vector,
)
from .steps import MadeBy, open_models
from .summary import pack as pack_summary
from .summary import summarise
from .wording import pack_words

# Stories of one article need no comparing: many are made ready at once.
_ALONE = 50
# So many comparisons are counted before what was counted is stored.
_COUNTED = 200
_NOTHING_TO_COMPARE = Agreement(0, 0, 0)

Vectors = dict[tuple[str, str], bytes]


class Order(msgspec.Struct, frozen=True):
    """Stories to compare: their ids and their articles (ids)."""

    stories: tuple[tuple[str, tuple[str, ...]], ...]


class Done(msgspec.Struct, frozen=True):
    """Comparisons, what was embedded and read for them and is to be kept, and the seconds they took."""

    rows: tuple[Compared, ...]
    vectors: Vectors
    seconds: float


# In the main process ------------------------------------------------------------------------------

def compare_open(
    store: Store, made_by: str | None, pool: Pool[Order, Done], stopped: Callable[[], bool],
    tell: Callable[[int, int], None], problem: Callable[[str, Failure], None],
) -> tuple[int, float]:
    """Compare every story that is not compared as it is now; how many, and the seconds of all workers.

    With `made_by` also those that other steps compared.
    """
    orders = list(_orders(store, store.comparisons.uncompared(made_by)))
    total = sum(len(o.stories) for o in orders)
    done, seconds = 0, 0.0
    for order, result in zip(orders, pool.map(orders), strict=False):
        if isinstance(result, Failure):
            for id, _ in order.stories:
                problem(id, result)
        else:
            store.comparisons.put(result.rows, result.vectors)
            seconds += result.seconds
        done += len(order.stories)
        tell(done, total)
        if stopped():
            break
    return done, seconds


class _Counted(msgspec.Struct, frozen=True):
    """What of a stored comparison is counted; the rest is passed over unread."""

    claims: tuple[Claim, ...]
    alignments: tuple[Alignment, ...]


def count_open(store: Store, stopped: Callable[[], bool]) -> None:
    """Count in how much the accounts agree where an earlier version, which did not count it, compared them."""
    open_ = store.comparisons.uncounted()
    for start in range(0, len(open_), _COUNTED):
        if stopped():
            break
        store.comparisons.put_agreements({id: _count(store.comparisons.get(id)) for id in open_[start:start + _COUNTED]})


def count_words(store: Store, gazetteer: Gazetteer, stopped: Callable[[], bool]) -> None:
    """Count the words of the outlets in stories that an earlier version, which did not, compared."""
    for story in sorted(store.wording.lacking()):
        if stopped():
            break
        packed = store.comparisons.get(story)
        if packed:
            store.wording.put(story, pack_words(unpack_comparison(packed), gazetteer))


def _count(packed: bytes | None) -> Agreement:
    if not packed:
        return _NOTHING_TO_COMPARE
    found = msgspec.msgpack.decode(packed, type=_Counted)
    return agreement(found.alignments, found.claims)


def _orders(store: Store, ids: Sequence[str]) -> Iterator[Order]:
    """The largest stories first, so that no worker is left alone with one at the end; then those of one article."""
    members = store.story_articles()
    several = sorted((id for id in ids if len(members.get(id, ())) > 1), key=lambda id: (-len(members[id]), id))
    for id in several:
        yield Order(((id, members[id]),))
    alone = [id for id in ids if len(members.get(id, ())) == 1]
    for start in range(0, len(alone), _ALONE):
        yield Order(tuple((id, members[id]) for id in alone[start:start + _ALONE]))


# In a worker --------------------------------------------------------------------------------------

def make_comparer(config: Config, url: str, made_by: MadeBy, resources: Resources | None = None) -> Callable[[Order], Done]:
    """The work of `engine.Pool`: loads the data of the language (where it is not handed in), the models, and opens the store to read."""
    return Comparer(config, resources or load_resources(), open_models(config), open_to_read(url), made_by)


@dataclass(frozen=True, slots=True)
class Comparer:
    """Everything that comparing a story takes; made once a process."""

    config: Config
    resources: Resources
    models: Models
    store: Store
    made_by: MadeBy

    def __call__(self, order: Order) -> Done:
        started = time.perf_counter()
        kept = Kept(self.store)
        rows = tuple(self._one(story, articles, kept) for story, articles in order.stories)
        return Done(rows, kept.fresh, time.perf_counter() - started)

    def _one(self, story: str, articles: Sequence[str], kept: Kept) -> Compared:
        entries = self.store.entries(articles)
        digest = digest_of(*(x for e in sorted(entries, key=lambda e: e.id) for x in (e.id, e.hash)))
        if len(entries) == 1:
            return self._alone(story, entries[0], digest)
        comparison = self.compare(entries, kept)
        return Compared(
            story=story, digest=digest, made_by=self.made_by.comparing, comparison=pack_comparison(comparison),
            origins=origins_of(comparison, entries), title=title_of(comparison, entries),
            summary=pack_summary(summarise(comparison, self.resources.gazetteer)), days=_solved(comparison),
            words=pack_words(comparison, self.resources.gazetteer),
            agreement=agreement(comparison.alignments, comparison.claims),
        )

    def _alone(self, story: str, entry: Entry, digest: str) -> Compared:
        """One article: its annotation is all there is to say, and it is in the store already."""
        _, reading = next(self.store.readings([entry.id]))
        annotation = unpack_comparison(reading.annotation)
        return Compared(
            story=story, digest=digest, made_by=self.made_by.comparing, comparison=b"", origins=OriginCount(1, 1),
            title=title_of(annotation, [entry]), summary=pack_summary(summarise(annotation, self.resources.gazetteer)),
            agreement=_NOTHING_TO_COMPARE,
        )

    def compare(self, entries: Sequence[Entry], kept: Kept) -> Comparison:
        """The comparison of these articles, or of as many as are compared at most."""
        chosen = choose(entries, self.config.largest)
        articles = self.store.articles([e.id for e in chosen.compared])
        models = kept.models(self.models, self.resources.gazetteer, self.made_by.names)
        return compare_articles(articles, self.resources, models, chosen.notes)


def origins_of(comparison: Comparison, entries: Sequence[Entry]) -> OriginCount:
    """The origins of a story of several articles: those of its main fact (`compare.story`).

    Where nothing is aligned every outlet may have its own; an outlet of which no article was compared may
    have one more.
    """
    outlets = {e.outlet or e.id for e in entries}
    told = comparison.story.independent_origins if comparison.story else OriginCount(0, 0)
    if told.certain < 1:
        return OriginCount(1, max(1, len(outlets)))
    compared = {record.id for record in comparison.articles}
    beside = outlets - {e.outlet or e.id for e in entries if e.id in compared}
    return OriginCount(told.certain, max(told.at_most, told.certain) + len(beside))


def _solved(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """Days of publication that the articles tell together, with their article."""
    return tuple((r.id, r.published.value) for r in comparison.articles if r.published.how == "inferred" and r.published.value)


def title_of(comparison: Comparison, entries: Sequence[Entry]) -> str:
    """What the story is called in a list."""
    return story_title(comparison, {e.id: e.title for e in entries}) or entries[0].id


@dataclass(slots=True)
class Kept:
    """Vectors and names that the store holds, and those made now (`fresh`) that it shall hold."""

    store: Store
    fresh: Vectors = field(default_factory=dict)

    def models(self, models: Models, gazetteer: Gazetteer, reader: str) -> Models:
        """The same models, which look into the store first; `reader` is the digest of what reads names."""
        encoder = KeptEncoder(self, models.encoder, models.encoder.name)
        if models.names is None:
            return Models(encoder, None, None, models.notes)
        name = models.names.name
        names = KeptNames(self, models.names, models.reader, gazetteer, name, f"names/{name}/{reader}")
        return Models(encoder, None, names, models.notes)

    def find(self, keys: Sequence[str], model: str) -> dict[str, bytes]:
        mine = {k: self.fresh[k, model] for k in keys if (k, model) in self.fresh}
        return mine | self.store.vectors([k for k in keys if k not in mine], model)


@dataclass(slots=True)
class KeptEncoder:
    """An encoder that knows the texts of before; all vectors come in the precision in which they are kept."""

    kept: Kept
    encoder: Encoder
    name: str

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        keys = {text: text_key(text) for text in texts}
        found = self.kept.find(list(keys.values()), self.name)
        missing = [text for text, key in keys.items() if key not in found]
        if missing:
            for text, vector in zip(missing, self.encoder.embed(missing), strict=True):
                found[keys[text]] = self.kept.fresh[keys[text], self.name] = pack_vector(vector)
        return np.stack([unpack_vector(found[keys[text]]) for text in texts])


@dataclass(slots=True)
class KeptNames:
    """A reader of names that knows the sentences of before."""

    kept: Kept
    names: NamesHead | NameFinder
    reader: TokenReader | None
    gazetteer: Gazetteer
    name: str
    model: str

    def find(self, texts: Sequence[str]) -> list[list[NameSpan]]:
        keys = {text: text_key(text) for text in texts}
        found = self.kept.find(list(keys.values()), self.model)
        missing = [text for text, key in keys.items() if key not in found]
        if missing:
            for text, spans in zip(missing, self._read(missing), strict=True):
                found[keys[text]] = self.kept.fresh[keys[text], self.model] = _pack_names(spans)
        return [_unpack_names(found[keys[text]]) for text in texts]

    def _read(self, texts: Sequence[str]) -> list[list[NameSpan]]:
        if not isinstance(self.names, NamesHead):
            return self.names.find(texts)
        if self.reader is None:
            return [[] for _ in texts]
        # The head stands on the states of inner layers: where the reader can stop there, it does.
        read = getattr(self.reader, "states", self.reader.read)
        return self.names.find(texts, read(texts), self.gazetteer)


def _pack_names(spans: Sequence[NameSpan]) -> bytes:
    return msgspec.msgpack.encode([(s.start, s.end, s.type, s.score) for s in spans])


def _unpack_names(data: bytes) -> list[NameSpan]:
    return [NameSpan(*row) for row in msgspec.msgpack.decode(data)]
