"""Victims by source and series in words, and in every form of the report."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tawatur.export import happenings
from tawatur.export.index import Index, build_index
from tawatur.export.markdown import render_markdown
from tawatur.export.text import render_text
from tawatur.export.timeline import timeline
from tawatur.export.words import load_words
from tawatur.model import Comparison, Event, Series, Victim


@pytest.fixture
def told(make_sample: Callable[[], Comparison]) -> Comparison:
    """The sample with figures of three tellers at its first event, and a second one before it."""
    base = make_sample()
    first, second, *rest = base.events
    span = first.evidence[0]
    other = next(s for s in first.evidence if s.article != span.article)
    counted = (
        Victim(kind="killed", number=2, span=span), Victim(kind="killed", number=2, span=other),
        Victim(kind="killed", low=17, said_by=base.attributions[0].id, span=span),
        Victim(kind="wounded", number=50, approx=True, span=span),
    )
    series = Series(name=span, number=3, previous=second.id)
    return replace(base, events=(replace(first, victims=counted, series=series), second, *rest))


def index_of(comparison: Comparison, lang: str = "en") -> Index:
    return build_index(comparison, load_words(lang))


def first_event(comparison: Comparison) -> Event:
    return comparison.events[0]


def test_each_figure_stands_once_with_all_who_tell_it(told: Comparison) -> None:
    killed, wounded = happenings.victims(index_of(told), first_event(told))
    assert killed.startswith("killed: 2 (")
    assert killed.count("2 (") == 1
    assert "≥17 (" in killed
    assert ", in " in killed
    assert wounded.startswith("wounded: ~50 (")


@pytest.mark.parametrize(("victim", "figure"), [
    ({"number": 3}, "3"), ({"low": 20, "high": 30}, "20–30"), ({"high": 9}, "≤9"), ({"low": 200}, "≥200"),
])
def test_bounds(told: Comparison, victim: dict[str, float], figure: str) -> None:
    one = Victim(kind="missing", span=first_event(told).evidence[0], **victim)  # type: ignore[arg-type]
    (line,) = happenings.victims(index_of(told), replace(first_event(told), victims=(one,)))
    assert line.startswith(f"missing: {figure} (")


def test_a_series_names_its_number_and_its_neighbour(told: Comparison) -> None:
    text = happenings.series(index_of(told), first_event(told))
    assert text.startswith("no. 3; before it: ")
    assert told.events[1].name in text
    assert happenings.series(index_of(told), told.events[1]) == ""


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_all_forms_show_them(told: Comparison, lang: str) -> None:
    words = load_words(lang)
    for text in (
        timeline(index_of(told, lang)), render_markdown(told, lang), render_text(told, lang, width=200),
    ):
        assert words("victims.killed") in text
        assert words("series.number", n=3) in text


def test_a_table_without_victims_has_no_column_for_them(make_sample: Callable[[], Comparison]) -> None:
    assert load_words("en")("victims.label") not in render_markdown(make_sample())
