"""Those whom a meeting only speaks of take no part in it."""

from __future__ import annotations

import pytest

from tawatur.annotate.event_parties import drop_topics
from tawatur.lang.contrasts import load_contrasts
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.model import Event, Link, Participant, Span


def parties(text, names, plover="CONSULT"):
    links = [
        Link(text.index(n), text.index(n) + len(n), f"e:{n}", "ORG", "name") for n in names
    ]
    event = Event(
        id="e", type="meeting", plover=plover, name="لقاء", date=None, place=None, status="held",
        participants=tuple(Participant(x.entity) for x in links), evidence=(Span("a", 0, len(text), text),),
    )
    (kept,) = drop_topics([event], view(text), links, load_contrasts(folder("ar")))
    return [p.entity[2:] for p in kept.participants]


@pytest.mark.parametrize("text", [
    "اجتمع مجلس النهر لضمان هزيمة دائمة لعصابة الجبل",
    "اجتمع مجلس النهر لبحث محاربة عصابة الجبل",
    "ناقش مجلس النهر تنفيذ قرار عصابة الجبل",
])
def test_what_is_only_spoken_of_is_no_party(text):
    names = ["مجلس النهر", "عصابة الجبل"]
    assert parties(text, names) == ["مجلس النهر"]


def test_who_is_named_as_a_party_too_stays():
    assert parties("اجتمع مجلس النهر مع عصابة الجبل", ["مجلس النهر", "عصابة الجبل"]) == ["مجلس النهر", "عصابة الجبل"]


def test_both_sides_take_part_in_a_battle():
    text = "قاتل مجلس النهر ضد عصابة الجبل"
    assert parties(text, ["مجلس النهر", "عصابة الجبل"], "ASSAULT") == ["مجلس النهر", "عصابة الجبل"]
