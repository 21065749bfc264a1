"""The agenda as iCalendar (RFC 5545): all-day events with stable UIDs, what became of them, and who announced them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..model.answers import AgendaItem, Proof
from ..version import VERSION
from .words import Words, load_words

if TYPE_CHECKING:
    from icalendar import Event

# First strong isolate and its end: an Arabic name inside an English line keeps its order, and the other way round.
_ISOLATE, _END = "\u2068", "\u2069"
# Non-joiner and joiner: parts of a word.
_JOINERS = "\u200c\u200d"
_STATUS = {"cancelled": "CANCELLED", "moved": "CANCELLED", "held": "CONFIRMED"}


def agenda_ical(items: Sequence[AgendaItem], lang: str = "en", title: str = "", note: str = "") -> bytes:
    """A VCALENDAR in UTF-8 with one all-day VEVENT an item, in the order given; same items, same bytes.

    DTEND is the day after the last (RFC 5545 counts it out). STATUS: CANCELLED for what was called off or moved
    to another day, CONFIRMED for what was certainly held, else TENTATIVE. DTSTAMP is the day of the last
    article that was drawn on, so that it depends on nothing but the collection. `title` names the calendar, `note`
    tells what it does not hold.
    """
    from icalendar import Calendar  # not needed by any other command

    words = load_words(lang)
    calendar = Calendar()
    calendar.add("prodid", f"-//Tawatur//{VERSION}//{lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if title:
        calendar.add("x-wr-calname", _isolated(title))
    if note:
        calendar.add("x-wr-caldesc", note)
    for item in items:
        calendar.add_component(_event(item, words))
    return bytes(calendar.to_ical())


def _event(item: AgendaItem, words: Words) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{item.id}@tawatur")
    event.add("dtstamp", dt.datetime.combine(_last_seen(item), dt.time(), dt.UTC))
    event.add("dtstart", dt.date.fromisoformat(item.since))
    event.add("dtend", dt.date.fromisoformat(item.until) + dt.timedelta(days=1))
    event.add("summary", _isolated(item.name or item.type))
    if item.place:
        event.add("location", _isolated(item.place))
    status = _STATUS.get(item.outcome, "TENTATIVE") if item.certain else "TENTATIVE"
    event.add("status", status)
    event.add("transp", "TRANSPARENT")
    event.add("categories", [item.type])
    event.add("description", _description(item, words))
    return event


def _last_seen(item: AgendaItem) -> dt.date:
    days = [d for d in (*(a.words.day for a in item.announced), *(x.words.day for x in item.later)) if d]
    return max((dt.date.fromisoformat(d[:10]) for d in days), default=dt.date.fromisoformat(item.since))


def _description(item: AgendaItem, words: Words) -> str:
    """What became of it, who takes part, then every announcement and later telling with outlet, day, words, article."""
    outcome = words(f"agenda.{item.outcome.replace(' ', '_')}", day=words.date(item.looked_until))
    lines = [outcome if item.certain else f"{outcome} ({words('agenda.unsure')})"]
    if item.who:
        lines.append(words.join([_isolated(w) for w in item.who]))
    for told in item.announced:
        speaker = f"{_isolated(told.speaker)}, " if told.speaker else ""
        lines.append(f"{words('agenda.announced')} {speaker}{_source(told.words, words)}")
    lines += [f"{words('agenda.later')}: {_source(told.words, words)}" for told in item.later]
    return "\n".join(lines)


def _source(proof: Proof, words: Words) -> str:
    span = proof.span
    day = words.date(proof.day) if proof.day else words("page.unknown_date")
    return f"{_isolated(proof.outlet)}, {day}: {_isolated(span.text)} [{span.article} {span.start}–{span.end}]"


def _isolated(text: str) -> str:
    """One line whose direction is its own; control characters that would break a calendar are left out."""
    clean = "".join(c if c.isprintable() or c in _JOINERS else " " for c in text if c not in (_ISOLATE, _END))
    return f"{_ISOLATE}{' '.join(clean.split())}{_END}"
