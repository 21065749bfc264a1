"""What happened, what was said and what is planned, side by side in the order of days; what has no day apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from ..model import Event, Span
from .happenings import series, victims
from .index import Index
from .markup import esc, linked, name, section, tag, words_of
from .words import is_dated

Lane = Literal["happened", "said", "planned"]
LANES: tuple[Lane, ...] = ("happened", "said", "planned")
# Acts done by speaking, as PLOVER (2021) sorts them.
_SAID = frozenset(["ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"])
# The form of a mark tells the status as well as its colour does.
_MARKS = ("held", "said", "planned", "possible", "denied")
# So many days, events of a day in one lane and undated events are shown before the rest is folded.
_DAYS = 12
_EVENTS = 6
_UNDATED = 4


def timeline(index: Index) -> str:
    """The section: a row for each day with a lane for each sort, then what has no day."""
    words = index.words
    days: dict[str, list[Event]] = {}
    for event in sorted((e for e in index.comparison.events if is_dated(e.date)), key=lambda e: (e.date or "", e.id)):
        days.setdefault((event.date or "").partition("T")[0], []).append(event)
    undated = [e for e in index.comparison.events if not is_dated(e.date)]
    lanes = [lane for lane in LANES if any(lane_of(e) == lane for day in days.values() for e in day)]
    body = _days(index, days, lanes) + _undated(index, undated)
    return section("timeline", words("section.timeline"), body and _legend(index) + body, words("lead.timeline"))


def lane_of(event: Event) -> Lane:
    """What is planned or possible; of the rest what was said, by the kind of happening."""
    if event.status in ("planned", "possible"):
        return "planned"
    return "said" if event.plover in _SAID else "happened"


def _mark(event: Event) -> str:
    return "said" if event.status == "held" and lane_of(event) == "said" else event.status


def _legend(index: Index) -> str:
    there = {_mark(e) for e in index.comparison.events}
    items = "".join(
        f'<li><i class="mark m-{mark}" aria-hidden="true"></i> {esc(index.words(f"timeline.mark_{mark}"))}</li>' for mark in _MARKS if mark in there
    )
    return f'<ul class="legend marks">{items}</ul>'


def _days(index: Index, days: Mapping[str, Sequence[Event]], lanes: Sequence[Lane]) -> str:
    if not days:
        return ""
    words = index.words
    heads = "".join(f'<span>{esc(words(f"timeline.{lane}"))}</span>' for lane in lanes)
    rows = [_day(index, day, events, lanes) for day, events in days.items()]
    first = f'<ol class="timeline n{len(lanes)}">{"".join(rows[:_DAYS])}</ol>'
    rest = ""
    if len(rows) > _DAYS:
        more = esc(words("text.more", n=len(rows) - _DAYS))
        rest = f'<details class="fold"><summary>{more}</summary><ol class="timeline n{len(lanes)}">{"".join(rows[_DAYS:])}</ol></details>'
    return f'<div class="lane-heads n{len(lanes)}" aria-hidden="true"><span></span>{heads}</div>{first}{rest}'


def _day(index: Index, day: str, events: Sequence[Event], lanes: Sequence[Lane]) -> str:
    words = index.words
    cells = ""
    for column, lane in enumerate(lanes, 1):
        inside = [_event(index, e) for e in events if lane_of(e) == lane]
        if inside:
            cells += f'<div class="lane lane-{lane} k{column}"><h4>{esc(words(f"timeline.{lane}"))}</h4>{_listed(index, inside)}</div>'
    return f'<li><h3 class="day">{esc(words.date(day, weekday=True))}</h3>{cells}</li>'


def _listed(index: Index, items: Sequence[str]) -> str:
    """The first events of a lane, the others folded."""
    if len(items) <= _EVENTS + 1:
        return f"<ul>{''.join(items)}</ul>"
    more = esc(index.words("text.more", n=len(items) - _EVENTS))
    rest = f'<details class="fold"><summary>{more}</summary><ul>{"".join(items[_EVENTS:])}</ul></details>'
    return f"<ul>{''.join(items[:_EVENTS])}</ul>{rest}"


def _undated(index: Index, events: Sequence[Event]) -> str:
    if not events:
        return ""
    words = index.words
    opened = " open" if len(events) <= _UNDATED else ""
    items = "".join(_event(index, e) for e in events)
    return f'<details class="undated"{opened}><summary>{esc(words("timeline.apart", n=len(events)))}</summary><ul>{items}</ul></details>'


def _event(index: Index, event: Event) -> str:
    words = index.words
    status = words.get(f"status.{event.status}", event.status)
    shown = "" if event.status == "held" else f" {tag(event.status, status)}"
    facts_html = f'<p class="facts">{"".join(_facts(index, event))}</p>'
    return (
        f'<li class="ev-{esc(event.status)}"><i class="mark m-{_mark(event)}" aria-hidden="true"></i>'
        f'<p class="what">{name(event.name or event.type)}{shown}</p>{facts_html}{tellings(index, event.evidence)}</li>'
    )


def _facts(index: Index, event: Event) -> list[str]:
    words = index.words
    facts = []
    clock = (event.date or "").partition("T")[2]
    if clock[:1].isdigit():
        facts.append(f"<span>{esc(clock)}</span>")
    if index.entity(event.place):
        facts.append(f'<span>{esc(words("timeline.place"))}: {name(index.entity(event.place))}</span>')
    people = [index.entity(p.entity) for p in event.participants if index.entity(p.entity)]
    if people:
        facts.append(f'<span>{esc(words("timeline.who"))}: {words.join([name(p) for p in dict.fromkeys(people)])}</span>')
    facts += [f'<span dir="auto">{esc(line)}</span>' for line in victims(index, event)]
    if series(index, event):
        facts.append(f'<span dir="auto">{esc(words("series.label"))}: {esc(series(index, event))}</span>')
    return facts


def tellings(index: Index, evidence: Sequence[Span]) -> str:
    """Who tells it, and folded in what words."""
    words = index.words
    told = list(dict.fromkeys(index.outlet(s.article) for s in evidence))
    shown = words.join([name(o) for o in told]) if len(told) < 4 else esc(words.count("count.outlets", len(told)))
    quotes = "".join(f"<li>{linked(index.outlet(s.article), index.pages.words(s))}: {words_of(s.text)}</li>" for s in evidence)
    return f'<details><summary>{shown}</summary><ul class="ev">{quotes}</ul></details>' if evidence else ""
