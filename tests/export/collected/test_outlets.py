"""The table of outlets."""

from __future__ import annotations

from tawatur.export.collected.outlets import render_outlets
from tawatur.model.answers import OutletRow, Repeated


def row(**changes: object) -> OutletRow:
    repeats = Repeated(source="وكالة السهل", key="k", kind="agency", said=3, unsaid=4, doubtful=2, articles=("a",), stories=("s1",))
    given = {
        "outlet": "النهر", "key": "nahr", "articles": ("a", "b"), "stories": ("s1",), "claims": 20, "own": 5, "quoting": 2,
        "taken": 13, "doubtful": 2, "said": 3, "unsaid": 4, "told_alone": 1, "repeats": (repeats,), "delay": 0.5,
        "delay_articles": ("a",), "own_least": 0.25, "own_most": 0.35,
    }
    return OutletRow(**{**given, **changes})  # type: ignore[arg-type]


def test_doubt_is_a_range() -> None:
    line = render_outlets([row()], width=140).splitlines()[1]
    assert "25–35 %" in line
    assert "3 of 7" in line
    assert "0.5 d" in line
    assert "وكالة السهل 7 (2 in doubt)" in line


def test_what_could_not_be_counted_is_a_dash() -> None:
    line = render_outlets([row(own_least=None, own_most=None, said=0, unsaid=0, delay=None, repeats=())]).splitlines()[1]
    assert line.split() == ["النهر", "2", "–", "–", "–"]


def test_sources_beyond_the_first_are_counted() -> None:
    many = tuple(Repeated(source=f"وكالة {n}", key=str(n), kind="agency", said=9 - n, unsaid=0, doubtful=0, articles=(), stories=()) for n in range(5))
    assert "and 2 more" in render_outlets([row(repeats=many)], width=200)
    assert "more" not in render_outlets([row(repeats=many[:3])], width=200).splitlines()[1]


def test_the_columns_are_explained_in_both_languages() -> None:
    assert "Its own: the share" in render_outlets([row()], width=200)
    assert "من عندها: حصة" in render_outlets([row()], "ar", width=200)
    assert render_outlets([]) == "Nothing in the collection fits.\n"
