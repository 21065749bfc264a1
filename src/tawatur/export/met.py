"""Who met whom: the meetings, visits, matches and agreements of the events, by those who took part."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Event, Participant
from .index import Index
from .markup import esc, linked, long_table, name, section, tag
from .timeline import tellings
from .words import is_dated

# Rows that stand open.
_MOST = 8
_TOGETHER = frozenset(["meeting", "visit", "match", "agreement"])


def meetings(index: Index) -> list[tuple[tuple[Participant, ...], tuple[Event, ...]]]:
    """Those who met, each once and in the order in which they are told, with the events; two persons or bodies at least."""
    found: dict[frozenset[str], tuple[tuple[Participant, ...], list[Event]]] = {}
    for event in sorted(index.comparison.events, key=lambda e: (not is_dated(e.date), e.date or "", e.id)):
        if event.type not in _TOGETHER:
            continue
        there = {p.entity: p for p in event.participants if p.entity in index.entities and index.entities[p.entity].type != "LOC"}
        if len(there) > 1:
            found.setdefault(frozenset(there), (tuple(there.values()), []))[1].append(event)
    return [(who, tuple(events)) for who, events in found.values()]


def met(index: Index) -> str:
    """The section, empty where nobody met."""
    words = index.words
    columns = [words(f"met.{c}") for c in ("who", "what", "when", "where", "told")]
    rows = [_row(index, who, event) for who, events in meetings(index) for event in events]
    body = long_table(words("section.met"), columns, rows, _MOST, lambda n: words.count("count.more_rows", n))
    return section("met", words("section.met"), body, words("lead.met"))


def _row(index: Index, who: Sequence[Participant], event: Event) -> list[str]:
    words = index.words
    status = "" if event.status == "held" else f" {tag(event.status, words.get(f'status.{event.status}', event.status))}"
    return [
        "".join(f'<div class="met-who">{_name(index, p)}</div>' for p in who),
        f"{name(event.name or event.type)}{status}",
        esc(words.date(event.date, weekday=True) if event.date else words("timeline.undated")),
        name(index.entity(event.place)) if index.entity(event.place) else "",
        tellings(index, event.evidence),
    ]


def _name(index: Index, participant: Participant) -> str:
    entity = index.entities[participant.entity]
    role = index.words.get(f"met.role_{participant.role}", "")
    more = f' <span class="how">{esc(role)}</span>' if role else ""
    return linked(entity.name, index.pages.entity(entity)) + more
