"""What a worker does with one article: annotate it alone, sketch it, embed its lead, take out what is searched."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import msgspec

from ..annotate.published import DATE_LINE
from ..config import Config
from ..encode import Encoder, open_encoder
from ..encode.words import load_idf
from ..lang.agenda_words import AgendaWords, load_agenda_words
from ..lang.resources import Resources, load_resources
from ..model import Article, ClaimRow, Comparison, EntityRow, EventRow, Reading
from ..pipeline import annotate_articles, annotation_only
from ..stories.sketch import Sketch, lead_text, make_sketch
from ..stories.sketch import pack as pack_sketch
from .joined import entity_key
from .packed import pack_comparison, pack_vector
from .plans import deadline_rows
from .steps import MadeBy
from .who_sayings import source_name

# An article that was seen on a day was printed then or up to so many days before; a day that was only
# inferred and lies elsewhere is one that the article tells of.
_LATELY = 7


class Task(msgspec.Struct, frozen=True):
    """An article to read, under its id in the collection; `today` is its day where nothing else tells one."""

    article: Article
    today: str


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it. `day` is the ISO day by which it is ordered, `lead` the packed vector of its lead.

    `dated` is False where `day` is not known to be that of publication.

    `seconds` were spent annotating (with the sketch and the rows) and embedding.
    """

    reading: Reading
    day: str
    title: str | None
    outlet: str | None
    lead: bytes
    dated: bool
    seconds: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything that reading an article takes; made once a process."""

    resources: Resources
    encoder: Encoder
    idf: dict[str, float]
    made_by: MadeBy
    agenda: AgendaWords = field(default_factory=load_agenda_words)

    def __call__(self, task: Task) -> Read:
        started = time.perf_counter()
        annotation = annotate_alone(task.article, self.resources)
        day, dated = day_of(annotation, task.article, task.today)
        sketch = sketch_of(annotation, task.article, day if dated else None, self.idf)
        keys = {e.id: entity_key(e, self.resources.gazetteer) for e in annotation.entities}
        reading = Reading(
            made_by=self.made_by.reading, annotation=pack_comparison(annotation), sketch=pack_sketch(sketch),
            entities=_entity_rows(annotation, keys), claims=_claim_rows(annotation, keys),
            events=(*_event_rows(annotation, keys), *deadline_rows(annotation, self.resources.gazetteer, self.agenda)),
        )
        between = time.perf_counter()
        vector = self.encoder.embed([lead_text(annotation, task.article.title)])[0]
        ended = time.perf_counter()
        record = annotation.articles[0]
        return Read(
            reading=reading, day=day, title=task.article.title or (record.title.text if record.title else None),
            outlet=record.outlet.name, lead=pack_vector(vector), dated=dated, seconds=(between - started, ended - between),
        )


def make_reader(config: Config, made_by: MadeBy, resources: Resources | None = None) -> Callable[[Task], Read]:
    """The work of `engine.Pool`: loads the data of the language (where it is not handed in) and the encoder."""
    return Reader(resources or load_resources(), open_encoder(config.encoder), load_idf(), made_by)


def annotate_alone(article: Article, resources: Resources) -> Comparison:
    """The annotation of one article, names read by rules: the same in whatever company it came."""
    return annotation_only(annotate_articles([article], resources), resources, ())


def day_of(annotation: Comparison, article: Article, today: str) -> tuple[str, bool]:
    """The day by which an article is put in order, and whether it is surely that of publication.

    What its words alone hint at is right in one case of three (six of 1,300 articles without a day hint at one), so it
    counts only where the article was seen soon after. With nothing else to go by it is the day on which it was seen.
    """
    published = annotation.articles[0].published
    if published.value is None:
        return article.seen or today, False
    if published.how in ("given", "metadata"):
        return published.value, True
    if article.seen is None:
        return published.value, any(reason.says == DATE_LINE for reason in published.evidence)
    lag = (date.fromisoformat(article.seen) - date.fromisoformat(published.value)).days
    return (published.value, True) if 0 <= lag <= _LATELY else (article.seen, False)


def sketch_of(annotation: Comparison, article: Article, day: str | None, idf: dict[str, float]) -> Sketch:
    """The sketch, on the day by which the collection orders the article; None where that is not the day of publication."""
    return msgspec.structs.replace(make_sketch(annotation, idf, title=article.title), day=day)


def _entity_rows(annotation: Comparison, keys: dict[str, str]) -> tuple[EntityRow, ...]:
    found = []
    for entity in annotation.entities:
        forms = Counter(m.text for m in entity.mentions if m.kind in ("name", "short"))
        found += [
            EntityRow(entity=entity.id, key=keys[entity.id], type=entity.type, name=entity.name, form=form, count=count)
            for form, count in forms.items()
        ]
    return tuple(found)


def _claim_rows(annotation: Comparison, keys: dict[str, str]) -> tuple[ClaimRow, ...]:
    entities = {e.id: e for e in annotation.entities}
    sources = {a.id: a.source for a in annotation.attributions}
    found = []
    for claim in annotation.claims:
        source = sources.get(claim.attribution or "")
        found.append(ClaimRow(
            id=claim.id, start=claim.span.start, end=claim.span.end, modality=claim.modality,
            speaker=source_name(source, entities) if source else None,
            speaker_key=keys.get(source.entity or "") if source else None,
        ))
    return tuple(found)


def _event_rows(annotation: Comparison, keys: dict[str, str]) -> tuple[EventRow, ...]:
    return tuple(
        EventRow(
            id=e.id, type=e.type, status=e.status, date=e.date, place=keys.get(e.place) if e.place else None,
            participants=tuple(dict.fromkeys(keys[p.entity] for p in e.participants if p.entity in keys)),
            start=e.evidence[0].start, end=e.evidence[0].end,
        )
        for e in annotation.events
    )
