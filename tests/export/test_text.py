from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tawatur.export.terminal import clean
from tawatur.export.text import render_text
from tawatur.model import Comparison, Outlet


def test_the_story_and_its_figures_come_first(comparison: Comparison) -> None:
    lines = render_text(comparison).splitlines()
    assert lines[0] == "مجلس الجسور يجتمع في تونس"
    assert lines[1].split() == ["3", "outlets", "←", "2", "independent", "origins", "(at", "most", "4)"]


def test_both_wordings_of_a_difference_stand_side_by_side(comparison: Comparison) -> None:
    text = render_text(comparison)
    at = text.index("≠ number")
    rows = [line.split() for line in text[at:].splitlines()[1:3]]
    assert rows == [["البوصلة", "ست", "دول", "=", "6"], ["المدار", "أربع", "دول", "=", "4"]]


def test_the_chain_is_a_tree_from_origin_to_outlets(comparison: Comparison) -> None:
    text = render_text(comparison)
    tree = text[text.index("└── نبض المرفأ"):][:200]
    assert "├── البوصلة  said by the account" in tree
    assert "└── المدار  inferred from shared text" in tree


def test_what_stands_in_one_account_events_journeys_names_and_notes(comparison: Comparison) -> None:
    text = render_text(comparison)
    for words in (
        "وحضرت وفود من الاتحاد", "ولم تحضر الصحافة", "○  Wednesday 12 March 2025",
        "تونس (10 March 2025) → صفاقس (12 March 2025)", "keeps a distance", "today is a Monday",
        "No day of publication was found.",
    ):
        assert words in text


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("width", [40, 80, 200])
def test_lines_keep_to_the_width(comparison: Comparison, lang: str, width: int) -> None:
    from rich.cells import cell_len

    assert max(cell_len(line) for line in render_text(comparison, lang, width).splitlines()) <= width


def test_colour_only_where_it_is_asked_for(comparison: Comparison) -> None:
    assert "\x1b" not in render_text(comparison, color=False)
    assert "\x1b[" in render_text(comparison, color=True)


def test_an_article_can_not_steer_the_terminal(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    record = replace(base.articles[1], outlet=Outlet(name="\x1b[2J\u202eمحو[bold]x[/bold]\x9b", how="given"))
    text = render_text(replace(base, articles=(base.articles[0], record, base.articles[2])))
    assert "\x1b" not in text
    assert "\x9b" not in text
    assert "\u202e" not in text
    assert "[bold]x[/bold]" in text
    assert clean("أ\r\nب\tج") == "أ ب ج"


def test_one_article_shows_its_text_and_what_was_read(comparison: Comparison) -> None:
    alone = replace(
        comparison, articles=comparison.articles[:1], alignments=(), story=None, framing=(), reuse=(), events=(),
        claims=(), notes=(), itineraries=(), attributions=comparison.attributions[:2],
    )
    text = render_text(alone)
    assert "اجتمع مجلس الجسور في تونس، اليوم الاثنين، بحضور ست دول." in text
    assert "نبض المرفأ" in text
    assert "Who said what" in text


def test_without_alignments_it_says_so(comparison: Comparison) -> None:
    assert "share no claim" in render_text(replace(comparison, alignments=(), story=None))


def test_rich_is_loaded_only_when_text_is_made() -> None:
    code = "import sys, tawatur.export.text; sys.exit('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
