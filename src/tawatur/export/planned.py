"""What a story announces, as iCalendar."""

from __future__ import annotations

from .ical import agenda_ical
from .parcel import Parcel
from .words import load_words


def render_planned(parcel: Parcel) -> bytes:
    """The planned events that have a day; how many have none is told in the calendar's description."""
    told = {a.words.span for item in parcel.agenda for a in item.announced}
    events = [e for e in parcel.comparison.events if e.status == "planned"]
    undated = sum(not any(s in told for s in e.evidence) for e in events)
    words, title = load_words(parcel.lang), parcel.headline.text if parcel.headline else parcel.name
    return agenda_ical(parcel.agenda, parcel.lang, title, words.count("export.no_day", undated) if undated else "")
