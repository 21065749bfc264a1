"""`tawatur stories`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821


def ids(run: Run, *argv: object) -> list[str]:
    return [row["id"] for row in json.loads(run("stories", *argv, "--format", "json").out)]


def test_one_line_a_story_with_its_range_of_origins(run: Run, press: Path, stories: tuple[str, ...]) -> None:
    ran = run("stories", press)
    head, *lines = ran.out.splitlines()
    assert (ran.code, ran.err, len(lines)) == (0, "", 3)
    assert head.split() == ["story", "origins", "outlets", "articles", "seen", "title"]
    talks = next(line for line in lines if line.startswith(stories.talks))
    assert talks.split()[1:4] == ["1–2", "4", "4"]
    assert "2026-03-02 – 03" in talks
    assert f"(follows {stories.talks})" in lines[0]


def test_the_form_in_json(run: Run, press: Path, stories: tuple[str, ...]) -> None:
    rows = json.loads(run("stories", "-C", press, "--format", "json").out)
    assert [list(row) for row in rows] == 3 * [
        ["id", "title", "articles", "outlets", "independent_origins", "first_seen", "last_seen", "links", "unnamed",
         "agree", "differ", "alone", "days"]
    ]
    signed = next(row for row in rows if row["id"] == stories.signed)
    assert sorted(signed["articles"]) == ["difa-40", "sahl-12"]
    assert signed["outlets"] == ["الضفة", "وكالة السهل للأنباء"]
    assert signed["independent_origins"] == {"certain": 1, "at_most": 1}
    assert (signed["first_seen"], signed["last_seen"]) == ("2026-03-05", "2026-03-06")
    assert [link["earlier"] for link in signed["links"]] == [stories.talks]


def test_filters(run: Run, press: Path, stories: tuple[str, ...]) -> None:
    talks, signed, fire = stories
    assert ids(run, press) == [signed, fire, talks] or set(ids(run, press)) == {signed, fire, talks}
    assert ids(run, press, "--since", "2026-03-04") == [signed]
    assert ids(run, press, "--until", "2026-03-02") == [talks]
    assert ids(run, press, "--outlet", "صوت المدينة") == [talks]
    assert set(ids(run, press, "--outlet", "صوت المدينة", "--outlet", "الضفة")) == {talks, signed}
    assert set(ids(run, press, "--entity", "الجوهري")) == {talks, signed}
    assert set(ids(run, press, "--place", "بغداد")) == {talks, signed}
    assert ids(run, press, "--text", "متاجر") == [fire]
    assert ids(run, press, "--min-outlets", "3") == [talks]
    assert ids(run, press, "--sort", "outlets")[0] == talks
    assert ids(run, press, "--sort", "oldest")[-1] == signed


def test_what_is_cut_is_counted(run: Run, press: Path) -> None:
    shown = run("stories", press, "--limit", "1").out.splitlines()
    assert (len(shown), shown[-1]) == (3, "2 more; --limit 0 shows all")
    assert len(run("stories", press, "--limit", "0").out.splitlines()) == 4
    assert len(ids(run, press, "--limit", "2")) == 2


def test_where_the_collection_is_found(run: Run, press: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shown = run("stories", press).out
    assert run("stories", "-C", press).out == shown
    monkeypatch.setenv("TAWATUR_COLLECTION", str(press))
    assert run("stories").out == shown
    monkeypatch.delenv("TAWATUR_COLLECTION")
    monkeypatch.chdir(press)
    assert run("stories").out == shown
    monkeypatch.chdir(tmp_path)
    assert run("stories").code == 2


def test_in_arabic(run: Run, press: Path, stories: tuple[str, ...]) -> None:
    shown = run("stories", press, "--lang", "ar").out
    assert shown.split()[:2] == ["القصة", "الأصول"]
    assert f"(تتمة {stories.talks})" in shown


def test_nothing_fits_and_nothing_is_there_are_two_things(run: Run, press: Path, bare: Path) -> None:
    assert run("stories", press, "--text", "تمساح").out == "Nothing in the collection fits.\n"
    assert run("stories", bare).out.startswith("The collection is empty; `tawatur add FILE...`")
    assert run("stories", bare, "--format", "json").out == "[]\n"


def test_an_unknown_outlet_is_told_with_those_there_are(run: Run, press: Path) -> None:
    ran = run("stories", press, "--outlet", "المنار")
    assert (ran.code, ran.err.count("\n")) == (0, 1)
    assert "المنار: no outlet of the collection; there are" in ran.err
    assert "المنارة" in ran.err


@pytest.mark.parametrize(("argv", "code", "says"), [
    (["--since", "March"], 2, "is no day"), (["--until", "2026-02-30"], 2, "is no day"), (["--sort", "best"], 2, "best"),
    (["--limit", "-1"], 2, "-1"), (["--min-outlets", "0"], 2, "0"), (["--text", "!"], 2, "no word to look for"),
])
def test_mistakes(run: Run, press: Path, argv: list[str], code: int, says: str) -> None:
    ran = run("stories", press, *argv)
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err


def test_a_folder_without_a_collection(run: Run, tmp_path: Path) -> None:
    ran = run("stories", tmp_path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (10, "", 1)
    assert "tawatur init" in ran.err


def test_to_a_file_whose_ending_chooses_the_form(run: Run, press: Path, tmp_path: Path) -> None:
    assert run("stories", press, "-o", tmp_path / "s.json").out == ""
    assert len(json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))) == 3
    assert run("stories", press, "-o", tmp_path).code == 5
