"""The tables that a collection is exported to: their columns, and the rows from what was read.

Every row that comes of an article's text holds the article's id with the start and end of the words (code points of
the text) and the words themselves, so that it can be checked without Tawatur. Documented in docs/export.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from ..model import ArticleRecord, Attribution, Comparison, Entity, Source, Span, StoryRow
from ..model.collection import Entry

Kind = Literal["text", "int", "float", "bool", "list"]
Cell = str | int | float | bool | tuple[str, ...] | None
Row = Mapping[str, Cell]


class Column(NamedTuple):
    """A column: its name, what its cells hold, and what they mean. Any cell may be empty (None)."""

    name: str
    kind: Kind
    meaning: str


_WORDS = (
    Column("article", "text", "id of the article"),
    Column("outlet", "text", "name of its outlet"),
    Column("day", "text", "its day of publication (ISO)"),
    Column("start", "int", "where the words begin, in code points of the article's text"),
    Column("end", "int", "where they end (not included)"),
    Column("text", "text", "the words"),
)

TABLES: Mapping[str, tuple[Column, ...]] = {
    "articles": (
        Column("id", "text", "id of the article, as it was given"),
        Column("outlet", "text", "name of the outlet"),
        Column("title", "text", "its title"),
        Column("url", "text", "its address"),
        Column("path", "text", "the file it was read from"),
        Column("published", "text", "day of publication (ISO), empty where unknown"),
        Column("day", "text", "the day by which it is put in order"),
        Column("first_seen", "text", "when its first version was taken in (UTC)"),
        Column("last_seen", "text", "when it was last seen"),
        Column("versions", "int", "number of its versions"),
        Column("hash", "text", "hash of title and text of the latest version"),
        Column("copy_of", "text", "id of the article whose text it prints"),
        Column("story", "text", "id of its story"),
    ),
    "claims": (
        Column("id", "text", "id of the claim"), *_WORDS,
        Column("modality", "text", "held, planned, possible, denied or negated"),
        Column("speaker", "text", "who says it; empty: the outlet itself"),
        Column("attribution", "text", "id of the innermost attribution"),
        Column("entities", "list", "names of who and what it is about"),
        Column("times", "list", "TIMEX3 values of its times"),
        Column("numbers", "list", "its numbers with their units"),
        Column("part", "text", "part of the page: body, title ..."),
    ),
    "attributions": (
        Column("id", "text", "id of the attribution"), *_WORDS,
        Column("source", "text", "who says it"),
        Column("source_kind", "text", "agency, outlet, person, organization, office, official statement, anonymous ..."),
        Column("cue", "text", "the words by which it is attributed"),
        Column("mode", "text", "direct, indirect or mixed"),
        Column("stance", "text", "asserts, denies, asks or believes"),
        Column("parent", "text", "id of the attribution it stands in: who passed it on"),
        Column("through", "list", "go-betweens, from the outlet inward"),
        Column("told_to", "text", "to whom it was said"),
        Column("distancing", "bool", "whether the cue keeps its distance"),
    ),
    "stories": (
        Column("id", "text", "id of the story"),
        Column("title", "text", "title of one of its articles"),
        Column("articles", "list", "ids of its articles, as they were given"),
        Column("outlets", "list", "names of its outlets"),
        Column("origins_certain", "int", "independent origins, certainly; empty: not compared yet"),
        Column("origins_at_most", "int", "independent origins, at most"),
        Column("first_seen", "text", "day of its first article"),
        Column("last_seen", "text", "day of its last article"),
        Column("follows", "list", "ids of the stories it follows"),
    ),
    "events": (
        Column("id", "text", "id of the event, with its article"), *_WORDS,
        Column("type", "text", "kind of happening"),
        Column("plover", "text", "its PLOVER type"),
        Column("name", "text", "the words that name it"),
        Column("date", "text", "TIMEX3 value"),
        Column("place", "text", "where"),
        Column("status", "text", "held, planned, possible or denied"),
        Column("participants", "list", "who took part"),
        Column("victims", "list", "figures of dead, wounded, detained ... as `kind number`"),
    ),
    "entities": (
        Column("id", "text", "id of the entity, with its article"), *_WORDS,
        Column("type", "text", "PER, ORG or LOC"),
        Column("name", "text", "its name in this article"),
        Column("kind", "text", "how these words mean it: name, short, description, adjective"),
        Column("country", "text", "ISO 3166-1 alpha-2 code"),
        Column("external", "list", "ids elsewhere as `scheme:id`"),
    ),
}


# -- rows ---------------------------------------------------------------------------------------------------


def article_rows(entries: Iterable[Entry]) -> Iterator[Row]:
    """Rows of `articles`."""
    for e in entries:
        yield {c.name: getattr(e, c.name) for c in TABLES["articles"]}


def story_rows(stories: Iterable[StoryRow]) -> Iterator[Row]:
    """Rows of `stories`."""
    for s in stories:
        count = s.independent_origins
        yield {
            "id": s.id, "title": s.title, "articles": s.articles, "outlets": s.outlets,
            "origins_certain": count.certain if count else None, "origins_at_most": count.at_most if count else None,
            "first_seen": s.first_seen, "last_seen": s.last_seen, "follows": tuple(x.earlier for x in s.links),
        }


def claim_rows(annotations: Iterable[Comparison]) -> Iterator[Row]:
    """Rows of `claims`, in the order of the annotations."""
    for look in map(_Look, annotations):
        times = {t.id: t.value for t in look.annotation.times}
        for c in look.annotation.claims:
            said = look.attributions.get(c.attribution or "")
            yield {
                "id": c.id, **look.words(c.span), "modality": c.modality, "speaker": look.source(said.source) if said else None,
                "attribution": c.attribution, "entities": look.names(c.entities),
                "times": tuple(times[t] for t in c.times if t in times),
                "numbers": tuple(f"{q.value:.15g} {q.unit}".strip() for q in c.numbers), "part": c.part,
            }


def attribution_rows(annotations: Iterable[Comparison]) -> Iterator[Row]:
    """Rows of `attributions`; the words are what was said."""
    for look in map(_Look, annotations):
        for a in look.annotation.attributions:
            to = look.entities.get(a.told_to or "")
            yield {
                "id": a.id, **look.words(a.content), "source": look.source(a.source), "source_kind": a.source.kind,
                "cue": a.cue.text, "mode": a.mode, "stance": a.stance, "parent": a.parent, "through": look.through(a),
                "told_to": to.name if to else a.told_to_span.text if a.told_to_span else None, "distancing": a.distancing,
            }


def event_rows(annotations: Iterable[Comparison]) -> Iterator[Row]:
    """Rows of `events`, one for each article that tells of it; the words are its first evidence."""
    for look in map(_Look, annotations):
        for e in look.annotation.events:
            place = look.entities.get(e.place or "")
            yield {
                "id": f"{e.evidence[0].article}/{e.id}", **look.words(e.evidence[0]), "type": e.type, "plover": e.plover,
                "name": e.name, "date": e.date, "place": place.name if place else None, "status": e.status,
                "participants": look.names(p.entity for p in e.participants),
                "victims": tuple(f"{v.kind} {v.span.text if v.number is None else format(v.number, '.15g')}" for v in e.victims),
            }


def entity_rows(annotations: Iterable[Comparison]) -> Iterator[Row]:
    """Rows of `entities`, one for each mention."""
    for look in map(_Look, annotations):
        for e in look.annotation.entities:
            external = tuple(f"{k}:{v}" for k, v in sorted(e.external_ids.items()))
            for m in e.mentions:
                yield {
                    "id": f"{m.article}/{e.id}", **look.words(m.span), "type": e.type, "name": e.name, "kind": m.kind,
                    "country": e.country, "external": external,
                }


class _Look:
    """One annotation turned for looking up."""

    def __init__(self, annotation: Comparison) -> None:
        self.annotation = annotation
        self.records: Mapping[str, ArticleRecord] = {r.id: r for r in annotation.articles}
        self.entities: Mapping[str, Entity] = {e.id: e for e in annotation.entities}
        self.attributions: Mapping[str, Attribution] = {a.id: a for a in annotation.attributions}

    def words(self, span: Span) -> dict[str, Cell]:
        record = self.records[span.article]
        return {
            "article": span.article, "outlet": record.outlet.name, "day": record.published.value,
            "start": span.start, "end": span.end, "text": span.text,
        }

    def names(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.entities[i].name for i in ids if i in self.entities)

    def source(self, source: Source) -> str:
        entity = self.entities.get(source.entity or "")
        where = source.span or source.antecedent
        return entity.name if entity else source.name or (where.text if where else source.kind)

    def through(self, attribution: Attribution) -> tuple[str, ...]:
        found: list[str] = []
        seen = {attribution.id}
        parent = self.attributions.get(attribution.parent or "")
        while parent is not None and parent.id not in seen:
            seen.add(parent.id)
            found.append(self.source(parent.source))
            parent = self.attributions.get(parent.parent or "")
        return tuple(reversed(found))
