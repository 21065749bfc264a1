"""What an event's figures and its series say, in words: the same for all report forms."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Event, Series, Victim
from .index import Index

# The order in which kinds of victims are told.
_KINDS = ("killed", "wounded", "casualties", "missing", "detained", "abducted", "freed")


def victims(index: Index, event: Event) -> list[str]:
    """A line for each kind of victims: every figure once, with those who tell it."""
    lines = []
    for kind in _KINDS:
        told: dict[str, list[str]] = {}
        for victim in event.victims:
            if victim.kind == kind:
                tellers = told.setdefault(_figure(victim), [])
                teller = _teller(index, victim)
                tellers += [] if teller in tellers else [teller]
        if told:
            figures = [f"{figure} ({index.words.join(tellers)})" for figure, tellers in told.items()]
            lines.append(index.words("victims.line", kind=index.words(f"victims.{kind}"), figures=index.words.join(figures)))
    return lines


def _figure(victim: Victim) -> str:
    """«30», «~50», «≥17», «20–30»."""
    if victim.number is not None:
        return f"{'~' if victim.approx else ''}{victim.number:.15g}"
    if victim.low is not None and victim.high is not None:
        return f"{victim.low:.15g}–{victim.high:.15g}"
    if victim.low is not None:
        return f"≥{victim.low:.15g}"
    return f"≤{victim.high:.15g}" if victim.high is not None else "?"


def _teller(index: Index, victim: Victim) -> str:
    """Who gives the figure: the named source, as the outlet tells it, or the outlet itself."""
    outlet = index.outlet(victim.span.article)
    said = index.attributions.get(victim.said_by or "")
    return outlet if said is None else index.words("victims.through", source=index.source(said.source), outlet=outlet)


def series(index: Index, event: Event) -> str:
    """The event's place in its series («no. 3; before it: …»), empty where it stands in none."""
    own = event.series
    if own is None:
        return ""
    parts = [*_standing(index, own), *_neighbours(index, own, {e.id: e for e in index.comparison.events})]
    if not parts:
        return ""
    text = parts[0]
    for part in parts[1:]:
        text = index.words.join_clauses(text, part)
    return text


def _standing(index: Index, own: Series) -> list[str]:
    words = index.words
    out = [words("series.number", n=own.number)] if own.number is not None else []
    if own.cycle is not None:
        out.append(own.cycle.text)
    if index.entity(own.host):
        out.append(words("series.host", name=index.entity(own.host)))
    return out


def _neighbours(index: Index, own: Series, events: Mapping[str, Event]) -> list[str]:
    out = []
    for key, other in (("previous", own.previous), ("next", own.next)):
        event = events.get(other or "")
        if event is None:
            continue
        where, day = index.entity(event.place), index.words.date(event.date) if event.date else ""
        told = " ".join(p for p in (event.name or event.type, f"({where})" if where else "", day) if p)
        out.append(index.words(f"series.{key}", name=told))
    return out
