"""Stories, one line each."""

from __future__ import annotations

import pytest

from tawatur.errors import UsageError
from tawatur.export.collected.stories import days, origins, outlets, render_stories
from tawatur.model import OriginCount, StoryLink, StoryRow


def row(**changes: object) -> StoryRow:
    given = {
        "id": "s1a2b3", "title": "افتتاح الجسر\nالجديد", "articles": ("a", "b", "c"), "outlets": ("النهر", "المرفأ"),
        "independent_origins": OriginCount(1, 3), "first_seen": "2021-03-09", "last_seen": "2021-03-11",
    }
    return StoryRow(**{**given, **changes})  # type: ignore[arg-type]


def test_one_line_a_story_with_all_its_figures() -> None:
    head, line = render_stories([row()]).splitlines()
    assert head.split() == ["story", "origins", "outlets", "articles", "seen", "title"]
    assert line.split("  ")[0] == "s1a2b3"
    assert line.split() == ["s1a2b3", "1–3", "2", "3", "2021-03-09", "–", "11", "افتتاح", "الجسر", "الجديد"]


def test_a_long_title_stays_one_line_and_is_cut_only_at_a_terminal() -> None:
    long = row(title="كلمة " * 80)
    assert render_stories([long]).splitlines()[1].count("كلمة") == 80
    cut = render_stories([long], width=80).splitlines()
    assert len(cut) == 2
    assert cut[1].endswith("…")


def test_what_was_not_compared_or_follows_another_is_told() -> None:
    line = render_stories([row(independent_origins=None, title="", links=(StoryLink(earlier="s9", kind="follow-up", score=0.8),))])
    assert line.splitlines()[1].split()[1:3] == ["–", "2"]
    assert "without a title  (follows s9)" in line


def test_what_is_not_shown_is_counted() -> None:
    assert render_stories([row()], more=7).endswith("7 more; --limit 0 shows all\n")
    assert render_stories([]) == "Nothing in the collection fits.\n"


def test_a_title_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in render_stories([row(title="\x1b[2J\u202eقلب")])
    assert "\u202e" not in render_stories([row(title="\x1b[2J\u202eقلب")])


@pytest.mark.parametrize(("first", "last", "shown"), [
    ("2021-03-09", "2021-03-09", "2021-03-09"),
    ("2021-03-09", "2021-03-11", "2021-03-09 – 11"),
    ("2021-03-09", "2021-04-01", "2021-03-09 – 04-01"),
    ("2021-12-31", "2022-01-01", "2021-12-31 – 2022-01-01"),
])
def test_two_days_in_one(first: str, last: str, shown: str) -> None:
    assert days(first, last) == shown


def test_origins_in_short() -> None:
    assert (origins(None), origins(OriginCount(2, 2)), origins(OriginCount(1, 4))) == ("–", "2", "1–4")


def test_an_outlet_that_is_not_known_is_no_outlet_less() -> None:
    assert (outlets(row()), outlets(row(unnamed=1)), outlets(row(outlets=(), unnamed=2))) == ("2", "2+?", "0+?")


def test_in_arabic_and_in_no_other_language() -> None:
    assert "الأصول" in render_stories([row()], "ar")
    with pytest.raises(UsageError):
        render_stories([row()], "fr")
