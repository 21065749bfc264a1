from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from tawatur.export.index import Pages, build_index
from tawatur.export.met import meetings, met
from tawatur.export.words import load_words
from tawatur.model import Comparison, Participant


def with_meeting(base: Comparison, *names: str, **more: object) -> Comparison:
    ids = [next(e.id for e in base.entities if e.name == name) for name in names]
    event = replace(base.events[0], type="meeting", participants=tuple(Participant(i) for i in ids), **more)
    return replace(base, events=(event,))


def people(base: Comparison) -> list[str]:
    return [e.name for e in base.entities if e.type != "LOC"]


def test_those_who_met_stand_with_the_words_that_tell_it(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    one, two = people(base)[:2]
    html = met(build_index(with_meeting(base, one, two), load_words("en"), pages=Pages(entity=lambda e: f"/who/{e.id}")))
    assert one in html
    assert two in html
    assert 'href="/who/' in html
    for span in base.events[0].evidence:
        assert span.text in html


def test_one_alone_or_a_place_has_met_nobody(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    place = next(e.name for e in base.entities if e.type == "LOC")
    assert met(build_index(with_meeting(base, people(base)[0], place), load_words("ar"))) == ""


def test_the_same_who_met_twice_stand_together(make_sample: Callable[[], Comparison]) -> None:
    base = with_meeting(make_sample(), *people(make_sample())[:2])
    again = replace(base.events[0], id="ev9", date="2025-03-20", participants=base.events[0].participants[::-1])
    found = meetings(build_index(replace(base, events=(again, base.events[0])), load_words("en")))
    assert [[e.id for e in events] for _, events in found] == [[base.events[0].id, "ev9"]]


def test_what_is_only_planned_says_so(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    html = met(build_index(with_meeting(base, *people(base)[:2], status="planned"), load_words("en")))
    assert 'tag-planned"' in html
