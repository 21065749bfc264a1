"""How the work of add and fetch is shown."""

from __future__ import annotations

import pytest

from tawatur.cli.intake import moving, show
from tawatur.collection.report import AddReport, Progress
from tawatur.model import ProblemRow


def problem(number: int, code: str = "empty") -> ProblemRow:
    return ProblemRow(input="a.jsonl", where=f"a.jsonl:{number}", code=code, message="no text", seen="2026-03-01T00:00:00Z")


@pytest.mark.parametrize(("report", "code"), [
    (AddReport(new=1), 0), (AddReport(same=1), 0), (AddReport(), 0),
    (AddReport(new=1, skipped=1, problems=[problem(1)]), 7), (AddReport(unchanged=1, skipped=1, problems=[problem(1)]), 7),
    (AddReport(skipped=1, problems=[problem(1)]), 3), (AddReport(skipped=1, problems=[problem(1, "language")]), 4),
    (AddReport(skipped=2, problems=[problem(1, "language"), problem(2)]), 3),
    (AddReport(new=1, skipped=1, stopped=True, problems=[problem(1)]), 130),
])
def test_the_code_says_what_came_of_it(report: AddReport, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert show(report, 0, "text", "en", None) == code


@pytest.mark.parametrize(("lang", "rate", "again"), [
    ("en", "2.5 articles a second (reading 0.5 s, comparing 1.2 s)", "the same command goes on from here"),
    ("ar", "2.5 مقالات في الثانية (القراءة 0.5 ث، المقارنة 1.2 ث)", "والأمر نفسه يتابع من هنا"),
])
def test_rates_by_step_and_how_to_go_on(lang: str, rate: str, again: str, capsys: pytest.CaptureFixture[str]) -> None:
    show(AddReport(new=5, elapsed=2.0, seconds={"reading": 0.5, "comparing": 1.234}, stopped=True), 3, "text", lang, None)
    shown = capsys.readouterr().out
    assert rate in shown
    assert again in shown


def test_articles_of_another_version_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    show(AddReport(new=1, outdated=3), 1, "text", "en", None)
    assert "3 articles were read by another version of Tawatur; `tawatur doctor --repair` reads them again." in capsys.readouterr().out


def test_of_many_problems_the_first_are_told_and_the_rest_counted(capsys: pytest.CaptureFixture[str]) -> None:
    report = AddReport(new=1, skipped=25, problems=[*(problem(n) for n in range(22)), *(problem(n, "broken") for n in range(3))])
    show(report, 1, "text", "en", None)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 21
    assert lines[-1] == "tawatur: … and 5 more left out (3 broken, 2 empty); `tawatur doctor --problems` lists all"


def test_without_a_terminal_nothing_moves_but_what_is_confirmed_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with moving("ar", confirm=True) as tell:
        tell(Progress(step="adding", done=2, confirmed=("a1", "a2")))
        tell(Progress(step="grouping", done=0))
    with moving("en") as tell:
        tell(Progress(step="adding", done=2, confirmed=("a1", "a2")))
    assert capsys.readouterr() == ("a1\na2\n", "")


def test_on_a_terminal_there_is_a_bar_for_each_step(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from tawatur.cli import place

    monkeypatch.setattr(place, "interactive", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with moving("en") as tell:
        for step in ("adding", "grouping", "comparing"):
            tell(Progress(step=step, done=1, total=2, per_second=3.0, input="a.jsonl"))
    assert "Comparing" in capsys.readouterr().err
