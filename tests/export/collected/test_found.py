"""What a search found."""

from __future__ import annotations

from tawatur.export.collected.found import render_found
from tawatur.model import Found
from tawatur.model.collection import Passage

TEXT = "وصل الوفد السوري إلى المدينة مساء"


def found(**changes: object) -> Found:
    start = TEXT.index("السوري")
    given = {
        "article": "nahr-1", "outlet": "النهر", "title": "وفد في المدينة", "day": "2021-03-09", "score": 1.0,
        "passages": (Passage(0, len(TEXT), TEXT, ((start, start + 6),)),),
    }
    return Found(**{**given, **changes})  # type: ignore[arg-type]


def test_the_words_that_fit_are_marked_where_there_is_no_colour() -> None:
    shown = render_found([found(story="s1")])
    assert "وصل الوفد [السوري] إلى المدينة" in shown
    assert shown.splitlines()[0] == "النهر  2021-03-09  nahr-1  story s1"


def test_a_claim_names_its_speaker_or_the_outlet() -> None:
    assert "رئيس البلدية:" in render_found([found(claim="nahr-1/c2", speaker="رئيس البلدية")])
    assert "the outlet itself:" in render_found([found(claim="nahr-1/c2")])


def test_colour_marks_instead_of_brackets() -> None:
    shown = render_found([found()], color=True)
    assert "[السوري]" not in shown
    assert "\x1b[1;33mالسوري" in shown


def test_hits_count_from_the_start_of_the_article() -> None:
    late = Passage(100, 100 + len(TEXT), TEXT, ((100, 103), (104, 109)))
    assert "[وصل] [الوفد] السوري" in render_found([found(passages=(late,))])


def test_nothing_found_is_said() -> None:
    assert render_found([], "ar") == "لا شيء في المجموعة يطابق ذلك.\n"
