"""What was announced, by whom, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import permutations

import pytest

from tawatur.collection.agenda import agenda
from tawatur.export.ical import agenda_ical
from tawatur.lang.agenda_words import load_agenda_words
from tawatur.lang.resources import Resources
from tawatur.model.answers import AgendaItem

from .workshop import article, read

ANNOUNCED = "يلتقي وزير الخارجية اللبناني كريم البستاني نظيره الأردني سامر العتيبي في عمان يوم الأحد 8 نوفمبر 2026."
AGAIN = "من المقرر أن يلتقي وزير الخارجية اللبناني كريم البستاني الوزير سامر العتيبي في عمان في 8 نوفمبر 2026."
HELD = "التقى وزير الخارجية اللبناني كريم البستاني أمس نظيره الأردني سامر العتيبي في عمان وبحثا ملف المياه."
MOVED = "أعلنت الوزارة تأجيل لقاء وزير الخارجية اللبناني كريم البستاني ونظيره الأردني سامر العتيبي في عمان إلى 15 نوفمبر 2026."
CALLED_OFF = "أعلنت الوزارة إلغاء لقاء وزير الخارجية اللبناني كريم البستاني ونظيره الأردني سامر العتيبي في عمان المقرر يوم 8 نوفمبر 2026."
OTHER = "وصلت سفينة محملة بالقمح إلى الميناء صباح اليوم."

Told = tuple[str, str, str, str]


@pytest.fixture
def planned(resources: Resources) -> Callable[..., list[AgendaItem]]:
    def ask(*told: Told, after: str = "2026-11-04") -> list[AgendaItem]:
        readings = [r for t in told for r in read(resources, article(*t))]
        return [i for i in agenda(readings, resources.gazetteer, load_agenda_words(), after) if i.type != "deadline"]

    return ask


FIRST: Told = ("a", "الصباح", "2026-11-03", ANNOUNCED)
SECOND: Told = ("b", "المساء", "2026-11-04", AGAIN)
LAST: Told = ("z", "النهار الجديد", "2026-11-20", OTHER)


def test_two_announcements_are_one_item_with_both_wordings(planned: Callable[..., list[AgendaItem]]) -> None:
    item, = planned(FIRST, SECOND)
    assert (item.type, item.since, item.until, item.place) == ("meeting", "2026-11-08", "2026-11-08", "عمان")
    assert [(a.words.outlet, a.words.day) for a in item.announced] == [("الصباح", "2026-11-03"), ("المساء", "2026-11-04")]
    assert {"كريم البستاني", "سامر العتيبي"} <= set(item.who)
    assert (item.outcome, item.looked_until) == ("ahead", "2026-11-04")
    for told in item.announced:
        span = told.words.span
        assert {"a": ANNOUNCED, "b": AGAIN}[span.article][span.start:span.end] == span.text


def test_held(planned: Callable[..., list[AgendaItem]]) -> None:
    item, = planned(FIRST, ("c", "المساء", "2026-11-09", HELD), LAST)
    assert (item.outcome, item.certain) == ("held", True)
    assert [(x.words.span.article, x.status, x.date) for x in item.later] == [("c", "held", "2026-11-08")]


def test_moved_gives_both_days(planned: Callable[..., list[AgendaItem]]) -> None:
    old, new = planned(FIRST, ("c", "المساء", "2026-11-06", MOVED), LAST)
    assert (old.since, old.outcome, old.certain) == ("2026-11-08", "moved", True)
    assert [x.date for x in old.later] == ["2026-11-15"]
    assert (new.since, new.outcome) == ("2026-11-15", "never mentioned again")


def test_never_mentioned_again_says_until_when_was_looked(planned: Callable[..., list[AgendaItem]]) -> None:
    item, = planned(FIRST, LAST)
    assert (item.outcome, item.looked_until, item.later) == ("never mentioned again", "2026-11-20", ())


def test_called_off(planned: Callable[..., list[AgendaItem]]) -> None:
    found = planned(FIRST, ("c", "المساء", "2026-11-06", CALLED_OFF), LAST)
    assert [(i.outcome, i.later[0].words.span.article) for i in found] == [("cancelled", "c")]


@pytest.mark.parametrize("held", [
    "التقى وزير الخارجية اللبناني كريم البستاني أمس نظيره المصري نادر الشامي في القاهرة وبحثا ملف المياه.",
    "عقد مجلس البلدية أمس اجتماعا في المدينة القديمة.",
])
def test_another_meeting_of_that_day_is_not_it(held: str, planned: Callable[..., list[AgendaItem]]) -> None:
    item = planned(FIRST, ("c", "المساء", "2026-11-09", held), LAST)[0]
    assert item.outcome == "never mentioned again"


def test_what_lies_before_the_day_is_left_out(planned: Callable[..., list[AgendaItem]]) -> None:
    assert planned(FIRST, after="2026-11-09") == []


def test_the_order_of_articles_changes_nothing(planned: Callable[..., list[AgendaItem]]) -> None:
    told = (FIRST, SECOND, ("c", "المساء", "2026-11-09", HELD), LAST)
    answers = {repr(planned(*some)) for some in permutations(told)}
    assert len(answers) == 1


# -- iCalendar ------------------------------------------------------------------------------------------


def test_ical_reads_back(planned: Callable[..., list[AgendaItem]]) -> None:
    from icalendar import Calendar

    items = planned(FIRST, SECOND, ("c", "المساء", "2026-11-09", HELD), LAST)
    for lang, held in (("en", "held"), ("ar", "جرى")):
        data = agenda_ical(items, lang)
        assert data == agenda_ical(items, lang)
        assert all(len(line) <= 75 for line in data.split(b"\r\n"))
        event, = Calendar.from_ical(data).walk("VEVENT")
        assert (event["UID"], event["STATUS"]) == (f"{items[0].id}@tawatur", "CONFIRMED")
        assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (dt.date(2026, 11, 8), dt.date(2026, 11, 9))
        told = str(event["DESCRIPTION"])
        assert told.startswith(held)
        assert "[a 0–" in told
        assert told.count("\u2068") == told.count("\u2069") > 0


def test_the_uid_stays_when_more_is_told(planned: Callable[..., list[AgendaItem]]) -> None:
    assert planned(FIRST)[0].id == planned(FIRST, SECOND, ("c", "المساء", "2026-11-09", HELD))[0].id


def test_moved_and_doubtful_in_ical(planned: Callable[..., list[AgendaItem]]) -> None:
    moved, new = planned(FIRST, ("c", "المساء", "2026-11-06", MOVED), LAST)
    text = agenda_ical([moved, new]).decode().replace("\r\n ", "")
    assert [line for line in text.split("\r\n") if line.startswith("STATUS")] == ["STATUS:CANCELLED", "STATUS:TENTATIVE"]


@pytest.mark.parametrize(("told", "outcome"), [
    ("تأجل لقاء وزير الخارجية اللبناني كريم البستاني ونظيره الأردني سامر العتيبي الذي كان مقررا اليوم الأحد في عمان.", "moved"),
    ("عقد لقاء وزير الخارجية اللبناني كريم البستاني ونظيره الأردني سامر العتيبي اليوم الأحد في عمان وتأجل توقيع الاتفاق.", "held"),
])
def test_what_is_put_off_was_not_held(told: str, outcome: str, planned: Callable[..., list[AgendaItem]]) -> None:
    item = planned(FIRST, ("c", "المساء", "2026-11-08", told), LAST)[0]
    assert (item.since, item.outcome, item.certain) == ("2026-11-08", outcome, False)
