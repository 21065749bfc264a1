"""What happened, was said and is planned: a lane each, a mark of its own form, and what has no day apart."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from tawatur.export.index import Index, Pages, build_index
from tawatur.export.timeline import lane_of, timeline
from tawatur.export.words import load_words
from tawatur.model import Comparison


def index_of(comparison: Comparison, lang: str = "en", **pages: object) -> Index:
    return build_index(comparison, load_words(lang), pages=Pages(**pages))  # type: ignore[arg-type]


def test_it_runs_by_day_with_what_has_none_at_its_end(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    html = timeline(index_of(replace(base, events=base.events[::-1])))
    words = load_words("en")
    places = [html.index(n) for n in ("اجتماع مجلس الجسور", "زيارة صفاقس", words("timeline.apart", n=1))]
    assert places == sorted(places)


def test_events_of_one_day_share_a_row(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    first = base.events[0]
    later = replace(first, id="ev9", date=f"{first.date}T15:00", name="مؤتمر صحفي")
    html = timeline(index_of(replace(base, events=(first, later))))
    assert html.count('<h3 class="day">') == 1
    assert "15:00" in html


def test_each_sort_has_a_lane_and_a_mark(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    first = base.events[0]
    events = tuple(
        replace(first, id=f"ev{n}", status=status, plover=plover)
        for n, (status, plover) in enumerate([("held", "CONSULT"), ("held", "ACCUSE"), ("planned", None), ("possible", None), ("denied", None)])
    )
    assert [lane_of(e) for e in events] == ["happened", "said", "planned", "planned", "happened"]
    html = timeline(index_of(replace(base, events=events)))
    ordered = html.split("<ol", 1)[1]
    assert set(re.findall(r'class="mark m-(\w+)"', ordered)) == {"held", "said", "planned", "possible", "denied"}
    assert re.findall(r'class="lane lane-(\w+) k(\d)"', ordered) == [("happened", "1"), ("said", "2"), ("planned", "3")]
    tags = re.findall(r'class="tag tag-(\w+)"', ordered)
    assert sorted(tags) == ["denied", "planned", "possible"], "the status is told in words too"


def test_a_lane_that_nothing_stands_in_is_not_drawn(comparison: Comparison) -> None:
    held = tuple(e for e in comparison.events if e.status == "held")
    assert 'class="timeline n1"' in timeline(index_of(replace(comparison, events=held)))


def test_an_event_names_place_people_and_each_outlet_once(comparison: Comparison) -> None:
    first = timeline(index_of(comparison)).split('<li class="ev-', 2)[1]
    for told in ("تونس", "مجلس الجسور", "البوصلة", "المدار"):
        assert told in first


def test_the_words_lead_to_the_articles(comparison: Comparison) -> None:
    html = timeline(index_of(comparison, words=lambda span: f"/articles/{span.article}"))
    assert 'href="/articles/a"' in html


def test_many_days_are_folded_and_none_is_lost(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    events = tuple(replace(base.events[0], id=f"ev{n}", date=f"2025-{n // 28 + 1:02}-{n % 28 + 1:02}") for n in range(60))
    html = timeline(index_of(replace(base, events=events)))
    assert html.count('<h3 class="day">') == 60
    assert load_words("en")("text.more", n=48) in html


def test_nothing_found_nothing_shown(comparison: Comparison) -> None:
    assert timeline(index_of(replace(comparison, events=()))) == ""
