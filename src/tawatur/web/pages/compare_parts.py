"""The components of the page that compares: those of the reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from ...export.cards import claims
from ...export.figures import figures
from ...export.graph import chain_section
from ...export.html import dock, layers
from ...export.index import Index, Pages, build_index
from ...export.map import Drawn, map_section
from ...export.panes import panes
from ...export.tables import dates, framing, itineraries, notes
from ...export.timeline import timeline
from ...export.words import Words
from ...model import Comparison
from ...model.answers import Proof
from .common import pages_of


@dataclass(frozen=True, slots=True)
class Pane:
    """An article of the comparison: the anchor of its pane and what it is called."""

    anchor: str
    name: str


@dataclass(frozen=True, slots=True)
class Parts:
    """Each component as HTML, made when the template asks for it; and what stands in the heading and the switch."""

    index: Index
    drawn: Drawn = ((), ())

    def _made(self, make: Callable[[Index], str]) -> Markup:
        return Markup(make(self.index))

    @property
    def names(self) -> list[Pane]:
        return [Pane(f"art-{n}", self.index.outlet(id)) for n, id in enumerate(self.index.articles, 1)]

    @property
    def shared(self) -> int:
        return len(self.index.shared)

    @property
    def differing(self) -> int:
        return len(self.index.differing)

    @property
    def alone(self) -> int:
        return len(self.index.alone)

    @property
    def figures(self) -> Markup:
        return self._made(figures)

    @property
    def layers(self) -> Markup:
        return Markup(layers(self.index, ("al", "only")))

    @property
    def panes(self) -> Markup:
        return self._made(panes)

    @property
    def claims(self) -> Markup:
        return self._made(claims)

    @property
    def others(self) -> Markup:
        """What stands below the claims."""
        return self._made(lambda index: "".join(make(index) for make in (chain_section, timeline, self._map, framing, dates, notes)))

    def _map(self, index: Index) -> str:
        """Places and journeys; the journeys alone where nothing happens at a place."""
        order = list(index.articles)

        def link(proof: Proof) -> str | None:
            return index.pages.words(proof.span) or f"#art-{order.index(proof.span.article) + 1}"

        return map_section(*self.drawn, index.words, link=link) or itineraries(index)

    @property
    def dock(self) -> Markup:
        return self._made(dock)


def parts_of(comparison: Comparison, words: Words, prefix: str | None, drawn: Drawn) -> Parts:
    """The components of a comparison; with a `prefix` its articles have pages in the collection."""
    pages = Pages() if prefix is None else pages_of(prefix)
    return Parts(build_index(comparison, words, pages=pages), drawn)
