"""An account: one outlet's telling, with all that was read out of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..lang.normalize import TextView
from ..model import (
    ArticleRecord,
    Attribution,
    Claim,
    Event,
    Link,
    Part,
    Quotation,
    Sentence,
    Span,
    TimeExpression,
)


@dataclass(frozen=True, slots=True)
class Account:
    """One annotated article as the comparing steps see it."""

    record: ArticleRecord
    view: TextView
    parts: tuple[Part, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    links: tuple[Link, ...]
    times: tuple[TimeExpression, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...] = ()
    by_id: Mapping[str, Attribution] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {a.id: a for a in self.attributions})

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def outlet(self) -> str:
        """The outlet's name, or the article's id where the outlet is not known."""
        return self.record.outlet.name or self.record.id

    def span(self, start: int, end: int) -> Span:
        return Span(self.id, start, end, self.record.text[start:end])

    def attribution(self, id: str | None) -> Attribution | None:
        return self.by_id.get(id) if id is not None else None

    def chain(self, claim: Claim) -> tuple[Attribution, ...]:
        """The attributions of a claim from the innermost to the one nearest to the outlet."""
        chain: list[Attribution] = []
        at = self.attribution(claim.attribution)
        while at is not None and at not in chain:
            chain.append(at)
            at = self.attribution(at.parent)
        return tuple(chain)

    def attribution_of(self, span: Span) -> str | None:
        """Id of the innermost attribution whose content holds at least half of `span`."""
        best: dict[str, int] = {}
        for attribution in self.attributions:
            for content in (attribution.content, *attribution.content_more):
                inside = min(content.end, span.end) - max(content.start, span.start)
                if inside * 2 >= span.end - span.start:
                    size = content.end - content.start
                    best[attribution.id] = min(size, best.get(attribution.id, size))
        # Of a chain with one content («ذكر الوزير، بحسب وكالة كذا، أن …») who spoke, not who passed it on.
        outer = {self.by_id[id].parent for id in best}
        return min(best, key=lambda id: (best[id], id in outer, id), default=None)

    def sentence_of(self, offset: int) -> int:
        """Index of the sentence that holds an offset (the nearest one before it)."""
        return max(0, bisect_right(self.sentences, offset, key=lambda s: s.start) - 1)

    def happenings(self, claim: Claim) -> tuple[Event, ...]:
        """The events that a claim tells of."""
        start, end = self.core(claim)
        core = self.span(start, end)
        return tuple(e for e in self.events if any(core.touches(s) for s in e.evidence))

    def core(self, claim: Claim) -> tuple[int, int]:
        """The claim without the words that attribute it: what is told, not who tells it."""
        attribution = self.attribution(claim.attribution)
        start = claim.span.start
        if attribution is not None and start < attribution.content.start < claim.span.end:
            start = attribution.content.start
        return start, claim.span.end
