"""The components of the story page: those of the reports, with the addresses of the pages around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from ...collection.joined import entity_key
from ...collection.places import map_of
from ...export.brief import brief_section
from ...export.cards import card
from ...export.claim_table import claim_table, lone
from ...export.figures import figures
from ...export.graph import chain_section
from ...export.html import dock, layers
from ...export.index import Index, build_index
from ...export.map import Drawn, map_section
from ...export.met import meetings, met
from ...export.panes import panes
from ...export.tables import attributions, dates, framing, itineraries, notes
from ...export.timeline import timeline
from ...export.words import Words
from ...model import Alignment, Comparison, Entity
from ...model.agreement import differs
from ...model.answers import Proof
from .. import links
from ..corrections import foot
from ..site import Site, Visitor
from .common import pages_of
from .story import ROWS, SIDE_BY_SIDE, ClaimsAsked, Show, StoryView

_SECTIONS: Mapping[str, Callable[[Index], str]] = {
    "brief": brief_section, "chain": chain_section, "timeline": timeline, "itineraries": itineraries, "met": met, "framing": framing,
    "attributions": attributions, "dates": dates, "notes": notes,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that filters or sorts: its words' key, address, how many rows it shows, whether it is chosen."""

    key: str
    address: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class ClaimsPart:
    """The claim table: `first`–`last` of `total` rows, where the others are, and the choices."""

    table: Markup
    shows: tuple[Choice, ...]
    sorts: tuple[Choice, ...]
    first: int
    last: int
    total: int
    before: str | None
    after: str | None
    elsewhere: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """The page's components as HTML, each made when the template asks for it."""

    index: Index
    view: StoryView
    prefix: str
    drawn: Drawn

    def made(self, key: str) -> Markup:
        """A section of the reports by its anchor; empty where there is nothing for it."""
        return Markup(_SECTIONS[key](self.index))

    @property
    def figures(self) -> Markup:
        return Markup(figures(self.index, len(self.view.articles)))

    @property
    def map(self) -> Markup:
        """Places and journeys; empty where nothing happens at a place that is known."""
        places, routes = self.drawn
        return Markup(map_section(places, routes, self.index.words, link=self._place_of))

    def _place_of(self, proof: Proof) -> str | None:
        return self.index.pages.words(proof.span)

    @property
    def sections(self) -> frozenset[str]:
        """Which of the sections that depend on what was found are there."""
        made = self.index.comparison
        there = {
            "claims": self.index.number, "brief": self.index.claims, "chain": len(self.index.articles) > 1, "timeline": made.events,
            "map": self.drawn[0], "met": meetings(self.index), "framing": made.framing, "side": self.side,
        }
        return frozenset(key for key, value in there.items() if value)

    @property
    def corrections(self) -> Markup:
        """What readers marked in the story, and the way to mark its articles."""
        return Markup(self.index.foot("story", self.view))

    @property
    def side(self) -> bool:
        """True where the articles are few enough to stand side by side."""
        return len(self.index.articles) <= SIDE_BY_SIDE

    @property
    def panes(self) -> Markup:
        return Markup(layers(self.index) + panes(self.index))

    @property
    def dock(self) -> Markup:
        return Markup(dock(self.index)) if self.side else Markup()

    @property
    def claims(self) -> ClaimsPart:
        return claims_part(self.index, self.view.asked, self.prefix + links.story(self.view.id))


def parts_of(view: StoryView, words: Words, prefix: str, site: Site, visitor: Visitor, csrf: str) -> Parts | None:
    """The components of a story; None where it has not been compared."""
    if view.report is None:
        return None
    gazetteer = site.collection.resources.gazetteer
    shared = _address(prefix + links.story(view.id), "shared", "origins", 1)
    pages = pages_of(prefix, entity=_who(view.report, site, prefix), shared=f"{shared}#claims")
    feet = foot(site, visitor, words, view.report, view.id, prefix=prefix, csrf=csrf)
    drawn = ((), ()) if view.part else map_of(view.report, gazetteer)
    return Parts(build_index(view.report, words, foot=feet, pages=pages), view, prefix, drawn)


def _who(report: Comparison, site: Site, prefix: str) -> Callable[[Entity], str]:
    """The page of one who takes part in what is told, or a search where no article read alone has that name.

    A story's articles are read together: one calls him by more of his name than the others do.
    """
    gazetteer = site.collection.resources.gazetteer
    taking_part = {p.entity for event in report.events for p in event.participants}
    known = site.collection.store.people.known(entity_key(e, gazetteer) for e in report.entities if e.id in taking_part)

    def address(entity: Entity) -> str:
        key = entity_key(entity, gazetteer)
        return prefix + (links.who(key) if key in known else links.search(entity.name))

    return address


def claims_part(index: Index, asked: ClaimsAsked, address: str) -> ClaimsPart:
    """One page of the table. Without a wish: what several tell; where nothing is shared, what one tells."""
    groups = _groups(index)
    show: Show = asked.show or ("shared" if groups["shared"] else "only")
    if asked.claim is not None and asked.show is None and not any(index.number[a.id] == asked.claim for a in groups[show]):
        show = "all"
    rows = _sorted(index, groups[show], asked)
    at = next((i for i, a in enumerate(rows) if index.number[a.id] == asked.claim), None)
    last_page = max(1, -(-len(rows) // ROWS))
    now = min(asked.page, last_page) if at is None else at // ROWS + 1
    shown = rows[(now - 1) * ROWS:now * ROWS]
    there = {index.number[a.id] for a in shown}
    numbers = sorted(index.number[a.id] for a in groups["all"])
    opened = (asked.claim,) if asked.claim is not None else ()

    def to(page: int) -> str:
        return _address(address, show, asked.sort, page)

    return ClaimsPart(
        table=Markup(claim_table(index, shown, lambda a: card(index, a), index.words("story.claims"), opened)),
        shows=tuple(Choice(key, _address(address, key, asked.sort, 1), len(group), key == show) for key, group in groups.items() if group or key == "all"),
        sorts=tuple(Choice(key, _address(address, show, key, 1), len(rows), key == asked.sort) for key in ("order", "outlets", "origins")),
        first=(now - 1) * ROWS + 1 if rows else 0, last=(now - 1) * ROWS + len(shown), total=len(rows),
        before=to(now - 1) if now > 1 else None, after=to(now + 1) if now < last_page else None,
        elsewhere=tuple((n, f"?claim={n}#claim-{n}") for n in numbers if n not in there),
    )


def _groups(index: Index) -> dict[Show, list[Alignment]]:
    shared, alone = list(index.shared), lone(index)
    return {
        "shared": shared, "conflict": [a for a in shared if a.relation == "conflict"], "differ": [a for a in shared if differs(a)],
        "agree": [a for a in shared if not differs(a)], "only": alone, "all": [*shared, *alone],
    }


def _sorted(index: Index, rows: Sequence[Alignment], asked: ClaimsAsked) -> list[Alignment]:
    if asked.sort == "outlets":
        return sorted(rows, key=lambda a: (-a.outlets, index.number[a.id]))
    if asked.sort == "origins":
        return sorted(rows, key=lambda a: (-a.independent_origins.certain, -a.independent_origins.at_most, index.number[a.id]))
    return list(rows)


def _address(address: str, show: str, sort: str, page: int) -> str:
    wanted = {"show": show} | ({"sort": sort} if sort != "order" else {}) | ({"page": str(page)} if page > 1 else {})
    return f"{address}?{urlencode(wanted)}"
