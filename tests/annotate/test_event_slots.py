"""Date, place and people of a happening."""

from __future__ import annotations

import pytest

from tawatur import api
from tawatur.annotate.clause_words import sentence_words
from tawatur.annotate.event_places import find_place, places_to
from tawatur.annotate.event_scene import Scene
from tawatur.annotate.event_slots import find_date, find_participants, phrase_name
from tawatur.annotate.event_triggers import Trigger, find_triggers
from tawatur.lang.frames import Frames
from tawatur.lang.normalize import view
from tawatur.model import Article, Link, Sentence, TimeExpression

NAMES = {"فريد": "PER", "نادية": "PER", "الاتحاد": "ORG", "ديرين": "LOC", "برقان": "LOC"}
DAYS = {"أمس": "2021-05-02", "غدا": "2021-05-04"}


def scene(text: str, frames: Frames) -> tuple[Scene, Trigger]:
    seen = view(text)
    links = sorted((Link(text.index(n), text.index(n) + len(n), n, k, "name") for n, k in NAMES.items() if n in text),  # type: ignore[arg-type]
                   key=lambda x: x.start)
    times = [TimeExpression(id=f"a/{w}", article="a", start=text.index(w), end=text.index(w) + len(w), text=w, type="DATE", value=v)
             for w, v in DAYS.items() if w in text]
    words = sentence_words(seen, Sentence(0, len(text), "body", 0), links, times, (), frames)
    made = Scene(Article(id="a", text=text), seen, words, links, times, {}, frames, "2021-05-03")
    return made, find_triggers(words, 0, len(words), frames)[0]


@pytest.mark.parametrize(("text", "day"), [
    ("زار فريد ديرين أمس.", "2021-05-02"), ("أمس زار فريد ديرين.", "2021-05-02"), ("أمس يزور فريد ديرين ثم برقان غدا.", "2021-05-04"), ("أمس زار فريد ديرين ثم سيزور برقان غدا.", "2021-05-02"),
    ("زار فريد ديرين حيث يلتقي نادية غدا.", None), ("زار فريد ديرين.", None),
])
def test_the_nearest_day_behind_else_before(text: str, day: str | None, frames: Frames) -> None:
    made, trigger = scene(text, frames)
    assert find_date(made, trigger, 0, len(made.words))[0] == day


@pytest.mark.parametrize(("text", "place"), [
    ("اجتمع فريد مع نادية في ديرين.", "ديرين"), ("اجتمع فريد مع نادية قرب برقان.", "برقان"), ("زار فريد ديرين.", "ديرين"), ("اجتمع فريد مع نادية.", None),
])
def test_where(text: str, place: str | None, frames: Frames) -> None:
    made, trigger = scene(text, frames)
    whole = (0, len(made.words))
    assert find_place(made, trigger, *whole, whole) == place


def test_who_acts_and_who_is_met(frames: Frames) -> None:
    made, trigger = scene("اجتمع فريد أمس مع نادية في ديرين.", frames)
    assert dict(find_participants(made, 0, len(made.words), trigger)) == {"فريد": "actor", "نادية": "recipient"}


def test_all_places_of_a_journey(frames: Frames) -> None:
    made, trigger = scene("توجه فريد إلى ديرين وبرقان.", frames)
    assert places_to(made, trigger, len(made.words)) == ["ديرين", "برقان"]


def test_a_name_in_the_texts_own_words(frames: Frames) -> None:
    made, trigger = scene("وزار فريد ديرين، ثم عاد.", frames)
    name = phrase_name(made, trigger, len(made.words))
    assert name == "زار فريد ديرين"


@pytest.mark.parametrize(("text", "who"), [
    ("ونقلت وكالة السهل للأنباء عن يوهان ليندفيست أنه سيزور بغداد يوم الاثنين 16 آذار.", ["يوهان ليندفيست"]),
    ("وقال يوهان ليندفيست إنه سيزور بغداد يوم الاثنين 16 آذار.", ["يوهان ليندفيست"]),
])
def test_an_agency_does_not_travel_with_whom_it_quotes(text: str, who: list[str]) -> None:
    report = api.annotate([Article(id="a", text=f"بدأ المبعوث الدولي يوهان ليندفيست جولته في القاهرة.\n\n{text}", published="2026-03-12")])
    names = {entity.id: entity.name for entity in report.entities}
    visit = next(event for event in report.events if event.status == "planned")
    assert [names[p.entity] for p in visit.participants] == who
