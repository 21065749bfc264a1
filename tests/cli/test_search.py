"""`tawatur search`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821


def found(run: Run, press: Path, *argv: object) -> list[str]:
    return sorted(row["article"] for row in json.loads(run("search", *argv, "-C", press, "--format", "json").out))


def test_an_answer_says_where_it_stands_and_marks_the_hits(run: Run, press: Path, stories: tuple[str, ...]) -> None:
    ran = run("search", "متاجر", "-C", press)
    assert (ran.code, ran.err) == (0, "")
    assert f"وكالة السهل للأنباء  2026-03-03  sahl-8  story {stories.fire}\n  إصابة خمسة عمال" in ran.out
    assert "[متاجر]" in ran.out
    assert "القصة" in run("search", "متاجر", "-C", press, "--lang", "ar").out


def test_spelling_is_looked_through(run: Run, press: Path) -> None:
    assert found(run, press, "عراق") == found(run, press, "العِراقي") != []


def test_operators(run: Run, press: Path) -> None:
    assert found(run, press, '"سوق الأخشاب"') == ["manara-102", "sahl-8"]
    assert found(run, press, '"سوق الأخشاب" -الشرطة') == ["sahl-8"]
    assert found(run, press, "الخبير OR الإطفاء") == ["madina-5", "manara-102", "sahl-8"]


def test_claims_of_a_speaker(run: Run, press: Path) -> None:
    ran = run("search", "محطة", "--claims", "--speaker", "الراوي", "-C", press)
    assert "  حيدر الراوي:\n" in ran.out
    rows = json.loads(run("search", "محطة", "--claims", "--speaker", "الراوي", "-C", press, "--format", "json").out)
    assert {row["speaker"] for row in rows} == {"حيدر الراوي"}
    assert all(row["claim"].startswith(row["article"] + "/c") for row in rows)
    assert found(run, press, "محطة", "--claims", "--speaker", "نزار") == []


def test_days_outlets_and_order(run: Run, press: Path) -> None:
    assert found(run, press, "الأنهار", "--since", "2026-03-05") == ["difa-40", "sahl-12"]
    assert found(run, press, "الأنهار", "--until", "2026-03-02") == ["manara-101", "sahl-7"]
    newest = json.loads(run("search", "الأنهار", "--sort", "newest", "-C", press, "--format", "json").out)
    assert [row["day"] for row in newest] == sorted((row["day"] for row in newest), reverse=True)


def test_an_outlet_is_found_as_people_spell_it(run: Run, press: Path) -> None:
    assert found(run, press, "الأنهار", "--outlet", "الضفه") == ["difa-33", "difa-40"]
    unknown = run("search", "الأنهار", "--outlet", "القمر", "-C", press)
    assert (unknown.code, unknown.out) == (0, "Nothing in the collection fits.\n")
    assert "القمر: no outlet of the collection; there are" in unknown.err


def test_what_is_cut_is_told_and_zero_is_all(run: Run, press: Path) -> None:
    assert run("search", "الأنهار", "--limit", "2", "-C", press).out.endswith("There are more; --limit 0 shows all.\n")
    assert len(found(run, press, "الأنهار", "--limit", "2")) == 2
    assert len(found(run, press, "الأنهار", "--limit", "0")) == 6
    assert "There are more" not in run("search", "الأنهار", "--limit", "6", "-C", press).out


@pytest.mark.parametrize(("argv", "says"), [
    (["", "-C", "{}"], "no word to look for"), (['"', "-C", "{}"], "no word to look for"), (["-نهر", "-C", "{}"], "o such option|no word"),
    (["نهر", "--speaker", "الراوي", "-C", "{}"], "--speaker goes with --claims"), (["نهر", "--since", "x", "-C", "{}"], "is no day"),
    (["{}"], "no word to look for"),
])
def test_mistakes(run: Run, press: Path, argv: list[str], says: str) -> None:
    ran = run("search", *(arg.format(press) for arg in argv))
    assert (ran.code, ran.out) == (2, "")
    assert any(part in ran.err for part in says.split("|"))


def test_an_empty_collection(run: Run, bare: Path) -> None:
    assert "The collection is empty" in run("search", "نهر", "-C", bare).out
