"""A Comparison turned so that a report can look things up: names, chains, groups of claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import (
    Alignment,
    ArticleRecord,
    Attribution,
    Claim,
    Comparison,
    Entity,
    Origin,
    OriginCount,
    Source,
)
from .words import Words


@dataclass(frozen=True, slots=True)
class Index:
    """Look-ups over one Comparison, with the words of one report language.

    `shared` are the alignments that stand in several articles, in the order of the first article
    that tells them; `alone` the others. `number` counts the shared ones from 1.
    """

    comparison: Comparison
    words: Words
    articles: Mapping[str, ArticleRecord]
    claims: Mapping[str, Claim]
    attributions: Mapping[str, Attribution]
    entities: Mapping[str, Entity]
    shared: tuple[Alignment, ...]
    alone: tuple[Alignment, ...]
    number: Mapping[str, int]

    def outlet(self, article: str) -> str:
        """The outlet's name, or «Article 2» where it is not known."""
        record = self.articles.get(article)
        if record is not None and record.outlet.name:
            return record.outlet.name
        position = list(self.articles).index(article) + 1 if article in self.articles else 0
        return self.words("page.article", n=position or article)

    def outlets(self, alignment: Alignment) -> list[str]:
        """The outlets that tell it, each once, in the order of the articles."""
        told = {self.claims[c].span.article for c in alignment.claims if c in self.claims}
        return list(dict.fromkeys(self.outlet(a) for a in self.articles if a in told))

    def entity(self, key: str | None) -> str:
        """An entity's name, or what stands in its place."""
        if not key:
            return ""
        known = self.entities.get(key)
        return known.name if known is not None else ""

    def source(self, source: Source) -> str:
        """What a source is called: its entity's name, else its words."""
        if source.entity and self.entity(source.entity):
            return self.entity(source.entity)
        if source.name:
            return source.name
        where = source.span or source.antecedent
        return where.text if where is not None else self.words.get(f"kind.{source.kind}", source.kind)

    def chain(self, attribution: str | None) -> list[Attribution]:
        """The attributions around a claim, from the outlet inward; a circle is cut."""
        found: list[Attribution] = []
        seen: set[str] = set()
        while attribution and attribution in self.attributions and attribution not in seen:
            seen.add(attribution)
            found.append(self.attributions[attribution])
            attribution = self.attributions[attribution].parent
        return found[::-1]

    def origin(self, origin: Origin) -> str:
        """The name of an origin for people; one that nobody names tells whose words they are."""
        if origin.how != "unattributed" and origin.name:
            return origin.name
        owners = self.owners(origin)
        if not owners:
            return origin.name or self.words.get(f"kind.{origin.kind}", origin.kind)
        return self.words("origin.own", outlet=self.words.join(owners))

    def owners(self, origin: Origin) -> list[str]:
        """The outlets whose claims go back to an origin, each once."""
        told = [self.outlet(self.claims[c].span.article) for c in origin.claims if c in self.claims]
        return list(dict.fromkeys(told))

    def why(self, alignment: Alignment) -> str:
        """Why the origins are counted so, in the language of the report."""
        names = self.words.join(list(dict.fromkeys(self.origin(o) for o in alignment.origins)))
        if self.words.lang == "en" and alignment.why:
            return alignment.why
        template = self.words.get(f"why.{alignment.why_code}", "")
        return template.format(names=names) if template else alignment.why

    def origins_text(self, count: OriginCount) -> str:
        """«1 certain, at most 3»."""
        if count.certain == count.at_most:
            return self.words("origin.exact", certain=count.certain)
        return self.words("origin.range", certain=count.certain, at_most=count.at_most)

    @property
    def differing(self) -> list[Alignment]:
        """Shared alignments in which the accounts differ."""
        return [a for a in self.shared if a.differs or a.relation == "conflict"]

    @property
    def agreeing(self) -> list[Alignment]:
        """Shared alignments in which they do not."""
        return [a for a in self.shared if not (a.differs or a.relation == "conflict")]


def build_index(comparison: Comparison, words: Words) -> Index:
    """Turn a Comparison into look-ups; records that point to nothing are left out of the groups."""
    articles = {a.id: a for a in comparison.articles}
    claims = {c.id: c for c in comparison.claims}
    place = {a.id: i for i, a in enumerate(comparison.articles)}

    def first(alignment: Alignment) -> tuple[int, int, str]:
        spots = [
            (place.get(claims[c].span.article, len(place)), claims[c].span.start)
            for c in alignment.claims if c in claims
        ]
        return (*min(spots, default=(len(place), 0)), alignment.id)

    known = sorted((a for a in comparison.alignments if any(c in claims for c in a.claims)), key=first)
    shared = tuple(a for a in known if _is_shared(a, claims))
    return Index(
        comparison=comparison,
        words=words,
        articles=articles,
        claims=claims,
        attributions={a.id: a for a in comparison.attributions},
        entities={e.id: e for e in comparison.entities},
        shared=shared,
        alone=tuple(a for a in known if not _is_shared(a, claims)),
        number={a.id: i for i, a in enumerate(shared, 1)},
    )


def _is_shared(alignment: Alignment, claims: Mapping[str, Claim]) -> bool:
    return len({claims[c].span.article for c in alignment.claims if c in claims}) > 1
