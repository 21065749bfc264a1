"""From a comparison to what its exports are made of: where its places lie, who is who, what is planned, what readers marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..export.parcel import BASE, Parcel
from ..lang.agenda_words import load_agenda_words
from ..model import Comparison
from ..model.answers import AgendaItem
from ..model.desk import Correction
from .agenda import agenda
from .joined import entity_key
from .places import coordinates_of, map_of

if TYPE_CHECKING:
    from ..lang.resources import Resources
    from ..reporting import StoryReport
    from .collection import Collection


def story_parcel(collection: Collection, report: StoryReport, *, base: str = BASE, lang: str = "en", bom: bool = False) -> Parcel:
    """A story of a collection with the corrections that belong to it, withdrawn ones among them."""
    marked = collection.store.corrections.all(story=report.id)
    corrections = tuple(m.correction for m in reversed(marked))
    return parcel_of(report, collection.resources, corrections, base=base, lang=lang, bom=bom)


def parcel_of(
    comparison: Comparison, resources: Resources, corrections: tuple[Correction, ...] = (), *, base: str = BASE,
    lang: str = "en", bom: bool = False,
) -> Parcel:
    """A comparison with all that its exports tell beside it. `base` ends in a slash or a colon."""
    gazetteer = resources.gazetteer
    return Parcel(
        comparison, base=base, lang=lang, bom=bom, corrections=corrections,
        coordinates=coordinates_of(comparison.entities, gazetteer), drawn=map_of(comparison, gazetteer),
        keys={e.id: entity_key(e, gazetteer) for e in comparison.entities}, agenda=planned(comparison, resources),
    )


def planned(comparison: Comparison, resources: Resources) -> tuple[AgendaItem, ...]:
    """What the articles announce for a day, and what those among them that came later tell of it."""
    days = sorted(a.published.value for a in comparison.articles if a.published.value)
    if not days:
        return ()
    return agenda(_alone(comparison), resources.gazetteer, load_agenda_words(), days[0][:10], days[-1])


def _alone(comparison: Comparison) -> Iterator[Comparison]:
    """What each article tells by itself, as the agenda is read from."""
    for record in comparison.articles:
        id = record.id
        yield Comparison(
            made_by=comparison.made_by, story=None, articles=(record,),
            entities=tuple(
                replace(e, mentions=tuple(m for m in e.mentions if m.article == id))
                for e in comparison.entities if any(m.article == id for m in e.mentions)
            ),
            times=tuple(t for t in comparison.times if t.article == id),
            attributions=tuple(a for a in comparison.attributions if a.article == id),
            claims=tuple(c for c in comparison.claims if c.span.article == id),
            alignments=(), reuse=(), itineraries=(), framing=(), notes=(),
            events=tuple(
                replace(
                    e, evidence=tuple(s for s in e.evidence if s.article == id),
                    trigger=e.trigger if e.trigger is not None and e.trigger.article == id else None,
                    triggers=tuple(t for t in e.triggers if t.article == id),
                    victims=tuple(v for v in e.victims if v.span.article == id), series=None,
                )
                for e in comparison.events if any(s.article == id for s in e.evidence)
            ),
        )
