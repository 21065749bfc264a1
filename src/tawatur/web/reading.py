"""What was read out of one article, put so that a page can list it: each entry with its places in the text."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from ..export.index import Index, build_index
from ..export.marked import claims_of, local
from ..export.words import Words
from ..model import Attribution, Comparison, Span
from ..model.annotation import EntityType, MentionKind, Mode, SourceKind, Stance, TimexType
from ..model.claim import Modality, Quantity
from ..model.comparison import FramingKind


class NamePlace(msgspec.Struct, frozen=True):
    """Where a name stands, and what kind of mention it is; `anchor` is its place on the page."""

    anchor: str
    span: Span
    kind: MentionKind


class NameEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A person, body or place. `key` leads to its page (`/who/KEY`); None where no page of it can be."""

    id: str
    type: EntityType
    name: str
    key: str | None
    country: str | None
    forms: tuple[str, ...]
    places: tuple[NamePlace, ...]


class DateEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression; `value` is TIMEX3, `since` and `until` the days that it covers where they are known."""

    id: str
    span: Span
    type: TimexType
    value: str
    mod: str | None
    calendar: str
    since: str | None
    until: str | None


class Named(msgspec.Struct, frozen=True):
    """A name and its entry."""

    name: str
    entry: str


class Step(msgspec.Struct, frozen=True):
    """One link of a chain of transmission: its name and kind, and the id of its entry."""

    name: str
    kind: SourceKind
    entry: str


class SayingEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Who said what. `chain` leads from the outlet inward, the last step is the source itself.

    `source` are its words here (None where it is taken over from a sentence before), `key` that of its page.
    """

    id: str
    name: str
    kind: SourceKind
    key: str | None
    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    chain: tuple[Step, ...]
    mode: Mode
    stance: Stance
    told_to: str | None


class FramingEntry(msgspec.Struct, frozen=True, kw_only=True):
    """In what words something is told; `about` is its name."""

    id: str
    span: Span
    kind: FramingKind
    about: str | None
    speaker: str | None


class ClaimEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A claim and what was read out of it. `said` is the entry of who says it (None: the outlet itself)."""

    id: str
    span: Span
    part: str
    modality: Modality
    said: str | None
    speaker: str | None
    names: tuple[Named, ...] = ()
    dates: tuple[str, ...] = ()
    numbers: tuple[Quantity, ...] = ()


class ReadingView(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read out of one article alone."""

    names: tuple[NameEntry, ...]
    dates: tuple[DateEntry, ...]
    sayings: tuple[SayingEntry, ...]
    framing: tuple[FramingEntry, ...]
    claims: tuple[ClaimEntry, ...]


def reading_view(annotation: Comparison, keys: Mapping[str, str], words: Words) -> ReadingView:
    """The lists beside the text; `keys` are the keys of entities (`EntityRow.key`) by their ids."""
    index = build_index(annotation, words)
    article = annotation.articles[0].id
    return ReadingView(
        names=tuple(_names(annotation, keys)),
        dates=tuple(
            DateEntry(id=local(t.id), span=t.span, type=t.type, value=t.value, mod=t.mod, calendar=t.calendar,
                      since=t.since, until=t.until)
            for t in sorted(annotation.times, key=lambda t: (t.start, t.end))
        ),
        sayings=tuple(_saying(index, a, keys) for a in sorted(annotation.attributions, key=lambda a: (a.cue.start, a.id))),
        framing=tuple(_framing(index)),
        claims=tuple(_claims(index, article)),
    )


def _names(annotation: Comparison, keys: Mapping[str, str]) -> list[NameEntry]:
    found = []
    for entity in annotation.entities:
        places = tuple(
            NamePlace(f"m-{local(entity.id)}-{n}", m.span, m.kind) for n, m in enumerate(entity.mentions)
        )
        if places:
            found.append(NameEntry(
                id=local(entity.id), type=entity.type, name=entity.name, key=keys.get(entity.id), country=entity.country,
                forms=tuple(dict.fromkeys(m.text for m in entity.mentions)), places=places,
            ))
    return sorted(found, key=lambda e: (-len(e.places), e.places[0].span.start))


def _saying(index: Index, attribution: Attribution, keys: Mapping[str, str]) -> SayingEntry:
    source = attribution.source
    told = index.entity(attribution.told_to) or (attribution.told_to_span.text if attribution.told_to_span else None)
    return SayingEntry(
        id=local(attribution.id), name=index.source(source), kind=source.kind, key=keys.get(source.entity or ""),
        source=source.span, cue=attribution.cue, content=(attribution.content, *attribution.content_more),
        chain=tuple(Step(index.source(a.source), a.source.kind, local(a.id)) for a in index.chain(attribution.id)),
        mode=attribution.mode, stance=attribution.stance, told_to=told,
    )


def _framing(index: Index) -> list[FramingEntry]:
    events = {e.id: e.name for e in index.comparison.events}
    return [
        FramingEntry(
            id=f"f{n}", span=f.span, kind=f.kind, about=index.entity(f.target) or events.get(f.target or "") or None,
            speaker=index.entity(f.speaker) or None,
        )
        for n, f in enumerate(index.comparison.framing)
    ]


def _claims(index: Index, article: str) -> list[ClaimEntry]:
    found = []
    for claim in claims_of(index.comparison, article):
        chain = index.chain(claim.attribution)
        known = [index.entities[e] for e in claim.entities if e in index.entities]
        found.append(ClaimEntry(
            id=local(claim.id), span=claim.span, part=claim.part, modality=claim.modality,
            said=local(chain[-1].id) if chain else None, speaker=index.source(chain[-1].source) if chain else None,
            names=tuple(Named(e.name, local(e.id)) for e in known),
            dates=tuple(dict.fromkeys(local(t) for t in claim.times)), numbers=claim.numbers,
        ))
    return found
