"""What a story announces, read back by the icalendar package."""

from __future__ import annotations

import dataclasses
import datetime as dt

from icalendar import Calendar
from msgspec.structs import replace

from tawatur.export.parcel import Parcel
from tawatur.export.planned import render_planned


def test_every_announced_day_is_an_event_with_its_words(parcel: Parcel) -> None:
    calendar = Calendar.from_ical(render_planned(parcel))
    (event,) = calendar.walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2026, 3, 12), dt.date(2026, 3, 13))
    assert parcel.agenda[0].announced[0].words.span.text.split()[0] in event["DESCRIPTION"]


def test_it_can_be_read_whatever_stands_in_it(any_parcel: Parcel) -> None:
    data = render_planned(any_parcel)
    calendar = Calendar.from_ical(data)
    assert len(calendar.walk("VEVENT")) == len(any_parcel.agenda)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_a_word_with_a_non_joiner_stays_one_word(parcel: Parcel) -> None:
    """Persian names have it; what only turns the direction of a line goes."""
    item = replace(parcel.agenda[0], name="می\u200cروم\u202e")
    calendar = Calendar.from_ical(render_planned(dataclasses.replace(parcel, agenda=(item,))))
    assert calendar.walk("VEVENT")[0]["SUMMARY"] == "\u2068می\u200cروم\u2069"


def test_planned_events_without_a_day_are_counted(parcel: Parcel) -> None:
    events = tuple(replace(e, status="planned") for e in parcel.comparison.events)
    made = Parcel(replace(parcel.comparison, events=events))
    assert f"{len(events)} planned events" in Calendar.from_ical(render_planned(made))["X-WR-CALDESC"]
    held = Parcel(replace(parcel.comparison, events=tuple(replace(e, status="held") for e in events)))
    assert "X-WR-CALDESC" not in Calendar.from_ical(render_planned(held))
